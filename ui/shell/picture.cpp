#include "ui/shell/main_window.h"

#include <QtCore/QLibraryInfo>
#include <QtCore/QTimer>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>

namespace hub::shell {

namespace {

bool install(const QString& name, const QString& folder)
{
    auto* words = new QTranslator(qApp);
    if (words->load(name, folder)) return QCoreApplication::installTranslator(words);
    delete words;
    return false;
}

} // namespace

bool installTranslations(const QString& language)
{
    const QString folder = QStringLiteral(":/i18n");
    // English first: its file holds the plural forms, and it is what shows where a language has a gap.
    install(QStringLiteral("hubdeck_en"), folder);
    if (language.startsWith(QStringLiteral("en"))) return true;
    if (!install(QStringLiteral("hubdeck_") + language, folder)) return false;
    install(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return true;
}

void grabPane(MainWindow& window, const PictureRequest& request, std::function<void(const QImage&)> taken)
{
    window.setTheme(request.theme);
    window.resize(request.size);
    panes::Jump jump;
    jump.pane = request.pane;
    jump.transferId = request.transferId;
    window.go(jump);
    window.show();
    QTimer::singleShot(request.settleMs, &window,
                       [&window, taken = std::move(taken)] { taken(window.grab().toImage()); });
}

} // namespace hub::shell
