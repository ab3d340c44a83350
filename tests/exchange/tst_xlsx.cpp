// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/csv.h"
#include "model/exchange/fieldtext.h"
#include "model/exchange/xlsx.h"
#include "model/exchange/xlsxmemory.h"
#include "model/sample/sample.h"
#include "model/store/valuetext.h"
#include "tests/exchange/filledproject.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/xlsxreader.h"

#include <QDateTime>
#include <QFileInfo>
#ifdef Q_OS_UNIX
#include <clocale>
#include <csignal>
#include <sys/resource.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

Sheet oneColumn(std::vector<SheetCell> cells)
{
    Sheet sheet{.name = QStringLiteral("One"), .columns = {QStringLiteral("Text")}};
    for (SheetCell &cell : cells)
        sheet.rows.push_back({std::move(cell)});
    return sheet;
}

std::vector<const Field *> shownFields(const RegisterType &type)
{
    std::vector<const Field *> fields;
    for (const Field &field : type.fields) {
        if (!field.isGeometry || type.key == QStringLiteral("risk-bases"))
            fields.push_back(&field);
    }
    return fields;
}

/// As people call it; where that would not lead back to the very records, as an import finds them.
QString expectedCell(const Field &field, const Value &value, const Snapshot &snapshot)
{
    const QString shown = displayText(field, value, snapshot, Moments::Iso);
    const auto back = valueFromText(field, shown, snapshot);
    const bool isClear = back && *back == value && shown == shown.trimmed();
    if (isClear || !(field.isReference() || field.isSubject))
        return shown;
    RecordNames names(snapshot);
    if (field.isSubject)
        return names.clearText(RecordRef::fromText(textOf(value)));
    if (const auto *id = std::get_if<AnyId>(&value))
        return names.clearText(field.reference, *id);
    QStringList parts;
    for (const AnyId &id : std::get<std::vector<AnyId>>(value))
        parts += names.clearText(field.reference, id, true);
    parts.sort(Qt::CaseInsensitive);
    return parts.join(valueSeparator());
}

/// The parts have neither number nor name.
bool hasIdColumn(const RegisterType &type, const Sheet &sheet)
{
    return type.prefix.isEmpty() && sheet.columns.last() == QStringLiteral("Record id");
}

/// What a reader should see of a register, made from the fields and not from the sheet.
QList<QStringList> expectedCells(const RegisterType &type, const Snapshot &snapshot)
{
    QList<QStringList> rows{{}};
    const bool isNumbered = !type.prefix.isEmpty();
    if (isNumbered)
        rows.first() += QStringLiteral("Number");
    for (const Field *field : shownFields(type))
        rows.first() += field->label;
    const bool isByIdAlone = hasIdColumn(type, registerSheet(type, snapshot));
    if (isByIdAlone)
        rows.first() += QStringLiteral("Record id");
    for (const RecordPtr &record : snapshot.inOrder(type.key)) {
        QStringList cells;
        if (isNumbered)
            cells += type.citeNumber(*record);
        for (const Field *field : shownFields(type))
            cells += expectedCell(*field, field->get(*record), snapshot);
        if (isByIdAlone)
            cells += record->id.toText();
        while (!cells.isEmpty() && cells.last().isEmpty())
            cells.removeLast();
        rows += cells;
    }
    // A record without anything at the end is a row that no reader sees.
    while (rows.size() > 1 && rows.last().isEmpty())
        rows.removeLast();
    return rows;
}

/// "2026-02-28 12:00:00 UTC" and "12.50" as the records have it.
QString asRecorded(const QString &seen, const QString &expected)
{
    const QDateTime moment = QDateTime::fromString(expected, Qt::ISODate);
    if (moment.isValid() && expected.endsWith(u'Z') &&
        seen.startsWith(expected.left(10) + u' ' + expected.mid(11, 8)))
        return expected;
    bool isNumber = false;
    const double number = seen.toDouble(&isNumber);
    bool isExpectedNumber = false;
    const double expectedNumber = expected.toDouble(&isExpectedNumber);
    return isNumber && isExpectedNumber && qFuzzyCompare(number, expectedNumber) ? expected : seen;
}

}

class tst_xlsx final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRegisterOfTheWorkedExample();
    void everyFieldOfEveryRegister();
    void typesOfCells();
    void textsStayTexts();
    void whatXmlCannotHold_data();
    void whatXmlCannotHold();
    void days_data();
    void days();
    void moments();
    void numbers();
    void numbersWhateverTheLocale();
    void longTexts();
    void manyRows();
    void heading();
    void emptyRegister();
    void namesOfSheets_data();
    void namesOfSheets();
    void severalSheets();
    void derivedColumns();
    void asCsv();
    void sameContentSameBytes();
    void nothingInTemporaryFiles();
    void noRoomIsAnError();

private:
    QString write(const QByteArray &bytes) const;
    QString write(const Result<QByteArray> &bytes) const;
    void compare(const Snapshot &snapshot) const;
    static void compare(const QString &key, const QList<QStringList> &seen,
                        const QList<QStringList> &expected);

    QTemporaryDir m_dir;
};

QString tst_xlsx::write(const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(QStringLiteral("a.xlsx")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

QString tst_xlsx::write(const Result<QByteArray> &bytes) const
{
    if (!bytes)
        qFatal("%s", qPrintable(bytes.error().text));
    return write(*bytes);
}

void tst_xlsx::compare(const Snapshot &snapshot) const
{
    std::vector<Sheet> sheets;
    for (const RegisterType &type : *allRegisters())
        sheets.push_back(registerSheet(type, snapshot));
    const auto seen = sheetsOfXlsx(write(toXlsx(sheets, {{}, today})));
    QCOMPARE(size_t(seen.size()), sheets.size());
    qsizetype i = 0;
    for (const RegisterType &type : *allRegisters()) {
        compare(type.key, seen[i++], expectedCells(type, snapshot));
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_xlsx::compare(const QString &key, const QList<QStringList> &seen,
                       const QList<QStringList> &expected)
{
    QVERIFY2(seen.size() == expected.size() && !seen.first().isEmpty(), qPrintable(key));
    for (qsizetype row = 0; row < seen.size(); ++row) {
        QVERIFY2(seen[row].size() == expected[row].size(),
                 qPrintable(QStringLiteral("%1, row %2").arg(key).arg(row)));
        for (qsizetype i = 0; i < seen[row].size(); ++i)
            QCOMPARE(key + u' ' + asRecorded(seen[row][i], expected[row][i]),
                     key + u' ' + expected[row][i]);
    }
}

void tst_xlsx::everyRegisterOfTheWorkedExample()
{
    QTemporaryDir dir;
    const FixedClock clock(QDateTime(today, {12, 0}, Qt::UTC));
    const auto project =
        createSample(dir.filePath(QStringLiteral("a.safeguard")), someProject(), clock);
    QVERIFY_OK(project);
    compare((*project)->snapshot());
}

void tst_xlsx::everyFieldOfEveryRegister()
{
    compare(filledProject(31, 40));
}

void tst_xlsx::typesOfCells()
{
    Snapshot snapshot(allRegisters());
    System system = systemNamed(QStringLiteral("42"));
    system.number = 3;
    system.kind = SystemKind::Queue;
    system.logoffMinutes = 15;
    system.lastReview = QDate(2024, 2, 29);
    snapshot.add(system);
    const RegisterType &type = allRegisters()->of<System>();
    const Sheet sheet = registerSheet(type, snapshot);
    const auto cell = [&](const char *key) {
        return sheet
            .rows[0][size_t(sheet.columns.indexOf(type.field(QString::fromLatin1(key))->label))];
    };
    QCOMPARE(sheet.columns[0], QStringLiteral("Number"));
    QCOMPARE(std::get<QString>(sheet.rows[0][0]), QStringLiteral("SYS-003"));
    QCOMPARE(std::get<QString>(cell("name")), QStringLiteral("42")); // a name is no number
    QCOMPARE(std::get<QString>(cell("kind")), labelOf(SystemKind::Queue));
    QCOMPARE(std::get<qint64>(cell("logoff_minutes")), 15);
    QCOMPARE(std::get<QDate>(cell("last_review")), QDate(2024, 2, 29));
    QVERIFY(std::holds_alternative<std::monostate>(cell("description")));
    const QString xml =
        partOfXlsx(write(toXlsx({sheet}, {{}, today})), QStringLiteral("xl/worksheets/sheet1.xml"));
    QVERIFY2(xml.contains(QStringLiteral("<v>45351</v>")), qPrintable(xml)); // 2024-02-29
    QVERIFY(xml.contains(QStringLiteral("<v>15</v>")));
}

void tst_xlsx::textsStayTexts()
{
    std::vector<SheetCell> cells;
    QStringList texts = oddNames();
    for (const char *text :
         {"=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.org\")", "+1+1", "-2-2", "@SUM(A1)",
          "{=A1}", "http://example.org/", "mailto:a@example.org", "external:c:\\a.xlsx",
          "<script>&amp;</script>", "]]>", "line one\nline two", "\ttab", "TRUE", "1E5", "#N/A",
          "\xF0\x9F\xAB\x80 heart", "e\xCC\x81", "  two  "})
        texts += QString::fromUtf8(text);
    for (const QString &text : texts)
        cells.emplace_back(text);
    const QString path = write(toXlsx({oneColumn(cells)}, {{}, today}));
    const auto seen = cellsOfXlsx(path);
    QCOMPARE(seen.size(), texts.size() + 1);
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(seen[i + 1].value(0), texts[i]);
    const QString xml = partOfXlsx(path, QStringLiteral("xl/worksheets/sheet1.xml"));
    QVERIFY(!xml.contains(QStringLiteral("<f")) && !xml.contains(QStringLiteral("hyperlink")));
    QCOMPARE(xml.count(QStringLiteral(" t=\"s\"")), texts.size() + 1);
    QVERIFY(!partOfXlsx(path).contains(QStringLiteral("externalLink")));
}

void tst_xlsx::whatXmlCannotHold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *name, const QString &text, const QString &written) {
        QTest::newRow(name) << text << written;
    };
    row("NUL", QStringLiteral("a") + QChar(0) + u'b', QStringLiteral("a_x0000_b"));
    row("bell", QStringLiteral("a\ab"), QStringLiteral("a_x0007_b"));
    row("vertical tab", QStringLiteral("a\vb"), QStringLiteral("a_x000B_b"));
    row("escape", QStringLiteral("\x1b[0m"), QStringLiteral("_x001B_[0m"));
    row("no character", QStringLiteral("a") + QChar(0xFFFF), QStringLiteral("a_xFFFF_"));
    row("mark the wrong way round", QString(QChar(0xFFFE)), QStringLiteral("_xFFFE_"));
    row("half a pair", QStringLiteral("a") + QChar(0xD83D) + u'b',
        QStringLiteral("a") + QChar(QChar::ReplacementCharacter) + u'b');
    row("the other half", QStringLiteral("a") + QChar(0xDE00), QStringLiteral("a\uFFFD"));
    row("halves the wrong way round", QString(QChar(0xDE00)) + QChar(0xD83D),
        QStringLiteral("\uFFFD\uFFFD"));
    row("a pair", QStringLiteral("\U0001F600"), QStringLiteral("\U0001F600"));
    row("carriage returns", QStringLiteral("a\r\nb\rc"), QStringLiteral("a\nb\nc"));
    row("like an escape", QStringLiteral("_x0041_"), QStringLiteral("_x005F_x0041_"));
    row("two like an escape", QStringLiteral("_x0041_x0042_"),
        QStringLiteral("_x005F_x0041_x005F_x0042_"));
    row("nearly an escape", QStringLiteral("_x004_ _X0041_ _xZZZZ_"),
        QStringLiteral("_x004_ _X0041_ _xZZZZ_"));
}

void tst_xlsx::whatXmlCannotHold()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto seen = cellsOfXlsx(write(toXlsx({oneColumn({text})}, {{}, today})));
    QCOMPARE(seen.value(1).value(0), written);
}

void tst_xlsx::days_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("cell"); // its content
    QTest::newRow("first") << QDate(1900, 3, 1) << "<v>61</v>";
    QTest::newRow("before") << QDate(1900, 2, 28) << "t=\"s\"";
    QTest::newRow("long before") << QDate(1850, 1, 2) << "t=\"s\"";
    QTest::newRow("leap day") << QDate(2024, 2, 29) << "<v>45351</v>";
    QTest::newRow("leap day of a century") << QDate(2000, 2, 29) << "<v>36585</v>";
    QTest::newRow("no leap year") << QDate(2100, 3, 1) << "<v>73110</v>";
    QTest::newRow("last") << QDate(9999, 12, 31) << "<v>2958465</v>";
    QTest::newRow("beyond") << QDate(10000, 1, 1) << "t=\"s\"";
}

void tst_xlsx::days()
{
    QFETCH(QDate, day);
    QFETCH(QString, cell);
    const QString path = write(toXlsx({oneColumn({day})}, {{}, today}));
    const QString xml = partOfXlsx(path, QStringLiteral("xl/worksheets/sheet1.xml"));
    QVERIFY2(xml.section(QStringLiteral("r=\"A2\""), 1).contains(cell), qPrintable(xml));
    QCOMPARE(cellsOfXlsx(path).value(1).value(0), day.toString(QStringLiteral("yyyy-MM-dd")));
    const QString styles = partOfXlsx(path, QStringLiteral("xl/styles.xml"));
    QCOMPARE(styles.contains(QStringLiteral("yyyy-mm-dd")), cell.startsWith(u'<'));
}

void tst_xlsx::moments()
{
    const QDateTime moment({2024, 2, 29}, {18, 30, 15}, Qt::UTC);
    const QString path = write(toXlsx({oneColumn({moment, moment.toOffsetFromUtc(7200),
                                                  QDateTime({1899, 1, 1}, {6, 0}, Qt::UTC)})},
                                      {{}, today}));
    const QString xml = partOfXlsx(path, QStringLiteral("xl/worksheets/sheet1.xml"));
    QCOMPARE(xml.count(QStringLiteral("<v>45351.77100694445</v>")) +
                 xml.count(QStringLiteral("<v>45351.77100694444</v>")),
             2);
    QCOMPARE(cellsOfXlsx(path).value(3).value(0), QStringLiteral("1899-01-01T06:00:00Z"));
}

void tst_xlsx::numbers()
{
    const auto seen =
        cellsOfXlsx(write(toXlsx({oneColumn({qint64(0), qint64(-7), qint64(999'999'999'999'999),
                                             qint64(1'000'000'000'000'001), 0.5, qQNaN()})},
                                 {{}, today})));
    QStringList cells;
    for (qsizetype i = 1; i < seen.size(); ++i)
        cells += seen[i].value(0);
    QCOMPARE(cells.join(u' '), QStringLiteral("0 -7 999999999999999 1000000000000001 0.5 nan"));
}

void tst_xlsx::numbersWhateverTheLocale()
{
#ifdef Q_OS_LINUX
    const QTemporaryDir locales;
    QProcess making;
    making.start(QStringLiteral("localedef"),
                 {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"),
                  QStringLiteral("UTF-8"), locales.filePath(QStringLiteral("de_DE.UTF-8"))});
    making.waitForFinished();
    qputenv("LOCPATH", locales.path().toLocal8Bit());
    const bool isGerman = setlocale(LC_NUMERIC, "de_DE.UTF-8");
    const auto bytes = toXlsx({oneColumn({0.5})}, {{}, today});
    const QString point = QString::fromUtf8(localeconv()->decimal_point);
    setlocale(LC_NUMERIC, "C");
    qunsetenv("LOCPATH");
    if (!isGerman)
        QSKIP("The sources of locales are not installed.");
    QCOMPARE(point, QStringLiteral(","));
    QCOMPARE(cellsOfXlsx(write(bytes)).value(1).value(0), QStringLiteral("0.5"));
#endif
}

void tst_xlsx::longTexts()
{
    const QString most(32'767, u'x');
    const QString wide = QStringLiteral("\U0001F9E1").repeated(16'383); // 32,766 halves
    const auto seen = cellsOfXlsx(write(toXlsx({oneColumn({most, wide})}, {{}, today})));
    QVERIFY(seen.value(1).value(0) == most && seen.value(2).value(0) == wide);
    Snapshot snapshot(allRegisters());
    System system = systemNamed(QStringLiteral("Talkative"));
    system.number = 12;
    system.description = most + u'x';
    snapshot.add(system);
    const RegisterType &type = allRegisters()->of<System>();
    const auto refused = toXlsx({registerSheet(type, snapshot)}, {{}, today});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    const QString &text = refused.error().text;
    QVERIFY2(text.contains(QStringLiteral("SYS-012")) && text.contains(QStringLiteral("32768")) &&
                 text.contains(type.field(u"description")->label),
             qPrintable(text));
    QVERIFY(!toXlsx({oneColumn({wide + QStringLiteral("\U0001F9E1")})}, {{}, today}));
    // What is escaped takes room too.
    QVERIFY(!toXlsx({oneColumn({QString(20'000, QChar(1))})}, {{}, today}));
}

void tst_xlsx::manyRows()
{
    Sheet sheet = oneColumn({});
    sheet.rows.resize(1'048'575);
    QVERIFY_OK(toXlsx({sheet}, {{}, today}));
    sheet.rows.emplace_back();
    const auto refused = toXlsx({sheet}, {{}, today});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(refused.error().text.contains(QStringLiteral("1048576")),
             qPrintable(refused.error().text));
}

void tst_xlsx::heading()
{
    const Snapshot snapshot = filledProject(32, 10);
    const RegisterType &type = allRegisters()->of<System>();
    const Sheet sheet = registerSheet(type, snapshot);
    const QString path = write(toXlsx({sheet}, {QStringLiteral("A & B"), today}));
    const QString xml = partOfXlsx(path, QStringLiteral("xl/worksheets/sheet1.xml"));
    QVERIFY2(xml.contains(QStringLiteral(
                 "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" "
                 "state=\"frozen\"/>")),
             qPrintable(xml.left(1500)));
    const QString filter = xml.section(QStringLiteral("<autoFilter ref=\""), 1).section(u'"', 0, 0);
    QVERIFY2(filter.startsWith(QStringLiteral("A1:")) &&
                 filter.endsWith(QString::number(sheet.rows.size() + 1)),
             qPrintable(filter));
    const QStringList widths = xml.split(QStringLiteral(" width=\""));
    QCOMPARE(widths.size() - 1, sheet.columns.size());
    for (qsizetype i = 1; i < widths.size(); ++i) {
        const double width = widths[i].section(u'"', 0, 0).toDouble();
        QVERIFY2(width >= 8 && width < 63, qPrintable(widths[i].left(10)));
    }
    const QString styles = partOfXlsx(path, QStringLiteral("xl/styles.xml"));
    QVERIFY(styles.contains(QStringLiteral("<b/>")) &&
            styles.contains(QStringLiteral("wrapText=\"1\"")));
    const QString about = partOfXlsx(path, QStringLiteral("docProps/core.xml"));
    QVERIFY2(about.contains(QStringLiteral("2026-03-14T00:00:00Z")) &&
                 about.contains(QStringLiteral("A &amp; B")),
             qPrintable(about));
}

void tst_xlsx::emptyRegister()
{
    const RegisterType &type = allRegisters()->of<System>();
    const Sheet sheet = registerSheet(type, Snapshot(allRegisters()));
    const QString path = write(toXlsx({sheet}, {{}, today}));
    QCOMPARE(cellsOfXlsx(path), QList<QStringList>{sheet.columns});
    QVERIFY(partOfXlsx(path, QStringLiteral("xl/worksheets/sheet1.xml"))
                .contains(QStringLiteral("<autoFilter ref=\"A1:")));
    QVERIFY_OK(toXlsx({Sheet{}}, {}));
}

void tst_xlsx::namesOfSheets_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("name");
    const auto row = [](const QString &wanted, const QString &name) {
        QTest::newRow(qPrintable(wanted)) << wanted << name;
    };
    row(QStringLiteral("Systems"), QStringLiteral("Systems"));
    row(QStringLiteral("a/b\\c?d*e[f]g:h"), QStringLiteral("a_b_c_d_e_f_g_h"));
    row(QStringLiteral("'quoted'"), QStringLiteral("quoted"));
    row(QStringLiteral("Patients' homes"), QStringLiteral("Patients' homes"));
    row({}, QStringLiteral("Sheet"));
    row(QStringLiteral("'"), QStringLiteral("Sheet"));
    row(QStringLiteral("history"), QStringLiteral("history_"));
    row(QString(40, u'x'), QString(31, u'x'));
    row(QString(30, u'x') + u'\'' + u'y', QString(30, u'x'));
    row(QString(30, u'x') + QStringLiteral("\U0001F9E1"), QString(30, u'x')); // no half of a pair
    row(QStringLiteral("心電図"), QStringLiteral("心電図"));
    row(QStringLiteral("taken"), QStringLiteral("taken 2"));
    row(QString(31, u't'), QString(29, u't') + QStringLiteral(" 2"));
}

void tst_xlsx::namesOfSheets()
{
    QFETCH(QString, wanted);
    QFETCH(QString, name);
    const QStringList others{QStringLiteral("Taken"), QString(31, u't')};
    QCOMPARE(sheetName(wanted, others), name);
    Sheet sheet = oneColumn({QStringLiteral("x")});
    sheet.name = wanted;
    const QString path = write(toXlsx({sheet}, {{}, today}));
    QVERIFY(
        partOfXlsx(path, QStringLiteral("xl/workbook.xml")).contains(QStringLiteral("<sheet ")));
}

void tst_xlsx::severalSheets()
{
    const Sheet sheet = oneColumn({QStringLiteral("x")});
    const QString path = write(toXlsx({sheet, sheet}, {{}, today}));
    const QString book = partOfXlsx(path, QStringLiteral("xl/workbook.xml"));
    QVERIFY2(book.contains(QStringLiteral("name=\"One\"")) &&
                 book.contains(QStringLiteral("name=\"One 2\"")),
             qPrintable(book));
}

void tst_xlsx::derivedColumns()
{
    Snapshot snapshot(allRegisters());
    snapshot.add(systemNamed(QStringLiteral("Gateway")));
    const auto name = [](const Record &record) -> SheetCell {
        return static_cast<const System &>(record).name.size();
    };
    const Sheet sheet = registerSheet(allRegisters()->of<System>(), snapshot,
                                      {{QStringLiteral("Length"), QStringLiteral("name"), name},
                                       {QStringLiteral("Sort"), QStringLiteral("kind"), name, true},
                                       {QStringLiteral("Last"), {}, name}});
    QCOMPARE(sheet.columns.mid(1, 3).join(u' '), QStringLiteral("Name Length Sort"));
    QCOMPARE(sheet.columns.last(), QStringLiteral("Last"));
    QVERIFY(!sheet.columns.contains(QStringLiteral("Kind")));
    QCOMPARE(std::get<qint64>(sheet.rows[0][2]), 7);
    QCOMPARE(sheet.rows[0].size(), size_t(sheet.columns.size()));
}

void tst_xlsx::asCsv()
{
    Sheet sheet{.name = QStringLiteral("S"),
                .columns = {QStringLiteral("a, b"), QStringLiteral("c")}};
    sheet.rows = {{QStringLiteral("=1"), qint64(-5)},
                  {QDate(2026, 2, 28), QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC)},
                  {std::monostate(), 0.5}};
    QCOMPARE(toCsv(sheet), QByteArray("\"a, b\",c\r\n'=1,-5\r\n2026-02-28,2026-02-28T12:00:00Z\r\n"
                                      ",0.5\r\n"));
}

void tst_xlsx::sameContentSameBytes()
{
    const Snapshot snapshot = filledProject(33, 20);
    const Sheet sheet = registerSheet(allRegisters()->of<System>(), snapshot);
    const auto first = toXlsx({sheet}, {QStringLiteral("A"), today});
    QVERIFY_OK(first);
    QTest::qSleep(1100); // the library would enter the second
    qputenv("TZ", "Pacific/Kiritimati");
    tzset();
    const auto second = toXlsx({sheet}, {QStringLiteral("A"), today});
    const auto undated = toXlsx({sheet}, {});
    qputenv("TZ", "UTC");
    tzset();
    QVERIFY_OK(second);
    QVERIFY(*first == *second);
    QVERIFY(partOfXlsx(write(undated), QStringLiteral("docProps/core.xml"))
                .contains(QStringLiteral("1980-01-01T00:00:00Z")));
}

void tst_xlsx::nothingInTemporaryFiles()
{
#ifdef Q_OS_LINUX
    // A file that comes and goes leaves its trace in the time of the folder.
    const QTemporaryDir folder;
    const QByteArray before = qgetenv("TMPDIR");
    for (const char *name : {"TMP", "TEMP", "TMPDIR"})
        qputenv(name, folder.path().toLocal8Bit());
    const QDateTime time = QFileInfo(folder.path()).lastModified();
    QTest::qSleep(30);
    const quint64 parts = XlsxMemory::partsInMemory();
    const auto bytes = toXlsx({oneColumn({QStringLiteral("secret")})}, {{}, today});
    const QDateTime after = QFileInfo(folder.path()).lastModified();
    qunsetenv("TMP");
    qunsetenv("TEMP");
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QVERIFY_OK(bytes);
    QVERIFY(XlsxMemory::partsInMemory() >= parts + 8);
    QCOMPARE(after, time);
    // The trace is one that this test sees.
    QFile file(folder.filePath(QStringLiteral("x")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.remove());
    QVERIFY(QFileInfo(folder.path()).lastModified() > time);
#endif
}

void tst_xlsx::noRoomIsAnError()
{
#ifdef Q_OS_LINUX
    const Sheet sheet = oneColumn({QStringLiteral("x")});
    QVERIFY_OK(toXlsx({sheet}, {{}, today}));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 3000;
    setrlimit(RLIMIT_FSIZE, &small);
    const auto bytes = toXlsx({sheet}, {{}, today});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::Internal);
#endif
}

SAFEGUARD_TEST(tst_xlsx)
#include "tst_xlsx.moc"
