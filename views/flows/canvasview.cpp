// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/canvasview.h"

#include "views/flows/outlinemodel.h"

#include <cmath>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolTip>
#include <QWheelEvent>

namespace safeguard {

namespace {

using diagram::ColorRole;

constexpr double leastZoom = 0.02;
constexpr double mostZoom = 4;
constexpr double handleReach = 8; // pixels
constexpr double leastConnectorZoom = 0.3;

}

CanvasView::CanvasView(CanvasScene &scene, DiagramEditor &editor, QWidget *parent)
    : QGraphicsView(&scene, parent)
    , m_scene(scene)
    , m_editor(editor)
{
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Data-flow diagram"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setRenderHint(QPainter::Antialiasing);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setViewportUpdateMode(SmartViewportUpdate);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setDragMode(NoDrag);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_settle.setSingleShot(true);
    m_settle.setInterval(60);
    connect(&m_settle, &QTimer::timeout, this, [this] { m_scene.setView(visibleRect(), zoom()); });
    connect(&m_scene, &CanvasScene::contentChanged, this, [this] {
        if (m_scene.kindOf(m_hovered) != ElementKind::System)
            m_hovered = {};
        viewport()->update();
    });
    connect(&m_scene, &CanvasScene::selectionMade, this, [this] { viewport()->update(); });
    connect(&m_scene, &CanvasScene::routed, this, [this] { viewport()->update(); });
}

CanvasView::~CanvasView() = default;

void CanvasView::setTool(Tool tool)
{
    if (m_tool == tool)
        return;
    m_tool = tool;
    viewport()->setCursor(tool == Tool::Select ? Qt::ArrowCursor : Qt::CrossCursor);
    Q_EMIT toolChanged(tool);
}

QRectF CanvasView::visibleRect() const
{
    return mapToScene(viewport()->rect()).boundingRect();
}

void CanvasView::setZoom(double zoom)
{
    const QPointF centre = visibleRect().center();
    const double to = std::clamp(zoom, leastZoom, mostZoom);
    setTransform(QTransform::fromScale(to, to));
    setRenderHint(QPainter::Antialiasing, diagram::detailFor(to) != diagram::Detail::Minimal);
    centerOn(centre);
    noteViewChange();
}

void CanvasView::fit()
{
    const QRectF rect = m_scene.contentRect();
    if (rect.isEmpty())
        return setZoom(1);
    const double room = 16;
    const double to = std::min({(viewport()->width() - 2 * room) / rect.width(),
                                (viewport()->height() - 2 * room) / rect.height(), 1.0});
    setZoom(to);
    centerOn(rect.center());
    noteViewChange();
}

void CanvasView::showFirst()
{
    constexpr double legible = 0.6;
    fit();
    const QRectF rect = m_scene.contentRect();
    if (zoom() >= legible || rect.isEmpty() || m_scene.content().graph.nodes.size() > 200)
        return;
    setZoom(legible);
    const QSizeF seen = visibleRect().size();
    const double y =
        rect.height() < seen.height() ? rect.center().y() : rect.top() + seen.height() / 2 - 24;
    centerOn(rect.left() + seen.width() / 2 - 24, y);
    noteViewChange();
}

void CanvasView::fitSelection()
{
    QRectF rect;
    for (const AnyId &id : m_scene.selection())
        rect |= m_scene.rectOf(id);
    if (rect.isEmpty())
        return fit();
    rect.adjust(-64, -64, 64, 64);
    setZoom(
        std::min({viewport()->width() / rect.width(), viewport()->height() / rect.height(), 1.5}));
    centerOn(rect.center());
    noteViewChange();
}

void CanvasView::reveal(const AnyId &id)
{
    if (m_scene.kindOf(id) == ElementKind::None)
        return;
    m_scene.select({id}, id);
    const QRectF rect = m_scene.rectOf(id).adjusted(-24, -24, 24, 24);
    if (!visibleRect().contains(rect))
        ensureVisible(rect, 40, 40);
    noteViewChange();
    Q_EMIT focusMoved(id);
}

void CanvasView::selectAll()
{
    const std::vector<AnyId> all = m_scene.elements();
    m_scene.select(QSet<AnyId>(all.begin(), all.end()), m_scene.current());
}

QString CanvasView::spokenNameOf(const AnyId &id) const
{
    return spokenName(m_editor.snapshot(), m_scene.content(), id);
}

QPointF CanvasView::spotForNew() const
{
    return m_menuSpot.value_or(visibleRect().center());
}

void CanvasView::noteViewChange()
{
    m_settle.start();
    if (m_noteEdit)
        finishNote(true);
    Q_EMIT viewChanged();
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    noteViewChange();
}

void CanvasView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    noteViewChange();
}

// Edits ------------------------------------------------------------------------------------------

void CanvasView::commitMove(const QSet<AnyId> &ids)
{
    std::vector<Moved> moved;
    for (const AnyId &id : ids) {
        if (m_scene.kindOf(id) != ElementKind::Flow)
            moved.push_back({id, m_scene.rectOf(id)});
    }
    const QString sentence = moved.size() == 1
                                 ? tr("Move %1").arg(m_scene.nameOf(moved.front().id))
                                 : tr("Move %n elements", nullptr, static_cast<int>(moved.size()));
    if (moved.empty() || !m_editor.move(moved, sentence))
        m_scene.dropDraft();
}

void CanvasView::commitResize(const AnyId &boundary, const QRectF &rect)
{
    if (!m_editor.move({{boundary, rect}}, tr("Resize %1").arg(m_scene.nameOf(boundary))))
        m_scene.dropDraft();
}

void CanvasView::commitConnection(const AnyId &source, const AnyId &target)
{
    const Id<Flow> made = m_editor.connectSystems(Id<System>(source), Id<System>(target));
    if (!made.isNull())
        reveal(made);
    setTool(Tool::Select);
}

void CanvasView::commitBoundary(const QRectF &rect)
{
    setTool(Tool::Select);
    Q_EMIT boundaryDrawn(rect);
}

void CanvasView::commitBends(const AnyId &flow, const std::vector<QPointF> &bends)
{
    if (!m_editor.setBends(Id<Flow>(flow), bends))
        m_scene.dropDraft();
}

namespace {

struct OnRoute
{
    size_t piece = 1; ///< it ends at this point
    QPointF nearest;
};

OnRoute nearestOn(const std::vector<QPointF> &points, const QPointF &at)
{
    OnRoute best{1, points.front()};
    double least = -1;
    for (size_t i = 1; i < points.size(); ++i) {
        const QPointF way = points[i] - points[i - 1];
        const double length = QPointF::dotProduct(way, way);
        const double t =
            length > 0 ? std::clamp(QPointF::dotProduct(at - points[i - 1], way) / length, 0.0, 1.0)
                       : 0;
        const QPointF nearest = points[i - 1] + way * t;
        const double distance = QPointF::dotProduct(at - nearest, at - nearest);
        if (least < 0 || distance < least) {
            least = distance;
            best = {i, nearest};
        }
    }
    return best;
}

}

void CanvasView::toggleBend(const AnyId &flow, const QPointF &at)
{
    const diagram::Edge *edge = m_scene.edge(flow);
    std::vector<QPointF> bends = edge->bends;
    for (size_t i = 0; i < bends.size(); ++i) {
        const QPointF off = bends[i] - at;
        if (std::hypot(off.x(), off.y()) <= handleReach * pixel()) {
            bends.erase(bends.begin() + static_cast<qsizetype>(i));
            return commitBends(flow, bends);
        }
    }
    const auto [more, index] = bendsWith(flow, at);
    m_scene.select({flow}, flow);
    if (more.size() > bends.size())
        commitBends(flow, more);
}

std::pair<std::vector<QPointF>, size_t> CanvasView::bendsWith(const AnyId &flow,
                                                              const QPointF &at) const
{
    std::vector<QPointF> bends = m_scene.edge(flow)->bends;
    // In the order of the way: it comes after the bends that the way has passed before it.
    const std::vector<QPointF> &points = m_scene.route(flow)->points;
    if (points.size() < 2)
        return {bends, 0};
    const OnRoute place = nearestOn(points, at);
    size_t before = 0;
    for (size_t p = 0; p < place.piece && before < bends.size(); ++p) {
        if (points[p] == bends[before])
            ++before;
    }
    bends.insert(bends.begin() + static_cast<qsizetype>(before),
                 m_isSnapping ? diagram::toGrid(place.nearest) : place.nearest);
    return {std::move(bends), before};
}

// Mouse ------------------------------------------------------------------------------------------

std::vector<CanvasView::Handle> CanvasView::handles() const
{
    std::vector<Handle> found;
    if (m_scene.selection().size() != 1 || !canEdit())
        return found;
    const AnyId id = *m_scene.selection().begin();
    if (m_scene.kindOf(id) == ElementKind::Boundary) {
        const QRectF r = m_scene.rectOf(id);
        const QPointF c = r.center();
        found = {{r.topLeft(), Qt::TopEdge | Qt::LeftEdge},
                 {{c.x(), r.top()}, Qt::TopEdge},
                 {r.topRight(), Qt::TopEdge | Qt::RightEdge},
                 {{r.right(), c.y()}, Qt::RightEdge},
                 {r.bottomRight(), Qt::BottomEdge | Qt::RightEdge},
                 {{c.x(), r.bottom()}, Qt::BottomEdge},
                 {r.bottomLeft(), Qt::BottomEdge | Qt::LeftEdge},
                 {{r.left(), c.y()}, Qt::LeftEdge}};
    } else if (const diagram::Edge *edge = m_scene.edge(id)) {
        for (size_t i = 0; i < edge->bends.size(); ++i)
            found.push_back({edge->bends[i], {}, static_cast<int>(i)});
    }
    return found;
}

std::array<QPointF, 4> CanvasView::connectors(const AnyId &system) const
{
    const QRectF r = m_scene.rectOf(system);
    const QPointF c = r.center();
    return {QPointF(r.right(), c.y()), QPointF(c.x(), r.bottom()), QPointF(r.left(), c.y()),
            QPointF(c.x(), r.top())};
}

bool CanvasView::showsConnectors() const
{
    return !m_hovered.isNull() && canEdit() && zoom() > leastConnectorZoom;
}

std::unique_ptr<Gesture> CanvasView::gestureAt(const QPointF &at, Qt::KeyboardModifiers modifiers)
{
    const auto isAt = [&](const QPointF &handle, double most = 1e9) {
        const QPointF off = handle - at;
        return std::hypot(off.x(), off.y()) <= std::min(handleReach * pixel(), most);
    };
    for (const Handle &handle : handles()) {
        if (!isAt(handle.at))
            continue;
        const AnyId id = *m_scene.selection().begin();
        return handle.bend >= 0 ? bendGesture(*this, at, id, m_scene.edge(id)->bends,
                                              static_cast<size_t>(handle.bend))
                                : resizeGesture(*this, id, handle.edges);
    }
    if (m_tool == Tool::Select && showsConnectors()) {
        // The middle of a small system is for moving it.
        const double most = m_scene.rectOf(m_hovered).height() / 4;
        for (const QPointF &connector : connectors(m_hovered)) {
            if (isAt(connector, most))
                return connectGesture(*this, m_hovered);
        }
    }
    if (m_tool == Tool::Boundary && canEdit())
        return boundaryGesture(*this, at);
    const CanvasScene::Hit hit = m_scene.hitAt(at, tolerance());
    const bool adds = modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
    if (hit.kind == ElementKind::None)
        return bandGesture(*this, at, adds);
    if (m_tool == Tool::Connect && hit.kind == ElementKind::System && canEdit())
        return connectGesture(*this, hit.id);
    QSet<AnyId> ids = m_scene.selection();
    const bool wasSelected = ids.contains(hit.id);
    if (adds) {
        if (wasSelected)
            ids.remove(hit.id);
        else
            ids.insert(hit.id);
        m_scene.select(ids, hit.id);
    } else if (!wasSelected) {
        m_scene.select({hit.id}, hit.id);
    } else {
        m_scene.select(ids, hit.id);
    }
    Q_EMIT focusMoved(hit.id);
    if (!m_scene.selection().contains(hit.id))
        return nullptr;
    if (hit.kind == ElementKind::Flow) {
        if (!canEdit() || !wasSelected || adds)
            return nullptr;
        auto [bends, index] = bendsWith(hit.id, at);
        return bendGesture(*this, at, hit.id, std::move(bends), index);
    }
    return moveGesture(*this, at, hit.id, !adds && wasSelected);
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    if (m_noteEdit)
        finishNote(true);
    m_menuSpot.reset();
    if (m_connecting.isActive())
        finishConnecting(false);
    if (m_gesture)
        return;
    const bool pans =
        event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_isSpaceDown);
    finishNudge();
    if (pans)
        setGesture(panGesture(*this));
    else if (event->button() == Qt::LeftButton)
        setGesture(gestureAt(mapToScene(event->pos()), event->modifiers()));
    event->accept();
}

void CanvasView::setGesture(std::unique_ptr<Gesture> gesture)
{
    m_gesture = std::move(gesture);
    m_scene.hold(m_gesture != nullptr);
}

void CanvasView::endGesture(bool keep)
{
    m_scene.hold(false);
    if (const auto gesture = std::exchange(m_gesture, nullptr))
        keep ? gesture->finish() : gesture->cancel();
    m_scene.showHeld();
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = mapToScene(event->pos());
    if (m_gesture)
        m_gesture->moveTo(at, event->modifiers() & Qt::AltModifier);
    else
        hover(at);
    event->accept();
}

void CanvasView::hover(const QPointF &at)
{
    const double reach = handleReach * pixel();
    AnyId found;
    const auto isAbout = [&](const AnyId &id) {
        return m_scene.rectOf(id).adjusted(-reach, -reach, reach, reach).contains(at);
    };
    const CanvasScene::Hit hit = m_scene.hitAt(at, tolerance());
    if (hit.kind == ElementKind::System)
        found = hit.id;
    else if (!m_hovered.isNull() && isAbout(m_hovered))
        found = m_hovered;
    if (found != m_hovered) {
        m_hovered = found;
        viewport()->update();
    }
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    endGesture(true);
    viewport()->update();
    event->accept();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF at = mapToScene(event->pos());
    const CanvasScene::Hit hit = m_scene.hitAt(at, tolerance());
    if (hit.kind == ElementKind::Flow && canEdit())
        toggleBend(hit.id, at);
    else if (hit.kind == ElementKind::Note && canEdit())
        editNote(hit.id);
    else if (hit.kind != ElementKind::None)
        Q_EMIT detailsWanted();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    const QPointF before = mapToScene(event->position().toPoint());
    const double factor = std::pow(1.0015, event->angleDelta().y());
    setZoom(zoom() * factor);
    const QPointF after = mapToScene(event->position().toPoint());
    centerOn(visibleRect().center() + before - after);
    noteViewChange();
    event->accept();
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QPointF at = mapToScene(event->pos());
        const CanvasScene::Hit hit = m_scene.hitAt(at, tolerance());
        if (hit.kind != ElementKind::None && !m_scene.selection().contains(hit.id))
            m_scene.select({hit.id}, hit.id);
        else if (hit.kind == ElementKind::None)
            m_scene.select({});
        m_menuSpot = at;
        Q_EMIT menuWanted(event->globalPos());
    } else {
        const QPoint at = mapFromScene(m_scene.rectOf(m_scene.current()).center());
        Q_EMIT menuWanted(viewport()->mapToGlobal(at));
    }
    event->accept();
}

QString CanvasView::tooltipAt(const QPointF &at) const
{
    const CanvasScene::Hit hit = m_scene.hitAt(at, tolerance());
    if (const diagram::Node *node = m_scene.node(hit.id))
        return node->title + QLatin1Char('\n') + node->subtitle;
    if (hit.kind == ElementKind::Flow)
        return m_editor.snapshot().title(QString::fromLatin1(Flow::registerKey), hit.id);
    return {};
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), tooltipAt(mapToScene(help->pos())), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && !m_hovered.isNull()) {
        m_hovered = {};
        viewport()->update();
    }
    return QGraphicsView::viewportEvent(event);
}

// Keyboard ---------------------------------------------------------------------------------------

/// Takes keys that shortcuts of the window would take otherwise.
bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isOurs =
            key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Paste) ||
            key->matches(QKeySequence::SelectAll) ||
            (key->key() == Qt::Key_Escape && (m_gesture || m_connecting.isActive()));
        if (isOurs) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (!pressArrow(event) && !pressKey(event))
        event->ignore();
    else
        event->accept();
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        m_isSpaceDown = false;
    if (!event->isAutoRepeat())
        finishNudge();
    QGraphicsView::keyReleaseEvent(event);
}

bool CanvasView::pressArrow(QKeyEvent *event)
{
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Left:
        direction = {-1, 0};
        break;
    case Qt::Key_Right:
        direction = {1, 0};
        break;
    case Qt::Key_Up:
        direction = {0, -1};
        break;
    case Qt::Key_Down:
        direction = {0, 1};
        break;
    default:
        return false;
    }
    if (m_connecting.isActive()) {
        const AnyId from = m_connecting.target.isNull() ? m_connecting.source : m_connecting.target;
        if (const AnyId to = neighbour(from, direction, true); !to.isNull()) {
            m_connecting.target = to == m_connecting.source ? AnyId() : to;
            ensureVisible(m_scene.rectOf(to), 40, 40);
            Q_EMIT focusMoved(to);
        }
        viewport()->update();
    } else if (event->modifiers() & Qt::AltModifier) {
        nudge(direction * diagram::gridStep);
    } else {
        walk(direction, event->modifiers() & Qt::ShiftModifier);
    }
    return true;
}

bool CanvasView::pressKey(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    const bool isControl = event->modifiers() & Qt::ControlModifier;
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyWanted();
    else if (event->matches(QKeySequence::Paste))
        Q_EMIT pasteWanted();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (isControl && (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal))
        zoomIn();
    else if (isControl && event->key() == Qt::Key_Minus)
        zoomOut();
    else if (isControl && event->key() == Qt::Key_0)
        fit();
    else if (event->key() == Qt::Key_Escape)
        abandon();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_connecting.isActive() ? finishConnecting(true) : Q_EMIT detailsWanted();
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removalWanted(event->modifiers() & Qt::ShiftModifier);
    else if (isPlain && event->key() == Qt::Key_F)
        follow(!(event->modifiers() & Qt::ShiftModifier));
    else if (isPlain && event->key() == Qt::Key_C)
        startConnecting();
    else if (isPlain && event->key() == Qt::Key_Slash)
        Q_EMIT searchWanted();
    else if (isPlain && event->key() == Qt::Key_Space)
        m_isSpaceDown = true;
    else
        return false;
    return true;
}

AnyId CanvasView::neighbour(const AnyId &of, const QPointF &direction, bool systemsOnly) const
{
    std::vector<AnyId> ids;
    std::vector<QRectF> rects;
    const bool isFlow = m_scene.kindOf(of) == ElementKind::Flow;
    for (const AnyId &id : m_scene.elements()) {
        const ElementKind kind = m_scene.kindOf(id);
        const bool takesPart =
            kind == ElementKind::System ||
            (!systemsOnly && (kind == ElementKind::Note || (kind == ElementKind::Flow && isFlow)));
        if (!takesPart || id == of)
            continue;
        ids.push_back(id);
        rects.push_back(m_scene.rectOf(id));
    }
    const auto at = diagram::nearestInDirection(m_scene.rectOf(of), direction, rects);
    return at ? ids[static_cast<size_t>(*at)] : AnyId();
}

void CanvasView::walk(const QPointF &direction, bool extends)
{
    const AnyId from = m_scene.current();
    const std::vector<AnyId> all = m_scene.elements();
    if (all.empty())
        return;
    const AnyId to = from.isNull() ? all.front() : neighbour(from, direction, false);
    if (to.isNull())
        return;
    QSet<AnyId> ids = extends ? m_scene.selection() : QSet<AnyId>();
    reveal(to);
    m_scene.select(ids << to, to);
}

void CanvasView::nudge(const QPointF &by)
{
    if (!canEdit() || m_gesture)
        return;
    m_scene.hold(true);
    m_nudge += by;
    m_scene.moveDraft(m_scene.withContents(m_scene.selection()), m_nudge);
    viewport()->update();
}

/// However long the keys were down, it is one edit.
void CanvasView::finishNudge()
{
    if (m_nudge.isNull())
        return;
    m_nudge = {};
    m_scene.hold(false);
    commitMove(m_scene.withContents(m_scene.selection()));
    m_scene.showHeld();
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    finishNudge();
    QGraphicsView::focusOutEvent(event);
}

void CanvasView::follow(bool forwards)
{
    const AnyId at = m_scene.current();
    if (const diagram::Edge *edge = m_scene.edge(at))
        return reveal(forwards ? edge->target : edge->source);
    const std::vector<AnyId> flows = forwards ? m_scene.flowsFrom(at) : m_scene.flowsTo(at);
    if (!flows.empty())
        reveal(flows.front());
}

void CanvasView::startConnecting()
{
    if (!canEdit())
        return;
    if (m_scene.kindOf(m_scene.current()) != ElementKind::System) {
        setTool(Tool::Connect);
        return;
    }
    m_connecting = {m_scene.current(), {}};
    viewport()->update();
}

void CanvasView::finishConnecting(bool connect)
{
    const auto made = std::exchange(m_connecting, {});
    if (connect && !made.target.isNull())
        commitConnection(made.source, made.target);
    viewport()->update();
}

void CanvasView::abandon()
{
    if (m_gesture)
        endGesture(false);
    else if (m_connecting.isActive())
        finishConnecting(false);
    else if (m_tool != Tool::Select)
        setTool(Tool::Select);
    else
        m_scene.select({});
    viewport()->update();
}

// Notes ------------------------------------------------------------------------------------------

void CanvasView::editNote(const AnyId &note)
{
    if (m_scene.kindOf(note) != ElementKind::Note || !canEdit())
        return;
    finishNote(true);
    reveal(note);
    m_editedNote = note;
    m_noteEdit = new QPlainTextEdit(m_scene.nameOf(note), viewport());
    m_noteEdit->setObjectName(QStringLiteral("note-edit"));
    m_noteEdit->setAccessibleName(tr("Note"));
    m_noteEdit->setTabChangesFocus(true);
    const QRect at = mapFromScene(m_scene.rectOf(note)).boundingRect();
    m_noteEdit->setGeometry(at.adjusted(0, 0, 0, 0).united(QRect(at.topLeft(), QSize(180, 72))));
    m_noteEdit->installEventFilter(this);
    m_noteEdit->selectAll();
    m_noteEdit->show();
    m_noteEdit->setFocus();
}

bool CanvasView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_noteEdit)
        return QGraphicsView::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool isDone = isEnter && (key->modifiers() & Qt::ControlModifier);
        if (key->key() == Qt::Key_Escape || isDone) {
            event->accept();
            if (event->type() == QEvent::KeyPress) {
                finishNote(isDone);
                setFocus();
            }
            return true;
        }
    } else if (event->type() == QEvent::FocusOut) {
        finishNote(true);
    }
    return QGraphicsView::eventFilter(watched, event);
}

void CanvasView::finishNote(bool keep)
{
    if (!m_noteEdit)
        return;
    QPlainTextEdit *edit = std::exchange(m_noteEdit, nullptr);
    edit->removeEventFilter(this);
    edit->hide();
    edit->deleteLater();
    const QString text = edit->toPlainText();
    if (keep && text != m_scene.nameOf(m_editedNote))
        m_editor.setNoteText(Id<DiagramNote>(m_editedNote), text);
}

// Painting ---------------------------------------------------------------------------------------

void CanvasView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const CanvasStyle &style = m_scene.style();
    painter->fillRect(rect, style.color(ColorRole::Ground));
    constexpr double step = 24;
    if (zoom() < 0.5)
        return;
    QVector<QPointF> dots;
    for (double x = std::floor(rect.left() / step) * step; x <= rect.right(); x += step) {
        for (double y = std::floor(rect.top() / step) * step; y <= rect.bottom(); y += step)
            dots.append({x, y});
    }
    QPen pen(style.color(ColorRole::LabelOutline), 1.4);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::RoundCap);
    painter->setPen(pen);
    painter->drawPoints(dots.data(), static_cast<int>(dots.size()));
}

void CanvasView::drawForeground(QPainter *painter, const QRectF &)
{
    const CanvasStyle &style = m_scene.style();
    const double one = pixel();
    const QColor accent = style.color(ColorRole::Accent);
    if (!m_gesture && showsConnectors()) {
        painter->setPen(QPen(accent, 1.5 * one));
        painter->setBrush(style.color(ColorRole::NodeFill));
        for (const QPointF &at : connectors(m_hovered))
            painter->drawEllipse(at, 5 * one, 5 * one);
    }
    painter->setPen(QPen(accent, 1.5 * one));
    painter->setBrush(style.color(ColorRole::NodeFill));
    for (const Handle &handle : handles()) {
        if (handle.bend >= 0)
            painter->drawEllipse(handle.at, 5 * one, 5 * one);
        else
            painter->drawRect(
                QRectF(handle.at, QSizeF()).adjusted(-4 * one, -4 * one, 4 * one, 4 * one));
    }
    if (m_connecting.isActive()) {
        const QRectF from = m_scene.rectOf(m_connecting.source);
        paintConnection(*painter, m_scene, m_connecting.source, m_connecting.target,
                        QPointF(from.right() + 48, from.center().y()), one);
    }
    if (m_gesture)
        m_gesture->paint(*painter, one);
}

}
