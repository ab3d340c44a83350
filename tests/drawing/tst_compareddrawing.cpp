// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/comparison.h"

#include "model/diagram/export.h"
#include "model/registers.h"
#include "tests/tools/flowsample.h"
#include "tests/tools/testmain.h"

#include <QGuiApplication>

using namespace safeguard;
using namespace safeguard::testing;
using diagram::Change;

/// A diagram as it was and as it is, in one.
class tst_compareddrawing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingIsMarkedWithoutADifference();
    void marksWhatIsNew();
    void marksWhatIsGone();
    void marksWhatIsGoneFromTheDrawingAlone();
    void marksWhatIsChanged();
    void movingIsNoChange();
    void aPlacementMadeAnewCountsOnce();
    void aHiddenFlowIsGone();
    void anotherDiagramDoesNotMatter();
    void aDiagramThatIsNewOrGone();
    void anEmptyDiagram();
    void isPaintedWithAllOfIt();

private:
    DiagramContent compared() const { return comparedContent(m_before, m_after, m_sample.diagram); }
    const diagram::Node *node(const DiagramContent &content, const AnyId &id) const
    {
        for (const diagram::Node &node : content.graph.nodes) {
            if (node.id == id)
                return &node;
        }
        return nullptr;
    }
    const diagram::Edge *edge(const DiagramContent &content, const AnyId &id) const
    {
        for (const diagram::Edge &edge : content.graph.edges) {
            if (edge.id == id)
                return &edge;
        }
        return nullptr;
    }
    /// How many of them are marked at all.
    static int markedIn(const DiagramContent &content)
    {
        int marked = 0;
        for (const diagram::Node &node : content.graph.nodes)
            marked += node.change != Change::None ? 1 : 0;
        for (const diagram::Edge &edge : content.graph.edges)
            marked += edge.change != Change::None ? 1 : 0;
        return marked;
    }
    template <class T, class F>
    void change(const Id<T> &id, F how)
    {
        T copy = *m_after.find(id);
        how(copy);
        m_after.add(std::move(copy));
    }
    Id<System> system(const char *name) const { return m_sample.system(QString::fromLatin1(name)); }
    Id<Flow> flow(const char *name) const
    {
        return Id<Flow>(m_sample.byName.value(QString::fromLatin1(name)));
    }
    Placement placementOf(const Id<System> &system) const
    {
        for (const Placement &placement : m_after.rows<Placement>()) {
            if (placement.system == system)
                return placement;
        }
        qFatal("it is not placed");
    }
    Id<System> addPlaced(const char *name)
    {
        System system;
        system.name = QString::fromLatin1(name);
        system.number = 99;
        Placement placement;
        placement.diagram = m_sample.diagram;
        placement.system = m_after.add(system);
        placement.x = 5000;
        m_after.add(placement);
        return placement.system;
    }
    Snapshot m_before, m_after;
    FlowSample m_sample;
};

void tst_compareddrawing::init()
{
    m_before = Snapshot(allRegisters());
    m_before.setToday({2026, 2, 28});
    int number = 0;
    m_sample = addFlowSample(sinkInto([&](auto record) -> AnyId {
        record.number = ++number;
        return m_before.add(std::move(record));
    }));
    m_after = m_before;
}

void tst_compareddrawing::nothingIsMarkedWithoutADifference()
{
    const DiagramContent content = compared();
    QCOMPARE(content.graph.nodes.size(), size_t(20));
    QCOMPARE(content.graph.edges.size(), size_t(30));
    QCOMPARE(markedIn(content), 0);
    for (const diagram::Node &each : content.graph.nodes)
        QVERIFY(each.subtitle.isEmpty());
    QVERIFY(content.legend.size() >= 4);
}

void tst_compareddrawing::marksWhatIsNew()
{
    const auto added = addPlaced("Newcomer");
    Flow fresh;
    fresh.name = QStringLiteral("Fresh");
    fresh.source = system("Ingestion API");
    fresh.target = added;
    const auto id = m_after.add(fresh);
    const DiagramContent content = compared();
    QCOMPARE(node(content, added)->change, Change::Added);
    QCOMPARE(node(content, added)->subtitle, QStringLiteral("New"));
    QCOMPARE(edge(content, id)->change, Change::Added);
    QCOMPARE(markedIn(content), 2);
}

void tst_compareddrawing::marksWhatIsGone()
{
    const auto gone = system("Northwind Logs");
    const Placement place = placementOf(gone);
    std::vector<AnyId> flows;
    for (const Flow &each : m_before.rows<Flow>()) {
        if (each.source == gone || each.target == gone)
            flows.push_back(each.id);
    }
    QCOMPARE(flows.size(), size_t(2));
    for (const AnyId &id : flows)
        m_after.remove(QStringLiteral("flows"), id);
    m_after.remove(QStringLiteral("placements"), place.id);
    m_after.remove(QStringLiteral("systems"), gone);
    const DiagramContent content = compared();
    QCOMPARE(content.graph.nodes.size(), size_t(20));
    const diagram::Node *shown = node(content, gone);
    QVERIFY(shown);
    QCOMPARE(shown->change, Change::Removed);
    QCOMPARE(shown->title, QStringLiteral("Northwind Logs"));
    QCOMPARE(shown->subtitle, QStringLiteral("Gone"));
    QCOMPARE(shown->rect.topLeft(), QPointF(place.x, place.y)); // where it stood
    for (const AnyId &id : flows)
        QCOMPARE(edge(content, id)->change, Change::Removed);
    QCOMPARE(markedIn(content), 3);
}

void tst_compareddrawing::marksWhatIsGoneFromTheDrawingAlone()
{
    const auto gone = system("Northwind Logs");
    m_after.remove(QStringLiteral("placements"), placementOf(gone).id);
    const DiagramContent content = compared();
    QCOMPARE(node(content, gone)->change, Change::Removed);
    QCOMPARE(edge(content, flow("Syslog"))->change, Change::Removed);
    QCOMPARE(markedIn(content), 3);
}

void tst_compareddrawing::marksWhatIsChanged()
{
    change(system("Event queue"), [](System &each) { each.logoffMinutes = 3; });
    change(flow("Telemetry"), [](Flow &each) { each.protocol = QStringLiteral("CoAP"); });
    const DiagramContent content = compared();
    QCOMPARE(node(content, system("Event queue"))->change, Change::Changed);
    QCOMPARE(node(content, system("Event queue"))->subtitle, QStringLiteral("Changed"));
    QCOMPARE(edge(content, flow("Telemetry"))->change, Change::Changed);
    QCOMPARE(markedIn(content), 2);
}

void tst_compareddrawing::movingIsNoChange()
{
    Placement moved = placementOf(system("Event queue"));
    moved.x += 40;
    m_after.add(moved);
    const DiagramContent content = compared();
    QCOMPARE(markedIn(content), 0);
    QCOMPARE(node(content, moved.system)->rect.left(), moved.x); // where it is now
}

void tst_compareddrawing::aPlacementMadeAnewCountsOnce()
{
    const auto id = system("Event queue");
    Placement anew = placementOf(id);
    m_after.remove(QStringLiteral("placements"), anew.id);
    anew.id = {};
    anew.x += 40;
    m_after.add(anew);
    const DiagramContent content = compared();
    QCOMPARE(content.graph.nodes.size(), size_t(20));
    QCOMPARE(markedIn(content), 0);
    QCOMPARE(node(content, id)->rect.left(), anew.x);
    // The same of the bends of a flow.
    Route route;
    route.diagram = m_sample.diagram;
    route.flow = flow("Query");
    route.bends = {{10, 20}, {30, 40}};
    m_before.add(route);
    route.bends = {{50, 60}, {70, 80}};
    m_after.add(route);
    const DiagramContent again = compared();
    QCOMPARE(again.graph.edges.size(), size_t(30));
    QCOMPARE(edge(again, route.flow)->bends, route.bends);
}

void tst_compareddrawing::aHiddenFlowIsGone()
{
    Route route;
    route.diagram = m_sample.diagram;
    route.flow = flow("Query");
    route.isHidden = true;
    m_after.add(route);
    const DiagramContent content = compared();
    // It is no more on the drawing, so nothing of it can be marked there but that.
    const diagram::Edge *shown = edge(content, route.flow);
    QVERIFY(!shown || shown->change == Change::Removed);
    QCOMPARE(markedIn(content), shown ? 1 : 0);
}

void tst_compareddrawing::anotherDiagramDoesNotMatter()
{
    Diagram other;
    other.name = QStringLiteral("Other");
    Placement placement;
    placement.diagram = m_after.add(other);
    placement.system = system("Event queue");
    m_after.add(placement);
    System elsewhere;
    elsewhere.name = QStringLiteral("Elsewhere");
    placement.system = m_after.add(elsewhere);
    m_after.add(placement);
    QCOMPARE(markedIn(compared()), 0);
    QCOMPARE(compared().graph.nodes.size(), size_t(20));
}

void tst_compareddrawing::aDiagramThatIsNewOrGone()
{
    const Snapshot none(allRegisters());
    const auto all = int(20 + 30);
    const DiagramContent fresh = comparedContent(none, m_after, m_sample.diagram);
    QCOMPARE(markedIn(fresh), all);
    QCOMPARE(fresh.graph.nodes.front().change, Change::Added);
    const DiagramContent gone = comparedContent(m_before, none, m_sample.diagram);
    QCOMPARE(markedIn(gone), all);
    QCOMPARE(gone.graph.nodes.front().change, Change::Removed);
    // One that never was.
    const auto never = Id<Diagram>::random();
    QVERIFY(comparedContent(m_before, m_after, never).graph.nodes.empty());
    const auto theme = diagram::Theme::print();
    const Drawing nothing = comparedDrawing(m_before, m_after, never, theme);
    QVERIFY(nothing.bounds.width() >= 0);
    QVERIFY(!comparedDrawing(m_before, none, m_sample.diagram, theme).list.primitives.empty());
}

void tst_compareddrawing::anEmptyDiagram()
{
    Diagram empty;
    empty.name = QStringLiteral("Empty");
    const auto id = m_before.add(empty);
    m_after = m_before;
    QVERIFY(comparedContent(m_before, m_after, id).graph.nodes.empty());
    const Drawing drawing = comparedDrawing(m_before, m_after, id, diagram::Theme::print());
    QVERIFY(drawing.bounds.width() >= 0 && drawing.bounds.height() >= 0);
    // And one that was emptied.
    std::vector<AnyId> placements;
    for (const Placement &placement : m_after.rows<Placement>())
        placements.push_back(placement.id);
    for (const AnyId &placement : placements)
        m_after.remove(QStringLiteral("placements"), placement);
    const DiagramContent content = compared();
    QCOMPARE(markedIn(content), int(20 + 30));
    QCOMPARE(content.graph.nodes.front().change, Change::Removed);
}

void tst_compareddrawing::isPaintedWithAllOfIt()
{
    addPlaced("Newcomer");
    const auto gone = system("Northwind Logs");
    m_after.remove(QStringLiteral("placements"), placementOf(gone).id);
    const auto theme = diagram::Theme::print();
    const Drawing drawing = comparedDrawing(m_before, m_after, m_sample.diagram, theme);
    const auto svg = diagram::toSvg(drawing.list, theme);
    QVERIFY_OK(svg);
    for (const char *words : {"Newcomer", "Northwind Logs", "New", "Gone", "Changed", "As it was"})
        QVERIFY2(svg->contains(words), words);
    QVERIFY(drawing.smallestText > 0);
    for (const diagram::Primitive &primitive : drawing.list.primitives)
        QVERIFY(drawing.bounds.contains(diagram::boundsOf(primitive)));
    QVERIFY(comparedDrawing(m_before, m_after, m_sample.diagram, theme).list == drawing.list);
}

SAFEGUARD_TEST(tst_compareddrawing)
#include "tst_compareddrawing.moc"
