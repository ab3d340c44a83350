// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

/// Takes a text out of the project and its history for good, after showing how far that reaches.
class ExpungeDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExpungeDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    void refresh();
    void look();
    void showReach(const Result<ErasureReach> &reach);
    void remove();
    void finish(const Result<Change> &done);
    void fail(const Error &error);

    Workspace &m_workspace;
    bool m_isBusy = false;
    QString m_found; ///< the text whose reach is shown
    QLineEdit *m_text;
    QLineEdit *m_reason;
    QLabel *m_reach;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_look;
    QPushButton *m_remove;
};

}
