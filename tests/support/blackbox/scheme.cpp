#include "tests/support/blackbox/scheme.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QRandomGenerator>
#include <QUuid>

namespace hub::blackbox {
namespace {

QByteArray imfDate()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

QByteArray isoDate(const QDateTime& time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddThh:mm:ss.zzzZ")).toLatin1();
}

// Figures of the operator API are JSON numbers: their text is taken as it stands, never through a double.
QString numberAfter(const QByteArray& body, const QByteArray& key)
{
    const auto at = body.indexOf('"' + key + "\":");
    if (at < 0) return {};
    qsizetype from = at + key.size() + 3;
    qsizetype to = from;
    while (to < body.size() && QByteArray("0123456789.-+eE").contains(body[to]))
        ++to;
    return QString::fromLatin1(body.mid(from, to - from));
}

} // namespace

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QByteArray Payment::body() const
{
    const QByteArray expiration = isoDate(QDateTime::currentDateTimeUtc().addMSecs(expiresInMs));
    return "{\"transferId\":\"" + id.toUtf8() + "\",\"payeeFsp\":\"" + payee.toUtf8() + "\",\"payerFsp\":\"" +
           payer.toUtf8() + "\",\"amount\":{\"currency\":\"" + currency.toUtf8() + "\",\"amount\":\"" +
           amount.toUtf8() + "\"},\"ilpPacket\":\"" + ilpPacket + "\",\"condition\":\"" + condition +
           "\",\"expiration\":\"" + expiration + "\"}";
}

bool Scheme::prepare(const QString& currency)
{
    for (const char* type : {"HUB_RECONCILIATION", "HUB_MULTILATERAL_SETTLEMENT"}) {
        const Reply reply =
            callJson("POST", m_hub.operatorApi(QStringLiteral("/participants/Hub/accounts")),
                     "{\"currency\":\"" + currency.toUtf8() + "\",\"type\":\"" + type + "\"}");
        if (reply.status != 201) return false;
    }
    return makeModel();
}

bool Scheme::makeModel()
{
    const Reply model = callJson(
        "POST", m_hub.operatorApi(QStringLiteral("/settlementModels")),
        R"({"name":"DEFERREDNET","settlementGranularity":"NET","settlementInterchange":"MULTILATERAL",)"
        R"("settlementDelay":"DEFERRED","requireLiquidityCheck":true,"ledgerAccountType":"POSITION",)"
        R"("settlementAccountType":"SETTLEMENT","autoPositionReset":true})");
    return model.status == 201 || model.errorDescription().contains(QLatin1String("already exists"));
}

bool Scheme::setEndpoints(const Dfsp& dfsp)
{
    static const QList<QPair<QByteArray, QByteArray>> kTemplates{
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR",
         "/participants/{{partyIdType}}/{{partyIdentifier}}/error"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE", "/participants/{{partyIdType}}/{{partyIdentifier}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_GET", "/parties/{{partyIdType}}/{{partyIdentifier}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_PUT", "/parties/{{partyIdType}}/{{partyIdentifier}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR", "/parties/{{partyIdType}}/{{partyIdentifier}}/error"},
        {"FSPIOP_CALLBACK_URL_QUOTES", ""},
        {"FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE", ""},
        {"FSPIOP_CALLBACK_URL_AUTHORIZATIONS", ""},
        {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET",
         "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT",
         "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
        {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR",
         "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT",
         "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT_ERROR",
         "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error"},
        {"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT", "/participants/{{requestId}}"},
        {"FSPIOP_CALLBACK_URL_BULK_QUOTES", ""},
        {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_POST", "/bulkTransfers"},
        {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_PUT", "/bulkTransfers/{{id}}"},
        {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_ERROR", "/bulkTransfers/{{id}}/error"},
        {"FSPIOP_CALLBACK_URL_TRANSFER_POST", "/transfers"},
        {"FSPIOP_CALLBACK_URL_TRANSFER_PUT", "/transfers/{{transferId}}"},
        {"FSPIOP_CALLBACK_URL_TRANSFER_ERROR", "/transfers/{{transferId}}/error"},
    };
    for (const auto& [type, path] : kTemplates) {
        const Reply reply = callJson(
            "POST", m_hub.operatorApi(QStringLiteral("/participants/%1/endpoints").arg(dfsp.name())),
            "{\"type\":\"" + type + "\",\"value\":\"" + dfsp.url().toString().toUtf8() + path + "\"}");
        if (reply.status != 201) return false;
    }
    return true;
}

Dfsp* Scheme::add(const QString& name, const QString& cap, const QString& deposit, const QString& currency)
{
    const QByteArray code = currency.toUtf8();
    const auto path = [&](const QString& rest) {
        return m_hub.operatorApi(QStringLiteral("/participants/") + name + rest);
    };
    if (callJson("POST", m_hub.operatorApi(QStringLiteral("/participants")),
                 "{\"name\":\"" + name.toUtf8() + "\",\"currency\":\"" + code + "\"}")
            .status != 201)
        return nullptr;
    if (callJson("POST", path(QStringLiteral("/initialPositionAndLimits")),
                 "{\"currency\":\"" + code + "\",\"limit\":{\"type\":\"NET_DEBIT_CAP\",\"value\":" +
                     cap.toUtf8() + "},\"initialPosition\":0}")
            .status != 201)
        return nullptr;
    const QJsonArray accounts = callJson("GET", path(QStringLiteral("/accounts"))).json().array();
    int settlement = 0;
    for (const auto& entry : accounts)
        if (entry.toObject().value(QStringLiteral("ledgerAccountType")) == QStringLiteral("SETTLEMENT") &&
            entry.toObject().value(QStringLiteral("currency")) == currency)
            settlement = entry.toObject().value(QStringLiteral("id")).toInt();
    if (callJson("POST", path(QStringLiteral("/accounts/%1").arg(settlement)),
                 "{\"transferId\":\"" + newId().toUtf8() +
                     "\",\"externalReference\":\"deposit\",\"action\":\"recordFundsIn\",\"reason\":\"first "
                     "deposit\","
                     "\"amount\":{\"amount\":" +
                     deposit.toUtf8() + ",\"currency\":\"" + code + "\"}}")
            .status != 202)
        return nullptr;
    m_dfsps.push_back(std::make_unique<Dfsp>(name));
    return setEndpoints(*m_dfsps.back()) ? m_dfsps.back().get() : nullptr;
}

QString Scheme::position(const QString& name, const QString& currency) const
{
    const Reply reply = callJson(
        "GET",
        m_hub.operatorApi(QStringLiteral("/participants/%1/positions?currency=%2").arg(name, currency)));
    return reply.status == 200 ? numberAfter(reply.body, "value") : QString();
}

QString Scheme::account(const QString& name, const QString& type, const QString& currency) const
{
    const Reply reply =
        callJson("GET", m_hub.operatorApi(QStringLiteral("/participants/%1/accounts").arg(name)));
    for (const QByteArray& part : reply.body.split('{'))
        if (part.contains('"' + type.toUtf8() + '"') && part.contains('"' + currency.toUtf8() + '"'))
            return numberAfter(part, "value");
    return {};
}

Payment Scheme::payment(const QString& payer, const QString& payee, const QString& amount) const
{
    Payment out;
    out.id = newId();
    out.payer = payer;
    out.payee = payee;
    out.amount = amount;
    QByteArray preimage(32, '\0');
    for (char& byte : preimage)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    constexpr auto kOptions = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    out.fulfilment = preimage.toBase64(kOptions);
    out.condition = QCryptographicHash::hash(preimage, QCryptographicHash::Sha256).toBase64(kOptions);
    return out;
}

Reply Scheme::send(const QByteArray& method, const QString& path, const QByteArray& resource,
                   const QString& source, const QString& destination, const QByteArray& body,
                   const QByteArray& version, const HeaderList& more) const
{
    const QByteArray media = "application/vnd.interoperability." + resource + "+json";
    HeaderList headers{{"Content-Type", media + ";version=" + version},
                       {"Date", imfDate()},
                       {"FSPIOP-Source", source.toUtf8()}};
    if (!destination.isEmpty()) headers.append({"FSPIOP-Destination", destination.toUtf8()});
    if (method != "PUT" && method != "PATCH")
        headers.append({"Accept", media + ";version=" + version.left(1)});
    headers += more;
    return call(method, m_hub.fspiop(path), headers, body);
}

Reply Scheme::prepareTransfer(const Payment& payment, const HeaderList& more) const
{
    return send("POST", QStringLiteral("/transfers"), "transfers", payment.payer, payment.payee,
                payment.body(), payment.version, more);
}

Reply Scheme::fulfil(const Payment& payment, const QByteArray& state) const
{
    const QByteArray body = "{\"fulfilment\":\"" + payment.fulfilment + "\",\"completedTimestamp\":\"" +
                            isoDate(QDateTime::currentDateTimeUtc()) + "\",\"transferState\":\"" + state +
                            "\"}";
    return send("PUT", QStringLiteral("/transfers/") + payment.id, "transfers", payment.payee, payment.payer,
                body, payment.version);
}

Reply Scheme::reject(const Payment& payment, const QByteArray& code) const
{
    return send("PUT", QStringLiteral("/transfers/%1/error").arg(payment.id), "transfers", payment.payee,
                payment.payer,
                "{\"errorInformation\":{\"errorCode\":\"" + code +
                    "\",\"errorDescription\":\"Payee rejected transaction\"}}",
                payment.version);
}

Reply Scheme::getTransfer(const QString& id, const QString& source) const
{
    return send("GET", QStringLiteral("/transfers/") + id, "transfers", source, {});
}

} // namespace hub::blackbox
