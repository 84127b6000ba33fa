#include "ui/kit/fact_sheet.h"

#include "ui/kit/figures.h"
#include "ui/kit/tokens.h"
#include "ui/kit/widgets.h"

namespace hub::kit {

namespace {

constexpr qsizetype kShownCharacters = 44;

} // namespace

FactSheet::FactSheet(QWidget* parent)
    : QScrollArea(parent)
    , m_page(new QWidget)
    , m_form(new QFormLayout(m_page))
{
    setWidget(m_page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    m_page->setAutoFillBackground(false);
    m_form->setContentsMargins(12, 8, 12, 8);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(4);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FactSheet::clear()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_text.clear();
}

void FactSheet::add(const QString& name, const QString& value, Shape shape)
{
    auto* label = makeCaption(name, m_page);
    auto* text = new QLabel(value.isEmpty() ? QString(kAbsent) : value, m_page);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    if (shape == Shape::Mono) {
        text->setFont(textFont(TextRole::Mono));
        if (value.size() > kShownCharacters) text->setText(value.left(kShownCharacters) + QChar(0x2026));
        text->setToolTip(value.left(4 * kShownCharacters));
    } else {
        text->setWordWrap(true);
    }
    m_form->addRow(label, text);
    m_text += name + QStringLiteral(": ") + value + QLatin1Char('\n');
}

void FactSheet::addSection(const QString& title)
{
    auto* heading = makeSection(title, m_page);
    heading->setContentsMargins(0, m_form->rowCount() > 0 ? 8 : 0, 0, 0);
    m_form->addRow(heading);
    m_text += title + QLatin1Char('\n');
}

} // namespace hub::kit
