// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/frontmatter.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

constexpr double numberWidth = 34;
constexpr double levelIndent = 16;

class ContentsLayout final
{
public:
    ContentsLayout(Flow &flow, int front, int parent)
        : m_flow(flow)
        , m_front(front)
        , m_parent(parent)
    {}

    void begin()
    {
        m_flow.startPage(m_flow.stationery().portrait);
        FlowText title(plain(QCoreApplication::translate("Report", "Contents")), type::h1,
                       m_flow.width());
        title.put(m_flow, m_flow.pages().addNode("P", m_parent),
                  QPointF(m_flow.left(), m_flow.y()));
        m_flow.advance(title.height() + 10);
        m_toc = m_flow.pages().addNode("TOC", m_parent);
    }

    void putLine(const ContentsLine &line)
    {
        const bool chapter = line.entry.level == 1;
        const TypeStyle style = chapter ? type::contents1 : type::contents2;
        const double indent = (line.entry.level - 1) * levelIndent;
        const TextPtr text =
            shape(line.entry.text, style, m_flow.width() - indent - numberWidth - 12);
        if (chapter)
            m_flow.space(6);
        m_flow.require(m_flow.shape(), std::min(text->height(), m_flow.shape().height()));
        const int item = m_flow.pages().addNode("TOCI", m_toc);
        const int link = m_flow.pages().addNode("Link", item);
        const QPointF at(m_flow.left() + indent, m_flow.y());
        m_flow.put(link, TextSlice{text, 0, text->lineCount(), at});
        const double baseline = m_flow.y() + text->height() - style.leading;
        putPage(line, style, link, baseline, at.x() + endOf(*text));
        m_flow.link({QRectF(at.x(), at.y(), m_flow.width() - indent, text->height()),
                     u'#' + line.anchor, link});
        m_flow.advance(text->height() + 1);
    }

private:
    static double endOf(const ShapedText &text)
    {
        if (text.lines.empty() || text.lines.back().fragments.empty())
            return 0;
        return text.lines.back().fragments.back().right;
    }

    void putPage(const ContentsLine &line, const TypeStyle &style, int link, double y,
                 double textEnd)
    {
        const QString number = QString::number(line.entry.to.page + m_front + 1);
        const TextPtr page = shape(number, style, numberWidth, Qt::AlignRight);
        const double right = m_flow.left() + m_flow.width();
        putLeader(textEnd + 6, right - page->width - 6,
                  y + style.leading * 0.5 + style.size * 0.32);
        m_flow.put(link, TextSlice{page, 0, 1, QPointF(right - numberWidth, y)});
    }

    /// Dots on a grid common to all lines.
    void putLeader(double from, double to, double y)
    {
        constexpr double step = 4;
        for (double x = std::ceil(from / step) * step; x < to; x += step)
            m_flow.put(artifact, Box{QRectF(x, y - 0.35, 0.7, 0.7), palette::rule});
    }

    Flow &m_flow;
    int m_front;
    int m_parent;
    int m_toc = artifact;
};

}

void placeContents(Flow &flow, const std::vector<ContentsLine> &lines, int front, int parent)
{
    ContentsLayout layout(flow, front, parent);
    layout.begin();
    for (const ContentsLine &line : lines)
        layout.putLine(line);
}

}
