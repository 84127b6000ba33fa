#include "app/sim/load_options.h"

#include "core/domain/currency.h"

#include <algorithm>

namespace hub::sim {

const char* const kLoadHelp =
    R"(hubdeck-sim load --fspiop URL --operator URL [options]
Drives whole transfers (prepare, forwarded prepare, fulfil, commit callback) and measures them.
  --inflight N       transfers in flight (64; with --rate the most that may be, then 10000)
  --rate R           paced: R transfers a second, latency from the intended start
  --seconds S        measured time (10)
  --warmup S         time before it that is not measured (0)
  --transfers M      stop after M transfers, whatever the time
  --dfsps K          simulated DFSPs, 2 to 999 (4)
  --amount A[-B]     each amount, or its bounds (1-100)
  --currency CUR     (USD)
  --connections C    most connections to the hub (as --inflight, at most 64)
  --expiry S         expiration of a transfer (30)
  --confirm-wait S   wait for what is still in flight at the end (40)
  --listen PORT      callback port on 127.0.0.1 (any free)
  --journal FILE     append every acknowledgement and every commit
  --survive          outlive a hub that is killed and started again: reconnect, send again, go on
  --json             one line of JSON at the end and nothing else on stdout
  --quiet            no progress on stderr
)";

Arguments loadArguments(std::span<const char* const> words)
{
    return Arguments(words,
                     {"fspiop", "operator", "inflight", "rate", "seconds", "warmup", "transfers", "dfsps",
                      "amount", "currency", "connections", "expiry", "confirm-wait", "listen", "journal"},
                     {"survive", "json", "quiet"});
}

LoadOptions readLoadOptions(Arguments& arguments)
{
    LoadOptions options;
    arguments.address("fspiop", options.fspiop);
    arguments.address("operator", options.operatorApi);
    options.rate = arguments.integer("rate", 0, 1, 1'000'000);
    options.inflight =
        static_cast<std::uint32_t>(arguments.integer("inflight", options.rate > 0 ? 10'000 : 64, 1, 200'000));
    options.seconds = arguments.integer("seconds", arguments.has("transfers") ? 86'400 : 10, 1, 1'000'000);
    options.warmup = arguments.integer("warmup", 0, 0, 3'600);
    options.transfers = arguments.integer("transfers", 0, 1, 1'000'000'000'000);
    options.dfsps = static_cast<std::size_t>(arguments.integer("dfsps", 4, 2, 999));
    options.connections = static_cast<std::size_t>(
        arguments.integer("connections", std::min<std::int64_t>(options.inflight, 64), 1, 4'096));
    options.expirySeconds = arguments.integer("expiry", 30, 1, 86'400);
    options.confirmWait = arguments.integer("confirm-wait", 40, 0, 86'400);
    options.listen = static_cast<std::uint16_t>(arguments.integer("listen", 0, 0, 65'535));
    options.journal = arguments.text("journal");
    options.survives = arguments.has("survive");
    options.isJson = arguments.has("json");
    options.isQuiet = arguments.has("quiet");

    options.currency = arguments.text("currency", "USD");
    if (const auto currency = domain::Currency::parse(options.currency))
        options.decimals = currency->decimals();
    else
        arguments.refuse("--currency takes an ISO 4217 code");
    const std::string bounds = arguments.text("amount", "1-100");
    const std::size_t dash = bounds.find('-');
    const auto least = domain::Amount::parseFspiop(bounds.substr(0, dash));
    const auto most =
        dash == std::string::npos ? least : domain::Amount::parseFspiop(bounds.substr(dash + 1));
    if (least && most && !least->isZero() && *least <= *most &&
        *most <= domain::Amount::fromMajor(1'000'000) && least->fitsDecimals(options.decimals) &&
        most->fitsDecimals(options.decimals)) {
        options.least = *least;
        options.most = *most;
    } else {
        arguments.refuse(
            "--amount takes an amount up to 1000000 or two with a dash, with the currency's decimals");
    }
    return options;
}

} // namespace hub::sim
