// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/verifydialog.h"

#include "views/kit/icon.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFutureWatcher>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QTreeWidget>

namespace safeguard {

VerifyDialog::VerifyDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_verdict(new QLabel(tr("Verifying the file and its history\u2026"), this))
    , m_bar(new QProgressBar(this))
    , m_lines(new QTreeWidget(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("verify"));
    setWindowTitle(tr("Verification"));
    resize(640, 380);
    auto *layout = new QVBoxLayout(this);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setFont(Tokens::instance().headingFont());
    layout->addWidget(m_verdict);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    layout->addWidget(m_bar);
    m_lines->setAccessibleName(tr("What was looked at"));
    m_lines->setHeaderLabels({tr("Place"), tr("Finding")});
    m_lines->setRootIsDecorated(false);
    m_lines->setColumnWidth(0, 190);
    layout->addWidget(m_lines, 1);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    start(workspace.project());
}

VerifyDialog::~VerifyDialog()
{
    m_progress->isStopped = true;
}

void VerifyDialog::start(Project &project)
{
    auto *timer = new QTimer(m_bar);
    connect(timer, &QTimer::timeout, this, [this] {
        m_bar->setRange(0, static_cast<int>(m_progress->all));
        m_bar->setValue(static_cast<int>(m_progress->done));
    });
    timer->start(60);
    auto *watcher = new QFutureWatcher<Result<VerifyReport>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, timer] {
        timer->stop();
        showReport(watcher->result());
    });
    watcher->setFuture(project.verifyLong([progress = m_progress](quint32 done, quint32 all) {
        progress->done = done;
        progress->all = all;
        return !progress->isStopped;
    }));
    connect(this, &QDialog::rejected, watcher, [this] { m_progress->isStopped = true; });
}

void VerifyDialog::showReport(const Result<VerifyReport> &report)
{
    m_bar->hide();
    m_buttons->setStandardButtons(QDialogButtonBox::Close);
    if (!report) {
        m_verdict->setText(report.error().text);
        return;
    }
    m_verdict->setText(report->isSound()
                           ? tr("The file and its history are whole.")
                           : tr("Something is wrong. Keep a copy of the file as it is."));
    for (const VerifyLine &line : report->lines) {
        auto *item = new QTreeWidgetItem(m_lines, {line.place, line.finding});
        item->setIcon(0, icon(line.isSound ? QStringLiteral("check") : QStringLiteral("finding"),
                              line.isSound ? Ink::Good : Ink::Danger));
    }
}

}
