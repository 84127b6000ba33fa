#include "core/http/response_reader.h"

#include "core/http/last_chunk.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>

namespace hub::http {
namespace {

namespace beast = boost::beast::http;
using BeastText = boost::beast::string_view;
using BeastError = boost::beast::error_code;

constexpr int kInterimMax = 8;
constexpr std::size_t kFieldsMax = 200;

} // namespace

class ResponseReader::Parser final : public beast::basic_parser<false>
{
public:
    explicit Parser(ResponseReader& reader)
        : m_reader(reader)
    {
        header_limit(static_cast<std::uint32_t>(reader.m_limits.headerBytesMax + 1));
        body_limit(UINT64_MAX);
        eager(true);
        skip(reader.m_headOnly);
    }

private:
    void on_request_impl(beast::verb, BeastText, BeastText, int, BeastError&) override {}
    void on_response_impl(int status, BeastText, int, BeastError&) override { m_reader.m_status = status; }
    void on_field_impl(beast::field field, BeastText name, BeastText value, BeastError& ec) override
    {
        if (++m_reader.m_fields > kFieldsMax) {
            ec = beast::error::header_limit;
            return;
        }
        if (m_reader.m_headersDone) return; // trailers
        if (!m_reader.m_keep && field != beast::field::retry_after) return;
        m_reader.m_headers.add(std::string(name.data(), name.size()),
                               std::string(value.data(), value.size()));
    }
    void on_header_impl(BeastError&) override { m_reader.m_headersDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, BeastError&) override {}
    std::size_t on_body_impl(BeastText bytes, BeastError& ec) override { return append(bytes, ec); }
    void on_chunk_header_impl(std::uint64_t, BeastText, BeastError&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, BeastText bytes, BeastError& ec) override
    {
        return append(bytes, ec);
    }
    void on_finish_impl(BeastError&) override {}

    std::size_t append(BeastText bytes, BeastError& ec)
    {
        const std::size_t room = m_reader.m_limits.bodyBytesMax - m_reader.m_bodySeen;
        const std::size_t count = std::min(room, bytes.size());
        if (m_reader.m_keep) m_reader.m_body.append(bytes.data(), count);
        m_reader.m_bodySeen += count;
        if (count < bytes.size()) {
            m_reader.m_truncated = true;
            ec = beast::error::body_limit;
        }
        return count;
    }

    ResponseReader& m_reader;
};

ResponseReader::ResponseReader(const Limits& limits)
    : m_limits(limits)
{}
ResponseReader::~ResponseReader() = default;

void ResponseReader::begin(bool headOnly, bool keep)
{
    m_headOnly = headOnly;
    m_keep = keep;
    m_state = State::Reading;
    m_started = m_headersDone = m_keepAlive = m_truncated = false;
    m_status = m_interim = 0;
    m_fields = m_bodySeen = 0;
    m_failure = "";
    m_in.clear();
    m_headers.clear();
    m_body.clear();
    m_parser = std::make_unique<Parser>(*this);
}

void ResponseReader::fail(const char* why)
{
    m_state = State::Failed;
    m_failure = why;
    m_keepAlive = false;
}

void ResponseReader::finish()
{
    m_state = State::Complete;
    m_keepAlive = !m_truncated && m_parser->keep_alive() && m_in.empty();
}

void ResponseReader::feed(std::string_view data)
{
    if (m_state != State::Reading) {
        // Bytes that nobody asked for: the connection cannot be trusted with another request.
        m_keepAlive = false;
        return;
    }
    m_started = true;
    const bool buffered = !m_in.empty();
    if (buffered) m_in.append(data);
    std::string_view rest = buffered ? std::string_view(m_in) : data;
    while (m_state == State::Reading && !rest.empty()) {
        if (buffered && m_headersDone && m_parser->chunked() && isCutLastChunk(rest)) break;
        BeastError ec;
        rest.remove_prefix(m_parser->put({rest.data(), rest.size()}, ec));
        if (m_truncated) {
            m_in.clear();
            return finish();
        }
        if (ec == beast::error::need_more) break;
        if (ec) return fail("answer is not HTTP");
        if (!m_parser->is_done()) continue;
        if (m_status >= 200 || m_status == 101) {
            m_in.assign(rest);
            return finish();
        }
        // An interim answer: the real one follows.
        if (++m_interim > kInterimMax) return fail("too many interim answers");
        m_headersDone = false;
        m_fields = 0;
        m_headers.clear();
        m_parser = std::make_unique<Parser>(*this);
    }
    if (buffered)
        m_in.erase(0, m_in.size() - rest.size());
    else
        m_in.assign(rest);
    if (m_in.size() > m_limits.headerBytesMax) fail("headers too large");
}

void ResponseReader::feedEnd()
{
    if (m_state != State::Reading) return;
    if (!m_headersDone) return fail("connection closed before the answer");
    BeastError ec;
    m_parser->put_eof(ec);
    if (ec) return fail("connection closed within the answer");
    m_state = State::Complete;
    m_keepAlive = false;
}

} // namespace hub::http
