#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

namespace hub::api {

/// How a desk elsewhere stands with its hub.
struct ConnectionStatus
{
    enum class State {
        Connecting, ///< the first answer is still to come
        Connected,
        Lost,   ///< no answer; tried again by itself
        NotAHub ///< something answers there, but it is no operator API of a hub
    };
    State state = State::Connecting;
    /// Where the hub is, as it was given.
    QString address;
    /// Plain English words of what is wrong; empty while connected.
    QString problem;
    /// Until the next try by itself; 0 while connected or trying.
    qint64 retryInMs = 0;
    /// Tries that failed in a row.
    int failures = 0;
};

/// The link of a desk to a hub in another process. GUI thread.
class Connection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual ConnectionStatus status() const = 0;
    /// Tries now instead of waiting.
    virtual void retryNow() = 0;

Q_SIGNALS:
    /// The state or its problem is another one; the countdown alone does not tell.
    void changed();
};

} // namespace hub::api
