#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/ledger/engine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// What windows are asked for; every given field must fit.
struct WindowQuery
{
    std::optional<ledger::WindowState> state;
    std::optional<base::Instant> from; ///< opened at or after
    std::optional<base::Instant> to;   ///< opened at or before
};

std::string_view toString(ledger::WindowState state);
std::optional<ledger::WindowState> parseWindowState(std::string_view text);

/// Settlement models and ledger account types (admin-settlement 1.11, 1.12) and settlement windows (4.1). Any
/// thread.
class SettlementService
{
public:
    /// Most windows that one answer looks at.
    static constexpr int kWindowsMax = 1000;

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
    void windows(WindowQuery query, Done<std::vector<ledger::Window>> done);
    void window(domain::WindowId id, Done<std::optional<ledger::Window>> done);

private:
    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    ReadPost& m_readers;
};

} // namespace hub::admin
