#pragma once

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
    Screenshots(shell::MainWindow& window, QString directory);
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
    void next();

    shell::MainWindow& m_window;
    QString m_directory;
    QList<Shot> m_shots;
};

} // namespace hub::desktop
