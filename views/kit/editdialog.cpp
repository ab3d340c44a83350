// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/editdialog.h"

#include "views/kit/icon.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace safeguard {

EditDialog::EditDialog(Workspace &workspace, const RegisterType &type, std::vector<AnyId> ids,
                       QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_ids(std::move(ids))
    , m_place(new QVBoxLayout)
    , m_more(new QPushButton(tr("Add another field"), this))
    , m_error(new QLabel(this))
{
    setObjectName(QStringLiteral("set-fields"));
    setWindowTitle(tr("Set a field"));
    setMinimumWidth(420);
    for (const Field &field : type.fields) {
        const bool isKey = type.isFixed && &field == &type.fields.front();
        if (!field.isGeometry && !field.isOwner && !field.isUnique && !field.isGiven && !isKey)
            m_fields.push_back(&field); // a unique value cannot be the same in several records
    }
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(new QLabel(
        tr("Set this for %n records in one step:", nullptr, static_cast<int>(m_ids.size()))));
    layout->addLayout(m_place);
    m_more->setObjectName(QStringLiteral("another-field"));
    m_more->setProperty("role", QStringLiteral("quiet"));
    m_more->setAutoDefault(false);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    m_error->setObjectName(QStringLiteral("set-error"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_set = new QPushButton(tr("Set"), buttons);
    m_set->setObjectName(QStringLiteral("set"));
    m_set->setProperty("role", QStringLiteral("primary"));
    buttons->addButton(m_set, QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_more, &QPushButton::clicked, this, &EditDialog::addRow);
    addRow();
}

void EditDialog::addRow()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    auto *choice = new QComboBox(box);
    choice->setObjectName(QStringLiteral("field"));
    choice->setAccessibleName(tr("Field"));
    auto *drop = new QToolButton(box);
    drop->setIcon(icon(QStringLiteral("close")));
    drop->setToolTip(tr("Leave this field out"));
    drop->setAccessibleName(drop->toolTip());
    head->addWidget(choice, 1);
    head->addWidget(drop);
    layout->addLayout(head);
    int first = -1;
    for (size_t i = 0; i < m_fields.size(); ++i) {
        choice->addItem(m_fields[i]->label);
        if (first < 0 && !isChosen(m_fields[i]))
            first = static_cast<int>(i);
    }
    m_rows.push_back({box, choice, drop, nullptr});
    choice->setCurrentIndex(qMax(0, first));
    m_place->addWidget(box);
    connect(choice, &QComboBox::currentIndexChanged, this, [this, box] { showEditor(box); });
    connect(drop, &QToolButton::clicked, this, [this, box] { dropRow(box); });
    showEditor(box);
    choice->setFocus();
}

void EditDialog::dropRow(QWidget *box)
{
    std::erase_if(m_rows, [box](const Row &row) { return row.box == box; });
    box->hide();
    box->deleteLater();
    arrangeTabs();
}

EditDialog::Row &EditDialog::rowOf(QWidget *box)
{
    return *std::find_if(m_rows.begin(), m_rows.end(),
                         [box](const Row &row) { return row.box == box; });
}

const Field &EditDialog::fieldOf(const Row &row) const
{
    return *m_fields.at(static_cast<size_t>(row.choice->currentIndex()));
}

bool EditDialog::isChosen(const Field *field) const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&](const Row &row) { return &fieldOf(row) == field; });
}

void EditDialog::showEditor(QWidget *box)
{
    Row &row = rowOf(box);
    delete row.editor;
    Project &project = m_workspace.project();
    row.editor = FieldEditor::make(
        fieldOf(row), [&project] { return project.snapshot(); }, box);
    row.editor->setValue({});
    box->layout()->addWidget(row.editor);
    row.editor->show();
    arrangeTabs();
}

/// From each field to its value, to the next field, to the buttons.
void EditDialog::arrangeTabs()
{
    QList<QWidget *> stops;
    for (const Row &row : m_rows) {
        row.drop->setVisible(m_rows.size() > 1);
        stops += row.choice;
        for (QWidget *control : row.editor->findChildren<QWidget *>()) {
            if ((control->focusPolicy() & Qt::TabFocus) && !control->focusProxy())
                stops += control;
        }
        stops += row.drop;
    }
    m_more->setEnabled(m_rows.size() < m_fields.size());
    stops += {m_more, m_set, m_cancel};
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

QString EditDialog::sentence() const
{
    QStringList labels;
    for (const Row &row : m_rows)
        labels += fieldOf(row).label;
    return tr("Set %1 of %n records in %2", nullptr, static_cast<int>(m_ids.size()))
        .arg(labels.join(QStringLiteral(", ")), m_type.plural);
}

Status EditDialog::write(Edit &edit) const
{
    std::vector<std::pair<const Field *, Value>> values;
    for (const Row &row : m_rows) {
        const auto value = row.editor->valueFor(edit);
        SG_TRY(value);
        values.emplace_back(&fieldOf(row), *value);
    }
    for (const AnyId &id : m_ids) {
        const RecordPtr old = edit.now().rows(m_type.key).find(id);
        if (!old)
            continue; // gone meanwhile
        auto copy = m_type.copy(*old);
        for (const auto &[field, value] : values)
            field->set(*copy, value);
        edit.putAny(m_type, std::move(copy));
    }
    return {};
}

void EditDialog::accept()
{
    const auto done =
        m_workspace.project().perform(sentence(), [this](Edit &edit) { return write(edit); });
    if (done)
        QDialog::accept();
    else
        showError(done.error());
}

void EditDialog::showError(const Error &error)
{
    m_error->setText(wholeText(error));
    m_error->show();
    for (const Row &row : m_rows)
        row.editor->markWrong(std::any_of(
            error.problems.begin(), error.problems.end(),
            [&](const FieldProblem &problem) { return problem.field == fieldOf(row).key; }));
}

}
