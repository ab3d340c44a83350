// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace safeguard {

/// Signs a record: shows what is signed, asks what the signature means and, again, for the
/// passphrase (21 CFR 11.50, 11.200).
class SignDialog final : public QDialog
{
    Q_OBJECT

public:
    SignDialog(Workspace &workspace, RecordRef record, QWidget *parent = nullptr);
    /// Where the user may sign so.
    void choose(Meaning meaning);

private:
    Meaning meaning() const;
    void refresh();
    void submit();
    void finish(const Result<Change> &done);

    Workspace &m_workspace;
    RecordRef m_record;
    bool m_isBusy = false;
    QComboBox *m_meaning;
    QLineEdit *m_passphrase;
    QLabel *m_error;
    QProgressBar *m_progress;
    QPushButton *m_sign;
};

/// Shows a signature: who, when, what it means, whether the record is still what was signed and
/// what is different, and the very text.
void showSignature(Workspace &workspace, const Signature &signature, QWidget *parent);

}
