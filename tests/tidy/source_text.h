#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace hub::tidy {

/// One text file of the tree; `path` is relative to the root.
struct SourceFile
{
    QString path;
    QString text;
    QStringList lines() const { return text.split(QLatin1Char('\n')); }
    bool isCpp() const { return path.endsWith(QLatin1String(".h")) || path.endsWith(QLatin1String(".cpp")); }
    bool isUnder(const char* folder) const { return path.startsWith(QLatin1String(folder)); }
};

/// Every text file of the project (no build trees, no third-party data), in the order of their paths.
QList<SourceFile> readTree(const QString& root);

/// The same text with comments and the insides of string and character literals blanked; line breaks stay.
QString codeOf(const QString& text);

/// The arguments of the call whose opening bracket is at `open`, split at commas of the outermost level.
QStringList argumentsAt(const QString& code, qsizetype open);

/// The words of a PascalCase or snake_case name.
QStringList wordsOf(const QString& name);

/// A room as the build declares it.
struct Room
{
    QString name;
    QString folder;
    QStringList depends;
    QStringList qt;
};
/// rooms.txt: name|folder|depends|qt, one room a line.
QList<Room> readRooms(const QString& file);
/// The room whose folder is the longest that holds `path`; null when none does.
const Room* roomOf(const QList<Room>& rooms, const QString& path);

/// The text of each `#include`, with its quotes or brackets, and its line (from 1).
struct Include
{
    int line = 0;
    QString target;
};
QList<Include> includesOf(const SourceFile& file);

} // namespace hub::tidy
