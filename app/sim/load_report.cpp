#include "app/sim/load_report.h"

#include "app/sim/json_text.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

namespace hub::sim {
namespace {

[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...)
{
    std::array<char, 256> text;
    va_list values;
    va_start(values, pattern);
    std::vsnprintf(text.data(), text.size(), pattern, values);
    va_end(values);
    return text.data();
}

double perSecond(std::uint64_t count, std::int64_t us)
{
    return us > 0 ? static_cast<double>(count) * 1e6 / static_cast<double>(us) : 0.0;
}

double ms(std::int64_t us)
{
    return static_cast<double>(us) / 1e3;
}

struct Quantile
{
    const char* name;
    std::uint32_t perMille;
};
constexpr std::array kQuantiles{Quantile{"p50", 500}, Quantile{"p95", 950}, Quantile{"p99", 990},
                                Quantile{"p999", 999}};

} // namespace

std::vector<PositionDifference> comparePositions(const Positions& before, const Positions& after,
                                                 const std::vector<std::string>& names,
                                                 const std::vector<domain::Amount>& committed)
{
    std::vector<PositionDifference> differences;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const domain::Amount moved = after.at(names[i]) - before.at(names[i]);
        if (moved != committed[i]) differences.push_back({names[i], committed[i], moved});
    }
    return differences;
}

std::string LoadReport::toJson() const
{
    std::string out = format(R"({"transfers":%llu,"seconds":%.3f,"transfersPerSecond":%.1f)",
                             static_cast<unsigned long long>(transfers), ms(measuredUs) / 1e3,
                             perSecond(transfers, measuredUs));
    for (const Quantile& q : kQuantiles)
        out += format(R"(,"%sMs":%.3f)", q.name, ms(latency.quantileUs(q.perMille)));
    out += format(R"(,"maxMs":%.3f,"errors":{)", ms(latency.maxUs()));
    const char* comma = "";
    for (const auto& [kind, count] : errors) {
        out += comma + quoted(kind) + ':' + std::to_string(count);
        comma = ",";
    }
    out += "},\"outstanding\":" + std::to_string(outstanding) +
           ",\"duplicates\":" + std::to_string(duplicates) + ",\"resent\":" + std::to_string(resent) +
           ",\"committedTotal\":" + std::to_string(committedTotal) +
           ",\"positionsChecked\":" + std::to_string(positionsChecked) +
           ",\"positionsOk\":" + (positionsOk() ? "true" : "false") + ",\"differences\":[";
    comma = "";
    for (const PositionDifference& d : differences) {
        out += comma + (R"({"dfsp":)" + quoted(d.dfsp)) + R"(,"expected":")" + d.expected.toString() +
               R"(","actual":")" + d.actual.toString() + "\"}";
        comma = ",";
    }
    out += ']';
    if (!positionsProblem.empty()) out += ",\"positionsProblem\":" + quoted(positionsProblem);
    out +=
        format(R"(,"cpuSeconds":%.3f,"cpuUsPerTransfer":%.1f,"sliceTransfersPerSecond":[)", ms(cpuUs) / 1e3,
               transfers > 0 ? static_cast<double>(cpuUs) / static_cast<double>(transfers) : 0.0);
    comma = "";
    for (const std::int64_t us : sliceUs) {
        out += comma + format("%.1f", perSecond(kSlice, us));
        comma = ",";
    }
    return out + "]}";
}

std::string LoadReport::toTable() const
{
    std::string out = format("transfers        %llu in %.1f s\n", static_cast<unsigned long long>(transfers),
                             ms(measuredUs) / 1e3);
    out += format("transfers/s      %.1f\n", perSecond(transfers, measuredUs));
    for (const Quantile& q : kQuantiles)
        out += format("%-4s ms          %.2f\n", q.name, ms(latency.quantileUs(q.perMille)));
    out += format("max  ms          %.2f\n", ms(latency.maxUs()));
    for (const auto& [kind, count] : errors)
        out += "error            " + kind + ": " + std::to_string(count) + '\n';
    out += "outstanding      " + std::to_string(outstanding) + "\nduplicates       " +
           std::to_string(duplicates) + "\nsent again       " + std::to_string(resent) + '\n';
    if (!positionsProblem.empty())
        out += "positions        not checked: " + positionsProblem + '\n';
    else
        out += "positions        " + std::to_string(positionsChecked) + " checked, " +
               (differences.empty() ? "all right" : std::to_string(differences.size()) + " WRONG") + '\n';
    for (const PositionDifference& d : differences)
        out += "  " + d.dfsp + " saw " + d.expected.toString() + " committed, the hub says " +
               d.actual.toString() + '\n';
    out += format("own CPU          %.2f s, %.1f us a transfer\n", ms(cpuUs) / 1e3,
                  transfers > 0 ? static_cast<double>(cpuUs) / static_cast<double>(transfers) : 0.0);
    return out;
}

} // namespace hub::sim
