// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/backups.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace safeguard {

/// Where the backups of a project go, how often one is made, how many stay.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(const QString &project, const BackupPlan &plan, QWidget *parent = nullptr);
    BackupPlan plan() const;

private:
    void chooseFolder();

    QLineEdit *m_folder;
    QComboBox *m_often;
    QComboBox *m_newest;
};

}
