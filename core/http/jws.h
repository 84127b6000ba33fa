#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/http/message.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace hub::http {

/// A public key that may verify: RSA of at least 2048 bits (RS256, RS384, RS512) or EC P-256 (ES256).
/// Immutable.
class VerifyKey
{
public:
    /// PEM `PUBLIC KEY` or `CERTIFICATE`. Refused: private keys, RSA under 2048 bits, other curves and kinds.
    static base::Expected<std::shared_ptr<const VerifyKey>, base::Error> fromPem(std::string_view pem);
    explicit VerifyKey(evp_pkey_st* key)
        : m_key(key)
    {}
    ~VerifyKey();
    VerifyKey(const VerifyKey&) = delete;
    VerifyKey& operator=(const VerifyKey&) = delete;

    /// `text` under JWS algorithm `alg`; false also for an algorithm that does not belong to this kind of
    /// key.
    bool verify(std::string_view alg, std::string_view text, std::string_view signature) const;
    /// SHA-256 of the DER public key, hex: what operators compare.
    std::string fingerprint() const;
    /// PEM `PUBLIC KEY`, also of a key that came in a certificate.
    std::string publicPem() const;

private:
    evp_pkey_st* m_key;
};

/// The hub's own RSA key. Immutable, any thread; signing takes about a millisecond, so not on a network
/// thread.
class SigningKey
{
public:
    static base::Expected<std::shared_ptr<const SigningKey>, base::Error> fromPem(std::string_view pem);
    static base::Expected<std::shared_ptr<const SigningKey>, base::Error> load(const std::string& file);
    /// New RSA-2048 key, written as PKCS#8 PEM with mode 0600; Conflict when the file exists.
    static base::Expected<std::shared_ptr<const SigningKey>, base::Error> create(const std::string& file);
    explicit SigningKey(evp_pkey_st* key)
        : m_key(key)
    {}
    ~SigningKey();
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;

    std::string publicPem() const;
    /// RS256 over `text`; empty when OpenSSL fails.
    std::string sign(std::string_view text) const;

private:
    evp_pkey_st* m_key;
};

/// Value of FSPIOP-Signature for a message of the hub (Signature v1.1, fspiop 12.1, 12.3): the protected
/// header names RS256, FSPIOP-URI, FSPIOP-HTTP-Method, FSPIOP-Source and, when the headers have them,
/// FSPIOP-Destination and Date. Nothing when the headers lack FSPIOP-Source or OpenSSL fails. `uri` is what
/// the receiver's FSPIOP-URI shall say.
std::optional<std::string> signMessage(const SigningKey& key, Method method, std::string_view uri,
                                       const Headers& headers, std::string_view body);

/// Checks FSPIOP-Signature of a received message over its raw bytes (fspiop 12.2). Nothing: it is good; else
/// the detail for `Invalid signature - <detail>` (3105). `uri` is the real request path as the signer names
/// it (from its resource on), `keys` those of FSPIOP-Source that are valid now.
std::optional<std::string> verifyMessage(const std::vector<std::shared_ptr<const VerifyKey>>& keys,
                                         Method method, std::string_view uri, const Headers& headers,
                                         std::string_view body);

} // namespace hub::http
