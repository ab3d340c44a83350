// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/keydialogs.h"

#include "views/kit/newpassphrase.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

PassphraseDialog::PassphraseDialog(Project &project, std::function<KdfCost()> cost, QWidget *parent)
    : QDialog(parent)
    , m_project(project)
    , m_cost(std::move(cost))
{
    setObjectName(QStringLiteral("change-passphrase"));
    setWindowTitle(tr("Change passphrase"));
    setMinimumWidth(420);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(panel::text(tr("The passphrase of %1 for this project. Copies of the file "
                                     "that were made before keep the old one.")
                                      .arg(project.user().fullName),
                                  QStringLiteral("muted"), this));
    m_current = panel::addLine(layout, tr("Current passphrase"),
                               QStringLiteral("current-passphrase"), true);
    m_new = new NewPassphrase(this);
    layout->addWidget(m_new);
    m_error = panel::text({}, QStringLiteral("error"), this);
    m_error->setObjectName(QStringLiteral("passphrase-error"));
    m_error->hide();
    layout->addWidget(m_error);
    m_progress = panel::addProgress(layout);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("passphrase-cancel"), false, this);
    m_change = panel::addButton(tr("Change"), QStringLiteral("passphrase-change"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_change);
    layout->addLayout(buttons);
    connect(m_current, &QLineEdit::textChanged, this, &PassphraseDialog::refresh);
    connect(m_new, &NewPassphrase::changed, this, &PassphraseDialog::refresh);
    connect(m_change, &QPushButton::clicked, this, &PassphraseDialog::submit);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    refresh();
}

void PassphraseDialog::refresh()
{
    for (QWidget *widget : QList<QWidget *>{m_current, m_new})
        widget->setEnabled(!m_isBusy);
    m_progress->setVisible(m_isBusy);
    m_change->setEnabled(!m_isBusy && !m_current->text().isEmpty() && m_new->isReady());
}

void PassphraseDialog::submit()
{
    auto current = std::make_shared<const Secret>(panel::takeSecret(m_current));
    auto next = std::make_shared<const Secret>(m_new->take());
    m_isBusy = true;
    m_error->hide();
    refresh();
    auto *watcher = new QFutureWatcher<Status>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        finish(watcher->result());
    });
    watcher->setFuture(m_project.changePassphraseLong(std::move(current), std::move(next), m_cost));
}

void PassphraseDialog::finish(const Status &done)
{
    m_isBusy = false;
    refresh();
    if (done) {
        accept();
        return;
    }
    m_error->setText(done.error().text);
    m_error->show();
    m_current->setFocus();
}

}
