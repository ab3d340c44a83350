// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/catalog/checklist.h"
#include "views/kit/workspace.h"

class QLabel;
class QPushButton;

namespace safeguard {

/// A checklist and the register that has its answers: a record for each owner and question.
struct ChecklistOf
{
    const Checklist &list;
    const RegisterType &type; ///< of the answers
    QString owner;            ///< key of the field that says whose answer it is
    QString question;         ///< of that with the question's key
    QString answer;           ///< of the choice; the first one means that nobody has answered
    QString words;            ///< of the text beside it
    QString title;            ///< "Provisions"

    /// Null when there is none.
    RecordPtr find(const Snapshot &snapshot, const AnyId &owner, const QString &question) const;
};
ChecklistOf provisionsOf(const Registers &registers);
ChecklistOf questionnaireOf(const Registers &registers);

/// How far the checklist of the record is answered that a form shows, and the way to answer it.
class ChecklistPanel final : public QWidget
{
    Q_OBJECT

public:
    ChecklistPanel(Workspace &workspace, const ChecklistOf &of, QWidget *parent = nullptr);
    /// Null: nothing is shown.
    void show(const AnyId &owner);

public Q_SLOTS:
    void openAnswers();

private:
    void refresh();

    Workspace &m_workspace;
    ChecklistOf m_of;
    AnyId m_owner;
    QLabel *m_told;
    QPushButton *m_open;
};

}
