// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/exchange/csv.h"
#include "model/exchange/xlsx.h"
#include "model/exchange/xlsxreader.h"
#include "model/sample/sample.h"
#include "tests/tools/xlsxreader.h"
#include "tests/views/shellfixture.h"
#include "views/kit/registerexport.h"
#include "views/kit/registerscreen.h"

#include <QFileDialog>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Exporting : WorkspaceFixture
{
    /// Writes the register as its screen does.
    QString written(const char *key, const char *name, const SheetMaker &sheet)
    {
        const QString path = files.dir.filePath(QString::fromLatin1(name));
        const auto &type = *project().registers().find(QString::fromLatin1(key));
        RegisterExport::write(*workspace, type, path, sheet, &window);
        if (!QTest::qWaitFor([&] { return !window.findChild<RegisterExport *>(); }, 8000))
            qFatal("the export does not end");
        return path;
    }
    QString history() const
    {
        auto future = project().linesLong(1, project().entryCount());
        future.waitForFinished();
        QString sentences;
        const auto lines = future.takeResult().value();
        for (const HistoryLine &line : lines)
            sentences += line.sentence + u'\n';
        return sentences;
    }
    QWidget window;
};

}

class tst_registerexport final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSuffixDecides();
    void withWhatTheScreenDerives();
    void risksWithTheirLevels();
    void importedAgainItChangesNothing();
    void standsInTheHistory();
    void asksForASpreadsheetFirst();
    void leavingStopsIt();
};

void tst_registerexport::theSuffixDecides()
{
    Exporting f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    const QString csv = f.written("systems", "a.csv", screen.sheet());
    QCOMPARE(contentOf(csv), toCsv(f.project().registers().of<System>(), f.project().snapshot()));
    const auto cells = cellsOfXlsx(f.written("systems", "a.XLSX", screen.sheet()));
    QCOMPARE(cells.value(0).value(1), QStringLiteral("Name"));
    QCOMPARE(cells.value(1).value(1), QStringLiteral("Gateway"));
}

void tst_registerexport::withWhatTheScreenDerives()
{
    Exporting f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const auto text = [](const Record &record, const Derived &derived) {
        return static_cast<const System &>(record).name +
               QString::number(derived.map.snapshot().rows<System>().size());
    };
    const std::vector<DerivedColumn> columns{
        {QStringLiteral("a"), QStringLiteral("Derived"), text},
        {QStringLiteral("b"), QStringLiteral("Mark"), text,
         [](const Record &, const Derived &) { return Ink::Good; }}};
    const auto &type = f.project().registers().of<System>();
    QVERIFY(f.derived());
    for (const auto &derived : {f.workspace->deriver().latest(), {}}) {
        const auto cells =
            cellsOfXlsx(f.written("systems", "a.xlsx", sheetWith(type, columns, derived)));
        QCOMPARE(cells.value(0).last(), QStringLiteral("Derived"));
        QCOMPARE(cells.value(1).last(), QStringLiteral("Gateway1"));
        QCOMPARE(cells.value(0).value(2), QStringLiteral("Mark")); // beside the name
    }
}

void tst_registerexport::risksWithTheirLevels()
{
    ShellFixture f;
    f.window.go({QStringLiteral("risks")});
    const auto *risks = f.window.findChild<RegisterScreen *>(QStringLiteral("screen-risks"));
    QVERIFY(risks);
    QVERIFY(
        risks->sheet()(f.project().snapshot()).columns.contains(QStringLiteral("Inherent risk")));
    f.window.go({QStringLiteral("actions")});
    const auto *actions = f.window.findChild<RegisterScreen *>(QStringLiteral("screen-actions"));
    QVERIFY(actions);
    QVERIFY(
        actions->sheet()(f.project().snapshot()).columns.contains(QStringLiteral("Days overdue")));
}

/// Of every screen, with what it derives beside the fields.
void tst_registerexport::importedAgainItChangesNothing()
{
    QTemporaryDir dir;
    auto project = createSample(dir.filePath(QStringLiteral("s.safeguard")), someProject());
    QVERIFY_OK(project);
    MainWindow window(shellContent());
    window.setProject(*std::move(project));
    const Snapshot snapshot = window.workspace()->project().snapshot();
    int sheets = 0;
    for (const RegisterType &type : snapshot.registers()) {
        window.go({type.key});
        const auto *screen =
            window.findChild<RegisterScreen *>(QStringLiteral("screen-") + type.key);
        if (!screen)
            continue;
        const auto bytes = toXlsx({screen->sheet()(snapshot)}, {});
        QVERIFY_OK(bytes);
        const auto book = XlsxReader::open(*bytes);
        QVERIFY_OK(book);
        const auto table = book->read();
        QVERIFY_OK(table);
        Edit edit(snapshot, AnyId::random());
        const auto report =
            importRows(edit, type, table->table, guessColumns(table->table.heading, type));
        QVERIFY_OK(report);
        const ImportNote *wrong = report->firstError();
        QVERIFY2(!wrong,
                 wrong ? qPrintable(type.key + u' ' + wrong->column + u' ' + wrong->text) : "");
        QVERIFY2(report->added + report->updated == 0, qPrintable(type.key));
        ++sheets;
    }
    QVERIFY2(sheets > 15, qPrintable(QString::number(sheets)));
}

void tst_registerexport::standsInTheHistory()
{
    Exporting f;
    const RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    f.written("systems", "list.xlsx", screen.sheet());
    QTRY_VERIFY2(f.history().contains(QStringLiteral("Export Systems as list.xlsx, SHA-256 ")),
                 qPrintable(f.history()));
}

void tst_registerexport::asksForASpreadsheetFirst()
{
    Exporting f;
    const auto &type = f.project().registers().of<System>();
    QString chosen;
    QStringList filters;
    QTimer::singleShot(0, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("nothing is asked");
        chosen = dialog->selectedFiles().value(0);
        filters = dialog->nameFilters();
        dialog->reject();
    });
    RegisterExport::ask(*f.workspace, type, {}, &f.window);
    QVERIFY2(chosen.endsWith(QStringLiteral("systems.xlsx")), qPrintable(chosen));
    QCOMPARE(filters.size(), 2);
    QVERIFY(filters[0].contains(QStringLiteral("*.xlsx")) &&
            filters[1].contains(QStringLiteral("*.csv")));
    QVERIFY(!f.window.findChild<RegisterExport *>());
}

void tst_registerexport::leavingStopsIt()
{
    Exporting f;
    const QString path = f.files.dir.filePath(QStringLiteral("never.xlsx"));
    auto window = std::make_unique<QWidget>();
    const auto &type = f.project().registers().of<System>();
    std::atomic<bool> isMade = false;
    RegisterExport::write(
        *f.workspace, type, path,
        [&](const Snapshot &) {
            isMade = true;
            return Sheet();
        },
        window.get());
    window.reset();
    QTRY_VERIFY(isMade);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(!QFile::exists(path));
}

SAFEGUARD_TEST(tst_registerexport)
#include "tst_registerexport.moc"
