#include "ui/panes/accounts/account_book_view.h"

#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kReloadMs = 500;
constexpr int kSecondMs = 1000;
constexpr int kMovementRows = 200;
constexpr int kMoveRows = 200;

} // namespace

AccountBookView::AccountBookView(const api::HubApi& hub, const base::Clock& clock, AccountActions& actions,
                                 QSettings* settings, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_clock(clock)
    , m_actions(actions)
    , m_tabs(new QTabWidget(this))
    , m_movements(models::makeMovementsModel(clock, this))
    , m_moves(models::makeAccountMovesModel(this))
{
    m_tabs->setObjectName(QStringLiteral("accountBooks"));
    m_tabs->setAccessibleName(tr("Books of the account"));
    m_tabs->addTab(buildMovements(settings), tr("Funds in and out"));
    m_tabs->addTab(buildMoves(settings), tr("History of the account"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_tabs);
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &AccountBookView::reload);
    m_second.setInterval(kSecondMs);
    connect(&m_second, &QTimer::timeout, this, &AccountBookView::tick);
    m_second.start();
    connect(m_tabs, &QTabWidget::currentChanged, this, &AccountBookView::reload);
    m_feed = m_hub.feeds.subscribe(api::FeedKind::Positions, this, [this](const api::FeedBatch& batch) {
        if (!m_account) return;
        const bool isConcerned =
            std::any_of(batch.positions.begin(), batch.positions.end(), [this](const auto& row) {
                return row.participant == m_account->participant && row.currency == m_account->currency;
            });
        if (isConcerned && !m_reload.isActive()) m_reload.start();
    });
    m_movementView->showHint(tr("Choose an account to see its books."));
    m_moveView->showHint(tr("Choose an account to see its books."));
    showButtons();
}

QWidget* AccountBookView::buildMovements(QSettings* settings)
{
    auto* page = new QWidget(m_tabs);
    m_movementTable = new kit::TableView(page);
    m_movementTable->setAccessibleName(tr("Funds in and out"));
    m_movementTable->setModel(m_movements);
    m_movementTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_movementTable->persistAs(settings, QStringLiteral("movements"));
    m_movementView = new kit::StatefulView(m_movementTable, page);
    m_commit = new QPushButton(kit::icon(QStringLiteral("check")), tr("Pay out"), page);
    m_commit->setObjectName(QStringLiteral("commitMovement"));
    m_abort = new QPushButton(kit::icon(QStringLiteral("close")), tr("Take back"), page);
    m_abort->setObjectName(QStringLiteral("abortMovement"));
    m_everybody = new QCheckBox(tr("All participants"), page);
    m_everybody->setObjectName(QStringLiteral("allMovements"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_commit);
    row->addWidget(m_abort);
    row->addStretch();
    row->addWidget(m_everybody);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_movementView, 1);
    layout->addLayout(row);
    connect(m_movementTable, &kit::TableView::currentKeyChanged, this, &AccountBookView::showButtons);
    connect(m_movementTable, &kit::TableView::opened, this, &AccountBookView::transferRequested);
    connect(m_everybody, &QCheckBox::toggled, this, &AccountBookView::loadMovements);
    connect(m_movementView, &kit::StatefulView::actionRequested, this, &AccountBookView::loadMovements);
    connect(m_commit, &QPushButton::clicked, this, [this] {
        if (const auto* movement = chosenMovement()) m_actions.finishOut(*movement, true);
    });
    connect(m_abort, &QPushButton::clicked, this, [this] {
        if (const auto* movement = chosenMovement()) m_actions.finishOut(*movement, false);
    });
    return page;
}

QWidget* AccountBookView::buildMoves(QSettings* settings)
{
    auto* page = new QWidget(m_tabs);
    m_moveTable = new kit::TableView(page);
    m_moveTable->setAccessibleName(tr("History of the account"));
    m_moveTable->setModel(m_moves);
    m_moveTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_moveTable->persistAs(settings, QStringLiteral("accountMoves"));
    m_moveView = new kit::StatefulView(m_moveTable, page);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_moveView);
    connect(m_moveTable, &kit::TableView::opened, this, [this](const QString& key) {
        if (const auto* row = m_moves->find(key))
            Q_EMIT transferRequested(models::transferIdText(row->transferId));
    });
    connect(m_moveView, &kit::StatefulView::actionRequested, this, &AccountBookView::loadMoves);
    return page;
}

void AccountBookView::show(const api::AccountRow& account)
{
    const bool isOther = !m_account || m_account->id != account.id;
    m_account = account;
    if (isOther) reload();
}

void AccountBookView::reload()
{
    if (m_tabs->currentIndex() == 0)
        loadMovements();
    else
        loadMoves();
}

void AccountBookView::loadMovements()
{
    if (!m_account) return;
    api::MovementFilter filter;
    if (!m_everybody->isChecked()) {
        filter.participant = m_account->participant;
        filter.currency = m_account->currency;
    }
    const quint64 asked = ++m_movementsAsked;
    api::whenDone(m_hub.funds.movements(filter, {QString(), kMovementRows}), this,
                  [this, asked](const api::Result<api::Page<api::MovementRow>>& result) {
                      // Only the answer to the newest question counts.
                      if (asked != m_movementsAsked) return;
                      if (!result) {
                          m_movementView->showFailure(models::failureOf(result.error()),
                                                      tr("The movements cannot be shown."));
                          return showButtons();
                      }
                      const QString current = m_movementTable->currentKey();
                      m_movements->reset(result->rows);
                      m_movementTable->selectKey(current);
                      if (m_movements->rowCount() == 0)
                          m_movementView->showHint(tr("No funds have been recorded here yet."));
                      else
                          m_movementView->showContent();
                      if (m_movementTable->currentKey().isEmpty() && m_movements->rowCount() > 0)
                          m_movementTable->setCurrentIndex(m_movements->index(0, 0));
                      showButtons();
                  });
}

void AccountBookView::loadMoves()
{
    if (!m_account) return;
    const quint64 asked = ++m_movesAsked;
    api::whenDone(m_hub.positions.moves(m_account->id, kMoveRows), this,
                  [this, asked](const api::Result<std::vector<api::AccountMoveRow>>& result) {
                      if (asked != m_movesAsked) return;
                      if (!result)
                          return m_moveView->showFailure(models::failureOf(result.error()),
                                                         tr("The history cannot be shown."));
                      m_moves->reset(*result);
                      if (m_moves->rowCount() == 0)
                          m_moveView->showHint(tr("Nothing has moved this account yet."));
                      else
                          m_moveView->showContent();
                  });
}

const api::MovementRow* AccountBookView::chosenMovement() const
{
    return m_movements->find(m_movementTable->currentKey());
}

void AccountBookView::showButtons()
{
    const auto* movement = chosenMovement();
    const bool isReserved = movement && movement->kind == api::TransferKind::FundsOut &&
                            movement->state == domain::TransferState::Reserved;
    // A withdrawal that waited too long can only be taken back.
    const bool isInTime = isReserved && (!movement->expiresAt || m_clock.now() < *movement->expiresAt);
    m_commit->setEnabled(isInTime);
    m_abort->setEnabled(isReserved);
}

void AccountBookView::tick()
{
    // Ages are read from the clock while painting.
    const auto rows = m_movements->rows();
    const bool isUnderWay =
        std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !domain::isFinal(row.state); });
    if (isVisible() && isUnderWay) m_movementTable->viewport()->update();
}

} // namespace hub::panes
