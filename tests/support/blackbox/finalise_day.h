#pragma once

#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace hub::blackbox {

/// A settled day in small, for tests of finalising on the real hub.
struct FinaliseDay
{
    static QString finalisePath(int settlement, const char* rest = "")
    {
        return QStringLiteral("/hub/v1/settlements/%1/finalise%2").arg(settlement).arg(QLatin1String(rest));
    }
    static QByteArray fileMessage(const QByteArray& file, const QByteArray& more = {})
    {
        return "{\"fileName\":\"bank.csv\",\"content\":\"" + file.toBase64() + '"' + more + '}';
    }
    /// A day in small: `payerfsp` owes 30.50 to `payeefsp`, `evenfsp` has paid what it got.
    static bool closeDay(Scheme& scheme)
    {
        HubProcess& hub = scheme.hub();
        if (!scheme.prepare()) return false;
        for (const char* name : {"payerfsp", "payeefsp", "evenfsp"})
            if (scheme.add(QLatin1String(name)) == nullptr) return false;
        const auto pay = [&](const char* from, const char* to, const char* amount) {
            const Payment payment =
                scheme.payment(QLatin1String(from), QLatin1String(to), QLatin1String(amount));
            return scheme.prepareTransfer(payment).status == 202 && scheme.fulfil(payment).status == 200;
        };
        if (!pay("payerfsp", "payeefsp", "20.5") || !pay("payerfsp", "evenfsp", "10") ||
            !pay("evenfsp", "payeefsp", "10"))
            return false;
        return callJson("POST", hub.operatorApi(QStringLiteral("/v2/settlementWindows/1")),
                        R"({"state":"CLOSED","reason":"end of the day"})")
                   .status == 200;
    }
    static int createSettlement(HubProcess& hub)
    {
        Reply created;
        const bool isMade = QTest::qWaitFor(
            [&] {
                created = callJson(
                    "POST", hub.operatorApi(QStringLiteral("/v2/settlements")),
                    R"({"reason":"day","settlementModel":"DEFERREDNET","settlementWindows":[{"id":1}]})");
                return created.status == 200;
            },
            5000);
        return isMade ? created.json().object().value(QStringLiteral("id")).toInt() : 0;
    }
    static int settle(Scheme& scheme) { return closeDay(scheme) ? createSettlement(scheme.hub()) : 0; }
    static Reply report(HubProcess& hub, const QString& query)
    {
        return call("GET", hub.operatorApi(QStringLiteral("/hub/v1/reports/") + query));
    }
    static QByteArray sheet(HubProcess& hub, int settlement, const char* format = "csv")
    {
        return report(hub, QStringLiteral("settlementInitiation?id=%1&format=%2")
                               .arg(settlement)
                               .arg(QLatin1String(format)))
            .body;
    }
    static Reply finalise(HubProcess& hub, int settlement, const QByteArray& file,
                          const QByteArray& more = {})
    {
        return callJson("POST", hub.operatorApi(finalisePath(settlement)), fileMessage(file, more));
    }
    static QJsonObject job(HubProcess& hub, int settlement)
    {
        return callJson("GET", hub.operatorApi(finalisePath(settlement))).json().object();
    }
    static QString jobState(HubProcess& hub, int settlement)
    {
        return job(hub, settlement).value(QStringLiteral("state")).toString();
    }
    static int stepsDone(const QJsonObject& job)
    {
        int done = 0;
        for (const auto& step : job.value(QStringLiteral("steps")).toArray())
            done += step.toObject().value(QStringLiteral("isDone")).toBool() ? 1 : 0;
        return done;
    }
    static bool waitForEnd(HubProcess& hub, int settlement)
    {
        return QTest::qWaitFor([&] { return jobState(hub, settlement) == QLatin1String("DONE"); }, 20'000);
    }
    static QString settlementState(HubProcess& hub, int settlement)
    {
        return callJson("GET", hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement)))
            .json()
            .object()
            .value(QStringLiteral("state"))
            .toString();
    }
    /// The caps of a participant as the hub tells them.
    static QString limits(HubProcess& hub, const QString& name)
    {
        return QString::fromUtf8(
            callJson("GET", hub.operatorApi(QStringLiteral("/participants/%1/limits").arg(name))).body);
    }
    /// What the whole day leaves, with every movement of funds: equal texts are equal ends.
    static QString endOf(Scheme& scheme, int settlement)
    {
        HubProcess& hub = scheme.hub();
        QStringList end{settlementState(hub, settlement)};
        for (const char* name : {"payerfsp", "payeefsp", "evenfsp"})
            end << QStringLiteral("%1 %2 %3 %4")
                       .arg(QLatin1String(name), scheme.position(QLatin1String(name)),
                            scheme.account(QLatin1String(name), QStringLiteral("SETTLEMENT")),
                            limits(hub, QLatin1String(name)));
        QStringList movements;
        const Reply funds = callJson("GET", hub.operatorApi(QStringLiteral("/hub/v1/funds")));
        for (const auto& row : funds.json().object().value(QStringLiteral("movements")).toArray()) {
            const QJsonObject movement = row.toObject();
            movements << movement.value(QStringLiteral("kind")).toString() + QLatin1Char(' ') +
                             movement.value(QStringLiteral("state")).toString() + QLatin1Char(' ') +
                             movement.value(QStringLiteral("amount")).toVariant().toString();
        }
        movements.sort();
        return (end + movements).join(QLatin1Char('\n'));
    }
    static void checkEnd(Scheme& scheme, int settlement)
    {
        QCOMPARE(settlementState(scheme.hub(), settlement), QStringLiteral("SETTLED"));
        for (const char* name : {"payerfsp", "payeefsp", "evenfsp"})
            QCOMPARE(scheme.position(QLatin1String(name)), QStringLiteral("0"));
        const auto held = [&](const char* name) {
            return scheme.account(QLatin1String(name), QStringLiteral("SETTLEMENT"));
        };
        QCOMPARE(held("payerfsp"), QStringLiteral("-9969.5"));
        QCOMPARE(held("payeefsp"), QStringLiteral("-10030.5"));
        QCOMPARE(held("evenfsp"), QStringLiteral("-10000"));
    }
};

} // namespace hub::blackbox
