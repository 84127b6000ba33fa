#include "core/http/sender.h"

#include "core/base/check.h"
#include "core/http/sender_thread.h"
#include "core/http/server.h"
#include "core/http/socket.h"

#include <algorithm>
#include <functional>
#include <map>
#include <shared_mutex>
#include <utility>

namespace hub::http {
namespace {

constexpr int kThreadsMax = 64;

std::size_t bytesOf(const Outbound& message)
{
    return message.body ? message.body->size() : 0;
}

} // namespace

std::string_view toString(DeliveryOutcome outcome)
{
    switch (outcome) {
    case DeliveryOutcome::Delivered:
        return "delivered";
    case DeliveryOutcome::PeerError:
        return "peer error";
    case DeliveryOutcome::Failed:
        return "failed";
    case DeliveryOutcome::DeadLetter:
        return "dead letter";
    case DeliveryOutcome::Stopped:
        return "stopped";
    }
    HUB_CHECK(false);
}

std::string_view toString(DeliveryReason reason)
{
    switch (reason) {
    case DeliveryReason::None:
        return "none";
    case DeliveryReason::NoEndpoint:
        return "no endpoint";
    case DeliveryReason::InvalidMessage:
        return "invalid message";
    case DeliveryReason::Policy:
        return "address policy";
    case DeliveryReason::Dns:
        return "dns";
    case DeliveryReason::Connect:
        return "connect";
    case DeliveryReason::Tls:
        return "tls";
    case DeliveryReason::Timeout:
        return "timeout";
    case DeliveryReason::Broken:
        return "connection broken";
    case DeliveryReason::Protocol:
        return "protocol";
    case DeliveryReason::Status:
        return "status";
    case DeliveryReason::Redirect:
        return "redirect";
    case DeliveryReason::BreakerOpen:
        return "breaker open";
    case DeliveryReason::Expired:
        return "expired";
    }
    HUB_CHECK(false);
}

std::string_view toString(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return "closed";
    case BreakerState::Open:
        return "open";
    case BreakerState::HalfOpen:
        return "half-open";
    }
    HUB_CHECK(false);
}

struct Sender::Impl
{
    SenderOptions options;
    DeliverySink* sink = nullptr;
    events::SpanSink* spans = nullptr;
    std::vector<std::unique_ptr<SenderThread>> threads;
    std::atomic<bool> running{false};
    mutable std::shared_mutex mutex;
    std::map<std::string, std::unique_ptr<LaneMeter>, std::less<>> meters;

    LaneMeter& meterOf(std::string_view lane)
    {
        {
            const std::shared_lock lock(mutex);
            if (const auto found = meters.find(lane); found != meters.end()) return *found->second;
        }
        const std::unique_lock lock(mutex);
        auto& meter = meters[std::string(lane)];
        if (!meter) {
            meter = std::make_unique<LaneMeter>();
            meter->lane = lane;
            meter->thread = std::hash<std::string_view>()(lane) % threads.size();
        }
        return *meter;
    }

    // Takes a place in the lane's bound; false when there is none.
    bool reserve(LaneMeter& meter, const Outbound& message) const
    {
        const std::size_t count = meter.owned.fetch_add(1, std::memory_order_relaxed);
        const std::size_t bytes = meter.bytes.fetch_add(bytesOf(message), std::memory_order_relaxed);
        if (count < options.laneQueueMax && bytes + bytesOf(message) <= options.laneBytesMax) return true;
        release(meter, message);
        return false;
    }
    static void release(LaneMeter& meter, const Outbound& message)
    {
        meter.owned.fetch_sub(1, std::memory_order_relaxed);
        meter.bytes.fetch_sub(bytesOf(message), std::memory_order_relaxed);
    }
};

Sender::Sender(SenderOptions options, DeliverySink* sink, events::SpanSink* spans)
    : m_impl(std::make_unique<Impl>())
{
    HUB_CHECK(sink != nullptr);
    m_impl->options = std::move(options);
    m_impl->options.threads = std::clamp(m_impl->options.threads, 1, kThreadsMax);
    m_impl->sink = sink;
    m_impl->spans = spans;
    if (!m_impl->options.tls) {
        // Without the system's certificates https fails closed, message by message.
        if (auto system = clientTls({})) m_impl->options.tls = *system;
    }
    for (int i = 0; i < m_impl->options.threads; ++i)
        m_impl->threads.push_back(std::make_unique<SenderThread>(m_impl->options, i, sink, spans));
}

Sender::~Sender()
{
    stop(0);
}

void Sender::start()
{
    ignoreBrokenPipes();
    raiseOpenFilesLimit();
    for (auto& thread : m_impl->threads)
        thread->start();
    m_impl->running = true;
}

void Sender::stop(int drainMs)
{
    if (!m_impl->running.exchange(false)) return;
    const std::int64_t deadline = steadyMs() + std::max(drainMs, 0);
    for (auto& thread : m_impl->threads)
        thread->stopAt(deadline);
    for (auto& thread : m_impl->threads)
        thread->wait();
}

bool Sender::send(Outbound&& message)
{
    if (!m_impl->running) return false;
    LaneMeter& meter = m_impl->meterOf(message.lane);
    if (!m_impl->reserve(meter, message)) return false;
    std::vector<SenderThread::Item> items;
    items.push_back({&meter, std::move(message)});
    if (m_impl->threads[meter.thread]->post(items)) return true;
    message = std::move(items.front().message);
    Impl::release(meter, message);
    return false;
}

std::vector<Outbound> Sender::sendBatch(std::vector<Outbound>&& messages)
{
    if (!m_impl->running) return std::move(messages);
    std::vector<Outbound> rest;
    std::vector<std::vector<SenderThread::Item>> items(m_impl->threads.size());
    LaneMeter* meter = nullptr;
    for (auto& message : messages) {
        if (meter == nullptr || meter->lane != message.lane) meter = &m_impl->meterOf(message.lane);
        if (m_impl->reserve(*meter, message))
            items[meter->thread].push_back({meter, std::move(message)});
        else
            rest.push_back(std::move(message));
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].empty() || m_impl->threads[i]->post(items[i])) continue;
        for (auto& item : items[i]) {
            Impl::release(*item.lane, item.message);
            rest.push_back(std::move(item.message));
        }
    }
    return rest;
}

void Sender::pause(std::string_view lane)
{
    LaneMeter& meter = m_impl->meterOf(lane);
    meter.paused = true;
    m_impl->threads[meter.thread]->setPaused(meter, true);
}

void Sender::resume(std::string_view lane)
{
    LaneMeter& meter = m_impl->meterOf(lane);
    meter.paused = false;
    m_impl->threads[meter.thread]->setPaused(meter, false);
}

int Sender::laneFillPercent(std::string_view lane) const
{
    const std::shared_lock lock(m_impl->mutex);
    const auto found = m_impl->meters.find(lane);
    if (found == m_impl->meters.end()) return 0;
    const auto percent = [](std::size_t used, std::size_t most) {
        return most == 0 ? 100 : used * 100 / most;
    };
    const auto& meter = *found->second;
    const std::size_t fill =
        std::max(percent(meter.owned.load(std::memory_order_relaxed), m_impl->options.laneQueueMax),
                 percent(meter.bytes.load(std::memory_order_relaxed), m_impl->options.laneBytesMax));
    return static_cast<int>(std::min<std::size_t>(fill, 100));
}

std::vector<LaneStatistics> Sender::lanes() const
{
    const std::shared_lock lock(m_impl->mutex);
    std::vector<LaneStatistics> out;
    out.reserve(m_impl->meters.size());
    for (const auto& [lane, meter] : m_impl->meters)
        out.push_back(meter->read());
    return out;
}

std::vector<FailedAttempt> Sender::failures(std::string_view lane) const
{
    const std::shared_lock lock(m_impl->mutex);
    const auto found = m_impl->meters.find(lane);
    return found != m_impl->meters.end() ? found->second->readFailures() : std::vector<FailedAttempt>();
}

std::int64_t Sender::beat()
{
    std::int64_t slowest = 0;
    for (auto& thread : m_impl->threads)
        slowest = std::max(slowest, thread->beat());
    return slowest;
}

} // namespace hub::http
