#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <string>
#include <string_view>
#include <vector>

struct x509_st;

namespace hub::http {

/// What a client certificate says of its owner. A value.
struct PeerCertificate
{
    std::string commonName;            ///< empty when the subject has none, or more than one
    std::vector<std::string> dnsNames; ///< alternative names, lower case
    std::string fingerprint;           ///< SHA-256 of the certificate's DER form, lower-case hex
};

/// Reads names and fingerprint; trusting it is the caller's business.
PeerCertificate peerCertificateOf(x509_st* certificate);
/// The first certificate of a PEM text; Invalid for anything else, also when a private key is in it.
base::Expected<PeerCertificate, base::Error> peerCertificateFromPem(std::string_view pem);

} // namespace hub::http
