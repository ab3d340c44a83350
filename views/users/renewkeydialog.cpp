// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/users/renewkeydialog.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace safeguard {

RenewKeyDialog::RenewKeyDialog(Workspace &workspace, const QString &why, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_error(panel::text({}, QStringLiteral("error"), this))
{
    setObjectName(QStringLiteral("renew-key-dialog"));
    setWindowTitle(tr("Renew the key of the file"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(panel::text(why, {}, this));
    layout->addWidget(panel::text(
        tr("The file is encrypted anew beside the old one and then takes its place. Everybody on "
           "the list opens it with the passphrase or the recovery key that they have. Copies made "
           "before stay readable for whoever could open them."),
        QStringLiteral("muted"), this));
    m_error->setObjectName(QStringLiteral("renew-error"));
    m_error->hide();
    layout->addWidget(m_error);
    m_bar = panel::addProgress(layout);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    m_cancel = panel::addButton(tr("Not now"), QStringLiteral("renew-cancel"), false, this);
    m_renew = panel::addButton(tr("Renew the key"), QStringLiteral("renew-start"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_renew);
    layout->addLayout(buttons);
    connect(m_renew, &QPushButton::clicked, this, &RenewKeyDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_renew->setFocus();
    panel::fit(this, 480);
}

RenewKeyDialog::~RenewKeyDialog()
{
    m_progress->isStopped = true;
}

void RenewKeyDialog::start()
{
    m_error->hide();
    m_bar->show();
    m_renew->setEnabled(false);
    m_cancel->setText(tr("Cancel"));
    auto *timer = new QTimer(m_bar);
    connect(timer, &QTimer::timeout, this, [this] {
        m_bar->setRange(0, static_cast<int>(m_progress->all));
        m_bar->setValue(static_cast<int>(m_progress->done));
    });
    timer->start(60);
    auto *watcher = new QFutureWatcher<Status>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [=, this] {
        timer->deleteLater();
        watcher->deleteLater();
        finish(watcher->result());
    });
    watcher->setFuture(
        m_workspace.project().renewKeyLong([progress = m_progress](quint32 done, quint32 all) {
            progress->done = done;
            progress->all = all;
            return !progress->isStopped;
        }));
}

void RenewKeyDialog::finish(const Status &done)
{
    if (done) {
        m_workspace.say(tr("The file has a new key."));
        accept();
        return;
    }
    m_bar->hide();
    m_renew->setEnabled(true);
    m_cancel->setText(tr("Not now"));
    m_error->setText(wholeText(done.error()));
    m_error->show();
}

}
