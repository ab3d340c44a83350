// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/tools/flowsample.h"
#include "tests/tools/projectfixture.h"
#include "views/flows/diagramscreen.h"

namespace safeguard::testing {

/// A diagram screen on a project with little on it, at places that are easy to say:
///
///     Sensor (0,0) --Telemetry--> Gateway (320,0)      Cloud (640,0), in the shape of Account
///     Store (320,240), not connected                   Account: 608,-64 to 928,176
///
/// A second diagram, Other, is empty.
class Desk final
{
public:
    Desk();
    ~Desk();

    Project &project() const { return workspace->project(); }
    Snapshot now() const { return project().snapshot(); }
    qint64 edits() const { return project().entryCount(); }
    CanvasView &view() const { return *screen->view(); }
    CanvasScene &scene() const { return *screen->scene(); }
    QWidget *viewport() const { return view().viewport(); }
    template <class T>
    T *find(const char *name) const
    {
        return screen->findChild<T *>(QString::fromLatin1(name));
    }

    QPoint at(const QPointF &scenePoint) const { return view().mapFromScene(scenePoint); }
    QPoint at(const AnyId &id) const { return at(scene().rectOf(id).center()); }
    void click(const QPoint &point, Qt::KeyboardModifiers modifiers = {}) const;
    void doubleClick(const QPoint &point) const;
    /// Presses and moves; release() ends it.
    void drag(const QPoint &from, const QPoint &to) const;
    void release(const QPoint &point) const;
    void dragAndDrop(const QPoint &from, const QPoint &to) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;
    /// Until routes and what is derived are there.
    void settle() const;

    QRectF placed(const Id<System> &system) const;
    std::unique_ptr<ProjectFixture> fixture;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<DiagramScreen> screen;
    Id<System> sensor, gateway, cloud, store;
    Id<Flow> telemetry;
    Id<TrustBoundary> account;
    Id<Diagram> main, other;
    Id<DataElement> ecg, patient;
    QStringList asked; ///< what it was asked; it says yes
    QString path;      ///< where exports go
};

}
