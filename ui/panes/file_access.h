#pragma once

#include "core/hub/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QFuture>
#include <QtCore/QString>

/// Files of the operator, read and written away from the GUI thread: a share in the network may be slow.
/// Call on the GUI thread; errors are Refused with the system's words.
namespace hub::panes {

QFuture<api::Result<QByteArray>> readFile(QString path, qint64 bytesMax);
/// Written as a whole or not at all.
QFuture<api::Result<void>> writeFile(QString path, QByteArray bytes);

} // namespace hub::panes
