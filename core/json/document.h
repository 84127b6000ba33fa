#pragma once

#include "core/base/expected.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// JSON as the edges need it: read once, strictly, numbers as text; written without surprises.
namespace hub::json {

/// What a text may be at most. Reached: the text is refused.
struct Limits
{
    std::size_t maxDepth = 32;      ///< open arrays and objects (reliability 6.1 row 226)
    std::size_t maxNodes = 400'000; ///< values in all; a batch of 10 000 parties needs about 60 000
    std::size_t maxBytes = 5242880; ///< of the text
};

/// Why a text is not acceptable; English, safe to show (holds nothing of the text).
struct ParseError
{
    std::string detail;
};

enum class Type : std::uint8_t { Null, Bool, Number, String, Array, Object };

namespace detail {
/// One value; children follow their parent in order, `end` is the index behind the last of them.
struct Node
{
    std::uint32_t text = 0; ///< offset of a string's characters, a number's text
    std::uint32_t length = 0;
    std::uint32_t key = 0; ///< of a member
    std::uint32_t keyLength = 0;
    std::uint32_t end = 0;
    std::uint32_t count = 0; ///< children
    Type type = Type::Null;
    bool truth = false;
};
} // namespace detail

/// A value inside a Document, or nothing (a member that is not there). Cheap to copy; valid as long as its
/// Document.
class Value
{
public:
    Value() = default;
    Value(const detail::Node* nodes, const char* text, std::uint32_t index)
        : m_nodes(nodes)
        , m_text(text)
        , m_index(index)
    {}

    /// False for a member that is not there.
    explicit operator bool() const { return m_nodes != nullptr; }
    bool isObject() const { return is(Type::Object); }
    bool isArray() const { return is(Type::Array); }
    bool isString() const { return is(Type::String); }
    bool isNumber() const { return is(Type::Number); }
    bool isBool() const { return is(Type::Bool); }
    bool isNull() const { return is(Type::Null); }

    /// Characters of a string, unescaped; empty for every other type.
    std::string_view string() const { return isString() ? raw() : std::string_view(); }
    /// A number as written; empty for every other type.
    std::string_view numberText() const { return isNumber() ? raw() : std::string_view(); }
    bool boolean() const { return isBool() && node().truth; }
    /// What a scalar is when a string is wanted (fspiop 2.4: type coercion): the string, the number's text,
    /// `true`/`false`, nothing for null; empty for arrays, objects and what is not there.
    std::string_view scalarText() const;
    /// The member of that name; nothing when this is no object or has none. Linear: objects are small.
    Value operator[](std::string_view name) const;
    /// Name of this value as a member; empty elsewhere.
    std::string_view name() const;
    /// Elements of an array, members of an object.
    std::size_t size() const { return m_nodes == nullptr ? 0 : node().count; }

    class Iterator
    {
    public:
        Iterator(const Value& parent, std::uint32_t index)
            : m_parent(parent)
            , m_index(index)
        {}
        Value operator*() const { return Value(m_parent.m_nodes, m_parent.m_text, m_index); }
        Iterator& operator++()
        {
            m_index = m_parent.m_nodes[m_index].end;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return m_index != other.m_index; }

    private:
        const Value& m_parent;
        std::uint32_t m_index;
    };
    /// Elements or members in received order: `for (const Value v : value)`. Empty for scalars.
    Iterator begin() const { return Iterator(*this, m_nodes == nullptr ? 0 : m_index + 1); }
    Iterator end() const { return Iterator(*this, m_nodes == nullptr ? 0 : node().end); }

private:
    const detail::Node& node() const { return m_nodes[m_index]; }
    bool is(Type type) const { return m_nodes != nullptr && node().type == type; }
    std::string_view raw() const { return {m_text + node().text, node().length}; }

    const detail::Node* m_nodes = nullptr;
    const char* m_text = nullptr;
    std::uint32_t m_index = 0;
};

/// One parsed text: RFC 8259 and nothing beside it. Refused: duplicate names in an object, invalid UTF-8,
/// lone surrogates, U+0000 inside a string, a byte order mark, anything after the value, anything over the
/// limits. A value type; owns its characters. Any thread, one at a time.
class Document
{
public:
    static base::Expected<Document, ParseError> parse(std::string_view text, const Limits& limits = {});
    /// Valid as long as the document lives (moving it is allowed).
    Value root() const { return m_nodes.empty() ? Value() : Value(m_nodes.data(), m_text.get(), 0); }

private:
    friend class TreeBuilder;
    std::vector<detail::Node> m_nodes;
    std::unique_ptr<char[]> m_text;
};

/// The text without white space between tokens, order and everything else kept: what duplicate hashes are
/// taken over (fspiop 7.4). Only for texts that Document::parse has accepted.
std::string compact(std::string_view text);

} // namespace hub::json
