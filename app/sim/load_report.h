#pragma once

#include "app/sim/latency_histogram.h"
#include "app/sim/provision.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hub::sim {

/// A DFSP whose position did not move by what it saw committed.
struct PositionDifference
{
    std::string dfsp;
    domain::Amount expected;
    domain::Amount actual;
};

/// Compares the movement of each DFSP's position with what it saw committed, exactly.
std::vector<PositionDifference> comparePositions(const Positions& before, const Positions& after,
                                                 const std::vector<std::string>& names,
                                                 const std::vector<domain::Amount>& committed);

/// The result of a load run.
struct LoadReport
{
    std::uint64_t transfers = 0;      ///< committed within the measured time
    std::uint64_t committedTotal = 0; ///< with warm-up and the end
    std::int64_t measuredUs = 0;
    LatencyHistogram latency;
    std::map<std::string, std::uint64_t> errors;
    std::uint64_t outstanding = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t resent = 0;
    std::int64_t cpuUs = 0;            ///< of the simulator, within the measured time
    std::vector<std::int64_t> sliceUs; ///< time that each 100 000 commits took, from the first start
    std::size_t positionsChecked = 0;
    std::string positionsProblem; ///< why positions could not be read
    std::vector<PositionDifference> differences;

    bool positionsOk() const { return positionsProblem.empty() && differences.empty(); }
    bool isGood() const { return positionsOk() && outstanding == 0 && committedTotal > 0; }
    /// One line of JSON, without the line break.
    std::string toJson() const;
    /// For people.
    std::string toTable() const;
};

inline constexpr std::uint64_t kSlice = 100'000;

} // namespace hub::sim
