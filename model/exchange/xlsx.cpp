// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsx.h"

#include "model/exchange/xlsxmemory.h"

#include <cmath>
#include <QCoreApplication>
#ifdef Q_OS_UNIX
#include <clocale>
#include <locale.h>
#endif
#include <xlsxwriter.h>

namespace safeguard {

namespace {

struct XlsxText
{
    Q_DECLARE_TR_FUNCTIONS(Xlsx)
};

constexpr qsizetype longestText = 32'767;
constexpr size_t mostRows = LXW_ROW_MAX - 1;
constexpr qsizetype longestName = 31;
constexpr int narrowestColumn = 8; ///< in characters, as the next two
constexpr int widestColumn = 60;
constexpr int widestHeading = 30;
constexpr qint64 largestNumber = 999'999'999'999'999; ///< that spreadsheets keep to the last digit

/// The library writes numbers in the form of the locale, while the format knows one form only.
class PlainNumbers final
{
#ifdef Q_OS_UNIX
public:
    PlainNumbers()
        : m_plain(::newlocale(LC_NUMERIC_MASK, "C", nullptr))
        , m_before(::uselocale(m_plain))
    {}
    ~PlainNumbers()
    {
        ::uselocale(m_before);
        ::freelocale(m_plain);
    }
    Q_DISABLE_COPY_MOVE(PlainNumbers)

private:
    locale_t m_plain;
    locale_t m_before;
#endif
};

bool isEscape(QStringView text)
{
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    return text.size() >= 7 && text.startsWith(QLatin1String("_x")) && text[6] == u'_' &&
           std::all_of(text.begin() + 2, text.begin() + 6, isHex);
}

QString escaped(char16_t c)
{
    return QStringLiteral("_x%1_").arg(uint(c), 4, 16, QChar(u'0')).toUpper().replace(u'X', u'x');
}

/// Of a surrogate pair whose other half is missing.
bool isHalf(const QString &text, qsizetype i)
{
    const QChar c = text[i];
    if (c.isHighSurrogate())
        return i + 1 == text.size() || !text[i + 1].isLowSurrogate();
    return c.isLowSurrogate() && (i == 0 || !text[i - 1].isHighSurrogate());
}

/// What XML cannot hold, and what a reader would take for such an escape; line ends as a cell has
/// them.
QString forXml(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isControl = c < u' ' && c != u'\n' && c != u'\t';
        if (isControl || c == QChar(0xFFFE) || c == QChar(0xFFFF))
            result += escaped(c.unicode());
        else if (c == u'_' && isEscape(QStringView(text).mid(i)))
            result += escaped(u'_');
        else if (isHalf(text, i))
            result += QChar(QChar::ReplacementCharacter);
        else
            result += c;
    }
    return result;
}

/// A day as spreadsheets count them. None before March 1900, which they begin with a 29 February
/// that never was, and none that they have no room for.
std::optional<double> serialOf(QDate day)
{
    const bool isKnown = day >= QDate(1900, 3, 1) && day <= QDate(9999, 12, 31);
    return isKnown ? std::optional(double(QDate(1899, 12, 30).daysTo(day))) : std::nullopt;
}

std::optional<double> serialOf(const QDateTime &moment)
{
    const QDateTime utc = moment.toUTC();
    const auto day = serialOf(utc.date());
    return day ? std::optional(*day + utc.time().msecsSinceStartOfDay() / 86'400'000.0)
               : std::nullopt;
}

/// A cell as the format has it: a number of a kind, or a text.
struct Written
{
    enum class Kind { Nothing, Number, Day, Moment, Text };
    Kind kind = Kind::Nothing;
    double number = 0;
    QString text;
};

struct ToWritten
{
    using Kind = Written::Kind;
    static Written textual(const QString &text)
    {
        return text.isEmpty() ? Written() : Written{Kind::Text, 0, forXml(text)};
    }
    Written operator()(std::monostate) const { return {}; }
    Written operator()(qint64 number) const
    {
        return qAbs(number) <= largestNumber ? Written{Kind::Number, double(number), {}}
                                             : textual(QString::number(number));
    }
    Written operator()(double number) const
    {
        return std::isfinite(number) ? Written{Kind::Number, number, {}}
                                     : textual(QString::number(number));
    }
    Written operator()(QDate day) const
    {
        const auto serial = serialOf(day);
        return serial ? Written{Kind::Day, *serial, {}}
                      : textual(day.toString(QStringLiteral("yyyy-MM-dd")));
    }
    Written operator()(const QDateTime &moment) const
    {
        const auto serial = serialOf(moment);
        return serial ? Written{Kind::Moment, *serial, {}}
                      : textual(moment.toUTC().toString(Qt::ISODate));
    }
    Written operator()(const QString &text) const { return textual(text); }
};

/// How many narrow characters the longest line takes up.
int widthOf(const QString &text)
{
    int widest = 0;
    int width = 0;
    for (const QChar c : text) {
        width = c == u'\n' ? 0 : width + (c.unicode() >= 0x1100 && !c.isLowSurrogate() ? 2 : 1);
        widest = std::max(widest, width);
    }
    return widest;
}

int widthOf(const Written &cell)
{
    switch (cell.kind) {
    case Written::Kind::Nothing:
        return 0;
    case Written::Kind::Number:
        return static_cast<int>(QString::number(cell.number, 'g', 15).size());
    case Written::Kind::Day:
        return 10;
    case Written::Kind::Moment:
        return 23;
    case Written::Kind::Text:
        return widthOf(cell.text);
    }
    return 0;
}

tl::unexpected<Error> libraryFault(lxw_error error)
{
    return failure(ErrorCode::Internal, XlsxText::tr("The spreadsheet could not be made: %1")
                                            .arg(QString::fromLatin1(lxw_strerror(error))));
}

struct BookDeleter
{
    void operator()(lxw_workbook *book) const { lxw_workbook_free(book); }
};

class Book final
{
public:
    explicit Book(const XlsxMemory &memory)
        : m_folder(memory.temporaryFolder())
    {
        lxw_workbook_options options{};
        options.tmpdir = m_folder.isEmpty() ? nullptr : m_folder.data();
        m_book.reset(workbook_new_opt(memory.path().constData(), &options));
    }
    bool isValid() const { return bool(m_book); }
    void describe(const XlsxInfo &info);
    Status add(const Sheet &sheet);
    Status close();

private:
    void addFormats();
    Status addRow(const std::vector<SheetCell> &cells, lxw_row_t row, const Sheet &sheet);
    lxw_error write(const Written &cell, lxw_row_t row, lxw_col_t column);
    void arrange(const Sheet &sheet);

    QByteArray m_folder;
    std::unique_ptr<lxw_workbook, BookDeleter> m_book;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_heading = nullptr;
    lxw_format *m_number = nullptr;
    lxw_format *m_day = nullptr;
    lxw_format *m_moment = nullptr;
    lxw_format *m_text = nullptr;
    std::vector<int> m_widths; ///< of the columns of the sheet that is written
    QStringList m_names;
};

void Book::describe(const XlsxInfo &info)
{
    const QDate day = info.day.isValid() ? info.day : QDate(1980, 1, 1);
    QByteArray title = forXml(info.title).toUtf8();
    QByteArray program = QByteArrayLiteral("Safeguard");
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = program.data();
    properties.created = day.startOfDay(Qt::UTC).toSecsSinceEpoch();
    workbook_set_properties(m_book.get(), &properties);
    addFormats();
}

void Book::addFormats()
{
    const auto format = [this](const char *numbers) {
        lxw_format *made = workbook_add_format(m_book.get());
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        if (numbers)
            format_set_num_format(made, numbers);
        return made;
    };
    m_number = format(nullptr);
    m_day = format("yyyy-mm-dd");
    m_moment = format("yyyy-mm-dd hh:mm:ss \"UTC\"");
    m_text = format("@");
    format_set_text_wrap(m_text);
    m_heading = format(nullptr);
    format_set_bold(m_heading);
    format_set_text_wrap(m_heading);
    format_set_bottom(m_heading, LXW_BORDER_THIN);
}

lxw_error Book::write(const Written &cell, lxw_row_t row, lxw_col_t column)
{
    switch (cell.kind) {
    case Written::Kind::Nothing:
        return LXW_NO_ERROR;
    case Written::Kind::Number:
        return worksheet_write_number(m_sheet, row, column, cell.number, m_number);
    case Written::Kind::Day:
        return worksheet_write_number(m_sheet, row, column, cell.number, m_day);
    case Written::Kind::Moment:
        return worksheet_write_number(m_sheet, row, column, cell.number, m_moment);
    case Written::Kind::Text:
        return worksheet_write_string(m_sheet, row, column, cell.text.toUtf8().constData(), m_text);
    }
    return LXW_NO_ERROR;
}

/// What a row is called in a message: by its first cell, the number of its record.
QString nameOfRow(const std::vector<SheetCell> &cells, lxw_row_t row)
{
    const QString *name = cells.empty() ? nullptr : std::get_if<QString>(&cells.front());
    return name && !name->isEmpty() ? name->left(60) : XlsxText::tr("Row %1").arg(row + 1);
}

Status Book::addRow(const std::vector<SheetCell> &cells, lxw_row_t row, const Sheet &sheet)
{
    for (size_t i = 0; i < cells.size(); ++i) {
        const Written cell = std::visit(ToWritten{}, cells[i]);
        if (cell.text.size() > longestText)
            return failure(
                ErrorCode::Refused,
                XlsxText::tr("%1, %2: the text has %3 characters, and a cell of a "
                             "spreadsheet takes 32,767 at most. Nothing was cut and "
                             "nothing written. CSV has no such limit.")
                    .arg(nameOfRow(cells, row), sheet.columns.value(static_cast<qsizetype>(i)))
                    .arg(cell.text.size()));
        const auto error = write(cell, row, static_cast<lxw_col_t>(i));
        if (error != LXW_NO_ERROR)
            return libraryFault(error);
        m_widths.at(i) = std::max(m_widths.at(i), widthOf(cell));
    }
    return {};
}

Status Book::add(const Sheet &sheet)
{
    if (sheet.rows.size() > mostRows)
        return failure(ErrorCode::Refused,
                       XlsxText::tr("%1 has %2 rows, and a spreadsheet takes 1,048,575 at most. "
                                    "Nothing was written. CSV has no such limit.")
                           .arg(sheet.name)
                           .arg(sheet.rows.size()));
    const QString name = sheetName(sheet.name, m_names);
    m_names += name;
    m_sheet = workbook_add_worksheet(m_book.get(), name.toUtf8().constData());
    if (!m_sheet)
        return libraryFault(LXW_ERROR_PARAMETER_VALIDATION);
    m_widths.assign(static_cast<size_t>(sheet.columns.size()), narrowestColumn);
    for (qsizetype i = 0; i < sheet.columns.size(); ++i) {
        const QString title = forXml(sheet.columns[i]);
        worksheet_write_string(m_sheet, 0, static_cast<lxw_col_t>(i), title.toUtf8().constData(),
                               m_heading);
        // The button of the filter takes room too.
        m_widths.at(static_cast<size_t>(i)) =
            qBound(narrowestColumn, widthOf(title) + 4, widestHeading);
    }
    lxw_row_t row = 0;
    for (const auto &cells : sheet.rows)
        SG_TRY(addRow(cells, ++row, sheet));
    arrange(sheet);
    return {};
}

void Book::arrange(const Sheet &sheet)
{
    for (size_t i = 0; i < m_widths.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(m_sheet, column, column, std::min(m_widths[i], widestColumn) + 1,
                             nullptr);
    }
    worksheet_freeze_panes(m_sheet, 1, static_cast<lxw_col_t>(sheet.frozenColumns));
    worksheet_repeat_rows(m_sheet, 0, 0);
    worksheet_set_landscape(m_sheet);
    if (!sheet.columns.isEmpty())
        worksheet_autofilter(m_sheet, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                             static_cast<lxw_col_t>(sheet.columns.size() - 1));
}

Status Book::close()
{
    const auto error = workbook_close(m_book.release()); // frees it, also when it fails
    return error == LXW_NO_ERROR ? Status() : Status(libraryFault(error));
}

Result<QByteArray> made(const std::vector<Sheet> &sheets, const XlsxInfo &info)
{
    const XlsxMemory memory;
    Book book(memory);
    if (!memory.isValid() || !book.isValid())
        return libraryFault(LXW_ERROR_MEMORY_MALLOC_FAILED);
    book.describe(info);
    for (const Sheet &sheet : sheets)
        SG_TRY(book.add(sheet));
    SG_TRY(book.close());
    const QByteArray bytes = memory.bytes();
    if (bytes.isEmpty())
        return libraryFault(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return bytes;
}

/// Tries it on a sheet without content: whether the library keeps what it is given in memory.
bool staysInMemory()
{
    const quint64 before = XlsxMemory::partsInMemory();
    return made({Sheet{}}, {}) && XlsxMemory::partsInMemory() > before;
}

}

QString sheetName(const QString &wanted, const QStringList &others)
{
    QString name;
    for (const QChar c : wanted)
        name += c < u' ' || QStringLiteral("[]:*?/\\").contains(c) ? QChar(u'_') : c;
    const auto cut = [](QString text, qsizetype size) {
        text.truncate(size);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
        return text;
    };
    name = cut(name.trimmed(), longestName);
    while (name.startsWith(u'\''))
        name.remove(0, 1);
    while (name.endsWith(u'\''))
        name.chop(1);
    // A name that one spreadsheet program keeps for itself.
    if (name.isEmpty() || name.compare(QLatin1String("History"), Qt::CaseInsensitive) == 0)
        name += name.isEmpty() ? XlsxText::tr("Sheet") : QStringLiteral("_");
    QString free = name;
    for (int i = 2; others.contains(free, Qt::CaseInsensitive); ++i) {
        const QString suffix = QStringLiteral(" %1").arg(i);
        free = cut(name, longestName - suffix.size()) + suffix;
    }
    return free;
}

Result<QByteArray> toXlsx(const std::vector<Sheet> &sheets, const XlsxInfo &info)
{
    const PlainNumbers plain;
    static const bool isSafe = staysInMemory();
    if (!isSafe)
        return failure(ErrorCode::Internal,
                       XlsxText::tr("Spreadsheets cannot be made here without leaving their "
                                    "content in temporary files. Nothing was written."));
    return made(sheets, info);
}

}
