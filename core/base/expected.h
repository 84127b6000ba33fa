#pragma once

#include "core/base/check.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace hub::base {

/// Wraps an error so that Expected can tell it from a value of the same type.
template <class E>
class Unexpected
{
public:
    explicit Unexpected(E error)
        : m_error(std::move(error))
    {}
    const E& error() const& { return m_error; }
    E&& error() && { return std::move(m_error); }

private:
    E m_error;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// A value or the reason why there is none; the subset of C++23's std::expected that the project uses.
/// Any thread. Asking for the side that is not there is a failed check (the program stops).
template <class T, class E>
class [[nodiscard]] Expected
{
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    template <class U = Value, class = std::enable_if_t<std::is_convertible_v<U&&, Value> &&
                                                        !std::is_same_v<std::decay_t<U>, Expected>>>
    Expected(U&& value)
        : m_state(std::in_place_index<0>, std::forward<U>(value))
    {}
    Expected() requires std::is_void_v<T> : m_state(std::in_place_index<0>) {}
    template <class F>
    Expected(Unexpected<F> error)
        : m_state(std::in_place_index<1>, std::move(error).error())
    {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const Value& value() const&
    {
        HUB_CHECK(has_value());
        return *std::get_if<0>(&m_state);
    }
    Value& value() &
    {
        HUB_CHECK(has_value());
        return *std::get_if<0>(&m_state);
    }
    Value&& value() &&
    {
        HUB_CHECK(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    const Value& operator*() const& { return value(); }
    Value& operator*() & { return value(); }
    Value&& operator*() && { return std::move(*this).value(); }
    const Value* operator->() const { return &value(); }
    Value* operator->() { return &value(); }

    const E& error() const&
    {
        HUB_CHECK(!has_value());
        return *std::get_if<1>(&m_state);
    }
    E& error() &
    {
        HUB_CHECK(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<Value, E> m_state;
};

} // namespace hub::base

#define HUB_TRY_CONCAT2(a, b) a##b
#define HUB_TRY_CONCAT(a, b) HUB_TRY_CONCAT2(a, b)
#define HUB_TRY_IMPL(tmp, decl, expr)                                                                        \
    auto tmp = (expr);                                                                                       \
    if (!tmp) return ::hub::base::Unexpected(std::move(tmp).error());                                        \
    decl = *std::move(tmp)
/// HUB_TRY(auto x, f()): x is the value of f(), or the function returns f()'s error.
#define HUB_TRY(decl, expr) HUB_TRY_IMPL(HUB_TRY_CONCAT(hubTry, __COUNTER__), decl, expr)
