#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>

/// Clang's look at thread roles and locks finds what it is there for: code that breaks a mark of
/// core/base/thread_role.h or core/base/mutex.h does not compile, and sound code does.
class TestThreadSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void soundCodeCompiles();
    void violationIsFound_data();
    void violationIsFound();

private:
    QByteArray compile(const QByteArray& code);
    QTemporaryDir m_folder;
    QByteArray m_told; ///< of everything that is planted, each in a line of its own
};

namespace {

const char* const kClass = R"(#include "core/base/bounded_queue.h"
#include "core/base/mutex.h"
#include "core/base/thread_role.h"
#include "core/ledger/ports.h"
using namespace hub::base;
class Ledger
{
public:
    void apply() HUB_REQUIRES(writerRole) { ++m_applied; }
    void run();
    int held() const;
    void put(int value);
    void waitForMore();
private:
    friend struct Other;
    int m_applied HUB_GUARDED_BY(writerRole) = 0;
    mutable Mutex m_mutex;
    ConditionVariable m_wake;
    int m_held HUB_GUARDED_BY(m_mutex) = 0;
};
void Ledger::run()
{
    const RoleScope role(writerRole);
    apply();
}
int Ledger::held() const
{
    const MutexLock lock(m_mutex);
    return m_held;
}
void Ledger::put(int value)
{
    {
        const MutexLock lock(m_mutex);
        m_held = value;
    }
    m_wake.notifyOne();
}
void Ledger::waitForMore()
{
    MutexLock lock(m_mutex);
    while (m_held == 0)
        m_wake.wait(lock);
    lock.unlock();
    lock.lock();
    --m_held;
}
)";

struct Planted
{
    const char* name;
    const char* parameters;
    const char* body;
    const char* told;
};

// Members of a friend, so that they see what Ledger guards.
constexpr std::array kPlanted{
    Planted{"a call from another thread", "Ledger& l", "l.apply();",
            "calling function 'apply' requires holding thread role 'writerRole'"},
    Planted{"a write from another thread", "Ledger& l", "l.m_applied = 1;",
            "writing variable 'm_applied' requires holding thread role 'writerRole'"},
    Planted{"a commit from another thread", "hub::ledger::Journal& journal",
            "static_cast<void>(journal.commit({}));",
            "calling function 'commit' requires holding thread role 'writerRole'"},
    Planted{"a read without the lock", "Ledger& l", "if (l.m_held > 0) l.put(1);",
            "reading variable 'm_held' requires holding mutex 'l.m_mutex'"},
    Planted{"a write after the lock", "Ledger& l", "{ const MutexLock lock(l.m_mutex); } l.m_held = 1;",
            "writing variable 'm_held' requires holding mutex 'l.m_mutex'"},
    Planted{"a lock taken twice", "Ledger& l",
            "const MutexLock one(l.m_mutex); const MutexLock two(l.m_mutex);",
            "acquiring mutex 'l.m_mutex' that is already held"},
    Planted{"a write between unlock and lock", "Ledger& l",
            "MutexLock lock(l.m_mutex); lock.unlock(); l.m_held = 1; lock.lock();",
            "writing variable 'm_held' requires holding mutex 'l.m_mutex'"},
    Planted{"a lambda that knows no lock", "Ledger& l",
            "const MutexLock lock(l.m_mutex); const auto more = [&l] { ++l.m_held; }; more();",
            "writing variable 'm_held' requires holding mutex 'l.m_mutex'"},
};

QByteArray lineOf(std::size_t planted)
{
    return "planted.cpp:" +
           QByteArray::number(QByteArray(kClass).count('\n') + 2 + static_cast<qsizetype>(planted)) + ':';
}

} // namespace

void TestThreadSafety::initTestCase()
{
    if (QByteArray(HUB_CLANG).isEmpty())
        QSKIP("clang++-14 is not installed (packaging/dev.sh test installs it)");
    QVERIFY(m_folder.isValid());
    QByteArray code = "struct Other {\n";
    for (const Planted& planted : kPlanted)
        code += QByteArray("static void f(") + planted.parameters + ", char(*)[" +
                QByteArray::number(&planted - kPlanted.data() + 1) + "]) { " + planted.body + " }\n";
    m_told = compile(code + "};\n");
}

/// What clang says of it.
QByteArray TestThreadSafety::compile(const QByteArray& code)
{
    QFile file(m_folder.filePath(QStringLiteral("planted.cpp")));
    if (!file.open(QIODevice::WriteOnly)) return "no file";
    file.write(kClass + code);
    file.close();
    QProcess clang;
    clang.start(QStringLiteral(HUB_CLANG),
                {QStringLiteral("-std=c++20"), QStringLiteral("-fsyntax-only"),
                 QStringLiteral("-Wthread-safety"), QStringLiteral("-Werror=thread-safety"),
                 QStringLiteral("-I" HUB_SOURCE_DIR), file.fileName()});
    if (!clang.waitForFinished(60'000)) return "no answer";
    const QByteArray told = clang.readAllStandardError();
    return clang.exitCode() != 0 && told.isEmpty() ? QByteArray("failed") : told;
}

void TestThreadSafety::soundCodeCompiles()
{
    const QByteArray told = compile("void commit(hub::ledger::Journal& journal)\n{\n    const RoleScope role("
                                    "writerRole);\n    static_cast<void>(journal.commit({}));\n}\n");
    QVERIFY2(told.isEmpty(), told.constData());
}

void TestThreadSafety::violationIsFound_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < kPlanted.size(); ++i)
        QTest::newRow(kPlanted[i].name) << static_cast<int>(i);
}

void TestThreadSafety::violationIsFound()
{
    QFETCH(int, row);
    const auto index = static_cast<std::size_t>(row);
    const auto at = m_told.indexOf(lineOf(index));
    QVERIFY2(at >= 0, m_told.constData());
    const QByteArray line = m_told.mid(at, m_told.indexOf('\n', at) - at);
    QVERIFY2(line.contains(QByteArray("error: ") + kPlanted[index].told), line.constData());
}

QTEST_GUILESS_MAIN(TestThreadSafety)
#include "tst_thread_safety.moc"
