// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/createpanel.h"

#include "views/kit/tokens.h"
#include "views/kit/newpassphrase.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>

namespace safeguard {

CreatePanel::CreatePanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("create"));
    auto *layout = panel::centredCard(this);
    QWidget *card = layout->parentWidget();
    m_title = panel::text({}, QStringLiteral("heading"), card);
    m_title->setFont(Tokens::instance().titleFont());
    layout->addWidget(m_title);
    layout->addWidget(
        panel::text(tr("The project is one encrypted file on this computer. Without a "
                       "passphrase or a recovery key nobody can read it, not even we."),
                    QStringLiteral("muted"), card));
    m_name = panel::addLine(layout, tr("Project name"), QStringLiteral("project-name"));
    m_fullName = panel::addLine(layout, tr("Your full name"), QStringLiteral("full-name"));
    m_user = panel::addLine(layout, tr("User name"), QStringLiteral("user-name"));
    m_passphrase = new NewPassphrase(card);
    layout->addWidget(m_passphrase);
    m_error = panel::text({}, QStringLiteral("error"), card);
    m_error->setObjectName(QStringLiteral("create-error"));
    layout->addWidget(m_error);
    m_progress = panel::addProgress(layout);
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("create-cancel"), false, card);
    m_create = panel::addButton(tr("Choose a place and create"), QStringLiteral("create-button"),
                                true, card);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_create);
    layout->addLayout(buttons);
    for (QLineEdit *line : {m_name, m_fullName, m_user}) {
        connect(line, &QLineEdit::textChanged, this, &CreatePanel::refresh);
        connect(line, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    }
    connect(m_passphrase, &NewPassphrase::changed, this, &CreatePanel::refresh);
    connect(m_passphrase, &NewPassphrase::entered, m_create, &QPushButton::click);
    connect(m_create, &QPushButton::clicked, this, &CreatePanel::submit);
    connect(cancel, &QPushButton::clicked, this, &CreatePanel::cancelled);
    askPath = [this](const QString &suggestion) {
        return QFileDialog::getSaveFileName(this, tr("Where shall the project file be?"),
                                            suggestion, tr("Safeguard projects (*.safeguard)"));
    };
}

void CreatePanel::start(bool withSample)
{
    m_withSample = withSample;
    m_title->setText(withSample ? tr("Worked example") : tr("New project"));
    m_name->setText(withSample ? tr("CardioLink remote monitoring") : QString());
    m_passphrase->clear();
    setBusy(false);
    (withSample ? m_fullName : m_name)->setFocus();
}

void CreatePanel::showError(const QString &message)
{
    setBusy(false);
    m_error->setText(message);
    m_error->show();
    m_passphrase->setFocus();
}

void CreatePanel::setBusy(bool busy)
{
    m_isBusy = busy;
    m_progress->setVisible(busy);
    for (QWidget *widget : QList<QWidget *>{m_name, m_fullName, m_user, m_passphrase})
        widget->setEnabled(!busy);
    refresh();
}

void CreatePanel::refresh()
{
    m_error->hide();
    const auto isFilled = [](const QLineEdit *line) { return !line->text().trimmed().isEmpty(); };
    m_create->setEnabled(!m_isBusy && isFilled(m_name) && isFilled(m_fullName) &&
                         isFilled(m_user) && m_passphrase->isReady());
}

void CreatePanel::submit()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QString name = m_name->text().trimmed();
    static const QRegularExpression separators(QStringLiteral("[/\\\\:]"));
    name.replace(separators, QStringLiteral("-"));
    QString path = askPath(QDir(folder).filePath(name + QStringLiteral(".safeguard")));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".safeguard")))
        path += QStringLiteral(".safeguard");
    auto about = std::make_shared<NewProject>(
        NewProject{m_name->text().trimmed(), m_user->text().trimmed(), m_fullName->text().trimmed(),
                   m_passphrase->take()});
    setBusy(true);
    Q_EMIT create(path, about, m_withSample);
}

}
