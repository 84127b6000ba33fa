#include "core/http/pilot_authority.h"

#include "core/base/bytes.h"
#include "core/http/openssl_owned.h"
#include "core/http/peer_certificate.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace hub::http {
namespace {

using Kind = base::Error::Kind;

constexpr int kAuthorityDays = 3650;
// The same program writes and reads the list: it has no reason to run out before the authority does.
constexpr int kRevocationDays = 3650;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kSkewMs = 300'000; ///< other clocks may be a little behind
constexpr std::size_t kSerialBytes = 16;
constexpr std::size_t kNameMax = 64;
constexpr int kRsaBitsMin = 2048;

base::Unexpected<base::Error> fail(Kind kind, std::string detail)
{
    ERR_clear_error();
    return base::Unexpected(base::Error{kind, std::move(detail)});
}

std::string systemError(const std::string& file)
{
    return file + ": " + std::strerror(errno);
}

std::optional<std::string> fileText(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string pemOf(X509* certificate)
{
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return textOf(bio.get());
}

std::string keyPemOf(EVP_PKEY* key)
{
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(bio.get());
}

void setTimes(X509* certificate, base::Instant now, int days)
{
    ASN1_TIME_set(X509_getm_notBefore(certificate), static_cast<time_t>((now.ms - kSkewMs) / 1000));
    ASN1_TIME_set(X509_getm_notAfter(certificate), static_cast<time_t>((now.ms + days * kDayMs) / 1000));
}

bool addExtension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    const bool added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

bool setCommonName(X509_NAME* name, const std::string& text)
{
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()), -1, 0) == 1;
}

/// 128 random bits, the first of them zero so that the number is positive; hex, empty when there is no
/// chance.
std::string newSerial()
{
    std::array<unsigned char, kSerialBytes> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return {};
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7FU) | 0x40U);
    return base::toHex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void setSerial(ASN1_INTEGER* target, const std::string& serial)
{
    BIGNUM* number = nullptr;
    BN_hex2bn(&number, serial.c_str());
    const Owned<BIGNUM> owned(number);
    if (number != nullptr) BN_to_ASN1_INTEGER(number, target);
}

bool isPlainName(std::string_view text)
{
    return !text.empty() && text.size() <= kNameMax && std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != ',' && c != '/' && c != '\\';
    });
}

/// `DNS:a,IP:127.0.0.1`; nothing when a name is none.
std::optional<std::string> alternativeNames(const std::vector<std::string>& names)
{
    std::string out;
    for (const auto& name : names) {
        const bool isPlain =
            !name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
                return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '*';
            });
        if (!isPlain) return std::nullopt;
        const bool isAddress =
            name.find(':') != std::string::npos || name.find_first_not_of("0123456789.") == std::string::npos;
        out += (out.empty() ? "" : ",") + std::string(isAddress ? "IP:" : "DNS:") + name;
    }
    return out;
}

base::Expected<void, base::Error> append(const std::string& file, const std::string& line)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return fail(Kind::Storage, systemError(file));
    const bool stored =
        ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (!stored) return fail(Kind::Storage, file + ": not written");
    return {};
}

/// Readers see the old file or the new one, never half of it.
base::Expected<void, base::Error> replaceFile(const std::string& file, const std::string& text)
{
    const std::string fresh = file + "." + std::to_string(::getpid());
    ::unlink(fresh.c_str());
    if (auto written = writePrivateFile(fresh, text); !written) return written;
    if (::rename(fresh.c_str(), file.c_str()) != 0) return fail(Kind::Storage, systemError(file));
    return {};
}

} // namespace

base::Expected<void, base::Error> writePrivateFile(const std::string& file, std::string_view text)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return fail(errno == EEXIST ? Kind::Conflict : Kind::Storage, systemError(file));
    const bool stored =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (stored) return {};
    ::unlink(file.c_str());
    return fail(Kind::Storage, file + ": not written");
}

PilotAuthority::PilotAuthority(std::string folder, evp_pkey_st* key, x509_st* certificate)
    : m_folder(std::move(folder))
    , m_key(key)
    , m_certificate(certificate)
{}

PilotAuthority::~PilotAuthority()
{
    EVP_PKEY_free(m_key);
    X509_free(m_certificate);
}

base::Expected<std::unique_ptr<PilotAuthority>, base::Error>
PilotAuthority::create(const std::string& folder, const std::string& name, base::Instant now)
{
    if (!isPlainName(base::toLowerAscii(name).substr(0, 1)) || name.size() > kNameMax)
        return fail(Kind::Invalid, "the authority's name needs 1 to 64 characters");
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(Kind::Storage, systemError(folder));
    Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    Owned<X509> certificate(X509_new());
    if (!key || !certificate) return fail(Kind::Internal, "no key could be made");
    X509_set_version(certificate.get(), 2);
    setSerial(X509_get_serialNumber(certificate.get()), newSerial());
    setTimes(certificate.get(), now, kAuthorityDays);
    X509_set_pubkey(certificate.get(), key.get());
    const bool named = setCommonName(X509_get_subject_name(certificate.get()), name);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    const bool made =
        named &&
        addExtension(certificate.get(), certificate.get(), NID_basic_constraints,
                     "critical,CA:TRUE,pathlen:0") &&
        addExtension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
        addExtension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash") &&
        X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
    if (!made) return fail(Kind::Internal, "the authority's certificate could not be made");
    // The key first: its file decides who was first when two try.
    if (auto written = writePrivateFile(folder + "/ca.key", keyPemOf(key.get())); !written)
        return base::Unexpected(written.error());
    if (auto written = replaceFile(folder + "/ca.pem", pemOf(certificate.get())); !written)
        return base::Unexpected(written.error());
    std::unique_ptr<PilotAuthority> made_(new PilotAuthority(folder, key.release(), certificate.release()));
    if (auto written = made_->writeRevocations(now); !written) return base::Unexpected(written.error());
    return made_;
}

base::Expected<std::unique_ptr<PilotAuthority>, base::Error> PilotAuthority::open(const std::string& folder)
{
    const std::string keyFile = folder + "/ca.key";
    struct stat info
    {
    };
    if (::stat(keyFile.c_str(), &info) != 0) return fail(Kind::NotFound, folder + ": no authority");
    if ((info.st_mode & 077) != 0) return fail(Kind::Invalid, keyFile + ": readable by others");
    const auto keyText = fileText(keyFile);
    const auto certificateText = fileText(folder + "/ca.pem");
    if (!keyText || !certificateText) return fail(Kind::Invalid, folder + ": incomplete authority");
    const auto refuse = [](char*, int, int, void*) { return 0; };
    Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(readingBio(*keyText).get(), nullptr, refuse, nullptr));
    Owned<X509> certificate(PEM_read_bio_X509(readingBio(*certificateText).get(), nullptr, nullptr, nullptr));
    if (!key || !certificate || X509_check_private_key(certificate.get(), key.get()) != 1)
        return fail(Kind::Invalid, folder + ": key and certificate do not fit");
    return std::unique_ptr<PilotAuthority>(new PilotAuthority(folder, key.release(), certificate.release()));
}

std::string PilotAuthority::certificatePem() const
{
    return pemOf(m_certificate);
}

base::Expected<IssuedCertificate, base::Error>
PilotAuthority::issue(const CertificateRequest& request, const std::string& keyFile, base::Instant now)
{
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    if (!key) return fail(Kind::Internal, "no key could be made");
    HUB_TRY(IssuedCertificate issued, certify(key.get(), request, now));
    if (auto written = writePrivateFile(keyFile, keyPemOf(key.get())); !written)
        return base::Unexpected(written.error());
    return issued;
}

base::Expected<IssuedCertificate, base::Error>
PilotAuthority::sign(std::string_view csr, const CertificateRequest& request, base::Instant now)
{
    const Owned<X509_REQ> asked(PEM_read_bio_X509_REQ(readingBio(csr).get(), nullptr, nullptr, nullptr));
    if (!asked) return fail(Kind::Invalid, "not a PEM certificate request");
    EVP_PKEY* key = X509_REQ_get0_pubkey(asked.get());
    if (key == nullptr || X509_REQ_verify(asked.get(), key) != 1)
        return fail(Kind::Invalid, "the request is not signed with its own key");
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind != EVP_PKEY_EC && (kind != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < kRsaBitsMin))
        return fail(Kind::Invalid, "only EC keys and RSA keys of at least 2048 bits are certified");
    return certify(key, request, now);
}

base::Expected<IssuedCertificate, base::Error>
PilotAuthority::certify(evp_pkey_st* subjectKey, const CertificateRequest& request, base::Instant now)
{
    if (!isPlainName(request.commonName)) return fail(Kind::Invalid, "the common name is none");
    if (request.days < 1 || request.days > kAuthorityDays) return fail(Kind::Invalid, "days: 1 to 3650");
    const auto names = alternativeNames(request.dnsNames);
    if (!names) return fail(Kind::Invalid, "an alternative name is neither a host name nor an address");
    IssuedCertificate issued;
    issued.serial = newSerial();
    issued.commonName = request.commonName;
    // Never beyond the authority's own end: nobody would believe the rest.
    const Owned<X509> certificate(X509_new());
    X509* const made = certificate.get();
    X509_set_version(made, 2);
    setSerial(X509_get_serialNumber(made), issued.serial);
    setTimes(made, now, request.days);
    if (ASN1_TIME_compare(X509_get0_notAfter(made), X509_get0_notAfter(m_certificate)) > 0)
        X509_set1_notAfter(made, X509_get0_notAfter(m_certificate));
    X509_set_pubkey(made, subjectKey);
    X509_set_issuer_name(made, X509_get_subject_name(m_certificate));
    const bool isMade = setCommonName(X509_get_subject_name(made), request.commonName) &&
                        addExtension(made, m_certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                        addExtension(made, m_certificate, NID_key_usage, "critical,digitalSignature") &&
                        addExtension(made, m_certificate, NID_ext_key_usage,
                                     request.isServer ? "serverAuth" : "clientAuth") &&
                        addExtension(made, m_certificate, NID_authority_key_identifier, "keyid") &&
                        (names->empty() || addExtension(made, m_certificate, NID_subject_alt_name, *names)) &&
                        X509_sign(made, m_key, EVP_sha256()) > 0;
    if (!isMade) return fail(Kind::Internal, "the certificate could not be made");
    issued.pem = pemOf(made);
    issued.fingerprint = peerCertificateOf(made).fingerprint;
    tm ends{};
    ASN1_TIME_to_tm(X509_get0_notAfter(made), &ends);
    issued.notAfter = base::Instant{static_cast<std::int64_t>(::timegm(&ends)) * 1000};
    if (auto written = writePrivateFile(m_folder + "/" + issued.serial + ".pem", issued.pem); !written)
        return base::Unexpected(written.error());
    if (auto kept = append(m_folder + "/issued.txt", "issued " + issued.serial + ' ' + issued.fingerprint +
                                                         ' ' + std::to_string(issued.notAfter.ms) + ' ' +
                                                         issued.commonName + '\n');
        !kept)
        return base::Unexpected(kept.error());
    return issued;
}

base::Expected<std::vector<IssuedCertificate>, base::Error> PilotAuthority::list() const
{
    std::vector<IssuedCertificate> out;
    const auto text = fileText(m_folder + "/issued.txt");
    if (!text) return out;
    std::map<std::string, std::size_t> bySerial;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string what;
        IssuedCertificate entry;
        std::int64_t ms = 0;
        words >> what >> entry.serial;
        if (what == "issued" && words >> entry.fingerprint >> ms >> entry.commonName) {
            entry.notAfter = base::Instant{ms};
            entry.pem = fileText(m_folder + "/" + entry.serial + ".pem").value_or(std::string());
            bySerial[entry.serial] = out.size();
            out.push_back(std::move(entry));
        } else if (what == "revoked" && words >> ms && bySerial.count(entry.serial) > 0) {
            out[bySerial[entry.serial]].revokedAt = base::Instant{ms};
        } else {
            return fail(Kind::Storage, m_folder + "/issued.txt: damaged");
        }
    }
    return out;
}

base::Expected<void, base::Error> PilotAuthority::revoke(const std::string& serial, base::Instant now)
{
    HUB_TRY(const auto known, list());
    const auto at = std::find_if(known.begin(), known.end(),
                                 [&](const IssuedCertificate& entry) { return entry.serial == serial; });
    if (at == known.end()) return fail(Kind::NotFound, "no certificate with serial " + serial);
    if (!at->revokedAt) {
        auto kept =
            append(m_folder + "/issued.txt", "revoked " + serial + ' ' + std::to_string(now.ms) + '\n');
        if (!kept) return kept;
    }
    return writeRevocations(now);
}

base::Expected<void, base::Error> PilotAuthority::writeRevocations(base::Instant now)
{
    HUB_TRY(const auto known, list());
    const Owned<X509_CRL> crl(X509_CRL_new());
    ASN1_TIME* time = ASN1_TIME_set(nullptr, static_cast<time_t>((now.ms - kSkewMs) / 1000));
    X509_CRL_set_version(crl.get(), 1);
    X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(m_certificate));
    X509_CRL_set1_lastUpdate(crl.get(), time);
    ASN1_TIME_set(time, static_cast<time_t>((now.ms + kRevocationDays * kDayMs) / 1000));
    X509_CRL_set1_nextUpdate(crl.get(), time);
    for (const auto& entry : known) {
        if (!entry.revokedAt) continue;
        X509_REVOKED* revoked = X509_REVOKED_new();
        ASN1_INTEGER* serial = ASN1_INTEGER_new();
        setSerial(serial, entry.serial);
        X509_REVOKED_set_serialNumber(revoked, serial);
        ASN1_TIME_set(time, static_cast<time_t>(entry.revokedAt->ms / 1000));
        X509_REVOKED_set_revocationDate(revoked, time);
        X509_CRL_add0_revoked(crl.get(), revoked);
        ASN1_INTEGER_free(serial);
    }
    ASN1_TIME_free(time);
    X509_CRL_sort(crl.get());
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    if (X509_CRL_sign(crl.get(), m_key, EVP_sha256()) <= 0 ||
        PEM_write_bio_X509_CRL(bio.get(), crl.get()) != 1)
        return fail(Kind::Internal, "the revocation list could not be signed");
    return replaceFile(revocationFile(), textOf(bio.get()));
}

} // namespace hub::http
