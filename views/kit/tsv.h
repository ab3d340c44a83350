// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/recordtablemodel.h"

class QHeaderView;

namespace safeguard {

/// Tab-separated values as spreadsheets put them on the clipboard: cells with a tab, a line break
/// or a quote are quoted, quotes doubled. What a spreadsheet would take for a formula is guarded as
/// in CSV, and the guard taken off again.
QString toTsv(const QList<QStringList> &rows);
QList<QStringList> fromTsv(const QString &text);

/// Writes pasted cells into the register in one edit. A first row that names columns is a heading;
/// without it the cells go from \a at (from the name, where it is none) to the right and down in
/// the order of \a header. Rows beyond the last become new records; without \a at all do. Error:
/// InvalidInput; nothing is changed then.
Status pasteTsv(const QString &text, RecordTableModel &model, const QModelIndex &at,
                const QHeaderView &header);

}
