// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/expungedialog.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

ExpungeDialog::ExpungeDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("expunge-dialog"));
    setWindowTitle(tr("Remove for good"));
    setMinimumWidth(500);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(panel::text(
        tr("For what must never have been written, such as a patient's name. It is taken out of "
           "all records and of the whole history; the history still verifies and says that "
           "something was removed, when, by whom and why. It cannot be undone. Backups and copies "
           "of the file are not reached, and filters and unfinished entries of all users are "
           "forgotten."),
        QStringLiteral("muted"), this));
    m_text = panel::addLine(layout, tr("What is to be removed, exactly as it stands there"),
                            QStringLiteral("expunge-text"));
    m_reason =
        panel::addLine(layout, tr("Why (without saying what)"), QStringLiteral("expunge-reason"));
    m_reach = panel::text({}, {}, this);
    m_reach->setObjectName(QStringLiteral("expunge-reach"));
    m_error = panel::text({}, QStringLiteral("error"), this);
    m_error->setObjectName(QStringLiteral("expunge-error"));
    layout->addWidget(m_reach);
    layout->addWidget(m_error);
    m_progress = panel::addProgress(layout);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("expunge-cancel"), false, this);
    m_look = panel::addButton(tr("Find"), QStringLiteral("expunge-find"), true, this);
    m_remove =
        panel::addButton(tr("Remove for good"), QStringLiteral("expunge-remove"), false, this);
    m_remove->setProperty("role", QStringLiteral("danger"));
    buttons->addStretch(1);
    for (QPushButton *button : {cancel, m_look, m_remove})
        buttons->addWidget(button);
    layout->addLayout(buttons);
    connect(m_text, &QLineEdit::textChanged, this, &ExpungeDialog::refresh);
    connect(m_reason, &QLineEdit::textChanged, this, &ExpungeDialog::refresh);
    connect(m_look, &QPushButton::clicked, this, &ExpungeDialog::look);
    connect(m_remove, &QPushButton::clicked, this, &ExpungeDialog::remove);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    refresh();
}

void ExpungeDialog::refresh()
{
    const QString text = m_text->text().trimmed();
    m_progress->setVisible(m_isBusy);
    m_text->setEnabled(!m_isBusy);
    m_reason->setEnabled(!m_isBusy);
    m_look->setEnabled(!m_isBusy && text.size() >= Erasure::shortest());
    m_remove->setEnabled(!m_isBusy && !m_found.isEmpty() && m_found == text &&
                         !m_reason->text().trimmed().isEmpty());
    if (m_found != text)
        m_reach->clear();
}

void ExpungeDialog::look()
{
    m_isBusy = true;
    m_error->clear();
    const QString text = m_text->text().trimmed();
    refresh();
    auto *watcher = new QFutureWatcher<Result<ErasureReach>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, text] {
        watcher->deleteLater();
        m_isBusy = false;
        const auto reach = watcher->result();
        m_found = reach && reach->entries > 0 ? text : QString();
        refresh();
        showReach(reach);
    });
    watcher->setFuture(m_workspace.project().findLong(text));
}

void ExpungeDialog::showReach(const Result<ErasureReach> &reach)
{
    if (!reach)
        return fail(reach.error());
    if (reach->entries == 0) {
        m_reach->setText(tr("That stands nowhere in the project."));
        return;
    }
    const Snapshot now = m_workspace.project().snapshot();
    QStringList names;
    for (const RecordRef &record : reach->records) {
        if (names.size() < 5)
            names += now.describe(record);
    }
    const auto count = static_cast<int>(reach->records.size());
    if (count > names.size())
        names += tr("and others");
    m_reach->setText(
        tr("It stands in %1 and in %2.")
            .arg(count == 0 ? tr("no record of now")
                            : tr("%n records", nullptr, count) + QStringLiteral(" (") +
                                  names.join(QStringLiteral(", ")) + u')',
                 tr("%n entries of the history", nullptr, static_cast<int>(reach->entries))));
}

void ExpungeDialog::remove()
{
    m_isBusy = true;
    m_error->clear();
    refresh();
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        finish(watcher->result());
    });
    watcher->setFuture(m_workspace.project().expungeLong(m_found, m_reason->text().trimmed()));
}

void ExpungeDialog::finish(const Result<Change> &done)
{
    m_isBusy = false;
    refresh();
    if (!done)
        return fail(done.error());
    m_workspace.say(tr("Removed for good"));
    accept();
}

void ExpungeDialog::fail(const Error &error)
{
    m_error->setText(wholeText(error));
}

}
