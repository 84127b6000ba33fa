#pragma once

#include "core/hub/hub_api.h"
#include "ui/shell/main_window.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace hub::desktop {

/// Takes a picture of every pane in both palettes, one after the other, and says when it is done.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    Screenshots(const api::HubApi& hub, shell::MainWindow& window, QString directory);
    /// Begins after `warmUpMs`, so that there is something to see.
    void start(int warmUpMs);

Q_SIGNALS:
    /// Empty: all were written; else the first file that could not be.
    void finished(const QString& failedFile);

private:
    struct Shot
    {
        QString pane;
        kit::Theme theme;
        QSize size;
    };
    void chooseTransfer();
    void next();

    api::HubApi m_hub;
    QString m_transferId;
    shell::MainWindow& m_window;
    QString m_directory;
    QList<Shot> m_shots;
};

} // namespace hub::desktop
