// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/freespot.h"

#include "model/diagram/editing.h"

#include <cmath>
#include <optional>

namespace safeguard {

namespace {

constexpr double step = 24;
constexpr double gap = 24;

class Search
{
public:
    Search(const diagram::Graph &graph, const std::vector<QRectF> &taken, const QSizeF &size,
           const QPointF &wish)
        : m_graph(graph)
        , m_taken(taken)
        , m_size(size)
        , m_near(wish)
    {}

    /// Rings of growing size around the wish.
    std::optional<QRectF> around(const QPointF &centre, int container, int rings) const
    {
        for (int ring = 0; ring <= rings; ++ring) {
            std::optional<QRectF> best;
            double least = 0;
            for (int x = -ring; x <= ring; ++x) {
                for (int y = -ring; y <= ring; ++y) {
                    if (std::max(std::abs(x), std::abs(y)) != ring)
                        continue;
                    const QRectF rect = at(centre + QPointF(x, y) * step);
                    const QPointF off = rect.center() - m_near;
                    const double distance = std::hypot(off.x(), off.y());
                    if ((!best || distance < least) && isFree(rect, container)) {
                        best = rect;
                        least = distance;
                    }
                }
            }
            if (best)
                return best;
        }
        return std::nullopt;
    }

private:
    QRectF at(const QPointF &centre) const
    {
        return {QPointF(diagram::toGrid(centre.x() - m_size.width() / 2),
                        diagram::toGrid(centre.y() - m_size.height() / 2)),
                m_size};
    }
    bool isFree(const QRectF &rect, int container) const
    {
        const QRectF room = rect.adjusted(-gap, -gap, gap, gap);
        for (const QRectF &other : m_taken) {
            if (other.intersects(room))
                return false;
        }
        if (container < 0) { // on no border either
            for (const diagram::Container &other : m_graph.containers) {
                if (other.rect.intersects(rect))
                    return false;
            }
            return true;
        }
        const QRectF inside = rect.adjusted(-8, -32, 8, 8); // below the title
        return diagram::containerAt(m_graph, inside) == container &&
               m_graph.containers[static_cast<size_t>(container)].rect.contains(inside);
    }

    const diagram::Graph &m_graph;
    const std::vector<QRectF> &m_taken;
    QSizeF m_size;
    QPointF m_near;
};

}

QRectF freeSpot(const diagram::Graph &graph, const std::vector<QRectF> &taken, const QSizeF &size,
                const QPointF &wish, int container)
{
    const Search search(graph, taken, size, wish);
    if (container >= 0) {
        const QRectF shape = graph.containers[static_cast<size_t>(container)].rect;
        const QPointF start = shape.contains(wish) ? wish : shape.center();
        const int rings = static_cast<int>(std::max(shape.width(), shape.height()) / step) + 1;
        if (const auto spot = search.around(start, container, rings))
            return *spot;
    }
    QRectF all;
    for (const QRectF &rect : taken)
        all |= rect;
    for (const diagram::Container &other : graph.containers)
        all |= other.rect;
    if (const auto spot = search.around(wish, -1, 40))
        return *spot;
    return {QPointF(diagram::toGrid(all.left()), diagram::toGrid(all.bottom() + 2 * gap)), size};
}

}
