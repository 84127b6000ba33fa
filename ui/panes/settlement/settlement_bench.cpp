#include "ui/panes/settlement/settlement_bench.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"
#include "ui/panes/settlement/finalise_dialog.h"

#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QDropEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

SettlementBench::SettlementBench(SettlementActions& actions, QSettings* settings, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_title(kit::makeSection(QString(), this))
    , m_check(new kit::FigureLabel(kit::TextRole::Body, this))
    , m_ladder(models::makeLadderModel(this))
    , m_accounts(models::makeSettlementAccountsModel(this))
    , m_ladderTable(new kit::TableView(this))
    , m_accountTable(new kit::TableView(this))
    , m_finalise(new QPushButton(tr("Finalise with the bank's file…"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_progress(new kit::FigureLabel(kit::TextRole::Body, this))
    , m_steps(models::makeFinaliseStepsModel(this))
    , m_stepTable(new kit::TableView(this))
    , m_step(new QPushButton(this))
    , m_stepChosen(new QPushButton(tr("Only the chosen"), this))
    , m_abortPair(new QPushButton(tr("Abort the chosen pair"), this))
    , m_abort(new QPushButton(tr("Abort"), this))
{
    m_title->setObjectName(QStringLiteral("benchTitle"));
    m_check->setObjectName(QStringLiteral("benchCheck"));
    m_ladderTable->setAccessibleName(tr("States of the settlement"));
    m_ladderTable->setModel(m_ladder);
    m_ladderTable->setDensity(kit::Density::Compact);
    m_ladderTable->persistAs(settings, QStringLiteral("settlementLadder"));
    m_accountTable->setAccessibleName(tr("Accounts of the settlement"));
    m_accountTable->setModel(m_accounts);
    m_accountTable->persistAs(settings, QStringLiteral("settlementAccounts"));
    m_step->setObjectName(QStringLiteral("stepAll"));
    m_stepChosen->setObjectName(QStringLiteral("stepChosen"));
    m_abortPair->setObjectName(QStringLiteral("abortPair"));
    m_abort->setObjectName(QStringLiteral("abortSettlement"));
    m_finalise->setObjectName(QStringLiteral("finalise"));
    m_finalise->setProperty("role", QStringLiteral("primary"));
    m_stop->setObjectName(QStringLiteral("stopFinalise"));
    m_progress->setObjectName(QStringLiteral("finaliseProgress"));
    m_stepTable->setObjectName(QStringLiteral("finaliseSteps"));
    m_stepTable->setAccessibleName(tr("Steps of finalising"));
    m_stepTable->setModel(m_steps);
    m_stepTable->setDensity(kit::Density::Compact);
    m_stepTable->hide();
    setAcceptDrops(true);
    buildLayout();
    connect(m_finalise, &QPushButton::clicked, this, [this] {
        if (m_detail) m_actions.finalise(*m_detail);
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_job) m_actions.stopFinalise(*m_job);
    });
    connect(m_step, &QPushButton::clicked, this, [this] {
        if (m_detail) m_actions.step(*m_detail, {});
    });
    connect(m_stepChosen, &QPushButton::clicked, this, [this] {
        const auto chosen = chosenAccounts();
        if (m_detail && !chosen.empty()) m_actions.step(*m_detail, chosen);
    });
    connect(m_abortPair, &QPushButton::clicked, this, [this] {
        const auto pair = chosenPair();
        if (m_detail && pair) m_actions.abortPair(*m_detail, *pair);
    });
    connect(m_abort, &QPushButton::clicked, this, [this] {
        if (m_detail) m_actions.abort(*m_detail);
    });
    connect(&m_actions, &SettlementActions::stepping, this, [this] {
        m_acting = m_outdated = true;
        showButtons();
    });
    connect(&m_actions, &OperatorActions::done, this, [this] { m_acting = false; });
    connect(&m_actions, &OperatorActions::failed, this, [this] { m_acting = false; });
    connect(m_accountTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SettlementBench::showButtons);
}

void SettlementBench::buildLayout()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_check);
    head->addStretch();
    head->addWidget(m_finalise);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_progress, 1);
    second->addWidget(m_stop);
    second->addWidget(kit::makeCaption(tr("By hand:"), this));
    second->addWidget(m_step);
    second->addWidget(m_stepChosen);
    second->addWidget(m_abortPair);
    second->addWidget(m_abort);
    auto* left = new QSplitter(Qt::Vertical, this);
    left->setChildrenCollapsible(false);
    left->addWidget(m_ladderTable);
    left->addWidget(m_stepTable);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(m_accountTable);
    split->setSizes({400, 900});
    split->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(second);
    layout->addWidget(split, 1);
}

void SettlementBench::dragEnterEvent(QDragEnterEvent* event)
{
    if (mayFinalise() && !FinaliseDialog::draggedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void SettlementBench::dropEvent(QDropEvent* event)
{
    const QString path = FinaliseDialog::draggedFile(*event->mimeData());
    if (path.isEmpty() || !mayFinalise()) return;
    event->acceptProposedAction();
    m_actions.finalise(*m_detail, path);
}

std::vector<api::SettlementAccountRow> SettlementBench::chosenAccounts() const
{
    std::vector<api::SettlementAccountRow> out;
    for (const auto& index : m_accountTable->selectionModel()->selectedRows())
        if (const auto* row = m_accounts->find(index.data(kit::KeyRole).toString())) out.push_back(*row);
    return out;
}

std::optional<api::SettlementAccountRow> SettlementBench::chosenPair() const
{
    const auto rows = chosenAccounts();
    if (rows.empty() || rows.size() > 2 || rows.front().counterpartyAccount.value() == 0) return std::nullopt;
    const bool isOne = rows.size() == 1 || (rows.front().account == rows.back().counterpartyAccount &&
                                            rows.front().counterpartyAccount == rows.back().account);
    return isOne ? std::optional(rows.front()) : std::nullopt;
}

void SettlementBench::show(const api::SettlementDetail& detail)
{
    const bool isOther = !m_detail || m_detail->row.id != detail.row.id;
    m_detail = detail;
    if (isOther) showJob(std::nullopt);
    m_outdated = m_acting;
    m_title->setText(tr("Settlement %1, %2, windows %3")
                         .arg(detail.row.id.value())
                         .arg(detail.row.model, models::windowIdsText(detail.row.windows)));
    domain::Amount worst;
    for (const auto& total : detail.row.totals)
        if (!total.check.isZero()) worst = total.check;
    m_check->setFigure(worst.isZero() ? tr("all nets come to 0") : tr("the nets do not come to 0"),
                       worst.isZero() ? kit::Tone::Good : kit::Tone::Bad);
    m_ladder->reset(models::ladderOf(detail));
    if (isOther)
        m_accounts->reset(detail.accounts);
    else
        m_accounts->setRows(detail.accounts);
    const bool isBilateral = detail.row.interchange == domain::SettlementInterchange::Bilateral;
    constexpr int kAgainstColumn = 1;
    m_accountTable->setColumnHidden(kAgainstColumn, !isBilateral);
    showButtons();
}

void SettlementBench::showJob(const std::optional<api::FinaliseRow>& job)
{
    const bool isSame = job && m_detail && job->settlement == m_detail->row.id;
    m_job = isSame ? job : std::nullopt;
    std::vector<std::pair<int, api::FinaliseStepRow>> steps;
    if (m_job)
        for (const auto& step : m_job->steps)
            steps.emplace_back(static_cast<int>(steps.size()) + 1, step);
    m_stepTable->setVisible(!steps.empty());
    m_steps->setRows(std::move(steps));
    if (!m_job)
        m_progress->setFigure(QString());
    else if (m_job->state == api::FinaliseState::Failed)
        m_progress->setFigure(tr("Finalising failed: %1").arg(m_job->error), kit::Tone::Bad);
    else if (m_job->state == api::FinaliseState::Done)
        m_progress->setFigure(tr("Finalised with %1").arg(m_job->fileName), kit::Tone::Good);
    else if (!m_job->error.isEmpty())
        m_progress->setFigure(tr("Finalising waits: %1").arg(m_job->error), kit::Tone::Warn);
    else
        m_progress->setFigure(tr("Finalising, %1").arg(models::finaliseProgressText(*m_job)),
                              kit::Tone::Info);
    m_progress->setToolTip(m_job ? m_progress->text() + QLatin1Char('\n') +
                                       tr("File %1, SHA-256 %2").arg(m_job->fileName, m_job->fileHash)
                                 : QString());
    showButtons();
}

/// Before anything is committed by hand, or to take up what failed.
bool SettlementBench::mayFinalise() const
{
    if (!m_detail || m_outdated) return false;
    if (m_job) return m_job->state == api::FinaliseState::Failed;
    return m_detail->row.state == domain::SettlementState::PendingSettlement ||
           m_detail->row.state == domain::SettlementState::TransfersRecorded ||
           m_detail->row.state == domain::SettlementState::TransfersReserved;
}

void SettlementBench::showButtons()
{
    const bool canStep = m_detail && m_detail->nextStep;
    const bool isCurrent = !m_outdated && !isFinalising();
    m_finalise->setEnabled(mayFinalise());
    m_finalise->setText(m_job && m_job->state == api::FinaliseState::Failed
                            ? tr("Take up again with the bank's file…")
                            : tr("Finalise with the bank's file…"));
    m_stop->setVisible(isFinalising());
    const QString verb = canStep ? stepVerb(*m_detail->nextStep) : tr("Over");
    const int count = static_cast<int>(m_detail ? m_detail->accounts.size() : 0);
    m_step->setText(canStep ? tr("%1 all %n account(s)", nullptr, count).arg(verb) : verb);
    m_step->setEnabled(canStep && isCurrent);
    const int chosen = static_cast<int>(m_accountTable->selectionModel()->selectedRows().size());
    m_stepChosen->setText(tr("%1 the chosen (%2)").arg(verb).arg(chosen));
    m_stepChosen->setVisible(canStep);
    m_stepChosen->setEnabled(canStep && isCurrent && chosen > 0);
    const auto pair = chosenPair();
    m_abortPair->setVisible(m_detail &&
                            m_detail->row.interchange == domain::SettlementInterchange::Bilateral);
    m_abortPair->setEnabled(pair && isCurrent && pair->abortRefusal.isEmpty());
    const QString finalising = isFinalising() ? tr("The settlement is being finalised") : QString();
    m_abortPair->setToolTip(!finalising.isEmpty() ? finalising
                            : pair                ? pair->abortRefusal
                                                  : tr("Choose one side of a pair"));
    m_abort->setEnabled(m_detail && isCurrent && m_detail->abortRefusal.isEmpty());
    m_abort->setToolTip(m_detail && finalising.isEmpty() ? m_detail->abortRefusal : finalising);
}

} // namespace hub::panes
