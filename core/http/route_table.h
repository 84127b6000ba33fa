#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/http/exchange.h"
#include "core/http/message.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::http {

/// Runs on the http thread that read the request; must not block. It answers at once or keeps the exchange.
using Handler = std::function<void(std::shared_ptr<Exchange>)>;

/// One row: everything that the edge knows about a resource and method.
struct Route
{
    Method method = Method::Get;
    /// `/transfers/{ID}/error`. A segment is a literal or a whole `{Name}`; it may end in `/`, and `//` is a
    /// literal empty segment.
    std::string pattern;
    Handler handler;
    /// Bytes; bounded by ServerOptions::bodyBytesMax as well. 0 takes the server's bound.
    std::size_t bodyMax = 0;
    /// Label of metrics and spans; `<METHOD> <pattern>` when left empty.
    std::string name;
    /// Free for the owner of the table (media type resource, permission ...).
    std::string resource;
};

/// What a method and path lead to.
struct RouteMatch
{
    enum class Kind { Found, NotFound, MethodNotAllowed };
    Kind kind = Kind::NotFound;
    const Route* route = nullptr;
    std::size_t index = 0; ///< of the row, when found
    std::vector<std::pair<std::string_view, std::string>> params;
    std::string allow; ///< `GET, PUT`, when the method is not allowed
};

/// The one list of a listener's resources. Filled before the server starts, then read by all http threads.
class RouteTable
{
public:
    RouteTable();
    ~RouteTable();
    RouteTable(RouteTable&&) noexcept;
    RouteTable& operator=(RouteTable&&) noexcept;

    /// Conflict when the row is there already; Invalid when the pattern is not one.
    base::Expected<void, base::Error> add(Route route);
    /// Rows in the order of adding.
    const std::vector<std::unique_ptr<Route>>& rows() const { return m_rows; }

    /// `path` raw, starting with `/`. Literal segments win over parameters; a parameter never matches an
    /// empty segment and is percent-decoded after the split, so an escaped slash stays inside it. HEAD falls
    /// back to the GET row.
    RouteMatch match(Method method, std::string_view path) const;

private:
    struct Node;
    std::vector<std::unique_ptr<Route>> m_rows;
    std::unique_ptr<Node> m_root;
};

} // namespace hub::http
