// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/editdialog.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

EditDialog::EditDialog(Workspace &workspace, const RegisterType &type, int count, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_choice(new QComboBox(this))
{
    setWindowTitle(tr("Set a field"));
    setMinimumWidth(380);
    for (const Field &field : type.fields) {
        if (field.isGeometry || field.isUnique || (type.isFixed && &field == &type.fields.front()))
            continue; // a unique value cannot be the same in several records
        m_fields.push_back(&field);
        m_choice->addItem(field.label);
    }
    m_choice->setAccessibleName(tr("Field"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(new QLabel(tr("Set this field for %n records in one step:", nullptr, count)));
    layout->addWidget(m_choice);
    m_place = new QVBoxLayout;
    layout->addLayout(m_place);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *set = buttons->addButton(tr("Set"), QDialogButtonBox::AcceptRole);
    set->setProperty("role", QStringLiteral("primary"));
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &EditDialog::showEditor);
    showEditor();
}

const Field &EditDialog::field() const
{
    return *m_fields.at(static_cast<size_t>(m_choice->currentIndex()));
}

Result<Value> EditDialog::value() const
{
    return m_editor->value();
}

void EditDialog::showEditor()
{
    delete m_editor;
    Project &project = m_workspace.project();
    m_editor = FieldEditor::make(
        field(), [&project] { return project.snapshot(); }, this);
    m_editor->setValue({});
    m_place->addWidget(m_editor);
}

}
