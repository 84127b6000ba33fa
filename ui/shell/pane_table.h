#pragma once

#include "ui/panes/pane.h"

#include <QtCore/QString>

#include <span>

namespace hub::shell {

/// A pane of the desk.
struct PaneSpec
{
    /// Stable: settings, screenshots and jumps name it.
    const char* id;
    /// English; translated in the context `Panes`.
    const char* title;
    const char* icon;
    panes::Pane* (*make)(const panes::PaneContext& context, QWidget* parent);
};

/// All panes in the order of the navigation. A new pane is one row here.
std::span<const PaneSpec> paneTable();
QString paneTitle(const PaneSpec& spec);

} // namespace hub::shell
