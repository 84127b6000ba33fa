#include "core/agreement/quote_book.h"
#include "core/agreement/quote_rules.h"

#include <QtTest/QtTest>

#include <set>

using namespace hub;
using namespace hub::agreement;

class TestAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotes();
    void payersOwnCurrencies();
    void answers();
    void texts();
    void rulings();
};

namespace {

CanTrade only(std::set<std::string, std::less<>> names)
{
    return [names](std::string_view fspId, domain::Currency currency) {
        return currency.code() == "USD" && names.contains(fspId);
    };
}

QuoteRequest quote()
{
    QuoteRequest request;
    request.source = "green";
    request.destination = "blue";
    request.currency = domain::Currency::parse("USD");
    return request;
}

} // namespace

void TestAgreement::quotes()
{
    QVERIFY(!checkQuote(quote(), only({"green", "blue"})));
    const auto payer = checkQuote(quote(), only({"blue"}));
    QCOMPARE(payer->code, std::string("3202"));
    QCOMPARE(payer->description, std::string("Payer FSP ID not found - Unsupported participant 'green'"));
    const auto payee = checkQuote(quote(), only({"green"}));
    QCOMPARE(payee->code, std::string("3201"));
    QCOMPARE(payee->description, std::string("Destination FSP Error - Unsupported participant 'blue'"));
    QuoteRequest other = quote();
    other.payeeFsp = "red";
    QCOMPARE(checkQuote(other, only({"green", "blue"}))->description,
             std::string("Destination FSP Error - Unsupported participant 'red'"));
    other = quote();
    other.payerFsp = "red";
    QCOMPARE(checkQuote(other, only({"green", "blue"}))->code, std::string("3202"));
}

void TestAgreement::payersOwnCurrencies()
{
    QuoteRequest request = quote();
    request.payerCurrencies = {*domain::Currency::parse("XOF")};
    QCOMPARE(checkQuote(request, only({"green", "blue"}))->code, std::string("3202"));
    request.payerCurrencies.push_back(*domain::Currency::parse("USD"));
    QVERIFY(!checkQuote(request, only({"green", "blue"})));
}

void TestAgreement::answers()
{
    const auto usd = *domain::Currency::parse("USD");
    QVERIFY(!checkQuoteAnswer("blue", usd, only({"blue"})));
    QCOMPARE(checkQuoteAnswer("blue", usd, only({}))->code, std::string("3201"));
}

void TestAgreement::texts()
{
    QCOMPARE(noQuoteEndpoint("FSPIOP_CALLBACK_URL_QUOTES", "quote", "1", "PAYEE", "blue").description,
             std::string(
                 "Destination FSP Error - No FSPIOP_CALLBACK_URL_QUOTES found for quote 1 PAYEE party blue"));
    QCOMPARE(acceptInCallback().description,
             std::string("Generic validation error - \"accept\" header should not be sent in callbacks"));
}

void TestAgreement::rulings()
{
    QuoteMessage request{"green", "blue", {1}, {}, {}};
    QuoteMessage reply{"blue", "green", {2}, {}, {}};
    std::optional<KeptQuote> kept;
    QVERIFY(rulingOnRequest(kept, request) == QuoteVerdict::Forward);
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Unknown);
    QVERIFY(rulingOnLook(kept, "green") == QuoteVerdict::Unknown);

    kept = KeptQuote{"green", "blue", {1}, QuoteReply::None, {}};
    QVERIFY(rulingOnRequest(kept, request) == QuoteVerdict::Forward);
    QVERIFY(rulingOnLook(kept, "blue") == QuoteVerdict::Forward);
    QVERIFY(rulingOnLook(kept, "red") == QuoteVerdict::Unknown);
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Forward);
    reply.source = "red";
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Unknown);
    reply.source = "Blue"; // Names are compared without case.
    reply.destination = "red";
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Unknown);
    reply.destination = "green";

    kept->replyKind = QuoteReply::Answer;
    kept->reply = reply;
    QVERIFY(rulingOnRequest(kept, request) == QuoteVerdict::Resend);
    QVERIFY(rulingOnLook(kept, "green") == QuoteVerdict::Resend);
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Forward);
    QVERIFY(rulingOnReply(kept, QuoteReply::Refusal, reply) == QuoteVerdict::Modified);
    reply.hash = {3};
    QVERIFY(rulingOnReply(kept, QuoteReply::Answer, reply) == QuoteVerdict::Modified);
    request.hash = {3};
    QVERIFY(rulingOnRequest(kept, request) == QuoteVerdict::Modified);
    request.hash = {1};
    request.source = "red";
    QVERIFY(rulingOnRequest(kept, request) == QuoteVerdict::Modified);
}

QTEST_APPLESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
