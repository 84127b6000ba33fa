#include "ui/panes/accounts/accounts_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kReloadMs = 400;

} // namespace

AccountsPane::AccountsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Accounts and limits"), parent)
    , m_model(models::makeAccountLinesModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new AccountActions(context.hub, this))
    , m_book(new AccountBookView(context.hub, context.clock, *m_actions, context.settings, this))
{
    buildGrid();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    auto* upper = new QWidget(split);
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 8);
    upperLayout->setSpacing(8);
    upperLayout->addWidget(m_list, 1);
    split->addWidget(upper);
    split->addWidget(m_book);
    split->setSizes({360, 230});
    body().addWidget(split, 1);
    buildButtons();
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_fundsIn, m_fundsOut, m_cap, m_alarm, m_toggle})
        buttons->addWidget(button);
    buttons->addStretch();
    upperLayout->addLayout(buttons);
    watchAge(m_list);
    m_list->showLoading();
    connect(m_actions, &AccountActions::done, this, [this](const QString& words) {
        load();
        m_book->reload();
        banner().showDone(words);
    });
    connect(m_actions, &AccountActions::failed, this, &AccountsPane::showFailedAction);
    connect(m_book, &AccountBookView::transferRequested, this, [this](const QString& id) {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        jump.transferId = id;
        this->context().navigator.go(jump);
    });
    m_positions =
        context.hub.feeds.subscribe(api::FeedKind::Positions, this, [this](const api::FeedBatch& batch) {
            if (!m_loaded) return;
            for (const auto& row : batch.positions)
                models::applyPosition(m_accounts, m_limits, row);
            showLines();
        });
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &AccountsPane::load);
    // Somebody may have got new accounts.
    m_participants =
        context.hub.feeds.subscribe(api::FeedKind::Participants, this, [this](const api::FeedBatch&) {
            if (m_loaded && !m_reload.isActive()) m_reload.start();
        });
    choose();
    load();
}

void AccountsPane::buildGrid()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setDynamicSortFilter(true);
    m_table->setAccessibleName(tr("Accounts and limits"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("accountLines"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("used > 80% && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &AccountsPane::choose);
    connect(m_table, &kit::TableView::opened, this, [this] {
        if (m_cap->isEnabled())
            changeCap();
        else if (m_fundsIn->isEnabled())
            m_fundsIn->click();
    });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() != kit::ViewState::FirstRun) return load();
        Jump jump;
        jump.pane = QStringLiteral("participants");
        context().navigator.go(jump);
    });
}

void AccountsPane::buildButtons()
{
    auto* hubAccount = new QPushButton(kit::icon(QStringLiteral("plus")), tr("Add hub account"), this);
    hubAccount->setObjectName(QStringLiteral("addHubAccount"));
    tools().addWidget(hubAccount);
    connect(hubAccount, &QPushButton::clicked, m_actions, &AccountActions::addHubAccount);
    const auto make = [this](const QString& text, const char* name) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        return button;
    };
    m_fundsIn = make(tr("Record funds in"), "fundsIn");
    m_fundsIn->setIcon(kit::icon(QStringLiteral("plus")));
    m_fundsOut = make(tr("Reserve funds out"), "fundsOut");
    m_cap = make(tr("Change cap"), "changeCap");
    m_alarm = make(tr("Change alarm"), "changeAlarm");
    m_toggle = make(tr("Deactivate account"), "accountToggle");
    connect(m_fundsIn, &QPushButton::clicked, this, [this] {
        if (const auto* row = beside(domain::AccountType::Settlement)) m_actions->fundsIn(*row);
    });
    connect(m_fundsOut, &QPushButton::clicked, this, [this] {
        if (const auto* row = beside(domain::AccountType::Settlement)) m_actions->fundsOut(*row);
    });
    connect(m_cap, &QPushButton::clicked, this, &AccountsPane::changeCap);
    connect(m_alarm, &QPushButton::clicked, this, &AccountsPane::changeAlarm);
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (const auto* line = chosen()) m_actions->setActive(line->account, !line->account.active);
    });
}

void AccountsPane::arrive(const Jump& jump)
{
    if (!jump.participant.isEmpty()) {
        m_filter->edit().clear();
        m_wanted = jump.participant;
        m_wantedCurrency = jump.currency;
        showLines();
    }
    m_table->setFocus();
}

void AccountsPane::refresh()
{
    load();
    m_book->reload();
}

void AccountsPane::load()
{
    take(context().hub.participants.accounts(QString()),
         [this](const api::Result<std::vector<api::AccountRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_accounts = *result;
             showLines();
         });
    take(context().hub.limits.list(QString()), [this](const api::Result<std::vector<api::LimitRow>>& result) {
        // The caps come with the accounts; only the alarms are missing then.
        if (!result) return;
        m_limits = *result;
        if (m_loaded) showLines();
    });
}

void AccountsPane::showLines()
{
    if (!m_loaded) return;
    m_model->setRows(models::accountLines(m_accounts, m_limits));
    showListState();
    const QString wanted = std::exchange(m_wanted, {});
    const auto currency = std::exchange(m_wantedCurrency, {});
    const bool isUnchosen = m_table->currentKey().isEmpty();
    for (int row = 0; row < m_proxy->rowCount() && (isUnchosen || !wanted.isEmpty()); ++row) {
        const auto* line = m_model->find(m_proxy->index(row, 0).data(kit::KeyRole).toString());
        if (!line ||
            (wanted.isEmpty() ? models::isHubAccount(line->account) : line->account.participant != wanted))
            continue;
        if (currency &&
            (line->account.currency != *currency || line->account.type != domain::AccountType::Position))
            continue;
        m_table->setCurrentIndex(m_proxy->index(row, 0));
        break;
    }
    choose();
}

void AccountsPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(tr("Accounts are made with the participants: each gets one for its position and "
                                "one for its funds in every currency."),
                             tr("Create a participant"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 accounts match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

const models::AccountLine* AccountsPane::chosen() const
{
    return m_model->find(m_table->currentKey());
}

const api::AccountRow* AccountsPane::beside(domain::AccountType type) const
{
    const auto* line = chosen();
    if (!line) return nullptr;
    for (const auto& row : m_accounts)
        if (row.participant == line->account.participant && row.currency == line->account.currency &&
            row.type == type)
            return &row;
    return nullptr;
}

void AccountsPane::choose()
{
    const auto* line = chosen();
    const bool isDfsp = line && !models::isHubAccount(line->account);
    const auto* settlement = isDfsp ? beside(domain::AccountType::Settlement) : nullptr;
    const auto* position = isDfsp ? beside(domain::AccountType::Position) : nullptr;
    m_fundsIn->setEnabled(settlement && settlement->active);
    m_fundsOut->setEnabled(settlement && settlement->active && settlement->value.isNegative());
    m_cap->setEnabled(position && position->cap);
    m_alarm->setEnabled(position && position->cap);
    m_toggle->setEnabled(isDfsp && line->account.type == domain::AccountType::Position);
    m_toggle->setText(line && !line->account.active ? tr("Activate account") : tr("Deactivate account"));
    if (line) m_book->show(line->account);
}

void AccountsPane::changeCap()
{
    const auto* position = beside(domain::AccountType::Position);
    if (!position || !position->cap) return;
    const auto* line = m_model->find(QString::number(position->id.value()));
    m_actions->changeCap({position->participant, position->currency, *position->cap,
                          line ? line->alarmPercentHundredths.value_or(1000) : 1000,
                          position->capPercentHundredths},
                         position->value, line ? line->held : std::nullopt);
}

void AccountsPane::changeAlarm()
{
    const auto* position = beside(domain::AccountType::Position);
    if (!position || !position->cap) return;
    const auto* line = m_model->find(QString::number(position->id.value()));
    m_actions->changeAlarm({position->participant, position->currency, *position->cap,
                            line ? line->alarmPercentHundredths.value_or(1000) : 1000,
                            position->capPercentHundredths});
}

} // namespace hub::panes
