// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

class NewPassphrase;

/// Gives the user who is working a new passphrase, after asking for the current one.
class PassphraseDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \a cost is called in the background.
    PassphraseDialog(Project &project, std::function<KdfCost()> cost, QWidget *parent = nullptr);

private:
    void refresh();
    void submit();
    void finish(const Status &done);

    Project &m_project;
    std::function<KdfCost()> m_cost;
    bool m_isBusy = false;
    QLineEdit *m_current;
    NewPassphrase *m_new;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_change;
};

}
