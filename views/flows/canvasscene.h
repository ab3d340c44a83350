// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/gridindex.h"
#include "views/flows/flowlayer.h"
#include "views/flows/noteitem.h"
#include "views/flows/routingworker.h"

#include <QGraphicsScene>

namespace safeguard {

enum class ElementKind { None, System, Flow, Boundary, Note };

/// What one diagram looks like just now: items that follow its content, and drafts of what is being
/// dragged. Knows no records and makes no edits.
class CanvasScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit CanvasScene(QObject *parent = nullptr);
    ~CanvasScene() override;

    void setTheme(const diagram::Theme &theme);
    const CanvasStyle &style() const { return *m_style; }

    /// Shows what is new and changed, takes away what is gone, and asks for routes. \a anew: it is
    /// another diagram than before.
    void setContent(DiagramContent content, bool anew);
    /// While it is held, what comes in waits, so that nothing moves under a gesture. Letting go
    /// shows nothing by itself: showHeld() does, unless something newer has come.
    void hold(bool on) { m_isHeld = on; }
    void showHeld();
    const DiagramContent &content() const { return m_content; }
    const std::vector<diagram::Route> &routes() const { return m_flows->routes(); }
    /// The boundaries alone, for asking where something lies.
    const diagram::Graph &shapes() const { return m_shapes; }
    bool isRouting() const { return m_worker.isBusy(); }
    QRectF contentRect() const { return m_contentRect; }
    /// With many flows labels are shown for those in view only.
    void setView(const QRectF &view, double scale);

    ElementKind kindOf(const AnyId &id) const;
    /// As drawn, drafts included. A flow's is a small one about its label.
    QRectF rectOf(const AnyId &id) const;
    QPointF anchorOf(const AnyId &flow) const;
    const diagram::Node *node(const AnyId &id) const;
    const diagram::Edge *edge(const AnyId &id) const;
    const diagram::Route *route(const AnyId &flow) const;
    /// "Gateway", "Syslog": as on the diagram.
    QString nameOf(const AnyId &id) const;

    struct Hit
    {
        ElementKind kind = ElementKind::None;
        AnyId id;
        std::optional<diagram::EdgeHit> flow;
    };
    Hit hitAt(const QPointF &point, double tolerance) const;
    /// Systems, notes and boundaries that lie in it, flows of which both ends do.
    QSet<AnyId> elementsIn(const QRectF &rect) const;
    /// Systems, notes and flows in reading order, then boundaries.
    std::vector<AnyId> elements() const;
    /// Flows that leave and that reach a system, in their order.
    std::vector<AnyId> flowsFrom(const AnyId &system) const;
    std::vector<AnyId> flowsTo(const AnyId &system) const;
    /// What moves with these: the content of boundaries.
    QSet<AnyId> withContents(const QSet<AnyId> &ids) const;

    const QSet<AnyId> &selection() const { return m_selection; }
    AnyId current() const { return m_current; }
    /// \a current is the one that keys start from; null: any of them.
    void select(QSet<AnyId> ids, AnyId current = {});

    void moveDraft(const QSet<AnyId> &ids, const QPointF &by);
    void resizeDraft(const AnyId &boundary, const QRectF &rect);
    void bendDraft(const AnyId &flow, const std::vector<QPointF> &bends);
    /// Everything back to where it is by the records.
    void dropDraft();
    bool hasDraft() const { return !m_draftRects.isEmpty() || !m_draftFlow.isNull(); }

Q_SIGNALS:
    void selectionMade();
    void contentChanged();
    /// Routes of the content are there.
    void routed();

private:
    template <class Item, class Element, class Set>
    void sync(QHash<AnyId, Item *> &items, const std::vector<Element> &elements, double z, Set set);
    void index();
    void adoptRoutes();
    void showRoutes(const std::shared_ptr<const RoutingWorker::Answer> &answer);
    void placeLabelsInView();
    void updateBackdrop();
    void updateSceneRect();
    void draftFlows();
    void forgetDraft();
    void setItemSelected(const AnyId &id, bool selected);

    /// Where the ends of a flow were when its present route was found.
    struct ShownEdge
    {
        AnyId id;
        QPointF source, target;
    };
    std::shared_ptr<const CanvasStyle> m_style;
    DiagramContent m_content;
    bool m_isHeld = false;
    std::optional<DiagramContent> m_held;
    diagram::Graph m_shapes;
    std::vector<ShownEdge> m_shownEdges;
    RoutingWorker m_worker;
    QHash<AnyId, NodeItem *> m_nodes;
    QHash<AnyId, BoundaryItem *> m_boundaries;
    QHash<AnyId, NoteItem *> m_notes;
    FlowLayer *m_flows;
    class ListLayer *m_backdrop;
    class ListLayer *m_marks;
    QHash<AnyId, int> m_nodeAt, m_edgeAt, m_containerAt, m_noteAt;
    QHash<AnyId, std::vector<int>> m_leaving, m_reaching;
    diagram::GridIndex m_nodeGrid{256};
    QRectF m_contentRect;
    QRectF m_view;
    double m_scale = 1;
    QSet<AnyId> m_selection;
    AnyId m_current;
    QHash<AnyId, QPointF> m_draftRects; ///< by how much each is moved
    std::vector<int> m_draftEdges;
    AnyId m_draftFlow;
};

}
