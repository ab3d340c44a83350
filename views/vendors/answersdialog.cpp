// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/vendors/answersdialog.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>

namespace safeguard {

namespace {

QString forceOf(const Checklist::Question &question)
{
    switch (question.force) {
    case Checklist::Force::Law:
        return AnswersDialog::tr("required by %1").arg(question.citation);
    case Checklist::Force::Option:
        return AnswersDialog::tr("allowed by %1").arg(question.citation);
    case Checklist::Force::Practice:
        break;
    }
    return question.citation.isEmpty()
               ? AnswersDialog::tr("good practice")
               : AnswersDialog::tr("good practice; about %1").arg(question.citation);
}

}

AnswersDialog::AnswersDialog(Workspace &workspace, const ChecklistOf &of, const AnyId &owner,
                             QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_of(of)
    , m_owner(owner)
{
    setObjectName(QStringLiteral("answers"));
    setWindowTitle(of.title);
    const Snapshot now = workspace.project().snapshot();
    m_name = now.title(of.type.field(of.owner)->reference, owner);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    panel::addText(layout, QStringLiteral("heading"), m_name);
    panel::addText(layout, QStringLiteral("muted"), of.list.note);
    layout->addWidget(panel::framed(panel::scrolling(makeQuestions(), of.title)), 1);
    m_error = panel::addText(layout, QStringLiteral("error"));
    m_error->setTextInteractionFlags(Qt::NoTextInteraction); // it may be empty
    m_error->hide();
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("cancel"), false, this);
    auto *store = panel::addButton(tr("Store answers"), QStringLiteral("store"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(store);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(store, &QPushButton::clicked, this, &AnswersDialog::accept);
    store->setEnabled(workspace.project().mayEdit(of.type));
    resize(680, 620);
}

QWidget *AnswersDialog::makeQuestions()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(4);
    for (const Checklist::Question &question : m_of.list.questions)
        addRow(layout, question);
    layout->addStretch(1);
    return content;
}

void AnswersDialog::addRow(QVBoxLayout *layout, const Checklist::Question &question)
{
    panel::addText(layout, QStringLiteral("heading"), question.title);
    panel::addText(layout, {}, question.question);
    panel::addText(layout, QStringLiteral("muted"), forceOf(question));
    Row row{question.key, new QComboBox, new QLineEdit};
    const RecordPtr before = m_of.find(m_workspace.project().snapshot(), m_owner, question.key);
    const Field &answer = *m_of.type.field(m_of.answer);
    for (const Choice &choice : *answer.choices)
        row.answer->addItem(choice.label, choice.key);
    if (before) {
        row.answer->setCurrentIndex(row.answer->findData(textOf(answer.get(*before))));
        row.words->setText(textOf(m_of.type.field(m_of.words)->get(*before)));
    }
    row.answer->setObjectName(QStringLiteral("answer-") + question.key);
    row.answer->setAccessibleName(question.title);
    row.words->setObjectName(QStringLiteral("words-") + question.key);
    row.words->setPlaceholderText(m_of.type.field(m_of.words)->label);
    row.words->setAccessibleName(tr("%1, %2").arg(question.title, row.words->placeholderText()));
    auto *line = new QHBoxLayout;
    line->addWidget(row.answer);
    line->addWidget(row.words, 1);
    layout->addLayout(line);
    layout->addSpacing(10);
    m_rows.push_back(row);
}

bool AnswersDialog::isChanged(const Row &row, const RecordPtr &before) const
{
    const Field &answer = *m_of.type.field(m_of.answer);
    const QString was = before ? textOf(answer.get(*before)) : answer.choices->front().key;
    const QString words = before ? textOf(m_of.type.field(m_of.words)->get(*before)) : QString();
    return row.answer->currentData().toString() != was || row.words->text().trimmed() != words;
}

void AnswersDialog::write(Edit &edit, const Row &row) const
{
    const RecordPtr before = m_of.find(edit.now(), m_owner, row.question);
    if (!isChanged(row, before))
        return;
    auto record = before ? m_of.type.copy(*before) : m_of.type.make();
    const auto set = [&](const QString &key, const Value &value) {
        m_of.type.field(key)->set(*record, value);
    };
    if (!before) { // the same in each copy of the project
        record->id = edit.nameBasedId(m_of.type, m_owner.toText() + u' ' + row.question);
        set(m_of.owner, m_owner);
        set(m_of.question, row.question);
    }
    set(m_of.answer, row.answer->currentData().toString());
    const QString words = row.words->text().trimmed();
    set(m_of.words, words.isEmpty() ? Value() : Value(words));
    edit.putAny(m_of.type, std::move(record));
}

void AnswersDialog::accept()
{
    const auto done = m_workspace.project().perform(tr("Answer for %1: %2").arg(m_name, m_of.title),
                                                    [&](Edit &edit) {
                                                        for (const Row &row : m_rows)
                                                            write(edit, row);
                                                        return Status();
                                                    });
    if (!done)
        return panel::showIn(m_error, done.error().text);
    QDialog::accept();
}

}
