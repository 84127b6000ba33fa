#include "core/admin/funds_service.h"

#include "core/admin/transfers_service.h"
#include "core/http/digest.h"

#include <algorithm>

namespace hub::admin {
namespace {

Done<ledger::Answer> thenOutcome(Done<FundsOutcome> done)
{
    return [done = std::move(done)](Result<ledger::Answer> answer) {
        if (answer)
            done(FundsOutcome{answer->outcome, answer->state, answer->error});
        else
            done(base::Unexpected(answer.error()));
    };
}

constexpr int kPageMax = 500;

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

api::MovementRow movementRow(const ledger::TransferRow& row, const ledger::TransferFacts& facts)
{
    const bool isIn = row.kind == ledger::TransferKind::FundsIn;
    api::MovementRow out{row.id,
                         transferKind(row.kind),
                         row.state,
                         text(isIn ? row.payee.value() : row.payer.value()),
                         isIn ? facts.received.payeeAccount : facts.received.payerAccount,
                         row.amount,
                         row.currency,
                         text(facts.received.externalReference),
                         row.receivedAt,
                         row.changedAt,
                         facts.received.expiration,
                         {}};
    if (!facts.steps.empty() && facts.steps.back().error)
        out.error = text(facts.steps.back().error->code + ' ' + facts.steps.back().error->description);
    return out;
}

/// Funds in and out together, newest first: the store's filter takes one kind.
base::Expected<std::vector<ledger::TransferRow>, base::Error> bothKinds(ledger::LedgerReader& reader,
                                                                        ledger::TransferFilter filter)
{
    filter.kind = ledger::TransferKind::FundsIn;
    HUB_TRY(auto rows, reader.search(filter));
    filter.kind = ledger::TransferKind::FundsOut;
    HUB_TRY(const auto out, reader.search(filter));
    rows.insert(rows.end(), out.begin(), out.end());
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.seq > b.seq; });
    const auto limit = static_cast<std::size_t>(filter.limit);
    if (rows.size() > limit) rows.erase(rows.begin() + filter.limit, rows.end());
    return rows;
}

base::Expected<api::Page<api::MovementRow>, base::Error> movementPage(ledger::LedgerReader& reader,
                                                                      const ledger::TransferFilter& filter)
{
    HUB_TRY(const auto rows, bothKinds(reader, filter));
    api::Page<api::MovementRow> page;
    for (const auto& row : rows) {
        HUB_TRY(const auto facts, reader.transfer(row.id));
        if (facts) page.rows.push_back(movementRow(row, *facts));
    }
    if (rows.size() == static_cast<std::size_t>(filter.limit)) page.next = QString::number(rows.back().seq);
    return page;
}

} // namespace

FundsService::FundsService(CommandPost& post, ReadPost& readers)
    : m_post(post)
    , m_readers(readers)
{}

void FundsService::movements(api::MovementFilter filter, api::PageRequest page,
                             Done<api::Page<api::MovementRow>> done)
{
    ledger::TransferFilter query;
    query.anyParty = filter.participant.toStdString();
    query.currency = filter.currency;
    query.limit = page.limit;
    bool isKey = true;
    if (!page.after.isEmpty()) query.before = page.after.toULongLong(&isKey);
    if (!isKey || page.limit < 1 || page.limit > kPageMax) {
        done(
            refuse(domain::fspiop_code::kGenericValidationError, "A page has 1 to 500 rows and a known key"));
        return;
    }
    m_readers.read<api::Page<api::MovementRow>>(
        [query](ledger::LedgerReader& reader) { return movementPage(reader, query); }, std::move(done));
}

base::Digest FundsService::hashOf(const ledger::RecordFunds& command, std::string_view reason)
{
    std::string text;
    const auto add = [&text](std::string_view part) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    };
    add(base::toLowerAscii(command.participant.value()));
    add(std::to_string(command.account.value()));
    add(command.action == ledger::RecordFunds::Action::In ? "in" : "out");
    add(command.amount.toString());
    add(command.currency.code());
    add(command.externalReference);
    add(reason);
    for (const auto& [key, value] : command.extensions) {
        add(key);
        add(value);
    }
    return http::sha256(text);
}

void FundsService::record(const Caller& caller, ledger::RecordFunds command, Note note,
                          Done<FundsOutcome> done)
{
    command.hash = hashOf(command, note.reason);
    command.note = actionNote(caller, note);
    auto subject = command.id.value().toString();
    m_post.postWithReason(caller, note, std::move(command), thenOutcome(std::move(done)), std::move(subject));
}

void FundsService::finishOut(const Caller& caller, ledger::FinishFundsOut command, Note note,
                             Done<FundsOutcome> done)
{
    command.note = actionNote(caller, note);
    auto subject = command.id.value().toString();
    m_post.postWithReason(caller, note, std::move(command), thenOutcome(std::move(done)), std::move(subject));
}

} // namespace hub::admin
