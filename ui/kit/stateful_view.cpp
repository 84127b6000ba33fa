#include "ui/kit/stateful_view.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::kit {

namespace {

constexpr int kIconPx = 32;
constexpr int kTextWidth = 480;
constexpr int kStripPx = 24;

/// Hatched, so that old figures are seen to be old across the room.
class HatchedStrip final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), paletteColor(palette(), Token::Raised));
        painter.fillRect(rect(), QBrush(paletteColor(palette(), Token::Control), Qt::BDiagPattern));
    }
};

} // namespace

StatefulView::StatefulView(QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_staleStrip(new HatchedStrip(this))
    , m_staleText(new QLabel(m_staleStrip))
{
    m_staleStrip->setFixedHeight(kStripPx);
    m_staleStrip->setObjectName(QStringLiteral("staleStrip"));
    m_staleStrip->hide();
    m_staleText->setAutoFillBackground(true);
    m_staleText->setContentsMargins(8, 0, 8, 0);
    auto* stripLayout = new QHBoxLayout(m_staleStrip);
    stripLayout->setContentsMargins(kStripPx, 0, kStripPx, 0);
    stripLayout->addWidget(m_staleText);
    stripLayout->addStretch();

    auto* page = new QWidget(m_stack);
    page->setObjectName(QStringLiteral("statePage"));
    m_icon = new QLabel(page);
    m_title = new QLabel(page);
    m_title->setProperty("role", QStringLiteral("section"));
    m_title->setObjectName(QStringLiteral("stateTitle"));
    m_text = new QLabel(page);
    m_text->setProperty("role", QStringLiteral("muted"));
    m_text->setObjectName(QStringLiteral("stateText"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setFixedWidth(kTextWidth);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_button = new QPushButton(page);
    m_button->setObjectName(QStringLiteral("stateButton"));
    m_trace = new QPushButton(tr("Open trace"), page);
    m_trace->setObjectName(QStringLiteral("stateTrace"));
    m_trace->setProperty("role", QStringLiteral("link"));
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(8);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_button);
    buttons->addWidget(m_trace);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();

    m_stack->addWidget(content);
    m_stack->addWidget(page);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_staleStrip);
    outer->addWidget(m_stack);
    connect(m_button, &QPushButton::clicked, this, &StatefulView::actionRequested);
    connect(m_trace, &QPushButton::clicked, this, [this] { Q_EMIT traceRequested(m_traceId); });
}

void StatefulView::showContent()
{
    m_state = ViewState::Content;
    m_stack->setCurrentIndex(0);
}

void StatefulView::showLoading()
{
    showMessage(ViewState::Loading, QStringLiteral("refresh"), tr("Loading"), QString(), QString());
}

void StatefulView::showHint(const QString& sentence)
{
    showMessage(ViewState::Hint, QStringLiteral("chevron"), sentence, QString(), QString());
}

void StatefulView::showFirstRun(const QString& sentence, const QString& button)
{
    showMessage(ViewState::FirstRun, QStringLiteral("plus"), tr("Nothing here yet"), sentence, button);
}

void StatefulView::showNothingMatches(const QString& sentence, const QString& button)
{
    showMessage(ViewState::NothingMatches, QStringLiteral("search"), tr("Nothing matches"), sentence, button);
}

void StatefulView::showNoPermission(const QString& permission, const QString& heldBy)
{
    const QString text =
        heldBy.isEmpty() ? tr("This needs the permission “%1”.").arg(permission)
                         : tr("This needs the permission “%1”. It is held by: %2.").arg(permission, heldBy);
    showMessage(ViewState::NoPermission, QStringLiteral("settings"), tr("Not permitted"), text, QString());
}

void StatefulView::showFailure(const Failure& failure, const QString& unchanged)
{
    const QString code = failure.code.isEmpty() ? QString() : failure.code + QStringLiteral("  ");
    m_traceId = failure.traceId;
    showMessage(ViewState::Failed, QStringLiteral("warning"), tr("That did not work"),
                code + failure.text + QLatin1Char('\n') + unchanged, tr("Try again"));
    m_trace->setVisible(!failure.traceId.isEmpty());
}

void StatefulView::showMessage(ViewState state, const QString& iconName, const QString& title,
                               const QString& text, const QString& button)
{
    m_state = state;
    m_iconName = iconName;
    drawIcon();
    m_title->setText(title);
    m_text->setText(text);
    // A wrapped label in an aligned cell is given one line only.
    m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(kTextWidth)));
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_trace->hide();
    m_stack->setCurrentIndex(1);
    setAccessibleDescription(title + QStringLiteral(". ") + text);
}

void StatefulView::drawIcon()
{
    if (m_iconName.isEmpty()) return;
    const Token token = m_state == ViewState::Failed ? Token::Bad : Token::Muted;
    m_icon->setPixmap(icon(m_iconName, token).pixmap(kIconPx, kIconPx));
}

void StatefulView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) drawIcon();
}

void StatefulView::setStale(qint64 ageSeconds)
{
    m_stale = ageSeconds >= 0;
    m_staleStrip->setVisible(m_stale);
    constexpr qint64 kUs = 1'000'000;
    if (m_stale)
        m_staleText->setText(tr("No news from the hub for %1: these are the last known figures")
                                 .arg(durationText(ageSeconds * kUs)));
}

} // namespace hub::kit
