// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagramexport.h"

#include "model/diagram/export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace safeguard {

namespace {

/// A scene unit is a pixel of 1/96 inch; the format ends at 200 inches.
constexpr double pointsPerUnit = 0.75;
constexpr double longestPage = 14'000;

Result<QByteArray> toPdf(const Drawing &drawing, const diagram::Theme &theme, const QString &title)
{
    const QSizeF size = drawing.bounds.isEmpty() ? QSizeF(64, 64) : drawing.bounds.size();
    const double longest = std::max(size.width(), size.height()) * pointsPerUnit;
    const double scale = pointsPerUnit * std::min(1.0, longestPage / longest);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QPdfWriter writer(&buffer);
    if (buffer.open(QIODevice::WriteOnly)) {
        constexpr int resolution = 288;
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Safeguard"));
        writer.setResolution(resolution);
        writer.setPageSize(QPageSize(size * scale, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({});
        QPainter painter;
        if (painter.begin(&writer)) {
            const double zoom = scale * resolution / 72;
            painter.scale(zoom, zoom);
            painter.translate(-drawing.bounds.topLeft());
            diagram::paint(painter, drawing.list, theme);
            painter.end();
            return bytes;
        }
    }
    return failure(ErrorCode::Internal, QCoreApplication::translate(
                                            "DiagramExport", "The picture could not be written."));
}

}

Result<QByteArray> exported(const Drawing &drawing, const diagram::Theme &theme,
                            DiagramFormat format, const QString &title)
{
    switch (format) {
    case DiagramFormat::Svg:
        return diagram::toSvg(drawing.list, theme, title);
    case DiagramFormat::Png:
        return diagram::toPng(drawing.list, theme);
    case DiagramFormat::Pdf:
        break;
    }
    return toPdf(drawing, theme, title);
}

}
