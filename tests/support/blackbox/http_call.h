#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QList>
#include <QPair>
#include <QUrl>

namespace hub::blackbox {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

/// An answer as a client sees it; status 0 when none came.
struct Reply
{
    int status = 0;
    QByteArray reason;
    HeaderList headers;
    QByteArray body;
    QByteArray header(const QByteArray& name) const;
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    /// errorInformation.errorCode and .errorDescription.
    QString errorCode() const;
    QString errorDescription() const;
};

/// One request on a connection of its own; spins the event loop until the answer is there or `timeoutMs` is
/// over.
Reply call(const QByteArray& method, const QUrl& url, const HeaderList& headers = {},
           const QByteArray& body = {}, int timeoutMs = 10'000);
/// The same with `Content-Type: application/json` and a JSON body.
Reply callJson(const QByteArray& method, const QUrl& url, const QByteArray& body = {});

} // namespace hub::blackbox
