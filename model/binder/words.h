// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"
#include "model/reports/document.h"

#include <QCoreApplication>

/// How records, citations and derived things are written in the binder.
namespace safeguard::binder {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Binder)
};

using Blocks = std::vector<report::Block>;

/// Where a record is described in full; of a part, where its owner is. Empty when there is no such
/// record.
QString anchorOf(const Snapshot &snapshot, const QString &registerKey, const AnyId &id);
/// "SYS-012", linked; empty where records carry no number.
report::Run numberRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id);
/// The record's name, linked.
report::Run titleRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id);
/// "SYS-012 Ingestion API", linked.
report::Run fullRun(const Snapshot &snapshot, const QString &registerKey, const AnyId &id);
template <class T>
report::Run fullRun(const Snapshot &snapshot, const Id<T> &id)
{
    return fullRun(snapshot, QString::fromLatin1(T::registerKey), id);
}
template <class T>
report::Run titleRun(const Snapshot &snapshot, const Id<T> &id)
{
    return titleRun(snapshot, QString::fromLatin1(T::registerKey), id);
}
/// Names of records, linked, in order of their numbers; a dash when there are none.
template <class Ids>
report::Runs titleRuns(const Snapshot &snapshot, const QString &registerKey, const Ids &ids);

/// The value as a person reads it, references linked; a dash when it is empty.
report::Runs valueRuns(const Field &field, const Value &value, const Snapshot &snapshot);
/// Linked to the rule set, when it is there.
report::Run citationRun(const QString &citation);
QString citationAnchor(const QString &citation);

report::Badge standingBadge(Standing standing);
inline report::Badge tierBadge(Tier tier)
{
    return standingBadge(static_cast<Standing>(tier));
}
report::Badge coverBadge(Cover cover);
report::Badge severityBadge(Severity severity);

/// Takes the links away that lead to nothing in the document: records and citations are described
/// in full only in the binder.
void dropDeadLinks(report::Document &document);

report::Runs dash();
bool isDash(const report::Runs &runs);

/// Runs with a separator between them; a dash when there are none.
report::Runs joined(const std::vector<report::Run> &runs, const QString &separator);

template <class Ids>
report::Runs titleRuns(const Snapshot &snapshot, const QString &registerKey, const Ids &ids)
{
    std::vector<std::pair<int, AnyId>> order;
    for (const auto &id : ids) {
        const RecordPtr record = snapshot.rows(registerKey).find(id);
        order.emplace_back(record ? record->number : 0, id);
    }
    std::sort(order.begin(), order.end());
    std::vector<report::Run> runs;
    for (const auto &[number, id] : order)
        runs.push_back(titleRun(snapshot, registerKey, id));
    return joined(runs, QStringLiteral("; "));
}

}
