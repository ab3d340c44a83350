// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"

#include <array>
#include <QPainterPath>

namespace safeguard::diagram {

namespace {

void addPolyline(QPainterPath &path, std::initializer_list<QPointF> points)
{
    bool first = true;
    for (const QPointF &p : points) {
        if (first)
            path.moveTo(p);
        else
            path.lineTo(p);
        first = false;
    }
}

QPainterPath lock()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(0.2, 0.45, 0.6, 0.45), 0.08, 0.08);
    path.moveTo(0.32, 0.45);
    path.lineTo(0.32, 0.3);
    path.arcTo(QRectF(0.32, 0.1, 0.36, 0.4), 180, -180);
    path.lineTo(0.68, 0.45);
    return path;
}

QPainterPath warning()
{
    QPainterPath path;
    addPolyline(path, {{0.5, 0.12}, {0.94, 0.88}, {0.06, 0.88}});
    path.closeSubpath();
    addPolyline(path, {{0.5, 0.4}, {0.5, 0.62}});
    addPolyline(path, {{0.5, 0.745}, {0.5, 0.755}});
    return path;
}

QPainterPath question()
{
    QPainterPath path;
    path.addEllipse(QRectF(0.08, 0.08, 0.84, 0.84));
    path.moveTo(0.37, 0.4);
    path.cubicTo(0.37, 0.22, 0.65, 0.24, 0.63, 0.42);
    path.cubicTo(0.62, 0.52, 0.5, 0.52, 0.5, 0.62);
    addPolyline(path, {{0.5, 0.745}, {0.5, 0.755}});
    return path;
}

QPainterPath device()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(0.1, 0.25, 0.8, 0.5), 0.14, 0.14);
    addPolyline(path,
                {{0.22, 0.5}, {0.38, 0.5}, {0.46, 0.36}, {0.56, 0.64}, {0.63, 0.5}, {0.78, 0.5}});
    return path;
}

QPainterPath phone()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(0.28, 0.06, 0.44, 0.88), 0.08, 0.08);
    addPolyline(path, {{0.45, 0.8}, {0.55, 0.8}});
    return path;
}

QPainterPath gateway()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(0.1, 0.55, 0.8, 0.32), 0.07, 0.07);
    addPolyline(path, {{0.28, 0.55}, {0.2, 0.14}});
    addPolyline(path, {{0.72, 0.55}, {0.8, 0.14}});
    addPolyline(path, {{0.26, 0.71}, {0.27, 0.71}});
    addPolyline(path, {{0.44, 0.71}, {0.45, 0.71}});
    return path;
}

QPainterPath cloud()
{
    QPainterPath path;
    path.moveTo(0.27, 0.8);
    path.cubicTo(0.02, 0.8, 0.02, 0.46, 0.25, 0.46);
    path.cubicTo(0.27, 0.12, 0.72, 0.12, 0.75, 0.44);
    path.cubicTo(0.99, 0.46, 0.98, 0.8, 0.74, 0.8);
    path.closeSubpath();
    return path;
}

QPainterPath store()
{
    QPainterPath path;
    path.addEllipse(QRectF(0.15, 0.08, 0.7, 0.26));
    path.moveTo(0.15, 0.21);
    path.lineTo(0.15, 0.79);
    path.arcTo(QRectF(0.15, 0.66, 0.7, 0.26), 180, 180);
    path.lineTo(0.85, 0.21);
    path.moveTo(0.15, 0.5);
    path.arcTo(QRectF(0.15, 0.37, 0.7, 0.26), 180, 180);
    return path;
}

QPainterPath display()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(0.06, 0.14, 0.88, 0.56), 0.07, 0.07);
    addPolyline(path, {{0.5, 0.7}, {0.5, 0.88}});
    addPolyline(path, {{0.3, 0.88}, {0.7, 0.88}});
    return path;
}

QPainterPath support()
{
    QPainterPath path;
    path.moveTo(0.12, 0.62);
    path.lineTo(0.12, 0.5);
    path.arcTo(QRectF(0.12, 0.1, 0.76, 0.8), 180, -180);
    path.lineTo(0.88, 0.62);
    path.addRoundedRect(QRectF(0.06, 0.56, 0.2, 0.28), 0.07, 0.07);
    path.addRoundedRect(QRectF(0.74, 0.56, 0.2, 0.28), 0.07, 0.07);
    return path;
}

}

const QPainterPath &glyphPath(Glyph glyph)
{
    static const std::array<QPainterPath, 11> paths{
        QPainterPath(), lock(),  warning(), question(), device(), phone(),
        gateway(),      cloud(), store(),   display(),  support()};
    return paths[static_cast<size_t>(glyph)];
}

}
