#include "app/sim/arguments.h"
#include "app/sim/ilp.h"
#include "app/sim/json_text.h"
#include "app/sim/latency_histogram.h"
#include "app/sim/load_report.h"
#include "app/sim/message_templates.h"
#include "app/sim/oracle_mode.h"
#include "app/sim/simulated_dfsp.h"
#include "app/sim/transfer_ids.h"
#include "core/base/bytes.h"
#include "core/domain/ids.h"

#include <QTest>

using namespace hub;
using namespace hub::sim;

namespace {

HttpRequest requestOf(const std::string& bytes)
{
    HttpRequest request;
    std::size_t used = 0;
    return readRequest(bytes, request, used) == Framing::Complete ? request : HttpRequest{};
}

std::string wire(const std::string& start, const std::string& body = {})
{
    return start + " HTTP/1.1\r\nFSPIOP-Source: payerfsp\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

// Plays the hub: keeps what is sent to it.
class CapturedRequests final : public RequestSink
{
public:
    void onRequest(const HttpRequest& request, std::string& answer) override
    {
        target = request.target;
        destination = request.header("fspiop-destination");
        body = request.body;
        ++count;
        appendAnswer(answer, 200);
    }
    std::string target;
    std::string destination;
    std::string body;
    int count = 0;
};

} // namespace

/// The parts of hubdeck-sim, each alone.
class TestSimParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUuidsAndComeBack();
    void fulfilmentAndCondition();
    void packetIsReadable();
    void framingIsStrict_data();
    void framingIsStrict();
    void replyFraming();
    void jsonKeepsNumbersAsText();
    void histogramIsWithinOnePercent();
    void argumentsAreStrict();
    void messagesAreRealistic();
    void positionsAreComparedExactly();
    void oracleKeepsItsContract();
    void behavioursAreRead();
    void payeeAnswers_data();
    void payeeAnswers();
};

void TestSimParts::idsAreUuidsAndComeBack()
{
    const TransferIds ids(42);
    const TransferIds others(43);
    for (const TransferIds::Name name : {TransferIds::Name{0, 0}, TransferIds::Name{1, 2},
                                         TransferIds::Name{TransferIds::kSlotsMax - 1, (1ULL << 40) - 1}}) {
        std::string id(TransferIds::kTextSize, '\0');
        ids.write(name, id.data());
        QVERIFY(domain::CorrelationId::parse(id));
        const auto back = ids.read(id);
        QVERIFY(back);
        QCOMPARE(back->slot, name.slot);
        QCOMPARE(back->sequence, name.sequence);
        QVERIFY(!others.read(id));
        id[3] = id[3] == 'a' ? 'b' : 'a';
        QVERIFY(!ids.read(id));
    }
    QVERIFY(!ids.read("no id"));
}

void TestSimParts::fulfilmentAndCondition()
{
    // The pair that the public test toolkit's environment calls valid.
    QCOMPARE(conditionOf("UNlJ98hZTY_dsw0cAqw4i_UN3v4utt7CZFB4yfLbVFA"),
             std::string("GRzLaTP7DJ9t4P-a_BA0WA9wzzlsugf00-Tn6kESAfM"));
    QCOMPARE(conditionOf("short"), std::string());
    // HMAC-SHA256, RFC 4231 test case 2.
    const auto mac = base::fromBase64Url(fulfilmentOf("Jefe", "what do ya want for nothing?"));
    QVERIFY(mac);
    QCOMPARE(base::toHex(*mac),
             std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
}

void TestSimParts::packetIsReadable()
{
    const std::string transaction(200, 'x');
    const auto packet = base::fromBase64Url(ilpPacket({10'000, "g.payeefsp.msisdn.1", transaction}));
    QVERIFY(packet);
    const std::string data = base::toBase64Url(transaction);
    const std::string content = std::string("\0\0\0\0\0\0\x27\x10", 8) + '\x13' + "g.payeefsp.msisdn.1" +
                                "\x82\x01\x0b" + data + '\0';
    // type 1, a length above 127 and 255 in the form 0x82 high low
    QCOMPARE(data.size(), std::size_t{0x10b});
    const std::size_t size = content.size();
    const std::string head{'\x01', '\x82', static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)};
    QCOMPARE(*packet, head + content);
}

void TestSimParts::framingIsStrict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* name, const char* bytes, Framing expected) {
        QTest::newRow(name) << QByteArray(bytes) << static_cast<int>(expected);
    };
    row("whole", "PUT /a HTTP/1.1\r\ncontent-length: 2\r\n\r\nab", Framing::Complete);
    row("no body", "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", Framing::Complete);
    row("no headers", "GET /a HTTP/1.1\r\n\r\n", Framing::Complete);
    row("half a head", "PUT /a HTTP/1.1\r\nContent-Le", Framing::Incomplete);
    row("half a body", "PUT /a HTTP/1.1\r\nContent-Length: 2\r\n\r\na", Framing::Incomplete);
    row("chunked", "PUT /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", Framing::Malformed);
    row("two lengths", "PUT /a HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
        Framing::Malformed);
    row("signed length", "PUT /a HTTP/1.1\r\nContent-Length: +2\r\n\r\nab", Framing::Malformed);
    row("body over the bound", "PUT /a HTTP/1.1\r\nContent-Length: 5242881\r\n\r\n", Framing::Malformed);
    row("old version", "GET /a HTTP/1.0\r\n\r\n", Framing::Malformed);
    row("no path", "GET a HTTP/1.1\r\n\r\n", Framing::Malformed);
}

void TestSimParts::framingIsStrict()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, expected);
    HttpRequest request;
    std::size_t used = 0;
    const std::string text = bytes.toStdString();
    QCOMPARE(static_cast<int>(readRequest(text, request, used)), expected);
    if (expected == static_cast<int>(Framing::Complete)) QCOMPARE(used, text.size());
}

void TestSimParts::replyFraming()
{
    HttpReply reply;
    std::size_t used = 0;
    QVERIFY(readReply("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", reply, used) ==
            Framing::Complete);
    QCOMPARE(reply.status, 202);
    QVERIFY(readReply("HTTP/1.1 204 No Content\r\n\r\n", reply, used) == Framing::Complete);
    QVERIFY(readReply("HTTP/1.1 200 OK\r\n\r\n", reply, used) == Framing::Malformed);
    QVERIFY(readReply("HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n", reply, used) == Framing::Malformed);
    QVERIFY(readReply("nonsense\r\n\r\n", reply, used) == Framing::Malformed);
    QVERIFY(readReply(std::string(kHeadMax + 1, 'x'), reply, used) == Framing::Malformed);
}

void TestSimParts::jsonKeepsNumbersAsText()
{
    const auto value = parseJson(R"([{"value":99999999999999.9999,"n":"a\"\u00e9","t":true,"x":null}])");
    QVERIFY(value);
    const JsonText& item = value->items.at(0);
    QCOMPARE(item["value"].text, std::string("99999999999999.9999"));
    QCOMPARE(item["n"].text, std::string("a\"\xc3\xa9"));
    QVERIFY(item["t"].isTrue());
    QVERIFY(item["x"].kind == JsonText::Kind::Null && item["absent"].kind == JsonText::Kind::Null);
    for (const char* bad : {"", "{", "[1,]", "{\"a\" 1}", "1 2", "tru", "\"\x01\""})
        QVERIFY2(!parseJson(bad), bad);
    QVERIFY(!parseJson(std::string(100, '[') + std::string(100, ']')));
    QCOMPARE(quoted("a\"\\\n"), std::string("\"a\\\"\\\\\\u000a\""));
}

void TestSimParts::histogramIsWithinOnePercent()
{
    LatencyHistogram histogram;
    QCOMPARE(histogram.quantileUs(500), 0);
    for (int us = 1; us <= 100'000; ++us)
        histogram.record(us);
    for (const std::uint32_t perMille : {500U, 950U, 990U, 999U}) {
        const std::int64_t exact = std::int64_t{perMille} * 100;
        const std::int64_t read = histogram.quantileUs(perMille);
        QVERIFY2(read >= exact && read <= exact + exact / 100, qPrintable(QString::number(read)));
    }
    QCOMPARE(histogram.quantileUs(1000), 100'000);
    histogram.record(std::int64_t{1} << 50);
    QVERIFY(histogram.quantileUs(1000) > 0);
}

void TestSimParts::argumentsAreStrict()
{
    const std::vector<const char*> good{"--rate", "7", "--json"};
    Arguments arguments(good, {"rate"}, {"json"});
    QCOMPARE(arguments.integer("rate", 1, 1, 10), 7);
    QVERIFY(arguments.has("json") && arguments.problems().empty());
    for (const std::vector<const char*>& bad :
         {std::vector<const char*>{"--rate"}, {"--rate", "7", "--rate", "8"}, {"--unknown"}, {"word"}}) {
        const Arguments refused(bad, {"rate"}, {"json"});
        QVERIFY(!refused.problems().empty());
    }
    for (const char* value : {"0", "11", "7x", "", "-1", "+7"}) {
        const std::vector<const char*> words{"--rate", value};
        Arguments refused(words, {"rate"}, {});
        refused.integer("rate", 1, 1, 10);
        QVERIFY2(!refused.problems().empty(), value);
    }
}

void TestSimParts::messagesAreRealistic()
{
    const Address hub = parseAddress("http://127.0.0.1:3000/base/").value();
    const PaymentPool pool{{"one", "two", "three"},        "USD", 2, domain::Amount::fromMajor(1),
                           domain::Amount::fromMajor(100), 7};
    const auto payments = makePayments(hub, pool, 10);
    QCOMPARE(payments.size(), std::size_t{12});
    for (const PaymentTemplate& payment : payments) {
        QVERIFY(payment.payer != payment.payee);
        QVERIFY(payment.amount.fitsDecimals(2));
        const HttpRequest prepare = requestOf(payment.prepare.bytes);
        QCOMPARE(std::string(prepare.target), std::string("/base/transfers"));
        QVERIFY(prepare.body.size() > 1'200 && prepare.body.size() < 1'600);
        const auto body = parseJson(prepare.body);
        QVERIFY(body);
        QCOMPARE((*body)["amount"]["amount"].text, payment.amountText);
        const auto fulfil = parseJson(requestOf(payment.fulfil.bytes).body);
        QVERIFY(fulfil);
        QCOMPARE(conditionOf((*fulfil)["fulfilment"].text), (*body)["condition"].text);
    }
    QCOMPARE(minorUnitsOf(*domain::Amount::parseFspiop("12.5"), 2), std::uint64_t{1250});
    QCOMPARE(minorUnitsOf(domain::Amount::fromMajor(12), 0), std::uint64_t{12});
}

void TestSimParts::positionsAreComparedExactly()
{
    const Positions before{{"a", domain::Amount::fromUnits(10)}, {"b", domain::Amount{}}};
    const Positions after{{"a", domain::Amount::fromUnits(15)}, {"b", domain::Amount::fromUnits(-4)}};
    const auto differences = comparePositions(before, after, {"a", "b"},
                                              {domain::Amount::fromUnits(5), domain::Amount::fromUnits(-5)});
    QCOMPARE(differences.size(), std::size_t{1});
    QCOMPARE(differences[0].dfsp, std::string("b"));
}

void TestSimParts::oracleKeepsItsContract()
{
    OracleServer oracle;
    const auto call = [&oracle](const std::string& start, const std::string& body = {}) {
        const std::string bytes = wire(start, body);
        std::string answer;
        oracle.onRequest(requestOf(bytes), answer);
        return answer;
    };
    const auto list = [&](const std::string& target) {
        const std::string answer = call("GET " + target);
        return answer.substr(answer.find("\r\n\r\n") + 4);
    };
    const std::string party = "/participants/MSISDN/%2B256";
    QCOMPARE(list(party), std::string(R"({"partyList":[]})"));
    QVERIFY(call("POST " + party, R"({"fspId":"one","currency":"USD"})").starts_with("HTTP/1.1 201 "));
    QVERIFY(
        call("POST " + party, R"({"fspId":"two","partySubIdOrType":"HOME"})").starts_with("HTTP/1.1 201 "));
    QCOMPARE(list("/participants/MSISDN/+256?currency=USD&partySubIdOrType=HOME"),
             std::string(R"({"partyList":[{"fspId":"two","partySubIdOrType":"HOME"}]})"));
    QVERIFY(call("PUT " + party, R"({"fspId":"three","currency":"USD"})").starts_with("HTTP/1.1 200 "));
    QVERIFY(list(party).find(R"({"fspId":"three","currency":"USD"})") != std::string::npos);
    QCOMPARE(list(party + "?currency=EUR&partySubIdOrType=X"), std::string(R"({"partyList":[]})"));
    QVERIFY(call("DELETE " + party).starts_with("HTTP/1.1 204 "));
    QVERIFY(list(party).find("three") == std::string::npos && list(party).find("two") != std::string::npos);
    QVERIFY(call("POST " + party, "{}").starts_with("HTTP/1.1 400 "));
    QVERIFY(
        call("POST /participants",
             R"({"requestId":"r","partyList":[{"partyIdType":"IBAN","partyIdentifier":"X1","fspId":"one"}]})")
            .starts_with("HTTP/1.1 201 "));
    QCOMPARE(list("/participants/IBAN/X1"), std::string(R"({"partyList":[{"fspId":"one"}]})"));
    QVERIFY(call("GET /elsewhere").starts_with("HTTP/1.1 404 "));
}

void TestSimParts::behavioursAreRead()
{
    QVERIFY(parseBehaviour("silent")->kind == Behaviour::Kind::Silent);
    QCOMPARE(parseBehaviour("delay:250")->delayMs, std::int64_t{250});
    QCOMPARE(parseBehaviour("error:5200")->code, std::string("5200"));
    for (const char* bad : {"", "delay", "delay:", "delay:x", "error:52", "wrong"})
        QVERIFY2(!parseBehaviour(bad), bad);
    const Behaviour accept;
    QVERIFY(toolkitBehaviour(domain::Amount::fromMajor(16), accept).kind == Behaviour::Kind::Silent);
    QVERIFY(toolkitBehaviour(domain::Amount::fromMajor(17), accept).kind == Behaviour::Kind::Accept);
}

void TestSimParts::payeeAnswers_data()
{
    QTest::addColumn<QByteArray>("behaviour");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("target"); // empty: no callback
    QTest::addColumn<QByteArray>("holds");
    const QByteArray transfer(
        R"({"transferId":"t1","amount":{"amount":"5","currency":"USD"},"ilpPacket":"AQ"})");
    const QByteArray post("POST /transfers");
    QTest::newRow("accept") << QByteArray("accept") << post << transfer << QByteArray("/transfers/t1")
                            << QByteArray("COMMITTED");
    QTest::newRow("reserve") << QByteArray("reserve") << post << transfer << QByteArray("/transfers/t1")
                             << QByteArray("RESERVED");
    QTest::newRow("reject") << QByteArray("reject") << post << transfer << QByteArray("/transfers/t1/error")
                            << QByteArray("5104");
    QTest::newRow("error") << QByteArray("error:5200") << post << transfer
                           << QByteArray("/transfers/t1/error") << QByteArray("5200");
    QTest::newRow("delay") << QByteArray("delay:30") << post << transfer << QByteArray("/transfers/t1")
                           << QByteArray("COMMITTED");
    QTest::newRow("silent") << QByteArray("silent") << post << transfer << QByteArray() << QByteArray();
    QTest::newRow("look-up") << QByteArray("reject") << QByteArray("GET /parties/MSISDN/123/HOME")
                             << QByteArray() << QByteArray("/parties/MSISDN/123/HOME")
                             << QByteArray(R"("partySubIdOrType":"HOME","fspId":"payee")");
    QTest::newRow("quote") << QByteArray("accept") << QByteArray("POST /quotes")
                           << QByteArray(R"({"quoteId":"q1","amount":{"amount":"5","currency":"USD"}})")
                           << QByteArray("/quotes/q1") << QByteArray("ilpPacket");
    QTest::newRow("request to pay") << QByteArray("accept") << QByteArray("POST /transactionRequests")
                                    << QByteArray(R"({"transactionRequestId":"r1"})")
                                    << QByteArray("/transactionRequests/r1") << QByteArray("RECEIVED");
}

void TestSimParts::payeeAnswers()
{
    QFETCH(QByteArray, behaviour);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, holds);
    EventLoop loop;
    CapturedRequests hub;
    HttpListener listener(loop, hub);
    QVERIFY(listener.listen(0));
    const Address address = parseAddress("http://127.0.0.1:" + std::to_string(listener.port())).value();
    Outgoing outgoing(loop, address);
    const Behaviour chosen = parseBehaviour(behaviour.toStdString()).value();
    SimulatedDfsp payee("payee", address, outgoing, [&](std::string_view, domain::Amount) { return chosen; });
    const std::string bytes = wire(start.toStdString(), body.toStdString());
    const HttpRequest request = requestOf(bytes);
    std::string answer;
    QVERIFY(payee.onRequest(request, request.path(), answer));
    QVERIFY(answer.starts_with("HTTP/1.1 202 "));
    const std::int64_t giveUp = steadyUs() + 5'000'000;
    while (outgoing.pending() > 0 && steadyUs() < giveUp) {
        loop.wait(5'000);
        outgoing.tick();
    }
    QCOMPARE(hub.count, target.isEmpty() ? 0 : 1);
    QCOMPARE(hub.target, target.toStdString());
    QVERIFY(hub.body.find(holds.toStdString()) != std::string::npos);
    if (!target.isEmpty()) QCOMPARE(hub.destination, std::string("payerfsp"));
}

QTEST_APPLESS_MAIN(TestSimParts)
#include "tst_sim_parts.moc"
