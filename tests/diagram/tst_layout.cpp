// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include "model/diagram/layout.h"
#include "tests/diagram/checks.h"
#include "tests/tools/samplediagrams.h"

#include <cmath>
#include <limits>
#include <QGuiApplication>

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

static const bool hasScreen = registerApplication([](int &argc, char **argv) {
    return std::unique_ptr<QObject>(std::make_unique<QGuiApplication>(argc, argv));
});

class tst_layout final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsThePromises_data();
    void keepsThePromises();
    void lanesAreInOrder();
    void pinsStay_data();
    void pinsStay();
    void pinnedMembersKeepTheirBoundary();
    void flowsGoRight();
    void avoidsCrossingsThatNeedNotBe();
    void emptyAndSingle();
    void emptyBoundaries();
    void damagedInput();
    void cancels();
    void dropsBendsOfMovedFlows();
};

void tst_layout::keepsThePromises_data()
{
    QTest::addColumn<int>("systems");
    QTest::addColumn<int>("flows");
    QTest::addColumn<int>("lanes");
    QTest::addColumn<int>("boundaries");
    for (int seed = 1; seed <= 6; ++seed) {
        QTest::addRow("lanes-%d", seed) << 20 * seed << 35 * seed << 6 << 2 + 2 * seed;
        QTest::addRow("free-%d", seed) << 15 * seed << 25 * seed << 0 << seed;
    }
    QTest::newRow("without flows") << 40 << 0 << 6 << 4;
    QTest::newRow("without boundaries") << 40 << 60 << 6 << 0;
}

void tst_layout::keepsThePromises()
{
    QFETCH(int, systems);
    QFETCH(int, flows);
    QFETCH(int, lanes);
    QFETCH(int, boundaries);
    SampleShape shape{systems, flows, lanes, boundaries, 0.5, 0.15, 0.04, 0.1, 0.1};
    shape.seed = quint32(systems + flows);
    const Graph sample = sampleDiagram(shape);
    const Arrangement arrangement = arrange(sample);
    const Graph graph = arranged(sample, arrangement);
    QCOMPARE(overlapOfNodes(graph), QString());
    QCOMPARE(misplacedMembers(graph), QString());
    QCOMPARE(overlapOfContainers(graph), QString());
    for (size_t n = 0; n < graph.nodes.size(); ++n)
        QCOMPARE(graph.nodes[n].rect.size(), sample.nodes[n].rect.size());
    const Arrangement again = arrange(sample);
    QVERIFY(again.nodes == arrangement.nodes && again.containers == arrangement.containers &&
            again.lanes == arrangement.lanes);
}

void tst_layout::lanesAreInOrder()
{
    const Graph sample = sampleDiagram({60, 100, 6, 6});
    const Graph graph = arranged(sample, arrange(sample));
    for (const Node &node : graph.nodes) {
        const Lane &lane = graph.lanes[node.lane];
        QVERIFY(node.rect.left() >= lane.left);
        QVERIFY(node.rect.right() <= lane.left + lane.width);
    }
    for (size_t i = 1; i < graph.lanes.size(); ++i)
        QVERIFY(graph.lanes[i].left >= graph.lanes[i - 1].left + graph.lanes[i - 1].width - 0.01);
}

void tst_layout::pinsStay_data()
{
    QTest::addColumn<double>("share");
    QTest::newRow("few") << 0.05;
    QTest::newRow("some") << 0.25;
    QTest::newRow("most") << 0.8;
    QTest::newRow("all") << 1.0;
}

void tst_layout::pinsStay()
{
    QFETCH(double, share);
    SampleShape shape{60, 90, 6, 0};
    shape.pinned = share;
    const Graph sample = sampleDiagram(shape);
    const Graph graph = arranged(sample, arrange(sample));
    int pins = 0;
    for (size_t n = 0; n < graph.nodes.size(); ++n) {
        if (!graph.nodes[n].pinned)
            continue;
        ++pins;
        QCOMPARE(graph.nodes[n].rect, sample.nodes[n].rect);
    }
    QVERIFY(pins > 0);
    QCOMPARE(overlapOfNodes(graph), QString());
}

/// Pins taken from an arrangement are possible, so that everything can be right around them.
void tst_layout::pinnedMembersKeepTheirBoundary()
{
    for (quint32 seed = 1; seed <= 8; ++seed) {
        SampleShape shape{50, 70, 6, 6, 0.4};
        shape.seed = seed;
        Graph sample = sampleDiagram(shape);
        sample = arranged(sample, arrange(sample));
        for (size_t n = 0; n < sample.nodes.size(); n += 7)
            sample.nodes[n].pinned = true;
        const Graph graph = arranged(sample, arrange(sample));
        for (size_t n = 0; n < graph.nodes.size(); n += 7)
            QCOMPARE(graph.nodes[n].rect, sample.nodes[n].rect);
        QCOMPARE(overlapOfNodes(graph), QString());
        QCOMPARE(misplacedMembers(graph), QString());
        QCOMPARE(overlapOfContainers(graph), QString());
    }
}

void tst_layout::flowsGoRight()
{
    Graph sample = sampleDiagram({12, 0, 0, 0});
    for (int i = 0; i + 1 < 12; ++i) {
        Edge edge;
        edge.id = numberedId(i, 2);
        edge.source = numberedId(i);
        edge.target = numberedId(i + 1);
        sample.edges.push_back(edge);
    }
    Edge back;
    back.id = numberedId(99, 2);
    back.source = numberedId(11);
    back.target = numberedId(0);
    sample.edges.push_back(back);
    const Graph graph = arranged(sample, arrange(sample));
    for (int i = 0; i + 1 < 12; ++i)
        QVERIFY(graph.nodes[i].rect.right() < graph.nodes[i + 1].rect.left());
    for (int i = 1; i < 12; ++i)
        QCOMPARE(graph.nodes[i].rect.center().y(), graph.nodes[0].rect.center().y());
}

void tst_layout::avoidsCrossingsThatNeedNotBe()
{
    Graph sample = sampleDiagram({12, 0, 2, 0});
    for (int i = 0; i < 6; ++i) {
        Edge edge;
        edge.id = numberedId(i, 2);
        edge.source = numberedId(2 * i);
        edge.target = numberedId(11 - 2 * i);
        sample.edges.push_back(edge);
    }
    const Graph graph = arranged(sample, arrange(sample));
    for (const Edge &edge : sample.edges) {
        const auto y = [&](const AnyId &id) {
            const auto it = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                                         [&](const Node &node) { return node.id == id; });
            return it->rect.center().y();
        };
        QCOMPARE(y(edge.source), y(edge.target));
    }
}

void tst_layout::emptyAndSingle()
{
    QVERIFY(arrange({}).nodes.empty());
    const Graph one = sampleDiagram({1, 0, 0, 0});
    QCOMPARE(arrange(one).nodes.size(), size_t(1));
    QCOMPARE(arrange(one).nodes.front().size(), one.nodes.front().rect.size());
    Graph loop = one;
    loop.edges.push_back({numberedId(0, 2), one.nodes[0].id, one.nodes[0].id});
    QCOMPARE(arrange(loop).nodes.size(), size_t(1));
}

void tst_layout::emptyBoundaries()
{
    Graph sample = sampleDiagram({10, 12, 3, 2, 0.0});
    sample.containers.push_back({numberedId(7, 1), QStringLiteral("Empty")});
    sample.containers.push_back({numberedId(8, 1), QStringLiteral("In it"), {}, numberedId(7, 1)});
    sample.containers.push_back({numberedId(9, 1), QStringLiteral("Also"), {}, numberedId(7, 1)});
    const Graph graph = arranged(sample, arrange(sample));
    QCOMPARE(overlapOfContainers(graph), QString());
    QCOMPARE(misplacedMembers(graph), QString());
    for (const Container &container : graph.containers)
        QVERIFY(container.rect.width() > 50 && container.rect.height() > 50);
}

void tst_layout::damagedInput()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    Graph sample = sampleDiagram({12, 18, 3, 4, 0.5});
    sample.nodes[0].rect = QRectF(nan, nan, nan, nan);
    sample.nodes[1].rect = QRectF(infinite, -infinite, infinite, 10);
    sample.nodes[2].rect = QRectF(0, 0, 0, 0);
    sample.nodes[3].rect = QRectF(1e300, -1e300, -5, 1e9);
    sample.nodes[3].pinned = true;
    sample.nodes[4].lane = 4000;
    sample.nodes[5].lane = -9;
    sample.nodes[6].container = numberedId(777, 5);
    sample.containers[0].parent = sample.containers[1].id;
    sample.containers[1].parent = sample.containers[0].id;
    sample.edges[0].source = numberedId(888, 5);
    sample.edges[1].bends = {QPointF(nan, 0)};
    sample.nodes.push_back(sample.nodes.back());
    const Graph graph = arranged(sample, arrange(sample));
    for (const Node &node : graph.nodes)
        QVERIFY(std::isfinite(node.rect.left()) && std::isfinite(node.rect.bottom()));
    QCOMPARE(overlapOfNodes(graph), QString());
}

void tst_layout::cancels()
{
    const Graph sample = sampleDiagram({200, 300, 6, 8});
    int asked = 0;
    LayoutOptions options;
    options.cancelled = [&] { return ++asked > 1; };
    const Graph graph = arranged(sample, arrange(sample, options));
    QVERIFY(asked >= 2 && asked < 8);
    QCOMPARE(overlapOfNodes(graph), QString());
    QCOMPARE(misplacedMembers(graph), QString());
}

void tst_layout::dropsBendsOfMovedFlows()
{
    Graph sample = sampleDiagram({6, 8, 3, 0});
    sample = arranged(sample, arrange(sample));
    sample.edges[0].bends = {QPointF(300, 300)};
    QCOMPARE(arranged(sample, arrange(sample)).edges[0].bends.size(), size_t(1));
    for (Node &node : sample.nodes)
        node.rect.translate(40, 13);
    QVERIFY(arranged(sample, arrange(sample)).edges[0].bends.empty());
}

SAFEGUARD_TEST(tst_layout)
#include "tst_layout.moc"
