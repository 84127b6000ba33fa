#include "tests/support/blackbox/settlement_day.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace hub::blackbox {
namespace {

QString stateOf(const Reply& reply)
{
    return reply.json().object().value(QStringLiteral("state")).toString();
}

} // namespace

QStringList SettlementDay::steps()
{
    return {QStringLiteral("PS_TRANSFERS_RECORDED"), QStringLiteral("PS_TRANSFERS_RESERVED"),
            QStringLiteral("PS_TRANSFERS_COMMITTED"), QStringLiteral("SETTLED")};
}

bool SettlementDay::begin(const QByteArray& model)
{
    if (!hub.start() || !scheme.prepare()) return false;
    if (!model.isEmpty() &&
        callJson("POST", hub.operatorApi(QStringLiteral("/settlementModels")), model).status != 201)
        return false;
    a = scheme.add(QStringLiteral("dfspa"));
    b = scheme.add(QStringLiteral("dfspb"));
    const auto open =
        callJson("GET", hub.operatorApi(QStringLiteral("/v2/settlementWindows?state=OPEN"))).json().array();
    window = open.at(0).toObject().value(QStringLiteral("settlementWindowId")).toInt();
    return a != nullptr && b != nullptr && window > 0;
}

bool SettlementDay::pay(const Dfsp& payer, const Dfsp& payee, const QString& amount)
{
    const Payment payment = scheme.payment(payer.name(), payee.name(), amount);
    return scheme.prepareTransfer(payment).status == 202 && scheme.fulfil(payment).status == 200;
}

Reply SettlementDay::close()
{
    return callJson("POST", hub.operatorApi(QStringLiteral("/v2/settlementWindows/%1").arg(window)),
                    R"({"state":"CLOSED","reason":"end of day"})");
}

bool SettlementDay::waitClosed()
{
    return QTest::qWaitFor([this] { return windowState(window) == QStringLiteral("CLOSED"); }, 5000);
}

Reply SettlementDay::settle(const QString& model)
{
    const auto body =
        QStringLiteral(R"({"settlementModel":"%1","reason":"daily","settlementWindows":[{"id":%2}]})")
            .arg(model)
            .arg(window);
    return callJson("POST", hub.operatorApi(QStringLiteral("/v2/settlements")), body.toUtf8());
}

Reply SettlementDay::step(int settlement, const QString& state)
{
    const auto url = hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement));
    QJsonArray participants;
    const auto present = callJson("GET", url).json().object();
    for (const auto& row : present.value(QStringLiteral("participants")).toArray()) {
        QJsonArray accounts;
        for (const auto& account : row.toObject().value(QStringLiteral("accounts")).toArray())
            accounts.append(
                QJsonObject{{QStringLiteral("id"), account.toObject().value(QStringLiteral("id"))},
                            {QStringLiteral("state"), state},
                            {QStringLiteral("reason"), QStringLiteral("step")}});
        participants.append(QJsonObject{{QStringLiteral("id"), row.toObject().value(QStringLiteral("id"))},
                                        {QStringLiteral("accounts"), accounts}});
    }
    return callJson("PUT", url,
                    QJsonDocument(QJsonObject{{QStringLiteral("participants"), participants}}).toJson());
}

Reply SettlementDay::abort(int settlement, const QString& reason)
{
    return callJson("PUT", hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement)),
                    QStringLiteral(R"({"state":"ABORTED","reason":"%1"})").arg(reason).toUtf8());
}

QString SettlementDay::windowState(int id) const
{
    return stateOf(callJson("GET", hub.operatorApi(QStringLiteral("/v2/settlementWindows/%1").arg(id))));
}

QString SettlementDay::settlementState(int settlement) const
{
    return stateOf(callJson("GET", hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement))));
}

} // namespace hub::blackbox
