// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/routingworker.h"

#include "model/diagram/displaylist.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace safeguard {

struct RoutingWorker::Work
{
    Request request;
    std::unique_ptr<diagram::Router> router;
    std::shared_ptr<std::atomic<bool>> isAlive;
    std::shared_ptr<std::atomic<bool>> isOvertaken;
    std::shared_ptr<Answer> answer;

    void run()
    {
        const diagram::Graph &graph = request.content.graph;
        if (!router || request.anew) {
            diagram::RoutingOptions options;
            options.cancelled = [alive = isAlive, overtaken = isOvertaken] {
                return !*alive || *overtaken;
            };
            router = std::make_unique<diagram::Router>(options);
            if (!router->route(graph)) {
                router.reset();
                return;
            }
        } else if (!router->reroute(graph)) {
            return;
        }
        answer = std::make_shared<Answer>();
        answer->routes = router->routes();
        const diagram::TextMetrics metrics(request.theme);
        if (static_cast<int>(graph.edges.size()) <= diagram::allLabelsLimit)
            answer->labels = diagram::placeLabels(graph, answer->routes, {}, metrics);
        diagram::addCreationBoundary(answer->marks, graph, answer->routes, answer->labels,
                                     request.content.cuts, request.content.joins, metrics);
    }
};

RoutingWorker::RoutingWorker(QObject *parent)
    : QObject(parent)
    , m_isAlive(std::make_shared<std::atomic<bool>>(true))
    , m_isOvertaken(std::make_shared<std::atomic<bool>>(false))
{}

RoutingWorker::~RoutingWorker()
{
    *m_isAlive = false;
}

void RoutingWorker::reset()
{
    m_isAnew = true;
}

void RoutingWorker::request(const DiagramContent &content, const diagram::Theme &theme)
{
    m_next = std::make_unique<Request>(Request{content, theme, m_isAnew});
    *m_isOvertaken = true;
    if (!m_isWorking)
        start();
}

void RoutingWorker::start()
{
    m_isWorking = true;
    *m_isOvertaken = false;
    auto work = std::make_shared<Work>();
    work->request = std::move(*m_next);
    m_next.reset();
    work->router = std::move(m_router);
    work->isAlive = m_isAlive;
    work->isOvertaken = m_isOvertaken;
    QThreadPool::globalInstance()->start([this, work, guard = QPointer<RoutingWorker>(this)] {
        if (*work->isAlive)
            work->run();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [this, work, guard] {
                if (guard)
                    finish(work);
            },
            Qt::QueuedConnection);
    });
}

void RoutingWorker::finish(const std::shared_ptr<Work> &work)
{
    m_isWorking = false;
    m_router = std::move(work->router);
    if (work->answer && work->request.anew)
        m_isAnew = false;
    if (m_next)
        start();
    else if (work->answer)
        Q_EMIT routed(work->answer);
}

}
