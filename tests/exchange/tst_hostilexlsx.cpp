// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsxreader.h"
#include "tests/tools/testmain.h"
#include "tests/tools/zipmaker.h"

#include <QRandomGenerator>
#include <QtEndian>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

QString latin(const char *text)
{
    return QString::fromUtf8(text);
}

const QString &heading()
{
    static const QString text =
        latin("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>A</t></is></c></row>");
    return text;
}

Workbook bookOf(const QString &rows)
{
    return {.sheetData = heading() + rows, .strings = latin("<si><t>one</t></si>")};
}

/// Empty when it can be read; the error's text else, which must be of a kind that a person gets.
QString errorOf(const QByteArray &bytes, const XlsxLimits &limits = {})
{
    const auto book = XlsxReader::open(bytes, {}, limits);
    const auto table = book ? book->read() : Result<XlsxTable>(failure(book.error()));
    if (table)
        return {};
    return table.error().code == ErrorCode::InvalidInput ? table.error().text
                                                         : latin("of another kind");
}

/// A file that begins at once and in which the parts of the central directory are all one.
QByteArray overlapping(int parts)
{
    const QByteArray content(1'000, 'x');
    const auto number = [](auto value) {
        QByteArray bytes(sizeof value, 0);
        qToLittleEndian(value, bytes.data());
        return bytes;
    };
    const auto sizes =
        number(quint32(0)) + number(quint32(content.size())) + number(quint32(content.size()));
    QByteArray file = "PK\3\4" + number(quint16(20)) + QByteArray(8, 0) + sizes +
                      number(quint16(1)) + number(quint16(0)) + "a" + content;
    const auto begin = quint32(file.size());
    for (int i = 0; i < parts; ++i) {
        const QByteArray name = "part" + QByteArray::number(i);
        file += "PK\1\2" + number(quint16(20)) + number(quint16(20)) + QByteArray(8, 0) + sizes +
                number(quint16(name.size())) + QByteArray(12, 0) + number(quint32(0)) + name;
    }
    const auto size = quint32(file.size()) - begin;
    return file + "PK\5\6" + QByteArray(4, 0) + number(quint16(parts)) + number(quint16(parts)) +
           number(size) + number(begin) + number(quint16(0));
}

}

class tst_hostilexlsx final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isRefused_data();
    void isRefused();
    void partsAreRefused_data();
    void partsAreRefused();
    void otherFormatsAreCalledByTheirName_data();
    void otherFormatsAreCalledByTheirName();
    void unpacksNoMoreThanTheLimits();
    void aSizeThatIsNotTrue();
    void partsThatOverlap();
    void moreContentThanALimit();
    void formattedRowsDoNotCount();
    void widerThanMemory();
    void mergedCellsThatOverlap();
    void truncatedAnywhere();
    void anyByteFlipped();
};

void tst_hostilexlsx::isRefused_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &rows, const char *says) {
        QTest::newRow(name) << rows << latin(says);
    };
    const auto cell = [](const char *text) {
        return latin("<row r=\"2\">%1</row>").arg(latin(text));
    };
    row("a column beyond the last", cell("<c r=\"XFE2\"><v>1</v></c>"), "XFE2");
    row("row zero", cell("<c r=\"A0\"><v>1</v></c>"), "A0");
    row("a row beyond the last", latin("<row r=\"1048577\"><c><v>1</v></c></row>"), "1048577");
    row("a row beyond all numbers", latin("<row r=\"99999999999999999999\"/>"), "9999");
    row("a negative row", latin("<row r=\"-3\"/>"), "row -3");
    row("a row that is no number", latin("<row r=\"two\"/>"), "two");
    row("a row twice", latin("<row r=\"2\"/><row r=\"2\"/>"), "after row 2");
    row("rows in another order", latin("<row r=\"5\"/><row r=\"4\"/>"), "row 4 comes after row 5");
    row("a cell of another row", cell("<c r=\"A3\"><v>1</v></c>"), "A3");
    row("a cell twice", cell("<c r=\"A2\"/><c r=\"A2\"/>"), "A2");
    row("cells in another order", cell("<c r=\"B2\"/><c r=\"A2\"/>"), "A2");
    row("a place of other letters", cell("<c r=\"ÄA2\"/>"), "ÄA2");
    row("a place in small letters", cell("<c r=\"a2\"/>"), "a2");
    row("a place without a row", cell("<c r=\"A\"/>"), "\u201cA\u201d");
    row("a place without end",
        latin("<row r=\"2\"><c r=\"%1\"/></row>").arg(QString(100'000, u'A')), "AAAA");
    row("a text beyond the last", cell("<c t=\"s\"><v>1</v></c>"), "there are 1 texts");
    row("a text of a huge number", cell("<c t=\"s\"><v>4294967296</v></c>"), "4294967296");
    row("a text of a negative number", cell("<c t=\"s\"><v>-1</v></c>"), "-1");
    row("a text of no number", cell("<c t=\"s\"><v>one</v></c>"), "one");
    row("a number that is none", cell("<c><v>seven</v></c>"), "seven");
    row("not a number", cell("<c><v>nan</v></c>"), "nan");
    row("infinite", cell("<c><v>inf</v></c>"), "inf");
    row("beyond all numbers", cell("<c><v>1e999</v></c>"), "1e999");
    row("a kind that is unknown", cell("<c t=\"virus\"><v>1</v></c>"), "virus");
    row("not closed", latin("<row r=\"2\">"), "damaged");
    row("closed wrongly", latin("<row r=\"2\"></c>"), "damaged");
    row("an entity", cell("<c t=\"inlineStr\"><is><t>&lol;</t></is></c>"), "");
    row("characters that XML does not have", cell("<c t=\"inlineStr\"><is><t>&#0;</t></is></c>"),
        "damaged");
    row("nested without end", latin("<x>").repeated(100'000) + latin("</x>").repeated(100'000),
        "damaged");
    row("a comment without end", latin("<!--") + QString(5'000'000, u'<') + latin("-->"),
        "damaged");
    row("an attribute without end", latin("<row r=\"2\" x=\"%1\"/>").arg(QString(5'000'000, u'>')),
        "damaged");
    row("a text without end",
        latin("<row r=\"2\"><c t=\"inlineStr\"><is><t>%1</t></is></c></row>")
            .arg(QString(5'000'000, u'a')),
        "damaged");
}

void tst_hostilexlsx::isRefused()
{
    QFETCH(QString, rows);
    QFETCH(QString, says);
    QCOMPARE(errorOf(bookOf({}).bytes()), QString());
    const QString error = errorOf(bookOf(rows).bytes());
    QVERIFY2(error.contains(says) && error.contains(latin("Nothing was imported")),
             qPrintable(error));
    QVERIFY2(error.size() < 500, qPrintable(error));
}

void tst_hostilexlsx::partsAreRefused_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *part, const QByteArray &content,
                        const char *says) {
        QTest::newRow(name) << latin(part) << content << latin(says);
    };
    const QByteArray laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&c;</t>"
        "</is></c></row></sheetData></worksheet>";
    const char sheet[] = "xl/worksheets/sheet1.xml";
    row("entities that grow", sheet, laughs, "entities");
    row("an entity of another file", sheet,
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet/>", "entities");
    row("entities in the texts", "xl/sharedStrings.xml", "<!DOCTYPE sst []><sst/>", "entities");
    row("no XML", sheet, "name,kind\n", "damaged");
    row("nothing", sheet, "", "damaged");
    row("another encoding than it says", sheet,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><a>\xff\xfe</a></worksheet>",
        "damaged");
    row("no sheet", sheet, "<worksheet/>", "empty");
    row("a workbook without sheets", "xl/workbook.xml", "<workbook/>", "no sheet");
    row("a sheet outside of the file", "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
        "Target=\"../../../../etc/passwd\"/></Relationships>",
        "no sheet");
    row("a sheet on the network", "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" TargetMode=\"External\" "
        "Target=\"worksheets/sheet1.xml\"/></Relationships>",
        "no sheet");
    row("a workbook elsewhere", "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" "
        "Target=\"nowhere.xml\"/>"
        "</Relationships>",
        "no XLSX workbook");
}

void tst_hostilexlsx::partsAreRefused()
{
    QFETCH(QString, part);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    Workbook book = bookOf({});
    book.others = {{part, content}};
    const QString error = errorOf(book.bytes());
    QVERIFY2(error.contains(says), qPrintable(error));
}

void tst_hostilexlsx::otherFormatsAreCalledByTheirName_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto zip = [](const char *part) { return zipOf({{latin(part), QByteArray("x")}}); };
    QTest::newRow("a password") << QByteArray::fromHex("d0cf11e0a1b11ae1") + QByteArray(600, 0)
                                << "password";
    QTest::newRow("nothing") << QByteArray() << "no XLSX";
    QTest::newRow("text") << QByteArray("name,kind\n") << "no XLSX";
    QTest::newRow("another zip") << zip("readme.txt") << "no XLSX";
    QTest::newRow("OpenDocument") << zip("content.xml") << "OpenDocument";
    QTest::newRow("a document") << zip("word/document.xml") << "no XLSX";
    Workbook binary;
    binary.others = {{latin("_rels/.rels"),
                      Workbook::relations(
                          {{latin("rId1"), latin("officeDocument"), latin("xl/workbook.bin")}})}};
    QTest::newRow("binary") << binary.bytes() << "xlsb";
    QTest::newRow("a zip that is a beginning only") << QByteArray("PK\3\4") << "damaged";
    QTest::newRow("two parts of one name")
        << zipOf({{latin("xl/workbook.xml"), "a"}, {latin("XL/Workbook.xml"), "b"}}) << "two parts";
}

void tst_hostilexlsx::otherFormatsAreCalledByTheirName()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const QString error = errorOf(bytes);
    QVERIFY2(error.contains(says), qPrintable(error));
}

void tst_hostilexlsx::unpacksNoMoreThanTheLimits()
{
    // Spaces between rows are allowed, and pack to a hundredth.
    Workbook book = bookOf({});
    QString spaces;
    for (int i = 0; i < 3'000; ++i)
        spaces += QString(1'000, u' ') + latin("<x/>");
    book.sheetData += spaces;
    const QByteArray bytes = book.bytes();
    QVERIFY(bytes.size() < 60'000);
    QCOMPARE(errorOf(bytes), QString());
    XlsxLimits total;
    total.zip.total = 2'000'000;
    QVERIFY2(errorOf(bytes, total).contains(latin("unpacks to more")),
             qPrintable(errorOf(bytes, total)));
    XlsxLimits ratio;
    ratio.zip.ratioFrom = 2'000'000;
    ratio.zip.ratio = 100;
    QVERIFY(errorOf(bytes, ratio).contains(latin("unpacks to more")));
    ratio.zip.ratio = 10'000;
    QCOMPARE(errorOf(bytes, ratio), QString());
    XlsxLimits parts;
    parts.zip.parts = 3;
    QVERIFY(errorOf(bytes, parts).contains(latin("6 parts")));
    // Each sheet counts by itself, and beside the texts.
    const auto opened = XlsxReader::open(bytes, {}, [] {
        XlsxLimits limits;
        limits.zip.total = 4'000'000;
        return limits;
    }());
    QVERIFY_OK(opened);
    for (int i = 0; i < 3; ++i)
        QVERIFY_OK(opened->read());
}

/// What the directory of the file says about sizes is not relied on.
void tst_hostilexlsx::aSizeThatIsNotTrue()
{
    Workbook book = bookOf({});
    for (int i = 0; i < 2'000; ++i)
        book.sheetData += QString(1'000, u' ') + latin("<x/>");
    QByteArray bytes = book.bytes();
    const QByteArray real = [&] {
        QByteArray size(4, 0);
        qToLittleEndian(quint32(book.sheet().size()), size.data());
        return size;
    }();
    QByteArray small(4, 0);
    qToLittleEndian(quint32(1'000), small.data());
    QVERIFY(bytes.count(real) >= 2);
    bytes.replace(real, small);
    XlsxLimits limits;
    limits.zip.total = 1'000'000;
    QVERIFY(errorOf(bytes, limits).contains(latin("unpacks to more")));
}

void tst_hostilexlsx::partsThatOverlap()
{
    QVERIFY(errorOf(overlapping(1)).contains(latin("no XLSX")));
    const QString error = errorOf(overlapping(50));
    QVERIFY2(error.contains(latin("overlap")), qPrintable(error));
}

void tst_hostilexlsx::moreContentThanALimit()
{
    QString rows;
    for (int row = 2; row <= 101; ++row)
        rows += latin("<row r=\"%1\"><c><v>1</v></c><c><v>2</v></c></row>").arg(row);
    const QByteArray bytes = bookOf(rows).bytes();
    XlsxLimits limits;
    limits.rows = 101;
    limits.cells = 201;
    QCOMPARE(errorOf(bytes, limits), QString());
    limits.rows = 100;
    QVERIFY(
        errorOf(bytes, limits).contains(latin("more content than an import takes at once (100")));
    limits = {};
    limits.cells = 200;
    QVERIFY(errorOf(bytes, limits).contains(latin("200 cells")));
}

void tst_hostilexlsx::formattedRowsDoNotCount()
{
    QString rows;
    for (int row = 2; row <= 300'000; ++row)
        rows += latin("<row r=\"%1\" s=\"1\"><c s=\"1\"/></row>").arg(row);
    rows += latin("<row r=\"1048576\"><c><v>7</v></c></row>");
    const auto book = XlsxReader::open(bookOf(rows).bytes());
    QVERIFY_OK(book);
    const auto table = book->read();
    QVERIFY_OK(table);
    QCOMPARE(table->table.rows.size(), 1);
    QCOMPARE(table->table.numbers.first(), 1'048'576);
}

/// Cells far to the right in each row, and all columns used once: each row would be filled up.
void tst_hostilexlsx::widerThanMemory()
{
    QString rows = latin("<row r=\"2\">");
    for (int column = 0; column < 16'384; ++column)
        rows += latin("<c><v>1</v></c>");
    rows += latin("</row>");
    for (int row = 3; row < 3'000; ++row)
        rows += latin("<row r=\"%1\"><c r=\"XFD%1\"><v>1</v></c></row>").arg(row);
    const QString error = errorOf(bookOf(rows).bytes());
    QVERIFY2(error.contains(latin("too wide")) && error.contains(latin("16384 columns")),
             qPrintable(error));
}

void tst_hostilexlsx::mergedCellsThatOverlap()
{
    QString rows;
    for (int row = 2; row < 3'000; ++row)
        rows += latin("<row r=\"%1\"><c><v>1</v></c></row>").arg(row);
    Workbook book = bookOf(rows);
    book.behind = latin("<mergeCells>") +
                  latin("<mergeCell ref=\"A2:XFD1048576\"/>").repeated(5'000) +
                  latin("<mergeCell ref=\"A0:B\"/><mergeCell/></mergeCells>");
    const QString error = errorOf(book.bytes());
    QVERIFY2(error.contains(latin("merged cells overlap")), qPrintable(error));
}

void tst_hostilexlsx::truncatedAnywhere()
{
    const QByteArray bytes = bookOf(latin("<row r=\"2\"><c><v>1</v></c></row>")).bytes();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!errorOf(bytes.left(size)).isEmpty(), qPrintable(QString::number(size)));
}

/// Never other content than was there: the checksum of each part is compared.
void tst_hostilexlsx::anyByteFlipped()
{
    const QByteArray bytes =
        bookOf(latin("<row r=\"2\"><c><v>12345</v></c><c t=\"s\"><v>0</v></c></row>")).bytes();
    const auto book = XlsxReader::open(bytes);
    QVERIFY_OK(book);
    const CsvTable sound = book->read()->table;
    QRandomGenerator random(7);
    int refused = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray flipped = bytes;
        flipped[i] = char(flipped[i] ^ char(1 << random.bounded(8)));
        const auto other = XlsxReader::open(flipped);
        const auto table = other ? other->read() : Result<XlsxTable>(failure(other.error()));
        refused += !table;
        if (!table)
            continue;
        // A name in the directory may hide the texts or the styles, never change them.
        QVERIFY2(table->table.rows == sound.rows && table->table.heading == sound.heading,
                 qPrintable(QString::number(i)));
    }
    QVERIFY(refused > bytes.size() / 3);
}

SAFEGUARD_TEST(tst_hostilexlsx)
#include "tst_hostilexlsx.moc"
