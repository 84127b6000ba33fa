#include "core/http/request_guard.h"

#include "core/http/last_chunk.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstring>

namespace hub::http {
namespace {

namespace beast = boost::beast::http;
using BeastText = boost::beast::string_view;
using BeastError = boost::beast::error_code;

constexpr std::size_t kChunkExtensionMax = 256;
constexpr std::size_t kTrailerMax = 8192;
constexpr std::size_t kReserveMax = 65536;
/// Method, version and blanks of a request line, with room.
constexpr std::size_t kLineRestMax = 64;

std::string_view view(BeastText text)
{
    return {text.data(), text.size()};
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isHostText(std::string_view host)
{
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

// A segment that is `.` or `..` once decoded would mean another path to somebody behind or before us.
bool isDotSegment(std::string_view segment)
{
    if (segment.empty() || segment.size() > 6 || (segment.front() != '.' && segment.front() != '%'))
        return false;
    const auto decoded = percentDecode(segment);
    return decoded && (*decoded == "." || *decoded == "..");
}

const char* badPath(std::string_view path)
{
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') continue;
        if (i + 2 >= path.size() || !isHexDigit(path[i + 1]) || !isHexDigit(path[i + 2]))
            return "broken percent escape";
        if (path[i + 1] < '2' || (path[i + 1] == '7' && (path[i + 2] == 'f' || path[i + 2] == 'F')))
            return "escaped control character";
    }
    std::size_t at = 1;
    while (at <= path.size()) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        if (isDotSegment(path.substr(at, slash - at))) return "dot segment";
        at = slash + 1;
    }
    return nullptr;
}

bool repeatable(std::string_view name)
{
    constexpr std::string_view kPrefix = "fspiop-";
    return !base::equalsIgnoreCase(name.substr(0, kPrefix.size()), kPrefix);
}

} // namespace

class RequestGuard::Parser final : public beast::basic_parser<true>
{
public:
    explicit Parser(RequestGuard& guard)
        : m_guard(guard)
    {
        header_limit(static_cast<std::uint32_t>(guard.m_limits.headerBytesMax + 1));
        body_limit(UINT64_MAX);
    }

    int hosts = 0;
    int lengths = 0;
    bool http10 = false;
    bool encoded = false;
    std::uint64_t length = 0;

private:
    void refuse(int status, std::string detail, BeastError& ec)
    {
        m_guard.refuse(status, std::move(detail));
        ec = beast::error::bad_field;
    }

    void on_request_impl(beast::verb, BeastText method, BeastText target, int version,
                         BeastError& ec) override
    {
        auto& request = m_guard.m_request;
        const std::string_view name = view(method);
        request.method = parseMethod(name);
        http10 = version == 10;
        if (request.method == Method::Other) {
            const bool known = name == "CONNECT" || name == "TRACE";
            refuse(known ? 405 : 501, known ? "Method Not Allowed" : "unknown method", ec);
        } else if (target.size() > m_guard.m_limits.targetBytesMax) {
            refuse(414, "target too long", ec);
        } else {
            request.target = view(target);
        }
    }

    void on_response_impl(int, BeastText, int, BeastError&) override {}

    void on_field_impl(beast::field field, BeastText nameText, BeastText valueText, BeastError& ec) override
    {
        if (m_headersDone) return; // Trailer fields are read over: nothing in them may change the request.
        const std::string_view name = view(nameText);
        const std::string_view value = view(valueText);
        auto& headers = m_guard.m_request.headers;
        switch (field) {
        case beast::field::host:
            if (++hosts > 1) return refuse(400, "more than one Host", ec);
            if (!isHostText(value)) return refuse(400, "bad Host", ec);
            break;
        case beast::field::content_length:
            // Beast takes repeated and listed equal lengths; a front before us may not.
            if (++lengths > 1 || value.empty() || value.size() > 19 ||
                !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
                return refuse(400, "bad Content-Length", ec);
            length = std::strtoull(std::string(value).c_str(), nullptr, 10);
            break;
        case beast::field::transfer_encoding:
            if (encoded || !base::equalsIgnoreCase(value, "chunked"))
                return refuse(400, "unsupported Transfer-Encoding", ec);
            encoded = true;
            break;
        case beast::field::expect:
            if (!base::equalsIgnoreCase(value, "100-continue")) return refuse(417, "unknown expectation", ec);
            m_guard.m_expectsContinue = true;
            break;
        case beast::field::content_type:
        case beast::field::date:
        case beast::field::authorization:
            if (headers.contains(name)) return refuse(400, "repeated " + std::string(name), ec);
            break;
        default:
            if (!repeatable(name) && headers.contains(name))
                return refuse(400, "repeated " + std::string(name), ec);
            break;
        }
        headers.add(std::string(name), std::string(value));
    }

    void on_header_impl(BeastError&) override { m_headersDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, BeastError&) override {}

    std::size_t on_body_impl(BeastText bytes, BeastError& ec) override { return append(bytes, ec); }
    void on_chunk_header_impl(std::uint64_t size, BeastText extension, BeastError& ec) override
    {
        if (!extension.empty() && (extension.front() != ';' || extension.size() > kChunkExtensionMax))
            refuse(400, "bad chunk extension", ec);
        else if (size > m_guard.m_bodyMax - m_guard.m_body.size())
            refuse(413, "body too large", ec);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, BeastText bytes, BeastError& ec) override
    {
        return append(bytes, ec);
    }
    void on_finish_impl(BeastError&) override {}

    std::size_t append(BeastText bytes, BeastError& ec)
    {
        if (bytes.size() > m_guard.m_bodyMax - m_guard.m_body.size()) {
            refuse(413, "body too large", ec);
            return 0;
        }
        m_guard.m_body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    RequestGuard& m_guard;
    bool m_headersDone = false;
};

RequestGuard::RequestGuard(const GuardLimits& limits)
    : m_limits(limits)
{}
RequestGuard::~RequestGuard() = default;

void RequestGuard::reset()
{
    m_state = State::Headers;
    m_request = Request();
    m_body.clear();
    m_parser.reset();
    m_scanned = m_lineStart = m_lines = m_bodyMax = 0;
    m_expectsContinue = m_keepAlive = m_awaitsMore = false;
}

void RequestGuard::refuse(int status, std::string detail)
{
    m_refusal = GuardRefusal{status, std::move(detail)};
    m_state = State::Refused;
}

// Finds the empty line that ends the headers; refuses what Beast would wait for or fold. False: not there
// yet.
bool RequestGuard::scanHeaders(std::string_view data, std::size_t& headerSize)
{
    if (m_scanned == 0 && !data.empty() && (data.front() < 'A' || data.front() > 'z')) {
        refuse(400, "not a request line");
        return false;
    }
    while (m_scanned < data.size()) {
        const auto* found =
            static_cast<const char*>(std::memchr(data.data() + m_scanned, '\n', data.size() - m_scanned));
        if (found == nullptr) break;
        const auto at = static_cast<std::size_t>(found - data.data());
        if (at == 0 || data[at - 1] != '\r') {
            refuse(400, "bare LF");
            return false;
        }
        m_scanned = at + 1;
        if (m_lines == 0 && at > m_limits.targetBytesMax + kLineRestMax) {
            refuse(414, "request line too long");
            return false;
        }
        const char first = data[m_lineStart];
        if (m_lines > 0 && (first == ' ' || first == '\t')) {
            refuse(400, "folded header line");
            return false;
        }
        if (at == m_lineStart + 1) {
            headerSize = at + 1;
            if (headerSize > m_limits.headerBytesMax) refuse(431, "headers too large");
            return m_state == State::Headers;
        }
        m_lineStart = at + 1;
        // The first line is the request line.
        if (++m_lines > m_limits.headerCountMax + 1) {
            refuse(431, "too many header fields");
            return false;
        }
    }
    m_scanned = data.size();
    if (m_lines == 0 && data.size() > m_limits.targetBytesMax + kLineRestMax)
        refuse(414, "request line too long");
    else if (data.size() > m_limits.headerBytesMax)
        refuse(431, "headers too large");
    return false;
}

void RequestGuard::finishHeaders()
{
    auto& request = m_request;
    const std::string_view host = request.headers.get("Host");
    if (m_parser->hosts == 0 && !m_parser->http10) return refuse(400, "no Host");
    if (m_parser->encoded && m_parser->http10) return refuse(400, "Transfer-Encoding in HTTP/1.0");
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!base::equalsIgnoreCase(std::string_view(request.target).substr(0, scheme.size()), scheme))
            continue;
        const std::size_t slash = std::min(request.target.find('/', scheme.size()), request.target.size());
        if (!base::equalsIgnoreCase(
                std::string_view(request.target).substr(scheme.size(), slash - scheme.size()), host))
            return refuse(400, "target names another host");
        request.target.erase(0, slash);
        if (request.target.empty()) request.target = "/";
    }
    if (request.target.front() != '/') return refuse(400, "target is not a path");
    for (const char c : request.target)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '#' ||
            c == '\\')
            return refuse(400, "bad character in the target");
    const auto question = request.target.find('?');
    request.path = request.target.substr(0, question);
    if (question != std::string::npos) request.query = request.target.substr(question + 1);
    if (const char* why = badPath(request.path)) return refuse(400, why);
    m_keepAlive = m_parser->keep_alive();
    m_expectsContinue = m_expectsContinue && !m_parser->http10 && !m_parser->is_done();
    m_state = State::Decide;
}

void RequestGuard::allowBody(std::size_t bodyMax)
{
    m_bodyMax = bodyMax;
    if (m_parser->length > bodyMax) return refuse(413, "body too large");
    if (m_parser->is_done()) {
        m_state = State::Complete;
        m_request.body = base::shareBytes({});
        return;
    }
    m_body.reserve(m_parser->encoded ? std::min(bodyMax, kReserveMax) : m_parser->length);
    m_state = State::Body;
}

std::size_t RequestGuard::bodyBound() const
{
    return m_parser->encoded ? m_bodyMax : static_cast<std::size_t>(m_parser->length);
}

std::size_t RequestGuard::feedBody(std::string_view data)
{
    std::size_t done = 0;
    while (done < data.size() && m_state == State::Body) {
        if (m_awaitsMore && isCutLastChunk(data.substr(done))) break;
        BeastError ec;
        const std::size_t count = m_parser->put({data.data() + done, data.size() - done}, ec);
        done += count;
        if (m_state == State::Refused) break;
        m_awaitsMore = ec == beast::error::need_more;
        if (m_awaitsMore) {
            if (data.size() - done > kTrailerMax) refuse(400, "chunk header too long");
            break;
        }
        if (ec) {
            refuse(400, "bad body: " + ec.message());
            break;
        }
        if (m_parser->is_done()) {
            m_request.body = base::shareBytes(std::move(m_body));
            m_body = std::string();
            m_state = State::Complete;
        }
    }
    return done;
}

std::size_t RequestGuard::feed(std::string_view data)
{
    if (m_state == State::Body) return feedBody(data);
    if (m_state != State::Headers) return 0;
    std::size_t headerSize = 0;
    if (!scanHeaders(data, headerSize)) return 0;
    m_parser = std::make_unique<Parser>(*this);
    m_request.headers.reserve(m_lines);
    BeastError ec;
    std::size_t done = 0;
    while (done < headerSize && !ec && m_state == State::Headers && !m_parser->is_header_done())
        done += m_parser->put({data.data() + done, headerSize - done}, ec);
    if (m_state == State::Refused) return done;
    if (ec == beast::error::bad_version) {
        refuse(505, "HTTP version");
    } else if (ec || !m_parser->is_header_done()) {
        refuse(400, "bad request: " + ec.message());
    } else {
        finishHeaders();
    }
    return headerSize;
}

} // namespace hub::http
