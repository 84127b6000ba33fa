#include "core/mail/smtp_relay.h"

#include "core/base/log.h"

#include <QDateTime>
#include <QLocale>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QThread>
#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace hub::mail {
namespace {

using Steady = std::chrono::steady_clock;

/// A mail that waits, with its tries.
struct Waiting
{
    Mail mail;
    int attempts = 0;
    Steady::time_point notBefore;
};

/// How an exchange ended.
enum class Outcome { Delivered, TryAgain, Refused };

/// No line break may leave a header.
QByteArray oneLine(const std::string& text)
{
    QByteArray line = QByteArray::fromStdString(text).simplified();
    const bool isPlain = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
    return isPlain ? line : "=?UTF-8?B?" + line.toBase64() + "?=";
}

QByteArray messageOf(const Mail& mail, const SmtpOptions& options)
{
    QByteArray to;
    for (const std::string& address : mail.to)
        to += (to.isEmpty() ? "" : ", ") + QByteArray::fromStdString(address);
    QByteArray out =
        "From: " + QByteArray::fromStdString(options.from) + "\r\nTo: " + to +
        "\r\nSubject: " + oneLine(mail.subject) + "\r\nDate: " +
        QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss").toUtf8() +
        " +0000\r\nMessage-ID: <" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) +
        "@hubdeck>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\nAuto-Submitted: auto-generated\r\n\r\n";
    const QList<QByteArray> lines = QByteArray::fromStdString(mail.body).split('\n');
    for (QByteArray line : lines) {
        line.replace('\r', "");
        out += (line.startsWith('.') ? "." : "") + line + "\r\n";
    }
    return out + ".\r\n";
}

/// One mail over one connection, step by step as the relay answers. On the relay's thread; calls `done` once.
class Exchange final : public QObject
{
public:
    using Done = std::function<void(Outcome, QByteArray reply)>;
    Exchange(const SmtpOptions& options, const Mail& mail, Done done)
        : m_options(options)
        , m_mail(mail)
        , m_done(std::move(done))
    {}
    void start();

private:
    enum class Step { Greeting, Hello, StartTls, HelloAgain, Login, From, To, Data, Body };
    void read();
    void reply(int code);
    void ask(Step next, const QByteArray& line);
    void afterHello();
    void afterLogin();
    void nextReceiver();
    void end(Outcome outcome, const QByteArray& why);

    const SmtpOptions& m_options;
    const Mail m_mail;
    Done m_done;
    Step m_step = Step::Greeting;
    std::size_t m_receiver = 0;
    QSslSocket m_socket;
    QTimer m_timeout;
    QByteArray m_reply; ///< lines of the present reply
};

void Exchange::start()
{
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        if (m_step == Step::StartTls)
            ask(Step::HelloAgain, "EHLO " + QByteArray::fromStdString(m_options.helloName));
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this,
            [this] { end(Outcome::TryAgain, m_socket.errorString().toUtf8()); });
    connect(&m_timeout, &QTimer::timeout, this, [this] { end(Outcome::TryAgain, "no answer in time"); });
    m_timeout.setSingleShot(true);
    m_timeout.start(static_cast<int>(m_options.timeoutMs));
    m_socket.setProxy(QNetworkProxy::NoProxy);
    const QString host = QString::fromStdString(m_options.host);
    if (m_options.tls == SmtpTls::Implicit)
        m_socket.connectToHostEncrypted(host, m_options.port);
    else
        m_socket.connectToHost(host, m_options.port);
}

void Exchange::read()
{
    constexpr qint64 kReplyMax = 64 * 1024;
    if (m_socket.bytesAvailable() + m_reply.size() > kReplyMax) {
        end(Outcome::Refused, "the relay says too much");
        return;
    }
    while (m_done && m_socket.canReadLine()) {
        const QByteArray line = m_socket.readLine();
        m_reply += line;
        if (line.size() >= 4 && line.at(3) == '-') continue;
        reply(line.left(3).toInt());
        m_reply.clear();
    }
}

void Exchange::ask(Step next, const QByteArray& line)
{
    m_step = next;
    m_socket.write(line + "\r\n");
}

void Exchange::afterHello()
{
    if (m_options.user.empty()) {
        afterLogin();
        return;
    }
    if (!m_socket.isEncrypted()) {
        end(Outcome::Refused, "a password is not sent without TLS");
        return;
    }
    QByteArray plain(1, '\0');
    plain += QByteArray::fromStdString(m_options.user) + QByteArray(1, '\0');
    plain += QByteArray::fromStdString(m_options.secret);
    ask(Step::Login, "AUTH PLAIN " + plain.toBase64());
}

void Exchange::afterLogin()
{
    ask(Step::From, "MAIL FROM:<" + QByteArray::fromStdString(m_options.from) + '>');
}

void Exchange::nextReceiver()
{
    if (m_receiver < m_mail.to.size())
        ask(Step::To, "RCPT TO:<" + QByteArray::fromStdString(m_mail.to[m_receiver++]) + '>');
    else
        ask(Step::Data, "DATA");
}

void Exchange::reply(int code)
{
    const int wanted = m_step == Step::Greeting || m_step == Step::StartTls ? 220
                       : m_step == Step::Login                              ? 235
                       : m_step == Step::Data                               ? 354
                                                                            : 250;
    if (code != wanted && !(m_step == Step::To && code == 251)) {
        // 4xx may pass, 5xx does not.
        end(code >= 500 ? Outcome::Refused : Outcome::TryAgain, m_reply);
        return;
    }
    switch (m_step) {
    case Step::Greeting:
        ask(Step::Hello, "EHLO " + QByteArray::fromStdString(m_options.helloName));
        break;
    case Step::Hello:
        if (m_options.tls != SmtpTls::StartTls)
            afterHello();
        else if (m_reply.toUpper().contains("STARTTLS"))
            ask(Step::StartTls, "STARTTLS");
        else
            end(Outcome::Refused, "the relay does not offer STARTTLS");
        break;
    case Step::StartTls:
        m_socket.startClientEncryption();
        break;
    case Step::HelloAgain:
        afterHello();
        break;
    case Step::Login:
        afterLogin();
        break;
    case Step::From:
    case Step::To:
        nextReceiver();
        break;
    case Step::Data:
        m_step = Step::Body;
        m_socket.write(messageOf(m_mail, m_options));
        break;
    case Step::Body:
        m_socket.write("QUIT\r\n");
        m_socket.disconnectFromHost();
        end(Outcome::Delivered, {});
        break;
    }
}

void Exchange::end(Outcome outcome, const QByteArray& why)
{
    m_timeout.stop();
    if (auto done = std::exchange(m_done, nullptr)) done(outcome, why.simplified().left(200));
}

} // namespace

/// Lives on the relay's thread; takes what is queued, one mail at a time.
struct SmtpRelay::Impl final : public QObject
{
    SmtpOptions options;
    mutable std::mutex mutex;
    std::deque<Waiting> queue;
    bool running = false; ///< under mutex
    std::atomic<std::uint64_t> delivered{0};
    std::atomic<std::uint64_t> dropped{0};
    QThread thread;
    std::unique_ptr<QTimer> timer;      ///< on the thread
    std::unique_ptr<Exchange> exchange; ///< on the thread: the mail under way

    void look();
    void finished(Waiting&& one, Outcome outcome, const QByteArray& reply);
    void drop(const Mail& mail, const std::string& why);
};

void SmtpRelay::Impl::drop(const Mail& mail, const std::string& why)
{
    dropped.fetch_add(1, std::memory_order_relaxed);
    base::log(base::LogLevel::Warning, "a mail was not delivered", {{"subject", mail.subject}, {"why", why}});
}

void SmtpRelay::Impl::finished(Waiting&& one, Outcome outcome, const QByteArray& reply)
{
    ++one.attempts;
    if (outcome == Outcome::Delivered) {
        delivered.fetch_add(1, std::memory_order_relaxed);
    } else if (outcome == Outcome::Refused || one.attempts >= options.attemptsMax) {
        drop(one.mail, reply.toStdString());
    } else {
        one.notBefore = Steady::now() + std::chrono::milliseconds(options.retryFirstMs << (one.attempts - 1));
        const std::lock_guard lock(mutex);
        queue.push_back(std::move(one));
    }
    // The exchange is in the middle of a signal of its own.
    exchange.release()->deleteLater();
    timer->start(0);
}

void SmtpRelay::Impl::look()
{
    if (exchange) return;
    std::unique_lock lock(mutex);
    const auto due = std::min_element(queue.begin(), queue.end(), [](const Waiting& a, const Waiting& b) {
        return a.notBefore < b.notBefore;
    });
    if (due == queue.end()) return;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(due->notBefore - Steady::now()).count();
    if (left > 0) {
        timer->start(static_cast<int>(std::min<std::int64_t>(left + 1, 60'000)));
        return;
    }
    auto one = std::make_shared<Waiting>(std::move(*due));
    queue.erase(due);
    lock.unlock();
    if (options.host.empty()) {
        base::log(base::LogLevel::Info, "mail (no relay is set)", {{"subject", one->mail.subject}});
        delivered.fetch_add(1, std::memory_order_relaxed);
        timer->start(0);
        return;
    }
    exchange =
        std::make_unique<Exchange>(options, one->mail, [this, one](Outcome outcome, const QByteArray& reply) {
            finished(std::move(*one), outcome, reply);
        });
    exchange->start();
}

SmtpRelay::SmtpRelay(SmtpOptions options)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->options = std::move(options);
    m_impl->thread.setObjectName(QStringLiteral("mail"));
}

SmtpRelay::~SmtpRelay()
{
    stop();
}

void SmtpRelay::start()
{
    Impl* impl = m_impl.get();
    impl->moveToThread(&impl->thread);
    QObject::connect(&impl->thread, &QThread::started, impl, [impl] {
        impl->timer = std::make_unique<QTimer>();
        impl->timer->setSingleShot(true);
        QObject::connect(impl->timer.get(), &QTimer::timeout, impl, [impl] { impl->look(); });
        impl->timer->start(0);
    });
    QObject::connect(
        &impl->thread, &QThread::finished, impl,
        [impl] {
            impl->exchange.reset();
            impl->timer.reset();
        },
        Qt::DirectConnection);
    {
        const std::lock_guard lock(impl->mutex);
        impl->running = true;
    }
    impl->thread.start();
}

void SmtpRelay::stop()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->running = false;
    }
    m_impl->thread.quit();
    m_impl->thread.wait();
}

bool SmtpRelay::send(Mail&& mail)
{
    std::erase_if(mail.to, [](const std::string& address) { return !isAddress(address); });
    if (mail.to.empty()) return true; // Nobody wants it.
    Impl* impl = m_impl.get();
    {
        const std::lock_guard lock(impl->mutex);
        if (!impl->running || impl->queue.size() >= impl->options.queueMax) {
            impl->dropped.fetch_add(1, std::memory_order_relaxed);
            return false;
        }
        impl->queue.push_back(Waiting{std::move(mail), 0, {}});
    }
    QMetaObject::invokeMethod(
        impl,
        [impl] {
            if (impl->timer) impl->look();
        },
        Qt::QueuedConnection);
    return true;
}

SmtpStatistics SmtpRelay::statistics() const
{
    const std::lock_guard lock(m_impl->mutex);
    return {m_impl->delivered.load(), m_impl->dropped.load(), m_impl->queue.size()};
}

} // namespace hub::mail
