// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/frontmatter.h"

#include <algorithm>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

constexpr double labelWidth = 132;
constexpr int digestGroup = 8;

QString words(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

class CoverLayout final
{
public:
    CoverLayout(Flow &flow, const Document &document, int parent)
        : m_flow(flow)
        , m_document(document)
        , m_cover(*document.cover)
        , m_parent(parent)
    {}

    void place()
    {
        m_flow.startPage(m_flow.stationery().portrait);
        m_flow.pages().pages.back().furniture = false;
        putTitle();
        putRows();
        if (!m_cover.signatures.empty())
            putSignatures();
        if (!m_cover.digests.empty())
            putDigests();
        if (!m_cover.notice.isEmpty())
            putNotice();
    }

private:
    void putLine(const char *tag, const QString &text, const TypeStyle &style, double gap)
    {
        if (text.isEmpty())
            return;
        FlowText lines(plain(text), style, m_flow.width());
        m_flow.require(m_flow.shape(), std::min(lines.height(), m_flow.shape().height()));
        lines.put(m_flow, m_flow.pages().addNode(tag, m_parent),
                  QPointF(m_flow.left(), m_flow.y()));
        m_flow.advance(lines.height() + gap);
    }

    void putTitle()
    {
        m_flow.put(artifact, Box{QRectF(m_flow.left(), 54, 40, 4), palette::accent});
        m_flow.advance(18);
        putLine("P", m_document.info.product, type::overline, 10);
        putLine("P", m_document.info.title, type::display, 8);
        putLine("P", m_document.info.subject, type::lead, 0);
        m_flow.advance(34);
    }

    void putSection(const QString &text)
    {
        m_flow.advance(20);
        FlowText title(plain(text), type::head, m_flow.width());
        m_flow.require(m_flow.shape(), title.height() + 40);
        title.put(m_flow, m_flow.pages().addNode("P", m_parent),
                  QPointF(m_flow.left(), m_flow.y()));
        m_flow.advance(title.height() + 4);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.9, palette::rule);
        m_flow.advance(6);
    }

    void putRows()
    {
        if (m_cover.rows.empty())
            return;
        const int table = m_flow.pages().addNode("Table", m_parent);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.5, palette::hairline);
        for (const Cover::Row &row : m_cover.rows)
            putRow(row, m_flow.pages().addNode("TR", table));
    }

    void putRow(const Cover::Row &row, int node)
    {
        FlowText label(plain(row.label), type::body.with(palette::muted), labelWidth - 8);
        FlowText value(plain(row.value), type::body, m_flow.width() - labelWidth);
        const double height = std::max(label.height(), value.height()) + 9;
        m_flow.require(m_flow.shape(), std::min(height, m_flow.shape().height()));
        const int head = m_flow.pages().addNode("TH", node);
        m_flow.pages().nodes.back().scope = "Row";
        label.put(m_flow, head, QPointF(m_flow.left(), m_flow.y() + 4.5));
        value.put(m_flow, m_flow.pages().addNode("TD", node),
                  QPointF(m_flow.left() + labelWidth, m_flow.y() + 4.5));
        m_flow.advance(height);
        m_flow.hairline(m_flow.left(), m_flow.y(), m_flow.width(), 0.5, palette::hairline);
    }

    /// Side by side, each with a line to sign on.
    void putSignatures()
    {
        putSection(words(QT_TRANSLATE_NOOP("Report", "Signatures")));
        const size_t perRow = std::min<size_t>(3, m_cover.signatures.size());
        const double gap = 18;
        const auto columns = static_cast<double>(perRow);
        const double width = (m_flow.width() - gap * (columns - 1)) / columns;
        for (size_t i = 0; i < m_cover.signatures.size(); i += perRow) {
            m_flow.require(m_flow.shape(), 112);
            double tallest = 0;
            for (size_t k = i; k < std::min(i + perRow, m_cover.signatures.size()); ++k) {
                const double x = m_flow.left() + static_cast<double>(k - i) * (width + gap);
                tallest = std::max(tallest, putSignature(m_cover.signatures[k], x, width));
            }
            m_flow.advance(tallest + 8);
        }
    }

    double putSignature(const Signature &signature, double x, double width)
    {
        const int node = m_flow.pages().addNode("Div", m_parent);
        double y = m_flow.y();
        const auto put = [&](const QString &text, const TypeStyle &style) {
            FlowText lines(plain(text), style, width);
            if (!text.isEmpty())
                lines.put(m_flow, m_flow.pages().addNode("P", node), QPointF(x, y));
            y += std::max(lines.height(), style.leading);
        };
        put(signature.act, type::caption);
        TypeStyle name = type::body;
        name.bold = true;
        put(signature.name, name);
        put(signature.role, type::cell);
        y += 26;
        m_flow.hairline(x, y, width, 0.6, palette::rule);
        y += 3;
        const QString dated = words(QT_TRANSLATE_NOOP("Report", "Signature")) +
                              QStringLiteral("\u2002\u00b7\u2002") +
                              words(QT_TRANSLATE_NOOP("Report", "Date")) +
                              (signature.date.isEmpty() ? QString() : u' ' + signature.date);
        put(dated, type::running);
        return y - m_flow.y();
    }

    void putDigests()
    {
        putSection(words(QT_TRANSLATE_NOOP("Report", "Fingerprints")));
        for (const Digest &digest : m_cover.digests)
            putDigest(digest);
    }

    /// Groups on a fixed grid, so that two prints can be compared group by group; read out and
    /// copied as one word.
    void putDigest(const Digest &digest)
    {
        FlowText label(plain(digest.label), type::cell.with(palette::muted), labelWidth - 8);
        const double cell = 6.6;
        const int perLine = 4 * digestGroup;
        const auto lines = static_cast<int>((digest.value.size() + perLine - 1) / perLine);
        const double height = std::max(label.height(), lines * type::digest.leading) + 7;
        m_flow.require(m_flow.shape(), std::min(height, m_flow.shape().height()));
        const int node = m_flow.pages().addNode("P", m_parent);
        label.put(m_flow, node, QPointF(m_flow.left(), m_flow.y() + 0.5));
        const int value = m_flow.pages().addNode("P", m_parent);
        const auto text = std::make_shared<ShapedText>(gridOf(digest.value, cell, perLine));
        m_flow.put(value, TextSlice{text, 0, text->lineCount(),
                                    QPointF(m_flow.left() + labelWidth, m_flow.y())});
        m_flow.advance(height);
    }

    static ShapedText gridOf(const QString &value, double cell, int perLine)
    {
        ShapedText grid = *shape(value, type::digest, unbroken);
        if (grid.lines.empty())
            return grid;
        const ShapedLine whole = grid.lines.front();
        grid.lines.clear();
        grid.spelled = true;
        int index = 0;
        for (const Fragment &part : whole.fragments) {
            for (qsizetype i = 0; i < part.glyphs.positions().size(); ++i, ++index)
                addGlyph(grid, whole, part, i, index, cell, perLine);
        }
        return grid;
    }

    static void addGlyph(ShapedText &grid, const ShapedLine &model, const Fragment &part,
                         qsizetype glyph, int index, double cell, int perLine)
    {
        const int column = index % perLine;
        if (column == 0) {
            ShapedLine line = model;
            line.fragments.clear();
            const double drop = grid.height();
            line.top += drop;
            line.bottom += drop;
            line.baseline += drop;
            line.from = index;
            line.fragments.push_back(part);
            line.fragments.back().glyphs.setGlyphIndexes({});
            line.fragments.back().glyphs.setPositions({});
            grid.lines.push_back(line);
        }
        Fragment &whole = grid.lines.back().fragments.back();
        whole.from = grid.lines.back().from;
        whole.to = grid.lines.back().to = index + 1;
        QGlyphRun &run = whole.glyphs;
        const quint32 id = part.glyphs.glyphIndexes().at(glyph);
        const double advance = run.rawFont().advancesForGlyphIndexes({id}).value(0).x();
        const double x = (column + 1.5 * (column / digestGroup)) * cell * typeScale +
                         type::digest.size * 0.32 * typeScale;
        run.setGlyphIndexes(run.glyphIndexes() << id);
        run.setPositions(run.positions() << QPointF(x - advance / 2, 0));
    }

    void putNotice()
    {
        FlowText notice(plain(m_cover.notice), type::caption, m_flow.width());
        m_flow.advance(16);
        m_flow.require(m_flow.shape(), std::min(notice.height(), m_flow.shape().height()));
        const double foot = m_flow.shape().size.height() - m_flow.shape().margins.bottom();
        const double y = std::max(m_flow.y(), foot - notice.height());
        notice.put(m_flow, m_flow.pages().addNode("P", m_parent), QPointF(m_flow.left(), y));
    }

    Flow &m_flow;
    const Document &m_document;
    const Cover &m_cover;
    int m_parent;
};

}

void placeCover(Flow &flow, const Document &document, int parent)
{
    CoverLayout(flow, document, parent).place();
}

}
