// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/diagram/roles.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

/// What a diagram shows, as plain values. All lengths are scene units, y grows downwards.
/// Nothing here knows records: the flows screen and the reports translate them.
namespace safeguard::diagram {

/// How an element differs from an earlier snapshot.
enum class Change { None, Added, Removed, Changed };

/// The size of a system placed without one.
inline constexpr QSizeF defaultNodeSize(176, 56);

struct Node
{
    AnyId id;
    QString title;
    QString subtitle;
    QRectF rect = QRectF(QPointF(), defaultNodeSize);
    bool pinned = false; ///< arrange() leaves it where it is
    int lane = -1;       ///< index in Graph::lanes, -1 for none
    AnyId container = {};
    int tier = 0; ///< 1 to 4, 0 for none
    ColorRole outline = ColorRole::Automatic;
    bool dashed = false;
    bool warning = false;
    Glyph glyph = Glyph::None;
    Change change = Change::None;

    friend bool operator==(const Node &, const Node &) = default;
};

/// The shape of a trust boundary: closed, and nested by parent.
struct Container
{
    AnyId id;
    QString title;
    QRectF rect = {};
    AnyId parent = {};
    ColorRole outline = ColorRole::Automatic;

    friend bool operator==(const Container &, const Container &) = default;
};

/// A vertical band of the life cycle (device, gateway, cloud, ...). Width 0: not drawn.
struct Lane
{
    QString title;
    double left = 0;
    double width = 0;

    friend bool operator==(const Lane &, const Lane &) = default;
};

struct Edge
{
    AnyId id;
    AnyId source;
    AnyId target;
    QString label = {};
    Glyph glyph = Glyph::None;
    int tier = 0;
    ColorRole role = ColorRole::Automatic;
    bool dashed = false;
    bool twoWay = false;
    Change change = Change::None;
    std::vector<QPointF> bends = {}; ///< the user's, in order; empty: routed automatically

    friend bool operator==(const Edge &, const Edge &) = default;
};

struct Graph
{
    std::vector<Node> nodes;
    std::vector<Container> containers;
    std::vector<Lane> lanes;
    std::vector<Edge> edges;

    friend bool operator==(const Graph &, const Graph &) = default;
};

/// The way of one flow, from the border of its source to the border of its target. Empty when an
/// end is missing from the graph.
struct Route
{
    std::vector<QPointF> points;
    bool blocked = false; ///< no way around the boxes exists; it goes through one

    friend bool operator==(const Route &, const Route &) = default;
};

/// A colour role for a tier; Neutral for anything else than 1 to 4.
constexpr ColorRole tierRole(int tier)
{
    return tier >= 1 && tier <= 4
               ? static_cast<ColorRole>(static_cast<int>(ColorRole::Tier1) + tier - 1)
               : ColorRole::Neutral;
}

}
