#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"
#include "ui/panes/transfers/forwarded_view.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

/// Parties of the ladder: who asked, the hub, everybody who was asked.
QStringList partiesOf(const api::ForwardedDetail& detail, const QString& hub)
{
    QStringList parties{detail.row.from.isEmpty() ? QString(kit::kAbsent) : detail.row.from, hub};
    for (const auto& to : detail.row.to.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (!parties.contains(to)) parties << to;
    if (parties.size() == 2) parties << QString(kit::kAbsent);
    return parties;
}

} // namespace

ForwardedDetailView::ForwardedDetailView(QWidget* parent)
    : QWidget(parent)
    , m_ladder(new kit::LadderView)
    , m_facts(new kit::FactSheet)
    , m_deliveries(models::makeCallbacksModel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    auto* card = new QFrame(split);
    card->setProperty("role", QStringLiteral("card"));
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(8, 4, 4, 4);
    auto* area = new QScrollArea(card);
    area->setWidget(m_ladder);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    cardLayout->addWidget(area);
    split->addWidget(card);
    auto* tabs = new QTabWidget(split);
    tabs->setAccessibleName(tr("Details of the message"));
    m_facts->setObjectName(QStringLiteral("forwardedFacts"));
    tabs->addTab(m_facts, tr("Facts"));
    auto* deliveries = new kit::TableView(tabs);
    deliveries->setObjectName(QStringLiteral("forwardedDeliveries"));
    deliveries->setAccessibleName(tr("Passed on"));
    deliveries->setModel(m_deliveries);
    deliveries->setDensity(kit::Density::Compact);
    tabs->addTab(deliveries, tr("Passed on"));
    split->addWidget(tabs);
    split->setSizes({540, 500});
    layout->addWidget(split, 1);
}

QWidget* ForwardedDetailView::buildHead()
{
    auto* head = new QWidget(this);
    m_idLabel = new QLabel(head);
    m_idLabel->setFont(kit::textFont(kit::TextRole::Mono));
    m_idLabel->setObjectName(QStringLiteral("forwardedId"));
    m_idLabel->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_state = new kit::FigureLabel(kit::TextRole::Body, head);
    m_route = new QLabel(head);
    m_cause = new QLabel(head);
    m_cause->setObjectName(QStringLiteral("forwardedCause"));
    m_cause->setProperty("role", QStringLiteral("bad"));
    m_cause->setWordWrap(true);
    auto* copy = new QToolButton(head);
    copy->setText(tr("Copy"));
    copy->setIcon(kit::icon(QStringLiteral("copy")));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(copy);
    const auto put = [](const QString& text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Id"), this, [this, put] {
        if (m_row) put(m_row->id);
    });
    menu->addAction(tr("Trace id"), this, [this, put] {
        if (m_row) put(m_row->traceId);
    });
    menu->addAction(tr("All facts as text"), this, [this, put] { put(m_facts->text()); });
    copy->setMenu(menu);
    auto* trace = new QPushButton(kit::icon(QStringLiteral("trace")), tr("Trace"), head);
    trace->setObjectName(QStringLiteral("forwardedTrace"));
    connect(trace, &QPushButton::clicked, this, [this] {
        if (!m_row) return;
        Jump jump;
        jump.pane = QStringLiteral("trace");
        jump.traceId = m_row->traceId;
        Q_EMIT jumped(jump);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_idLabel);
    row->addWidget(m_state);
    row->addWidget(m_route);
    row->addStretch();
    row->addWidget(copy);
    row->addWidget(trace);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_cause);
    return head;
}

void ForwardedDetailView::show(const api::ForwardedDetail& detail)
{
    m_row = detail.row;
    const auto state = models::forwardedStateOf(detail.row.state);
    m_idLabel->setText(detail.row.id);
    m_state->setFigure(state.text, state.tone);
    const QString to = detail.row.to.isEmpty() ? QString(kit::kAbsent) : detail.row.to;
    m_route->setText(detail.row.from + QStringLiteral(" → ") + to);
    m_cause->setText(detail.cause);
    m_cause->setVisible(!detail.cause.isEmpty());
    const QString hub = tr("hub");
    const QStringList parties = partiesOf(detail, hub);
    std::vector<kit::LadderHop> hops;
    for (const auto& hop : detail.hops) {
        const auto at = [&](const QString& name) {
            const auto index = parties.indexOf(name);
            return index < 0 ? 1 : static_cast<int>(index);
        };
        hops.push_back({hop.atUs, at(hop.from), at(hop.to), hop.label, hop.failed, hop.endUs});
    }
    m_ladder->setLadder(parties, std::move(hops));
    m_deliveries->setRows(detail.deliveries);
    showFacts(detail);
}

void ForwardedDetailView::showFacts(const api::ForwardedDetail& detail)
{
    const auto& row = detail.row;
    m_facts->clear();
    m_facts->add(tr("Kind"), models::forwardedKindText(row.kind));
    m_facts->add(tr("Asked"), kit::dateTimeText(row.askedAt) + QStringLiteral(" UTC"));
    if (row.latencyUs) m_facts->add(tr("Answered after"), kit::durationText(*row.latencyUs));
    if (row.amount && row.currency) m_facts->add(tr("Amount"), models::moneyText(*row.amount, *row.currency));
    if (row.kind == api::ForwardedKind::Lookup) m_facts->add(tr("Party"), row.about);
    if (!row.errorCode.isEmpty()) m_facts->add(tr("Error"), row.errorCode);
    for (const auto& [name, value] : detail.facts)
        m_facts->add(name, value);
    m_facts->add(tr("Trace"), row.traceId, kit::FactSheet::Shape::Mono);
}

} // namespace hub::panes
