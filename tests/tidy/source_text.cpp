#include "tests/tidy/source_text.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace hub::tidy {
namespace {

bool isTextName(const QString& name)
{
    static const QStringList kSuffixes{
        QStringLiteral(".h"),       QStringLiteral(".cpp"),     QStringLiteral(".txt"),
        QStringLiteral(".cmake"),   QStringLiteral(".md"),      QStringLiteral(".sh"),
        QStringLiteral(".json"),    QStringLiteral(".sql"),     QStringLiteral(".yaml"),
        QStringLiteral(".qss"),     QStringLiteral(".service"), QStringLiteral(".conf"),
        QStringLiteral(".in"),      QStringLiteral(".1"),       QStringLiteral(".8"),
        QStringLiteral(".desktop"), QStringLiteral(".xml"),     QStringLiteral(".svg"),
        QStringLiteral(".qrc"),     QStringLiteral(".py"),      QStringLiteral("/run"),
        QStringLiteral("inst"),     QStringLiteral("prerm"),    QStringLiteral("postrm"),
        QStringLiteral("control")};
    return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                       [&](const QString& s) { return name.endsWith(s); });
}

bool isSkipped(const QString& path)
{
    static const QRegularExpression kSkipped(
        QStringLiteral("^(build[^/]*|\\.git|\\.cache|tests/data|tests/conformance/public)(/|$)"));
    return kSkipped.match(path).hasMatch();
}

// What the scanner is inside of.
enum class Inside { Code, LineComment, BlockComment, Quoted, Raw };

} // namespace

QList<SourceFile> readTree(const QString& root)
{
    QList<SourceFile> files;
    const QDir dir(root);
    QDirIterator it(root, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString full = it.next();
        const QString path = dir.relativeFilePath(full);
        if (isSkipped(path) || !isTextName(path)) continue;
        QFile file(full);
        if (!file.open(QIODevice::ReadOnly)) continue;
        files.append({path, QString::fromUtf8(file.readAll())});
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

QString codeOf(const QString& text)
{
    QString out = text;
    Inside inside = Inside::Code;
    QChar quote;
    QString rawEnd;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (inside == Inside::Code) {
            if (c == QLatin1Char('/') && (next == QLatin1Char('/') || next == QLatin1Char('*'))) {
                inside = next == QLatin1Char('/') ? Inside::LineComment : Inside::BlockComment;
                out[i] = out[i + 1] = QLatin1Char(' ');
                ++i;
            } else if (c == QLatin1Char('"') && i > 0 && text[i - 1] == QLatin1Char('R')) {
                const qsizetype open = text.indexOf(QLatin1Char('('), i);
                if (open < 0) return out;
                rawEnd = QLatin1Char(')') + text.mid(i + 1, open - i - 1) + QLatin1Char('"');
                inside = Inside::Raw;
            } else if (c == QLatin1Char('"') ||
                       (c == QLatin1Char('\'') && !(i > 0 && text[i - 1].isLetterOrNumber()))) {
                // A quote after a digit or letter separates digits: 1'000.
                inside = Inside::Quoted;
                quote = c;
            }
            continue;
        }
        if (inside == Inside::Raw && text.mid(i, rawEnd.size()) == rawEnd) {
            i += rawEnd.size() - 1;
            inside = Inside::Code;
            continue;
        }
        if (inside == Inside::Quoted && c == quote) {
            inside = Inside::Code;
            continue;
        }
        if (c == QLatin1Char('\n')) {
            if (inside == Inside::LineComment || inside == Inside::Quoted) inside = Inside::Code;
            continue;
        }
        out[i] = QLatin1Char(' ');
        if (inside == Inside::Quoted && c == QLatin1Char('\\') && next != QLatin1Char('\n')) {
            if (i + 1 < out.size()) out[i + 1] = QLatin1Char(' ');
            ++i;
        } else if (inside == Inside::BlockComment && c == QLatin1Char('*') && next == QLatin1Char('/')) {
            out[i + 1] = QLatin1Char(' ');
            ++i;
            inside = Inside::Code;
        }
    }
    return out;
}

QStringList argumentsAt(const QString& code, qsizetype open)
{
    QStringList arguments;
    int depth = 0;
    qsizetype start = open + 1;
    for (qsizetype i = open; i < code.size(); ++i) {
        const char c = code[i].toLatin1();
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (depth == 0 || (depth == 1 && c == ',')) {
            arguments.append(code.mid(start, i - start).trimmed());
            start = i + 1;
        }
        if (depth == 0) break;
    }
    return arguments;
}

QStringList wordsOf(const QString& name)
{
    static const QRegularExpression kWord(QStringLiteral("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+"));
    QStringList words;
    auto matches = kWord.globalMatch(name);
    while (matches.hasNext())
        words.append(matches.next().captured().toLower());
    return words;
}

QList<Room> readRooms(const QString& path)
{
    QList<Room> rooms;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return rooms;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const QStringList fields = line.split(QLatin1Char('|'));
        if (fields.size() != 4) continue;
        rooms.append({fields[0], fields[1], fields[2].split(QLatin1Char(','), Qt::SkipEmptyParts),
                      fields[3].split(QLatin1Char(','), Qt::SkipEmptyParts)});
    }
    return rooms;
}

const Room* roomOf(const QList<Room>& rooms, const QString& path)
{
    const Room* best = nullptr;
    for (const Room& room : rooms)
        if (path.startsWith(room.folder + QLatin1Char('/')) &&
            (best == nullptr || room.folder.size() > best->folder.size()))
            best = &room;
    return best;
}

QList<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression kInclude(QStringLiteral("^\\s*#\\s*include\\s*(<[^>]+>|\"[^\"]+\")"));
    QList<Include> includes;
    const QStringList lines = file.lines();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = kInclude.match(lines[i]);
        if (match.hasMatch()) includes.append({static_cast<int>(i + 1), match.captured(1)});
    }
    return includes;
}

} // namespace hub::tidy
