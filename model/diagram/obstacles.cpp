// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/obstacles.h"

#include <algorithm>

namespace safeguard::diagram {

namespace {

constexpr double nearBorder = 6;

QRectF spanned(const QPointF &a, const QPointF &b)
{
    return QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                  QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
}

/// Of open rectangles: touching is not meeting.
bool meet(const QRectF &a, const QRectF &b)
{
    constexpr double touch = 1e-6;
    return a.left() < b.right() - touch && b.left() < a.right() - touch &&
           a.top() < b.bottom() - touch && b.top() < a.bottom() - touch;
}

}

QPointF outward(Side side)
{
    switch (side) {
    case Side::Left:
        return {-1, 0};
    case Side::Top:
        return {0, -1};
    case Side::Right:
        return {1, 0};
    case Side::Bottom:
        break;
    }
    return {0, 1};
}

Obstacles::Obstacles(const Graph &graph, const Topology &topology)
    : m_rects(topology.rects)
{
    for (int n = 0; n < static_cast<int>(m_rects.size()); ++n) {
        m_boxes.insert(n, m_rects[n]);
        m_bounds |= m_rects[n];
    }
    for (const Container &container : graph.containers) {
        const QRectF r = cleanRect(container.rect);
        m_bounds |= r;
        m_borders.insert(0, QRectF(r.topLeft(), QSizeF(0, r.height())));
        m_borders.insert(1, QRectF(r.topLeft(), QSizeF(r.width(), 0)));
        m_borders.insert(2, QRectF(r.topRight(), QSizeF(0, r.height())));
        m_borders.insert(3, QRectF(r.bottomLeft(), QSizeF(r.width(), 0)));
    }
}

bool Obstacles::isClear(const QPointF &a, const QPointF &b, double margin) const
{
    const QRectF piece = spanned(a, b);
    const QRectF room = piece.adjusted(-margin, -margin, margin, margin);
    return !m_boxes.any(room, [&](int, const QRectF &box) { return meet(room, box); });
}

double Obstacles::freeRun(const QPointF &from, Side direction, double limit, double margin) const
{
    const QPointF to = from + outward(direction) * limit;
    const QRectF room = spanned(from, to).adjusted(-margin, -margin, margin, margin);
    double run = limit;
    m_boxes.any(room, [&](int, const QRectF &box) {
        if (!meet(room, box))
            return false;
        double distance = 0;
        switch (direction) {
        case Side::Left:
            distance = from.x() - box.right();
            break;
        case Side::Right:
            distance = box.left() - from.x();
            break;
        case Side::Top:
            distance = from.y() - box.bottom();
            break;
        case Side::Bottom:
            distance = box.top() - from.y();
            break;
        }
        run = std::min(run, std::max(0.0, distance - margin));
        return false;
    });
    return run;
}

double Obstacles::alongBorders(const QPointF &a, const QPointF &b) const
{
    const QRectF piece = spanned(a, b);
    const bool vertical = piece.width() < piece.height();
    const QRectF room = vertical ? piece.adjusted(-nearBorder, 0, nearBorder, 0)
                                 : piece.adjusted(0, -nearBorder, 0, nearBorder);
    double length = 0;
    const auto overlap = [](double a1, double a2, double b1, double b2) {
        return std::max(0.0, std::min(a2, b2) - std::max(a1, b1));
    };
    std::vector<QRectF> seen;
    m_borders.any(room, [&](int, const QRectF &border) {
        const bool standing = border.width() < border.height();
        if (standing != vertical || std::find(seen.begin(), seen.end(), border) != seen.end())
            return false;
        seen.push_back(border);
        length += vertical ? overlap(border.top(), border.bottom(), room.top(), room.bottom())
                           : overlap(border.left(), border.right(), room.left(), room.right());
        return false;
    });
    return length;
}

}
