#include "ui/panes/callbacks/delivery_detail_view.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/kit/widgets.h"
#include "ui/models/wording.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

constexpr int kTypingMs = 250;
constexpr int kLetterRows = 200;
constexpr int kTextRows = 90;

QPlainTextEdit* makeText(const char* name, const QString& accessible, QWidget* parent)
{
    auto* text = new QPlainTextEdit(parent);
    text->setObjectName(QString::fromLatin1(name));
    text->setAccessibleName(accessible);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setProperty("role", QStringLiteral("mono"));
    text->setMinimumHeight(kTextRows);
    return text;
}

QString momentText(std::optional<base::Instant> at)
{
    return at ? kit::clockText(*at) : QString(kit::kAbsent);
}

} // namespace

DeliveryDetailView::DeliveryDetailView(const api::HubApi& hub, CallbackActions& actions, QSettings* settings,
                                       QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_actions(actions)
    , m_facts(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_endpoints(models::makeCallbackEndpointsModel(this))
    , m_failures(models::makeDeliveryFailuresModel(this))
    , m_letters(models::makeDeadLettersModel(this))
{
    m_facts->setObjectName(QStringLiteral("deliveryFacts"));
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_tabs->setObjectName(QStringLiteral("deliveryTabs"));
    m_tabs->setAccessibleName(tr("Deliveries of the participant"));
    m_tabs->addTab(buildAddresses(settings), tr("Addresses"));
    m_tabs->addTab(buildFailures(settings), tr("Failed attempts"));
    m_tabs->addTab(buildLetters(settings), tr("Given up"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_facts);
    layout->addWidget(m_tabs, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &DeliveryDetailView::loadLetters);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DeliveryDetailView::reload);
    showButtons();
}

QWidget* DeliveryDetailView::buildAddresses(QSettings* settings)
{
    auto* page = new QWidget(m_tabs);
    m_endpointTable = new kit::TableView(page);
    m_endpointTable->setAccessibleName(tr("Addresses by kind of message"));
    m_endpointTable->setModel(m_endpoints);
    constexpr int kAddressColumn = 2;
    m_endpointTable->setStretchColumn(kAddressColumn);
    m_endpointTable->setTextElideMode(Qt::ElideMiddle); // Many kinds differ only at their end.
    m_endpointTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_endpointTable->persistAs(settings, QStringLiteral("callbackAddresses"));
    auto* row = new QHBoxLayout;
    const auto button = [&](const char* name, const QString& text, const char* icon) {
        auto* made = new QPushButton(kit::icon(QString::fromLatin1(icon)), text, page);
        made->setObjectName(QString::fromLatin1(name));
        row->addWidget(made);
        return made;
    };
    m_edit = button("editAddress", tr("Change address"), "settings");
    m_takeAway = button("takeAddressAway", tr("Take away"), "close");
    auto* fromBase = button("setFromBase", tr("Set from base URL"), "callbacks");
    row->addStretch();
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_endpointTable, 1);
    layout->addLayout(row);
    connect(m_endpointTable, &kit::TableView::currentKeyChanged, this, &DeliveryDetailView::showButtons);
    const auto edit = [this] {
        const auto* endpoint = chosenEndpoint();
        if (endpoint != nullptr && m_row) m_actions.edit(*m_row, *endpoint);
    };
    connect(m_endpointTable, &kit::TableView::opened, this, edit);
    connect(m_edit, &QPushButton::clicked, this, edit);
    connect(m_takeAway, &QPushButton::clicked, this, [this] {
        if (const auto* endpoint = chosenEndpoint()) m_actions.takeAway(*m_row, *endpoint);
    });
    connect(fromBase, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.setFromBase(*m_row);
    });
    return page;
}

QWidget* DeliveryDetailView::buildFailures(QSettings* settings)
{
    auto* page = new QWidget(m_tabs);
    m_failureTable = new kit::TableView(page);
    m_failureTable->setAccessibleName(tr("Attempts that failed, newest first"));
    m_failureTable->setModel(m_failures);
    m_failureTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_failureTable->persistAs(settings, QStringLiteral("deliveryFailures"));
    m_failureView = new kit::StatefulView(m_failureTable, page);
    m_failureView->setObjectName(QStringLiteral("failureView"));
    m_failureText = makeText("failureText", tr("What was asked and answered"), page);
    m_openTrace = new QPushButton(kit::icon(QStringLiteral("trace")), tr("Open trace"), page);
    m_openTrace->setObjectName(QStringLiteral("openFailureTrace"));
    auto* side = new QWidget(page);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->addWidget(m_failureText, 1);
    sideLayout->addWidget(m_openTrace, 0, Qt::AlignLeft);
    auto* split = new QSplitter(Qt::Horizontal, page);
    split->setChildrenCollapsible(false);
    split->addWidget(m_failureView);
    split->addWidget(side);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(split, 1);
    connect(m_failureTable, &kit::TableView::currentKeyChanged, this, &DeliveryDetailView::showFailure);
    connect(m_failureTable, &kit::TableView::opened, this, [this](const QString& key) {
        if (const auto* row = m_failures->find(key)) Q_EMIT transferRequested(row->subject);
    });
    connect(m_failureView, &kit::StatefulView::actionRequested, this, &DeliveryDetailView::loadFailures);
    connect(m_openTrace, &QPushButton::clicked, this, [this] {
        if (const auto* row = m_failures->find(m_failureTable->currentKey()))
            Q_EMIT traceRequested(row->traceId);
    });
    return page;
}

QWidget* DeliveryDetailView::buildLetters(QSettings* settings)
{
    auto* page = new QWidget(m_tabs);
    m_reason = new QLineEdit(page);
    m_reason->setObjectName(QStringLiteral("letterReason"));
    m_reason->setAccessibleName(tr("Part of the reason"));
    m_reason->setPlaceholderText(tr("Part of the reason"));
    m_reason->setClearButtonEnabled(true);
    m_letterTable = new kit::TableView(page);
    m_letterTable->setAccessibleName(tr("Messages that were given up, newest first"));
    m_letterTable->setModel(m_letters);
    m_letterTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_letterTable->persistAs(settings, QStringLiteral("deadLetters"));
    m_letterView = new kit::StatefulView(m_letterTable, page);
    m_letterView->setObjectName(QStringLiteral("letterView"));
    m_letterText = makeText("letterText", tr("The message as it would be sent"), page);
    m_replay = new QPushButton(kit::icon(QStringLiteral("refresh")), tr("Send again"), page);
    m_replay->setObjectName(QStringLiteral("replay"));
    m_replayAll = new QPushButton(tr("Send all again"), page);
    m_replayAll->setObjectName(QStringLiteral("replayAll"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_replay);
    row->addWidget(m_replayAll);
    row->addStretch();
    row->addWidget(m_reason, 1);
    auto* split = new QSplitter(Qt::Horizontal, page);
    split->setChildrenCollapsible(false);
    split->addWidget(m_letterView);
    split->addWidget(m_letterText);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(split, 1);
    layout->addLayout(row);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_letterTable, &kit::TableView::currentKeyChanged, this, &DeliveryDetailView::loadLetter);
    connect(m_letterTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DeliveryDetailView::showButtons);
    connect(m_letterTable, &kit::TableView::opened, this, [this](const QString& key) {
        if (const auto* letter = m_letters->find(key)) Q_EMIT transferRequested(letter->subject);
    });
    connect(m_letterView, &kit::StatefulView::actionRequested, this, [this] {
        if (m_letterView->state() == kit::ViewState::NothingMatches) return m_reason->clear();
        loadLetters();
    });
    connect(m_letterTable->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_letterTable->verticalScrollBar()->maximum() - 10) moreLetters();
    });
    connect(m_replay, &QPushButton::clicked, this, [this] {
        const auto ids = chosenLetters();
        if (m_row && !ids.empty()) m_actions.replay(*m_row, ids);
    });
    connect(m_replayAll, &QPushButton::clicked, this, [this] {
        if (m_row) m_actions.replay(*m_row, {});
    });
    return page;
}

void DeliveryDetailView::show(const api::DestinationRow& row)
{
    const bool isOther = !m_row || m_row->participant != row.participant;
    const bool hasMoved = !m_row || m_row->failed != row.failed || m_row->deadLetters != row.deadLetters;
    m_row = row;
    std::vector<models::EndpointLine> lines;
    for (const auto& endpoint : row.endpoints)
        lines.push_back({endpoint, row.paused});
    m_endpoints->setRows(std::move(lines));
    if (isOther) {
        m_failures->reset({});
        m_letters->reset({});
        m_failureText->clear();
        m_letterText->clear();
        m_failureView->showLoading();
        m_letterView->showLoading();
    }
    m_tabs->setTabText(2, row.deadLetters > 0 ? tr("Given up (%1)").arg(kit::countText(row.deadLetters))
                                              : tr("Given up"));
    showFacts();
    if (isOther || hasMoved) reload();
    showButtons();
}

void DeliveryDetailView::showFacts()
{
    const auto& row = *m_row;
    QStringList facts;
    const char* const breaker = row.breaker == api::BreakerState::Closed ? QT_TR_NOOP("breaker closed")
                                : row.breaker == api::BreakerState::Open ? QT_TR_NOOP("breaker open")
                                                                         : QT_TR_NOOP("breaker half-open");
    facts << row.participant + QStringLiteral(": ") + models::deliveryState(row).text << tr(breaker);
    facts << tr("%1 waiting, %2 under way").arg(kit::countText(row.queued), kit::countText(row.inFlight));
    facts << tr("p95 %1").arg(row.p95Us > 0 ? kit::durationText(row.p95Us) : QString(kit::kAbsent));
    facts << tr("last success %1").arg(momentText(row.lastSuccessAt));
    QString failure = tr("last failure %1").arg(momentText(row.lastErrorAt));
    if (!row.lastError.isEmpty()) failure += QStringLiteral(" (") + row.lastError + QLatin1Char(')');
    facts << failure;
    QString text = facts.join(QStringLiteral(" · "));
    if (row.paused)
        text += QLatin1Char('\n') + tr("Paused since %1 by %2: %3")
                                        .arg(row.pausedAt ? kit::dateTimeText(*row.pausedAt) : QString(),
                                             row.pausedBy.isEmpty() ? tr("the operator") : row.pausedBy,
                                             row.pauseReason);
    for (const auto& endpoint : row.endpoints)
        if (endpoint.probe) {
            text += QLatin1Char('\n') +
                    tr("Probe at %1: %2")
                        .arg(kit::clockText(endpoint.probe->at), models::probeText(*endpoint.probe));
            break;
        }
    m_facts->setText(text);
}

void DeliveryDetailView::showButtons()
{
    const auto* endpoint = chosenEndpoint();
    m_edit->setEnabled(endpoint != nullptr);
    m_takeAway->setEnabled(endpoint != nullptr && endpoint->state == api::EndpointState::Set);
    m_openTrace->setEnabled(m_failures->find(m_failureTable->currentKey()) != nullptr);
    m_replay->setEnabled(!chosenLetters().empty());
    m_replayAll->setEnabled(m_row && m_row->deadLetters > 0);
}

void DeliveryDetailView::reload()
{
    if (!m_row) return;
    constexpr int kFailureTab = 1;
    if (m_tabs->currentIndex() == kFailureTab) loadFailures();
    if (m_tabs->currentIndex() > kFailureTab) loadLetters();
}

void DeliveryDetailView::showError(kit::StatefulView& view, const api::Error& error) const
{
    if (error.kind == api::ErrorKind::NotAllowed)
        view.showNoPermission(error.permission, error.heldBy);
    else
        view.showFailure(models::failureOf(error), tr("Nothing was changed; there is nothing to show."));
}

void DeliveryDetailView::loadFailures()
{
    const quint64 asked = ++m_failuresAsked;
    api::whenDone(
        m_hub.callbacks.failures(m_row->participant), this,
        [this, asked](const api::Result<std::vector<api::DeliveryFailure>>& rows) {
            if (asked != m_failuresAsked) return;
            if (!rows) return showError(*m_failureView, rows.error());
            m_failures->reset(*rows);
            if (rows->empty())
                m_failureView->showHint(
                    tr("No attempt to %1 has failed since the hub started.").arg(m_row->participant));
            else
                m_failureView->showContent();
            showButtons();
        });
}

void DeliveryDetailView::showFailure()
{
    showButtons();
    const auto* row = m_failures->find(m_failureTable->currentKey());
    if (row == nullptr) return m_failureText->clear();
    QStringList lines{row->message, row->url, models::reasonText(row->reason)};
    if (!row->detail.isEmpty()) lines << row->detail;
    if (row->status > 0) lines << tr("Status %1").arg(row->status);
    if (!row->answer.isEmpty()) lines << QString() << row->answer;
    m_failureText->setPlainText(lines.join(QLatin1Char('\n')));
}

void DeliveryDetailView::loadLetters()
{
    if (!m_row) return;
    const quint64 asked = ++m_lettersAsked;
    api::DeadLetterFilter filter;
    filter.participant = m_row->participant;
    filter.reason = m_reason->text().trimmed();
    const bool isNarrowed = !filter.reason.isEmpty();
    api::whenDone(m_hub.callbacks.deadLetters(filter, {QString(), kLetterRows}), this,
                  [this, asked, isNarrowed](const api::Result<api::Page<api::DeadLetterRow>>& page) {
                      if (asked != m_lettersAsked) return;
                      if (!page) return showError(*m_letterView, page.error());
                      m_next = page->next;
                      m_letters->reset(page->rows);
                      if (!page->rows.empty())
                          m_letterView->showContent();
                      else if (isNarrowed)
                          m_letterView->showNothingMatches(tr("No message was given up for this reason."),
                                                           tr("Show all reasons"));
                      else
                          m_letterView->showHint(
                              tr("No message to %1 was given up.").arg(m_row->participant));
                      loadLetter();
                  });
}

void DeliveryDetailView::moreLetters()
{
    if (m_next.isEmpty() || m_loadingMore || !m_row) return;
    m_loadingMore = true;
    const quint64 asked = m_lettersAsked;
    api::DeadLetterFilter filter;
    filter.participant = m_row->participant;
    filter.reason = m_reason->text().trimmed();
    api::whenDone(m_hub.callbacks.deadLetters(filter, {m_next, kLetterRows}), this,
                  [this, asked](const api::Result<api::Page<api::DeadLetterRow>>& page) {
                      m_loadingMore = false;
                      if (asked != m_lettersAsked || !page) return;
                      m_next = page->next;
                      m_letters->upsert(page->rows);
                  });
}

void DeliveryDetailView::loadLetter()
{
    showButtons();
    const auto* letter = m_letters->find(m_letterTable->currentKey());
    const quint64 asked = ++m_letterAsked;
    if (letter == nullptr) return m_letterText->clear();
    api::whenDone(m_hub.callbacks.deadLetter(letter->id), this,
                  [this, asked](const api::Result<api::DeadLetterDetail>& detail) {
                      if (asked != m_letterAsked) return;
                      m_letterText->setPlainText(detail ? detail->path + QLatin1Char('\n') + detail->headers +
                                                              QLatin1Char('\n') + detail->body
                                                        : models::failureOf(detail.error()).text);
                  });
}

std::vector<qint64> DeliveryDetailView::chosenLetters() const
{
    std::vector<qint64> ids;
    for (const auto& index : m_letterTable->selectionModel()->selectedRows())
        ids.push_back(index.data(kit::KeyRole).toString().toLongLong());
    return ids;
}

const api::CallbackEndpoint* DeliveryDetailView::chosenEndpoint() const
{
    const auto* line = m_endpoints->find(m_endpointTable->currentKey());
    return line != nullptr ? &line->endpoint : nullptr;
}

} // namespace hub::panes
