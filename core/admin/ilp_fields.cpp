#include "core/admin/ilp_fields.h"

#include "core/base/bytes.h"
#include "core/domain/masking.h"
#include "core/json/document.h"
#include "core/json/ilp_packet.h"

#include <algorithm>
#include <array>

namespace hub::admin {
namespace {

/// A packet of a stranger may hold anything; more fields are not shown.
constexpr std::size_t kFieldsMax = 100;

/// Who somebody is: never shown whole.
constexpr std::array<std::string_view, 7> kPersonal{
    "partyIdentifier", "partySubIdOrType", "name", "firstName", "middleName", "lastName", "dateOfBirth"};

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

using Fields = std::vector<std::pair<QString, QString>>;

void add(Fields& fields, const QString& name, const QString& value)
{
    if (fields.size() < kFieldsMax && !value.isEmpty()) fields.emplace_back(name, value);
}

void addValue(Fields& fields, const QString& path, json::Value value)
{
    const bool isMoney = value.isObject() && value["amount"] && value["currency"] && value.size() == 2;
    if (isMoney)
        return add(fields, path, moneyText(value["amount"].scalarText(), value["currency"].string()));
    if (value.isObject() || value.isArray()) {
        int index = 0;
        for (const json::Value member : value) {
            const QString name = value.isArray() ? QString::number(index++) : text(member.name());
            addValue(fields, path.isEmpty() ? name : path + QLatin1Char('.') + name, member);
        }
        return;
    }
    const bool isPersonal = std::find(kPersonal.begin(), kPersonal.end(), value.name()) != kPersonal.end();
    const std::string shown(value.scalarText());
    add(fields, path, text(isPersonal ? domain::masked(shown) : shown));
}

// `g.payeefsp.msisdn.27713803912`: what follows the type of the party is who it is.
QString shownAccount(const std::string& account)
{
    QStringList parts = text(account).split(QLatin1Char('.'));
    constexpr qsizetype kOpenParts = 3;
    for (qsizetype i = kOpenParts; i < parts.size(); ++i)
        parts[i] = QString::fromStdString(domain::masked(parts[i].toStdString()));
    return parts.join(QLatin1Char('.'));
}

// `20260101120000000` as a time that reads.
QString shownExpiry(const std::string& digits)
{
    const QString all = text(digits);
    return QStringLiteral("%1-%2-%3 %4:%5:%6.%7 UTC")
        .arg(all.mid(0, 4), all.mid(4, 2), all.mid(6, 2), all.mid(8, 2), all.mid(10, 2), all.mid(12, 2),
             all.mid(14));
}

// Minor units as an amount; nothing when it cannot be one of ours.
std::optional<domain::Amount> amountOf(std::uint64_t minorUnits, domain::Currency currency)
{
    std::string digits = std::to_string(minorUnits);
    const auto decimals = static_cast<std::size_t>(currency.decimals());
    if (decimals > 0) {
        if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
        digits.insert(digits.size() - decimals, ".");
    }
    return domain::Amount::parseDecimal(digits);
}

} // namespace

QString moneyText(domain::Amount amount, domain::Currency currency)
{
    return QString::fromStdString(amount.toFixed(currency.decimals())) + QLatin1Char(' ') +
           text(currency.code());
}

QString moneyText(std::string_view amount, std::string_view currency)
{
    const auto exact = domain::Amount::parseDecimal(amount);
    const auto known = domain::Currency::parse(currency);
    if (exact && known) return moneyText(*exact, *known);
    return (text(amount) + QLatin1Char(' ') + text(currency)).trimmed();
}

void addPacketFields(api::TransferDetail& detail)
{
    if (detail.ilpPacket.isEmpty()) return;
    const auto packet = json::readIlpPacket(detail.ilpPacket.toStdString());
    if (!packet) {
        detail.packetProblem =
            QStringLiteral("The ILP packet does not decode: %1.").arg(text(packet.error()));
        return;
    }
    auto& fields = detail.packet;
    const bool isPrepare = packet->type == json::IlpPacket::Type::Prepare;
    add(fields, QStringLiteral("type"),
        isPrepare ? QStringLiteral("ILP prepare (version 4)") : QStringLiteral("ILP payment (version 1)"));
    const auto currency = detail.row.currency;
    const auto amount = amountOf(packet->amount, currency);
    add(fields, QStringLiteral("amount"),
        amount ? moneyText(*amount, currency)
               : QString::number(packet->amount) + QStringLiteral(" (minor units)"));
    add(fields, isPrepare ? QStringLiteral("destination") : QStringLiteral("account"),
        shownAccount(packet->account));
    if (isPrepare) {
        add(fields, QStringLiteral("expiresAt"), shownExpiry(packet->expiresAt));
        add(fields, QStringLiteral("executionCondition"),
            QString::fromStdString(base::toBase64Url(packet->executionCondition)));
    }
    if (amount != detail.row.amount)
        detail.packetProblem = QStringLiteral("The packet is about %1, the transfer about %2.")
                                   .arg(fields[1].second, moneyText(detail.row.amount, currency));
    const auto transaction = json::transactionObject(*packet);
    const auto document = transaction ? json::Document::parse(*transaction) : json::Document::parse("{}");
    if (transaction && document)
        addValue(fields, {}, document->root());
    else
        detail.packetProblem = QStringLiteral("The packet's data is no transaction object.");
}

} // namespace hub::admin
