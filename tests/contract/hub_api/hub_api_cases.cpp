#include "tests/contract/hub_api/hub_api_cases.h"

#include <QtCore/QFutureWatcher>
#include <QtTest/QSignalSpy>

namespace hub::test {
namespace {

const api::ActionNote kNote{QStringLiteral("agreed with the DFSP"), QStringLiteral("T-1")};

/// The result of a call; a test waits for it with its event loop running, as the desk does.
template <class T>
api::Result<T> wait(QFuture<api::Result<T>> future)
{
    QFutureWatcher<api::Result<T>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (!future.isFinished()) finished.wait(10'000);
    if (!future.isFinished() || future.resultCount() == 0)
        return base::Unexpected(
            api::Error{{}, QStringLiteral("no answer"), {}, api::ErrorKind::Unreachable, {}, {}});
    return future.result();
}

domain::Currency usd()
{
    return *domain::Currency::parse("USD");
}

domain::Amount amount(const char* text)
{
    return *domain::Amount::parseDecimal(text);
}

domain::TransferId freshId()
{
    const auto text = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return domain::TransferId(*domain::CorrelationId::parse(text));
}

std::optional<api::AccountRow> accountOf(api::HubApi& hub, const char* name, domain::AccountType type)
{
    const auto accounts = wait(hub.participants.accounts(QString::fromLatin1(name)));
    if (!accounts) return std::nullopt;
    for (const auto& account : *accounts)
        if (account.type == type) return account;
    return std::nullopt;
}

} // namespace

void HubApiCases::participants()
{
    auto hub = m_hub->api();
    const auto all = wait(hub.participants.list());
    QVERIFY(all.has_value());
    QCOMPARE(all->size(), std::size_t(3));
    QVERIFY((*all)[0].isHub);
    QCOMPARE((*all)[1].name, QStringLiteral("payeefsp"));
    const auto made = wait(hub.participants.create(QStringLiteral("newfsp"), usd(), kNote));
    QVERIFY(made.has_value());
    QCOMPARE(made->name, QStringLiteral("newfsp"));
    QCOMPARE(made->accounts, 2);
    QCOMPARE(made->activeAccounts, 0);
    const auto twice = wait(hub.participants.create(QStringLiteral("NEWFSP"), usd(), kNote));
    QCOMPARE(twice.error().code, QStringLiteral("3000"));
    QCOMPARE(twice.error().kind, api::ErrorKind::Refused);
    QCOMPARE(wait(hub.participants.addCurrency(QStringLiteral("typo"), usd(), kNote)).error().code,
             QStringLiteral("3200"));
    QVERIFY(wait(hub.participants.initialPositionAndLimits(QStringLiteral("newfsp"), usd(), amount("50"), {},
                                                           kNote))
                .has_value());
    QCOMPARE(wait(hub.participants.one(QStringLiteral("newfsp")))->activeAccounts, 2);
    const auto off = wait(hub.participants.setActive(QStringLiteral("newfsp"), false, kNote));
    QVERIFY(off.has_value() && !off->active);
    QCOMPARE(wait(hub.participants.one(QStringLiteral("nobody"))).error().code, QStringLiteral("3200"));
    QCOMPARE(wait(hub.participants.create(QStringLiteral("x"), usd(), kNote)).error().code,
             QStringLiteral("3101"));
}

void HubApiCases::accountsAndLimits()
{
    auto hub = m_hub->api();
    const auto position = accountOf(hub, "payerfsp", domain::AccountType::Position);
    QVERIFY(position.has_value());
    QCOMPARE(position->cap, std::optional(amount("1000")));
    const auto settlement = accountOf(hub, "payerfsp", domain::AccountType::Settlement);
    QCOMPARE(settlement->value, amount("-1000"));
    QCOMPARE(settlement->typeName, QStringLiteral("SETTLEMENT"));
    const auto closed =
        wait(hub.participants.setAccountActive(QStringLiteral("payerfsp"), position->id, false, kNote));
    QVERIFY(closed.has_value() && !closed->active);
    const auto wrong =
        wait(hub.participants.setAccountActive(QStringLiteral("payerfsp"), settlement->id, false, kNote));
    QCOMPARE(wrong.error().text,
             QStringLiteral("Internal server error - Only position account update is permitted"));
    QCOMPARE(wait(hub.limits.list({}))->size(), std::size_t(1)); // Of active accounts only.
    // Without a name: every account, the hub's too.
    const auto all = wait(hub.participants.accounts({}));
    QVERIFY(all.has_value());
    QCOMPARE(all->size(), std::size_t(6));
    QCOMPARE(std::count_if(all->begin(), all->end(),
                           [](const auto& row) { return row.participant == QStringLiteral("payerfsp"); }),
             2);
    const auto tzs = *domain::Currency::parse("TZS");
    const auto type = QStringLiteral("HUB_RECONCILIATION");
    QVERIFY(wait(hub.participants.addHubAccount(tzs, type, kNote)).has_value());
    QCOMPARE(wait(hub.participants.accounts({}))->size(), std::size_t(7));
    QCOMPARE(wait(hub.participants.addHubAccount(tzs, type, kNote)).error().code, QStringLiteral("3003"));
    const auto changed = wait(
        hub.limits.change(api::LimitRow{QStringLiteral("payeefsp"), usd(), amount("2000.5"), 2500}, kNote));
    QVERIFY(changed.has_value());
    const auto limits = wait(hub.limits.list(QStringLiteral("payeefsp")));
    QCOMPARE((*limits)[0].cap, amount("2000.5"));
    QCOMPARE((*limits)[0].alarmPercentHundredths, 2500);
    // 12.5 percent of the 1000 that are held.
    const auto share = wait(
        hub.limits.change(api::LimitRow{QStringLiteral("payeefsp"), usd(), amount("1"), 2500, 1250}, kNote));
    QVERIFY(share.has_value());
    QCOMPARE(share->cap, amount("125"));
    QCOMPARE(wait(hub.limits.list(QStringLiteral("payeefsp")))->front().liquidityPercentHundredths, 1250);
    QCOMPARE(accountOf(hub, "payeefsp", domain::AccountType::Position)->capPercentHundredths, 1250);
    QVERIFY(!wait(hub.limits.change(
                      api::LimitRow{QStringLiteral("payeefsp"), usd(), amount("1"), 2500, 20'000}, kNote))
                 .has_value());
}

void HubApiCases::restrictions()
{
    auto hub = m_hub->api();
    const auto name = QStringLiteral("payeefsp");
    QVERIFY(wait(hub.participants.setPaused(name, true, kNote))->paused);
    QVERIFY(wait(hub.participants.one(name))->active);
    QVERIFY(!wait(hub.participants.setPaused(name, false, kNote))->paused);
    QVERIFY(!wait(hub.participants.setPaused(QStringLiteral("nobody"), true, kNote)).has_value());
    const auto sends = wait(hub.participants.setDirection(name, domain::TradeDirection::SendOnly, kNote));
    QVERIFY(sends->direction == domain::TradeDirection::SendOnly);
    QVERIFY(wait(hub.participants.setDirection(name, domain::TradeDirection::Both, kNote)).has_value());
    const auto kept = wait(hub.participants.putContact(
        name,
        {{}, QStringLiteral(" Ama "), QStringLiteral("treasury"), QStringLiteral("ama@bank.example"), {}},
        kNote));
    QVERIFY(kept.has_value());
    QCOMPARE(kept->name, QStringLiteral("Ama"));
    auto changed = *kept;
    changed.phone = QStringLiteral("+233 20 000");
    QCOMPARE(wait(hub.participants.putContact(name, changed, kNote))->phone, changed.phone);
    QCOMPARE(wait(hub.participants.contacts(name))->size(), std::size_t(1));
    changed.email = QStringLiteral("no address");
    QCOMPARE(wait(hub.participants.putContact(name, changed, kNote)).error().code, QStringLiteral("3101"));
    QVERIFY(wait(hub.participants.removeContact(name, kept->id, kNote)).has_value());
    QVERIFY(wait(hub.participants.contacts(name))->empty());
    QVERIFY(!wait(hub.participants.removeContact(name, kept->id, kNote)).has_value());
}

void HubApiCases::funds()
{
    auto hub = m_hub->api();
    const auto account = accountOf(hub, "payerfsp", domain::AccountType::Settlement)->id;
    api::FundsMovement movement{QStringLiteral("payerfsp"), account, freshId(), amount("250"), usd(),
                                QStringLiteral("bank 7")};
    const auto in = wait(hub.funds.recordFundsIn(movement, kNote));
    QVERIFY(in.has_value());
    QVERIFY(in->state == domain::TransferState::Committed);
    // A repeat after a lost answer is the same movement; another amount under its id is not.
    QVERIFY(wait(hub.funds.recordFundsIn(movement, kNote)).has_value());
    QCOMPARE(accountOf(hub, "payerfsp", domain::AccountType::Settlement)->value, amount("-1250"));
    movement.amount = amount("1");
    QCOMPARE(wait(hub.funds.recordFundsIn(movement, kNote)).error().code, QStringLiteral("3106"));
    movement.amount = {};
    QCOMPARE(wait(hub.funds.recordFundsIn(movement, kNote)).error().code, QStringLiteral("3101"));
    movement = api::FundsMovement{QStringLiteral("payerfsp"), account, freshId(), amount("50"), usd(), {}};
    movement.externalReference = QStringLiteral("bank 8");
    QVERIFY(wait(hub.funds.fundsOutReserve(movement, kNote))->state == domain::TransferState::Reserved);
    const api::FundsOutStep step{movement.participant, account, movement.transferId};
    QVERIFY(wait(hub.funds.fundsOutAbort(step, kNote))->state == domain::TransferState::AbortedRejected);
    QVERIFY(!wait(hub.funds.fundsOutCommit(step, kNote)).has_value());
    movement.transferId = freshId();
    movement.amount = amount("9999");
    QVERIFY(!wait(hub.funds.fundsOutReserve(movement, kNote)).has_value());
    const auto listed = wait(hub.funds.movements({QStringLiteral("payerfsp"), usd()}, {{}, 2}));
    QVERIFY(listed.has_value());
    QCOMPARE(listed->rows.size(), std::size_t(2));
    QVERIFY(listed->rows[0].error.startsWith(QStringLiteral("4001"))); // More than is held: ended at once.
    QVERIFY(listed->rows[1].state == domain::TransferState::AbortedRejected);
    QCOMPARE(listed->rows[1].externalReference, QStringLiteral("bank 8"));
    QCOMPARE(listed->rows[1].account, account);
    const auto older = wait(hub.funds.movements({QStringLiteral("payerfsp"), usd()}, {listed->next, 500}));
    QVERIFY(older.has_value());
    QCOMPARE(older->rows.front().kind, api::TransferKind::FundsIn);
    QCOMPARE(older->rows.front().amount, amount("250"));
    QVERIFY(older->next.isEmpty());
    QCOMPARE(wait(hub.funds.movements({}, {{}, 501})).error().code, QStringLiteral("3100"));
    const auto moves = wait(hub.positions.moves(account, 3));
    QVERIFY(moves.has_value());
    QCOMPARE(moves->size(), std::size_t(3));
    QCOMPARE(moves->front().value, amount("-1250"));
    QCOMPARE(moves->front().change, amount("-9999"));
    QCOMPARE(moves->front().number, 2);
    QCOMPARE(moves->back().change, amount("-50"));
    QCOMPARE(moves->back().kind, api::TransferKind::FundsOut);
    QCOMPARE(wait(hub.positions.moves(domain::AccountId(999), 3)).error().code, QStringLiteral("3200"));
    QCOMPARE(accountOf(hub, "payerfsp", domain::AccountType::Settlement)->value, amount("-1250"));
}

void HubApiCases::actionsNeedAReason()
{
    auto hub = m_hub->api();
    const api::ActionNote hasty{QStringLiteral("because"), {}};
    const auto refused = wait(hub.participants.setActive(QStringLiteral("payerfsp"), false, hasty));
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().kind, api::ErrorKind::Refused);
    QVERIFY(wait(hub.participants.one(QStringLiteral("payerfsp")))->active);
}

void HubApiCases::endpoints()
{
    auto hub = m_hub->api();
    const auto name = QStringLiteral("payerfsp");
    const auto type = QStringLiteral("FSPIOP_CALLBACK_URL_TRANSFER_POST");
    QVERIFY(wait(hub.participants.setEndpoint(name, {type, QStringLiteral("http://a/transfers")}, kNote))
                .has_value());
    const auto one = wait(hub.participants.endpoints(name));
    QCOMPARE(one->size(), std::size_t(1));
    QCOMPARE((*one)[0].value, QStringLiteral("http://a/transfers"));
    QVERIFY(!wait(hub.participants.setEndpoint(name, {QStringLiteral("NO"), QStringLiteral("x")}, kNote))
                 .has_value());
    QVERIFY(wait(hub.participants.deleteEndpoint(name, type, kNote)).has_value());
    QCOMPARE(wait(hub.participants.endpoints(name))->size(), std::size_t(0));
}

void HubApiCases::callbacks()
{
    auto hub = m_hub->api();
    const auto name = QStringLiteral("payerfsp");
    const auto type = QStringLiteral("FSPIOP_CALLBACK_URL_TRANSFER_POST");
    const std::vector<api::EndpointRow> two{
        {QStringLiteral("FSPIOP_CALLBACK_URL"), QStringLiteral("http://a")},
        {type, QStringLiteral("http://a/transfers")}};
    QVERIFY(wait(hub.callbacks.setEndpoints(name, two, kNote)).has_value());
    // All are checked before any is set.
    const auto wrong =
        wait(hub.callbacks.setEndpoints(name, {{type, QString()}, {type, QStringLiteral("b")}}, kNote));
    QCOMPARE(wrong.error().code, QStringLiteral("3100"));
    QCOMPARE(wait(hub.callbacks.setEndpoints(name, two, {})).error().code, QStringLiteral("3100"));
    const auto rowOf = [&]() -> api::DestinationRow {
        const auto rows = wait(hub.callbacks.overview());
        if (rows)
            for (const auto& row : *rows)
                if (row.participant == name) return row;
        return {};
    };
    auto row = rowOf();
    QCOMPARE(row.endpoints.size(), std::size_t(25));
    QCOMPARE(row.endpoints[0].value, QStringLiteral("http://a"));
    QCOMPARE(row.endpoints[1].type, type);
    QCOMPARE(row.endpoints[1].state, api::EndpointState::Set);
    QCOMPARE(row.endpoints[2].state, api::EndpointState::Inherited);
    QVERIFY(!row.paused);
    QVERIFY(wait(hub.callbacks.setPaused(name, true, kNote)).has_value());
    row = rowOf();
    QVERIFY(row.paused && row.pausedAt);
    QCOMPARE(row.pauseReason, kNote.reason);
    QVERIFY(!wait(hub.callbacks.setPaused(name, false, {})).has_value()); // no reason
    QVERIFY(wait(hub.callbacks.setPaused(name, false, kNote)).has_value());
    QVERIFY(!rowOf().paused);
    QVERIFY(!wait(hub.callbacks.setPaused(QStringLiteral("nobody"), true, kNote)).has_value());
    const auto letters = wait(hub.callbacks.deadLetters({name, {}, {}, {}, {}}, {}));
    QVERIFY(letters && letters->rows.empty());
    QVERIFY(!wait(hub.callbacks.deadLetter(77)).has_value());
    const auto report = wait(hub.callbacks.replay({{77}, {}}, kNote));
    QVERIFY(report.has_value());
    QCOMPARE(report->replayed, 0);
    QCOMPARE(report->gone, 1);
    QVERIFY(!wait(hub.callbacks.replay({}, kNote)).has_value());
    QVERIFY(wait(hub.callbacks.failures(name))->empty());
}

void HubApiCases::positionsAndHistory()
{
    auto hub = m_hub->api();
    m_hub->pay("history 1", "10");
    m_hub->pay("history 2", "5.5");
    const auto rows = wait(hub.positions.snapshot());
    QCOMPARE(rows->size(), std::size_t(2));
    const auto& payer = (*rows)[1];
    QCOMPARE(payer.participant, QStringLiteral("payerfsp"));
    QCOMPARE(payer.position, amount("15.5"));
    QCOMPARE(payer.liquidity, std::optional(amount("1000")));
    QCOMPARE(payer.cap, std::optional(amount("1000")));
    const auto end = payer.changedAt.plusMs(1);
    const auto history = wait(hub.positions.history(payer.account, end.plusMs(-60'000), end, 60));
    QVERIFY(history.has_value());
    QVERIFY(!history->points.empty());
    QCOMPARE(history->points.back().position, amount("15.5"));
    QCOMPARE(history->bucketMs, 1000);
    QVERIFY(!wait(hub.positions.history(payer.account, end, end, 60)).has_value());
}

void HubApiCases::transfers()
{
    auto hub = m_hub->api();
    const auto id = m_hub->pay("detail", "3");
    api::TransferFilter filter;
    filter.fsp = QStringLiteral("payeefsp");
    filter.states = {domain::TransferState::Committed};
    filter.currency = usd();
    filter.id = QString::fromStdString(id.value().toString());
    const auto page = wait(hub.transfers.search(filter, {}));
    QVERIFY(page.has_value());
    QCOMPARE(page->rows.size(), std::size_t(1));
    QCOMPARE(page->rows[0].amount, amount("3"));
    QVERIFY(page->next.isEmpty());
    const auto detail = wait(hub.transfers.one(id));
    QVERIFY(detail.has_value());
    QVERIFY(detail->states.front().state == domain::TransferState::ReceivedPrepare);
    QVERIFY(detail->states.back().state == domain::TransferState::Committed);
    QCOMPARE(detail->effects.size(), std::size_t(2));
    QCOMPARE(detail->effects[0].participant, QStringLiteral("payerfsp"));
    QCOMPARE(detail->effects[0].before, amount("0"));
    QCOMPARE(detail->effects[0].after, amount("3"));
    QCOMPARE(wait(hub.transfers.one(freshId())).error().code, QStringLiteral("3208"));
    QCOMPARE(wait(hub.transfers.stuck(0))->size(), std::size_t(0)); // What is committed is not stuck.
    QCOMPARE(wait(hub.transfers.bulks({}, {}))->rows.size(), std::size_t(0));
    QVERIFY(!wait(hub.transfers.bulks({}, {QStringLiteral("no key"), 10})).has_value());
    QCOMPARE(wait(hub.transfers.bulk(domain::BulkTransferId(freshId().value()))).error().code,
             QStringLiteral("3210"));
    api::ForwardedFilter quotes;
    quotes.fsp = QStringLiteral("payerfsp");
    quotes.state = api::ForwardedState::Refused;
    const auto asked = wait(hub.forwarded.search(quotes, {}));
    QVERIFY(asked.has_value());
    QVERIFY(asked->rows.empty() && asked->next.isEmpty());
    QCOMPARE(wait(hub.forwarded.one(api::ForwardedKind::Quote, QStringLiteral("nobody's"))).error().code,
             QStringLiteral("3200"));
    QVERIFY(wait(hub.traces.byTransfer(id)).has_value());
    QVERIFY(!wait(hub.traces.byTrace(QStringLiteral("nonsense"))).has_value());
}

void HubApiCases::oracles()
{
    auto hub = m_hub->api();
    const api::OracleDraft draft{QStringLiteral("MSISDN"), QStringLiteral("http://oracle"), usd(), true};
    const auto made = wait(hub.oracles.create(draft, kNote));
    QVERIFY(made.has_value());
    QVERIFY(made->id.value() > 0);
    QCOMPARE(wait(hub.oracles.create(draft, kNote)).error().code, QStringLiteral("2001"));
    auto moved = draft;
    moved.endpoint = QStringLiteral("http://elsewhere");
    QCOMPARE(wait(hub.oracles.update(made->id, moved, kNote))->endpoint, moved.endpoint);
    QCOMPARE(wait(hub.oracles.list())->size(), std::size_t(1));
    QVERIFY(wait(hub.oracles.remove(made->id, kNote)).has_value());
    QCOMPARE(wait(hub.oracles.list())->size(), std::size_t(0));
}

void HubApiCases::directory()
{
    auto hub = m_hub->api();
    api::DirectoryImport csv;
    csv.csv = "partyIdType,partyIdentifier,fspId\r\nMSISDN,123,payerfsp\r\nMSISDN,124,PAYEEFSP\r\n";
    auto report = wait(hub.oracles.importDirectory(csv, {}));
    QVERIFY(report.has_value());
    QVERIFY(!report->isWritten);
    QCOMPARE(report->added, 2);
    QCOMPARE(wait(hub.oracles.directory({}, {}))->total, qint64(0));
    csv.dryRun = false;
    QCOMPARE(wait(hub.oracles.importDirectory(csv, {})).error().code, QStringLiteral("3100")); // No reason.
    report = wait(hub.oracles.importDirectory(csv, kNote));
    QVERIFY(report->isWritten);
    const auto all = wait(hub.oracles.directory({}, {{}, 1}));
    QCOMPARE(all->total, qint64(2));
    QCOMPARE(all->rows.size(), std::size_t(1));
    const auto rest = wait(hub.oracles.directory({}, {all->next, 1}));
    QVERIFY(rest->next.isEmpty());
    QCOMPARE(rest->rows[0].fspId, QStringLiteral("payeefsp"));
    QVERIFY(!wait(hub.oracles.directory({}, {QStringLiteral("nonsense"), 1})).has_value());

    csv.csv = "partyIdType,partyIdentifier,fspId\nMSISDN,123,payeefsp\nMSISDN,125,payeefsp\n";
    report = wait(hub.oracles.importDirectory(csv, kNote));
    QCOMPARE(report->conflictCount, 1);
    QCOMPARE(report->conflicts[0].line, 2);
    QCOMPARE(report->conflicts[0].presentFspId, QStringLiteral("payerfsp"));
    QCOMPARE(report->left, 1);
    QCOMPARE(report->added, 1);
    csv.replacesConflicts = true;
    report = wait(hub.oracles.importDirectory(csv, kNote));
    QCOMPARE(report->replaced, 1);
    QCOMPARE(report->unchanged, 1);
    csv.csv = "partyIdType,partyIdentifier,fspId\nMSISDN,126,nobody\nMSISDN,127,payerfsp\n";
    report = wait(hub.oracles.importDirectory(csv, kNote));
    QVERIFY(!report->isWritten); // One bad line stops all.
    QCOMPARE(report->problems[0].line, 2);
    const auto text = wait(hub.oracles.exportDirectory({QStringLiteral("MSISDN"), QStringLiteral("12"), {}}));
    QCOMPARE(*text, QByteArray("partyIdType,partyIdentifier,partySubIdOrType,currency,fspId\r\n"
                               "MSISDN,123,,,payeefsp\r\nMSISDN,124,,,payeefsp\r\n"
                               "MSISDN,125,,,payeefsp\r\n"));
    const api::DirectoryRow one{
        QStringLiteral("MSISDN"), QStringLiteral("124"), {}, {}, QStringLiteral("payeefsp")};
    QVERIFY(!wait(hub.oracles.removeDirectoryEntry(one, {})).has_value());
    QVERIFY(wait(hub.oracles.removeDirectoryEntry(one, kNote)).has_value());
    QCOMPARE(wait(hub.oracles.removeDirectoryEntry(one, kNote)).error().code, QStringLiteral("3204"));
    QCOMPARE(wait(hub.oracles.directory({}, {}))->rows.size(), std::size_t(2));

    const api::OracleDraft draft{QStringLiteral("MSISDN"), QStringLiteral("hub:directory"), {}, true};
    QVERIFY(wait(hub.oracles.create(draft, kNote)).has_value());
    const auto figures = wait(hub.oracles.figures());
    QCOMPARE(figures->size(), std::size_t(1));
    QCOMPARE(figures->at(0).entries, qint64(2));
}

void HubApiCases::windowsAndHealth()
{
    auto hub = m_hub->api();
    const auto window = wait(hub.settlement.currentWindow());
    QVERIFY(window.has_value());
    QCOMPARE(window->state, QStringLiteral("OPEN"));
    const auto page = wait(hub.settlement.windows({}, {}));
    QCOMPARE(page->rows.size(), std::size_t(1));
    QCOMPARE(page->rows[0].id, window->id);
    const auto health = wait(hub.health.snapshot());
    QVERIFY(health.has_value());
    QCOMPARE(health->state, api::HubState::Running);
    QVERIFY(health->unclaimed);
    const auto checks = wait(hub.health.runSelfChecks());
    QVERIFY(!checks->empty());
    for (const auto& check : *checks)
        QVERIFY2(check.passed, qPrintable(check.name));
}

void HubApiCases::settlementDay()
{
    auto hub = m_hub->api();
    const auto open = wait(hub.settlement.currentWindow())->id;
    QCOMPARE(wait(hub.settlement.closePreview(open))->refusal,
             QStringLiteral("Window %1 is empty").arg(open.value()));
    m_hub->pay("net1", "60");
    const auto preview = wait(hub.settlement.closePreview(open));
    QVERIFY(preview->refusal.isEmpty());
    QCOMPARE(preview->window.transfers, qint64(1));
    QCOMPARE(preview->nets.size(), std::size_t(2));
    // A reason of ten characters, as for every action of its class.
    QCOMPARE(wait(hub.settlement.closeWindow(open, {QStringLiteral("short"), {}})).error().code,
             QStringLiteral("3100"));
    QCOMPARE(wait(hub.settlement.closeWindow(open, kNote))->state, QStringLiteral("OPEN"));
    QTRY_COMPARE(wait(hub.settlement.window(open))->row.state, QStringLiteral("CLOSED"));
    const auto models = wait(hub.settlement.models());
    QVERIFY(!models->empty());
    QCOMPARE(models->front().unsettledContents, 1);
    const auto model = models->front().name;
    const auto applicable = wait(hub.settlement.applicableWindows(model));
    QCOMPARE(applicable->size(), std::size_t(1));
    QVERIFY(applicable->front().applicable);
    const api::SettlementDraft draft{model, {open}};
    QCOMPARE(wait(hub.settlement.settlementPreview(draft))->totals.at(0).netDebit, amount("60"));
    const auto made = wait(hub.settlement.createSettlement(draft, kNote));
    QVERIFY(made.has_value());
    QCOMPARE(made->accounts.size(), std::size_t(2));
    QVERIFY(made->row.totals.at(0).check.isZero());
    QCOMPARE(made->row.totals.at(0).gross, amount("60"));
    QCOMPARE(made->row.totals.at(0).transfers, qint64(1));
    QCOMPARE(made->windows.at(0).transfers, qint64(1));
    QVERIFY(!wait(hub.settlement.applicableWindows(model))->front().applicable);
    auto next = made->nextStep;
    for (int i = 0; i < 4; ++i) {
        const auto stepped =
            wait(hub.settlement.stepSettlement({made->row.id, *next, {}, QStringLiteral("bank 1")}, kNote));
        QVERIFY(stepped.has_value() && stepped->errors.empty());
        next = stepped->settlement.nextStep;
    }
    QVERIFY(!next.has_value());
    const auto settled = wait(hub.settlement.settlement(made->row.id));
    QCOMPARE(settled->row.stateName, QStringLiteral("SETTLED"));
    QCOMPARE(settled->row.settledAccounts, 2);
    QCOMPARE(settled->history.size(), std::size_t(5));
    QVERIFY(settled->accounts.at(0).position.isZero());
    QVERIFY(wait(hub.settlement.abortSettlement(made->row.id, kNote))
                .error()
                .text.contains(QStringLiteral("State change is not allowed")));
    api::SettlementFilter filter;
    filter.window = open;
    QCOMPARE(wait(hub.settlement.settlements(filter, {}))->rows.size(), std::size_t(1));
    auto rules = wait(hub.settlement.interchangeRules());
    QCOMPARE(rules->size(), std::size_t(1));
    rules->front().isActive = false;
    QVERIFY(!wait(hub.settlement.putInterchangeRule(rules->front(), kNote))->isActive);
}

void HubApiCases::pairIsAborted()
{
    auto hub = m_hub->api();
    api::SettlementModelDraft pairs;
    pairs.name = QStringLiteral("PAIRSUSD");
    pairs.interchange = domain::SettlementInterchange::Bilateral;
    // The window's payment settles through the model for every currency once the one for USD sleeps.
    const auto others = wait(hub.settlement.models());
    QVERIFY(others.has_value());
    for (const auto& model : *others)
        QVERIFY(wait(hub.settlement.setModelActive(model.name, false, kNote)).has_value());
    const auto model = wait(hub.settlement.createModel(pairs, kNote));
    QVERIFY2(model.has_value(), model ? "" : qPrintable(model.error().text));
    const auto open = wait(hub.settlement.currentWindow())->id;
    m_hub->pay("pair1", "60");
    QVERIFY(wait(hub.settlement.closeWindow(open, kNote)).has_value());
    QTRY_COMPARE(wait(hub.settlement.window(open))->row.state, QStringLiteral("CLOSED"));
    const auto made = wait(hub.settlement.createSettlement({pairs.name, {open}}, kNote));
    QVERIFY(made.has_value());
    QCOMPARE(made->accounts.size(), std::size_t(2));
    const auto& side = made->accounts.front();
    QVERIFY(side.abortRefusal.isEmpty());
    const auto abort = [&](domain::AccountId account, domain::AccountId counterparty,
                           const api::ActionNote& note) {
        return wait(hub.settlement.abortPair(made->row.id, {account, counterparty}, note));
    };
    // What names no pair must not be taken for the whole settlement.
    for (const auto& [account, counterparty] :
         {std::pair(domain::AccountId(), domain::AccountId()), std::pair(side.account, domain::AccountId()),
          std::pair(side.account, domain::AccountId(999))})
        QVERIFY(!abort(account, counterparty, kNote).has_value());
    QVERIFY(!abort(side.account, side.counterpartyAccount, {QStringLiteral("short"), {}}).has_value());
    QCOMPARE(wait(hub.settlement.settlement(made->row.id))->row.stateName,
             QStringLiteral("PENDING_SETTLEMENT"));
    // The last pair takes the settlement with it.
    const auto aborted = abort(side.counterpartyAccount, side.account, kNote);
    QVERIFY(aborted.has_value());
    QCOMPARE(aborted->row.stateName, QStringLiteral("ABORTED"));
    for (const auto& account : aborted->accounts) {
        QCOMPARE(account.stateName, QStringLiteral("ABORTED"));
        QVERIFY(!account.abortRefusal.isEmpty());
    }
}

void HubApiCases::finaliseAndReports()
{
    auto hub = m_hub->api();
    const auto open = wait(hub.settlement.currentWindow())->id;
    m_hub->pay("net2", "40.5");
    QVERIFY(wait(hub.settlement.closeWindow(open, kNote)).has_value());
    QTRY_COMPARE(wait(hub.settlement.window(open))->row.state, QStringLiteral("CLOSED"));
    const auto model = wait(hub.settlement.models())->front().name;
    const auto made = wait(hub.settlement.createSettlement({model, {open}}, kNote));
    QVERIFY(made.has_value());
    const auto id = made->row.id;
    QVERIFY(!wait(hub.finalise.job(id))->has_value());
    QVERIFY(!wait(hub.finalise.bankFile(id)).has_value());

    api::ReportRequest sheet;
    sheet.kind = api::ReportKind::SettlementInitiation;
    sheet.id = id.value();
    sheet.format = api::ReportFormat::Xlsx;
    const auto file = wait(hub.reports.make(sheet));
    QVERIFY(file.has_value());
    QCOMPARE(file->name, api::fileNameOf(sheet));
    QVERIFY(file->bytes.startsWith("PK"));
    sheet.id = id.value() + 1;
    QVERIFY(wait(hub.reports.make(sheet)).error().text.contains(QStringLiteral("Nothing to report")));

    QVERIFY(wait(hub.finalise.check(id, {QStringLiteral("x.csv"), "not, a, sheet\r\n"}))->hasErrors);
    const auto check = wait(hub.finalise.check(id, {file->name, file->bytes}));
    QVERIFY(check.has_value());
    // The cap of 1000 comes above what the payer holds once it has paid.
    QVERIFY(!check->hasErrors);
    QCOMPARE(check->findings.size(), std::size_t(1));
    QCOMPARE(check->rows.size(), std::size_t(2));
    QCOMPARE(check->rows.at(0).balance, check->rows.at(0).expected);
    api::FinaliseDraft draft;
    draft.settlement = id;
    draft.file = {file->name, file->bytes};
    draft.decreaseCaps = true;
    QVERIFY(!wait(hub.finalise.begin(draft, kNote)).has_value());
    draft.acceptedWarnings = {check->findings.front().key()};
    QCOMPARE(wait(hub.finalise.begin(draft, {QStringLiteral("short"), {}})).error().code,
             QStringLiteral("3100"));
    const auto begun = wait(hub.finalise.begin(draft, kNote));
    QVERIFY(begun.has_value());
    QVERIFY(!begun->steps.empty());
    const auto isDone = [&] {
        const auto job = wait(hub.finalise.job(id));
        return job && *job && (*job)->state == api::FinaliseState::Done;
    };
    QTRY_VERIFY(isDone());
    const auto job = **wait(hub.finalise.job(id));
    QCOMPARE(job.fileHash, check->hash);
    QVERIFY(job.decreaseCaps && !job.increaseCaps);
    QCOMPARE(wait(hub.finalise.bankFile(id))->bytes, file->bytes);
    QCOMPARE(wait(hub.settlement.settlement(id))->row.stateName, QStringLiteral("SETTLED"));
    QVERIFY(!wait(hub.finalise.stop(id, kNote)).has_value());
    const auto ended = wait(hub.settlement.settlement(id));
    for (const auto& row : ended->accounts)
        QCOMPARE(*row.liquidity, amount("1000") - row.net);
}

void HubApiCases::feedsTellWhatChanged()
{
    auto hub = m_hub->api();
    QObject context;
    std::vector<api::FeedBatch> batches;
    const auto take = [&](const api::FeedBatch& batch) { batches.push_back(batch); };
    const auto positions = hub.feeds.subscribe(api::FeedKind::Positions, &context, take);
    const auto transfers = hub.feeds.subscribe(api::FeedKind::Transfers, &context, take);
    const auto id = m_hub->pay("fed", "4");
    std::optional<domain::Amount> payer;
    bool isCommitted = false;
    const auto look = [&] {
        for (const auto& batch : batches) {
            for (const auto& row : batch.positions)
                if (row.participant == QLatin1String("payerfsp")) payer = row.position;
            for (const auto& row : batch.transfers)
                isCommitted = isCommitted || (row.id == id && row.state == domain::TransferState::Committed);
        }
        return payer == amount("4") && isCommitted;
    };
    QTRY_VERIFY(look());
    for (const auto& batch : batches)
        QVERIFY(batch.first > 0 && batch.last >= batch.first);
}

} // namespace hub::test
