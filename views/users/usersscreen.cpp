// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/users/usersscreen.h"

#include "model/project/rights.h"
#include "views/kit/message.h"
#include "views/users/renewkeydialog.h"
#include "views/users/userdialogs.h"

#include <QMessageBox>
#include <QPushButton>

namespace safeguard {

UsersScreen::UsersScreen(Workspace &workspace, std::function<KdfCost()> cost, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(User::registerKey), {}, parent)
    , m_cost(std::move(cost))
{
    m_change =
        addButton(tr("Change role"), QStringLiteral("change-user"), &UsersScreen::changeUser);
    m_remove = addButton(tr("Remove"), QStringLiteral("remove-user"), &UsersScreen::removeUser);
    m_renew = addButton(tr("Renew key\u2026"), QStringLiteral("renew-key"), &UsersScreen::renewKey);
    m_renew->setAccessibleName(tr("Renew the key of the file"));
    m_add = addButton(tr("Add user"), QStringLiteral("add-user"), &UsersScreen::addUser);
    m_add->setProperty("role", QStringLiteral("primary"));
    connect(table(), &RecordTable::currentChanged, this, &UsersScreen::refreshButtons);
    connect(&workspace.project(), &Project::changed, this, &UsersScreen::refreshButtons);
    refreshButtons();
}

QPushButton *UsersScreen::addButton(const QString &words, const QString &name,
                                    void (UsersScreen::*run)())
{
    auto *button = new QPushButton(words, header());
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, run);
    header()->addButton(button);
    return button;
}

std::optional<User> UsersScreen::current() const
{
    const User *user = workspace().project().snapshot().find(Id<User>(table()->current()));
    return user ? std::optional(*user) : std::nullopt;
}

void UsersScreen::refreshButtons()
{
    const Project &project = workspace().project();
    const auto permitted = project.canChangeUsers();
    const auto user = current();
    const bool isOther = user && idOf(*user) != idOf(project.user());
    m_add->setEnabled(permitted.has_value());
    m_renew->setEnabled(permitted.has_value());
    m_change->setEnabled(permitted && user && user->isActive());
    m_remove->setEnabled(permitted && isOther);
    for (QPushButton *button : {m_add, m_change, m_remove, m_renew})
        button->setToolTip(permitted ? QString() : permitted.error().text);
    if (permitted)
        m_renew->setToolTip(
            tr("Encrypts the file anew, so that nobody can read it by a key that an "
               "older copy holds."));
    if (permitted && user && !isOther)
        m_remove->setToolTip(tr("Nobody removes themselves. Ask another Security Officer."));
}

void UsersScreen::addUser()
{
    AddUserDialog(workspace(), m_cost, this).exec();
}

void UsersScreen::changeUser()
{
    if (const auto user = current())
        ChangeUserDialog(workspace(), *user, this).exec();
}

void UsersScreen::removeUser()
{
    const auto user = current();
    if (!user)
        return;
    QMessageBox box(QMessageBox::Question, tr("Remove %1").arg(user->fullName),
                    tr("%1 will not be able to open this project any more.").arg(user->fullName),
                    QMessageBox::Cancel, this);
    box.setObjectName(QStringLiteral("remove-user-question"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("What %1 has done stays in the history. Whoever kept an older copy of "
           "the file can still open that copy with the old passphrase.")
            .arg(user->fullName));
    const QPushButton *remove = box.addButton(tr("Remove"), QMessageBox::AcceptRole);
    box.exec();
    if (box.clickedButton() != remove)
        return;
    const auto done = workspace().project().removeUser(idOf(*user));
    if (!done)
        return warn(this, tr("Not removed"), done.error().text);
    RenewKeyDialog(workspace(),
                   tr("%1 cannot open the file any more. Whoever kept an older copy of it has the "
                      "key in there, though, and could read later copies by it: give the file a "
                      "new key now.")
                       .arg(user->fullName),
                   this)
        .exec();
}

void UsersScreen::renewKey()
{
    RenewKeyDialog(
        workspace(),
        tr("Do this after somebody was removed: an older copy of the file holds the key, "
           "by which later copies could be read. Where the passphrase or recovery key "
           "of somebody who stays has become known, remove that user first and add them "
           "again afterwards."),
        this)
        .exec();
}

}
