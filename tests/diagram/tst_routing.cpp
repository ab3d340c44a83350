// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include "model/diagram/layout.h"
#include "model/diagram/routing.h"
#include "tests/diagram/checks.h"
#include "tests/tools/samplediagrams.h"

#include <cmath>
#include <limits>
#include <QRandomGenerator>

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

class tst_routing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromises_data();
    void keepsThePromises();
    void aroundRandomBoxes();
    void straightWhenLevel();
    void selfLoop();
    void twinsRunApart();
    void endsAreSpread();
    void passesThroughBends();
    void blockedIsSaid();
    void keepsOffBorders();
    void movesConcernOnlyTheirFlows();
    void reroutesAsWellAsRouting();
    void reroutesAddedAndRemoved();
    void cancelKeepsTheOld();
    void damagedInput();
};

namespace {

Graph ready(const SampleShape &shape)
{
    const Graph sample = sampleDiagram(shape);
    return arranged(sample, arrange(sample));
}

Node box(int number, double x, double y)
{
    Node node;
    node.id = numberedId(number);
    node.rect = QRectF(x, y, 160, 56);
    return node;
}

Edge flow(int number, int from, int to)
{
    Edge edge;
    edge.id = numberedId(number, 2);
    edge.source = numberedId(from);
    edge.target = numberedId(to);
    return edge;
}

double lengthOf(const std::vector<Route> &routes)
{
    double length = 0;
    for (const Route &route : routes) {
        for (size_t i = 1; i < route.points.size(); ++i)
            length += (route.points[i] - route.points[i - 1]).manhattanLength();
    }
    return length;
}

}

void tst_routing::keepsThePromises_data()
{
    QTest::addColumn<int>("systems");
    QTest::addColumn<int>("flows");
    QTest::addColumn<int>("lanes");
    for (int seed = 1; seed <= 6; ++seed) {
        QTest::addRow("lanes-%d", seed) << 20 * seed << 35 * seed << 6;
        QTest::addRow("free-%d", seed) << 15 * seed << 25 * seed << 0;
    }
}

void tst_routing::keepsThePromises()
{
    QFETCH(int, systems);
    QFETCH(int, flows);
    QFETCH(int, lanes);
    SampleShape shape{systems, flows, lanes, 5, 0.5, 0.15, 0.04, 0.1, 0.1};
    shape.seed = quint32(systems);
    const Graph graph = ready(shape);
    const std::vector<Route> routes = routed(graph);
    QCOMPARE(routes.size(), graph.edges.size());
    QCOMPARE(badRoutes(graph, routes), QString());
    QVERIFY(routed(graph) == routes);
}

void tst_routing::aroundRandomBoxes()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 8; ++round) {
        Graph graph;
        while (graph.nodes.size() < 60) {
            Node node = box(static_cast<int>(graph.nodes.size()), random.bounded(1800),
                            random.bounded(1400));
            node.rect.setSize(QSizeF(40 + random.bounded(160), 30 + random.bounded(80)));
            const QRectF room = node.rect.adjusted(-6, -6, 6, 6);
            const bool free =
                std::none_of(graph.nodes.begin(), graph.nodes.end(),
                             [&](auto &other) { return other.rect.intersects(room); });
            if (free)
                graph.nodes.push_back(node);
        }
        for (int e = 0; e < 120; ++e)
            graph.edges.push_back(flow(e, random.bounded(60), random.bounded(60)));
        QCOMPARE(badRoutes(graph, routed(graph)), QString());
    }
}

void tst_routing::straightWhenLevel()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 300, 10), box(2, 0, 200)};
    graph.edges = {flow(0, 0, 1), flow(1, 0, 2)};
    const auto routes = routed(graph);
    QCOMPARE(routes[0].points.size(), size_t(2));
    QCOMPARE(routes[1].points.size(), size_t(2));
    QCOMPARE(routes[0].points.back().x(), 300.0);
    QCOMPARE(routes[1].points.back().y(), 200.0);
}

void tst_routing::selfLoop()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0)};
    graph.edges = {flow(0, 0, 0), flow(1, 0, 0)};
    const auto routes = routed(graph);
    QCOMPARE(badRoutes(graph, routes), QString());
    QVERIFY(routes[0].points.size() >= 4);
    QVERIFY(routes[0] != routes[1]);
}

void tst_routing::twinsRunApart()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 400, 160)};
    graph.edges = {flow(0, 0, 1), flow(1, 1, 0), flow(2, 0, 1)};
    const auto routes = routed(graph);
    for (int a = 0; a < 3; ++a) {
        for (int b = a + 1; b < 3; ++b) {
            QCOMPARE(routes[a].points.size(), size_t(4));
            QVERIFY(std::abs(routes[a].points[1].x() - routes[b].points[1].x()) >= 8);
            QVERIFY(std::abs(routes[a].points[0].y() - routes[b].points[3].y()) > 1);
        }
    }
}

void tst_routing::endsAreSpread()
{
    Graph graph;
    graph.nodes.push_back(box(100, 0, 400));
    for (int i = 0; i < 9; ++i) {
        graph.nodes.push_back(box(i, 500, i * 100));
        graph.edges.push_back(flow(i, 100, i));
    }
    const auto routes = routed(graph);
    for (size_t a = 0; a < routes.size(); ++a) {
        for (size_t b = a + 1; b < routes.size(); ++b) {
            const QPointF way = routes[a].points.front() - routes[b].points.front();
            QVERIFY(way.manhattanLength() >= 8);
        }
    }
}

void tst_routing::passesThroughBends()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 400, 0), box(2, 200, 100)};
    graph.edges = {flow(0, 0, 1)};
    graph.edges[0].bends = {QPointF(280, 300), QPointF(600, 320)};
    const auto routes = routed(graph);
    for (const QPointF &bend : graph.edges[0].bends) {
        bool passed = false;
        for (size_t i = 1; i < routes[0].points.size(); ++i) {
            const QRectF piece = QRectF(routes[0].points[i - 1], routes[0].points[i]).normalized();
            passed = passed || piece.adjusted(-0.1, -0.1, 0.1, 0.1).contains(bend);
        }
        QVERIFY(passed);
    }
    QCOMPARE(badRoutes(graph, routes), QString());
}

void tst_routing::blockedIsSaid()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 600, 0), box(2, -100, -100)};
    graph.nodes[2].rect = QRectF(-100, -100, 400, 300);
    graph.edges = {flow(0, 0, 1)};
    const auto routes = routed(graph);
    QVERIFY(routes[0].blocked);
    QVERIFY(routes[0].points.size() >= 2);
}

void tst_routing::keepsOffBorders()
{
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 260, 300)};
    graph.containers.push_back({numberedId(0, 1), QStringLiteral("B"), QRectF(210, -40, 400, 500)});
    graph.nodes[1].container = graph.containers[0].id;
    graph.edges = {flow(0, 0, 1)};
    const auto routes = routed(graph);
    for (size_t i = 1; i < routes[0].points.size(); ++i) {
        const QPointF a = routes[0].points[i - 1];
        const QPointF b = routes[0].points[i];
        if (std::abs(a.x() - b.x()) < 0.01)
            QVERIFY(std::abs(a.x() - 210) >= 6);
    }
}

void tst_routing::movesConcernOnlyTheirFlows()
{
    Graph graph = ready({120, 180, 6, 6, 0.4, 0.05});
    Router router;
    QVERIFY(router.route(graph));
    const std::vector<Route> before = router.routes();
    QVERIFY(router.reroute(graph));
    QVERIFY(router.changed().empty());
    graph.nodes[30].rect.translate(8, 16);
    QVERIFY(router.reroute(graph));
    const auto &changed = router.changed();
    QVERIFY(!changed.empty());
    QVERIFY2(changed.size() < graph.edges.size() / 4, qPrintable(QString::number(changed.size())));
    for (size_t e = 0; e < before.size(); ++e) {
        const bool said = std::find(changed.begin(), changed.end(), int(e)) != changed.end();
        QCOMPARE(said, router.routes()[e] != before[e]);
    }
}

void tst_routing::reroutesAsWellAsRouting()
{
    QRandomGenerator random(11);
    Graph graph = ready({80, 130, 6, 5, 0.4, 0.08});
    Router router;
    QVERIFY(router.route(graph));
    Router twin;
    QVERIFY(twin.route(graph));
    for (int round = 0; round < 12; ++round) {
        Node &node = graph.nodes[random.bounded(80)];
        const QRectF there =
            node.rect.translated(8 * (random.bounded(40) - 20), 8 * (random.bounded(40) - 20));
        const bool free = std::none_of(graph.nodes.begin(), graph.nodes.end(), [&](auto &other) {
            return other.id != node.id && other.rect.intersects(there.adjusted(-26, -26, 26, 26));
        });
        if (!free)
            continue;
        node.rect = there;
        QVERIFY(router.reroute(graph));
        QVERIFY(twin.reroute(graph));
        QVERIFY(router.routes() == twin.routes());
        QCOMPARE(badRoutes(graph, router.routes()), QString());
        const double ratio = lengthOf(router.routes()) / lengthOf(routed(graph));
        QVERIFY2(ratio < 1.03, qPrintable(QString::number(ratio)));
    }
}

void tst_routing::reroutesAddedAndRemoved()
{
    Graph graph = ready({40, 60, 6, 4});
    Router router;
    QVERIFY(router.route(graph));
    graph.edges.push_back(flow(900, 3, 17));
    graph.edges.erase(graph.edges.begin() + 5);
    QVERIFY(router.reroute(graph));
    QCOMPARE(router.routes().size(), graph.edges.size());
    QCOMPARE(badRoutes(graph, router.routes()), QString());
    const AnyId gone = graph.nodes.back().id;
    graph.nodes.pop_back();
    std::erase_if(graph.edges, [&](auto &e) { return e.source == gone || e.target == gone; });
    QVERIFY(router.reroute(graph));
    QCOMPARE(badRoutes(graph, router.routes()), QString());
    QVERIFY(router.reroute({}));
    QVERIFY(router.routes().empty());
}

void tst_routing::cancelKeepsTheOld()
{
    Graph graph = ready({60, 100, 6, 4});
    bool stop = false;
    RoutingOptions options;
    options.cancelled = [&] { return stop; };
    Router router(options);
    QVERIFY(router.route(graph));
    const std::vector<Route> before = router.routes();
    stop = true;
    graph.nodes[0].rect.translate(0, -400);
    QVERIFY(!router.reroute(graph));
    QVERIFY(router.routes() == before);
    stop = false;
    QVERIFY(router.reroute(graph));
    QCOMPARE(badRoutes(graph, router.routes()), QString());
}

void tst_routing::damagedInput()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(routed({}).empty());
    Graph graph;
    graph.nodes = {box(0, 0, 0), box(1, 900'000, -900'000), box(2, 100, 500)};
    graph.nodes[2].rect = QRectF(nan, 500, 0, nan);
    graph.edges = {flow(0, 0, 1), flow(1, 1, 2), flow(2, 0, 77), flow(3, 2, 0)};
    graph.edges[3].bends = {QPointF(nan, nan), QPointF(1e300, 0)};
    const auto routes = routed(graph);
    QVERIFY(routes[2].points.empty());
    for (const Route &route : routes) {
        for (const QPointF &p : route.points)
            QVERIFY(std::isfinite(p.x()) && std::isfinite(p.y()));
    }
}

SAFEGUARD_TEST(tst_routing)
#include "tst_routing.moc"
