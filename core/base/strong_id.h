#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace hub::base {

/// An identifier with a type of its own: two StrongIds with different tags do not convert into each other,
/// and none converts from or to its representation by accident. Any thread (a value).
template <class Tag, class Rep = std::string>
class StrongId
{
public:
    using Representation = Rep;
    StrongId() = default;
    explicit StrongId(Rep value)
        : m_value(std::move(value))
    {}
    const Rep& value() const { return m_value; }
    friend bool operator==(const StrongId&, const StrongId&) = default;
    friend auto operator<=>(const StrongId&, const StrongId&) = default;

private:
    Rep m_value{};
};

} // namespace hub::base

template <class Tag, class Rep>
struct std::hash<hub::base::StrongId<Tag, Rep>>
{
    std::size_t operator()(const hub::base::StrongId<Tag, Rep>& id) const noexcept
    {
        return std::hash<Rep>()(id.value());
    }
};
