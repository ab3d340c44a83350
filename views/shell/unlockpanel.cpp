// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/unlockpanel.h"

#include "views/kit/newpassphrase.h"
#include "views/kit/panelparts.h"
#include "views/kit/tokens.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace safeguard {

UnlockPanel::UnlockPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("unlock"));
    auto *layout = panel::centredCard(this);
    QWidget *card = layout->parentWidget();
    m_title = panel::text({}, QStringLiteral("heading"), card);
    m_title->setFont(Tokens::instance().titleFont());
    m_note = panel::text({}, QStringLiteral("muted"), card);
    m_passphrasePage = makePassphrasePage();
    m_recoveryPage = makeRecoveryPage();
    m_error = panel::text({}, QStringLiteral("error"), card);
    m_error->setObjectName(QStringLiteral("unlock-error"));
    for (QWidget *widget :
         QList<QWidget *>{m_title, m_note, m_passphrasePage, m_recoveryPage, m_error})
        layout->addWidget(widget);
    m_progress = panel::addProgress(layout);
    m_otherWay = panel::addButton({}, QStringLiteral("use-recovery-key"), false, card);
    m_otherWay->setProperty("role", QStringLiteral("quiet"));
    layout->addWidget(m_otherWay, 0, Qt::AlignLeft);
    m_backups = panel::addButton(tr("Restore from a backup\u2026"),
                                 QStringLiteral("unlock-restore"), false, card);
    m_backups->setProperty("role", QStringLiteral("quiet"));
    m_backups->hide();
    layout->addWidget(m_backups, 0, Qt::AlignLeft);
    auto *buttons = new QHBoxLayout;
    auto *other =
        panel::addButton(tr("Other project"), QStringLiteral("unlock-cancel"), false, card);
    m_open = panel::addButton({}, QStringLiteral("unlock-button"), true, card);
    buttons->addWidget(other);
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this,
            [this] { m_isRecovering ? submitRecovery() : submit(); });
    connect(m_otherWay, &QPushButton::clicked, this, [this] { setRecovering(!m_isRecovering); });
    connect(m_backups, &QPushButton::clicked, this, [this] { Q_EMIT restoreAsked(m_path); });
    connect(other, &QPushButton::clicked, this, &UnlockPanel::cancelled);
    setRecovering(false);
}

QWidget *UnlockPanel::makePassphrasePage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_user = panel::addLine(layout, tr("User"), QStringLiteral("user"));
    m_passphrase = panel::addLine(layout, tr("Passphrase"), QStringLiteral("passphrase"), true);
    connect(m_user, &QLineEdit::returnPressed, m_passphrase, qOverload<>(&QWidget::setFocus));
    connect(m_passphrase, &QLineEdit::returnPressed, this, &UnlockPanel::submit);
    return page;
}

QWidget *UnlockPanel::makeRecoveryPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_recoveryKey =
        panel::addLine(layout, tr("Recovery key: twelve groups of five letters and digits"),
                       QStringLiteral("recovery-key"));
    m_recoveryKey->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_new = new NewPassphrase(page);
    layout->addWidget(m_new);
    connect(m_recoveryKey, &QLineEdit::textChanged, this, &UnlockPanel::refresh);
    connect(m_recoveryKey, &QLineEdit::returnPressed, m_new, qOverload<>(&QWidget::setFocus));
    connect(m_new, &NewPassphrase::changed, this, &UnlockPanel::refresh);
    connect(m_new, &NewPassphrase::entered, this, [this] { m_open->click(); });
    return page;
}

void UnlockPanel::ask(const QString &path, const QString &user, const QString &why)
{
    m_path = path;
    m_title->setText(QFileInfo(path).fileName());
    m_why = why;
    m_user->setText(user);
    setBusy(false);
    setRecovering(false);
    (user.isEmpty() ? m_user : m_passphrase)->setFocus();
}

void UnlockPanel::showWorking(const QString &path, const QString &user, const QString &why)
{
    ask(path, user, tr("Enter the passphrase to unlock it."));
    m_note->setText(why);
    setBusy(true);
}

void UnlockPanel::setRecovering(bool recovering)
{
    m_isRecovering = recovering;
    for (QLineEdit *line : {m_passphrase, m_recoveryKey})
        (void)panel::takeSecret(line);
    m_new->clear();
    m_error->hide();
    m_backups->hide();
    m_passphrasePage->setVisible(!recovering);
    m_recoveryPage->setVisible(recovering);
    m_note->setText(recovering ? tr("The recovery key opens the project. Its user gets a new "
                                    "passphrase; the old one stops working.")
                               : m_why);
    m_otherWay->setText(recovering ? tr("Use the passphrase") : tr("Use a recovery key"));
    m_open->setText(recovering ? tr("Set the passphrase and unlock") : tr("Unlock"));
    refresh();
    (recovering ? m_recoveryKey : m_passphrase)->setFocus();
}

void UnlockPanel::showError(const QString &message, bool offersRestore)
{
    setBusy(false);
    m_backups->setVisible(offersRestore);
    if (!m_isRecovering)
        m_note->setText(m_why);
    m_error->setText(message);
    m_error->show();
    (m_isRecovering ? m_recoveryKey : m_passphrase)->setFocus();
}

void UnlockPanel::setBusy(bool busy)
{
    m_isBusy = busy;
    m_progress->setVisible(busy);
    for (QWidget *widget : QList<QWidget *>{m_passphrasePage, m_recoveryPage, m_otherWay})
        widget->setEnabled(!busy);
    refresh();
}

void UnlockPanel::refresh()
{
    const bool isReady = !m_isRecovering || (!m_recoveryKey->text().isEmpty() && m_new->isReady());
    m_open->setEnabled(!m_isBusy && isReady);
}

void UnlockPanel::submit()
{
    if (m_isBusy)
        return;
    m_error->hide();
    auto credentials = std::make_shared<const Credentials>(
        Credentials{m_user->text(), panel::takeSecret(m_passphrase)});
    setBusy(true);
    Q_EMIT unlock(m_path, std::move(credentials));
}

void UnlockPanel::submitRecovery()
{
    m_error->hide();
    QString typed = m_recoveryKey->text();
    auto key = recoveryKeyFromText(typed);
    if (!key) {
        showError(key.error().text);
        return;
    }
    m_recoveryKey->setText({});
    wipe(typed);
    auto credentials = std::make_shared<const Credentials>(Credentials{{}, {}, *std::move(key)});
    auto passphrase = std::make_shared<const Secret>(m_new->take());
    setBusy(true);
    Q_EMIT recover(m_path, std::move(credentials), std::move(passphrase));
}

}
