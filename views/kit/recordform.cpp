// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordform.h"

#include "model/project/validation.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QTimer>

namespace safeguard {

namespace {
QLabel *label(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}
}

RecordForm::RecordForm(Workspace &workspace, const RegisterType &type, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_type(type)
{
    setObjectName(QStringLiteral("form-") + type.key);
    setMinimumWidth(320);
    build();
    connect(&workspace.project(), &Project::changed, this, [this] { refresh(); });
    connect(&workspace.drafts(), &Drafts::kept, this, [this](const AnyId &record) {
        if (record == m_id && !m_isAccepting)
            refresh();
    });
    show({});
}

void RecordForm::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    auto *panel = new QFrame(this);
    panel->setProperty("role", QStringLiteral("panel"));
    outer->addWidget(panel);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(16, 12, 4, 8);
    layout->setSpacing(2);
    m_title = label({}, QStringLiteral("heading"), panel);
    m_title->setFont(Tokens::instance().headingFont());
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle = label({}, QStringLiteral("muted"), panel);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    m_scroll = new QScrollArea(panel);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("form-content"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 4, 12, 8);
    m_layout->setSpacing(3);
    QString section;
    for (const Field &field : m_type.fields) {
        if (field.isGeometry || field.isOwner)
            continue; // a part stays with what it is a part of
        if (field.section != section) {
            section = field.section;
            m_layout->addSpacing(6);
            m_layout->addWidget(label(section, QStringLiteral("section"), content));
        }
        addRow(m_layout, field);
    }
    m_layout->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
}

void RecordForm::addRow(QVBoxLayout *layout, const Field &field)
{
    QWidget *content = layout->parentWidget();
    auto *name =
        label(field.isRequired ? field.label + QStringLiteral(" *") : field.label, {}, content);
    FieldEditor *editor = FieldEditor::make(
        field, [this] { return m_workspace.project().snapshot(); }, content);
    name->setBuddy(editor);
    layout->addSpacing(5);
    layout->addWidget(name);
    layout->addWidget(editor);
    auto *problem = label({}, QStringLiteral("error"), content);
    problem->setObjectName(QStringLiteral("problem-") + field.key);
    problem->hide();
    layout->addWidget(problem);
    QString help = field.help;
    if (!field.citation.isEmpty())
        help += (help.isEmpty() ? QString() : QStringLiteral("  ")) +
                tr("45 CFR %1").arg(field.citation);
    if (!help.isEmpty()) {
        auto *text = label(help, QStringLiteral("muted"), content);
        text->setFont(Tokens::instance().smallFont());
        layout->addWidget(text);
    }
    const Row row{&field, editor, problem};
    m_rows.push_back(row);
    const bool isFixedKey = m_type.isFixed && &field == &m_type.fields.front();
    editor->setReadOnly(isFixedKey || m_type.isProtected || m_workspace.project().isReadOnly());
    connect(editor, &FieldEditor::edited, this, [this, row] { check(row); });
    connect(editor, &FieldEditor::accepted, this, [this, row] { accept(row); });
}

void RecordForm::setDerivedPanel(QWidget *panel)
{
    m_layout->insertWidget(0, panel);
}

void RecordForm::show(const AnyId &id)
{
    const bool isOther = m_id != id;
    m_id = id;
    refresh();
    if (isOther)
        m_scroll->ensureVisible(0, 0);
}

void RecordForm::refresh()
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const RecordPtr record = snapshot.rows(m_type.key).find(m_id);
    m_scroll->setVisible(record != nullptr);
    m_title->setText(record ? m_type.title(*record) : m_type.singular);
    m_subtitle->setText(record ? m_type.citeNumber(*record)
                               : tr("Select a row to see and edit it here."));
    if (!record)
        return;
    m_isRefreshing = true;
    for (const Row &row : m_rows) {
        row.editor->setValue(row.field->get(*record));
        row.editor->markWrong(false);
        row.problem->hide();
        if (const auto draft = m_workspace.drafts().find(m_id, row.field->key)) {
            row.editor->retype(*draft);
            check(row);
        }
    }
    m_isRefreshing = false;
}

/// Tells what is wrong with what is typed so far, without storing it.
void RecordForm::check(const Row &row)
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const RecordPtr record = snapshot.rows(m_type.key).find(m_id);
    if (!record)
        return;
    const auto value = row.editor->value();
    QString problem = value ? QString() : value.error().text;
    if (value) {
        auto copy = m_type.copy(*record);
        row.field->set(*copy, *value);
        for (const FieldProblem &found : problemsOf(m_type, *copy, snapshot)) {
            if (found.field == row.field->key)
                problem = found.text;
        }
    }
    row.problem->setText(problem);
    row.problem->setVisible(!problem.isEmpty());
    row.editor->markWrong(!problem.isEmpty());
}

/// Stores what the form says. A value that needs another one (absent, because) and what is no value
/// wait in the form, and as drafts in the project, until they can be stored.
void RecordForm::accept(const Row &row)
{
    if (m_isRefreshing)
        return;
    Project &project = m_workspace.project();
    const Snapshot snapshot = project.snapshot();
    const RecordPtr record = snapshot.rows(m_type.key).find(m_id);
    if (!record)
        return;
    auto copy = m_type.copy(*record);
    std::vector<Row> changed;
    const QScopedValueRollback<bool> accepting(m_isAccepting, true);
    for (const Row &each : m_rows) {
        const auto value = each.editor->value();
        if (!value) {
            m_workspace.drafts().keep(m_id, each.field->key, each.editor->typed());
            continue;
        }
        m_workspace.drafts().drop(m_id, each.field->key);
        if (*value == each.field->get(*record))
            continue;
        each.field->set(*copy, *value);
        changed.push_back(each);
    }
    check(row);
    if (!changed.empty())
        store(std::move(copy), changed, row);
}

void RecordForm::store(std::shared_ptr<Record> copy, const std::vector<Row> &changed,
                       const Row &accepted)
{
    Project &project = m_workspace.project();
    QStringList labels;
    for (const Row &row : changed)
        labels += row.field->label;
    const auto done = project.perform(
        tr("Change %1 of %2")
            .arg(labels.join(QStringLiteral(", ")), project.snapshot().describe(m_type.key, m_id)),
        [&](Edit &edit) {
            edit.putAny(m_type, std::move(copy));
            return Status();
        });
    if (done)
        return;
    for (const Row &row : changed)
        m_workspace.drafts().keep(m_id, row.field->key, row.editor->typed());
    showProblems(done.error().problems.empty()
                     ? std::vector<FieldProblem>{{accepted.field->key, done.error().text}}
                     : done.error().problems);
}

void RecordForm::showProblems(const std::vector<FieldProblem> &problems)
{
    for (const FieldProblem &problem : problems) {
        for (const Row &row : m_rows) {
            if (row.field->key != problem.field)
                continue;
            row.problem->setText(problem.text);
            row.problem->show();
            row.editor->markWrong(true);
            m_scroll->ensureWidgetVisible(row.problem);
        }
    }
}

void RecordForm::focusField(const QString &key)
{
    for (const Row &row : m_rows) {
        if (row.field->key == key) {
            row.editor->setFocus(Qt::OtherFocusReason);
            row.editor->selectAll();
            m_scroll->ensureWidgetVisible(row.editor, 0, 60);
        }
    }
}

}
