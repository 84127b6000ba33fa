// Every checked-in input of every fuzz target, once: what was found stays found. A broken expectation ends
// the program.
#include "tests/fuzz/targets.h"

#include <QDir>
#include <QtTest/QTest>

using namespace hub;

class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replay_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto& target : fuzz::targets())
            QTest::newRow(std::string(target.name).c_str()) << index++;
    }
    void replay()
    {
        QFETCH(int, index);
        const auto& target = fuzz::targets()[static_cast<std::size_t>(index)];
        const QDir folder(QStringLiteral(HUB_SOURCE_DIR "/tests/data/fuzz/") +
                          QString::fromStdString(std::string(target.name)));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        QVERIFY2(!names.isEmpty(), "no corpus");
        for (const QString& name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            target.run({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        }
        target.run({});
    }
};

QTEST_APPLESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
