// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include "model/diagram/export.h"
#include "model/drawing/drawing.h"
#include "model/drawing/notes.h"
#include "model/registers.h"
#include "tests/tools/flowsample.h"

#include <QGuiApplication>

using namespace safeguard;
using namespace safeguard::testing;

class tst_drawing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsWhatIsPlaced();
    void hidesFlowsWithoutBothEnds();
    void hiddenRoutesAndBends();
    void tiersComeFromTheMap();
    void unknownBeforeTheMap();
    void containersNest();
    void layers_data();
    void layers();
    void layerKeysAreStable();
    void encryptionLayerShowsGaps();
    void vendorsAreNamed();
    void creationBoundary();
    void lanesFollowTheSystems();
    void crossings();
    void notesWrap();
    void drawingHasEverything();
    void cancelled();

private:
    Snapshot m_snapshot;
    FlowSample m_sample;
    DiagramContent content(DrawingLayer layer = DrawingLayer::DataTier) const
    {
        const DataMap map(m_snapshot);
        const EncryptionMap encryption = deriveEncryption(map);
        return contentOf(m_snapshot, m_sample.diagram, layer, {&map, &encryption});
    }
    const diagram::Node &node(const DiagramContent &content, const char *name) const
    {
        const AnyId id = m_sample.system(QString::fromLatin1(name));
        for (const diagram::Node &node : content.graph.nodes) {
            if (node.id == id)
                return node;
        }
        qFatal("no node %s", name);
    }
    const diagram::Edge *edge(const DiagramContent &content, const char *name) const
    {
        const AnyId id = m_sample.byName.value(QString::fromLatin1(name));
        for (const diagram::Edge &edge : content.graph.edges) {
            if (edge.id == id)
                return &edge;
        }
        return nullptr;
    }
    template <class T>
    void put(T record)
    {
        m_snapshot.put(QString::fromLatin1(T::registerKey), std::make_shared<const T>(record));
    }
};

void tst_drawing::init()
{
    m_snapshot = Snapshot(allRegisters());
    m_snapshot.setToday({2026, 2, 28});
    int number = 0;
    m_sample = addFlowSample(sinkInto([&](auto record) -> AnyId {
        record.number = ++number;
        return m_snapshot.add(std::move(record));
    }));
}

void tst_drawing::showsWhatIsPlaced()
{
    const DiagramContent c = content();
    QCOMPARE(c.graph.nodes.size(), size_t(20));
    QCOMPARE(c.graph.edges.size(), size_t(30));
    QCOMPARE(c.graph.containers.size(), size_t(7));
    QCOMPARE(c.notes.size(), size_t(1));
    QCOMPARE(c.graph.nodes.front().title, QStringLiteral("Patch sensor"));
    QVERIFY(edge(c, "ECG upload")->label.endsWith(QStringLiteral(" BLE 5")));
    QVERIFY(contentOf(m_snapshot, Id<Diagram>::random(), DrawingLayer::DataTier, {})
                .graph.nodes.empty());
}

void tst_drawing::hidesFlowsWithoutBothEnds()
{
    std::vector<AnyId> gone;
    for (const Placement &placement : m_snapshot.rows<Placement>()) {
        if (placement.system == m_sample.system(QStringLiteral("Northwind Logs")))
            gone.push_back(placement.id);
    }
    QCOMPARE(gone.size(), size_t(1));
    m_snapshot.remove(QStringLiteral("placements"), gone.front());
    const DiagramContent c = content();
    QCOMPARE(c.graph.edges.size(), size_t(28));
    QVERIFY(!edge(c, "Syslog"));
}

void tst_drawing::hiddenRoutesAndBends()
{
    Route route;
    route.diagram = m_sample.diagram;
    route.flow = Id<Flow>(m_sample.byName.value(QStringLiteral("Query")));
    route.bends = {{10, 20}, {30, 40}};
    route.id = AnyId::random();
    put(route);
    QCOMPARE(edge(content(), "Query")->bends, route.bends);
    route.isHidden = true;
    put(route);
    QVERIFY(!edge(content(), "Query"));
    route.diagram = Id<Diagram>::random(); // of another diagram: concerns this one not
    put(route);
    QVERIFY(edge(content(), "Query"));
}

void tst_drawing::tiersComeFromTheMap()
{
    const DataMap map(m_snapshot);
    const DiagramContent c = content();
    for (const diagram::Node &n : c.graph.nodes)
        QCOMPARE(n.tier, static_cast<int>(map.tierOf(Id<System>(n.id))) + 1);
    QCOMPARE(node(c, "Patient database").tier, 1);
    QCOMPARE(node(c, "Patch sensor").tier, 2);
    QCOMPARE(node(c, "Update server").tier, 4);
    QVERIFY(node(c, "Backup vault").warning); // Tier 1 at rest without encryption
    QVERIFY(!node(c, "Patient database").warning);
    QVERIFY(node(c, "Ingestion API").subtitle.contains(QStringLiteral("Patient id")));
    QCOMPARE(edge(c, "Report export")->glyph, diagram::Glyph::Warning);
    QVERIFY(edge(c, "Report export")->dashed);
    QCOMPARE(edge(c, "Refresh")->glyph, diagram::Glyph::Question);
    QCOMPARE(edge(c, "View")->glyph, diagram::Glyph::Lock);
}

void tst_drawing::unknownBeforeTheMap()
{
    const DiagramContent c =
        contentOf(m_snapshot, m_sample.diagram, DrawingLayer::DataTier, DerivedMaps());
    QCOMPARE(c.graph.nodes.size(), size_t(20));
    for (const diagram::Node &n : c.graph.nodes)
        QCOMPARE(n.tier, 0);
    QVERIFY(c.joins.empty());
}

void tst_drawing::containersNest()
{
    const DiagramContent c = content();
    const AnyId cloud = m_sample.byName.value(QStringLiteral("Cloud account"));
    const AnyId priv = m_sample.byName.value(QStringLiteral("Private subnet"));
    const auto at = std::find_if(c.graph.containers.begin(), c.graph.containers.end(),
                                 [&](const auto &container) { return container.id == priv; });
    QCOMPARE(at->parent, cloud);
    QCOMPARE(node(c, "Event queue").container, priv);
    // Without the shape of the inner one its systems lie in the outer one.
    std::vector<AnyId> shapes;
    for (const BoundaryShape &shape : m_snapshot.rows<BoundaryShape>()) {
        if (shape.boundary == priv)
            shapes.push_back(shape.id);
    }
    m_snapshot.remove(QStringLiteral("boundary-shapes"), shapes.at(0));
    QCOMPARE(node(content(), "Event queue").container, cloud);
}

void tst_drawing::layers_data()
{
    QTest::addColumn<int>("layer");
    for (const DrawingLayer layer : allLayers)
        QTest::newRow(qPrintable(layerKey(layer))) << static_cast<int>(layer);
}

void tst_drawing::layers()
{
    QFETCH(int, layer);
    const DiagramContent c = content(static_cast<DrawingLayer>(layer));
    QVERIFY(c.legend.size() >= 2);
    for (const diagram::LegendEntry &entry : c.legend)
        QVERIFY(!entry.text.isEmpty());
    for (const diagram::Node &n : c.graph.nodes) {
        QVERIFY2(!n.subtitle.isEmpty(), qPrintable(n.title));
        const bool isTier = layer == static_cast<int>(DrawingLayer::DataTier);
        QCOMPARE(n.outline == diagram::ColorRole::Automatic, isTier);
    }
}

void tst_drawing::layerKeysAreStable()
{
    QCOMPARE(layerKey(DrawingLayer::DataTier), QStringLiteral("tier"));
    for (const DrawingLayer layer : allLayers) {
        QCOMPARE(layerFrom(layerKey(layer)), std::optional(layer));
        QVERIFY(!layerName(layer).isEmpty());
    }
    QVERIFY(!layerFrom(u"no-such"));
}

void tst_drawing::encryptionLayerShowsGaps()
{
    const DiagramContent c = content(DrawingLayer::Encryption);
    QCOMPARE(node(c, "Backup vault").outline, diagram::ColorRole::Danger);
    QCOMPARE(node(c, "Patient database").outline, diagram::ColorRole::Good);
    QCOMPARE(node(c, "Staging database").outline, diagram::ColorRole::Caution);
    QCOMPARE(node(c, "Update server").outline, diagram::ColorRole::Neutral);
    QVERIFY(node(c, "Patient database").subtitle.contains(QStringLiteral("AES-256")));
    QCOMPARE(edge(c, "Report export")->role, diagram::ColorRole::Danger);
    QCOMPARE(edge(c, "Pairing")->role, diagram::ColorRole::Caution);
    QCOMPARE(edge(c, "Keys")->role, diagram::ColorRole::Neutral);
    QVERIFY(c.joins.empty());
}

void tst_drawing::vendorsAreNamed()
{
    const DiagramContent c = content(DrawingLayer::Operator);
    QCOMPARE(node(c, "Northwind Logs").subtitle, QStringLiteral("Northwind"));
    QVERIFY(node(c, "Northwind Logs").outline != node(c, "Support desk").outline);
    System nameless = *m_snapshot.find(m_sample.system(QStringLiteral("Northwind Logs")));
    nameless.vendor = {};
    put(nameless);
    QCOMPARE(node(content(DrawingLayer::Operator), "Northwind Logs").outline,
             diagram::ColorRole::Danger);
}

void tst_drawing::creationBoundary()
{
    const DiagramContent c = content();
    const DataMap map(m_snapshot);
    QVERIFY(!map.joins().empty());
    QCOMPARE(c.joins.size(), map.joins().size());
    const auto has = [](const std::vector<AnyId> &ids, const AnyId &id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    QVERIFY(has(c.joins, m_sample.system(QStringLiteral("Ingestion API"))));
    QVERIFY(has(c.cuts, m_sample.byName.value(QStringLiteral("Telemetry"))));
}

void tst_drawing::lanesFollowTheSystems()
{
    DiagramContent c = content();
    QCOMPARE(c.graph.lanes.size(), size_t(6));
    for (size_t i = 1; i < c.graph.lanes.size(); ++i) {
        const diagram::Lane &before = c.graph.lanes[i - 1];
        QCOMPARE(c.graph.lanes[i].left, before.left + before.width);
    }
    for (const diagram::Node &n : c.graph.nodes) {
        const diagram::Lane &lane = c.graph.lanes.at(static_cast<size_t>(n.lane));
        QVERIFY(lane.left <= n.rect.left() && n.rect.right() <= lane.left + lane.width);
    }
    std::swap(c.graph.nodes.front().rect, c.graph.nodes.back().rect); // out of order
    for (const diagram::Lane &lane : lanesAround(c.graph))
        QCOMPARE(lane.width, 0.0);
    QCOMPARE(lanesAround(diagram::Graph()).size(), size_t(6));
}

void tst_drawing::crossings()
{
    const auto flow = [&](const char *name) {
        return *m_snapshot.find(Id<Flow>(m_sample.byName.value(QString::fromLatin1(name))));
    };
    const auto id = [&](const char *name) {
        return Id<TrustBoundary>(m_sample.byName.value(QString::fromLatin1(name)));
    };
    const FlowCrossing in = crossingOf(m_snapshot, flow("Telemetry"));
    QCOMPARE(in.left, std::vector{id("Patient home")});
    QCOMPARE(in.entered, (std::vector{id("Cloud account"), id("Public subnet")}));
    const FlowCrossing beside = crossingOf(m_snapshot, flow("Events"));
    QCOMPARE(beside.left, std::vector{id("Public subnet")});
    QCOMPARE(beside.entered, std::vector{id("Private subnet")});
    QVERIFY(crossingOf(m_snapshot, flow("Stream")).left.empty());
}

void tst_drawing::notesWrap()
{
    const diagram::TextMetrics metrics(diagram::Theme::light());
    PlacedNote note{
        AnyId::random(), QStringLiteral("one two three four five six seven eight"), {8, 8}, 120};
    const QRectF narrow = rectOf(note, metrics);
    note.width = 600;
    const QRectF wide = rectOf(note, metrics);
    QVERIFY(narrow.height() > wide.height());
    QCOMPARE(narrow.width(), 120.0);
    diagram::DisplayList list;
    addNote(list, note, metrics);
    QVERIFY(list.bounds.contains(wide));
    note.text = QStringLiteral("a\n\nb");
    QVERIFY(rectOf(note, metrics).height() > wide.height());
}

void tst_drawing::drawingHasEverything()
{
    const DataMap map(m_snapshot);
    const EncryptionMap encryption = deriveEncryption(map);
    const auto theme = diagram::Theme::print();
    const Drawing drawing = drawingOf(m_snapshot, {&map, &encryption}, m_sample.diagram, theme, {});
    QVERIFY(drawing.bounds.width() > 800);
    QCOMPARE(drawing.smallestText, 11.0);
    QVERIFY(drawing.altText.contains(QStringLiteral("Ingestion API")));
    QVERIFY(drawing.altText.contains(QStringLiteral("20")));
    const auto svg = diagram::toSvg(drawing.list, theme);
    QVERIFY_OK(svg);
    for (const char *words : {"Northwind Logs", "CardioLink, system level", "Trust boundary",
                              "Firmware reaches", "ePHI creation boundary", "Patient home"})
        QVERIFY2(svg->contains(words), words);
    for (const diagram::Primitive &primitive : drawing.list.primitives)
        QVERIFY(drawing.bounds.contains(diagram::boundsOf(primitive)));
    const Drawing again = drawingOf(m_snapshot, {&map, &encryption}, m_sample.diagram, theme, {});
    QVERIFY(again.list == drawing.list);
}

void tst_drawing::cancelled()
{
    DrawingOptions options;
    options.cancelled = [] { return true; };
    const Drawing drawing =
        drawingOf(m_snapshot, {}, m_sample.diagram, diagram::Theme::print(), options);
    QVERIFY(drawing.list.primitives.empty());
}

static const bool hasApplication = safeguard::testing::registerApplication(
    [](int &argc, char **argv) { return std::make_unique<QGuiApplication>(argc, argv); });
SAFEGUARD_TEST(tst_drawing)
#include "tst_drawing.moc"
