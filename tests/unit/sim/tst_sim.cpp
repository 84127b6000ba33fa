#include <QTest>
class TestSim : public QObject
{
    Q_OBJECT
};
QTEST_APPLESS_MAIN(TestSim)
#include "tst_sim.moc"
