// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/csv.h"
#include "model/inventory/prompt.h"
#include "tests/exchange/filledproject.h"
#include "tests/tools/projectfixture.h"

#include <QElapsedTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const RegisterType &typeOf(const char *key)
{
    return *allRegisters()->find(QString::fromLatin1(key));
}

/// Imports into a draft over the snapshot.
struct Draft
{
    explicit Draft(const Snapshot &snapshot)
        : edit(snapshot, AnyId::random())
    {}
    Result<ImportReport> import(const RegisterType &type, const QByteArray &csv)
    {
        const auto table = readCsv(csv);
        SG_TRY(table);
        return importRows(edit, type, *table, guessColumns(table->heading, type));
    }
    Edit edit;
};

QString notes(const ImportReport &report)
{
    QStringList lines;
    for (const ImportNote &note : report.notes)
        lines +=
            QStringLiteral("%1 %2 %3").arg(importNoteKey(note.kind)).arg(note.row).arg(note.column);
    return lines.join(u'\n');
}

QString counts(const ImportReport &report)
{
    return QStringLiteral("%1 %2 %3").arg(report.added).arg(report.updated).arg(report.unchanged);
}

QByteArray systemsCsv(const char *rows)
{
    return QByteArray("name,kind\r\n") + rows;
}

template <class T>
const T *named(const Snapshot &snapshot, const char *name)
{
    for (const T &record : snapshot.rows<T>()) {
        if (record.name == QString::fromUtf8(name))
            return &record;
    }
    return nullptr;
}

}

class tst_csv final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void exportThenImportChangesNothing();
    void exportIntoAnEmptyRegisterRebuildsIt();
    void guardsAgainstFormulas();
    void updatesByIdNumberAndName();
    void keepsAForeignId();
    void anUnknownIdNeverOverwrites();
    void numberAndNameMustAgree();
    void numbersRowsAsASpreadsheetDoes();
    void canBeCancelledAfterTheLastRow();
    void resolvesReferencesWithinTheFile();
    void countsWhatOnlyTheSecondRoundChanges();
    void reportsWhatItDid();
    void tellsOfTwoRowsForOneRecord();
    void guessesColumnsByLabel();
    void isAllOrNothing();
    void importsTenThousandRows();
    void canBeCancelled();
};

void tst_csv::reads_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("cells"); // rows by |, cells by ~
    const auto row = [](const char *name, const QByteArray &csv, const char *cells) {
        QTest::newRow(name) << csv << QString::fromUtf8(cells);
    };
    row("plain", "a,b\n1,2\n", "a~b|1~2");
    row("CRLF", "a,b\r\n1,2\r\n", "a~b|1~2");
    row("CR alone", "a,b\r1,2\r", "a~b|1~2");
    row("no end of line at the end", "a,b\n1,2", "a~b|1~2");
    row("blank lines", "a,b\n\n1,2\n\n\n", "a~b|1~2");
    row("semicolon", "a;b\n1;2,5\n", "a~b|1~2,5");
    row("tab", "a\tb\n1\t2,5\n", "a~b|1~2,5");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n",
        "a~b|1~2");
    row("UTF-8", "a,b\nÄ,心\n", "a~b|Ä~心");
    row("Latin-1", "a,b\n\xC4,\xFC\n", "a~b|Ä~ü");
    row("Windows-1252", "a,b\n\x80 5,O\x92Neil\n", "a~b|€ 5~O’Neil");
    row("quoted", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "a~b|x, y~say \"hi\"");
    row("line break in quotes", "a,b\r\n\"one\r\ntwo\",2\r\n", "a~b|one\ntwo~2");
    row("empty quoted", "a,b\n\"\",2\n", "a~b|~2");
    row("quote within a cell", "a,b\n5\" pipe,2\n", "a~b|5\" pipe~2");
    row("text behind a quote", "a,b\n\"x\"y,2\n", "a~b|xy~2");
    row("short row", "a,b,c\n1\n1,2\n", "a~b~c|1|1~2");
    row("heading alone", "a,b\n", "a~b");
    row("padded heading", " a , b \n1,2\n", "a~b|1~2");
    row("guarded", "a,b\n'=1+1,'-5\n", "a~b|=1+1~-5");
    row("an apostrophe of its own", "a,b\n'tis,'\n", "a~b|'tis~'");
    row("spaces stay", "a,b\n 1 ,\" 2 \"\n", "a~b| 1 ~ 2 ");
}

void tst_csv::reads()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, cells);
    const auto table = readCsv(csv);
    QVERIFY_OK(table);
    QStringList rows{table->heading.join(u'~')};
    for (const QStringList &row : table->rows)
        rows += row.join(u'~');
    QCOMPARE(rows.join(u'|'), cells);
}

void tst_csv::refuses_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("blank lines") << QByteArray("\n\n") << QStringLiteral("empty");
    QTest::newRow("unclosed quote")
        << QByteArray("a,b\n1,2\n\"open,3\n4,5\n") << QStringLiteral("line 3");
    QTest::newRow("long row") << QByteArray("a,b\n1,2\n1,2,3\n") << QStringLiteral("Row 3 has 3");
    QTest::newRow("NUL") << QByteArray("a,b\n1,\0\n", 8) << QStringLiteral("binary");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "a\0,\0b\0\n\0",
                                          10)
                            << QStringLiteral("binary");
}

void tst_csv::refuses()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, says);
    const auto table = readCsv(csv);
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    QVERIFY2(table.error().text.contains(says), qPrintable(table.error().text));
}

void tst_csv::exportThenImportChangesNothing()
{
    for (const quint32 seed : {21U, 22U}) {
        const Snapshot snapshot = filledProject(seed, 40);
        for (const RegisterType &type : *allRegisters()) {
            Draft draft(snapshot);
            const auto report = draft.import(type, toCsv(type, snapshot));
            QVERIFY_OK(report);
            QVERIFY2(!report->hasErrors(), qPrintable(type.key + u'\n' + notes(*report)));
            QCOMPARE(report->added + report->updated, 0);
            QCOMPARE(size_t(report->unchanged), snapshot.rows(type.key).size());
            QVERIFY2(draft.edit.changes().empty(), qPrintable(type.key));
        }
    }
}

void tst_csv::exportIntoAnEmptyRegisterRebuildsIt()
{
    const Snapshot snapshot = filledProject(23, 40);
    for (const RegisterType &type : *allRegisters()) {
        Snapshot without = snapshot;
        for (const RecordPtr &record : RowSet(snapshot.rows(type.key)))
            without.remove(type.key, record->id);
        Draft draft(without);
        const auto report = draft.import(type, toCsv(type, snapshot));
        QVERIFY_OK(report);
        if (!type.addedElsewhere.isEmpty()) { // an operation of the program makes them
            QCOMPARE(report->hasErrors(), !snapshot.rows(type.key).isEmpty());
            continue;
        }
        QVERIFY2(!report->hasErrors(), qPrintable(type.key + u'\n' + notes(*report)));
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            const RecordPtr back = draft.edit.now().rows(type.key).find(record->id);
            QVERIFY(back);
            for (const Field &field : type.fields)
                QVERIFY2(field.get(*back) == field.get(*record),
                         qPrintable(type.key + u'.' + field.key));
        }
    }
}

void tst_csv::guardsAgainstFormulas()
{
    const Snapshot snapshot = filledProject(24, 40);
    for (const RegisterType &type : *allRegisters()) {
        // Split by hand: readCsv() takes the guard off.
        const QByteArray csv = toCsv(type, snapshot);
        bool isQuoted = false;
        bool isStart = true;
        for (qsizetype i = 0; i < csv.size(); ++i) {
            const char c = csv[i];
            if (isStart && c != '"')
                QVERIFY2(!QByteArray("=+-@\t").contains(c), csv.mid(i, 40).constData());
            if (c == '"') {
                isQuoted = !isQuoted;
                isStart = isStart && isQuoted; // the opening quote is not the content
            } else {
                isStart = !isQuoted && (c == ',' || c == '\n');
            }
        }
    }
}

void tst_csv::updatesByIdNumberAndName()
{
    Snapshot snapshot(allRegisters());
    System system;
    system.name = QStringLiteral("Cloud API");
    system.number = 7;
    system.description = QStringLiteral("kept");
    const auto id = snapshot.add(system);
    const QByteArray byId = "id,lane\n" + id.toText().toLatin1() + ",storage\n";
    for (const QByteArray &csv : {byId, QByteArray("number,lane\nSYS-007,storage\n"),
                                  QByteArray("number,lane\n sys-7,storage\n"),
                                  QByteArray("name,lane\n  cloud API,storage\n")}) {
        Draft draft(snapshot);
        const auto report = draft.import(typeOf("systems"), csv);
        QVERIFY_OK(report);
        QCOMPARE(counts(*report), QStringLiteral("0 1 0"));
        QCOMPARE(draft.edit.find(id)->lane, Lane::Storage);
        QCOMPARE(draft.edit.find(id)->description, QStringLiteral("kept"));
    }
    // The id decides before the name: this renames.
    Draft draft(snapshot);
    QVERIFY_OK(
        draft.import(typeOf("systems"), "id,name\n" + id.toText().toLatin1() + ",New name\n"));
    QCOMPARE(draft.edit.find(id)->name, QStringLiteral("New name"));
}

void tst_csv::keepsAForeignId()
{
    const AnyId id = AnyId::random();
    const QByteArray csv = "id,name\n" + id.toText().toLatin1() + ",From elsewhere\n";
    Draft draft{Snapshot(allRegisters())};
    QCOMPARE(counts(*draft.import(typeOf("systems"), csv)), QStringLiteral("1 0 0"));
    QVERIFY(draft.edit.find(Id<System>(id)));
    QCOMPARE(counts(*draft.import(typeOf("systems"), csv)), QStringLiteral("0 0 1"));
}

void tst_csv::anUnknownIdNeverOverwrites()
{
    Snapshot snapshot(allRegisters());
    System system;
    system.name = QStringLiteral("Gateway");
    system.number = 3;
    system.description = QStringLiteral("ours");
    const auto ours = snapshot.add(system);
    const AnyId theirs = AnyId::random();
    for (const QByteArray &rest : {QByteArray(",SYS-003,Their gateway,theirs\n"),
                                   QByteArray(",,gateway,theirs\n"), QByteArray(",SYS-003,,x\n")}) {
        Draft draft(snapshot);
        const auto report = draft.import(typeOf("systems"), "id,number,name,description\n" +
                                                                theirs.toText().toLatin1() + rest);
        QVERIFY_OK(report);
        QCOMPARE(counts(*report), QStringLiteral("1 0 0"));
        QCOMPARE(draft.edit.find(ours)->description, QStringLiteral("ours"));
        QVERIFY(draft.edit.find(Id<System>(theirs)));
    }
    Draft draft(snapshot);
    const auto report = draft.import(typeOf("systems"), "id,name\nSYS-003,Gateway\n");
    QVERIFY_OK(report);
    QCOMPARE(notes(*report), QStringLiteral("wrong 2 "));
    QVERIFY(draft.edit.changes().empty());
    // Prompts are in every project, each under an id of its own.
    Prompt prompt;
    prompt.kind = SystemKind::Device;
    const auto known = snapshot.add(prompt);
    Draft prompts(snapshot);
    QVERIFY_OK(
        prompts.import(typeOf("touchpoint-prompts"),
                       "id,kind,answer\n" + theirs.toText().toLatin1() + ",device,present\n"));
    QCOMPARE(prompts.edit.find(known)->answer, PromptAnswer::Present);
}

void tst_csv::numberAndNameMustAgree()
{
    Snapshot snapshot(allRegisters());
    for (int i = 1; i <= 2; ++i) {
        System system;
        system.name = QStringLiteral("System %1").arg(i);
        system.number = i;
        snapshot.add(system);
    }
    const auto import = [&](const char *row) {
        Draft draft(snapshot);
        const auto report =
            draft.import(typeOf("systems"), QByteArray("number,name\n") + row + '\n');
        return counts(*report) + u' ' + notes(*report);
    };
    QCOMPARE(import("SYS-001,System 2"), QStringLiteral("0 0 0 wrong 2 "));
    QCOMPARE(import("SYS-001,System 1"), QStringLiteral("0 0 1 "));
    QCOMPARE(import("SYS-001,Renamed"), QStringLiteral("0 1 0 "));
    QCOMPARE(import("SYS-009,System 2"), QStringLiteral("0 0 1 "));
    QCOMPARE(import("SYS-009,Another"), QStringLiteral("1 0 0 "));
}

void tst_csv::numbersRowsAsASpreadsheetDoes()
{
    Draft draft{Snapshot(allRegisters())};
    const auto report = draft.import(typeOf("systems"), "\n\nname,kind\n\nA,queue\n,\n"
                                                        "\"B\nC\",toaster\n\nD,toaster\n");
    QVERIFY_OK(report);
    QCOMPARE(counts(*report), QStringLiteral("3 0 0"));
    QCOMPARE(notes(*report), QStringLiteral("wrong 7 kind\nwrong 9 kind"));
    const auto tooLong = readCsv("name\n\nA,B\n");
    QVERIFY(!tooLong);
    QVERIFY2(tooLong.error().text.contains(u'3'), qPrintable(tooLong.error().text));
}

void tst_csv::canBeCancelledAfterTheLastRow()
{
    const auto table = readCsv(systemsCsv("A,queue\nB,queue\n"));
    Edit edit(Snapshot(allRegisters()), AnyId::random());
    const auto stopped =
        importRows(edit, typeOf("systems"), *table, guessColumns(table->heading, typeOf("systems")),
                   [](qint64 done, qint64 all) { return done < all; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

void tst_csv::resolvesReferencesWithinTheFile()
{
    Draft draft{Snapshot(allRegisters())};
    const auto report = draft.import(typeOf("trust-boundaries"),
                                     "name,parent\nInner,Middle\nMiddle,Outer\nOuter,\n");
    QVERIFY_OK(report);
    QCOMPARE(notes(*report), QString());
    const Snapshot &now = draft.edit.now();
    QCOMPARE(named<TrustBoundary>(now, "Inner")->parent,
             idOf(*named<TrustBoundary>(now, "Middle")));
    QCOMPARE(named<TrustBoundary>(now, "Middle")->parent,
             idOf(*named<TrustBoundary>(now, "Outer")));
    const auto unknown = draft.import(typeOf("trust-boundaries"), "name,parent\nX,Nowhere\n");
    QVERIFY_OK(unknown);
    QVERIFY(unknown->hasErrors());
    QCOMPARE(notes(*unknown), QStringLiteral("wrong 2 parent"));
}

void tst_csv::countsWhatOnlyTheSecondRoundChanges()
{
    Draft draft{Snapshot(allRegisters())};
    QVERIFY_OK(draft.import(typeOf("trust-boundaries"), "name\nInner\nOuter\n"));
    const auto report =
        draft.import(typeOf("trust-boundaries"), "name,parent\nInner,Outer\nOuter,\n");
    QVERIFY_OK(report);
    QCOMPARE(counts(*report), QStringLiteral("0 1 1"));
}

void tst_csv::reportsWhatItDid()
{
    Draft draft{Snapshot(allRegisters())};
    const auto report = draft.import(typeOf("systems"), "name,kind,lane,colour,logoff_minutes\n"
                                                        "A,Mobile app,,red,\n"
                                                        "B,toaster,gateway,red,soon\n"
                                                        "C,Queue,gateway,,5\n");
    QVERIFY_OK(report);
    QCOMPARE(counts(*report), QStringLiteral("3 0 0"));
    QVERIFY(report->hasErrors());
    QCOMPARE(notes(*report), QStringLiteral("dropped 0 colour\ndefaulted 2 lane\nwrong 3 kind\n"
                                            "wrong 3 logoff_minutes\ninferred 4 kind"));
    for (const ImportNote &note : report->notes)
        QVERIFY(!note.text.isEmpty());
}

void tst_csv::tellsOfTwoRowsForOneRecord()
{
    Draft draft{Snapshot(allRegisters())};
    const auto report =
        draft.import(typeOf("systems"), systemsCsv("A,queue\nB,queue\n a ,database\n"));
    QVERIFY_OK(report);
    QVERIFY(report->hasErrors());
    QVERIFY(notes(*report).contains(QStringLiteral("wrong 4 ")));
    // Rows without a name are no twins; the validation of the edit refuses them one by one.
    Draft nameless{Snapshot(allRegisters())};
    QCOMPARE(counts(*nameless.import(typeOf("systems"), systemsCsv(",queue\n,queue\n"))),
             QStringLiteral("2 0 0"));
}

void tst_csv::guessesColumnsByLabel()
{
    const ColumnMap map =
        guessColumns({QStringLiteral("Name"), QStringLiteral("ENCRYPTION AT REST"),
                      QStringLiteral("encryption_at_rest"), QStringLiteral("Colour")},
                     typeOf("systems"));
    QCOMPARE(map.value(QStringLiteral("Name")), QStringLiteral("name"));
    QCOMPARE(map.value(QStringLiteral("ENCRYPTION AT REST")), QStringLiteral("encryption_at_rest"));
    QCOMPARE(map.value(QStringLiteral("encryption_at_rest")), QStringLiteral("encryption_at_rest"));
    QVERIFY(map.value(QStringLiteral("Colour")).isEmpty());
}

void tst_csv::isAllOrNothing()
{
    ProjectFixture f;
    const QByteArray digest = f.project->snapshot().digest();
    const qint64 entries = f.project->entryCount();
    const auto import = [&](const QByteArray &csv) {
        const auto table = readCsv(csv);
        return f.project->perform(
            QStringLiteral("Import"),
            [&](Edit &edit) -> Status {
                const auto report = importRows(edit, typeOf("systems"), *table,
                                               guessColumns(table->heading, typeOf("systems")));
                SG_TRY(report);
                if (report->hasErrors())
                    return failure(ErrorCode::InvalidInput, notes(*report));
                return {};
            },
            EntryKind::Import);
    };
    QVERIFY(!import(systemsCsv("A,queue\nB,toaster\n")));
    QVERIFY(!import(systemsCsv("A,queue\n,queue\n"))); // the validation's turn
    QCOMPARE(f.project->entryCount(), entries);
    QCOMPARE(f.project->snapshot().digest(), digest);
    QVERIFY_OK(import(systemsCsv("A,queue\nB,database\n")));
    QCOMPARE(f.project->entryCount(), entries + 1);
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.project->snapshot().digest(), digest);
}

void tst_csv::importsTenThousandRows()
{
    Snapshot snapshot(allRegisters());
    for (int i = 0; i < 500; ++i) {
        System system;
        system.name = QStringLiteral("System %1").arg(i);
        system.number = i + 1;
        snapshot.add(system);
    }
    QByteArray csv = "name,source,target,protocol\n";
    constexpr int rows = 10'000;
    for (int i = 0; i < rows; ++i)
        csv += "Flow " + QByteArray::number(i) + ",System " + QByteArray::number(i % 500) +
               ",SYS-" + QByteArray::number(1 + (i + 1) % 500) + ",\"MQTT, \"\"5\"\"\"\n";
    QElapsedTimer timer;
    timer.start();
    Draft draft(snapshot);
    const auto report = draft.import(typeOf("flows"), csv);
    QVERIFY_OK(report);
    QCOMPARE(counts(*report), QStringLiteral("%1 0 0").arg(rows));
    QVERIFY(!report->hasErrors());
    qInfo("%lld ms", timer.elapsed());
    // Linear in rows, whatever they refer to: a scan per reference takes minutes here.
    QVERIFY(timer.elapsed() < 10'000);
}

void tst_csv::canBeCancelled()
{
    const auto table = readCsv(systemsCsv("A,queue\nB,queue\n"));
    Edit edit(Snapshot(allRegisters()), AnyId::random());
    const auto stopped =
        importRows(edit, typeOf("systems"), *table, guessColumns(table->heading, typeOf("systems")),
                   [](qint64, qint64) { return false; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

SAFEGUARD_TEST(tst_csv)
#include "tst_csv.moc"
