#include "core/runtime/callback_ports.h"

#include "core/fspiop/callback_probe.h"
#include "core/fspiop/callbacks.h"

namespace hub::runtime {
namespace {

constexpr int kServerError = 500;

std::string linesOf(const http::Headers& headers)
{
    std::string out;
    for (const auto& [name, value] : headers)
        out.append(name).append(": ").append(value).append("\n");
    return out;
}

admin::MessageText textOf(const ledger::Notice& notice, bool isWhole, const fspiop::Settings& settings)
{
    const fspiop::Target target = fspiop::targetOf(notice);
    admin::MessageText out;
    out.type = target.type;
    out.path = target.path;
    out.message = fspiop::messageName(notice.kind);
    if (!isWhole) return out;
    if (fspiop::isHubWritten(notice, settings.hubName)) {
        const fspiop::HubMessage message = fspiop::hubMessage(notice);
        out.headers = linesOf(fspiop::hubHeaders(message, settings.hubName, settings.contentVersion));
        if (message.body) out.body = *message.body;
        return out;
    }
    out.headers = linesOf(fspiop::relayHeaders(notice));
    if (notice.relay.body) out.body = *notice.relay.body;
    return out;
}

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

api::ProbeResult probeResult(const http::DeliveryResult& result, base::Instant now)
{
    api::ProbeResult out;
    out.at = now;
    out.status = result.status;
    out.tookUs = result.tookUs;
    out.detail = text(result.detail);
    const bool isAnswer = result.outcome == http::DeliveryOutcome::Delivered ||
                          result.outcome == http::DeliveryOutcome::PeerError;
    out.reachable =
        isAnswer && result.reason != http::DeliveryReason::Redirect && result.status < kServerError;
    if (!out.reachable) out.reason = text(http::toString(result.reason));
    return out;
}

} // namespace

admin::CallbackPorts callbackPorts(const http::Sender& sender, const fspiop::CallbackDesk& desk,
                                   fspiop::FspiopServices& services, int probeTimeoutMs,
                                   std::size_t replayMax)
{
    admin::CallbackPorts ports;
    ports.replayMax = replayMax;
    ports.lanes = [&sender] { return sender.lanes(); };
    ports.failures = [&sender](const std::string& lane) { return sender.failures(lane); };
    ports.onDisk = [&desk] {
        std::vector<admin::WaitingOnDisk> out;
        for (const auto& place : desk.heldBack())
            out.push_back({place.destination, place.messages, place.oldestMs, place.isDraining});
        return out;
    };
    ports.describe = [&services](const ledger::Notice& notice, bool isWhole) {
        return textOf(notice, isWhole, services.settings);
    };
    ports.probe = [&services, probe = fspiop::makeCallbackProbe(services, probeTimeoutMs)](
                      const std::string& address, std::function<void(api::ProbeResult)> then) {
        return probe(address, [&services, then = std::move(then)](http::DeliveryResult&& result) {
            then(probeResult(result, services.clock.now()));
        });
    };
    return ports;
}

} // namespace hub::runtime
