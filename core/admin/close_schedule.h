#pragma once

#include "core/admin/settlement_service.h"
#include "core/base/clock.h"
#include "core/settlement/cron.h"

#include <QTimeZone>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace hub::admin {

/// Closes the open window when the wall clock of the hub's zone says so: posts the command that an operator
/// would post. An empty window is left open. Owns a thread that sleeps from minute to minute; start() and
/// stop() on the owner's thread.
class CloseSchedule
{
public:
    CloseSchedule(SettlementService& service, const base::Clock& clock, settlement::Cron cron,
                  QTimeZone zone);
    /// Stops.
    ~CloseSchedule();
    CloseSchedule(const CloseSchedule&) = delete;
    CloseSchedule& operator=(const CloseSchedule&) = delete;

    void start();
    void stop();

private:
    void run();
    void look();

    SettlementService& m_service;
    const base::Clock& m_clock;
    settlement::CronClock m_cron;
    const QTimeZone m_zone;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace hub::admin
