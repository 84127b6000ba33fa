#pragma once

#include "core/hub/wire/writer.h"
#include "core/json/document.h"

#include <charconv>
#include <string>

namespace hub::wire {

/// How much a reader forgives.
enum class Strictness {
    Closed, ///< what a client sends: every member is there, no other one is
    Open,   ///< what a hub answers, which may be newer or older: what is not there keeps its default
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
/// A row to be filled. Rows with a currency have no default form of their own; any one will do here.
template <class T>
T blank()
{
    if constexpr (std::is_default_constructible_v<T>)
        return T{};
    else if constexpr (std::is_same_v<T, domain::Currency>)
        return *domain::Currency::parse("USD");
    else if constexpr (requires { T{.currency = *domain::Currency::parse("USD")}; })
        return T{.currency = *domain::Currency::parse("USD")};
    else
        return T{.row = blank<api::TransferRow>()};
}
#pragma GCC diagnostic pop

/// Reads rows by their members and keeps the first thing that is wrong. No longer than the document; one
/// thread.
class RowReader
{
public:
    explicit RowReader(Strictness strictness)
        : m_strictness(strictness)
    {}
    /// What is wrong, in plain words (`"amount" has no valid value`); empty when nothing is.
    const std::string& fault() const { return m_fault; }

    template <class T>
    T read(json::Value value)
    {
        T out = blank<T>();
        if (!take(value, out)) fail("the message", "has no valid value");
        return out;
    }

    template <class T>
    void operator()(std::string_view name, T& target)
    {
        member(name, target, m_strictness == Strictness::Closed && !kIsOptional<T>);
    }
    template <class T>
    void omitEmpty(std::string_view name, T& target)
    {
        member(name, target, false);
    }
    void object(std::string_view name, std::vector<std::pair<QString, QString>>& target)
    {
        ++m_asked;
        for (const json::Value value : m_object[name]) {
            const auto key = value.name();
            const auto text = value.scalarText();
            target.emplace_back(QString::fromUtf8(key.data(), qsizetype(key.size())),
                                QString::fromUtf8(text.data(), qsizetype(text.size())));
        }
    }

private:
    void fail(std::string_view name, std::string_view what)
    {
        if (m_fault.empty()) m_fault = std::string(name) + ' ' + std::string(what);
    }
    static std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

    template <class T>
    void member(std::string_view name, T& target, bool isRequired)
    {
        const auto value = m_object[name];
        if (value) ++m_asked;
        if (value && !value.isNull()) {
            if (!take(value, target)) fail(quoted(name), "has no valid value");
        } else if (isRequired)
            fail(quoted(name), "is required");
    }

    template <class T>
    static bool keep(T& target, std::optional<T> value)
    {
        if (value) target = *std::move(value);
        return value.has_value();
    }

    template <std::integral T>
    static bool takeNumber(json::Value value, T& target)
    {
        const auto text = value.numberText();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
        return !text.empty() && error == std::errc() && end == text.data() + text.size();
    }

    template <class T>
    bool take(json::Value value, T& target)
    {
        if constexpr (kIsOptional<T>) {
            target.emplace(blank<typename T::value_type>());
            return take(value, *target);
        } else if constexpr (std::is_same_v<T, QString>) {
            const auto text = value.string();
            target = QString::fromUtf8(text.data(), qsizetype(text.size()));
            return value.isString();
        } else if constexpr (std::is_same_v<T, std::string>) {
            target = value.string();
            return value.isString();
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            const auto text = value.string();
            target = QByteArray(text.data(), qsizetype(text.size()));
            return value.isString();
        } else if constexpr (std::is_same_v<T, bool>) {
            target = value.boolean();
            return value.isBool();
        } else if constexpr (std::is_same_v<T, domain::AccountType>) {
            std::uint16_t number = 0;
            const bool isNumber = takeNumber(value, number);
            target = static_cast<domain::AccountType>(number);
            return isNumber;
        } else if constexpr (std::is_enum_v<T>)
            return keep(target, valueOf<T>(value.string()));
        else if constexpr (std::integral<T>)
            return takeNumber(value, target);
        else if constexpr (std::is_same_v<T, double>) {
            const auto rate = domain::Amount::parseDecimal(value.numberText());
            if (!rate || !rate->isStorable()) return false;
            target = double(rate->toColumn()) / double(domain::Amount::kScale);
            return true;
        } else if constexpr (std::is_same_v<T, base::Instant>)
            return keep(target, base::parseIso8601(value.string()));
        else if constexpr (std::is_same_v<T, domain::Amount>)
            return keep(target, domain::Amount::parseDecimal(value.scalarText()));
        else if constexpr (std::is_same_v<T, domain::Currency>)
            return keep(target, domain::Currency::parse(value.string()));
        else if constexpr (std::is_same_v<T, domain::CorrelationId>)
            return keep(target, domain::CorrelationId::parse(value.string()));
        else if constexpr (Id<T>) {
            typename T::Representation representation{};
            const bool isTaken = take(value, representation);
            target = T(representation);
            return isTaken;
        } else if constexpr (kIsList<T>)
            return takeList(value, target);
        else if constexpr (std::is_same_v<T, std::pair<QString, QString>>)
            return take(value["name"], target.first) && take(value["value"], target.second);
        else
            return takeRow(value, target);
    }

    template <class T>
    bool takeList(json::Value value, T& target)
    {
        if (!value.isArray()) return false;
        target.reserve(value.size());
        for (const json::Value element : value) {
            auto row = blank<typename T::value_type>();
            if (!take(element, row)) return false;
            target.push_back(std::move(row));
        }
        return true;
    }

    template <class T>
    bool takeRow(json::Value value, T& target)
    {
        if (!value.isObject()) return false;
        const auto outer = m_object;
        const auto outerAsked = m_asked;
        m_object = value;
        m_asked = 0;
        members(*this, target);
        if (m_strictness == Strictness::Closed && m_asked < value.size())
            fail("the message", "has a member that is not known");
        m_object = outer;
        m_asked = outerAsked;
        return true;
    }

    const Strictness m_strictness;
    json::Value m_object;
    std::size_t m_asked = 0;
    std::string m_fault;
};

} // namespace hub::wire
