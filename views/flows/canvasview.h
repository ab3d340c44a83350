// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/diagrameditor.h"
#include "views/flows/gestures.h"

#include <QGraphicsView>
#include <QPointer>
#include <QTimer>

class QPlainTextEdit;

namespace safeguard {

/// The canvas under mouse and keyboard. Turns gestures and keys into selections and single edits.
class CanvasView final : public QGraphicsView
{
    Q_OBJECT

public:
    enum class Tool { Select, Connect, Boundary };

    CanvasView(CanvasScene &scene, DiagramEditor &editor, QWidget *parent = nullptr);
    ~CanvasView() override;

    CanvasScene &canvas() const { return m_scene; }
    bool canEdit() const { return m_editor.canEdit(); }
    Tool tool() const { return m_tool; }
    void setTool(Tool tool);
    bool isSnapping() const { return m_isSnapping; }
    void setSnapping(bool on) { m_isSnapping = on; }

    double zoom() const { return transform().m11(); }
    /// Size of a pixel in scene units.
    double pixel() const { return 1 / zoom(); }
    void setZoom(double zoom);
    QRectF visibleRect() const;

    /// To where they are drawn now; flows follow by themselves.
    void commitMove(const QSet<AnyId> &ids);
    void commitResize(const AnyId &boundary, const QRectF &rect);
    void commitConnection(const AnyId &source, const AnyId &target);
    void commitBoundary(const QRectF &rect);
    void commitBends(const AnyId &flow, const std::vector<QPointF> &bends);

    /// "System SYS-003 Gateway, Tier 2; 2 flows".
    QString spokenNameOf(const AnyId &id) const;
    /// Where something new goes: about the pointer of a context menu, else the middle of the view.
    QPointF spotForNew() const;

public Q_SLOTS:
    void zoomIn() { setZoom(zoom() * 1.25); }
    void zoomOut() { setZoom(zoom() / 1.25); }
    /// The whole diagram, at most at 100 %.
    void fit();
    void fitSelection();
    /// What is seen when a diagram is opened first: all of it while it can be read so, else its
    /// beginning.
    void showFirst();
    /// Selects it and brings it into view.
    void reveal(const safeguard::AnyId &id);
    void selectAll();
    void editNote(const safeguard::AnyId &note);
    void startConnecting();

Q_SIGNALS:
    void toolChanged(safeguard::CanvasView::Tool tool);
    /// The zoom or what is in view.
    void viewChanged();
    void detailsWanted();
    void searchWanted();
    void removalWanted(bool records);
    void copyWanted();
    void pasteWanted();
    void menuWanted(const QPoint &globalPos);
    void boundaryDrawn(const QRectF &rect);
    /// For assistive technology.
    void focusMoved(const safeguard::AnyId &id);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    struct Handle
    {
        QPointF at;
        Qt::Edges edges = {};
        int bend = -1;
    };
    std::vector<Handle> handles() const;
    bool showsConnectors() const;
    std::array<QPointF, 4> connectors(const AnyId &system) const;
    double tolerance() const { return 6 * pixel(); }
    std::unique_ptr<Gesture> gestureAt(const QPointF &at, Qt::KeyboardModifiers modifiers);
    void hover(const QPointF &at);
    bool pressKey(QKeyEvent *event);
    bool pressArrow(QKeyEvent *event);
    void walk(const QPointF &direction, bool extends);
    void nudge(const QPointF &by);
    void finishNudge();
    void setGesture(std::unique_ptr<Gesture> gesture);
    /// Ends it; \a keep: with its edit.
    void endGesture(bool keep);
    void follow(bool forwards);
    void toggleBend(const AnyId &flow, const QPointF &at);
    /// A flow's bends with one more, about \a at, and which it is.
    std::pair<std::vector<QPointF>, size_t> bendsWith(const AnyId &flow, const QPointF &at) const;
    AnyId neighbour(const AnyId &of, const QPointF &direction, bool systemsOnly) const;
    void finishConnecting(bool connect);
    void finishNote(bool keep);
    void abandon();
    void noteViewChange();
    QString tooltipAt(const QPointF &at) const;

    CanvasScene &m_scene;
    DiagramEditor &m_editor;
    Tool m_tool = Tool::Select;
    bool m_isSnapping = true;
    bool m_isSpaceDown = false;
    std::unique_ptr<Gesture> m_gesture;
    AnyId m_hovered; ///< the system whose connectors show
    struct
    {
        AnyId source, target;
        bool isActive() const { return !source.isNull(); }
    } m_connecting;  ///< by keyboard
    QPointF m_nudge; ///< by keys that are still down
    QPlainTextEdit *m_noteEdit = nullptr;
    AnyId m_editedNote;
    std::optional<QPointF> m_menuSpot;
    QTimer m_settle;
};

}
