// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/words.h"

#include "model/catalog/ruleset.h"
#include "model/exchange/fieldtext.h"

#include <functional>
#include <QSet>

namespace safeguard::binder {

namespace {

/// The position of a record's first choice in its list, so that fixed lists keep their order.
QString linkTo(const QString &anchor)
{
    return anchor.isEmpty() ? QString() : u'#' + anchor;
}

/// What a fixed list is about comes first; elsewhere the first text is the name.
QString nameOf(const Snapshot &snapshot, const QString &registerKey, const AnyId &id)
{
    const RecordPtr record = snapshot.rows(registerKey).find(id);
    if (!record)
        return snapshot.title(registerKey, id);
    const RegisterType &type = *snapshot.registers().find(registerKey);
    const Field &first = type.fields.front();
    return type.isFixed && first.kind == Kind::Choice
               ? displayText(first, first.get(*record), snapshot)
               : snapshot.title(registerKey, id);
}

/// The record that a part belongs to.
QString anchorOfOwner(const Snapshot &snapshot, const RegisterType &type, const Record &part)
{
    for (const Field &field : type.fields) {
        const Value value = field.get(part);
        if (const AnyId *owner = std::get_if<AnyId>(&value); owner && field.isOwner)
            return anchorOf(snapshot, field.reference, *owner);
    }
    return {};
}

}

QString anchorOf(const Snapshot &snapshot, const QString &registerKey, const AnyId &id)
{
    const RecordPtr record = snapshot.rows(registerKey).find(id);
    if (!record)
        return {};
    const RegisterType &type = *snapshot.registers().find(registerKey);
    if (type.isPart)
        return anchorOfOwner(snapshot, type, *record);
    // Numbers are unique in a project, but not in just any snapshot.
    return registerKey + QLatin1Char('-') + id.toText();
}

report::Run numberRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id)
{
    const RecordPtr record = snapshot.rows(registerKey).find(id);
    return {record ? snapshot.registers().find(registerKey)->citeNumber(*record) : QString(),
            report::RunStyle::Plain, linkTo(anchorOf(snapshot, registerKey, id))};
}

report::Run titleRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id)
{
    return {nameOf(snapshot, registerKey, id), report::RunStyle::Plain,
            linkTo(anchorOf(snapshot, registerKey, id))};
}

report::Run fullRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id)
{
    if (!snapshot.registers().find(registerKey)) // a reference to nothing
        return {QStringLiteral("\u2013"), report::RunStyle::Plain, {}};
    const QString number = numberRun(snapshot, registerKey, id).text;
    const QString name = nameOf(snapshot, registerKey, id);
    return {number.isEmpty() || number == name ? name : number + QLatin1Char(' ') + name,
            report::RunStyle::Plain, linkTo(anchorOf(snapshot, registerKey, id))};
}

report::Runs dash()
{
    return {{QStringLiteral("\u2013"), report::RunStyle::Muted}};
}

bool isDash(const report::Runs &runs)
{
    return runs.size() == 1 && runs.front().text == dash().front().text;
}

report::Runs joined(const std::vector<report::Run> &runs, const QString &separator)
{
    if (runs.empty())
        return dash();
    report::Runs all;
    for (const report::Run &run : runs) {
        if (!all.empty())
            all.push_back({separator});
        all.push_back(run);
    }
    return all;
}

report::Runs valueRuns(const Field &field, const Value &value, const Snapshot &snapshot)
{
    if (isEmpty(value))
        return dash();
    if (const AnyId *id = std::get_if<AnyId>(&value))
        return {titleRun(snapshot, field.reference, *id)};
    if (const auto *ids = std::get_if<std::vector<AnyId>>(&value))
        return titleRuns(snapshot, field.reference, *ids);
    return report::plain(displayText(field, value, snapshot));
}

QString citationAnchor(const QString &citation)
{
    return QStringLiteral("cite-") + citation;
}

report::Run citationRun(const QString &citation)
{
    const bool isKnown = RuleSet::current().find(citation);
    return {citation, report::RunStyle::Plain,
            isKnown ? u'#' + citationAnchor(citation) : QString()};
}

report::Badge standingBadge(Standing standing)
{
    if (standing == Standing::Retired)
        return {report::BadgeTone::Neutral, {}, standingName(standing)};
    if (standing == Standing::NotClassified)
        return {report::BadgeTone::High, {}, standingName(standing)};
    constexpr std::array tones{report::BadgeTone::Tier1, report::BadgeTone::Tier2,
                               report::BadgeTone::Tier3, report::BadgeTone::Tier4};
    const std::array words{Words::tr("ePHI"), Words::tr("When linked"), Words::tr("De-identified"),
                           Words::tr("Operational")};
    const auto index = static_cast<size_t>(standing);
    return {tones.at(index), QString::number(index + 1), words.at(index)};
}

report::Badge coverBadge(Cover cover)
{
    switch (cover) {
    case Cover::Covered:
    case Cover::Enclosed:
        return {report::BadgeTone::Good, {}, coverName(cover)};
    case Cover::Weak:
        return {report::BadgeTone::High, {}, coverName(cover)};
    case Cover::Unknown:
        return {report::BadgeTone::Neutral, {}, coverName(cover)};
    case Cover::Gap:
        return {report::BadgeTone::Critical, {}, coverName(cover)};
    }
    return {};
}

report::Badge severityBadge(Severity severity)
{
    switch (severity) {
    case Severity::High:
        return {report::BadgeTone::Critical, {}, severityName(severity)};
    case Severity::Medium:
        return {report::BadgeTone::High, {}, severityName(severity)};
    case Severity::Low:
        return {report::BadgeTone::Low, {}, severityName(severity)};
    }
    return {};
}

namespace {

using Anchors = QSet<QString>;

/// \a see is told every anchor of the block, \a change may change its runs.
void visit(report::Block &block, const std::function<void(const QString &)> &see,
           const std::function<void(report::Runs &)> &change)
{
    if (auto *heading = std::get_if<report::Heading>(&block)) {
        see(heading->anchor);
    } else if (auto *paragraph = std::get_if<report::Paragraph>(&block)) {
        see(paragraph->anchor);
        change(paragraph->runs);
    } else if (auto *list = std::get_if<report::List>(&block)) {
        for (report::Runs &item : list->items)
            change(item);
    } else if (auto *note = std::get_if<report::Note>(&block)) {
        change(note->runs);
    } else if (auto *values = std::get_if<report::KeyValues>(&block)) {
        for (report::KeyValues::Row &row : values->rows)
            change(row.value);
    } else if (auto *table = std::get_if<report::Table>(&block)) {
        for (report::Table::Row &row : table->rows) {
            see(row.anchor);
            for (report::Cell &cell : row.cells)
                change(cell.runs);
        }
    } else if (auto *figure = std::get_if<report::Figure>(&block)) {
        see(figure->anchor);
    }
}

}

void dropDeadLinks(report::Document &document)
{
    Anchors anchors;
    for (report::Block &block : document.blocks)
        visit(
            block, [&](const QString &anchor) { anchors.insert(anchor); }, [](report::Runs &) {});
    for (report::Block &block : document.blocks)
        visit(
            block, [](const QString &) {},
            [&](report::Runs &runs) {
                for (report::Run &run : runs) {
                    if (run.link.startsWith(u'#') && !anchors.contains(run.link.mid(1)))
                        run.link.clear();
                }
            });
}

}
