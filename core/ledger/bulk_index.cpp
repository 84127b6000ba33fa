#include "core/ledger/state.h"

namespace hub::ledger {

const Bulk* BulkIndex::find(const domain::CorrelationId& id) const
{
    const auto at = m_byId.find(id);
    return at != m_byId.end() ? find(at->second) : nullptr;
}

const Bulk* BulkIndex::find(BulkSeq seq) const
{
    const auto at = m_bulks.find(seq);
    return at != m_bulks.end() ? &at->second : nullptr;
}

const std::vector<BulkItem>* BulkIndex::items(BulkSeq seq) const
{
    const auto at = m_items.find(seq);
    return at != m_items.end() ? &at->second : nullptr;
}

void BulkIndex::put(const Bulk& bulk)
{
    m_bulks.insert_or_assign(bulk.seq, bulk);
    m_byId.insert_or_assign(bulk.id.value(), bulk.seq);
    if (domain::isFinal(bulk.state)) m_items.erase(bulk.seq);
}

void BulkIndex::put(const BulkItem& item)
{
    auto& items = m_items[item.bulk];
    if (items.size() <= item.index) items.resize(item.index + 1);
    items[item.index] = item;
}

void BulkIndex::evict(std::size_t keep)
{
    for (auto at = m_bulks.begin(); at != m_bulks.end() && m_bulks.size() > keep;) {
        if (!domain::isFinal(at->second.state)) {
            ++at;
            continue;
        }
        m_byId.erase(at->second.id.value());
        at = m_bulks.erase(at);
    }
}

} // namespace hub::ledger
