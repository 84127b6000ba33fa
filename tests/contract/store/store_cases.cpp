#include "tests/contract/store/store_cases.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <cstring>
#include <sstream>
#include <type_traits>
#include <variant>

namespace hub::store_test {
namespace {

std::string text(const ledger::Relay& relay)
{
    return (relay.headers ? *relay.headers : std::string("-")) + "|" + (relay.body ? *relay.body : "-");
}

std::string text(const std::optional<base::Instant>& time)
{
    return time ? std::to_string(time->ms) : "-";
}

std::string text(const std::optional<domain::FspiopError>& error)
{
    return error ? error->code + "/" + error->description : "-";
}

/// Fields of the changes a registry is made of.
std::string describe(const ledger::WindowContent& c)
{
    std::ostringstream out;
    out << c.id.value() << ' ' << c.window.value() << ' ' << c.model.value() << static_cast<int>(c.type)
        << c.currency.code() << static_cast<int>(c.state) << c.reason << c.settlement.value() << ' '
        << c.createdAt.ms << ' ' << c.changedAt.ms;
    return out.str();
}

std::string describe(const ledger::Settlement& c)
{
    std::ostringstream out;
    out << c.id.value() << ' ' << c.model.value() << static_cast<int>(c.state) << c.reason << c.createdBy
        << c.createdAt.ms << ' ' << c.changedAt.ms;
    for (const auto& ref : c.contents)
        out << ' ' << ref.content.value() << '@' << ref.window.value();
    return out.str();
}

std::string describe(const ledger::SettlementAccount& c)
{
    std::ostringstream out;
    out << c.settlement.value() << ' ' << c.account.value() << '/' << c.counterparty.value() << ' '
        << c.net.toString() << static_cast<int>(c.state) << c.reason << c.externalReference << c.createdAt.ms
        << ' ' << c.changedAt.ms << ' ' << c.transferSeq << c.transfer.value().toString()
        << c.capRaisedBy.toString();
    return out.str();
}

std::string describe(const ledger::Flow& f)
{
    std::ostringstream out;
    out << f.window.value() << ' ' << f.payer.value() << '>' << f.payee.value() << ' ' << f.net.toString()
        << '/' << f.gross.toString() << ' ' << f.transfers << '/' << f.grossTransfers;
    return out.str();
}

struct ChangeText
{
    std::ostringstream& out;
    void operator()(const ledger::AccountTypePut& c) const
    {
        out << "type " << static_cast<int>(c.type.id) << c.type.name << c.type.description << c.type.isActive
            << c.type.isSettleable << c.type.createdAt.ms;
    }
    void operator()(const ledger::ParticipantPut& c) const
    {
        out << "participant " << c.participant.id.value() << c.participant.name.value()
            << c.participant.isActive << c.participant.isProxy << static_cast<int>(c.participant.direction)
            << c.participant.createdAt.ms << static_cast<int>(c.participant.signatureCheck);
    }
    void operator()(const ledger::AccountPut& c) const
    {
        out << "account " << c.account.id.value() << ' ' << c.account.participant.value()
            << c.account.currency.code() << static_cast<int>(c.account.type) << c.account.isActive
            << c.account.hasPosition << c.account.createdAt.ms;
    }
    void operator()(const ledger::LimitPut& c) const
    {
        out << "limit " << c.account.value() << ' ' << c.limit.netDebitCap.toString() << ' '
            << c.limit.alarmPercentHundredths << ' ' << c.at.ms;
    }
    void operator()(const ledger::EndpointPut& c) const
    {
        out << "endpoint " << c.endpoint.participant.value() << c.endpoint.type << c.endpoint.value;
    }
    void operator()(const ledger::ModelPut& c) const
    {
        out << "model " << c.model.id.value() << c.model.name << c.model.isActive
            << static_cast<int>(c.model.granularity) << static_cast<int>(c.model.interchange)
            << static_cast<int>(c.model.delay) << (c.model.currency ? c.model.currency->code() : "-")
            << c.model.requireLiquidityCheck << static_cast<int>(c.model.ledgerAccountType)
            << static_cast<int>(c.model.settlementAccountType) << c.model.autoPositionReset;
    }
    void operator()(const ledger::OraclePut& c) const
    {
        out << "oracle " << c.oracle.id.value() << c.oracle.partyIdType << c.oracle.endpointType
            << c.oracle.endpoint << (c.oracle.currency ? c.oracle.currency->code() : "-")
            << c.oracle.isDefault << c.oracle.isActive << c.oracle.createdAt.ms;
    }
    void operator()(const ledger::WindowPut& c) const
    {
        out << "window " << c.window.id.value() << ' ' << static_cast<int>(c.window.state) << c.window.reason
            << c.window.createdAt.ms << ' ' << c.window.changedAt.ms << ' ' << c.window.closedAt.ms
            << c.window.closedBy << c.window.attempts << c.window.dueAt.ms << c.window.failure;
    }
    void operator()(const ledger::ContentPut& c) const { out << "content " << describe(c.content); }
    void operator()(const ledger::SettlementPut& c) const { out << "settlement " << describe(c.settlement); }
    void operator()(const ledger::SettlementAccountPut& c) const { out << "part " << describe(c.account); }
    void operator()(const ledger::InterchangeRulePut& c) const
    {
        const domain::InterchangeRule& r = c.rule;
        out << "rule " << r.id.value() << r.name << r.isActive << (r.currency ? r.currency->code() : "-")
            << r.payerAccountType << r.payeeAccountType << r.scenario << r.initiator << r.initiatorType
            << r.percent.toString() << r.decimals << static_cast<int>(r.direction)
            << (r.from ? r.from->ms : -1) << (r.to ? r.to->ms : -1) << r.createdAt.ms << r.changedAt.ms;
    }
    void operator()(const ledger::CredentialPut& c) const
    {
        out << "credential " << c.credential.id.value() << ' ' << c.credential.participant.value() << ' '
            << static_cast<int>(c.credential.kind) << c.credential.value << c.credential.fingerprint
            << c.credential.validFrom.ms << ' ' << text(c.credential.validUntil) << ' '
            << text(c.credential.revokedAt) << ' ' << c.credential.createdAt.ms;
    }
    void operator()(const ledger::FinalisePut& c) const
    {
        out << "finalise " << c.job.settlement.value() << ' ' << static_cast<int>(c.job.state) << c.job.error
            << c.job.fileName << c.job.fileHash[0] << c.job.setLiquidity << c.job.decreaseCaps
            << c.job.increaseCaps << c.job.who << c.job.reason << c.job.ticket << c.job.startedAt.ms << ' '
            << c.job.changedAt.ms;
        for (const auto& e : c.job.entries)
            out << ' ' << e.account.value() << ' ' << e.settlementAccount.value() << e.net.toString()
                << e.balance.toString() << e.adjust.toString() << e.movement.value().toString()
                << e.adjustment.value().toString() << e.isMoved;
    }
    template <class Other>
    void operator()(const Other&) const
    {
        out << "unexpected";
    }
};

void move(ledger::Batch& batch, int dfspNumber, domain::Amount delta, ledger::TransferSeq seq,
          domain::TransferState state)
{
    const domain::AccountId account = accountOf(dfspNumber);
    batch.changes.emplace_back(
        ledger::PositionMoved{account, delta, delta + domain::Amount::fromMajor(5), seq, state, batch.at});
    domain::Position position;
    position.value = delta;
    position.changedAt = batch.at;
    for (auto& known : batch.positions)
        if (known.first == account) {
            known.second = position;
            return;
        }
    batch.positions.emplace_back(account, position);
}

} // namespace

domain::TransferId transferId(std::uint64_t n)
{
    std::array<std::uint8_t, 16> bytes{};
    const std::uint64_t mixed = (n + 1) * 0x9E3779B97F4A7C15ULL;
    std::memcpy(bytes.data(), &mixed, 8);
    std::memcpy(bytes.data() + 8, &n, 8);
    bytes[8] = 0x80;
    bytes[15] = static_cast<std::uint8_t>(n);
    bytes[14] = static_cast<std::uint8_t>(n >> 8);
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

domain::Currency usd()
{
    return *domain::Currency::parse("USD");
}

domain::Currency eur()
{
    return *domain::Currency::parse("EUR");
}

base::Digest digest(std::uint64_t n)
{
    base::Digest out{};
    std::memcpy(out.data(), &n, 8);
    out[31] = 0x7F;
    return out;
}

base::Instant at(std::int64_t ms)
{
    return base::Instant{1'700'000'000'000 + ms};
}

ledger::Relay relay(const std::string& body)
{
    return {base::shareBytes("content-type: application/json\r\n"), base::shareBytes(body)};
}

events::TraceId trace(std::uint64_t n)
{
    events::TraceId id;
    std::memcpy(id.bytes.data(), &n, 8);
    id.bytes[15] = 1;
    return id;
}

domain::FspId dfsp(int n)
{
    return domain::FspId("Dfsp" + std::to_string(n));
}

domain::AccountId accountOf(int n)
{
    return domain::AccountId(10 + n);
}

ledger::Batch registryBatch(int dfsps)
{
    ledger::Batch batch = emptyBatch(0);
    for (const domain::LedgerAccountType& type : domain::seededAccountTypes())
        batch.changes.emplace_back(ledger::AccountTypePut{type});
    batch.changes.emplace_back(ledger::ParticipantPut{
        {domain::ParticipantId(1), domain::FspId("Hub"), true, false, domain::TradeDirection::Both, at(0)}});
    for (int n = 0; n < dfsps; ++n) {
        const domain::ParticipantId id(2 + n);
        batch.changes.emplace_back(ledger::ParticipantPut{
            {id, dfsp(n), true, n == 1, domain::TradeDirection::SendOnly, at(n),
             n == 0 ? domain::SignatureCheck::Required : domain::SignatureCheck::HubDefault}});
        batch.changes.emplace_back(ledger::AccountPut{
            {accountOf(n), id, usd(), domain::AccountType::Position, true, n % 2 == 0, at(n)}});
        batch.changes.emplace_back(
            ledger::LimitPut{accountOf(n), {domain::Amount::fromMajor(1000), 1000}, at(n)});
        batch.changes.emplace_back(
            ledger::LimitPut{accountOf(n), {domain::Amount::fromMajor(2000), 500}, at(n + 1)});
        batch.changes.emplace_back(ledger::EndpointPut{{id, "FSPIOP_CALLBACK_URL", "http://old"}});
        batch.changes.emplace_back(ledger::EndpointPut{{id, "FSPIOP_CALLBACK_URL", "http://h/{{fsp}}?ü"}});
    }
    domain::SettlementModel model;
    model.id = domain::ModelId(1);
    model.name = "DEFERRED_NET";
    model.currency = usd();
    batch.changes.emplace_back(ledger::ModelPut{model});
    domain::Oracle oracle;
    oracle.id = domain::OracleId(1);
    oracle.partyIdType = "MSISDN";
    oracle.endpoint = "hub:directory";
    batch.changes.emplace_back(ledger::OraclePut{oracle});
    batch.changes.emplace_back(
        ledger::WindowPut{{domain::WindowId(1), ledger::WindowState::Open, "initial window", at(0), at(0)}});
    domain::Credential credential;
    credential.participant = domain::ParticipantId(2);
    for (const auto kind : {domain::CredentialKind::SignatureKey, domain::CredentialKind::Fingerprint}) {
        credential.id = domain::CredentialId(credential.id.value() + 1);
        credential.kind = kind;
        credential.value = "-----BEGIN PUBLIC KEY-----\nAB\n";
        credential.fingerprint = "0123abcd";
        credential.validFrom = at(5);
        credential.createdAt = at(4);
        batch.changes.emplace_back(ledger::CredentialPut{credential});
        credential.validUntil = at(500);
        credential.revokedAt = at(300);
        if (kind == domain::CredentialKind::Fingerprint)
            batch.changes.emplace_back(ledger::CredentialPut{credential});
    }
    return batch;
}

ledger::Batch emptyBatch(std::int64_t ms)
{
    ledger::Batch batch;
    batch.at = at(ms);
    return batch;
}

void addPrepare(ledger::Batch& batch, ledger::TransferSeq seq, int payer, int payee, domain::Amount amount,
                ledger::OutboxSeq outbox, domain::Currency currency)
{
    const ledger::Relay bytes = relay("{\"transferId\":\"" + std::to_string(seq) + "\"}");
    batch.changes.emplace_back(ledger::TransferReceived{seq,
                                                        transferId(seq),
                                                        ledger::TransferKind::Client,
                                                        dfsp(payer),
                                                        dfsp(payee),
                                                        dfsp(payer),
                                                        accountOf(payer),
                                                        accountOf(payee),
                                                        currency,
                                                        amount,
                                                        batch.at,
                                                        batch.at.plusMs(60'000),
                                                        digest(seq),
                                                        digest(seq + 1),
                                                        bytes,
                                                        {},
                                                        trace(seq)});
    ledger::TransferMoved moved;
    moved.seq = seq;
    moved.id = transferId(seq);
    moved.state = domain::TransferState::Reserved;
    moved.at = batch.at;
    batch.changes.emplace_back(moved);
    move(batch, payer, amount, seq, moved.state);
    ledger::Notice notice;
    notice.seq = outbox;
    notice.kind = ledger::NoticeKind::ForwardPrepare;
    notice.destination = dfsp(payee);
    notice.source = dfsp(payer);
    notice.transfer = transferId(seq);
    notice.transferSeq = seq;
    notice.at = batch.at;
    notice.relay = bytes;
    notice.trace.trace = trace(seq);
    notice.trace.parent = 0xFFFF'FFFF'0000'0001ULL;
    notice.trace.tracestate = "a=b";
    batch.notices.push_back(notice);
}

void addInvalid(ledger::Batch& batch, ledger::TransferSeq seq, const std::string& code)
{
    batch.changes.emplace_back(ledger::TransferReceived{seq,
                                                        transferId(seq),
                                                        ledger::TransferKind::Client,
                                                        domain::FspId("nobody"),
                                                        domain::FspId("no one"),
                                                        domain::FspId("nobody"),
                                                        {},
                                                        {},
                                                        eur(),
                                                        domain::Amount::fromUnits(12'345),
                                                        batch.at,
                                                        batch.at,
                                                        digest(seq),
                                                        std::nullopt,
                                                        relay("{}"),
                                                        {},
                                                        trace(seq)});
    ledger::TransferMoved moved;
    moved.seq = seq;
    moved.id = transferId(seq);
    moved.state = domain::TransferState::Invalid;
    moved.at = batch.at;
    moved.error = domain::FspiopError{code, "because"};
    batch.changes.emplace_back(moved);
}

void addFulfil(ledger::Batch& batch, ledger::TransferSeq seq, int payee, domain::Amount amount,
               ledger::OutboxSeq outbox, std::int64_t window)
{
    const ledger::Relay bytes = relay("{\"fulfilment\":" + std::to_string(seq) + "}");
    batch.changes.emplace_back(
        ledger::HashKept{seq, transferId(seq), ledger::HashStore::Fulfil, digest(seq + 1'000'000)});
    ledger::TransferMoved moved;
    moved.seq = seq;
    moved.id = transferId(seq);
    moved.state = domain::TransferState::Committed;
    moved.at = batch.at;
    moved.fulfilment = "fulfilment-" + std::to_string(seq);
    moved.completedAt = batch.at.plusMs(-1);
    moved.window = domain::WindowId(window);
    moved.relay = bytes;
    batch.changes.emplace_back(moved);
    move(batch, payee, amount.negated(), seq, moved.state);
    ledger::Notice notice;
    notice.seq = outbox;
    notice.kind = ledger::NoticeKind::RelayFulfil;
    notice.destination = domain::FspId("payer");
    notice.source = dfsp(payee);
    notice.transfer = transferId(seq);
    notice.transferSeq = seq;
    notice.at = batch.at;
    notice.relay = bytes;
    notice.trace.trace = trace(seq);
    batch.notices.push_back(notice);
}

void addExpiry(ledger::Batch& batch, ledger::TransferSeq seq, int payer, domain::Amount amount)
{
    ledger::TransferMoved moved;
    moved.seq = seq;
    moved.id = transferId(seq);
    moved.state = domain::TransferState::ExpiredReserved;
    moved.at = batch.at;
    moved.error = domain::FspiopError{"3303", "Transfer expired"};
    batch.changes.emplace_back(moved);
    move(batch, payer, amount.negated(), seq, moved.state);
}

ledger::AuditRow auditRow(std::int64_t ms, const std::string& action, const std::string& subject)
{
    ledger::AuditRow row;
    row.at = at(ms);
    row.operatorName = "anna";
    row.action = action;
    row.subject = subject;
    row.before = "{}";
    row.after = "{\"x\":1}";
    row.reason = "because";
    row.ticket = "T-1";
    row.refused = action == "refused";
    return row;
}

std::string describe(const ledger::TransferFacts& facts)
{
    std::ostringstream out;
    const ledger::TransferReceived& r = facts.received;
    out << r.seq << ' ' << r.id.value().toString() << ' ' << static_cast<int>(r.kind) << ' '
        << r.payer.value() << '>' << r.payee.value() << ' ' << r.source.value() << ' '
        << r.payerAccount.value() << '>' << r.payeeAccount.value() << ' ' << r.currency.code()
        << r.amount.toString() << ' ' << r.receivedAt.ms << ' ' << r.expiration.ms << ' '
        << base::toHex(base::asText(r.hash)) << ' '
        << (r.condition ? base::toHex(base::asText(*r.condition)) : "-") << ' ' << text(r.relay) << ' '
        << r.externalReference << ' ' << r.trace.toHex();
    for (const ledger::StateStep& step : facts.steps)
        out << "\n state " << static_cast<int>(step.state) << ' ' << step.at.ms << ' ' << text(step.error);
    for (const auto& leg : facts.legs)
        out << "\n leg " << leg.account.value() << ' ' << leg.delta.toString() << ' ' << leg.value.toString()
            << ' ' << static_cast<int>(leg.state) << ' ' << leg.at.ms;
    out << "\n " << facts.fulfilment << ' ' << text(facts.completedAt) << ' ' << facts.window.value() << ' '
        << text(facts.fulfilRelay);
    return out.str();
}

std::string describe(const ledger::TransferRow& row)
{
    std::ostringstream out;
    out << row.seq << ' ' << row.id.value().toString() << ' ' << static_cast<int>(row.kind) << ' '
        << row.payer.value() << '>' << row.payee.value() << ' ' << row.currency.code()
        << row.amount.toString() << ' ' << static_cast<int>(row.state) << ' ' << row.receivedAt.ms << ' '
        << row.changedAt.ms << ' ' << row.errorCode << ' ' << row.window.value();
    return out.str();
}

std::string describe(const ledger::BulkItem& item)
{
    std::ostringstream out;
    out << item.bulk << '/' << item.index << ' ' << item.transfer.value().toString() << ' '
        << item.transferSeq << ' ' << static_cast<int>(item.state) << ' ' << item.fulfilment << ' '
        << text(item.error);
    return out.str();
}

std::string describe(const ledger::Bulk& bulk)
{
    const auto hex = [](const std::optional<base::Digest>& digest) {
        return digest ? base::toHex(base::asText(*digest)) : std::string("-");
    };
    std::ostringstream out;
    out << bulk.seq << ' ' << bulk.id.value().toString() << ' ' << bulk.source.value() << ':'
        << bulk.payer.value() << '>' << bulk.payee.value() << ' ' << static_cast<int>(bulk.state) << ' '
        << bulk.receivedAt.ms << ' ' << bulk.changedAt.ms << ' ' << bulk.expiration.ms << ' '
        << text(bulk.completedAt) << ' ' << hex(bulk.hash) << hex(bulk.fulfilHash) << hex(bulk.errorHash)
        << ' ' << text(bulk.error) << ' ' << bulk.items << ' ' << bulk.trace.toHex();
    return out.str();
}

std::string describe(const ledger::Notice& n)
{
    std::ostringstream out;
    out << n.seq << ' ' << static_cast<int>(n.kind) << ' ' << n.source.value() << '>' << n.destination.value()
        << ' ' << n.transfer.value().toString() << ' ' << n.transferSeq << ' ' << n.at.ms << ' '
        << text(n.relay) << ' ' << static_cast<int>(n.state) << ' ' << text(n.completedAt) << ' '
        << n.fulfilment << ' ' << text(n.error) << ' ' << n.contentType << ' ' << n.trace.trace.toHex() << ' '
        << n.trace.parent << n.trace.sampled << n.trace.tracestate;
    if (n.bulk) {
        out << ' ' << static_cast<int>(n.bulk->state);
        for (const ledger::BulkItem& item : n.bulk->items)
            out << ' ' << describe(item);
    }
    return out.str();
}

std::string describe(const ledger::Loaded& loaded)
{
    std::ostringstream out;
    out << "fresh " << loaded.isFresh << " last " << loaded.lastTransferSeq << '/' << loaded.lastOutboxSeq;
    for (const ledger::Change& change : loaded.registry) {
        out << '\n';
        std::visit(ChangeText{out}, change);
    }
    for (const ledger::Flow& flow : loaded.flows)
        out << "\nflow " << describe(flow);
    for (const auto& [account, position] : loaded.positions)
        out << "\nposition " << account.value() << ' ' << position.value.toString() << ' '
            << position.reserved.toString() << ' ' << position.changedAt.ms;
    for (const ledger::OpenTransfer& open : loaded.open)
        out << "\nopen " << open.seq << ' ' << open.id.value().toString() << ' '
            << static_cast<int>(open.kind) << static_cast<int>(open.state) << open.payer.value()
            << open.payee.value() << open.payerAccount.value() << open.payeeAccount.value()
            << open.currency.code() << open.amount.toString() << ' ' << open.expiration.ms
            << (open.condition ? base::toHex(base::asText(*open.condition)) : "-") << open.trace.trace.toHex()
            << (open.facts ? open.facts->payerAccountType : "");
    out << "\nbulks up to " << loaded.lastBulkSeq << "\nremoved up to " << loaded.lastRemovedContact.value()
        << '/' << loaded.lastRemovedRule.value();
    for (const auto& [bulk, items] : loaded.openBulks) {
        out << "\nbulk " << describe(bulk);
        for (const ledger::BulkItem& item : items)
            out << "\nitem " << describe(item);
    }
    for (const ledger::Notice& notice : loaded.outbox)
        out << "\noutbox " << describe(notice);
    return out.str();
}

std::string describe(const ledger::WindowFacts& facts)
{
    std::ostringstream out;
    ChangeText{out}(ledger::WindowPut{facts.window});
    for (const auto& flow : facts.flows)
        out << "\n flow " << describe(flow);
    for (const auto& content : facts.contents)
        out << "\n content " << describe(content);
    for (const auto settlement : facts.settlements)
        out << "\n settlement " << settlement.value();
    return out.str();
}

std::string describe(const ledger::SettlementFacts& facts)
{
    std::ostringstream out;
    out << describe(facts.file.settlement);
    for (const auto& account : facts.file.accounts)
        out << "\n part " << describe(account);
    for (const auto& window : facts.windows)
        out << "\n window " << window.id.value() << static_cast<int>(window.state);
    for (const auto& content : facts.contents)
        out << "\n content " << describe(content);
    return out.str();
}

std::string describe(const ledger::HistoryRow& row)
{
    std::ostringstream out;
    out << row.state << ' ' << row.at.ms << row.who << row.reason << row.externalReference << ' '
        << row.account.value() << '/' << row.counterparty.value();
    return out.str();
}

ledger::Batch settlementBatch(std::int64_t ms)
{
    using ledger::WindowState;
    ledger::Batch batch = emptyBatch(ms);
    const domain::WindowId one(1);
    const domain::WindowId two(2);
    ledger::Window closed{one, WindowState::PendingSettlement, "end ü", at(0), at(ms)};
    closed.closedAt = at(ms);
    closed.closedBy = "anna";
    closed.attempts = 2;
    closed.failure = "was missing";
    batch.changes.emplace_back(ledger::WindowPut{closed, "anna"});
    batch.changes.emplace_back(
        ledger::WindowPut{ledger::Window{two, WindowState::Open, "end", at(ms), at(ms)}, "anna"});
    batch.changes.emplace_back(ledger::FlowAdded{one, accountOf(0), accountOf(1), domain::Amount(), false});
    batch.flows.push_back(
        {one, accountOf(0), accountOf(1), domain::Amount::fromMajor(7), domain::Amount::fromUnits(3), 5, 1});
    batch.flows.push_back({two, accountOf(1), accountOf(0), domain::Amount::fromMajor(1), {}, 1, 0});
    const ledger::WindowContent content{domain::ContentId(1),
                                        one,
                                        domain::ModelId(1),
                                        domain::AccountType::Position,
                                        usd(),
                                        WindowState::PendingSettlement,
                                        "daily",
                                        domain::SettlementId(1),
                                        at(ms),
                                        at(ms)};
    batch.changes.emplace_back(ledger::ContentPut{content, "anna"});
    ledger::Settlement settlement;
    settlement.id = domain::SettlementId(1);
    settlement.model = domain::ModelId(1);
    settlement.reason = "daily";
    settlement.createdBy = "anna";
    settlement.createdAt = at(ms);
    settlement.changedAt = at(ms);
    settlement.contents = {{content.id, one}};
    batch.changes.emplace_back(ledger::SettlementPut{settlement, "anna"});
    for (int n = 0; n < 2; ++n) {
        ledger::SettlementAccount account;
        account.settlement = settlement.id;
        account.account = accountOf(n);
        account.counterparty = accountOf(1 - n);
        account.net = domain::Amount::fromMajor(n == 0 ? 7 : -7);
        account.state = domain::SettlementState::TransfersRecorded;
        account.reason = "rec";
        account.externalReference = "bank-1";
        account.createdAt = at(ms);
        account.changedAt = at(ms + 1);
        account.transfer = transferId(90 + static_cast<std::uint64_t>(n));
        account.transferSeq = 9;
        account.capRaisedBy = domain::Amount::fromMajor(n);
        batch.changes.emplace_back(ledger::SettlementAccountPut{account, "ben"});
    }
    ledger::Finalise job;
    job.settlement = settlement.id;
    job.fileName = "bank.csv";
    job.fileHash = digest(77);
    job.increaseCaps = true;
    job.who = "anna";
    job.reason = "end of the day";
    job.ticket = "T-1";
    job.startedAt = at(ms);
    for (int n = 0; n < 2; ++n)
        job.entries.push_back({accountOf(n), domain::AccountId(50 + n),
                               domain::Amount::fromMajor(n == 0 ? 7 : -7), domain::Amount::fromMajor(100),
                               domain::Amount::fromMajor(n), transferId(95 + static_cast<std::uint64_t>(n)),
                               transferId(97 + static_cast<std::uint64_t>(n)), false});
    batch.changes.emplace_back(ledger::FinalisePut{job, base::shareBytes("the bank's file")});
    job.state = ledger::FinaliseState::Failed;
    job.error = "Stopped";
    job.changedAt = at(ms + 2);
    job.entries.front().isMoved = true;
    batch.changes.emplace_back(ledger::FinalisePut{job, {}});
    domain::InterchangeRule rule = domain::shippedInterchangeRule();
    rule.id = domain::InterchangeRuleId(1);
    rule.currency = usd();
    rule.to = at(99);
    batch.changes.emplace_back(ledger::InterchangeRulePut{rule});
    rule.id = domain::InterchangeRuleId(2);
    batch.changes.emplace_back(ledger::InterchangeRulePut{rule});
    batch.changes.emplace_back(ledger::InterchangeRuleRemoved{rule.id});
    return batch;
}

} // namespace hub::store_test
