#include "core/http/digest.h"

#include "core/base/check.h"

#include <memory>
#include <openssl/evp.h>

namespace hub::http {
namespace {

struct FreeContext
{
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

} // namespace

base::Digest sha256(std::string_view bytes)
{
    // Fetched once: OpenSSL 3 looks the algorithm up at every call otherwise, which costs more than hashing 1
    // KB.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    base::Digest digest{};
    unsigned int size = 0;
    const bool done = EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
    HUB_CHECK(done && size == digest.size());
    return digest;
}

} // namespace hub::http
