// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsxreader.h"

#include "model/exchange/xlsxxml.h"

#include <cmath>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QMap>
#include <set>

namespace safeguard {

namespace {

struct XlsxText
{
    Q_DECLARE_TR_FUNCTIONS(XlsxReader)
};

constexpr int mostColumns = 16'384;
constexpr qint64 mostRows = 1'048'576;

tl::unexpected<Error> refused(const QString &why)
{
    return failure(ErrorCode::InvalidInput, why);
}

Error damaged(const QString &what)
{
    return {
        ErrorCode::InvalidInput,
        XlsxText::tr("The workbook is damaged: %1. Nothing was imported. Open it in a spreadsheet "
                     "program, look whether all is there, and save it again.")
            .arg(what)};
}

bool isTrue(const QString &text)
{
    return text == QLatin1String("1") || text == QLatin1String("true");
}

/// The character that "_x0007_" stands for at that place, if it is such an escape.
std::optional<QChar> escapeAt(const QString &text, qsizetype at)
{
    const QStringView whole = QStringView(text).mid(at, 7);
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    const bool isEscape = whole.size() == 7 && whole.startsWith(QLatin1String("_x")) &&
                          whole.back() == u'_' &&
                          std::all_of(whole.begin() + 2, whole.begin() + 6, isHex);
    return isEscape ? std::optional(QChar(whole.mid(2, 4).toUShort(nullptr, 16))) : std::nullopt;
}

/// Without the escapes of the format; line ends as one character.
QString fromXml(const QString &text)
{
    if (!text.contains(QLatin1String("_x")) && !text.contains(u'\r'))
        return text;
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto escaped = escapeAt(text, i);
        result += escaped.value_or(text[i]);
        i += escaped ? 6 : 0;
    }
    return result.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
}

/// What some programs write as the text that a formula comes to.
bool isErrorCode(const QString &text)
{
    static const QStringList codes{QStringLiteral("#N/A"),    QStringLiteral("#REF!"),
                                   QStringLiteral("#DIV/0!"), QStringLiteral("#NAME?"),
                                   QStringLiteral("#VALUE!"), QStringLiteral("#NUM!"),
                                   QStringLiteral("#NULL!")};
    return codes.contains(text);
}

/// The text of a string item: plain or in runs, without phonetic ones.
QString stringItem(XlsxXml &xml)
{
    QString text;
    while (xml.nextChild()) {
        if (xml.is("t")) {
            text += xml.text();
        } else if (xml.is("r")) {
            while (xml.nextChild())
                xml.is("t") ? void(text += xml.text()) : xml.skip();
        } else {
            xml.skip();
        }
    }
    return fromXml(text);
}

/// "B12" as column 1 of row 12. Null for what is none, and outside of a sheet.
struct Place
{
    qint64 row = 0; ///< from 1, as shown
    int column = 0; ///< from 0
};
std::optional<Place> placeFrom(QStringView text)
{
    Place place;
    qsizetype i = 0;
    for (; i < text.size() && text[i] >= u'A' && text[i] <= u'Z' && i < 4; ++i)
        place.column = place.column * 26 + text[i].unicode() - u'A' + 1;
    const qsizetype letters = i;
    for (; i < text.size() && text[i] >= u'0' && text[i] <= u'9' && i < letters + 8; ++i)
        place.row = place.row * 10 + text[i].unicode() - u'0';
    if (i != text.size() || letters == 0 || place.column > mostColumns || place.row < 1 ||
        place.row > mostRows)
        return std::nullopt;
    --place.column;
    return place;
}

QString columnName(qsizetype column)
{
    QString name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.prepend(QChar(u'A' + static_cast<char16_t>((column - 1) % 26)));
    return name;
}

/// Where a relationship of a part leads: from the root, or from the part's folder.
QString resolved(const QString &target, const QString &fromPart)
{
    const QString folder = fromPart.section(u'/', 0, -2);
    const QString whole = target.startsWith(u'/') ? target.mid(1) : folder + u'/' + target;
    QString clean = QDir::cleanPath(whole);
    return clean.startsWith(u'/') ? clean.mid(1) : clean;
}

struct Relation
{
    QString kind; ///< the end of its type, which is the same in both forms of the format
    QString part;
};

Result<QHash<QString, Relation>> readRelations(const ZipParts &parts, const QString &part)
{
    const QString name = part.section(u'/', 0, -2) + QStringLiteral("/_rels/") +
                         part.section(u'/', -1) + QStringLiteral(".rels");
    QHash<QString, Relation> relations;
    const QString path = name.startsWith(u'/') ? name.mid(1) : name;
    if (!parts.contains(path))
        return relations;
    auto reader = parts.read(path);
    SG_TRY(reader);
    XlsxXml xml(*std::move(reader));
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.is("Relationship") && xml.attribute("TargetMode") != QLatin1String("External"))
            relations.insert(xml.attribute("Id"), {xml.attribute("Type").section(u'/', -1),
                                                   resolved(xml.attribute("Target"), part)});
        xml.skip();
    }
    SG_TRY(xml.finish());
    return relations;
}

Result<QStringList> readStrings(ZipParts::Reader part)
{
    QStringList strings;
    XlsxXml xml(std::move(part));
    xml.nextChild();
    while (xml.nextChild())
        xml.is("si") ? void(strings += stringItem(xml)) : xml.skip();
    SG_TRY(xml.finish());
    return strings;
}

/// The number formats of the cells, by the number of their style.
Result<std::vector<XlsxFormat>> readStyles(ZipParts::Reader part)
{
    QHash<int, QString> codes;
    std::vector<XlsxFormat> styles;
    XlsxXml xml(std::move(part));
    xml.nextChild();
    const auto readStyle = [&] {
        const int id = xml.attribute("numFmtId").toInt();
        XlsxFormat format = codes.contains(id) ? xlsxFormat(codes.value(id)) : xlsxFormat(id);
        format.isLiteral = format.isLiteral || isTrue(xml.attribute("quotePrefix"));
        styles.push_back(format);
    };
    while (xml.nextChild()) {
        const bool isCodes = xml.is("numFmts");
        const bool isStyles = xml.is("cellXfs");
        while ((isCodes || isStyles) && xml.nextChild()) {
            if (isCodes)
                codes.insert(xml.attribute("numFmtId").toInt(), xml.attribute("formatCode"));
            else
                readStyle();
            xml.skip();
        }
        if (!isCodes && !isStyles)
            xml.skip();
    }
    SG_TRY(xml.finish());
    return styles;
}

/// A cell that says something.
struct Cell
{
    int column = 0;
    QString text;
    QString fault; ///< why it says nothing that can be imported
};

struct Row
{
    qint64 number = 0;
    std::vector<Cell> cells; ///< by column
};

struct Merge
{
    Place first;
    Place last;
};

struct RawSheet
{
    std::vector<Row> rows; ///< those with content, by number
    std::vector<Merge> merges;
};

}

struct XlsxReader::Content
{
    struct Part
    {
        SheetName name;
        QString part;
    };
    ZipParts parts;
    XlsxLimits limits;
    std::vector<Part> sheets;
    QStringList strings;
    std::vector<XlsxFormat> styles;
    bool is1904 = false;
    qint64 unpacked = 0; ///< before the first sheet
};

namespace {

/// Reads the part of a sheet.
template <class Content>
class SheetParser final
{
public:
    SheetParser(const Content &content, ZipParts::Reader part)
        : m_content(content)
        , m_xml(std::move(part))
    {}
    Result<RawSheet> read()
    {
        m_xml.nextChild();
        while (m_xml.nextChild()) {
            if (m_xml.is("sheetData"))
                readRows();
            else if (m_xml.is("mergeCells"))
                readMerges();
            else
                m_xml.skip();
        }
        SG_TRY(m_xml.finish());
        return std::move(m_sheet);
    }

private:
    void fail(const QString &what) { m_xml.fail(damaged(what)); }
    void readRows()
    {
        while (m_xml.nextChild()) {
            if (m_xml.is("row"))
                readRow();
            else
                m_xml.skip();
        }
    }
    /// The attribute r of a row, or the next number where it is not said.
    qint64 rowNumber()
    {
        const QString given = m_xml.attribute("r");
        bool ok = true;
        const qint64 number = given.isEmpty() ? m_row + 1 : given.toLongLong(&ok);
        if (!ok || number <= m_row || number > mostRows)
            fail(XlsxText::tr("row %1 comes after row %2").arg(given.left(30)).arg(m_row));
        return number;
    }
    void readRow()
    {
        m_row = rowNumber();
        Row row{m_row, {}};
        int before = -1;
        while (m_xml.nextChild()) {
            if (!m_xml.is("c")) {
                m_xml.skip();
                continue;
            }
            const int column = columnAfter(before);
            before = column;
            Cell cell = readCell();
            cell.column = column;
            if (!cell.text.isEmpty() || !cell.fault.isEmpty())
                row.cells.push_back(std::move(cell));
        }
        if (!row.cells.empty())
            keep(std::move(row));
    }
    int columnAfter(int before)
    {
        const QString given = m_xml.attribute("r");
        if (given.isEmpty() && before + 1 < mostColumns)
            return before + 1;
        const auto place = placeFrom(given);
        if (!place || place->row != m_row || place->column <= before) {
            fail(XlsxText::tr("there is a cell \u201c%1\u201d in row %2, where it cannot be")
                     .arg(given.left(30))
                     .arg(m_row));
            return before;
        }
        return place->column;
    }
    void keep(Row row)
    {
        m_cells += static_cast<qsizetype>(row.cells.size());
        const XlsxLimits &limits = m_content.limits;
        if (static_cast<qsizetype>(m_sheet.rows.size()) == limits.rows || m_cells > limits.cells)
            m_xml.fail(
                {ErrorCode::InvalidInput,
                 XlsxText::tr("The sheet has more content than an import takes at once (%1 "
                              "rows, %2 cells). Nothing was imported. Divide the rows over "
                              "several workbooks, or delete the columns that are not needed, "
                              "and import one after the other.")
                     .arg(limits.rows)
                     .arg(limits.cells)});
        else
            m_sheet.rows.push_back(std::move(row));
    }

    Cell readCell()
    {
        const QString type = m_xml.attribute("t");
        const int style = m_xml.attribute("s").toInt();
        QString value;
        bool hasValue = false;
        bool hasFormula = false;
        QString inlineText;
        while (m_xml.nextChild()) {
            if (m_xml.is("v")) {
                value = m_xml.text();
                hasValue = true;
            } else if (m_xml.is("is")) {
                inlineText = stringItem(m_xml);
            } else {
                hasFormula = hasFormula || m_xml.is("f");
                m_xml.skip();
            }
        }
        if (type == QLatin1String("inlineStr"))
            return textCell(inlineText, style);
        if (!hasValue && !hasFormula)
            return {};
        if (!hasValue || (value.isEmpty() && type != QLatin1String("str")))
            return hasFormula ? Cell{0,
                                     {},
                                     XlsxText::tr("the formula was never calculated. Open the "
                                                  "workbook in a spreadsheet program and save it.")}
                              : Cell();
        return valueCell(type, value, style);
    }
    Cell valueCell(const QString &type, const QString &value, int style)
    {
        if (type.isEmpty() || type == QLatin1String("n"))
            return numberCell(value, style);
        if (type == QLatin1String("s"))
            return sharedCell(value, style);
        if (type == QLatin1String("e") || (type == QLatin1String("str") && isErrorCode(value)))
            return {0, {}, XlsxText::tr("the cell shows the error %1.").arg(value.left(30))};
        if (type == QLatin1String("str"))
            return textCell(fromXml(value), style);
        if (type == QLatin1String("b"))
            return {0, isTrue(value) ? QStringLiteral("TRUE") : QStringLiteral("FALSE"), {}};
        if (type == QLatin1String("d"))
            return {0, isoMoment(value), {}};
        fail(XlsxText::tr("row %1 has a cell of the unknown kind \u201c%2\u201d")
                 .arg(m_row)
                 .arg(type.left(30)));
        return {};
    }
    const XlsxFormat &formatOf(int style) const
    {
        static const XlsxFormat plain;
        const bool isKnown = style >= 0 && size_t(style) < m_content.styles.size();
        return isKnown ? m_content.styles[size_t(style)] : plain;
    }
    Cell textCell(const QString &text, int style) const
    {
        return {0, formatOf(style).isLiteral ? text : unguardedCell(text), {}};
    }
    Cell sharedCell(const QString &value, int style)
    {
        bool ok = false;
        const int index = value.trimmed().toInt(&ok);
        if (ok && index >= 0 && index < m_content.strings.size())
            return textCell(m_content.strings[index], style);
        fail(XlsxText::tr("row %1 has a text number \u201c%2\u201d, and there are %3 texts")
                 .arg(m_row)
                 .arg(value.left(30))
                 .arg(m_content.strings.size()));
        return {};
    }
    Cell numberCell(const QString &value, int style)
    {
        bool ok = false;
        const double number = value.toDouble(&ok);
        if (!ok || !std::isfinite(number)) {
            fail(XlsxText::tr("row %1 has the number \u201c%2\u201d, which is none")
                     .arg(m_row)
                     .arg(value.left(30)));
            return {};
        }
        const auto text = xlsxText(number, formatOf(style), m_content.is1904);
        return text ? Cell{0, *text, {}}
                    : Cell{0,
                           {},
                           XlsxText::tr("%1 is formatted as a day or a time and is none.")
                               .arg(number)};
    }
    /// A day alone where it begins at midnight.
    static QString isoMoment(const QString &value)
    {
        const QString midnight = QStringLiteral("T00:00:00");
        const qsizetype at = value.indexOf(midnight);
        const QString rest = at == 10 ? value.mid(at + midnight.size()) : QStringLiteral("?");
        return rest.isEmpty() || rest == QLatin1String(".000") ? value.left(10) : value;
    }
    void readMerges()
    {
        while (m_xml.nextChild()) {
            const QString range = m_xml.attribute("ref");
            const auto first = placeFrom(QStringView(range).left(range.indexOf(u':')));
            const auto last = placeFrom(QStringView(range).mid(range.indexOf(u':') + 1));
            if (first && last && last->row > first->row)
                m_sheet.merges.push_back({*first, *last});
            m_xml.skip();
        }
    }

    const Content &m_content;
    XlsxXml m_xml;
    RawSheet m_sheet;
    qint64 m_row = 0;
    qsizetype m_cells = 0;
};

/// Makes the table of rows that an import takes.
class TableMaker final
{
public:
    TableMaker(RawSheet sheet, const XlsxLimits &limits)
        : m_sheet(std::move(sheet))
        , m_limits(limits)
    {}
    Result<XlsxTable> make(int headingRow)
    {
        m_result.headingRow = headingRow > 0 ? headingRow : m_sheet.rows.front().number;
        SG_TRY(fillMerges());
        const auto heading = rowFrom(m_result.headingRow);
        if (heading == m_sheet.rows.end() || heading->number != m_result.headingRow)
            return refused(
                XlsxText::tr(
                    "Row %1 of the sheet is empty, so it is no heading. The first row with "
                    "content is %2.")
                    .arg(headingRow)
                    .arg(m_sheet.rows.front().number));
        findColumns(heading);
        SG_TRY(addRows(heading + 1));
        return std::move(m_result);
    }

private:
    using RowIterator = std::vector<Row>::iterator;
    /// The first row of that number or behind it.
    RowIterator rowFrom(qint64 number)
    {
        return std::lower_bound(m_sheet.rows.begin(), m_sheet.rows.end(), number,
                                [](const Row &row, qint64 n) { return row.number < n; });
    }
    static std::vector<Cell>::iterator cellFrom(Row &row, int column)
    {
        return std::lower_bound(row.cells.begin(), row.cells.end(), column,
                                [](const Cell &cell, int c) { return cell.column < c; });
    }

    Status fillMerges()
    {
        qsizetype filled = 0;
        QString where;
        for (const Merge &merge : m_sheet.merges) {
            const auto top = rowFrom(merge.first.row);
            if (top == m_sheet.rows.end() || top->number != merge.first.row)
                continue;
            const auto source = cellFrom(*top, merge.first.column);
            if (source == top->cells.end() || source->column != merge.first.column)
                continue;
            const bool isHeading = merge.first.row <= m_result.headingRow;
            const qint64 last =
                isHeading ? std::min<qint64>(merge.last.row, m_result.headingRow) : merge.last.row;
            const Cell cell = *source;
            for (auto row = top + 1; row != m_sheet.rows.end() && row->number <= last; ++row) {
                fill(*row, cell);
                if (++filled > m_limits.cells)
                    return refused(damaged(XlsxText::tr("its merged cells overlap")).text);
                if (where.isEmpty() && !isHeading)
                    where = columnName(cell.column) + QString::number(merge.first.row);
            }
        }
        if (!where.isEmpty())
            m_result.table.notes.push_back(
                {ImportNote::Kind::Inferred, 0, QString(),
                 XlsxText::tr("Cells are merged over several rows, the first at %1: what they say "
                              "was read for each of these rows.")
                     .arg(where)});
        return {};
    }
    static void fill(Row &row, const Cell &cell)
    {
        const auto at = cellFrom(row, cell.column);
        if (at == row.cells.end() || at->column != cell.column)
            row.cells.insert(at, cell);
    }

    /// Those of the heading, and those in which something stands below it.
    void findColumns(RowIterator heading)
    {
        std::set<int> columns;
        QHash<int, QString> titles;
        for (const Cell &cell : heading->cells)
            titles.insert(cell.column, cell.text.simplified());
        for (auto row = heading; row != m_sheet.rows.end(); ++row) {
            for (const Cell &cell : row->cells)
                columns.insert(cell.column);
        }
        for (const int column : columns) {
            m_places.insert(column, m_result.table.heading.size());
            m_result.table.heading += freeTitle(titles.value(column), column);
        }
    }
    QString freeTitle(const QString &wanted, int column)
    {
        const QString title =
            wanted.isEmpty() ? XlsxText::tr("Column %1").arg(columnName(column)) : wanted;
        // Counted, so that thousands of one name cost no more than thousands of different ones.
        int &bearers = m_titles[title];
        QString free = title;
        while (bearers > 0 && m_titles.contains(free))
            free = QStringLiteral("%1 (%2)").arg(title).arg(++bearers);
        bearers = std::max(bearers, 1);
        if (free != title)
            m_titles.insert(free, 1);
        return free;
    }

    Status addRows(RowIterator from)
    {
        CsvTable &table = m_result.table;
        qsizetype cells = 0;
        for (auto row = from; row != m_sheet.rows.end(); ++row) {
            const qsizetype width = m_places.value(row->cells.back().column) + 1;
            cells += width;
            if (cells > 2 * m_limits.cells)
                return refused(
                    XlsxText::tr("The sheet is too wide for its length: %1 columns have content. "
                                 "Nothing was imported. Delete the columns that are not needed.")
                        .arg(m_places.size()));
            QStringList texts(width);
            for (const Cell &cell : row->cells) {
                const qsizetype place = m_places.value(cell.column);
                texts[place] = cell.text;
                if (!cell.fault.isEmpty())
                    table.faults.insert({table.rows.size(), place}, cell.fault);
            }
            table.rows += std::move(texts);
            table.numbers += row->number;
            std::vector<Cell>().swap(row->cells);
        }
        return {};
    }

    RawSheet m_sheet;
    const XlsxLimits &m_limits;
    XlsxTable m_result;
    QHash<int, qsizetype> m_places; ///< of the sheet's columns in the table
    QHash<QString, int> m_titles;
};

}

/// Opens a workbook.
struct XlsxOpening
{
    using Content = XlsxReader::Content;

    ZipParts parts;
    const XlsxReader::Progress &progress;
    XlsxLimits limits;
    Content content{parts, limits, {}, {}, {}, false, 0};
    QHash<QString, Relation> relations = {};
    QString workbook = {};

    Status findWorkbook()
    {
        if (parts.contains(QStringLiteral("content.xml")))
            return refused(
                XlsxText::tr("This is an OpenDocument file, not an XLSX workbook. Nothing "
                             "was imported. Save it as XLSX or CSV and import that."));
        const auto package = readRelations(parts, QString());
        SG_TRY(package);
        workbook = QStringLiteral("xl/workbook.xml");
        for (const Relation &relation : *package) {
            if (relation.kind == QLatin1String("officeDocument"))
                workbook = relation.part;
        }
        if (workbook.endsWith(QLatin1String(".bin"), Qt::CaseInsensitive))
            return refused(XlsxText::tr("This is a binary workbook (.xlsb). Nothing was imported. "
                                        "Save it as XLSX or CSV and import that."));
        if (!parts.contains(workbook))
            return refused(
                XlsxText::tr("This is no XLSX workbook: no workbook is in it. Nothing was "
                             "imported. Save the table as XLSX or CSV and import that."));
        auto found = readRelations(parts, workbook);
        SG_TRY(found);
        relations = *std::move(found);
        return {};
    }

    Status readWorkbook()
    {
        auto reader = parts.read(workbook);
        SG_TRY(reader);
        XlsxXml xml(*std::move(reader));
        xml.nextChild();
        while (xml.nextChild()) {
            if (xml.is("workbookPr"))
                content.is1904 = isTrue(xml.attribute("date1904"));
            const bool isList = xml.is("sheets");
            while (isList && xml.nextChild())
                addSheet(xml);
            if (!isList)
                xml.skip();
        }
        SG_TRY(xml.finish());
        if (content.sheets.empty())
            return refused(
                XlsxText::tr("The workbook has no sheet with cells. Nothing was imported."));
        return {};
    }
    /// Charts and macros are sheets too, without cells.
    void addSheet(XlsxXml &xml)
    {
        const Relation relation = relations.value(xml.relation());
        const QString state = xml.attribute("state");
        if (relation.kind == QLatin1String("worksheet") && parts.contains(relation.part))
            content.sheets.push_back(
                {{xml.attribute("name"), !state.isEmpty() && state != QLatin1String("visible")},
                 relation.part});
        xml.skip();
    }

    Result<ZipParts::Reader> partOf(const char *kind, const ZipParts::Progress &told)
    {
        for (const Relation &relation : relations) {
            if (relation.kind == QLatin1String(kind) && parts.contains(relation.part))
                return parts.read(relation.part, told);
        }
        return failure(ErrorCode::NotFound, QString());
    }

    Status readShared()
    {
        ZipParts::Progress told;
        if (progress)
            told = [this](qint64 done) { return progress(done, 0); };
        if (auto part = partOf("sharedStrings", told)) {
            auto strings = readStrings(*std::move(part));
            SG_TRY(strings);
            content.strings = *std::move(strings);
        }
        if (auto part = partOf("styles", told)) {
            auto styles = readStyles(*std::move(part));
            SG_TRY(styles);
            content.styles = *std::move(styles);
        }
        content.unpacked = parts.unpacked();
        return {};
    }
};

Result<XlsxReader> XlsxReader::open(const QByteArray &bytes, const Progress &progress,
                                    const XlsxLimits &limits)
{
    if (bytes.startsWith(QByteArray::fromHex("d0cf11e0")))
        return refused(XlsxText::tr(
            "The workbook has a password, or it is of the old format .xls. Nothing was imported. "
            "Open it in a spreadsheet program and save it as XLSX without a password."));
    if (!bytes.startsWith("PK"))
        return refused(
            XlsxText::tr("This is no XLSX workbook. Nothing was imported. Save the table as "
                         "XLSX or CSV and import that."));
    auto parts = ZipParts::open(bytes, limits.zip);
    SG_TRY(parts);
    XlsxOpening opening{*std::move(parts), progress, limits};
    SG_TRY(opening.findWorkbook());
    SG_TRY(opening.readWorkbook());
    SG_TRY(opening.readShared());
    XlsxReader reader;
    reader.m_content = std::make_shared<const Content>(std::move(opening.content));
    return reader;
}

std::vector<XlsxReader::SheetName> XlsxReader::sheets() const
{
    std::vector<SheetName> names;
    for (const Content::Part &sheet : m_content->sheets)
        names.push_back(sheet.name);
    return names;
}

namespace {

QString quoted(const QString &name)
{
    return QStringLiteral("\u201c%1\u201d").arg(name);
}

/// The names of the sheets, but for one.
QString namesOf(const std::vector<XlsxReader::SheetName> &sheets, const QString &without)
{
    QStringList names;
    for (const XlsxReader::SheetName &sheet : sheets) {
        if (sheet.name == without)
            continue;
        names += sheet.isHidden ? XlsxText::tr("%1 (hidden)").arg(quoted(sheet.name))
                                : quoted(sheet.name);
    }
    return names.join(QStringLiteral(", "));
}

}

Result<XlsxTable> XlsxReader::read(const XlsxChoice &choice, const Progress &progress) const
{
    const auto isMeant = [&](const SheetName &sheet) {
        return choice.sheet.isEmpty() ? !sheet.isHidden
                                      : sheet.name.compare(choice.sheet, Qt::CaseInsensitive) == 0;
    };
    bool isThere = false;
    for (const Content::Part &sheet : m_content->sheets) {
        if (!isMeant(sheet.name))
            continue;
        isThere = true;
        m_content->parts.setUnpacked(m_content->unpacked);
        ZipParts::Progress told;
        if (progress)
            told = [&, size = m_content->parts.claimedSize(sheet.part)](qint64 done) {
                return progress(std::min(done, size), size);
            };
        auto part = m_content->parts.read(sheet.part, told);
        SG_TRY(part);
        auto raw = SheetParser<Content>(*m_content, *std::move(part)).read();
        SG_TRY(raw);
        if (raw->rows.empty())
            continue;
        auto table = TableMaker(*std::move(raw), m_content->limits).make(choice.headingRow);
        SG_TRY(table);
        table->sheet = sheet.name.name;
        if (const QString others = namesOf(sheets(), sheet.name.name);
            choice.sheet.isEmpty() && !others.isEmpty())
            table->table.notes.insert(
                table->table.notes.begin(),
                {ImportNote::Kind::Inferred, 0, QString(),
                 XlsxText::tr("The sheet %1 was read. The workbook also has %2.")
                     .arg(quoted(table->sheet), others)});
        return table;
    }
    if (!isThere && !choice.sheet.isEmpty())
        return failure(ErrorCode::NotFound,
                       XlsxText::tr("The workbook has no sheet %1. It has %2.")
                           .arg(quoted(choice.sheet), namesOf(sheets(), QString())));
    return refused(XlsxText::tr("The sheet is empty: not even a heading is there."));
}

bool looksLikeXlsx(const QByteArray &bytes)
{
    return bytes.startsWith("PK\x03\x04") || bytes.startsWith(QByteArray::fromHex("d0cf11e0"));
}

}
