#pragma once

#include "core/admin/health_service.h"
#include "core/events/bus.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/services.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "core/store/reader_threads.h"
#include "core/store/sqlite/events_store.h"

#include <atomic>
#include <memory>

namespace hub::runtime {

/// The parts whose figures make the hub's health; all outlive what is made of them. The servers may still be
/// null.
struct HealthParts
{
    const std::atomic<api::HubState>& state;
    const http::Sender& sender;
    const fspiop::CallbackDesk& desk;
    const store::ReaderThreads& readers;
    const events::SpanBus& spans;
    const store::EventsStore& events;
    const std::unique_ptr<http::Server>& fspiopServer;
    const std::unique_ptr<http::Server>& operatorServer;
};

/// What the operator side asks for its health pane and metrics. The functions run on any thread.
admin::HealthSources healthSources(HealthParts parts);

/// GET /health of the DFSP listener (fspiop 2.5).
fspiop::Health fspiopHealth(base::Instant startedAt);

} // namespace hub::runtime
