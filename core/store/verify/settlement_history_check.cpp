#include "core/store/sqlite/settlement_rows.h"
#include "core/store/verify/settlement_check.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <tuple>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;
using domain::SettlementState;
using ledger::HistoryKind;
using ledger::WindowState;

/// `from` 0: where it begins.
struct Step
{
    int from;
    int to;
};

constexpr int n(WindowState state)
{
    return static_cast<int>(state);
}
constexpr int n(SettlementState state)
{
    return static_cast<int>(state);
}

// A window of data that is older than the history begins in the middle.
constexpr std::array kWindowSteps{
    Step{0, n(WindowState::Open)},
    Step{0, n(WindowState::Processing)},
    Step{n(WindowState::Open), n(WindowState::Processing)},
    Step{n(WindowState::Processing), n(WindowState::Processing)},
    Step{n(WindowState::Processing), n(WindowState::Closed)},
    Step{n(WindowState::Processing), n(WindowState::Failed)},
    Step{n(WindowState::Failed), n(WindowState::Processing)},
    Step{n(WindowState::Closed), n(WindowState::PendingSettlement)},
    Step{n(WindowState::Aborted), n(WindowState::PendingSettlement)},
    Step{n(WindowState::PendingSettlement), n(WindowState::Aborted)},
    Step{n(WindowState::PendingSettlement), n(WindowState::Settled)},
};
constexpr std::array kContentSteps{
    Step{0, n(WindowState::Closed)},
    Step{n(WindowState::Closed), n(WindowState::PendingSettlement)},
    Step{n(WindowState::Aborted), n(WindowState::PendingSettlement)},
    Step{n(WindowState::PendingSettlement), n(WindowState::Aborted)},
    Step{n(WindowState::PendingSettlement), n(WindowState::Settled)},
};
constexpr std::array kSettlementSteps{
    Step{0, n(SettlementState::PendingSettlement)},
    Step{n(SettlementState::PendingSettlement), n(SettlementState::TransfersRecorded)},
    Step{n(SettlementState::TransfersRecorded), n(SettlementState::TransfersReserved)},
    Step{n(SettlementState::TransfersReserved), n(SettlementState::TransfersCommitted)},
    Step{n(SettlementState::TransfersCommitted), n(SettlementState::Settling)},
    Step{n(SettlementState::TransfersCommitted), n(SettlementState::Settled)},
    Step{n(SettlementState::Settling), n(SettlementState::Settled)},
    Step{n(SettlementState::PendingSettlement), n(SettlementState::Aborted)},
    Step{n(SettlementState::TransfersRecorded), n(SettlementState::Aborted)},
    Step{n(SettlementState::TransfersReserved), n(SettlementState::Aborted)},
    Step{n(SettlementState::Aborted), n(SettlementState::Aborted)},
};

/// Accounts take the settlement's steps (never SETTLING) and may be told the state that they have.
bool mayFollow(HistoryKind kind, std::int64_t from, std::int64_t to)
{
    if (kind == HistoryKind::Account && from == to) return true;
    std::span<const Step> steps = kSettlementSteps;
    if (kind == HistoryKind::Window) steps = kWindowSteps;
    if (kind == HistoryKind::Content) steps = kContentSteps;
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& step) { return step.from == from && step.to == to; });
}

/// Kind, subject, account, counterparty.
using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

std::string nameOf(const Key& key)
{
    static constexpr std::array kKinds{"thing", "window", "content", "settlement", "settlement"};
    const auto kind = static_cast<std::size_t>(std::clamp<std::int64_t>(std::get<0>(key), 0, 4));
    std::string name = std::string(kKinds[kind]) + ' ' + std::to_string(std::get<1>(key));
    return kind == 4 ? "account " + std::to_string(std::get<2>(key)) + " of " + name : name;
}

Done readHistory(Connection& ledger, Findings& findings, std::map<Key, std::int64_t>& last)
{
    Statement row(ledger, "SELECT key, kind, subject, account, counterparty, state, at, who, reason, "
                          "external_reference, crc FROM settlement_history ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    ByteWriter scratch;
    std::int64_t lastMs = 0;
    while (row.next()) {
        const auto kind = static_cast<HistoryKind>(row.integer(1));
        const ledger::HistoryRow entry{row.integer(5),
                                       base::Instant{row.integer(6)},
                                       row.text(7),
                                       row.text(8),
                                       row.text(9),
                                       domain::AccountId(row.integer(3)),
                                       domain::AccountId(row.integer(4))};
        const Key key{row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
        const std::string name = "step " + row.text(0) + " (" + nameOf(key) + ')';
        if (!row.isNull(10) &&
            checksumOfHistory(row.integer(0), kind, row.integer(2), entry, scratch) != row.integer(10)) {
            findings.add("I-22", "row " + row.text(0) + " of settlement_history fails its checksum");
            continue;
        }
        if (entry.at.ms < lastMs) findings.add("I-20", name + " was taken before the one before it");
        lastMs = std::max(lastMs, entry.at.ms);
        const auto [before, isFirst] = last.try_emplace(key, 0);
        if (!mayFollow(kind, before->second, entry.state))
            findings.add("I-15", name + " went from state " + std::to_string(before->second) + " to " +
                                     std::to_string(entry.state));
        before->second = entry.state;
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

} // namespace

Done checkSettlementHistory(Connection& ledger, Findings& findings)
{
    std::map<Key, std::int64_t> last;
    if (auto done = readHistory(ledger, findings, last); !done) return done;
    Statement row(ledger,
                  "SELECT 1, id, 0, 0, state FROM windows UNION ALL SELECT 2, id, 0, 0, state FROM "
                  "window_contents UNION ALL SELECT 3, id, 0, 0, state FROM settlements UNION ALL SELECT "
                  "4, settlement, account, counterparty, state FROM settlement_accounts");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const Key key{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        const auto found = last.find(key);
        const bool isOldWindow = found == last.end() && row.integer(0) == 1;
        if (!isOldWindow && (found == last.end() || found->second != row.integer(4)))
            findings.add("I-15", nameOf(key) + " is in state " + row.text(4) + ", its history ends in " +
                                     std::to_string(found == last.end() ? 0 : found->second));
        if (found != last.end()) last.erase(found);
    }
    for (const auto& [key, state] : last)
        findings.add("I-15", nameOf(key) + " has a history and does not exist");
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

} // namespace hub::store
