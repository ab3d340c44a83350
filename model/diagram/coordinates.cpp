// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/layered.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace safeguard::diagram::layered {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int rounds = 14;
constexpr double passageGap = 8;
constexpr double mixedGap = 16;

/// Differences between variables (element tops, container tops and bottoms) that must be kept:
/// value[to] >= value[from] + distance. A solution is found from wishes in two passes, one that
/// only pushes down and one that only pushes up; as the constraints are linear, the mean of both
/// keeps them too, and two that want the same place share the way.
class Separations
{
public:
    explicit Separations(size_t variables)
        : m_out(variables)
        , m_incoming(variables)
    {}
    void add(int from, int to, double distance)
    {
        m_out[from].push_back({to, upToGrid(distance)});
        ++m_incoming[to];
    }
    void finish()
    {
        std::vector<int> waiting = m_incoming;
        for (int v = 0; v < static_cast<int>(waiting.size()); ++v) {
            if (waiting[v] == 0)
                m_order.push_back(v);
        }
        for (size_t i = 0; i < m_order.size(); ++i) {
            for (const auto &[to, distance] : m_out[m_order[i]]) {
                if (--waiting[to] == 0)
                    m_order.push_back(to);
            }
        }
    }
    std::vector<double> pushedDown(std::vector<double> wish) const
    {
        for (const int v : m_order) {
            for (const auto &[to, distance] : m_out[v])
                wish[to] = std::max(wish[to], wish[v] + distance);
        }
        return wish;
    }
    std::vector<double> pushedUp(std::vector<double> wish) const
    {
        for (auto v = m_order.rbegin(); v != m_order.rend(); ++v) {
            for (const auto &[to, distance] : m_out[*v])
                wish[*v] = std::min(wish[*v], wish[to] - distance);
        }
        return wish;
    }
    /// Moves single variables as near to their wish as the others allow; \a wish may be NaN: stays.
    void nudge(std::vector<double> &value, const std::function<double(int)> &wish) const
    {
        std::vector<double> least(value.size(), -infinity);
        for (const int v : m_order) {
            double most = infinity;
            for (const auto &[to, distance] : m_out[v])
                most = std::min(most, value[to] - distance);
            const double wanted = wish(v);
            if (!std::isnan(wanted) && least[v] <= most)
                value[v] = std::clamp(wanted, least[v], most);
            for (const auto &[to, distance] : m_out[v])
                least[to] = std::max(least[to], value[v] + distance);
        }
    }

private:
    struct Arc
    {
        int to;
        double distance;
    };
    std::vector<std::vector<Arc>> m_out;
    std::vector<int> m_incoming;
    std::vector<int> m_order;
};

class Vertical
{
public:
    explicit Vertical(Drawing &drawing);
    void run();

private:
    int topOf(int container) const { return m_first + 2 * container; }
    int bottomOf(int container) const { return m_first + 2 * container + 1; }
    void separate(const std::vector<int> &layer);
    void close(int &from, double &distance, int container, int until);
    void open(int &from, double &distance, int container, int from_);
    double gap(const Element &a, const Element &b) const;
    double wish(int i, bool left, bool right) const;
    void solve(const std::vector<double> &wishes);
    void tighten(std::vector<double> &value, bool onlyNodes = false) const;
    void keepCompact(std::vector<double> &wishes) const;
    void straighten();
    void closeBands();
    void store();

    Drawing &m_d;
    int m_first;
    Separations m_separations;
    std::vector<double> m_value;
};

Vertical::Vertical(Drawing &drawing)
    : m_d(drawing)
    , m_first(static_cast<int>(drawing.elements.size()))
    , m_separations(drawing.elements.size() + 2 * drawing.topology.parent.size())
    , m_value(drawing.elements.size() + 2 * drawing.topology.parent.size())
{
    for (const auto &layer : m_d.layers)
        separate(layer);
    m_separations.finish();
}

double Vertical::gap(const Element &a, const Element &b) const
{
    if (a.node >= 0 && b.node >= 0)
        return m_d.options.nodeGap;
    return a.node < 0 && b.node < 0 ? passageGap : mixedGap;
}

/// Steps out of \a container and its ancestors below \a until.
void Vertical::close(int &from, double &distance, int container, int until)
{
    for (; container != until; container = m_d.topology.parent[container]) {
        m_separations.add(from, bottomOf(container), distance + m_d.options.padding);
        from = bottomOf(container);
        distance = 0;
    }
}

/// Steps into \a container through its ancestors below \a outer.
void Vertical::open(int &from, double &distance, int container, int outer)
{
    std::vector<int> path;
    for (; container != outer; container = m_d.topology.parent[container])
        path.push_back(container);
    for (auto c = path.rbegin(); c != path.rend(); ++c) {
        if (from >= 0)
            m_separations.add(from, topOf(*c), distance);
        from = topOf(*c);
        distance = m_d.options.titleRoom;
    }
}

void Vertical::separate(const std::vector<int> &layer)
{
    int from = -1;
    double distance = 0;
    int inside = -1;
    const Element *above = nullptr;
    for (const int i : layer) {
        const Element &e = m_d.elements[i];
        const int common = m_d.topology.commonContainer(inside, e.container);
        if (above) {
            from = static_cast<int>(above - m_d.elements.data());
            distance = above->height;
            close(from, distance, inside, common);
            const bool direct = inside == common && e.container == common;
            distance += direct ? gap(*above, e) : m_d.options.nodeGap;
        }
        open(from, distance, e.container, common);
        if (from >= 0)
            m_separations.add(from, i, distance);
        inside = e.container;
        above = &e;
    }
    if (above) {
        from = static_cast<int>(above - m_d.elements.data());
        distance = above->height;
        close(from, distance, inside, -1);
    }
}

/// Top where the centre is level with the neighbours; NaN without neighbours.
double Vertical::wish(int i, bool left, bool right) const
{
    const Element &e = m_d.elements[i];
    double sum = 0;
    double weights = 0;
    const auto add = [&](const std::vector<int> &others) {
        for (const int other : others) {
            const Element &o = m_d.elements[other];
            const double weight = e.node < 0 && o.node < 0 ? 8 : e.node < 0 || o.node < 0 ? 1 : 1.5;
            sum += weight * (m_value[other] + o.height / 2);
            weights += weight;
        }
    };
    if (left)
        add(e.left);
    if (right)
        add(e.right);
    return weights > 0 ? sum / weights - e.height / 2 : std::nan("");
}

/// Containers shrink to what they hold; that never breaks a separation.
void Vertical::tighten(std::vector<double> &value, bool onlyNodes) const
{
    const int containers = static_cast<int>(m_d.topology.parent.size());
    std::vector<double> top(containers, infinity), bottom(containers, -infinity);
    for (int i = 0; i < m_first; ++i) {
        const Element &e = m_d.elements[i];
        if (e.node < 0 && onlyNodes)
            continue;
        double up = value[i];
        double down = value[i] + e.height;
        for (int c = e.container; c >= 0; c = m_d.topology.parent[c]) {
            up -= upToGrid(m_d.options.titleRoom);
            down += upToGrid(m_d.options.padding);
            top[c] = std::min(top[c], up);
            bottom[c] = std::max(bottom[c], down);
        }
    }
    for (int c = 0; c < containers; ++c) {
        value[topOf(c)] = top[c];
        value[bottomOf(c)] = bottom[c];
    }
}

void Vertical::solve(const std::vector<double> &wishes)
{
    std::vector<double> down = wishes;
    std::vector<double> up = wishes;
    for (int c = 0; c < static_cast<int>(m_d.topology.parent.size()); ++c) {
        down[topOf(c)] = down[bottomOf(c)] = -infinity;
        up[topOf(c)] = up[bottomOf(c)] = infinity;
    }
    down = m_separations.pushedDown(std::move(down));
    up = m_separations.pushedUp(std::move(up));
    for (int i = 0; i < m_first; ++i)
        m_value[i] = (down[i] + up[i]) / 2;
    tighten(m_value);
}

/// Flows that leave a boundary pull it as a whole, they do not stretch it: wishes are kept to the
/// present extent of the boundary, moved by the mean of what its members wish.
void Vertical::keepCompact(std::vector<double> &wishes) const
{
    constexpr double shrink = 0.1; ///< what is not pushed apart comes together
    const size_t containers = m_d.topology.parent.size();
    std::vector<double> shift(containers), count(containers);
    double low = infinity;
    double high = -infinity;
    for (int i = 0; i < m_first; ++i) {
        low = std::min(low, m_value[i]);
        high = std::max(high, m_value[i] + m_d.elements[i].height);
        if (m_d.elements[i].node < 0)
            continue;
        for (int c = m_d.elements[i].container; c >= 0; c = m_d.topology.parent[c]) {
            shift[c] += wishes[i] - m_value[i];
            ++count[c];
        }
    }
    for (int i = 0; i < m_first; ++i) {
        const double height = m_d.elements[i].height;
        for (int c = m_d.elements[i].container; c >= 0; c = m_d.topology.parent[c]) {
            const double by = count[c] > 0 ? shift[c] / count[c] : 0;
            const double spare = shrink * (m_value[bottomOf(c)] - m_value[topOf(c)]);
            const double top = m_value[topOf(c)] + m_d.options.titleRoom + by + spare;
            const double bottom = m_value[bottomOf(c)] - m_d.options.padding - height + by - spare;
            wishes[i] = bottom > top ? std::clamp(wishes[i], top, bottom) : (top + bottom) / 2;
        }
        const double spare = shrink * (high - low);
        const double top = low + spare;
        wishes[i] = std::clamp(wishes[i], top, std::max(top, high - spare - height));
    }
}

/// Lets single elements slide to where most of their flows run level.
void Vertical::straighten()
{
    const auto level = [this](int v) {
        if (v >= m_first)
            return std::nan("");
        const Element &e = m_d.elements[v];
        std::vector<double> centres;
        for (const auto *side : {&e.left, &e.right}) {
            for (const int other : *side) {
                const int times = m_d.elements[other].node < 0 ? 1 : 2;
                centres.insert(centres.end(), static_cast<size_t>(times),
                               m_value[other] + m_d.elements[other].height / 2);
            }
        }
        if (centres.empty())
            return std::nan("");
        const auto middle = centres.begin() + static_cast<std::ptrdiff_t>((centres.size() - 1) / 2);
        std::nth_element(centres.begin(), middle, centres.end());
        return *middle - e.height / 2;
    };
    for (int i = 0; i < 3; ++i) {
        m_separations.nudge(m_value, level);
        tighten(m_value);
    }
}

/// Bands across the whole diagram in which nothing lies become as high as two ordinary gaps.
void Vertical::closeBands()
{
    std::vector<std::pair<double, double>> used;
    for (int i = 0; i < m_first; ++i) {
        if (m_d.elements[i].node >= 0)
            used.emplace_back(m_value[i], m_value[i] + m_d.elements[i].height);
    }
    for (int c = 0; c < static_cast<int>(m_d.topology.parent.size()); ++c) {
        used.emplace_back(m_value[topOf(c)], m_value[topOf(c)] + m_d.options.titleRoom);
        used.emplace_back(m_value[bottomOf(c)] - m_d.options.padding, m_value[bottomOf(c)]);
    }
    std::erase_if(used, [](const auto &span) { return !std::isfinite(span.first); });
    std::sort(used.begin(), used.end());
    std::vector<std::pair<double, double>> cuts; // from where on, by how much in all
    double end = used.empty() ? 0 : used.front().first;
    double cut = 0;
    for (const auto &[from, to] : used) {
        const double most = 2 * m_d.options.nodeGap;
        if (from - end > most) {
            cut += from - end - most;
            cuts.emplace_back(from, cut);
        }
        end = std::max(end, to);
    }
    for (double &value : m_value) {
        const auto it = std::upper_bound(cuts.begin(), cuts.end(), std::pair(value, infinity));
        if (it != cuts.begin())
            value -= std::prev(it)->second;
    }
}

/// Passages have done their work: boundaries end around systems.
void Vertical::store()
{
    tighten(m_value, true);
    closeBands();
    double least = infinity;
    for (int i = 0; i < static_cast<int>(m_value.size()); ++i)
        least = std::min(least, m_value[i]);
    const double shift = std::isfinite(least) ? std::floor(least / grid) * grid : 0;
    for (double &value : m_value)
        value = std::floor((value - shift) / grid + 1e-9) * grid;
    tighten(m_value, true);
    for (int i = 0; i < m_first; ++i)
        m_d.elements[i].y = m_value[i];
    for (int c = 0; c < static_cast<int>(m_d.topology.parent.size()); ++c) {
        m_d.top.push_back(m_value[topOf(c)]);
        m_d.bottom.push_back(m_value[bottomOf(c)]);
    }
}

void Vertical::run()
{
    // With all wishes the same, everything is as compact as the order allows.
    solve(std::vector<double>(m_value.size(), 0));
    for (int round = 0; round < rounds && !m_d.cancelled(); ++round) {
        const bool last = round >= rounds - 6;
        std::vector<double> wishes = m_value;
        for (int i = 0; i < m_first; ++i) {
            const double wanted = wish(i, last || round % 2 == 0, last || round % 2 == 1);
            if (!std::isnan(wanted))
                wishes[i] = last ? (m_value[i] + wanted) / 2 : wanted;
        }
        keepCompact(wishes);
        solve(wishes);
    }
    straighten();
    store();
}

}

void placeVertically(Drawing &d)
{
    Vertical(d).run();
}

namespace {

/// How many boundaries end after a layer, and begin before the next, at most inside each other.
struct BorderDepth
{
    std::vector<int> ending, beginning;
};

BorderDepth borderDepths(const Drawing &d)
{
    BorderDepth result{std::vector<int>(d.layers.size() + 1),
                       std::vector<int>(d.layers.size() + 1)};
    for (int c = 0; c < static_cast<int>(d.firstLayer.size()); ++c) {
        int ending = 0;
        int beginning = 0;
        for (int a = c; a >= 0 && d.lastLayer[c] >= 0; a = d.topology.parent[a]) {
            ending += d.lastLayer[a] == d.lastLayer[c];
            beginning += d.firstLayer[a] == d.firstLayer[c];
        }
        if (d.lastLayer[c] < 0)
            continue;
        auto &e = result.ending[d.lastLayer[c]];
        auto &b = result.beginning[d.firstLayer[c]];
        e = std::max(e, ending);
        b = std::max(b, beginning);
    }
    return result;
}

/// Most vertical pieces side by side between a layer and the next.
int tracks(const Drawing &d, size_t layer)
{
    std::vector<std::pair<double, int>> events;
    for (const int i : d.layers[layer]) {
        const double y = d.elements[i].y + d.elements[i].height / 2;
        for (const int other : d.elements[i].right) {
            const double to = d.elements[other].y + d.elements[other].height / 2;
            if (std::abs(to - y) < 1)
                continue;
            events.emplace_back(std::min(y, to), 1);
            events.emplace_back(std::max(y, to), -1);
        }
    }
    std::sort(events.begin(), events.end());
    int now = 0;
    int most = 0;
    for (const auto &[y, step] : events)
        most = std::max(most, now += step);
    return most;
}

std::vector<double> labelRoom(const Drawing &d)
{
    std::vector<double> room(d.layers.size());
    for (size_t e = 0; e < d.graph.edges.size(); ++e) {
        const int s = d.topology.source[e];
        const int t = d.topology.target[e];
        const QString &label = d.graph.edges[e].label;
        if (s < 0 || label.isEmpty() || std::abs(d.layer[s] - d.layer[t]) != 1)
            continue;
        const double width = d.options.labelWidth ? d.options.labelWidth(label)
                                                  : 36 + 6.6 * static_cast<double>(label.size());
        double &at = room[std::min(d.layer[s], d.layer[t])];
        at = std::max(at, std::min(width, 168.0) + 40);
    }
    return room;
}

}

void placeHorizontally(Drawing &d)
{
    constexpr double trackWidth = 10;
    const BorderDepth borders = borderDepths(d);
    const std::vector<double> labels = labelRoom(d);
    double x = 0;
    for (size_t l = 0; l < d.layers.size(); ++l) {
        double width = 0;
        for (const int i : d.layers[l]) {
            if (d.elements[i].node >= 0)
                width = std::max(width, d.topology.rects[d.elements[i].node].width());
        }
        if (l == 0)
            x = borders.beginning[0] * d.options.padding;
        d.left.push_back(x);
        d.right.push_back(x + upToGrid(width));
        const double routes = std::min(20 + trackWidth * tracks(d, l), 480.0);
        const double pads = (borders.ending[l] + borders.beginning[l + 1]) * d.options.padding;
        const double gap = std::max({d.options.layerGap, labels[l], routes});
        x = d.right.back() + upToGrid(std::max(gap, gap / 2 + pads + 16));
        if (pads > 0)
            x = std::max(x, d.right.back() + upToGrid(pads + std::max(32.0, routes)));
    }
}

}
