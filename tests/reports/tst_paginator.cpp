// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/flow.h"
#include "model/reports/paginator.h"
#include "tests/reports/sampledocument.h"
#include "tests/tools/testmain.h"

#include <map>
#include <QRandomGenerator>
#include <set>

using namespace safeguard;
using namespace safeguard::report;

namespace {

Pages pagesOf(const Document &document)
{
    const Progress none;
    return paginate(document, Stage(none, 0, 1));
}

/// Reports of any shape from a seed: long and short tables, rows beyond a page, tokens beyond a
/// column, headings in any order.
class RandomReport final
{
public:
    explicit RandomReport(quint32 seed)
        : m_random(seed)
    {}

    Document make()
    {
        Document document;
        document.paper = chance(3) ? Paper::Letter : Paper::A4;
        const int blocks = m_random.bounded(5, 40);
        for (int i = 0; i < blocks; ++i)
            document.blocks.push_back(block());
        return document;
    }

private:
    bool chance(int of) { return m_random.bounded(of) == 0; }

    QString words(int most)
    {
        QStringList words;
        for (int i = m_random.bounded(most + 1); i >= 0; --i)
            words << QString(m_random.bounded(1, chance(20) ? 300 : 12),
                             QChar(u'a' + m_random.bounded(26)));
        return words.join(u' ');
    }

    Block block()
    {
        switch (m_random.bounded(9)) {
        case 0:
        case 1:
            return Heading{m_random.bounded(1, 4), words(chance(9) ? 40 : 5)};
        case 2:
        case 3:
            return Paragraph{plain(words(250)), {}, chance(3)};
        case 4:
            return List{{plain(words(60)), plain(words(5)), plain(words(90))}, chance(2)};
        case 5:
            return Note{Note::Kind::Info, plain(words(chance(6) ? 1500 : 60))};
        case 6:
            return KeyValues{{{words(3), plain(words(30))}, {words(2), plain(words(9))}}, words(3)};
        case 7:
            return testing::boxFigure(
                QSizeF(m_random.bounded(50, 2500), m_random.bounded(50, 2500)),
                m_random.bounded(4, 14), words(6));
        default:
            return table();
        }
    }

    Table table()
    {
        Table table;
        table.caption = words(8);
        const int columns = m_random.bounded(1, chance(4) ? 16 : 7);
        for (int c = 0; c < columns; ++c)
            table.columns.push_back({words(2), Table::Align(m_random.bounded(4))});
        for (int r = m_random.bounded(60); r > 0; --r) {
            Table::Row row;
            for (int c = 0; c < columns; ++c) {
                Cell cell{plain(words(chance(80) ? 900 : 12))};
                if (chance(6))
                    cell.badge = Badge{BadgeTone::Tier1, QStringLiteral("1"), words(1)};
                row.cells.push_back(cell);
            }
            table.rows.push_back(row);
        }
        return table;
    }

    QRandomGenerator m_random;
};

/// Upper and lower edge of what belongs to one element on one page.
struct Span
{
    double top = 1e9;
    double bottom = -1e9;
};

QRectF boundsOf(const Item &item)
{
    if (const auto *slice = std::get_if<TextSlice>(&item.what))
        return {slice->at,
                QSizeF(slice->text->width, slice->text->height(slice->first, slice->count))};
    if (const auto *box = std::get_if<Box>(&item.what))
        return box->rect;
    return std::get<Artwork>(item.what).target;
}

bool isTag(const Pages &pages, int node, const char *tag)
{
    return node >= 0 && qstrcmp(pages.nodes[size_t(node)].tag, tag) == 0;
}

bool isHeading(const Pages &pages, int node)
{
    return isTag(pages, node, "H1") || isTag(pages, node, "H2") || isTag(pages, node, "H3");
}

/// The nearest element at or above \a node with this tag; -1 for none.
int ancestor(const Pages &pages, int node, const char *tag)
{
    while (node >= 0 && !isTag(pages, node, tag))
        node = pages.nodes[size_t(node)].parent;
    return node;
}

/// Where texts that read \a text stand, page by page.
std::vector<QPointF> placesOf(const Pages &pages, const QString &text)
{
    std::vector<QPointF> places;
    for (const Page &page : pages.pages) {
        for (const Item &item : page.items) {
            const auto *slice = std::get_if<TextSlice>(&item.what);
            if (slice && slice->text->text == text)
                places.push_back(slice->at);
        }
    }
    return places;
}

}

class tst_paginator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsItsRules_data();
    void keepsItsRules();
    void putsEveryLineOnce_data() { keepsItsRules_data(); }
    void putsEveryLineOnce();
    void emptyDocumentHasAPage();
    void shortProseGoesWithItsLandscapeTable();
    void contentsMayTakeSeveralPages();
    void pageBreakStartsAPage();
    void leadsStayWithWhatFollows();
    void keepsARecordTogether();
    void putsShortValuesSideBySide();
    void saysWhoseValuesGoOn();
    void listsSomeLevelsOnly();
    void stopsWhenTold();
};

void tst_paginator::keepsItsRules_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Nothing outside the margins, no heading at a page's end, no row on two pages that fits one.
void tst_paginator::keepsItsRules()
{
    QFETCH(quint32, seed);
    const Document document = RandomReport(seed).make();
    const Pages pages = pagesOf(document);
    std::map<int, std::map<int, Span>> rows; // row element, page
    for (size_t p = 0; p < pages.pages.size(); ++p) {
        const Page &page = pages.pages[p];
        const PageShape shape = Stationery::ofSize(page.size);
        const QRectF area(shape.margins.left(), shape.margins.top(), shape.width(), shape.height());
        int lowest = artifact;
        double reached = -1;
        for (const Item &item : page.items) {
            const QRectF bounds = boundsOf(item);
            QVERIFY2(bounds.bottom() <= area.bottom() + 8.1 && bounds.top() >= area.top() - 8.1,
                     qPrintable(QStringLiteral("page %1 of %4x%5: %2 to %3, %6")
                                    .arg(p + 1)
                                    .arg(bounds.top())
                                    .arg(bounds.bottom())
                                    .arg(page.size.width())
                                    .arg(page.size.height())
                                    .arg(item.what.index())));
            QVERIFY2(
                bounds.right() <= area.right() + 1 && bounds.left() >= area.left() - 1,
                qPrintable(QStringLiteral("page %1: right %2").arg(p + 1).arg(bounds.right())));
            if (item.node == artifact)
                continue;
            if (bounds.bottom() > reached) {
                reached = bounds.bottom();
                lowest = item.node;
            }
            if (const int row = ancestor(pages, item.node, "TR"); row >= 0) {
                Span &span = rows[row][int(p)];
                span.top = std::min(span.top, bounds.top());
                span.bottom = std::max(span.bottom, bounds.bottom());
            }
        }
        if (p + 1 == pages.pages.size() || !isHeading(pages, lowest))
            continue;
        // Unless it is long enough to fill pages itself, or a chapter without content.
        const int next = pages.pages[p + 1].items.front().node;
        QVERIFY2(isHeading(pages, next),
                 qPrintable(QStringLiteral("heading ends page %1 of %2 before %3")
                                .arg(p + 1)
                                .arg(page.size.width())
                                .arg(next < 0 ? QString()
                                              : QLatin1String(pages.nodes[size_t(next)].tag))));
    }
    for (const auto &[row, spans] : rows) {
        double height = 0;
        for (const auto &[number, span] : spans)
            height += span.bottom - span.top;
        // A repeated heading may take up to two fifths of the page.
        const double page =
            Stationery::ofSize(pages.pages[size_t(spans.begin()->first)].size).height();
        if (spans.size() > 1)
            QVERIFY2(height > page * 0.55,
                     qPrintable(QStringLiteral("row of %1 pt cut").arg(height)));
    }
}

/// Each line of each text of the body stands on exactly one page.
void tst_paginator::putsEveryLineOnce()
{
    QFETCH(quint32, seed);
    const Pages pages = pagesOf(RandomReport(seed).make());
    std::map<const ShapedText *, std::multiset<int>> lines;
    for (const Page &page : pages.pages) {
        for (const Item &item : page.items) {
            const auto *slice = std::get_if<TextSlice>(&item.what);
            if (!slice || item.node == artifact)
                continue;
            for (int i = 0; i < slice->count; ++i)
                lines[slice->text.get()].insert(slice->first + i);
        }
    }
    QVERIFY(!lines.empty());
    for (const auto &[text, put] : lines) {
        QCOMPARE(int(put.size()), text->lineCount());
        QCOMPARE(int(std::set<int>(put.begin(), put.end()).size()), text->lineCount());
    }
}

void tst_paginator::emptyDocumentHasAPage()
{
    const Pages pages = pagesOf(Document{});
    QCOMPARE(pages.pages.size(), size_t(1));
    QVERIFY(!pages.pages.front().items.empty());
}

void tst_paginator::shortProseGoesWithItsLandscapeTable()
{
    Table wide;
    wide.orientation = Table::Orientation::Landscape;
    wide.columns = {{QStringLiteral("A")}};
    Document document;
    document.contents = false;
    document.blocks = {
        Heading{1, QStringLiteral("One")}, Paragraph{plain(QStringLiteral("Short."))}, wide,
        Heading{1, QStringLiteral("Two")}, Paragraph{plain(QStringLiteral("Alone."))}};
    const Pages pages = pagesOf(document);
    QCOMPARE(pages.pages.size(), size_t(2));
    QCOMPARE(pages.pages[0].size, QSizeF(842, 595));
    QCOMPARE(pages.pages[1].size, QSizeF(595, 842));
}

void tst_paginator::contentsMayTakeSeveralPages()
{
    Document document;
    for (int i = 0; i < 120; ++i) {
        document.blocks.push_back(Heading{2, QStringLiteral("Part %1").arg(i)});
        document.blocks.push_back(Paragraph{plain(QStringLiteral("Text"))});
    }
    const Pages pages = pagesOf(document);
    QCOMPARE(pages.outline.size(), size_t(120));
    const int first = pages.outline.front().to.page;
    QVERIFY(first >= 2);
    QVERIFY(isHeading(pages, pages.pages[size_t(first)].items.front().node));
}

void tst_paginator::pageBreakStartsAPage()
{
    Document document;
    document.blocks = {Paragraph{plain(QStringLiteral("a"))}, PageBreak{},
                       Paragraph{plain(QStringLiteral("b"))}, PageBreak{}};
    QCOMPARE(pagesOf(document).pages.size(), size_t(2));
}

void tst_paginator::leadsStayWithWhatFollows()
{
    // Whatever stands above: heading, lead and the table's first row are on one page.
    for (int lines = 30; lines < 50; ++lines) {
        Document document;
        document.contents = false;
        for (int i = 0; i < lines; ++i)
            document.blocks.push_back(Paragraph{plain(QStringLiteral("line"))});
        Table table;
        table.columns = {{QStringLiteral("A")}};
        table.rows = {{{Cell{plain(QStringLiteral("b"))}}, QStringLiteral("row")}};
        document.blocks.push_back(Heading{2, QStringLiteral("Part"), QStringLiteral("part")});
        document.blocks.push_back(
            Paragraph{plain(QStringLiteral("What it is for.")), QStringLiteral("lead"), true});
        document.blocks.push_back(table);
        const Pages pages = pagesOf(document);
        QCOMPARE(pages.anchors[QStringLiteral("lead")].page,
                 pages.anchors[QStringLiteral("part")].page);
        QCOMPARE(pages.anchors[QStringLiteral("row")].page,
                 pages.anchors[QStringLiteral("part")].page);
    }
}

void tst_paginator::keepsARecordTogether()
{
    KeyValues record;
    for (int i = 0; i < 12; ++i)
        record.rows.push_back({QStringLiteral("Field"), plain(QStringLiteral("value"))});
    Document document;
    document.contents = false;
    for (int i = 0; i < 9; ++i)
        document.blocks.push_back(record);
    for (const Page &page : pagesOf(document).pages) {
        const auto values = std::count_if(page.items.begin(), page.items.end(), [](auto &item) {
            const auto *slice = std::get_if<TextSlice>(&item.what);
            return slice && slice->text->text == QLatin1String("value");
        });
        QCOMPARE(values % 12, 0);
    }
}

void tst_paginator::putsShortValuesSideBySide()
{
    KeyValues record;
    const auto row = [&](const char *label, const QString &value) {
        record.rows.push_back({QString::fromLatin1(label), plain(value)});
    };
    row("A", QStringLiteral("one"));
    row("B", QStringLiteral("two"));
    row("C", QStringLiteral("three"));
    row("D", QString(200, u'd'));
    row("E", QStringLiteral("f\ng"));
    row("F", QStringLiteral("h"));
    Document document;
    document.contents = false;
    document.blocks.push_back(record);
    const Pages pages = pagesOf(document);
    const auto at = [&](const char *label) {
        const auto places = placesOf(pages, QString::fromLatin1(label));
        return places.size() == 1 ? places.front() : QPointF();
    };
    QCOMPARE(at("A").y(), at("B").y());
    QVERIFY(at("A").x() < at("B").x());
    for (const char *alone : {"C", "D", "E", "F"})
        QCOMPARE(at(alone).x(), at("A").x());
    QVERIFY(at("B").y() < at("C").y() && at("C").y() < at("D").y() && at("D").y() < at("E").y() &&
            at("E").y() < at("F").y());
    const auto heads = std::count_if(pages.nodes.begin(), pages.nodes.end(), [](const Node &node) {
        return QLatin1String(node.tag) == QLatin1String("TH");
    });
    QCOMPARE(heads, 6);
    // Rows of one table have equally many columns.
    QHash<int, int> columns;
    for (const Node &node : pages.nodes) {
        if (node.tag[0] == 'T' && (node.tag[1] == 'H' || node.tag[1] == 'D'))
            columns[node.parent] += node.columns;
    }
    QCOMPARE(columns.size(), 5);
    for (const int count : columns)
        QCOMPARE(count, 4);
}

void tst_paginator::saysWhoseValuesGoOn()
{
    KeyValues record;
    record.about = QStringLiteral("SYS-001 Patch");
    for (int i = 0; i < 100; ++i)
        record.rows.push_back({QStringLiteral("Field"), plain(QString(100, u'v'))});
    Document document;
    document.contents = false;
    document.blocks.push_back(record);
    const Pages pages = pagesOf(document);
    QVERIFY(pages.pages.size() > 2);
    QCOMPARE(placesOf(pages, QStringLiteral("SYS-001 Patch (continued)")).size(),
             pages.pages.size() - 1);
}

void tst_paginator::listsSomeLevelsOnly()
{
    Document document;
    document.listedLevels = 1;
    document.blocks = {Heading{1, QStringLiteral("One")}, Heading{2, QStringLiteral("Two")},
                       Paragraph{plain(QStringLiteral("a"))}};
    const Pages pages = pagesOf(document);
    QCOMPARE(pages.outline.size(), size_t(2));
    QCOMPARE(pages.outline[1].text, QStringLiteral("Two"));
    for (const Item &item : pages.pages.front().items) {
        const auto *slice = std::get_if<TextSlice>(&item.what);
        QVERIFY(!slice || slice->text->text != QLatin1String("Two"));
    }
}

void tst_paginator::stopsWhenTold()
{
    const Document document = testing::tableDocument(3, 200);
    int calls = 0;
    const Progress progress = [&](double) { return ++calls < 5; };
    bool cancelled = false;
    try {
        paginate(document, Stage(progress, 0, 1));
    } catch (const Cancelled &) {
        cancelled = true;
    }
    QVERIFY(cancelled);
    QCOMPARE(calls, 5);
}

SAFEGUARD_TEST(tst_paginator)
#include "tst_paginator.moc"
