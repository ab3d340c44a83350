// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/kit/importdialog.h"
#include "views/kit/registerscreen.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
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

void tst_import::aDroppedFileOpensTheDialog()
{
    WorkspaceFixture f;
    RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    screen.resize(900, 600);
    static_cast<QWidget &>(screen).show();
    const QString path = f.files.dir.filePath(QStringLiteral("systems.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name\nDropped\n");
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
