#include "ui/panes/trace/trace_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr qsizetype kTraceDigits = 32;

bool isTraceId(const QString& text)
{
    return text.size() == kTraceDigits && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.isDigit() || (c.toLower() >= QLatin1Char('a') && c.toLower() <= QLatin1Char('f'));
           });
}

} // namespace

TracePane::TracePane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Trace"), parent)
    , m_timeline(new kit::SpanTimeline(this))
{
    buildHead();
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_timeline);
    m_side = new QWidget;
    m_attributes = new QFormLayout;
    m_attributes->setHorizontalSpacing(16);
    m_attributes->setVerticalSpacing(4);
    m_attributes->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_spanName = kit::makeSection(QString(), m_side);
    m_spanName->setWordWrap(true);
    auto* sideLayout = new QVBoxLayout(m_side);
    sideLayout->setContentsMargins(12, 8, 12, 8);
    sideLayout->addWidget(m_spanName);
    sideLayout->addLayout(m_attributes);
    sideLayout->addStretch();
    auto* area = new QScrollArea(split);
    area->setWidget(m_side);
    area->setWidgetResizable(true);
    area->setObjectName(QStringLiteral("spanDetail"));
    area->setAccessibleName(tr("Chosen step"));
    split->addWidget(area);
    split->setSizes({760, 280});
    m_view = new kit::StatefulView(split, this);
    body().addWidget(m_view, 1);
    watchAge(m_view);
    connect(m_timeline, &kit::SpanTimeline::spanSelected, this, &TracePane::showSpan);
    connect(m_view, &kit::StatefulView::actionRequested, this, &TracePane::refresh);
    m_view->showHint(tr("Enter a transfer or trace id, or come from a transfer."));
}

void TracePane::buildHead()
{
    m_id = new QLineEdit(this);
    m_id->setObjectName(QStringLiteral("traceId"));
    m_id->setAccessibleName(tr("Transfer or trace id"));
    m_id->setPlaceholderText(tr("Transfer or trace id"));
    m_id->setMaxLength(64);
    m_id->setMinimumWidth(320);
    m_id->setClearButtonEnabled(true);
    m_copy = new QPushButton(kit::icon(QStringLiteral("copy")), tr("Copy trace id"), this);
    m_transfer = new QPushButton(kit::icon(QStringLiteral("transfers")), tr("Transfer"), this);
    m_transfer->setObjectName(QStringLiteral("openTransfer"));
    m_copy->setEnabled(false);
    m_transfer->setEnabled(false);
    tools().addWidget(m_id);
    tools().addWidget(m_copy);
    tools().addWidget(m_transfer);
    m_summary = new QLabel(this);
    m_summary->setProperty("role", QStringLiteral("muted"));
    m_summary->setObjectName(QStringLiteral("traceSummary"));
    m_summary->hide();
    body().addWidget(m_summary);
    connect(m_id, &QLineEdit::returnPressed, this, [this] { lookUp(m_id->text()); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_trace.traceId); });
    connect(m_transfer, &QPushButton::clicked, this, [this] {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        jump.transferId = m_transferId;
        context().navigator.go(jump);
    });
}

void TracePane::arrive(const Jump& jump)
{
    const QString id = jump.transferId.isEmpty() ? jump.traceId : jump.transferId;
    if (id.isEmpty()) return m_id->setFocus();
    m_id->setText(id);
    lookUp(id);
}

void TracePane::refresh()
{
    if (!m_id->text().isEmpty()) lookUp(m_id->text());
}

void TracePane::lookUp(const QString& text)
{
    const QString id = text.trimmed();
    const quint64 asked = ++m_asked;
    const auto handle = [this, asked](const api::Result<api::Trace>& result) {
        if (asked != m_asked) return;
        if (!result) {
            m_summary->hide();
            return showError(*m_view, result.error(), false);
        }
        showTrace(*result);
    };
    if (isTraceId(id)) {
        m_transferId.clear();
        take(context().hub.traces.byTrace(id.toLower()), handle);
    } else if (const auto parsed = domain::CorrelationId::parse(id.toStdString())) {
        m_transferId = id;
        take(context().hub.traces.byTransfer(domain::TransferId(*parsed)), handle);
    } else {
        m_summary->hide();
        m_view->showNothingMatches(
            tr("“%1” is neither a transfer id (UUID or ULID) nor a trace id (32 hex digits).").arg(id),
            QString());
    }
}

void TracePane::showTrace(const api::Trace& trace)
{
    m_trace = trace;
    if (trace.spans.empty()) {
        m_summary->hide();
        m_view->showNothingMatches(
            tr("There are no steps for this id: the trace was not sampled, is older than the "
               "retention, or is still being written."),
            tr("Look again"));
        return;
    }
    std::vector<kit::TimelineSpan> spans;
    qint64 from = trace.spans.front().startUs;
    qint64 to = from;
    qsizetype failed = 0;
    for (const auto& span : trace.spans) {
        spans.push_back({span.id, span.parent, span.kind, span.name, span.failed, span.startUs, span.endUs});
        from = std::min(from, span.startUs);
        to = std::max(to, span.endUs);
        failed += span.failed ? 1 : 0;
        if (m_transferId.isEmpty() && domain::CorrelationId::parse(span.subject.toStdString()))
            m_transferId = span.subject;
    }
    QString summary = tr("Trace %1   %n step(s)   %2", nullptr, static_cast<int>(spans.size()))
                          .arg(trace.traceId, kit::durationText(to - from));
    if (failed > 0)
        summary += QStringLiteral("   ") + QString(kit::shapeOf(kit::Tone::Bad)) + QLatin1Char(' ') +
                   tr("%n failed", nullptr, static_cast<int>(failed));
    if (trace.leftOut > 0)
        summary += QStringLiteral("   ") + tr("%1 more are not shown").arg(kit::countText(trace.leftOut));
    m_summary->setText(summary);
    m_summary->show();
    m_copy->setEnabled(true);
    m_transfer->setEnabled(!m_transferId.isEmpty());
    m_timeline->setSpans(std::move(spans));
    m_view->showContent();
    m_timeline->selectSpan(trace.spans.front().id);
    m_timeline->setFocus();
}

void TracePane::addAttribute(const QString& name, const QString& value)
{
    auto* text = new QLabel(value, m_side);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_attributes->addRow(kit::makeCaption(name, m_side), text);
}

void TracePane::showSpan(const QString& id)
{
    const auto span =
        std::find_if(m_trace.spans.begin(), m_trace.spans.end(), [&](const auto& s) { return s.id == id; });
    if (span == m_trace.spans.end()) return;
    while (m_attributes->rowCount() > 0)
        m_attributes->removeRow(0);
    m_spanName->setText(span->name);
    constexpr qint64 kUsPerMs = 1000;
    addAttribute(tr("Kind"), span->kind);
    addAttribute(tr("Result"), span->failed
                                   ? QString(kit::shapeOf(kit::Tone::Bad)) + QLatin1Char(' ') + tr("failed")
                                   : QString(kit::shapeOf(kit::Tone::Good)) + QLatin1Char(' ') + tr("done"));
    addAttribute(tr("Start"),
                 kit::clockMsText(base::Instant{span->startUs / kUsPerMs}) + QStringLiteral(" UTC"));
    addAttribute(tr("Took"), kit::durationText(span->endUs - span->startUs));
    if (!span->subject.isEmpty()) addAttribute(tr("Belongs to"), span->subject);
    for (const auto& [name, value] : span->attributes)
        addAttribute(name, value);
    addAttribute(tr("Step id"), span->id);
    if (!span->parent.isEmpty()) addAttribute(tr("Caused by"), span->parent);
}

} // namespace hub::panes
