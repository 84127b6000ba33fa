#include "ui/kit/widgets.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace hub::kit {

namespace {

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

void repolish(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

constexpr int kIconPx = 16;

} // namespace

QLabel* makeTitle(const QString& text, QWidget* parent)
{
    return makeLabel(text, "title", parent);
}
QLabel* makeSection(const QString& text, QWidget* parent)
{
    return makeLabel(text, "section", parent);
}
QLabel* makeCaption(const QString& text, QWidget* parent)
{
    return makeLabel(text, "caption", parent);
}

FigureLabel::FigureLabel(TextRole role, QWidget* parent)
    : QWidget(parent)
    , m_font(textFont(role))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FigureLabel::setFigure(const QString& text, Tone tone)
{
    if (m_text == text && m_tone == tone) return;
    const bool resized = m_text.size() != text.size();
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    if (resized) updateGeometry();
    update();
}

QSize FigureLabel::sizeHint() const
{
    const QFontMetricsF metrics(m_font);
    const double shape =
        m_tone == Tone::Neutral || m_tone == Tone::Muted ? 0 : m_font.pixelSize() * 0.55 + 10;
    return {static_cast<int>(figuresWidth(metrics, m_text) + shape) + 2,
            static_cast<int>(metrics.height()) + 2};
}

QSize FigureLabel::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void FigureLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = m_font;
    const bool shaped = m_tone != Tone::Neutral && m_tone != Tone::Muted;
    const double shapeWidth = shaped ? m_font.pixelSize() * 0.55 + 10 : 0;
    // A long figure gets smaller rather than cut.
    while (font.pixelSize() > 11 && figuresWidth(QFontMetricsF(font), m_text) + shapeWidth > width())
        font.setPixelSize(font.pixelSize() - 1);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    double x = 0;
    if (shaped) {
        QFont small = font;
        small.setPixelSize(std::max(10, font.pixelSize() * 6 / 10));
        painter.setFont(small);
        painter.setPen(paletteColor(palette(), tokenOf(m_tone)));
        painter.drawText(QPointF(x, baseline - (font.pixelSize() - small.pixelSize()) * 0.2),
                         QString(shapeOf(m_tone)));
        painter.setFont(font);
        x += shapeWidth;
    }
    painter.setPen(paletteColor(palette(), m_tone == Tone::Muted ? Token::Muted : Token::Text));
    drawFigures(painter, x, baseline, m_text);
}

Tile::Tile(const QString& caption, QWidget* parent)
    : QFrame(parent)
    , m_caption(caption)
    , m_figure(new FigureLabel(TextRole::TileFigure, this))
    , m_detail(new FigureLabel(TextRole::Caption, this))
{
    setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(0);
    layout->addWidget(makeCaption(caption, this));
    layout->addWidget(m_figure);
    layout->addWidget(m_detail);
    setAccessibleName(caption);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFigure(QString(kAbsent), QString());
}

void Tile::setFigure(const QString& figure, const QString& detail, Tone tone)
{
    m_figure->setFigure(figure, tone);
    m_detail->setFigure(detail, Tone::Muted);
    setAccessibleName(m_caption + QStringLiteral(": ") + figure + QStringLiteral(" ") + detail);
}

void Tile::setClickable(bool clickable)
{
    m_clickable = clickable;
    setProperty("clickable", clickable);
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    repolish(this);
}

void Tile::mouseReleaseEvent(QMouseEvent* event)
{
    QFrame::mouseReleaseEvent(event);
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->pos())) Q_EMIT activated();
}

void Tile::keyPressEvent(QKeyEvent* event)
{
    if (m_clickable && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)) {
        Q_EMIT activated();
        return;
    }
    QFrame::keyPressEvent(event);
}

AmountEdit::AmountEdit(QWidget* parent)
    : QLineEdit(parent)
{
    constexpr int kAmountCharacters = 30;
    setMaxLength(kAmountCharacters);
    setAlignment(Qt::AlignRight);
    setDecimals(2);
    connect(this, &QLineEdit::textChanged, this, [this] {
        showValidity();
        Q_EMIT amountChanged();
    });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (const auto value = amount()) setAmount(*value);
    });
}

void AmountEdit::setDecimals(int decimals)
{
    m_decimals = decimals;
    setPlaceholderText(amountText({}, decimals));
    showValidity();
}

std::optional<domain::Amount> AmountEdit::amount() const
{
    return parseAmount(text(), m_decimals);
}

void AmountEdit::setAmount(domain::Amount amount)
{
    setText(amountText(amount, m_decimals));
}

void AmountEdit::showValidity()
{
    const QString state = text().isEmpty() || amount() ? QString() : QStringLiteral("bad");
    if (property("state").toString() == state) return;
    setProperty("state", state);
    setToolTip(state.isEmpty() ? QString()
                               : tr("An exact amount with at most %n decimal(s)", nullptr, m_decimals));
    repolish(this);
}

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    constexpr int kFilterCharacters = 400;
    m_edit->setMaxLength(kFilterCharacters);
    m_edit->setObjectName(QStringLiteral("filter"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icon(QStringLiteral("search"), Token::Muted), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setObjectName(QStringLiteral("filterNote"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { read(); });
}

void FilterBar::setFields(const QStringList& fields)
{
    m_fields = fields;
    auto* completer = new QCompleter(fields, m_edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_edit->setCompleter(completer);
}

void FilterBar::setExample(const QString& example)
{
    m_edit->setPlaceholderText(tr("Filter, for example: %1").arg(example));
}

void FilterBar::setText(const QString& text)
{
    m_edit->setText(text);
}
QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setCounts(qint64 shown, qint64 all)
{
    if (!m_expression.fault()) m_note->setText(tr("%1 of %2").arg(countText(shown), countText(all)));
}

void FilterBar::setNote(const QString& note)
{
    if (!m_expression.fault()) m_note->setText(note);
}

void FilterBar::read()
{
    m_expression = FilterExpression::parse(m_edit->text(), m_fields);
    const auto& fault = m_expression.fault();
    const QString state =
        fault ? QStringLiteral("bad") : (m_expression.isEmpty() ? QString() : QStringLiteral("good"));
    if (m_edit->property("state").toString() != state) {
        m_edit->setProperty("state", state);
        repolish(m_edit);
    }
    m_note->setProperty("role", fault ? QStringLiteral("bad") : QStringLiteral("muted"));
    repolish(m_note);
    if (fault)
        m_note->setText(tr("character %1: %2").arg(fault->at + 1).arg(fault->text));
    else
        Q_EMIT expressionChanged();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !m_edit->text().isEmpty()) {
        m_edit->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

AsyncButton::AsyncButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{}

void AsyncButton::setBusy(bool busy)
{
    if (m_busy == busy) return;
    m_busy = busy;
    if (busy) m_idleText = text();
    setText(busy ? m_idleText + QChar(0x2026) : m_idleText);
    setEnabled(!busy);
}

ResultBanner::ResultBanner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_trace(new QPushButton(tr("Open trace"), this))
{
    setObjectName(QStringLiteral("banner"));
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("bannerText"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_trace->setProperty("role", QStringLiteral("link"));
    auto* close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close"), Token::Muted));
    close->setAccessibleName(tr("Close message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_trace);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_trace, &QPushButton::clicked, this, [this] { Q_EMIT traceRequested(m_traceId); });
    hide();
}

void ResultBanner::show(const char* tone, const QString& iconName, Token token, const QString& text)
{
    setProperty("tone", QString::fromLatin1(tone));
    m_icon->setPixmap(icon(iconName, token).pixmap(kIconPx, kIconPx));
    m_text->setText(text);
    m_trace->setVisible(!m_traceId.isEmpty());
    setAccessibleName(text);
    repolish(this);
    setVisible(true);
}

void ResultBanner::showDone(const QString& text)
{
    m_traceId.clear();
    show("good", QStringLiteral("check"), Token::Good, text);
}

void ResultBanner::showInfo(const QString& text)
{
    m_traceId.clear();
    show("info", QStringLiteral("events"), Token::Info, text);
}

void ResultBanner::showFailure(const Failure& failure, const QString& unchanged)
{
    m_traceId = failure.traceId;
    const QString code = failure.code.isEmpty() ? QString() : failure.code + QStringLiteral("  ");
    show("bad", QStringLiteral("warning"), Token::Bad,
         code + failure.text + (unchanged.isEmpty() ? QString() : QStringLiteral(" ") + unchanged));
}

QString ResultBanner::text() const
{
    return m_text->text();
}

} // namespace hub::kit
