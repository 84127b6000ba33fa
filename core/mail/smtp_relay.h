#pragma once

#include "core/mail/mail.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hub::mail {

enum class SmtpTls : std::uint8_t {
    None,     ///< plain, for a relay on the same host
    StartTls, ///< the relay must offer STARTTLS, else nothing is sent
    Implicit, ///< TLS from the first byte (port 465)
};

/// The relay that takes the hub's mail (keys `mail.*`).
struct SmtpOptions
{
    std::string host; ///< empty: mails are written to the log only
    std::uint16_t port = 25;
    SmtpTls tls = SmtpTls::StartTls;
    std::string user; ///< empty: no AUTH; never sent without TLS
    std::string secret;
    std::string from = "hubdeck@localhost";
    std::string helloName = "hubdeck.localdomain";
    std::size_t queueMax = 1000;
    int attemptsMax = 5;
    std::int64_t retryFirstMs = 5'000; ///< doubles with each attempt
    std::int64_t timeoutMs = 20'000;   ///< for one mail, connection included
};

struct SmtpStatistics
{
    std::uint64_t delivered = 0;
    std::uint64_t dropped = 0; ///< queue full, refused for good, or tried too often
    std::uint64_t waiting = 0;
};

/// Delivers mails one after the other over a relay (RFC 5321) on a thread of its own. A refusal for good
/// (5xx) or the last attempt drops the mail with a line in the log; what waits when the hub stops is lost:
/// alarms themselves are kept elsewhere.
class SmtpRelay final : public MailSink
{
public:
    explicit SmtpRelay(SmtpOptions options);
    /// Stops; a mail in delivery is given up.
    ~SmtpRelay() override;

    void start();
    void stop();
    [[nodiscard]] bool send(Mail&& mail) override;
    SmtpStatistics statistics() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::mail
