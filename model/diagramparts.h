// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/diagram.h"
#include "model/project/edit.h"

#include <QRectF>

namespace safeguard {

/// Of a part by what it shows: there is one per diagram and thing in each copy of a project.
template <class T>
Id<T> diagramPartId(const Edit &edit, const AnyId &diagram, const AnyId &shown)
{
    return Id<T>(edit.nameBasedId(edit.registers().of<T>(),
                                  diagram.toText() + QLatin1Char('/') + shown.toText()));
}

/// In scene units. A note has a width alone.
template <class T>
void setRect(T &part, const QRectF &rect)
{
    part.x = rect.x();
    part.y = rect.y();
    part.width = rect.width();
    if constexpr (requires { part.height; })
        part.height = rect.height();
}

inline void putPlacement(Edit &edit, const Id<Diagram> &diagram, const AnyId &system,
                         const QRectF &rect)
{
    Placement placement;
    placement.id = diagramPartId<Placement>(edit, diagram, system);
    placement.diagram = diagram;
    placement.system = Id<System>(system);
    setRect(placement, rect);
    edit.put(std::move(placement));
}

inline void putShape(Edit &edit, const Id<Diagram> &diagram, const AnyId &boundary,
                     const QRectF &rect)
{
    BoundaryShape shape;
    shape.id = diagramPartId<BoundaryShape>(edit, diagram, boundary);
    shape.diagram = diagram;
    shape.boundary = Id<TrustBoundary>(boundary);
    setRect(shape, rect);
    edit.put(std::move(shape));
}

}
