// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"
#include "model/diagram/topology.h"

#include <algorithm>
#include <cmath>

namespace safeguard::diagram {

namespace {

constexpr double outlineWidth = 1.5;
constexpr double nodeRadius = 8;
constexpr double badgeRadius = 9;
constexpr double nodePadding = 13;

ColorRole roleOf(Change change, ColorRole otherwise)
{
    switch (change) {
    case Change::Added:
        return ColorRole::Added;
    case Change::Removed:
        return ColorRole::Removed;
    case Change::Changed:
        return ColorRole::Changed;
    case Change::None:
        break;
    }
    return otherwise;
}

QString letterOf(Change change)
{
    switch (change) {
    case Change::Added:
        return QStringLiteral("+");
    case Change::Removed:
        return QStringLiteral("\u2212");
    case Change::Changed:
        return QStringLiteral("~");
    case Change::None:
        break;
    }
    return {};
}

void addText(DisplayList &list, const QRectF &rect, const QString &text, FontRole font,
             ColorRole color, const TextMetrics &metrics, const AnyId &owner, Detail from,
             Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter)
{
    if (text.isEmpty() || rect.width() < 4)
        return;
    list.add(
        TextShape{rect, metrics.elided(font, text, rect.width()), text, font, color, alignment},
        owner, from);
}

void addLane(DisplayList &list, const Lane &lane, const QRectF &content, bool shaded,
             const TextMetrics &metrics)
{
    if (lane.width <= 0)
        return;
    const QRectF band(lane.left, content.top() - 52, lane.width, content.height() + 76);
    if (shaded)
        list.add(BoxShape{band, 0, ColorRole::LaneFill, {}});
    QRectF title = titleRect(lane, content, metrics);
    addText(list, title, lane.title, FontRole::LaneTitle, ColorRole::LaneText, metrics, {},
            Detail::Reduced);
}

/// Title and subtitle, centred vertically together, between glyph and badge.
void addNodeTexts(DisplayList &list, const Node &node, const QRectF &rect,
                  const TextMetrics &metrics)
{
    constexpr double titleHeight = 18;
    constexpr double subtitleHeight = 17;
    const double glyph = node.glyph == Glyph::None ? 0 : 24;
    const double left = rect.left() + nodePadding + glyph;
    const double badge = node.tier > 0 || node.change != Change::None ? 2 * badgeRadius + 2 : 0;
    const bool two = !node.subtitle.isEmpty() && rect.height() >= titleHeight + subtitleHeight + 6;
    const double height = two ? titleHeight + subtitleHeight : titleHeight;
    const double top = rect.center().y() - height / 2;
    addText(list, QRectF(left, top, rect.right() - left - 8 - badge, titleHeight), node.title,
            FontRole::NodeTitle, ColorRole::NodeText, metrics, node.id, Detail::Reduced);
    const double warning = node.warning ? 20 : 0;
    if (two)
        addText(list,
                QRectF(left, top + titleHeight, rect.right() - left - 10 - warning, subtitleHeight),
                node.subtitle, FontRole::NodeSubtitle, ColorRole::MutedText, metrics, node.id,
                Detail::Full);
}

ColorRole glyphRole(const Edge &edge)
{
    if (edge.glyph == Glyph::Warning)
        return ColorRole::Danger;
    return edge.glyph == Glyph::Question ? ColorRole::Caution : ColorRole::LabelText;
}

QRectF legendRow(const QRectF &at, int row)
{
    constexpr double rowHeight = 24;
    return {at.left(), at.top() + row * rowHeight, at.width(), rowHeight};
}

void addLegendEntry(DisplayList &list, const LegendEntry &entry, const QRectF &row,
                    const TextMetrics &metrics)
{
    const double y = row.center().y();
    if (entry.isFlow)
        list.add(LineShape{{{row.left(), y}, {row.left() + 36, y}},
                           entry.role,
                           outlineWidth,
                           entry.dashed,
                           false,
                           true,
                           0});
    else if (entry.digit.isEmpty())
        list.add(BoxShape{QRectF(row.left() + 6, y - 7, 24, 14), 4, ColorRole::NodeFill, entry.role,
                          outlineWidth, entry.dashed});
    else
        list.add(BadgeShape{QPointF(row.left() + 18, y), badgeRadius, entry.digit, entry.role});
    double left = row.left() + 46;
    if (entry.glyph != Glyph::None) {
        list.add(GlyphShape{QRectF(left, y - 7, 14, 14), entry.glyph, ColorRole::LabelText});
        left += 20;
    }
    addText(list, QRectF(left, row.top(), row.right() - left, row.height()), entry.text,
            FontRole::Caption, ColorRole::LabelText, metrics, {}, Detail::Minimal);
}

/// The legend stands in columns below the picture.
void addLegend(DisplayList &list, const std::vector<LegendEntry> &entries,
               const TextMetrics &metrics)
{
    if (entries.empty())
        return;
    double widest = 0;
    for (const LegendEntry &entry : entries)
        widest = std::max(widest, metrics.width(FontRole::Caption, entry.text) + 84);
    const int columns = std::max(1, static_cast<int>((list.bounds.width() - 32) / widest));
    const int rows = (static_cast<int>(entries.size()) + columns - 1) / columns;
    const QPointF corner(list.bounds.left() + 16, list.bounds.bottom() + 8);
    for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
        const QRectF column(corner.x() + (i / rows) * widest, corner.y(), widest, 0);
        addLegendEntry(list, entries[i], legendRow(column, i % rows), metrics);
    }
    const double width = std::max(list.bounds.width(), columns == 1 ? widest + 32 : 0.0);
    list.bounds.setWidth(width);
    list.bounds.setBottom(legendRow(QRectF(corner, QSizeF()), rows).top() + 16);
}

void addTitleBlock(DisplayList &list, const TitleBlock &block, const TextMetrics &metrics)
{
    constexpr double lineHeight = 18;
    const double height = 28 + lineHeight * static_cast<double>(block.lines.size()) + 16;
    double widest = metrics.width(FontRole::Heading, block.title);
    for (const QString &line : block.lines)
        widest = std::max(widest, metrics.width(FontRole::Caption, line));
    if (list.bounds.width() < widest + 36)
        list.bounds.setWidth(widest + 36);
    list.bounds.setTop(list.bounds.top() - height);
    QRectF row(list.bounds.left() + 16, list.bounds.top() + 12, list.bounds.width() - 32, 26);
    addText(list, row, block.title, FontRole::Heading, ColorRole::NodeText, metrics, {},
            Detail::Minimal);
    row = QRectF(row.left(), row.bottom() + 2, row.width(), lineHeight);
    for (const QString &line : block.lines) {
        addText(list, row, line, FontRole::Caption, ColorRole::MutedText, metrics, {},
                Detail::Minimal);
        row.translate(0, lineHeight);
    }
}

}

Detail detailFor(double scale)
{
    return scale < 0.35 ? Detail::Minimal : scale < 0.6 ? Detail::Reduced : Detail::Full;
}

void DisplayList::add(Shape shape, const AnyId &owner, Detail from)
{
    primitives.push_back({std::move(shape), owner, from});
}

QRectF boundsOf(const Primitive &primitive)
{
    const auto of = [](const auto &shape) -> QRectF {
        using T = std::decay_t<decltype(shape)>;
        if constexpr (std::is_same_v<T, LineShape>) {
            constexpr double arrow = 8;
            QRectF result;
            for (const QPointF &p : shape.points)
                result |= QRectF(p.x() - arrow, p.y() - arrow, 2 * arrow, 2 * arrow);
            return result;
        } else if constexpr (std::is_same_v<T, BadgeShape>) {
            const double r = shape.radius;
            return {shape.centre.x() - r, shape.centre.y() - r, 2 * r, 2 * r};
        } else {
            return shape.rect.adjusted(-2, -2, 2, 2);
        }
    };
    return std::visit(of, primitive.shape);
}

void addContainer(DisplayList &list, const Container &container, const TextMetrics &metrics)
{
    const QRectF rect = cleanRect(container.rect);
    const ColorRole role =
        container.outline == ColorRole::Automatic ? ColorRole::Boundary : container.outline;
    list.add(BoxShape{rect, 10, {}, role, outlineWidth, true}, container.id);
    addText(list, titleRect(container, metrics), container.title, FontRole::BoundaryTitle,
            ColorRole::BoundaryText, metrics, container.id, Detail::Reduced);
}

void addLanes(DisplayList &list, const std::vector<Lane> &lanes, const QRectF &content,
              const TextMetrics &metrics)
{
    bool shaded = true;
    for (const Lane &lane : lanes) {
        addLane(list, lane, content, shaded, metrics);
        shaded = lane.width > 0 ? !shaded : shaded;
    }
}

void addNode(DisplayList &list, const Node &node, const TextMetrics &metrics)
{
    const QRectF rect = cleanRect(node.rect);
    const ColorRole tier = tierRole(node.tier);
    const ColorRole chosen = node.outline == ColorRole::Automatic ? tier : node.outline;
    const ColorRole outline = roleOf(node.change, chosen);
    const double width = node.change == Change::None ? outlineWidth : 2.5;
    list.add(BoxShape{rect, nodeRadius, ColorRole::NodeFill, outline, width,
                      node.dashed || node.change == Change::Removed},
             node.id);
    if (node.glyph != Glyph::None)
        list.add(GlyphShape{QRectF(rect.left() + nodePadding - 2, rect.center().y() - 9, 18, 18),
                            node.glyph, ColorRole::MutedText},
                 node.id, Detail::Reduced);
    addNodeTexts(list, node, rect, metrics);
    if (tier != ColorRole::Neutral)
        list.add(BadgeShape{rect.topRight() + QPointF(-badgeRadius - 6, badgeRadius + 6),
                            badgeRadius, QString::number(node.tier), tier},
                 node.id, Detail::Reduced);
    if (node.change != Change::None)
        list.add(BadgeShape{rect.topLeft(), badgeRadius, letterOf(node.change), outline}, node.id,
                 Detail::Reduced);
    if (node.warning)
        list.add(GlyphShape{QRectF(rect.right() - 23, rect.bottom() - 22, 16, 16), Glyph::Warning,
                            ColorRole::Danger},
                 node.id, Detail::Reduced);
}

void addEdge(DisplayList &list, const Edge &edge, const Route &route)
{
    if (route.points.size() < 2)
        return;
    const ColorRole chosen = edge.role == ColorRole::Automatic ? tierRole(edge.tier) : edge.role;
    LineShape line;
    line.points = route.points;
    line.stroke = roleOf(edge.change, chosen);
    line.width = edge.change == Change::None ? outlineWidth : 2.5;
    line.dashed = edge.dashed || edge.change == Change::Removed;
    line.arrowAtEnd = true;
    line.arrowAtStart = edge.twoWay;
    line.corner = 6;
    list.add(std::move(line), edge.id);
}

void addLabel(DisplayList &list, const Edge &edge, const PlacedLabel &label,
              const TextMetrics &metrics)
{
    if (label.leader)
        list.add(LineShape{{label.rect.center(), label.anchor},
                           ColorRole::MutedText,
                           1,
                           false,
                           false,
                           false,
                           0},
                 edge.id, Detail::Reduced);
    const bool danger = edge.glyph == Glyph::Warning;
    list.add(BoxShape{label.rect, 8, ColorRole::LabelFill,
                      danger ? ColorRole::Danger : ColorRole::LabelOutline, 1, false},
             edge.id, Detail::Reduced);
    QRectF text = label.rect.adjusted(8, 0, -7, 0);
    if (edge.glyph != Glyph::None) {
        const double left = edge.label.isEmpty() ? label.rect.center().x() - 6.5 : text.left() - 1;
        list.add(GlyphShape{QRectF(left, label.rect.center().y() - 6.5, 13, 13), edge.glyph,
                            glyphRole(edge)},
                 edge.id, Detail::Reduced);
        text.setLeft(text.left() + 16);
    }
    addText(list, text, edge.label, FontRole::FlowLabel, ColorRole::LabelText, metrics, edge.id,
            Detail::Reduced);
}

DisplayList buildDisplayList(const Graph &graph, const std::vector<Route> &routes,
                             const std::vector<PlacedLabel> &labels, const TextMetrics &metrics,
                             const DisplayOptions &options)
{
    DisplayList list;
    list.primitives.reserve(graph.nodes.size() * 5 + graph.edges.size() * 4);
    addLanes(list, graph.lanes, contentBounds(graph, routes), metrics);
    for (const Container &container : graph.containers)
        addContainer(list, container, metrics);
    for (size_t e = 0; e < std::min(routes.size(), graph.edges.size()); ++e)
        addEdge(list, graph.edges[e], routes[e]);
    for (const Node &node : graph.nodes)
        addNode(list, node, metrics);
    for (const PlacedLabel &label : labels)
        addLabel(list, graph.edges[label.edge], label, metrics);
    for (const Primitive &primitive : list.primitives)
        list.bounds |= boundsOf(primitive);
    list.bounds.adjust(-16, -16, 16, 16);
    addFrame(list, options, metrics);
    return list;
}

void addFrame(DisplayList &list, const DisplayOptions &options, const TextMetrics &metrics)
{
    addLegend(list, options.legend, metrics);
    if (options.titleBlock)
        addTitleBlock(list, *options.titleBlock, metrics);
}

}
