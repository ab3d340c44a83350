// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/figurelayout.h"

#include "model/reports/figureplan.h"

#include <algorithm>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

constexpr double captionGap = 6;

/// "B3": column letters, row number.
QString tileName(int column, int row)
{
    QString letters;
    for (int c = column; c >= 0; c = c / 26 - 1)
        letters.prepend(QChar(u'A' + c % 26));
    return letters + QString::number(row + 1);
}

class FigureLayout final : public BlockLayout
{
public:
    FigureLayout(const Figure &figure, int number, const Stationery &stationery, double headings)
        : m_figure(figure)
        , m_label(QCoreApplication::translate("Report", "Figure %1").arg(number))
    {
        const double taken =
            headings + caption(stationery.portrait.width(), {}).height() + 3 * captionGap + 12;
        m_plan = planFigure(figure, stationery, taken);
        m_taken = taken;
        m_caption = caption(m_plan.shape.width(), tileSummary());
    }

    PageShape shape() const override { return m_plan.shape; }
    double spaceBefore() const override { return 12; }
    double leastHeight() const override
    {
        return drawn().height() + captionGap + m_caption.height();
    }

    void place(Flow &flow, int parent) override
    {
        flow.anchor(m_figure.anchor);
        const int node = flow.pages().addNode("Figure", parent);
        flow.pages().nodes.back().alt =
            m_figure.altText.isEmpty() ? m_figure.caption : m_figure.altText;
        const QRectF target(QPointF(flow.left() + (flow.width() - drawn().width()) / 2, flow.y()),
                            drawn());
        flow.put(node, Artwork{&m_figure, QRectF(QPointF(), m_figure.size), target});
        if (m_plan.isTiled())
            paintGrid(flow, target);
        flow.advance(drawn().height() + captionGap);
        m_caption.put(flow, flow.pages().addNode("Caption", parent),
                      QPointF(flow.left(), flow.y()));
        flow.advance(m_caption.height() + captionGap);
        for (int i = 0; m_plan.isTiled() && i < m_plan.rows * m_plan.columns; ++i)
            putTile(flow, node, i % m_plan.columns, i / m_plan.columns);
    }

private:
    QSizeF drawn() const { return m_figure.size * m_plan.scale; }

    QString tileSummary() const
    {
        if (!m_plan.isTiled())
            return {};
        return QCoreApplication::translate("Report", "Overview; tiles %1 to %2 follow.")
            .arg(tileName(0, 0), tileName(m_plan.columns - 1, m_plan.rows - 1));
    }

    FlowText caption(double width, const QString &more) const
    {
        Runs runs{{m_label, RunStyle::Bold}};
        if (!m_figure.caption.isEmpty())
            runs.push_back({QStringLiteral("\u2002") + m_figure.caption});
        if (!more.isEmpty())
            runs.push_back({QStringLiteral("\u2002") + more});
        return FlowText(runs, type::caption, width);
    }

    /// Of the drawing; the last tile of a row or column ends at the drawing's edge.
    QRectF tileRect(int column, int row) const
    {
        const QSizeF room(m_plan.tileShape.width() / m_plan.tileScale,
                          (m_plan.tileShape.height() - m_taken) / m_plan.tileScale);
        const QSizeF size = room.boundedTo(m_figure.size);
        const double stepX =
            m_plan.columns > 1 ? (m_figure.size.width() - size.width()) / (m_plan.columns - 1) : 0;
        const double stepY =
            m_plan.rows > 1 ? (m_figure.size.height() - size.height()) / (m_plan.rows - 1) : 0;
        return {QPointF(column * stepX, row * stepY), size};
    }

    /// The tiles' outlines and names over the overview.
    void paintGrid(Flow &flow, const QRectF &target) const
    {
        for (int i = 0; i < m_plan.rows * m_plan.columns; ++i) {
            const QRectF tile = tileRect(i % m_plan.columns, i / m_plan.columns);
            const QRectF rect(target.topLeft() + tile.topLeft() * m_plan.scale,
                              tile.size() * m_plan.scale);
            paintOutline(flow, rect);
            FlowText name(plain(tileName(i % m_plan.columns, i / m_plan.columns)),
                          type::badge.with(palette::accent), unbroken);
            const QPointF at = rect.topLeft() + QPointF(5, 4);
            flow.put(artifact, Box{QRectF(at, QSizeF(name.text()->width, 10)), palette::white});
            name.put(flow, artifact, at);
        }
    }

    static void paintOutline(Flow &flow, const QRectF &rect)
    {
        const double t = 0.6;
        flow.hairline(rect.left(), rect.top(), rect.width(), t, palette::accent);
        flow.hairline(rect.left(), rect.bottom(), rect.width(), t, palette::accent);
        for (const double x : {rect.left(), rect.right()})
            flow.put(artifact,
                     Box{QRectF(x - t / 2, rect.top(), t, rect.height()), palette::accent});
    }

    void putTile(Flow &flow, int node, int column, int row)
    {
        flow.startPage(m_plan.tileShape);
        const QRectF source = tileRect(column, row);
        const QRectF target(QPointF(flow.left(), flow.y()), source.size() * m_plan.tileScale);
        flow.put(node, Artwork{&m_figure, source, target});
        paintOutline(flow, target);
        flow.advance(target.height() + captionGap);
        const QString text =
            QCoreApplication::translate("Report", "Tile %1 (row %2 of %3, column %4 of %5)")
                .arg(tileName(column, row))
                .arg(row + 1)
                .arg(m_plan.rows)
                .arg(column + 1)
                .arg(m_plan.columns);
        caption(flow.width(), text).put(flow, artifact, QPointF(flow.left(), flow.y()));
    }

    const Figure &m_figure;
    QString m_label;
    FigurePlan m_plan;
    double m_taken = 0;
    FlowText m_caption;
};

}

std::unique_ptr<BlockLayout> layoutOf(const Figure &figure, int number,
                                      const Stationery &stationery, double headings)
{
    return std::make_unique<FigureLayout>(figure, number, stationery, headings);
}

}
