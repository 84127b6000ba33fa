#pragma once

#include "core/admin/health_service.h"
#include "core/events/bus.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/services.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "core/runtime/watch.h"
#include "core/store/reader_threads.h"
#include "core/store/sqlite/events_store.h"

#include <atomic>
#include <memory>

namespace hub::runtime {

/// The parts whose figures make the hub's health; all outlive what is made of them. Servers and watch may
/// still be null while the hub starts.
struct HealthParts
{
    const std::atomic<api::HubState>& state;
    const ledger::Engine& engine;
    const http::Sender& sender;
    const fspiop::CallbackDesk& desk;
    const store::ReaderThreads& readers;
    const events::SpanBus& spans;
    const store::EventsStore& events;
    const std::unique_ptr<http::Server>& fspiopServer;
    const std::unique_ptr<http::Server>& operatorServer;
    const std::unique_ptr<Watch>& watch;
};

/// What the operator side asks for its health pane and metrics. Each part is asked how it is; nothing is up
/// by default. The functions run on any thread.
admin::HealthSources healthSources(const HealthParts& parts);

/// GET /health of the DFSP listener (fspiop 2.5), out of the same sources.
fspiop::Health fspiopHealth(const admin::HealthSources& sources);

} // namespace hub::runtime
