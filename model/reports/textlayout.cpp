// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/blocklayout.h"

#include <algorithm>
#include <QCoreApplication>

namespace safeguard::report {

namespace {

constexpr double paragraphGap = 7;
constexpr double listIndent = 16;

/// Lines to put on this page so that neither here nor there one line stands alone.
int linesHere(const ShapedText &text, int first, double room, bool fresh)
{
    const int left = text.lineCount() - first;
    int count = text.fitting(first, room);
    if (count >= left)
        return left;
    if (left - count == 1 && count > 2)
        --count;
    if (count == 1 && first == 0 && left > 1 && !fresh)
        return 0;
    return count == 0 && fresh ? 1 : count;
}

double leastOf(const ShapedText &text)
{
    return text.height(0, text.lineCount() == 3 ? 3 : std::min(2, text.lineCount()));
}

class ParagraphLayout final : public BlockLayout
{
public:
    ParagraphLayout(const Paragraph &paragraph, const PageShape &shape)
        : m_shape(shape)
        , m_anchor(paragraph.anchor)
        , m_text(paragraph.runs, type::body, shape.width())
    {}
    PageShape shape() const override { return m_shape; }
    double leastHeight() const override { return leastOf(*m_text.text()); }
    double spaceBefore() const override { return paragraphGap; }
    void place(Flow &flow, int parent) override
    {
        flow.anchor(m_anchor);
        placeLines(flow, m_text, flow.pages().addNode("P", parent), 0, {});
    }

private:
    PageShape m_shape;
    QString m_anchor;
    FlowText m_text;
};

class ListLayout final : public BlockLayout
{
public:
    ListLayout(const List &list, const PageShape &shape)
        : m_shape(shape)
        , m_numbered(list.numbered)
    {
        for (const Runs &item : list.items)
            m_items.emplace_back(item, type::body, shape.width() - listIndent);
    }
    PageShape shape() const override { return m_shape; }
    double leastHeight() const override
    {
        return m_items.empty() ? 0 : leastOf(*m_items.front().text());
    }
    double spaceBefore() const override { return paragraphGap; }
    void place(Flow &flow, int parent) override
    {
        const int list = flow.pages().addNode("L", parent);
        for (size_t i = 0; i < m_items.size(); ++i)
            placeItem(flow, i, flow.pages().addNode("LI", list));
    }

private:
    void placeItem(Flow &flow, size_t index, int item)
    {
        FlowText &text = m_items[index];
        flow.require(m_shape, leastOf(*text.text()));
        const QString mark =
            m_numbered ? QStringLiteral("%1.").arg(index + 1) : QStringLiteral("\u2022");
        FlowText label(plain(mark), type::body.with(palette::muted), listIndent);
        label.put(flow, flow.pages().addNode("Lbl", item), QPointF(flow.left() + 2, flow.y()));
        placeLines(flow, text, flow.pages().addNode("LBody", item), listIndent, {});
        flow.advance(3);
    }

    PageShape m_shape;
    bool m_numbered;
    std::vector<FlowText> m_items;
};

/// A tinted field with a bar at its left and its kind in words.
class NoteLayout final : public BlockLayout
{
public:
    NoteLayout(const Note &note, const PageShape &shape)
        : m_shape(shape)
        , m_warning(note.kind == Note::Kind::Warning)
        , m_text(labelled(note), type::body, shape.width() - 2 * padX)
    {}
    PageShape shape() const override { return m_shape; }
    /// A note is cut only where it would leave a large gap.
    double leastHeight() const override
    {
        const bool whole = m_text.height() <= m_shape.height() / 2;
        return (whole ? m_text.height() : leastOf(*m_text.text())) + 2 * padY;
    }
    double spaceBefore() const override { return paragraphGap + 3; }
    void place(Flow &flow, int parent) override
    {
        flow.advance(padY);
        const int div = flow.pages().addNode("Div", parent);
        placeLines(flow, m_text, flow.pages().addNode("P", div), padX,
                   [this](Flow &page, const QRectF &rect) { paintField(page, rect); });
        flow.advance(padY + 3);
    }

private:
    static constexpr double padX = 13;
    static constexpr double padY = 8;

    static Runs labelled(const Note &note)
    {
        const bool warning = note.kind == Note::Kind::Warning;
        const QString label = warning ? QCoreApplication::translate("Report", "Warning.")
                                      : QCoreApplication::translate("Report", "Note.");
        Runs runs{{label + u' ', RunStyle::Bold}};
        runs.insert(runs.end(), note.runs.begin(), note.runs.end());
        return runs;
    }

    void paintField(Flow &flow, const QRectF &lines) const
    {
        const QRectF field(flow.left(), lines.top() - padY, flow.width(),
                           lines.height() + 2 * padY);
        flow.put(artifact, Box{field, m_warning ? palette::warningGround : palette::infoGround, 3});
        const QRectF bar(field.left(), field.top(), 3, field.height());
        flow.put(artifact, Box{bar, m_warning ? palette::warning : palette::accent, 1.5});
    }

    PageShape m_shape;
    bool m_warning;
    FlowText m_text;
};

}

void placeLines(Flow &flow, FlowText &text, int node, double indent, const Backdrop &backdrop)
{
    const double inset = backdrop ? 8 : 0;
    int first = 0;
    while (first < text.lineCount()) {
        const int count = linesHere(*text.text(), first, flow.room() - inset,
                                    flow.y() - inset <= flow.shape().margins.top() + 0.01);
        if (count > 0) {
            const double height = text.text()->height(first, count);
            if (backdrop)
                backdrop(flow, QRectF(flow.left(), flow.y(), flow.width(), height));
            text.put(flow, node, first, count, QPointF(flow.left() + indent, flow.y()));
            flow.advance(height);
            first += count;
        }
        if (first < text.lineCount()) {
            flow.startPage();
            flow.advance(inset);
        }
    }
}

std::unique_ptr<BlockLayout> layoutOf(const Paragraph &paragraph, const PageShape &shape)
{
    return std::make_unique<ParagraphLayout>(paragraph, shape);
}

std::unique_ptr<BlockLayout> layoutOf(const List &list, const PageShape &shape)
{
    return std::make_unique<ListLayout>(list, shape);
}

std::unique_ptr<BlockLayout> layoutOf(const Note &note, const PageShape &shape)
{
    return std::make_unique<NoteLayout>(note, shape);
}

}
