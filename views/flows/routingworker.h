// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/labels.h"
#include "model/diagram/routing.h"
#include "model/drawing/diagramcontent.h"

#include <atomic>
#include <memory>
#include <QObject>

namespace safeguard {

/// Finds routes beside the screen's own thread. Only the newest request is answered: what was
/// overtaken is given up and never reported.
class RoutingWorker final : public QObject
{
    Q_OBJECT

public:
    struct Answer
    {
        std::vector<diagram::Route> routes; ///< parallel to the edges of the request
        /// With few flows all labels; else none, then they depend on the view.
        std::vector<diagram::PlacedLabel> labels;
        diagram::DisplayList marks; ///< the ePHI creation boundary
    };

    explicit RoutingWorker(QObject *parent = nullptr);
    ~RoutingWorker() override;

    void request(const DiagramContent &content, const diagram::Theme &theme);
    /// Forgets what earlier routes were, for another diagram.
    void reset();
    bool isBusy() const { return m_isWorking; }

Q_SIGNALS:
    void routed(std::shared_ptr<const safeguard::RoutingWorker::Answer> answer);

private:
    struct Request
    {
        DiagramContent content;
        diagram::Theme theme;
        bool anew = false;
    };
    struct Work;
    void start();
    void finish(const std::shared_ptr<Work> &work);

    std::shared_ptr<std::atomic<bool>> m_isAlive;
    std::shared_ptr<std::atomic<bool>> m_isOvertaken;
    std::unique_ptr<diagram::Router> m_router;
    std::unique_ptr<Request> m_next;
    bool m_isAnew = true;
    bool m_isWorking = false;
};

}
