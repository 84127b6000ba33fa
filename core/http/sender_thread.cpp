#include "core/http/sender_thread.h"

#include "core/http/outbound_connection.h"

#include <QtCore/QObject>
#include <QtNetwork/QHostInfo>

#include <algorithm>

namespace hub::http {
namespace {

constexpr int kBusyTickMs = 25;
constexpr int kIdleTickMs = 1000;
constexpr std::size_t kNamesMax = 4096;

} // namespace

SenderThread::SenderThread(const SenderOptions& options, int number, DeliverySink* sink,
                           events::SpanSink* spans)
    : IoThread(QStringLiteral("sender-%1").arg(number))
    , m_options(options)
    , m_sink(sink)
    , m_spans(spans)
{}

SenderThread::~SenderThread() = default;

bool SenderThread::post(std::vector<Item>& items)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        if (m_ended) return false;
        if (m_inbox.empty())
            m_inbox.swap(items);
        else
            std::move(items.begin(), items.end(), std::back_inserter(m_inbox));
    }
    items.clear();
    wake();
    return true;
}

void SenderThread::setPaused(LaneMeter& lane, bool paused)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_pauses.emplace_back(&lane, paused);
    }
    wake();
}

void SenderThread::stopAt(std::int64_t deadlineMs)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_stopRequestMs = deadlineMs;
    }
    wake();
}

void SenderThread::begin()
{
    m_context = std::make_unique<QObject>();
}

Lane& SenderThread::laneOf(LaneMeter& meter)
{
    auto& lane = m_lanes[&meter];
    if (!lane) {
        lane = std::make_unique<Lane>(*this, meter);
        lane->setPaused(meter.paused.load(std::memory_order_relaxed));
    }
    return *lane;
}

void SenderThread::woken()
{
    std::vector<Item> inbox;
    std::vector<std::pair<LaneMeter*, bool>> pauses;
    {
        const std::lock_guard lock(m_inboxMutex);
        inbox.swap(m_inbox);
        pauses.swap(m_pauses);
        if (m_stopDeadlineMs == 0) m_stopDeadlineMs = m_stopRequestMs;
    }
    if (!inbox.empty() || stopping()) setTick(kBusyTickMs);
    for (const auto& [meter, paused] : pauses)
        laneOf(*meter).setPaused(paused);
    std::vector<Lane*> touched;
    for (auto& item : inbox) {
        Lane& lane = laneOf(*item.lane);
        auto job = std::make_unique<Job>();
        job->message = std::move(item.message);
        if (const auto complete = std::exchange(job->message.complete, nullptr)) complete(job->message);
        lane.enqueue(std::move(job));
        if (touched.empty() || touched.back() != &lane) touched.push_back(&lane);
    }
    for (Lane* lane : touched)
        lane->pump();
}

void SenderThread::turnEnded()
{
    if (m_results.empty()) return;
    std::vector<DeliveryResult> results;
    results.swap(m_results);
    m_sink->delivered(std::move(results));
}

void SenderThread::tick()
{
    const std::int64_t now = steadyMs();
    bool busy = false;
    bool connected = false;
    bool inFlight = false;
    for (auto& [meter, lane] : m_lanes) {
        lane->tick(now);
        busy = busy || lane->busy();
        connected = connected || lane->connected();
        inFlight = inFlight || lane->inFlight();
    }
    if (stopping() && (!inFlight || now > m_stopDeadlineMs)) quit();
    if (!stopping()) setTick(busy ? kBusyTickMs : connected ? kIdleTickMs : 0);
}

void SenderThread::end()
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_ended = true;
    }
    woken();
    for (auto& [meter, lane] : m_lanes)
        lane->abandon();
    turnEnded();
    m_lanes.clear();
    m_context.reset();
}

void SenderThread::resolve(const std::string& host, OutboundConnection& connection)
{
    QHostAddress literal;
    if (literal.setAddress(QString::fromStdString(host))) return connection.resolved(literal);
    const auto known = m_names.find(host);
    if (known != m_names.end() && steadyMs() < known->second.untilMs)
        return connection.resolved(QHostAddress(known->second.address));
    auto& waiting = m_lookups[host];
    waiting.push_back(&connection);
    if (waiting.size() > 1) return;
    QHostInfo::lookupHost(QString::fromStdString(host), m_context.get(),
                          [this, host](const QHostInfo& info) { resolvedName(host, info); });
}

void SenderThread::resolvedName(const std::string& host, const QHostInfo& info)
{
    const QHostAddress address = info.addresses().isEmpty() ? QHostAddress() : info.addresses().constFirst();
    if (!address.isNull()) {
        if (m_names.size() >= kNamesMax) m_names.clear();
        m_names[host] = Known{address, steadyMs() + m_options.dnsCacheMs};
    }
    const auto found = m_lookups.find(host);
    if (found == m_lookups.end()) return;
    const auto waiting = std::move(found->second);
    m_lookups.erase(found);
    for (OutboundConnection* connection : waiting)
        connection->resolved(address);
    // This did not come through the sockets: results and closed connections are dealt with in the next turn.
    wake();
}

void SenderThread::forget(OutboundConnection& connection)
{
    const auto found = m_lookups.find(connection.origin().host);
    if (found == m_lookups.end()) return;
    std::erase(found->second, &connection);
    if (found->second.empty()) m_lookups.erase(found);
}

} // namespace hub::http
