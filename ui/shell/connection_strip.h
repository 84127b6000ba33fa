#pragma once

#include "core/hub/connection.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace hub::shell {

/// Below the top of a desk with a hub elsewhere: whether the hub is there, what is wrong, when it is tried
/// again, and the button that tries now. Hidden while all is well.
class ConnectionStrip final : public QFrame
{
    Q_OBJECT
public:
    /// `connection` outlives the strip.
    explicit ConnectionStrip(api::Connection& connection, QWidget* parent = nullptr);
    QString text() const { return m_text->text(); }

Q_SIGNALS:
    /// The hub is there (again).
    void connected();

private:
    void follow();
    void show();

    api::Connection& m_connection;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_retry;
    QTimer m_countdown;
};

} // namespace hub::shell
