#include "core/admin/caller.h"

namespace hub::admin {

using namespace domain::fspiop_code;

base::Unexpected<Failure> refuse(const domain::FspiopCode& code, std::string_view detail, int httpStatus)
{
    return base::Unexpected(Failure{domain::makeError(code, detail), httpStatus, Failure::Kind::Refused});
}

base::Unexpected<Failure> unavailable(std::string_view detail)
{
    return base::Unexpected(
        Failure{domain::makeError(kServiceCurrentlyUnavailable, detail), 0, Failure::Kind::Unavailable});
}

base::Unexpected<Failure> broken(std::string_view detail)
{
    return base::Unexpected(
        Failure{domain::makeError(kInternalServerError, detail), 0, Failure::Kind::Broken});
}

ledger::ActionNote actionNote(const Caller& caller, Note note)
{
    return ledger::ActionNote{caller.operatorName, std::move(note.reason), std::move(note.ticket)};
}

Result<void> checkReason(const Caller& caller, const Note& note)
{
    if (!caller.mustGiveReason) return {};
    std::size_t characters = 0;
    for (const char c : note.reason)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++characters;
    if (characters >= kReasonMin) return {};
    return refuse(kGenericValidationError, "A reason of at least 10 characters is required");
}

} // namespace hub::admin
