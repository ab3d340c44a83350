// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QString>

namespace safeguard {

/// What the numbers of a cell stand for, by its number format.
struct XlsxFormat
{
    enum class Shows { Number, Percent, Day, Moment, Time, Duration, Text };
    Shows shows = Shows::Number;
    bool isUtc = false; ///< the format says so behind the time, as our own does
    int digits = 1;     ///< at least, filled with zeros: "00000" is five
    /// The text was marked as such: an apostrophe in front is its own.
    bool isLiteral = false;
};

/// The formats that have a number only, 0 to 49 and those of East Asia.
XlsxFormat xlsxFormat(int builtIn);
/// By its code, as "dd.mm.yyyy" or "[h]:mm". Of several sections the first counts; colours,
/// conditions, quoted and escaped characters do not.
XlsxFormat xlsxFormat(const QString &code);

/// A number as a spreadsheet shows it, but whole: 15 significant digits at most, as it keeps them,
/// without exponent up to 21 digits; days as 2026-02-28, moments as 2026-02-28 13:00 with seconds
/// where there are any, or 2026-02-28T13:00:00Z; times as 13:00; 50%.
///
/// The first of January 1900 is day 1 and there is a 1900-02-29, or day 0 is the first of January
/// 1904. Null where a spreadsheet shows no day either: negative, day 0 of 1900, after 9999.
std::optional<QString> xlsxText(double number, const XlsxFormat &format, bool is1904);

}
