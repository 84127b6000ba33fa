#include "ui/kit/theme.h"

#include <QtCore/QFile>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleFactory>

namespace hub::kit {

namespace {

constexpr int kBodyPx = 13;
constexpr int kCaptionPx = 11;
constexpr int kTitlePx = 20;
constexpr int kFigurePx = 28;

QFont sans(int pixels, QFont::Weight weight = QFont::Normal)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Segoe UI"),
                      QStringLiteral("DejaVu Sans")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QPalette paletteOf(Theme theme)
{
    const auto color = [theme](Token token) { return tokenColor(theme, token); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(Token::Background));
    palette.setColor(QPalette::WindowText, color(Token::Text));
    palette.setColor(QPalette::Base, color(Token::Surface));
    palette.setColor(QPalette::AlternateBase, color(Token::Raised));
    palette.setColor(QPalette::Text, color(Token::Text));
    palette.setColor(QPalette::PlaceholderText, color(Token::Muted));
    palette.setColor(QPalette::Button, color(Token::Surface));
    palette.setColor(QPalette::ButtonText, color(Token::Text));
    palette.setColor(QPalette::BrightText, color(Token::Bad));
    palette.setColor(QPalette::Highlight, color(Token::Selection));
    palette.setColor(QPalette::HighlightedText, color(Token::Text));
    palette.setColor(QPalette::ToolTipBase, color(Token::Raised));
    palette.setColor(QPalette::ToolTipText, color(Token::Text));
    palette.setColor(QPalette::Link, color(Token::Accent));
    palette.setColor(QPalette::LinkVisited, color(Token::Accent));
    palette.setColor(QPalette::Mid, color(Token::Line));
    palette.setColor(QPalette::Midlight, color(Token::Raised));
    palette.setColor(QPalette::Dark, color(Token::Control));
    palette.setColor(QPalette::Light, color(Token::Surface));
    palette.setColor(QPalette::Disabled, QPalette::Text, color(Token::Muted));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, color(Token::Muted));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, color(Token::Muted));
    return palette;
}

QString styleSheetOf(Theme theme)
{
    QFile file(QStringLiteral(":/style/desk.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString text = QString::fromUtf8(file.readAll());
    // Pictures in a style sheet cannot take a colour: there is one of each for either theme.
    text.replace(QLatin1String("@theme@"), QLatin1String(theme == Theme::Dark ? "dark" : "light"));
    for (int i = 0; i < static_cast<int>(Token::Count); ++i) {
        const auto token = static_cast<Token>(i);
        text.replace(QLatin1Char('@') + QString(tokenName(token)) + QLatin1Char('@'),
                     tokenColor(theme, token).name());
    }
    return text;
}

} // namespace

QFont textFont(TextRole role)
{
    switch (role) {
    case TextRole::Body:
        return sans(kBodyPx);
    case TextRole::Caption:
        return sans(kCaptionPx);
    case TextRole::PaneTitle:
        return sans(kTitlePx, QFont::DemiBold);
    case TextRole::TileFigure:
        return sans(kFigurePx, QFont::Medium);
    case TextRole::Mono:
        break;
    }
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(kBodyPx - 1);
    return font;
}

void applyTheme(QApplication& application, Theme theme)
{
    if (application.style()->name().compare(QStringLiteral("fusion"), Qt::CaseInsensitive) != 0 &&
        application.styleSheet().isEmpty())
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(textFont(TextRole::Body));
    QApplication::setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

Theme systemTheme(const QApplication& application)
{
    return application.palette().color(QPalette::Window).lightness() < 128 ? Theme::Dark : Theme::Light;
}

} // namespace hub::kit
