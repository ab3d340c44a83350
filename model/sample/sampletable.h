// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/edit.h"

#include <QStringList>

namespace safeguard::sample {

/// A table of resources/sample: tab-separated, a header of field keys. "\n" in a cell is a line
/// feed, "{-30}" the day thirty days before the example's.
struct Table
{
    QStringList header;
    std::vector<QStringList> rows;
};
/// Error: Internal, when there is no such table.
Result<Table> readTable(const QString &name, QDate today);

/// The id of the record that the table names so; of the singleton whatever the name.
AnyId idFor(const Edit &edit, const RegisterType &type, const QString &name);

/// Adds a record per row, or changes the one whose first cell is the same. Empty cells leave the
/// field as it is. Errors: as valueFromText().
Status enter(Edit &edit, const QString &registerKey, const Table &table);

}
