// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/exchange/sheet.h"

namespace safeguard {

/// What a spreadsheet says of itself.
struct XlsxInfo
{
    QString title;
    QDate day; ///< on which it was made; invalid: 1980-01-01
};

/// A spreadsheet (Office Open XML) of one or more sheets, each with a bold heading that stays in
/// sight, a filter over all of it, and columns as wide as their content, up to a limit; from there
/// on texts are wrapped.
///
/// Days and moments are those of spreadsheets, shown as yyyy-mm-dd, moments in UTC; before
/// 1900-03-01, where spreadsheets disagree, they are texts. Texts stay texts, whatever they begin
/// with. What XML cannot hold is written as the format has it, _x0001_; half a surrogate pair as
/// U+FFFD. The same sheets and the same day give the same bytes.
///
/// The content goes through memory only, which the system may swap out; no temporary file is made
/// on Linux. Elsewhere the library makes some, in a folder that is the user's own and goes with the
/// call.
///
/// Errors: Refused, for more rows than a sheet takes (1,048,575), and for a text longer than a cell
/// takes (32,767 characters), naming row and column; Internal.
Result<QByteArray> toXlsx(const std::vector<Sheet> &sheets, const XlsxInfo &info);

/// A name that a sheet may have: 1 to 31 characters, none of []:*?/\, none of \a others in any
/// case.
QString sheetName(const QString &wanted, const QStringList &others = {});

}
