// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/pathfinder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace safeguard::diagram {

namespace {

constexpr double same = 0.01;
constexpr double borderCost = 1.5; ///< per unit along a border

bool level(double a, double b)
{
    return std::abs(a - b) < same;
}

double distance(const QPointF &a, const QPointF &b)
{
    return std::abs(a.x() - b.x()) + std::abs(a.y() - b.y());
}

}

std::vector<QPointF> simplified(const std::vector<QPointF> &points)
{
    std::vector<QPointF> result;
    for (const QPointF &p : points) {
        if (!result.empty() && level(result.back().x(), p.x()) && level(result.back().y(), p.y()))
            continue;
        while (result.size() >= 2) {
            const QPointF &a = result[result.size() - 2];
            const QPointF &b = result.back();
            const bool onX = level(a.x(), b.x()) && level(b.x(), p.x());
            const bool onY = level(a.y(), b.y()) && level(b.y(), p.y());
            const bool onward = QPointF::dotProduct(b - a, p - b) >= 0;
            if (!onward || (!onX && !onY))
                break;
            result.pop_back();
        }
        result.push_back(p);
    }
    return result;
}

double Pathfinder::cost(const std::vector<QPointF> &points) const
{
    double result = 0;
    for (size_t i = 1; i < points.size(); ++i) {
        result += distance(points[i - 1], points[i]) +
                  borderCost * m_obstacles.alongBorders(points[i - 1], points[i]);
    }
    return result + m_bendCost * std::max(0.0, static_cast<double>(points.size()) - 2);
}

std::optional<Path> Pathfinder::take(std::vector<QPointF> points, double margin) const
{
    for (size_t i = 1; i < points.size(); ++i) {
        if (!m_obstacles.isClear(points[i - 1], points[i], margin))
            return std::nullopt;
    }
    points = simplified(points);
    const double price = cost(points);
    return Path{std::move(points), price};
}

/// The piece between the bends may lie anywhere that both outer pieces reach: the middle first,
/// then beside the boxes in the way.
std::optional<Path> Pathfinder::twoBends(const QPointF &a, const QPointF &b, Side from, Side to,
                                         double margin) const
{
    const bool horizontal = isVertical(from);
    const auto along = [&](const QPointF &p) { return horizontal ? p.x() : p.y(); };
    const double direction = along(outward(from));
    const double reach = std::abs(along(b) - along(a)) + (from == to ? 160 : 0);
    const double fromEnd = along(a) + direction * m_obstacles.freeRun(a, from, reach, margin);
    const double back = along(outward(to));
    const double toEnd = along(b) + back * m_obstacles.freeRun(b, to, reach, margin);
    double low = std::max(std::min(along(a), fromEnd), std::min(along(b), toEnd));
    double high = std::min(std::max(along(a), fromEnd), std::max(along(b), toEnd));
    if (low > high)
        return std::nullopt;
    const QRectF field =
        horizontal
            ? QRectF(QPointF(low, std::min(a.y(), b.y())), QPointF(high, std::max(a.y(), b.y())))
            : QRectF(QPointF(std::min(a.x(), b.x()), low), QPointF(std::max(a.x(), b.x()), high));
    const double wish = from == to ? (direction > 0 ? low : high) : (low + high) / 2;
    std::vector<double> places{wish, low, high};
    const auto beside = [&](int, const QRectF &box) {
        const double before = (horizontal ? box.left() : box.top()) - margin;
        const double after = (horizontal ? box.right() : box.bottom()) + margin;
        for (const double place : {before, after}) {
            if (place >= low && place <= high)
                places.push_back(place);
        }
        return places.size() > 64;
    };
    m_obstacles.boxes().any(field.adjusted(-margin, -margin, margin, margin), beside);
    std::sort(places.begin(), places.end(), [wish](double p, double q) {
        return std::pair(std::abs(p - wish), p) < std::pair(std::abs(q - wish), q);
    });
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::optional<Path> best;
    for (const double place : places) {
        const QPointF c = horizontal ? QPointF(place, a.y()) : QPointF(a.x(), place);
        const QPointF d = horizontal ? QPointF(place, b.y()) : QPointF(b.x(), place);
        auto path = take({a, c, d, b}, margin);
        if (path && (!best || path->cost < best->cost - same))
            best = std::move(path);
        if (best && m_obstacles.alongBorders(c, d) == 0)
            break;
    }
    return best;
}

std::optional<Path> Pathfinder::simple(const PathEnd &from, const PathEnd &to, double margin) const
{
    const QPointF a = from.point;
    const QPointF b = to.point;
    const QPointF way = b - a;
    const QPointF out = outward(*from.side);
    const QPointF in = outward(*to.side);
    const auto forward = [](const QPointF &v, const QPointF &direction) {
        return QPointF::dotProduct(v, direction) >= -same;
    };
    if (isVertical(*from.side) != isVertical(*to.side)) {
        const QPointF corner =
            isVertical(*from.side) ? QPointF(b.x(), a.y()) : QPointF(a.x(), b.y());
        if (!forward(corner - a, out) || !forward(corner - b, in))
            return std::nullopt;
        return take({a, corner, b}, margin);
    }
    if (*from.side == *to.side)
        return twoBends(a, b, *from.side, *to.side, margin);
    if (!forward(way, out))
        return std::nullopt;
    const bool straight = isVertical(*from.side) ? level(a.y(), b.y()) : level(a.x(), b.x());
    return straight ? take({a, b}, margin) : twoBends(a, b, *from.side, *to.side, margin);
}

/// The sparse grid of one search: lines along the boxes in a window, which pieces between
/// neighbouring crossings are blocked, and what running there costs more.
struct Pathfinder::Lines
{
    std::vector<double> xs, ys;
    std::vector<char> blockedX, blockedY; ///< piece from (x, y) to the right, downwards
    std::vector<float> extraX, extraY;

    static void tidy(std::vector<double> &lines, double low, double high)
    {
        std::erase_if(lines, [&](double v) { return v < low || v > high; });
        std::sort(lines.begin(), lines.end());
        lines.erase(
            std::unique(lines.begin(), lines.end(), [](double a, double b) { return level(a, b); }),
            lines.end());
    }
    size_t at(size_t x, size_t y) const { return y * xs.size() + x; }
    static size_t find(const std::vector<double> &lines, double value)
    {
        const auto it = std::lower_bound(lines.begin(), lines.end(), value - same);
        return static_cast<size_t>(it - lines.begin());
    }
    void collect(const std::vector<QRectF> &boxes, const QRectF &window, const QPointF &from,
                 const QPointF &to)
    {
        xs = {from.x(), to.x(), window.left(), window.right()};
        ys = {from.y(), to.y(), window.top(), window.bottom()};
        for (const QRectF &box : boxes) {
            xs.insert(xs.end(), {box.left(), box.right()});
            ys.insert(ys.end(), {box.top(), box.bottom()});
        }
        tidy(xs, window.left(), window.right());
        tidy(ys, window.top(), window.bottom());
        blockedX.assign(xs.size() * ys.size(), 0);
        blockedY.assign(xs.size() * ys.size(), 0);
        extraX.assign(xs.size() * ys.size(), 0);
        extraY.assign(xs.size() * ys.size(), 0);
        for (const QRectF &box : boxes)
            block(box);
    }
    void block(const QRectF &box)
    {
        const size_t left = firstAfter(xs, box.left());
        const size_t top = firstAfter(ys, box.top());
        for (size_t y = top; y < ys.size() && ys[y] < box.bottom() - same; ++y) {
            for (size_t x = left > 0 ? left - 1 : 0; x < xs.size() && xs[x] < box.right() - same;
                 ++x)
                blockedX[at(x, y)] = 1;
        }
        for (size_t y = top > 0 ? top - 1 : 0; y < ys.size() && ys[y] < box.bottom() - same; ++y) {
            for (size_t x = left; x < xs.size() && xs[x] < box.right() - same; ++x)
                blockedY[at(x, y)] = 1;
        }
    }
    /// First line strictly beyond \a value.
    static size_t firstAfter(const std::vector<double> &lines, double value)
    {
        return static_cast<size_t>(std::upper_bound(lines.begin(), lines.end(), value + same) -
                                   lines.begin());
    }
    void addBorder(const QRectF &border)
    {
        constexpr double reach = 6;
        if (border.width() < border.height()) {
            for (size_t x = find(xs, border.left() - reach);
                 x < xs.size() && xs[x] <= border.left() + reach; ++x) {
                for (size_t y = find(ys, border.top());
                     y + 1 < ys.size() && ys[y] < border.bottom(); ++y)
                    extraY[at(x, y)] = static_cast<float>(borderCost * (ys[y + 1] - ys[y]));
            }
            return;
        }
        for (size_t y = find(ys, border.top() - reach);
             y < ys.size() && ys[y] <= border.top() + reach; ++y) {
            for (size_t x = find(xs, border.left()); x + 1 < xs.size() && xs[x] < border.right();
                 ++x)
                extraX[at(x, y)] = static_cast<float>(borderCost * (xs[x + 1] - xs[x]));
        }
    }
};

namespace {

/// Fewest bends from going \a direction at a point \a way from the goal, to arriving in \a arrival
/// (an index as in Side; negative: any).
int leastBends(int direction, const QPointF &way, int arrival)
{
    const bool horizontal = direction % 2 == 0;
    const double ahead = horizontal ? way.x() : way.y();
    const double aside = horizontal ? way.y() : way.x();
    const double sign = direction >= 2 ? 1 : -1;
    int bends = 0;
    if (std::abs(aside) >= same)
        bends = ahead * sign >= -same ? 1 : 2;
    else if (ahead * sign < -same)
        bends = 2;
    if (arrival < 0)
        return bends;
    const bool sameAxis = direction % 2 == arrival % 2;
    if ((bends % 2 == 0) != sameAxis)
        return bends + 1;
    return bends == 0 && direction != arrival ? 2 : bends;
}

int opposite(int direction)
{
    return (direction + 2) % 4;
}

}

std::optional<Path> Pathfinder::searchWithin(const QRectF &window, const PathEnd &from,
                                             const PathEnd &to, double margin)
{
    std::vector<std::pair<int, QRectF>> found;
    m_obstacles.boxes().any(window.adjusted(-margin, -margin, margin, margin),
                            [&](int id, const QRectF &box) {
                                found.emplace_back(id, box);
                                return false;
                            });
    std::sort(found.begin(), found.end(), [](auto &a, auto &b) { return a.first < b.first; });
    std::vector<QRectF> boxes;
    for (size_t i = 0; i < found.size(); ++i) {
        if (i == 0 || found[i].first != found[i - 1].first)
            boxes.push_back(found[i].second.adjusted(-margin, -margin, margin, margin));
    }
    Lines lines;
    lines.collect(boxes, window, from.point, to.point);
    m_obstacles.borders().any(window, [&](int, const QRectF &border) {
        lines.addBorder(border);
        return false;
    });

    const size_t width = lines.xs.size();
    const size_t states = width * lines.ys.size() * 4;
    if (m_cost.size() < states) {
        m_cost.resize(states);
        m_before.resize(states);
        m_round.resize(states, 0);
    }
    ++m_searches;
    const auto goalX = Lines::find(lines.xs, to.point.x());
    const auto goalY = Lines::find(lines.ys, to.point.y());
    const int arrival = to.side ? opposite(static_cast<int>(*to.side)) : -1;
    const auto pointOf = [&](quint32 state) {
        return QPointF(lines.xs[state / 4 % width], lines.ys[state / 4 / width]);
    };
    // Far goals are approached eagerly: ways may be a little dearer, and are found much sooner.
    constexpr double far = 1500;
    const double eagerness = distance(from.point, to.point) > far ? 1.25 : 1.0;
    std::priority_queue<Step> open;
    quint32 order = 0;
    const auto reach = [&](quint32 state, double cost, quint32 before) {
        if (m_round[state] == m_searches && m_cost[state] <= cost + 1e-9)
            return;
        m_round[state] = m_searches;
        m_cost[state] = cost;
        m_before[state] = before;
        const QPointF way = to.point - pointOf(state);
        const double rest = std::abs(way.x()) + std::abs(way.y()) +
                            m_bendCost * leastBends(static_cast<int>(state % 4), way, arrival);
        open.push({cost + eagerness * rest, order++, state, cost});
    };
    constexpr quint32 none = std::numeric_limits<quint32>::max();
    const auto start = static_cast<quint32>(
        4 * lines.at(Lines::find(lines.xs, from.point.x()), Lines::find(lines.ys, from.point.y())));
    for (int direction = 0; direction < 4; ++direction) {
        if (!from.side || static_cast<int>(*from.side) == direction)
            reach(start + static_cast<quint32>(direction), 0, none);
    }
    while (!open.empty()) {
        const Step step = open.top();
        open.pop();
        if (step.cost > m_cost[step.state] + 1e-9)
            continue;
        const size_t x = step.state / 4 % width;
        const size_t y = step.state / 4 / width;
        const int direction = static_cast<int>(step.state % 4);
        if (x == goalX && y == goalY && (arrival < 0 || arrival == direction)) {
            std::vector<QPointF> points;
            for (quint32 s = step.state; s != none; s = m_before[s])
                points.push_back(pointOf(s));
            std::reverse(points.begin(), points.end());
            return Path{simplified(points), step.cost};
        }
        for (const int turn : {1, 3}) {
            const auto turned = static_cast<quint32>((direction + turn) % 4);
            reach(step.state / 4 * 4 + turned, step.cost + m_bendCost, step.state);
        }
        const bool horizontal = direction % 2 == 0;
        const bool onward = direction >= 2;
        if (onward ? (horizontal ? x + 1 >= width : y + 1 >= lines.ys.size())
                   : (horizontal ? x == 0 : y == 0))
            continue;
        const size_t nx = horizontal ? (onward ? x + 1 : x - 1) : x;
        const size_t ny = horizontal ? y : (onward ? y + 1 : y - 1);
        const size_t piece = lines.at(std::min(x, nx), std::min(y, ny));
        if (horizontal ? lines.blockedX[piece] : lines.blockedY[piece])
            continue;
        const double length = horizontal ? std::abs(lines.xs[nx] - lines.xs[x])
                                         : std::abs(lines.ys[ny] - lines.ys[y]);
        const double extra = horizontal ? lines.extraX[piece] : lines.extraY[piece];
        reach(static_cast<quint32>(4 * lines.at(nx, ny)) + static_cast<quint32>(direction),
              step.cost + length + extra, step.state);
    }
    return std::nullopt;
}

std::optional<Path> Pathfinder::search(const PathEnd &from, const PathEnd &to, double margin)
{
    const QRectF ends = QRectF(from.point, to.point).normalized();
    const QRectF all = m_obstacles.bounds().united(ends).adjusted(-64, -64, 64, 64);
    for (const double around : {160.0, 800.0}) {
        const QRectF window = ends.adjusted(-around, -around, around, around);
        if (auto path = searchWithin(window, from, to, margin))
            return path;
        if (window.contains(all))
            return std::nullopt;
    }
    return searchWithin(all, from, to, margin);
}

bool Pathfinder::runsAlongBorder(const std::vector<QPointF> &points) const
{
    for (size_t i = 1; i < points.size(); ++i) {
        if (m_obstacles.alongBorders(points[i - 1], points[i]) > 0)
            return true;
    }
    return false;
}

std::optional<Path> Pathfinder::find(const PathEnd &from, const PathEnd &to, double margin)
{
    for (const double m : {margin, margin / 3, 0.5}) {
        // Ends are where the margin ends; with less margin the way begins nearer to the box.
        const auto nearer = [&](PathEnd end) {
            if (end.side)
                end.point -= outward(*end.side) * (margin - m);
            return end;
        };
        const PathEnd a = nearer(from);
        const PathEnd b = nearer(to);
        std::optional<Path> path;
        if (a.side && b.side)
            path = simple(a, b, m);
        if (path && !runsAlongBorder(path->points))
            return path;
        auto other = search(a, b, m);
        if (other && (!path || other->cost < path->cost - same))
            return other;
        if (path)
            return path;
    }
    return std::nullopt;
}

}
