// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/edit.h"

#include <QStringList>

namespace safeguard::sample {

/// A day of the story that the example tells.
struct Day
{
    QDate today; ///< the example's, on which the story ends
    QDate then;  ///< as of which something is entered
    bool isPast() const { return then < today; }
};

/// A table of resources/sample: tab-separated, a header of field keys. "\n" in a cell is a line
/// feed, "{-30}" the day thirty days before the example's.
struct Table
{
    QStringList header;
    std::vector<QStringList> rows;
    bool isPast = false; ///< what it names may not be there yet
};
/// As it was known on that day: cells that tell of a later one are empty, unless they plan ahead,
/// and whoever starts later is not in it. Error: Internal, when there is no such table.
Result<Table> readTable(const QString &name, const Day &day);

/// The id of the record that the table names so; of the singleton whatever the name.
AnyId idFor(const Edit &edit, const RegisterType &type, const QString &name);

/// The cell of that column; empty when there is none.
QString cellOf(const Table &table, const QStringList &row, const char *column);

/// Sets the fields that the row's cells name, except for empty ones. Errors: as valueFromText();
/// Internal, for a column that is no field.
Status setFields(Record &record, const RegisterType &type, const Table &table,
                 const QStringList &row, const Snapshot &snapshot);

/// Adds a record per row, or changes the one whose first cell is the same. Empty cells leave the
/// field as it is. Errors: as setFields().
Status enter(Edit &edit, const QString &registerKey, const Table &table);

}
