// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/diagramcontent.h"
#include "views/kit/workspace.h"

namespace safeguard {

/// Where something comes to lie by one gesture.
struct Moved
{
    AnyId id; ///< of a system, a trust boundary or a note
    QRectF rect;
};

/// A system as copied from a diagram.
struct CopiedSystem
{
    Id<System> system;
    QRectF rect;
};

/// The edits that can be made on one diagram. Each is one step of undo; each tells whether it was
/// done (if not, the workspace has said why).
class DiagramEditor final
{
    Q_DECLARE_TR_FUNCTIONS(DiagramEditor)
public:
    explicit DiagramEditor(Workspace &workspace)
        : m_workspace(workspace)
    {}

    void setDiagram(const Id<Diagram> &diagram) { m_diagram = diagram; }
    Id<Diagram> diagram() const { return m_diagram; }
    Snapshot snapshot() const { return m_workspace.project().snapshot(); }
    bool canEdit() const { return m_workspace.project().mayEdit(m_workspace.project().registers().of<Diagram>()); }

    Id<Diagram> addDiagram();
    bool removeDiagram();

    /// Puts systems that are not placed yet on free spots about \a wish, in the shape of their
    /// boundary where it has one here.
    bool place(const std::vector<Id<System>> &systems, const QPointF &wish);
    /// A new system, of which the shape that it stands in is the boundary.
    Id<System> addSystem(SystemKind kind, const QPointF &wish);
    /// A new boundary around \a rect: the systems in it become its own.
    Id<TrustBoundary> addBoundary(const QRectF &rect);
    /// Draws a boundary that exists around what belongs to it, else about \a wish.
    bool placeBoundary(const Id<TrustBoundary> &boundary, const QPointF &wish);
    Id<DiagramNote> addNote(const QString &text, const QPointF &wish);
    Id<Flow> connectSystems(const Id<System> &source, const Id<System> &target);

    /// Systems that come into the innermost shape or out of one belong to that boundary then.
    bool move(const std::vector<Moved> &moved, const QString &sentence);
    bool setBends(const Id<Flow> &flow, const Polyline &bends);
    bool setNoteText(const Id<DiagramNote> &note, const QString &text);
    bool setPinned(const std::vector<AnyId> &systems, bool pinned);

    /// Takes elements off this diagram: placements, shapes, notes; flows are hidden here.
    bool takeOff(const std::vector<AnyId> &ids);
    bool showHiddenFlows();
    /// Removes the records themselves, with those that cannot be without them.
    bool removeRecords(const std::vector<AnyId> &ids);
    /// Other records, beyond those of this drawing, that refer to them.
    QStringList referrers(const std::vector<AnyId> &ids) const;

    /// The systems with their places, as one edit with a history sentence of its own.
    bool pasteSame(const std::vector<CopiedSystem> &copied, const QPointF &by);
    std::vector<Id<System>> pasteAsNew(const std::vector<CopiedSystem> &copied, const QPointF &by);

    /// Every system in use or planned that is not here yet, and the boundaries that hold some.
    std::vector<Id<System>> unplaced() const;
    /// All of them together with what is here already, arranged anew.
    bool placeAllAndArrange();
    bool arrangeAll();

private:
    using Writes = Project::Writes;
    bool perform(const QString &sentence, const Writes &writes);
    DiagramContent content(const Snapshot &snapshot) const;
    bool arrange(const QString &sentence, bool withUnplaced);

    Workspace &m_workspace;
    Id<Diagram> m_diagram;
};

/// As wide as its name needs within reason.
QSizeF nodeSizeFor(const QString &name);
/// The lane in which systems of a kind usually stand.
Lane usualLane(SystemKind kind);

}
