#pragma once

#include "core/ledger/queries.h"
#include "core/store/sqlite/ledger_rows.h"

#include <optional>
#include <string>
#include <vector>

/// Reads of the outbox and of dead letters. The thread of `rows`, within its snapshot; errors are Storage.
namespace hub::store {

base::Expected<std::vector<ledger::DeadLetter>, base::Error>
readDeadLetters(LedgerRows& rows, const IndexReach& reach, const ledger::DeadLetterFilter& filter);
base::Expected<std::optional<ledger::Notice>, base::Error> readDeadLetter(LedgerRows& rows,
                                                                          ledger::OutboxSeq seq);
/// Of one destination (without case), the oldest first.
base::Expected<std::vector<ledger::OutboxSeq>, base::Error>
readOldestDeadLetters(LedgerRows& rows, const std::string& destination, int limit);
base::Expected<std::vector<ledger::DestinationCount>, base::Error> countDeadLetters(LedgerRows& rows);
/// Messages to one participant (without case), oldest first, only seq > `after`.
base::Expected<std::vector<ledger::Notice>, base::Error>
readOutboxOf(LedgerRows& rows, const std::string& destination, ledger::OutboxSeq after, int limit);
base::Expected<std::vector<ledger::DestinationCount>, base::Error> countOutbox(LedgerRows& rows);
/// What the ledger loads at a start: all messages, oldest first, but those to participants whose deliveries
/// are paused.
base::Expected<std::vector<ledger::Notice>, base::Error> readOutboxToSend(LedgerRows& rows);

} // namespace hub::store
