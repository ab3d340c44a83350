// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/labels.h"

#include <optional>
#include <QCoreApplication>
#include <QStringList>
#include <variant>

class QPainter;
class QPainterPath;

namespace safeguard::diagram {

/// How much is drawn: Full from scale 0.6, Reduced without small words, Minimal (below 0.35)
/// without any and with plain lines.
enum class Detail { Minimal, Reduced, Full };
Detail detailFor(double scale);

struct BoxShape
{
    QRectF rect;
    double radius = 0;
    std::optional<ColorRole> fill;
    std::optional<ColorRole> stroke;
    double width = 1.5;
    bool dashed = false;

    friend bool operator==(const BoxShape &, const BoxShape &) = default;
};

struct LineShape
{
    std::vector<QPointF> points;
    ColorRole stroke = ColorRole::Neutral;
    double width = 1.5;
    bool dashed = false;
    bool arrowAtStart = false;
    bool arrowAtEnd = false;
    double corner = 0; ///< radius of its bends

    friend bool operator==(const LineShape &, const LineShape &) = default;
};

struct TextShape
{
    QRectF rect;
    QString text;  ///< as it fits
    QString whole; ///< as it is, for tool tips and assistive technology
    FontRole font = FontRole::NodeTitle;
    ColorRole color = ColorRole::NodeText;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;

    friend bool operator==(const TextShape &, const TextShape &) = default;
};

/// A filled circle with a digit or letter.
struct BadgeShape
{
    QPointF centre;
    double radius = 9;
    QString text;
    ColorRole fill = ColorRole::Neutral;

    friend bool operator==(const BadgeShape &, const BadgeShape &) = default;
};

struct GlyphShape
{
    QRectF rect;
    Glyph glyph = Glyph::None;
    ColorRole color = ColorRole::NodeText;

    friend bool operator==(const GlyphShape &, const GlyphShape &) = default;
};

using Shape = std::variant<BoxShape, LineShape, TextShape, BadgeShape, GlyphShape>;

struct Primitive
{
    Shape shape;
    AnyId owner = {}; ///< what it shows; null: scenery
    Detail from = Detail::Minimal;

    friend bool operator==(const Primitive &, const Primitive &) = default;
};

QRectF boundsOf(const Primitive &primitive);

/// What is to be drawn, from back to front, with roles in place of colours and fonts. The canvas,
/// the figures of reports, SVG and PNG are painted from the same list.
struct DisplayList
{
    std::vector<Primitive> primitives;
    QRectF bounds; ///< around everything, with a margin

    void add(Shape shape, const AnyId &owner = {}, Detail from = Detail::Minimal);
    friend bool operator==(const DisplayList &, const DisplayList &) = default;
};

/// Words beside the picture, for print and export.
struct TitleBlock
{
    QString title;
    QStringList lines;
};

/// One sample of the legend. A line when \a isFlow, else a box.
struct LegendEntry
{
    QString text;
    ColorRole role = ColorRole::Neutral;
    bool isFlow = false;
    bool dashed = false;
    Glyph glyph = Glyph::None;
    QString digit = {};
};

struct DisplayOptions
{
    std::optional<TitleBlock> titleBlock = {};
    std::vector<LegendEntry> legend = {};
};

/// The legend for the tiers and protections that occur in \a graph.
std::vector<LegendEntry> legendFor(const Graph &graph);

DisplayList buildDisplayList(const Graph &graph, const std::vector<Route> &routes,
                             const std::vector<PlacedLabel> &labels, const TextMetrics &metrics,
                             const DisplayOptions &options = {});

/// The title above and the legend below everything that the list has so far; its bounds grow.
void addFrame(DisplayList &list, const DisplayOptions &options, const TextMetrics &metrics);

/// Parts of it, for a canvas that paints systems as items of their own.
void addLanes(DisplayList &list, const std::vector<Lane> &lanes, const QRectF &content,
              const TextMetrics &metrics);
void addContainer(DisplayList &list, const Container &container, const TextMetrics &metrics);
void addNode(DisplayList &list, const Node &node, const TextMetrics &metrics);
void addEdge(DisplayList &list, const Edge &edge, const Route &route);
void addLabel(DisplayList &list, const Edge &edge, const PlacedLabel &label,
              const TextMetrics &metrics);

/// Marks where ePHI comes into being: a bar across each cut flow (before it enters the system where
/// elements join), a ring around each such system, and the words beside each ring. Ids that are
/// not in the graph are passed over. Labels of flows are kept clear.
void addCreationBoundary(DisplayList &list, const Graph &graph, const std::vector<Route> &routes,
                         const std::vector<PlacedLabel> &labels, const std::vector<AnyId> &cutEdges,
                         const std::vector<AnyId> &joins, const TextMetrics &metrics);

struct PaintOptions
{
    Detail detail = Detail::Full;
    bool cosmetic = false; ///< lines as wide on screen at every scale, which is also much faster
    QRectF clip = {};      ///< what lies outside is left out; null: all is painted
};

/// Paints in scene units; the caller scales. Texts are drawn as text.
void paint(QPainter &painter, const DisplayList &list, const Theme &theme,
           const PaintOptions &options = {});

/// In the unit square, to be stroked (width about 0.09) without filling.
const QPainterPath &glyphPath(Glyph glyph);

}
