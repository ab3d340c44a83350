// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/shellfixture.h"

#include <QLabel>
#include <QMessageBox>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Calls \a act once the dialog of that name is there, and again for each that follows, in turn.
class AtDialogs final
{
public:
    using Act = std::function<void(QWidget &)>;
    explicit AtDialogs(std::vector<std::pair<const char *, Act>> acts)
        : m_acts(std::move(acts))
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            QWidget *shown = QApplication::activeModalWidget();
            if (m_next == m_acts.size() || !shown ||
                shown->objectName() != QLatin1String(m_acts[m_next].first))
                return;
            m_acts[m_next++].second(*shown);
        });
        m_timer.start(10);
    }
    bool isDone() const { return m_next == m_acts.size(); }

private:
    std::vector<std::pair<const char *, Act>> m_acts;
    size_t m_next = 0;
    QTimer m_timer;
};

AtDialogs::Act pressing(const char *name)
{
    return
        [name](QWidget &dialog) { dialog.findChild<QPushButton *>(QLatin1String(name))->click(); };
}

void answerRemove(QWidget &dialog)
{
    for (auto *button : qobject_cast<QMessageBox *>(&dialog)->buttons()) {
        if (button->text() == QStringLiteral("Remove"))
            button->click();
    }
}

Id<User> addOmar(Project &project)
{
    const auto added =
        project.addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"), Role::Editor,
                        Secret::fromText(QStringLiteral("second phrase")));
    return Id<User>(added->registers.at(QStringLiteral("users")).added.front());
}

/// The users screen with Omar chosen.
struct UsersFixture : ShellFixture
{
    UsersFixture()
        : omar(addOmar(project()))
        , fileId(Vault::peek(files.path())->fileId)
    {
        window.go({QStringLiteral("users"), omar});
        QCoreApplication::processEvents();
    }
    bool isRenewed() const { return Vault::peek(files.path())->fileId != fileId; }

    Id<User> omar;
    QByteArray fileId;
};

}

/// Who has access, and the key of the file when that changes.
class tst_usersscreen final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void removingOffersANewKey();
    void theOfferMayBeDeclined();
    void theKeyCanBeRenewedAtAnyTime();
    void whyItFailedIsSaid();
    void whoMayNotIsTold();
};

void tst_usersscreen::removingOffersANewKey()
{
    UsersFixture f;
    AtDialogs dialogs({{"remove-user-question", answerRemove},
                       {"renew-key-dialog", [&](QWidget &dialog) {
                            QVERIFY(!f.project().snapshot().find(f.omar)->isActive());
                            QStringList words;
                            for (auto *label : dialog.findChildren<QLabel *>())
                                words += label->text();
                            QVERIFY(words.join(u' ').contains(QStringLiteral("older copy")));
                            pressing("renew-start")(dialog);
                        }}});
    f.press("remove-user");
    QVERIFY(dialogs.isDone());
    QVERIFY(f.isRenewed());
    QCOMPARE(f.project().lastEntry().kind, EntryKind::Event);
    // Work goes on, and unlocking takes the same passphrase.
    QVERIFY(f.window.workspace()->perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Gateway")));
        return Status();
    }));
    f.window.lock();
    QVERIFY(f.isClosed());
    QVERIFY(f.unlock());
    QVERIFY(f.project().verify({})->isSound());
}

void tst_usersscreen::theOfferMayBeDeclined()
{
    UsersFixture f;
    AtDialogs dialogs(
        {{"remove-user-question", answerRemove}, {"renew-key-dialog", pressing("renew-cancel")}});
    f.press("remove-user");
    QVERIFY(dialogs.isDone());
    QVERIFY(!f.isRenewed());
    QVERIFY(!f.project().snapshot().find(f.omar)->isActive());
}

void tst_usersscreen::theKeyCanBeRenewedAtAnyTime()
{
    UsersFixture f;
    const AtDialogs dialogs({{"renew-key-dialog", pressing("renew-start")}});
    f.press("renew-key");
    QVERIFY(dialogs.isDone());
    QVERIFY(f.isRenewed());
}

void tst_usersscreen::whyItFailedIsSaid()
{
    UsersFixture f;
    AtDialogs dialogs(
        {{"renew-key-dialog", [&](QWidget &dialog) {
              const auto verifying = f.project().verifyLong([](quint32, quint32) { return true; });
              pressing("renew-start")(dialog);
              auto *error = dialog.findChild<QLabel *>(QStringLiteral("renew-error"));
              QTRY_VERIFY(error->isVisible());
              QVERIFY(!error->text().isEmpty());
              QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("renew-start"))->isEnabled());
              QTRY_VERIFY(verifying.isFinished());
              pressing("renew-cancel")(dialog);
          }}});
    f.press("renew-key");
    QVERIFY(dialogs.isDone());
    QVERIFY(!f.isRenewed());
}

void tst_usersscreen::whoMayNotIsTold()
{
    UsersFixture f;
    f.window.closeProject();
    f.window.setProject(std::move(
        Project::open(f.files.path(),
                      {QStringLiteral("omar"), Secret::fromText(QStringLiteral("second phrase"))},
                      Access::ReadWrite, allRegisters(), f.files.clock)
            .value()));
    f.window.go({QStringLiteral("users")});
    QVERIFY(!f.find<QPushButton>("renew-key")->isEnabled());
    QVERIFY(f.find<QPushButton>("renew-key")->toolTip().contains(QStringLiteral("Security")));
}

SAFEGUARD_TEST(tst_usersscreen)
#include "tst_usersscreen.moc"
