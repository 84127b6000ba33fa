#pragma once

#include "ui/kit/tokens.h"

#include <QtGui/QIcon>

namespace hub::kit {

/// An outline icon of `resources/icons` (`positions`, `plus`, …) in the colour that `token` has in the
/// palette of the moment: a switch of the theme recolours it. GUI thread.
QIcon icon(const QString& name, Token token = Token::Text);

/// The program's own icon.
QIcon applicationIcon();

} // namespace hub::kit
