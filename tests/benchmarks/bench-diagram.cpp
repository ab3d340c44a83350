// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"
#include "model/diagram/editing.h"
#include "model/diagram/layout.h"
#include "model/diagram/routing.h"
#include "tests/tools/samplediagrams.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

namespace {

/// Best of \a rounds, in milliseconds.
double timed(const char *what, int rounds, const std::function<void()> &work, double against = 0)
{
    double best = 1e300;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    if (against > 0)
        std::printf("%-52s %9.2f ms   %7.1f times faster\n", what, best, against / best);
    else
        std::printf("%-52s %9.2f ms\n", what, best);
    return best;
}

/// What a hit test costs without an index.
int naiveHits(const std::vector<Route> &routes, const QRectF &around)
{
    int hits = 0;
    for (const Route &route : routes) {
        for (size_t i = 1; i < route.points.size(); ++i) {
            const QRectF piece = QRectF(route.points[i - 1], route.points[i]).normalized();
            hits += piece.adjusted(-1, -1, 1, 1).intersects(around);
        }
    }
    return hits;
}

void paintInto(const DisplayList &list, const Theme &theme, double scale, const PaintOptions &how)
{
    QImage image(1600, 1000, QImage::Format_RGB32);
    image.fill(theme.color(ColorRole::Ground));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing, scale > 0.3);
    painter.scale(scale, scale);
    painter.translate(-list.bounds.topLeft());
    paint(painter, list, theme, how);
}

}

/// bench-diagram [systems [flows]] : ratios and times of the canvas' geometry.
int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const int systems = argc > 1 ? std::atoi(argv[1]) : 5000;
    const int flows = argc > 2 ? std::atoi(argv[2]) : 7500;
    SampleShape shape{systems, flows, 6, systems / 40, 0.4, 0.02, 0.005, 0.05, 0.02};
    std::printf("%d systems, %d flows, %d boundaries\n", systems, flows, shape.boundaries);
    Graph graph = sampleDiagram(shape);
    Arrangement arrangement;
    timed("arrange", 3, [&] { arrangement = arrange(graph); });
    Graph pinned = graph;
    graph = arranged(std::move(graph), arrangement);
    pinned = graph;
    for (size_t n = 0; n < pinned.nodes.size(); n += 10)
        pinned.nodes[n].pinned = true;
    timed("arrange, a tenth pinned", 1, [&] { arrange(pinned); });

    Router router;
    const double all = timed("route all", 2, [&] { router.route(graph); });
    int step = 0;
    const AnyId source = graph.edges[graph.edges.size() / 2].source;
    const auto one = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                                  [&](const Node &node) { return node.id == source; });
    timed(
        "route after moving 1", 10,
        [&] {
            one->rect.translate(0, ++step % 2 ? 8 : -8);
            router.reroute(graph);
        },
        all);
    std::printf("  %zu flows changed\n", router.changed().size());
    timed(
        "route after moving 500", 3,
        [&] {
            ++step;
            for (int i = 0; i < std::min(500, systems); ++i)
                graph.nodes[i].rect.translate(0, step % 2 ? 8 : -8);
            router.reroute(graph);
        },
        all);
    std::printf("  %zu flows changed\n", router.changed().size());
    const auto &routes = router.routes();
    const auto blocked = std::count_if(routes.begin(), routes.end(),
                                       [](const Route &route) { return route.blocked; });
    std::printf("  %lld flows found no way\n", static_cast<long long>(blocked));

    const Theme theme = Theme::light();
    const TextMetrics metrics(theme);
    std::vector<PlacedLabel> labels;
    const double everywhere = timed("labels, everything in view", 3,
                                    [&] { labels = placeLabels(graph, routes, {}, metrics); });
    const QRectF view =
        graph.nodes[static_cast<size_t>(systems) / 2].rect.adjusted(-800, -500, 800, 500);
    timed(
        "labels, a screen in view", 3, [&] { placeLabels(graph, routes, view, metrics); },
        everywhere);
    DisplayList list;
    timed("display list", 3, [&] { list = buildDisplayList(graph, routes, labels, metrics); });
    std::printf("  %zu primitives\n", list.primitives.size());

    const double fit = std::min(1600 / list.bounds.width(), 1000 / list.bounds.height());
    const double whole =
        timed("paint all in full detail, exact pens", 2, [&] { paintInto(list, theme, fit, {}); });
    timed(
        "paint all as on screen (minimal, cosmetic)", 3,
        [&] {
            paintInto(list, theme, fit, {detailFor(fit), true, {}});
        },
        whole);
    timed("paint a screen at 100 %", 3, [&] {
        paintInto(list, theme, 1,
                  {Detail::Full, true, QRectF(list.bounds.topLeft(), QSizeF(1600, 1000))});
    });

    const EdgeIndex index(routes);
    int hits = 0;
    const QRectF around(view.center(), QSizeF(8, 8));
    const double naive = timed("1000 hit tests, asking each flow", 1, [&] {
        for (int i = 0; i < 1000; ++i)
            hits += naiveHits(routes, around.translated(i, i));
    });
    timed(
        "1000 hit tests, by the index", 3,
        [&] {
            for (int i = 0; i < 1000; ++i)
                hits += index.at(around.center() + QPointF(i, i), 4).has_value();
        },
        naive);
    return hits < 0 ? 1 : 0;
}
