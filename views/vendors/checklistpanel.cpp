// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/vendors/checklistpanel.h"

#include "model/vendors/agreement.h"
#include "model/vendors/company.h"
#include "views/kit/panelparts.h"
#include "views/vendors/answersdialog.h"

#include <QBoxLayout>

namespace safeguard {

RecordPtr ChecklistOf::find(const Snapshot &snapshot, const AnyId &of, const QString &key) const
{
    for (const RecordPtr &record : snapshot.rows(type.key)) {
        const Value whose = type.field(owner)->get(*record);
        if (whose == Value(of) && textOf(type.field(question)->get(*record)) == key)
            return record;
    }
    return nullptr;
}

ChecklistOf provisionsOf(const Registers &registers)
{
    return {Checklist::provisions(),
            registers.of<AgreementProvision>(),
            QStringLiteral("agreement"),
            QStringLiteral("provision"),
            QStringLiteral("answer"),
            QStringLiteral("place"),
            ChecklistPanel::tr("Required provisions")};
}

ChecklistOf questionnaireOf(const Registers &registers)
{
    return {Checklist::vendorQuestions(),
            registers.of<VendorAnswer>(),
            QStringLiteral("vendor"),
            QStringLiteral("question"),
            QStringLiteral("answer"),
            QStringLiteral("note"),
            ChecklistPanel::tr("Security questionnaire")};
}

ChecklistPanel::ChecklistPanel(Workspace &workspace, const ChecklistOf &of, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_of(of)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    panel::addText(words, {}, of.title);
    m_told = panel::addText(words, QStringLiteral("muted"));
    m_told->setObjectName(QStringLiteral("checklist-") + of.type.key);
    layout->addLayout(words, 1);
    m_open =
        panel::addButton(tr("Answer\u2026"), QStringLiteral("answer-") + of.type.key, false, this);
    m_open->setAccessibleName(tr("Answer: %1").arg(of.title));
    connect(m_open, &QPushButton::clicked, this, &ChecklistPanel::openAnswers);
    layout->addWidget(m_open);
    connect(&workspace.project(), &Project::changed, this, &ChecklistPanel::refresh);
}

void ChecklistPanel::show(const AnyId &owner)
{
    m_owner = owner;
    refresh();
}

void ChecklistPanel::refresh()
{
    const Snapshot now = m_workspace.project().snapshot();
    const Field &answer = *m_of.type.field(m_of.answer);
    int answered = 0;
    int lacking = 0;
    for (const Checklist::Question &question : m_of.list.questions) {
        const RecordPtr record = m_of.find(now, m_owner, question.key);
        const QString key = record ? textOf(answer.get(*record)) : QString();
        answered += !key.isEmpty() && key != answer.choices->front().key;
        lacking += key == QStringLiteral("no") || key == QStringLiteral("partly");
    }
    QString said = tr("%1 of %2 answered").arg(answered).arg(m_of.list.questions.size());
    if (lacking > 0)
        said += tr(", %n no or partly", nullptr, lacking);
    m_told->setText(said);
    setVisible(!m_owner.isNull());
}

void ChecklistPanel::openAnswers()
{
    AnswersDialog(m_workspace, m_of, m_owner, this).exec();
}

}
