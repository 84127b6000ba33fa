#include "ui/panes/participants/participant_detail_view.h"

#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

ParticipantDetailView::ParticipantDetailView(const api::HubApi& hub, ParticipantActions& actions,
                                             AccountActions& accountActions, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_actions(actions)
    , m_accountActions(accountActions)
    , m_tabs(new QTabWidget(this))
    , m_accounts(models::makeAccountsModel(this))
    , m_limits(models::makeLimitsModel(this))
    , m_endpoints(models::makeEndpointsModel(this))
    , m_contacts(models::makeContactsModel(this))
    , m_readiness(new ReadinessView(hub, this))
{
    m_tabs->setObjectName(QStringLiteral("participantTabs"));
    m_tabs->setAccessibleName(tr("Details of the participant"));
    m_tabs->addTab(buildAccounts(), tr("Accounts"));
    m_tabs->addTab(buildLimits(), tr("Limits"));
    m_tabs->addTab(buildEndpoints(), tr("Callbacks"));
    m_tabs->addTab(buildContacts(), tr("Contacts"));
    m_tabs->addTab(m_readiness, tr("Readiness"));
    connect(m_readiness, &ReadinessView::fixRequested, this, &ParticipantDetailView::fixRequested);
    // It asks three questions: only when it is looked at.
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_row && m_tabs->currentWidget() == m_readiness) m_readiness->show(*m_row);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    layout->addWidget(m_tabs, 1);
}

QWidget* ParticipantDetailView::buildHead()
{
    auto* head = new QWidget(this);
    m_name = kit::makeSection(QString(), head);
    m_name->setObjectName(QStringLiteral("detailName"));
    m_state = new kit::FigureLabel(kit::TextRole::Body, head);
    m_toggle = new QPushButton(head);
    m_toggle->setObjectName(QStringLiteral("toggleActive"));
    m_pause = new QPushButton(head);
    m_pause->setObjectName(QStringLiteral("togglePaused"));
    m_restrict = new QPushButton(tr("Restrict"), head);
    m_restrict->setObjectName(QStringLiteral("restrictParticipant"));
    m_currency = new QPushButton(kit::icon(QStringLiteral("plus")), tr("Add currency"), head);
    m_currency->setObjectName(QStringLiteral("addCurrency"));
    m_transfers = new QPushButton(kit::icon(QStringLiteral("transfers")), tr("Its transfers"), head);
    m_transfers->setObjectName(QStringLiteral("itsTransfers"));
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addSpacing(8);
    layout->addWidget(m_state);
    layout->addStretch();
    layout->addWidget(m_transfers);
    layout->addWidget(m_currency);
    layout->addWidget(m_restrict);
    layout->addWidget(m_pause);
    layout->addWidget(m_toggle);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.setPaused(*m_row, !m_row->paused);
    });
    connect(m_restrict, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.restrict(*m_row);
    });
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.setActive(*m_row, !m_row->active);
    });
    connect(m_currency, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.addCurrency(*m_row);
    });
    connect(m_transfers, &QPushButton::clicked, this, [this] { Q_EMIT transfersRequested(participant()); });
    return head;
}

QWidget* ParticipantDetailView::buildTab(kit::TableView* table, const QList<QPushButton*>& buttons)
{
    auto* page = new QWidget(m_tabs);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* row = new QHBoxLayout;
    for (auto* button : buttons)
        row->addWidget(button);
    row->addStretch();
    layout->addWidget(table, 1);
    layout->addLayout(row);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(table, &kit::TableView::currentKeyChanged, this, &ParticipantDetailView::showButtons);
    return page;
}

QWidget* ParticipantDetailView::buildAccounts()
{
    m_accountTable = new kit::TableView(this);
    m_accountTable->setObjectName(QStringLiteral("accounts"));
    m_accountTable->setAccessibleName(tr("Accounts"));
    m_accountTable->setModel(m_accounts);
    m_fundsIn = new QPushButton(kit::icon(QStringLiteral("plus")), tr("Record funds in"), this);
    m_fundsIn->setObjectName(QStringLiteral("fundsIn"));
    m_open = new QPushButton(tr("Open with a cap"), this);
    m_open->setObjectName(QStringLiteral("openAccounts"));
    m_accountToggle = new QPushButton(tr("Deactivate account"), this);
    m_accountToggle->setObjectName(QStringLiteral("accountToggle"));
    connect(m_fundsIn, &QPushButton::clicked, this, [this] {
        const auto* chosen = chosenAccount();
        if (!chosen) return;
        for (const auto& row : m_accounts->rows())
            if (row.currency == chosen->currency && row.type == domain::AccountType::Settlement)
                return m_accountActions.fundsIn(row);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto* chosen = chosenAccount()) m_actions.openAccounts(participant(), chosen->currency);
    });
    connect(m_accountToggle, &QPushButton::clicked, this, [this] {
        if (const auto* chosen = chosenAccount()) m_accountActions.setActive(*chosen, !chosen->active);
    });
    return buildTab(m_accountTable, {m_fundsIn, m_open, m_accountToggle});
}

QWidget* ParticipantDetailView::buildLimits()
{
    m_limitTable = new kit::TableView(this);
    m_limitTable->setObjectName(QStringLiteral("limits"));
    m_limitTable->setAccessibleName(tr("Limits"));
    m_limitTable->setModel(m_limits);
    m_changeLimit = new QPushButton(tr("Change cap"), this);
    m_changeLimit->setObjectName(QStringLiteral("changeLimit"));
    const auto change = [this] {
        if (const auto* limit = m_limits->find(m_limitTable->currentKey()))
            m_accountActions.changeCap(*limit, positionIn(limit->currency), heldIn(limit->currency));
    };
    connect(m_changeLimit, &QPushButton::clicked, this, change);
    connect(m_limitTable, &kit::TableView::opened, this, change);
    return buildTab(m_limitTable, {m_changeLimit});
}

QWidget* ParticipantDetailView::buildEndpoints()
{
    m_endpointTable = new kit::TableView(this);
    m_endpointTable->setObjectName(QStringLiteral("endpoints"));
    m_endpointTable->setAccessibleName(tr("Callback addresses"));
    m_endpointTable->setModel(m_endpoints);
    auto* add = new QPushButton(kit::icon(QStringLiteral("plus")), tr("Add address"), this);
    add->setObjectName(QStringLiteral("addEndpoint"));
    m_editEndpoint = new QPushButton(tr("Change address"), this);
    m_editEndpoint->setObjectName(QStringLiteral("editEndpoint"));
    m_deleteEndpoint = new QPushButton(tr("Delete address"), this);
    m_deleteEndpoint->setObjectName(QStringLiteral("deleteEndpoint"));
    const auto edit = [this] {
        if (const auto* endpoint = m_endpoints->find(m_endpointTable->currentKey()))
            m_actions.setEndpoint(participant(), *endpoint);
    };
    connect(add, &QPushButton::clicked, this, [this] { m_actions.setEndpoint(participant(), {}); });
    connect(m_editEndpoint, &QPushButton::clicked, this, edit);
    connect(m_endpointTable, &kit::TableView::opened, this, edit);
    connect(m_deleteEndpoint, &QPushButton::clicked, this, [this] {
        if (!m_endpointTable->currentKey().isEmpty())
            m_actions.deleteEndpoint(participant(), m_endpointTable->currentKey());
    });
    return buildTab(m_endpointTable, {add, m_editEndpoint, m_deleteEndpoint});
}

QWidget* ParticipantDetailView::buildContacts()
{
    m_contactTable = new kit::TableView(this);
    m_contactTable->setObjectName(QStringLiteral("contacts"));
    m_contactTable->setAccessibleName(tr("Contacts"));
    m_contactTable->setModel(m_contacts);
    auto* add = new QPushButton(kit::icon(QStringLiteral("plus")), tr("Add contact"), this);
    add->setObjectName(QStringLiteral("addContact"));
    m_editContact = new QPushButton(tr("Change contact"), this);
    m_editContact->setObjectName(QStringLiteral("editContact"));
    m_removeContact = new QPushButton(tr("Remove contact"), this);
    m_removeContact->setObjectName(QStringLiteral("removeContact"));
    const auto edit = [this] {
        if (const auto* contact = m_contacts->find(m_contactTable->currentKey()))
            m_actions.putContact(participant(), *contact);
    };
    connect(add, &QPushButton::clicked, this, [this] { m_actions.putContact(participant(), {}); });
    connect(m_editContact, &QPushButton::clicked, this, edit);
    connect(m_contactTable, &kit::TableView::opened, this, edit);
    connect(m_removeContact, &QPushButton::clicked, this, [this] {
        if (const auto* contact = m_contacts->find(m_contactTable->currentKey()))
            m_actions.removeContact(participant(), *contact);
    });
    return buildTab(m_contactTable, {add, m_editContact, m_removeContact});
}

const api::AccountRow* ParticipantDetailView::chosenAccount() const
{
    return m_accounts->find(m_accountTable->currentKey());
}

domain::Amount ParticipantDetailView::positionIn(domain::Currency currency) const
{
    for (const auto& row : m_accounts->rows())
        if (row.currency == currency && row.type == domain::AccountType::Position) return row.value;
    return {};
}

std::optional<domain::Amount> ParticipantDetailView::heldIn(domain::Currency currency) const
{
    for (const auto& row : m_accounts->rows())
        if (row.currency == currency && row.type == domain::AccountType::Settlement && row.active)
            return row.value.negated();
    return std::nullopt;
}

void ParticipantDetailView::show(const api::ParticipantRow& row)
{
    const bool other = !m_row || m_row->name != row.name;
    m_row = row;
    m_name->setText(row.name);
    auto state = models::participantState(row);
    if (row.direction != domain::TradeDirection::Both)
        state.text += QStringLiteral(", ") + models::directionText(row.direction);
    m_state->setFigure(state.text, state.tone);
    m_pause->setText(row.paused ? tr("Resume") : tr("Pause"));
    m_pause->setVisible(!row.isHub);
    m_restrict->setVisible(!row.isHub);
    m_toggle->setText(row.active ? tr("Deactivate") : tr("Activate"));
    m_toggle->setVisible(!row.isHub);
    if (other) {
        m_accounts->reset({});
        m_limits->reset({});
        m_endpoints->reset({});
        m_contacts->reset({});
        reload();
    }
}

void ParticipantDetailView::showReadiness()
{
    m_tabs->setCurrentWidget(m_readiness);
}

void ParticipantDetailView::reload()
{
    if (m_row && m_tabs->currentWidget() == m_readiness) m_readiness->show(*m_row);
    const QString name = participant();
    const auto follow = [this, name](auto future, auto handle) {
        using Answer = decltype(future.result());
        api::whenDone(future, this, [this, name, handle](const std::decay_t<Answer>& result) {
            // The operator may have gone on to another participant meanwhile.
            if (name != participant()) return;
            if (!result)
                Q_EMIT failed(result.error());
            else
                handle(*result);
            showButtons();
        });
    };
    const auto first = [](kit::TableView* table) {
        if (table->currentKey().isEmpty() && table->model()->rowCount() > 0)
            table->setCurrentIndex(table->model()->index(0, 0));
    };
    follow(m_hub.participants.accounts(name), [this, first](const auto& rows) {
        m_accounts->setRows(rows);
        first(m_accountTable);
    });
    follow(m_hub.limits.list(name), [this, first](const auto& rows) {
        m_limits->setRows(rows);
        first(m_limitTable);
    });
    follow(m_hub.participants.endpoints(name), [this, first](const auto& rows) {
        m_endpoints->setRows(rows);
        first(m_endpointTable);
    });
    follow(m_hub.participants.contacts(name), [this, first](const auto& rows) {
        m_contacts->setRows(rows);
        first(m_contactTable);
    });
}

void ParticipantDetailView::showButtons()
{
    const auto* account = chosenAccount();
    const bool dfsp = m_row && !m_row->isHub;
    m_fundsIn->setEnabled(account && dfsp && account->active);
    m_open->setVisible(account && dfsp && account->type == domain::AccountType::Position &&
                       !account->active && !account->cap);
    m_accountToggle->setEnabled(account && dfsp);
    m_accountToggle->setText(account && !account->active ? tr("Activate account") : tr("Deactivate account"));
    m_changeLimit->setEnabled(!m_limitTable->currentKey().isEmpty());
    m_editEndpoint->setEnabled(!m_endpointTable->currentKey().isEmpty());
    m_deleteEndpoint->setEnabled(!m_endpointTable->currentKey().isEmpty());
    m_editContact->setEnabled(!m_contactTable->currentKey().isEmpty());
    m_removeContact->setEnabled(!m_contactTable->currentKey().isEmpty());
}

} // namespace hub::panes
