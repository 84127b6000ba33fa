#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/ledger/engine.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// Rows of one answer at most.
inline constexpr int kSettlementRowsMax = 10'000;

/// What windows are asked for; every given field must fit.
struct WindowQuery
{
    std::optional<ledger::WindowState> state;
    std::optional<base::Instant> from; ///< opened at or after
    std::optional<base::Instant> to;   ///< opened at or before
    std::optional<domain::Currency> currency;
    std::optional<domain::ParticipantId> participant;
    std::optional<domain::SettlementId> settlement;
    domain::WindowId before; ///< page key
    int limit = kSettlementRowsMax;
};

/// What settlements are asked for; every given field must fit. Currency, participant and account also trim
/// the accounts that are answered (4.1).
struct SettlementQuery
{
    std::optional<domain::SettlementState> state;
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    std::optional<domain::Currency> currency;
    std::optional<domain::WindowId> window;
    std::optional<base::Instant> windowFrom; ///< one of its windows was opened at or after
    std::optional<base::Instant> windowTo;
    std::optional<domain::ParticipantId> participant;
    std::optional<domain::AccountId> account;
    std::optional<domain::ModelId> model;
    domain::SettlementId before;
    int limit = kSettlementRowsMax;
};

/// What a step left: the settlement, and what of it the step touched or refused.
struct StepOutcome
{
    ledger::SettlementFacts facts;
    std::vector<std::pair<domain::AccountId, domain::AccountId>> touched;
    std::set<domain::ContentId> contents; ///< that hold what flowed on a touched account
    std::vector<ledger::SettlementOutcome::Fault> faults;
};

std::string_view toString(ledger::WindowState state);
std::optional<ledger::WindowState> parseWindowState(std::string_view text);

/// Settlement models and ledger account types (admin-settlement 1.11, 1.12), windows, settlements and
/// interchange rules (4). Any thread.
class SettlementService
{
public:
    SettlementService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers);

    std::vector<domain::LedgerAccountType> accountTypes() const;
    void createAccountType(const Caller& caller, ledger::CreateAccountType command, Note note,
                           Done<ledger::Answer> done);

    /// Active ones only.
    std::vector<domain::SettlementModel> models() const;
    /// Active or not; names are compared without case. 3200 when there is none.
    Result<domain::SettlementModel> model(std::string_view name) const;
    void createModel(const Caller& caller, ledger::CreateSettlementModel command, Note note,
                     Done<ledger::Answer> done);
    void setModelActive(const Caller& caller, std::string name, bool isActive, Note note,
                        Done<domain::SettlementModel> done);
    /// Name of an account type; empty for a number that has none.
    std::string accountTypeName(domain::AccountType type) const;

    ledger::Window openWindow() const;
    /// Newest first.
    void windows(WindowQuery query, Done<std::vector<ledger::WindowFacts>> done);
    /// In the order of `ids`, without those that do not exist.
    void windows(std::vector<domain::WindowId> ids, Done<std::vector<ledger::WindowFacts>> done);
    /// Neither OPEN nor SETTLED, newest first: what a settlement can still take.
    void unsettledWindows(Done<std::vector<ledger::WindowFacts>> done);
    void window(domain::WindowId id, Done<std::optional<ledger::WindowFacts>> done);
    /// The answer is the new open window. The reason of both windows is the note's.
    void closeWindow(const Caller& caller, domain::WindowId id, Note note, Done<ledger::Window> done);
    void retryClose(const Caller& caller, domain::WindowId id, Note note,
                    Done<std::optional<ledger::WindowFacts>> done);
    void reserved(Done<std::vector<ledger::ReservedTotal>> done);

    /// Newest first.
    void settlements(SettlementQuery query, Done<std::vector<ledger::SettlementFacts>> done);
    void settlement(domain::SettlementId id, Done<std::optional<ledger::SettlementFacts>> done);
    void create(const Caller& caller, ledger::CreateSettlement command, Note note,
                Done<ledger::SettlementFacts> done);
    /// The command's seed is filled in here.
    void step(const Caller& caller, ledger::StepSettlement command, Note note, Done<StepOutcome> done);
    void abort(const Caller& caller, ledger::AbortSettlement command, Note note,
               Done<ledger::SettlementFacts> done);
    void history(ledger::HistoryKind kind, std::int64_t subject, Done<std::vector<ledger::HistoryRow>> done);

    std::vector<domain::InterchangeRule> interchangeRules() const;
    void putInterchangeRule(const Caller& caller, domain::InterchangeRule rule, Note note,
                            Done<domain::InterchangeRule> done);
    void removeInterchangeRule(const Caller& caller, domain::InterchangeRuleId id, Note note,
                               Done<ledger::Answer> done);

    const ledger::LedgerView& view() const { return m_view; }

private:
    /// The settlement as it is on the disk after a command.
    void afterwards(const ledger::Answer& answer, Done<ledger::SettlementFacts> done);

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    ReadPost& m_readers;
};

} // namespace hub::admin
