// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/annex.h"

#include "model/binder/chapters.h"
#include "model/binder/figures.h"
#include "model/drawing/comparison.h"
#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"
#include "model/store/comparison.h"
#include "model/store/valuetext.h"

namespace safeguard {

using binder::Blocks;
using binder::Words;

namespace {

using Differences = std::vector<RecordDifference>;

QString nameOf(const ComparedState &state)
{
    return state.name.isEmpty() ? Words::tr("Now") : state.name;
}

QString placeOf(const ComparedState &state)
{
    return Words::tr("%1: entries 1 to %2, %3 UTC")
        .arg(nameOf(state))
        .arg(state.entry)
        .arg(state.time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
}

QString digestOf(const ComparedState &state)
{
    return QString::fromLatin1(state.content.digest().toHex());
}

report::Cover coverOf(const ComparedState &before, const ComparedState &after,
                      const BinderFacts &facts)
{
    const auto &info = after.content.only<ProjectInfo>();
    report::Cover cover;
    cover.rows = {{Words::tr("Organization"), after.content.only<Organization>().name},
                  {Words::tr("Project"), info.name},
                  {Words::tr("From"), placeOf(before)},
                  {Words::tr("To"), placeOf(after)},
                  {Words::tr("Document number"),
                   info.documentNumber.isEmpty() ? Words::tr("not given") : info.documentNumber}};
    cover.signatures = binder::approvalsOf(after.content, after.name);
    if (cover.signatures.empty())
        cover.signatures = {{Words::tr("Prepared by"), {}},
                            {Words::tr("Reviewed by"), {}},
                            {Words::tr("Approved by"), {}}};
    cover.digests = {{Words::tr("Content before, SHA-256"), digestOf(before)},
                     {Words::tr("Content after, SHA-256"), digestOf(after)},
                     {Words::tr("Last edit, SHA-256"), facts.headHash}};
    cover.notice = Words::tr("Confidential. Describes how patient data are protected and where "
                             "they are not.");
    return cover;
}

QString countText(qsizetype count)
{
    return count == 0 ? QStringLiteral("\u2013") : QString::number(count);
}

void addSummary(Blocks &blocks, const Differences &differences, const Registers &registers)
{
    blocks.push_back(report::Heading{1, Words::tr("Summary")});
    if (differences.empty()) {
        blocks.push_back(report::Paragraph{
            report::plain(Words::tr("Nothing is new, gone or changed between the two."))});
        return;
    }
    report::Table table;
    table.caption = Words::tr("Records that are new, gone or changed, by register");
    table.columns = {{Words::tr("Register")},
                     {Words::tr("New"), report::Table::Align::Number},
                     {Words::tr("Gone"), report::Table::Align::Number},
                     {Words::tr("Changed"), report::Table::Align::Number}};
    for (const RegisterType &type : registers) {
        qsizetype added = 0;
        qsizetype removed = 0;
        qsizetype changed = 0;
        for (const RecordDifference &difference : differences) {
            if (difference.type != &type)
                continue;
            (difference.isAdded() ? added : difference.isRemoved() ? removed : changed) += 1;
        }
        if (added + removed + changed > 0)
            table.rows.push_back({{{report::plain(type.plural)},
                                   {report::plain(countText(added))},
                                   {report::plain(countText(removed))},
                                   {report::plain(countText(changed))}}});
    }
    blocks.push_back(std::move(table));
}

report::Runs valueOf(const Field &field, const RecordPtr &record, const Snapshot &content)
{
    const QString text = record ? displayText(field, field.get(*record), content) : QString();
    return text.isEmpty() ? binder::dash() : report::plain(text);
}

/// What a whole record says, for one that is new or gone.
report::Runs wholeOf(const RecordDifference &difference, const Snapshot &content)
{
    report::Runs runs;
    for (const Field &field : difference.type->fields) {
        const QString text = displayText(field, field.get(difference.record()), content);
        if (text.isEmpty() || field.isGeometry)
            continue;
        runs.push_back(
            {(runs.empty() ? QString() : QStringLiteral("\n")) + field.label + QStringLiteral(": "),
             report::RunStyle::Muted});
        runs.push_back({text});
    }
    return runs.empty() ? binder::dash() : runs;
}

void addRows(report::Table &table, const RecordDifference &difference, const Snapshot &before,
             const Snapshot &after)
{
    const RegisterType &type = *difference.type;
    const Snapshot &content = difference.isRemoved() ? before : after;
    const report::Cell name{report::plain(content.describe(type.key, difference.id))};
    if (difference.isAdded() || difference.isRemoved()) {
        const report::Cell whole{wholeOf(difference, content)};
        const report::Cell none{binder::dash()};
        table.rows.push_back(
            {{name,
              {report::plain(difference.isAdded() ? Words::tr("New") : Words::tr("Gone"))},
              difference.isAdded() ? none : whole,
              difference.isAdded() ? whole : none}});
        return;
    }
    bool isMovedOnly = true;
    for (const Field *field : difference.fields) {
        if (field->isGeometry)
            continue;
        isMovedOnly = false;
        table.rows.push_back({{name,
                               {report::plain(field->label)},
                               {valueOf(*field, difference.before, before)},
                               {valueOf(*field, difference.after, after)}}});
    }
    if (isMovedOnly)
        table.rows.push_back({{name,
                               {report::plain(Words::tr("Place on the drawing"))},
                               {binder::dash()},
                               {binder::dash()}}});
}

void addRegisters(Blocks &blocks, const Differences &differences, const Snapshot &before,
                  const Snapshot &after)
{
    for (const RegisterType &type : after.registers()) {
        report::Table table;
        table.caption = Words::tr("%1: what is different").arg(type.plural);
        table.columns = {{Words::tr("Record")},
                         {Words::tr("What")},
                         {Words::tr("Before")},
                         {Words::tr("After")}};
        for (const RecordDifference &difference : differences) {
            if (difference.type == &type)
                addRows(table, difference, before, after);
        }
        if (table.rows.empty())
            continue;
        blocks.push_back(report::Heading{1, type.plural});
        blocks.push_back(std::move(table));
    }
}

bool isDifferent(const DiagramContent &content)
{
    const auto differs = [](const auto &part) { return part.change != diagram::Change::None; };
    return std::any_of(content.graph.nodes.begin(), content.graph.nodes.end(), differs) ||
           std::any_of(content.graph.edges.begin(), content.graph.edges.end(), differs);
}

void addDiagrams(Blocks &blocks, const Snapshot &before, const Snapshot &after)
{
    bool isFirst = true;
    for (const Diagram *drawn : after.inOrder<Diagram>()) {
        if (!isDifferent(comparedContent(before, after, idOf(*drawn))))
            continue;
        if (std::exchange(isFirst, false))
            blocks.push_back(report::Heading{1, Words::tr("On the diagrams")});
        blocks.push_back(report::Heading{
            2, after.describe(QString::fromLatin1(Diagram::registerKey), drawn->id)});
        const auto theme = std::make_shared<diagram::Theme>(diagram::Theme::print());
        const auto drawing =
            std::make_shared<Drawing>(comparedDrawing(before, after, idOf(*drawn), *theme));
        blocks.push_back(binder::figureOf(drawing, theme, drawn->name));
    }
}

}

report::Document changesAnnex(const ComparedState &before, const ComparedState &after,
                              const BinderFacts &facts)
{
    const auto &info = after.content.only<ProjectInfo>();
    report::Document document;
    document.info.title = Words::tr("What changed since the last review");
    document.info.subject = placeOf(before) + QStringLiteral("; ") + placeOf(after);
    document.info.product = info.name;
    document.info.documentNumber = info.documentNumber;
    document.info.revision = info.revision;
    document.info.shortDigest = digestOf(after).left(12);
    document.info.date = after.content.today().startOfDay(Qt::UTC);
    document.paper = facts.paper;
    document.listedLevels = 2;
    document.cover = coverOf(before, after, facts);
    const Differences differences = compare(before.content, after.content);
    addSummary(document.blocks, differences, after.content.registers());
    addRegisters(document.blocks, differences, before.content, after.content);
    addDiagrams(document.blocks, before.content, after.content);
    document.blocks.push_back(report::Heading{1, Words::tr("Signatures")});
    binder::addSignatures(document.blocks, after.content);
    binder::dropDeadLinks(document);
    return document;
}

Result<report::Rendered> renderAnnex(const ComparedState &before, const ComparedState &after,
                                     const BinderFacts &facts, const report::Progress &progress)
{
    return report::toPdf(changesAnnex(before, after, facts), progress);
}

}
