// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

/// Takes a text out of the project and its history for good, or a stored file out of the project,
/// after showing how far that reaches.
class ExpungeDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Asks for the text.
    explicit ExpungeDialog(Workspace &workspace, QWidget *parent = nullptr);
    /// \a content is the SHA-256 of the file, as records name it.
    ExpungeDialog(Workspace &workspace, const QString &content, QWidget *parent);

private:
    ExpungeDialog(Workspace &workspace, const ExpungeTarget &file, const QString &about,
                  QWidget *parent);
    ExpungeTarget target() const;
    QString place(const ErasureReach &reach) const;
    QString retentionOf(const Snapshot &now) const;
    void refresh();
    void look();
    void showReach(const Result<ErasureReach> &reach);
    void remove();
    void finish(const Result<Change> &done);
    void fail(const Error &error);

    Workspace &m_workspace;
    bool m_isBusy = false;
    const ExpungeTarget m_file; ///< none when it is about a text
    QString m_found;            ///< the text whose reach is shown; with a file, its SHA-256
    QLineEdit *m_text = nullptr;
    QLineEdit *m_reason;
    QLabel *m_reach;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_look = nullptr;
    QPushButton *m_remove;
};

}
