// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

class NewPassphrase;
class RightsEditor;

/// What both dialogs about a user have: the full name, the rights, what went wrong, two buttons.
class UserDialog : public QDialog
{
    Q_OBJECT

protected:
    UserDialog(Workspace &workspace, const QString &title, const QString &words, QWidget *parent);
    /// Room above the error line.
    QVBoxLayout *place() const { return m_place; }
    void addRights();
    void addButtons(const QString &words, const QString &objectName);
    void fail(const Error &error);
    virtual bool isReady() const;
    virtual void submit() = 0;
    void refresh();
    void setBusy(bool isBusy);

    Workspace &m_workspace;
    QLineEdit *m_fullName;
    RightsEditor *m_rights = nullptr;

private:
    QVBoxLayout *m_place;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_accept = nullptr;
    bool m_isBusy = false;
};

/// Gives another person a way into the project.
class AddUserDialog final : public UserDialog
{
    Q_OBJECT

public:
    /// \a cost says, in a worker, what guessing the passphrase shall cost.
    AddUserDialog(Workspace &workspace, std::function<KdfCost()> cost, QWidget *parent = nullptr);

private:
    bool isReady() const override;
    void submit() override;
    void finish(const Result<PendingUser> &pending);

    std::function<KdfCost()> m_cost;
    QLineEdit *m_name;
    NewPassphrase *m_passphrase;
};

/// Another name, role or areas for somebody who has access.
class ChangeUserDialog final : public UserDialog
{
    Q_OBJECT

public:
    ChangeUserDialog(Workspace &workspace, const User &user, QWidget *parent = nullptr);

private:
    void submit() override;
    Id<User> m_id;
};

}
