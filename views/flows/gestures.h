// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/editing.h"
#include "views/flows/canvasscene.h"

#include <memory>

namespace safeguard {

class CanvasView;

/// From pressing the button to releasing it. Shows drafts only; finish() makes at most one edit,
/// cancel() leaves everything as it was.
class Gesture
{
public:
    explicit Gesture(CanvasView &view)
        : m_view(view)
    {}
    virtual ~Gesture() = default;
    Gesture(const Gesture &) = delete;
    Gesture &operator=(const Gesture &) = delete;

    /// In scene units. \a free: snapping is held off.
    virtual void moveTo(const QPointF &at, bool free) = 0;
    virtual void finish() = 0;
    virtual void cancel() {}
    /// In scene units, above everything; one pixel is \a pixel scene units.
    virtual void paint(QPainter &, double pixel) const { Q_UNUSED(pixel) }

protected:
    CanvasView &m_view;
};

/// Begins when \a lead is pressed; a press that does not move selects \a lead alone when \a
/// selectsOnClick.
std::unique_ptr<Gesture> moveGesture(CanvasView &view, const QPointF &from, const AnyId &lead,
                                     bool selectsOnClick);
/// Edges are those that follow the pointer.
std::unique_ptr<Gesture> resizeGesture(CanvasView &view, const AnyId &boundary, Qt::Edges edges);
std::unique_ptr<Gesture> connectGesture(CanvasView &view, const AnyId &source);
std::unique_ptr<Gesture> bandGesture(CanvasView &view, const QPointF &from, bool adds);
/// Of the \a bend-th of \a bends, which may be one that the flow does not have yet.
std::unique_ptr<Gesture> bendGesture(CanvasView &view, const QPointF &from, const AnyId &flow,
                                     std::vector<QPointF> bends, size_t bend);
/// A new trust boundary; a click draws one of a usual size.
std::unique_ptr<Gesture> boundaryGesture(CanvasView &view, const QPointF &from);
std::unique_ptr<Gesture> panGesture(CanvasView &view);

/// A flow in the making, to a system or, with a null \a target, to a point.
void paintConnection(QPainter &painter, const CanvasScene &scene, const AnyId &source,
                     const AnyId &target, const QPointF &at, double pixel);

}
