#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/expected.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace hub::http {

/// What a certificate shall say.
struct CertificateRequest
{
    std::string commonName;            ///< of a DFSP's client certificate: the participant's name
    std::vector<std::string> dnsNames; ///< host names or addresses of a server certificate
    bool isServer = false;             ///< purpose: server, else client authentication
    int days = 397;
};

/// One certificate of the authority's list.
struct IssuedCertificate
{
    std::string serial; ///< hex
    std::string commonName;
    std::string fingerprint; ///< SHA-256, hex
    base::Instant notAfter;
    std::optional<base::Instant> revokedAt;
    std::string pem;
};

/// A certificate authority of the hub's own, so that a pilot needs no other: EC P-256 keys, files in one
/// folder (ca.pem, ca.key with mode 0600, crl.pem, issued.txt, one PEM file for each certificate). Two
/// programs may use the folder: the list is only appended to. Blocks on the disk for a moment; any thread.
class PilotAuthority
{
public:
    /// Makes folder, key, certificate and an empty revocation list. Conflict when there is an authority.
    static base::Expected<std::unique_ptr<PilotAuthority>, base::Error>
    create(const std::string& folder, const std::string& name, base::Instant now);
    /// NotFound when there is none; Invalid when its key is readable by others or does not fit.
    static base::Expected<std::unique_ptr<PilotAuthority>, base::Error> open(const std::string& folder);
    ~PilotAuthority();
    PilotAuthority(const PilotAuthority&) = delete;
    PilotAuthority& operator=(const PilotAuthority&) = delete;

    std::string certificateFile() const { return m_folder + "/ca.pem"; }
    std::string revocationFile() const { return m_folder + "/crl.pem"; }
    std::string certificatePem() const;

    /// A new key, written to `keyFile` with mode 0600 (Conflict when it exists), and its certificate.
    base::Expected<IssuedCertificate, base::Error> issue(const CertificateRequest& request,
                                                         const std::string& keyFile, base::Instant now);
    /// A certificate for somebody else's key: `csr` is a PEM request that is signed with it. Its names are
    /// not taken over, the request's count.
    base::Expected<IssuedCertificate, base::Error> sign(std::string_view csr,
                                                        const CertificateRequest& request, base::Instant now);
    /// Oldest first.
    base::Expected<std::vector<IssuedCertificate>, base::Error> list() const;
    /// Puts it on the revocation list; NotFound for an unknown serial, no error when it is there already.
    base::Expected<void, base::Error> revoke(const std::string& serial, base::Instant now);

private:
    PilotAuthority(std::string folder, evp_pkey_st* key, x509_st* certificate);
    base::Expected<IssuedCertificate, base::Error>
    certify(evp_pkey_st* subjectKey, const CertificateRequest& request, base::Instant now);
    base::Expected<void, base::Error> writeRevocations(base::Instant now);

    std::string m_folder;
    evp_pkey_st* m_key;
    x509_st* m_certificate;
};

/// Writes a file that only its owner may read; Conflict when it exists.
base::Expected<void, base::Error> writePrivateFile(const std::string& file, std::string_view text);

} // namespace hub::http
