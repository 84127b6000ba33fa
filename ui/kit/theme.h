#pragma once

#include "ui/kit/tokens.h"

#include <QtGui/QFont>
#include <QtWidgets/QApplication>

namespace hub::kit {

enum class TextRole { Body, Caption, PaneTitle, TileFigure, Mono };

/// Font of a role: Inter when it is installed, else the system's sans; ids in the system's fixed font.
QFont textFont(TextRole role);

/// Puts Fusion, palette, font and the style sheet of `resources/style` on the whole program; callable again
/// at any time. GUI thread.
void applyTheme(QApplication& application, Theme theme);

/// What the desktop asks for (palette lightness before applyTheme was called).
Theme systemTheme(const QApplication& application);

} // namespace hub::kit
