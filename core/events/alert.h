#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/expected.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Alarms as values and where they are kept.
namespace hub::events {

/// The numbers are stored: append only. 1 to 3 are the rules of admin-settlement 3.5.
enum class AlertRule : std::uint8_t {
    NetDebitCapBreach = 1,
    NetDebitCapAdjustment = 2,
    SettlementPositionChange = 3,
    StoreReadOnly = 4,
    DiskLow = 5,
};
enum class AlertState : std::uint8_t { Firing = 1, Acknowledged = 2, Resolved = 3 };

/// One alarm with the bookkeeping of its mails.
struct Alert
{
    std::int64_t id = 0; ///< 0: not stored yet
    AlertRule rule{};
    AlertState state = AlertState::Firing;
    int severity = 3;         ///< 1 (worst) to 4
    std::int64_t account = 0; ///< POSITION account; 0: about the hub
    std::string object;       ///< name of the participant, or `hub`
    std::string currency;     ///< code, or empty
    std::string value;
    std::string text;
    base::Instant since;
    base::Instant last;
    int count = 1;
    int mails = 0;             ///< of the whole alarm
    int mailsInSeries = 0;     ///< since the throttle was last reset
    base::Instant seriesSince; ///< 0: no mail yet
    base::Instant mailedAt;
    std::string acknowledgedBy;
    std::string note;
    base::Instant resolvedAt; ///< 0: not resolved
};

struct AlertFilter
{
    std::optional<AlertState> state;
    std::optional<AlertRule> rule;
    std::string object;      ///< without case; empty: any
    std::int64_t before = 0; ///< only smaller ids; 0: from the newest
    int limit = 100;
};

/// Keeps alarms. One thread.
class AlertStore
{
public:
    virtual ~AlertStore() = default;
    /// Inserts (and fills in the id) or replaces. On the disk as far as the operating system keeps it.
    virtual base::Expected<void, base::Error> put(Alert& alert) = 0;
    /// Newest first.
    virtual base::Expected<std::vector<Alert>, base::Error> list(const AlertFilter& filter) = 0;
    /// All that are not resolved, oldest first.
    virtual base::Expected<std::vector<Alert>, base::Error> open() = 0;
    virtual base::Expected<std::optional<Alert>, base::Error> find(std::int64_t id) = 0;
};

} // namespace hub::events
