// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/tablelayout.h"

#include "model/reports/columnfit.h"
#include "model/reports/rowshape.h"

#include <algorithm>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

/// A heading taller than this share of a page is shown once and cut like a row.
constexpr double tallestHead = 0.4;
/// The values of one record stay on a page when they take no more than this share of one.
constexpr double keptTogether = 0.5;
constexpr double continuedHeight = 10;
/// PDF/A-1 allows 8191 elements in an array; a longer table goes on as another element.
constexpr size_t rowsPerElement = 4000;

Runs captionRuns(const QString &kind, const QString &caption)
{
    Runs runs{{kind, RunStyle::Bold}};
    if (!caption.isEmpty())
        runs.push_back({QStringLiteral("\u2002") + caption});
    return runs;
}

std::vector<Cell> titlesOf(const Table &table)
{
    std::vector<Cell> cells;
    for (const Table::Column &column : table.columns)
        cells.push_back({plain(column.title)});
    return cells;
}

/// Puts rows one below the other, whole where a page can hold them.
class RowStack final
{
public:
    RowStack(Flow &flow, RowFrame frame, const PageShape &shape)
        : m_flow(flow)
        , m_frame(std::move(frame))
        , m_shape(shape)
    {}

    void setHead(const std::vector<Cell> &titles) { m_titles = titles; }
    /// Whose rows they are, for the pages on which they go on.
    void setAbout(const QString &about) { m_about = about; }
    const RowFrame &frame() const { return m_frame; }

    void putHead(int table)
    {
        RowShape head(m_titles, m_frame, RowShape::Kind::Head);
        m_headHeight = head.height();
        m_repeats = m_headHeight <= m_shape.height() * tallestHead;
        if (m_repeats)
            m_flow.require(m_shape, m_headHeight);
        head.begin(m_flow, table);
        putHeadShape(head);
    }

    void putRow(RowShape &row, int table, const QString &anchor)
    {
        const double height = row.height();
        if (height > m_flow.room() + 0.01 && !isFresh() &&
            (height <= fullRoom() + 0.01 || m_flow.room() < 60))
            nextPage();
        m_flow.anchor(anchor);
        row.begin(m_flow, table);
        putWhole(row);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.5, palette::hairline);
    }

private:
    bool isFresh() const { return m_flow.y() <= m_freshY || m_flow.atTop(); }
    double fullRoom() const { return m_shape.height() - (m_repeats ? m_headHeight : 0); }

    void putHeadShape(RowShape &head)
    {
        if (m_repeats) {
            m_flow.put(artifact,
                       Box{QRectF(m_flow.left(), m_flow.y(), m_flow.width(), m_headHeight),
                           palette::ground});
        }
        putWhole(head);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.9, palette::rule);
        m_freshY = m_flow.y();
    }

    void nextPage(bool headed = true)
    {
        m_flow.startPage(m_shape);
        if (!m_about.isEmpty())
            putAbout();
        if (m_titles.empty() || !m_repeats || !headed)
            return;
        RowShape again(m_titles, m_frame, RowShape::Kind::Head);
        putHeadShape(again);
    }

    void putWhole(RowShape &row)
    {
        bool fresh = isFresh();
        while (true) {
            const bool put = row.putSlice(m_flow, m_flow.room(), fresh);
            if (put && row.isDone())
                return;
            nextPage(m_freshY > 0);
            if (put)
                putContinued();
            fresh = true;
        }
    }

    static QString continued() { return QCoreApplication::translate("Report", "(continued)"); }

    void putAbout()
    {
        FlowText text({{m_about, RunStyle::Bold}, {u' ' + continued()}}, type::caption,
                      m_flow.width());
        text.put(m_flow, artifact, QPointF(m_flow.left(), m_flow.y()));
        m_flow.advance(text.height() + 4);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.5, palette::hairline);
        m_freshY = m_flow.y();
    }

    void putContinued()
    {
        FlowText mark(plain(continued()), type::running, m_flow.width() - 2 * cellPadX);
        mark.put(m_flow, artifact, QPointF(m_flow.left() + cellPadX, m_flow.y() + 3));
        m_flow.advance(continuedHeight);
    }

    Flow &m_flow;
    RowFrame m_frame;
    PageShape m_shape;
    std::vector<Cell> m_titles;
    QString m_about;
    double m_headHeight = 0;
    double m_freshY = 0;
    bool m_repeats = true;
};

class TableLayout final : public BlockLayout
{
public:
    TableLayout(const Table &table, int number, const Stationery &stationery, const Stage &stage)
        : m_table(table)
        , m_stage(stage)
        , m_shape(shapeFor(table, stationery))
        , m_caption(captionRuns(QCoreApplication::translate("Report", "Table %1").arg(number),
                                table.caption),
                    type::caption, m_shape.width())
    {
        m_frame.rowHeaders = table.rowHeaders;
        m_frame.widths = fitColumns(table, wishesOf(table), m_shape.width());
        for (const Table::Column &column : table.columns)
            m_frame.aligns.push_back(column.align);
    }

    PageShape shape() const override { return m_shape; }
    double spaceBefore() const override { return 12; }
    double leastHeight() const override
    {
        double height = m_caption.height() + 5;
        height += RowShape(titlesOf(m_table), m_frame, RowShape::Kind::Head).height();
        if (!m_table.rows.empty())
            height += RowShape(m_table.rows.front().cells, m_frame, RowShape::Kind::Body).height();
        else
            height += type::cell.leading + 2 * cellPadY;
        return std::min(height, m_shape.height());
    }

    void place(Flow &flow, int parent) override
    {
        int table = flow.pages().addNode("Table", parent);
        const int caption = flow.pages().addNode("Caption", table);
        placeLines(flow, m_caption, caption, 0, {});
        flow.advance(5);
        RowStack stack(flow, m_frame, m_shape);
        stack.setHead(titlesOf(m_table));
        if (!m_table.columns.empty())
            stack.putHead(table);
        for (size_t i = 0; i < m_table.rows.size(); ++i) {
            if (i > 0 && i % rowsPerElement == 0)
                table = flow.pages().addNode("Table", parent);
            RowShape row(m_table.rows[i].cells, m_frame, RowShape::Kind::Body);
            stack.putRow(row, table, m_table.rows[i].anchor);
            if (i % 32 == 31)
                m_stage.reached(static_cast<double>(i) / static_cast<double>(m_table.rows.size()));
        }
        if (m_table.rows.empty())
            putEmpty(flow, table);
        flow.advance(6);
    }

private:
    void putEmpty(Flow &flow, int table) const
    {
        const QString text = m_table.emptyText.isEmpty()
                                 ? QCoreApplication::translate("Report", "No entries.")
                                 : m_table.emptyText;
        RowStack stack(flow, {{m_shape.width()}, {Table::Align::Left}, false}, m_shape);
        RowShape row({{Runs{{text, RunStyle::Muted}}}}, stack.frame(), RowShape::Kind::Body);
        stack.putRow(row, table, {});
    }

    const Table &m_table;
    Stage m_stage;
    PageShape m_shape;
    FlowText m_caption;
    RowFrame m_frame;
};

class KeyValuesLayout final : public BlockLayout
{
public:
    KeyValuesLayout(const KeyValues &values, const PageShape &shape, const Stage &stage)
        : m_values(values)
        , m_stage(stage)
        , m_shape(shape)
    {
        double label = 0;
        for (const KeyValues::Row &row : values.rows)
            label = std::max(label, roughWidth(row.label, type::cell) * 1.03 + 2 + 2 * cellPadX);
        label = std::clamp(label, 70.0, shape.width() * 0.34);
        setLines(label);
        if (!values.caption.isEmpty())
            m_caption =
                FlowText(Runs{{values.caption, RunStyle::Bold}}, type::caption, shape.width());
    }
    PageShape shape() const override { return m_shape; }
    double spaceBefore() const override { return 10; }
    double leastHeight() const override
    {
        double height = m_caption.height();
        double leastRows = height;
        for (size_t i = 0; i < m_lines.size(); ++i) {
            height += shapeOf(m_lines[i]).height();
            if (i < 2)
                leastRows = height;
            if (height > m_shape.height() * keptTogether)
                return std::min(leastRows, m_shape.height());
        }
        return height;
    }
    void place(Flow &flow, int parent) override
    {
        if (m_values.rows.empty())
            return;
        const int table = flow.pages().addNode("Table", parent);
        if (m_caption.lineCount() > 0) {
            placeLines(flow, m_caption, flow.pages().addNode("Caption", table), 0, {});
            flow.advance(4);
        }
        flow.hairline(flow.left(), flow.y(), flow.width(), 0.5, palette::hairline);
        RowStack stack(flow, m_single, m_shape);
        stack.setAbout(m_values.about);
        for (const Line &line : m_lines) {
            RowShape row = shapeOf(line);
            stack.putRow(row, table, {});
        }
        m_stage.reached(1);
        flow.advance(6);
    }

private:
    /// One row, or two side by side.
    struct Line
    {
        const KeyValues::Row *left;
        const KeyValues::Row *right = nullptr;
    };

    void setLines(double label)
    {
        using Align = Table::Align;
        const double width = m_shape.width();
        const double value = width / 2 - label;
        const std::vector<KeyValues::Row> &rows = m_values.rows;
        bool hasPairs = false;
        for (size_t i = 0; i < rows.size(); ++i) {
            const bool isPair =
                i + 1 < rows.size() && isShort(rows[i], value) && isShort(rows[i + 1], value);
            m_lines.push_back({&rows[i], isPair ? &rows[i + 1] : nullptr});
            i += isPair ? 1 : 0;
            hasPairs |= isPair;
        }
        m_single = {{label, width - label}, {Align::Left, Align::Left}, true, hasPairs ? 3 : 1};
        m_double = {{label, value, label, value}, std::vector(4, Align::Left), true};
    }

    /// Whether the value needs but one line of \a width.
    static bool isShort(const KeyValues::Row &row, double width)
    {
        double least = 2 * cellPadX + 2;
        for (const Run &run : row.value) {
            if (row.badge || run.text.contains(u'\n'))
                return false;
            least += roughWidth(run.text, type::cell) * 1.03;
        }
        return least <= width;
    }

    RowShape shapeOf(const Line &line) const
    {
        std::vector<Cell> cells{{plain(line.left->label)}, {line.left->value, line.left->badge}};
        if (line.right) {
            cells.push_back({plain(line.right->label)});
            cells.push_back({line.right->value, line.right->badge});
        }
        return RowShape(cells, line.right ? m_double : m_single, RowShape::Kind::Label);
    }

    const KeyValues &m_values;
    Stage m_stage;
    PageShape m_shape;
    RowFrame m_single;
    RowFrame m_double;
    std::vector<Line> m_lines;
    FlowText m_caption;
};

}

PageShape shapeFor(const Table &table, const Stationery &stationery)
{
    if (table.orientation == Table::Orientation::Portrait)
        return stationery.portrait;
    if (table.orientation == Table::Orientation::Landscape ||
        wishesOf(table).leastTotal() > stationery.portrait.width())
        return stationery.landscape;
    return stationery.portrait;
}

std::unique_ptr<BlockLayout> layoutOf(const Table &table, int number, const Stationery &stationery,
                                      const Stage &stage)
{
    return std::make_unique<TableLayout>(table, number, stationery, stage);
}

std::unique_ptr<BlockLayout> layoutOf(const KeyValues &values, const PageShape &shape,
                                      const Stage &stage)
{
    return std::make_unique<KeyValuesLayout>(values, shape, stage);
}

}
