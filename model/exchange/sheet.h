// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

#include <functional>
#include <QDateTime>

namespace safeguard {

/// A cell: empty, a whole or other number, a day, a moment, or a text, which is never a formula.
using SheetCell = std::variant<std::monostate, qint64, double, QDate, QDateTime, QString>;

/// A table for a spreadsheet, as a reader wants it: see toXlsx() and toCsv().
struct Sheet
{
    QString name;
    QStringList columns = {};
    std::vector<std::vector<SheetCell>> rows = {}; ///< as many cells as columns, in each
    int frozenColumns = 0;                         ///< stay in sight when it is scrolled sideways
};

/// A column that a register does not hold, as what is derived about its records.
struct AddedColumn
{
    QString title;
    QString after; ///< key of the field that it follows; empty: behind all of them
    std::function<SheetCell(const Record &)> cell;
    bool replaces = false; ///< it stands in the place of that field
};

/// A value as a cell: numbers and days as such, anything else as displayText() has it.
SheetCell sheetCell(const Field &field, const Value &value, const Snapshot &snapshot);

/// A register for people: the number first, where its records carry one, then each field that is
/// not of drawing or bookkeeping (where it has others), under its label. In the order of
/// Snapshot::inOrder(). Records are called by their names where that is clear, else by number and
/// name; where neither number nor name says which record a row is, its id stands last. So an import
/// of the sheet changes nothing.
Sheet registerSheet(const RegisterType &type, const Snapshot &snapshot,
                    const std::vector<AddedColumn> &derived = {});

/// UTF-8, the columns as heading; days and moments as ISO 8601, moments in UTC; texts as csvCell()
/// has them. For readers: what an import reads back exactly is toCsv() of a register.
QByteArray toCsv(const Sheet &sheet);

}
