// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/vendors/checklistpanel.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace safeguard {

/// The questions of a checklist one by one, each with an answer and words beside it. Stored in one
/// edit; when it is refused the dialog says why and stays open.
class AnswersDialog final : public QDialog
{
    Q_OBJECT

public:
    AnswersDialog(Workspace &workspace, const ChecklistOf &of, const AnyId &owner,
                  QWidget *parent = nullptr);

    void accept() override;

private:
    struct Row
    {
        QString question;
        QComboBox *answer = nullptr;
        QLineEdit *words = nullptr;
    };
    QWidget *makeQuestions();
    void addRow(QVBoxLayout *layout, const Checklist::Question &question);
    bool isChanged(const Row &row, const RecordPtr &before) const;
    void write(Edit &edit, const Row &row) const;

    Workspace &m_workspace;
    ChecklistOf m_of;
    AnyId m_owner;
    QString m_name; ///< of the owner
    std::vector<Row> m_rows;
    QLabel *m_error;
};

}
