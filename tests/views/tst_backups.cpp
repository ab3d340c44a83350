// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/shellfixture.h"
#include "views/backups/autobackup.h"
#include "views/backups/backupsdialog.h"
#include "views/backups/plandialog.h"
#include "views/backups/plans.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QSettings>
#include <QTimer>
#include <QTreeWidget>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

template <class T>
T *in(const QWidget *dialog, const char *name)
{
    auto *found = dialog->findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("there is no %s", name);
    return found;
}

/// Types the passphrase and waits for what the backup holds.
bool lookInside(const QDialog *dialog, const QString &secret = passphrase())
{
    QTest::keyClicks(in<QLineEdit>(dialog, "backup-passphrase"), secret);
    QTest::mouseClick(in<QPushButton>(dialog, "look-inside"), Qt::LeftButton);
    return QTest::qWaitFor([=] { return in<QPushButton>(dialog, "restore")->isEnabled(); }, 8000);
}

/// Reads and closes a message box that comes up meanwhile.
struct BoxReader : QTimer
{
    BoxReader()
    {
        callOnTimeout([this] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                text += box->text();
                box->accept();
            }
        });
        start(20);
    }
    QString text;
};

}

class tst_backups final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QSettings().clear(); }
    void makesOneNow();
    void showsWhatWouldBeLost();
    void saysWhyItCannotLookInside();
    void restoresTheOpenProject();
    void restoresWhatIsGone();
    void offersToRestoreWhatIsDamaged();
    void makesOneByItself();
    void tellsQuietlyWhatFailed();
    void keepsThePlan();
};

void tst_backups::makesOneNow()
{
    WorkspaceFixture f;
    BackupsDialog dialog(f.workspace.get(), f.files.path(), {});
    dialog.show();
    auto *list = in<QTreeWidget>(&dialog, "backup-list");
    QCOMPARE(list->topLevelItemCount(), 0);
    QVERIFY(in<QLabel>(&dialog, "backups-empty")->isVisible());
    QSignalSpy said(f.workspace.get(), &Workspace::said);
    QTest::mouseClick(in<QPushButton>(&dialog, "back-up-now"), Qt::LeftButton);
    QVERIFY(f.project().isBusy());
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QVERIFY(!f.project().isBusy());
    QVERIFY(said.last().first().toString().contains(QStringLiteral("verified")));
    QCOMPARE(f.project().lastEntry().sentence, QStringLiteral("Make a backup"));
    QVERIFY(!in<QPushButton>(&dialog, "restore")->isEnabled()); // not unseen
}

void tst_backups::showsWhatWouldBeLost()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const BackupPlan plan = BackupPlan::defaultFor(f.files.path());
    QVERIFY_OK(f.project().backUp(plan));
    f.files.clock.set(f.files.clock.now().addSecs(60));
    f.add(systemNamed(QStringLiteral("Cloud")));
    QVERIFY_OK(f.project().backUp(plan));
    BackupsDialog dialog(f.workspace.get(), f.files.path(), {});
    dialog.show();
    QVERIFY(lookInside(&dialog));
    QVERIFY(in<QLineEdit>(&dialog, "backup-passphrase")->text().isEmpty());
    auto *verdict = in<QLabel>(&dialog, "preview-verdict");
    QVERIFY2(verdict->text().contains(QStringLiteral("everything")), qPrintable(verdict->text()));
    QVERIFY(!in<QTreeWidget>(&dialog, "preview-lost")->isVisible());

    // The next one without being asked again.
    auto *list = in<QTreeWidget>(&dialog, "backup-list");
    list->setCurrentItem(list->topLevelItem(1));
    QVERIFY(!in<QPushButton>(&dialog, "restore")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(in<QPushButton>(&dialog, "restore")->isEnabled(), 8000);
    QVERIFY2(verdict->text().startsWith(QStringLiteral("1 change ")), qPrintable(verdict->text()));
    auto *lost = in<QTreeWidget>(&dialog, "preview-lost");
    QCOMPARE(lost->topLevelItemCount(), 1);
    QCOMPARE(lost->topLevelItem(0)->text(1), QStringLiteral("Dana Mensah"));
    const auto *systems = in<QTreeWidget>(&dialog, "preview-counts")->topLevelItem(0);
    QCOMPARE(systems->text(0), QStringLiteral("Systems"));
    QCOMPARE(systems->text(1), QStringLiteral("1"));
    QCOMPARE(systems->text(2), QStringLiteral("2"));
    QCOMPARE(systems->text(3), QStringLiteral("1 fewer"));
    QCOMPARE(dialog.request().backup, list->topLevelItem(1)->toolTip(0));
}

void tst_backups::saysWhyItCannotLookInside()
{
    WorkspaceFixture f;
    QVERIFY_OK(f.project().backUp(BackupPlan::defaultFor(f.files.path())));
    BackupsDialog dialog(f.workspace.get(), f.files.path(), {});
    dialog.show();
    QTest::keyClicks(in<QLineEdit>(&dialog, "backup-passphrase"), QStringLiteral("guess"));
    QTest::keyClick(in<QLineEdit>(&dialog, "backup-passphrase"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(in<QLabel>(&dialog, "backups-error")->isVisible(), 8000);
    QVERIFY(in<QLabel>(&dialog, "backups-error")->text().contains(QStringLiteral("passphrase")));
    QVERIFY(!in<QPushButton>(&dialog, "restore")->isEnabled());
    QVERIFY(dialog.isVisible());
    QVERIFY(lookInside(&dialog));
    QVERIFY(!in<QLabel>(&dialog, "backups-error")->isVisible());
}

void tst_backups::restoresTheOpenProject()
{
    ShellFixture f;
    QVERIFY_OK(f.project().backUp(BackupPlan::defaultFor(f.files.path())));
    QVERIFY_OK(f.project().perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Later")));
        return Status();
    }));
    BoxReader box;
    bool isShown = false;
    QTimer::singleShot(0, &f.window, [&] {
        auto *dialog = f.find<QDialog>("backups");
        isShown = lookInside(dialog);
        if (isShown)
            QTest::mouseClick(in<QPushButton>(dialog, "restore"), Qt::LeftButton);
        else
            dialog->reject();
    });
    f.find<QAction>("backups")->trigger();
    QVERIFY(isShown);
    QVERIFY(f.isOpen());
    QTRY_VERIFY(box.text.contains(QStringLiteral("a before restore")));
    QVERIFY(f.project().snapshot().rows<System>().isEmpty());
    QVERIFY(f.project().lastEntry().sentence.startsWith(QStringLiteral("Restore a backup")));
    QVERIFY(!f.find<QWidget>("unlock")->isVisible());
}

void tst_backups::restoresWhatIsGone()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->backUp(BackupPlan::defaultFor(f.path())));
    f.project.reset();
    QVERIFY(QFile::remove(f.path()));
    QSettings().setValue(QStringLiteral("recent/files"), QStringList{f.path()});
    MainWindow window(quickContent());
    window.show();
    BoxReader box;
    QTimer::singleShot(0, &window, [&] {
        auto *dialog = in<QDialog>(&window, "backups");
        QCOMPARE(in<QComboBox>(dialog, "restore-project")->currentData().toString(), f.path());
        if (lookInside(dialog)) {
            QVERIFY(in<QLabel>(dialog, "preview-now")->text().contains(QStringLiteral("gone")));
            QTest::mouseClick(in<QPushButton>(dialog, "restore"), Qt::LeftButton);
        } else {
            dialog->reject();
        }
    });
    QTest::mouseClick(in<QPushButton>(&window, "start-restore"), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return window.workspace() != nullptr; }, 8000));
    QCOMPARE(window.workspace()->project().path(), QFileInfo(f.path()).canonicalFilePath());
    QTRY_VERIFY(box.text.contains(QStringLiteral("entry")));
}

void tst_backups::offersToRestoreWhatIsDamaged()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->backUp(BackupPlan::defaultFor(f.path())));
    f.project.reset();
    QFile file(f.path());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(32768 + 10));
    file.write(QByteArray(200, 'x'));
    file.close();
    MainWindow window(quickContent());
    window.show();
    window.openFile(f.path());
    auto *restore = in<QPushButton>(&window, "unlock-restore");
    QVERIFY(!restore->isVisible());
    QTest::keyClicks(in<QLineEdit>(&window, "passphrase"), passphrase());
    QTest::mouseClick(in<QPushButton>(&window, "unlock-button"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(restore->isVisible(), 8000);
    int backups = 0;
    QTimer::singleShot(0, &window, [&] {
        auto *dialog = in<QDialog>(&window, "backups");
        backups = in<QTreeWidget>(dialog, "backup-list")->topLevelItemCount();
        dialog->reject();
    });
    QTest::mouseClick(restore, Qt::LeftButton);
    QCOMPARE(backups, 1);
    QVERIFY(!window.workspace());
}

void tst_backups::makesOneByItself()
{
    WorkspaceFixture f;
    QSignalSpy told(f.workspace.get(), &Workspace::backupTold);
    const qint64 entries = f.project().entryCount();
    new AutoBackup(*f.workspace, 0);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20'000);
    QVERIFY(told.first()[0].toString().startsWith(QStringLiteral("Backed up 2026-02-28")));
    QVERIFY(!told.first()[2].toBool());
    const auto backups = backupsOf(f.files.path(), BackupPlan::defaultFolder(f.files.path()));
    QCOMPARE(backups.size(), 1U);
    QCOMPARE(f.project().entryCount(), entries); // it is no deed of the user

    // Not again on the same day, nor when it is not wanted.
    told.clear();
    new AutoBackup(*f.workspace, 0);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20'000);
    f.files.clock.set(f.files.clock.now().addDays(8));
    BackupPlan plan = plans::planOf(f.project().path());
    plan.hours = 0;
    plans::keep(f.project().path(), plan);
    new AutoBackup(*f.workspace, 0);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, 20'000);
    QCOMPARE(backupsOf(f.files.path(), plan.folder).size(), 1U);
}

void tst_backups::tellsQuietlyWhatFailed()
{
    ShellFixture f;
    BackupPlan plan;
    plan.folder = f.files.dir.filePath(QStringLiteral("unplugged"));
    plans::keep(f.project().path(), plan);
    new AutoBackup(*f.window.workspace(), 0);
    auto *standing = f.find<QLabel>("backup-standing");
    QTRY_COMPARE_WITH_TIMEOUT(standing->text(), QStringLiteral("No backup yet"), 20'000);
    QVERIFY(standing->toolTip().contains(QStringLiteral("unplugged")));
    QCOMPARE(standing->property("role").toString(), QStringLiteral("error"));
    QVERIFY(!QApplication::activeModalWidget());
    f.window.lock();
    QVERIFY(f.isClosed());
    QVERIFY(standing->text().isEmpty() && standing->toolTip().isEmpty());
}

void tst_backups::keepsThePlan()
{
    const QString project = QStringLiteral("/x/a.safeguard");
    QCOMPARE(plans::planOf(project).folder, QStringLiteral("/x/a backups"));
    PlanDialog dialog(project, plans::planOf(project));
    dialog.show();
    auto *folder = in<QLineEdit>(&dialog, "plan-folder");
    auto *save = in<QPushButton>(&dialog, "plan-accept");
    folder->setText(QStringLiteral("nowhere"));
    QVERIFY(!save->isEnabled());
    folder->setText(QStringLiteral("/y"));
    auto *often = in<QComboBox>(&dialog, "plan-often");
    often->setCurrentIndex(often->findData(0));
    auto *newest = in<QComboBox>(&dialog, "plan-newest");
    newest->setCurrentIndex(newest->findData(20));
    QTest::mouseClick(save, Qt::LeftButton);
    plans::keep(project, dialog.plan());
    const BackupPlan kept = plans::planOf(project);
    QCOMPARE(kept.folder, QStringLiteral("/y"));
    QCOMPARE(kept.hours, 0);
    QCOMPARE(kept.newest, 20);
    QCOMPARE(plans::planOf(QStringLiteral("/x/b.safeguard")).newest, BackupPlan().newest);
}

SAFEGUARD_TEST(tst_backups)
#include "tst_backups.moc"
