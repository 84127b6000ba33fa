#include "ui/panes/file_access.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QPromise>
#include <QtCore/QSaveFile>
#include <QtCore/QThreadPool>

#include <memory>

namespace hub::panes {
namespace {

/// Context of the translations.
struct FileAccess
{
    Q_DECLARE_TR_FUNCTIONS(FileAccess)
};

base::Unexpected<api::Error> refused(const QString& text)
{
    return base::Unexpected(api::Error{{}, text, {}, api::ErrorKind::Refused, {}, {}});
}

template <class T, class Work>
QFuture<api::Result<T>> away(Work work)
{
    const auto promise = std::make_shared<QPromise<api::Result<T>>>();
    promise->start();
    auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

} // namespace

QFuture<api::Result<QByteArray>> readFile(QString path, qint64 bytesMax)
{
    return away<QByteArray>([path = std::move(path), bytesMax]() -> api::Result<QByteArray> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return refused(file.errorString());
        if (file.size() > bytesMax)
            return refused(FileAccess::tr("The file has more than %1 MiB.").arg(bytesMax >> 20));
        return file.readAll();
    });
}

QFuture<api::Result<void>> writeFile(QString path, QByteArray bytes)
{
    return away<void>([path = std::move(path), bytes = std::move(bytes)]() -> api::Result<void> {
        QSaveFile file(path);
        const bool isWritten =
            file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        if (!isWritten) return refused(file.errorString());
        return {};
    });
}

} // namespace hub::panes
