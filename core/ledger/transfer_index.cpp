#include "core/base/check.h"
#include "core/ledger/state.h"

#include <cstring>
#include <deque>
#include <random>

namespace hub::ledger {
namespace {

constexpr std::size_t kBlockRecords = 4096;
constexpr std::size_t kSegments = 256;
constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kVisitsPerEviction = 4096;
/// Marks a record that has been dropped or moved; no transfer has it.
constexpr domain::TransferState kGone{};

struct Block
{
    std::array<TransferRecord, kBlockRecords> records;
    std::size_t used = 0;
};

/// One open addressing table: a tag byte (0 empty, else some bits of the hash) and the place of the record.
/// The tags spare a look at the record for nearly every foreign entry on the way.
struct Segment
{
    std::vector<std::uint8_t> tags;
    std::vector<std::uint32_t> places;
    std::size_t count = 0;
};

std::uint8_t tagOf(std::uint64_t hash)
{
    const auto tag = static_cast<std::uint8_t>(hash >> 40U);
    return tag != 0 ? tag : 1;
}

} // namespace

struct TransferIndex::Impl
{
    Impl()
    {
        // Ids come from strangers: with a seed of the run they cannot choose ids that share a slot.
        std::random_device device;
        seedA = (std::uint64_t{device()} << 32U) | device();
        seedB = (std::uint64_t{device()} << 32U) | device() | 1U;
    }

    std::uint64_t hashOf(const domain::CorrelationId& id) const
    {
        std::uint64_t a = 0;
        std::uint64_t b = 0;
        std::memcpy(&a, id.bytes().data(), 8);
        std::memcpy(&b, id.bytes().data() + 8, 8);
        __extension__ typedef unsigned __int128 Wide;
        const Wide first = Wide(a ^ seedA) * (b ^ seedB ^ (id.isUlid() ? 1U : 0U));
        const auto mixed = static_cast<std::uint64_t>(first) ^ static_cast<std::uint64_t>(first >> 64U);
        const Wide second = Wide(mixed ^ seedB) * 0x9E3779B97F4A7C15ULL;
        return static_cast<std::uint64_t>(second) ^ static_cast<std::uint64_t>(second >> 64U);
    }

    Segment& segmentOf(std::uint64_t hash) { return segments[hash >> 56U]; }
    TransferRecord& at(std::uint32_t place)
    {
        return blocks[place / kBlockRecords]->records[place % kBlockRecords];
    }

    /// Slot of the id in its segment, or the empty one where it would stand. The segment has slots.
    std::size_t slotOf(const Segment& segment, const domain::CorrelationId& id, std::uint64_t hash)
    {
        const std::size_t mask = segment.tags.size() - 1;
        const std::uint8_t tag = tagOf(hash);
        std::size_t slot = hash & mask;
        while (segment.tags[slot] != 0 && (segment.tags[slot] != tag || at(segment.places[slot]).id != id))
            slot = (slot + 1) & mask;
        return slot;
    }

    TransferRecord* find(const domain::CorrelationId& id)
    {
        const std::uint64_t hash = hashOf(id);
        const Segment& segment = segmentOf(hash);
        if (segment.count == 0) return nullptr;
        const std::size_t slot = slotOf(segment, id, hash);
        return segment.tags[slot] != 0 ? &at(segment.places[slot]) : nullptr;
    }

    void grow(Segment& segment)
    {
        Segment larger;
        const std::size_t slots = segment.tags.empty() ? kFirstSlots : segment.tags.size() * 2;
        larger.tags.resize(slots);
        larger.places.resize(slots);
        larger.count = segment.count;
        const std::size_t mask = slots - 1;
        for (std::size_t i = 0; i < segment.tags.size(); ++i) {
            if (segment.tags[i] == 0) continue;
            std::size_t slot = hashOf(at(segment.places[i]).id) & mask;
            while (larger.tags[slot] != 0)
                slot = (slot + 1) & mask;
            larger.tags[slot] = segment.tags[i];
            larger.places[slot] = segment.places[i];
        }
        segment = std::move(larger);
    }

    std::uint32_t append(const TransferRecord& record)
    {
        if (order.empty() || blocks[order.back()]->used == kBlockRecords) {
            std::uint32_t number = 0;
            if (!freeBlocks.empty()) {
                number = freeBlocks.back();
                freeBlocks.pop_back();
                blocks[number] = std::make_unique<Block>();
            } else {
                number = static_cast<std::uint32_t>(blocks.size());
                HUB_CHECK(number < (1U << 20U));
                blocks.push_back(std::make_unique<Block>());
            }
            order.push_back(number);
        }
        const std::uint32_t number = order.back();
        Block& block = *blocks[number];
        block.records[block.used] = record;
        return static_cast<std::uint32_t>(number * kBlockRecords + block.used++);
    }

    void insert(const TransferRecord& record)
    {
        const std::uint64_t hash = hashOf(record.id);
        Segment& segment = segmentOf(hash);
        if ((segment.count + 1) * 4 > segment.tags.size() * 3) grow(segment);
        const std::size_t slot = slotOf(segment, record.id, hash);
        segment.tags[slot] = tagOf(hash);
        segment.places[slot] = append(record);
        ++segment.count;
        ++size;
    }

    /// Takes the entry out and closes the gap behind it, so that no tombstones pile up.
    void unlink(const domain::CorrelationId& id)
    {
        const std::uint64_t hash = hashOf(id);
        Segment& segment = segmentOf(hash);
        const std::size_t mask = segment.tags.size() - 1;
        std::size_t gap = slotOf(segment, id, hash);
        HUB_CHECK(segment.tags[gap] != 0);
        for (std::size_t slot = (gap + 1) & mask; segment.tags[slot] != 0; slot = (slot + 1) & mask) {
            const std::size_t home = hashOf(at(segment.places[slot]).id) & mask;
            if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
            segment.tags[gap] = segment.tags[slot];
            segment.places[gap] = segment.places[slot];
            gap = slot;
        }
        segment.tags[gap] = 0;
        --segment.count;
    }

    void dropFrontBlock()
    {
        blocks[order.front()].reset();
        freeBlocks.push_back(order.front());
        order.pop_front();
        cursor = 0;
    }

    /// An old transfer that can still move goes to the newest block, so that its block can be freed.
    void moveToTail(TransferRecord& record)
    {
        const std::uint64_t hash = hashOf(record.id);
        Segment& segment = segmentOf(hash);
        const std::size_t slot = slotOf(segment, record.id, hash);
        segment.places[slot] = append(record);
        record.state = kGone;
    }

    std::size_t evict(std::size_t keep, TransferSeq indexedUpTo)
    {
        std::size_t gone = 0;
        for (std::size_t visits = 0; size > keep && visits < kVisitsPerEviction && !order.empty();) {
            Block& front = *blocks[order.front()];
            if (cursor == front.used) {
                if (front.used < kBlockRecords) break;
                dropFrontBlock();
                continue;
            }
            TransferRecord& record = front.records[cursor];
            ++visits;
            if (record.state != kGone) {
                if (!domain::isFinal(record.state)) {
                    if (order.size() == 1) break;
                    moveToTail(record);
                } else {
                    if (record.seq > indexedUpTo) break;
                    unlink(record.id);
                    record.state = kGone;
                    --size;
                    ++gone;
                }
            }
            ++cursor;
        }
        return gone;
    }

    std::uint64_t seedA = 0;
    std::uint64_t seedB = 0;
    std::array<Segment, kSegments> segments;
    std::vector<std::unique_ptr<Block>> blocks;
    std::vector<std::uint32_t> freeBlocks;
    std::deque<std::uint32_t> order; ///< numbers of the blocks in use, oldest first
    std::size_t cursor = 0;          ///< where eviction stands in the oldest block
    std::size_t size = 0;
};

TransferIndex::TransferIndex()
    : m_impl(std::make_unique<Impl>())
{}
TransferIndex::~TransferIndex() = default;
TransferIndex::TransferIndex(TransferIndex&&) noexcept = default;
TransferIndex& TransferIndex::operator=(TransferIndex&&) noexcept = default;

const TransferRecord* TransferIndex::find(const domain::CorrelationId& id) const
{
    return m_impl->find(id);
}

TransferRecord* TransferIndex::findForUpdate(const domain::CorrelationId& id)
{
    return m_impl->find(id);
}

void TransferIndex::put(const TransferRecord& record)
{
    HUB_CHECK(record.state != kGone);
    if (auto* present = m_impl->find(record.id)) {
        *present = record;
    } else {
        m_impl->insert(record);
    }
}

std::size_t TransferIndex::size() const
{
    return m_impl->size;
}

std::size_t TransferIndex::bytes() const
{
    std::size_t total = sizeof(Impl) + m_impl->order.size() * sizeof(Block);
    for (const auto& segment : m_impl->segments)
        total += segment.tags.capacity() * sizeof(std::uint8_t) +
                 segment.places.capacity() * sizeof(std::uint32_t);
    return total;
}

std::size_t TransferIndex::evict(std::size_t keep, TransferSeq indexedUpTo)
{
    return m_impl->evict(keep, indexedUpTo);
}

} // namespace hub::ledger
