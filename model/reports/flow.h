// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"

namespace safeguard::report {

/// Where content may stand on a page, in points.
struct PageShape
{
    QSizeF size;
    QMarginsF margins;
    double width() const { return size.width() - margins.left() - margins.right(); }
    double height() const { return size.height() - margins.top() - margins.bottom(); }
    bool operator==(const PageShape &other) const { return size == other.size; }
};

/// The shapes that a document uses.
struct Stationery
{
    explicit Stationery(Paper paper);
    PageShape portrait;
    PageShape landscape;
    /// A page of any size with this document's margins.
    static PageShape ofSize(QSizeF size);
};

/// The page being filled and the height reached on it. Layouts put things here from top to bottom.
class Flow final
{
public:
    Flow(Pages &pages, Stationery stationery)
        : m_pages(pages)
        , m_stationery(stationery)
        , m_shape(stationery.portrait)
    {}

    Pages &pages() { return m_pages; }
    const Stationery &stationery() const { return m_stationery; }
    const PageShape &shape() const { return m_shape; }
    double left() const { return m_shape.margins.left(); }
    double width() const { return m_shape.width(); }
    double y() const { return m_y; }
    double room() const { return m_shape.size.height() - m_shape.margins.bottom() - m_y; }
    bool atTop() const { return !m_begun || m_y <= m_shape.margins.top(); }
    Destination here() const { return {pageIndex(), m_y}; }
    int pageIndex() const { return static_cast<int>(m_pages.pages.size()) - 1; }

    void startPage() { startPage(m_shape); }
    void startPage(const PageShape &shape);
    /// Makes sure that there is a page of \a shape with \a height free, or an empty one.
    void require(const PageShape &shape, double height);
    void advance(double height) { m_y += height; }
    /// Room between blocks: none at the top of a page.
    void space(double height);

    void put(int node, TextSlice slice);
    void put(int node, const Box &box) { page().items.push_back({node, box}); }
    void put(int node, const Artwork &art) { page().items.push_back({node, art}); }
    void link(const LinkArea &area) { page().links.push_back(area); }
    /// A line of \a thickness points across \a width from \a x on, at \a y.
    void hairline(double x, double y, double width, double thickness, QRgb colour);

    /// Element per run: \a node for plain runs, a Link below it for each linked run. Empty when no
    /// run has a link.
    std::vector<int> runNodes(const Runs &runs, int node);
    void anchor(const QString &name);

private:
    Page &page() { return m_pages.pages.back(); }

    Pages &m_pages;
    Stationery m_stationery;
    PageShape m_shape;
    double m_y = 0;
    bool m_begun = false;
};

/// Text of one element, with its links, that can be put in pieces on several pages.
class FlowText final
{
public:
    FlowText() = default;
    FlowText(Runs runs, const TypeStyle &style, double width, Qt::Alignment align = Qt::AlignLeft);
    const TextPtr &text() const { return m_text; }
    double height() const { return m_text ? m_text->height() : 0; }
    int lineCount() const { return m_text ? m_text->lineCount() : 0; }
    /// Puts \a count lines from \a first on at \a at.
    void put(Flow &flow, int node, int first, int count, QPointF at);
    void put(Flow &flow, int node, QPointF at) { put(flow, node, 0, lineCount(), at); }

private:
    void putLinks(Flow &flow, const TextSlice &slice) const;

    Runs m_runs;
    TextPtr m_text;
    std::vector<int> m_runNodes;
    int m_node = artifact;
};

}
