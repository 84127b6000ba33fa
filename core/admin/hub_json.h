#pragma once

#include "core/json/writer.h"
#include "core/ledger/queries.h"

/// JSON of those of the hub's own routes that show rows of the store; rows of core/hub are written by
/// core/hub/wire.
namespace hub::admin {

void writeAuditRow(json::Writer& writer, const ledger::StoredAuditRow& row);
void writeDeadLetter(json::Writer& writer, const ledger::DeadLetter& letter);
void writeDirectoryEntry(json::Writer& writer, const ledger::DirectoryEntry& entry);

} // namespace hub::admin
