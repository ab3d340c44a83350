// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/recorddialog.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

RecordDialog::RecordDialog(Workspace &workspace, const RegisterType &type,
                           std::shared_ptr<Record> record, const QStringList &keys, Words words,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_record(std::move(record))
    , m_words(std::move(words))
    , m_layout(new QVBoxLayout(this))
{
    setWindowTitle(m_words.title);
    m_layout->setSpacing(4);
    if (!m_words.explanation.isEmpty())
        m_layout->addWidget(panel::text(m_words.explanation, {}, this));
    for (const QString &key : keys) {
        if (const Field *field = type.field(key))
            addRow(*field);
    }
    m_error = panel::text({}, QStringLiteral("error"), this);
    m_error->setObjectName(QStringLiteral("record-error"));
    m_error->hide();
    m_layout->addWidget(m_error);
    m_layout->addStretch(1);
    addButtons();
    panel::fit(this, 480);
    if (!m_rows.empty())
        m_rows.front().editor->setFocus();
}

void RecordDialog::addRow(const Field &field)
{
    m_layout->addSpacing(4);
    m_layout->addWidget(
        panel::text(field.isRequired ? field.label + QStringLiteral(" *") : field.label, {}, this));
    Project &project = m_workspace.project();
    auto *editor = FieldEditor::make(
        field, [&project] { return project.snapshot(); }, this);
    editor->setValue(field.get(*m_record));
    m_layout->addWidget(editor);
    QLabel *help = nullptr;
    if (!field.help.isEmpty())
        m_layout->addWidget(help = panel::text(field.help, QStringLiteral("muted"), this));
    for (QWidget *control : editor->findChildren<QWidget *>())
        control->installEventFilter(this);
    m_rows.push_back({&field, editor, nullptr, help});
}

void RecordDialog::addButtons()
{
    auto *buttons = new QHBoxLayout;
    m_cancel = panel::addButton(tr("Cancel"), QStringLiteral("record-cancel"), false, this);
    m_make = panel::addButton(m_words.button, QStringLiteral("record-accept"), true, this);
    m_make->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_make);
    m_layout->addSpacing(6);
    m_layout->addLayout(buttons);
    connect(m_make, &QPushButton::clicked, this, &RecordDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void RecordDialog::suggest(const QString &key, const QStringList &texts)
{
    for (Row &row : m_rows) {
        if (row.field->key != key)
            continue;
        row.suggestions = new QComboBox(this);
        row.suggestions->setObjectName(row.editor->objectName());
        row.suggestions->setAccessibleName(row.field->label);
        row.suggestions->setEditable(true);
        row.suggestions->setInsertPolicy(QComboBox::NoInsert);
        row.suggestions->addItems(texts);
        row.suggestions->setCurrentIndex(-1);
        row.suggestions->setEditText(row.editor->typed());
        delete m_layout->replaceWidget(row.editor, row.suggestions);
        row.editor->setObjectName({});
        row.editor->hide();
        if (row.help)
            row.help->hide(); // the list says the same
    }
    panel::fit(this, width());
    arrangeTabs();
}

/// From each line to the next, then to the buttons.
void RecordDialog::arrangeTabs()
{
    QList<QWidget *> stops;
    for (const Row &row : m_rows) {
        if (row.suggestions)
            stops += row.suggestions;
        for (QWidget *control : row.editor->findChildren<QWidget *>()) {
            if (!row.suggestions && (control->focusPolicy() & Qt::TabFocus) &&
                !control->focusProxy())
                stops += control;
        }
    }
    stops += {m_cancel, m_make};
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

/// Ctrl+Enter makes the record also from within a text of several lines.
bool RecordDialog::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *pressed = static_cast<QKeyEvent *>(event);
    const bool isEnter = pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter;
    if (!isEnter || !(pressed->modifiers() & Qt::ControlModifier))
        return false;
    accept();
    return true;
}

Status RecordDialog::fill(Edit &edit, Record &record) const
{
    for (const Row &row : m_rows) {
        if (row.suggestions)
            row.editor->retype(row.suggestions->currentText());
        const auto value = row.editor->valueFor(edit);
        SG_TRY(value);
        row.field->set(record, *value);
    }
    return {};
}

void RecordDialog::accept()
{
    const auto copy = std::shared_ptr<Record>(m_type.copy(*m_record));
    const auto writes = [&](Edit &edit) -> Status {
        SG_TRY(fill(edit, *copy));
        return m_store(edit, *copy);
    };
    QString title;
    if (!m_rows.empty())
        title = m_rows.front().editor->typed();
    const auto done = m_workspace.project().perform(m_words.sentence.contains(QStringLiteral("%1"))
                                                        ? m_words.sentence.arg(title.trimmed())
                                                        : m_words.sentence,
                                                    writes);
    if (done)
        QDialog::accept();
    else
        showError(done.error());
}

void RecordDialog::showError(const Error &error)
{
    m_error->setText(wholeText(error));
    m_error->show();
    for (const Row &row : m_rows)
        row.editor->markWrong(std::any_of(
            error.problems.begin(), error.problems.end(),
            [&](const FieldProblem &problem) { return problem.field == row.field->key; }));
    panel::fit(this, width());
}

}
