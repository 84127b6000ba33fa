#include "app/sim/load_run.h"

#include "app/sim/stop_signal.h"
#include "core/base/check.h"
#include "core/base/clock.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <random>
#include <sys/resource.h>

namespace hub::sim {
namespace {

constexpr std::string_view kNamePrefix = "simdfsp";
constexpr std::size_t kPayments = 128;
constexpr std::uint8_t kAttemptsMax = 3;
constexpr std::int64_t kRetryPauseUs = 20'000;
constexpr std::int64_t kRefusedPauseUs = 5'000;
constexpr std::int64_t kHousekeepUs = 50'000;
constexpr std::size_t kStartsAtOnce = 256;

std::int64_t ownCpuUs()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1'000'000 + usage.ru_utime.tv_usec +
           usage.ru_stime.tv_usec;
}

// The four digits after "errorCode", however the hub spaces its JSON.
std::string errorCodeOf(std::string_view body)
{
    std::size_t at = body.find("\"errorCode\"");
    if (at != body.npos) at = body.find_first_of("0123456789", at);
    return at == body.npos ? std::string("unknown") : std::string(body.substr(at, 4));
}

HttpPool::Limits limitsOf(const LoadOptions& options)
{
    HttpPool::Limits limits;
    limits.connections = options.connections;
    limits.waiting = 2 * TransferIds::kSlotsMax;
    limits.isPatient = options.survives;
    return limits;
}

} // namespace

std::vector<std::string> loadDfspNames(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back(std::string(kNamePrefix) + (i < 10 ? "0" : "") + std::to_string(i));
    return names;
}

LoadRun::LoadRun(EventLoop& loop, const LoadOptions& options, Journal& journal)
    : m_loop(loop)
    , m_options(options)
    , m_journal(journal)
    , m_names(loadDfspNames(options.dfsps))
    , m_key(std::random_device{}() * 0x1'0000'0000ULL + std::random_device{}())
    , m_ids(m_key)
    , m_pool(std::make_unique<HttpPool>(loop, options.fspiop, limitsOf(options), *this))
    , m_committed(options.dfsps)
{
    const PaymentPool pool{m_names, options.currency, options.decimals, options.least, options.most, m_key};
    m_payments = makePayments(options.fspiop, pool, std::max(kPayments, options.dfsps));
}

void LoadRun::run()
{
    m_beginUs = m_sliceBeginUs = m_progressUs = steadyUs();
    const std::int64_t measureAt = m_beginUs + m_options.warmup * 1'000'000;
    const std::int64_t endAt = measureAt + m_options.seconds * 1'000'000;
    std::int64_t giveUpAt = 0;
    std::int64_t nextHousekeep = m_beginUs;
    while (true) {
        const std::int64_t now = steadyUs();
        if (!m_isMeasuring && !m_isStopping && now >= measureAt) beginMeasure();
        const bool isEnough = m_options.transfers > 0 &&
                              m_nextSequence >= static_cast<std::uint64_t>(m_options.transfers) &&
                              m_inFlight == 0;
        if (!m_isStopping && (now >= endAt || stopRequested() || isEnough)) {
            endMeasure();
            m_isStopping = true;
            giveUpAt = now + m_options.confirmWait * 1'000'000;
        }
        if (m_isStopping && (now >= giveUpAt || m_inFlight + m_overdue == 0)) break;
        if (now >= nextHousekeep) {
            housekeep();
            nextHousekeep = now + kHousekeepUs;
        }
        refill();
        std::int64_t wait = nextHousekeep - now;
        if (m_options.rate > 0 && mayStart()) {
            const auto due =
                static_cast<std::int64_t>(m_nextSequence) * 1'000'000 / m_options.rate + m_beginUs;
            wait = std::min(wait, due - now);
        }
        if (m_journal.isOpen()) m_journal.flush();
        m_loop.wait(wait);
    }
    m_report.outstanding = m_inFlight + m_overdue;
}

bool LoadRun::mayStart() const
{
    return !m_isStopping && m_inFlight < m_options.inflight &&
           (m_options.transfers == 0 || m_nextSequence < static_cast<std::uint64_t>(m_options.transfers)) &&
           (!m_free.empty() || m_slots.size() < TransferIds::kSlotsMax);
}

// Closed loop: as many as are missing. Paced: those whose time has come, each measured from that time even
// when it starts late, so that a hub that stalls cannot hide it.
void LoadRun::refill()
{
    if (!mayStart()) return;
    const std::int64_t now = steadyUs();
    if (now < m_pauseUntilUs) return;
    refreshTexts();
    for (std::size_t i = 0; i < kStartsAtOnce && mayStart(); ++i) {
        std::int64_t intended = now;
        if (m_options.rate > 0) {
            intended = static_cast<std::int64_t>(m_nextSequence) * 1'000'000 / m_options.rate + m_beginUs;
            if (intended > now) return;
        }
        start(intended);
    }
}

std::uint32_t LoadRun::takeSlot()
{
    if (m_free.empty()) {
        m_slots.push_back(std::make_unique<Slot>());
        return static_cast<std::uint32_t>(m_slots.size() - 1);
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    return index;
}

void LoadRun::start(std::int64_t intendedUs)
{
    const std::uint32_t index = takeSlot();
    Slot& slot = *m_slots[index];
    slot.sequence = m_nextSequence++;
    slot.payment = &m_payments[slot.sequence % m_payments.size()];
    slot.startUs = m_options.rate > 0 ? intendedUs : steadyUs();
    slot.deadlineUs = slot.startUs + (m_options.expirySeconds + m_options.confirmWait) * 1'000'000;
    slot.holds = 0;
    slot.attempts = {};
    slot.isOpen = true;
    slot.isOverdue = slot.hasFulfilled = false;
    slot.prepare.assign(slot.payment->prepare.bytes);
    stamp(slot.prepare, slot.payment->prepare, slot, index);
    std::memcpy(slot.prepare.data() + slot.payment->prepare.timeAt, m_expirationText.data(),
                m_expirationText.size());
    ++m_inFlight;
    transmit(index, Leg::Prepare);
}

// Id, date and trace. Both messages of a transfer carry one trace id.
void LoadRun::stamp(std::string& bytes, const RequestTemplate& form, const Slot& slot, std::uint32_t index)
{
    m_ids.write({index, slot.sequence}, bytes.data() + form.idAt);
    std::memcpy(bytes.data() + form.dateAt, m_date.data(), m_date.size());
    char* const trace = bytes.data() + form.traceAt;
    const std::uint64_t traceHigh = mix64(m_key + slot.sequence);
    writeHex16(traceHigh, trace);
    writeHex16(mix64(traceHigh) | 1, trace + 16);
    writeHex16(mix64(traceHigh + form.bodyAt) | 1, trace + 33);
}

void LoadRun::sendFulfil(std::uint32_t index)
{
    Slot& slot = *m_slots[index];
    refreshTexts();
    const RequestTemplate& form = slot.payment->fulfil;
    slot.fulfil.assign(form.bytes);
    stamp(slot.fulfil, form, slot, index);
    std::memcpy(slot.fulfil.data() + form.timeAt, m_nowText.data(), m_nowText.size());
    transmit(index, Leg::Fulfil);
}

void LoadRun::transmit(std::uint32_t index, Leg leg)
{
    Slot& slot = *m_slots[index];
    ++slot.holds;
    const std::uint64_t tag = std::uint64_t{index} << 1 | (leg == Leg::Fulfil ? 1 : 0);
    // The pool's queue holds both messages of every slot there can be.
    HUB_CHECK(m_pool->send(tag, leg == Leg::Fulfil ? slot.fulfil : slot.prepare));
}

void LoadRun::onReply(std::uint64_t tag, const HttpReply& reply)
{
    const auto index = static_cast<std::uint32_t>(tag >> 1);
    const Leg leg = (tag & 1) != 0 ? Leg::Fulfil : Leg::Prepare;
    Slot& slot = *m_slots[index];
    const bool isTaken = reply.status == (leg == Leg::Prepare ? 202 : 200);
    if (isTaken) {
        note(slot, leg == Leg::Prepare ? "PREPARE-ACK" : "FULFIL-ACK");
    } else if (m_options.survives && reply.status >= 500) {
        again(index, leg);
        return;
    } else {
        const std::string status = std::to_string(reply.status);
        ++m_report.errors[(leg == Leg::Prepare ? "prepare " : "fulfil ") + status];
        if (leg == Leg::Prepare) {
            note(slot, "REFUSED-" + status);
            // A refusal at once is no work for the hub: without a pause the loop would only knock.
            m_pauseUntilUs = steadyUs() + kRefusedPauseUs;
            finish(index);
        }
    }
    letGo(index);
}

void LoadRun::onLost(std::uint64_t tag)
{
    again(static_cast<std::uint32_t>(tag >> 1), (tag & 1) != 0 ? Leg::Fulfil : Leg::Prepare);
}

// The same bytes once more, soon; the hub tells a repetition by them. The hold goes on meanwhile.
void LoadRun::again(std::uint32_t index, Leg leg)
{
    Slot& slot = *m_slots[index];
    std::uint8_t& attempts = slot.attempts[static_cast<std::size_t>(leg)];
    if (!slot.isOpen || (!m_options.survives && attempts >= kAttemptsMax)) {
        if (slot.isOpen) ++m_report.errors[leg == Leg::Prepare ? "prepare lost" : "fulfil lost"];
        letGo(index); // Whether the hub has it shows by a callback, or the transfer is outstanding.
        return;
    }
    attempts = static_cast<std::uint8_t>(std::min<int>(attempts + 1, 255));
    ++m_report.resent;
    m_retries.push_back({steadyUs() + kRetryPauseUs, std::uint64_t{index} << 1 | static_cast<unsigned>(leg)});
}

void LoadRun::letGo(std::uint32_t index)
{
    Slot& slot = *m_slots[index];
    if (--slot.holds == 0 && !slot.isOpen) m_free.push_back(index);
}

void LoadRun::finish(std::uint32_t index)
{
    Slot& slot = *m_slots[index];
    if (!slot.isOpen) return;
    slot.isOpen = false;
    --(slot.isOverdue ? m_overdue : m_inFlight);
    if (slot.holds == 0) m_free.push_back(index);
}

void LoadRun::onRequest(const HttpRequest& request, std::string& answer)
{
    // /simdfsp01/transfers[/{id}[/error]]
    std::string_view target = request.target;
    std::size_t number = 0;
    if (target.size() > kNamePrefix.size() + 1 && target.substr(1).starts_with(kNamePrefix)) {
        target.remove_prefix(kNamePrefix.size() + 1);
        const auto [rest, error] = std::from_chars(target.data(), target.data() + target.size(), number);
        if (error == std::errc{}) target.remove_prefix(static_cast<std::size_t>(rest - target.data()));
    }
    constexpr std::string_view kTransfers = "/transfers";
    if (number == 0 || number > m_names.size() || !target.starts_with(kTransfers)) {
        ++m_report.errors["callback to " + std::string(request.path().substr(0, 64))];
        appendAnswer(answer, 404);
        return;
    }
    target.remove_prefix(kTransfers.size());
    if (request.method == "POST") {
        appendAnswer(answer, 202);
        onForwarded(number - 1, request);
        return;
    }
    appendAnswer(answer, 200);
    if (request.method != "PUT" || !target.starts_with('/')) return;
    target.remove_prefix(1);
    const bool isError = target.ends_with("/error");
    if (isError) target.remove_suffix(6);
    onCallback(number - 1, target, isError, request.body);
}

void LoadRun::onAnswered()
{
    for (const std::uint32_t index : m_fulfilDue)
        sendFulfil(index);
    m_fulfilDue.clear();
    if (m_options.rate == 0) refill();
}

// Null for a stranger's transfer and, with `duplicates` counted, for one that is over.
LoadRun::Slot* LoadRun::find(std::string_view id, std::uint32_t& index)
{
    const auto name = m_ids.read(id);
    if (!name || name->slot >= m_slots.size() || name->sequence >= m_nextSequence) {
        ++m_report.errors["callback of an unknown transfer"];
        return nullptr;
    }
    Slot& slot = *m_slots[name->slot];
    if (slot.sequence != name->sequence || !slot.isOpen) {
        ++m_report.duplicates;
        return nullptr;
    }
    index = name->slot;
    return &slot;
}

void LoadRun::onForwarded(std::size_t dfsp, const HttpRequest& request)
{
    constexpr std::string_view kMember = "\"transferId\":\"";
    const std::size_t at = request.body.find(kMember);
    std::uint32_t index = 0;
    Slot* const slot = at == request.body.npos
                           ? find({}, index)
                           : find(request.body.substr(at + kMember.size(), TransferIds::kTextSize), index);
    if (slot == nullptr) return;
    if (dfsp != slot->payment->payee) {
        ++m_report.errors["prepare at the wrong DFSP"];
        return;
    }
    if (slot->hasFulfilled) {
        ++m_report.duplicates;
        return;
    }
    const std::string_view sent = std::string_view(slot->prepare).substr(slot->payment->prepare.bodyAt);
    if (request.body != sent) ++m_report.errors["prepare altered on the way"];
    slot->hasFulfilled = true;
    m_fulfilDue.push_back(index);
}

void LoadRun::onCallback(std::size_t dfsp, std::string_view id, bool isError, std::string_view body)
{
    std::uint32_t index = 0;
    const auto name = m_ids.read(id);
    // The payee may be told the outcome as well; the payer's word decides.
    if (name && name->slot < m_slots.size() && m_slots[name->slot]->sequence == name->sequence &&
        dfsp == m_slots[name->slot]->payment->payee)
        return;
    Slot* const slot = find(id, index);
    if (slot == nullptr) return;
    if (dfsp != slot->payment->payer) {
        ++m_report.errors["callback at the wrong DFSP"];
        return;
    }
    if (isError) {
        const std::string code = errorCodeOf(body);
        ++m_report.errors["callback " + code];
        note(*slot, "ERROR-" + code);
        finish(index);
    } else if (body.find("\"COMMITTED\"") != body.npos) {
        const PaymentTemplate& payment = *slot->payment;
        // The fulfilment is 43 characters from the 16th of the body that was sent.
        if (body.find(std::string_view(payment.fulfil.bytes).substr(payment.fulfil.bodyAt + 15, 43)) ==
            body.npos)
            ++m_report.errors["commit without its fulfilment"];
        onCommitted(*slot);
        finish(index);
    }
}

void LoadRun::onCommitted(Slot& slot)
{
    const std::int64_t now = steadyUs();
    const PaymentTemplate& payment = *slot.payment;
    m_committed[payment.payer] += payment.amount;
    m_committed[payment.payee] -= payment.amount;
    note(slot, "COMMIT");
    if (m_isMeasuring) {
        ++m_report.transfers;
        m_report.latency.record(now - slot.startUs);
    }
    if (++m_report.committedTotal % kSlice == 0) {
        m_report.sliceUs.push_back(now - m_sliceBeginUs);
        m_sliceBeginUs = now;
    }
}

void LoadRun::note(const Slot& slot, std::string_view kind)
{
    if (!m_journal.isOpen()) return;
    refreshTexts();
    const PaymentTemplate& payment = *slot.payment;
    m_journal.add(m_textMs, kind,
                  std::string_view(slot.prepare).substr(payment.prepare.idAt, TransferIds::kTextSize),
                  m_names[payment.payer], m_names[payment.payee], payment.amountText);
}

void LoadRun::housekeep()
{
    const std::int64_t now = steadyUs();
    m_pool->tick();
    while (!m_retries.empty() && m_retries.front().atUs <= now) {
        const std::uint64_t tag = m_retries.front().tag;
        m_retries.pop_front();
        const auto index = static_cast<std::uint32_t>(tag >> 1);
        const bool isWanted = m_slots[index]->isOpen;
        if (isWanted) transmit(index, (tag & 1) != 0 ? Leg::Fulfil : Leg::Prepare);
        letGo(index);
    }
    for (const auto& slot : m_slots) {
        if (!slot->isOpen || slot->isOverdue || slot->deadlineUs > now) continue;
        slot->isOverdue = true;
        --m_inFlight;
        ++m_overdue;
    }
    if (now - m_progressUs >= 1'000'000) progress();
}

void LoadRun::beginMeasure()
{
    m_isMeasuring = true;
    m_measureUs = steadyUs();
    m_cpuUs = ownCpuUs();
}

void LoadRun::endMeasure()
{
    if (!m_isMeasuring) return;
    m_isMeasuring = false;
    m_report.measuredUs = steadyUs() - m_measureUs;
    m_report.cpuUs = ownCpuUs() - m_cpuUs;
}

void LoadRun::refreshTexts()
{
    const base::Instant now = base::SystemClock().now();
    if (now.ms == m_textMs) return;
    if (now.ms / 1000 != m_textMs / 1000) m_date = base::toImfFixdate(now);
    m_textMs = now.ms;
    m_nowText = base::toIso8601(now);
    m_expirationText = base::toIso8601(now.plusMs(m_options.expirySeconds * 1000));
}

void LoadRun::progress()
{
    const std::int64_t now = steadyUs();
    if (!m_options.isQuiet && !m_options.isJson) {
        const auto count = static_cast<long long>(m_report.committedTotal - m_progressCount);
        std::fprintf(stderr, "%5lld s  %7lld transfers/s  in flight %zu%s\n",
                     static_cast<long long>((now - m_beginUs) / 1'000'000),
                     count * 1'000'000 / (now - m_progressUs), m_inFlight,
                     m_isMeasuring  ? ""
                     : m_isStopping ? "  (ending)"
                                    : "  (warming up)");
    }
    m_progressUs = now;
    m_progressCount = m_report.committedTotal;
}

} // namespace hub::sim
