#include "core/admin/callbacks_service.h"

#include "core/domain/callback_types.h"
#include "core/http/target_check.h"
#include "core/http/url.h"

#include <algorithm>

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;

constexpr int kRowsMax = 500;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<base::Instant> timeOf(std::int64_t ms)
{
    return ms != 0 ? std::optional(base::Instant{ms}) : std::nullopt;
}

/// `https://dfsp.example:4000` of an address or template; empty when it is none.
std::string originOf(std::string_view address)
{
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::string_view origin = address.substr(0, address.find_first_of("/?#{", scheme + 3));
    return http::parseUrl(std::string(origin) + "/") ? std::string(origin) : std::string();
}

/// By the lower-case name, which is a lane's name too. Valid while `rows` keeps its size.
std::map<std::string, api::DestinationRow*> rowsByName(std::vector<api::DestinationRow>& rows)
{
    std::map<std::string, api::DestinationRow*> byName;
    for (api::DestinationRow& row : rows)
        byName[base::toLowerAscii(row.participant.toStdString())] = &row;
    return byName;
}

api::BreakerState breakerOf(http::BreakerState state)
{
    switch (state) {
    case http::BreakerState::Closed:
        return api::BreakerState::Closed;
    case http::BreakerState::HalfOpen:
        return api::BreakerState::HalfOpen;
    case http::BreakerState::Open:
        break;
    }
    return api::BreakerState::Open;
}

void addLane(api::DestinationRow& row, const http::LaneStatistics& lane)
{
    row.breaker = breakerOf(lane.breaker);
    row.queued += static_cast<qint64>(lane.queued);
    row.inFlight = static_cast<qint64>(lane.inFlight);
    row.delivered = static_cast<qint64>(lane.delivered);
    row.failed = static_cast<qint64>(lane.attemptsFailed);
    row.p95Us = lane.p95Us;
    row.lastSuccessAt = timeOf(lane.lastSuccessMs);
    row.lastErrorAt = timeOf(lane.lastErrorMs);
    row.lastError = textOf(lane.lastError);
    row.oldestQueuedAt = timeOf(lane.oldestMs);
    for (const http::EndpointStatistics& figures : lane.endpoints) {
        const auto at = std::find_if(row.endpoints.begin(), row.endpoints.end(), [&](const auto& endpoint) {
            return endpoint.type == textOf(figures.endpoint);
        });
        if (at == row.endpoints.end()) continue;
        at->delivered = static_cast<qint64>(figures.delivered);
        at->failed = static_cast<qint64>(figures.attemptsFailed);
        at->failedInARow = static_cast<qint64>(figures.failedInARow);
        at->lastSuccessAt = timeOf(figures.lastSuccessMs);
        at->lastErrorAt = timeOf(figures.lastErrorMs);
        at->lastError = textOf(figures.lastError);
    }
}

ledger::DeadLetterFilter filterOf(const api::DeadLetterFilter& filter)
{
    ledger::DeadLetterFilter out;
    out.destination = filter.participant.toStdString();
    out.reason = filter.reason.toStdString();
    out.from = filter.from;
    out.to = filter.to;
    return out;
}

api::DeliveryFailure failureOf(const http::FailedAttempt& attempt)
{
    api::DeliveryFailure out;
    out.at = base::Instant{attempt.atMs};
    out.type = textOf(attempt.endpoint);
    out.message = textOf(attempt.what.substr(0, attempt.what.find(" -> ")));
    out.subject = textOf(attempt.subject);
    out.url = textOf(attempt.url);
    out.attempt = attempt.attempt;
    out.reason = attempt.reason == http::DeliveryReason::None ? QStringLiteral("status")
                                                              : textOf(http::toString(attempt.reason));
    out.status = attempt.status;
    out.tookUs = attempt.tookUs;
    out.detail = textOf(attempt.detail);
    out.answer = textOf(attempt.answer);
    out.traceId = textOf(attempt.trace.toHex());
    return out;
}

} // namespace

api::CallbackEndpoint CallbacksService::endpointOf(const ledger::ParticipantEntry& entry,
                                                   std::string_view type) const
{
    api::CallbackEndpoint out;
    out.type = textOf(type);
    const std::string* value = entry.endpoint(type);
    if (value != nullptr) {
        out.state = api::EndpointState::Set;
    } else if (value = entry.endpoint(domain::kGenericCallback); value != nullptr) {
        out.state = api::EndpointState::Inherited;
    } else {
        return out;
    }
    out.value = textOf(*value);
    const std::lock_guard lock(m_mutex);
    if (const auto at = m_probes.find(originOf(*value)); at != m_probes.end()) out.probe = at->second;
    return out;
}

api::DestinationRow CallbacksService::rowOf(const ledger::ParticipantEntry& entry) const
{
    api::DestinationRow row;
    row.participant = textOf(entry.participant.name.value());
    row.active = entry.participant.isActive;
    if (entry.pause) {
        row.paused = true;
        row.pausedAt = entry.pause->since;
        row.pausedBy = textOf(entry.pause->operatorName);
        row.pauseReason = textOf(entry.pause->reason);
    }
    row.endpoints.push_back(endpointOf(entry, domain::kGenericCallback));
    for (const domain::CallbackType& type : domain::callbackTypes())
        row.endpoints.push_back(endpointOf(entry, type.type));
    return row;
}

void CallbacksService::addLanes(std::vector<api::DestinationRow>& rows) const
{
    const auto byLane = rowsByName(rows);
    if (m_ports.lanes)
        for (const http::LaneStatistics& lane : m_ports.lanes())
            if (const auto at = byLane.find(lane.lane); at != byLane.end()) addLane(*at->second, lane);
    if (!m_ports.onDisk) return;
    for (const WaitingOnDisk& waiting : m_ports.onDisk()) {
        const auto at = byLane.find(waiting.destination);
        if (at == byLane.end()) continue;
        api::DestinationRow& row = *at->second;
        row.draining = waiting.isDraining;
        row.queued += static_cast<qint64>(waiting.messages);
        const auto oldest = timeOf(waiting.oldestMs);
        if (oldest && (!row.oldestQueuedAt || *oldest < *row.oldestQueuedAt)) row.oldestQueuedAt = oldest;
    }
}

void CallbacksService::overview(Done<std::vector<api::DestinationRow>> done)
{
    using Counts = std::vector<ledger::DestinationCount>;
    m_readers.read<Counts>([](ledger::LedgerReader& reader) { return reader.deadLetterCounts(); },
                           [this, done = std::move(done)](Result<Counts> counts) {
                               if (!counts) return done(base::Unexpected(counts.error()));
                               std::vector<api::DestinationRow> rows;
                               const auto registry = m_view.registry();
                               for (const auto& entry : registry->participants())
                                   if (entry->participant.id != ledger::kHubParticipant)
                                       rows.push_back(rowOf(*entry));
                               addLanes(rows);
                               const auto byName = rowsByName(rows);
                               for (const auto& count : *counts)
                                   if (const auto at =
                                           byName.find(base::toLowerAscii(count.destination.value()));
                                       at != byName.end())
                                       at->second->deadLetters = static_cast<qint64>(count.messages);
                               std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
                                   return a.participant.compare(b.participant, Qt::CaseInsensitive) < 0;
                               });
                               done(std::move(rows));
                           });
}

api::DeadLetterRow CallbacksService::letterRow(const ledger::DeadLetter& letter) const
{
    api::DeadLetterRow row;
    row.id = static_cast<qint64>(letter.notice.seq);
    row.participant = textOf(letter.notice.destination.value());
    if (m_ports.describe) {
        const MessageText text = m_ports.describe(letter.notice, false);
        row.type = textOf(text.type);
        row.message = textOf(text.message);
    }
    row.subject = textOf(letter.notice.transfer.value().toString());
    row.attempts = letter.attempts;
    row.reason = textOf(letter.reason);
    row.queuedAt = letter.notice.at;
    row.at = letter.at;
    return row;
}

void CallbacksService::letters(ledger::DeadLetterFilter filter, Done<std::vector<ledger::DeadLetter>> done)
{
    m_readers.read<std::vector<ledger::DeadLetter>>(
        [filter = std::move(filter)](ledger::LedgerReader& reader) { return reader.deadLetters(filter); },
        std::move(done));
}

void CallbacksService::deadLetters(const api::DeadLetterFilter& filter, const api::PageRequest& page,
                                   Done<api::Page<api::DeadLetterRow>> done)
{
    ledger::DeadLetterFilter wanted = filterOf(filter);
    if (!filter.subject.isEmpty()) {
        const auto id = domain::CorrelationId::parse(filter.subject.trimmed().toStdString());
        if (!id) return done(refuse(kGenericValidationError, "subject is no id"));
        wanted.transfer = domain::TransferId(*id);
    }
    bool isNumber = true;
    wanted.before = page.after.isEmpty() ? 0 : page.after.toULongLong(&isNumber);
    if (!isNumber) return done(refuse(kGenericValidationError, "after is no page key"));
    const int limit = std::clamp(page.limit, 1, kRowsMax);
    wanted.limit = limit + 1;
    letters(std::move(wanted),
            [this, limit, done = std::move(done)](Result<std::vector<ledger::DeadLetter>> found) {
                if (!found) return done(base::Unexpected(found.error()));
                api::Page<api::DeadLetterRow> out;
                for (const ledger::DeadLetter& letter : *found) {
                    if (static_cast<int>(out.rows.size()) == limit) {
                        out.next = QString::number(out.rows.back().id);
                        break;
                    }
                    out.rows.push_back(letterRow(letter));
                }
                done(std::move(out));
            });
}

void CallbacksService::deadLetter(qint64 id, Done<api::DeadLetterDetail> done)
{
    ledger::DeadLetterFilter filter;
    filter.seq = static_cast<ledger::OutboxSeq>(id);
    filter.limit = 1;
    letters(std::move(filter), [this, done = std::move(done)](Result<std::vector<ledger::DeadLetter>> found) {
        if (!found) return done(base::Unexpected(found.error()));
        if (found->empty()) return done(refuse(kGenericIDNotFound, "dead letter not found"));
        const ledger::DeadLetter& letter = found->front();
        api::DeadLetterDetail out;
        out.row = letterRow(letter);
        if (m_ports.describe) {
            const MessageText text = m_ports.describe(letter.notice, true);
            out.path = textOf(text.path);
            out.headers = textOf(text.headers);
            out.body = textOf(text.body);
        }
        done(std::move(out));
    });
}

struct CallbacksService::ReplayRun
{
    Caller caller;
    Note note;
    std::string participant;
    std::vector<ledger::OutboxSeq> letters; ///< ascending
    std::size_t next = 0;
    api::ReplayReport report;
    Done<api::ReplayReport> done;
};

void CallbacksService::replay(const Caller& caller, api::ReplayOrder order, Note note,
                              Done<api::ReplayReport> done)
{
    if (auto allowed = checkReason(caller, note); !allowed) return done(base::Unexpected(allowed.error()));
    if (order.ids.size() > m_ports.replayMax)
        return done(refuse(kTooManyElements, "at most " + std::to_string(m_ports.replayMax) +
                                                 " dead letters are sent again by one order"));
    auto run = std::make_shared<ReplayRun>();
    run->caller = caller;
    run->note = std::move(note);
    run->done = std::move(done);
    for (const qint64 id : order.ids)
        run->letters.push_back(static_cast<ledger::OutboxSeq>(id));
    std::sort(run->letters.begin(), run->letters.end());
    run->letters.erase(std::unique(run->letters.begin(), run->letters.end()), run->letters.end());
    if (!run->letters.empty()) return replayNext(run);
    const std::string participant = order.participant.toStdString();
    if (participant.empty())
        return run->done(refuse(kGenericValidationError, "ids or participant are needed"));
    if (m_view.registry()->find(participant) == nullptr)
        return run->done(refuse(kGenericIDNotFound, "participant not found"));
    run->participant = participant;
    m_readers.read<std::vector<ledger::OutboxSeq>>(
        [participant, limit = static_cast<int>(m_ports.replayMax)](ledger::LedgerReader& reader) {
            return reader.oldestDeadLetters(participant, limit);
        },
        [this, run](Result<std::vector<ledger::OutboxSeq>> found) {
            if (!found) return run->done(base::Unexpected(found.error()));
            run->letters = *std::move(found);
            replayNext(run);
        });
}

void CallbacksService::replayNext(const std::shared_ptr<ReplayRun>& run)
{
    if (run->next >= run->letters.size()) return finishReplay(run);
    const std::size_t count =
        std::min(ledger::ReplayDeadLetters::kReplayMax, run->letters.size() - run->next);
    const auto from = run->letters.begin() + static_cast<std::ptrdiff_t>(run->next);
    run->next += count;
    ledger::ReplayDeadLetters command{{from, from + static_cast<std::ptrdiff_t>(count)},
                                      actionNote(run->caller, run->note)};
    m_post.post(run->caller, std::move(command), [this, run, count](Result<ledger::Answer> answer) {
        if (!answer) return run->done(base::Unexpected(answer.error()));
        run->report.replayed += answer->affected;
        run->report.gone += static_cast<qint64>(count) - answer->affected;
        replayNext(run);
    });
}

void CallbacksService::finishReplay(const std::shared_ptr<ReplayRun>& run)
{
    using Counts = std::vector<ledger::DestinationCount>;
    m_readers.read<Counts>([](ledger::LedgerReader& reader) { return reader.deadLetterCounts(); },
                           [run](Result<Counts> counts) {
                               if (!counts) return run->done(base::Unexpected(counts.error()));
                               for (const auto& count : *counts)
                                   if (run->participant.empty() ||
                                       base::equalsIgnoreCase(count.destination.value(), run->participant))
                                       run->report.remaining += static_cast<qint64>(count.messages);
                               run->done(run->report);
                           });
}

void CallbacksService::setPaused(const Caller& caller, std::string participant, bool isPaused, Note note,
                                 Done<ledger::Answer> done)
{
    ledger::SetDeliveryPaused command{domain::FspId(std::move(participant)), isPaused,
                                      actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command), std::move(done));
}

namespace {

/// Ends when all of its commands have ended, with the first failure if there is one.
struct EndpointRun
{
    std::mutex mutex;
    std::size_t open = 0;
    Result<ledger::Answer> result{ledger::Answer()};
    Done<ledger::Answer> done;
};

Result<void> checkEndpoint(const api::EndpointRow& endpoint)
{
    const std::string type = endpoint.type.toStdString();
    if (type != domain::kGenericCallback && domain::callbackType(type) == nullptr)
        return refuse(kGenericValidationError, type + " is no kind of callback");
    if (endpoint.value.isEmpty()) return {};
    const auto fault = domain::addressFault(type, endpoint.value.toStdString());
    if (fault == domain::AddressFault::None) {
        if (const auto problem = http::targetProblem(endpoint.value.toStdString()))
            return refuse(kGenericValidationError, type + ": " + *problem);
        return {};
    }
    return refuse(kGenericValidationError, type + ": " + std::string(domain::toString(fault)));
}

} // namespace

void CallbacksService::setEndpoints(const Caller& caller, const std::string& participant,
                                    const std::vector<api::EndpointRow>& endpoints, const Note& note,
                                    Done<ledger::Answer> done)
{
    if (endpoints.empty() || endpoints.size() > domain::callbackTypes().size() + 1)
        return done(refuse(kGenericValidationError, "1 to 25 addresses are taken"));
    for (const auto& endpoint : endpoints)
        if (auto checked = checkEndpoint(endpoint); !checked) return done(base::Unexpected(checked.error()));
    auto run = std::make_shared<EndpointRun>();
    run->open = endpoints.size();
    run->done = std::move(done);
    for (const auto& endpoint : endpoints) {
        ledger::SetEndpoint command{domain::FspId(participant), endpoint.type.toStdString(),
                                    endpoint.value.toStdString(), actionNote(caller, note)};
        m_post.postWithReason(caller, note, std::move(command), [run](Result<ledger::Answer> answer) {
            {
                const std::lock_guard lock(run->mutex);
                if (!answer && run->result) run->result = base::Unexpected(answer.error());
                if (--run->open > 0) return;
            }
            run->done(std::move(run->result));
        });
    }
}

void CallbacksService::failures(const std::string& participant, Done<std::vector<api::DeliveryFailure>> done)
{
    if (m_view.registry()->find(participant) == nullptr)
        return done(refuse(kGenericIDNotFound, "participant not found"));
    std::vector<api::DeliveryFailure> out;
    if (m_ports.failures)
        for (const auto& attempt : m_ports.failures(base::toLowerAscii(participant)))
            out.push_back(failureOf(attempt));
    done(std::move(out));
}

void CallbacksService::probe(const std::string& participant, const std::string& type,
                             Done<api::ProbeResult> done)
{
    const auto registry = m_view.registry();
    const auto* entry = registry->find(participant);
    if (entry == nullptr) return done(refuse(kGenericIDNotFound, "participant not found"));
    const std::string* address = entry->endpoint(type);
    if (address == nullptr) address = entry->endpoint(domain::kGenericCallback);
    if (address == nullptr) return done(refuse(kGenericValidationError, "there is no address to probe"));
    const std::string origin = originOf(*address);
    if (origin.empty()) return done(refuse(kGenericValidationError, "the address is not a URL"));
    if (!m_ports.probe) return done(refuse(kNotImplemented));
    const bool isTaken = m_ports.probe(origin + "/", [this, origin, done](api::ProbeResult result) {
        result.origin = textOf(origin);
        {
            const std::lock_guard lock(m_mutex);
            if (m_probes.size() >= kProbesMax && !m_probes.contains(origin)) m_probes.clear();
            m_probes[origin] = result;
        }
        done(std::move(result));
    });
    if (!isTaken) done(unavailable("too many probes are under way"));
}

} // namespace hub::admin
