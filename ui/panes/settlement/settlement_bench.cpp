#include "ui/panes/settlement/settlement_bench.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

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
    , m_step(new QPushButton(this))
    , m_stepChosen(new QPushButton(tr("Only the chosen"), this))
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
    m_step->setProperty("role", QStringLiteral("primary"));
    m_stepChosen->setObjectName(QStringLiteral("stepChosen"));
    m_abort->setObjectName(QStringLiteral("abortSettlement"));
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_check);
    head->addStretch();
    head->addWidget(m_step);
    head->addWidget(m_stepChosen);
    head->addWidget(m_abort);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_ladderTable);
    split->addWidget(m_accountTable);
    split->setSizes({400, 900});
    split->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(split, 1);
    connect(m_step, &QPushButton::clicked, this, [this] {
        if (m_detail) m_actions.step(*m_detail, {});
    });
    connect(m_stepChosen, &QPushButton::clicked, this, [this] {
        const auto chosen = chosenAccounts();
        if (m_detail && !chosen.empty()) m_actions.step(*m_detail, chosen);
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

std::vector<api::SettlementAccountRow> SettlementBench::chosenAccounts() const
{
    std::vector<api::SettlementAccountRow> out;
    for (const auto& index : m_accountTable->selectionModel()->selectedRows())
        if (const auto* row = m_accounts->find(index.data(kit::KeyRole).toString())) out.push_back(*row);
    return out;
}

void SettlementBench::show(const api::SettlementDetail& detail)
{
    const bool isOther = !m_detail || m_detail->row.id != detail.row.id;
    m_detail = detail;
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

void SettlementBench::showButtons()
{
    const bool canStep = m_detail && m_detail->nextStep;
    const bool isCurrent = !m_outdated;
    const QString verb = canStep ? stepVerb(*m_detail->nextStep) : tr("Over");
    const int count = static_cast<int>(m_detail ? m_detail->accounts.size() : 0);
    m_step->setText(canStep ? tr("%1 all %n account(s)", nullptr, count).arg(verb) : verb);
    m_step->setEnabled(canStep && isCurrent);
    const int chosen = static_cast<int>(m_accountTable->selectionModel()->selectedRows().size());
    m_stepChosen->setText(tr("%1 the chosen (%2)").arg(verb).arg(chosen));
    m_stepChosen->setVisible(canStep);
    m_stepChosen->setEnabled(canStep && isCurrent && chosen > 0);
    m_abort->setEnabled(m_detail && isCurrent && m_detail->abortRefusal.isEmpty());
    m_abort->setToolTip(m_detail ? m_detail->abortRefusal : QString());
}

} // namespace hub::panes
