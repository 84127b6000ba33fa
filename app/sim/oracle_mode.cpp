#include "app/sim/oracle_mode.h"

#include "app/sim/arguments.h"
#include "app/sim/exit_codes.h"
#include "app/sim/json_text.h"
#include "app/sim/simulated_dfsp.h"
#include "app/sim/stop_signal.h"

#include <algorithm>
#include <cstdio>

namespace hub::sim {
namespace {

std::string errorBody(std::string_view code, std::string_view text)
{
    return R"({"errorInformation":{"errorCode":)" + quoted(code) + R"(,"errorDescription":)" + quoted(text) +
           "}}";
}

} // namespace

void OracleServer::onRequest(const HttpRequest& request, std::string& answer)
{
    const std::vector<std::string> path = pathSegments(request.path());
    if (path.size() == 1 && path[0] == "health") return appendAnswer(answer, 200, R"({"status":"OK"})");
    if (path.empty() || path[0] != "participants" || path.size() == 2 || path.size() > 3)
        return appendAnswer(answer, 404, errorBody("3002", "Unknown URI"));
    if (path.size() == 3) return onParty(request, path[1] + '/' + path[2], answer);
    if (request.method != "POST") return appendAnswer(answer, 405);
    onBatch(request, answer);
}

void OracleServer::onParty(const HttpRequest& request, const std::string& key, std::string& answer)
{
    const std::string currency = queryValue(request.query(), "currency");
    const std::string subId = queryValue(request.query(), "partySubIdOrType");
    if (request.method == "GET")
        return appendAnswer(answer, 200, R"({"partyList":)" + listOf(key, currency, subId) + "}");
    if (request.method == "DELETE") {
        const auto found = m_parties.find(key);
        if (found != m_parties.end()) {
            m_count -= std::erase_if(found->second, [&](const Entry& entry) {
                return entry.subId == subId && (currency.empty() || entry.currency == currency);
            });
            if (found->second.empty()) m_parties.erase(found);
        }
        return appendAnswer(answer, 204);
    }
    if (request.method != "POST" && request.method != "PUT") return appendAnswer(answer, 405);
    const auto body = parseJson(request.body);
    if (!body || (*body)["fspId"].text.empty())
        return appendAnswer(answer, 400, errorBody("3102", "Missing mandatory element - fspId"));
    const Entry entry{(*body)["fspId"].text, (*body)["currency"].text, (*body)["partySubIdOrType"].text};
    if (!keep(key, entry))
        return appendAnswer(answer, 503, errorBody("2003", "Service currently unavailable"));
    const bool isNew = request.method == "POST";
    appendAnswer(answer, isNew ? 201 : 200,
                 isNew ? std::string("{}") : R"({"fspId":)" + quoted(entry.fspId) + "}");
}

void OracleServer::onBatch(const HttpRequest& request, std::string& answer)
{
    const auto body = parseJson(request.body);
    if (!body || (*body)["partyList"].items.empty() || (*body)["partyList"].items.size() > kBatchMax)
        return appendAnswer(answer, 400, errorBody("3102", "Missing mandatory element - partyList"));
    const std::string& currency = (*body)["currency"].text;
    std::string list;
    for (const JsonText& party : (*body)["partyList"].items) {
        const std::string& type = party["partyIdType"].text;
        const std::string& id = party["partyIdentifier"].text;
        if (!keep(type + '/' + id, {party["fspId"].text, currency, party["partySubIdOrType"].text}))
            return appendAnswer(answer, 503, errorBody("2003", "Service currently unavailable"));
        list += (list.empty() ? "" : ",") + (R"({"partyId":{"partyIdType":)" + quoted(type)) +
                R"(,"partyIdentifier":)" + quoted(id) + R"(,"fspId":)" + quoted(party["fspId"].text) + "}}";
    }
    std::string out = R"({"partyList":[)" + list + "]";
    if (!currency.empty()) out += R"(,"currency":)" + quoted(currency);
    appendAnswer(answer, 201, out + "}");
}

// One entry per sub-id and currency; a later one takes the place of an earlier.
bool OracleServer::keep(const std::string& key, Entry entry)
{
    std::vector<Entry>& entries = m_parties[key];
    for (Entry& held : entries) {
        if (held.subId != entry.subId || held.currency != entry.currency) continue;
        held.fspId = std::move(entry.fspId);
        return true;
    }
    if (m_count >= kEntriesMax) {
        if (entries.empty()) m_parties.erase(key);
        return false;
    }
    entries.push_back(std::move(entry));
    ++m_count;
    return true;
}

// An entry without a currency serves all of them.
std::string OracleServer::listOf(const std::string& key, const std::string& currency,
                                 const std::string& subId) const
{
    std::string out = "[";
    const auto found = m_parties.find(key);
    if (found == m_parties.end()) return out + "]";
    for (const Entry& entry : found->second) {
        if (!currency.empty() && !entry.currency.empty() && entry.currency != currency) continue;
        if (!subId.empty() && entry.subId != subId) continue;
        out += (out.size() > 1 ? "," : "") + (R"({"fspId":)" + quoted(entry.fspId));
        if (!entry.currency.empty()) out += R"(,"currency":)" + quoted(entry.currency);
        if (!entry.subId.empty()) out += R"(,"partySubIdOrType":)" + quoted(entry.subId);
        out += '}';
    }
    return out + "]";
}

const char* const kOracleHelp =
    R"(hubdeck-sim oracle --listen PORT
A party directory in memory with the HTTP contract of an oracle, until SIGTERM.
)";

int runOracle(std::span<const char* const> words)
{
    Arguments arguments(words, {"listen"}, {});
    arguments.required("listen");
    const auto port = static_cast<std::uint16_t>(arguments.integer("listen", 0, 0, 65'535));
    if (!arguments.problems().empty()) {
        std::fprintf(stderr, "%s%s", arguments.problems().c_str(), kOracleHelp);
        return kExitUsage;
    }
    installStopSignals();
    EventLoop loop;
    OracleServer server;
    HttpListener listener(loop, server);
    if (const auto listening = listener.listen(port); !listening) {
        std::fprintf(stderr, "hubdeck-sim: %s\n", listening.error().c_str());
        return kExitCannotCreate;
    }
    std::printf("{\"ready\":true,\"listen\":\"http://127.0.0.1:%u\"}\n", unsigned{listener.port()});
    std::fflush(stdout);
    while (!stopRequested())
        loop.wait(1'000'000);
    return kExitGood;
}

} // namespace hub::sim
