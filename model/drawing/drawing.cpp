// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/drawing.h"

#include "model/diagram/export.h"
#include "model/diagram/routing.h"
#include "model/drawing/notes.h"
#include "model/inventory/project_info.h"

#include <QCoreApplication>
#include <QLocale>

namespace safeguard {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Drawing", text, nullptr, n);
}

diagram::TitleBlock titleOf(const Snapshot &snapshot, const Diagram &record, const QString &subject)
{
    const QString purpose = labelOf(record.purpose);
    const auto &info = snapshot.only<ProjectInfo>();
    const auto joined = [](QStringList parts) {
        parts.removeAll(QString());
        return parts.join(QStringLiteral(" \u00b7 "));
    };
    diagram::TitleBlock block{record.name, {}};
    block.lines += joined({info.name, purpose, subject});
    block.lines +=
        joined({snapshot.registers().of<Diagram>().citeNumber(record), info.documentNumber,
                info.revision.isEmpty() ? QString() : tr("Revision %1").arg(info.revision)});
    if (snapshot.today().isValid())
        block.lines +=
            tr("As of %1").arg(QLocale().toString(snapshot.today(), QLocale::LongFormat));
    return block;
}

int countOf(const diagram::Graph &graph, diagram::Glyph glyph)
{
    return static_cast<int>(
        std::count_if(graph.edges.begin(), graph.edges.end(),
                      [glyph](const diagram::Edge &edge) { return edge.glyph == glyph; }));
}

}

Drawing drawingOf(const Snapshot &snapshot, const DerivedMaps &derived, const Id<Diagram> &diagram,
                  const diagram::Theme &theme, const DrawingOptions &options)
{
    const DiagramContent content = contentOf(snapshot, diagram, options.layer, derived);
    diagram::RoutingOptions routing;
    routing.cancelled = options.cancelled;
    diagram::Router router(routing);
    if (!router.route(content.graph))
        return {};
    return drawingOf(snapshot, diagram, content, router.routes(), theme, options);
}

Drawing drawingOf(const Snapshot &snapshot, const Id<Diagram> &diagram,
                  const DiagramContent &content, const std::vector<diagram::Route> &routes,
                  const diagram::Theme &theme, const DrawingOptions &options)
{
    const diagram::TextMetrics metrics(theme);
    const auto labels = diagram::placeLabels(content.graph, routes, {}, metrics);
    Drawing drawing;
    drawing.list = diagram::buildDisplayList(content.graph, routes, labels, metrics);
    diagram::addCreationBoundary(drawing.list, content.graph, routes, labels, content.cuts,
                                 content.joins, metrics);
    for (const PlacedNote &note : content.notes)
        addNote(drawing.list, note, metrics);
    diagram::DisplayOptions frame;
    if (options.hasLegend)
        frame.legend = content.legend;
    if (const Diagram *record = snapshot.find(diagram); record && options.hasTitle)
        frame.titleBlock =
            titleOf(snapshot, *record,
                    options.subject.isEmpty() ? layerName(options.layer) : options.subject);
    diagram::addFrame(drawing.list, frame, metrics);
    drawing.bounds = drawing.list.bounds;
    drawing.smallestText = diagram::smallestText(drawing.list, theme);
    drawing.altText = altTextOf(snapshot, diagram, content);
    return drawing;
}

QString altTextOf(const Snapshot &snapshot, const Id<Diagram> &diagram,
                  const DiagramContent &content)
{
    const Diagram *record = snapshot.find(diagram);
    const auto count = [](const auto &all) { return static_cast<int>(all.size()); };
    QStringList sentences{tr("Data-flow diagram %1: %2, %3, %4.")
                              .arg(record ? record->name : QString(),
                                   tr("%n systems", count(content.graph.nodes)),
                                   tr("%n flows", count(content.graph.edges)),
                                   tr("%n trust boundaries", count(content.graph.containers)))};
    QStringList joins;
    for (const AnyId &id : content.joins)
        joins += snapshot.title(QString::fromLatin1(System::registerKey), id);
    if (!joins.isEmpty())
        sentences += tr("ePHI comes into being in %1.").arg(joins.join(QStringLiteral(", ")));
    if (const int open = countOf(content.graph, diagram::Glyph::Warning))
        sentences += tr("%n flows lack sufficient encryption.", open);
    if (const int unknown = countOf(content.graph, diagram::Glyph::Question))
        sentences += tr("The encryption of %n flows is unknown.", unknown);
    return sentences.join(QLatin1Char(' '));
}

}
