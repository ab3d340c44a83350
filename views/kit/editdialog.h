// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

#include <QDialog>

class QComboBox;
class QVBoxLayout;

namespace safeguard {

/// Asks for a field and the value that it shall have in all selected records.
class EditDialog final : public QDialog
{
    Q_OBJECT

public:
    EditDialog(Workspace &workspace, const RegisterType &type, int count,
               QWidget *parent = nullptr);

    const Field &field() const;
    Result<Value> value() const;

private:
    void showEditor();

    Workspace &m_workspace;
    std::vector<const Field *> m_fields;
    QComboBox *m_choice;
    QVBoxLayout *m_place;
    FieldEditor *m_editor = nullptr;
};

}
