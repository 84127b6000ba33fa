#include "tests/unit/ledger/story.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;

/// fspiop 7.2 to 7.9: every row of the pipelines as a story.
class TestLedgerTransfers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void confirmsToPayeeWhenAsked();
    void onUsNeedsTheSwitch();
    void payeeAccountIsCheckedBySwitch();
    void noModelIsSettlementError();
    void modelNamesTheCover();
    void keepsHashOfInvalidPrepare();
    void stampsOpenWindowAtCommit();
    void repeatsContentTypeForModifiedFulfil();
    void keepsAuditOfForeignFulfil();
    void patchCarriesCause();
    void expiryIsBoundedPerTick();
    void expirationAtNowIsInTime();
    void outboxNumbersRun();
    void sumsStayWithinTheStore();
};

namespace {

struct Row
{
    const char* name;
    const char* story;
};

// A and B have cap 1000 and 1000 on deposit, C has cap 50 and 100 on deposit, D cap 5000 and 1000.
// clang-format off
constexpr std::array kPrepareRows{
    Row{"3a source is payer", R"(
        prepare t1 A>B 10 from=B          | INVALID          | A=0 | ERR3100>B | Generic validation error - FSPIOP-Source header should match Payer
        prepare t2 A>B 10 from=a          | INVALID          | A=0 | ERR3100>a | Generic validation error - FSPIOP-Source header should match Payer)"},
    Row{"3a before 3d", "prepare t1 X>B 10 from=B | INVALID | | ERR3100>B | Generic validation error - FSPIOP-Source header should match Payer"},
    Row{"3c precision", "prepare t1 A>B 100000000000000 | INVALID | A=0 | ERR3100>A | Generic validation error - Amount 100000000000000 exceeds allowed precision of 18"},
    Row{"3c beyond what a row can hold leaves no transfer", R"(
        prepare t1 A>B 922337203685477.5808 | | A=0 | ERR3100>A | Generic validation error - Amount 922337203685477.5808 exceeds allowed precision of 18
        prepare t1 A>B 10                   | RESERVED | A=10 | POST>B)"},
    Row{"3c before 3e", "prepare t1 A>X 100000000000000 | INVALID | | ERR3100>A | Generic validation error - Amount 100000000000000 exceeds allowed precision of 18"},
    Row{"amount of nothing", "prepare t1 A>B 0 | INVALID | A=0 | ERR3101>A | Malformed syntax - Amount 0 is not greater than zero"},
    Row{"3d payer unknown has no address", "prepare t1 X>B 10 | INVALID | | - |"},
    Row{"3d payer inactive", R"(
        inactive A
        prepare t1 A>B 10                 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant A is inactive
        active A
        prepare t2 A>B 10                 | RESERVED | A=10 | POST>B)"},
    Row{"3d before 3e", R"(
        inactive A
        prepare t1 A>X 10                 | INVALID | | ERR3100>A | Generic validation error - Participant A is inactive)"},
    Row{"3e payee unknown", "prepare t1 A>X 10 | INVALID | | ERR3100>A | Generic validation error - Participant X not found"},
    Row{"3e payee inactive", R"(
        inactive B
        prepare t1 A>B 10                 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant B is inactive)"},
    Row{"3e before 3f", "prepare t1 A>X 10 nocond | INVALID | | ERR3100>A | Generic validation error - Participant X not found"},
    Row{"restricted payer", R"(
        direction A receive
        prepare t1 A>B 10                 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant A is restricted to receiving
        prepare t2 B>A 10                 | RESERVED | B=10 | POST>A)"},
    Row{"restricted payee", R"(
        direction B send
        prepare t1 A>B 10                 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant B is restricted to sending
        prepare t2 B>A 10                 | RESERVED | B=10 | POST>A
        direction B both
        prepare t3 A>B 10                 | RESERVED | A=10 | POST>B)"},
    Row{"3f condition", "prepare t1 A>B 10 nocond | INVALID | A=0 | ERR3100>A | Generic validation error - Condition validation failed"},
    Row{"3f before 3g", "prepare t1 A>B 10 nocond ttl=-1 | INVALID | | ERR3100>A | Generic validation error - Condition validation failed"},
    Row{"3g expiration", "prepare t1 A>B 10 ttl=-1 | INVALID | A=0 | ERR3100>A | Generic validation error - Expiration date 2023-11-14T22:13:19.999Z is already in the past"},
    Row{"3g before 3h", "prepare t1 A>A 10 ttl=-1 | INVALID | | ERR3100>A | Generic validation error - Expiration date 2023-11-14T22:13:19.999Z is already in the past"},
    Row{"3h same party", R"(
        prepare t1 A>A 10 | INVALID | A=0 | ERR3100>A | Generic validation error - Payer FSP and Payee FSP should be different, unless on-us tranfers are allowed by the Scheme
        prepare t2 A>a 10 | INVALID | A=0 | ERR3100>A | Generic validation error - Payer FSP and Payee FSP should be different, unless on-us tranfers are allowed by the Scheme)"},
    Row{"3h before 3i", "prepare t1 A>A 10 cur=EUR | INVALID | | ERR3100>A | Generic validation error - Payer FSP and Payee FSP should be different, unless on-us tranfers are allowed by the Scheme"},
    Row{"3i account missing", "prepare t1 A>B 10 cur=EUR | INVALID | | ERR3100>A | Generic validation error - Participant A EUR account not found"},
    Row{"3i account inactive", R"(
        close A
        prepare t1 A>B 10                 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant A USD account is inactive
        open A
        prepare t2 A>B 10                 | RESERVED | A=10 | POST>B)"},
    Row{"payee without account cannot be credited", "prepare t1 A>Hub 10 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant Hub USD account not found"},
    Row{"closed payee may receive without the switch", R"(
        close B
        prepare t1 A>B 10                 | RESERVED | A=10 | POST>B)"},
    Row{"names compared without case", "prepare t1 A>b 10 | RESERVED | A=10 | POST>b |"},
};

// admin-settlement 5.7 and fspiop 7.8.
constexpr std::array kPositionRows{
    Row{"cap reached exactly, then over it", R"(
        cap A 500
        prepare t1 A>B 500                | RESERVED         | A=500 | POST>B    |
        prepare t2 A>B 0.0001             | ABORTED_REJECTED | A=500 | ERR4200>A | Payer limit error)"},
    Row{"cover exceeded", "prepare t1 D>B 1000.01 | ABORTED_REJECTED | D=0 | ERR4001>D | Payer FSP insufficient liquidity"},
    Row{"cover reached exactly", "prepare t1 D>B 1000 | RESERVED | D=1000 | POST>B |"},
    Row{"received money counts", R"(
        prepare t1 B>A 60                 | RESERVED         | B=60 |
        fulfil t1 A                       | COMMITTED        | A=-60 B=60 |
        cap A 500
        prepare t2 A>B 560                | RESERVED         | A=500 | POST>B |
        prepare t3 A>B 0.0001             | ABORTED_REJECTED | A=500 | ERR4200>A |)"},
    Row{"both fail, liquidity first", "prepare t1 C>B 200 | ABORTED_REJECTED | C=0 | ERR4001>C |"},
    Row{"each sees the one before", R"(
        prepare t1 A>B 400                | RESERVED         | A=400 |
        prepare t2 A>B 400                | RESERVED         | A=800 |
        prepare t3 A>B 400                | ABORTED_REJECTED | A=800 | ERR4001>A |)"},
    Row{"validation before liquidity", "prepare t1 C>X 200 | INVALID | | ERR3100>C |"},
    Row{"lower cap leaves what is reserved", R"(
        prepare t1 A>B 400                | RESERVED         | A=400 |
        cap A 100
        prepare t2 A>B 1                  | ABORTED_REJECTED | A=400 | ERR4200>A |
        fulfil t1 B                       | COMMITTED        | A=400 B=-400 | PUT>A |)"},
};

constexpr std::array kDuplicateRows{
    Row{"prepare again while reserved", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 | POST>B |
        prepare t1 A>B 10                 | duplicate | A=10 | - |)"},
    Row{"prepare again after commit", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 | POST>B |
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | PUT>A |
        prepare t1 A>B 10                 | duplicate | A=10 B=-10 | - |
        prepare t1 A>B 10 body=x          | modified  | A=10 B=-10 | ERR3106>A | Modified request)"},
    Row{"prepare changed", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 | POST>B |
        prepare t1 A>B 11                 | modified  | A=10 | ERR3106>A | Modified request)"},
    Row{"duplicate before validation", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 | POST>B |
        prepare t1 A>X 10 nocond ttl=-1   | modified  | A=10 | ERR3106>A | Modified request)"},
    Row{"invalid one cannot be corrected", R"(
        prepare t1 A>X 10                 | INVALID   | | ERR3100>A |
        prepare t1 A>B 10                 | modified  | A=0 | ERR3106>A | Modified request
        prepare t1 A>X 10                 | duplicate | | - |)"},
    Row{"refused one stays refused", R"(
        prepare t1 C>B 200                | ABORTED_REJECTED | C=0 | ERR4001>C |
        in f1 C 1000
        prepare t1 C>B 200                | duplicate | C=0 | - |)"},
    Row{"replay by another", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 | POST>B |
        prepare t1 A>B 10 from=C          | RESERVED  | A=10 | ERR3100>C | Generic validation error - FSPIOP-Source header should match Payer)"},
    Row{"fulfil again after commit", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | PUT>A |
        fulfil t1 B                       | duplicate | A=10 B=-10 | - |
        fulfil t1 B body=x                | modified  | A=10 B=-10 | ERR3106>B | Modified request)"},
    Row{"fulfil again after reject", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B reject                | RESERVED  | A=10 B=0 | - |
        fulfil t1 B reject                | ignored   | A=10 B=0 | - |
        fulfil t1 B body=x                | modified  | A=10 B=0 | ERR3106>B | Modified request
        wait 100001                       | accepted  | A=0 | ERR3303>A ERR3303>B |
        fulfil t1 B reject                | duplicate | A=0 B=0 | - |)"},
    Row{"error again", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        error t1 B 5103                   | ABORTED_ERROR | A=0 | RERR>A |
        error t1 B 5103                   | duplicate | A=0 | - |
        error t1 B 5103 body=x            | modified  | A=0 | ERR3106>B | Modified request)"},
    Row{"the stores are separate", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        error t1 B 5103                   | ABORTED_ERROR | A=0 | RERR>A |
        fulfil t1 B                       | ABORTED_ERROR | A=0 B=0 | ERR3100>B | Generic validation error - non-RESERVED transfer state
        fulfil t1 B                       | duplicate | A=0 | - |)"},
    Row{"modified after abort", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B bad                   | ABORTED_ERROR | A=0 | |
        fulfil t1 B body=x                | modified  | A=0 B=0 | ERR3106>B | Modified request)"},
};

constexpr std::array kFulfilRows{
    Row{"commit", R"(
        prepare t1 A>B 10                 | RESERVED  | A=10 B=0 | POST>B |
        fulfil t1 B to=A                  | COMMITTED | A=10 B=-10 A.s=-1000 B.s=-1000 | PUT>A |)"},
    Row{"reserve", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B reserve               | COMMITTED | A=10 B=-10 | HPUT>A PATCH:COMMITTED>B |)"},
    Row{"1 reserve under 1.0 is dropped", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B v10                   | ignored   | A=10 B=0 | - |
        wait 100001                       | accepted  | A=0 B=0 | ERR3303>A ERR3303>B | Transfer expired)"},
    Row{"1 before 2", "fulfil t9 B v10 | ignored | | - |"},
    Row{"2 unknown", "fulfil t9 B | accepted | | ERR3208>B | Transfer ID not found - Provided Transfer ID was not found on the server."},
    Row{"2 funds are not theirs to end", R"(
        out f1 A 10                       | RESERVED  | A.s=-990 | - |
        fulfil f1 A                       | accepted  | A.s=-990 | ERR3208>A |
        error f1 A 5103                   | accepted  | A.s=-990 | ERR3208>A |)"},
    Row{"3 not the payee", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 C                       | RESERVED  | A=10 C=0 | ERR3100>C | Generic validation error - FSPIOP-Source does not match payee fsp
        fulfil t1 A                       | RESERVED  | A=10 | ERR3100>A |
        fulfil t1 C reserve               | RESERVED  | A=10 | ERR3100>C |
        fulfil t1 b                       | COMMITTED | A=10 B=-10 | PUT>A |
        fulfil t1 C                       | COMMITTED | A=10 B=-10 | ERR3100>C |)"},
    Row{"3 before 4", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 C to=C                  | RESERVED  | A=10 | ERR3100>C |)"},
    Row{"4 wrong destination", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B to=C                  | ABORTED_ERROR | A=0 B=0 | ERR3100>A | Generic validation error - FSPIOP-Destination does not match payer fsp)"},
    Row{"4 wrong destination, reserve", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B reserve to=C          | ABORTED_ERROR | A=0 B=0 | ERR3100>A PATCH:ABORTED>B |)"},
    Row{"4 before 5, a commit stands", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | |
        fulfil t1 B reserve to=C          | COMMITTED | A=10 B=-10 | ERR3100>B |)"},
    Row{"4 without case", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B to=a                  | COMMITTED | A=10 B=-10 | PUT>A |)"},
    Row{"6 reject before 7", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B reject missing        | RESERVED  | A=10 | - |)"},
    Row{"7 wrong fulfilment", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B bad                   | ABORTED_ERROR | A=0 B=0 | ERR3100>A ERR3100>B | Generic validation error - invalid fulfilment)"},
    Row{"7 missing fulfilment", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B missing               | ABORTED_ERROR | A=0 B=0 | ERR3100>A ERR3100>B | Generic validation error - invalid fulfilment)"},
    Row{"7 wrong fulfilment, reserve", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        fulfil t1 B reserve bad           | ABORTED_ERROR | A=0 B=0 | ERR3100>A PATCH:ABORTED>B |)"},
    Row{"7 before 9", R"(
        prepare t1 A>B 10                 | RESERVED  | |
        later 100001
        fulfil t1 B bad                   | ABORTED_ERROR | A=0 B=0 | ERR3100>A ERR3100>B | Generic validation error - invalid fulfilment
        tick                              | ignored   | A=0 | - |)"},
    Row{"8 not reserved", R"(
        prepare t1 A>X 10                 | INVALID | | |
        prepare t2 A>B 10                 | RESERVED | | |
        wait 100001                       | accepted | A=0 | |
        fulfil t2 B                       | EXPIRED_RESERVED | A=0 B=0 | ERR3100>B | Generic validation error - non-RESERVED transfer state)"},
    Row{"8 not reserved, reserve", R"(
        prepare t2 A>B 10                 | RESERVED | | |
        wait 100001                       | accepted | A=0 | |
        fulfil t2 B reserve               | EXPIRED_RESERVED | A=0 B=0 | ERR3100>B PATCH:ABORTED>B |)"},
    Row{"9 late", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        later 100001
        fulfil t1 B                       | RESERVED | A=10 B=0 | ERR3303>B | Transfer expired
        tick                              | accepted | A=0 B=0 | ERR3303>A ERR3303>B | Transfer expired
        tick                              | ignored  | A=0 B=0 | - |)"},
    Row{"9 late, reserve", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        later 100001
        fulfil t1 B reserve               | RESERVED | A=10 | ERR3303>B PATCH:ABORTED>B |)"},
    Row{"9 at the expiration itself", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        later 100000
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | PUT>A |)"},
    Row{"inactive payee still ends its transfer", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        inactive B
        close B
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | PUT>A |)"},
};

constexpr std::array kAbortRows{
    Row{"payee error", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        error t1 B 5103                   | ABORTED_ERROR | A=0 B=0 | RERR>A |)"},
    Row{"custom code of the group", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        error t1 B 5199                   | ABORTED_ERROR | A=0 | RERR>A |)"},
    Row{"unknown code", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        error t1 B 9999                   | ABORTED_ERROR | A=0 | ERR3100>A | Generic validation error - API specification undefined errorCode)"},
    Row{"unknown transfer", "error t9 B 5103 | accepted | | ERR3208>B |"},
    Row{"not the payee", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        error t1 C 5103                   | RESERVED | A=10 | ERR3100>C | Generic validation error - FSPIOP-Source does not match payee fsp
        error t1 A 5103                   | RESERVED | A=10 | ERR3100>A |)"},
    Row{"wrong destination", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        error t1 B 5103 to=C              | ABORTED_ERROR | A=0 | ERR3100>A |)"},
    Row{"not reserved", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        fulfil t1 B                       | COMMITTED | A=10 B=-10 | |
        error t1 B 5103                   | COMMITTED | A=10 B=-10 | ERR3100>B | Generic validation error - non-RESERVED transfer state)"},
};

constexpr std::array kExpiryRows{
    Row{"one millisecond after", R"(
        prepare t1 A>B 10 ttl=2000        | RESERVED | A=10 | POST>B |
        wait 2000                         | ignored  | A=10 | - |
        wait 1                            | accepted | A=0 B=0 | ERR3303>A ERR3303>B | Transfer expired
        wait 600000                       | ignored  | A=0 | - |)"},
    Row{"ended ones do not expire", R"(
        prepare t1 A>B 10                 | RESERVED | | |
        prepare t2 A>B 20                 | RESERVED | | |
        fulfil t1 B                       | COMMITTED | A=30 B=-10 | |
        error t2 B 5103                   | ABORTED_ERROR | A=10 | |
        wait 200000                       | ignored  | A=10 B=-10 | - |)"},
    Row{"in order of expiration", R"(
        prepare t1 A>B 10 ttl=3000        | RESERVED | | |
        prepare t2 B>A 20 ttl=1000        | RESERVED | | |
        wait 5000                         | accepted | A=0 B=0 | ERR3303>B ERR3303>A ERR3303>A ERR3303>B |)"},
};
// clang-format on

Scheme makeScheme(Rules rules = {})
{
    Scheme scheme(std::move(rules));
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    scheme.addDfsp("A", "USD", "1000", "1000");
    scheme.addDfsp("B", "USD", "1000", "1000");
    scheme.addDfsp("C", "USD", "50", "100");
    scheme.addDfsp("D", "USD", "5000", "1000");
    return scheme;
}

} // namespace

void TestLedgerTransfers::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    const auto add = [](const char* group, const auto& rows) {
        for (const auto& row : rows)
            QTest::addRow("%s: %s", group, row.name) << QByteArray(row.story);
    };
    add("prepare", kPrepareRows);
    add("position", kPositionRows);
    add("duplicate", kDuplicateRows);
    add("fulfil", kFulfilRows);
    add("abort", kAbortRows);
    add("expiry", kExpiryRows);
}

void TestLedgerTransfers::stories()
{
    QFETCH(QByteArray, story);
    Scheme scheme = makeScheme();
    const std::string wrong = Story(scheme).run(story.toStdString());
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerTransfers::confirmsToPayeeWhenAsked()
{
    Rules rules;
    rules.confirmToPayee = true;
    rules.onUsTransfers = true;
    Scheme scheme = makeScheme(rules);
    const std::string wrong = Story(scheme).run(R"(
        prepare t1 A>B 10                 | RESERVED  | | POST>B |
        fulfil t1 B                       | COMMITTED | | PUT>A HPUT>B |
        prepare t2 A>B 10                 | RESERVED  | | POST>B |
        error t2 B 5103                   | ABORTED_ERROR | | RERR>A ERR5103>B |
        prepare t3 A>A 10                 | RESERVED  | A=20 | POST>A |
        fulfil t3 A                       | COMMITTED | A=10 | PUT>A |)");
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerTransfers::onUsNeedsTheSwitch()
{
    Rules rules;
    rules.onUsTransfers = true;
    Scheme scheme = makeScheme(rules);
    const std::string wrong = Story(scheme).run(R"(
        prepare t1 A>A 10                 | RESERVED  | A=10 | POST>A |
        fulfil t1 A                       | COMMITTED | A=0  | PUT>A |
        prepare t2 A>A 1001               | ABORTED_REJECTED | A=0 | ERR4001>A |)");
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerTransfers::payeeAccountIsCheckedBySwitch()
{
    Rules rules;
    rules.payeeAccountValidation = true;
    Scheme scheme = makeScheme(rules);
    const std::string wrong = Story(scheme).run(R"(
        close B
        prepare t1 A>B 10 | INVALID | A=0 | ERR3100>A | Generic validation error - Participant B USD account is inactive)");
    QVERIFY2(wrong.empty(), wrong.c_str());
    // Without it: an account that was never opened cannot be credited either.
    Scheme other = makeScheme();
    other.run(CreateParticipant{domain::FspId("E"), currencyOf("USD"), false, {}});
    const std::string unopened = Story(other).run("prepare t1 A>E 10 | INVALID | A=0 | ERR3100>A | Generic "
                                                  "validation error - Participant E USD account is "
                                                  "inactive");
    QVERIFY2(unopened.empty(), unopened.c_str());
}

void TestLedgerTransfers::noModelIsSettlementError()
{
    Scheme scheme = makeScheme();
    scheme.run(SetSettlementModelActive{"deferredNET", false, {}});
    const std::string wrong = Story(scheme).run("prepare t1 A>B 10 | ABORTED_REJECTED | A=0 | ERR6000>A | "
                                                "Generic Settlement Error - Unable to find a "
                                                "matching or default, Settlement Model");
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerTransfers::modelNamesTheCover()
{
    // A model of the currency that covers by another account type: nothing is on deposit there.
    Scheme scheme = makeScheme();
    scheme.createModel("USDMODEL", "POSITION", "INTERCHANGE_FEE_SETTLEMENT", "USD");
    const std::string wrong = Story(scheme).run("prepare t1 A>B 10 | ABORTED_REJECTED | A=0 | ERR4001>A |");
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerTransfers::keepsHashOfInvalidPrepare()
{
    Scheme scheme = makeScheme();
    Prepare command = scheme.prepare("t1", "A", "Nobody", "10");
    const Decision decision = scheme.run(command);
    QCOMPARE(decision.changes.size(), std::size_t(2));
    const auto* received = std::get_if<TransferReceived>(&decision.changes[0]);
    QVERIFY(received != nullptr);
    QCOMPARE(received->payee.value(), std::string("Nobody"));
    QCOMPARE(received->payeeAccount.value(), std::int64_t(0));
    QVERIFY(received->hash == command.hash);
    const auto* moved = std::get_if<TransferMoved>(&decision.changes[1]);
    QVERIFY(moved != nullptr && moved->state == domain::TransferState::Invalid);
    QCOMPARE(moved->error->code, std::string("3100"));
    QCOMPARE(scheme.state.open.size(), std::size_t(0));
    QVERIFY(scheme.state.transfers.find(command.id.value())->state == domain::TransferState::Invalid);
}

void TestLedgerTransfers::stampsOpenWindowAtCommit()
{
    Scheme scheme = makeScheme();
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    // The window changes between reservation and commit.
    const std::vector<Change> next{WindowPut{Window{domain::WindowId(1), WindowState::Closed, "", {}, {}}},
                                   WindowPut{Window{domain::WindowId(2), WindowState::Open, "", {}, {}}}};
    absorb(scheme.state, next, {});
    const Decision decision = scheme.run(scheme.fulfil("t1", "B"));
    const auto* moved = std::get_if<TransferMoved>(&decision.changes[1]);
    QVERIFY(moved != nullptr);
    QCOMPARE(moved->window.value(), std::int64_t(2));
    QCOMPARE(moved->fulfilment, std::string("fulfilment of t1"));
    QVERIFY(moved->completedAt == scheme.now);
    for (const auto& change : scheme.deposit("A", "1", "another").changes)
        if (const auto* funds = std::get_if<TransferMoved>(&change))
            QCOMPARE(funds->window.value(), std::int64_t(0));
}

void TestLedgerTransfers::repeatsContentTypeForModifiedFulfil()
{
    Scheme scheme = makeScheme();
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    scheme.run(scheme.fulfil("t1", "B"));
    Fulfil changed = scheme.fulfil("t1", "B");
    changed.hash = digestOf("other");
    const Decision decision = scheme.run(changed);
    QCOMPARE(decision.notices.size(), std::size_t(1));
    QCOMPARE(decision.notices[0].contentType,
             std::string("application/vnd.interoperability.transfers+json;version=1.1"));
    QCOMPARE(decision.notices[0].source.value(), std::string("Hub"));
    QVERIFY(decision.changes.empty());
}

void TestLedgerTransfers::keepsAuditOfForeignFulfil()
{
    Scheme scheme = makeScheme();
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    const Decision decision = scheme.run(scheme.fulfil("t1", "C"));
    QCOMPARE(decision.changes.size(), std::size_t(1));
    const auto* audit = std::get_if<AuditRow>(&decision.changes[0]);
    QVERIFY(audit != nullptr && audit->refused);
    QCOMPARE(audit->action, std::string("transfer.fulfil"));
    QCOMPARE(audit->subject, transferId("t1").value().toString());
    QCOMPARE(audit->after, std::string(R"({"source":"C"})"));
}

void TestLedgerTransfers::patchCarriesCause()
{
    Scheme scheme = makeScheme();
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    Fulfil bad = scheme.fulfil("t1", "B");
    bad.action = FulfilAction::Reserve;
    bad.fulfilmentHash.reset();
    const Decision decision = scheme.run(bad);
    QCOMPARE(decision.notices.size(), std::size_t(2));
    QVERIFY(decision.notices[1].error.has_value());
    QCOMPARE(decision.notices[1].error->code, std::string("3100"));
    QVERIFY(decision.notices[1].completedAt == scheme.now);
}

void TestLedgerTransfers::expiryIsBoundedPerTick()
{
    Scheme scheme = makeScheme();
    for (int i = 0; i < 700; ++i)
        scheme.run(scheme.prepare("t" + std::to_string(i), "A", "B", "1"));
    scheme.now = scheme.now.plusMs(100'001);
    scheme.run(Tick{});
    QCOMPARE(scheme.state.open.size(), std::size_t(700 - 512));
    scheme.run(Tick{});
    QCOMPARE(scheme.state.open.size(), std::size_t(0));
    QVERIFY(scheme.value("A", domain::AccountType::Position).isZero());
}

void TestLedgerTransfers::expirationAtNowIsInTime()
{
    Scheme scheme = makeScheme();
    Prepare command = scheme.prepare("t1", "A", "B", "10");
    command.expiration = scheme.now;
    QVERIFY(*scheme.run(command).answer.state == domain::TransferState::Reserved);
}

void TestLedgerTransfers::outboxNumbersRun()
{
    Scheme scheme = makeScheme();
    const OutboxSeq first = scheme.state.nextOutboxSeq;
    scheme.run(scheme.prepare("t1", "A", "B", "10"));
    Fulfil reserve = scheme.fulfil("t1", "B");
    reserve.action = FulfilAction::Reserve;
    const Decision decision = scheme.run(reserve);
    QCOMPARE(decision.notices[0].seq, first + 1);
    QCOMPARE(decision.notices[1].seq, first + 2);
    QCOMPARE(scheme.state.nextOutboxSeq, first + 3);
}

// A sum that the store cannot hold is a refusal; the transfer stays reserved and expires.
void TestLedgerTransfers::sumsStayWithinTheStore()
{
    Scheme scheme = makeScheme();
    for (const char* name : {"L", "M"})
        scheme.addDfsp(name, "USD", "99000000000000", "99000000000000");
    const auto pay = [&](int number, const char* from, const char* to) {
        const std::string label = std::string(from) + std::to_string(number);
        scheme.run(scheme.prepare(label, from, to, "99000000000000"));
        return scheme.run(scheme.fulfil(label, to));
    };
    for (int i = 0; i < 9; ++i) {
        QVERIFY(*pay(i, "L", "M").answer.state == domain::TransferState::Committed);
        QVERIFY(*pay(i, "M", "L").answer.state == domain::TransferState::Committed);
    }
    const Decision refused = pay(9, "L", "M");
    QVERIFY(refused.answer.outcome == Outcome::Refused);
    QVERIFY(refused.changes.empty());
    QCOMPARE(refused.answer.error->code, std::string("3100"));
    QCOMPARE(scheme.value("L", domain::AccountType::Position).toString(), std::string("99000000000000"));
    scheme.now = scheme.now.plusMs(100'001);
    scheme.run(Tick{});
    QVERIFY(scheme.value("L", domain::AccountType::Position).isZero());
}

QTEST_APPLESS_MAIN(TestLedgerTransfers)
#include "tst_ledger_transfers.moc"
