// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/shapedtext.h"

#include <algorithm>
#include <array>
#include <QFontMetricsF>
#include <QHash>
#include <QRawFont>
#include <QTextLayout>

namespace safeguard::report {

namespace {

/// What depends on a face and a size alone; kept per thread because fonts are.
struct FaceMetrics
{
    QFont font;
    QString family;
    double ascent = 0; ///< points
    double descent = 0;
    std::array<quint32, 10> digits{};
    quint32 unknown = 0;     ///< shown for what no font can draw
    double digitAdvance = 0; ///< of the widest figure, points times typeScale
};

FaceMetrics measureFace(double size, bool bold)
{
    FaceMetrics metrics;
    metrics.font = reportFont(size, bold);
    const QRawFont raw = QRawFont::fromFont(metrics.font);
    metrics.family = raw.familyName();
    metrics.ascent = raw.ascent() / typeScale;
    metrics.descent = raw.descent() / typeScale;
    const QList<quint32> digits = raw.glyphIndexesForString(QStringLiteral("0123456789"));
    if (digits.size() == 10) {
        std::copy(digits.begin(), digits.end(), metrics.digits.begin());
        for (const QPointF &advance : raw.advancesForGlyphIndexes(digits))
            metrics.digitAdvance = std::max(metrics.digitAdvance, advance.x());
    }
    const QList<quint32> box = raw.glyphIndexesForString(QStringLiteral("\u25a1?"));
    metrics.unknown = box.value(0) != 0 ? box.value(0) : box.value(1);
    return metrics;
}

const FaceMetrics &faceMetrics(double size, bool bold)
{
    thread_local QHash<std::pair<int, bool>, FaceMetrics> known;
    const std::pair key(static_cast<int>(size * 100), bold);
    auto it = known.constFind(key);
    if (it == known.cend())
        it = known.insert(key, measureFace(size, bold));
    return *it;
}

QString printable(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n' || c == QChar::ParagraphSeparator)
            c = QChar::LineSeparator;
        else if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

/// Characters that every sans serif draws one glyph for and that its character map gives back.
bool readsBack(QChar c)
{
    const char16_t u = c.unicode();
    return u < 0x0300 || (u >= 0x0370 && u < 0x0530) || (u >= 0x1e00 && u < 0x2000) ||
           (u >= 0x2000 && u < 0x200b) || (u >= 0x2010 && u < 0x2028) || u == QChar::LineSeparator;
}

struct RunRange
{
    int from;
    int to;
    const Run *run;
};

class Shaper final
{
public:
    Shaper(const Runs &runs, const TypeStyle &style, double width, Qt::Alignment alignment)
        : m_style(style)
        , m_face(faceMetrics(style.size, style.bold))
        , m_width(width)
        , m_alignment(alignment)
        , m_text(std::make_shared<ShapedText>())
    {
        for (const Run &run : runs) {
            const auto from = static_cast<int>(m_text->text.size());
            m_text->text += printable(run.text);
            m_ranges.push_back({from, static_cast<int>(m_text->text.size()), &run});
        }
    }

    TextPtr shape()
    {
        if (m_text->text.isEmpty())
            return m_text;
        m_text->spelled = !std::all_of(m_text->text.cbegin(), m_text->text.cend(), readsBack);
        QTextLayout layout(m_text->text, font());
        configure(layout);
        breakLines(layout);
        return m_text;
    }

private:
    QFont font() const
    {
        QFont font = m_face.font;
        if (m_style.tracking != 0)
            font.setLetterSpacing(QFont::AbsoluteSpacing, m_style.tracking * typeScale);
        return font;
    }

    void configure(QTextLayout &layout) const
    {
        QTextOption option(m_alignment);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setUseDesignMetrics(true);
        layout.setTextOption(option);
        QList<QTextLayout::FormatRange> formats;
        for (const RunRange &range : m_ranges) {
            if (range.run->style != RunStyle::Bold || m_style.bold)
                continue;
            QTextLayout::FormatRange bold{range.from, range.to - range.from, {}};
            bold.format.setFontWeight(QFont::DemiBold);
            formats.push_back(bold);
        }
        if (!formats.isEmpty())
            layout.setFormats(formats);
    }

    void breakLines(QTextLayout &layout)
    {
        layout.beginLayout();
        double y = 0;
        while (true) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(m_width * typeScale);
            y = addLine(line, y);
        }
        layout.endLayout();
        for (size_t i = 0; i < m_text->lines.size(); ++i)
            fill(m_text->lines[i], layout.lineAt(static_cast<int>(i)));
    }

    /// Lines keep their distance unless a borrowed face is much taller.
    double addLine(const QTextLine &line, double y)
    {
        ShapedLine shaped;
        const double natural = line.height() / typeScale;
        const double usual = m_face.ascent + m_face.descent;
        const double height =
            natural > usual * 1.2 ? std::max(m_style.leading, natural) : m_style.leading;
        shaped.from = line.textStart();
        shaped.to = line.textStart() + line.textLength();
        shaped.top = y;
        shaped.bottom = y + height;
        shaped.baseline = natural > usual * 1.2 ? y + line.ascent() / typeScale
                                                : y + (height - usual) / 2 + m_face.ascent;
        m_text->width = std::max(m_text->width, line.naturalTextWidth() / typeScale);
        m_text->lines.push_back(std::move(shaped));
        return y + height;
    }

    void fill(ShapedLine &shaped, const QTextLine &line)
    {
        int index = -1;
        for (const RunRange &range : m_ranges) {
            ++index;
            const int from = std::max(range.from, shaped.from);
            const int to = std::min(range.to, shaped.to);
            if (from >= to)
                continue;
            const QList<QGlyphRun> runs = line.glyphRuns(from, to - from);
            const std::vector<RunRange> ranges = rangesOf(runs, {from, to, range.run});
            for (qsizetype i = 0; i < runs.size(); ++i)
                addFragment(shaped, line, ranges[static_cast<size_t>(i)], index, runs[i]);
        }
    }

    /// The characters of each of \a runs, which are split where scripts or faces change. When they
    /// cannot be told apart each run gets the whole range.
    std::vector<RunRange> rangesOf(const QList<QGlyphRun> &runs, const RunRange &whole) const
    {
        std::vector<RunRange> ranges;
        int from = whole.from;
        double x = -1;
        for (const QGlyphRun &run : runs) {
            const auto count = static_cast<int>(run.glyphIndexes().size());
            const double left = run.positions().value(0).x();
            if (count == 0 || left < x || from + count > whole.to)
                return std::vector<RunRange>(static_cast<size_t>(runs.size()), whole);
            ranges.push_back({from, from + count, whole.run});
            from += count;
            x = left;
        }
        const QStringView text(m_text->text);
        const QStringView rest = text.mid(from, whole.to - from);
        const bool simple =
            !ranges.empty() &&
            std::all_of(text.begin() + whole.from, text.begin() + whole.to, readsBack) &&
            std::all_of(rest.begin(), rest.end(), [](QChar c) { return c.isSpace(); });
        if (!simple)
            return std::vector<RunRange>(static_cast<size_t>(runs.size()), whole);
        ranges.back().to = whole.to;
        return ranges;
    }

    void addFragment(ShapedLine &shaped, const QTextLine &line, const RunRange &range, int index,
                     QGlyphRun glyphs)
    {
        // Positions come from the layout's origin; here they start at the baseline.
        QList<QPointF> positions = glyphs.positions();
        const double drop = line.y() + line.ascent();
        for (QPointF &position : positions)
            position.ry() -= drop;
        if (glyphs.rawFont().familyName() != m_face.family)
            m_text->spelled = true;
        else
            unmask(glyphs, positions,
                   QStringView(m_text->text).mid(range.from, range.to - range.from));
        const double trailing = m_style.tabular ? alignFigures(glyphs, positions) : 0;
        glyphs.setPositions(positions);
        noteWidth(line, glyphs, trailing);
        Fragment fragment{glyphs, colourOf(*range.run), index, range.from, range.to, 0, 0};
        fragment.left = line.cursorToX(range.from) / typeScale;
        fragment.right = line.cursorToX(range.to) / typeScale;
        if (fragment.left > fragment.right)
            std::swap(fragment.left, fragment.right);
        shaped.fragments.push_back(std::move(fragment));
    }

    /// Puts each character's own glyph in place of contextual forms ("case" hyphens and the like),
    /// which no reader can turn back into text. What no font can draw becomes a box.
    void unmask(QGlyphRun &glyphs, QList<QPointF> &positions, QStringView text)
    {
        QList<quint32> actual = glyphs.glyphIndexes();
        while (text.size() > actual.size() && (text.back().isSpace()))
            text.chop(1);
        QList<quint32> own;
        if (text.size() == actual.size() && std::all_of(text.begin(), text.end(), readsBack))
            own = glyphs.rawFont().glyphIndexesForString(text.toString());
        if (own.size() != actual.size()) {
            own = actual;
            m_text->spelled = true;
        }
        std::replace(own.begin(), own.end(), 0u, m_face.unknown);
        if (own == actual)
            return;
        const QList<QPointF> before = glyphs.rawFont().advancesForGlyphIndexes(actual);
        const QList<QPointF> after = glyphs.rawFont().advancesForGlyphIndexes(own);
        double shift = 0;
        for (qsizetype i = 0; i < own.size(); ++i) {
            positions[i].rx() += shift;
            if (actual[i] != 0)
                shift += after[i].x() - before[i].x();
        }
        glyphs.setGlyphIndexes(own);
    }

    /// Gives each figure the room of the widest, without a font feature that Qt 6.4 cannot reach.
    /// Returns the room behind the last glyph.
    double alignFigures(const QGlyphRun &glyphs, QList<QPointF> &positions) const
    {
        const QList<quint32> indexes = glyphs.glyphIndexes();
        const QList<QPointF> advances = glyphs.rawFont().advancesForGlyphIndexes(indexes);
        double shift = 0;
        double trailing = 0;
        for (qsizetype i = 0; i < positions.size(); ++i) {
            const bool digit = std::find(m_face.digits.begin(), m_face.digits.end(), indexes[i]) !=
                               m_face.digits.end();
            const double room = digit ? m_face.digitAdvance - advances[i].x() : 0;
            positions[i].rx() += shift + room / 2;
            shift += room;
            trailing = room / 2;
        }
        // Extra room inside a number looks like a space to readers.
        if (shift > 0)
            m_text->spelled = true;
        return trailing;
    }

    /// Exchanged glyphs and equal figures change where a line ends; text set right keeps its edge.
    void noteWidth(const QTextLine &line, QGlyphRun &glyphs, double trailing)
    {
        QList<QPointF> positions = glyphs.positions();
        if (positions.isEmpty())
            return;
        const QPointF last =
            glyphs.rawFont().advancesForGlyphIndexes({glyphs.glyphIndexes().back()}).value(0);
        const double excess =
            positions.back().x() + last.x() + trailing - line.naturalTextRect().right();
        if (excess <= 0)
            return;
        if (!m_alignment.testFlag(Qt::AlignRight)) {
            m_text->width = std::max(m_text->width, (line.naturalTextWidth() + excess) / typeScale);
            return;
        }
        for (QPointF &position : positions)
            position.rx() -= excess;
        glyphs.setPositions(positions);
    }

    QRgb colourOf(const Run &run) const
    {
        if (!run.link.isEmpty())
            return palette::accent;
        return run.style == RunStyle::Muted ? palette::muted : m_style.colour;
    }

    TypeStyle m_style;
    const FaceMetrics &m_face;
    double m_width;
    Qt::Alignment m_alignment;
    std::shared_ptr<ShapedText> m_text;
    std::vector<RunRange> m_ranges;
};

}

double ShapedText::height(int first, int count) const
{
    if (count <= 0)
        return 0;
    return lines[static_cast<size_t>(first + count - 1)].bottom -
           lines[static_cast<size_t>(first)].top;
}

int ShapedText::fitting(int first, double height) const
{
    int count = 0;
    while (first + count < lineCount() && this->height(first, count + 1) <= height + 0.01)
        ++count;
    return count;
}

TextPtr shape(const Runs &runs, const TypeStyle &style, double width, Qt::Alignment alignment)
{
    return Shaper(runs, style, width, alignment).shape();
}

TextPtr shape(const QString &text, const TypeStyle &style, double width, Qt::Alignment alignment)
{
    return shape(plain(text), style, width, alignment);
}

}
