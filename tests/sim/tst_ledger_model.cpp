#include "core/ledger/state.h"
#include "tests/sim/money_model.h"

#include <QtTest>

#include <functional>
#include <random>

using namespace hub;
using namespace hub::ledger;
using namespace hub::sim;
using domain::AccountType;
using domain::FspId;

/// Random histories of commands against the independent model: balances and states must agree after each
/// step, and money must be conserved. HUB_SIM_SEQUENCES and HUB_SIM_SEED choose how many and which.
class TestLedgerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModel();
    void findsAForgottenLimitCheck();
    void findsAForgottenRelease();
};

namespace {

using Apply = std::function<Decision(const State&, const Command&, base::Instant)>;
constexpr int kSteps = 200;
constexpr std::array kNames{"alpha", "beta", "gamma", "delta"};
constexpr std::int64_t kStart = 1'700'000'000'000;

domain::Currency currency()
{
    return *domain::Currency::parse("USD");
}

domain::Amount amountOf(MoneyModel::Units units)
{
    return domain::Amount::fromUnits(static_cast<std::int64_t>(units));
}

base::Digest digestOf(std::uint64_t value)
{
    base::Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>((value >> (8 * (i % 8))) + i);
    return digest;
}

domain::TransferId idOf(std::uint64_t number)
{
    std::array<std::uint8_t, 16> bytes{};
    bytes[0] = static_cast<std::uint8_t>(number);
    bytes[15] = static_cast<std::uint8_t>(number >> 8U);
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

/// One history: product and model side by side.
class History
{
public:
    History(std::uint64_t seed, const Apply& apply)
        : m_random(seed)
        , m_apply(apply)
    {
        m_state.registry = std::make_shared<const Registry>();
        absorb(m_state, seedChanges(m_state.rules, base::Instant{m_now}), {});
        provision();
    }

    /// Empty, or what differs after which step.
    std::string run()
    {
        for (int step = 0; step < kSteps; ++step) {
            const std::string what = command();
            const std::string wrong = compare();
            if (!wrong.empty()) return "step " + std::to_string(step) + " (" + what + "): " + wrong;
        }
        return compareStates();
    }

private:
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }
    bool rarely(std::uint64_t oneIn) { return below(oneIn) == 0; }
    FspId anyName() { return FspId(rarely(40) ? "nobody" : kNames[below(kNames.size())]); }
    FspId knownName() { return FspId(kNames[below(kNames.size())]); }
    domain::TransferId anyId() { return idOf(below(m_lastId + 2)); }

    void apply(const Command& command)
    {
        const Decision decision = m_apply(m_state, command, base::Instant{m_now});
        absorb(m_state, decision.changes, decision.notices);
    }

    domain::AccountId account(const FspId& name, AccountType type) const
    {
        return m_state.registry->find(name.value())->account(type, currency())->id;
    }

    void provision()
    {
        for (const char* type : {"HUB_RECONCILIATION", "HUB_MULTILATERAL_SETTLEMENT"})
            apply(CreateHubAccount{FspId("Hub"), currency(), type, {}});
        CreateSettlementModel model;
        model.model.name = "NET";
        model.ledgerAccountType = "POSITION";
        model.settlementAccountType = "SETTLEMENT";
        apply(model);
        std::uint64_t number = 40'000;
        for (const char* text : kNames) {
            const FspId name(text);
            const MoneyModel::Units cap = 1 + static_cast<MoneyModel::Units>(below(20'000'000));
            const MoneyModel::Units deposit = 1 + static_cast<MoneyModel::Units>(below(20'000'000));
            apply(CreateParticipant{name, currency(), false, {}});
            apply(SetInitialPositionAndLimits{name, currency(), "NET_DEBIT_CAP", amountOf(cap), {}, {}});
            apply(RecordFunds{idOf(number),
                              name,
                              account(name, AccountType::Settlement),
                              RecordFunds::Action::In,
                              amountOf(deposit),
                              currency(),
                              "r",
                              {},
                              digestOf(number),
                              {}});
            ++number;
            m_model.addParty(text, cap, deposit);
        }
    }

    /// Near the edges of what the payer may send, or anything.
    domain::Amount edgyAmount(const FspId& payer)
    {
        const bool isKnown = payer.value() != "nobody";
        const MoneyModel::Party party = isKnown ? m_model.party(payer.value()) : MoneyModel::Party{};
        const MoneyModel::Units edge =
            rarely(2) ? party.cap - party.position : -party.settlement - party.position;
        MoneyModel::Units units = 0;
        switch (below(8)) {
        case 0:
            units = 1;
            break;
        case 1:
            units = edge - 1;
            break;
        case 2:
            units = edge;
            break;
        case 3:
            units = edge + 1;
            break;
        case 4:
            units = rarely(4) ? 0 : 999'999'999'999'999'999;
            break;
        default:
            units = 1 + static_cast<MoneyModel::Units>(below(3'000'000));
            break;
        }
        return amountOf(units < 0 ? 1 : units);
    }

    std::string command()
    {
        switch (below(20)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
        case 5:
            return prepare();
        case 6:
        case 7:
        case 8:
        case 9:
        case 10:
            return fulfil();
        case 11:
            return abort();
        case 12:
        case 13:
            return passTime();
        case 14:
            return record();
        case 15:
            return finish();
        case 16:
            return limit();
        case 17:
            return activate();
        default:
            return repeat();
        }
    }

    std::string send(const Command& command, const char* what)
    {
        m_last = command;
        std::visit([this](const auto& wanted) { tell(wanted); }, command);
        apply(command);
        return what;
    }

    std::string prepare()
    {
        const bool isNew = !rarely(8);
        if (isNew) ++m_lastId;
        const FspId payer = anyName();
        const auto id = isNew ? idOf(m_lastId) : anyId();
        const std::uint64_t secret = id.value().bytes()[0];
        const std::array<std::int64_t, 6> lives{1, 50, 1'000, 30'000, 0, -1};
        Prepare command{id,
                        rarely(30) ? anyName() : payer,
                        payer,
                        anyName(),
                        currency(),
                        edgyAmount(payer),
                        base::Instant{m_now + lives[below(rarely(10) ? 6 : 4)]},
                        digestOf(m_random()),
                        digestOf(secret),
                        {}};
        if (rarely(40)) command.condition.reset();
        return send(command, "prepare");
    }

    std::string fulfil()
    {
        Fulfil command;
        command.id = anyId();
        command.source = speaker(command.id);
        command.fulfilmentHash = digestOf(rarely(10) ? 999U : command.id.value().bytes()[0]);
        if (rarely(30)) command.fulfilmentHash.reset();
        if (rarely(3)) command.action = rarely(4) ? FulfilAction::Reject : FulfilAction::Reserve;
        command.isVersion10 = rarely(10);
        if (rarely(4)) command.destination = listener(command.id);
        command.hash = digestOf(m_random() % 3);
        return send(command, "fulfil");
    }

    std::string abort()
    {
        Abort command;
        command.id = anyId();
        command.source = speaker(command.id);
        if (rarely(4)) command.destination = listener(command.id);
        command.error = domain::FspiopError{rarely(5) ? "9999" : "5103", "no"};
        command.hash = digestOf(m_random() % 3);
        return send(command, "abort");
    }

    /// Mostly the payee.
    FspId speaker(const domain::TransferId& id)
    {
        const auto at = m_model.transfers().find(id.value());
        return at == m_model.transfers().end() || rarely(10) ? anyName() : FspId(at->second.payee);
    }
    FspId listener(const domain::TransferId& id)
    {
        const auto at = m_model.transfers().find(id.value());
        return at == m_model.transfers().end() || rarely(5) ? anyName() : FspId(at->second.payer);
    }

    std::string passTime()
    {
        const std::array<std::int64_t, 6> steps{0, 1, 49, 50, 1'001, 30'000};
        m_now += steps[below(steps.size())];
        if (rarely(60)) m_now += 432'000'000;
        return rarely(3) ? std::string("later") : send(Tick{}, "tick");
    }

    std::string record()
    {
        if (!rarely(6)) ++m_lastId;
        const FspId name = knownName();
        const auto action = rarely(2) ? RecordFunds::Action::In : RecordFunds::Action::OutPrepareReserve;
        const MoneyModel::Units held = -m_model.party(name.value()).settlement;
        const std::array<MoneyModel::Units, 5> amounts{1, held, held + 1, held / 2, 70'000};
        const auto amount = amounts[below(amounts.size())];
        return send(RecordFunds{rarely(6) ? anyId() : idOf(m_lastId),
                                name,
                                account(name, AccountType::Settlement),
                                action,
                                amountOf(amount),
                                currency(),
                                "r",
                                {},
                                digestOf(m_random()),
                                {}},
                    "funds");
    }

    std::string finish()
    {
        // An open withdrawal when there is one.
        domain::TransferId id = anyId();
        FspId name = knownName();
        for (const auto& [key, transfer] : m_model.transfers()) {
            if (!transfer.isFunds || transfer.state != "RESERVED") continue;
            id = domain::TransferId(key);
            if (!rarely(8)) name = FspId(transfer.payer);
            break;
        }
        return send(FinishFundsOut{id, name, account(name, AccountType::Settlement), !rarely(3), {}},
                    "finish");
    }

    std::string limit()
    {
        const FspId name = knownName();
        const MoneyModel::Units position = m_model.party(name.value()).position;
        const std::array<MoneyModel::Units, 4> caps{position, position + 1, 10'000'000, 30'000'000};
        const auto cap = caps[below(caps.size())];
        return send(
            SetLimit{name, currency(), "NET_DEBIT_CAP", domain::Limit{amountOf(cap < 0 ? 0 : cap)}, {}},
            "limit");
    }

    std::string activate()
    {
        const FspId name = knownName();
        if (rarely(2)) return send(SetParticipantActive{name, !rarely(4), {}}, "participant");
        return send(SetAccountActive{name, account(name, AccountType::Position), !rarely(4), {}}, "account");
    }

    std::string repeat() { return m_last ? send(Command(*m_last), "again") : prepare(); }

    void tell(const Prepare& command) { m_model.prepare(command, m_now); }
    void tell(const Fulfil& command) { m_model.fulfil(command, m_now); }
    void tell(const Abort& command) { m_model.abort(command); }
    void tell(const RecordFunds& command) { m_model.record(command, m_now); }
    void tell(const FinishFundsOut& command) { m_model.finish(command, m_now); }
    void tell(const SetLimit& command) { m_model.limit(command); }
    void tell(const SetParticipantActive& command) { m_model.activate(command); }
    void tell(const SetAccountActive& command)
    {
        m_model.open(m_state.registry->ownerOf(command.account)->participant.name.value(), command.isActive);
    }
    void tell(const Tick&) { m_model.expire(m_now); }
    template <class Other>
    void tell(const Other&)
    {}

    MoneyModel::Units held(domain::AccountId id) const { return unitsOf(m_state.position(id).value); }

    /// Balances of everybody, and conservation (admin-settlement 2.2).
    std::string compare() const
    {
        MoneyModel::Units positions = 0;
        for (const char* text : kNames) {
            const FspId name(text);
            const auto position = held(account(name, AccountType::Position));
            const auto settlement = held(account(name, AccountType::Settlement));
            if (position != m_model.party(text).position) return std::string("position of ") + text;
            if (settlement != m_model.party(text).settlement)
                return std::string("settlement account of ") + text;
            if (settlement > 0) return std::string("overdrawn: ") + text;
            positions += position;
        }
        if (positions != m_model.reserved()) return "positions are not what is reserved";
        if (held(account(FspId("Hub"), AccountType::HubReconciliation)) != m_model.reconciliation())
            return "reconciliation account";
        if (const auto broken = brokenInvariant(m_state)) return *broken;
        return {};
    }

    std::string compareStates() const
    {
        for (const auto& [id, transfer] : m_model.transfers()) {
            const auto* record = m_state.transfers.find(id);
            if (record == nullptr) return "a transfer is missing";
            if (domain::toString(record->state) != transfer.state)
                return "state " + std::string(domain::toString(record->state)) + " for " + transfer.state;
        }
        return m_state.transfers.size() == m_model.transfers().size() + kNames.size() ? ""
                                                                                      : "number of transfers";
    }

    std::mt19937_64 m_random;
    const Apply& m_apply;
    State m_state;
    MoneyModel m_model;
    std::int64_t m_now = kStart;
    std::uint64_t m_lastId = 0;
    std::optional<Command> m_last;
};

Decision product(const State& state, const Command& command, base::Instant now)
{
    return ledger::apply(state, command, now, events::TraceContext());
}

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    bool isNumber = false;
    const auto value = qEnvironmentVariable(name).toULongLong(&isNumber);
    return isNumber ? value : otherwise;
}

/// Empty, or the first history that differs.
std::string firstDifference(const Apply& apply, std::uint64_t firstSeed, std::uint64_t sequences)
{
    for (std::uint64_t seed = firstSeed; seed < firstSeed + sequences; ++seed) {
        const std::string wrong = History(seed, apply).run();
        if (!wrong.empty()) return "HUB_SIM_SEED=" + std::to_string(seed) + ": " + wrong;
    }
    return {};
}

} // namespace

void TestLedgerModel::agreesWithTheModel()
{
    const std::string wrong = firstDifference(product, fromEnvironment("HUB_SIM_SEED", 1),
                                              fromEnvironment("HUB_SIM_SEQUENCES", 1'000));
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLedgerModel::findsAForgottenLimitCheck()
{
    // The fault: a prepare is decided as if its payer had no cap worth speaking of.
    const Apply faulty = [](const State& state, const Command& command, base::Instant now) {
        const auto* prepare = std::get_if<Prepare>(&command);
        const auto* payer = prepare != nullptr ? state.registry->find(prepare->payer.value()) : nullptr;
        if (payer == nullptr) return product(state, command, now);
        const auto* account = payer->account(AccountType::Position, prepare->currency);
        State blind;
        blind.rules = state.rules;
        blind.registry = std::make_shared<const Registry>(
            state.registry->with(account->id, domain::Limit{domain::kAmountMaxDefault}));
        blind.positions = state.positions;
        blind.openWindow = state.openWindow;
        blind.nextTransferSeq = state.nextTransferSeq;
        blind.nextOutboxSeq = state.nextOutboxSeq;
        if (const auto* known = state.transfers.find(prepare->id.value())) blind.transfers.put(*known);
        return product(blind, command, now);
    };
    const std::string wrong = firstDifference(faulty, 1, 20);
    QVERIFY2(wrong.find("position of ") != std::string::npos, wrong.c_str());
}

void TestLedgerModel::findsAForgottenRelease()
{
    // The fault: an expired transfer does not give the payer its position back.
    const Apply faulty = [](const State& state, const Command& command, base::Instant now) {
        Decision decision = product(state, command, now);
        if (std::holds_alternative<Tick>(command))
            std::erase_if(decision.changes,
                          [](const Change& change) { return std::holds_alternative<PositionMoved>(change); });
        return decision;
    };
    const std::string wrong = firstDifference(faulty, 1, 20);
    QVERIFY2(wrong.find("position of ") != std::string::npos, wrong.c_str());
}

QTEST_APPLESS_MAIN(TestLedgerModel)
#include "tst_ledger_model.moc"
