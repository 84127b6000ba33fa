#include "core/fspiop/callback_desk.h"

#include "core/base/check.h"
#include "core/base/log.h"
#include "core/base/thread_name.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>

namespace hub::fspiop {
namespace {

using Clock = std::chrono::steady_clock;

/// Tickets with this bit belong to sendOnce(); the others are outbox positions, 0 is a post.
constexpr std::uint64_t kOnceBit = std::uint64_t(1) << 63;
constexpr auto kIdle = std::chrono::milliseconds(500);
constexpr auto kRetryLanes = std::chrono::milliseconds(20);

/// Something on its way: to be rendered, or ready.
using Letter = std::variant<ledger::Notice, HubMessage, http::Outbound>;

std::string orderKey(const ledger::Notice& notice)
{
    return notice.transfer.value().toColumn() + notice.destination.value();
}

} // namespace

struct CallbackDesk::Impl
{
    Impl(DeskOptions deskOptions, const base::Clock& deskClock)
        : options(std::move(deskOptions))
        , clock(deskClock)
    {}

    struct Unsigned
    {
        Letter letter;
        std::string key; ///< of notices: orderKey()
    };

    const DeskOptions options;
    const base::Clock& clock;
    DeskPorts ports;

    mutable std::mutex mutex; ///< guards what follows
    std::condition_variable wakeSender;
    std::condition_variable wakeSigner;
    std::vector<Letter> toSend;
    std::deque<Unsigned> toSign;
    /// Transfer and receiver of what waits for the signer: later messages of the same must wait too.
    std::unordered_map<std::string, std::size_t> signing;
    ledger::FinishDeliveries finished;
    HeldBack heldBack;
    ledger::OutboxSeq given = 0; ///< newest stored message that was handed to the desk
    std::size_t posts = 0;
    bool stopping = false;
    /// Between start() and stop(), nothing waits for the outbox thread and it hands nothing over: the next
    /// notices overtake nobody when they go to the sender at once.
    bool running = false;
    bool handing = false;

    std::mutex onceMutex;
    std::unordered_map<std::uint64_t, Done> once;
    std::atomic<std::uint64_t> nextTicket{1};

    /// Sender thread of the desk only: what lanes had no room for, per lane in order.
    std::map<std::string, std::deque<http::Outbound>> lanesFull;
    std::atomic<std::size_t> held{0}; ///< messages in lanesFull
    /// Something is paused or being caught up with. Written under the mutex.
    std::atomic<bool> isHolding{false};
    std::atomic<std::uint64_t> deliveredCount{0};
    std::atomic<std::uint64_t> deadCount{0};
    std::atomic<std::uint64_t> signatureCount{0};
    std::atomic<std::uint64_t> droppedCount{0};

    std::thread senderThread;
    std::thread signerThread;

    http::Outbound rendered(Letter&& letter, bool sign) const;
    http::Outbound outbound(std::string_view destination, Target&& target) const;
    http::Outbound renderNotice(ledger::Notice&& notice, bool sign) const;
    http::Outbound renderHub(HubMessage&& message, bool sign) const;
    /// The message as far as the sender needs it to queue it; the rest is rendered on the sender thread.
    http::Outbound deferred(ledger::Notice&& notice) const;
    bool isOpenRoad() const
    {
        return running && !handing && toSend.empty() && held.load(std::memory_order_relaxed) == 0;
    }
    void goAtOnce(std::vector<http::Outbound>&& messages);
    std::string wholePath(const HubMessage& hub) const;
    bool shouldSign(const Letter& letter) const;

    void runSigner();
    void runSender();
    void handOver(std::vector<Letter>&& letters);
    void handOver(std::vector<http::Outbound>&& batch);
    void retryFullLanes();
    /// Under the mutex; false: the message stays on the disk.
    bool isTaken(const ledger::Notice& notice);
    /// Under the mutex; true: it waits for its signature, or for an earlier message of its transfer that
    /// does.
    bool enqueue(ledger::Notice&& notice);
    void setPaused(const std::string& destination, bool isPaused);
    void holdPausedAtStart();
    void drain();
    void takePage(const HeldBack::Wanted& wanted, std::optional<std::vector<ledger::Notice>>&& page);
    void tellLedger(ledger::FinishDeliveries&& ended);
};

http::Outbound CallbackDesk::Impl::outbound(std::string_view destination, Target&& target) const
{
    http::Outbound message;
    message.lane = base::toLowerAscii(destination);
    message.endpoint = target.type;
    message.resolveUrl = [registry = ports.registry, name = std::string(destination),
                          target = std::move(target)]() -> std::optional<std::string> {
        const auto snapshot = registry();
        const auto* participant = snapshot ? snapshot->find(name) : nullptr;
        if (participant == nullptr) return std::nullopt;
        return endpointUrl(*participant, target);
    };
    return message;
}

std::string CallbackDesk::Impl::wholePath(const HubMessage& hub) const
{
    const auto snapshot = ports.registry();
    const auto* participant = snapshot ? snapshot->find(hub.destination) : nullptr;
    const auto url = participant != nullptr ? endpointUrl(*participant, hub.target) : std::nullopt;
    if (!url) return {};
    const std::size_t host = url->find("://");
    const std::size_t path = url->find('/', host == std::string::npos ? 0 : host + 3);
    return path == std::string::npos ? std::string() : url->substr(path);
}

http::Outbound CallbackDesk::Impl::renderHub(HubMessage&& hub, bool sign) const
{
    if (hub.target.saysWholePath) hub.uri = wholePath(hub);
    http::Headers headers = hubHeaders(hub, options.hubName, options.contentVersion);
    if (sign && hub.body) {
        const auto signature = http::signMessage(
            *options.key, hub.method, hub.uri.empty() ? hub.target.path : hub.uri, headers, *hub.body);
        if (signature)
            headers.add("FSPIOP-Signature", *signature);
        else
            base::log(base::LogLevel::Error, "message of the hub could not be signed",
                      {{"resource", hub.resource}});
    }
    http::Outbound message = outbound(hub.destination, std::move(hub.target));
    message.method = hub.method;
    message.headers = std::move(headers);
    message.body = std::move(hub.body);
    message.trace = std::move(hub.trace);
    message.subject = std::move(hub.subject);
    message.spanName = hub.spanName + " -> " + hub.destination;
    message.policy = http::SendPolicy::Once;
    message.timeoutMs = options.onceTimeoutMs;
    return message;
}

http::Outbound CallbackDesk::Impl::renderNotice(ledger::Notice&& notice, bool sign) const
{
    const std::uint64_t seq = notice.seq;
    const std::int64_t queuedMs = notice.at.ms;
    http::Outbound message;
    if (isHubWritten(notice, options.hubName)) {
        message = renderHub(hubMessage(notice), sign);
    } else {
        Target target = targetOf(notice);
        message = outbound(notice.destination.value(), std::move(target));
        message.method =
            notice.kind == ledger::NoticeKind::ForwardPrepare ? http::Method::Post : http::Method::Put;
        message.headers = relayHeaders(notice);
        message.body = notice.relay.body;
        message.trace = notice.trace;
        message.subject = notice.transfer.value().toString();
        message.spanName = std::string(http::toString(message.method)) +
                           (notice.kind == ledger::NoticeKind::ForwardPrepare ? " /transfers -> "
                            : notice.kind == ledger::NoticeKind::RelayError   ? " /transfers/{ID}/error -> "
                                                                              : " /transfers/{ID} -> ") +
                           notice.destination.value();
    }
    if (seq == 0) return message; // Not stored: told once, like a post.
    message.ticket = seq;
    message.policy = http::SendPolicy::UntilDelivered;
    message.timeoutMs = 0;
    message.firstQueuedMs = queuedMs;
    return message;
}

http::Outbound CallbackDesk::Impl::deferred(ledger::Notice&& notice) const
{
    http::Outbound message;
    message.lane = base::toLowerAscii(notice.destination.value());
    message.body = notice.relay.body;
    message.ticket = notice.seq;
    message.complete = [this, notice = std::make_shared<ledger::Notice>(std::move(notice))](
                           http::Outbound& out) { out = renderNotice(std::move(*notice), false); };
    return message;
}

void CallbackDesk::Impl::goAtOnce(std::vector<http::Outbound>&& messages)
{
    auto rest = ports.sendBatch(std::move(messages));
    if (rest.empty()) return;
    {
        const std::lock_guard lock(mutex);
        std::move(rest.begin(), rest.end(), std::back_inserter(toSend));
    }
    wakeSender.notify_one();
}

http::Outbound CallbackDesk::Impl::rendered(Letter&& letter, bool sign) const
{
    if (auto* notice = std::get_if<ledger::Notice>(&letter)) return renderNotice(std::move(*notice), sign);
    if (auto* hub = std::get_if<HubMessage>(&letter)) return renderHub(std::move(*hub), sign);
    return std::move(*std::get_if<http::Outbound>(&letter));
}

bool CallbackDesk::Impl::shouldSign(const Letter& letter) const
{
    if (!options.key) return false;
    if (const auto* notice = std::get_if<ledger::Notice>(&letter))
        return isHubWritten(*notice, options.hubName);
    const auto* hub = std::get_if<HubMessage>(&letter);
    return hub != nullptr && hub->source.empty();
}

void CallbackDesk::Impl::runSigner()
{
    std::unique_lock lock(mutex);
    while (true) {
        wakeSigner.wait(lock, [this] { return stopping || !toSign.empty(); });
        if (stopping) return;
        Unsigned next = std::move(toSign.front());
        toSign.pop_front();
        lock.unlock();
        const bool sign = shouldSign(next.letter);
        Letter ready = rendered(std::move(next.letter), sign);
        if (sign) signatureCount.fetch_add(1, std::memory_order_relaxed);
        lock.lock();
        toSend.push_back(std::move(ready));
        if (const auto it = signing.find(next.key); it != signing.end() && --it->second == 0)
            signing.erase(it);
        wakeSender.notify_one();
    }
}

void CallbackDesk::Impl::runSender()
{
    const auto flushEvery = std::chrono::milliseconds(options.flushMs);
    auto lastFlush = Clock::now() - flushEvery;
    std::unique_lock lock(mutex);
    while (true) {
        const auto ended = [this] { return finished.delivered.size() + finished.dead.size(); };
        const bool lanesWait = held.load(std::memory_order_relaxed) > 0;
        const bool isDraining = heldBack.isDraining();
        auto until =
            Clock::now() + (lanesWait || isDraining ? std::chrono::milliseconds(kRetryLanes) : kIdle);
        if (ended() > 0) until = std::min(until, lastFlush + flushEvery);
        wakeSender.wait_until(lock, until, [&] {
            if (stopping || !toSend.empty() || heldBack.isDraining() != isDraining) return true;
            return ended() > 0 && (ended() >= options.flushMax || Clock::now() >= lastFlush + flushEvery);
        });
        std::vector<Letter> letters;
        letters.swap(toSend);
        posts = 0;
        ledger::FinishDeliveries flush;
        if (ended() > 0 &&
            (stopping || ended() >= options.flushMax || Clock::now() >= lastFlush + flushEvery)) {
            std::swap(flush, finished);
            lastFlush = Clock::now();
        }
        const bool last = stopping;
        handing = true;
        lock.unlock();
        if (lanesWait) retryFullLanes();
        if (isDraining && !last) drain();
        if (!letters.empty() && !last) handOver(std::move(letters));
        if (!flush.delivered.empty() || !flush.dead.empty()) tellLedger(std::move(flush));
        if (last) return;
        lock.lock();
        handing = false;
    }
}

void CallbackDesk::Impl::handOver(std::vector<Letter>&& letters)
{
    std::vector<http::Outbound> batch;
    batch.reserve(letters.size());
    for (Letter& letter : letters) {
        http::Outbound message = rendered(std::move(letter), false);
        const auto full = lanesFull.empty() ? lanesFull.end() : lanesFull.find(message.lane);
        if (full != lanesFull.end() && message.policy == http::SendPolicy::UntilDelivered) {
            full->second.push_back(std::move(message));
            held.fetch_add(1, std::memory_order_relaxed);
        } else {
            batch.push_back(std::move(message));
        }
    }
    handOver(std::move(batch));
}

void CallbackDesk::Impl::handOver(std::vector<http::Outbound>&& batch)
{
    if (batch.empty()) return;
    for (http::Outbound& message : ports.sendBatch(std::move(batch))) {
        if (message.policy == http::SendPolicy::Once) {
            droppedCount.fetch_add(1, std::memory_order_relaxed);
            base::log(base::LogLevel::Warning, "lane is full: a message was dropped",
                      {{"lane", message.lane}});
            continue;
        }
        lanesFull[message.lane].push_back(std::move(message));
        held.fetch_add(1, std::memory_order_relaxed);
    }
}

void CallbackDesk::Impl::retryFullLanes()
{
    for (auto lane = lanesFull.begin(); lane != lanesFull.end();) {
        auto& waiting = lane->second;
        while (!waiting.empty() && ports.send(std::move(waiting.front()))) {
            waiting.pop_front();
            held.fetch_sub(1, std::memory_order_relaxed);
        }
        lane = waiting.empty() ? lanesFull.erase(lane) : std::next(lane);
    }
}

void CallbackDesk::Impl::tellLedger(ledger::FinishDeliveries&& ended)
{
    ledger::Submission submission{std::move(ended), nullptr, 0, {}, {}};
    if (ports.submit(std::move(submission))) return;
    // The writer's queue is full: the next flush tries again. A refused submission is untouched.
    auto* back = std::get_if<ledger::FinishDeliveries>(&submission.command);
    if (back == nullptr) return;
    const std::lock_guard lock(mutex);
    finished.delivered.insert(finished.delivered.end(), back->delivered.begin(), back->delivered.end());
    for (auto& dead : back->dead)
        finished.dead.push_back(std::move(dead));
}

bool CallbackDesk::Impl::isTaken(const ledger::Notice& notice)
{
    if (notice.seq == 0) return true;
    given = std::max(given, notice.seq);
    return heldBack.isEmpty() || !heldBack.keeps(notice, base::toLowerAscii(notice.destination.value()));
}

bool CallbackDesk::Impl::enqueue(ledger::Notice&& notice)
{
    const bool sign = options.key && isHubWritten(notice, options.hubName);
    std::string key = sign || !signing.empty() ? orderKey(notice) : std::string();
    if (!sign && !signing.contains(key)) {
        toSend.emplace_back(std::move(notice));
        return false;
    }
    ++signing[key];
    toSign.push_back({std::move(notice), std::move(key)});
    return true;
}

void CallbackDesk::Impl::setPaused(const std::string& destination, bool isPaused)
{
    ports.pauseLane(destination, isPaused);
    {
        const std::lock_guard lock(mutex);
        if (isPaused)
            heldBack.pause(destination, given);
        else
            heldBack.resume(destination);
        isHolding = !heldBack.isEmpty();
    }
    wakeSender.notify_one();
}

/// The ledger has loaded nothing for them; what it decided since then is on the disk too.
void CallbackDesk::Impl::holdPausedAtStart()
{
    const auto registry = ports.registry();
    if (!registry) return;
    std::vector<std::string> paused;
    for (const auto& entry : registry->participants())
        if (entry->pause) paused.push_back(base::toLowerAscii(entry->participant.name.value()));
    if (paused.empty()) return;
    for (const std::string& destination : paused)
        ports.pauseLane(destination, true);
    {
        const std::lock_guard lock(mutex);
        for (const std::string& destination : paused)
            heldBack.pause(destination, 0);
        isHolding = true;
        const auto isKept = [this](const Letter& letter) {
            const auto* notice = std::get_if<ledger::Notice>(&letter);
            return notice != nullptr && notice->seq != 0 &&
                   heldBack.isHeld(base::toLowerAscii(notice->destination.value()));
        };
        std::erase_if(toSend, isKept);
        std::erase_if(toSign, [&](const Unsigned& waiting) {
            if (!isKept(waiting.letter)) return false;
            if (const auto at = signing.find(waiting.key); at != signing.end() && --at->second == 0)
                signing.erase(at);
            return true;
        });
    }
    // Waited for: what comes once the hub takes payments would be counted twice. A count that fails lets go
    // of the promise, which ends the wait too.
    auto counted = std::make_shared<std::promise<void>>();
    const std::future<void> isCounted = counted->get_future();
    const bool isAsked = ports.countOutbox(
        [this, counted = std::move(counted)](const std::vector<ledger::DestinationCount>& counts) {
            const std::lock_guard lock(mutex);
            for (const auto& count : counts)
                heldBack.addStored(base::toLowerAscii(count.destination.value()), count.messages,
                                   count.oldest.ms);
            counted->set_value();
        });
    if (isAsked)
        isCounted.wait();
    else
        base::log(base::LogLevel::Warning, "paused messages were not counted");
}

void CallbackDesk::Impl::drain()
{
    std::vector<HeldBack::Wanted> pages;
    {
        const std::lock_guard lock(mutex);
        if (toSend.size() + toSign.size() >= options.backlogMax / 2) return;
        std::vector<std::string> busy;
        for (const auto& place : heldBack.figures())
            if (ports.laneFillPercent(place.destination) > options.drainFillPercent)
                busy.push_back(place.destination);
        for (const auto& [lane, waiting] : lanesFull)
            busy.push_back(lane);
        pages = heldBack.wanted(busy);
    }
    for (const auto& wanted : pages) {
        const bool isAsked =
            ports.readOutbox(wanted.destination, wanted.after, options.drainPage,
                             [this, wanted](std::optional<std::vector<ledger::Notice>> page) {
                                 takePage(wanted, std::move(page));
                             });
        if (isAsked) continue;
        const std::lock_guard lock(mutex);
        heldBack.failed(wanted);
    }
}

/// Reader thread.
void CallbackDesk::Impl::takePage(const HeldBack::Wanted& wanted,
                                  std::optional<std::vector<ledger::Notice>>&& page)
{
    {
        const std::lock_guard lock(mutex);
        if (stopping) return;
        if (!page) return heldBack.failed(wanted);
        const bool isLast = page->size() < static_cast<std::size_t>(options.drainPage);
        for (ledger::Notice& notice : heldBack.took(wanted, *std::move(page), isLast))
            enqueue(std::move(notice));
        isHolding = !heldBack.isEmpty();
    }
    wakeSigner.notify_one();
    wakeSender.notify_one();
}

CallbackDesk::CallbackDesk(DeskOptions options, const base::Clock& clock)
    : m_impl(std::make_unique<Impl>(std::move(options), clock))
{}

CallbackDesk::~CallbackDesk()
{
    stop();
}

void CallbackDesk::start(DeskPorts ports)
{
    HUB_CHECK(!m_impl->senderThread.joinable());
    m_impl->ports = std::move(ports);
    m_impl->holdPausedAtStart();
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->running = true;
    }
    m_impl->senderThread = std::thread([this] {
        base::nameThread("outbox");
        m_impl->runSender();
    });
    m_impl->signerThread = std::thread([this] {
        base::nameThread("signer");
        m_impl->runSigner();
    });
}

void CallbackDesk::stop()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->stopping = true;
        m_impl->running = false;
    }
    m_impl->wakeSender.notify_all();
    m_impl->wakeSigner.notify_all();
    if (m_impl->senderThread.joinable()) m_impl->senderThread.join();
    if (m_impl->signerThread.joinable()) m_impl->signerThread.join();
}

void CallbackDesk::notices(std::vector<ledger::Notice>&& notices)
{
    bool forSigner = false;
    bool forSender = false;
    std::vector<http::Outbound> atOnce;
    {
        const std::lock_guard lock(m_impl->mutex);
        bool isOpenRoad = m_impl->isOpenRoad();
        for (ledger::Notice& notice : notices) {
            if (!m_impl->isTaken(notice)) continue;
            const bool isOurs = isHubWritten(notice, m_impl->options.hubName);
            const bool mustWait = !m_impl->signing.empty() && m_impl->signing.contains(orderKey(notice));
            // A lane's bound counts the body, which ours have not yet.
            if (isOpenRoad && !isOurs && !mustWait) {
                atOnce.push_back(m_impl->deferred(std::move(notice)));
            } else if (m_impl->enqueue(std::move(notice))) {
                forSigner = true;
            } else {
                forSender = true;
                isOpenRoad = false;
            }
        }
    }
    if (!atOnce.empty()) m_impl->goAtOnce(std::move(atOnce));
    if (forSigner) m_impl->wakeSigner.notify_one();
    if (forSender) m_impl->wakeSender.notify_one();
}

void CallbackDesk::committed(std::shared_ptr<const ledger::Batch> batch)
{
    for (const auto& change : batch->changes) {
        const auto* put = std::get_if<ledger::DeliveryPausePut>(&change);
        if (put == nullptr || !m_impl->ports.registry) continue;
        const auto registry = m_impl->ports.registry();
        const auto* entry = registry ? registry->find(put->participant) : nullptr;
        if (entry != nullptr)
            m_impl->setPaused(base::toLowerAscii(entry->participant.name.value()), put->pause.has_value());
    }
}

void CallbackDesk::delivered(std::vector<http::DeliveryResult>&& results)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_impl->mutex);
        auto& finished = m_impl->finished;
        wake = finished.delivered.empty() && finished.dead.empty();
        for (http::DeliveryResult& result : results) {
            if (result.ticket == 0 || (result.ticket & kOnceBit) != 0) continue;
            if (result.outcome == http::DeliveryOutcome::Delivered) {
                finished.delivered.push_back(result.ticket);
                m_impl->deliveredCount.fetch_add(1, std::memory_order_relaxed);
            } else if (result.outcome == http::DeliveryOutcome::DeadLetter) {
                std::string reason(http::toString(result.reason));
                if (!result.detail.empty()) reason += ": " + result.detail;
                finished.dead.push_back({result.ticket, result.attempts, std::move(reason)});
                m_impl->deadCount.fetch_add(1, std::memory_order_relaxed);
            }
        }
        wake = wake || finished.delivered.size() >= m_impl->options.flushMax;
    }
    if (wake) m_impl->wakeSender.notify_one();
    for (http::DeliveryResult& result : results) {
        if ((result.ticket & kOnceBit) == 0) continue;
        Done done;
        {
            const std::lock_guard lock(m_impl->onceMutex);
            const auto it = m_impl->once.find(result.ticket);
            if (it == m_impl->once.end()) continue;
            done = std::move(it->second);
            m_impl->once.erase(it);
        }
        if (done) done(std::move(result));
    }
}

bool CallbackDesk::post(HubMessage&& message)
{
    const bool sign = m_impl->options.key && message.source.empty();
    {
        const std::lock_guard lock(m_impl->mutex);
        if (m_impl->stopping || m_impl->posts + m_impl->toSign.size() >= m_impl->options.postsMax) {
            m_impl->droppedCount.fetch_add(1, std::memory_order_relaxed);
            return false;
        }
        if (sign) {
            m_impl->toSign.push_back({std::move(message), {}});
        } else {
            m_impl->toSend.emplace_back(std::move(message));
            ++m_impl->posts;
        }
    }
    (sign ? m_impl->wakeSigner : m_impl->wakeSender).notify_one();
    return true;
}

bool CallbackDesk::sendOnce(http::Outbound&& message, Done done)
{
    const std::uint64_t ticket = m_impl->nextTicket.fetch_add(1, std::memory_order_relaxed) | kOnceBit;
    {
        const std::lock_guard lock(m_impl->onceMutex);
        if (m_impl->once.size() >= m_impl->options.pendingOnceMax) return false;
        m_impl->once.emplace(ticket, std::move(done));
    }
    message.ticket = ticket;
    message.policy = http::SendPolicy::Once;
    if (message.timeoutMs == 0) message.timeoutMs = m_impl->options.onceTimeoutMs;
    if (m_impl->ports.send(std::move(message))) return true;
    const std::lock_guard lock(m_impl->onceMutex);
    m_impl->once.erase(ticket);
    return false;
}

bool CallbackDesk::isOverloaded() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->toSend.size() + m_impl->toSign.size() + m_impl->held.load(std::memory_order_relaxed) >=
           m_impl->options.backlogMax;
}

bool CallbackDesk::isFull(std::string_view destination) const
{
    if (!m_impl->isHolding.load(std::memory_order_relaxed)) return false;
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->heldBack.messages(base::toLowerAscii(destination)) >= m_impl->options.pausedMax;
}

std::vector<HeldBack::Figures> CallbackDesk::heldBack() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->heldBack.figures();
}

DeskStatistics CallbackDesk::statistics() const
{
    DeskStatistics statistics;
    statistics.waitingMax = m_impl->options.backlogMax;
    {
        const std::lock_guard lock(m_impl->mutex);
        statistics.waiting = m_impl->toSend.size() + m_impl->held.load(std::memory_order_relaxed);
        statistics.waitingForSignature = m_impl->toSign.size();
    }
    {
        const std::lock_guard lock(m_impl->onceMutex);
        statistics.awaitedResults = m_impl->once.size();
    }
    statistics.delivered = m_impl->deliveredCount.load(std::memory_order_relaxed);
    statistics.deadLetters = m_impl->deadCount.load(std::memory_order_relaxed);
    statistics.signatures = m_impl->signatureCount.load(std::memory_order_relaxed);
    statistics.postsDropped = m_impl->droppedCount.load(std::memory_order_relaxed);
    return statistics;
}

} // namespace hub::fspiop
