// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/xlsx.h"
#include "model/people/person.h"
#include "tests/tools/workspacefixture.h"
#include "views/kit/importdialog.h"
#include "views/kit/registerscreen.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

class tst_import final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWouldHappen();
    void errorsComeFirstAndInLabels();
    void aWorkbookIsReadInPlace();
    void aWorkbookThatCannotBeRead();
    void whereColumnsWentIsRemembered();
    void isWorkedByKeys();
    void everyControlHasAName();
    void aDroppedFileOpensTheDialog_data();
    void aDroppedFileOpensTheDialog();
    void pasteAndInsertFillAnEmptyRegister();
};

static CsvTable table(const char *csv)
{
    return *readCsv(QByteArray(csv));
}

void tst_import::saysWhatWouldHappen()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    const auto &type = f.project().registers().of<System>();
    ImportDialog dialog(*f.workspace, type, table("name,kind\nA,Gateway\nB,Gateway\n"));
    const auto *summary = dialog.findChild<QLabel *>(QStringLiteral("import-summary"));
    QCOMPARE(summary->text(),
             QStringLiteral("The import would add 1, change 1 and leave 0 as they are."));
    // That a label was understood is no news.
    QCOMPARE(dialog.findChild<QTableWidget *>(QStringLiteral("import-report"))->rowCount(), 0);
    QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("import-button"))->isEnabled());
}

void tst_import::errorsComeFirstAndInLabels()
{
    WorkspaceFixture f;
    const auto &type = f.project().registers().of<System>();
    ImportDialog dialog(*f.workspace, type, table("name,kind,unheard\nA,,x\nB,Banana,y\n"));
    dialog.show();
    const auto *summary = dialog.findChild<QLabel *>(QStringLiteral("import-summary"));
    QVERIFY(summary->text().startsWith(QStringLiteral("Nothing can be imported")));
    QVERIFY(!summary->text().contains(QStringLiteral("added")));
    auto *report = dialog.findChild<QTableWidget *>(QStringLiteral("import-report"));
    QVERIFY(report->rowCount() > 1);
    const QTableWidgetItem *first = report->item(0, 2);
    QVERIFY(first->text().contains(QStringLiteral("Banana")));
    QVERIFY(first->text().contains(QStringLiteral("On-device storage")));
    QVERIFY(!first->text().contains(QStringLiteral("on_device_storage")));
    QCOMPARE(first->foreground().color(), Tokens::instance().color(Ink::Danger));
    // All choices of the kind need more than a line, and get it.
    const int line = report->fontMetrics().lineSpacing();
    QTRY_VERIFY(report->rowHeight(0) >= 2 * line);
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("import-button"))->isEnabled());
}

/// A list of systems below a title, and a sheet that was left empty.
static QByteArray workbook()
{
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    Sheet empty{.name = text("Notes")};
    Sheet first{.name = text("Systems"),
                .columns = {text("Hospital list"), text("")},
                .rows = {{text("As of January"), {}},
                         {text("Name"), text("Sort")},
                         {text("A"), text("Gateway")},
                         {text("B"), text("Gateway")}}};
    Sheet other{.name = text("Others"),
                .columns = {text("Name"), text("Sort")},
                .rows = {{text("C"), text("Gateway")}}};
    return *toXlsx({empty, first, other}, {});
}

namespace {
/// The dialog over a workbook, once it is read.
struct BookDialog
{
    explicit BookDialog(WorkspaceFixture &fixture, const QByteArray &bytes = workbook())
        : dialog(*fixture.workspace, fixture.project().registers().of<System>(), bytes)
    {
        dialog.show();
        waits();
    }
    bool waits() const
    {
        return QTest::qWaitFor([this] { return sheet->isEnabled(); });
    }
    QComboBox *fieldOf(const char *column) const
    {
        const auto *table = dialog.findChild<QTableWidget *>(QStringLiteral("import-columns"));
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text() == QString::fromLatin1(column))
                return qobject_cast<QComboBox *>(table->cellWidget(row, 2));
        }
        return nullptr;
    }
    void setField(const char *column, const char *key) const
    {
        QComboBox *choice = fieldOf(column);
        choice->setCurrentIndex(choice->findData(QString::fromLatin1(key)));
        Q_EMIT choice->activated(choice->currentIndex());
    }

    ImportDialog dialog;
    QComboBox *sheet = dialog.findChild<QComboBox *>(QStringLiteral("import-sheet"));
    QSpinBox *headingRow = dialog.findChild<QSpinBox *>(QStringLiteral("import-heading-row"));
    QLabel *summary = dialog.findChild<QLabel *>(QStringLiteral("import-summary"));
    QPushButton *button = dialog.findChild<QPushButton *>(QStringLiteral("import-button"));
};
}

void tst_import::aWorkbookIsReadInPlace()
{
    WorkspaceFixture f;
    const BookDialog d(f);
    QCOMPARE(d.sheet->count(), 3);
    QCOMPARE(d.sheet->currentText(), QStringLiteral("Systems"));
    QCOMPARE(d.headingRow->value(), 1);
    QVERIFY(!d.fieldOf("Name"));
    d.headingRow->setValue(3);
    QVERIFY(d.waits());
    QVERIFY(d.fieldOf("Name"));
    QCOMPARE(d.fieldOf("Name")->currentData().toString(), QStringLiteral("name"));
    QCOMPARE(d.summary->text(),
             QStringLiteral("The import would add 2, change 0 and leave 0 as they are."));
    // A row without content says so, and another one is chosen after.
    d.headingRow->setValue(30);
    QVERIFY(d.waits());
    QVERIFY2(d.summary->text().contains(QStringLiteral("Row 30")), qPrintable(d.summary->text()));
    QVERIFY(!d.button->isEnabled());
    d.sheet->setCurrentIndex(2);
    Q_EMIT d.sheet->activated(2);
    QVERIFY(d.waits());
    QCOMPARE(d.headingRow->value(), 1);
    QVERIFY(d.fieldOf("Name"));
    d.setField("Sort", "kind");
    QTest::mouseClick(d.button, Qt::LeftButton);
    QTRY_COMPARE(f.project().snapshot().rows<System>().size(), size_t(1));
    const System system = *f.project().snapshot().rows<System>().begin();
    QCOMPARE(system.name, QStringLiteral("C"));
    QCOMPARE(system.kind, SystemKind::Gateway);
}

void tst_import::aWorkbookThatCannotBeRead()
{
    WorkspaceFixture f;
    ImportDialog dialog(*f.workspace, f.project().registers().of<System>(),
                        QByteArray::fromHex("d0cf11e0a1b11ae1"));
    dialog.show();
    const auto *summary = dialog.findChild<QLabel *>(QStringLiteral("import-summary"));
    QTRY_VERIFY2(summary->text().contains(QStringLiteral("password")), qPrintable(summary->text()));
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("import-button"))->isEnabled());
    // Closed while it reads: nothing comes back to it.
    {
        ImportDialog closed(*f.workspace, f.project().registers().of<System>(), workbook());
    }
    QTest::qWait(100);
}

void tst_import::whereColumnsWentIsRemembered()
{
    WorkspaceFixture f;
    {
        const BookDialog d(f);
        d.headingRow->setValue(3);
        QVERIFY(d.waits());
        QCOMPARE(d.fieldOf("Sort")->currentData().toString(), QString());
        d.setField("Sort", "kind");
        d.setField("Name", "name");
        QTest::mouseClick(d.button, Qt::LeftButton);
        QTRY_COMPARE(f.project().snapshot().rows<System>().size(), size_t(2));
        QTRY_VERIFY(!d.dialog.isVisible());
    }
    // The next export of the same program: another order, another column.
    const BookDialog again(f);
    QCOMPARE(again.headingRow->value(), 3);
    QCOMPARE(again.fieldOf("Sort")->currentData().toString(), QStringLiteral("kind"));
    QVERIFY(again.summary->text().contains(QStringLiteral("all 2 rows")));
    // So it is with CSV; another register knows nothing of it.
    const auto &type = f.project().registers().of<System>();
    ImportDialog csv(*f.workspace, type, table("Sort,name\nGateway,D\n"));
    QVERIFY(csv.findChild<QLabel *>(QStringLiteral("import-summary"))
                ->text()
                .contains(QStringLiteral("add 1")));
    QCOMPARE(csv.findChild<QTableWidget *>(QStringLiteral("import-report"))->rowCount(), 0);
    ImportMemory other(f.project(), f.project().registers().of<Person>());
    QVERIFY(!other.columnsFor({QStringLiteral("Sort")}).contains(QStringLiteral("Sort")));
    // Another workbook has no such sheet; then it is as the first time.
    const BookDialog changed(f, *toXlsx({Sheet{.name = QStringLiteral("New"),
                                               .columns = {QStringLiteral("Name")},
                                               .rows = {{QStringLiteral("E")}}}},
                                        {}));
    QCOMPARE(changed.headingRow->value(), 1);
    QVERIFY(changed.summary->text().contains(QStringLiteral("add 1")));
    // What was left out stays left out.
    ImportMemory own(f.project(), type);
    own.remember({{QStringLiteral("Kind"), QString()}}, {});
    QCOMPARE(
        own.columnsFor({QStringLiteral("Kind")}).value(QStringLiteral("Kind"), QStringLiteral("?")),
        QString());
    // However many headings there were.
    for (int i = 0; i < 20; ++i) {
        ColumnMap columns;
        for (int j = 0; j < 100; ++j)
            columns.insert(QStringLiteral("Heading %1 %2").arg(i).arg(j), QString());
        own.remember(columns, {});
    }
    QVERIFY(f.project().viewState(QStringLiteral("import")).size() < 30'000);
}

void tst_import::isWorkedByKeys()
{
    WorkspaceFixture f;
    BookDialog d(f);
    d.dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&d.dialog));
    QVERIFY(d.sheet->hasFocus());
    QTest::keyClick(d.sheet, Qt::Key_Tab);
    QVERIFY(d.headingRow->hasFocus());
    d.headingRow->selectAll();
    QTest::keyClick(d.headingRow, '3');
    QTest::keyClick(d.headingRow, Qt::Key_Tab);
    QVERIFY(d.waits());
    QVERIFY(d.fieldOf("Sort"));
    // Down from the table to each choice, and there with the arrows.
    int steps = 0;
    for (QWidget *at = QApplication::focusWidget(); at != d.fieldOf("Sort") && ++steps < 20;
         at = QApplication::focusWidget())
        QTest::keyClick(at ? at : &d.dialog, Qt::Key_Tab);
    QVERIFY(d.fieldOf("Sort")->hasFocus());
    QTest::keyClicks(d.fieldOf("Sort"), QStringLiteral("Kind"));
    QCOMPARE(d.fieldOf("Sort")->currentData().toString(), QStringLiteral("kind"));
    while (!d.button->hasFocus() && ++steps < 40)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(d.button->hasFocus());
    QTest::keyClick(d.button, Qt::Key_Space);
    QTRY_COMPARE(f.project().snapshot().rows<System>().size(), size_t(2));
}

void tst_import::everyControlHasAName()
{
    WorkspaceFixture f;
    const BookDialog d(f);
    int controls = 0;
    for (const QWidget *widget : d.dialog.findChildren<QWidget *>()) {
        const bool isOurs = qobject_cast<const QComboBox *>(widget) ||
                            qobject_cast<const QSpinBox *>(widget) ||
                            qobject_cast<const QTableWidget *>(widget) ||
                            qobject_cast<const QProgressBar *>(widget);
        if (!isOurs)
            continue;
        ++controls;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 6);
}

void tst_import::aDroppedFileOpensTheDialog_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("CSV") << QStringLiteral("systems.csv") << QByteArray("name\nDropped\n");
    QTest::newRow("workbook") << QStringLiteral("systems.XLSX") << workbook();
}

void tst_import::aDroppedFileOpensTheDialog()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    WorkspaceFixture f;
    RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    screen.resize(900, 600);
    static_cast<QWidget &>(screen).show();
    const QString path = f.files.dir.filePath(name);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&screen, &enter);
    QVERIFY(enter.isAccepted());
    QString title;
    QTimer::singleShot(50, [&] {
        if (QWidget *dialog = QApplication::activeModalWidget()) {
            title = dialog->windowTitle();
            dialog->close();
        }
    });
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&screen, &drop);
    QTRY_COMPARE(title, QStringLiteral("Import into Systems"));

    QMimeData other;
    other.setUrls({QUrl::fromLocalFile(QStringLiteral("/picture.png"))});
    QDragEnterEvent refused(QPoint(300, 300), Qt::CopyAction, &other, Qt::LeftButton, {});
    refused.ignore();
    QApplication::sendEvent(&screen, &refused);
    QVERIFY(!refused.isAccepted());
}

void tst_import::pasteAndInsertFillAnEmptyRegister()
{
    WorkspaceFixture f;
    RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    screen.resize(900, 600);
    static_cast<QWidget &>(screen).show();
    auto *button = screen.findChild<QPushButton *>(QStringLiteral("add-first"));
    QApplication::clipboard()->setText(QStringLiteral("Name\tLane\nPasted\tStorage"));
    QTest::keyClick(button, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.project().snapshot().rows<System>().size(), size_t(1));
    QTest::keyClick(screen.table()->view(), Qt::Key_Insert);
    QCOMPARE(f.project().snapshot().rows<System>().size(), size_t(2));
    QCOMPARE(screen.form()->shown(), screen.table()->current());
}

SAFEGUARD_TEST(tst_import)
#include "tst_import.moc"
