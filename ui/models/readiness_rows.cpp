#include "ui/models/readiness_rows.h"

#include "ui/models/callback_rows.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <initializer_list>

namespace hub::models {

namespace {

/// Context of the translations.
struct Readiness
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

kit::StateValue mark(bool isThere, bool isNeeded = true)
{
    if (isThere) return {kit::Tone::Good, Readiness::tr("yes")};
    return isNeeded ? kit::StateValue{kit::Tone::Bad, Readiness::tr("no")}
                    : kit::StateValue{kit::Tone::Warn, Readiness::tr("no")};
}

const api::AccountRow* accountOf(const ReadinessFacts& facts, domain::Currency currency,
                                 domain::AccountType type)
{
    const auto at = std::find_if(facts.accounts.begin(), facts.accounts.end(), [&](const auto& account) {
        return account.currency == currency && account.type == type;
    });
    return at != facts.accounts.end() ? &*at : nullptr;
}

void addMoney(std::vector<ReadinessRow>& rows, const ReadinessFacts& facts, domain::Currency currency)
{
    const QString code = currencyText(currency);
    const QString accounts = QStringLiteral("accounts");
    const auto* position = accountOf(facts, currency, domain::AccountType::Position);
    const auto* settlement = accountOf(facts, currency, domain::AccountType::Settlement);
    const bool isOpen = position != nullptr && position->active;
    rows.push_back({QStringLiteral("position ") + code, mark(isOpen),
                    Readiness::tr("Position account in %1").arg(code),
                    isOpen ? Readiness::tr("active") : Readiness::tr("not active"), accounts, true});
    const bool hasCap = position != nullptr && position->cap && !position->cap->isZero();
    rows.push_back({QStringLiteral("cap ") + code, mark(hasCap, false),
                    Readiness::tr("Net debit cap in %1").arg(code),
                    hasCap ? moneyText(*position->cap, currency) : Readiness::tr("no cap: it cannot send"),
                    accounts, false});
    const bool hasFunds = settlement != nullptr && settlement->active && settlement->value.isNegative();
    rows.push_back(
        {QStringLiteral("funds ") + code, mark(hasFunds, false),
         Readiness::tr("Funds on deposit in %1").arg(code),
         hasFunds ? moneyText(settlement->value.negated(), currency) : Readiness::tr("none: it cannot send"),
         accounts, false});
    const auto covers = [&](const api::SettlementModelRow& model) {
        return model.active && model.ledgerType == QLatin1String("POSITION") &&
               (!model.currency || *model.currency == currency);
    };
    const auto model = std::find_if(facts.models.begin(), facts.models.end(), covers);
    rows.push_back({QStringLiteral("model ") + code, mark(model != facts.models.end()),
                    Readiness::tr("Settlement model for %1").arg(code),
                    model != facts.models.end() ? model->name : Readiness::tr("none: nothing can be settled"),
                    QStringLiteral("models"), true});
}

void addCallbacks(std::vector<ReadinessRow>& rows, const ReadinessFacts& facts, const char* key,
                  const QString& what, std::initializer_list<const char*> types, bool isNeeded)
{
    QStringList missing;
    for (const char* type : types)
        for (const auto& endpoint : facts.deliveries.endpoints)
            if (endpoint.type == QLatin1String(type) && endpoint.state == api::EndpointState::Missing)
                missing << messageText(endpoint.type);
    rows.push_back({QString::fromLatin1(key), mark(missing.isEmpty(), isNeeded), what,
                    missing.isEmpty()
                        ? Readiness::tr("addresses are set")
                        : Readiness::tr("no address for %1").arg(missing.join(QStringLiteral(", "))),
                    QStringLiteral("callbacks"), isNeeded});
}

ReadinessRow probeRow(const ReadinessFacts& facts)
{
    const QString pane = QStringLiteral("callbacks");
    const QString what = Readiness::tr("Callback address answers");
    for (const auto& endpoint : facts.deliveries.endpoints)
        if (endpoint.probe)
            return {QStringLiteral("probe"),
                    mark(endpoint.probe->reachable, false),
                    what,
                    probeText(*endpoint.probe),
                    pane,
                    false};
    return {QStringLiteral("probe"),
            {kit::Tone::Neutral, Readiness::tr("not tried")},
            what,
            Readiness::tr("probe the addresses in the pane of callbacks"),
            pane,
            false};
}

} // namespace

std::vector<ReadinessRow> readinessOf(const ReadinessFacts& facts)
{
    std::vector<ReadinessRow> rows;
    const bool isActive = facts.participant.active;
    rows.push_back({QStringLiteral("active"), mark(isActive), Readiness::tr("Participant is active"),
                    isActive ? Readiness::tr("payments are taken") : Readiness::tr("payments are refused"),
                    QString(), true});
    const bool trades =
        !facts.participant.paused && facts.participant.direction != domain::TradeDirection::SendOnly;
    rows.push_back({QStringLiteral("trades"), mark(trades), Readiness::tr("Participant may receive"),
                    trades                     ? Readiness::tr("no restriction")
                    : facts.participant.paused ? Readiness::tr("it is paused")
                                               : Readiness::tr("it is restricted to sending"),
                    QString(), true});
    for (const auto currency : facts.participant.currencies)
        addMoney(rows, facts, currency);
    addCallbacks(rows, facts, "transfers", Readiness::tr("Callbacks for transfers"),
                 {"FSPIOP_CALLBACK_URL_TRANSFER_POST", "FSPIOP_CALLBACK_URL_TRANSFER_PUT",
                  "FSPIOP_CALLBACK_URL_TRANSFER_ERROR"},
                 true);
    addCallbacks(rows, facts, "quotes", Readiness::tr("Callbacks for quotes"), {"FSPIOP_CALLBACK_URL_QUOTES"},
                 true);
    addCallbacks(rows, facts, "parties", Readiness::tr("Callbacks for look-ups of parties"),
                 {"FSPIOP_CALLBACK_URL_PARTIES_GET", "FSPIOP_CALLBACK_URL_PARTIES_PUT",
                  "FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR"},
                 true);
    addCallbacks(rows, facts, "directory", Readiness::tr("Callbacks for the directory"),
                 {"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT", "FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR"}, false);
    rows.push_back({QStringLiteral("paused"), mark(!facts.deliveries.paused),
                    Readiness::tr("Deliveries are not paused"),
                    facts.deliveries.paused ? facts.deliveries.pauseReason : Readiness::tr("messages go out"),
                    QStringLiteral("callbacks"), true});
    rows.push_back(probeRow(facts));
    return rows;
}

kit::StateValue canReceive(const std::vector<ReadinessRow>& rows)
{
    const auto missing = std::count_if(rows.begin(), rows.end(), [](const ReadinessRow& row) {
        return row.isNeeded && row.state.tone != kit::Tone::Good;
    });
    if (missing == 0) return {kit::Tone::Good, Readiness::tr("can receive")};
    return {kit::Tone::Bad,
            Readiness::tr("cannot receive: %n thing(s) missing", nullptr, static_cast<int>(missing))};
}

// clang-format off
ReadinessModel* makeReadinessModel(QObject* parent)
{
    using Row = ReadinessRow;
    ReadinessModel::Columns columns{
        {QStringLiteral("state"), Readiness::tr("State"), 96, [](const Row& r) { return QVariant::fromValue(r.state); }},
        {QStringLiteral("what"), Readiness::tr("What"), 240, [](const Row& r) { return QVariant(r.what); }},
        {QStringLiteral("detail"), Readiness::tr("How it is"), 420, [](const Row& r) { return QVariant(r.detail); }},
    };
    return new ReadinessModel(std::move(columns), [](const Row& r) { return r.key; }, parent);
}
// clang-format on

} // namespace hub::models
