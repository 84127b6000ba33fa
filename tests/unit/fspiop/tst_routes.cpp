#include "core/http/digest.h"
#include "core/json/document.h"
#include "tests/unit/fspiop/edge_fixture.h"

#include <QtTest/QtTest>

using namespace hub;
using namespace hub::fspiop;
using test::EdgeFixture;
using test::Reply;

namespace {

const std::string kId = "b51ec534-ee48-4575-b6a9-ead2955b8069";

std::string prepareBody(const std::string& amount = "60.1234")
{
    return "{ \"transferId\":\"" + kId +
           R"(","payerFsp":"green","payeeFsp":"blue","amount":{"currency":"USD","amount":")" + amount +
           R"("},"ilpPacket":"AYIBgQ","condition":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",)"
           R"("expiration":"2026-11-23T18:03:11.345Z"})";
}

std::string party(const char* fspId)
{
    return std::string(R"({"partyIdInfo":{"partyIdType":"MSISDN","partyIdentifier":"1","fspId":")") + fspId +
           "\"}}";
}

std::string quoteBody(const char* payee = "blue")
{
    return "{\"quoteId\":\"" + kId + "\",\"transactionId\":\"" + kId + "\",\"payer\":" + party("green") +
           ",\"payee\":" + party(payee) +
           R"(,"amountType":"SEND","amount":{"currency":"USD","amount":"1"},"transactionType":{"scenario":"TRANSFER",)"
           R"("initiator":"PAYER","initiatorType":"CONSUMER"}})";
}

const std::string kErrorBody = R"({"errorInformation":{"errorCode":5100,"errorDescription":"No"}})";

domain::Credential keyOf(const http::SigningKey& key)
{
    domain::Credential made;
    made.kind = domain::CredentialKind::SignatureKey;
    made.value = key.publicPem();
    made.fingerprint = (*http::VerifyKey::fromPem(made.value))->fingerprint();
    return made;
}

ledger::TransferFacts committed()
{
    ledger::TransferFacts facts{{1,
                                 domain::TransferId(*domain::CorrelationId::parse(kId)),
                                 ledger::TransferKind::Client,
                                 domain::FspId("green"),
                                 domain::FspId("blue"),
                                 domain::FspId("green"),
                                 {},
                                 {},
                                 *domain::Currency::parse("USD"),
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 0},
                                {},
                                {},
                                {},
                                {},
                                {},
                                {}};
    facts.steps.push_back({domain::TransferState::Committed, base::Instant{1795456931345}, std::nullopt});
    facts.fulfilment = "ful";
    return facts;
}

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prepare();
    void prepareRefusals();
    void fulfil();
    void fulfilTimestamps();
    void abort();
    void getTransfer();
    void duplicateTellsState();
    void quotes();
    void quoteFailures();
    void quoteAnswers();
    void lookup();
    void lookupFailures();
    void partyAnswers();
    void participants();
    void participantBatch();
    void requests();
    void signatures();
    void externalOracle();
    void plainRows();
    void openApiCoversTheTable();
    void everyRowChecksItsHeadersAndBody();
};

void TestRoutes::prepare()
{
    EdgeFixture edge;
    const std::string body = prepareBody();
    QCOMPARE(edge.call("POST", "/transfers", "transfers", body).status, 202);
    const auto* command = edge.command<ledger::Prepare>(0);
    QVERIFY(command != nullptr);
    QCOMPARE(command->id.value().toString(), kId);
    QCOMPARE(command->source.value(), std::string("green"));
    QCOMPARE(command->payer.value(), std::string("green"));
    QCOMPARE(command->payee.value(), std::string("blue"));
    QCOMPARE(command->amount.toString(), std::string("60.1234"));
    QCOMPARE(command->expiration.ms, std::int64_t(1795456991345));
    QVERIFY(command->hash == http::sha256(json::compact(body)));
    QVERIFY(command->condition.has_value());
    QCOMPARE(*command->relay.body, body);
    QVERIFY(command->relay.headers->find("fspiop-source: green\r\n") != std::string::npos);
    QVERIFY(command->relay.headers->find("host") == std::string::npos);
}

void TestRoutes::prepareRefusals()
{
    EdgeFixture edge;
    const auto code = [&](const std::string& body) {
        return edge.call("POST", "/transfers", "transfers", body).code();
    };
    QCOMPARE(code("{"), std::string("3101"));
    QCOMPARE(code(""), std::string("3101"));
    QCOMPARE(code("{}"), std::string("3102"));
    QCOMPARE(code(prepareBody("10.00")), std::string("3100"));
    QCOMPARE(edge.call("POST", "/transfers", "transfers", prepareBody(), {{"Accept", ""}}).description(),
             std::string("Missing mandatory element - /header must have required property 'accept'"));
    QCOMPARE(edge.commandCount(), std::size_t(0));
    edge.writerTakes = false;
    const Reply busy = edge.call("POST", "/transfers", "transfers", prepareBody());
    QCOMPARE(busy.status, 503);
    QCOMPARE(busy.code(), std::string("2003"));
    edge.writerTakes = true;
    edge.answer.outcome = ledger::Outcome::Refused;
    edge.answer.error = domain::makeError(domain::fspiop_code::kServerBusy);
    QCOMPARE(code(prepareBody()), std::string("2005"));
}

void TestRoutes::fulfil()
{
    EdgeFixture edge;
    // SHA-256 of 32 zero bytes is the condition of the fulfilment of 43 letters A.
    const std::string fulfilment(43, 'A');
    const auto put = [&](const char* state, const char* version) {
        return edge.call("PUT", "/transfers/" + kId, "transfers",
                         std::string("{\"transferState\":\"") + state + "\",\"fulfilment\":\"" + fulfilment +
                             "\"}",
                         {{"Content-Type",
                           std::string("application/vnd.interoperability.transfers+json;version=") + version},
                          {"FSPIOP-Source", "blue"},
                          {"FSPIOP-Destination", "green"}});
    };
    QCOMPARE(put("COMMITTED", "1.1").status, 200);
    QCOMPARE(put("RESERVED", "1.0").status, 200);
    QCOMPARE(put("ABORTED", "2.0").status, 200);
    const auto* first = edge.command<ledger::Fulfil>(0);
    QCOMPARE(int(first->action), int(ledger::FulfilAction::Commit));
    QCOMPARE(first->destination->value(), std::string("green"));
    QVERIFY(*first->fulfilmentHash == http::sha256(std::string(32, '\0')));
    QVERIFY(!first->isVersion10);
    QCOMPARE(int(edge.command<ledger::Fulfil>(1)->action), int(ledger::FulfilAction::Reserve));
    QVERIFY(edge.command<ledger::Fulfil>(1)->isVersion10);
    QCOMPARE(int(edge.command<ledger::Fulfil>(2)->action), int(ledger::FulfilAction::Reject));
    QCOMPARE(edge.call("PATCH", "/transfers/" + kId, "transfers",
                       R"({"transferState":"COMMITTED","completedTimestamp":"2026-11-23T18:02:11.345Z"})")
                 .code(),
             std::string("2002"));
}

void TestRoutes::fulfilTimestamps()
{
    EdgeFixture edge;
    const auto put = [&](const char* at) {
        return edge.call("PUT", "/transfers/" + kId, "transfers",
                         std::string(R"({"transferState":"COMMITTED","completedTimestamp":")") + at + "\"}");
    };
    QCOMPARE(put("2026-11-23T18:02:11.545Z").status, 200);
    QCOMPARE(put("2026-11-23T17:57:11.345Z").status, 200);
    const Reply future = put("2026-11-23T18:02:11.546Z");
    QCOMPARE(future.status, 400);
    QCOMPARE(future.description(),
             std::string("Generic validation error - completedTimestamp fails because future "
                         "timestamp was provided"));
    QCOMPARE(put("2026-11-23T17:57:11.344Z").code(), std::string("3100"));
    QCOMPARE(edge.commandCount(), std::size_t(2));
}

void TestRoutes::abort()
{
    EdgeFixture edge;
    QCOMPARE(edge.call("PUT", "/transfers/" + kId + "/error", "transfers", kErrorBody).status, 200);
    QCOMPARE(edge.command<ledger::Abort>(0)->error.code, std::string("5100"));
    edge.call("PUT", "/transfers/" + kId + "/error", "transfers",
              R"({"errorInformation":{"errorCode":"7777","errorDescription":"No"}})");
    // What the API does not define is the ledger's to replace.
    QCOMPARE(edge.command<ledger::Abort>(1)->error.code, std::string("7777"));
}

void TestRoutes::getTransfer()
{
    EdgeFixture edge;
    QCOMPARE(edge.call("GET", "/transfers/" + kId, "transfers").status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(edge.sentCode(0), std::string("3208"));
    QCOMPARE(*edge.sent(0).resolveUrl(), "http://green.test/transfers/" + kId + "/error");
    QVERIFY(edge.sent(0).body->find(
                "Transfer ID not found - Provided Transfer ID was not found on the server.") !=
            std::string::npos);
    QCOMPARE(edge.call("GET", "/transfers/not-an-id", "transfers").status, 202);
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("3208"));

    edge.facts = committed();
    edge.call("GET", "/transfers/" + kId, "transfers");
    QVERIFY(edge.waitSent(3));
    QCOMPARE(
        *edge.sent(2).body,
        std::string(
            R"({"completedTimestamp":"2026-11-23T18:02:11.345Z","transferState":"COMMITTED","fulfilment":"ful"})"));
    // Who does not take part is told nothing, who has no part in it that.
    edge.call("GET", "/transfers/" + kId, "transfers", {}, {{"FSPIOP-Source", "red"}});
    edge.facts->received.payee = domain::FspId("red");
    edge.call("GET", "/transfers/" + kId, "transfers", {}, {{"FSPIOP-Source", "blue"}});
    QVERIFY(edge.waitSent(4));
    QCOMPARE(edge.sentCode(3), std::string("3000"));
    edge.facts->received.payee = domain::FspId("blue");

    edge.facts->steps.push_back({domain::TransferState::ExpiredReserved, base::Instant{1795456931345},
                                 domain::makeError(domain::fspiop_code::kTransferExpired)});
    edge.call("GET", "/transfers/" + kId, "transfers");
    QVERIFY(edge.waitSent(5));
    QVERIFY(edge.sent(4).body->find(R"("value":"3303: Transfer expired")") != std::string::npos);
    QVERIFY(edge.sent(4).body->find("fulfilment") == std::string::npos);
}

void TestRoutes::duplicateTellsState()
{
    EdgeFixture edge;
    edge.facts = committed();
    edge.answer.outcome = ledger::Outcome::Duplicate;
    QCOMPARE(edge.call("POST", "/transfers", "transfers", prepareBody()).status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(int(edge.sent(0).method), int(http::Method::Put));
    QCOMPARE(edge.sent(0).headers.get("fspiop-source"), std::string_view("Hub"));
    edge.call("PUT", "/transfers/" + kId, "transfers", R"({"transferState":"RESERVED"})",
              {{"FSPIOP-Source", "blue"}});
    QVERIFY(edge.waitSent(2));
    QCOMPARE(int(edge.sent(1).method), int(http::Method::Patch));
    QVERIFY(edge.sent(1).body->find("fulfilment") == std::string::npos);
}

void TestRoutes::quotes()
{
    EdgeFixture edge;
    const std::string body = quoteBody();
    QCOMPARE(edge.call("POST", "/quotes", "quotes", body).status, 202);
    QVERIFY(edge.waitSent(1));
    const http::Outbound message = edge.sent(0);
    QCOMPARE(*message.resolveUrl(), std::string("http://blue.test/quotes"));
    QCOMPARE(*message.body, body);
    QCOMPARE(message.headers.get("fspiop-destination"), std::string_view("blue"));
    QVERIFY(message.headers.contains("accept"));
    QCOMPARE(edge.call("GET", "/quotes/" + kId, "quotes").status, 202);
    QVERIFY(edge.waitSent(2));
    QVERIFY(!edge.sent(1).body);
    QCOMPARE(edge.call("GET", "/quotes/abc", "quotes").code(), std::string("3100"));
    QCOMPARE(
        edge.call("POST", "/quotes", "quotes", body, {{"FSPIOP-Destination", ""}}).description(),
        std::string("Missing mandatory element - /header must have required property 'fspiop-destination'"));
}

void TestRoutes::quoteFailures()
{
    EdgeFixture edge;
    edge.call("POST", "/quotes", "quotes", quoteBody());
    QVERIFY(edge.waitSent(1));
    edge.finish(0, http::DeliveryOutcome::PeerError, 404, http::DeliveryReason::Status);
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("3000"));
    QCOMPARE(*edge.sent(1).resolveUrl(), "http://green.test/quotes/" + kId + "/error");
    QCOMPARE(edge.sent(1).headers.get("content-type"),
             std::string_view("application/vnd.interoperability.quotes+json;version=1.1"));
    edge.call("POST", "/quotes", "quotes", quoteBody());
    QVERIFY(edge.waitSent(3));
    edge.finish(2, http::DeliveryOutcome::Failed, 0, http::DeliveryReason::NoEndpoint);
    QVERIFY(edge.waitSent(4));
    QCOMPARE(edge.sentCode(3), std::string("3201"));
    for (const char* other : {"red", "nobody"}) {
        edge.call("POST", "/quotes", "quotes", quoteBody(), {{"FSPIOP-Destination", other}});
        QVERIFY(edge.waitSent(other == std::string("red") ? 5 : 6));
    }
    QCOMPARE(edge.sentCode(4), std::string("3201"));
    QCOMPARE(edge.sentCode(5), std::string("3201"));
}

void TestRoutes::quoteAnswers()
{
    EdgeFixture edge;
    const std::string body =
        R"({"transferAmount":{"currency":"USD","amount":"1"},"expiration":"2026-11-23T18:03:11.345Z",)"
        R"("ilpPacket":"AYIBgQ","condition":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"})";
    const std::vector<std::pair<std::string, std::string>> fromBlue{{"FSPIOP-Source", "blue"},
                                                                    {"FSPIOP-Destination", "green"}};
    QCOMPARE(edge.call("PUT", "/quotes/" + kId, "quotes", body, fromBlue).status, 200);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).resolveUrl(), "http://green.test/quotes/" + kId);
    auto withAccept = fromBlue;
    withAccept.emplace_back("Accept", "application/vnd.interoperability.quotes+json;version=1");
    QCOMPARE(edge.call("PUT", "/quotes/" + kId, "quotes", body, withAccept).status, 200);
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("3100"));
    QCOMPARE(*edge.sent(1).resolveUrl(), "http://blue.test/quotes/" + kId + "/error");
    QCOMPARE(edge.call("PUT", "/quotes/" + kId + "/error", "quotes", kErrorBody, fromBlue).status, 200);
    QVERIFY(edge.waitSent(3));
    QCOMPARE(*edge.sent(2).body, kErrorBody);
}

void TestRoutes::lookup()
{
    EdgeFixture edge;
    edge.directory = {{"MSISDN", "1", "", std::nullopt, domain::FspId("blue")}};
    QCOMPARE(edge.call("GET", "/parties/MSISDN/1", "parties", {}, {{"FSPIOP-Destination", ""}}).status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).resolveUrl(), std::string("http://blue.test/parties/MSISDN/1"));
    QCOMPARE(edge.sent(0).headers.get("fspiop-destination"), std::string_view("blue"));
    edge.finish(0, http::DeliveryOutcome::Failed, 0, http::DeliveryReason::Connect);
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("1001"));
    QCOMPARE(*edge.sent(1).resolveUrl(), std::string("http://green.test/parties/MSISDN/1/error"));
    // With a registered destination nobody is asked; an empty sub-id is none.
    edge.directory.clear();
    QCOMPARE(edge.call("GET", "/parties/MSISDN/1/", "parties").status, 202);
    QVERIFY(edge.waitSent(3));
    QCOMPARE(*edge.sent(2).resolveUrl(), std::string("http://blue.test/parties/MSISDN/1"));
    QCOMPARE(edge.call("GET", "/parties/MSISDN/1/PASS", "parties").status, 202);
    QVERIFY(edge.waitSent(4));
    QCOMPARE(*edge.sent(3).resolveUrl(), std::string("http://blue.test/parties/MSISDN/1/PASS"));
}

void TestRoutes::lookupFailures()
{
    EdgeFixture edge;
    const Reply stranger =
        edge.call("GET", "/parties/MSISDN/1", "parties", {}, {{"FSPIOP-Source", "nobody"}});
    QCOMPARE(stranger.status, 400);
    QCOMPARE(stranger.description(), std::string("Malformed syntax - invalid fspiop-source header"));
    QCOMPARE(edge.call("GET", "/parties/PHONE/1", "parties").code(), std::string("3100"));
    QCOMPARE(edge.call("GET", "/parties/MSISDN/x", "parties").code(), std::string("3101"));
    QCOMPARE(edge.call("GET", "/parties/MSISDN/1?currency=usd", "parties").code(), std::string("3100"));
    QCOMPARE(edge.call("GET", "/parties/MSISDN/1", "parties", {}, {{"Accept", ""}}).description(),
             std::string("Missing mandatory element - Accept is required"));
    edge.call("GET", "/parties/MSISDN/1", "parties", {}, {{"FSPIOP-Destination", ""}});
    QVERIFY(edge.waitSent(1));
    QVERIFY(edge.sent(0).body->find(R"("errorDescription":"Party not found")") != std::string::npos);
    edge.call("GET", "/parties/ALIAS/1", "parties", {}, {{"FSPIOP-Destination", ""}});
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("3003"));
    // An unknown destination: its mapping goes, discovery follows.
    edge.call("GET", "/parties/MSISDN/1", "parties", {}, {{"FSPIOP-Destination", "gone"}});
    QVERIFY(edge.waitSent(3));
    QCOMPARE(edge.command<ledger::RemoveDirectoryEntry>(0)->entry.fspId.value(), std::string("gone"));
    QCOMPARE(edge.sentCode(2), std::string("3204"));
}

void TestRoutes::partyAnswers()
{
    EdgeFixture edge;
    const std::string body = "{\"party\":" + party("green") + "}";
    QCOMPARE(edge.call("PUT", "/parties/MSISDN/1", "parties", body).status, 200);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).body, body);
    QCOMPARE(
        edge.call("PUT", "/parties/MSISDN/1/error", "parties", kErrorBody, {{"FSPIOP-Destination", "gone"}})
            .status,
        200);
    QVERIFY(edge.waitSent(2));
    QCOMPARE(edge.sentCode(1), std::string("3201"));
    QCOMPARE(edge.call("PUT", "/parties/MSISDN/1", "parties", "{}").description(),
             std::string("Missing mandatory element - /requestBody must have required property 'party'"));
}

void TestRoutes::participants()
{
    EdgeFixture edge;
    const std::string body = R"({"fspId":"green","currency":"USD"})";
    const std::vector<std::pair<std::string, std::string>> alone{{"FSPIOP-Destination", ""}};
    QCOMPARE(edge.call("POST", "/participants/MSISDN/1", "participants", body, alone).status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(edge.command<ledger::PutDirectoryEntries>(0)->entries.front().fspId.value(),
             std::string("green"));
    QCOMPARE(*edge.sent(0).resolveUrl(), std::string("http://green.test/participants/MSISDN/1"));
    QCOMPARE(
        *edge.sent(0).body,
        std::string(
            R"({"partyList":[{"partyIdType":"MSISDN","partyIdentifier":"1","fspId":"green"}],"currency":"USD"})"));
    const Reply stranger =
        edge.call("POST", "/participants/MSISDN/1", "participants", body, {{"FSPIOP-Source", "nobody"}});
    QCOMPARE(stranger.description(), std::string("Generic ID not found - Requester FSP not found"));
    edge.call("POST", "/participants/ACCOUNT_ID/1", "participants", body, alone);
    QVERIFY(edge.waitSent(2));
    QVERIFY(edge.sent(1).body->find("Oracle type: ACCOUNT_ID not found") != std::string::npos);
    edge.directory = {{"MSISDN", "1", "", std::nullopt, domain::FspId("blue")}};
    edge.call("GET", "/participants/MSISDN/1", "participants", {}, alone);
    QVERIFY(edge.waitSent(3));
    QCOMPARE(*edge.sent(2).body, std::string(R"({"fspId":"blue"})"));
    QCOMPARE(edge.call("DELETE", "/participants/MSISDN/1", "participants", {}, alone).status, 202);
    QVERIFY(edge.waitSent(4));
    QCOMPARE(edge.sentCode(3), std::string("3040"));
    edge.directory.push_back({"MSISDN", "1", "", domain::Currency::parse("USD"), domain::FspId("Green")});
    QCOMPARE(edge.call("DELETE", "/participants/MSISDN/1", "participants", {}, alone).status, 202);
    QVERIFY(edge.waitSent(5));
    QCOMPARE(edge.command<ledger::RemoveDirectoryEntry>(1)->entry.fspId.value(), std::string("Green"));
    QCOMPARE(edge.call("PUT", "/participants/" + kId, "participants",
                       R"({"partyList":[{"partyId":{"partyIdType":"MSISDN","partyIdentifier":"1"}}]})")
                 .status,
             501);
}

void TestRoutes::participantBatch()
{
    EdgeFixture edge;
    const std::string body =
        "{\"requestId\":\"" + kId +
        R"(","partyList":[{"partyIdType":"MSISDN","partyIdentifier":"1","fspId":"green"},)"
        R"({"partyIdType":"MSISDN","partyIdentifier":"2","fspId":"blue"},)"
        R"({"partyIdType":"ALIAS","partyIdentifier":"3","fspId":"green"}],"currency":"USD"})";
    QCOMPARE(edge.call("POST", "/participants", "participants", body).status, 200);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).resolveUrl(), "http://green.test/participants/" + kId);
    const auto document = json::Document::parse(*edge.sent(0).body);
    std::string codes;
    for (const json::Value entry : document->root()["partyList"])
        codes.append(entry["errorInformation"]["errorCode"].string()).append(",");
    QCOMPARE(codes, std::string(",3204,3003,"));
    QVERIFY(edge.sent(0).body->find("Oracle type:ALIAS not found") != std::string::npos);
}

void TestRoutes::requests()
{
    EdgeFixture edge;
    const std::string query = "?authenticationType=OTP&retriesLeft=2&amount=10&currency=USD";
    const auto get = [&](const std::string& items) {
        return edge.call("GET", "/authorizations/" + kId + items, "authorizations");
    };
    QCOMPARE(get(query).status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).resolveUrl(), "http://blue.test/authorizations/" + kId + query);
    QCOMPARE(
        get("?retriesLeft=2&amount=10&currency=USD").description(),
        std::string("Missing mandatory element - /query must have required property 'authenticationType'"));
    QCOMPARE(get("?authenticationType=OTP&retriesLeft=x&amount=10&currency=USD").code(), std::string("3101"));
    QCOMPARE(get("?authenticationType=PIN&retriesLeft=2&amount=10&currency=USD").code(), std::string("3100"));
    QCOMPARE(
        edge.call("PUT", "/authorizations/" + kId, "authorizations", R"({"responseType":"WHATEVER"})").status,
        200);
    QCOMPARE(edge.call("PUT", "/authorizations/" + kId, "authorizations", "{}").code(), std::string("3102"));
    QCOMPARE(edge.call("PUT", "/transactionRequests/" + kId, "transactionRequests",
                       R"({"transactionRequestState":"RECEIVED"})")
                 .status,
             200);
    QVERIFY(edge.waitSent(3));
    edge.finish(2, http::DeliveryOutcome::PeerError, 503, http::DeliveryReason::Status);
    QVERIFY(edge.waitSent(4));
    QCOMPARE(*edge.sent(3).resolveUrl(), "http://green.test/transactionRequests/" + kId + "/error");
}

void TestRoutes::signatures()
{
    QTemporaryDir dir;
    const auto key = http::SigningKey::create(dir.filePath(QStringLiteral("green.pem")).toStdString());
    QVERIFY(key.has_value());
    Settings settings;
    settings.verifySignatures = true;
    EdgeFixture edge(settings);
    edge.trust("green", keyOf(**key));
    const std::string body = quoteBody();
    const Reply missing = edge.call("POST", "/quotes", "quotes", body);
    QCOMPARE(missing.status, 400);
    QCOMPARE(missing.code(), std::string("3105"));
    const http::Headers covered{{"FSPIOP-Source", "green"},
                                {"FSPIOP-Destination", "blue"},
                                {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    const auto signature = http::signMessage(**key, http::Method::Post, "/quotes", covered, body);
    QVERIFY(signature.has_value());
    const std::vector<std::pair<std::string, std::string>> signedHeaders{
        {"FSPIOP-Signature", *signature}, {"FSPIOP-URI", "/quotes"}, {"FSPIOP-HTTP-Method", "POST"}};
    QCOMPARE(edge.call("POST", "/quotes", "quotes", body, signedHeaders).status, 202);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(edge.sent(0).headers.get("fspiop-signature"), std::string_view(*signature));
    QCOMPARE(edge.call("POST", "/quotes", "quotes", body + " ", signedHeaders).code(), std::string("3105"));
    // GET carries no signature, PUT /parties only when asked for.
    QCOMPARE(edge.call("GET", "/quotes/" + kId, "quotes").status, 202);
    QCOMPARE(edge.call("PUT", "/parties/MSISDN/1", "parties", "{\"party\":" + party("green") + "}").status,
             200);
}

void TestRoutes::externalOracle()
{
    EdgeFixture edge;
    domain::Oracle oracle;
    oracle.id = domain::OracleId(2);
    oracle.partyIdType = "ALIAS";
    oracle.endpoint = "http://oracle.test/base/";
    edge.registry = std::make_shared<ledger::Registry>(edge.registry->with(oracle));
    const std::vector<std::pair<std::string, std::string>> alone{{"FSPIOP-Destination", ""}};
    edge.call("GET", "/parties/ALIAS/a/SUB?currency=USD", "parties", {}, alone);
    QVERIFY(edge.waitSent(1));
    QCOMPARE(*edge.sent(0).resolveUrl(),
             std::string("http://oracle.test/base/participants/ALIAS/a?currency=USD&partySubIdOrType=SUB"));
    QCOMPARE(edge.sent(0).headers.get("fspiop-destination"), std::string_view("Hub"));
    edge.finish(0, http::DeliveryOutcome::Delivered, 200, http::DeliveryReason::None,
                R"({"partyList":[{"fspId":"red"},{"fspId":"blue","partySubIdOrType":"SUB"}]})");
    QVERIFY(edge.waitSent(2));
    QCOMPARE(*edge.sent(1).resolveUrl(), std::string("http://blue.test/parties/ALIAS/a/SUB?currency=USD"));
    edge.call("GET", "/participants/ALIAS/a", "participants", {}, alone);
    QVERIFY(edge.waitSent(3));
    edge.finish(2, http::DeliveryOutcome::PeerError, 404, http::DeliveryReason::Status);
    QVERIFY(edge.waitSent(4));
    QCOMPARE(edge.sentCode(3), std::string("3201"));
    edge.call("POST", "/participants/ALIAS/a", "participants", R"({"fspId":"green","currency":"USD"})",
              alone);
    QVERIFY(edge.waitSent(5));
    QCOMPARE(*edge.sent(4).body, std::string(R"({"fspId":"green","currency":"USD"})"));
    edge.finish(4, http::DeliveryOutcome::PeerError, 500, http::DeliveryReason::Status);
    QVERIFY(edge.waitSent(6));
    QCOMPARE(edge.sentCode(5), std::string("3003"));
    edge.call("GET", "/parties/ALIAS/a", "parties", {}, alone);
    QVERIFY(edge.waitSent(7));
    edge.finish(6, http::DeliveryOutcome::Delivered, 200, http::DeliveryReason::None, "not json");
    QVERIFY(edge.waitSent(8));
    QCOMPARE(edge.sentCode(7), std::string("2001"));
}

void TestRoutes::plainRows()
{
    EdgeFixture edge;
    const Reply health = edge.call("GET", "/health", "transfers");
    QCOMPARE(health.status, 200);
    QVERIFY(health.body.starts_with("{\"status\":\"OK\",\"uptime\":"));
    QVERIFY(health.body.find("\"services\":[{\"name\":\"datastore\",\"status\":\"OK\"}]") !=
            std::string::npos);
    QCOMPARE(edge.call("GET", "/metrics", "transfers").status, 404);
    QCOMPARE(edge.call("DELETE", "/endpointcache", "transfers").status, 202);
    QCOMPARE(edge.call("DELETE", "/transfers/" + kId, "transfers").code(), std::string("3000"));
    QCOMPARE(edge.call("DELETE", "/transfers/" + kId, "transfers").status, 405);
    QCOMPARE(edge.call("PUT", "/transfers/", "transfers", "{}").code(), std::string("3002"));
    QCOMPARE(edge.call("HEAD", "/transfers/" + kId, "transfers").status, 405);
    QCOMPARE(edge.commandCount(), std::size_t(0));
}

void TestRoutes::openApiCoversTheTable()
{
    const auto document = json::Document::parse(openApiDocument("1"), json::Limits{64, 400'000, 5242880});
    QVERIFY2(document.has_value(), document ? "" : document.error().detail.c_str());
    std::size_t operations = 0;
    for (const json::Value path : document->root()["paths"])
        operations += path.size();
    QCOMPARE(operations, routeFacts().size() + 3);
    for (const RouteFacts& row : routeFacts()) {
        std::string method(http::toString(row.method));
        for (char& c : method)
            c = static_cast<char>(c - 'A' + 'a');
        const json::Value operation = document->root()["paths"][row.pattern][method];
        QVERIFY2(operation.isObject(), row.pattern.data());
        QCOMPARE(operation["requestBody"].isObject(), row.body != nullptr);
    }
}

/// Walks the table: no row takes a message without its headers or with an empty object where fields are due.
void TestRoutes::everyRowChecksItsHeadersAndBody()
{
    EdgeFixture edge;
    for (const RouteFacts& row : routeFacts()) {
        std::string path(row.pattern);
        const auto fill = [&path](std::string_view name, const std::string& value) {
            const std::size_t at = path.find(name);
            if (at != std::string::npos) path.replace(at, name.size(), value);
        };
        fill("{Type}", "MSISDN");
        fill("{SubId}", "S");
        fill("{ID}", path.find("MSISDN") != std::string::npos ? "1" : kId);
        const std::string method(http::toString(row.method));
        const std::string resource(row.resource);
        const Reply noSource =
            edge.call(method.c_str(), path, resource.c_str(), "{}", {{"FSPIOP-Source", ""}});
        QVERIFY2(noSource.description().find("/header must have required property 'fspiop-source'") !=
                     std::string::npos,
                 path.c_str());
        QCOMPARE(edge.call(method.c_str(), path, resource.c_str(), "{}", {{"Date", ""}}).code(),
                 std::string("3102"));
        QCOMPARE(edge.call(method.c_str(), path, resource.c_str(), "{}",
                           {{"Content-Type",
                             "application/vnd.interoperability." + resource + "+json;version=9.9"}})
                     .status,
                 406);
        if (row.body == nullptr) continue;
        QCOMPARE(edge.call(method.c_str(), path, resource.c_str(), "{\"a\":1,\"a\":2}").code(),
                 std::string("3101"));
        for (const json::Field& field : row.body->fields) {
            if (!field.isRequired) continue;
            QCOMPARE(edge.call(method.c_str(), path, resource.c_str(), "{}").description(),
                     "Missing mandatory element - /requestBody must have required property '" +
                         std::string(field.name) + "'");
            break;
        }
    }
    QCOMPARE(edge.commandCount(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
