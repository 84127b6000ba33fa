#pragma once

#include "core/http/io_loop.h"
#include "core/http/lane.h"
#include "core/http/sender.h"

#include <QtNetwork/QHostAddress>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

class QHostInfo;

namespace hub::http {

/// One sender thread: its lanes, their connections, its name cache.
class SenderThread final : public IoThread
{
public:
    struct Item
    {
        LaneMeter* lane = nullptr;
        Outbound message;
    };

    SenderThread(const SenderOptions& options, int number, DeliverySink* sink, events::SpanSink* spans);
    ~SenderThread() override;

    /// Any thread: appends with at most one wake-up; false when the thread has ended (`items` untouched).
    bool post(std::vector<Item>& items);
    /// Any thread.
    void setPaused(LaneMeter& lane, bool paused);
    /// Any thread: nothing new starts, what is in flight has until `deadlineMs` (steady).
    void stopAt(std::int64_t deadlineMs);

    // For lanes and connections, in the thread.
    const SenderOptions& options() const { return m_options; }
    const TlsContext* tls() const { return m_options.tls.get(); }
    events::SpanSink* spans() const { return m_spans; }
    bool stopping() const { return m_stopDeadlineMs != 0; }
    std::array<char, 65536>& scratch() { return m_scratch; }
    void report(DeliveryResult&& result) { m_results.push_back(std::move(result)); }
    void watchFd(int fd, IoHandler* handler, bool write) { watch(fd, handler, true, write); }
    void changeFd(int fd, IoHandler* handler, bool write) { change(fd, handler, true, write); }
    void unwatchFd(int fd, IoHandler* handler) { unwatch(fd, handler); }
    void retireLater(std::unique_ptr<IoHandler> handler) { retire(std::move(handler)); }
    /// Calls connection.resolved(), at once for numeric and cached names.
    void resolve(const std::string& host, OutboundConnection& connection);
    void forget(OutboundConnection& connection);

private:
    struct Known
    {
        QHostAddress address;
        std::int64_t untilMs = 0;
    };

    void begin() override;
    void woken() override;
    void turnEnded() override;
    void tick() override;
    void end() override;
    Lane& laneOf(LaneMeter& meter);
    void resolvedName(const std::string& host, const QHostInfo& info);

    const SenderOptions& m_options;
    DeliverySink* const m_sink;
    events::SpanSink* const m_spans;
    std::unordered_map<LaneMeter*, std::unique_ptr<Lane>> m_lanes;
    std::vector<DeliveryResult> m_results;
    std::unordered_map<std::string, Known> m_names;
    std::map<std::string, std::vector<OutboundConnection*>> m_lookups;
    std::unique_ptr<QObject> m_context;
    std::int64_t m_stopDeadlineMs = 0;
    std::array<char, 65536> m_scratch{};

    std::mutex m_inboxMutex;
    std::vector<Item> m_inbox;
    std::vector<std::pair<LaneMeter*, bool>> m_pauses;
    std::int64_t m_stopRequestMs = 0;
    bool m_ended = false;
};

} // namespace hub::http
