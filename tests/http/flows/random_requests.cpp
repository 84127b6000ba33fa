#include "tests/http/flows/random_requests.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUuid>

#include <utility>

namespace hub::blackbox {
namespace {

constexpr int kDepthMax = 6;

const QStringList& oddTexts()
{
    static const QStringList kTexts{QString(),
                                    QStringLiteral("0"),
                                    QStringLiteral("-1"),
                                    QStringLiteral("9223372036854775807"),
                                    QStringLiteral("9223372036854775808"),
                                    QStringLiteral("1000000000000000000"),
                                    QStringLiteral("922337203685477.5807"),
                                    QStringLiteral("1e9"),
                                    QStringLiteral("null"),
                                    QStringLiteral(".."),
                                    QStringLiteral("%00"),
                                    QStringLiteral("'; DROP TABLE transfers; --"),
                                    QStringLiteral("\u00e9\u4e2d"),
                                    QString(3000, QLatin1Char('a'))};
    return kTexts;
}

QJsonValue oddValue(QRandomGenerator& random)
{
    const QJsonArray values{QJsonValue(),
                            true,
                            0,
                            -1,
                            1e18,
                            1e308,
                            0.00001,
                            QStringLiteral("1000000000000000000"),
                            QJsonArray(),
                            QJsonObject(),
                            QJsonArray{1},
                            QString(70'000, QLatin1Char('x')),
                            QString(1, QChar(1)),
                            QStringLiteral("2026-13-45")};
    return values[random.bounded(static_cast<int>(values.size()))];
}

} // namespace

RandomRequests::RandomRequests(QJsonObject document, quint32 seed)
    : m_document(std::move(document))
    , m_random(seed)
{}

QList<RandomRequest> RandomRequests::make(int perOperation)
{
    QList<RandomRequest> out;
    const QJsonObject paths = m_document[QStringLiteral("paths")].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject item = path.value().toObject();
        const QJsonArray shared = item[QStringLiteral("parameters")].toArray();
        for (auto operation = item.begin(); operation != item.end(); ++operation) {
            if (!operation.value().isObject()) continue;
            for (int i = 0; i < perOperation; ++i)
                out.append(
                    request(path.key(), operation.key().toUpper(), operation.value().toObject(), shared));
        }
    }
    return out;
}

RandomRequest RandomRequests::request(const QString& path, const QString& method,
                                      const QJsonObject& operation, const QJsonArray& shared)
{
    RandomRequest out;
    out.method = method.toLatin1();
    const auto encoded = [](const QString& text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    static const QRegularExpression kParameter(QStringLiteral("\\{([^}]+)\\}"));
    qsizetype from = 0;
    for (auto found = kParameter.globalMatch(path); found.hasNext();) {
        const auto match = found.next();
        out.path += path.mid(from, match.capturedStart() - from) + encoded(parameter(match.captured(1)));
        from = match.capturedEnd();
    }
    out.path += path.mid(from);
    QStringList query;
    for (const QJsonArray& list : {shared, operation[QStringLiteral("parameters")].toArray()})
        for (const QJsonValue& entry : list) {
            const QJsonObject row = resolved(entry.toObject());
            const QString name = row[QStringLiteral("name")].toString();
            if (row[QStringLiteral("in")] == QStringLiteral("query") && chance(60))
                query.append(encoded(name) + QLatin1Char('=') + encoded(parameter(name)));
        }
    if (chance(5)) query.append(QStringLiteral("surplus=1"));
    if (!query.isEmpty()) out.path += QLatin1Char('?') + query.join(QLatin1Char('&'));
    const QJsonObject content =
        resolved(operation[QStringLiteral("requestBody")].toObject())[QStringLiteral("content")].toObject();
    if (content.isEmpty()) return out;
    const QJsonValue body =
        chance(4) ? oddValue(m_random)
                  : value({}, content.begin().value().toObject()[QStringLiteral("schema")].toObject(), 0);
    out.body = QJsonDocument(QJsonArray{body}).toJson(QJsonDocument::Compact);
    out.body = out.body.mid(1, out.body.size() - 2); // Of the array, so that any value can stand alone.
    if (chance(2)) out.body.truncate(out.body.size() / 2);
    return out;
}

QJsonObject RandomRequests::resolved(QJsonObject object) const
{
    for (int i = 0; i < kDepthMax && object.contains(QStringLiteral("$ref")); ++i) {
        QJsonObject at = m_document;
        const QString target = object[QStringLiteral("$ref")].toString().mid(2);
        for (const QString& part : target.split(QLatin1Char('/')))
            at = at[part].toObject();
        object = at;
    }
    return object;
}

QJsonValue RandomRequests::value(const QString& name, const QJsonObject& described, int depth)
{
    if (chance(4)) return oddValue(m_random);
    const QJsonObject schema = resolved(described);
    const QString type = schema[QStringLiteral("type")].toString();
    if (type == QStringLiteral("array")) {
        QJsonArray out;
        const QJsonObject items = schema[QStringLiteral("items")].toObject();
        for (quint32 i = m_random.bounded(4U); depth < kDepthMax && i > 0; --i)
            out.append(value(name, items, depth + 1));
        return out;
    }
    const QJsonObject properties = schema[QStringLiteral("properties")].toObject();
    if (type == QStringLiteral("object") || !properties.isEmpty()) {
        QJsonObject out;
        const QJsonArray required = schema[QStringLiteral("required")].toArray();
        for (auto row = properties.begin(); row != properties.end(); ++row)
            if (depth < kDepthMax && chance(required.contains(row.key()) ? 97 : 60))
                out[row.key()] = value(row.key(), row.value().toObject(), depth + 1);
        return out;
    }
    if (const QJsonValue known = named(name); !known.isUndefined()) return known;
    if (const QJsonArray values = schema[QStringLiteral("enum")].toArray(); !values.isEmpty())
        return values[static_cast<qsizetype>(m_random.bounded(static_cast<quint32>(values.size())))];
    if (type == QStringLiteral("boolean")) return chance(50);
    if (type == QStringLiteral("string"))
        return oneOf(QStringList{QStringLiteral("text"), QStringLiteral("100.25"),
                                 QStringLiteral("http://127.0.0.1:1/x"),
                                 QStringLiteral("2026-11-26T00:00:00.000Z")});
    return static_cast<int>(m_random.bounded(12U));
}

// What makes sense under a name, so that requests come past the first check.
QJsonValue RandomRequests::named(const QString& name)
{
    const QString lower = name.toLower();
    static const QStringList kAmounts{QStringLiteral("5"), QStringLiteral("100.25"), QStringLiteral("-1"),
                                      QStringLiteral("99999999999999.9999"),
                                      QStringLiteral("922337203685477.5807")};
    if (lower == QStringLiteral("currency"))
        return chance(85) ? QStringLiteral("USD") : QStringLiteral("TZS");
    if (lower == QStringLiteral("amount") || lower == QStringLiteral("value") ||
        lower == QStringLiteral("initialposition"))
        return oneOf(kAmounts);
    if (lower.startsWith(QStringLiteral("fsp")) || lower.endsWith(QStringLiteral("fsp")) ||
        lower == QStringLiteral("name") || lower == QStringLiteral("participant"))
        return parameter(QStringLiteral("name"));
    if (lower == QStringLiteral("settlementmodel")) return QStringLiteral("DEFERREDNETUSD");
    if (lower == QStringLiteral("reason")) return QStringLiteral("a reason that is long enough");
    if (lower == QStringLiteral("id") || lower.endsWith(QStringLiteral("number")))
        return static_cast<int>(m_random.bounded(12U));
    if (lower.endsWith(QStringLiteral("id"))) {
        if (m_ids.size() < 8 || chance(50))
            m_ids.append(QUuid(m_random.generate(), 0x4000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)
                             .toString(QUuid::WithoutBraces));
        return oneOf(m_ids);
    }
    return QJsonValue(QJsonValue::Undefined);
}

QString RandomRequests::parameter(const QString& name)
{
    if (chance(12)) return oneOf(oddTexts());
    if (name == QStringLiteral("currency")) return QStringLiteral("USD");
    if (name == QStringLiteral("Type")) return QStringLiteral("MSISDN");
    if (name == QStringLiteral("name"))
        return oneOf(QStringList{QStringLiteral("payerfsp"), QStringLiteral("payeefsp"),
                                 QStringLiteral("thirdfsp"), QStringLiteral("Hub")});
    return QString::number(m_random.bounded(12U));
}

} // namespace hub::blackbox
