// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/keysheet.h"

#include <QDialog>

class QBoxLayout;
class QLabel;
class QWidget;

namespace safeguard {

class Project;

/// Shows a recovery key, once, to be copied, printed or photographed. Closes when the user says
/// that it is kept, or with the project.
class RecoveryKeyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RecoveryKeyDialog(KeySheet sheet, QWidget *parent = nullptr);
    ~RecoveryKeyDialog() override;

    /// Reminds once more; only the button and locking close it, as no second look is to be had.
    void reject() override;

private:
    QWidget *makeKey();
    QLayout *makeWays();
    void copy();
    void print();
    void save();
    void note(const QString &words);

    KeySheet m_sheet;
    QLabel *m_groups;
    QLabel *m_note;
};

/// Asks whether a recovery key is wanted, makes it and shows it once.
void offerRecoveryKey(Project &project, QWidget *parent);

}
