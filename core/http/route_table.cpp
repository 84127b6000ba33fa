#include "core/http/route_table.h"

#include <map>
#include <optional>

namespace hub::http {
namespace {

constexpr std::size_t kSegmentsMax = 16;

// Splits `/a//b/` into a, "", b, "". Nothing when there are too many.
bool split(std::string_view path, std::vector<std::string_view>& out)
{
    if (path.empty() || path.front() != '/') return false;
    path.remove_prefix(1);
    for (;;) {
        if (out.size() == kSegmentsMax) return false;
        const auto slash = path.find('/');
        out.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return true;
        path.remove_prefix(slash + 1);
    }
}

bool isParameter(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string_view parameterName(std::string_view segment)
{
    return segment.substr(1, segment.size() - 2);
}

} // namespace

struct RouteTable::Node
{
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::vector<std::size_t> rows;
};

namespace {

// One walk down the tree with the segments of a path: literals first, back to the parameter when they lead
// nowhere.
template <class Node, class Visit>
bool walk(const Node& node, const std::vector<std::string_view>& segments, std::size_t at, const Visit& visit)
{
    if (at == segments.size()) return !node.rows.empty() && visit(node);
    const auto literal = node.literals.find(segments[at]);
    if (literal != node.literals.end() && walk(*literal->second, segments, at + 1, visit)) return true;
    return node.parameter && !segments[at].empty() && walk(*node.parameter, segments, at + 1, visit);
}

} // namespace

RouteTable::RouteTable()
    : m_root(std::make_unique<Node>())
{}
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;

base::Expected<void, base::Error> RouteTable::add(Route route)
{
    std::vector<std::string_view> segments;
    if (!split(route.pattern, segments) || route.method == Method::Other)
        return base::Unexpected(base::Error{base::Error::Kind::Invalid, "route " + route.pattern});
    Node* node = m_root.get();
    for (const auto segment : segments) {
        auto& next = isParameter(segment) ? node->parameter : node->literals[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    for (const std::size_t row : node->rows)
        if (m_rows[row]->method == route.method)
            return base::Unexpected(
                base::Error{base::Error::Kind::Conflict, "route " + route.pattern + " twice"});
    if (route.name.empty()) route.name = std::string(toString(route.method)) + " " + route.pattern;
    node->rows.push_back(m_rows.size());
    m_rows.push_back(std::make_unique<Route>(std::move(route)));
    return {};
}

RouteMatch RouteTable::match(Method method, std::string_view path) const
{
    RouteMatch match;
    std::vector<std::string_view> segments;
    segments.reserve(8);
    if (!split(path, segments)) return match;
    const auto take = [&](Method wanted) {
        return walk(*m_root, segments, 0, [&](const Node& node) {
            for (const std::size_t row : node.rows) {
                if (m_rows[row]->method != wanted) continue;
                match.route = m_rows[row].get();
                match.index = row;
                return true;
            }
            return false;
        });
    };
    if (!take(method) && !(method == Method::Head && take(Method::Get))) {
        walk(*m_root, segments, 0, [&](const Node& node) {
            for (const std::size_t row : node.rows) {
                const std::string name(toString(m_rows[row]->method));
                if (match.allow.find(name) != std::string::npos) continue;
                match.allow += match.allow.empty() ? name : ", " + name;
            }
            return false;
        });
        if (!match.allow.empty()) match.kind = RouteMatch::Kind::MethodNotAllowed;
        return match;
    }
    match.kind = RouteMatch::Kind::Found;
    std::vector<std::string_view> pattern;
    split(match.route->pattern, pattern);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!isParameter(pattern[i])) continue;
        auto value = percentDecode(segments[i]);
        match.params.emplace_back(parameterName(pattern[i]),
                                  value ? *std::move(value) : std::string(segments[i]));
    }
    return match;
}

} // namespace hub::http
