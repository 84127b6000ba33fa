#include "app/sim/provision.h"

#include "app/sim/transfer_ids.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <thread>

namespace hub::sim {
namespace {

using Done = base::Expected<void, std::string>;
using base::Unexpected;
using domain::Amount;

struct EndpointRow
{
    std::string_view type;
    std::string_view path;
    bool isForTransfers;
};
// clang-format off
constexpr std::array kEndpoints{
    EndpointRow{"FSPIOP_CALLBACK_URL_TRANSFER_POST",                "/transfers", true},
    EndpointRow{"FSPIOP_CALLBACK_URL_TRANSFER_PUT",                 "/transfers/{{transferId}}", true},
    EndpointRow{"FSPIOP_CALLBACK_URL_TRANSFER_ERROR",               "/transfers/{{transferId}}/error", true},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT",              "/participants/{{partyIdType}}/{{partyIdentifier}}", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR",        "/participants/{{partyIdType}}/{{partyIdentifier}}/error", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE",           "/participants/{{partyIdType}}/{{partyIdentifier}}", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT",        "/participants/{{requestId}}", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT_ERROR",  "/participants/{{requestId}}/error", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTIES_GET",                  "/parties/{{partyIdType}}/{{partyIdentifier}}", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTIES_PUT",                  "/parties/{{partyIdType}}/{{partyIdentifier}}", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR",            "/parties/{{partyIdType}}/{{partyIdentifier}}/error", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_QUOTES",                       "", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_AUTHORIZATIONS",               "", false},
    EndpointRow{"FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE",              "", false},
};
// clang-format on

class Provisioning
{
public:
    Provisioning(OperatorClient& client, const SchemeSetup& setup)
        : m_client(client)
        , m_setup(setup)
        , m_ids(std::random_device{}() * 0x1'0000'0000ULL + std::random_device{}())
    {}

    Done scheme()
    {
        for (const char* type : {"HUB_MULTILATERAL_SETTLEMENT", "HUB_RECONCILIATION"}) {
            const std::string body =
                R"({"currency":")" + m_setup.currency + R"(","type":")" + std::string(type) + "\"}";
            HUB_TRY(const auto answer, need("POST", "/participants/Hub/accounts", body, {201, 400}));
            static_cast<void>(answer);
        }
        if (auto done = model(); !done) return done;
        if (m_setup.needsDirectory)
            if (auto done = directory(); !done) return done;
        for (const DfspSetup& dfsp : m_setup.dfsps)
            if (auto done = participant(dfsp); !done) return done;
        return {};
    }

private:
    base::Expected<OperatorAnswer, std::string> need(std::string_view method, const std::string& path,
                                                     const std::string& body,
                                                     std::initializer_list<int> accepted)
    {
        HUB_TRY(auto answer, m_client.call(method, path, body));
        if (std::find(accepted.begin(), accepted.end(), answer.status) != accepted.end()) return answer;
        return Unexpected(std::string(method) + ' ' + path + " was refused: " + answer.refusal());
    }

    // A model that covers POSITION in the currency, else the usual default one.
    Done model()
    {
        HUB_TRY(const auto answer, need("GET", "/settlementModels", {}, {200}));
        for (const JsonText& found : answer.json().items) {
            const JsonText& currency = found["currency"];
            if (found["isActive"].isTrue() && found["ledgerAccountTypeId"].text == "POSITION" &&
                (currency.kind == JsonText::Kind::Null || currency.text == m_setup.currency))
                return {};
        }
        HUB_TRY(const auto made,
                need("POST", "/settlementModels",
                     R"({"name":"DEFERREDNET","settlementGranularity":"NET",)"
                     R"("settlementInterchange":"MULTILATERAL",)"
                     R"("settlementDelay":"DEFERRED","requireLiquidityCheck":true,)"
                     R"("ledgerAccountType":"POSITION","settlementAccountType":"SETTLEMENT",)"
                     R"("autoPositionReset":true})",
                     {201, 400}));
        static_cast<void>(made);
        return {};
    }

    // A hub that refuses it serves the built-in directory on its own account, or lookups end in error
    // callbacks.
    Done directory()
    {
        HUB_TRY(const auto answer, need("GET", "/oracles?type=MSISDN", {}, {200}));
        if (!answer.json().items.empty()) return {};
        HUB_TRY(const auto made,
                need("POST", "/oracles",
                     R"({"oracleIdType":"MSISDN","endpoint":{"value":"hub:directory","endpointType":"URL"},)"
                     R"("isDefault":true})",
                     {201, 400, 500}));
        static_cast<void>(made);
        return {};
    }

    Done participant(const DfspSetup& dfsp)
    {
        const std::string path = "/participants/" + dfsp.name;
        HUB_TRY(const auto made,
                need("POST", "/participants",
                     R"({"name":")" + dfsp.name + R"(","currency":")" + m_setup.currency + "\"}",
                     {201, 400}));
        if (made.status == 400) {
            HUB_TRY(const auto woken, need("PUT", path, R"({"isActive":true})", {200}));
            static_cast<void>(woken);
        }
        if (auto done = limits(dfsp, path); !done) return done;
        if (auto done = funds(dfsp, path); !done) return done;
        for (const EndpointRow& row : kEndpoints) {
            if (!row.isForTransfers && !m_setup.needsAllEndpoints) continue;
            const std::string body = R"({"type":")" + std::string(row.type) + R"(","value":")" +
                                     dfsp.callbackBase + std::string(row.path) + "\"}";
            HUB_TRY(const auto kept, need("POST", path + "/endpoints", body, {201}));
            static_cast<void>(kept);
        }
        return {};
    }

    Done limits(const DfspSetup& dfsp, const std::string& path)
    {
        const std::string limit = R"("currency":")" + m_setup.currency +
                                  R"(","limit":{"type":"NET_DEBIT_CAP","value":)" +
                                  dfsp.netDebitCap.toString();
        HUB_TRY(const auto set, need("POST", path + "/initialPositionAndLimits",
                                     "{" + limit + R"(},"initialPosition":0})", {201, 500}));
        if (set.status == 201) return {};
        HUB_TRY(const auto changed,
                need("PUT", path + "/limits", "{" + limit + R"(,"alarmPercentage":10}})", {200}));
        static_cast<void>(changed);
        return {};
    }

    struct Account
    {
        std::string id;
        Amount value;
    };
    base::Expected<Account, std::string> settlementAccount(const std::string& path)
    {
        HUB_TRY(const auto answer, need("GET", path + "/accounts", {}, {200}));
        const JsonText accounts = answer.json();
        Account settlement;
        for (const JsonText& account : accounts.items) {
            if (account["currency"].text != m_setup.currency) continue;
            const std::string& type = account["ledgerAccountType"].text;
            if (type == "POSITION" && !account["isActive"].isTrue()) {
                HUB_TRY(const auto woken,
                        need("PUT", path + "/accounts/" + account["id"].text, R"({"isActive":true})", {200}));
                static_cast<void>(woken);
            }
            if (type != "SETTLEMENT") continue;
            settlement.id = account["id"].text;
            settlement.value = Amount::parseDecimal(account["value"].text).value_or(Amount{});
        }
        if (settlement.id.empty())
            return Unexpected(path + " has no SETTLEMENT account in " + m_setup.currency);
        return settlement;
    }

    // Funds on deposit are a negative SETTLEMENT value (decision 6).
    Done funds(const DfspSetup& dfsp, const std::string& path)
    {
        HUB_TRY(const Account before, settlementAccount(path));
        const Amount missing = dfsp.funds + before.value;
        if (missing.isNegative() || missing.isZero()) return {};
        std::string id(TransferIds::kTextSize, '\0');
        m_ids.write({0, m_sequence++}, id.data());
        const std::string body =
            R"({"transferId":")" + id +
            R"(","externalReference":"hubdeck-sim","action":"recordFundsIn","reason":"simulated deposit",)"
            R"("amount":{"amount":)" +
            missing.toString() + R"(,"currency":")" + m_setup.currency + "\"}}";
        HUB_TRY(const auto taken, need("POST", path + "/accounts/" + before.id, body, {202}));
        static_cast<void>(taken);
        // The answer may come before the booking: a client polls the balance.
        for (int attempt = 0; attempt < 50; ++attempt) {
            HUB_TRY(const Account now, settlementAccount(path));
            if (now.value <= dfsp.funds.negated()) return {};
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return Unexpected("the deposit of " + dfsp.name + " was not booked within 5 s");
    }

    OperatorClient& m_client;
    const SchemeSetup& m_setup;
    TransferIds m_ids;
    std::uint64_t m_sequence = 1;
};

} // namespace

base::Expected<void, std::string> provision(OperatorClient& client, const SchemeSetup& setup)
{
    return Provisioning(client, setup).scheme();
}

base::Expected<Positions, std::string> readPositions(OperatorClient& client, const std::string& currency,
                                                     std::span<const std::string> names)
{
    Positions positions;
    for (const std::string& name : names) {
        HUB_TRY(const auto answer,
                client.call("GET", "/participants/" + name + "/positions?currency=" + currency));
        const JsonText position = answer.json();
        const auto value = domain::Amount::parseDecimal(position["value"].text);
        if (answer.status != 200 || !value)
            return Unexpected("the position of " + name + " cannot be read: " + answer.refusal());
        positions.emplace(name, *value);
    }
    return positions;
}

} // namespace hub::sim
