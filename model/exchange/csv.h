// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/project/edit.h"
#include "model/store/snapshot.h"

#include <QHash>

namespace safeguard {

/// Bytes of a file that is read for an import, at most: what a person works with in a spreadsheet
/// is a tenth of it.
constexpr qint64 largestImport = 256LL * 1024 * 1024;

/// One thing that an import did or would do with a cell or a row.
struct ImportNote
{
    enum class Kind { Kept, Inferred, Defaulted, Dropped, Wrong };
    Kind kind = Kind::Kept;
    qsizetype row = 0; ///< as a spreadsheet shows it; 0: the whole file
    QString column;
    QString text;
};
QString importNoteKey(ImportNote::Kind kind);

/// A table of text that may be imported, from CSV or a workbook.
struct CsvTable
{
    QStringList heading;
    QList<QStringList> rows;
    QList<qsizetype> numbers; ///< of the rows, as a spreadsheet shows them: blank ones count too
    /// What was worth a word when it was read.
    std::vector<ImportNote> notes = {};
    /// Cells, by place in rows and place in heading, that say nothing that could be imported, and
    /// why: a sentence for a person.
    QHash<std::pair<qsizetype, qsizetype>, QString> faults = {};

    qsizetype numberOf(qsizetype row) const { return numbers.value(row, row + 2); }
};

/// UTF-8 (with or without mark) or, when the bytes are no UTF-8, Windows-1252; comma, semicolon or
/// tab, whichever the heading uses most. Takes the guard against formulas off again, and leaves out
/// rows without any content. Error: InvalidInput with the line, for unclosed quotes, no heading, or
/// rows longer than it.
Result<CsvTable> readCsv(const QByteArray &bytes);

/// A register as CSV: id, number and the keys of the fields as heading; values as keyText(). A cell
/// that a spreadsheet would take for a formula gets an apostrophe in front.
QByteArray toCsv(const RegisterType &type, const Snapshot &snapshot);

struct ImportReport
{
    int added = 0;
    int updated = 0;
    int unchanged = 0;
    std::vector<ImportNote> notes;
    /// The first note of the kind Wrong, or null.
    const ImportNote *firstError() const;
    bool hasErrors() const { return firstError(); }
};

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, so that it is
/// text there; unguardedCell() gives back the very cell.
QString guardedCell(const QString &cell);
QString unguardedCell(const QString &cell);

/// A cell as it stands in a line of CSV, guarded and quoted.
QString csvCell(const QString &cell);

/// Which field each column goes to, by key; an empty key leaves the column out. Instead of a field
/// a column may say which record a row is about:
constexpr char idColumnKey[] = "id";
constexpr char numberColumnKey[] = "number"; ///< where records carry one
using ColumnMap = QHash<QString, QString>;
/// By key or label of the fields, and id and number as our own exports call them; what is not
/// recognised is left out.
ColumnMap guessColumns(const QStringList &heading, const RegisterType &type);
bool canColumnGoTo(const QString &key, const RegisterType &type);

/// What they are called in exports for readers.
QString idColumnTitle();
QString numberColumnTitle();

/// Puts the rows into the edit. A row with an id is about the record with that id, which is made
/// where it is not there; number and name do not count beside it. A row without an id updates the
/// record with its number or unique name, and is Wrong when these belong to two records; without
/// such a record it adds one. A register of one record is about that one. (Where every project has
/// its records and none can be added, the name counts for an unknown id.) References may name
/// records of the same file. Rows that cannot be read are in the report as Wrong; the caller then
/// gives the edit up: all or nothing. \a progress is told the rows done, and at last that all are;
/// false cancels (error Cancelled).
Result<ImportReport> importRows(Edit &edit, const RegisterType &type, const CsvTable &table,
                                const ColumnMap &columns,
                                const std::function<bool(qint64, qint64)> &progress = {});

}
