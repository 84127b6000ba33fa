#include "core/admin/positions_service.h"

#include "core/admin/transfers_service.h"
#include "core/base/bytes.h"

#include <algorithm>
#include <map>

namespace hub::admin {
namespace {

using domain::AccountType;

// Rows of the store that one history may look at before it is reduced to buckets.
constexpr int kHistoryRowsMax = 100'000;

PositionValue valueOf(const ledger::LedgerView& view, const domain::Account& account)
{
    return PositionValue{account.currency, view.position(account.id)};
}

api::PositionHistory bucketed(api::PositionHistory history, const std::vector<ledger::PositionPoint>& rows,
                              base::Instant from)
{
    for (const auto& row : rows) {
        const auto bucket = (row.at.ms - from.ms) / history.bucketMs;
        const auto end = from.plusMs((bucket + 1) * history.bucketMs);
        if (history.points.empty() || history.points.back().at != end)
            history.points.push_back(api::PositionPoint{end, row.value, 0});
        history.points.back().position = row.value;
        ++history.points.back().transfers;
    }
    return history;
}

} // namespace

using namespace domain::fspiop_code;

PositionsService::PositionsService(const ledger::LedgerView& view, const LiveBoard& board, ReadPost& readers)
    : m_view(view)
    , m_board(board)
    , m_readers(readers)
{}

Result<std::vector<PositionValue>> PositionsService::of(std::string_view participant) const
{
    const auto registry = m_view.registry();
    const auto* entry = registry->find(participant);
    if (entry == nullptr) return refuse(kGenericIDNotFound, "participant not found");
    std::vector<PositionValue> out;
    if (!entry->participant.isActive) return out;
    for (const auto& account : entry->accounts)
        if (account.type == AccountType::Position && account.isActive && account.hasPosition)
            out.push_back(valueOf(m_view, account));
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.currency.code() < b.currency.code(); });
    return out;
}

Result<std::optional<PositionValue>> PositionsService::of(std::string_view participant,
                                                          domain::Currency currency) const
{
    const auto registry = m_view.registry();
    const auto* entry = registry->find(participant);
    const auto* account = entry != nullptr ? entry->account(AccountType::Position, currency) : nullptr;
    if (account == nullptr) return refuse(kGenericIDNotFound, "participant not found");
    if (!entry->participant.isActive || !account->isActive || !account->hasPosition)
        return std::optional<PositionValue>();
    return std::optional<PositionValue>(valueOf(m_view, *account));
}

api::PositionRow PositionsService::rowOf(const ledger::ParticipantEntry& entry,
                                         const domain::Account& account) const
{
    const auto position = m_view.position(account.id);
    api::PositionRow row{account.id,
                         QString::fromStdString(entry.participant.name.value()),
                         account.currency,
                         position.value,
                         position.reserved,
                         std::nullopt,
                         1000,
                         std::nullopt,
                         m_board.change15Min(account, position.value),
                         entry.participant.isActive && account.isActive,
                         position.changedAt};
    if (const auto limit = entry.limits.find(account.id.value()); limit != entry.limits.end()) {
        row.cap = limit->second.netDebitCap;
        row.alarmPercentHundredths = limit->second.alarmPercentHundredths;
    }
    const auto* settlement = entry.account(AccountType::Settlement, account.currency);
    if (settlement != nullptr && settlement->hasPosition)
        row.liquidity = m_view.position(settlement->id).value.negated();
    return row;
}

std::vector<api::PositionRow> PositionsService::snapshot() const
{
    const auto registry = m_view.registry();
    std::vector<api::PositionRow> out;
    for (const auto& entry : registry->participants())
        for (const auto& account : entry->accounts)
            if (account.type == AccountType::Position) out.push_back(rowOf(*entry, account));
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.participant != b.participant ? a.participant < b.participant
                                              : a.currency.code() < b.currency.code();
    });
    return out;
}

std::optional<api::PositionRow> PositionsService::row(domain::AccountId id) const
{
    const auto registry = m_view.registry();
    const auto* entry = registry->ownerOf(id);
    const auto* account = entry != nullptr ? entry->account(id) : nullptr;
    if (account != nullptr && account->type == AccountType::Settlement)
        account = entry->account(AccountType::Position, account->currency);
    if (account == nullptr || account->type != AccountType::Position) return std::nullopt;
    return rowOf(*entry, *account);
}

void PositionsService::history(domain::AccountId id, base::Instant from, base::Instant to, int points,
                               Done<api::PositionHistory> done)
{
    const auto registry = m_view.registry();
    const auto* entry = registry->ownerOf(id);
    const auto* account = entry != nullptr ? entry->account(id) : nullptr;
    if (account == nullptr) {
        done(refuse(kGenericIDNotFound, "Account not found"));
        return;
    }
    if (points < 2 || points > 1000 || to <= from) {
        done(refuse(kGenericValidationError, "2 to 1000 points between two moments are given"));
        return;
    }
    api::PositionHistory history{id,  account->currency, (to.ms - from.ms + points - 1) / points, {}, {},
                                 1000};
    if (const auto limit = entry->limits.find(id.value()); limit != entry->limits.end()) {
        history.cap = limit->second.netDebitCap;
        history.alarmPercentHundredths = limit->second.alarmPercentHundredths;
    }
    m_readers.read<api::PositionHistory>(
        [history, id, from,
         to](ledger::LedgerReader& reader) -> base::Expected<api::PositionHistory, base::Error> {
            HUB_TRY(const auto rows, reader.positionHistory(id, from, to, kHistoryRowsMax));
            return bucketed(history, rows, from);
        },
        std::move(done));
}

namespace {

constexpr int kMovesMax = 500;
constexpr int kMovePages = 20;
constexpr int kMovePageRows = 1000;

/// The transfers behind the moves: the store knows them by number, its search gives their names. Transfers
/// older than kMovePages pages back are left out.
base::Expected<std::map<ledger::TransferSeq, ledger::TransferRow>, base::Error>
transfersBehind(ledger::LedgerReader& reader, domain::AccountId account,
                const std::vector<ledger::PositionPoint>& points)
{
    std::map<ledger::TransferSeq, ledger::TransferRow> out;
    if (points.empty()) return out;
    const auto oldest = std::min_element(points.begin(), points.end(), [](const auto& a, const auto& b) {
                            return a.transfer < b.transfer;
                        })->transfer;
    ledger::TransferFilter filter;
    filter.account = account;
    filter.limit = kMovePageRows;
    for (int page = 0; page < kMovePages; ++page) {
        HUB_TRY(const auto rows, reader.search(filter));
        for (const auto& row : rows)
            out.emplace(row.seq, row);
        if (rows.size() < kMovePageRows || rows.back().seq <= oldest) break;
        filter.before = rows.back().seq;
    }
    return out;
}

base::Expected<std::vector<api::AccountMoveRow>, base::Error>
moveRows(ledger::LedgerReader& reader, domain::AccountId account, const std::string& owner, int limit)
{
    HUB_TRY(const auto points,
            reader.positionHistory(account, base::Instant{0}, base::Instant{INT64_MAX}, limit));
    HUB_TRY(const auto transfers, transfersBehind(reader, account, points));
    std::vector<api::AccountMoveRow> out;
    std::map<ledger::TransferSeq, int> numbers;
    for (const auto& point : points) {
        const auto found = transfers.find(point.transfer);
        if (found == transfers.end()) continue;
        const auto& row = found->second;
        const bool isPayer = base::equalsIgnoreCase(row.payer.value(), owner);
        out.push_back({point.at, point.delta, point.value, row.currency, row.id, ++numbers[point.transfer],
                       transferKind(row.kind),
                       QString::fromStdString(isPayer ? row.payee.value() : row.payer.value()), row.state});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace

void PositionsService::moves(domain::AccountId id, int limit, Done<std::vector<api::AccountMoveRow>> done)
{
    const auto registry = m_view.registry();
    const auto* entry = registry->ownerOf(id);
    if (entry == nullptr) {
        done(refuse(kGenericIDNotFound, "Account not found"));
        return;
    }
    if (limit < 1 || limit > kMovesMax) {
        done(refuse(kGenericValidationError, "1 to 500 changes are given"));
        return;
    }
    m_readers.read<std::vector<api::AccountMoveRow>>(
        [id, owner = entry->participant.name.value(), limit](ledger::LedgerReader& reader) {
            return moveRows(reader, id, owner, limit);
        },
        std::move(done));
}

} // namespace hub::admin
