// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/rowshape.h"

#include "model/reports/columnfit.h"

#include <algorithm>

namespace safeguard::report {

namespace {

/// A badge that a narrow column makes taller than this, in points, becomes text, which can be cut.
constexpr double tallestBadge = 80;

Qt::Alignment alignmentOf(Table::Align align)
{
    switch (align) {
    case Table::Align::Right:
    case Table::Align::Number:
        return Qt::AlignRight;
    case Table::Align::Center:
        return Qt::AlignHCenter;
    case Table::Align::Left:
        break;
    }
    return Qt::AlignLeft;
}

TypeStyle styleOf(RowShape::Kind kind, Table::Align align, size_t column)
{
    if (kind == RowShape::Kind::Head)
        return type::head;
    if (kind == RowShape::Kind::Label && column % 2 == 0)
        return type::cell.with(palette::muted);
    return align == Table::Align::Number ? type::number : type::cell;
}

}

RowShape::RowShape(const std::vector<Cell> &cells, const RowFrame &frame, Kind kind)
    : m_kind(kind)
    , m_rowHeaders(frame.rowHeaders)
    , m_lastSpans(frame.lastSpans)
{
    static const Cell none;
    double x = 0;
    for (size_t i = 0; i < frame.widths.size(); ++i) {
        const Cell &cell = i < cells.size() ? cells[i] : none;
        const double width = std::max(frame.widths[i] - 2 * cellPadX, 4.0);
        Part part;
        Runs runs = cell.runs;
        if (cell.badge)
            part.badge.emplace(*cell.badge, width);
        if (part.badge && part.badge->height() > tallestBadge) {
            part.badge.reset();
            runs.insert(runs.begin(),
                        {cell.badge->mark + u' ' + cell.badge->word + u'\n', RunStyle::Bold});
        }
        part.text = FlowText(std::move(runs), styleOf(kind, frame.aligns[i], i), width,
                             alignmentOf(frame.aligns[i]));
        part.x = x + cellPadX;
        m_parts.push_back(std::move(part));
        x += frame.widths[i];
    }
}

double RowShape::Part::height() const
{
    return text.height() + (badge ? badge->height() + gap() : 0);
}

double RowShape::height() const
{
    double height = type::cell.leading;
    for (const Part &part : m_parts)
        height = std::max(height, part.height());
    return height + 2 * cellPadY;
}

void RowShape::begin(Flow &flow, int table)
{
    if (table == artifact)
        return;
    const int row = flow.pages().addNode("TR", table);
    for (size_t i = 0; i < m_parts.size(); ++i) {
        const bool names = isHeader(i);
        m_parts[i].node = flow.pages().addNode(names ? "TH" : "TD", row);
        if (names)
            flow.pages().nodes.back().scope = m_kind == Kind::Head ? "Column" : "Row";
    }
    if (!m_parts.empty())
        flow.pages().nodes.back().columns = m_lastSpans;
}

bool RowShape::isHeader(size_t column) const
{
    if (m_kind == Kind::Label)
        return column % 2 == 0;
    return m_kind == Kind::Head || (column == 0 && m_rowHeaders);
}

bool RowShape::isDone() const
{
    return std::all_of(m_parts.begin(), m_parts.end(), [](const Part &part) {
        return !part.badge && part.line >= part.text.lineCount();
    });
}

int RowShape::linesFitting(const Part &part, double room, bool force)
{
    const double below = part.badge ? part.badge->height() + part.gap() : 0;
    const int fitting = part.text.text()->fitting(part.line, room - below);
    const bool any = part.line < part.text.lineCount();
    return force && any && fitting == 0 && !part.badge ? 1 : fitting;
}

double RowShape::sliceHeight(double room, bool force) const
{
    double height = 0;
    for (const Part &part : m_parts) {
        const double badge = part.badge ? part.badge->height() + part.gap() : 0;
        if (badge > room && !force)
            continue;
        height = std::max(
            height, badge + part.text.text()->height(part.line, linesFitting(part, room, force)));
    }
    return height;
}

void RowShape::putPart(Flow &flow, Part &part, double room, bool force)
{
    const double x = flow.left() + part.x;
    double y = flow.y() + cellPadY;
    const int count = linesFitting(part, room, force);
    if (part.badge) {
        if (part.badge->height() > room && !force)
            return;
        part.badge->put(flow, part.node, QPointF(x, y));
        y += part.badge->height() + part.gap();
        part.badge.reset();
    }
    part.text.put(flow, part.node, part.line, count, QPointF(x, y));
    part.line += count;
}

bool RowShape::putSlice(Flow &flow, double height, bool force)
{
    const double room = height - 2 * cellPadY;
    const double used = sliceHeight(room, force);
    if (used <= 0 && !isDone())
        return false;
    for (Part &part : m_parts)
        putPart(flow, part, room, force);
    flow.advance(std::max(used, type::cell.leading) + 2 * cellPadY);
    return true;
}

}
