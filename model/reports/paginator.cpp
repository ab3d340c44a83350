// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/paginator.h"

#include "model/reports/figurelayout.h"
#include "model/reports/frontmatter.h"
#include "model/reports/tablelayout.h"

#include <algorithm>
#include <array>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

struct HeadingLook
{
    TypeStyle style;
    const char *tag;
    double before;
    double after;
};

const HeadingLook &lookOf(int level)
{
    static const std::array<HeadingLook, 3> looks{
        {{type::h1, "H1", 0, 10}, {type::h2, "H2", 22, 2}, {type::h3, "H3", 15, 0}}};
    return looks[static_cast<size_t>(std::clamp(level, 1, 3) - 1)];
}

/// "2.1" for the first second-level heading of chapter 2.
class HeadingNumbers final
{
public:
    QString next(int level)
    {
        const int index = std::clamp(level, 1, 3) - 1;
        ++m_counts[static_cast<size_t>(index)];
        std::fill(m_counts.begin() + index + 1, m_counts.end(), 0);
        QStringList parts;
        for (int i = 0; i <= index; ++i)
            parts << QString::number(m_counts[static_cast<size_t>(i)]);
        return parts.join(u'.');
    }

private:
    std::array<int, 3> m_counts{};
};

/// Prose in front of a landscape table shares its pages when it is no longer than this.
constexpr qsizetype shortProse = 600;
/// A paragraph that would take more than this share of a page, with its headings, does not wait for
/// the next block.
constexpr double longestLead = 0.3;

qsizetype proseLength(const Block &block)
{
    const auto length = [](const Runs &runs) {
        qsizetype sum = 0;
        for (const Run &run : runs)
            sum += run.text.size();
        return sum;
    };
    if (const auto *paragraph = std::get_if<Paragraph>(&block))
        return length(paragraph->runs);
    if (const auto *note = std::get_if<Note>(&block))
        return length(note->runs);
    return std::holds_alternative<Heading>(block) ? 0 : shortProse;
}

class BodyPaginator final
{
public:
    BodyPaginator(const Document &document, Pages &pages, const Stage &stage)
        : m_document(document)
        , m_pages(pages)
        , m_stage(stage)
        , m_blockStage(stage)
        , m_flow(pages, Stationery(document.paper))
        , m_section(pages.addNode("Sect", 0))
        , m_proseShape(m_flow.stationery().portrait)
    {}

    void run()
    {
        const std::vector<PageShape> shapes = proseShapes();
        const size_t count = m_document.blocks.size();
        for (size_t i = 0; i < count; ++i) {
            const auto done = static_cast<double>(i);
            const auto all = static_cast<double>(count);
            m_blockStage = m_stage.part(done / all, (done + 1) / all);
            m_blockStage.reached(0);
            m_proseShape = shapes[i];
            std::visit([this](const auto &block) { add(block); }, m_document.blocks[i]);
        }
        placePending(m_flow.stationery().portrait);
        if (count == 0 && !m_document.cover)
            add(Paragraph{{{QCoreApplication::translate("Report", "This report has no entries."),
                            RunStyle::Muted}}});
    }

private:
    /// For each block the shape that prose takes there.
    std::vector<PageShape> proseShapes() const
    {
        const Stationery &paper = m_flow.stationery();
        std::vector<PageShape> shapes(m_document.blocks.size(), paper.portrait);
        PageShape next = paper.portrait;
        qsizetype prose = 0;
        for (size_t i = shapes.size(); i-- > 0;) {
            const Block &block = m_document.blocks[i];
            if (const auto *table = std::get_if<Table>(&block)) {
                next = shapeFor(*table, paper);
                prose = 0;
            } else if ((prose += proseLength(block)) >= shortProse) {
                next = paper.portrait;
            }
            shapes[i] = next;
            const auto *heading = std::get_if<Heading>(&block);
            if (heading && heading->level <= 1)
                next = paper.portrait;
        }
        return shapes;
    }

    void add(const Heading &heading)
    {
        if (m_lead || (heading.level <= 1 && !m_pending.empty()))
            placePending(m_proseShape);
        const QString number = m_numbers.next(heading.level);
        const QString text = m_document.numberedHeadings && heading.level <= m_document.listedLevels
                                 ? number + QStringLiteral("\u2002") + heading.text
                                 : heading.text;
        m_pending.push_back({heading, text});
    }
    void add(const Paragraph &paragraph)
    {
        if (m_lead)
            placePending(m_proseShape);
        if (paragraph.keepsWithNext && isShortLead(paragraph))
            m_lead = paragraph;
        else
            place(*layoutOf(paragraph, m_proseShape));
    }
    void add(const List &list) { place(*layoutOf(list, m_proseShape)); }
    void add(const Note &note) { place(*layoutOf(note, m_proseShape)); }
    void add(const KeyValues &values) { place(*layoutOf(values, m_proseShape, m_blockStage)); }
    void add(const Table &table)
    {
        place(*layoutOf(table, ++m_tables, m_flow.stationery(), m_blockStage));
    }
    void add(const Figure &figure)
    {
        const double headings = pendingHeight(m_flow.stationery().portrait);
        place(*layoutOf(figure, ++m_figures, m_flow.stationery(), headings));
    }
    void add(const PageBreak &)
    {
        placePending(m_proseShape);
        m_break = true;
    }

    void place(BlockLayout &layout)
    {
        const PageShape shape = layout.shape();
        const double least = pendingHeight(shape) + layout.spaceBefore() + layout.leastHeight();
        makeRoom(shape, least);
        putPending();
        m_flow.space(layout.spaceBefore());
        layout.place(m_flow, m_section);
    }

    void makeRoom(const PageShape &shape, double height)
    {
        const bool chapter = !m_pending.empty() && m_pending.front().heading.level <= 1;
        if (chapter || m_break)
            m_flow.startPage(shape);
        else
            m_flow.require(shape, std::min(height, shape.height()));
        m_break = false;
    }

    void placePending(const PageShape &shape)
    {
        if (m_pending.empty() && !m_lead)
            return;
        makeRoom(shape, pendingHeight(shape));
        putPending();
    }

    bool isShortLead(const Paragraph &paragraph) const
    {
        return pendingHeight(m_proseShape) + heightOf(paragraph, m_proseShape) <=
               m_proseShape.height() * longestLead;
    }

    static double heightOf(const Paragraph &paragraph, const PageShape &shape)
    {
        return report::shape(paragraph.runs, type::body, shape.width())->height();
    }

    double pendingHeight(const PageShape &shape) const
    {
        double height = 0;
        for (const Pending &pending : m_pending) {
            const HeadingLook &look = lookOf(pending.heading.level);
            height += look.before + look.after +
                      report::shape(pending.text, look.style, shape.width())->height();
        }
        if (m_lead) {
            const auto lead = layoutOf(*m_lead, shape);
            height += lead->spaceBefore() + heightOf(*m_lead, shape);
        }
        return height;
    }

    void putPending()
    {
        for (const Pending &pending : m_pending)
            putHeading(pending);
        m_pending.clear();
        if (!m_lead)
            return;
        const auto lead = layoutOf(*m_lead, m_flow.shape());
        m_lead.reset();
        m_flow.space(lead->spaceBefore());
        lead->place(m_flow, m_section);
    }

    struct Pending
    {
        Heading heading;
        QString text;
    };

    void putHeading(const Pending &pending)
    {
        const HeadingLook &look = lookOf(pending.heading.level);
        if (pending.heading.level <= 1)
            m_section = m_pages.addNode("Sect", 0);
        m_flow.space(look.before);
        m_flow.anchor(pending.heading.anchor);
        m_pages.outline.push_back(
            {std::clamp(pending.heading.level, 1, 3), pending.text, m_flow.here()});
        FlowText text(plain(pending.text), look.style, m_flow.width());
        placeLines(m_flow, text, m_pages.addNode(look.tag, m_section), 0, {});
        m_flow.advance(look.after);
    }

    const Document &m_document;
    Pages &m_pages;
    const Stage &m_stage;
    Stage m_blockStage;
    Flow m_flow;
    int m_section;
    PageShape m_proseShape;
    HeadingNumbers m_numbers;
    std::vector<Pending> m_pending;
    std::optional<Paragraph> m_lead; ///< follows the pending headings
    int m_tables = 0;
    int m_figures = 0;
    bool m_break = false;
};

/// Anchors that no report can spell.
QString outlineAnchor(size_t index)
{
    return QChar(u'\x1') + QString::number(index);
}

std::vector<ContentsLine> contentsOf(const Pages &pages, int levels)
{
    std::vector<ContentsLine> lines;
    for (size_t i = 0; i < pages.outline.size(); ++i) {
        if (pages.outline[i].level <= levels)
            lines.push_back({pages.outline[i], outlineAnchor(i)});
    }
    return lines;
}

int countContentsPages(const Document &document, const std::vector<ContentsLine> &lines)
{
    Pages scratch;
    scratch.addNode("Document", -1);
    Flow flow(scratch, Stationery(document.paper));
    placeContents(flow, lines, 0, 0);
    return static_cast<int>(scratch.pages.size());
}

void shiftDestinations(Pages &pages, int front)
{
    for (OutlineEntry &entry : pages.outline)
        entry.to.page += front;
    for (Destination &destination : pages.anchors)
        destination.page += front;
    for (size_t i = 0; i < pages.outline.size(); ++i)
        pages.anchors.insert(outlineAnchor(i), pages.outline[i].to);
}

void placeFrontMatter(const Document &document, Pages &pages, int coverNode, int contentsNode)
{
    Flow flow(pages, Stationery(document.paper));
    if (document.cover)
        placeCover(flow, document, coverNode);
    if (!document.contents || pages.outline.empty())
        return;
    const std::vector<ContentsLine> lines = contentsOf(pages, document.listedLevels);
    const int front = static_cast<int>(pages.pages.size()) + countContentsPages(document, lines);
    placeContents(flow, lines, front, contentsNode);
}

}

Pages paginate(const Document &document, const Stage &stage)
{
    Pages pages;
    pages.addNode("Document", -1);
    const int cover = pages.addNode("Sect", 0);
    const int contents = pages.addNode("Sect", 0);
    BodyPaginator(document, pages, stage).run();

    std::vector<Page> body = std::move(pages.pages);
    pages.pages.clear();
    placeFrontMatter(document, pages, cover, contents);
    shiftDestinations(pages, static_cast<int>(pages.pages.size()));
    std::move(body.begin(), body.end(), std::back_inserter(pages.pages));
    return pages;
}

}
