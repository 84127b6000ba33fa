#include "tests/unit/admin/operator_listener.h"
#include "tests/unit/admin/row_schema.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>
#include <QtTest/QtTest>

#include <functional>

using namespace hub;
using test::HubInMemory;
using test::OperatorListener;

namespace {

/// A row of the API and what the document calls it.
struct DocumentedRow
{
    const char* name;
    std::function<QJsonObject()> schema;
};

template <class T>
DocumentedRow row(const char* name)
{
    return {name, [] { return test::rowSchema<T>(); }};
}

const std::vector<DocumentedRow>& rows()
{
    static const std::vector<DocumentedRow> kRows{
        row<api::ParticipantRow>("Participant"),
        row<api::AccountRow>("Account"),
        row<api::ContactRow>("Contact"),
        row<api::LimitRow>("Limit"),
        row<api::PositionRow>("Position"),
        row<api::AccountMoveRow>("AccountMove"),
        row<api::PositionHistory>("PositionHistory"),
        row<api::FundsMovement>("FundsMovement"),
        row<api::FundsOutStep>("FundsOutStep"),
        row<api::FundsReceipt>("FundsReceipt"),
        row<api::Page<api::MovementRow>>("MovementPage"),
        row<api::Page<api::TransferRow>>("TransferPage"),
        row<api::TransferDetail>("TransferDetail"),
        row<api::Trace>("Trace"),
        row<api::Page<api::BulkRow>>("BulkPage"),
        row<api::BulkDetail>("BulkDetail"),
        row<api::ForwardedPage>("ForwardedPage"),
        row<api::ForwardedDetail>("ForwardedDetail"),
        row<api::HealthSnapshot>("Health"),
        row<api::SelfCheckRow>("SelfCheck"),
        row<api::OracleRow>("Oracle"),
        row<api::OracleDraft>("OracleDraft"),
        row<api::OracleFigures>("OracleFigures"),
        row<api::LookupQuery>("LookupQuery"),
        row<api::LookupAnswer>("LookupAnswer"),
        row<api::DirectoryRow>("DirectoryRow"),
        row<api::Page<api::DirectoryRow>>("DirectoryPage"),
        row<api::WindowRow>("Window"),
        row<api::Page<api::WindowRow>>("WindowPage"),
        row<api::WindowDetail>("WindowDetail"),
        row<api::ClosePreview>("ClosePreview"),
        row<api::SettlementModelRow>("SettlementModelRow"),
        row<api::SettlementModelDraft>("SettlementModelDraft"),
        row<api::Page<api::SettlementRow>>("SettlementPage"),
        row<api::SettlementDetail>("SettlementDetail"),
        row<api::SettlementDraft>("SettlementDraft"),
        row<api::SettlementPreview>("SettlementPreview"),
        row<api::SettlementStepDraft>("SettlementStepDraft"),
        row<api::SettlementStepResult>("SettlementStepResult"),
        row<api::ApplicableWindow>("ApplicableWindow"),
        row<domain::InterchangeRule>("InterchangeRule"),
        row<api::BankReportCheck>("BankReportCheck"),
        row<api::FinaliseRow>("Finalise"),
        row<api::DestinationRow>("Destination"),
        row<api::DeliveryFailure>("DeliveryFailure"),
        row<api::Page<api::DeadLetterRow>>("DeadLetterPage"),
        row<api::DeadLetterDetail>("DeadLetterDetail"),
        row<api::ReplayOrder>("ReplayOrder"),
        row<api::ReplayReport>("ReplayReport"),
        row<api::ProbeResult>("ProbeResult"),
        row<wire::DeliveryPause>("DeliveryPause"),
        row<wire::EndpointSet>("EndpointSet"),
        row<wire::ProbeOrder>("ProbeOrder"),
        row<wire::DeadLetterSearch>("DeadLetterSearch"),
        row<wire::BankFileMessage>("BankFile"),
        row<wire::FinaliseMessage>("FinaliseDraft"),
        row<wire::HubAccount>("HubAccount"),
        row<wire::Restrictions>("Restrictions"),
        row<wire::Activation>("Activation"),
        row<wire::TransferSearch>("TransferSearch"),
        row<wire::MovementSearch>("MovementSearch"),
        row<wire::ForwardedSearch>("ForwardedSearch"),
        row<wire::DirectorySearch>("DirectorySearch"),
        row<wire::WindowSearch>("WindowSearch"),
        row<wire::SettlementSearch>("SettlementSearch"),
    };
    return kRows;
}

/// What is sent in a place of this schema so that it is taken; every member when `whole`.
class Sample
{
public:
    explicit Sample(QJsonObject schemas)
        : m_schemas(std::move(schemas))
    {}
    QJsonObject resolved(const QJsonObject& schema) const
    {
        const QString ref = schema[QStringLiteral("$ref")].toString();
        return ref.isEmpty() ? schema : m_schemas[ref.section(QLatin1Char('/'), -1)].toObject();
    }
    QJsonValue of(const QJsonObject& unresolved, bool whole) const
    {
        const QJsonObject schema = resolved(unresolved);
        if (schema.contains(QStringLiteral("example"))) return schema[QStringLiteral("example")];
        if (schema.contains(QStringLiteral("enum"))) return schema[QStringLiteral("enum")].toArray().first();
        if (schema.contains(QStringLiteral("oneOf")))
            return of(schema[QStringLiteral("oneOf")].toArray().first().toObject(), whole);
        const QString type = schema[QStringLiteral("type")].toString();
        if (type == QStringLiteral("object")) return object(schema, whole);
        if (type == QStringLiteral("array"))
            return QJsonArray{of(schema[QStringLiteral("items")].toObject(), whole)};
        if (type == QStringLiteral("boolean")) return true;
        if (type == QStringLiteral("string"))
            return schema[QStringLiteral("format")].toString() == QStringLiteral("date-time")
                       ? QStringLiteral("2026-11-26T00:00:00.000Z")
                       : QStringLiteral("text");
        return 1;
    }

private:
    QJsonObject object(const QJsonObject& schema, bool whole) const
    {
        const QJsonArray required = schema[QStringLiteral("required")].toArray();
        const QJsonObject properties = schema[QStringLiteral("properties")].toObject();
        QJsonObject out;
        for (auto it = properties.begin(); it != properties.end(); ++it)
            if (whole || required.contains(it.key())) out.insert(it.key(), of(it->toObject(), whole));
        return out;
    }
    QJsonObject m_schemas;
};

/// The schema of a body, its first form when there are several.
QJsonObject bodySchema(const QJsonObject& operation)
{
    return operation[QStringLiteral("requestBody")][QStringLiteral("content")]
                    [QStringLiteral("application/json")][QStringLiteral("schema")]
                        .toObject();
}

} // namespace

class TestOperatorDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theDocumentIsTheTable();
    void rowsAreDescribedAsTheyAreWritten();
    void everyBodyIsDescribed();
    void bodiesAreTakenAsDescribed_data();
    void bodiesAreTakenAsDescribed();

private:
    QJsonObject m_document;
    QJsonObject m_schemas;
    HubInMemory m_hub;
    std::unique_ptr<OperatorListener> m_api;
};

void TestOperatorDocument::initTestCase()
{
    m_api = std::make_unique<OperatorListener>(m_hub);
    const auto reply = m_api->call("GET", QStringLiteral("/openapi.json"));
    m_document = QJsonDocument::fromJson(reply.body).object();
    m_schemas = m_document[QStringLiteral("components")][QStringLiteral("schemas")].toObject();
    QVERIFY(!m_document.isEmpty());
}

void TestOperatorDocument::theDocumentIsTheTable()
{
    QStringList table;
    for (const auto& row : admin::operatorRouteFacts()) {
        const QString path = QString::fromLatin1(row.pattern.data(), qsizetype(row.pattern.size()));
        const QString method = QString::fromLatin1(http::toString(row.method)).toLower();
        table << method + QLatin1Char(' ') + path;
        const QJsonObject operation = m_document[QStringLiteral("paths")][path][method].toObject();
        QVERIFY2(!operation.isEmpty(), qPrintable(table.last()));
        QCOMPARE(operation[QStringLiteral("summary")].toString().toStdString(), std::string(row.summary));
        QVERIFY(operation[QStringLiteral("responses")].toObject().contains(QString::number(row.success)));
        const QStringList bodies =
            operation[QStringLiteral("requestBody")][QStringLiteral("content")].toObject().keys();
        QCOMPARE(bodies.join(QLatin1Char(' ')).toStdString(), std::string(row.bodyType));
        QStringList inPath;
        for (const QJsonValue& parameter : operation[QStringLiteral("parameters")].toArray())
            if (parameter[QStringLiteral("in")] == QStringLiteral("path"))
                inPath << QLatin1Char('{') + parameter[QStringLiteral("name")].toString() + QLatin1Char('}');
        QCOMPARE(inPath.size(), path.count(QLatin1Char('{')));
        for (const QString& name : inPath)
            QVERIFY2(path.contains(name), qPrintable(name));
    }
    QStringList document;
    const QJsonObject paths = m_document[QStringLiteral("paths")].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path)
        for (const QString& method : path->toObject().keys())
            document << method + QLatin1Char(' ') + path.key();
    table.sort();
    document.sort();
    QCOMPARE(document, table);
}

void TestOperatorDocument::rowsAreDescribedAsTheyAreWritten()
{
    QJsonObject made;
    QStringList differ;
    for (const auto& documented : rows()) {
        const QString name = QLatin1String(documented.name);
        made.insert(name, documented.schema());
        if (m_schemas[name].toObject() != made[name].toObject()) differ << name;
    }
    if (differ.isEmpty()) return;
    // Beside the program: what components/schemas of resources/openapi/operator.json have to say.
    QSaveFile file(QCoreApplication::applicationDirPath() + QStringLiteral("/operator_schemas.json"));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(made).toJson());
        file.commit();
    }
    QFAIL(qPrintable(differ.join(QStringLiteral(", ")) + QStringLiteral(" differ from ") + file.fileName()));
}

void TestOperatorDocument::everyBodyIsDescribed()
{
    const QJsonObject paths = m_document[QStringLiteral("paths")].toObject();
    QStringList plain;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path->toObject();
        for (auto one = operations.begin(); one != operations.end(); ++one) {
            const QJsonObject content =
                one->toObject()[QStringLiteral("requestBody")][QStringLiteral("content")].toObject();
            if (!content.contains(QStringLiteral("application/json"))) continue;
            const QString ref = bodySchema(one->toObject())[QStringLiteral("$ref")].toString();
            if (!m_schemas.contains(ref.section(QLatin1Char('/'), -1)))
                plain << one.key() + QLatin1Char(' ') + path.key();
        }
    }
    QCOMPARE(plain, QStringList());
}

void TestOperatorDocument::bodiesAreTakenAsDescribed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("method");
    const QJsonObject paths = m_document[QStringLiteral("paths")].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path->toObject();
        for (auto one = operations.begin(); one != operations.end(); ++one)
            if (!bodySchema(one->toObject()).isEmpty())
                QTest::newRow(qPrintable(one.key() + QLatin1Char(' ') + path.key()))
                    << path.key() << one.key();
    }
}

// The document says what the hub does: a required member that is missing and one that is not known are
// refused by name, and no member that is described is unknown to it.
void TestOperatorDocument::bodiesAreTakenAsDescribed()
{
    QFETCH(const QString, path);
    QFETCH(const QString, method);
    const Sample sample(m_schemas);
    QJsonObject schema =
        sample.resolved(bodySchema(m_document[QStringLiteral("paths")][path][method].toObject()));
    const bool hasForms = schema.contains(QStringLiteral("oneOf"));
    if (hasForms) schema = sample.resolved(schema[QStringLiteral("oneOf")].toArray().first().toObject());
    QString target = path;
    target.replace(QStringLiteral("{transferId}"), QStringLiteral("b51ec534-ee48-4575-b6a9-ead2955b8069"));
    target.replace(QStringLiteral("{name}"), QStringLiteral("Hub"));
    target.replace(QRegularExpression(QStringLiteral("\\{[^}]*\\}")), QStringLiteral("1"));
    const bool isOracle = path.startsWith(QStringLiteral("/oracles"));
    const auto send = [&](const QJsonObject& body) {
        OperatorListener::Headers headers;
        if (isOracle)
            headers = {{"Accept", "application/vnd.interoperability.participants+json;version=1"},
                       {"Content-Type", "application/vnd.interoperability.participants+json;version=1.0"},
                       {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
        return m_api->call(method.toUpper().toLatin1(), target, QJsonDocument(body).toJson(), headers);
    };
    const QJsonObject least = sample.of(schema, false).toObject();
    for (const QJsonValue& name : schema[QStringLiteral("required")].toArray()) {
        QJsonObject body = least;
        body.remove(name.toString());
        const auto reply = send(body);
        QVERIFY2(reply.status == 400 && (hasForms || reply.text.contains(name.toString())),
                 qPrintable(name.toString() + QStringLiteral(" left out: ") + QString::fromUtf8(reply.body)));
    }
    QJsonObject more = least;
    more.insert(QStringLiteral("surplus"), 1);
    const auto refused = send(more);
    QVERIFY2(refused.status == 400, refused.body.constData());
    const auto reply = send(sample.of(schema, true).toObject());
    for (const char* unknown : {"not allowed", "not known", "additional properties"})
        QVERIFY2(!reply.text.contains(QLatin1String(unknown)), reply.body.constData());
}

QTEST_GUILESS_MAIN(TestOperatorDocument)
#include "tst_operator_document.moc"
