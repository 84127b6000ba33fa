#include "core/ledger/bulk_rules.h"

#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/audit_json.h"

#include <algorithm>

namespace hub::ledger {
namespace {

/// Of an extension list and of its values (fspiop 4.1).
constexpr std::size_t kExtensionsMax = 16;
constexpr std::size_t kExtensionValueMax = 128;

} // namespace

using domain::BulkEvent;
using domain::BulkItemState;

OpenBulk::OpenBulk(Draft& draft, const Bulk& bulk)
    : m_draft(draft)
    , m_bulk(bulk)
{
    const auto* items = draft.state().bulks.items(bulk.seq);
    HUB_CHECK(items != nullptr && !domain::isFinal(bulk.state));
    m_items = *items;
}

std::size_t OpenBulk::openItems() const
{
    return static_cast<std::size_t>(std::count_if(m_items.begin(), m_items.end(), [](const BulkItem& item) {
        return item.state == BulkItemState::Accepted;
    }));
}

bool OpenBulk::has(BulkItemState state) const
{
    return std::any_of(m_items.begin(), m_items.end(),
                       [state](const BulkItem& item) { return item.state == state; });
}

void OpenBulk::step(BulkEvent event)
{
    const auto next = domain::nextState(m_bulk.state, event);
    HUB_CHECK(next.has_value());
    m_bulk.state = *next;
}

void OpenBulk::endItem(std::size_t index, BulkItemState state, std::string fulfilment,
                       std::optional<domain::FspiopError> error)
{
    BulkItem& item = m_items[index];
    HUB_CHECK(item.state == BulkItemState::Accepted);
    item.state = state;
    item.fulfilment = std::move(fulfilment);
    item.error = std::move(error);
    m_draft.change(BulkItemPut{item});
}

void OpenBulk::releaseItem(std::size_t index, BulkItemState state, domain::TransferEvent reason,
                           domain::TransferEvent released, const domain::FspiopError& error)
{
    const auto at = m_draft.state().open.find(m_items[index].transferSeq);
    HUB_CHECK(at != m_draft.state().open.end());
    m_draft.release(at->second, reason, released, error, {});
    endItem(index, state, {}, error);
}

void OpenBulk::put(std::optional<base::Instant> completedAt)
{
    m_bulk.changedAt = m_draft.now();
    if (domain::isFinal(m_bulk.state)) m_bulk.completedAt = completedAt.value_or(m_draft.now());
    m_draft.change(BulkPut{m_bulk});
}

namespace {

Notice bulkNotice(const Draft& draft, NoticeKind kind, const domain::FspId& to,
                  const domain::BulkTransferId& id)
{
    Notice notice;
    notice.kind = kind;
    notice.destination = to;
    notice.source = domain::FspId(draft.rules().hubName);
    notice.transfer = domain::TransferId(id.value());
    return notice;
}

} // namespace

void tellResults(Draft& draft, const Bulk& bulk, std::span<const BulkItem> items, bool toPayeeToo,
                 const base::SharedBytes& told)
{
    Notice toPayer = bulkNotice(draft, NoticeKind::HubBulkResult, bulk.payer, bulk.id);
    toPayer.completedAt = bulk.completedAt;
    toPayer.relay.body = told;
    toPayer.bulk = std::make_shared<const BulkResults>(
        BulkResults{bulk.state, std::vector<BulkItem>(items.begin(), items.end())});
    draft.notice(std::move(toPayer));
    if (!toPayeeToo) return;
    BulkResults sent{bulk.state, {}};
    std::copy_if(items.begin(), items.end(), std::back_inserter(sent.items),
                 [](const BulkItem& item) { return domain::wasForwarded(item.state); });
    Notice toPayee = bulkNotice(draft, NoticeKind::HubBulkResult, bulk.payee, bulk.id);
    toPayee.completedAt = bulk.completedAt;
    toPayee.relay.body = told;
    toPayee.bulk = std::make_shared<const BulkResults>(std::move(sent));
    draft.notice(std::move(toPayee));
}

void tellBulkError(Draft& draft, const domain::FspId& to, const domain::BulkTransferId& id,
                   const domain::FspiopError& error, const base::SharedBytes& body, std::string contentType)
{
    if (draft.registry().find(to.value()) == nullptr) return;
    Notice message = bulkNotice(draft, NoticeKind::HubBulkError, to, id);
    message.error = error;
    message.relay.body = body;
    message.contentType = std::move(contentType);
    draft.notice(std::move(message));
}

base::SharedBytes bulkErrorBody(std::span<const domain::FspiopError> errors)
{
    if (errors.size() < 2) return nullptr;
    const domain::FspiopError& first = errors.front();
    std::string body =
        "{\"errorInformation\":" +
        AuditJson().put("errorCode", first.code).put("errorDescription", first.description).text();
    body.back() = ',';
    body += "\"extensionList\":{\"extension\":[";
    for (std::size_t i = 1; i < errors.size() && i <= kExtensionsMax; ++i) {
        std::string value = errors[i].code + ": " + errors[i].description;
        if (value.size() > kExtensionValueMax) {
            std::size_t end = kExtensionValueMax;
            while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80)
                --end;
            value.resize(end);
        }
        if (i > 1) body += ',';
        body += AuditJson().put("key", "additionalErrors" + std::to_string(i)).put("value", value).text();
    }
    return base::shareBytes(body + "]}}}");
}

void expireItems(Draft& draft, BulkSeq seq, std::span<const TransferSeq> transfers)
{
    const Bulk* found = draft.state().bulks.find(seq);
    HUB_CHECK(found != nullptr);
    OpenBulk open(draft, *found);
    const auto error = domain::makeError(domain::fspiop_code::kTransferExpired);
    for (const TransferSeq transfer : transfers) {
        const auto& items = open.items();
        const auto at = std::find_if(items.begin(), items.end(),
                                     [&](const BulkItem& item) { return item.transferSeq == transfer; });
        HUB_CHECK(at != items.end());
        open.endItem(static_cast<std::size_t>(at - items.begin()), BulkItemState::Expired, {}, error);
    }
    open.step(BulkEvent::ItemsExpired);
    const bool isOver = open.openItems() == 0;
    if (isOver) open.step(BulkEvent::AllDone);
    open.put();
    if (isOver) tellResults(draft, open.bulk(), open.items(), true);
}

} // namespace hub::ledger
