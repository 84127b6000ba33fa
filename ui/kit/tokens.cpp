#include "ui/kit/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hub::kit {

namespace {

struct TokenRow
{
    Token token;
    const char* name;
    QRgb light;
    QRgb dark;
};

// clang-format off
constexpr std::array kTokens{
    TokenRow{Token::Background,  "background",  0xfff6f7f9, 0xff12161c},
    TokenRow{Token::Surface,     "surface",     0xffffffff, 0xff1a2028},
    TokenRow{Token::Raised,      "raised",      0xffeef1f5, 0xff242c37},
    TokenRow{Token::Line,        "line",        0xffdfe3e8, 0xff2c3540},
    TokenRow{Token::Control,     "control",     0xffc3cad3, 0xff465260},
    TokenRow{Token::Text,        "text",        0xff1b232d, 0xffe6eaef},
    TokenRow{Token::Muted,       "muted",       0xff5d6b7a, 0xff93a1b0},
    TokenRow{Token::Accent,      "accent",      0xff1f5fbf, 0xff6ea8fe},
    TokenRow{Token::AccentHover, "accenthover", 0xff184c99, 0xff8dbbff},
    TokenRow{Token::OnAccent,    "onaccent",    0xffffffff, 0xff12161c},
    TokenRow{Token::Good,        "good",        0xff1a7f4b, 0xff4cc38a},
    TokenRow{Token::Warn,        "warn",        0xff9a6700, 0xffe2b340},
    TokenRow{Token::Bad,         "bad",         0xffb42318, 0xfff2716b},
    TokenRow{Token::Info,        "info",        0xff0b6e99, 0xff5cc1e6},
    TokenRow{Token::Selection,   "selection",   0xffe3edfb, 0xff243552},
};
// clang-format on
static_assert(kTokens.size() == static_cast<std::size_t>(Token::Count));

const TokenRow& rowOf(Token token)
{
    return kTokens.at(static_cast<std::size_t>(token));
}

double luminance(const QColor& color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor tokenColor(Theme theme, Token token)
{
    const TokenRow& row = rowOf(token);
    return QColor::fromRgb(theme == Theme::Light ? row.light : row.dark);
}

Theme themeOf(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Base).lightness() < 128 ? Theme::Dark : Theme::Light;
}

QColor paletteColor(const QPalette& palette, Token token)
{
    return tokenColor(themeOf(palette), token);
}

QLatin1String tokenName(Token token)
{
    return QLatin1String(rowOf(token).name);
}

Token tokenOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return Token::Text;
    case Tone::Muted:
        return Token::Muted;
    case Tone::Good:
        return Token::Good;
    case Tone::Warn:
        return Token::Warn;
    case Tone::Bad:
        return Token::Bad;
    case Tone::Info:
        return Token::Info;
    }
    return Token::Text;
}

QChar shapeOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return QChar(0x25CF);
    case Tone::Warn:
        return QChar(0x25B2);
    case Tone::Bad:
        return QChar(0x25A0);
    case Tone::Info:
        return QChar(0x25C6);
    case Tone::Neutral:
    case Tone::Muted:
        break;
    }
    return QChar(0x25CB);
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace hub::kit
