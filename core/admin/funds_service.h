#pragma once

#include "core/admin/command_post.h"
#include "core/admin/read_post.h"
#include "core/hub/funds_api.h"

#include <optional>

namespace hub::admin {

/// How a movement ended; what the reference keeps silent after its 202 is told here.
struct FundsOutcome
{
    ledger::Outcome outcome = ledger::Outcome::Accepted;
    std::optional<domain::TransferState> state;
    /// Why it was not done, though the public API says 202: another movement of that id, no reserved
    /// withdrawal, not enough on deposit.
    std::optional<domain::FspiopError> error;
};

/// Funds into and out of SETTLEMENT accounts (admin-settlement 1.9). The movement is decided and on the disk
/// before `done` is called. Any thread.
class FundsService
{
public:
    FundsService(CommandPost& post, ReadPost& readers);

    /// `command.note` is overwritten; its amount is above zero (the edge checks).
    void record(const Caller& caller, ledger::RecordFunds command, Note note, Done<FundsOutcome> done);
    void finishOut(const Caller& caller, ledger::FinishFundsOut command, Note note, Done<FundsOutcome> done);
    /// Newest first, by page key; 3100 when the page's key is none or it is not 1 to 500 rows long.
    void movements(api::MovementFilter filter, api::PageRequest page, Done<api::Page<api::MovementRow>> done);
    /// What makes a repeat the same movement: SHA-256 over the fields that move money and name the reference.
    static base::Digest hashOf(const ledger::RecordFunds& command, std::string_view reason);

private:
    CommandPost& m_post;
    ReadPost& m_readers;
};

} // namespace hub::admin
