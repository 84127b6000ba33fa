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
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

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

void put(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

TransferDetailView::TransferDetailView(QWidget* parent)
    : QWidget(parent)
    , m_ladder(new kit::LadderView)
    , m_tabs(new QTabWidget(this))
    , m_factSheet(new kit::FactSheet)
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
    split->setSizes({540, 500});
    layout->addWidget(split, 1);
    buildTabs();
}

void TransferDetailView::buildTabs()
{
    m_tabs->setObjectName(QStringLiteral("detailTabs"));
    m_tabs->setAccessibleName(tr("Details of the transfer"));
    m_tabs->setUsesScrollButtons(true);
    m_factSheet->setObjectName(QStringLiteral("transferFacts"));
    m_tabs->addTab(m_factSheet, tr("Facts"));
    addTable(tr("States"), QStringLiteral("transferStates"), m_states);
    m_effects = addTable(tr("Positions"), QStringLiteral("transferEffects"),
                         models::makePositionEffectsModel(2, this));
    addTable(tr("Callbacks"), QStringLiteral("transferCallbacks"), m_callbacks);
    const auto page = [this](QLabel*& note, kit::FactSheet*& sheet, const char* name) {
        auto* widget = new QWidget(m_tabs);
        note = new QLabel(widget);
        note->setObjectName(QString::fromLatin1(name) + QStringLiteral("Note"));
        note->setWordWrap(true);
        note->setContentsMargins(12, 8, 12, 0);
        sheet = new kit::FactSheet(widget);
        sheet->setObjectName(QString::fromLatin1(name));
        auto* rows = new QVBoxLayout(widget);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(0);
        rows->addWidget(note);
        rows->addWidget(sheet, 1);
        return widget;
    };
    m_tabs->addTab(page(m_packetProblem, m_packet, "ilpPacket"), tr("ILP packet"));
    m_quotePage = page(m_quoteNote, m_quote, "transferQuote");
    m_openQuote = new QPushButton(tr("Open the quote"), m_quotePage);
    m_openQuote->setObjectName(QStringLiteral("openQuote"));
    m_quotePage->layout()->addWidget(m_openQuote);
    m_quotePage->layout()->setAlignment(m_openQuote, Qt::AlignLeft);
    m_tabs->addTab(m_quotePage, tr("Quote"));
    connect(m_openQuote, &QPushButton::clicked, this, [this] {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        jump.quoteId = quoteId();
        Q_EMIT jumped(jump);
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &TransferDetailView::askQuote);
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

QToolButton* TransferDetailView::buildCopy(QWidget* head)
{
    auto* copy = new QToolButton(head);
    copy->setText(tr("Copy"));
    copy->setIcon(kit::icon(QStringLiteral("copy")));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setPopupMode(QToolButton::InstantPopup);
    copy->setObjectName(QStringLiteral("copyMenu"));
    auto* menu = new QMenu(copy);
    menu->addAction(tr("Transfer id"), this, [this] { put(m_id); });
    menu->addAction(tr("Trace id"), this, [this] { put(m_traceId); })
        ->setObjectName(QStringLiteral("copyTrace"));
    menu->addAction(tr("Quote id"), this, [this] { put(quoteId()); });
    menu->addAction(tr("Transaction id"), this,
                    [this] { put(m_facts.value(QStringLiteral("transactionId"))); });
    menu->addAction(tr("ILP packet"), this, [this] { put(m_ilpPacket); });
    menu->addSeparator();
    menu->addAction(tr("All facts as text"), this, [this] { put(m_factSheet->text()); });
    copy->setMenu(menu);
    return copy;
}

QPushButton* TransferDetailView::makeFspButton(const char* name, QWidget* head)
{
    auto* button = new QPushButton(head);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("role", QStringLiteral("link"));
    button->setToolTip(tr("Open this participant"));
    connect(button, &QPushButton::clicked, this, [this, button] {
        Jump jump;
        jump.pane = QStringLiteral("participants");
        jump.participant = button->text();
        Q_EMIT jumped(jump);
    });
    return button;
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
    m_payer = makeFspButton("openPayer", head);
    m_payee = makeFspButton("openPayee", head);
    m_amount = new kit::FigureLabel(kit::TextRole::Body, head);
    m_cause = new QLabel(head);
    m_cause->setObjectName(QStringLiteral("detailCause"));
    m_cause->setProperty("role", QStringLiteral("bad"));
    m_cause->setWordWrap(true);
    m_trace = new QPushButton(kit::icon(QStringLiteral("trace")), tr("Trace"), head);
    m_trace->setObjectName(QStringLiteral("openTrace"));
    auto* route = new QHBoxLayout;
    route->setSpacing(0);
    route->addWidget(m_payer);
    route->addWidget(new QLabel(QStringLiteral("→"), head));
    route->addWidget(m_payee);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_idLabel);
    row->addWidget(m_state);
    row->addLayout(route);
    row->addWidget(m_amount);
    row->addStretch();
    row->addWidget(buildCopy(head));
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
    showPacket(detail);
    m_askedQuote.clear();
    m_quote->clear();
    m_quoteNote->setText(quoteId().isEmpty() ? tr("The packet names no quote.") : tr("Reading the quote…"));
    m_quoteNote->show();
    m_openQuote->hide();
    askQuote();
}

void TransferDetailView::showHead(const api::TransferRow& row)
{
    const auto state = models::stateOf(row.state);
    m_idLabel->setText(m_id);
    m_state->setFigure(state.text, state.tone);
    m_payer->setText(row.payer);
    m_payee->setText(row.payee);
    m_traceId = row.traceId;
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
        hops.push_back({hop.atUs, partyOf(hop.from), partyOf(hop.to), hop.label, hop.failed, hop.endUs});
    m_ladder->setLadder(parties, std::move(hops));
}

void TransferDetailView::showFacts(const api::TransferDetail& detail)
{
    using kit::FactSheet;
    const api::TransferRow& row = detail.row;
    auto& sheet = *m_factSheet;
    sheet.clear();
    sheet.add(tr("Transfer"), m_id, FactSheet::Shape::Mono);
    sheet.add(tr("Amount"), models::moneyText(row.amount, row.currency));
    sheet.add(tr("Received"), kit::dateTimeText(row.receivedAt) + QStringLiteral(" UTC"));
    if (row.latencyUs) sheet.add(tr("Finished after"), kit::durationText(*row.latencyUs));
    if (row.expiresAt) sheet.add(tr("Expires"), kit::dateTimeText(*row.expiresAt) + QStringLiteral(" UTC"));
    for (const auto& effect : detail.effects)
        sheet.add(tr("Position of %1").arg(effect.participant),
                  kit::amountText(effect.before, row.currency.decimals()) + QStringLiteral(" → ") +
                      kit::amountText(effect.after, row.currency.decimals()));
    if (!row.errorCode.isEmpty())
        sheet.add(tr("Error"), row.errorCode + QStringLiteral("  ") + detail.errorDescription);
    if (row.window.value() > 0) sheet.add(tr("Window"), QString::number(row.window.value()));
    sheet.add(tr("Condition"), detail.condition, FactSheet::Shape::Mono);
    sheet.add(tr("Fulfilment"), detail.fulfilment, FactSheet::Shape::Mono);
    if (detail.fulfilmentMatches)
        sheet.add(tr("SHA-256"), *detail.fulfilmentMatches
                                     ? QString(kit::shapeOf(kit::Tone::Good)) + QLatin1Char(' ') +
                                           tr("matches the condition")
                                     : QString(kit::shapeOf(kit::Tone::Bad)) + QLatin1Char(' ') +
                                           tr("does not match the condition"));
    if (!row.traceId.isEmpty()) sheet.add(tr("Trace"), row.traceId, FactSheet::Shape::Mono);
    m_facts.clear();
    for (const auto& [name, value] : detail.facts) {
        m_facts.insert(name, value);
        sheet.add(name, value);
    }
}

void TransferDetailView::showPacket(const api::TransferDetail& detail)
{
    m_ilpPacket = detail.ilpPacket;
    m_packet->clear();
    const bool isMissing = detail.ilpPacket.isEmpty();
    m_packetProblem->setProperty("role", isMissing ? QStringLiteral("muted") : QStringLiteral("bad"));
    m_packetProblem->style()->polish(m_packetProblem);
    m_packetProblem->setText(isMissing ? tr("This movement carries no ILP packet.") : detail.packetProblem);
    m_packetProblem->setVisible(isMissing || !detail.packetProblem.isEmpty());
    for (const auto& [name, value] : detail.packet)
        m_packet->add(name, value);
    if (!isMissing) m_packet->add(tr("As received"), detail.ilpPacket, kit::FactSheet::Shape::Mono);
}

void TransferDetailView::askQuote()
{
    if (m_tabs->currentWidget() != m_quotePage || quoteId().isEmpty() || m_askedQuote == quoteId()) return;
    m_askedQuote = quoteId();
    Q_EMIT quoteWanted(m_askedQuote);
}

void TransferDetailView::showQuote(const api::Result<api::ForwardedDetail>& quote)
{
    m_quote->clear();
    m_quoteNote->setVisible(!quote);
    m_openQuote->setVisible(quote.has_value());
    m_quote->add(tr("Quote"), quoteId(), kit::FactSheet::Shape::Mono);
    if (!quote) {
        m_quoteNote->setText(
            quote.error().kind == api::ErrorKind::Refused
                ? tr("The hub does not keep quotes, and the trace of this one is not there (any more).")
                : quote.error().text);
        return;
    }
    const auto& row = quote->row;
    m_quote->add(tr("Asked"), kit::dateTimeText(row.askedAt) + QStringLiteral(" UTC"));
    if (row.latencyUs) m_quote->add(tr("Answered after"), kit::durationText(*row.latencyUs));
    if (row.amount && row.currency)
        m_quote->add(tr("Amount asked"), models::moneyText(*row.amount, *row.currency));
    for (const auto& [name, value] : quote->facts)
        m_quote->add(name, value);
    if (!quote->cause.isEmpty()) m_quote->add(tr("Why"), quote->cause);
}

} // namespace hub::panes
