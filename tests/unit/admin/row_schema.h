#pragma once

#include "core/hub/wire/reader.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <algorithm>

/// The JSON schema of a row of core/hub, made of the members that the operator API writes and reads.
namespace hub::test {

template <class T>
QJsonObject rowSchema();

inline QJsonObject schemaRef(const char* name)
{
    return {{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + QLatin1String(name)}};
}

inline QJsonObject schemaType(const char* type, const char* format = nullptr)
{
    QJsonObject out{{QStringLiteral("type"), QLatin1String(type)}};
    if (format != nullptr) out.insert(QStringLiteral("format"), QLatin1String(format));
    return out;
}

/// The states that core/domain names itself count from 1 without a gap.
template <class State>
inline constexpr State kLastState{};
template <>
inline constexpr auto kLastState<domain::TransferState> = domain::TransferState::ReceivedFulfilDependent;
template <>
inline constexpr auto kLastState<domain::SettlementState> = domain::SettlementState::Aborted;

/// Of one value; rows stand in full.
template <class T>
QJsonObject valueSchema()
{
    if constexpr (wire::kIsOptional<T>)
        return valueSchema<typename T::value_type>();
    else if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, std::string> ||
                       std::is_same_v<T, QByteArray>)
        return schemaType("string");
    else if constexpr (std::is_same_v<T, bool>)
        return schemaType("boolean");
    else if constexpr (std::is_same_v<T, domain::AccountType>)
        return schemaType("integer");
    else if constexpr (std::is_enum_v<T>) {
        QJsonArray names;
        const auto add = [&names](std::string_view name) {
            if (!name.empty()) names.append(QLatin1String(name.data(), qsizetype(name.size())));
        };
        if constexpr (wire::Named<T>)
            std::for_each(wire::kNames<T>.begin(), wire::kNames<T>.end(), add);
        else
            for (int value = 1; value <= int(kLastState<T>); ++value)
                add(wire::nameOf(static_cast<T>(value)));
        QJsonObject out = schemaType("string");
        out.insert(QStringLiteral("enum"), names);
        return out;
    } else if constexpr (std::integral<T>)
        return schemaType("integer");
    else if constexpr (std::is_same_v<T, double>)
        return schemaType("number");
    else if constexpr (std::is_same_v<T, base::Instant>)
        return schemaType("string", "date-time");
    else if constexpr (std::is_same_v<T, domain::Amount>)
        return schemaRef("Amount");
    else if constexpr (std::is_same_v<T, domain::Currency>)
        return schemaRef("Currency");
    else if constexpr (std::is_same_v<T, domain::CorrelationId>)
        return schemaRef("CorrelationId");
    else if constexpr (wire::Id<T>)
        return valueSchema<typename T::Representation>();
    else if constexpr (wire::kIsList<T>)
        return {{QStringLiteral("type"), QStringLiteral("array")},
                {QStringLiteral("items"), valueSchema<typename T::value_type>()}};
    else if constexpr (std::is_same_v<T, std::pair<QString, QString>>)
        return {{QStringLiteral("type"), QStringLiteral("object")},
                {QStringLiteral("required"), QJsonArray{QStringLiteral("name"), QStringLiteral("value")}},
                {QStringLiteral("properties"), QJsonObject{{QStringLiteral("name"), schemaType("string")},
                                                           {QStringLiteral("value"), schemaType("string")}}}};
    else
        return rowSchema<T>();
}

/// Visits the members of a row.
class SchemaVisitor
{
public:
    template <class T>
    void operator()(std::string_view name, T&)
    {
        add(name, valueSchema<T>());
        if (!wire::kIsOptional<T>) m_required.append(textOf(name));
    }
    template <class T>
    void omitEmpty(std::string_view name, T&)
    {
        add(name, valueSchema<T>());
    }
    void object(std::string_view name, std::vector<std::pair<QString, QString>>&)
    {
        add(name, {{QStringLiteral("type"), QStringLiteral("object")},
                   {QStringLiteral("additionalProperties"), schemaType("string")}});
    }
    QJsonObject schema() const
    {
        QJsonObject out = schemaType("object");
        if (!m_required.isEmpty()) out.insert(QStringLiteral("required"), m_required);
        out.insert(QStringLiteral("properties"), m_properties);
        return out;
    }

private:
    static QString textOf(std::string_view name)
    {
        return QString::fromLatin1(name.data(), qsizetype(name.size()));
    }
    void add(std::string_view name, const QJsonObject& schema) { m_properties.insert(textOf(name), schema); }
    QJsonObject m_properties;
    QJsonArray m_required;
};

template <class T>
QJsonObject rowSchema()
{
    using wire::members;
    SchemaVisitor visitor;
    T row = wire::blank<T>();
    members(visitor, row);
    return visitor.schema();
}

} // namespace hub::test
