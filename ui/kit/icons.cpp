#include "ui/kit/icons.h"

#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

namespace hub::kit {

namespace {

class TokenIconEngine final : public QIconEngine
{
public:
    TokenIconEngine(QString name, Token token)
        : m_name(std::move(name))
        , m_token(token)
    {
        QFile file(QStringLiteral(":/icons/") + m_name + QStringLiteral(".svg"));
        if (file.open(QIODevice::ReadOnly)) m_svg = file.readAll();
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Token token = mode == QIcon::Disabled ? Token::Control : m_token;
        QByteArray svg = m_svg;
        svg.replace("currentColor", paletteColor(QGuiApplication::palette(), token).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const auto theme = static_cast<int>(themeOf(QGuiApplication::palette()));
        const QString key = QStringLiteral("hub:%1:%2:%3:%4:%5:%6")
                                .arg(m_name)
                                .arg(static_cast<int>(m_token))
                                .arg(theme)
                                .arg(static_cast<int>(mode))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TokenIconEngine(*this); }

private:
    QString m_name;
    Token m_token;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString& name, Token token)
{
    return QIcon(new TokenIconEngine(name, token));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/hubdeck.svg"));
}

} // namespace hub::kit
