#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/http/jws.h"
#include "core/http/peer_certificate.h"
#include "core/http/request_guard.h"
#include "core/http/response_reader.h"
#include "core/http/url.h"
#include "tests/fuzz/signed_sample.h"
#include "tests/fuzz/targets.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hub::fuzz {
namespace {

constexpr std::size_t kBodyMax = 4096;
constexpr std::size_t kRequestsMax = 32;
constexpr std::size_t kAnswerHeadMax = 4096;

struct Seen
{
    http::Method method{};
    std::string target;
    std::string body;
    std::vector<http::Headers::Field> headers;
    bool isRefusal = false;
    bool operator==(const Seen&) const = default;
};

void checkAccepted(const http::Request& request)
{
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    bool isChunked = false;
    for (const auto& [name, value] : request.headers) {
        hosts += base::equalsIgnoreCase(name, "Host") ? 1 : 0;
        lengths += base::equalsIgnoreCase(name, "Content-Length") ? 1 : 0;
        isChunked = isChunked || base::equalsIgnoreCase(name, "Transfer-Encoding");
        HUB_CHECK(http::isValidField(name, value));
    }
    HUB_CHECK(hosts <= 1 && lengths <= 1 && !(isChunked && lengths > 0));
    HUB_CHECK(request.body->size() <= kBodyMax);
    HUB_CHECK(!request.path.empty() && request.path.front() == '/');
    HUB_CHECK(request.path.find("/../") == std::string::npos);
}

/// All requests in the bytes, as a connection reads them when they arrive in pieces of `piece` bytes.
std::vector<Seen> readAll(std::string_view bytes, std::size_t piece)
{
    http::RequestGuard guard({4096, 32, 512});
    std::vector<Seen> out;
    std::string buffer;
    for (std::size_t at = 0; at < bytes.size() && out.size() < kRequestsMax; at += piece) {
        buffer += bytes.substr(at, piece);
        for (;;) {
            const std::size_t used = guard.feed(buffer);
            HUB_CHECK(used <= buffer.size());
            buffer.erase(0, used);
            if (guard.state() == http::RequestGuard::State::Decide) guard.allowBody(kBodyMax);
            if (guard.state() == http::RequestGuard::State::Complete) {
                const auto& request = guard.request();
                checkAccepted(request);
                out.push_back({request.method,
                               request.target,
                               *request.body,
                               {request.headers.begin(), request.headers.end()},
                               false});
                guard.reset();
                if (!buffer.empty() && out.size() < kRequestsMax) continue;
            } else if (guard.state() == http::RequestGuard::State::Refused) {
                HUB_CHECK(guard.refusal().status >= 400 && guard.refusal().status < 600);
                Seen refused;
                // Of several reasons to refuse, which comes first depends on how much of the bytes is there.
                refused.isRefusal = true;
                out.push_back(std::move(refused));
                return out;
            } else if (used > 0 && !buffer.empty()) {
                continue;
            }
            break;
        }
    }
    return out;
}

struct Answered
{
    http::ResponseReader::State state{};
    int status = 0;
    std::string body;
    bool operator==(const Answered&) const = default;
};

Answered readAnswer(std::string_view bytes, std::size_t piece)
{
    http::ResponseReader reader({kAnswerHeadMax, 2048});
    reader.begin(false, true);
    for (std::size_t at = 0; at < bytes.size() && reader.state() == http::ResponseReader::State::Reading;
         at += piece)
        reader.feed(bytes.substr(at, piece));
    if (reader.state() == http::ResponseReader::State::Reading) reader.feedEnd();
    HUB_CHECK(reader.body().size() <= 2048);
    if (reader.state() != http::ResponseReader::State::Complete) return {reader.state(), 0, {}};
    return {reader.state(), reader.status(), reader.body()};
}

} // namespace

void requestGuard(std::string_view bytes)
{
    const auto whole = readAll(bytes, std::max<std::size_t>(bytes.size(), 1));
    const std::size_t piece = bytes.empty() ? 1 : 1 + static_cast<unsigned char>(bytes.back()) % 7;
    HUB_CHECK(whole == readAll(bytes, piece));
}

void responseReader(std::string_view bytes)
{
    const auto whole = readAnswer(bytes, std::max<std::size_t>(bytes.size(), 1));
    const auto split = readAnswer(bytes, 3);
    // Bytes behind a complete answer are somebody else's: whether they count depends on when they come. So
    // does the limit of the headers, which is one of waiting bytes.
    if (bytes.size() > kAnswerHeadMax) return;
    if (whole.state == http::ResponseReader::State::Complete) HUB_CHECK(whole == split);
}

void signatureHeader(std::string_view bytes)
{
    static const auto kKey = *http::VerifyKey::fromPem(kSampleKey);
    http::Headers headers{{"FSPIOP-Source", "green"}, {"FSPIOP-Destination", "blue"}};
    headers.set("FSPIOP-Signature", std::string(bytes));
    const auto problem = http::verifyMessage({kKey}, http::Method::Post, "/transfers", headers, kSampleBody);
    if (problem) return;
    // Only the sample's own pair verifies, however its JSON is laid out.
    HUB_CHECK(bytes.find(kSampleSignature.substr(0, 32)) != std::string_view::npos ||
              bytes.find("\\u") != std::string_view::npos);
}

void keyImport(std::string_view bytes)
{
    if (const auto key = http::VerifyKey::fromPem(bytes)) {
        const auto again = http::VerifyKey::fromPem((*key)->publicPem());
        HUB_CHECK(again.has_value() && (*again)->fingerprint() == (*key)->fingerprint());
        HUB_CHECK((*key)->publicPem().find("PRIVATE") == std::string::npos);
    }
    if (const auto certificate = http::peerCertificateFromPem(bytes))
        HUB_CHECK(certificate->commonName.find('\0') == std::string::npos &&
                  certificate->fingerprint.size() == 64);
    static_cast<void>(http::SigningKey::fromPem(bytes));
}

void urls(std::string_view bytes)
{
    const auto url = http::parseUrl(bytes);
    if (!url) return;
    HUB_CHECK(!url->host.empty() && url->port != 0 && !url->target.empty());
    for (const std::string& part : {url->host, url->authority, url->target})
        for (const char c : part)
            HUB_CHECK(c > 0x20 && c < 0x7F);
    HUB_CHECK(url->authority.find('@') == std::string::npos);
}

} // namespace hub::fuzz
