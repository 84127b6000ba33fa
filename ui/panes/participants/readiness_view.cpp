#include "ui/panes/participants/readiness_view.h"

#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

ReadinessView::ReadinessView(const api::HubApi& hub, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_model(models::makeReadinessModel(this))
    , m_table(new kit::TableView(this))
    , m_view(new kit::StatefulView(m_table, this))
    , m_verdict(new kit::FigureLabel(kit::TextRole::Body, this))
    , m_fix(new QPushButton(kit::icon(QStringLiteral("settings")), tr("Put it right"), this))
{
    m_table->setObjectName(QStringLiteral("readiness"));
    m_table->setAccessibleName(tr("What the participant needs"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_fix->setObjectName(QStringLiteral("fix"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_fix);
    row->addStretch();
    row->addWidget(m_verdict);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_view, 1);
    layout->addLayout(row);
    const auto fix = [this] {
        if (const auto* chosen = m_model->find(m_table->currentKey()); chosen && !chosen->pane.isEmpty())
            Q_EMIT fixRequested(chosen->pane, m_facts.participant.name);
    };
    connect(m_table, &kit::TableView::currentKeyChanged, this, &ReadinessView::showButtons);
    connect(m_table, &kit::TableView::opened, this, fix);
    connect(m_fix, &QPushButton::clicked, this, fix);
    connect(m_view, &kit::StatefulView::actionRequested, this, &ReadinessView::reload);
    showButtons();
}

void ReadinessView::show(const api::ParticipantRow& participant)
{
    m_facts.participant = participant;
    if (participant.isHub) {
        m_verdict->setFigure(QString());
        return m_view->showHint(tr("The hub itself receives no payments."));
    }
    reload();
}

void ReadinessView::take(const api::Error& error)
{
    ++m_asked;
    if (error.kind == api::ErrorKind::NotAllowed)
        m_view->showNoPermission(error.permission, error.heldBy);
    else
        m_view->showFailure(models::failureOf(error), tr("Nothing was changed; there is nothing to show."));
}

void ReadinessView::reload()
{
    if (m_facts.participant.isHub || m_facts.participant.name.isEmpty()) return;
    const quint64 asked = ++m_asked;
    constexpr int kQuestions = 3;
    m_open = kQuestions;
    const auto follow = [this, asked](auto future, auto keep) {
        using Answer = std::decay_t<decltype(future.result())>;
        api::whenDone(future, this, [this, asked, keep](const Answer& result) {
            if (asked != m_asked) return;
            if (!result) return take(result.error());
            keep(*result);
            if (--m_open == 0) showRows();
        });
    };
    follow(m_hub.participants.accounts(m_facts.participant.name),
           [this](const auto& rows) { m_facts.accounts = rows; });
    follow(m_hub.settlement.models(), [this](const auto& rows) { m_facts.models = rows; });
    follow(m_hub.callbacks.overview(), [this](const auto& rows) {
        m_facts.deliveries = {};
        for (const auto& row : rows)
            if (row.participant.compare(m_facts.participant.name, Qt::CaseInsensitive) == 0)
                m_facts.deliveries = row;
    });
}

void ReadinessView::showRows()
{
    auto rows = models::readinessOf(m_facts);
    const auto verdict = models::canReceive(rows);
    m_model->setRows(std::move(rows));
    if (m_table->currentKey().isEmpty()) m_table->setCurrentIndex(m_model->index(0, 0));
    m_verdict->setFigure(m_facts.participant.name + QStringLiteral(": ") + verdict.text, verdict.tone);
    m_view->showContent();
    showButtons();
}

void ReadinessView::showButtons()
{
    const auto* chosen = m_model->find(m_table->currentKey());
    m_fix->setEnabled(chosen != nullptr && !chosen->pane.isEmpty());
}

} // namespace hub::panes
