#include "core/fspiop/callbacks.h"
#include "core/fspiop/error_map.h"
#include "core/fspiop/relay.h"
#include "core/json/document.h"

#include <QtTest/QtTest>

using namespace hub;
using namespace hub::fspiop;
using ledger::NoticeKind;

namespace {

constexpr const char* kId = "b51ec534-ee48-4575-b6a9-ead2955b8069";
constexpr base::Instant kAt{1795456931345}; // 2026-11-23T18:02:11.345Z

ledger::ParticipantEntry blue()
{
    ledger::ParticipantEntry entry;
    entry.endpoints = {
        {"FSPIOP_CALLBACK_URL_TRANSFER_POST", "http://blue.test/transfers"},
        {"FSPIOP_CALLBACK_URL_TRANSFER_PUT", "http://blue.test/transfers/{{transferId}}"},
        {"FSPIOP_CALLBACK_URL_QUOTES", "http://blue.test/base/"},
        {"FSPIOP_CALLBACK_URL_PARTIES_GET", "http://blue.test/parties/{{partyIdType}}/{{partyIdentifier}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET",
         "http://blue.test/parties/{{ partyIdType }}/{{{partyIdentifier}}}/{{partySubIdOrType}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_PUT", "http://blue.test/{{nobodyKnows}}"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT", "http://blue.test/participants/{{requestId}}"}};
    return entry;
}

ledger::Notice notice(NoticeKind kind)
{
    ledger::Notice made;
    made.seq = 7;
    made.kind = kind;
    made.destination = domain::FspId("blue");
    made.source = domain::FspId("green");
    made.transfer = domain::TransferId(*domain::CorrelationId::parse(kId));
    made.at = kAt;
    return made;
}

std::string text(const http::Headers& headers)
{
    std::string out;
    for (const auto& [name, value] : headers)
        out.append(name).append(": ").append(value).append("\n");
    return out;
}

} // namespace

class TestCallbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpoints();
    void genericEndpoint();
    void relayBlocks();
    void relayedHeaders();
    void hubHeadersAreGolden();
    void bodies();
    void hubWritten();
    void errors();
};

void TestCallbacks::endpoints()
{
    const auto entry = blue();
    QCOMPARE(*endpointUrl(entry, transferPost()), std::string("http://blue.test/transfers"));
    QCOMPARE(*endpointUrl(entry, transferPut("a/b c")), std::string("http://blue.test/transfers/a%2Fb%20c"));
    QCOMPARE(transferPut("a/b").path, std::string("/transfers/a%2Fb"));
    QVERIFY(!endpointUrl(entry, transferError(kId)));
    QCOMPARE(*endpointUrl(entry, based(endpoint_type::kQuotes, "/quotes/1", "?a=b")),
             std::string("http://blue.test/base/quotes/1?a=b"));
    const lookup::PartyId plain{"EMAIL", "a+b@x.org", ""};
    QCOMPARE(*endpointUrl(entry, parties(PartyMessage::Get, plain)),
             std::string("http://blue.test/parties/EMAIL/a%2Bb%40x.org"));
    const lookup::PartyId sub{"PERSONAL_ID", "1", "PASS/PORT"};
    QCOMPARE(*endpointUrl(entry, parties(PartyMessage::Get, sub)),
             std::string("http://blue.test/parties/PERSONAL_ID/1/PASS%2FPORT"));
    QCOMPARE(parties(PartyMessage::PutError, sub).type,
             std::string_view("FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR"));
    QCOMPARE(parties(PartyMessage::PutError, sub).path,
             std::string("/parties/PERSONAL_ID/1/PASS%2FPORT/error"));
    QVERIFY2(!endpointUrl(entry, parties(PartyMessage::Put, plain)), "a placeholder that nobody fills");
    QCOMPARE(*endpointUrl(entry, participantsBatch("r1", false)),
             std::string("http://blue.test/participants/r1"));
    QCOMPARE(participants(PartyMessage::Delete, sub).type,
             std::string_view("FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_DELETE"));
}

void TestCallbacks::genericEndpoint()
{
    ledger::ParticipantEntry entry;
    entry.endpoints = {{"FSPIOP_CALLBACK_URL", "http://red.test/"}};
    QCOMPARE(*endpointUrl(entry, transferError("1")), std::string("http://red.test/transfers/1/error"));
    QCOMPARE(*endpointUrl(entry, based(endpoint_type::kQuotes, "/quotes")),
             std::string("http://red.test/quotes"));
}

void TestCallbacks::relayBlocks()
{
    const http::Headers received{
        {"Host", "hub"},         {"Content-Length", "3"},       {"FSPIOP-Source", "green"},
        {"Authorization", "x"},  {"Connection", "close"},       {"Date", "d"},
        {"traceparent", "00-1"}, {"X-Forwarded-For", "1.2.3.4"}};
    const std::string block = relayBlock(received);
    QCOMPARE(block, std::string("fspiop-source: green\r\ndate: d\r\nx-forwarded-for: 1.2.3.4\r\n"));
    QCOMPARE(text(readRelayBlock(block)), text(forwardable(received)));
    QVERIFY(readRelayBlock("").empty());
    QCOMPARE(readRelayBlock("a: b").get("a"), std::string_view("b"));
}

void TestCallbacks::relayedHeaders()
{
    ledger::Notice made = notice(NoticeKind::RelayFulfil);
    made.relay.headers = base::shareBytes("accept: x\r\ncontent-type: application/y\r\ndate: d\r\n"
                                          "fspiop-source: green\r\nfspiop-signature: {}\r\n");
    QCOMPARE(text(relayHeaders(made)),
             std::string("content-type: application/y\ndate: d\nfspiop-source: green\nfspiop-signature: {}\n"
                         "fspiop-destination: blue\nfspiop-http-method: PUT\nfspiop-uri: /transfers/") +
                 kId + "\n");
    made.kind = NoticeKind::ForwardPrepare;
    const http::Headers post = relayHeaders(made);
    QCOMPARE(post.get("accept"), std::string_view("x"));
    QCOMPARE(post.get("fspiop-uri"), std::string_view("/transfers"));
    QCOMPARE(post.get("fspiop-http-method"), std::string_view("POST"));
}

void TestCallbacks::hubHeadersAreGolden()
{
    const auto headers = [](const ledger::Notice& made) {
        return text(hubHeaders(hubMessage(made), "Hub", "1.1"));
    };
    const std::string common =
        "Content-Type: application/vnd.interoperability.transfers+json;version=1.1\n"
        "Date: Mon, 23 Nov 2026 18:02:11 GMT\nFSPIOP-Source: Hub\nFSPIOP-Destination: blue\n";
    QCOMPARE(headers(notice(NoticeKind::HubFulfil)),
             common + "FSPIOP-URI: /transfers/" + kId + "\nFSPIOP-HTTP-Method: PUT\n");
    QCOMPARE(headers(notice(NoticeKind::HubPatch)),
             common + "FSPIOP-URI: /transfers/" + kId + "\nFSPIOP-HTTP-Method: PATCH\n");
    ledger::Notice error = notice(NoticeKind::HubError);
    error.contentType = "application/vnd.interoperability.transfers+json;version=1.0";
    QCOMPARE(headers(error),
             std::string("Content-Type: application/vnd.interoperability.transfers+json;version=1.0\n"
                         "Date: Mon, 23 Nov 2026 18:02:11 GMT\nFSPIOP-Source: Hub\n"
                         "FSPIOP-Destination: blue\nFSPIOP-URI: /transfers/") +
                 kId + "/error\nFSPIOP-HTTP-Method: PUT\n");
}

void TestCallbacks::bodies()
{
    using domain::ExternalTransferState;
    QCOMPARE(
        transferStateBody(ExternalTransferState::Committed, kAt, "ful", std::nullopt),
        std::string(
            R"({"completedTimestamp":"2026-11-23T18:02:11.345Z","transferState":"COMMITTED","fulfilment":"ful"})"));
    QCOMPARE(transferStateBody(ExternalTransferState::Settled, std::nullopt, "", std::nullopt),
             std::string(R"({"transferState":"COMMITTED"})"));
    const auto expired = domain::makeError(domain::fspiop_code::kTransferExpired);
    QCOMPARE(
        transferStateBody(ExternalTransferState::Aborted, kAt, "", expired),
        std::string(
            R"({"completedTimestamp":"2026-11-23T18:02:11.345Z","transferState":"ABORTED","extensionList":)"
            R"({"extension":[{"key":"cause","value":"3303: Transfer expired"}]}})"));
    const auto told = base::shareBytes(R"({"fulfilment":"ful","transferState":"RESERVED","extensionList":)"
                                       R"( {"extension":[{"key":"a\"b","value":"1"}]} })");
    QCOMPARE(transferStateBody(ExternalTransferState::Committed, std::nullopt, "", std::nullopt, told),
             std::string(R"({"transferState":"COMMITTED","extensionList":{"extension":[{"key":"a\"b",)"
                         R"("value":"1"}]}})"));
    QCOMPARE(transferStateBody(ExternalTransferState::Aborted, kAt, "", expired, told),
             transferStateBody(ExternalTransferState::Aborted, kAt, "", expired));
    ledger::Notice error = notice(NoticeKind::HubError);
    error.error = expired;
    QCOMPARE(
        *hubMessage(error).body,
        std::string(R"({"errorInformation":{"errorCode":"3303","errorDescription":"Transfer expired"}})"));
    const domain::FspiopError wide{"5100", std::string(127, 'a') + "\xc3\xa9"};
    QVERIFY(causeText(wide).size() <= 128);
    QVERIFY(
        json::Document::parse(transferStateBody(ExternalTransferState::Aborted, kAt, "", wide)).has_value());
}

void TestCallbacks::hubWritten()
{
    QVERIFY(isHubWritten(notice(NoticeKind::HubError), "Hub"));
    QVERIFY(!isHubWritten(notice(NoticeKind::RelayFulfil), "Hub"));
    ledger::Notice confirmation = notice(NoticeKind::RelayFulfil);
    confirmation.source = domain::FspId("hub");
    confirmation.relay.body = base::shareBytes("{}");
    QVERIFY(isHubWritten(confirmation, "Hub"));
    QCOMPARE(*hubMessage(confirmation).body, std::string("{}"));
}

void TestCallbacks::errors()
{
    http::DeliveryResult result;
    result.outcome = http::DeliveryOutcome::PeerError;
    result.reason = http::DeliveryReason::Status;
    const auto code = [&](int status, ForwardKind kind) {
        result.status = status;
        return forwardFailure(result, kind, endpoint_type::kQuotes, "blue").code;
    };
    QCOMPARE(code(400, ForwardKind::General), std::string("3000"));
    QCOMPARE(code(403, ForwardKind::General), std::string("3000"));
    QCOMPARE(code(404, ForwardKind::General), std::string("3200"));
    QCOMPARE(code(404, ForwardKind::Quote), std::string("3000"));
    QCOMPARE(code(500, ForwardKind::General), std::string("1001"));
    QCOMPARE(code(302, ForwardKind::General), std::string("1001"));
    result.body = R"({"errorInformation":{"errorCode":5105,"errorDescription":"No"}})";
    QCOMPARE(code(400, ForwardKind::General), std::string("5105"));
    QCOMPARE(code(400, ForwardKind::Quote), std::string("3000")); // fspiop 9.5
    result.body = "<html>";
    QCOMPARE(code(400, ForwardKind::Quote), std::string("3000"));
    result.outcome = http::DeliveryOutcome::Failed;
    result.reason = http::DeliveryReason::Connect;
    result.status = 0;
    const auto refused = forwardFailure(result, ForwardKind::Quote, endpoint_type::kQuotes, "blue");
    QCOMPARE(refused.description,
             std::string("Destination communication error - Failed to send HTTP request to host"));
    result.reason = http::DeliveryReason::NoEndpoint;
    QCOMPARE(forwardFailure(result, ForwardKind::General, endpoint_type::kAuthorizations, "blue").description,
             std::string(
                 "Destination communication error - no FSPIOP_CALLBACK_URL_AUTHORIZATIONS endpoint for DFSP "
                 "blue"));
}

QTEST_APPLESS_MAIN(TestCallbacks)
#include "tst_callbacks.moc"
