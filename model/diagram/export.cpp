// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/export.h"

#include <cmath>
#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace safeguard::diagram {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Diagram", text);
}

QRectF area(const DisplayList &list)
{
    return list.bounds.isEmpty() ? QRectF(0, 0, 64, 64) : list.bounds;
}

}

Result<QByteArray> toSvg(const DisplayList &list, const Theme &theme, const QString &title)
{
    const QRectF bounds = area(list);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly))
        return failure(ErrorCode::Internal, words("The picture could not be written."));
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(72);
    generator.setSize(QSize(static_cast<int>(std::ceil(bounds.width())),
                            static_cast<int>(std::ceil(bounds.height()))));
    generator.setViewBox(QRectF(QPointF(), bounds.size()));
    generator.setTitle(title.toHtmlEscaped()); // it is written as it is
    QPainter painter;
    if (!painter.begin(&generator))
        return failure(ErrorCode::Internal, words("The picture could not be written."));
    painter.fillRect(QRectF(QPointF(), bounds.size()), theme.color(ColorRole::Ground));
    painter.translate(-bounds.topLeft());
    paint(painter, list, theme);
    painter.end();
    return bytes;
}

Result<QByteArray> toPng(const DisplayList &list, const Theme &theme, double scale)
{
    constexpr double largest = 16'000;
    const QRectF bounds = area(list);
    const QSizeF size = bounds.size() * scale;
    if (!(size.width() >= 1 && size.height() >= 1 && size.width() <= largest &&
          size.height() <= largest))
        return failure(ErrorCode::InvalidInput,
                       words("The picture would be too large. Choose a smaller scale, or SVG."));
    QImage image(static_cast<int>(std::ceil(size.width())),
                 static_cast<int>(std::ceil(size.height())), QImage::Format_RGB32);
    if (image.isNull())
        return failure(ErrorCode::Internal, words("There is not enough memory for this picture."));
    image.fill(theme.color(ColorRole::Ground));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    painter.translate(-bounds.topLeft());
    paint(painter, list, theme);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return failure(ErrorCode::Internal, words("The picture could not be written."));
    return bytes;
}

double smallestText(const DisplayList &list, const Theme &theme)
{
    double smallest = 0;
    const auto consider = [&](FontRole role) {
        const double size = theme.font(role).pixelSize();
        smallest = smallest > 0 ? std::min(smallest, size) : size;
    };
    for (const Primitive &primitive : list.primitives) {
        if (const auto *text = std::get_if<TextShape>(&primitive.shape))
            consider(text->font);
        else if (std::holds_alternative<BadgeShape>(primitive.shape))
            consider(FontRole::Badge);
    }
    return smallest;
}

}
