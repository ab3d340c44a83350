// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/words.h"
#include "model/people/training.h"
#include "model/vendors/agreementterm.h"

/// Small pieces that the chapters on people and vendors are made of.
namespace safeguard::binder {

/// "2026-03-14"; a dash for none.
report::Runs dayRuns(const std::optional<QDate> &day);
/// Text in a cell; a dash for none.
report::Cell cellOf(const QString &text);
inline report::Cell cellOf(const std::optional<QDate> &day)
{
    return {dayRuns(day)};
}
report::Cell cellOf(const std::optional<int> &number);
/// "87 %"; a dash for none.
report::Cell shareCell(const std::optional<double> &share);
report::Badge badge(report::BadgeTone tone, const QString &word);
template <class T>
report::Cell recordCell(const Snapshot &snapshot, const Id<T> &id)
{
    return {id.isNull() ? dash() : report::Runs{fullRun(snapshot, id)}};
}
template <class T>
report::Cell recordCell(const Snapshot &snapshot, const T &record)
{
    return recordCell(snapshot, idOf(record));
}
template <class Ids>
report::Cell titlesCell(const Snapshot &snapshot, const char *registerKey, const Ids &ids)
{
    return {titleRuns(snapshot, QString::fromLatin1(registerKey), ids)};
}

report::Table tableOf(const QString &caption, std::vector<report::Table::Column> columns);
/// The table; a sentence in its place when it has no rows.
void addTableOr(Blocks &blocks, report::Table table, const QString &sentence);
/// What is missing, as a warning.
void addMissing(Blocks &blocks, const QString &sentence);
/// What is missing as a list of sentences; \a nothing when there are none.
void addGaps(Blocks &blocks, const QStringList &sentences, const QString &nothing);
/// A section with what it tells and the place of the law, which is linked.
void addSection(Blocks &blocks, const QString &title, const QString &about = {},
                const QString &citation = {});

/// "Anna, Ben" of all that are meant, by their names; empty for none.
template <class T>
QString namesWhere(const Snapshot &snapshot, const std::function<bool(const T &)> &isMeant)
{
    QStringList names;
    for (const T *record : snapshot.inOrder<T>()) {
        if (isMeant(*record))
            names += snapshot.describe(QString::fromLatin1(T::registerKey), record->id);
    }
    return names.join(QStringLiteral("; "));
}

}
