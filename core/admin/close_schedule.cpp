#include "core/admin/close_schedule.h"

#include "core/base/log.h"
#include "core/base/thread_name.h"

#include <QDateTime>

#include <chrono>

namespace hub::admin {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

} // namespace

CloseSchedule::CloseSchedule(SettlementService& service, const base::Clock& clock, settlement::Cron cron,
                             QTimeZone zone)
    : m_service(service)
    , m_clock(clock)
    , m_cron(cron)
    , m_zone(std::move(zone))
{}

CloseSchedule::~CloseSchedule()
{
    stop();
}

void CloseSchedule::start()
{
    m_thread = std::thread([this] { run(); });
}

void CloseSchedule::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

void CloseSchedule::run()
{
    base::nameThread("schedule");
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        lock.unlock();
        look();
        lock.lock();
        const auto untilNext = kMinuteMs - m_clock.now().ms % kMinuteMs;
        m_wake.wait_for(lock, std::chrono::milliseconds(untilNext), [this] { return m_stopping; });
    }
}

void CloseSchedule::look()
{
    const auto now = m_clock.now();
    const auto offsetMs =
        std::int64_t{m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(now.ms, Qt::UTC))} * 1000;
    if (!m_cron.isDue((now.ms + offsetMs) / kMinuteMs)) return;
    const auto window = m_service.openWindow().id;
    m_service.closeWindow(
        Caller{{}, "schedule", false, {}}, window, Note{"Scheduled close", {}},
        [window](const Result<ledger::Window>& next) {
            const auto name = std::to_string(window.value());
            if (next)
                base::log(base::LogLevel::Info, "window closed by schedule", {{"window", name}});
            else
                base::log(base::LogLevel::Warning, "scheduled close was refused",
                          {{"window", name}, {"detail", next.error().error.description}});
        });
}

} // namespace hub::admin
