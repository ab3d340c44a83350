// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

class NewPassphrase;

/// The name of a new project, its first user and a passphrase with its strength.
class CreatePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CreatePanel(QWidget *parent = nullptr);
    void start(bool withSample);
    void showError(const QString &text);

    /// Where the file shall be; empty when the person thinks better of it. Asks with a dialog.
    std::function<QString(const QString &suggestion)> askPath;

Q_SIGNALS:
    void create(const QString &path, std::shared_ptr<safeguard::NewProject> about, bool withSample);
    /// Also while a project is being created.
    void cancelled();

private:
    void refresh();
    void submit();
    void setBusy(bool busy);

    bool m_withSample = false;
    bool m_isBusy = false;
    QLabel *m_title;
    QLineEdit *m_name;
    QLineEdit *m_fullName;
    QLineEdit *m_user;
    NewPassphrase *m_passphrase;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_create;
};

}
