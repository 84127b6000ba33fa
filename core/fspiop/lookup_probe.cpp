#include "core/fspiop/lookup_probe.h"

#include "core/fspiop/headers.h"
#include "core/fspiop/oracles.h"

#include <memory>

namespace hub::fspiop {
namespace {

/// What the probe asks with; as long-lived as the function.
struct Asker
{
    explicit Asker(FspiopServices& all)
        : services(all)
        , forwarding(all)
        , outcomes(all.submit)
        , oracles(forwarding, outcomes)
    {}
    OracleCaller caller() const
    {
        OracleCaller out;
        const std::string media = mediaType("participants", services.settings.contentVersion);
        out.headers.add("accept", media);
        out.headers.add("content-type", media);
        out.headers.add("date", base::toImfFixdate(services.clock.now()));
        out.source = services.settings.hubName;
        out.trace = events::TraceContext::start();
        return out;
    }

    FspiopServices& services;
    Forwarding forwarding;
    Outcomes outcomes;
    Oracles oracles;
};

} // namespace

LookupProbe makeLookupProbe(FspiopServices& services)
{
    return [asker = std::make_shared<Asker>(services)](const lookup::PartyId& party,
                                                       std::optional<domain::Currency> currency,
                                                       std::function<void(ProbeResult)> then) {
        const std::int64_t startUs = asker->services.clock.steadyUs();
        asker->oracles.probe(asker->caller(), party, currency,
                             [asker, startUs, subId = party.subId, then = std::move(then)](
                                 const std::optional<domain::Oracle>& oracle, const auto& found) {
                                 ProbeResult result;
                                 result.oracle = oracle;
                                 if (found)
                                     result.resolution = lookup::resolve(*found, subId);
                                 else
                                     result.resolution.error = found.error();
                                 result.tookUs = asker->services.clock.steadyUs() - startUs;
                                 then(std::move(result));
                             });
    };
}

} // namespace hub::fspiop
