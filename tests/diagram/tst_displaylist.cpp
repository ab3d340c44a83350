// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include "model/diagram/export.h"
#include "model/diagram/layout.h"
#include "model/diagram/routing.h"
#include "tests/tools/samplediagrams.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QXmlStreamReader>

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

class tst_displaylist final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void labelsOverlapNothing_data();
    void labelsOverlapNothing();
    void manyFlowsShowFewerLabels();
    void warningsComeFirst();
    void contrastIsEnough_data();
    void contrastIsEnough();
    void contrastOfKnownPairs();
    void sameGraphSameList();
    void svgHasWordsAsText();
    void pngHasItsSize();
    void detailLeavesOut();
    void longTitlesAreElided();
    void marksTheCreationBoundary();
    void paintsEachTheme();
    void emptyDiagram();
    void glyphsStayInTheirSquare();
};

namespace {

struct Scene
{
    Graph graph;
    std::vector<Route> routes;
    std::vector<PlacedLabel> labels;
    DisplayList list;
};

Scene sceneOf(const Graph &sample, const DisplayOptions &options = {})
{
    const TextMetrics metrics(Theme::light());
    Scene scene;
    scene.graph = arranged(sample, arrange(sample));
    scene.routes = routed(scene.graph);
    scene.labels = placeLabels(scene.graph, scene.routes, {}, metrics);
    scene.list = buildDisplayList(scene.graph, scene.routes, scene.labels, metrics, options);
    return scene;
}

QString overlaps(const Scene &scene)
{
    for (size_t a = 0; a < scene.labels.size(); ++a) {
        for (size_t b = a + 1; b < scene.labels.size(); ++b) {
            if (scene.labels[a].rect.intersects(scene.labels[b].rect))
                return QStringLiteral("labels %1 and %2").arg(a).arg(b);
        }
        for (size_t n = 0; n < scene.graph.nodes.size(); ++n) {
            if (scene.labels[a].rect.intersects(scene.graph.nodes[n].rect))
                return QStringLiteral("label %1 and box %2").arg(a).arg(n);
        }
    }
    return {};
}

template <class T>
int countOf(const DisplayList &list, const std::function<bool(const T &)> &wanted)
{
    return static_cast<int>(
        std::count_if(list.primitives.begin(), list.primitives.end(), [&](const Primitive &p) {
            const T *shape = std::get_if<T>(&p.shape);
            return shape && wanted(*shape);
        }));
}

}

void tst_displaylist::labelsOverlapNothing_data()
{
    QTest::addColumn<int>("systems");
    QTest::addColumn<int>("flows");
    QTest::addColumn<double>("far");
    for (const int flows : {1, 20, 60, 100, 150})
        QTest::addRow("%d", flows) << std::max(2, flows * 2 / 3) << flows << 0.1;
    QTest::newRow("crowded") << 12 << 150 << 0.5;
}

void tst_displaylist::labelsOverlapNothing()
{
    QFETCH(int, systems);
    QFETCH(int, flows);
    QFETCH(double, far);
    const Scene scene = sceneOf(sampleDiagram({systems, flows, 6, 5, 0.5, far, 0.02, 0.1}));
    QCOMPARE(static_cast<int>(scene.labels.size()), flows);
    QCOMPARE(overlaps(scene), QString());
}

void tst_displaylist::manyFlowsShowFewerLabels()
{
    const Scene scene = sceneOf(sampleDiagram({200, 400, 6, 8}));
    QVERIFY(!scene.labels.empty());
    QVERIFY(static_cast<int>(scene.labels.size()) <= allLabelsLimit);
    QCOMPARE(overlaps(scene), QString());
    // With a part in view, all that are in it are shown again.
    const TextMetrics metrics(Theme::light());
    const QRectF view(scene.graph.nodes[0].rect.adjusted(-60, -60, 200, 200));
    const auto close = placeLabels(scene.graph, scene.routes, view, metrics);
    QVERIFY(close.size() >= 1 && close.size() < scene.graph.edges.size());
}

void tst_displaylist::warningsComeFirst()
{
    const Scene scene = sceneOf(sampleDiagram({200, 400, 6, 8}));
    const auto warns = [&](const PlacedLabel &label) {
        return scene.graph.edges[label.edge].glyph == Glyph::Warning;
    };
    const auto shown = std::count_if(scene.labels.begin(), scene.labels.end(), warns);
    const auto all = std::count_if(scene.graph.edges.begin(), scene.graph.edges.end(),
                                   [](const Edge &e) { return e.glyph == Glyph::Warning; });
    QVERIFY(all > 20);
    QVERIFY2(shown >= all * 9 / 10, qPrintable(QStringLiteral("%1 of %2").arg(shown).arg(all)));
}

void tst_displaylist::contrastIsEnough_data()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("front");
    QTest::addColumn<int>("back");
    QTest::addColumn<double>("least");
    using Role = ColorRole;
    struct Pair
    {
        const char *name;
        Role front, back;
        double least;
    };
    std::vector<Pair> pairs{{"title", Role::NodeText, Role::NodeFill, 4.5},
                            {"subtitle", Role::MutedText, Role::NodeFill, 4.5},
                            {"caption", Role::MutedText, Role::Ground, 4.5},
                            {"heading", Role::NodeText, Role::Ground, 4.5},
                            {"label", Role::LabelText, Role::LabelFill, 4.5},
                            {"legend", Role::LabelText, Role::Ground, 4.5},
                            {"boundary", Role::BoundaryText, Role::Ground, 4.5},
                            {"boundary in lane", Role::BoundaryText, Role::LaneFill, 4.5},
                            {"lane", Role::LaneText, Role::LaneFill, 4.5},
                            {"lane on ground", Role::LaneText, Role::Ground, 4.5},
                            {"danger", Role::OnTier, Role::Danger, 4.5},
                            {"change", Role::OnTier, Role::Changed, 4.5},
                            {"warning", Role::Danger, Role::LabelFill, 4.5},
                            {"question", Role::Caution, Role::LabelFill, 4.5},
                            {"border", Role::Boundary, Role::LaneFill, 2.7}};
    for (const Role tier :
         {Role::Tier1, Role::Tier2, Role::Tier3, Role::Tier4, Role::Added, Role::Removed}) {
        pairs.push_back({"digit", Role::OnTier, tier, 4.5});
        pairs.push_back({"outline", tier, Role::LaneFill, 3});
    }
    for (int c = int(Role::Category1); c <= int(Role::Category6); ++c)
        pairs.push_back({"category", Role(c), Role::LaneFill, 3});
    for (const int theme : {0, 1, 2}) {
        for (const Pair &p : pairs)
            QTest::addRow("%d %s %d", theme, p.name, int(p.back) * 100 + int(p.front))
                << theme << int(p.front) << int(p.back) << p.least;
    }
}

void tst_displaylist::contrastIsEnough()
{
    QFETCH(int, theme);
    QFETCH(int, front);
    QFETCH(int, back);
    QFETCH(double, least);
    const Theme t = theme == 0 ? Theme::light() : theme == 1 ? Theme::dark() : Theme::print();
    const double found = contrast(t.color(ColorRole(front)), t.color(ColorRole(back)));
    QVERIFY2(found >= least, qPrintable(QString::number(found)));
}

void tst_displaylist::contrastOfKnownPairs()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
    for (const Theme &theme : {Theme::light(), Theme::dark(), Theme::print()}) {
        for (const QColor &color : theme.colors)
            QVERIFY(color.isValid() && color.alpha() == 255);
    }
}

void tst_displaylist::sameGraphSameList()
{
    const Graph sample = sampleDiagram({40, 70, 6, 5});
    QVERIFY(sceneOf(sample).list == sceneOf(sample).list);
    QVERIFY(!(sceneOf(sample).list == sceneOf(heartMonitor()).list));
}

void tst_displaylist::svgHasWordsAsText()
{
    Graph sample = heartMonitor();
    sample.nodes[0].title = QStringLiteral("A < B & \"C\"");
    DisplayOptions options;
    options.legend = legendFor(sample);
    options.titleBlock = TitleBlock{QStringLiteral("Heart monitor"), {QStringLiteral("Level 1")}};
    const auto svg = toSvg(sceneOf(sample, options).list, Theme::print(), QStringLiteral("T & x"));
    QVERIFY_OK(svg);
    QXmlStreamReader reader(*svg);
    QStringList texts;
    bool image = false;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QStringLiteral("text"))
            texts << reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        image = image || (reader.isStartElement() && reader.name() == QStringLiteral("image"));
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(!image);
    for (const char *words : {"A < B & \"C\"", "Patient database", "MQTT, mTLS", "Cloud account",
                              "Gateway", "Heart monitor", "Level 1", "Tier 1: ePHI"})
        QVERIFY2(texts.contains(QString::fromLatin1(words)), words);
}

void tst_displaylist::pngHasItsSize()
{
    const Scene scene = sceneOf(heartMonitor());
    const auto png = toPng(scene.list, Theme::light(), 1.5);
    QVERIFY_OK(png);
    const QImage image = QImage::fromData(*png, "PNG");
    QCOMPARE(image.width(), int(std::ceil(scene.list.bounds.width() * 1.5)));
    QCOMPARE(image.height(), int(std::ceil(scene.list.bounds.height() * 1.5)));
    QVERIFY(!toPng(scene.list, Theme::light(), 1000));
    QVERIFY(!toPng(scene.list, Theme::light(), 0));
    QVERIFY(!toPng(scene.list, Theme::light(), std::nan("")));
    QCOMPARE(smallestText(scene.list, Theme::light()), 11.0);
    QCOMPARE(smallestText({}, Theme::light()), 0.0);
}

void tst_displaylist::detailLeavesOut()
{
    const Scene scene = sceneOf(heartMonitor());
    const auto inked = [&](Detail detail) {
        QImage image(scene.list.bounds.size().toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.translate(-scene.list.bounds.topLeft());
        paint(painter, scene.list, Theme::print(), {detail, true, {}});
        painter.end();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += qGray(image.pixel(x, y)) < 128;
        }
        return count;
    };
    const int full = inked(Detail::Full);
    const int reduced = inked(Detail::Reduced);
    const int minimal = inked(Detail::Minimal);
    QVERIFY(full > reduced);
    QVERIFY(reduced > minimal);
    QVERIFY(minimal > 0);
    QVERIFY(detailFor(0.2) == Detail::Minimal && detailFor(0.5) == Detail::Reduced &&
            detailFor(1) == Detail::Full);
}

void tst_displaylist::longTitlesAreElided()
{
    Graph sample = sampleDiagram({1, 0, 0, 0});
    sample.nodes[0].title = QString(200, QLatin1Char('w'));
    const Scene scene = sceneOf(sample);
    const TextMetrics metrics(Theme::light());
    const int fitting = countOf<TextShape>(scene.list, [&](const TextShape &text) {
        return text.whole == sample.nodes[0].title && text.text.size() < 40 &&
               metrics.width(text.font, text.text) <= text.rect.width() + 0.5 &&
               scene.graph.nodes[0].rect.contains(text.rect);
    });
    QCOMPARE(fitting, 1);
}

void tst_displaylist::marksTheCreationBoundary()
{
    Scene scene = sceneOf(heartMonitor());
    const DisplayList before = scene.list;
    const TextMetrics metrics(Theme::light());
    addCreationBoundary(scene.list, scene.graph, scene.routes, scene.labels,
                        {numberedId(2, 2), numberedId(3, 2), numberedId(8, 2), numberedId(999, 2)},
                        {numberedId(3), numberedId(8), numberedId(999)}, metrics);
    QVERIFY(scene.list.primitives.size() > before.primitives.size());
    const auto isBar = [](const LineShape &line) { return line.width > 3; };
    QCOMPARE(countOf<LineShape>(scene.list, isBar), 3);
    const auto isRing = [](const BoxShape &b) {
        return b.stroke == ColorRole::Danger && !b.fill && !b.dashed;
    };
    QCOMPARE(countOf<BoxShape>(scene.list, isRing), 2);
    for (const Primitive &primitive : scene.list.primitives) {
        const auto *bar = std::get_if<LineShape>(&primitive.shape);
        if (!bar || !isBar(*bar))
            continue;
        const QPointF middle = (bar->points[0] + bar->points[1]) / 2;
        bool onRoute = false;
        for (size_t e = 0; e < scene.routes.size(); ++e) {
            const auto &points = scene.routes[e].points;
            for (size_t i = 1; i < points.size() && scene.graph.edges[e].id == primitive.owner; ++i)
                onRoute = onRoute || QRectF(points[i - 1], points[i])
                                         .normalized()
                                         .adjusted(-1, -1, 1, 1)
                                         .contains(middle);
        }
        QVERIFY(onRoute);
    }
    std::vector<QRectF> words;
    for (const Primitive &primitive : scene.list.primitives) {
        const auto *text = std::get_if<TextShape>(&primitive.shape);
        if (!text || text->color != ColorRole::OnTier)
            continue;
        words.push_back(text->rect);
        for (const Node &node : scene.graph.nodes)
            QVERIFY(!node.rect.intersects(text->rect));
        for (const PlacedLabel &label : scene.labels)
            QVERIFY(!label.rect.intersects(text->rect));
    }
    QCOMPARE(words.size(), size_t(2));
    QVERIFY(!words[0].intersects(words[1]));
}

void tst_displaylist::paintsEachTheme()
{
    const Scene scene = sceneOf(heartMonitor());
    const auto light = toPng(scene.list, Theme::light(), 1);
    const auto dark = toPng(scene.list, Theme::dark(), 1);
    QVERIFY(light.has_value() && dark.has_value());
    const QColor ground = QImage::fromData(*dark).pixelColor(0, 0);
    QCOMPARE(ground, Theme::dark().color(ColorRole::Ground));
    QVERIFY(*light != *dark);
}

void tst_displaylist::emptyDiagram()
{
    const Scene scene = sceneOf({});
    QVERIFY(scene.list.primitives.empty());
    QVERIFY_OK(toSvg(scene.list, Theme::light()));
    QVERIFY_OK(toPng(scene.list, Theme::light()));
}

void tst_displaylist::glyphsStayInTheirSquare()
{
    for (int g = int(Glyph::Lock); g <= int(Glyph::Support); ++g) {
        const QRectF bounds = glyphPath(Glyph(g)).boundingRect();
        QVERIFY(!bounds.isEmpty());
        QVERIFY(QRectF(0, 0, 1, 1).contains(bounds));
    }
    QVERIFY(glyphPath(Glyph::None).isEmpty());
}

SAFEGUARD_TEST(tst_displaylist)
#include "tst_displaylist.moc"
