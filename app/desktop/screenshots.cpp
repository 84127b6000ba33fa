#include "app/desktop/screenshots.h"

#include "ui/shell/pane_table.h"

#include <QDir>
#include <QTimer>

namespace hub::desktop {

Screenshots::Screenshots(const api::HubApi& hub, shell::MainWindow& window, QString directory)
    : m_hub(hub)
    , m_window(window)
    , m_directory(std::move(directory))
{
    QDir().mkpath(m_directory);
    for (const auto theme : {kit::Theme::Light, kit::Theme::Dark})
        for (const auto& pane : shell::paneTable())
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1200)})
                m_shots.append({QString::fromLatin1(pane.id), theme, size});
}

void Screenshots::start(int warmUpMs)
{
    QTimer::singleShot(warmUpMs, this, [this] { chooseTransfer(); });
}

void Screenshots::chooseTransfer()
{
    api::TransferFilter filter;
    filter.states = {domain::TransferState::Committed};
    constexpr int kOne = 1;
    api::whenDone(m_hub.transfers.search(filter, {{}, kOne}), this,
                  [this](const api::Result<api::Page<api::TransferRow>>& page) {
                      if (page && !page->rows.empty())
                          m_transferId = QString::fromStdString(page->rows.front().id.value().toString());
                      next();
                  });
}

void Screenshots::next()
{
    if (m_shots.isEmpty()) {
        Q_EMIT finished({});
        return;
    }
    const Shot shot = m_shots.takeFirst();
    shell::PictureRequest request;
    request.pane = shot.pane;
    request.theme = shot.theme;
    request.size = shot.size;
    request.settleMs = 1200;
    // Detail and trace of a transfer that has really been paid.
    if (shot.pane == QLatin1String("transfers") || shot.pane == QLatin1String("trace"))
        request.transferId = m_transferId;
    shell::grabPane(m_window, request, [this, shot](const QImage& image) {
        const QString file =
            QStringLiteral("%1/%2-%3-%4.png")
                .arg(m_directory, shot.pane,
                     shot.theme == kit::Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                .arg(shot.size.width());
        if (!image.save(file)) {
            Q_EMIT finished(file);
            return;
        }
        next();
    });
}

} // namespace hub::desktop
