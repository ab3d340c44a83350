// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/vault.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

class NewPassphrase;

/// Asks for user and passphrase of a file, or for a recovery key and the new passphrase that its
/// user shall have. Also the lock screen: nothing of the project is behind it.
class UnlockPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit UnlockPanel(QWidget *parent = nullptr);
    void ask(const QString &path, const QString &user, const QString &why);
    /// \a offersRestore: with a way to a backup, for a file that is not what it was.
    void showError(const QString &text, bool offersRestore = false);
    /// Something with the file is under way that was asked for elsewhere.
    void showWorking(const QString &path, const QString &user, const QString &why);

Q_SIGNALS:
    void unlock(const QString &path, std::shared_ptr<const safeguard::Credentials> credentials);
    void recover(const QString &path, std::shared_ptr<const safeguard::Credentials> credentials,
                 std::shared_ptr<const safeguard::Secret> newPassphrase);
    void restoreAsked(const QString &path);
    /// Also while a project is being unlocked.
    void cancelled();

private:
    QWidget *makePassphrasePage();
    QWidget *makeRecoveryPage();
    void setRecovering(bool recovering);
    void setBusy(bool busy);
    void refresh();
    void submit();
    void submitRecovery();

    QString m_path;
    QString m_why;
    bool m_isBusy = false;
    bool m_isRecovering = false;
    QLabel *m_title;
    QLabel *m_note;
    QWidget *m_passphrasePage;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_passphrase = nullptr;
    QWidget *m_recoveryPage;
    QLineEdit *m_recoveryKey = nullptr;
    NewPassphrase *m_new = nullptr;
    QPushButton *m_otherWay;
    QPushButton *m_backups;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_open;
};

}
