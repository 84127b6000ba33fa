#pragma once

#include "core/events/bus.h"
#include "core/store/data_directory.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace hub::store {

struct EventsOptions
{
    std::chrono::milliseconds gather{50}; ///< between looks at the bus
    std::chrono::milliseconds flush{500}; ///< spans wait at most this long before they are written
    std::size_t flushSpans = 32'768;      ///< or until so many are there
    std::int64_t rowsMax = 2'000'000;     ///< rows kept (about one or two per payment)
    std::int64_t bytesMax = 2LL << 30;    ///< size of events.db
};

/// The events thread: takes finished spans from the bus and writes them in batches into events.db, one row
/// per trace and batch. Old rows leave when a bound is passed. Never on the payment path.
class EventsStore
{
public:
    /// Both outlive the store.
    EventsStore(DataDirectory& directory, events::SpanBus& bus, EventsOptions options = {});
    ~EventsStore();

    void start();
    /// Writes what is on the bus, then the thread ends. Idempotent.
    void stop();
    /// Spans written since the start; any thread.
    std::uint64_t written() const;
    /// Batches that could not be written and were dropped; any thread.
    std::uint64_t failed() const;
    /// True while the newest batch could not be written; any thread.
    bool isFailing() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
