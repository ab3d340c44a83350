// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/verifydialog.h"

#include "views/kit/icon.h"
#include "views/kit/message.h"
#include "views/shell/receiptcode.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

namespace safeguard {

VerifyDialog::VerifyDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_verdict(new QLabel(tr("Verifying the file and its history\u2026"), this))
    , m_bar(new QProgressBar(this))
    , m_lines(new QTreeWidget(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("verify"));
    setWindowTitle(tr("Verification"));
    resize(840, 420);
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
    m_lines->setColumnWidth(0, 240);
    m_lines->setWordWrap(true);
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
    for (const VerifyLine &line : report->lines)
        addLine(line);
    (void)m_workspace.project().noteVerified(*report); // one that is only read keeps no note
    addReceiptButtons();
}

void VerifyDialog::addLine(const VerifyLine &line)
{
    auto *item = new QTreeWidgetItem(m_lines, {line.place, line.finding});
    item->setIcon(0, icon(line.isSound ? QStringLiteral("check") : QStringLiteral("finding"),
                          line.isSound ? Ink::Good : Ink::Danger));
    m_lines->scrollToItem(item);
}

void VerifyDialog::addReceiptButtons()
{
    const auto add = [this](const QString &words, const QString &name, const QString &what,
                            void (VerifyDialog::*run)()) {
        QPushButton *button = m_buttons->addButton(words, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        button->setToolTip(what);
        connect(button, &QPushButton::clicked, this, run);
    };
    add(tr("Save a receipt\u2026"), QStringLiteral("save-receipt"),
        tr("Where the history stands now, signed, for somebody outside to keep. It holds nothing "
           "of "
           "the content."),
        &VerifyDialog::saveReceipt);
    add(tr("Show as a code\u2026"), QStringLiteral("show-receipt"),
        tr("The same receipt as a QR code, for somebody to photograph."),
        &VerifyDialog::showReceipt);
    add(tr("Compare with a receipt\u2026"), QStringLiteral("compare-receipt"),
        tr("Shows whether the file was rolled back or its history written anew since."),
        &VerifyDialog::compareReceipt);
}

void VerifyDialog::saveReceipt()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save a receipt"), {}, tr("Receipts (*.txt)"));
    if (path.isEmpty())
        return;
    Project &project = m_workspace.project();
    const QString text = project.takeReceipt().toText();
    if (const auto written = project.exportFile(tr("a receipt"), path, text.toUtf8()); !written)
        warn(this, tr("The receipt was not saved"), written.error().text);
}

void VerifyDialog::showReceipt()
{
    ReceiptCode(m_workspace.project().takeReceipt(), this).exec();
}

void VerifyDialog::compareReceipt()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare with a receipt"), {},
                                                      tr("Receipts (*.txt)"));
    // Opening the project's own file here would let go of its lock.
    if (path.isEmpty() || QFileInfo(path) == QFileInfo(m_workspace.project().path()))
        return;
    const auto receipt = Receipt::fromFile(path);
    const auto line = receipt ? m_workspace.project().compare(*receipt)
                              : Result<VerifyLine>(failure(receipt.error()));
    if (!line)
        return warn(this, tr("Not compared"), line.error().text);
    addLine(*line);
    if (!line->isSound)
        m_verdict->setText(tr("The file is not what it was when the receipt was taken."));
}

}
