#include "core/admin/hub_json.h"

namespace hub::admin {

void writeAuditRow(json::Writer& writer, const ledger::StoredAuditRow& stored)
{
    const auto& row = stored.row;
    writer.beginObject();
    writer.key("seq").number(stored.seq);
    writer.member("at", base::toIso8601(row.at));
    writer.member("operator", row.operatorName).member("action", row.action).member("subject", row.subject);
    // Before and after are JSON texts already.
    if (!row.before.empty()) writer.key("before").raw(row.before);
    if (!row.after.empty()) writer.key("after").raw(row.after);
    writer.member("reason", row.reason).member("ticket", row.ticket);
    writer.key("refused").boolean(row.refused);
    writer.member("chainHash", stored.chainHash).endObject();
}

void writeDeadLetter(json::Writer& writer, const ledger::DeadLetter& letter)
{
    writer.beginObject();
    writer.key("id").number(static_cast<std::int64_t>(letter.notice.seq));
    writer.member("destination", letter.notice.destination.value());
    writer.member("transferId", letter.notice.transfer.value().toString());
    writer.key("kind").number(static_cast<std::int64_t>(letter.notice.kind));
    writer.member("queuedAt", base::toIso8601(letter.notice.at));
    writer.key("attempts").number(std::int64_t(letter.attempts));
    writer.member("reason", letter.reason);
    writer.member("at", base::toIso8601(letter.at));
    writer.endObject();
}

void writeDirectoryEntry(json::Writer& writer, const ledger::DirectoryEntry& entry)
{
    writer.beginObject()
        .member("partyIdType", entry.partyIdType)
        .member("partyIdentifier", entry.partyIdentifier);
    if (!entry.partySubIdOrType.empty()) writer.member("partySubIdOrType", entry.partySubIdOrType);
    if (entry.currency) writer.member("currency", entry.currency->code());
    writer.member("fspId", entry.fspId.value()).endObject();
}

} // namespace hub::admin
