#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

namespace hub::kit {

enum class Theme { Light, Dark };

/// The desk's colours by meaning. Nothing else in the desk names a colour.
enum class Token {
    Background,
    Surface,
    Raised,
    Line,
    Control, ///< border of something that can be operated (3:1 against the surface)
    Text,
    Muted,
    Accent,
    AccentHover,
    OnAccent,
    Good,
    Warn,
    Bad,
    Info,
    Selection,
    Count,
};

/// What a figure or a state means. Always shown with a shape too.
enum class Tone { Neutral, Muted, Good, Warn, Bad, Info };

/// The one table of colours.
QColor tokenColor(Theme theme, Token token);
/// The colour under the palette that a widget has now: widgets ask while painting and follow a switch by
/// themselves.
QColor paletteColor(const QPalette& palette, Token token);
Theme themeOf(const QPalette& palette);
/// Name as the style sheet template writes it between two `@`.
QLatin1String tokenName(Token token);

Token tokenOf(Tone tone);
/// ● good, ▲ warning, ■ bad, ◆ information, ○ neither.
QChar shapeOf(Tone tone);

/// WCAG 2 contrast of two opaque colours, 1..21.
double contrastRatio(const QColor& a, const QColor& b);

} // namespace hub::kit
