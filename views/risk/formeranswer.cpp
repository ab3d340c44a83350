// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/formeranswer.h"

#include "views/kit/panelparts.h"
#include "views/risk/answerhistory.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

FormerAnswer::FormerAnswer(Project &project, QWidget *parent)
    : QFrame(parent)
    , m_project(project)
    , m_history(new AnswerHistory(project, this))
{
    setProperty("role", QStringLiteral("notice"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    m_before = panel::addText(layout, {});
    m_before->setObjectName(QStringLiteral("risk-before"));
    m_changes = panel::addText(layout, {});
    m_changes->setObjectName(QStringLiteral("risk-changes"));
    m_confirm = new QPushButton(tr("Confirm as before"), this);
    m_confirm->setObjectName(QStringLiteral("risk-confirm"));
    layout->addWidget(m_confirm, 0, Qt::AlignLeft);
    connect(m_confirm, &QPushButton::clicked, this, &FormerAnswer::confirmed);
    connect(m_history, &AnswerHistory::found, this, &FormerAnswer::showAnswer);
}

void FormerAnswer::show(const AskedCells &asked, bool mayConfirm)
{
    m_asked = asked;
    setVisible(!asked.toConfirm().empty());
    if (asked.toConfirm().empty())
        return;
    const int count = static_cast<int>(asked.toConfirm().size());
    m_confirm->setVisible(mayConfirm);
    m_confirm->setText(count == 1 ? tr("Confirm as before")
                                  : tr("Confirm %n as before", nullptr, count));
    showAnswer();
    m_changes->setText(changes());
}

void FormerAnswer::showAnswer()
{
    if (m_asked.toConfirm().empty())
        return;
    const bool isOfFirst = m_asked.toConfirm().front() == m_asked.key();
    const Risk risk = m_asked.storedRisk(m_project.snapshot(), m_asked.key());
    panel::showIn(m_before, isOfFirst ? words(risk) + whoAnswered(risk) : QString());
}

/// "Answered in Security risk analysis 2025: Low likelihood × High impact = Low"
QString FormerAnswer::words(const Risk &risk) const
{
    QString words = tr("does not apply: %1").arg(risk.reason);
    if (const auto level = m_asked.risks().method().inherent(risk))
        words = tr("%1 likelihood \u00d7 %2 impact = %3")
                    .arg(labelOf(*risk.likelihood), labelOf(*risk.impact()), labelOf(*level));
    const Assessment *assessment = m_asked.risks().assessment();
    const bool isOfThis = assessment && risk.assessment == idOf(*assessment);
    return isOfThis ? tr("Answered in this analysis: %1").arg(words)
                    : tr("Answered in %1: %2")
                          .arg(m_asked.snapshot().title(
                                   QString::fromLatin1(Assessment::registerKey), risk.assessment),
                               words);
}

/// A line with the person and the day, as soon as the history has told.
QString FormerAnswer::whoAnswered(const Risk &risk) const
{
    const Snapshot &now = m_asked.snapshot();
    const Assessment *then = now.find(risk.assessment);
    const Baseline *frozen = then ? now.find(then->baseline) : nullptr;
    const auto answered = m_history->find(idOf(risk), frozen ? frozen->entry.value_or(0) : 0);
    const User *who = answered ? now.find(answered->user) : nullptr;
    if (!who)
        return {};
    return tr("\nby %1 on %2")
        .arg(who->fullName,
             QLocale().toString(answered->time.toLocalTime().date(), QLocale::ShortFormat));
}

QString FormerAnswer::changes() const
{
    if (m_asked.isOne()) {
        const QStringList changes = m_asked.risks().changesSince(m_asked.cell());
        return changes.isEmpty() ? tr("Nothing on record has changed since.")
                                 : tr("Different since then:\n%1").arg(changes.join(u'\n'));
    }
    const QString before = tr("%n of the selected threats were answered before.", nullptr,
                              static_cast<int>(m_asked.toConfirm().size()));
    if (m_asked.changedCount() == 0)
        return before;
    return before + u' ' +
           tr("For %n of them something on record has changed since.", nullptr,
              m_asked.changedCount());
}

}
