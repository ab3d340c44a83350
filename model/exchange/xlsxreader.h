// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/csv.h"
#include "model/exchange/xlsxformat.h"
#include "model/exchange/zipparts.h"

namespace safeguard {

/// What of a workbook is to be read.
struct XlsxChoice
{
    QString sheet = {}; ///< by name, case does not matter; empty: the first that shows content
    int headingRow = 0; ///< as a spreadsheet shows it; 0: the first row with content
};

struct XlsxTable
{
    CsvTable table;
    QString sheet;
    qsizetype headingRow = 0; ///< as a spreadsheet shows it
};

/// What of a table is taken in at most, so that it fits into memory; content counts, not what is
/// only formatted.
struct XlsxLimits
{
    ZipLimits zip = {};
    qsizetype rows = 200'000;
    qsizetype cells = 5'000'000; ///< 200,000 rows of 25 columns
};

/// A workbook (Office Open XML, transitional or strict, .xlsx or .xlsm) from outside, as tables of
/// text for an import. Nothing of it is run, looked up or written anywhere.
///
/// Cells come as a spreadsheet shows them, but whole (see xlsxText()): results of formulas, texts
/// without phonetic help, TRUE and FALSE. A cell with an error such as #N/A, with a formula that
/// was never calculated or with a day that is none is a fault of the table. An apostrophe in front
/// of what looks like a formula is the guard of our CSV and taken off, unless the cell is marked as
/// text.
///
/// The heading is one row: what is above it is left out, and so are rows without content. A column
/// with content but no heading is called "Column F"; of two of one name the second gets a number.
/// Cells merged over several rows stand in each of these rows that has other content, as they do to
/// who looks at them; over several columns, in the first. Hidden rows and columns are read like
/// others.
class XlsxReader final
{
public:
    struct SheetName
    {
        QString name;
        bool isHidden = false;
    };
    /// Done of all, in bytes; false cancels.
    using Progress = std::function<bool(qint64, qint64)>;

    /// Errors: InvalidInput for what is no workbook (a password, an old or binary format, a damaged
    /// file), more than the limits, or no sheets; Cancelled.
    static Result<XlsxReader> open(const QByteArray &bytes, const Progress &progress = {},
                                   const XlsxLimits &limits = {});

    /// In the workbook's order.
    std::vector<SheetName> sheets() const;
    /// Errors: NotFound for the sheet, naming those that there are; InvalidInput for a heading row
    /// without content, for no content at all, for more than the limits, and for a damaged sheet;
    /// Cancelled.
    Result<XlsxTable> read(const XlsxChoice &choice = {}, const Progress &progress = {}) const;

private:
    struct Content;
    friend struct XlsxOpening;
    XlsxReader() = default;
    std::shared_ptr<const Content> m_content;
};

/// Whether the file begins as a workbook does, or as one under a password: neither is CSV.
bool looksLikeXlsx(const QByteArray &bytes);

}
