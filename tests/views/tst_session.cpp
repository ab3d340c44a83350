// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/shellfixture.h"
#include "views/shell/createpanel.h"
#include "views/kit/panelparts.h"
#include "views/shell/session.h"
#include "views/shell/verifydialog.h"

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QTimer>
#include <QTreeWidget>

using namespace safeguard;
using namespace safeguard::testing;

class tst_session final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUnlockThatComesTooLateIsClosed();
    void theLatestOfTwoWins();
    void aProjectThatIsNotWantedLeavesNoFile();
    void anOwedLockIsKept();
    void enterCreates();
    void opensWithARecoveryKey();
    void refusesABrokenRecoveryKey();
    void changesThePassphrase();
    void asksForTheCurrentPassphrase();
    void verifiesInTheBackground();
    void verifyingCanBeStopped();
    void takesSecretsOutOfALine();
    void newSlotsCostWhatIsAskedFor();
    void tellsWhatOpeningDid();
};

static std::shared_ptr<const Credentials> danasKey()
{
    return std::make_shared<const Credentials>(dana());
}

void tst_session::anUnlockThatComesTooLateIsClosed()
{
    ProjectFixture f;
    f.project.reset();
    Session session(KdfCost::floor);
    QSignalSpy opened(&session, &Session::opened);
    session.unlock(f.path(), danasKey());
    QVERIFY(session.isWorking());
    session.cancel();
    QVERIFY(!session.isWorking());
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(20);
    QCOMPARE(opened.size(), 0);
    QVERIFY(!session.workspace());
    QVERIFY(!Vault::peek(f.path())->isInUse); // closed again
}

void tst_session::theLatestOfTwoWins()
{
    ProjectFixture a;
    ProjectFixture b;
    a.project.reset();
    b.project.reset();
    Session session(KdfCost::floor);
    QSignalSpy opened(&session, &Session::opened);
    session.unlock(a.path(), danasKey());
    session.unlock(b.path(), danasKey());
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 8000);
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(20);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(session.workspace()->project().path(), QFileInfo(b.path()).canonicalFilePath());
    QVERIFY(!Vault::peek(a.path())->isInUse);
}

void tst_session::aProjectThatIsNotWantedLeavesNoFile()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("new.safeguard"));
    MainWindow window(quickContent());
    window.show();
    window.findChild<QAction *>(QStringLiteral("new"))->trigger();
    auto *panel = window.findChild<CreatePanel *>();
    Q_EMIT panel->create(path, std::make_shared<NewProject>(someProject()), false);
    QTest::mouseClick(panel->findChild<QPushButton *>(QStringLiteral("create-cancel")),
                      Qt::LeftButton);
    QVERIFY(window.findChild<QWidget *>(QStringLiteral("start"))->isVisible());
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(20);
    QVERIFY(!window.workspace());
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList());
}

void tst_session::anOwedLockIsKept()
{
    ShellFixture f;
    f.window.lock();
    f.type("passphrase", passphrase());
    f.press("unlock-button");
    f.window.lock(); // the machine goes to sleep while the key is derived
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(50);
    QVERIFY(!f.window.workspace());
    QVERIFY(f.unlock());
}

void tst_session::enterCreates()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("new.safeguard"));
    MainWindow window(quickContent());
    window.show();
    window.findChild<QAction *>(QStringLiteral("new"))->trigger();
    auto *panel = window.findChild<CreatePanel *>();
    panel->askPath = [&](const QString &) { return path; };
    const auto line = [&](const char *name) {
        return panel->findChild<QLineEdit *>(QLatin1String(name));
    };
    QTest::keyClicks(line("project-name"), QStringLiteral("CardioLink"));
    QTest::keyClicks(line("full-name"), QStringLiteral("Dana Mensah"));
    QTest::keyClicks(line("user-name"), QStringLiteral("dana"));
    QTest::keyClicks(line("new-passphrase"), passphrase());
    QTest::keyClicks(line("passphrase-again"), QStringLiteral("something else"));
    QTest::keyClick(line("passphrase-again"), Qt::Key_Return);
    QVERIFY(!QFile::exists(path)); // they differ
    line("passphrase-again")->clear();
    QTest::keyClicks(line("passphrase-again"), passphrase());
    auto *button = panel->findChild<QPushButton *>(QStringLiteral("create-button"));
    QVERIFY(button->isEnabled());
    QVERIFY(button->isDefault());
    QTimer closer;
    connect(&closer, &QTimer::timeout, [] { // the offer of a recovery key
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            box->reject();
    });
    closer.start(20);
    QTest::keyClick(line("passphrase-again"), Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return window.workspace() != nullptr; }, 8000));
    QVERIFY(line("new-passphrase")->text().isEmpty());
    QTRY_VERIFY(!QApplication::activeModalWidget());
}

void tst_session::opensWithARecoveryKey()
{
    ShellFixture f;
    const QString key = f.project().addRecoveryKey().value().text;
    f.window.lock();
    f.press("use-recovery-key");
    QVERIFY(f.find<QLineEdit>("recovery-key")->isVisible());
    QVERIFY(!f.find<QLineEdit>("passphrase")->isVisible());
    f.type("recovery-key", key.toLower().replace(u'-', u' '));
    auto *panel = f.find<QWidget>("unlock");
    auto *first = panel->findChild<QLineEdit *>(QStringLiteral("new-passphrase"));
    auto *again = panel->findChild<QLineEdit *>(QStringLiteral("passphrase-again"));
    QVERIFY(!f.find<QPushButton>("unlock-button")->isEnabled()); // not without a new passphrase
    QTest::keyClicks(first, QStringLiteral("a quite new passphrase"));
    QTest::keyClicks(again, QStringLiteral("a quite new passphrase"));
    QTest::keyClick(again, Qt::Key_Return);
    QVERIFY(f.isOpen());
    QCOMPARE(f.project().user().name, QStringLiteral("dana"));
    QVERIFY(f.find<QLineEdit>("recovery-key")->text().isEmpty());

    f.window.lock();
    f.type("passphrase", passphrase());
    f.press("unlock-button");
    QTRY_VERIFY_WITH_TIMEOUT(f.find<QLabel>("unlock-error")->isVisible(), 8000);
    QVERIFY(f.unlock(QStringLiteral("a quite new passphrase")));
}

void tst_session::refusesABrokenRecoveryKey()
{
    ShellFixture f;
    QString key = f.project().addRecoveryKey().value().text;
    f.window.lock();
    f.press("use-recovery-key");
    auto *panel = f.find<QWidget>("unlock");
    for (const char *name : {"new-passphrase", "passphrase-again"})
        QTest::keyClicks(panel->findChild<QLineEdit *>(QLatin1String(name)),
                         QStringLiteral("a quite new passphrase"));
    key[0] = key[0] == u'A' ? u'B' : u'A';
    f.type("recovery-key", key);
    f.press("unlock-button");
    QVERIFY(f.find<QLabel>("unlock-error")->isVisible()); // at once: its checksum tells
    QVERIFY(f.find<QLabel>("unlock-error")->text().contains(QStringLiteral("recovery key")));
    QCOMPARE(f.find<QLineEdit>("recovery-key")->text(), key); // to be mended
    f.press("use-recovery-key");
    QVERIFY(f.unlock());
}

/// Fills in the dialog for changing the passphrase, presses its button, and waits for the end.
static QString changePassphrase(ShellFixture &f, const QString &current, const QString &next)
{
    QString error;
    QTimer::singleShot(0, &f.window, [&] {
        auto *dialog = f.find<QDialog>("change-passphrase");
        const auto type = [&](const char *name, const QString &text) {
            QTest::keyClicks(dialog->findChild<QLineEdit *>(QLatin1String(name)), text);
        };
        type("current-passphrase", current);
        type("new-passphrase", next);
        type("passphrase-again", next);
        QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("passphrase-again")),
                        Qt::Key_Return);
        auto *problem = dialog->findChild<QLabel *>(QStringLiteral("passphrase-error"));
        if (QTest::qWaitFor([&] { return !dialog->isVisible() || problem->isVisible(); }, 8000) &&
            dialog->isVisible()) {
            error = problem->text();
            dialog->reject();
        }
    });
    f.find<QAction>("passphrase")->trigger();
    return error;
}

void tst_session::changesThePassphrase()
{
    ShellFixture f;
    QCOMPARE(changePassphrase(f, passphrase(), QStringLiteral("a quite new passphrase")),
             QString());
    f.window.lock();
    QVERIFY(f.unlock(QStringLiteral("a quite new passphrase")));
}

void tst_session::asksForTheCurrentPassphrase()
{
    ShellFixture f;
    const QString error =
        changePassphrase(f, QStringLiteral("nonsense"), QStringLiteral("a new one"));
    QVERIFY(error.contains(QStringLiteral("passphrase")));
    f.window.lock();
    QVERIFY(f.unlock());
}

void tst_session::verifiesInTheBackground()
{
    WorkspaceFixture f;
    VerifyDialog dialog(*f.workspace);
    auto *verdict = dialog.findChild<QLabel *>(QStringLiteral("verdict"));
    auto *lines = dialog.findChild<QTreeWidget *>();
    QVERIFY(f.project().isBusy());
    QCOMPARE(lines->topLevelItemCount(), 0);
    const auto refused = f.project().perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Gateway")));
        return Status();
    });
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QTRY_VERIFY(lines->topLevelItemCount() > 3);
    QVERIFY(verdict->text().contains(QStringLiteral("whole")));
    QVERIFY(!f.project().isBusy());
    f.add(systemNamed(QStringLiteral("Gateway")));
}

void tst_session::verifyingCanBeStopped()
{
    WorkspaceFixture f;
    // The history's lines are told every 256 entries.
    for (int i = 0; i < 600; ++i)
        f.add(systemNamed(QStringLiteral("System %1").arg(i)));
    std::atomic<int> calls = 0;
    auto stopped = f.project().verifyLong([&](quint32, quint32) { return ++calls < 2; });
    QTRY_VERIFY(stopped.isFinished());
    QCOMPARE(stopped.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(calls.load(), 2);

    // A project that closes does not wait for the rest of it.
    std::atomic<bool> hasBegun = false;
    auto abandoned = f.project().verifyLong([&](quint32, quint32) {
        hasBegun = true;
        QThread::msleep(20);
        return true;
    });
    QVERIFY(QTest::qWaitFor([&] { return hasBegun.load(); }));
    f.workspace.reset();
    QCOMPARE(abandoned.result().error().code, ErrorCode::Cancelled);
}

void tst_session::takesSecretsOutOfALine()
{
    QLineEdit line;
    QTest::keyClicks(&line, QStringLiteral("open sesame"));
    const Secret secret = panel::takeSecret(&line);
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(secret.view().data()),
                        static_cast<qsizetype>(secret.view().size())),
             QByteArray("open sesame"));
    QVERIFY(line.text().isEmpty());
    QVERIFY(!line.isUndoAvailable());
}

void tst_session::newSlotsCostWhatIsAskedFor()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("new.safeguard"));
    const auto dear = [] {
        KdfCost cost = KdfCost::floor();
        cost.passes += 1;
        return cost;
    };
    Session session(dear);
    session.create(path, std::make_shared<NewProject>(someProject()), {});
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace(), 8000);
    const auto passes = [&](qsizetype slot) {
        return Vault::peek(path)->slots.at(static_cast<size_t>(slot)).cost.passes;
    };
    QCOMPARE(passes(0), KdfCost::floor().passes + 1);
    auto changed = session.workspace()->project().changePassphraseLong(
        std::make_shared<const Secret>(Secret::fromText(passphrase())),
        std::make_shared<const Secret>(Secret::fromText(QStringLiteral("another"))), [] {
            KdfCost cost = KdfCost::floor();
            cost.passes += 2;
            return cost;
        });
    QTRY_VERIFY_WITH_TIMEOUT(changed.isFinished(), 8000);
    QVERIFY_OK(changed.result());
    QCOMPARE(passes(0), KdfCost::floor().passes + 2);
    QVERIFY(shellContent().newCost().memoryKib >= KdfCost::floor().memoryKib);
}

void tst_session::tellsWhatOpeningDid()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("old.safeguard"));
    QVERIFY(QFile::copy(
        QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/project/files/schema-1.safeguard"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    auto project = Project::open(path, dana(), Access::ReadWrite, allRegisters());
    QVERIFY_OK(project);
    const QStringList notices = (*project)->notices();
    QCOMPARE(notices.size(), 1);
    MainWindow window(quickContent());
    window.show();
    QString told;
    QTimer closer;
    connect(&closer, &QTimer::timeout, [&] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            told += box->text();
            box->accept();
        }
    });
    closer.start(20);
    window.setProject(*std::move(project));
    QTRY_COMPARE(told, notices.first());
}

SAFEGUARD_TEST(tst_session)
#include "tst_session.moc"
