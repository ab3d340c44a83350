// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsx.h"
#include "model/exchange/xlsxreader.h"
#include "model/people/person.h"
#include "model/risk/plan.h"
#include "tests/exchange/filledproject.h"
#include "tests/tools/samplefixture.h"
#include "tests/tools/xlsxreader.h"
#include "tests/tools/zipmaker.h"

#include <QStringEncoder>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

QString latin(const char *text)
{
    return QString::fromUtf8(text);
}

/// The table as "a~b|1~2", the heading first; "!" and the reason for a cell with a fault.
QString textOf(const CsvTable &table)
{
    QStringList rows{table.heading.join(u'~')};
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        QStringList cells = table.rows[row];
        for (qsizetype column = 0; column < cells.size(); ++column) {
            if (table.faults.contains({row, column}))
                cells[column] += u'!' + table.faults.value({row, column});
        }
        rows += cells.join(u'~');
    }
    return rows.join(u'|');
}

Result<XlsxTable> read(const QByteArray &bytes, const XlsxChoice &choice = {})
{
    const auto book = XlsxReader::open(bytes);
    SG_TRY(book);
    return book->read(choice);
}

/// As textOf(), or what the error says.
QString readText(const QByteArray &bytes, const XlsxChoice &choice = {})
{
    const auto table = read(bytes, choice);
    return table ? textOf(table->table) : u'?' + table.error().text;
}

QByteArray sheetOf(const char *sheetData, const char *behind = "")
{
    return Workbook{.sheetData = latin(sheetData), .behind = latin(behind)}.bytes();
}

QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/exchange/files/") + latin(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no file %s", name);
    return file.readAll();
}

const RegisterType &typeOf(const char *key)
{
    return *allRegisters()->find(latin(key));
}

Result<ImportReport> import(Edit &edit, const RegisterType &type, const QByteArray &bytes)
{
    const auto table = read(bytes);
    SG_TRY(table);
    return importRows(edit, type, table->table, guessColumns(table->table.heading, type));
}

QString notesOf(const ImportReport &report)
{
    QStringList lines;
    for (const ImportNote &note : report.notes)
        lines += QStringLiteral("%1 %2 %3: %4")
                     .arg(importNoteKey(note.kind))
                     .arg(note.row)
                     .arg(note.column, note.text);
    return lines.join(u'\n');
}

/// Imports each register's own sheet again.
void compareWithOwnSheets(const Snapshot &snapshot)
{
    qsizetype records = 0;
    for (const RegisterType &type : *allRegisters()) {
        const auto bytes = toXlsx({registerSheet(type, snapshot)}, {{}, today});
        QVERIFY_OK(bytes);
        Edit edit(snapshot, AnyId::random());
        const auto report = import(edit, type, *bytes);
        QVERIFY_OK(report);
        QVERIFY2(!report->hasErrors(), qPrintable(type.key + u'\n' + notesOf(*report)));
        QVERIFY2(report->added + report->updated == 0 && edit.changes().empty(),
                 qPrintable(type.key));
        QVERIFY2(size_t(report->unchanged) == snapshot.rows(type.key).size(), qPrintable(type.key));
        QVERIFY2(report->notes.empty(), qPrintable(type.key + u'\n' + notesOf(*report)));
        records += report->unchanged;
    }
    QVERIFY(records > 100);
}

}

class tst_xlsxreader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbers_data();
    void numbers();
    void texts_data();
    void texts();
    void rows_data();
    void rows();
    void headings_data();
    void headings();
    void headingRow();
    void sheets();
    void otherWaysToWriteTheSame();
    void anotherEncoding();
    void filesOfAnotherProgram_data();
    void filesOfAnotherProgram();
    void ownFilesAsAnotherProgramReadsThem();
    void exportThenImportChangesNothing();
    void faultsAreWrongWhereTheyCount();
    void whatASpreadsheetHoldsFitsTheFields();
    void rowsOfRegistersWithoutNumbers();
    void tellsItsProgressAndCanBeCancelled();
    void manyRows();
};

void tst_xlsxreader::numbers_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *code, double number, const char *text) {
        QTest::addRow("%s %s", code, text) << latin(code) << number << latin(text);
    };
    row("General", 12, "12");
    row("General", 0.1 + 0.2, "0.3");
    row("General", 12.000000000000001, "12");
    row("General", 1.005, "1.005");
    row("General", -17.25, "-17.25");
    row("General", 0, "0");
    row("General", 123456789012, "123456789012");
    row("General", 123456789012345678.0, "123456789012346000");
    row("General", 1e20, "100000000000000000000");
    row("General", 1e21, "1e+21");
    row("General", 0.000012, "0.000012");
    row("General", 1e-30, "1e-30");
    row("0.00", 3.14159, "3.14159");
    row("#,##0.00", 1234.5, "1234.5");
    row("[Red]-0;[Blue]0", 5, "5");
    row("0.00E+00", 1500, "1500");
    row("[$$-409]#,##0", 7, "7");
    row("00000", 42, "00042");
    row("00000", -42, "-42");
    row("0\" days\"", 3, "3");
    row("0\\d", 3, "3");
    row("0_h", 3, "3");
    row("@", 3, "3");
    row("0%", 0.5, "50%");
    row("0%", 0.07, "7%");
    row("0.0%", 0.125, "12.5%");
    row("0%", 0, "0%");
    row("yyyy-mm-dd", 45351, "2024-02-29");
    row("dd.mm.yyyy", 45351.75, "2024-02-29");
    row("[$-409]mmmm d, yyyy", 45351, "2024-02-29");
    row("\"Week of \"mmm\\ d", 46081, "2026-02-28");
    row("mm/dd/yyyy", 1, "1900-01-01");
    row("mm/dd/yyyy", 59, "1900-02-28");
    row("mm/dd/yyyy", 60, "1900-02-29");
    row("mm/dd/yyyy", 61, "1900-03-01");
    row("mm/dd/yyyy", 2958465, "9999-12-31");
    row("mm/dd/yyyy", 2958465.9, "9999-12-31");
    row("yyyy-mm-dd hh:mm", 45351.5, "2024-02-29 12:00");
    row("yyyy-mm-dd hh:mm", 45351, "2024-02-29 00:00");
    row("m/d/yy h:mm AM/PM", 45351.5 + 9.0 / 86400, "2024-02-29 12:00:09");
    row("yyyy-mm-dd hh:mm", 45351.9999999, "2024-03-01 00:00");
    row("yyyy-mm-dd hh:mm:ss \"UTC\"", 45351.5, "2024-02-29T12:00:00Z");
    row("h:mm", 0.5, "12:00");
    row("h:mm", 45351.25, "06:00");
    row("h:mm AM/PM", 0.75, "18:00");
    row("mm:ss", 0.0006944444, "00:01");
    row("[h]:mm", 1.5, "36:00");
    row("[mm]:ss", 0.0006944444, "00:01");
    row("mm/dd/yyyy", 0, "?");
    row("mm/dd/yyyy", 0.5, "?");
    row("yyyy-mm-dd hh:mm", 0.5, "?");
    row("mm/dd/yyyy", -1, "?");
    row("mm/dd/yyyy", 2958466, "?");
    row("yyyy-mm-dd hh:mm", 2958465.99999999, "?");
    row("h:mm", -0.5, "?");
    row("1904 yyyy-mm-dd", 0, "1904-01-01");
    row("1904 yyyy-mm-dd", 44619, "2026-02-28");
    row("1904 yyyy-mm-dd", 2957003, "9999-12-31");
    row("1904 yyyy-mm-dd", 2957004, "?");
    row("14", 46081, "2026-02-28");
    row("22", 46081.5, "2026-02-28 12:00");
    row("20", 0.25, "06:00");
    row("46", 2, "48:00");
    row("9", 0.3, "30%");
    row("31", 46081, "2026-02-28");
    row("2", 46081, "46081");
    row("49", 46081, "46081");
}

void tst_xlsxreader::numbers()
{
    QFETCH(QString, code);
    QFETCH(double, number);
    QFETCH(QString, text);
    const bool is1904 = code.startsWith(QStringLiteral("1904 "));
    if (is1904)
        code.remove(0, 5);
    bool isBuiltIn = false;
    const int builtIn = code.toInt(&isBuiltIn);
    isBuiltIn = isBuiltIn && !code.startsWith(u'0');
    QCOMPARE(xlsxText(number, isBuiltIn ? xlsxFormat(builtIn) : xlsxFormat(code), is1904)
                 .value_or(QStringLiteral("?")),
             text);
    // The same by way of a file.
    const QString written = QString::number(number, 'g', 17);
    const QByteArray bytes =
        Workbook{.sheetData = latin("<row><c t=\"inlineStr\"><is><t>H</t></is></c></row><row><c "
                                    "s=\"1\"><v>%1</v></c></row>")
                                  .arg(written),
                 .styles = latin("<numFmts><numFmt numFmtId=\"170\" formatCode=\"%1\"/></numFmts>"
                                 "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"%2\"/></cellXfs>")
                               .arg(code.toHtmlEscaped())
                               .arg(isBuiltIn ? builtIn : 170),
                 .properties = is1904 ? latin("date1904=\"1\"") : QString()}
            .bytes();
    const QString seen = readText(bytes);
    if (text == QStringLiteral("?"))
        QVERIFY2(seen.startsWith(QStringLiteral("H|!")), qPrintable(seen));
    else
        QCOMPARE(seen, QStringLiteral("H|") + text);
}

void tst_xlsxreader::texts_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *cell, const char *text) {
        QTest::newRow(name) << latin(cell) << latin(text);
    };
    row("shared", "<c t=\"s\"><v>0</v></c>", "plain");
    row("shared, in runs", "<c t=\"s\"><v>1</v></c>", "one two");
    row("shared, phonetic help is not read", "<c t=\"s\"><v>2</v></c>", "東京");
    row("shared, empty", "<c t=\"s\"><v>3</v></c>", "");
    row("inline", "<c t=\"inlineStr\"><is><t>in</t></is></c>", "in");
    row("inline, in runs",
        "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r><r><t xml:space=\"preserve\"> "
        "b</t></r></is></c>",
        "a b");
    row("of a formula", "<c t=\"str\"><f>\"a\"</f><v>a</v></c>", "a");
    row("empty result of a formula", "<c t=\"str\"><f>\"\"</f><v></v></c>", "");
    row("number of a formula", "<c><f>1+1</f><v>2</v></c>", "2");
    row("error of a formula, as text", "<c t=\"str\"><f>NA()</f><v>#N/A</v></c>",
        "!the cell shows the error #N/A.");
    row("a text like an error", "<c t=\"inlineStr\"><is><t>#N/A</t></is></c>", "#N/A");
    row("formula never calculated", "<c><f>1+1</f></c>", "!the formula was never calculated");
    row("formula never calculated, with an empty result", "<c><f>1+1</f><v/></c>",
        "!the formula was never calculated");
    row("formatted alone", "<c s=\"1\"/>", "");
    row("true", "<c t=\"b\"><v>1</v></c>", "TRUE");
    row("false", "<c t=\"b\"><v>0</v></c>", "FALSE");
    row("error", "<c t=\"e\"><v>#N/A</v></c>", "!the cell shows the error #N/A.");
    row("error of a formula", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
        "!the cell shows the error #DIV/0!.");
    row("day as ISO 8601", "<c t=\"d\"><v>2026-02-28T00:00:00</v></c>", "2026-02-28");
    row("moment as ISO 8601", "<c t=\"d\"><v>2026-02-28T13:00:00</v></c>", "2026-02-28T13:00:00");
    row("lines", "<c t=\"inlineStr\"><is><t>one\ntwo</t></is></c>", "one\ntwo");
    row("lines with two characters at the end",
        "<c t=\"inlineStr\"><is><t>one_x000D_\ntwo&#13;\nthree</t></is></c>", "one\ntwo\nthree");
    row("what XML cannot hold", "<c t=\"inlineStr\"><is><t>a_x0007_b</t></is></c>", "a\ab");
    row("like what XML cannot hold",
        "<c t=\"inlineStr\"><is><t>_x005F_x0041_ _x004 _xZZZZ_</t></is></c>",
        "_x0041_ _x004 _xZZZZ_");
    row("spaces stay", "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c>", " a ");
    row("guarded", "<c t=\"inlineStr\"><is><t>'=1+1</t></is></c>", "=1+1");
    row("an apostrophe of its own", "<c t=\"inlineStr\"><is><t>'tis</t></is></c>", "'tis");
    row("marked as text", "<c s=\"1\" t=\"inlineStr\"><is><t>'=1+1</t></is></c>", "'=1+1");
    row("with an apostrophe in the format", "<c s=\"2\" t=\"inlineStr\"><is><t>'=1</t></is></c>",
        "'=1");
    row("formula is text", "<c t=\"inlineStr\"><is><t>=1+1</t></is></c>", "=1+1");
    row("escapes of XML",
        "<c t=\"inlineStr\"><is><t>&lt;&amp;&#x1F9E1;<![CDATA[<b>]]></t></is></c>", "<&🧡<b>");
}

void tst_xlsxreader::texts()
{
    QFETCH(QString, cell);
    QFETCH(QString, text);
    const Workbook book{
        .sheetData = latin("<row><c t=\"inlineStr\"><is><t>H</t></is></c><c t=\"inlineStr\"><is>"
                           "<t>I</t></is></c></row><row>%1<c t=\"n\"><v>9</v></c></row>")
                         .arg(cell),
        .strings = latin("<si><t>plain</t></si>"
                         "<si><r><t>one</t></r><r><rPr/><t xml:space=\"preserve\"> two</t></r></si>"
                         "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>"
                         "<phoneticPr fontId=\"1\"/></si><si/>"),
        .styles = latin("<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"49\"/>"
                        "<xf numFmtId=\"0\" quotePrefix=\"1\"/></cellXfs>")};
    const QString seen = readText(book.bytes());
    if (text.startsWith(u'!'))
        QVERIFY2(seen.startsWith(QStringLiteral("H~I|") + text) && seen.endsWith(latin("~9")),
                 qPrintable(seen));
    else
        QCOMPARE(seen, QStringLiteral("H~I|%1~9").arg(text));
}

static const char twoTitles[] = "<row><c t=\"inlineStr\"><is><t>A</t></is></c>"
                                "<c t=\"inlineStr\"><is><t>B</t></is></c></row>";

void tst_xlsxreader::rows_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("behind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("numbers");
    const auto row = [](const char *name, const char *rows, const char *text, const char *numbers,
                        const char *behind = "") {
        QTest::newRow(name) << latin(rows) << latin(behind) << latin(text) << latin(numbers);
    };
    row("none", "", "A~B", "");
    row("without places", "<row><c><v>1</v></c><c><v>2</v></c></row>", "A~B|1~2", "2");
    row("sparse", "<row r=\"7\"><c r=\"B7\"><v>2</v></c></row>", "A~B|~2", "7");
    row("place of the row alone", "<row r=\"7\"><c><v>1</v></c></row>", "A~B|1", "7");
    row("without a place behind one with",
        "<row r=\"5\"><c r=\"A5\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        "A~B|1~2|3", "5 6");
    row("empty ones between",
        "<row r=\"3\"/><row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        "A~B|1", "1048576");
    row("beyond the heading",
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"XFD2\"><v>2</v></c></row>",
        "A~B~Column XFD|1~~2", "2");
    row("merged over rows",
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>5</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" s=\"1\"/><c r=\"B3\"><v>6</v></c></row>"
        "<row r=\"5\"><c r=\"B5\"><v>7</v></c></row>"
        "<row r=\"6\"><c r=\"B6\"><v>8</v></c></row>",
        "A~B|1~5|1~6|1~7|~8", "2 3 5 6", "<mergeCells><mergeCell ref=\"A2:A5\"/></mergeCells>");
    row("merged over columns", "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", "A~B|1", "2",
        "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>");
    row("merged over both",
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"C3\"><v>3</v></c></row>",
        "A~B~Column C|1|1~~3", "2 3", "<mergeCells><mergeCell ref=\"A2:B3\"/></mergeCells>");
    row("merged from the heading on", "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>", "A~B|~1", "2",
        "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>");
    row("merged, of nothing", "<row r=\"3\"><c r=\"B3\"><v>1</v></c></row>", "A~B|~1", "3",
        "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>");
    row("extensions", "<row r=\"2\"><c r=\"A2\"><v>1</v><extLst><v>8</v></extLst></c><x/></row>",
        "A~B|1", "2", "<extLst><ext><row><c><v>9</v></c></row></ext></extLst>");
}

void tst_xlsxreader::rows()
{
    QFETCH(QString, rows);
    QFETCH(QString, behind);
    QFETCH(QString, text);
    QFETCH(QString, numbers);
    const auto table =
        read(Workbook{.sheetData = latin(twoTitles) + rows, .behind = behind}.bytes());
    QVERIFY_OK(table);
    QCOMPARE(textOf(table->table), text);
    QStringList seen;
    for (const qsizetype number : table->table.numbers)
        seen += QString::number(number);
    QCOMPARE(seen.join(u' '), numbers);
    // That something was read where it does not stand is told.
    const bool isFilled = behind.contains(latin("A2:A5")) || behind.contains(latin("A2:B3"));
    QCOMPARE(table->table.notes.size(), size_t(isFilled));
}

void tst_xlsxreader::headings_data()
{
    QTest::addColumn<QString>("titles");
    QTest::addColumn<QString>("text");
    QTest::newRow("twice") << "A|A|A (2)|A"
                           << "A~A (2)~A (2) (2)~A (3)";
    QTest::newRow("empty") << "A||C"
                           << "A~Column B~C";
    QTest::newRow("of two lines") << "Full\nname| B "
                                  << "Full name~B";
    QTest::newRow("empty, and one called so") << "|Column A"
                                              << "Column A~Column A (2)";
}

void tst_xlsxreader::headings()
{
    QFETCH(QString, titles);
    QFETCH(QString, text);
    QString cells;
    QString values;
    for (const QString &title : titles.split(u'|')) {
        cells +=
            latin("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">%1</t></is></c>").arg(title);
        values += latin("<c><v>1</v></c>");
    }
    const auto table =
        read(Workbook{.sheetData = latin("<row>%1</row><row>%2</row>").arg(cells, values)}.bytes());
    QVERIFY_OK(table);
    QCOMPARE(table->table.heading.join(u'~'), text);
}

void tst_xlsxreader::headingRow()
{
    const QByteArray bytes =
        sheetOf("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Report</t></is></c></row>"
                "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>Name</t></is></c>"
                "<c r=\"B4\" t=\"inlineStr\"><is><t>Kind</t></is></c></row>"
                "<row r=\"5\"><c r=\"B5\" t=\"inlineStr\"><is><t>Of it</t></is></c></row>"
                "<row r=\"6\"><c r=\"A6\"><v>1</v></c></row>",
                "<mergeCells><mergeCell ref=\"A2:D2\"/><mergeCell ref=\"A4:A5\"/></mergeCells>");
    QCOMPARE(readText(bytes), latin("Report~Column B|Name~Kind|Name~Of it|1"));
    QCOMPARE(read(bytes)->headingRow, 2);
    QCOMPARE(readText(bytes, {{}, 4}), latin("Name~Kind|~Of it|1"));
    QCOMPARE(readText(bytes, {{}, 5}), latin("Name~Of it|1")); // merged from above
    QCOMPARE(read(bytes, {{}, 5})->table.numbers, QList<qsizetype>{6});
    for (const int row : {1, 3, 7, 2'000'000'000}) {
        const QString says = readText(bytes, {{}, row});
        QVERIFY2(says.startsWith(QStringLiteral("?Row %1 of the sheet is empty").arg(row)),
                 qPrintable(says));
    }
}

/// A workbook of sheets as "name", "name:hidden" or "name:empty".
static QByteArray bookOf(const QStringList &sheets)
{
    QList<ZipEntry> parts;
    QList<QStringList> relations;
    QString list;
    for (const QString &sheet : sheets) {
        const QString name = sheet.section(u':', 0, 0);
        const QString id = QStringLiteral("r%1").arg(relations.size());
        const QString part = QStringLiteral("sheets/%1.xml").arg(relations.size());
        const bool isEmpty = sheet.endsWith(latin(":empty"));
        relations += QStringList{
            id, sheet.endsWith(latin(":chart")) ? latin("chartsheet") : latin("worksheet"),
            // Absolute and relative by turns.
            relations.size() % 2 == 0 ? QStringLiteral("/xl/") + part : part};
        list +=
            latin("<sheet name=\"%1\" state=\"%2\" r:id=\"%3\"/>")
                .arg(name.toHtmlEscaped(),
                     sheet.endsWith(latin(":hidden")) ? latin("veryHidden") : latin("visible"), id);
        parts += {QStringLiteral("xl/") + part,
                  Workbook::part(
                      latin("worksheet"),
                      latin("<sheetData><row><c s=\"1\">%1</c></row></sheetData>")
                          .arg(isEmpty ? QString() : latin("<v>%1</v>").arg(relations.size())))};
    }
    parts += {latin("xl/_rels/workbook.xml.rels"), Workbook::relations(relations)};
    parts += {latin("xl/workbook.xml"),
              Workbook::part(latin("workbook"), latin("<sheets>%1</sheets>").arg(list))};
    Workbook book;
    book.others = parts;
    return book.bytes();
}

void tst_xlsxreader::sheets()
{
    const QByteArray bytes = bookOf({latin("Old:hidden"), latin("Bar:chart"), latin("Blank:empty"),
                                     latin("Staff"), latin("Züge & Co"), latin("Bare:empty")});
    const auto book = XlsxReader::open(bytes);
    QVERIFY_OK(book);
    QStringList names;
    for (const auto &sheet : book->sheets())
        names += sheet.name + (sheet.isHidden ? latin("-") : QString());
    QCOMPARE(names.join(u','), latin("Old-,Blank,Staff,Züge & Co,Bare"));
    const auto first = book->read();
    QVERIFY_OK(first);
    QCOMPARE(first->sheet, latin("Staff"));
    QCOMPARE(textOf(first->table), latin("4"));
    QCOMPARE(first->table.notes.size(), size_t(1));
    QCOMPARE(
        first->table.notes.front().text,
        latin("The sheet “Staff” was read. The workbook also has “Old” (hidden), “Blank”, “Züge & "
              "Co”, “Bare”."));
    const auto named = book->read({latin("züge & co")});
    QVERIFY_OK(named);
    QCOMPARE(textOf(named->table), latin("5"));
    QVERIFY(named->table.notes.empty());
    QCOMPARE(textOf(book->read({latin("Old")})->table), latin("1"));
    const auto none = book->read({latin("Bar")});
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QVERIFY(none.error().text.contains(latin("“Staff”")));
    QVERIFY(book->read({latin("Blank")}).error().text.contains(latin("empty")));
    QVERIFY(!read(bookOf({latin("A:hidden"), latin("B:empty")})));
    QVERIFY(read(sheetOf(twoTitles))->table.notes.empty());
}

void tst_xlsxreader::otherWaysToWriteTheSame()
{
    const QString expected = latin("A~B|1");
    const Workbook book{.sheetData = latin(twoTitles) + latin("<row><c><v>1</v></c></row>")};
    QCOMPARE(readText(book.bytes()), expected);
    const auto with = [&](const std::function<void(ZipEntry &)> &change) {
        QList<ZipEntry> parts = book.parts();
        std::for_each(parts.begin(), parts.end(), change);
        return readText(zipOf(parts));
    };
    // Strict, with other names of namespaces; prefixes; letters and slashes; another main part.
    QCOMPARE(with([](ZipEntry &part) {
                 part.content.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                      "http://purl.oclc.org/ooxml/spreadsheetml/main");
                 part.content.replace(
                     "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                     "http://purl.oclc.org/ooxml/officeDocument/relationships");
             }),
             expected);
    QCOMPARE(with([](ZipEntry &part) {
                 if (!part.name.endsWith(latin("sheet1.xml")))
                     return;
                 for (const char *name : {"worksheet", "sheetData", "row", "c", "v", "is", "t"}) {
                     for (const char *end : {" ", ">"}) {
                         part.content.replace(QByteArray("<") + name + end,
                                              QByteArray("<x:") + name + end);
                         part.content.replace(QByteArray("</") + name + end,
                                              QByteArray("</x:") + name + end);
                     }
                 }
                 part.content.replace("xmlns=", "xmlns:x=");
             }),
             expected);
    QCOMPARE(with([](ZipEntry &part) { part.name = part.name.replace(u'/', u'\\'); }), expected);
    QCOMPARE(with([](ZipEntry &part) { part.name = part.name.toUpper(); }), expected);
    QCOMPARE(with([](ZipEntry &part) {
                 part.name.replace(latin("xl/"), latin("book/"));
                 part.content.replace("\"xl/", "\"/book/../book/");
             }),
             expected);
    // Neither styles nor shared texts.
    QList<ZipEntry> least;
    for (const ZipEntry &part : book.parts()) {
        if (!part.name.contains(latin("styles")) && !part.name.contains(latin("Strings")))
            least += part;
    }
    QCOMPARE(readText(zipOf(least)), expected);
}

void tst_xlsxreader::anotherEncoding()
{
    const Workbook book{.sheetData =
                            latin("<row><c t=\"inlineStr\"><is><t>心 é</t></is></c></row>")};
    QString sheet = QString::fromUtf8(book.sheet());
    sheet.replace(latin("UTF-8"), latin("UTF-16"));
    QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    const QByteArray bytes = utf16(sheet);
    Workbook other = book;
    other.others = {{latin("xl/worksheets/sheet1.xml"), bytes}};
    QCOMPARE(readText(other.bytes()), latin("心 é"));
}

void tst_xlsxreader::filesOfAnotherProgram_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("sheet");
    QTest::addColumn<int>("headingRow");
    QTest::newRow("values") << QByteArray("values") << QString() << 0;
    QTest::newRow("days from 1904") << QByteArray("values-1904") << QString() << 0;
    QTest::newRow("merged") << QByteArray("merged") << QString() << 3;
}

/// As LibreOffice 7.4 wrote them; beside each what a reader sees there.
void tst_xlsxreader::filesOfAnotherProgram()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, sheet);
    QFETCH(int, headingRow);
    const auto table = read(fixture(name + ".xlsx"), {sheet, headingRow});
    QVERIFY_OK(table);
    CsvTable seen = table->table;
    for (auto fault = seen.faults.constBegin(); fault != seen.faults.constEnd(); ++fault)
        seen.rows[fault.key().first][fault.key().second] = u'!' + fault.value();
    seen.faults.clear();
    const auto expected = readCsv(fixture(name + ".csv"));
    QVERIFY_OK(expected);
    QCOMPARE(seen.heading, expected->heading);
    for (qsizetype row = 0; row < seen.rows.size(); ++row)
        QCOMPARE(seen.rows[row].join(u'~'), expected->rows.value(row).join(u'~'));
    QCOMPARE(seen.rows.size(), expected->rows.size());
}

void tst_xlsxreader::ownFilesAsAnotherProgramReadsThem()
{
    const Snapshot snapshot = filledProject(41, 30);
    std::vector<Sheet> sheets;
    for (const RegisterType &type : *allRegisters())
        sheets.push_back(registerSheet(type, snapshot));
    const auto bytes = toXlsx(sheets, {{}, today});
    QVERIFY_OK(bytes);
    QTemporaryDir dir;
    QFile file(dir.filePath(latin("a.xlsx")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size());
    file.close();
    const auto others = sheetsOfXlsx(file.fileName());
    const auto book = XlsxReader::open(*bytes);
    QVERIFY_OK(book);
    QCOMPARE(book->sheets().size(), size_t(others.size()));
    qsizetype cells = 0;
    for (qsizetype i = 0; i < others.size(); ++i) {
        const auto table = book->read({book->sheets()[size_t(i)].name});
        QVERIFY_OK(table);
        QCOMPARE(table->table.heading, others[i].first());
        for (qsizetype row = 0; row < table->table.rows.size(); ++row) {
            QStringList seen = table->table.rows[row];
            const QStringList &other = others[i][table->table.numberOf(row) - 1];
            QCOMPARE(seen.size(), other.size());
            for (qsizetype j = 0; j < seen.size(); ++j) {
                // The other program has its own form of moments.
                const QString moment = QString(seen[j]).replace(u'T', u' ').left(19);
                if (seen[j].endsWith(u'Z') && other[j].startsWith(moment))
                    seen[j] = other[j];
                QCOMPARE(seen[j], other[j]);
                ++cells;
            }
        }
    }
    QVERIFY(cells > 5'000);
}

void tst_xlsxreader::exportThenImportChangesNothing()
{
    ProjectFixture sample;
    QVERIFY_OK(takeSample(sample));
    compareWithOwnSheets(sample.project->snapshot());
    for (const quint32 seed : {51U, 52U, 53U}) {
        if (!QTest::currentTestFailed())
            compareWithOwnSheets(filledProject(seed, 40));
    }
}

void tst_xlsxreader::faultsAreWrongWhereTheyCount()
{
    Snapshot snapshot(allRegisters());
    System system = systemNamed(latin("A"));
    system.description = latin("kept");
    snapshot.add(system);
    const QByteArray bytes = sheetOf(
        "<row><c t=\"inlineStr\"><is><t>Name</t></is></c><c t=\"inlineStr\"><is><t>Description</t>"
        "</is></c><c t=\"inlineStr\"><is><t>Sum</t></is></c></row>"
        "<row><c t=\"inlineStr\"><is><t>A</t></is></c><c t=\"e\"><v>#REF!</v></c>"
        "<c t=\"e\"><v>#DIV/0!</v></c></row>");
    Edit edit(snapshot, AnyId::random());
    const auto report = import(edit, typeOf("systems"), bytes);
    QVERIFY_OK(report);
    QCOMPARE(
        notesOf(*report),
        latin("dropped 0 Sum: no field takes this column.\n"
              "wrong 2 Description: the cell shows the error #REF!. Mend it there, or leave the "
              "column out."));
    QVERIFY(edit.changes().empty()); // what was there is not taken away
    Edit other(snapshot, AnyId::random());
    const auto table = read(bytes);
    const auto left = importRows(other, typeOf("systems"), table->table,
                                 {{latin("Name"), latin("name")}, {latin("Description"), {}}});
    QVERIFY_OK(left);
    QVERIFY(!left->hasErrors());
}

void tst_xlsxreader::whatASpreadsheetHoldsFitsTheFields()
{
    Snapshot snapshot(allRegisters());
    Person kim;
    kim.name = latin("Kim");
    kim.number = 3;
    const auto id = snapshot.add(kim);
    const Workbook book{
        .sheetData =
            latin("<row><c t=\"inlineStr\"><is><t>Title</t></is></c>"
                  "<c t=\"inlineStr\"><is><t>Owner</t></is></c><c t=\"inlineStr\"><is><t>Due</t>"
                  "</is></c></row>"
                  "<row><c><v>42</v></c><c t=\"inlineStr\"><is><t> kim</t></is></c><c "
                  "s=\"1\"><v>46081.5</v></c></row>"
                  "<row><c t=\"b\"><v>1</v></c><c t=\"inlineStr\"><is><t>per-3</t></is></c>"
                  "<c t=\"inlineStr\"><is><t>2026-02-28</t></is></c></row>"
                  "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>PER-003 Kim</t></is></c></row>"
                  "<row><c><v>2</v></c><c t=\"inlineStr\"><is><t>PER-003 Lee</t></is></c></row>"),
        .styles = latin("<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>")};
    Edit edit(snapshot, AnyId::random());
    const auto report = import(edit, typeOf("actions"), book.bytes());
    QVERIFY_OK(report);
    QCOMPARE(notesOf(*report).section(u':', 0, 0), latin("inferred 2 Due"));
    QVERIFY(notesOf(*report).contains(latin("wrong 5 Owner")));
    QCOMPARE(report->notes.size(), size_t(2));
    QStringList titles;
    for (const Action &action : edit.now().rows<Action>()) {
        titles += action.title;
        if (action.title != latin("2")) {
            QCOMPARE(action.owner, id);
        }
        QVERIFY(action.due.value_or(QDate(2026, 2, 28)) == QDate(2026, 2, 28));
    }
    titles.sort();
    QCOMPARE(titles.join(u','), latin("1,2,42,TRUE"));
}

void tst_xlsxreader::rowsOfRegistersWithoutNumbers()
{
    const Snapshot snapshot = filledProject(61, 5);
    int byId = 0;
    int byName = 0;
    for (const RegisterType &type : *allRegisters()) {
        const Sheet sheet = registerSheet(type, snapshot);
        const bool hasId = sheet.columns.last() == latin("Record id");
        byId += hasId;
        byName += !hasId && type.prefix.isEmpty() && !type.isSingleton;
        QVERIFY(!hasId || type.prefix.isEmpty());
    }
    QVERIFY(byId >= 3);
    QVERIFY(byName >= 1);
    // A foreign column that is called so says nothing about our records.
    const ColumnMap columns =
        guessColumns({latin("ID"), latin("Record id"), latin("Number")}, typeOf("people"));
    QVERIFY(!columns.contains(latin("ID")));
    QCOMPARE(columns.value(latin("Record id")), latin("id"));
    QCOMPARE(columns.value(latin("Number")), latin("number"));
}

void tst_xlsxreader::tellsItsProgressAndCanBeCancelled()
{
    QString rows;
    for (int i = 0; i < 20'000; ++i)
        rows += latin("<row><c><v>%1</v></c></row>").arg(i * 7919);
    const QByteArray bytes = Workbook{.sheetData = latin(twoTitles) + rows}.bytes();
    const auto book = XlsxReader::open(bytes);
    QVERIFY_OK(book);
    qint64 last = 0;
    int calls = 0;
    const auto table = book->read({}, [&](qint64 done, qint64 all) {
        ++calls;
        const bool isSound = done >= last && done <= all && all > 500'000;
        last = done;
        return isSound;
    });
    QVERIFY_OK(table);
    QVERIFY(calls > 5);
    const auto stopped = book->read({}, [](qint64 done, qint64) { return done < 200'000; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QVERIFY(!XlsxReader::open(bytes, [](qint64, qint64) { return false; }));
    // The same book again, as the dialog does with another sheet.
    QVERIFY_OK(book->read());
}

void tst_xlsxreader::manyRows()
{
    Sheet sheet{.name = latin("Many")};
    for (int column = 0; column < 20; ++column)
        sheet.columns += QStringLiteral("Column %1").arg(column);
    for (int row = 0; row < 50'000; ++row) {
        auto &cells = sheet.rows.emplace_back();
        for (int column = 0; column < 20; ++column)
            cells.push_back(column % 3 == 0   ? SheetCell(qint64(row) * column)
                            : column % 3 == 1 ? SheetCell(QDate(2026, 1, 1).addDays(row % 900))
                                              : SheetCell(QStringLiteral("text %1").arg(row)));
    }
    const auto bytes = toXlsx({sheet}, {{}, today});
    QVERIFY_OK(bytes);
    QElapsedTimer timer;
    timer.start();
    const auto table = read(*bytes);
    QVERIFY_OK(table);
    qInfo("%lld ms for %lld MB of file", timer.elapsed(), bytes->size() / 1024 / 1024);
    QCOMPARE(table->table.rows.size(), 50'000);
    QCOMPARE(table->table.rows.last().join(u'~').left(32),
             latin("0~2027-05-15~text 49999~149997~2"));
}

SAFEGUARD_TEST(tst_xlsxreader)
#include "tst_xlsxreader.moc"
