#include "core/admin/forwarded_rows.h"
#include "core/admin/ilp_fields.h"
#include "core/base/bytes.h"
#include "core/domain/masking.h"
#include "core/json/ilp_packet.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace hub;
using api::ForwardedKind;
using api::ForwardedState;
using events::Span;
using events::SpanKind;

namespace {

events::TraceId trace(std::uint8_t number)
{
    events::TraceId id;
    id.bytes.fill(number);
    return id;
}

Span message(std::uint8_t ofTrace, events::SpanId id, const char* name, std::int64_t atMs,
             std::vector<std::pair<std::string, std::string>> attributes, const char* subject = "")
{
    return {trace(ofTrace),    id,   0,       SpanKind::Validate,   false, atMs * 1000,
            atMs * 1000 + 200, name, subject, std::move(attributes)};
}

Span passedOn(std::uint8_t ofTrace, events::SpanId parent, const char* name, std::int64_t atMs)
{
    return {trace(ofTrace),
            parent + 100,
            parent,
            SpanKind::Deliver,
            false,
            atMs * 1000,
            atMs * 1000 + 900,
            name,
            {},
            {{"status", "202"}, {"attempt", "1"}}};
}

const std::vector<std::pair<std::string, std::string>> kAsked{{"source", "payer"},
                                                              {"destination", "payee"},
                                                              {"amount", "12.5"},
                                                              {"currency", "USD"},
                                                              {"scenario", "TRANSFER"}};

/// An ILP packet of version 1 about `minorUnits`.
std::string packetOf(std::uint64_t minorUnits, const std::string& account, const std::string& data)
{
    std::string body;
    for (int shift = 56; shift >= 0; shift -= 8)
        body.push_back(static_cast<char>(minorUnits >> shift));
    const auto octets = [&body](const std::string& text) {
        if (text.size() >= 128) {
            body.push_back(static_cast<char>(0x82));
            body.push_back(static_cast<char>(text.size() >> 8));
        }
        body.push_back(static_cast<char>(text.size() & 0xFF));
        body += text;
    };
    octets(account);
    octets(base::toBase64Url(data));
    body.push_back(0);
    std::string packet(1, 1);
    packet.push_back(static_cast<char>(0x82));
    packet.push_back(static_cast<char>(body.size() >> 8));
    packet.push_back(static_cast<char>(body.size() & 0xFF));
    return base::toBase64Url(packet + body);
}

api::TransferDetail detailOf(const std::string& packet)
{
    api::TransferRow row{{},
                         api::TransferKind::Payment,
                         domain::TransferState::Committed,
                         {},
                         {},
                         *domain::Amount::parseDecimal("100"),
                         *domain::Currency::parse("USD"),
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {}};
    api::TransferDetail detail{row, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    detail.ilpPacket = QString::fromStdString(packet);
    return detail;
}

QString field(const api::TransferDetail& detail, const char* name)
{
    for (const auto& [key, value] : detail.packet)
        if (key == QLatin1String(name)) return value;
    return {};
}

} // namespace

/// What the operator sees of the messages around a payment: pure functions over spans and packets.
class TestPaymentMessages final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQuoteAndItsAnswerBecomeOneRow()
    {
        admin::ForwardedRows rows(ForwardedKind::Quote);
        // The answer came in a later batch and in a trace of the other DFSP's own: it is read first.
        QVERIFY(rows.add({message(2, 20, "PUT /quotes/{ID}", 1030,
                                  {{"source", "payee"}, {"transferAmount", "12.5 USD"}}, "q1")})
                    .empty());
        const auto found = rows.add({message(1, 10, "POST /quotes", 1000, kAsked, "q1"),
                                     passedOn(1, 10, "POST /quotes -> payee", 1001)});
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0].state == ForwardedState::Answered);
        QCOMPARE(found[0].id, QStringLiteral("q1"));
        QCOMPARE(found[0].from, QStringLiteral("payer"));
        QCOMPARE(found[0].to, QStringLiteral("payee"));
        QCOMPARE(*found[0].latencyUs, qint64(30'000));
        QCOMPARE(found[0].amount->toString(), std::string("12.5"));
        // A repeat of the question is not another row.
        QVERIFY(rows.add({message(3, 30, "POST /quotes", 900, kAsked, "q1")}).empty());
    }

    void theStatesOfAQuestion()
    {
        const auto stateOf = [](std::vector<Span> spans) {
            admin::ForwardedRows rows(ForwardedKind::Quote);
            const auto found = rows.add(spans);
            return found.size() == 1 ? found[0] : api::ForwardedRow{};
        };
        const auto asked = message(1, 10, "POST /quotes", 1000, kAsked, "q1");
        QVERIFY(stateOf({asked}).state == ForwardedState::Asked);
        const auto refused = stateOf({asked, message(1, 11, "PUT /quotes/{ID}/error", 1010,
                                                     {{"source", "payee"}, {"code", "5103"}}, "q1")});
        QVERIFY(refused.state == ForwardedState::Refused);
        QCOMPARE(refused.errorCode, QStringLiteral("5103"));
        const Span callback{
            trace(1),          12, 10, SpanKind::Job, true, 1'005'000, 1'005'000, "error callback", "q1",
            {{"code", "3201"}}};
        const auto failed = stateOf({asked, callback});
        QVERIFY(failed.state == ForwardedState::Failed);
        QCOMPARE(failed.errorCode, QStringLiteral("3201"));
        auto malformed = asked;
        malformed.failed = true;
        QVERIFY(stateOf({malformed}).state == ForwardedState::Failed);
        // An answer that the hub did not take is none.
        auto late = message(1, 13, "PUT /quotes/{ID}", 1020, {}, "q1");
        late.failed = true;
        QVERIFY(stateOf({asked, late}).state == ForwardedState::Asked);
        // Other resources whose names begin alike are not meant.
        QCOMPARE(stateOf({message(1, 14, "POST /quotesLike", 1000, kAsked, "q2")}).id, QString());
    }

    void aLookupIsAnsweredInItsTraceOrByItsParty()
    {
        const std::vector<std::pair<std::string, std::string>> question{{"source", "payer"},
                                                                        {"party", "MSISDN 277\u202689"}};
        const std::vector<std::pair<std::string, std::string>> answer{
            {"source", "payee"}, {"destination", "payer"}, {"party", "MSISDN 277\u202689"}};
        admin::ForwardedRows same(ForwardedKind::Lookup);
        const auto found = same.add({message(1, 1, "GET /parties/{Type}/{ID}", 10, question),
                                     passedOn(1, 1, "GET /parties/{Type}/{ID} -> payee", 11),
                                     message(1, 2, "PUT /parties/{Type}/{ID}", 25, answer)});
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0].state == ForwardedState::Answered);
        QCOMPARE(found[0].to, QStringLiteral("payee"));
        QCOMPARE(found[0].about, QStringLiteral("MSISDN 277\u202689"));
        admin::ForwardedRows other(ForwardedKind::Lookup);
        QVERIFY(other.add({message(2, 2, "PUT /parties/{Type}/{ID}", 25, answer)}).empty());
        const auto matched = other.add({message(1, 1, "GET /parties/{Type}/{ID}", 10, question)});
        QVERIFY(matched.at(0).state == ForwardedState::Answered);
        admin::ForwardedRows tooLate(ForwardedKind::Lookup);
        QVERIFY(tooLate.add({message(2, 2, "PUT /parties/{Type}/{ID}", 100'000, answer)}).empty());
        QVERIFY(tooLate.add({message(1, 1, "GET /parties/{Type}/{ID}", 10, question)}).at(0).state ==
                ForwardedState::Asked);
    }

    void theDetailTellsTheMessagesOfThisQuestionOnly()
    {
        const std::vector<Span> spans{
            message(1, 10, "POST /quotes", 1000, kAsked, "q1"),
            passedOn(1, 10, "POST /quotes -> payee", 1001), passedOn(1, 77, "POST /transfers -> payee", 1100),
            message(1, 20, "PUT /quotes/{ID}", 1030,
                    {{"source", "payee"}, {"payeeFspFee", "1 USD"}, {"expiration", "2026"}}, "q1"),
            passedOn(1, 20, "PUT /quotes/{ID} -> payer", 1031)};
        const auto detail =
            admin::forwardedDetail(ForwardedKind::Quote, QStringLiteral("q1"), spans, QStringLiteral("Hub"));
        QVERIFY(detail.has_value());
        QCOMPARE(detail->hops.size(), std::size_t(4));
        QCOMPARE(detail->hops[1].to, QStringLiteral("payee"));
        QCOMPARE(detail->hops[1].endUs - detail->hops[1].atUs, qint64(900));
        QCOMPARE(detail->deliveries.size(), std::size_t(2));
        QVERIFY(detail->cause.isEmpty());
        const std::pair fee(QStringLiteral("payeeFspFee"), QStringLiteral("1.00 USD"));
        QVERIFY(std::find(detail->facts.begin(), detail->facts.end(), fee) != detail->facts.end());
        QVERIFY(!admin::forwardedDetail(ForwardedKind::Quote, QStringLiteral("q2"), spans, {}).has_value());
    }

    void aPacketIsReadFieldByField()
    {
        const std::string transaction =
            R"({"transactionId":"t1","quoteId":"q1","payee":{"partyIdInfo":{"partyIdType":"MSISDN",)"
            R"("partyIdentifier":"27713803912","fspId":"payee"}},"amount":{"amount":"99","currency":"USD"}})";
        auto detail = detailOf(packetOf(10'000, "g.payee.msisdn.27713803912", transaction));
        admin::addPacketFields(detail);
        QCOMPARE(detail.packetProblem, QString());
        QCOMPARE(field(detail, "amount"), QStringLiteral("100.00 USD"));
        QCOMPARE(field(detail, "account"), QStringLiteral("g.payee.msisdn.277\u202612"));
        QCOMPARE(field(detail, "quoteId"), QStringLiteral("q1"));
        QCOMPARE(field(detail, "payee.partyIdInfo.partyIdentifier"), QStringLiteral("277\u202612"));
        QCOMPARE(field(detail, "payee.partyIdInfo.fspId"), QStringLiteral("payee"));
        QCOMPARE(detail.packet.back().second, QStringLiteral("99.00 USD"));
    }

    void whatIsNoPacketIsSaid()
    {
        const auto problemOf = [](const std::string& packet) {
            auto detail = detailOf(packet);
            admin::addPacketFields(detail);
            return detail.packetProblem;
        };
        QVERIFY(problemOf("%%%").contains(QStringLiteral("not base64url")));
        QVERIFY(problemOf(base::toBase64Url(std::string(1, 7) + "abc")).contains(QStringLiteral("type 7")));
        const std::string whole = packetOf(10'000, "g.payee", "{}");
        QVERIFY(problemOf(whole.substr(0, whole.size() / 8 * 4)).contains(QStringLiteral("shorter")));
        QVERIFY(problemOf(packetOf(9'000, "g.payee", "{}"))
                    .contains(QStringLiteral("about 90.00 USD, the transfer about 100.00 USD")));
        QVERIFY(
            problemOf(packetOf(10'000, "g.payee", "no object")).contains(QStringLiteral("no transaction")));
        QCOMPARE(problemOf(packetOf(10'000, "g.payee", "{}")), QString());
        QCOMPARE(problemOf({}), QString());
    }

    void anIdentifierIsNeverShownWhole()
    {
        QCOMPARE(domain::masked("27713803912"), std::string("277\u202612"));
        QCOMPARE(domain::masked("abcd"), std::string("a\u2026d"));
        QCOMPARE(domain::masked("ab"), std::string("a\u2026"));
        QCOMPARE(domain::masked("a"), std::string("\u2026"));
        QCOMPARE(domain::masked(""), std::string());
        QCOMPARE(domain::masked("\u00e9l\u00e9onore\u00e9\u00e9"),
                 std::string("\u00e9l\u00e9\u2026\u00e9\u00e9"));
    }
};

QTEST_APPLESS_MAIN(TestPaymentMessages)
#include "tst_payment_messages.moc"
