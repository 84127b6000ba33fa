#include "core/json/document.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace hub::json {
namespace {

namespace od = simdjson::ondemand;
using simdjson::error_code;

/// Texts up to this size are read with the thread's own buffers, larger ones with buffers of their own, so
/// that one large message does not stay in memory for ever.
constexpr std::size_t kKeptBufferMax = 65536;

/// What simdjson needs beside the text.
struct Scratch
{
    od::parser parser;
    std::vector<char> padded;
};

/// RFC 8259 section 6.
bool isNumber(std::string_view text)
{
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - from;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const bool leadingZero = at < text.size() && text[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (leadingZero && whole > 1)) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

std::string_view trimmed(std::string_view token)
{
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
        token.remove_suffix(1);
    return token;
}

/// What simdjson lets pass and we do not: a surrogate on its own (it would come out as ED A0..BF) and U+0000.
bool isCleanText(std::string_view text)
{
    if (std::memchr(text.data(), 0, text.size()) != nullptr) return false;
    const char* at = text.data();
    const char* const end = at + text.size();
    while ((at = static_cast<const char*>(std::memchr(at, 0xED, static_cast<std::size_t>(end - at))))) {
        if (at + 1 < end && static_cast<unsigned char>(at[1]) >= 0xA0) return false;
        ++at;
    }
    return true;
}

} // namespace

/// Walks simdjson's tokens once and writes the nodes.
class TreeBuilder
{
public:
    TreeBuilder(Document& document, const Limits& limits, std::size_t textBytes)
        : m_nodes(document.m_nodes)
        , m_limits(limits)
    {
        // Unescaped text is never longer than the escaped one.
        document.m_text = std::make_unique_for_overwrite<char[]>(textBytes + 1);
        m_text = document.m_text.get();
        m_nodes.reserve(std::min<std::size_t>(textBytes / 16 + 8, 4096));
    }

    bool build(od::document& document)
    {
        od::json_type type{};
        if (fails(document.type().get(type))) return false;
        return add(document, type, {}, 0);
    }
    const char* problem() const { return m_problem; }

private:
    bool fails(error_code error)
    {
        if (error == simdjson::SUCCESS) return false;
        m_problem = simdjson::error_message(error);
        return true;
    }
    bool refuse(const char* why)
    {
        m_problem = why;
        return false;
    }

    std::uint32_t keep(std::string_view text)
    {
        const auto offset = static_cast<std::uint32_t>(m_used);
        if (!text.empty()) std::memcpy(m_text + m_used, text.data(), text.size());
        m_used += text.size();
        return offset;
    }

    /// Appends the value's node and those below it. `From` is a document (the root) or a value.
    template <class From>
    bool add(From& from, od::json_type type, std::string_view key, std::size_t depth)
    {
        if (m_nodes.size() >= m_limits.maxNodes) return refuse("too many values");
        const std::size_t index = m_nodes.size();
        detail::Node& node = m_nodes.emplace_back();
        node.key = keep(key);
        node.keyLength = static_cast<std::uint32_t>(key.size());
        bool good = false;
        switch (type) {
        case od::json_type::object:
            good = addObject(from, index, depth);
            break;
        case od::json_type::array:
            good = addArray(from, index, depth);
            break;
        case od::json_type::string:
            good = addString(from, node);
            break;
        case od::json_type::number:
            good = addNumber(from, node);
            break;
        case od::json_type::boolean:
            node.type = Type::Bool;
            good = !fails(from.get_bool().get(node.truth));
            break;
        case od::json_type::null: {
            bool isNull = false;
            good = !fails(from.is_null().get(isNull)) && (isNull || refuse("not a JSON value"));
            break;
        }
        }
        if (!good) return false;
        m_nodes[index].end = static_cast<std::uint32_t>(m_nodes.size());
        return true;
    }

    template <class From>
    bool addString(From& from, detail::Node& node)
    {
        std::string_view text;
        if (fails(from.get_string().get(text))) return false;
        if (!isCleanText(text)) return refuse("string with a lone surrogate or U+0000");
        node.type = Type::String;
        node.text = keep(text);
        node.length = static_cast<std::uint32_t>(text.size());
        return true;
    }

    template <class From>
    bool addNumber(From& from, detail::Node& node)
    {
        std::string_view token;
        if (fails(rawToken(from, token))) return false;
        token = trimmed(token);
        if (!isNumber(token)) return refuse("not a JSON number");
        node.type = Type::Number;
        node.text = keep(token);
        node.length = static_cast<std::uint32_t>(token.size());
        return true;
    }
    static error_code rawToken(od::document& from, std::string_view& token)
    {
        return from.raw_json_token().get(token);
    }
    static error_code rawToken(od::value& from, std::string_view& token)
    {
        token = from.raw_json_token();
        return simdjson::SUCCESS;
    }

    template <class From>
    bool addArray(From& from, std::size_t index, std::size_t depth)
    {
        if (depth >= m_limits.maxDepth) return refuse("nested too deep");
        m_nodes[index].type = Type::Array;
        od::array array;
        if (fails(from.get_array().get(array))) return false;
        std::uint32_t count = 0;
        for (auto element : array) {
            od::value value;
            od::json_type type{};
            if (fails(std::move(element).get(value)) || fails(value.type().get(type))) return false;
            if (!add(value, type, {}, depth + 1)) return false;
            ++count;
        }
        m_nodes[index].count = count;
        return true;
    }

    template <class From>
    bool addObject(From& from, std::size_t index, std::size_t depth)
    {
        if (depth >= m_limits.maxDepth) return refuse("nested too deep");
        m_nodes[index].type = Type::Object;
        od::object object;
        if (fails(from.get_object().get(object))) return false;
        std::uint32_t count = 0;
        for (auto field : object) {
            od::field member;
            if (fails(std::move(field).get(member))) return false;
            std::string_view key;
            if (fails(member.unescaped_key().get(key))) return false;
            if (!isCleanText(key)) return refuse("name with a lone surrogate or U+0000");
            od::value& value = member.value();
            od::json_type type{};
            if (fails(value.type().get(type))) return false;
            if (!add(value, type, key, depth + 1)) return false;
            ++count;
        }
        m_nodes[index].count = count;
        return !hasTwins(index, count) || refuse("duplicate name in an object");
    }

    std::string_view keyOf(std::size_t index) const
    {
        return {m_text + m_nodes[index].key, m_nodes[index].keyLength};
    }

    bool hasTwins(std::size_t parent, std::uint32_t count)
    {
        constexpr std::uint32_t kSmall = 24;
        const std::size_t end = m_nodes.size();
        // The last child's `end` is set already; the parent's is not.
        if (count <= kSmall) {
            for (std::size_t i = parent + 1; i < end; i = m_nodes[i].end)
                for (std::size_t j = m_nodes[i].end; j < end; j = m_nodes[j].end)
                    if (keyOf(i) == keyOf(j)) return true;
            return false;
        }
        std::vector<std::string_view> keys;
        keys.reserve(count);
        for (std::size_t i = parent + 1; i < end; i = m_nodes[i].end)
            keys.push_back(keyOf(i));
        std::sort(keys.begin(), keys.end());
        return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
    }

    std::vector<detail::Node>& m_nodes;
    const Limits& m_limits;
    char* m_text = nullptr;
    std::size_t m_used = 0;
    const char* m_problem = "not JSON";
};

std::string_view Value::scalarText() const
{
    if (m_nodes == nullptr) return {};
    switch (node().type) {
    case Type::String:
    case Type::Number:
        return raw();
    case Type::Bool:
        return node().truth ? std::string_view("true") : std::string_view("false");
    case Type::Null:
    case Type::Array:
    case Type::Object:
        break;
    }
    return {};
}

Value Value::operator[](std::string_view wanted) const
{
    if (!isObject()) return {};
    for (std::uint32_t i = m_index + 1; i < node().end; i = m_nodes[i].end) {
        const detail::Node& member = m_nodes[i];
        if (std::string_view(m_text + member.key, member.keyLength) == wanted)
            return Value(m_nodes, m_text, i);
    }
    return {};
}

std::string_view Value::name() const
{
    return m_nodes == nullptr ? std::string_view() : std::string_view(m_text + node().key, node().keyLength);
}

namespace {

base::Expected<Document, ParseError> parseWith(Scratch& scratch, std::string_view text, const Limits& limits)
{
    scratch.padded.resize(std::max(scratch.padded.size(), text.size() + simdjson::SIMDJSON_PADDING));
    std::memcpy(scratch.padded.data(), text.data(), text.size());
    std::memset(scratch.padded.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
    od::document tokens;
    const error_code error =
        scratch.parser.iterate(scratch.padded.data(), text.size(), scratch.padded.size()).get(tokens);
    if (error != simdjson::SUCCESS) return base::Unexpected(ParseError{simdjson::error_message(error)});
    Document document;
    TreeBuilder builder(document, limits, text.size());
    if (!builder.build(tokens)) return base::Unexpected(ParseError{builder.problem()});
    // The reader does not look at what stands behind a number, a truth or a null that is the whole text.
    const Value root = document.root();
    if (root.isNumber() || root.isBool() || root.isNull()) {
        const std::string_view word = root.isNull() ? std::string_view("null") : root.scalarText();
        if (trimmed(text.substr(text.find_first_not_of(" \t\n\r"))) != word)
            return base::Unexpected(ParseError{"something follows the JSON value"});
        return document;
    }
    // Out of bounds is how this version says that no token is left.
    const char* place = nullptr;
    if (tokens.current_location().get(place) != simdjson::OUT_OF_BOUNDS)
        return base::Unexpected(ParseError{"something follows the JSON value"});
    return document;
}

} // namespace

base::Expected<Document, ParseError> Document::parse(std::string_view text, const Limits& limits)
{
    if (text.size() > limits.maxBytes) return base::Unexpected(ParseError{"too long"});
    if (text.empty()) return base::Unexpected(ParseError{"empty"});
    // simdjson takes a zero byte between tokens for a blank.
    if (std::memchr(text.data(), 0, text.size()) != nullptr) return base::Unexpected(ParseError{"zero byte"});
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return base::Unexpected(ParseError{"byte order mark"});
    if (text.size() > kKeptBufferMax) {
        Scratch scratch;
        return parseWith(scratch, text, limits);
    }
    // One reader per thread that ever parses: its buffers are the price of reading without allocations.
    thread_local Scratch scratch;
    return parseWith(scratch, text, limits);
}

std::string compact(std::string_view text)
{
    std::string out(text.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t length = 0;
    if (simdjson::minify(text.data(), text.size(), out.data(), length) != simdjson::SUCCESS)
        return std::string(text);
    out.resize(length);
    return out;
}

} // namespace hub::json
