#pragma once

#include "core/hub/transfers_api.h"
#include "ui/kit/filter_expression.h"

#include <QtCore/QStringList>

namespace hub::panes {

/// Fields that the transfers' filter line knows.
QStringList transferFields();

/// A typed filter out of the filter line, on top of what another pane sent (`base`). When a condition cannot
/// be asked of the store, `problem` says which.
api::TransferFilter transferFilterOf(const kit::FilterExpression& expression, const api::TransferFilter& base,
                                     QString& problem);

/// True when nothing narrows: the list may follow the feed.
bool isOpen(const api::TransferFilter& filter);

} // namespace hub::panes
