// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/registerscreen.h"

class QPushButton;

namespace safeguard {

/// Who has access, with which rights: the register of users with the operations that Project has
/// for it.
class UsersScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    UsersScreen(Workspace &workspace, std::function<KdfCost()> cost, QWidget *parent = nullptr);

private:
    QPushButton *addButton(const QString &words, const QString &name, void (UsersScreen::*run)());
    void addUser();
    void changeUser();
    void removeUser();
    void renewKey();
    std::optional<User> current() const;
    void refreshButtons();

    std::function<KdfCost()> m_cost;
    QPushButton *m_change;
    QPushButton *m_remove;
    QPushButton *m_renew;
    QPushButton *m_add;
};

}
