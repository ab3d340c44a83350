// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/statusline.h"

#include "model/store/valuetext.h"

#include <QLabel>
#include <QStyle>

namespace safeguard {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_lastChange(new QLabel(this))
    , m_entries(new QLabel(this))
    , m_backup(new QLabel(this))
    , m_locksIn(new QLabel(this))
{
    setSizeGripEnabled(false);
    auto *encryption = new QLabel(tr("Encrypted with XAES-256-GCM"), this);
    for (QLabel *label : {encryption, m_lastChange, m_entries, m_backup}) {
        label->setProperty("role", QStringLiteral("muted"));
        label->setContentsMargins(10, 0, 6, 0);
        addWidget(label);
    }
    m_backup->setObjectName(QStringLiteral("backup-standing"));
    m_locksIn->setProperty("role", QStringLiteral("muted"));
    m_locksIn->setContentsMargins(6, 0, 10, 0);
    addPermanentWidget(m_locksIn);
}

void StatusLine::showProject(const Project &project)
{
    const Entry last = project.lastEdit();
    const User *by = project.snapshot().find(last.user);
    m_lastChange->setText(
        tr("Last change %1 by %2").arg(momentText(last.time), by ? by->fullName : QString()));
    m_entries->setText(
        tr("%n entries of history", nullptr, static_cast<int>(project.entryCount())));
    setVisible(true);
}

void StatusLine::showBackup(const QString &words, const QString &more, bool isAlert)
{
    m_backup->setProperty("role", isAlert ? QStringLiteral("error") : QStringLiteral("muted"));
    m_backup->style()->polish(m_backup);
    m_backup->setText(words);
    m_backup->setToolTip(more);
}

void StatusLine::setLocksIn(int seconds)
{
    m_locksIn->setText(seconds > 0 ? tr("Locks in %n min", nullptr, (seconds + 59) / 60)
                                   : QString());
}

void StatusLine::forget()
{
    clearMessage();
    for (QLabel *label : {m_lastChange, m_entries, m_backup, m_locksIn})
        label->clear();
    m_backup->setToolTip({});
    hide();
}

}
