#include "tests/tidy/source_text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hub::tidy;

namespace {

QString at(const SourceFile& file, qsizetype line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(what);
}

qsizetype lineOf(const QString& text, qsizetype offset)
{
    return QStringView(text).left(offset).count(QLatin1Char('\n')) + 1;
}

} // namespace

/// The house rules that a compiler does not hold: who may include whom, names, calls, sizes, links.
class TestTidy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scannerReadsCode();
    void roomsDeclareNoCycle();
    void includesFollowDeclaredEdges();
    void stdOnlyRoomsNameNoQt();
    void namesAreTheFieldsOwn();
    void bannedCallsAreAbsent();
    void locksAreMarked();
    void connectsHaveAContext();
    void loopsHoldWhatTheyWalk();
    void moneyIsNeverFloating();
    void linesAndFilesAreShort();
    void textIsClean();
    void noMachinePaths();
    void markdownHasOneTitleAndLiveLinks();
    void packagesHaveADecision();

private:
    void report(const QStringList& findings);
    void findInCode(const QRegularExpression& what, const QStringList& folders, const QStringList& except,
                    QStringList& findings);

    QString m_root = QStringLiteral(HUB_SOURCE_DIR);
    QList<SourceFile> m_files;
    QList<SourceFile> m_code; ///< C++ files with comments and literals blanked
    QList<Room> m_rooms;
};

void TestTidy::initTestCase()
{
    m_files = readTree(m_root);
    for (const SourceFile& file : m_files)
        if (file.isCpp()) m_code.append({file.path, codeOf(file.text)});
    m_rooms = readRooms(QStringLiteral(HUB_BINARY_DIR) + QStringLiteral("/rooms.txt"));
    QVERIFY(m_files.size() > 40);
    QVERIFY(m_code.size() > 30);
    QVERIFY(m_rooms.size() >= 7);
}

void TestTidy::report(const QStringList& findings)
{
    // One message each: Qt Test cuts a long one.
    for (const QString& finding : findings)
        qWarning("%s", qPrintable(finding));
    QVERIFY2(findings.isEmpty(), "see the warnings above");
}

void TestTidy::findInCode(const QRegularExpression& what, const QStringList& folders,
                          const QStringList& except, QStringList& findings)
{
    for (const SourceFile& file : m_code) {
        const auto isIn = [&](const QString& folder) { return file.path.startsWith(folder); };
        if (!std::any_of(folders.begin(), folders.end(), isIn)) continue;
        if (std::any_of(except.begin(), except.end(), isIn)) continue;
        auto matches = what.globalMatch(file.text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            findings.append(
                at(file, lineOf(file.text, match.capturedStart()), match.captured().simplified()));
        }
    }
}

void TestTidy::scannerReadsCode()
{
    QCOMPARE(codeOf(QStringLiteral("a /* b\n */ c // d\ne")), QStringLiteral("a     \n    c     \ne"));
    QCOMPARE(codeOf(QStringLiteral("f(\"x\\\"y\", 'z', 1'000);")),
             QStringLiteral("f(\"    \", ' ', 1'000);"));
    QCOMPARE(argumentsAt(QStringLiteral("f(a, g(b, c), [d] { e, f; })"), 1).size(), 3);
    QCOMPARE(wordsOf(QStringLiteral("HTTPRouteTable")),
             QStringList({QStringLiteral("http"), QStringLiteral("route"), QStringLiteral("table")}));
    const QList<Room> rooms{{QStringLiteral("hub"), QStringLiteral("core/hub"), {}, {}},
                            {QStringLiteral("hub_local"), QStringLiteral("core/hub/local"), {}, {}}};
    QCOMPARE(roomOf(rooms, QStringLiteral("core/hub/local/x.h"))->name, QStringLiteral("hub_local"));
    QCOMPARE(roomOf(rooms, QStringLiteral("core/hub/x.h"))->name, QStringLiteral("hub"));
    QVERIFY(roomOf(rooms, QStringLiteral("core/hubs/x.h")) == nullptr);
}

void TestTidy::roomsDeclareNoCycle()
{
    // Layer order of the declarations is the proof: a room may only name rooms declared before it.
    QStringList findings;
    QSet<QString> before;
    for (const Room& room : m_rooms) {
        for (const QString& dependency : room.depends)
            if (!before.contains(dependency))
                findings.append(room.name + QStringLiteral(" names ") + dependency);
        before.insert(room.name);
        const bool isUi = room.folder.startsWith(QLatin1String("ui/"));
        for (const QString& dependency : room.depends) {
            static const QStringList kBelowUi{QStringLiteral("base"),   QStringLiteral("domain"),
                                              QStringLiteral("hub"),    QStringLiteral("kit"),
                                              QStringLiteral("models"), QStringLiteral("panes")};
            if (isUi && !kBelowUi.contains(dependency))
                findings.append(room.name + QStringLiteral(": the desk may not know ") + dependency);
        }
    }
    report(findings);
}

void TestTidy::includesFollowDeclaredEdges()
{
    static const QStringList kRoots{QStringLiteral("core/"), QStringLiteral("ui/"), QStringLiteral("app/"),
                                    QStringLiteral("tests/")};
    QStringList findings;
    for (const SourceFile& file : m_files) {
        if (!file.isCpp()) continue;
        const Room* room = roomOf(m_rooms, file.path);
        for (const Include& include : includesOf(file)) {
            const QString target = include.target.mid(1, include.target.size() - 2);
            if (target.contains(QLatin1String(".."))) findings.append(at(file, include.line, include.target));
            const auto startsIt = [&](const QString& root) { return target.startsWith(root); };
            const bool isOurs = std::any_of(kRoots.begin(), kRoots.end(), startsIt);
            if (include.target.startsWith(QLatin1Char('"')) && !isOurs &&
                !target.endsWith(QLatin1String(".moc")) && !target.startsWith(QLatin1String("ui_")))
                findings.append(at(file, include.line, QStringLiteral("not a full path: ") + target));
            if (target.startsWith(QLatin1String("tests/")) && !file.isUnder("tests/"))
                findings.append(at(file, include.line, QStringLiteral("product code names ") + target));
            if (room == nullptr || !isOurs) continue;
            const Room* other = roomOf(m_rooms, target);
            if (other == nullptr)
                findings.append(at(file, include.line, QStringLiteral("in no room: ") + target));
            else if (other != room && !room->depends.contains(other->name))
                findings.append(
                    at(file, include.line,
                       QStringLiteral("%1 may not include %2 (%3)").arg(room->name, other->name, target)));
        }
    }
    report(findings);
}

void TestTidy::stdOnlyRoomsNameNoQt()
{
    static const QRegularExpression kQt(QStringLiteral("^<Q[A-Z]"));
    QStringList findings;
    for (const SourceFile& file : m_files) {
        const Room* room = file.isCpp() ? roomOf(m_rooms, file.path) : nullptr;
        if (room == nullptr || !room->qt.isEmpty()) continue;
        for (const Include& include : includesOf(file))
            if (kQt.match(include.target).hasMatch()) findings.append(at(file, include.line, include.target));
    }
    report(findings);
}

void TestTidy::namesAreTheFieldsOwn()
{
    static const QSet<QString> kBanned{QStringLiteral("manager"), QStringLiteral("managers"),
                                       QStringLiteral("helper"),  QStringLiteral("helpers"),
                                       QStringLiteral("util"),    QStringLiteral("utils"),
                                       QStringLiteral("process")};
    static const QRegularExpression kType(
        QStringLiteral("\\b(?:class|struct|enum\\s+class|enum|union|concept|using|namespace)\\s+(?:HUB_\\w+(?"
                       ":\\([^)]*\\))?\\s+)?"
                       "([A-Za-z_]\\w*)\\s*(?:final\\s*)?[:{=\\n]"));
    const auto isBanned = [](const SourceFile& file, const QString& name) {
        QStringList words = wordsOf(name);
        // A test that starts a program may call it what it is.
        if (file.isUnder("tests/")) words.removeAll(QStringLiteral("process"));
        return std::any_of(words.begin(), words.end(), [](const QString& w) { return kBanned.contains(w); });
    };
    QStringList findings;
    for (const SourceFile& file : m_code) {
        if (isBanned(file, QFileInfo(file.path).completeBaseName())) findings.append(file.path);
        auto matches = kType.globalMatch(file.text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            if (isBanned(file, match.captured(1)))
                findings.append(at(file, lineOf(file.text, match.capturedStart()), match.captured(1)));
        }
    }
    report(findings);
}

void TestTidy::bannedCallsAreAbsent()
{
    const QStringList product{QStringLiteral("core/"), QStringLiteral("ui/"), QStringLiteral("app/")};
    QStringList findings;
    findInCode(
        QRegularExpression(QStringLiteral(
            "\\b(waitForFinished|waitForConnected|waitForReadyRead|waitForBytesWritten|waitForDisconnected|"
            "waitForEncrypted|waitForStarted|processEvents|QEventLoop)\\b")),
        product, {QStringLiteral("app/sim/")}, findings);
    findInCode(QRegularExpression(QStringLiteral("\\bstd::sto(i|l|ll|ul|ull|f|d|ld)\\b")), product, {},
               findings);
    report(findings);
}

/// Where clang looks at locks (docs/hacking.md), every lock is one that it knows.
void TestTidy::locksAreMarked()
{
    QStringList folders;
    for (const Room& room : m_rooms)
        if (room.qt.isEmpty() && room.folder.startsWith(QLatin1String("core/")))
            folders.append(room.folder + QLatin1Char('/'));
    QVERIFY(folders.contains(QStringLiteral("core/ledger/")));
    QStringList findings;
    findInCode(QRegularExpression(QStringLiteral(
                   "\\bstd::(mutex|shared_mutex|recursive_mutex|condition_variable|lock_guard|unique_lock|"
                   "scoped_lock)\\b")),
               folders, {QStringLiteral("core/base/mutex.h")}, findings);
    report(findings);
}

/// Until C++23 a range-for keeps only the last of its temporaries: what a shared or expected value that a
/// call returned holds is gone in the first round.
void TestTidy::loopsHoldWhatTheyWalk()
{
    static const QRegularExpression kRange(
        QStringLiteral("\\bfor "
                       "\\([^;:()]*[^:;()]:(?!:)\\s*(\\*+[\\w.>:-]+\\(|\\*?(wait|registry|[\\w.>-]+\\."
                       "registry)\\([^{;]*\\)->)"));
    QVERIFY(kRange.isValid());
    QVERIFY(kRange.match(QStringLiteral("for (const auto& row : view.registry()->rows())")).hasMatch());
    QVERIFY(kRange.match(QStringLiteral("for (auto& row : wait(hub.api(id))->rows)")).hasMatch());
    QVERIFY(kRange.match(QStringLiteral("for (auto& row : *wait(hub.rows()))")).hasMatch());
    QVERIFY(!kRange.match(QStringLiteral("for (auto& row : registry->rows())")).hasMatch());
    QStringList findings;
    findInCode(
        kRange,
        {QStringLiteral("core/"), QStringLiteral("ui/"), QStringLiteral("app/"), QStringLiteral("tests/")},
        {QStringLiteral("tests/tidy/")}, findings);
    report(findings);
}

void TestTidy::connectsHaveAContext()
{
    static const QRegularExpression kConnect(QStringLiteral("\\bconnect\\s*\\("));
    QStringList findings;
    for (const SourceFile& file : m_code) {
        if (file.isUnder("tests/")) continue;
        auto matches = kConnect.globalMatch(file.text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QStringList arguments = argumentsAt(file.text, match.capturedEnd() - 1);
            if (arguments.size() == 3 && arguments[2].startsWith(QLatin1Char('[')))
                findings.append(at(file, lineOf(file.text, match.capturedStart()),
                                   QStringLiteral("connect to a lambda without a context object")));
        }
    }
    report(findings);
}

void TestTidy::moneyIsNeverFloating()
{
    QStringList findings;
    findInCode(
        QRegularExpression(QStringLiteral("\\b(double|float)\\b")),
        {QStringLiteral("core/domain/"), QStringLiteral("core/ledger/"), QStringLiteral("core/settlement/")},
        {}, findings);
    // The edges read amounts as text; a number of a JSON value never passes through a floating type.
    findInCode(QRegularExpression(QStringLiteral("\\btoDouble\\s*\\(|\\bget_double\\s*\\(")),
               {QStringLiteral("core/json/"), QStringLiteral("core/fspiop/"), QStringLiteral("core/admin/"),
                QStringLiteral("core/hub/"), QStringLiteral("core/store/"), QStringLiteral("core/agreement/"),
                QStringLiteral("core/lookup/"), QStringLiteral("app/")},
               {}, findings);
    report(findings);
}

void TestTidy::linesAndFilesAreShort()
{
    constexpr qsizetype kLineMax = 120;
    constexpr qsizetype kTableLineMax = 240; // between clang-format off and on: tables
    constexpr qsizetype kScriptLineMax = 132;
    constexpr qsizetype kExpectedTextMax = 400; // raw strings of tests: a text that is compared stands whole
    constexpr qsizetype kFileMax = 800;
    QStringList findings;
    for (const SourceFile& file : m_files) {
        const bool isScript = file.path.endsWith(QLatin1String(".sh")) ||
                              file.path.endsWith(QLatin1String(".cmake")) ||
                              file.path.endsWith(QLatin1String("CMakeLists.txt"));
        if (!file.isCpp() && !isScript) continue;
        const QStringList lines = file.lines();
        if (lines.size() > kFileMax + 1)
            findings.append(at(file, lines.size(), QStringLiteral("longer than %1 lines").arg(kFileMax)));
        bool isTable = false;
        bool isRawText = false;
        const bool isTest = file.path.startsWith(QLatin1String("tests/"));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (lines[i].contains(QLatin1String("clang-format off"))) isTable = true;
            if (lines[i].contains(QLatin1String("clang-format on"))) isTable = false;
            const bool startsRaw = isTest && lines[i].contains(QLatin1String("R\"("));
            const bool wasRaw = isRawText;
            if (startsRaw) isRawText = true;
            if (lines[i].lastIndexOf(QLatin1String(")\"")) > lines[i].lastIndexOf(QLatin1String("R\"(")))
                isRawText = false;
            if ((startsRaw || wasRaw) && lines[i].size() <= kExpectedTextMax) continue;
            if (lines[i].size() > (isTable ? kTableLineMax : file.isCpp() ? kLineMax : kScriptLineMax))
                findings.append(at(file, i + 1, QStringLiteral("%1 characters").arg(lines[i].size())));
        }
    }
    report(findings);
}

void TestTidy::textIsClean()
{
    static const QRegularExpression kMarks(QStringLiteral("\\b(TO") + QStringLiteral("DO|FIX") +
                                           QStringLiteral("ME|XX") + QStringLiteral("XX|HA") +
                                           QStringLiteral("CK)\\b"));
    QStringList findings;
    for (const SourceFile& file : m_files) {
        const QStringList lines = file.lines();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QString& line = lines[i];
            if (line.endsWith(QLatin1Char(' ')) || line.endsWith(QLatin1Char('\r')))
                findings.append(at(file, i + 1, QStringLiteral("trailing blank")));
            if (line.contains(QLatin1Char('\t'))) findings.append(at(file, i + 1, QStringLiteral("tab")));
            if (kMarks.match(line).hasMatch()) findings.append(at(file, i + 1, line.trimmed()));
        }
        if (!file.text.isEmpty() && !file.text.endsWith(QLatin1Char('\n')))
            findings.append(at(file, lines.size(), QStringLiteral("no line break at the end")));
    }
    report(findings);
}

void TestTidy::noMachinePaths()
{
    // An absolute path of somebody's machine; the URL path or relative path that contains such a word is
    // none.
    static const QRegularExpression kMachine(
        QStringLiteral("(?<![A-Za-z0-9_.}/-])/(?:home|root|work|tmp|Users|mnt)/\\w"));
    QStringList findings;
    for (const SourceFile& file : m_files) {
        const QStringList lines = file.lines();
        for (qsizetype i = 0; i < lines.size(); ++i)
            if (kMachine.match(lines[i]).hasMatch()) findings.append(at(file, i + 1, lines[i].trimmed()));
    }
    report(findings);
}

void TestTidy::markdownHasOneTitleAndLiveLinks()
{
    static const QRegularExpression kLink(QStringLiteral("\\]\\(([^)\\s]+)\\)"));
    QStringList findings;
    for (const SourceFile& file : m_files) {
        if (!file.path.endsWith(QLatin1String(".md"))) continue;
        int titles = 0;
        bool isCode = false;
        const QStringList lines = file.lines();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (lines[i].startsWith(QLatin1String("```"))) isCode = !isCode;
            if (isCode) continue;
            if (lines[i].startsWith(QLatin1String("# "))) ++titles;
            auto matches = kLink.globalMatch(lines[i]);
            while (matches.hasNext()) {
                const QString target = matches.next().captured(1).section(QLatin1Char('#'), 0, 0);
                if (target.isEmpty() || target.contains(QLatin1String("://")) ||
                    target.startsWith(QLatin1String("mailto:")))
                    continue;
                const QDir folder = QFileInfo(m_root + QLatin1Char('/') + file.path).dir();
                if (!QFileInfo::exists(folder.filePath(target)))
                    findings.append(at(file, i + 1, QStringLiteral("dead link ") + target));
            }
        }
        if (titles != 1) findings.append(at(file, 1, QStringLiteral("%1 titles").arg(titles)));
        if (!lines.value(0).startsWith(QLatin1String("# ")))
            findings.append(at(file, 1, QStringLiteral("no title on top")));
    }
    report(findings);
}

void TestTidy::packagesHaveADecision()
{
    static const QRegularExpression kEntry(QStringLiteral("^    \"([a-z0-9.+-]+)\\|(.+)\"$"));
    QString decisions;
    QString script;
    for (const SourceFile& file : m_files) {
        if (file.isUnder("docs/decisions/")) decisions += file.text;
        if (file.path == QLatin1String("packaging/dev.sh")) script = file.text;
    }
    QStringList findings;
    int count = 0;
    const QStringList lines = script.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const auto match = kEntry.match(line);
        if (!match.hasMatch()) continue;
        ++count;
        if (!decisions.contains(QLatin1Char('`') + match.captured(1) + QLatin1Char('`')))
            findings.append(match.captured(1) +
                            QStringLiteral(" is installed without a line in docs/decisions"));
    }
    QVERIFY(count > 20);
    report(findings);
}

QTEST_APPLESS_MAIN(TestTidy)
#include "tst_tidy.moc"
