// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace safeguard {

/// Asks for user and passphrase of a file. Also the lock screen: nothing of the project is behind
/// it.
class UnlockPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit UnlockPanel(QWidget *parent = nullptr);
    void ask(const QString &path, const QString &user, const QString &why);
    void showError(const QString &text);
    void setBusy(bool busy);

Q_SIGNALS:
    void unlock(const QString &path, const QString &user, const QString &passphrase);
    void cancelled();

private:
    void submit();
    QString m_path;
    QLabel *m_title;
    QLabel *m_note;
    QLineEdit *m_user;
    QLineEdit *m_passphrase;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_open;
    QPushButton *m_other;
};

/// The name of a new project, its first user and a passphrase with its strength.
class CreatePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CreatePanel(QWidget *parent = nullptr);
    void start(bool withSample);
    void showError(const QString &text);
    void setBusy(bool busy);

Q_SIGNALS:
    void create(const QString &path, std::shared_ptr<safeguard::NewProject> about, bool withSample);
    void cancelled();

private:
    void refresh();
    void submit();
    bool m_withSample = false;
    QLabel *m_title;
    QLineEdit *m_name;
    QLineEdit *m_fullName;
    QLineEdit *m_user;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    QLabel *m_strength;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_create;
};

/// Before a project is open: create, open, the worked example, what was open lately.
class StartScreen final : public QWidget
{
    Q_OBJECT

public:
    explicit StartScreen(QWidget *parent = nullptr);
    void refresh();

    static void remember(const QString &path, const QString &user);
    static QStringList recentFiles();
    static QString lastUser(const QString &path);

Q_SIGNALS:
    void createAsked();
    void sampleAsked();
    void openAsked(const QString &path);
    void fileDialogAsked();

private:
    QVBoxLayout *m_recent;
};

}
