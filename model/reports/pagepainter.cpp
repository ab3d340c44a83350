// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/pagepainter.h"

#include "model/reports/furniture.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>

namespace safeguard::report {

namespace {

/// On A0 the longest coordinate is 28087, below the 32767 of PDF/A-1.
constexpr int resolution = 600;

QPageLayout layoutFor(QSizeF size)
{
    const QPageSize page(size, QPageSize::Point, QString(), QPageSize::ExactMatch);
    QPageLayout layout(page, QPageLayout::Portrait, QMarginsF(), QPageLayout::Point);
    layout.setMode(QPageLayout::FullPageMode);
    return layout;
}

class PagePainter final
{
public:
    PagePainter(QPainter &painter, std::vector<MarkedContent> &marks)
        : m_painter(painter)
        , m_base(QTransform::fromScale(resolution / 72.0, resolution / 72.0))
        , m_marks(marks)
    {}

    void paint(const Item &item)
    {
        m_node = item.node;
        std::visit([this](const auto &what) { paint(what); }, item.what);
    }

    void finish() { endMark(); }

private:
    /// Content of one element in a row shares a mark.
    void mark(int node)
    {
        if (!m_open || m_marks.back().node != node || m_marks.back().spelling ||
            !m_marks.back().clip.isNull())
            beginMark({node});
    }

    void beginMark(const MarkedContent &mark)
    {
        endMark();
        paintMark(MarkKind::Begin, static_cast<int>(m_marks.size()));
        m_marks.push_back(mark);
        m_open = true;
    }

    void endMark()
    {
        if (m_open)
            paintMark(MarkKind::End, 0);
        m_open = false;
    }

    void paintMark(MarkKind kind, int index)
    {
        m_painter.setTransform(QTransform());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(Qt::black);
        m_painter.drawRect(QRectF(markAbscissa, static_cast<int>(kind), index, 1));
    }

    void paint(const Box &box)
    {
        mark(m_node);
        m_painter.setTransform(m_base);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(QColor::fromRgb(box.fill));
        if (box.radius <= 0) {
            m_painter.drawRect(box.rect);
            return;
        }
        QPainterPath path;
        path.addRoundedRect(box.rect, box.radius, box.radius);
        m_painter.drawPath(path);
    }

    void paint(const Artwork &art)
    {
        const bool partial = art.source.size() != art.figure->size;
        beginMark({m_node, {}, partial ? m_base.mapRect(art.target) : QRectF()});
        const double scale = art.target.width() / art.source.width();
        m_painter.save();
        m_painter.setTransform(QTransform::fromTranslate(-art.source.x(), -art.source.y()) *
                               QTransform::fromScale(scale, scale) *
                               QTransform::fromTranslate(art.target.x(), art.target.y()) * m_base);
        if (partial)
            m_painter.setClipRect(art.source);
        m_painter.setPen(Qt::black);
        m_painter.setBrush(Qt::NoBrush);
        if (art.figure->paint)
            art.figure->paint(m_painter);
        m_painter.restore();
    }

    void paint(const TextSlice &slice)
    {
        const ShapedText &text = *slice.text;
        const double top = text.lines[static_cast<size_t>(slice.first)].top;
        for (int i = slice.first; i < slice.first + slice.count; ++i) {
            const ShapedLine &line = text.lines[static_cast<size_t>(i)];
            const QPointF origin = slice.at + QPointF(0, line.baseline - top);
            for (size_t k = 0; k < line.fragments.size(); ++k)
                paintFragment(slice, line, k, origin);
        }
    }

    void paintFragment(const TextSlice &slice, const ShapedLine &line, size_t index, QPointF origin)
    {
        const Fragment &part = line.fragments[index];
        const int node =
            slice.runNodes.empty() ? m_node : slice.runNodes[static_cast<size_t>(part.run)];
        if (!slice.text->spelled)
            mark(node);
        else if (index > 0 && line.fragments[index - 1].run == part.run)
            beginMark({node, QString()});
        else
            beginMark({node, spelling(*slice.text, part)});
        m_painter.setTransform(QTransform::fromScale(1 / typeScale, 1 / typeScale) *
                               QTransform::fromTranslate(origin.x(), origin.y()) * m_base);
        m_painter.setPen(QColor::fromRgb(part.colour));
        m_painter.drawGlyphRun(QPointF(), part.glyphs);
    }

    static QString spelling(const ShapedText &text, const Fragment &part)
    {
        QString words = text.text.mid(part.from, part.to - part.from);
        words.remove(QChar::LineSeparator);
        return words;
    }

    QPainter &m_painter;
    QTransform m_base;
    std::vector<MarkedContent> &m_marks;
    int m_node = artifact;
    bool m_open = false;
};

}

PaintedPages paintPages(Pages &pages, const Document &document, const Stage &stage)
{
    PaintedPages result;
    QBuffer buffer(&result.pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPdfWriter::PdfVersion_A1b);
    writer.setResolution(resolution);
    writer.setTitle(document.info.title);
    writer.setPageLayout(layoutFor(pages.pages.front().size));
    QPainter painter(&writer);
    const auto count = static_cast<int>(pages.pages.size());
    result.marks.resize(pages.pages.size());
    for (int i = 0; i < count; ++i) {
        Page &page = pages.pages[static_cast<size_t>(i)];
        if (i > 0) {
            writer.setPageLayout(layoutFor(page.size));
            writer.newPage();
        }
        PagePainter onPage(painter, result.marks[static_cast<size_t>(i)]);
        for (const Item &item : page.items)
            onPage.paint(item);
        for (const Item &item :
             page.furniture ? furnitureOf(document.info, page, i + 1, count) : std::vector<Item>())
            onPage.paint(item);
        onPage.finish();
        page.items = {};
        stage.reached(static_cast<double>(i) / count);
    }
    painter.end();
    return result;
}

}
