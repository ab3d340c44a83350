// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/classdialog.h"

#include "model/people/bulkedits.h"
#include "model/people/trainingplan.h"
#include "views/kit/fieldeditor.h"
#include "views/kit/filters.h"
#include "views/kit/panelparts.h"
#include "views/people/trainingmodel.h"

#include <QBoxLayout>
#include <QListWidget>

namespace safeguard {

namespace {

constexpr int idRole = Qt::UserRole;

/// Who owes it and has not done it first, then who owes it, then everyone else.
int rankOf(const TrainingCell &cell)
{
    return !cell.isOwed() ? 2 : cell.isFulfilled() ? 1 : 0;
}

}

ClassDialog::ClassDialog(Workspace &workspace, const TrainingPlan &plan, const Id<Course> &course,
                         const std::set<AnyId> &people, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_course(course)
    , m_people(new QListWidget(this))
{
    setObjectName(QStringLiteral("class"));
    setWindowTitle(tr("Record completion"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(6);
    panel::addText(layout, QStringLiteral("heading"),
                   plan.snapshot().title(QString::fromLatin1(Course::registerKey), course));
    addFields(layout);
    addPeople(plan, people);
    m_error = panel::addText(layout, QStringLiteral("error"));
    m_error->setObjectName(QStringLiteral("class-error"));
    m_error->setTextInteractionFlags(Qt::NoTextInteraction); // it may be empty
    m_error->hide();
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("cancel"), false, this);
    m_record = panel::addButton({}, QStringLiteral("record"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_record);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_record, &QPushButton::clicked, this, &ClassDialog::accept);
    connect(m_people, &QListWidget::itemChanged, this, &ClassDialog::showCount);
    showCount();
    resize(440, 620);
}

FieldEditor *ClassDialog::addEditor(QLayout *layout, const char *key, const Value &value)
{
    const Field &field =
        *m_workspace.project().registers().of<TrainingRecord>().field(QString::fromLatin1(key));
    layout->addWidget(panel::text(field.label, {}, this));
    auto *editor = FieldEditor::make(
        field, [this] { return m_workspace.project().snapshot(); }, this);
    editor->setObjectName(QString::fromLatin1(key));
    editor->setValue(value);
    layout->addWidget(editor);
    return editor;
}

void ClassDialog::addFields(QLayout *layout)
{
    m_day = addEditor(layout, "completed", m_workspace.project().snapshot().today());
    m_result = addEditor(layout, "result", choices(TrainingResult()).front().key);
    m_proof = addEditor(layout, "proof", {});
    layout->addWidget(
        panel::text(tr("Such as the signature list's number. The list itself is kept as evidence."),
                    QStringLiteral("muted"), this));
}

void ClassDialog::addPeople(const TrainingPlan &plan, const std::set<AnyId> &people)
{
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    const QString what = tr("Find by name or role");
    auto *find = findLine(what, what, this);
    find->setObjectName(QStringLiteral("find-people"));
    connect(find, &QLineEdit::textChanged, this, &ClassDialog::narrow);
    m_people->setObjectName(QStringLiteral("class-people"));
    m_people->setAccessibleName(tr("Who took part"));
    layout->addWidget(panel::text(tr("Who took part"), {}, this));
    layout->addWidget(find);
    layout->addWidget(m_people, 1);
    const auto course = plan.indexOf(m_course);
    std::vector<size_t> order;
    for (size_t i = 0; course && i < plan.people().size(); ++i) {
        if (plan.people()[i]->isActive(plan.snapshot().today()))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return rankOf(plan.cell(a, *course)) < rankOf(plan.cell(b, *course));
    });
    for (const size_t at : order) {
        const Person &person = *plan.people()[at];
        const TrainingCell &cell = plan.cell(at, *course);
        auto *item = new QListWidgetItem(
            cell.isOwed() ? tr("%1   %2").arg(person.name, nameOf(cell.state)) : person.name,
            m_people);
        item->setData(idRole, QVariant::fromValue(person.id));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(people.count(person.id) ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(rolesText(person, plan.snapshot()));
    }
}

void ClassDialog::narrow(const QString &text)
{
    const QString wanted = text.trimmed();
    for (int i = 0; i < m_people->count(); ++i) {
        QListWidgetItem *item = m_people->item(i);
        const QString said = item->text() + u'\n' + item->toolTip();
        item->setHidden(!said.contains(wanted, Qt::CaseInsensitive));
    }
}

std::vector<Id<Person>> ClassDialog::ticked() const
{
    std::vector<Id<Person>> people;
    for (int i = 0; i < m_people->count(); ++i) {
        if (m_people->item(i)->checkState() == Qt::Checked)
            people.push_back(Id<Person>(m_people->item(i)->data(idRole).value<AnyId>()));
    }
    return people;
}

void ClassDialog::showCount()
{
    const int count = static_cast<int>(ticked().size());
    m_record->setText(tr("Record for %n people", nullptr, count));
    m_record->setEnabled(count > 0);
}

void ClassDialog::showError(const QString &text)
{
    panel::showIn(m_error, text);
}

void ClassDialog::accept()
{
    TrainingRecord said;
    for (const FieldEditor *editor : {m_day, m_result, m_proof}) {
        const auto value = editor->value();
        if (!value)
            return showError(value.error().text);
        editor->field().set(said, *value);
    }
    const auto people = ticked();
    int count = 0;
    const auto done = m_workspace.project().perform(
        tr("Record completion for %n people", nullptr, static_cast<int>(people.size())),
        [&](Edit &edit) -> Status {
            const auto recorded = recordClass(edit, m_course, said.completed.value_or(QDate()),
                                              people, said.result, said.proof);
            SG_TRY(recorded);
            count = *recorded;
            return {};
        });
    if (!done)
        return showError(done.error().text);
    const int known = static_cast<int>(people.size()) - count;
    if (known > 0)
        m_workspace.say(tr("%n of them were on record for that day already", nullptr, known));
    QDialog::accept();
}

}
