// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace safeguard {

/// Asks for fields and the values that they shall have in all these records, and sets them in one
/// edit. Several fields at once where one needs the other (absent, because). When the edit is
/// refused it says why and stays open.
class EditDialog final : public QDialog
{
    Q_OBJECT

public:
    EditDialog(Workspace &workspace, const RegisterType &type, std::vector<AnyId> ids,
               QWidget *parent = nullptr);

    void accept() override;

private:
    struct Row
    {
        QWidget *box = nullptr;
        QComboBox *choice = nullptr;
        QToolButton *drop = nullptr;
        FieldEditor *editor = nullptr;
    };
    void addRow();
    void dropRow(QWidget *box);
    void showEditor(QWidget *box);
    Row &rowOf(QWidget *box);
    const Field &fieldOf(const Row &row) const;
    bool isChosen(const Field *field) const;
    void arrangeTabs();
    QString sentence() const;
    Status write(Edit &edit) const;
    void showError(const Error &error);

    Workspace &m_workspace;
    const RegisterType &m_type;
    std::vector<AnyId> m_ids;
    std::vector<const Field *> m_fields;
    std::vector<Row> m_rows;
    QVBoxLayout *m_place;
    QPushButton *m_more;
    QPushButton *m_set;
    QPushButton *m_cancel;
    QLabel *m_error;
};

}
