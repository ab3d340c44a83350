// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/layered.h"

#include <algorithm>
#include <numeric>

namespace safeguard::diagram::layered {

namespace {

constexpr int sweeps = 20;
constexpr int patience = 6;
constexpr size_t transposeLimit = 12'000; ///< elements; beyond, the sweeps have to do

using Order = std::vector<std::vector<int>>;

/// Sorts by a scalar key, where each container has one key for all layers: that keeps its members
/// together and the containers in one order everywhere.
class HierarchicalOrder
{
public:
    HierarchicalOrder(Drawing &drawing, std::vector<double> keys)
        : m_drawing(drawing)
        , m_containerKey(std::move(keys))
    {}
    void sort(std::vector<int> &layer, const std::vector<double> &key) const
    {
        std::sort(layer.begin(), layer.end(), [&](int a, int b) { return before(a, b, key); });
        const double size = static_cast<double>(layer.size());
        for (size_t i = 0; i < layer.size(); ++i)
            m_drawing.elements[layer[i]].place = (static_cast<double>(i) + 0.5) / size;
    }

private:
    struct Item
    {
        double key;
        int container, element;
        auto operator<=>(const Item &) const = default;
    };
    bool before(int a, int b, const std::vector<double> &key) const
    {
        const int ca = m_drawing.elements[a].container;
        const int cb = m_drawing.elements[b].container;
        if (ca == cb)
            return Item{key[a], -1, a} < Item{key[b], -1, b};
        const int common = m_drawing.topology.commonContainer(ca, cb);
        return itemBelow(common, ca, a, key) < itemBelow(common, cb, b, key);
    }
    Item itemBelow(int common, int container, int element, const std::vector<double> &key) const
    {
        if (container == common)
            return {key[element], -1, element};
        while (m_drawing.topology.parent[container] != common)
            container = m_drawing.topology.parent[container];
        return {m_containerKey[container], container, -1};
    }
    Drawing &m_drawing;
    std::vector<double> m_containerKey;
};

std::vector<double> meanPlaces(const Drawing &d)
{
    std::vector<double> sum(d.topology.parent.size()), count(sum.size());
    for (const Element &e : d.elements) {
        const bool filler = e.node < 0 && e.left.empty() && e.right.empty();
        for (int c = filler ? -1 : e.container; c >= 0; c = d.topology.parent[c]) {
            sum[c] += e.place;
            ++count[c];
        }
    }
    for (size_t c = 0; c < sum.size(); ++c)
        sum[c] = count[c] > 0 ? sum[c] / count[c] : 0.5;
    return sum;
}

double barycentre(const Drawing &d, const std::vector<int> &neighbours, double otherwise)
{
    if (neighbours.empty())
        return otherwise;
    double sum = 0;
    for (const int n : neighbours)
        sum += d.elements[n].place;
    return sum / static_cast<double>(neighbours.size());
}

void sweep(Drawing &d, bool rightwards, bool bothSides)
{
    const HierarchicalOrder order(d, meanPlaces(d));
    std::vector<double> key(d.elements.size());
    const int count = static_cast<int>(d.layers.size());
    for (int step = 0; step < count; ++step) {
        auto &layer = d.layers[rightwards ? step : count - 1 - step];
        for (const int i : layer) {
            const Element &e = d.elements[i];
            const double near = barycentre(d, rightwards ? e.left : e.right, e.place);
            const double far = barycentre(d, rightwards ? e.right : e.left, near);
            key[i] = bothSides ? 0.7 * near + 0.3 * far : near;
        }
        order.sort(layer, key);
    }
}

/// Makes the order of containers the same in all layers.
void settle(Drawing &d)
{
    const HierarchicalOrder order(d, meanPlaces(d));
    std::vector<double> key(d.elements.size());
    for (size_t i = 0; i < key.size(); ++i)
        key[i] = d.elements[i].place;
    for (auto &layer : d.layers)
        order.sort(layer, key);
}

/// Inversions in a sequence of numbers below \a size, by a tree of counts.
qint64 inversions(const std::vector<int> &values, int size)
{
    std::vector<int> tree(static_cast<size_t>(size) + 1);
    qint64 result = 0;
    qint64 seen = 0;
    for (const int value : values) {
        qint64 notAbove = 0;
        for (int i = value + 1; i > 0; i -= i & -i)
            notAbove += tree[i];
        result += seen++ - notAbove;
        for (int i = value + 1; i <= size; i += i & -i)
            ++tree[i];
    }
    return result;
}

std::vector<int> positions(const Drawing &d)
{
    std::vector<int> position(d.elements.size());
    for (const auto &layer : d.layers) {
        for (size_t i = 0; i < layer.size(); ++i)
            position[layer[i]] = static_cast<int>(i);
    }
    return position;
}

qint64 crossingsOfPair(const std::vector<int> &above, const std::vector<int> &below,
                       const std::vector<int> &position)
{
    qint64 result = 0;
    for (const int a : above) {
        for (const int b : below)
            result += position[a] > position[b];
    }
    return result;
}

/// Exchanges neighbours in a layer where that saves crossings. Returns whether it did.
bool transpose(Drawing &d)
{
    std::vector<int> position = positions(d);
    bool better = false;
    for (auto &layer : d.layers) {
        for (size_t i = 0; i + 1 < layer.size(); ++i) {
            const Element &a = d.elements[layer[i]];
            const Element &b = d.elements[layer[i + 1]];
            if (a.container != b.container)
                continue;
            const qint64 now = crossingsOfPair(a.left, b.left, position) +
                               crossingsOfPair(a.right, b.right, position);
            const qint64 then = crossingsOfPair(b.left, a.left, position) +
                                crossingsOfPair(b.right, a.right, position);
            if (then >= now)
                continue;
            std::swap(position[layer[i]], position[layer[i + 1]]);
            std::swap(d.elements[layer[i]].place, d.elements[layer[i + 1]].place);
            std::swap(layer[i], layer[i + 1]);
            better = true;
        }
    }
    return better;
}

void transposeRepeatedly(Drawing &d)
{
    if (d.elements.size() > transposeLimit)
        return;
    for (int i = 0; i < 6 && transpose(d); ++i) {
    }
}

void startOrder(Drawing &d)
{
    for (auto &layer : d.layers) {
        for (size_t i = 0; i < layer.size(); ++i)
            d.elements[layer[i]].place =
                (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
    }
    settle(d);
}

void takeOrder(Drawing &d, const Order &order)
{
    d.layers = order;
    for (const auto &layer : d.layers) {
        for (size_t i = 0; i < layer.size(); ++i)
            d.elements[layer[i]].place =
                (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
    }
}

}

qint64 crossings(const Drawing &d)
{
    const std::vector<int> position = positions(d);
    qint64 result = 0;
    std::vector<int> ends;
    for (size_t l = 0; l + 1 < d.layers.size(); ++l) {
        ends.clear();
        for (const int i : d.layers[l]) {
            const auto first = static_cast<std::ptrdiff_t>(ends.size());
            for (const int other : d.elements[i].right)
                ends.push_back(position[other]);
            std::sort(ends.begin() + first, ends.end());
        }
        result += inversions(ends, static_cast<int>(d.layers[l + 1].size()));
    }
    return result;
}

void orderLayers(Drawing &d)
{
    startOrder(d);
    Order best = d.layers;
    qint64 fewest = crossings(d);
    for (int i = 0, idle = 0; i < sweeps && idle < patience && fewest > 0 && !d.cancelled(); ++i) {
        sweep(d, i % 2 == 0, i % 4 >= 2);
        settle(d);
        transposeRepeatedly(d);
        const qint64 now = crossings(d);
        ++idle;
        if (now < fewest) {
            fewest = now;
            best = d.layers;
            idle = 0;
        }
    }
    takeOrder(d, best);
}

}
