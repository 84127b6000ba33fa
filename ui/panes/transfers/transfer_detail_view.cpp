#include "ui/panes/transfers/transfer_detail_view.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

/// Rows of the facts as text, for the clipboard.
QString line(const QString& name, const QString& value)
{
    return name + QStringLiteral(": ") + value + QLatin1Char('\n');
}

QScrollArea* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

TransferDetailView::TransferDetailView(QWidget* parent)
    : QWidget(parent)
    , m_ladder(new kit::LadderView)
    , m_tabs(new QTabWidget(this))
    , m_factsPage(new QWidget)
    , m_facts(new QFormLayout(m_factsPage))
    , m_states(models::makeStateChangesModel(this))
    , m_callbacks(models::makeCallbacksModel(this))
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
    cardLayout->addWidget(scrolled(m_ladder, card));
    split->addWidget(card);
    split->addWidget(m_tabs);
    split->setSizes({460, 560});
    layout->addWidget(split, 1);

    m_facts->setContentsMargins(12, 8, 12, 8);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(4);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_tabs->addTab(scrolled(m_factsPage, m_tabs), tr("Facts"));
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setAccessibleName(tr("Details of the transfer"));
    addTable(tr("States"), QStringLiteral("transferStates"), m_states);
    m_effects = addTable(tr("Positions"), QStringLiteral("transferEffects"),
                         models::makePositionEffectsModel(2, this));
    addTable(tr("Callbacks"), QStringLiteral("transferCallbacks"), m_callbacks);
}

kit::TableView* TransferDetailView::addTable(const QString& title, const QString& name,
                                             QAbstractItemModel* model)
{
    auto* table = new kit::TableView(m_tabs);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setModel(model);
    table->setDensity(kit::Density::Compact);
    m_tabs->addTab(table, title);
    return table;
}

QWidget* TransferDetailView::buildHead()
{
    auto* head = new QWidget(this);
    m_idLabel = new QLabel(head);
    m_idLabel->setFont(kit::textFont(kit::TextRole::Mono));
    m_idLabel->setObjectName(QStringLiteral("detailId"));
    m_idLabel->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_state = new kit::FigureLabel(kit::TextRole::Body, head);
    m_state->setObjectName(QStringLiteral("detailState"));
    m_route = new QLabel(head);
    m_amount = new kit::FigureLabel(kit::TextRole::Body, head);
    m_cause = new QLabel(head);
    m_cause->setProperty("role", QStringLiteral("bad"));
    m_cause->setWordWrap(true);
    m_copy = new QToolButton(head);
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(kit::icon(QStringLiteral("copy")));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setObjectName(QStringLiteral("copyMenu"));
    auto* menu = new QMenu(m_copy);
    menu->addAction(tr("Transfer id"), this, [this] { QGuiApplication::clipboard()->setText(m_id); });
    menu->addAction(tr("All facts as text"), this,
                    [this] { QGuiApplication::clipboard()->setText(m_copyText); });
    m_copy->setMenu(menu);
    m_trace = new QPushButton(kit::icon(QStringLiteral("trace")), tr("Trace"), head);
    m_trace->setObjectName(QStringLiteral("openTrace"));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_idLabel);
    row->addWidget(m_state);
    row->addWidget(m_route);
    row->addWidget(m_amount);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(m_trace);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_cause);
    connect(m_trace, &QPushButton::clicked, this, &TransferDetailView::traceRequested);
    // Enter is what brought the operator here: the second one goes on to the trace.
    m_trace->setAutoDefault(true);
    return head;
}

void TransferDetailView::show(const api::TransferDetail& detail)
{
    m_copyText.clear();
    m_id = models::transferIdText(detail.row.id);
    showHead(detail.row);
    m_cause->setText(detail.cause);
    m_cause->setVisible(!detail.cause.isEmpty());
    showLadder(detail);
    showFacts(detail);
    m_states->setRows(detail.states);
    m_callbacks->setRows(detail.callbacks);
    auto* effects = models::makePositionEffectsModel(detail.row.currency.decimals(), m_effects);
    effects->setRows(detail.effects);
    auto* old = m_effects->model();
    m_effects->setModel(effects);
    if (old) old->deleteLater();
    m_tabs->setTabText(3, tr("Callbacks (%1)").arg(detail.callbacks.size()));
}

void TransferDetailView::showHead(const api::TransferRow& row)
{
    const auto state = models::stateOf(row.state);
    m_idLabel->setText(m_id);
    m_state->setFigure(state.text, state.tone);
    m_route->setText(row.payer + QStringLiteral(" → ") + row.payee);
    m_amount->setFigure(models::moneyText(row.amount, row.currency));
    m_trace->setEnabled(!row.traceId.isEmpty() || !m_id.isEmpty());
}

void TransferDetailView::showLadder(const api::TransferDetail& detail)
{
    const QString hub = tr("hub");
    const QStringList parties{detail.row.payer, hub, detail.row.payee};
    std::vector<kit::LadderHop> hops;
    const auto partyOf = [&](const QString& name) {
        return name == parties.at(0) ? 0 : (name == parties.at(2) ? 2 : 1);
    };
    for (const auto& hop : detail.hops)
        hops.push_back({hop.atUs, partyOf(hop.from), partyOf(hop.to), hop.label, hop.failed});
    m_ladder->setLadder(parties, std::move(hops));
}

void TransferDetailView::addFact(const QString& name, const QString& value, bool mono)
{
    auto* label = kit::makeCaption(name, m_factsPage);
    auto* text = new QLabel(value.isEmpty() ? QString(kit::kAbsent) : value, m_factsPage);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    if (mono) {
        constexpr qsizetype kShownCharacters = 44;
        text->setFont(kit::textFont(kit::TextRole::Mono));
        if (value.size() > kShownCharacters) text->setText(value.left(kShownCharacters) + QChar(0x2026));
        text->setToolTip(value.left(4 * kShownCharacters));
    }
    m_facts->addRow(label, text);
    m_copyText += line(name, value);
}

void TransferDetailView::showFacts(const api::TransferDetail& detail)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const api::TransferRow& row = detail.row;
    addFact(tr("Transfer"), m_id, true);
    addFact(tr("Amount"), models::moneyText(row.amount, row.currency));
    addFact(tr("Received"), kit::dateTimeText(row.receivedAt) + QStringLiteral(" UTC"));
    if (row.latencyUs) addFact(tr("Finished after"), kit::durationText(*row.latencyUs));
    if (row.expiresAt) addFact(tr("Expires"), kit::dateTimeText(*row.expiresAt) + QStringLiteral(" UTC"));
    for (const auto& effect : detail.effects)
        addFact(tr("Position of %1").arg(effect.participant),
                kit::amountText(effect.before, row.currency.decimals()) + QStringLiteral(" → ") +
                    kit::amountText(effect.after, row.currency.decimals()));
    if (!row.errorCode.isEmpty())
        addFact(tr("Error"), row.errorCode + QStringLiteral("  ") + detail.errorDescription);
    if (row.window.value() > 0) addFact(tr("Window"), QString::number(row.window.value()));
    addFact(tr("Condition"), detail.condition, true);
    QString fulfilment = detail.fulfilment;
    addFact(tr("Fulfilment"), fulfilment, true);
    if (detail.fulfilmentMatches)
        addFact(tr("SHA-256"),
                *detail.fulfilmentMatches
                    ? QString(kit::shapeOf(kit::Tone::Good)) + QLatin1Char(' ') + tr("matches the condition")
                    : QString(kit::shapeOf(kit::Tone::Bad)) + QLatin1Char(' ') +
                          tr("does not match the condition"));
    addFact(tr("ILP packet"), detail.ilpPacket, true);
    if (!row.traceId.isEmpty()) addFact(tr("Trace"), row.traceId, true);
    for (const auto& [name, value] : detail.facts)
        addFact(name, value);
}

} // namespace hub::panes
