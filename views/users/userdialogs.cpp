// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/users/userdialogs.h"

#include "views/kit/newpassphrase.h"
#include "views/kit/panelparts.h"
#include "views/users/rightseditor.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

UserDialog::UserDialog(Workspace &workspace, const QString &title, const QString &words,
                       QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_place(new QVBoxLayout)
{
    setWindowTitle(title);
    setMinimumWidth(440);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(panel::text(words, QStringLiteral("muted"), this));
    layout->addLayout(m_place);
    m_fullName = panel::addLine(m_place, tr("Full name, as reports and signatures show it"),
                                QStringLiteral("user-full-name"));
    m_error = panel::text({}, QStringLiteral("error"), this);
    m_error->setObjectName(QStringLiteral("user-error"));
    m_error->hide();
    layout->addWidget(m_error);
    m_progress = panel::addProgress(layout);
    layout->addStretch(1);
    connect(m_fullName, &QLineEdit::textChanged, this, &UserDialog::refresh);
}

void UserDialog::addRights()
{
    m_rights = new RightsEditor(this);
    m_place->addWidget(m_rights);
    connect(m_rights, &RightsEditor::changed, this, &UserDialog::refresh);
}

void UserDialog::addButtons(const QString &words, const QString &objectName)
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("user-cancel"), false, this);
    m_accept = panel::addButton(words, objectName, true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(m_accept, &QPushButton::clicked, this, [this] { submit(); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    refresh();
}

bool UserDialog::isReady() const
{
    return !m_fullName->text().trimmed().isEmpty() && m_rights->isReady();
}

void UserDialog::refresh()
{
    if (!m_accept)
        return;
    m_progress->setVisible(m_isBusy);
    m_accept->setEnabled(!m_isBusy && isReady());
    // Texts wrap, and a contributor has more to answer: the height follows, never the other way.
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    if (needed > height())
        resize(width(), needed);
}

void UserDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_error->hide();
    refresh();
}

void UserDialog::fail(const Error &error)
{
    setBusy(false);
    m_error->setText(wholeText(error));
    m_error->show();
}

AddUserDialog::AddUserDialog(Workspace &workspace, std::function<KdfCost()> cost, QWidget *parent)
    : UserDialog(
          workspace, tr("Add user"),
          tr("Another person gets a passphrase and a signing key of their own. Hand over the "
             "passphrase in person; they change it in the File menu."),
          parent)
    , m_cost(std::move(cost))
{
    setObjectName(QStringLiteral("add-user-dialog"));
    m_name = panel::addLine(place(), tr("User name, to unlock the project with"),
                            QStringLiteral("new-user-name"));
    addRights();
    m_passphrase = new NewPassphrase(this);
    place()->addWidget(m_passphrase);
    connect(m_name, &QLineEdit::textChanged, this, &AddUserDialog::refresh);
    connect(m_passphrase, &NewPassphrase::changed, this, &AddUserDialog::refresh);
    addButtons(tr("Add user"), QStringLiteral("user-add"));
    m_fullName->setFocus();
}

bool AddUserDialog::isReady() const
{
    return UserDialog::isReady() && !m_name->text().trimmed().isEmpty() && m_passphrase->isReady();
}

void AddUserDialog::submit()
{
    auto *watcher = new QFutureWatcher<Result<PendingUser>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        finish(watcher->result());
    });
    auto secret = std::make_shared<const Secret>(m_passphrase->take());
    watcher->setFuture(
        m_workspace.project().prepareUserLong(m_name->text().trimmed(), std::move(secret), m_cost));
    setBusy(true);
}

void AddUserDialog::finish(const Result<PendingUser> &pending)
{
    if (!pending)
        return fail(pending.error());
    const auto added =
        m_workspace.project().addUser(*pending, m_fullName->text().trimmed(), m_rights->rights());
    if (!added)
        return fail(added.error());
    m_workspace.say(tr("%1 can now open the project.").arg(m_fullName->text().trimmed()));
    accept();
}

ChangeUserDialog::ChangeUserDialog(Workspace &workspace, const User &user, QWidget *parent)
    : UserDialog(workspace, tr("Change role"),
                 tr("Takes effect at once. What %1 has done before stays as it is, and stays "
                    "valid.")
                     .arg(user.fullName),
                 parent)
    , m_id(idOf(user))
{
    setObjectName(QStringLiteral("change-user-dialog"));
    addRights();
    m_fullName->setText(user.fullName);
    m_rights->setRights({user.role, user.areas});
    addButtons(tr("Change"), QStringLiteral("user-change"));
}

void ChangeUserDialog::submit()
{
    const auto done =
        m_workspace.project().changeUser(m_id, m_fullName->text().trimmed(), m_rights->rights());
    if (!done)
        return fail(done.error());
    accept();
}

}
