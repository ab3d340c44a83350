// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/gestures.h"

#include "views/flows/canvasview.h"

#include <cmath>
#include <QPainter>
#include <QScrollBar>

namespace safeguard {

namespace {

using diagram::ColorRole;

constexpr double dragThreshold = 4; // pixels
constexpr QSizeF leastBoundary(120, 80);

class MoveGesture final : public Gesture
{
public:
    MoveGesture(CanvasView &view, const QPointF &from, const AnyId &lead, bool selectsOnClick)
        : Gesture(view)
        , m_from(from)
        , m_lead(lead)
        , m_selectsOnClick(selectsOnClick)
    {}

    void moveTo(const QPointF &at, bool free) override
    {
        if (!m_isMoving) {
            const QPointF off = (at - m_from) / m_view.pixel();
            if (std::hypot(off.x(), off.y()) < dragThreshold || !m_view.canEdit())
                return;
            begin();
        }
        const QRectF wish = m_leadRect.translated(at - m_from);
        m_snap = {wish, {}};
        if (m_view.isSnapping() && !free)
            m_snap =
                diagram::snapped(wish, m_others, {diagram::gridStep, 6 * m_view.pixel(), true});
        m_by = m_snap.rect.topLeft() - m_leadRect.topLeft();
        m_view.canvas().moveDraft(m_moved, m_by);
        findTarget();
        m_view.viewport()->update();
    }

    void finish() override
    {
        if (!m_isMoving) {
            if (m_selectsOnClick)
                m_view.canvas().select({m_lead}, m_lead);
            return;
        }
        if (m_by.isNull())
            m_view.canvas().dropDraft();
        else
            m_view.commitMove(m_moved);
    }
    void cancel() override { m_view.canvas().dropDraft(); }

    void paint(QPainter &painter, double pixel) const override
    {
        if (!m_isMoving)
            return;
        const CanvasStyle &style = m_view.canvas().style();
        QPen pen(style.color(ColorRole::Accent), pixel);
        painter.setPen(pen);
        for (const diagram::GuideLine &guide : m_snap.guides)
            painter.drawLine(guide.from, guide.to);
        if (!m_target.isNull()) {
            painter.setPen(QPen(style.color(ColorRole::Accent), 2.5 * pixel));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(m_target, 10, 10);
        }
    }

private:
    void begin()
    {
        m_isMoving = true;
        CanvasScene &scene = m_view.canvas();
        m_moved = scene.withContents(scene.selection());
        m_leadRect = scene.rectOf(m_lead);
        const QRectF seen = m_view.visibleRect();
        constexpr int manyMoved = 50;
        if (m_moved.size() > manyMoved)
            return; // a crowd keeps to the grid
        for (const diagram::Node &node : scene.content().graph.nodes) {
            if (!m_moved.contains(node.id) && node.rect.intersects(seen))
                m_others.push_back(node.rect);
        }
    }
    void findTarget()
    {
        m_target = {};
        const CanvasScene &scene = m_view.canvas();
        if (scene.kindOf(m_lead) != ElementKind::System)
            return;
        const diagram::Graph &graph = scene.shapes();
        const int is = diagram::containerAt(graph, m_snap.rect);
        const int was = diagram::containerAt(graph, m_leadRect);
        if (is >= 0 && is != was)
            m_target = graph.containers[static_cast<size_t>(is)].rect;
    }

    QPointF m_from;
    AnyId m_lead;
    bool m_selectsOnClick;
    bool m_isMoving = false;
    QSet<AnyId> m_moved;
    QRectF m_leadRect;
    std::vector<QRectF> m_others;
    diagram::Snap m_snap;
    QPointF m_by;
    QRectF m_target;
};

class ResizeGesture final : public Gesture
{
public:
    ResizeGesture(CanvasView &view, const AnyId &boundary, Qt::Edges edges)
        : Gesture(view)
        , m_boundary(boundary)
        , m_edges(edges)
        , m_start(view.canvas().rectOf(boundary))
        , m_rect(m_start)
    {}

    void moveTo(const QPointF &at, bool free) override
    {
        const auto on = [&](double value) {
            return m_view.isSnapping() && !free ? diagram::toGrid(value) : value;
        };
        m_rect = m_start;
        if (m_edges & Qt::LeftEdge)
            m_rect.setLeft(std::min(on(at.x()), m_rect.right() - leastBoundary.width()));
        if (m_edges & Qt::RightEdge)
            m_rect.setRight(std::max(on(at.x()), m_rect.left() + leastBoundary.width()));
        if (m_edges & Qt::TopEdge)
            m_rect.setTop(std::min(on(at.y()), m_rect.bottom() - leastBoundary.height()));
        if (m_edges & Qt::BottomEdge)
            m_rect.setBottom(std::max(on(at.y()), m_rect.top() + leastBoundary.height()));
        m_view.canvas().resizeDraft(m_boundary, m_rect);
        m_view.viewport()->update();
    }
    void finish() override
    {
        if (m_rect == m_start)
            m_view.canvas().dropDraft();
        else
            m_view.commitResize(m_boundary, m_rect);
    }
    void cancel() override { m_view.canvas().dropDraft(); }

private:
    AnyId m_boundary;
    Qt::Edges m_edges;
    QRectF m_start;
    QRectF m_rect;
};

class ConnectGesture final : public Gesture
{
public:
    ConnectGesture(CanvasView &view, const AnyId &source)
        : Gesture(view)
        , m_source(source)
        , m_at(view.canvas().rectOf(source).center())
    {}
    void moveTo(const QPointF &at, bool) override
    {
        m_at = at;
        const CanvasScene::Hit hit = m_view.canvas().hitAt(at, 0);
        m_target = hit.kind == ElementKind::System && hit.id != m_source ? hit.id : AnyId();
        m_view.viewport()->update();
    }
    void finish() override
    {
        if (!m_target.isNull())
            m_view.commitConnection(m_source, m_target);
    }
    void paint(QPainter &painter, double pixel) const override
    {
        paintConnection(painter, m_view.canvas(), m_source, m_target, m_at, pixel);
    }

private:
    AnyId m_source;
    AnyId m_target;
    QPointF m_at;
};

class BandGesture final : public Gesture
{
public:
    BandGesture(CanvasView &view, const QPointF &from, bool adds)
        : Gesture(view)
        , m_band(from, QSizeF())
        , m_before(adds ? view.canvas().selection() : QSet<AnyId>())
        , m_from(from)
    {
        view.canvas().select(m_before, view.canvas().current());
    }
    void moveTo(const QPointF &at, bool) override
    {
        m_band = QRectF(m_from, at).normalized();
        QSet<AnyId> ids = m_view.canvas().elementsIn(m_band);
        m_view.canvas().select(ids.unite(m_before), m_view.canvas().current());
        m_view.viewport()->update();
    }
    void finish() override { m_view.viewport()->update(); }
    void cancel() override
    {
        m_view.canvas().select(m_before);
        m_view.viewport()->update();
    }
    void paint(QPainter &painter, double pixel) const override
    {
        QColor color = m_view.canvas().style().color(ColorRole::Accent);
        painter.setPen(QPen(color, pixel));
        color.setAlpha(28);
        painter.setBrush(color);
        painter.drawRect(m_band);
    }

private:
    QRectF m_band;
    QSet<AnyId> m_before;
    QPointF m_from;
};

class BendGesture final : public Gesture
{
public:
    BendGesture(CanvasView &view, const QPointF &from, const AnyId &flow,
                std::vector<QPointF> bends, size_t bend)
        : Gesture(view)
        , m_from(from)
        , m_flow(flow)
        , m_bend(bend)
        , m_bends(std::move(bends))
    {}
    void moveTo(const QPointF &at, bool free) override
    {
        const QPointF off = (at - m_from) / m_view.pixel();
        if (m_bend >= m_bends.size() ||
            (!m_isMoved && std::hypot(off.x(), off.y()) < dragThreshold))
            return;
        const bool snaps = m_view.isSnapping() && !free;
        const QPointF to = snaps ? diagram::toGrid(at) : at;
        m_isMoved = m_isMoved || to != m_bends[m_bend];
        m_bends[m_bend] = to;
        if (m_isMoved)
            m_view.canvas().bendDraft(m_flow, m_bends);
        m_view.viewport()->update();
    }
    void finish() override
    {
        if (m_isMoved)
            m_view.commitBends(m_flow, m_bends);
    }
    void cancel() override { m_view.canvas().dropDraft(); }

private:
    QPointF m_from;
    AnyId m_flow;
    size_t m_bend;
    std::vector<QPointF> m_bends;
    bool m_isMoved = false;
};

class BoundaryGesture final : public Gesture
{
public:
    BoundaryGesture(CanvasView &view, const QPointF &from)
        : Gesture(view)
        , m_from(diagram::toGrid(from))
        , m_rect(m_from, QSizeF())
    {}
    void moveTo(const QPointF &at, bool free) override
    {
        m_rect =
            QRectF(m_from, m_view.isSnapping() && !free ? diagram::toGrid(at) : at).normalized();
        m_view.viewport()->update();
    }
    void finish() override
    {
        const double least = dragThreshold * m_view.pixel();
        if (m_rect.width() < least && m_rect.height() < least)
            m_rect = QRectF(m_from - QPointF(160, 96), QSizeF(320, 192));
        m_rect.setSize(m_rect.size().expandedTo(leastBoundary));
        m_view.commitBoundary(m_rect);
    }
    void paint(QPainter &painter, double pixel) const override
    {
        painter.setPen(
            QPen(m_view.canvas().style().color(ColorRole::Accent), 1.5 * pixel, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(m_rect);
    }

private:
    QPointF m_from;
    QRectF m_rect;
};

class PanGesture final : public Gesture
{
public:
    explicit PanGesture(CanvasView &view)
        : Gesture(view)
        , m_last(QCursor::pos())
    {
        view.viewport()->setCursor(Qt::ClosedHandCursor);
    }
    void moveTo(const QPointF &, bool) override
    {
        const QPoint by = QCursor::pos() - m_last;
        m_last += by;
        m_view.horizontalScrollBar()->setValue(m_view.horizontalScrollBar()->value() - by.x());
        m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->value() - by.y());
    }
    void finish() override { m_view.viewport()->unsetCursor(); }
    void cancel() override { finish(); }

private:
    QPoint m_last;
};

}

void paintConnection(QPainter &painter, const CanvasScene &scene, const AnyId &source,
                     const AnyId &target, const QPointF &at, double pixel)
{
    const QColor color = scene.style().color(ColorRole::Accent);
    const QRectF from = scene.rectOf(source);
    const QRectF to = target.isNull() ? QRectF(at, QSizeF()) : scene.rectOf(target);
    diagram::DisplayList list;
    list.add(diagram::LineShape{
        {from.center(), to.center()}, ColorRole::Accent, 2, true, false, target.isNull(), 0});
    painter.save();
    diagram::paint(painter, list, scene.style().theme);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 2.5 * pixel));
    painter.drawRoundedRect(from.adjusted(-4, -4, 4, 4), 11, 11);
    if (!target.isNull())
        painter.drawRoundedRect(to.adjusted(-4, -4, 4, 4), 11, 11);
}

std::unique_ptr<Gesture> moveGesture(CanvasView &view, const QPointF &from, const AnyId &lead,
                                     bool selectsOnClick)
{
    return std::make_unique<MoveGesture>(view, from, lead, selectsOnClick);
}

std::unique_ptr<Gesture> resizeGesture(CanvasView &view, const AnyId &boundary, Qt::Edges edges)
{
    return std::make_unique<ResizeGesture>(view, boundary, edges);
}

std::unique_ptr<Gesture> connectGesture(CanvasView &view, const AnyId &source)
{
    return std::make_unique<ConnectGesture>(view, source);
}

std::unique_ptr<Gesture> bandGesture(CanvasView &view, const QPointF &from, bool adds)
{
    return std::make_unique<BandGesture>(view, from, adds);
}

std::unique_ptr<Gesture> bendGesture(CanvasView &view, const QPointF &from, const AnyId &flow,
                                     std::vector<QPointF> bends, size_t bend)
{
    return std::make_unique<BendGesture>(view, from, flow, std::move(bends), bend);
}

std::unique_ptr<Gesture> boundaryGesture(CanvasView &view, const QPointF &from)
{
    return std::make_unique<BoundaryGesture>(view, from);
}

std::unique_ptr<Gesture> panGesture(CanvasView &view)
{
    return std::make_unique<PanGesture>(view);
}

}
