// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsxformat.h"

#include <cmath>
#include <QDateTime>

namespace safeguard {

namespace {

using Shows = XlsxFormat::Shows;

constexpr qint64 secondsOfDay = 86'400;
constexpr double lastDay = 2'958'466; ///< the day after 9999-12-31
constexpr int significantDigits = 15;
constexpr int mostDigits = 21; ///< longer numbers have an exponent

/// What a format code says: its letters in lower case without what only decorates, what stands in
/// quotes, and whether it counts hours beyond a day.
struct Code
{
    QString letters;
    QString quoted;
    bool isElapsed = false;
};

bool isElapsedUnit(QStringView inBrackets)
{
    return !inBrackets.isEmpty() && std::all_of(inBrackets.begin(), inBrackets.end(), [&](QChar c) {
        return c == inBrackets.front() && QStringLiteral("hms").contains(c.toLower());
    });
}

Code codeFrom(const QString &text)
{
    Code code;
    for (qsizetype i = 0; i < text.size() && text[i] != u';'; ++i) {
        const QChar c = text[i];
        const QChar closing = c == u'"' ? u'"' : c == u'[' ? u']' : QChar();
        if (!closing.isNull()) {
            const qsizetype end = text.indexOf(closing, i + 1);
            const QString inside = text.mid(i + 1, end < 0 ? -1 : end - i - 1);
            if (c == u'"')
                code.quoted += inside;
            else if (isElapsedUnit(inside)) {
                code.isElapsed = true;
                code.letters += inside.toLower();
            }
            i = end < 0 ? text.size() : end;
        } else if (c == u'\\' || c == u'_' || c == u'*') {
            ++i;
        } else {
            code.letters += c.toLower();
        }
    }
    return code;
}

bool isZeros(const QString &code)
{
    return code.size() > 1 && code.size() <= significantDigits && code.count(u'0') == code.size();
}

qint64 toSeconds(double days)
{
    return qRound64(days * double(secondsOfDay));
}

QString clockText(qint64 seconds)
{
    const QString text = QStringLiteral("%1:%2")
                             .arg(seconds / 3600, 2, 10, QChar(u'0'))
                             .arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
    return seconds % 60 == 0 ? text
                             : text + QStringLiteral(":%1").arg(seconds % 60, 2, 10, QChar(u'0'));
}

QString dayText(qint64 day, bool is1904)
{
    if (!is1904 && day == 60)
        return QStringLiteral("1900-02-29"); // which never was, and which spreadsheets show
    const QDate zero = is1904     ? QDate(1904, 1, 1)
                       : day < 60 ? QDate(1899, 12, 31)
                                  : QDate(1899, 12, 30);
    return zero.addDays(day).toString(QStringLiteral("yyyy-MM-dd"));
}

std::optional<QString> momentText(double number, const XlsxFormat &format, bool is1904)
{
    const double first = is1904 ? 0 : 1;
    const double afterLast = is1904 ? lastDay - 1462 : lastDay;
    const qint64 seconds =
        format.shows == Shows::Day ? qint64(number) * secondsOfDay : toSeconds(number);
    if (seconds < qint64(first) * secondsOfDay || seconds >= qint64(afterLast) * secondsOfDay)
        return std::nullopt;
    const QString day = dayText(seconds / secondsOfDay, is1904);
    if (format.shows == Shows::Day)
        return day;
    const QString clock = clockText(seconds % secondsOfDay);
    if (!format.isUtc)
        return day + u' ' + clock;
    return day + u'T' + clock + (clock.size() == 5 ? QStringLiteral(":00Z") : QStringLiteral("Z"));
}

/// Without exponent, as long as that has some sense.
QString plainNumber(double number)
{
    const QString all = QString::number(std::fabs(number), 'e', significantDigits - 1);
    const int exponent = all.mid(all.indexOf(u'e') + 1).toInt();
    QString digits = all.left(all.indexOf(u'e')).remove(u'.');
    if (exponent >= mostDigits || exponent < -mostDigits)
        return QString::number(number, 'g', significantDigits);
    const qsizetype whole = exponent + 1;
    if (whole <= 0)
        digits.prepend(QString(1 - whole, u'0'));
    const qsizetype point = std::max<qsizetype>(whole, 1);
    digits = digits.leftJustified(point, u'0');
    QString decimals = digits.mid(point);
    while (decimals.endsWith(u'0'))
        decimals.chop(1);
    const QString text = digits.left(point) + (decimals.isEmpty() ? decimals : u'.' + decimals);
    return number < 0 ? u'-' + text : text;
}

QString numberText(double number, int digits)
{
    if (number == 0)
        return QString(digits, u'0');
    const QString text = plainNumber(number);
    const bool isWhole = number > 0 && number == std::floor(number);
    return isWhole ? text.rightJustified(digits, u'0') : text;
}

}

XlsxFormat xlsxFormat(int builtIn)
{
    const auto isWithin = [&](int first, int last) { return builtIn >= first && builtIn <= last; };
    XlsxFormat format;
    if (builtIn == 9 || builtIn == 10)
        format.shows = Shows::Percent;
    else if (isWithin(14, 17) || isWithin(27, 36) || isWithin(50, 58))
        format.shows = Shows::Day;
    else if (isWithin(18, 21) || builtIn == 45 || builtIn == 47)
        format.shows = Shows::Time;
    else if (builtIn == 22)
        format.shows = Shows::Moment;
    else if (builtIn == 46)
        format.shows = Shows::Duration;
    else if (builtIn == 49)
        format.shows = Shows::Text;
    format.isLiteral = format.shows == Shows::Text;
    return format;
}

XlsxFormat xlsxFormat(const QString &text)
{
    Code code = codeFrom(text);
    QString &letters = code.letters;
    XlsxFormat format;
    if (letters == QLatin1String("general") || letters.startsWith(QLatin1String("general")))
        return format;
    letters.remove(QStringLiteral("am/pm")).remove(QStringLiteral("a/p"));
    const auto has = [&](char16_t c) { return letters.contains(QChar(c)); };
    const bool isTime = has(u'h') || has(u's');
    const bool isDay = has(u'y') || has(u'd') || (has(u'm') && !isTime);
    if (code.isElapsed)
        format.shows = Shows::Duration;
    else if (isDay)
        format.shows = isTime ? Shows::Moment : Shows::Day;
    else if (isTime)
        format.shows = Shows::Time;
    else if (has(u'@'))
        format.shows = Shows::Text;
    else if (has(u'%'))
        format.shows = Shows::Percent;
    else if (isZeros(letters))
        format.digits = static_cast<int>(letters.size());
    format.isUtc = isTime && code.quoted.contains(QLatin1String("UTC"));
    format.isLiteral = format.shows == Shows::Text;
    return format;
}

std::optional<QString> xlsxText(double number, const XlsxFormat &format, bool is1904)
{
    const bool isTemporal = format.shows == Shows::Day || format.shows == Shows::Moment ||
                            format.shows == Shows::Time || format.shows == Shows::Duration;
    // NaN is out of every range, so the comparison is what must hold.
    if (isTemporal && !(number >= 0 && number < lastDay))
        return std::nullopt;
    switch (format.shows) {
    case Shows::Day:
    case Shows::Moment:
        return momentText(number, format, is1904);
    case Shows::Time:
        return clockText(toSeconds(number) % secondsOfDay);
    case Shows::Duration:
        return clockText(toSeconds(number));
    case Shows::Percent:
        return numberText(number * 100, 1) + u'%';
    case Shows::Number:
    case Shows::Text:
        break;
    }
    return numberText(number, format.digits);
}

}
