#include "core/domain/fspiop_errors.h"
#include "tests/unit/ledger/scheme.h"

#include <QtTest>

using namespace hub;
using namespace hub::test;
using namespace hub::ledger;
using domain::AccountType;
using domain::FspId;

/// admin-settlement 1.3 to 1.8, 1.11, 1.12 and 6.3: refusals with code, text and order, and effects.
class TestLedgerOperator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seedsHub();
    void createsParticipant();
    void refusesParticipant();
    void createsHubAccount();
    void setsAccountActive();
    void setsInitialPositionAndLimits();
    void setsLimit();
    void capFollowsTheLiquidity();
    void pausesParticipant();
    void keepsContacts();
    void setsEndpoint();
    void createsAccountType();
    void createsModel();
    void modelAddsMissingAccounts();
    void modelResolutionIsPerAccountType();
    void switchesModel();
    void oracles();
    void writesAudit();
    void recordsForTheStoreOnly();
    void registryIsReplacedNotChanged();
};

namespace {

/// Empty when the decision is exactly this refusal.
QString notRefused(const Decision& decision, const char* code, const char* text)
{
    if (decision.answer.outcome != Outcome::Refused || !decision.answer.error)
        return QStringLiteral("accepted");
    if (!decision.changes.empty() || !decision.notices.empty()) return QStringLiteral("refused with changes");
    if (decision.answer.error->code != code || decision.answer.error->description != text)
        return QString::fromStdString(decision.answer.error->code + ": " +
                                      decision.answer.error->description);
    return {};
}

bool accepted(const Decision& decision)
{
    return decision.answer.outcome == Outcome::Accepted && !decision.answer.error;
}

CreateParticipant participant(const char* name, const char* currency = "USD")
{
    return {FspId(name), currencyOf(currency), false, {}};
}

SetInitialPositionAndLimits initial(const char* name, const char* cap, const char* position = "0")
{
    return {FspId(name), currencyOf("USD"), "NET_DEBIT_CAP", amountOf(cap), amountOf(position), {}};
}

SetLimit limit(const char* name, const char* cap, const char* currency = "USD")
{
    return {FspId(name), currencyOf(currency), "NET_DEBIT_CAP", domain::Limit{amountOf(cap), 2000}, {}};
}

CreateOracle oracle(const char* type, const char* url, const char* currency = nullptr)
{
    CreateOracle command;
    command.oracle.partyIdType = type;
    command.oracle.endpoint = url;
    if (currency != nullptr) command.oracle.currency = currencyOf(currency);
    return command;
}

Scheme makeScheme()
{
    Scheme scheme;
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    return scheme;
}

constexpr const char* kAlreadySet =
    "Internal server error - Participant Limit or Initial Position already set";

} // namespace

#define VERIFY_REFUSED(decision, code, text)                                                                 \
    do {                                                                                                     \
        const QString wrong = notRefused(decision, code, text);                                              \
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));                                                        \
    } while (false)

void TestLedgerOperator::seedsHub()
{
    Scheme scheme;
    QCOMPARE(scheme.entry("hub").participant.id.value(), std::int64_t(1));
    QCOMPARE(scheme.state.registry->accountTypes().size(), std::size_t(6));
    QCOMPARE(scheme.state.openWindow.id.value(), std::int64_t(1));
    QCOMPARE(scheme.state.openWindow.reason, std::string("initial window"));
    QCOMPARE(scheme.state.nextParticipantId, std::int64_t(2));
    QCOMPARE(scheme.state.nextAccountTypeId, std::int64_t(100));
    QCOMPARE(scheme.state.nextTransferSeq, TransferSeq(1));
}

void TestLedgerOperator::createsParticipant()
{
    Scheme scheme = makeScheme();
    const Decision decision = scheme.run(participant("payerfsp"));
    QVERIFY(accepted(decision));
    QCOMPARE(decision.answer.createdId, std::int64_t(2));
    const auto& entry = scheme.entry("PayerFsp");
    QCOMPARE(entry.participant.name.value(), std::string("payerfsp"));
    QCOMPARE(entry.accounts.size(), std::size_t(2));
    for (const auto& account : entry.accounts)
        QVERIFY(!account.isActive && !account.hasPosition);
    // A second currency adds ledgers only.
    scheme.openCurrency("EUR");
    const Decision more = scheme.run(participant("PAYERFSP", "EUR"));
    QCOMPARE(more.answer.createdId, std::int64_t(2));
    QCOMPARE(scheme.entry("payerfsp").accounts.size(), std::size_t(4));
    QCOMPARE(scheme.entry("payerfsp").participant.name.value(), std::string("payerfsp"));
    QVERIFY(scheme.run(SetParticipantActive{FspId("payerfsp"), false, {}}).answer.outcome ==
            Outcome::Accepted);
    QVERIFY(!scheme.entry("payerfsp").participant.isActive);
    VERIFY_REFUSED(scheme.run(SetParticipantActive{FspId("x"), false, {}}), "3200",
                   "Generic ID not found - participant not found");
    VERIFY_REFUSED(scheme.run(SetTradeDirection{FspId("x"), domain::TradeDirection::SendOnly, {}}), "3200",
                   "Generic ID not found - participant not found");
}

void TestLedgerOperator::refusesParticipant()
{
    Scheme scheme;
    VERIFY_REFUSED(
        scheme.run(participant("A")), "3003",
        "Add Party information error - Hub reconciliation account for the specified currency does not "
        "exist");
    scheme.run(CreateHubAccount{FspId("Hub"), currencyOf("USD"), "HUB_RECONCILIATION", {}});
    VERIFY_REFUSED(scheme.run(participant("A")), "3003",
                   "Add Party information error - Hub multilateral net settlement account for the specified "
                   "currency does not exist");
    scheme.run(CreateHubAccount{FspId("Hub"), currencyOf("USD"), "HUB_MULTILATERAL_SETTLEMENT", {}});
    VERIFY_REFUSED(scheme.run(participant("A")), "6000",
                   "Generic Settlement Error - Unable to find a matching or default, Settlement Model");
    scheme.createModel("DEFERREDNET");
    QVERIFY(accepted(scheme.run(participant("A"))));
    VERIFY_REFUSED(scheme.run(participant("a")), "3000",
                   "Generic client error - Participant currency has already been registered");
    // Registered is looked at before the models.
    scheme.run(SetSettlementModelActive{"DEFERREDNET", false, {}});
    VERIFY_REFUSED(scheme.run(participant("A")), "3000",
                   "Generic client error - Participant currency has already been registered");
    VERIFY_REFUSED(scheme.run(participant("Hub")), "3000",
                   "Generic client error - Participant currency has already been registered");
}

void TestLedgerOperator::createsHubAccount()
{
    Scheme scheme = makeScheme();
    scheme.run(participant("A"));
    const auto create = [&scheme](const char* name, const char* type) {
        return scheme.run(CreateHubAccount{FspId(name), currencyOf("USD"), type, {}});
    };
    VERIFY_REFUSED(create("X", "NOTYPE"), "3003", "Add Party information error - Participant was not found.");
    VERIFY_REFUSED(create("A", "NOTYPE"), "3003",
                   "Add Party information error - Ledger account type was not found.");
    VERIFY_REFUSED(create("Hub", "HUB_RECONCILIATION"), "3003",
                   "Add Party information error - Hub account has already been registered.");
    VERIFY_REFUSED(
        create("A", "SETTLEMENT"), "3003",
        "Add Party information error - Endpoint is reserved for creation of Hub account types only.");
    VERIFY_REFUSED(create("Hub", "POSITION"), "3003",
                   "Add Party information error - The requested hub operator account type is not allowed.");
    VERIFY_REFUSED(create("Hub", "HUB_FEE"), "3003",
                   "Add Party information error - Ledger account type was not found.");
    scheme.run(CreateAccountType{"HUB_FEE", "fees", true, false, {}});
    QVERIFY(accepted(create("Hub", "HUB_FEE")));
    const auto* account = scheme.entry("Hub").account(AccountType::HubReconciliation, currencyOf("USD"));
    QVERIFY(account != nullptr && account->isActive && account->hasPosition);
}

void TestLedgerOperator::setsAccountActive()
{
    Scheme scheme = makeScheme();
    scheme.addDfsp("A", "USD", "100", "100");
    scheme.addDfsp("B", "USD", "100", "100");
    const auto position = scheme.account("A", AccountType::Position);
    const auto set = [&scheme](const char* name, domain::AccountId id) {
        return scheme.run(SetAccountActive{FspId(name), id, false, {}});
    };
    VERIFY_REFUSED(set("X", position), "3200", "Generic ID not found - participant not found");
    VERIFY_REFUSED(set("A", domain::AccountId(999)), "2001", "Internal server error - Account not found");
    VERIFY_REFUSED(set("B", position), "2001", "Internal server error - Participant/account mismatch");
    VERIFY_REFUSED(set("B", scheme.account("A", AccountType::Settlement)), "2001",
                   "Internal server error - Participant/account mismatch");
    VERIFY_REFUSED(set("A", scheme.account("A", AccountType::Settlement)), "2001",
                   "Internal server error - Only position account update is permitted");
    QVERIFY(accepted(set("A", position)));
    QVERIFY(!scheme.entry("A").account(position)->isActive);
    QVERIFY(scheme.entry("A").account(position)->hasPosition);
}

void TestLedgerOperator::setsInitialPositionAndLimits()
{
    Scheme scheme = makeScheme();
    scheme.createModel("INTERCHANGE", "INTERCHANGE_FEE", "INTERCHANGE_FEE_SETTLEMENT");
    VERIFY_REFUSED(scheme.run(initial("A", "10")), "3200", "Generic ID not found - participant not found");
    scheme.run(participant("A"));
    auto other = initial("A", "10");
    other.currency = currencyOf("EUR");
    VERIFY_REFUSED(scheme.run(other), "3200", "Generic ID not found - participant currency not found");
    auto unknown = initial("A", "10");
    unknown.limitType = "OTHER";
    VERIFY_REFUSED(scheme.run(unknown), "2001",
                   "Internal server error - Participant limit type was not found");
    VERIFY_REFUSED(scheme.run(initial("A", "-1")), "3101",
                   "Malformed syntax - \"value\" must be larger than or equal to 0");
    const Decision decision = scheme.run(initial("A", "1000", "-5.5"));
    QVERIFY(accepted(decision));
    // Every ledger of the currency opens, also those of default models.
    QCOMPARE(scheme.entry("A").accounts.size(), std::size_t(4));
    for (const auto& account : scheme.entry("A").accounts)
        QVERIFY(account.isActive && account.hasPosition);
    QCOMPARE(scheme.value("A", AccountType::Position).toString(), std::string("-5.5"));
    QVERIFY(scheme.value("A", AccountType::Settlement).isZero());
    QCOMPARE(scheme.value("Hub", AccountType::HubMultilateralSettlement).toString(), std::string("5.5"));
    const auto& kept = scheme.entry("A").limits.at(scheme.account("A", AccountType::Position).value());
    QCOMPARE(kept.netDebitCap.toString(), std::string("1000"));
    QCOMPARE(kept.alarmPercentHundredths, 1000);
    VERIFY_REFUSED(scheme.run(initial("A", "1000")), "2001", kAlreadySet);
    QCOMPARE(domain::httpStatusOf("2001"), 500);
}

void TestLedgerOperator::setsLimit()
{
    Scheme scheme = makeScheme();
    VERIFY_REFUSED(scheme.run(limit("A", "5")), "3200", "Generic ID not found - participant not found");
    scheme.run(participant("A"));
    VERIFY_REFUSED(scheme.run(limit("A", "5", "EUR")), "3200",
                   "Generic ID not found - participant currency not found");
    VERIFY_REFUSED(scheme.run(limit("A", "5")), "2001",
                   "Internal server error - Participant Limit does not exist");
    scheme.run(initial("A", "10"));
    VERIFY_REFUSED(scheme.run(limit("A", "-5")), "3101",
                   "Malformed syntax - \"value\" must be larger than or equal to 0");
    VERIFY_REFUSED(scheme.run(limit("A", "922337203685477.5808")), "3100",
                   "Generic validation error - An amount would leave the range of the ledger");
    const Decision decision = scheme.run(limit("A", "2000.25"));
    QVERIFY(accepted(decision));
    const auto& kept = scheme.entry("A").limits.at(scheme.account("A", AccountType::Position).value());
    QCOMPARE(kept.netDebitCap.toString(), std::string("2000.25"));
    QCOMPARE(kept.alarmPercentHundredths, 2000);
    const auto* audit = std::get_if<AuditRow>(&decision.changes.back());
    QVERIFY(audit != nullptr);
    QCOMPARE(audit->before, std::string(R"({"currency":"USD","NET_DEBIT_CAP":"10","alarmPercentage":"10"})"));
    QCOMPARE(audit->after,
             std::string(R"({"currency":"USD","NET_DEBIT_CAP":"2000.25","alarmPercentage":"20"})"));
}

void TestLedgerOperator::capFollowsTheLiquidity()
{
    Scheme scheme = makeScheme();
    scheme.addDfsp("a", "USD", "100", "1000");
    scheme.addDfsp("b", "USD", "100", "1000");
    const auto position = scheme.account("a", AccountType::Position);
    const auto present = [&] { return scheme.entry("a").limits.at(position.value()); };
    SetLimit share = limit("a", "7");
    share.limit.liquidityPercentHundredths = 10'001;
    VERIFY_REFUSED(scheme.run(share), "3101", "Malformed syntax - \"liquidityPercentage\" must be 0 to 100");
    share.limit.liquidityPercentHundredths = 3333;
    QVERIFY(accepted(scheme.run(share)));
    QCOMPARE(present().netDebitCap, amountOf("333.3"));
    // With a deposit, in its own decision: cap, its row and the audit beside the movement.
    const Decision deposit = scheme.deposit("a", "0.1", "d1");
    QCOMPARE(present().netDebitCap, amountOf("333.33"));
    const auto isFollow = [](const Change& change) {
        const auto* row = std::get_if<AuditRow>(&change);
        return row != nullptr && row->action == "participant.limit.follow";
    };
    QCOMPARE(std::count_if(deposit.changes.begin(), deposit.changes.end(), isFollow), 1);
    // The other's deposit moves nothing here, and payments do not either.
    const Decision others = scheme.deposit("b", "5", "d2");
    QCOMPARE(std::count_if(others.changes.begin(), others.changes.end(), isFollow), 0);
    QVERIFY(accepted(scheme.run(scheme.prepare("t1", "a", "b", "333"))));
    QCOMPARE(scheme.value("a", AccountType::Position), amountOf("333"));
    scheme.run(scheme.prepare("t2", "a", "b", "0.34"));
    QCOMPARE(scheme.value("a", AccountType::Position), amountOf("333"));
    // Money that is set aside for a withdrawal covers nothing; given back it does again.
    RecordFunds out{transferId("w1"),
                    FspId("a"),
                    scheme.account("a", AccountType::Settlement),
                    RecordFunds::Action::OutPrepareReserve,
                    amountOf("500.1"),
                    currencyOf("USD"),
                    "bank",
                    {},
                    {},
                    {}};
    QVERIFY(accepted(scheme.run(out)));
    QCOMPARE(present().netDebitCap, amountOf("166.65"));
    scheme.run(FinishFundsOut{transferId("w1"), FspId("a"), out.account, false, {}});
    QCOMPARE(present().netDebitCap, amountOf("333.33"));
    // A fixed cap follows nothing any more.
    QVERIFY(accepted(scheme.run(limit("a", "50"))));
    scheme.deposit("a", "100", "d3");
    QCOMPARE(present().netDebitCap, amountOf("50"));
}

void TestLedgerOperator::pausesParticipant()
{
    Scheme scheme = makeScheme();
    scheme.addDfsp("a", "USD", "100", "1000");
    scheme.addDfsp("b", "USD", "100", "1000");
    scheme.run(scheme.prepare("before", "a", "b", "10"));
    VERIFY_REFUSED(scheme.run(SetParticipantPaused{FspId("nobody"), true, {}}), "3200",
                   "Generic ID not found - participant not found");
    VERIFY_REFUSED(scheme.run(SetParticipantPaused{FspId("hub"), true, {}}), "3100",
                   "Generic validation error - The hub itself cannot be paused");
    QVERIFY(accepted(scheme.run(SetParticipantPaused{FspId("B"), true, {}})));
    QVERIFY(scheme.entry("b").participant.isPaused && scheme.entry("b").participant.isActive);
    const Decision refused = scheme.run(scheme.prepare("while", "a", "b", "10"));
    QCOMPARE(refused.notices.at(0).error->description,
             std::string("Generic validation error - Participant b is paused"));
    scheme.run(scheme.prepare("back", "b", "a", "10"));
    QCOMPARE(scheme.value("b", AccountType::Position), amountOf("0"));
    // What is under way completes, and money on deposit moves.
    QVERIFY(accepted(scheme.run(scheme.fulfil("before", "b"))));
    QCOMPARE(scheme.value("b", AccountType::Position), amountOf("-10"));
    scheme.deposit("b", "5", "d1");
    QCOMPARE(scheme.value("b", AccountType::Settlement), amountOf("-1005"));
    QVERIFY(accepted(scheme.run(SetParticipantPaused{FspId("b"), false, {}})));
    scheme.run(scheme.prepare("after", "a", "b", "10"));
    QCOMPARE(scheme.value("a", AccountType::Position), amountOf("20"));
}

void TestLedgerOperator::keepsContacts()
{
    Scheme scheme = makeScheme();
    scheme.addDfsp("a", "USD", "100", "1000");
    const auto put = [&](std::int64_t id, const char* name, const char* email, const char* phone = "") {
        return scheme.run(PutContact{
            FspId("a"), domain::Contact{domain::ContactId(id), {}, name, "treasury", email, phone, {}}, {}});
    };
    VERIFY_REFUSED(put(0, "", "x@y"), "3101", "Malformed syntax - \"name\" is not allowed to be empty");
    VERIFY_REFUSED(put(0, "Ama", ""), "3101", "Malformed syntax - \"email\" or \"phone\" is required");
    for (const char* address : {"ama", "@bank", "ama@", "ama@a, b@c"})
        VERIFY_REFUSED(put(0, "Ama", address), "3101", "Malformed syntax - \"email\" must be a valid email");
    VERIFY_REFUSED(put(9, "Ama", "ama@bank.example"), "3200", "Generic ID not found - contact not found");
    QCOMPARE(put(0, "Ama", "ama@bank.example").answer.createdId, std::int64_t(1));
    QCOMPARE(put(0, "Kofi", "", "+233 20").answer.createdId, std::int64_t(2));
    QCOMPARE(put(1, "Ama B.", "ama@bank.example").answer.createdId, std::int64_t(1));
    QCOMPARE(scheme.entry("a").contacts.size(), std::size_t(2));
    QCOMPARE(scheme.entry("a").contacts[0].name, std::string("Ama B."));
    QVERIFY(accepted(scheme.run(RemoveContact{FspId("a"), domain::ContactId(1), {}})));
    QCOMPARE(scheme.entry("a").contacts.size(), std::size_t(1));
    QCOMPARE(put(0, "Esi", "esi@bank.example").answer.createdId, std::int64_t(3)); // Never the same number.
    for (std::size_t i = 2; i < domain::kContactsMax; ++i)
        QVERIFY(accepted(put(0, "More", "m@b")));
    VERIFY_REFUSED(put(0, "One more", "m@b"), "3100",
                   "Generic validation error - There are 32 contacts already");
}

void TestLedgerOperator::setsEndpoint()
{
    Scheme scheme = makeScheme();
    scheme.run(participant("A"));
    const auto set = [&scheme](const char* name, const char* type, const char* value) {
        return scheme.run(SetEndpoint{FspId(name), type, value, {}});
    };
    VERIFY_REFUSED(set("X", "NOTYPE", "u"), "3200", "Generic ID not found - participant not found");
    VERIFY_REFUSED(set("A", "NOTYPE", "u"), "2001", "Internal server error - Endpoint type was not found");
    QVERIFY(accepted(set("A", "FSPIOP_CALLBACK_URL_TRANSFER_POST", "http://a/transfers")));
    QVERIFY(accepted(set("A", "FSPIOP_CALLBACK_URL_TRANSFER_POST", "http://b/transfers")));
    QVERIFY(accepted(set("Hub", "NET_DEBIT_CAP_ADJUSTMENT_EMAIL", "hub@example.org")));
    QCOMPARE(*scheme.entry("A").endpoint("FSPIOP_CALLBACK_URL_TRANSFER_POST"),
             std::string("http://b/transfers"));
    QVERIFY(scheme.entry("A").endpoint("FSPIOP_CALLBACK_URL_TRANSFER_PUT") == nullptr);
}

void TestLedgerOperator::createsAccountType()
{
    Scheme scheme;
    const Decision decision = scheme.run(CreateAccountType{"REMITTANCE", "text", true, true, {}});
    QCOMPARE(decision.answer.createdId, std::int64_t(100));
    QVERIFY(scheme.state.registry->accountType("remittance") != nullptr);
    VERIFY_REFUSED(scheme.run(CreateAccountType{"Remittance", "text", true, true, {}}), "3000",
                   "Generic client error - This Ledger Account Type already exists");
    VERIFY_REFUSED(scheme.run(CreateAccountType{"POSITION", "text", true, true, {}}), "3000",
                   "Generic client error - This Ledger Account Type already exists");
}

void TestLedgerOperator::createsModel()
{
    Scheme scheme = makeScheme();
    CreateSettlementModel command;
    command.model.name = "CGS";
    command.model.granularity = domain::SettlementGranularity::Gross;
    command.ledgerAccountType = "NOTYPE";
    command.settlementAccountType = "POSITION";
    command.model.currency = currencyOf("USD");
    VERIFY_REFUSED(scheme.run(command), "3000",
                   "Generic client error - Unsupported settlement model: GROSS, MULTILATERAL, DEFERRED");
    command.model.interchange = domain::SettlementInterchange::Bilateral;
    VERIFY_REFUSED(scheme.run(command), "3003",
                   "Add Party information error - Ledger account type was not found");
    command.ledgerAccountType = "POSITION";
    VERIFY_REFUSED(scheme.run(command), "3003",
                   "Add Party information error - Settlement account type was not found");
    command.settlementAccountType = "SETTLEMENT";
    command.model.name = "deferrednet";
    VERIFY_REFUSED(scheme.run(command), "3000", "Generic client error - Settlement Model already exists");
    command.model.name = "CGS_USD";
    QVERIFY(accepted(scheme.run(command)));
    command.model.name = "OTHER";
    VERIFY_REFUSED(
        scheme.run(command), "2001",
        "Internal server error - A settlement model for this ledger account type and currency exists: "
        "CGS_USD");
    command.model.currency.reset();
    VERIFY_REFUSED(
        scheme.run(command), "2001",
        "Internal server error - A settlement model for this ledger account type and currency exists: "
        "DEFERREDNET");
    command.model.name = "bad name";
    VERIFY_REFUSED(scheme.run(command), "3101",
                   "Malformed syntax - \"name\" must hold 2 to 30 letters, digits or underscores");
    QCOMPARE(scheme.state.registry->models().size(), std::size_t(2));
    QCOMPARE(scheme.state.registry->model("cgs_usd")->id.value(), std::int64_t(2));
}

void TestLedgerOperator::modelAddsMissingAccounts()
{
    Scheme scheme = makeScheme();
    scheme.addDfsp("A", "USD", "100", "100");
    scheme.run(participant("B"));
    QVERIFY(accepted(scheme.createModel("INTERCHANGE", "INTERCHANGE_FEE", "INTERCHANGE_FEE_SETTLEMENT")));
    const auto* open = scheme.entry("A").account(AccountType::InterchangeFee, currencyOf("USD"));
    QVERIFY(open != nullptr && open->isActive && open->hasPosition);
    const auto* closed = scheme.entry("B").account(AccountType::InterchangeFee, currencyOf("USD"));
    QVERIFY(closed != nullptr && !closed->isActive && !closed->hasPosition);
    QCOMPARE(scheme.entry("Hub").accounts.size(), std::size_t(2));
    QVERIFY(accepted(scheme.run(initial("B", "10"))));
    QVERIFY(scheme.entry("B").account(AccountType::InterchangeFee, currencyOf("USD"))->isActive);
}

void TestLedgerOperator::modelResolutionIsPerAccountType()
{
    // Decision 13: a currency's own fee model does not take its POSITION ledgers away.
    Scheme scheme = makeScheme();
    scheme.createModel("TZSFEES", "INTERCHANGE_FEE", "INTERCHANGE_FEE_SETTLEMENT", "TZS");
    scheme.openCurrency("TZS");
    scheme.run(participant("A", "TZS"));
    QCOMPARE(scheme.entry("A").accounts.size(), std::size_t(4));
    scheme.run(participant("A", "USD"));
    QCOMPARE(scheme.entry("A").accounts.size(), std::size_t(6));
}

void TestLedgerOperator::switchesModel()
{
    Scheme scheme = makeScheme();
    QVERIFY(accepted(scheme.run(SetSettlementModelActive{"DeferredNet", false, {}})));
    QVERIFY(!scheme.state.registry->model("DEFERREDNET")->isActive);
    VERIFY_REFUSED(scheme.run(SetSettlementModelActive{"X", false, {}}), "2001",
                   "Internal server error - Settlement Model does not exist");
}

void TestLedgerOperator::oracles()
{
    constexpr const char* kTaken = "Internal server error - Active oracle with matching partyIdTypeId, "
                                   "endpointTypeId, currencyId already exists";
    Scheme scheme;
    QCOMPARE(scheme.run(oracle("MSISDN", "http://one")).answer.createdId, std::int64_t(1));
    VERIFY_REFUSED(scheme.run(oracle("MSISDN", "http://two")), "2001", kTaken);
    QCOMPARE(scheme.run(oracle("MSISDN", "http://two", "USD")).answer.createdId, std::int64_t(2));
    VERIFY_REFUSED(scheme.run(oracle("MSISDN", "http://two", "USD")), "2001", kTaken);
    // The URL alone can change, also of one without currency (decision 18); isDefault both ways.
    UpdateOracle update{scheme.state.registry->oracles()[0], {}};
    update.oracle.endpoint = "http://moved";
    update.oracle.isDefault = true;
    QVERIFY(accepted(scheme.run(update)));
    update.oracle.isDefault = false;
    QVERIFY(accepted(scheme.run(update)));
    QCOMPARE(scheme.state.registry->oracles()[0].endpoint, std::string("http://moved"));
    QVERIFY(!scheme.state.registry->oracles()[0].isDefault);
    update.oracle.currency = currencyOf("USD");
    VERIFY_REFUSED(scheme.run(update), "2001", kTaken);
    update.oracle.id = domain::OracleId(9);
    VERIFY_REFUSED(scheme.run(update), "3003", "Add Party information error - Oracle not found");
    QVERIFY(accepted(scheme.run(RemoveOracle{domain::OracleId(1), {}})));
    QVERIFY(scheme.run(RemoveOracle{domain::OracleId(1), {}}).answer.outcome == Outcome::Ignored);
    QVERIFY(scheme.run(RemoveOracle{domain::OracleId(77), {}}).changes.empty());
    update.oracle.id = domain::OracleId(1);
    VERIFY_REFUSED(scheme.run(update), "3003", "Add Party information error - Oracle not found");
    QCOMPARE(scheme.run(oracle("MSISDN", "http://three")).answer.createdId, std::int64_t(3));
    QCOMPARE(scheme.state.registry->oracles().size(), std::size_t(3));
}

void TestLedgerOperator::writesAudit()
{
    Scheme scheme = makeScheme();
    const Decision decision =
        scheme.run(WriteAudit{"hub.start", "hub", "insecure \"binding\"", {"op", "r", "t"}});
    QCOMPARE(decision.changes.size(), std::size_t(1));
    const auto* audit = std::get_if<AuditRow>(&decision.changes[0]);
    QVERIFY(audit != nullptr && !audit->refused);
    const std::string detail =
        "{\"detail\":\"insecure \\\"binding\\\"\"}"; // Not a raw text: moc stumbles over it.
    QCOMPARE(audit->after, detail);
    QVERIFY(audit->at == scheme.now);
    // Every operator command that is accepted leaves exactly one.
    const std::vector<Command> commands{
        participant("A"),
        initial("A", "10"),
        limit("A", "11"),
        SetParticipantActive{FspId("A"), false, {}},
        SetTradeDirection{FspId("A"), domain::TradeDirection::SendOnly, {}},
        SetEndpoint{FspId("A"), "FSPIOP_CALLBACK_URL_QUOTES", "http://a", {}},
        CreateAccountType{"TYPE", "d", true, true, {}},
        SetSettlementModelActive{"DEFERREDNET", true, {}},
        oracle("ALIAS", "http://o"),
        CreateHubAccount{FspId("Hub"), currencyOf("EUR"), "HUB_RECONCILIATION", {}}};
    for (const auto& command : commands) {
        std::size_t rows = 0;
        for (const auto& change : scheme.run(command).changes)
            rows += std::holds_alternative<AuditRow>(change) ? 1 : 0;
        QVERIFY2(rows == 1, nameOf(command));
    }
}

void TestLedgerOperator::recordsForTheStoreOnly()
{
    Scheme scheme;
    const DirectoryEntry entry{"MSISDN", "123", "", std::nullopt, FspId("A")};
    QCOMPARE(scheme.run(PutDirectoryEntries{{entry, entry}}).changes.size(), std::size_t(2));
    QCOMPARE(scheme.run(RemoveDirectoryEntry{entry}).changes.size(), std::size_t(1));
    const Decision ended = scheme.run(FinishDeliveries{{1, 2}, {{3, 5, "no route"}}});
    QCOMPARE(ended.changes.size(), std::size_t(3));
    const auto* dead = std::get_if<OutboxEnded>(&ended.changes[2]);
    QVERIFY(dead != nullptr && dead->dead && dead->attempts == 5);
}

void TestLedgerOperator::registryIsReplacedNotChanged()
{
    Scheme scheme = makeScheme();
    scheme.run(participant("A"));
    const auto before = scheme.state.registry;
    scheme.run(SetParticipantActive{FspId("A"), false, {}});
    QVERIFY(before->find("A")->participant.isActive);
    QVERIFY(!scheme.state.registry->find("A")->participant.isActive);
    // What did not change is shared.
    QVERIFY(&before->hub() == &scheme.state.registry->hub());
    const Registry copy = before->with(domain::Endpoint{domain::ParticipantId(2), "T", "v"});
    QVERIFY(before->find("A")->endpoint("T") == nullptr);
    QCOMPARE(*copy.find("a")->endpoint("T"), std::string("v"));
}

QTEST_APPLESS_MAIN(TestLedgerOperator)
#include "tst_ledger_operator.moc"
