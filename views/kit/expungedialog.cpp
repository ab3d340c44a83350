// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/expungedialog.h"

#include "model/documents/attaching.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

ExpungeDialog::ExpungeDialog(Workspace &workspace, QWidget *parent)
    : ExpungeDialog(
          workspace, QString(),
          tr("For what must never have been written, such as a patient's name. It is taken out of "
             "all records and of the whole history; the history still verifies and says that "
             "something was removed, when, by whom and why. It cannot be undone. Backups and "
             "copies of the project are not reached, and filters and unfinished entries of all "
             "users are forgotten."),
          parent)
{}

ExpungeDialog::ExpungeDialog(Workspace &workspace, const QString &content, QWidget *parent)
    : ExpungeDialog(
          workspace, ExpungeTarget::file(content),
          tr("For a file that must never have come in, such as one with patient data. It is taken "
             "out of the project; the record stays and says that its file was removed, when, by "
             "whom and why. It cannot be undone, and the same file is not taken in again. Backups "
             "and copies of the project or of the file are not reached. A name or a text in the "
             "record itself is removed in History."),
          parent)
{
    look();
}

ExpungeDialog::ExpungeDialog(Workspace &workspace, const ExpungeTarget &file, const QString &about,
                             QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_file(file)
{
    setObjectName(QStringLiteral("expunge-dialog"));
    setWindowTitle(tr("Remove for good"));
    setMinimumWidth(500);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(panel::text(about, QStringLiteral("muted"), this));
    if (!m_file.isFile())
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
    buttons->addStretch(1);
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("expunge-cancel"), false, this);
    buttons->addWidget(cancel);
    if (m_text) {
        m_look = panel::addButton(tr("Find"), QStringLiteral("expunge-find"), true, this);
        buttons->addWidget(m_look);
        connect(m_text, &QLineEdit::textChanged, this, &ExpungeDialog::refresh);
        connect(m_look, &QPushButton::clicked, this, &ExpungeDialog::look);
    }
    m_remove =
        panel::addButton(tr("Remove for good"), QStringLiteral("expunge-remove"), false, this);
    m_remove->setProperty("role", QStringLiteral("danger"));
    buttons->addWidget(m_remove);
    layout->addLayout(buttons);
    connect(m_reason, &QLineEdit::textChanged, this, &ExpungeDialog::refresh);
    connect(m_remove, &QPushButton::clicked, this, &ExpungeDialog::remove);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    refresh();
}

ExpungeTarget ExpungeDialog::target() const
{
    return m_text ? ExpungeTarget(m_text->text().trimmed()) : m_file;
}

void ExpungeDialog::refresh()
{
    const ExpungeTarget now = target();
    const bool isFound = !m_found.isEmpty() && (m_found == now.text || m_found == now.content);
    m_progress->setVisible(m_isBusy);
    m_reason->setEnabled(!m_isBusy);
    if (m_text) {
        m_text->setEnabled(!m_isBusy);
        m_look->setEnabled(!m_isBusy && now.text.size() >= Erasure::shortest());
    }
    m_remove->setEnabled(!m_isBusy && isFound && !m_reason->text().trimmed().isEmpty());
    if (!isFound)
        m_reach->clear();
}

void ExpungeDialog::look()
{
    m_isBusy = true;
    m_error->clear();
    const ExpungeTarget what = target();
    refresh();
    auto *watcher = new QFutureWatcher<Result<ErasureReach>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, what] {
        watcher->deleteLater();
        m_isBusy = false;
        const auto reach = watcher->result();
        m_found = reach && !reach->isNowhere() ? what.text + what.content : QString();
        refresh();
        if (!m_text)
            m_reason->setFocus();
        if (reach)
            m_reach->setText(place(*reach));
        else
            fail(reach.error());
    });
    watcher->setFuture(m_workspace.project().findLong(what));
}

/// That what names the file is to be kept for longer, if so.
QString ExpungeDialog::retentionOf(const Snapshot &now) const
{
    const auto until = retainedUntil(now, m_file.content);
    return until ? u' ' + tr("It is to be retained until %1.").arg(until->toString(Qt::ISODate))
                 : QString();
}

QString ExpungeDialog::place(const ErasureReach &reach) const
{
    if (reach.isNowhere())
        return tr("That stands nowhere in the project.");
    const Snapshot now = m_workspace.project().snapshot();
    QStringList names;
    for (const RecordRef &record : reach.records) {
        if (names.size() < 5)
            names += now.describe(record);
    }
    const auto count = static_cast<int>(reach.records.size());
    if (count > names.size())
        names += tr("and others");
    const QString records = count == 0 ? tr("no record of now")
                                       : tr("%n records", nullptr, count) + QStringLiteral(" (") +
                                             names.join(QStringLiteral(", ")) + u')';
    if (m_file.isFile())
        return tr("A file of %1, named by %2.").arg(sizeInWords(reach.bytes), records) +
               retentionOf(now);
    return tr("It stands in %1 and in %2.")
        .arg(records, tr("%n entries of the history", nullptr, static_cast<int>(reach.entries)));
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
    watcher->setFuture(m_workspace.project().expungeLong(target(), m_reason->text().trimmed()));
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
