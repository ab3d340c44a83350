// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/verifydialog.h"

#include "views/kit/icon.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QTreeWidget>

namespace safeguard {

VerifyDialog::VerifyDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Verification"));
    resize(640, 380);
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const auto report = workspace.project().verify({});
    QApplication::restoreOverrideCursor();
    auto *layout = new QVBoxLayout(this);
    auto *verdict = new QLabel(this);
    verdict->setWordWrap(true);
    verdict->setFont(Tokens::instance().headingFont());
    layout->addWidget(verdict);
    auto *lines = new QTreeWidget(this);
    lines->setAccessibleName(tr("What was looked at"));
    lines->setHeaderLabels({tr("Place"), tr("Finding")});
    lines->setRootIsDecorated(false);
    layout->addWidget(lines, 1);
    if (!report) {
        verdict->setText(report.error().text);
    } else {
        verdict->setText(report->isSound()
                             ? tr("The file and its history are whole.")
                             : tr("Something is wrong. Keep a copy of the file as it is."));
        for (const VerifyLine &line : report->lines) {
            auto *item = new QTreeWidgetItem(lines, {line.place, line.finding});
            item->setIcon(0,
                          icon(line.isSound ? QStringLiteral("check") : QStringLiteral("finding"),
                               line.isSound ? Ink::Good : Ink::Danger));
        }
    }
    lines->setColumnWidth(0, 190);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

}
