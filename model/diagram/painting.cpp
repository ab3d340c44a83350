// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"

#include <array>
#include <cmath>
#include <QPainter>
#include <QPainterPath>

namespace safeguard::diagram {

namespace {

constexpr double arrowLength = 10;
constexpr double arrowHalf = 4.5;

double lengthOf(const QPointF &v)
{
    return std::hypot(v.x(), v.y());
}

/// The line with rounded bends.
QPainterPath rounded(const std::vector<QPointF> &points, double corner)
{
    QPainterPath path(points.front());
    for (size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1];
        const QPointF out = points[i + 1] - points[i];
        const double radius = std::min({corner, lengthOf(in) / 2, lengthOf(out) / 2});
        if (radius < 0.5) {
            path.lineTo(points[i]);
            continue;
        }
        path.lineTo(points[i] - in / lengthOf(in) * radius);
        path.quadTo(points[i], points[i] + out / lengthOf(out) * radius);
    }
    path.lineTo(points.back());
    return path;
}

class ListPainter
{
public:
    ListPainter(QPainter &painter, const Theme &theme, const PaintOptions &options)
        : m_painter(painter)
        , m_theme(theme)
        , m_options(options)
    {}

    void operator()(const BoxShape &box)
    {
        m_painter.setPen(box.stroke ? penOf(*box.stroke, box.width, box.dashed) : QPen(Qt::NoPen));
        m_painter.setBrush(box.fill ? QBrush(m_theme.color(*box.fill)) : QBrush(Qt::NoBrush));
        if (box.radius <= 0 || m_options.detail == Detail::Minimal)
            m_painter.drawRect(box.rect);
        else
            m_painter.drawRoundedRect(box.rect, box.radius, box.radius);
    }

    void operator()(const LineShape &line)
    {
        if (line.points.size() < 2)
            return;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(penOf(line.stroke, line.width, line.dashed));
        std::vector<QPointF> points = line.points;
        if (m_options.detail == Detail::Minimal) {
            m_painter.drawPolyline(points.data(), static_cast<int>(points.size()));
            return;
        }
        const QPointF first = points.front();
        const QPointF last = points.back();
        const QPointF fromFirst = points[1] - first;
        const QPointF toLast = last - points[points.size() - 2];
        if (line.arrowAtEnd)
            points.back() -= shortened(toLast);
        if (line.arrowAtStart)
            points.front() += shortened(fromFirst);
        if (line.corner > 0 && points.size() > 2)
            m_painter.drawPath(rounded(points, line.corner));
        else
            m_painter.drawPolyline(points.data(), static_cast<int>(points.size()));
        if (line.arrowAtEnd)
            drawArrow(last, toLast, line.stroke);
        if (line.arrowAtStart)
            drawArrow(first, -fromFirst, line.stroke);
    }

    void operator()(const TextShape &text)
    {
        m_painter.setFont(m_theme.font(text.font));
        m_painter.setPen(m_theme.color(text.color));
        m_painter.drawText(text.rect, int(text.alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                           text.text);
    }

    void operator()(const BadgeShape &badge)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.color(badge.fill));
        m_painter.drawEllipse(badge.centre, badge.radius, badge.radius);
        const double r = badge.radius;
        (*this)(TextShape{QRectF(badge.centre.x() - r, badge.centre.y() - r, 2 * r, 2 * r),
                          badge.text, badge.text, FontRole::Badge, ColorRole::OnTier,
                          Qt::AlignCenter});
    }

    void operator()(const GlyphShape &glyph)
    {
        m_painter.save();
        m_painter.translate(glyph.rect.topLeft());
        m_painter.scale(glyph.rect.width(), glyph.rect.height());
        QPen pen(m_theme.color(glyph.color), 0.1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(glyphPath(glyph.glyph));
        m_painter.restore();
    }

private:
    QPen penOf(ColorRole role, double width, bool dashed) const
    {
        const bool coarse = m_options.detail == Detail::Minimal;
        QPen pen(m_theme.color(role), coarse && m_options.cosmetic ? 1 : width);
        pen.setCosmetic(m_options.cosmetic);
        pen.setJoinStyle(Qt::RoundJoin);
        pen.setCapStyle(Qt::FlatCap);
        if (dashed && !coarse)
            pen.setDashPattern({4, 3});
        return pen;
    }
    /// The line ends inside the arrow head, so that its tip stays sharp.
    static QPointF shortened(const QPointF &way)
    {
        const double length = lengthOf(way);
        return length > 0 ? way / length * std::min(arrowLength - 2, length * 0.9) : QPointF();
    }
    void drawArrow(const QPointF &tip, const QPointF &way, ColorRole role)
    {
        const double length = lengthOf(way);
        if (length <= 0)
            return;
        const QPointF along = way / length;
        const QPointF aside(-along.y(), along.x());
        const std::array<QPointF, 3> head{tip, tip - along * arrowLength + aside * arrowHalf,
                                          tip - along * arrowLength - aside * arrowHalf};
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.color(role));
        m_painter.drawPolygon(head.data(), static_cast<int>(head.size()));
    }

    QPainter &m_painter;
    const Theme &m_theme;
    const PaintOptions &m_options;
};

}

void paint(QPainter &painter, const DisplayList &list, const Theme &theme,
           const PaintOptions &options)
{
    painter.save();
    ListPainter draw(painter, theme, options);
    for (const Primitive &primitive : list.primitives) {
        if (primitive.from > options.detail)
            continue;
        if (!options.clip.isNull() && !boundsOf(primitive).intersects(options.clip))
            continue;
        std::visit(draw, primitive.shape);
    }
    painter.restore();
}

}
