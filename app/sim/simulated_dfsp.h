#pragma once

#include "app/sim/json_text.h"
#include "app/sim/outgoing.h"
#include "core/base/expected.h"
#include "core/domain/amount.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::sim {

/// How a payee DFSP answers.
struct Behaviour
{
    enum class Kind {
        Accept,
        Reject, ///< takes quotes, refuses the transfer with 5104
        Silent,
        Error, ///< an error callback with `code` to everything
        Reserve,
        WrongFulfilment,
        ReserveWrongFulfilment,
        ReserveWrongDestination,
        CommitWrongDestination,
    };
    Kind kind = Kind::Accept;
    std::int64_t delayMs = 0;
    std::string code = "5104";
};

/// `accept`, `reject`, `reserve`, `silent`, `delay:MS`, `error:CODE`.
base::Expected<Behaviour, std::string> parseBehaviour(std::string_view text);
/// The amounts at which the public test toolkit's payee misbehaves (fspiop 16.1); `otherwise` for the rest.
Behaviour toolkitBehaviour(domain::Amount amount, const Behaviour& otherwise);

/// The parts of a path, percent-decoded.
std::vector<std::string> pathSegments(std::string_view path);
/// A traceparent in the trace of `received` (a new trace when that is none) with a new span.
std::string traceparentAfter(std::string_view received);
/// Random, version 4.
std::string newUuid();

/// The payee's side of a DFSP: answers look-ups, quotes, transfers and transaction requests with callbacks.
/// It keeps nothing: the fulfilment follows from the packet and its secret.
class SimulatedDfsp
{
public:
    /// Which behaviour a message gets; id is the transfer's or quote's, or the party's identifier.
    using Choose = std::function<Behaviour(std::string_view id, domain::Amount amount)>;

    SimulatedDfsp(std::string name, Address hub, Outgoing& outgoing, Choose choose);
    const std::string& name() const { return m_name; }
    std::string secret() const { return "secret of " + m_name; }

    /// Answers `request`, whose path without a prefix is `path`. True when it was a request to this payee;
    /// false for a callback, which the caller looks at.
    bool onRequest(const HttpRequest& request, std::string_view path, std::string& answer);

private:
    using Segments = std::vector<std::string>;
    void onPartyLookup(const HttpRequest& request, const Segments& path);
    void onQuote(const HttpRequest& request, const JsonText& body);
    void onTransfer(const HttpRequest& request, const JsonText& body);
    void onTransactionRequest(const HttpRequest& request, const JsonText& body);
    void callBack(const HttpRequest& request, const Behaviour& behaviour, const std::string& path,
                  std::string_view resource, const std::string& body);

    std::string m_name;
    Address m_hub;
    Outgoing& m_outgoing;
    Choose m_choose;
};

} // namespace hub::sim
