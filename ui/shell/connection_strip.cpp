#include "ui/shell/connection_strip.h"

#include "ui/kit/icons.h"

#include <QtWidgets/QHBoxLayout>

namespace hub::shell {

using State = api::ConnectionStatus::State;

namespace {

constexpr int kIconPx = 16;
constexpr int kCountdownMs = 500;
constexpr qint64 kMsPerSecond = 1000;

} // namespace

ConnectionStrip::ConnectionStrip(api::Connection& connection, QWidget* parent)
    : QFrame(parent)
    , m_connection(connection)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_retry(new QPushButton(tr("Try now"), this))
{
    setObjectName(QStringLiteral("connectionStrip"));
    setAccessibleName(tr("Connection to the hub"));
    m_text->setObjectName(QStringLiteral("connectionText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_retry->setObjectName(QStringLiteral("retryNow"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_retry);
    m_countdown.setInterval(kCountdownMs);
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionStrip::show);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_connection.retryNow();
        show();
    });
    connect(&m_connection, &api::Connection::changed, this, &ConnectionStrip::follow);
    follow();
}

void ConnectionStrip::follow()
{
    const bool isThere = m_connection.status().state == State::Connected;
    if (isThere)
        m_countdown.stop();
    else
        m_countdown.start();
    setVisible(!isThere);
    show();
    if (isThere) Q_EMIT connected();
}

void ConnectionStrip::show()
{
    const auto status = m_connection.status();
    const bool isFirst = status.state == State::Connecting;
    setProperty("tone", isFirst ? QStringLiteral("info") : QStringLiteral("bad"));
    m_icon->setPixmap(kit::icon(isFirst ? QStringLiteral("refresh") : QStringLiteral("warning"),
                                isFirst ? kit::Token::Info : kit::Token::Bad)
                          .pixmap(kIconPx, kIconPx));
    m_retry->setVisible(!isFirst);
    QString words;
    switch (status.state) {
    case State::Connecting:
        words = tr("Connecting to %1 …").arg(status.address);
        break;
    case State::Connected:
        words = tr("Connected to %1.").arg(status.address);
        break;
    case State::Lost:
        words = tr("No connection to %1: %2").arg(status.address, status.problem);
        break;
    case State::NotAHub:
        words = tr("%1 is not a hub: %2 Check the address given with --connect.")
                    .arg(status.address, status.problem);
        break;
    }
    if (status.state == State::Lost || status.state == State::NotAHub) {
        const int seconds = static_cast<int>((status.retryInMs + kMsPerSecond - 1) / kMsPerSecond);
        words += QLatin1Char(' ') +
                 (status.retryInMs > 0 ? tr("Next try in %n s.", nullptr, seconds) : tr("Trying …"));
    }
    m_text->setText(words);
}

} // namespace hub::shell
