// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/samplediagrams.h"
#include "views/flows/canvasscene.h"

#include "model/diagram/layout.h"
#include "model/diagram/routing.h"

#include <cstdio>
#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsPathItem>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QImage>
#include <QPainterPath>
#include <QScrollBar>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

constexpr QSize window(1600, 1000);

double timed(int rounds, const std::function<void()> &work)
{
    double best = 1e300;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

/// What both ways are asked for.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual void build(const DiagramContent &content) = 0;
    virtual QGraphicsScene &scene() = 0;
    virtual void drag(int count, const QPointF &by) = 0;
};

class Ours final : public Subject
{
public:
    void build(const DiagramContent &content) override
    {
        m_scene = std::make_unique<CanvasScene>();
        m_scene->setContent(content, true);
    }
    QGraphicsScene &scene() override { return *m_scene; }
    CanvasScene &canvas() { return *m_scene; }
    void drag(int count, const QPointF &by) override
    {
        QSet<AnyId> ids;
        for (int i = 0; i < count; ++i)
            ids.insert(m_scene->content().graph.nodes[static_cast<size_t>(i)].id);
        m_scene->moveDraft(ids, by);
    }

private:
    std::unique_ptr<CanvasScene> m_scene;
};

/// A node is an item with items for its words and its badge, a flow an item of its own that is
/// given its path anew when an end moves.
class Naive final : public Subject
{
public:
    explicit Naive(const std::vector<diagram::Route> &routes)
        : m_routes(routes)
    {}
    void build(const DiagramContent &content) override
    {
        m_scene = std::make_unique<QGraphicsScene>();
        m_nodes.clear();
        m_flows.clear();
        m_leaving.clear();
        QHash<AnyId, int> at;
        for (const diagram::Node &node : content.graph.nodes) {
            at.insert(node.id, static_cast<int>(m_nodes.size()));
            m_nodes.push_back(makeNode(node));
        }
        m_leaving.resize(m_nodes.size());
        for (size_t e = 0; e < content.graph.edges.size(); ++e) {
            auto *flow = m_scene->addPath(pathOf(m_routes[e], {}, {}), QPen(Qt::darkRed, 1.5));
            flow->setZValue(-1);
            m_flows.push_back(flow);
            m_leaving[static_cast<size_t>(at.value(content.graph.edges[e].source))].push_back(e);
            m_leaving[static_cast<size_t>(at.value(content.graph.edges[e].target))].push_back(e);
        }
        for (QGraphicsItem *node : m_nodes)
            m_home.push_back(node->pos());
    }
    QGraphicsScene &scene() override { return *m_scene; }
    void drag(int count, const QPointF &by) override
    {
        for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
            m_nodes[i]->setPos(m_home[i] + by);
            for (const size_t e : m_leaving[i])
                m_flows[e]->setPath(pathOf(m_routes[e], by, {}));
        }
    }

private:
    QGraphicsItem *makeNode(const diagram::Node &node)
    {
        QPainterPath box;
        box.addRoundedRect(QRectF(QPointF(), node.rect.size()), 8, 8);
        auto *item = m_scene->addPath(box, QPen(Qt::darkRed, 1.5), Qt::white);
        item->setPos(node.rect.topLeft());
        auto *title = new QGraphicsSimpleTextItem(node.title, item);
        title->setPos(12, 10);
        auto *subtitle = new QGraphicsSimpleTextItem(node.subtitle, item);
        subtitle->setPos(12, 30);
        auto *badge = new QGraphicsEllipseItem(QRectF(node.rect.width() - 24, 6, 18, 18), item);
        badge->setBrush(Qt::darkRed);
        auto *digit = new QGraphicsSimpleTextItem(QString::number(node.tier), badge);
        digit->setPos(node.rect.width() - 19, 6);
        return item;
    }
    static QPainterPath pathOf(const diagram::Route &route, const QPointF &source,
                               const QPointF &target)
    {
        const diagram::Route way = stretched(route, source, target);
        QPainterPath path;
        if (way.points.empty())
            return path;
        path.moveTo(way.points.front());
        for (const QPointF &p : way.points)
            path.lineTo(p);
        return path;
    }

    const std::vector<diagram::Route> &m_routes;
    std::unique_ptr<QGraphicsScene> m_scene;
    std::vector<QGraphicsItem *> m_nodes;
    std::vector<QGraphicsPathItem *> m_flows;
    std::vector<std::vector<size_t>> m_leaving;
    std::vector<QPointF> m_home;
};

struct Times
{
    double open = 0, whole = 0, pan = 0, dragOne = 0, dragMany = 0;
};

Times measure(Subject &subject, const DiagramContent &content, const QRectF &bounds,
              const std::function<void()> &ready)
{
    Times times;
    QImage image(window, QImage::Format_RGB32);
    QGraphicsView view;
    view.resize(window);
    view.setFrameShape(QFrame::NoFrame);
    view.setOptimizationFlags(QGraphicsView::DontSavePainterState |
                              QGraphicsView::DontAdjustForAntialiasing);
    const auto paint = [&] { view.viewport()->render(&image); };
    const double fit = std::min(window.width() / bounds.width(), window.height() / bounds.height());
    view.setTransform(QTransform::fromScale(fit, fit));
    QElapsedTimer timer;
    timer.start();
    subject.build(content);
    view.setScene(&subject.scene());
    view.show();
    view.centerOn(bounds.center());
    paint();
    times.open = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    ready();
    QCoreApplication::processEvents();
    times.whole = timed(5, paint);
    int step = 0;
    const auto dragged = [&](int count) {
        return timed(7, [&] {
            ++step;
            subject.drag(count, QPointF(8.0 * (step % 5), 8.0 * (step % 3)));
            QCoreApplication::processEvents(); // paints what it touched
        });
    };
    QCoreApplication::processEvents();
    times.dragOne = dragged(1);
    times.dragMany = dragged(500);
    view.setTransform(QTransform());
    view.setRenderHint(QPainter::Antialiasing);
    view.centerOn(bounds.center());
    QCoreApplication::processEvents();
    times.pan = timed(9, [&] {
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + 24);
        paint();
    });
    return times;
}

void print(const char *what, double naive, double ours)
{
    std::printf("%-34s %10.1f ms %10.1f ms %8.1f\n", what, naive, ours, naive / ours);
}

}

/// bench-canvas [systems [flows]]: the scene beside one with items for everything.
int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const int systems = argc > 1 ? std::atoi(argv[1]) : 5000;
    const int flows = argc > 2 ? std::atoi(argv[2]) : 7500;
    DiagramContent content;
    const diagram::Graph sample =
        sampleDiagram({systems, flows, 6, systems / 40, 0.4, 0.02, 0, 0.05, 0.02});
    content.graph = diagram::arranged(sample, diagram::arrange(sample));
    diagram::Router router;
    router.route(content.graph);
    const std::vector<diagram::Route> routes = router.routes();
    const QRectF bounds = diagram::contentBounds(content.graph, routes);

    Naive naive(routes);
    const Times slow = measure(naive, content, bounds, [] {});
    Ours ours;
    const Times fast = measure(ours, content, bounds, [&] {
        while (ours.canvas().isRouting())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    });
    std::printf("%d systems, %d flows, %d x %d\n", systems, flows, window.width(), window.height());
    std::printf("%-34s %13s %13s %8s\n", "", "items", "this canvas", "ratio");
    print("open and first picture", slow.open, fast.open);
    print("repaint of everything, to fit", slow.whole, fast.whole);
    print("pan at 100 %", slow.pan, fast.pan);
    print("drag of 1, to fit", slow.dragOne, fast.dragOne);
    print("drag of 500, to fit", slow.dragMany, fast.dragMany);
    return 0;
}
