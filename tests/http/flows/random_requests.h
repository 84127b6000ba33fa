#pragma once

#include "tests/support/blackbox/http_call.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>

namespace hub::blackbox {

/// One request that an OpenAPI document allows, nearly allows, or does not allow at all.
struct RandomRequest
{
    QByteArray method;
    QString path; ///< with its query, percent-encoded
    QByteArray body;
};

/// Makes requests from an OpenAPI document: path and query values that may exist or are odd, bodies by the
/// schema with some members left out, swapped or absurd. The same seed makes the same requests.
class RandomRequests
{
public:
    RandomRequests(QJsonObject document, quint32 seed);
    /// `perOperation` requests of every path and method.
    QList<RandomRequest> make(int perOperation);

private:
    RandomRequest request(const QString& path, const QString& method, const QJsonObject& operation,
                          const QJsonArray& shared);
    QJsonObject resolved(QJsonObject object) const;
    QJsonValue value(const QString& name, const QJsonObject& schema, int depth);
    QJsonValue named(const QString& name);
    QString parameter(const QString& name);
    bool chance(int percent) { return static_cast<int>(m_random.bounded(100)) < percent; }
    template <class List>
    auto oneOf(const List& list)
    {
        return list[static_cast<qsizetype>(m_random.bounded(static_cast<quint32>(std::size(list))))];
    }

    QJsonObject m_document;
    QRandomGenerator m_random;
    QStringList m_ids; ///< UUIDs sent so far: some are sent again
};

} // namespace hub::blackbox
