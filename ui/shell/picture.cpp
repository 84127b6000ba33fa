#include "ui/shell/main_window.h"

#include <QtCore/QLibraryInfo>
#include <QtCore/QTimer>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>

namespace hub::shell {

bool installTranslations(const QString& language)
{
    auto* words = new QTranslator(qApp);
    const QString name = QStringLiteral("hubdeck_") + language;
    if (!words->load(name, QStringLiteral(":/i18n")) &&
        !words->load(name, QCoreApplication::applicationDirPath() + QStringLiteral("/translations"))) {
        delete words;
        return false;
    }
    QCoreApplication::installTranslator(words);
    auto* qtWords = new QTranslator(qApp);
    if (qtWords->load(QStringLiteral("qtbase_") + language,
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qtWords);
    else
        delete qtWords;
    return true;
}

void grabPane(MainWindow& window, const PictureRequest& request, std::function<void(const QImage&)> taken)
{
    window.setTheme(request.theme);
    window.resize(request.size);
    panes::Jump jump;
    jump.pane = request.pane;
    window.go(jump);
    window.show();
    QTimer::singleShot(request.settleMs, &window,
                       [&window, taken = std::move(taken)] { taken(window.grab().toImage()); });
}

} // namespace hub::shell
