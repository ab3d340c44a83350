// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/flow.h"

#include <algorithm>

namespace safeguard::report {

namespace {
constexpr double sideMargin = 54;
constexpr double topMargin = 78;
constexpr double bottomMargin = 66;
}

Stationery::Stationery(Paper paper)
    : portrait(ofSize(paper == Paper::A4 ? QSizeF(595, 842) : QSizeF(612, 792)))
    , landscape(ofSize(portrait.size.transposed()))
{}

PageShape Stationery::ofSize(QSizeF size)
{
    return {size, QMarginsF(sideMargin, topMargin, sideMargin, bottomMargin)};
}

void Flow::startPage(const PageShape &shape)
{
    m_shape = shape;
    m_pages.pages.push_back({shape.size});
    m_y = shape.margins.top();
    m_begun = true;
}

void Flow::require(const PageShape &shape, double height)
{
    if (!m_begun || !(shape == m_shape) || (!atTop() && height > room() + 0.01))
        startPage(shape);
}

void Flow::space(double height)
{
    if (!atTop())
        m_y += height;
}

void Flow::put(int node, TextSlice slice)
{
    if (slice.count > 0)
        page().items.push_back({node, std::move(slice)});
}

void Flow::hairline(double x, double y, double width, double thickness, QRgb colour)
{
    put(artifact, Box{QRectF(x, y - thickness / 2, width, thickness), colour});
}

std::vector<int> Flow::runNodes(const Runs &runs, int node)
{
    if (std::none_of(runs.begin(), runs.end(), [](const Run &run) { return !run.link.isEmpty(); }))
        return {};
    std::vector<int> nodes;
    for (const Run &run : runs)
        nodes.push_back(run.link.isEmpty() ? node : m_pages.addNode("Link", node));
    return nodes;
}

void Flow::anchor(const QString &name)
{
    if (!name.isEmpty() && !m_pages.anchors.contains(name))
        m_pages.anchors.insert(name, here());
}

FlowText::FlowText(Runs runs, const TypeStyle &style, double width, Qt::Alignment align)
    : m_runs(std::move(runs))
    , m_text(shape(m_runs, style, width, align))
{}

void FlowText::put(Flow &flow, int node, int first, int count, QPointF at)
{
    if (node != m_node) {
        m_node = node;
        m_runNodes = node == artifact ? std::vector<int>() : flow.runNodes(m_runs, node);
    }
    const TextSlice slice{m_text, first, count, at, m_runNodes};
    if (!m_runNodes.empty())
        putLinks(flow, slice);
    flow.put(node, slice);
}

void FlowText::putLinks(Flow &flow, const TextSlice &slice) const
{
    const double top = m_text->lines[static_cast<size_t>(slice.first)].top;
    for (int i = slice.first; i < slice.first + slice.count; ++i) {
        const ShapedLine &line = m_text->lines[static_cast<size_t>(i)];
        for (const Fragment &part : line.fragments) {
            const Run &run = m_runs[static_cast<size_t>(part.run)];
            if (run.link.isEmpty())
                continue;
            const QRectF rect(slice.at.x() + part.left, slice.at.y() + line.top - top,
                              part.right - part.left, line.bottom - line.top);
            flow.link({rect, run.link, m_runNodes[static_cast<size_t>(part.run)]});
        }
    }
}

}
