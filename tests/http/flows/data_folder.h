#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

/// Data directories that a hub has left, looked at and spoilt.
namespace hub::blackbox {

/// hubdeckd as it ends by itself.
struct Run
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Run runHub(const QStringList& arguments);
/// `hubdeckd verify` of a data directory.
Run verify(const QString& data);
/// Files of a folder into a new one; false when one could not be copied.
bool copyFolder(const QString& from, const QString& to);
/// Runs one statement that changes rows; the error, or empty.
QString tamper(const QString& database, const QString& sql);

} // namespace hub::blackbox
