#pragma once

#include <QObject>

namespace hub::runtime {

/// SIGTERM, SIGINT and SIGHUP as a Qt signal on the thread that made it (a pipe written by the handler). One
/// per process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject* parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopAsked();
};

} // namespace hub::runtime
