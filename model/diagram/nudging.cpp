// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/nudging.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace safeguard::diagram {

namespace {

constexpr double farthest = 120; ///< a piece slides at most so far
constexpr double borderRoom = 8;
constexpr double tolerance = 0.01;

double across(const QPointF &p, bool vertical)
{
    return vertical ? p.x() : p.y();
}

double along(const QPointF &p, bool vertical)
{
    return vertical ? p.y() : p.x();
}

int signOf(double value)
{
    return value > tolerance ? 1 : value < -tolerance ? -1 : 0;
}

/// Staircases keep their shape: a piece stays on its side of the parallel ones before and after.
void limitByNeighbours(Slide &s, const std::vector<QPointF> &points)
{
    for (const int other : {s.index - 1, s.index + 2}) {
        if (other < 0 || other >= static_cast<int>(points.size()))
            continue;
        const double at = across(points[other], s.vertical);
        const bool last = other == 0 || other + 1 == static_cast<int>(points.size());
        const double bound = last ? at : (at + s.position) / 2;
        if (at < s.position)
            s.low = std::max(s.low, std::min(s.position, bound + (last ? 6 : 0)));
        else
            s.high = std::min(s.high, std::max(s.position, bound - (last ? 6 : 0)));
    }
}

void limitByBoxes(Slide &s, const Obstacles &obstacles, double margin)
{
    const QRectF reach = s.vertical ? QRectF(QPointF(s.low, s.from()), QPointF(s.high, s.to()))
                                    : QRectF(QPointF(s.from(), s.low), QPointF(s.to(), s.high));
    obstacles.boxes().any(
        reach.adjusted(-margin, -margin, margin, margin), [&](int, const QRectF &box) {
            const double first = (s.vertical ? box.top() : box.left()) - margin;
            const double last = (s.vertical ? box.bottom() : box.right()) + margin;
            if (last <= s.from() + tolerance || first >= s.to() - tolerance)
                return false;
            const double near = (s.vertical ? box.left() : box.top()) - margin;
            const double far = (s.vertical ? box.right() : box.bottom()) + margin;
            if (far <= s.position + tolerance)
                s.low = std::max(s.low, far);
            else if (near >= s.position - tolerance)
                s.high = std::min(s.high, near);
            else
                s.low = s.high = s.position;
            return false;
        });
}

/// A border of a boundary is a wall when it leaves enough room on this side.
void limitByBorders(Slide &s, const Obstacles &obstacles)
{
    const QRectF reach = s.vertical ? QRectF(QPointF(s.low, s.from()), QPointF(s.high, s.to()))
                                    : QRectF(QPointF(s.from(), s.low), QPointF(s.to(), s.high));
    std::vector<double> walls;
    obstacles.borders().any(reach, [&](int, const QRectF &border) {
        if ((border.width() < border.height()) == s.vertical)
            walls.push_back(s.vertical ? border.left() : border.top());
        return false;
    });
    if (walls.empty())
        return;
    walls.insert(walls.end(), {s.low - borderRoom, s.high + borderRoom});
    std::sort(walls.begin(), walls.end());
    double best = -1;
    double low = s.low;
    double high = s.high;
    for (size_t i = 0; i + 1 < walls.size(); ++i) {
        const double a = walls[i] + borderRoom;
        const double b = walls[i + 1] - borderRoom;
        const double outside = std::max({0.0, a - s.position, s.position - b});
        const double worth = std::min(b - a, 40.0) - outside;
        if (b >= a && (best < 0 || worth > best)) {
            best = std::max(worth, 0.0);
            low = a;
            high = b;
        }
    }
    s.low = low;
    s.high = high;
}

bool meetAlong(const Slide &a, const Slide &b)
{
    return a.from() < b.to() - tolerance && b.from() < a.to() - tolerance;
}

bool areNear(const Slide &a, const Slide &b, double gap)
{
    return a.low <= b.high + gap && b.low <= a.high + gap && meetAlong(a, b);
}

/// Crossings of the flows of two pieces side by side when \a low has the lower position.
int crossings(const Slide &low, const Slide &high)
{
    const auto within = [](double v, const Slide &s) {
        return v > s.from() + tolerance && v < s.to() - tolerance;
    };
    return (low.before > 0 && within(low.start, high)) + (low.after > 0 && within(low.end, high)) +
           (high.before < 0 && within(high.start, low)) + (high.after < 0 && within(high.end, low));
}

/// Pieces that could come to lie on each other, directly or through others.
class Channel
{
public:
    Channel(std::vector<Slide> &slides, std::vector<int> members)
        : m_slides(slides)
        , m_members(std::move(members))
    {}
    /// Where there is no room for the gap, those that lack it come nearer to each other.
    void run(double gap)
    {
        order();
        findNeighbours(gap);
        m_gap.assign(m_members.size(), gap);
        for (int i = 0; i < 12; ++i) {
            if (solve())
                return;
        }
    }

private:
    Slide &at(size_t i) { return m_slides[m_members[i]]; }
    void order()
    {
        std::stable_sort(m_members.begin(), m_members.end(),
                         [&](int a, int b) { return m_slides[a].wish < m_slides[b].wish; });
        bool changed = true;
        for (int pass = 0; pass < 12 && changed; ++pass) {
            changed = false;
            for (size_t i = 0; i + 1 < m_members.size(); ++i) {
                if (!shouldSwap(at(i), at(i + 1)))
                    continue;
                std::swap(m_members[i], m_members[i + 1]);
                changed = true;
            }
        }
    }
    static bool shouldSwap(const Slide &a, const Slide &b)
    {
        const bool mayPass =
            !a.fixed && !b.fixed && std::min(a.high, b.high) - std::max(a.low, b.low) >= 4;
        return mayPass && meetAlong(a, b) && crossings(b, a) < crossings(a, b);
    }
    /// Which earlier and later members each one has beside it.
    void findNeighbours(double gap)
    {
        const size_t count = m_members.size();
        m_lower.assign(count, {});
        m_upper.assign(count, {});
        std::vector<size_t> byStart(count), active;
        std::iota(byStart.begin(), byStart.end(), size_t(0));
        std::sort(byStart.begin(), byStart.end(), [&](size_t a, size_t b) {
            return std::pair(at(a).from(), a) < std::pair(at(b).from(), b);
        });
        for (const size_t i : byStart) {
            std::erase_if(active, [&](size_t j) { return at(j).to() <= at(i).from() + tolerance; });
            for (const size_t j : active) {
                if (!areNear(at(i), at(j), gap))
                    continue;
                m_lower[std::max(i, j)].push_back(std::min(i, j));
                m_upper[std::min(i, j)].push_back(std::max(i, j));
            }
            active.push_back(i);
        }
    }
    double gap(size_t i, size_t j) const { return std::min(m_gap[i], m_gap[j]); }
    void comeNearer(size_t i, const std::vector<size_t> &pushedBy)
    {
        for (;; i = pushedBy[i]) {
            m_gap[i] *= 0.7;
            if (pushedBy[i] == i)
                return;
        }
    }
    /// As low as those below allow. False when some had to go beyond their limit.
    bool pushUp(std::vector<double> &value)
    {
        const size_t count = m_members.size();
        std::vector<size_t> pushedBy(count);
        bool fits = true;
        for (size_t i = 0; i < count; ++i) {
            value[i] = std::clamp(at(i).wish, at(i).low, at(i).high);
            pushedBy[i] = i;
            for (const size_t j : m_lower[i]) {
                if (at(i).fixed || value[j] + gap(i, j) <= value[i])
                    continue;
                value[i] = value[j] + gap(i, j);
                pushedBy[i] = j;
            }
            if (value[i] <= at(i).high + tolerance)
                continue;
            comeNearer(i, pushedBy);
            fits = false;
        }
        return fits;
    }
    bool pushDown(std::vector<double> &value)
    {
        const size_t count = m_members.size();
        std::vector<size_t> pushedBy(count);
        bool fits = true;
        for (size_t i = count; i-- > 0;) {
            value[i] = std::clamp(at(i).wish, at(i).low, at(i).high);
            pushedBy[i] = i;
            for (const size_t j : m_upper[i]) {
                if (at(i).fixed || value[j] - gap(i, j) >= value[i])
                    continue;
                value[i] = value[j] - gap(i, j);
                pushedBy[i] = j;
            }
            if (value[i] >= at(i).low - tolerance)
                continue;
            comeNearer(i, pushedBy);
            fits = false;
        }
        return fits;
    }
    /// The mean of both keeps the gaps.
    bool solve()
    {
        std::vector<double> up(m_members.size()), down(m_members.size());
        const bool fitsUp = pushUp(up);
        const bool fits = pushDown(down) && fitsUp;
        for (size_t i = 0; i < m_members.size(); ++i)
            at(i).position = std::clamp((up[i] + down[i]) / 2, at(i).low, at(i).high);
        return fits;
    }

    std::vector<Slide> &m_slides;
    std::vector<int> m_members;
    std::vector<double> m_gap;
    std::vector<std::vector<size_t>> m_lower, m_upper;
};

int rootOf(std::vector<int> &parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

/// Joins the pieces that could come within \a gap of each other: strip by strip across, sweeping
/// along each.
void joinNeighbours(const std::vector<Slide> &slides, bool vertical, double gap,
                    std::vector<int> &parent)
{
    constexpr double strip = 64;
    std::map<int, std::vector<int>> strips;
    for (int i = 0; i < static_cast<int>(slides.size()); ++i) {
        const Slide &s = slides[i];
        if (s.vertical != vertical)
            continue;
        const int last = static_cast<int>(std::floor((s.high + gap / 2) / strip));
        for (int at = static_cast<int>(std::floor((s.low - gap / 2) / strip)); at <= last; ++at)
            strips[at].push_back(i);
    }
    std::vector<int> active;
    for (auto &[at, members] : strips) {
        std::sort(members.begin(), members.end(), [&](int a, int b) {
            return std::pair(slides[a].from(), a) < std::pair(slides[b].from(), b);
        });
        active.clear();
        for (const int i : members) {
            const Slide &s = slides[i];
            std::erase_if(active, [&](int j) { return slides[j].to() <= s.from() + tolerance; });
            for (const int j : active) {
                if (!(s.fixed && slides[j].fixed) && areNear(s, slides[j], gap))
                    parent[rootOf(parent, i)] = rootOf(parent, j);
            }
            active.push_back(i);
        }
    }
}

}

std::vector<Slide> slidesOf(int edge, const std::vector<QPointF> &points, bool fixed,
                            const Obstacles &obstacles, double margin)
{
    std::vector<Slide> result;
    const int count = static_cast<int>(points.size());
    for (int i = 0; i + 1 < count; ++i) {
        Slide s;
        s.edge = edge;
        s.index = i;
        s.vertical = std::abs(points[i].x() - points[i + 1].x()) < tolerance;
        s.position = across(points[i], s.vertical);
        s.start = along(points[i], s.vertical);
        s.end = along(points[i + 1], s.vertical);
        s.fixed = fixed || i == 0 || i + 2 == count;
        s.low = s.high = s.wish = s.position;
        if (i > 0)
            s.before = signOf(across(points[i - 1], s.vertical) - s.position);
        if (i + 2 < count)
            s.after = signOf(across(points[i + 2], s.vertical) - s.position);
        if (!s.fixed) {
            s.low -= farthest;
            s.high += farthest;
            limitByNeighbours(s, points);
            limitByBoxes(s, obstacles, margin);
            limitByBorders(s, obstacles);
            if (s.before * s.after < 0)
                s.wish = (s.low + s.high) / 2;
            s.wish = std::clamp(s.wish, s.low, s.high);
        }
        result.push_back(s);
    }
    return result;
}

void keepApart(std::vector<Slide> &slides, double gap)
{
    std::vector<int> parent(slides.size());
    std::iota(parent.begin(), parent.end(), 0);
    joinNeighbours(slides, true, gap, parent);
    joinNeighbours(slides, false, gap, parent);
    std::vector<std::vector<int>> channels(slides.size());
    for (int i = 0; i < static_cast<int>(slides.size()); ++i)
        channels[rootOf(parent, i)].push_back(i);
    for (auto &members : channels) {
        const bool loose =
            std::any_of(members.begin(), members.end(), [&](int i) { return !slides[i].fixed; });
        if (loose)
            Channel(slides, std::move(members)).run(gap);
    }
}

void putBack(const Slide &slide, std::vector<QPointF> &points)
{
    for (const int i : {slide.index, slide.index + 1}) {
        if (slide.vertical)
            points[i].setX(slide.position);
        else
            points[i].setY(slide.position);
    }
}

}
