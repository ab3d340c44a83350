// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include "model/diagram/editing.h"
#include "model/diagram/layout.h"
#include "model/diagram/routing.h"
#include "tests/tools/samplediagrams.h"

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

class tst_diagramediting final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aligns();
    void distributes();
    void snapsToTheGrid();
    void snapsToOthers();
    void arrowKeys();
    void findsContainers();
    void crossesBoundaries();
    void hitsFlows();
    void indexFollowsChanges();
};

namespace {

const std::vector<QRectF> three{{10, 20, 100, 40}, {300, 200, 60, 80}, {150, 90, 80, 60}};

}

void tst_diagramediting::aligns()
{
    for (const QRectF &r : aligned(three, Alignment::Left))
        QCOMPARE(r.left(), 10.0);
    for (const QRectF &r : aligned(three, Alignment::Right))
        QCOMPARE(r.right(), 360.0);
    for (const QRectF &r : aligned(three, Alignment::Centre))
        QCOMPARE(r.center().x(), 185.0);
    for (const QRectF &r : aligned(three, Alignment::Top))
        QCOMPARE(r.top(), 20.0);
    for (const QRectF &r : aligned(three, Alignment::Middle))
        QCOMPARE(r.center().y(), 150.0);
    for (const QRectF &r : aligned(three, Alignment::Bottom))
        QCOMPARE(r.bottom(), 280.0);
    QCOMPARE(aligned(three, Alignment::Left)[1].size(), three[1].size());
    QCOMPARE(aligned(three, Alignment::Left)[1].top(), three[1].top());
    QVERIFY(aligned({}, Alignment::Top).empty());
}

void tst_diagramediting::distributes()
{
    const auto across = distributed(three, Qt::Horizontal);
    QCOMPARE(across[0], three[0]);
    QCOMPARE(across[1], three[1]);
    QCOMPARE(across[2].left() - across[0].right(), across[1].left() - across[2].right());
    const auto down = distributed(three, Qt::Vertical);
    QCOMPARE(down[2].top() - down[0].bottom(), down[1].top() - down[2].bottom());
    QCOMPARE(down[2].left(), three[2].left());
    QCOMPARE(distributed({three[0], three[1]}, Qt::Horizontal)[1], three[1]);
}

void tst_diagramediting::snapsToTheGrid()
{
    const Snap snap = snapped(QRectF(13, 21, 100, 50), {});
    QCOMPARE(snap.rect, QRectF(16, 24, 100, 50));
    QVERIFY(snap.guides.empty());
    SnapOptions free;
    free.grid = 0;
    QCOMPARE(snapped(QRectF(13, 21, 100, 50), {}, free).rect, QRectF(13, 21, 100, 50));
}

void tst_diagramediting::snapsToOthers()
{
    const std::vector<QRectF> others{{203, 300, 100, 50}};
    const Snap snap = snapped(QRectF(200, 0, 100, 50), others);
    QCOMPARE(snap.rect.left(), 203.0);
    QCOMPARE(snap.rect.top(), 0.0);
    QCOMPARE(snap.guides.size(), size_t(3)); // left, centre and right are all level
    QCOMPARE(snap.guides[0].from, QPointF(203, 0));
    QCOMPARE(snap.guides[0].to, QPointF(203, 350));
    // The nearer of two wins; out of reach nothing attracts.
    QCOMPARE(snapped(QRectF(200, 0, 100, 50), {{203, 300, 10, 10}, {199, 400, 10, 10}}).rect.left(),
             199.0);
    QCOMPARE(snapped(QRectF(211, 0, 100, 50), others).rect.left(), 208.0);
    SnapOptions plain;
    plain.guides = false;
    QCOMPARE(snapped(QRectF(201, 0, 100, 50), others, plain).rect.left(), 200.0);
}

void tst_diagramediting::arrowKeys()
{
    const QRectF from(0, 0, 100, 50);
    const std::vector<QRectF> others{
        {200, 0, 100, 50}, {150, 80, 100, 50}, {0, 200, 100, 50}, {-300, 10, 100, 50}};
    QCOMPARE(nearestInDirection(from, {1, 0}, others).value(), 0);
    QCOMPARE(nearestInDirection(from, {0, 1}, others).value(), 2);
    QCOMPARE(nearestInDirection(from, {-1, 0}, others).value(), 3);
    QVERIFY(!nearestInDirection(from, {0, -1}, others));
    QVERIFY(!nearestInDirection(from, {1, 0}, {}));
}

void tst_diagramediting::findsContainers()
{
    Graph graph;
    graph.containers.push_back({numberedId(0, 1), {}, QRectF(0, 0, 500, 500)});
    graph.containers.push_back({numberedId(1, 1), {}, QRectF(50, 50, 200, 200), numberedId(0, 1)});
    QCOMPARE(containerAt(graph, QRectF(60, 60, 50, 50)), 1);
    QCOMPARE(containerAt(graph, QRectF(230, 60, 50, 50)), 0);
    QCOMPARE(containerAt(graph, QRectF(480, 60, 50, 50)), -1);
    QCOMPARE(borderAt(graph, {52, 100}, 4), 1);
    QCOMPARE(borderAt(graph, {0, 300}, 4), 0);
    QCOMPARE(borderAt(graph, {150, 150}, 4), -1);
    QCOMPARE(borderAt(graph, {-30, 150}, 4), -1);
}

void tst_diagramediting::crossesBoundaries()
{
    const Graph graph = heartMonitor();
    const Crossing inwards = crossedBoundaries(graph, graph.edges[2]);
    QCOMPARE(inwards.left, std::vector<int>{0});
    QCOMPARE(inwards.entered, std::vector<int>{1});
    const Crossing deeper = crossedBoundaries(graph, graph.edges[4]);
    QVERIFY(deeper.left.empty());
    QCOMPARE(deeper.entered, std::vector<int>{2});
    const Crossing out = crossedBoundaries(graph, graph.edges[10]);
    QCOMPARE(out.left, std::vector<int>{1});
    QVERIFY(out.entered.empty());
}

void tst_diagramediting::hitsFlows()
{
    const std::vector<Route> routes{{{{0, 0}, {100, 0}, {100, 100}}, false},
                                    {{{0, 50}, {200, 50}}, false}};
    const EdgeIndex index(routes);
    QCOMPARE(index.at({50, 3}, 5)->edge, 0);
    QCOMPARE(index.at({50, 3}, 5)->nearest, QPointF(50, 0));
    QCOMPARE(index.at({98, 30}, 5)->piece, 1);
    QCOMPARE(index.at({150, 48}, 5)->edge, 1);
    QCOMPARE(index.at({100, 50}, 5)->edge, 1); // both at once: the upper one
    QVERIFY(!index.at({50, 20}, 5));
    QCOMPARE(index.inRect(QRectF(90, 40, 20, 20)), (std::vector<int>{0, 1}));
    QCOMPARE(index.inRect(QRectF(150, 40, 20, 20)), std::vector<int>{1});
    QVERIFY(EdgeIndex().inRect(QRectF(0, 0, 1, 1)).empty());
}

void tst_diagramediting::indexFollowsChanges()
{
    Graph graph = sampleDiagram({40, 60, 6, 4});
    graph = arranged(graph, arrange(graph));
    Router router;
    QVERIFY(router.route(graph));
    EdgeIndex index(router.routes());
    graph.nodes[5].rect.translate(0, 2000);
    QVERIFY(router.reroute(graph));
    index.update(router.routes(), router.changed());
    const EdgeIndex fresh(router.routes());
    for (double y = -200; y < 3000; y += 100) {
        const QRectF rect(100, y, 300, 100);
        QCOMPARE(index.inRect(rect), fresh.inRect(rect));
    }
}

SAFEGUARD_TEST(tst_diagramediting)
#include "tst_diagramediting.moc"
