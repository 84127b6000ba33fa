#include "tests/support/blackbox/settlement_day.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>

using namespace hub::blackbox;

namespace {

/// What a day leaves behind, without its times; of the audit what was done, not the hub's own starts.
QByteArray endOf(SettlementDay& day)
{
    QByteArray end;
    const auto add = [&](const QString& path) {
        end += path.toUtf8() + ' ' + callJson("GET", day.hub.operatorApi(path)).body + '\n';
    };
    for (const auto& name : {QStringLiteral("dfspa"), QStringLiteral("dfspb"), QStringLiteral("Hub")})
        add(QStringLiteral("/participants/%1/accounts").arg(name));
    add(QStringLiteral("/v2/settlementWindows/1"));
    add(QStringLiteral("/v2/settlementWindows/2"));
    add(QStringLiteral("/v2/settlements?settlementWindowId=1"));
    for (const auto& action :
         {QStringLiteral("settlementWindow.close"), QStringLiteral("settlementWindow.closed"),
          QStringLiteral("settlement.create"), QStringLiteral("settlement.abort")}) {
        const auto url = day.hub.operatorApi(QStringLiteral("/hub/v1/audit?action=") + action);
        for (const auto& row : callJson("GET", url).json().array())
            end += action.toUtf8() + ' ' +
                   row.toObject().value(QStringLiteral("subject")).toString().toUtf8() + '\n';
    }
    static const QRegularExpression kTime(QStringLiteral("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));
    return QString::fromUtf8(end).replace(kTime, QStringLiteral("T")).toUtf8();
}

/// When the hub dies: before a step is asked for, with the request on its way, or right after its answer.
enum class Death { None, Before, During, After };

/// Asks for one step with a death; what a lost answer leaves open is asked for again, as a client does.
bool go(SettlementDay& day, Death death, const std::function<Reply()>& step,
        const std::function<bool()>& isDone)
{
    const auto restart = [&day] {
        day.hub.kill();
        return day.hub.start();
    };
    if (death == Death::Before && !restart()) return false;
    if (death == Death::During) {
        static int round = 0;
        bool isDead = false;
        QTimer::singleShot(++round % 3, day.a, [&day, &isDead] {
            day.hub.kill();
            isDead = true;
        });
        static_cast<void>(step());
        // The answer may be quicker than the death.
        return QTest::qWaitFor([&isDead] { return isDead; }) && restart() &&
               (isDone() || step().status == 200);
    }
    if (step().status != 200) return false;
    return death != Death::After || restart();
}

/// Close, aggregate, create, the four steps, each with a death; with an abort after the second step and a
/// second settlement.
bool run(SettlementDay& day, Death death, bool withAbort)
{
    if (!day.begin() || !day.pay(*day.a, *day.b, QStringLiteral("60.25")) ||
        !day.pay(*day.b, *day.a, QStringLiteral("10")))
        return false;
    const auto isClosed = [&day] { return day.windowState(day.window) != QStringLiteral("OPEN"); };
    if (!go(
            day, death, [&] { return day.close(); }, isClosed) ||
        !day.waitClosed())
        return false;
    const auto settle = [&](int id) {
        return go(
            day, death, [&] { return day.settle(); },
            [&day, id] { return !day.settlementState(id).isEmpty(); });
    };
    const auto walk = [&](int id, qsizetype count) {
        const QStringList states = SettlementDay::steps().mid(0, count);
        return std::all_of(states.begin(), states.end(), [&](const QString& state) {
            return go(
                day, death, [&] { return day.step(id, state); },
                [&] { return day.settlementState(id) == state; });
        });
    };
    if (!withAbort) return settle(1) && walk(1, 4);
    const auto isAborted = [&day] { return day.settlementState(1) == QStringLiteral("ABORTED"); };
    return settle(1) && walk(1, 2) &&
           go(
               day, death, [&] { return day.abort(1, QStringLiteral("bank refused")); }, isAborted) &&
           settle(2) && walk(2, 4);
}

} // namespace

/// kill -9 around every step of a settlement, by the real binary: each day ends as one that nothing
/// disturbed.
class TestSettlementKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtEachStep_data();
    void killedAtEachStep();
};

void TestSettlementKills::killedAtEachStep_data()
{
    QTest::addColumn<bool>("withAbort");
    QTest::newRow("settled") << false;
    QTest::newRow("aborted and settled again") << true;
}

void TestSettlementKills::killedAtEachStep()
{
    QFETCH(bool, withAbort);
    SettlementDay undisturbed;
    QVERIFY2(run(undisturbed, Death::None, withAbort), undisturbed.hub.log().constData());
    const QByteArray wanted = endOf(undisturbed);
    QVERIFY2(wanted.contains("SETTLED"), wanted.constData());
    for (const Death death : {Death::Before, Death::During, Death::After}) {
        SettlementDay day;
        QVERIFY2(run(day, death, withAbort), day.hub.log().constData());
        const QByteArray end = endOf(day);
        if (end != wanted) qWarning("ended as\n%s\ninstead of\n%s", end.constData(), wanted.constData());
        QVERIFY(end == wanted);
        QCOMPARE(day.hub.terminate(), 0);
    }
}

QTEST_GUILESS_MAIN(TestSettlementKills)
#include "tst_settlement_kills.moc"
