#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Mail out of the hub: values, and the way out over a relay.
namespace hub::mail {

/// One mail in plain text. Addresses come from operators and are checked before they are used.
struct Mail
{
    std::vector<std::string> to;
    std::string subject; ///< one line
    std::string body;    ///< lines end with \n
};

/// True for what can stand in an SMTP command: `name@host`, printable ASCII without blanks, brackets or
/// control characters, at most 254 bytes.
bool isAddress(std::string_view text);

/// Takes mails for delivery. Any thread; never waits.
class MailSink
{
public:
    virtual ~MailSink() = default;
    /// False: the queue is full, the mail is dropped.
    [[nodiscard]] virtual bool send(Mail&& mail) = 0;
};

} // namespace hub::mail
