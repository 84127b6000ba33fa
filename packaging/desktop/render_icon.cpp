#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

// render_icon IN.svg OUT.png SIZE: the menu icon in the sizes that desktops without SVG ask for.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("render_icon IN.svg OUT.png SIZE\n", stderr);
        return 64;
    }
    QSvgRenderer renderer(arguments[1]);
    const int size = arguments[3].toInt();
    if (!renderer.isValid() || size < 1 || size > 1024) return 65;
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    return image.save(arguments[2]) ? 0 : 74;
}
