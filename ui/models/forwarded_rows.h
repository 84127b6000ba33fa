#pragma once

#include "core/hub/forwarded_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// Lists of what DFSPs ask of each other, and how the desk says their values.
using ForwardedModel = RowTable<api::ForwardedRow>;
/// The columns that fit the kinds that the list shows.
ForwardedModel* makeForwardedModel(const std::vector<api::ForwardedKind>& kinds, QObject* parent);

QString forwardedKindText(api::ForwardedKind kind);
kit::StateValue forwardedStateOf(api::ForwardedState state);
/// Words of the filter line: `asked`, `answered`, `refused`, `failed`; English in every language, as the
/// names of the fields are.
std::optional<api::ForwardedState> parseForwardedState(const QString& word);

kit::StateValue bulkStateOf(domain::BulkState state);
kit::StateValue bulkItemStateOf(domain::BulkItemState state);

} // namespace hub::models
