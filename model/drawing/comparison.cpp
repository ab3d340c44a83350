// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/comparison.h"

#include "model/diagram/routing.h"
#include "model/store/comparison.h"

#include <QCoreApplication>
#include <set>

namespace safeguard {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Drawing", text);
}

/// What a diagram draws, its parts and what they stand for.
const QStringList &drawnRegisters()
{
    static const QStringList keys = [] {
        QStringList all;
        for (const char *key :
             {Diagram::registerKey, TrustBoundary::registerKey, System::registerKey,
              Flow::registerKey, Placement::registerKey, Route::registerKey,
              BoundaryShape::registerKey, DiagramNote::registerKey})
            all += QString::fromLatin1(key);
        return all;
    }();
    return keys;
}

/// What a part is a part of: of a placement, its diagram and its system. Empty for others.
std::vector<AnyId> ownersOf(const RegisterType &type, const Record &record)
{
    std::vector<AnyId> owners;
    for (const Field &field : type.fields) {
        const Value value = field.get(record);
        if (const AnyId *id = std::get_if<AnyId>(&value); id && field.isOwner)
            owners.push_back(*id);
    }
    return owners;
}

/// What is there now, and what was there and is not now. A part that was made anew counts once.
Snapshot merged(const Snapshot &before, const Snapshot &after)
{
    Snapshot both = after;
    for (const QString &key : drawnRegisters()) {
        const RegisterType &type = *after.registers().find(key);
        std::set<std::vector<AnyId>> taken;
        for (const RecordPtr &record : after.rows(key))
            taken.insert(ownersOf(type, *record));
        for (const RecordPtr &record : before.rows(key)) {
            const auto owners = ownersOf(type, *record);
            const bool isReplaced = owners.size() > 1 && taken.contains(owners);
            if (!isReplaced && !after.rows(key).find(record->id))
                both.put(key, record);
        }
    }
    return both;
}

/// The ids that the diagram showed or shows, by what it takes to show them.
std::set<AnyId> shownIn(const Snapshot &snapshot, const Id<Diagram> &of)
{
    std::set<AnyId> ids;
    if (!snapshot.find(of))
        return ids;
    const auto content = contentOf(snapshot, of, DrawingLayer::Operator, {});
    for (const diagram::Node &node : content.graph.nodes)
        ids.insert(node.id);
    for (const diagram::Edge &edge : content.graph.edges)
        ids.insert(edge.id);
    return ids;
}

template <class T>
diagram::Change changeOf(const Snapshot &before, const Snapshot &after, const AnyId &id,
                         const std::set<AnyId> &then, const std::set<AnyId> &now)
{
    if (!now.contains(id))
        return diagram::Change::Removed;
    if (!then.contains(id))
        return diagram::Change::Added;
    const QString key = QString::fromLatin1(T::registerKey);
    return haveSameFields(after.registers().of<T>(), before.rows(key).find(id),
                          after.rows(key).find(id))
               ? diagram::Change::None
               : diagram::Change::Changed;
}

QString wordFor(diagram::Change change)
{
    switch (change) {
    case diagram::Change::Added:
        return tr("New");
    case diagram::Change::Removed:
        return tr("Gone");
    case diagram::Change::Changed:
        return tr("Changed");
    case diagram::Change::None:
        break;
    }
    return {};
}

std::vector<diagram::LegendEntry> legend()
{
    return {{tr("New"), diagram::ColorRole::Added},
            {tr("Changed"), diagram::ColorRole::Changed},
            {tr("Gone"), diagram::ColorRole::Removed, true, true},
            {tr("As it was"), diagram::ColorRole::Neutral}};
}

}

DiagramContent comparedContent(const Snapshot &before, const Snapshot &after,
                               const Id<Diagram> &diagram)
{
    const Snapshot both = merged(before, after);
    const auto then = shownIn(before, diagram);
    const auto now = shownIn(after, diagram);
    DiagramContent content = contentOf(both, diagram, DrawingLayer::Operator, {});
    for (diagram::Node &node : content.graph.nodes) {
        node.change = changeOf<System>(before, after, node.id, then, now);
        node.outline = diagram::ColorRole::Neutral;
        node.subtitle = wordFor(node.change);
    }
    for (diagram::Edge &edge : content.graph.edges) {
        edge.change = changeOf<Flow>(before, after, edge.id, then, now);
        edge.role = diagram::ColorRole::Neutral;
    }
    content.legend = legend();
    return content;
}

Drawing comparedDrawing(const Snapshot &before, const Snapshot &after, const Id<Diagram> &diagram,
                        const diagram::Theme &theme)
{
    const DiagramContent content = comparedContent(before, after, diagram);
    diagram::Router router;
    router.route(content.graph);
    DrawingOptions options;
    options.subject = tr("What changed");
    return drawingOf(merged(before, after), diagram, content, router.routes(), theme, options);
}

}
