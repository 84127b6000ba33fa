#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/hub/wire/callback_members.h"
#include "core/hub/wire/finalise_members.h"
#include "core/hub/wire/forwarded_members.h"
#include "core/hub/wire/members.h"
#include "core/hub/wire/names.h"
#include "core/hub/wire/settlement_members.h"
#include "core/json/writer.h"

#include <cmath>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::wire {

/// A value that is a list.
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
/// StrongId over a number or a CorrelationId.
template <class T>
concept Id = requires(const T& id)
{
    id.value();
}
&&!kIsOptional<T>;

/// Writes rows by their members: amounts are numbers, times UTC texts, ids numbers or texts, absent optionals
/// are left out. One thread.
class RowWriter
{
public:
    explicit RowWriter(json::Writer& out)
        : m_out(out)
    {}

    template <class T>
    void operator()(std::string_view name, const T& value)
    {
        if constexpr (kIsOptional<T>) {
            if (value) (*this)(name, *value);
        } else {
            m_out.key(name);
            put(value);
        }
    }
    template <class T>
    void omitEmpty(std::string_view name, const T& value)
    {
        if (!(value == T{})) (*this)(name, value);
    }
    template <class T>
    void omitEmpty(std::string_view name, const std::vector<T>& value)
    {
        if (!value.empty()) (*this)(name, value);
    }
    void object(std::string_view name, const std::vector<std::pair<QString, QString>>& values)
    {
        m_out.key(name).beginObject();
        for (const auto& [key, value] : values)
            m_out.member(key.toStdString(), value.toStdString());
        m_out.endObject();
    }

    template <class T>
    void put(const T& value)
    {
        if constexpr (std::is_same_v<T, QString>)
            m_out.string(value.toStdString());
        else if constexpr (std::is_same_v<T, std::string>)
            m_out.string(value);
        else if constexpr (std::is_same_v<T, QByteArray>)
            m_out.string({value.constData(), static_cast<std::size_t>(value.size())});
        else if constexpr (std::is_same_v<T, bool>)
            m_out.boolean(value);
        else if constexpr (std::is_same_v<T, domain::AccountType>)
            m_out.number(static_cast<std::int64_t>(value));
        else if constexpr (std::is_enum_v<T>)
            m_out.string(nameOf(value));
        else if constexpr (std::integral<T>)
            m_out.number(static_cast<std::int64_t>(value));
        else if constexpr (std::is_same_v<T, double>)
            // A rate, to one decimal.
            m_out.number(domain::Amount::fromUnits(std::llround(value * 10.0) * 1000));
        else if constexpr (std::is_same_v<T, base::Instant>)
            m_out.string(base::toIso8601(value));
        else if constexpr (std::is_same_v<T, domain::Amount>)
            m_out.number(value);
        else if constexpr (std::is_same_v<T, domain::Currency>)
            m_out.string(value.code());
        else if constexpr (std::is_same_v<T, domain::CorrelationId>)
            m_out.string(value.toString());
        else if constexpr (Id<T>)
            put(value.value());
        else if constexpr (kIsList<T>) {
            m_out.beginArray();
            for (const auto& element : value)
                put(element);
            m_out.endArray();
        } else if constexpr (std::is_same_v<T, std::pair<QString, QString>>)
            m_out.beginObject()
                .member("name", value.first.toStdString())
                .member("value", value.second.toStdString())
                .endObject();
        else {
            m_out.beginObject();
            members(*this, value);
            m_out.endObject();
        }
    }

private:
    json::Writer& m_out;
};

/// Appends `value` (a row, a page or a list of rows) as one JSON value.
template <class T>
void write(json::Writer& out, const T& value)
{
    RowWriter(out).put(value);
}

/// `value` as a JSON text.
template <class T>
std::string toJson(const T& value)
{
    json::Writer out;
    write(out, value);
    return out.take();
}

} // namespace hub::wire
