#include "core/http/lane.h"

#include "core/http/outbound_connection.h"
#include "core/http/sender_thread.h"

#include <algorithm>

namespace hub::http {
namespace {

constexpr int kPatientStatuses[] = {408, 425, 429};
constexpr std::size_t kConnectionsMax = 64;

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

bool isFinalClientError(int status)
{
    return status >= 400 && status < 500 &&
           std::find(std::begin(kPatientStatuses), std::end(kPatientStatuses), status) ==
               std::end(kPatientStatuses);
}

std::size_t sizeOf(const Outbound& message)
{
    return message.body ? message.body->size() : 0;
}

} // namespace

void LaneMeter::recordLatency(std::int64_t us)
{
    const auto bucket = std::lower_bound(kBoundsUs.begin(), kBoundsUs.end(), us) - kBoundsUs.begin();
    latencies[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
}

LaneStatistics LaneMeter::read() const
{
    LaneStatistics out;
    out.lane = lane;
    const std::size_t all = owned.load(std::memory_order_relaxed);
    out.inFlight = inFlight.load(std::memory_order_relaxed);
    out.queued = all > out.inFlight ? all - out.inFlight : 0;
    out.paused = paused.load(std::memory_order_relaxed);
    out.breaker = breaker.load(std::memory_order_relaxed);
    out.delivered = delivered.load(std::memory_order_relaxed);
    out.attemptsFailed = attemptsFailed.load(std::memory_order_relaxed);
    out.deadLetters = deadLetters.load(std::memory_order_relaxed);
    out.lastErrorMs = lastErrorMs.load(std::memory_order_relaxed);
    out.lastSuccessMs = lastSuccessMs.load(std::memory_order_relaxed);
    std::uint64_t total = 0;
    for (const auto& count : latencies)
        total += count.load(std::memory_order_relaxed);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < latencies.size() && total > 0; ++i) {
        seen += latencies[i].load(std::memory_order_relaxed);
        if (seen * 100 < total * 95) continue;
        out.p95Us = kBoundsUs[std::min(i, kBoundsUs.size() - 1)];
        break;
    }
    out.oldestMs = all > 0 ? oldestMs.load(std::memory_order_relaxed) : 0;
    const std::lock_guard lock(detailMutex);
    out.lastError = lastError;
    out.endpoints = endpoints;
    return out;
}

void LaneMeter::recordEndpoint(std::string_view endpoint, std::int64_t nowMs, const std::string& error)
{
    const std::lock_guard lock(detailMutex);
    auto at = std::find_if(endpoints.begin(), endpoints.end(),
                           [endpoint](const auto& known) { return known.endpoint == endpoint; });
    if (at == endpoints.end()) {
        endpoints.emplace_back().endpoint = endpoint;
        at = std::prev(endpoints.end());
    }
    if (error.empty()) {
        ++at->delivered;
        at->failedInARow = 0;
        at->lastSuccessMs = nowMs;
        return;
    }
    ++at->attemptsFailed;
    ++at->failedInARow;
    at->lastErrorMs = nowMs;
    at->lastError = error;
}

void LaneMeter::recordFailure(FailedAttempt&& failure)
{
    const std::lock_guard lock(detailMutex);
    failures.push_front(std::move(failure));
    if (failures.size() > FailedAttempt::kKept) failures.pop_back();
}

std::vector<FailedAttempt> LaneMeter::readFailures() const
{
    const std::lock_guard lock(detailMutex);
    return {failures.begin(), failures.end()};
}

Lane::Lane(SenderThread& thread, LaneMeter& meter)
    : m_thread(thread)
    , m_meter(meter)
{}
Lane::~Lane() = default;

void Lane::countInFlight(int change)
{
    m_inFlight = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(m_inFlight) + change);
    m_meter.inFlight.store(m_inFlight, std::memory_order_relaxed);
}

void Lane::enqueue(std::unique_ptr<Job> job)
{
    const Outbound& message = job->message;
    job->attempts = message.attemptsBefore;
    job->firstQueuedMs = message.firstQueuedMs != 0 ? message.firstQueuedMs : utcUs() / 1000;
    if (message.policy == SendPolicy::Once) {
        job->deadlineMs =
            steadyMs() + (message.timeoutMs > 0 ? message.timeoutMs : m_thread.options().timeoutMs);
        leaveOldAddress();
        if (m_breaker == BreakerState::Open && !message.isProbe) {
            Attempt refused;
            refused.reason = DeliveryReason::BreakerOpen;
            finish(std::move(job), DeliveryOutcome::Failed, std::move(refused), false);
            return;
        }
        ++m_onceWaiting;
    }
    if (!message.subject.empty()) {
        const auto [place, free] = m_subjects.try_emplace(message.subject);
        if (!free) {
            place->second.push_back(std::move(job));
            return;
        }
    }
    m_ready.push_back(std::move(job));
}

void Lane::pump()
{
    if (m_pumping || m_thread.stopping()) return;
    m_pumping = true;
    const std::size_t most =
        std::clamp<std::size_t>(m_thread.options().connectionsPerLane, 1, kConnectionsMax);
    while (!m_paused && !m_ready.empty() && m_breaker != BreakerState::Open) {
        if (m_inFlight >= (m_breaker == BreakerState::HalfOpen ? 1 : most)) break;
        auto job = std::move(m_ready.front());
        m_ready.pop_front();
        startJob(std::move(job));
    }
    m_pumping = false;
}

void Lane::startJob(std::unique_ptr<Job> job)
{
    const Outbound& message = job->message;
    const bool first = job->attempts == message.attemptsBefore;
    ++job->attempts;
    job->onceMore = false;
    job->span = events::newSpanId();
    job->startUs = utcUs();
    if (message.policy == SendPolicy::Once)
        --m_onceWaiting;
    else
        job->deadlineMs =
            steadyMs() + (message.timeoutMs > 0 ? message.timeoutMs : m_thread.options().timeoutMs);
    if (first) {
        for (const auto& [name, value] : message.headers) {
            if (isValidField(name, value)) continue;
            Attempt refused;
            refused.reason = DeliveryReason::InvalidMessage;
            refused.detail = "header " + name;
            judge(std::move(job), std::move(refused));
            return;
        }
    }
    sendJob(std::move(job), false);
}

void Lane::sendJob(std::unique_ptr<Job> job, bool fresh)
{
    const auto& resolve = job->message.resolveUrl;
    const std::optional<std::string> text = resolve ? resolve() : std::nullopt;
    const std::optional<Url> url = text ? parseUrl(*text) : std::nullopt;
    if (!url) {
        Attempt refused;
        refused.reason = text ? DeliveryReason::InvalidMessage : DeliveryReason::NoEndpoint;
        refused.detail = text ? "not a URL" : "no endpoint";
        judge(std::move(job), std::move(refused));
        return;
    }
    job->url = *text;
    OutboundConnection& connection = connectionFor(*url, fresh);
    countInFlight(1);
    connection.begin(std::move(job), *url);
}

OutboundConnection& Lane::connectionFor(const Url& url, bool fresh)
{
    for (auto it = m_idle.rbegin(); !fresh && it != m_idle.rend(); ++it) {
        if (!(*it)->origin().sameOrigin(url)) continue;
        OutboundConnection* connection = *it;
        m_idle.erase(std::next(it).base());
        return *connection;
    }
    const std::size_t most =
        std::clamp<std::size_t>(m_thread.options().connectionsPerLane, 1, kConnectionsMax);
    if (m_connections.size() >= most && !m_idle.empty()) {
        OutboundConnection* oldest = m_idle.front();
        oldest->abandon();
        drop(*oldest);
    }
    m_connections.push_back(std::make_unique<OutboundConnection>(m_thread, *this, url));
    return *m_connections.back();
}

// Its owner may be on the stack above us, so it is deleted when the turn is over.
void Lane::drop(OutboundConnection& connection)
{
    std::erase(m_idle, &connection);
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const auto& owned) { return owned.get() == &connection; });
    if (found == m_connections.end()) return;
    m_thread.retireLater(std::move(*found));
    m_connections.erase(found);
}

void Lane::lost(OutboundConnection& connection)
{
    drop(connection);
}

void Lane::ended(OutboundConnection& connection, std::unique_ptr<Job> job, Attempt&& attempt, bool reusable)
{
    countInFlight(-1);
    if (reusable)
        m_idle.push_back(&connection);
    else
        drop(connection);
    if (attempt.reason == DeliveryReason::None && attempt.status == 0)
        sendJob(std::move(job), true);
    else
        judge(std::move(job), std::move(attempt));
    pump();
}

void Lane::noteAttempt(const Job& job, const Attempt& attempt)
{
    const std::int64_t now = utcUs();
    const bool good = isSuccess(attempt.status);
    if (attempt.status != 0) m_meter.recordLatency(now - job.startUs);
    if (good)
        m_meter.lastSuccessMs.store(now / 1000, std::memory_order_relaxed);
    else
        noteFailure(job, attempt, now);
    if (good && !job.message.endpoint.empty()) m_meter.recordEndpoint(job.message.endpoint, now / 1000, {});
    if (m_thread.spans() == nullptr) return;
    events::Span span;
    span.trace = job.message.trace.trace;
    span.id = job.span;
    span.parent = job.message.trace.parent;
    span.kind = events::SpanKind::Deliver;
    span.failed = !good;
    span.startUs = job.startUs;
    span.endUs = now;
    span.name = job.message.spanName;
    span.subject = job.message.subject;
    span.attributes = {{"status", std::to_string(attempt.status)},
                       {"attempt", std::to_string(job.attempts)},
                       {"lane", job.message.lane}};
    if (attempt.reason != DeliveryReason::None)
        span.attributes.emplace_back("reason", toString(attempt.reason));
    m_thread.spans()->record(std::move(span));
}

void Lane::noteFailure(const Job& job, const Attempt& attempt, std::int64_t nowUs)
{
    m_meter.attemptsFailed.fetch_add(1, std::memory_order_relaxed);
    m_meter.lastErrorMs.store(nowUs / 1000, std::memory_order_relaxed);
    const std::string error =
        attempt.detail.empty() ? "status " + std::to_string(attempt.status) : attempt.detail;
    {
        const std::lock_guard lock(m_meter.detailMutex);
        m_meter.lastError = error;
    }
    if (!job.message.endpoint.empty()) m_meter.recordEndpoint(job.message.endpoint, nowUs / 1000, error);
    FailedAttempt failure;
    failure.atMs = nowUs / 1000;
    failure.endpoint = job.message.endpoint;
    failure.what = job.message.spanName;
    failure.subject = job.message.subject;
    failure.url = job.url;
    failure.attempt = job.attempts;
    failure.reason = attempt.reason;
    failure.status = attempt.status;
    failure.tookUs = nowUs - job.startUs;
    failure.detail = attempt.detail;
    failure.answer = attempt.body.substr(0, FailedAttempt::kAnswerMax);
    failure.trace = job.message.trace.trace;
    m_meter.recordFailure(std::move(failure));
}

/// A pass over all that waits, so once a second is often enough.
void Lane::noteOldest(std::int64_t nowMs)
{
    constexpr std::int64_t kEveryMs = 1000;
    if (busy() && nowMs - m_oldestNotedMs < kEveryMs) return;
    m_oldestNotedMs = nowMs;
    std::int64_t oldest = 0;
    const auto look = [&oldest](const std::unique_ptr<Job>& job) {
        if (job && (oldest == 0 || job->firstQueuedMs < oldest)) oldest = job->firstQueuedMs;
    };
    for (const auto& job : m_ready)
        look(job);
    for (const auto& [due, job] : m_delayed)
        look(job);
    for (const auto& [subject, chain] : m_subjects)
        for (const auto& job : chain)
            look(job);
    m_meter.oldestMs.store(oldest, std::memory_order_relaxed);
}

void Lane::updateBreaker(const Job& job, const Attempt& attempt)
{
    switch (attempt.reason) {
    case DeliveryReason::NoEndpoint:
    case DeliveryReason::InvalidMessage:
    case DeliveryReason::Policy:
        return; // Says nothing about the other side.
    default:
        break;
    }
    const bool bad = attempt.status == 0 || attempt.reason == DeliveryReason::Protocol ||
                     (attempt.status >= 500 && attempt.status != 501);
    if (!bad) {
        m_failures = 0;
        setBreaker(BreakerState::Closed);
        return;
    }
    if (++m_failures < m_thread.options().breakerFailures && m_breaker == BreakerState::Closed) return;
    m_breakerUntilMs = steadyMs() + m_thread.options().breakerOpenMs;
    m_failedUrl = job.url;
    m_resolveFailed = job.message.resolveUrl;
    setBreaker(BreakerState::Open);
}

/// An operator who moves a participant to another server does not wait for the breaker of the old one: the
/// first message tries the new one at once, and what was put off for the old one is put off no longer.
void Lane::leaveOldAddress()
{
    if (m_breaker != BreakerState::Open || !m_resolveFailed) return;
    const std::optional<std::string> text = m_resolveFailed();
    if (!text || *text == m_failedUrl) return;
    const std::optional<Url> now = parseUrl(*text);
    const std::optional<Url> old = parseUrl(m_failedUrl);
    if (!now || (old && now->sameOrigin(*old))) return;
    m_failures = 0;
    setBreaker(BreakerState::HalfOpen);
    for (auto it = m_delayed.rbegin(); it != m_delayed.rend(); ++it)
        m_ready.push_front(std::move(it->second));
    m_delayed.clear();
}

void Lane::setBreaker(BreakerState state)
{
    if (m_breaker == state) return;
    m_breaker = state;
    m_meter.breaker.store(state, std::memory_order_relaxed);
    if (state == BreakerState::Open) failOnceJobs(DeliveryReason::BreakerOpen, INT64_MAX);
}

void Lane::judge(std::unique_ptr<Job> job, Attempt&& attempt)
{
    const bool once = job->message.policy == SendPolicy::Once;
    // Who has said 2xx has the message, even when the rest of the answer never came.
    if (isSuccess(attempt.status) && !once) attempt.reason = DeliveryReason::None;
    if (!job->message.isProbe) {
        noteAttempt(*job, attempt);
        updateBreaker(*job, attempt);
    }
    const int status = attempt.status;
    if (isSuccess(status) && attempt.reason == DeliveryReason::None) {
        if (!job->message.isProbe) m_meter.delivered.fetch_add(1, std::memory_order_relaxed);
        return finish(std::move(job), DeliveryOutcome::Delivered, std::move(attempt));
    }
    const bool answered = attempt.reason == DeliveryReason::None;
    if (answered)
        attempt.reason = status >= 300 && status < 400 ? DeliveryReason::Redirect : DeliveryReason::Status;
    if (once) {
        const auto outcome = answered ? DeliveryOutcome::PeerError : DeliveryOutcome::Failed;
        return finish(std::move(job), outcome, std::move(attempt));
    }
    if (answered && isFinalClientError(status)) ++job->clientErrors;
    const bool hopeless = attempt.reason == DeliveryReason::InvalidMessage ||
                          attempt.reason == DeliveryReason::Policy ||
                          attempt.reason == DeliveryReason::Redirect || (answered && status == 501) ||
                          job->clientErrors >= m_thread.options().clientErrorAttempts;
    const bool expired = job->attempts >= m_thread.options().attemptsMax ||
                         utcUs() / 1000 - job->firstQueuedMs > m_thread.options().lifeMs;
    if (!hopeless && !expired) return retryLater(std::move(job), attempt);
    if (!hopeless) attempt.reason = DeliveryReason::Expired;
    m_meter.deadLetters.fetch_add(1, std::memory_order_relaxed);
    finish(std::move(job), DeliveryOutcome::DeadLetter, std::move(attempt));
}

void Lane::retryLater(std::unique_ptr<Job> job, const Attempt& attempt)
{
    const auto& options = m_thread.options();
    std::int64_t delay = options.retryFirstMs;
    for (int i = 1; i < job->attempts && delay < options.retryMaxMs; ++i)
        delay *= 2;
    delay = std::min<std::int64_t>(delay, options.retryMaxMs);
    const std::int64_t spread = delay * options.retryJitterPercent / 100;
    if (spread > 0)
        delay += static_cast<std::int64_t>(events::newSpanId() % static_cast<std::uint64_t>(2 * spread + 1)) -
                 spread;
    if (attempt.status == 429 || attempt.status == 503)
        delay = std::max(delay, std::min<std::int64_t>(attempt.retryAfterMs, options.retryAfterMaxMs));
    m_delayed.emplace(steadyMs() + delay, std::move(job));
}

void Lane::finish(std::unique_ptr<Job> job, DeliveryOutcome outcome, Attempt&& attempt, bool holdsSubject)
{
    DeliveryResult result;
    result.ticket = job->message.ticket;
    result.outcome = outcome;
    result.reason = attempt.reason;
    result.status = attempt.status;
    result.attempts = job->attempts;
    result.tookUs = job->startUs != 0 ? utcUs() - job->startUs : 0;
    result.lane = job->message.lane;
    result.detail = std::move(attempt.detail);
    result.headers = std::move(attempt.headers);
    result.body = std::move(attempt.body);
    result.truncated = attempt.truncated;
    m_meter.owned.fetch_sub(1, std::memory_order_relaxed);
    m_meter.bytes.fetch_sub(sizeOf(job->message), std::memory_order_relaxed);
    if (holdsSubject && !job->message.subject.empty()) releaseSubject(job->message.subject);
    m_thread.report(std::move(result));
}

void Lane::releaseSubject(const std::string& subject)
{
    const auto found = m_subjects.find(subject);
    if (found == m_subjects.end()) return;
    if (found->second.empty()) {
        m_subjects.erase(found);
        return;
    }
    // It was queued before whatever is ready now.
    m_ready.push_front(std::move(found->second.front()));
    found->second.pop_front();
}

void Lane::failOnceJobs(DeliveryReason reason, std::int64_t dueMs)
{
    if (m_onceWaiting == 0) return;
    const auto isDue = [dueMs](const std::unique_ptr<Job>& job) {
        return job->message.policy == SendPolicy::Once && job->deadlineMs < dueMs;
    };
    const auto collect = [&](Jobs& from, Jobs& into) {
        for (auto& job : from)
            if (isDue(job)) into.push_back(std::move(job));
        std::erase(from, nullptr);
    };
    Jobs holders;
    Jobs waiting;
    collect(m_ready, holders);
    for (auto& [subject, chain] : m_subjects)
        collect(chain, waiting);
    m_onceWaiting -= holders.size() + waiting.size();
    for (Jobs* jobs : {&waiting, &holders}) {
        for (auto& job : *jobs) {
            Attempt attempt;
            attempt.reason = reason;
            finish(std::move(job), DeliveryOutcome::Failed, std::move(attempt), jobs == &holders);
        }
    }
}

void Lane::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused) pump();
}

void Lane::tick(std::int64_t nowMs)
{
    std::vector<OutboundConnection*> connections;
    connections.reserve(m_connections.size());
    for (const auto& connection : m_connections)
        connections.push_back(connection.get());
    for (OutboundConnection* connection : connections)
        connection->tick(nowMs);
    while (!m_idle.empty() && nowMs - m_idle.front()->idleSinceMs() > m_thread.options().idleMs) {
        OutboundConnection* oldest = m_idle.front();
        oldest->abandon();
        drop(*oldest);
    }
    leaveOldAddress();
    const auto due = m_delayed.upper_bound(nowMs);
    for (auto it = std::make_reverse_iterator(due); it != m_delayed.rend(); ++it)
        m_ready.push_front(std::move(it->second));
    m_delayed.erase(m_delayed.begin(), due);
    if (m_breaker == BreakerState::Open && nowMs >= m_breakerUntilMs) setBreaker(BreakerState::HalfOpen);
    failOnceJobs(DeliveryReason::Timeout, nowMs);
    pump();
    noteOldest(nowMs);
}

void Lane::abandon()
{
    const auto give = [this](std::unique_ptr<Job> job) {
        if (job) finish(std::move(job), DeliveryOutcome::Stopped, Attempt(), false);
    };
    for (auto& connection : m_connections)
        give(connection->abandon());
    for (auto& job : m_ready)
        give(std::move(job));
    for (auto& [due, job] : m_delayed)
        give(std::move(job));
    for (auto& [subject, chain] : m_subjects)
        for (auto& job : chain)
            give(std::move(job));
    m_idle.clear();
    m_connections.clear();
    m_ready.clear();
    m_delayed.clear();
    m_subjects.clear();
}

} // namespace hub::http
