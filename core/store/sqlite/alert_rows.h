#pragma once

#include "core/events/alert.h"
#include "core/store/data_directory.h"

#include <memory>

namespace hub::store {

/// Alarms in events.db over a connection of its own, opened at the first use. One thread (used and destroyed
/// there).
class AlertRows final : public events::AlertStore
{
public:
    /// `directory` outlives it. Resolved alarms beyond `keptMax` leave, the oldest first.
    explicit AlertRows(DataDirectory& directory, std::int64_t keptMax = 100'000);
    ~AlertRows() override;

    base::Expected<void, base::Error> put(events::Alert& alert) override;
    base::Expected<std::vector<events::Alert>, base::Error> list(const events::AlertFilter& filter) override;
    base::Expected<std::vector<events::Alert>, base::Error> open() override;
    base::Expected<std::optional<events::Alert>, base::Error> find(std::int64_t id) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
