#pragma once

#include <string>

namespace hub::test {

/// What a certificate of the test authority says.
struct CertificateWish
{
    std::string commonName;
    std::string dnsName; ///< subject alternative name; empty: none
    bool client = false; ///< purpose: client, else server authentication
    bool expired = false;
    bool selfSigned = false;
    bool isAuthority = false; ///< says CA:TRUE of itself
    bool isWeak = false;      ///< RSA of 1024 bits
    bool isSha1 = false;
    bool isEarly = false; ///< not valid yet
};

/// A throw-away certificate authority in a folder: ca.pem, and <name>.pem with <name>.key for each
/// certificate.
class TestAuthority
{
public:
    explicit TestAuthority(std::string folder);
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    std::string caFile() const { return m_folder + "/ca.pem"; }
    std::string certificateFile(const std::string& name) const { return m_folder + "/" + name + ".pem"; }
    std::string keyFile(const std::string& name) const { return m_folder + "/" + name + ".key"; }
    void issue(const std::string& name, const CertificateWish& wish);

private:
    std::string m_folder;
    void* m_key;
    void* m_certificate;
};

} // namespace hub::test
