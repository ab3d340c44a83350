// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/startscreen.h"

#include "views/kit/icon.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <zxcvbn.h>

namespace safeguard {

namespace {

constexpr int panelWidth = 440;
constexpr int recentMost = 8;

QLabel *text(const QString &content, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(content, parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}

/// A card in the middle of an empty window.
QVBoxLayout *centredCard(QWidget *parent)
{
    auto *outer = new QVBoxLayout(parent);
    auto *card = new QFrame(parent);
    card->setProperty("role", QStringLiteral("panel"));
    card->setFixedWidth(panelWidth);
    outer->addStretch(1);
    outer->addWidget(card, 0, Qt::AlignHCenter);
    outer->addStretch(2);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(28, 24, 28, 24);
    layout->setSpacing(8);
    auto *logo = new QLabel(card);
    logo->setPixmap(icon(QStringLiteral("logo"), Ink::Accent).pixmap(34, 34));
    layout->addWidget(logo);
    return layout;
}

QLineEdit *addLine(QVBoxLayout *layout, const QString &name, const QString &objectName,
                   bool isSecret = false)
{
    auto *label = new QLabel(name, layout->parentWidget());
    auto *line = new QLineEdit(layout->parentWidget());
    label->setBuddy(line);
    line->setAccessibleName(name);
    line->setObjectName(objectName);
    if (isSecret) {
        line->setEchoMode(QLineEdit::Password);
        line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText |
                                  Qt::ImhNoPredictiveText);
    }
    layout->addWidget(label);
    layout->addWidget(line);
    return line;
}

QProgressBar *addProgress(QVBoxLayout *layout)
{
    auto *progress = new QProgressBar(layout->parentWidget());
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(QCoreApplication::translate("StartScreen", "Working"));
    progress->hide();
    layout->addWidget(progress);
    return progress;
}

}

UnlockPanel::UnlockPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("unlock"));
    auto *layout = centredCard(this);
    m_title = text({}, QStringLiteral("heading"), layout->parentWidget());
    m_title->setFont(Tokens::instance().titleFont());
    m_note = text({}, QStringLiteral("muted"), layout->parentWidget());
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    m_user = addLine(layout, tr("User"), QStringLiteral("user"));
    m_passphrase = addLine(layout, tr("Passphrase"), QStringLiteral("passphrase"), true);
    m_error = text({}, QStringLiteral("error"), layout->parentWidget());
    m_error->setObjectName(QStringLiteral("unlock-error"));
    layout->addWidget(m_error);
    m_progress = addProgress(layout);
    auto *buttons = new QHBoxLayout;
    m_other = new QPushButton(tr("Other project"), layout->parentWidget());
    m_open = new QPushButton(tr("Unlock"), layout->parentWidget());
    m_open->setProperty("role", QStringLiteral("primary"));
    m_open->setObjectName(QStringLiteral("unlock-button"));
    buttons->addWidget(m_other);
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this, &UnlockPanel::submit);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &UnlockPanel::submit);
    connect(m_other, &QPushButton::clicked, this, &UnlockPanel::cancelled);
}

void UnlockPanel::ask(const QString &path, const QString &user, const QString &why)
{
    m_path = path;
    m_title->setText(QFileInfo(path).fileName());
    m_note->setText(why);
    m_user->setText(user);
    m_passphrase->clear();
    m_error->hide();
    setBusy(false);
    (user.isEmpty() ? m_user : m_passphrase)->setFocus();
}

void UnlockPanel::showError(const QString &message)
{
    setBusy(false);
    m_error->setText(message);
    m_error->show();
    m_passphrase->selectAll();
    m_passphrase->setFocus();
}

void UnlockPanel::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    for (QWidget *widget : QList<QWidget *>{m_user, m_passphrase, m_open, m_other})
        widget->setEnabled(!busy);
}

void UnlockPanel::submit()
{
    m_error->hide();
    setBusy(true);
    QString passphrase = m_passphrase->text();
    m_passphrase->clear();
    Q_EMIT unlock(m_path, m_user->text(), passphrase);
    wipe(passphrase);
}

CreatePanel::CreatePanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("create"));
    auto *layout = centredCard(this);
    m_title = text({}, QStringLiteral("heading"), layout->parentWidget());
    m_title->setFont(Tokens::instance().titleFont());
    layout->addWidget(m_title);
    layout->addWidget(text(tr("The project is one encrypted file on this computer. Without a "
                              "passphrase or a recovery key nobody can read it, not even we."),
                           QStringLiteral("muted"), layout->parentWidget()));
    m_name = addLine(layout, tr("Project name"), QStringLiteral("project-name"));
    m_fullName = addLine(layout, tr("Your full name"), QStringLiteral("full-name"));
    m_user = addLine(layout, tr("User name"), QStringLiteral("user-name"));
    m_passphrase = addLine(layout, tr("Passphrase"), QStringLiteral("new-passphrase"), true);
    m_strength = text({}, QStringLiteral("muted"), layout->parentWidget());
    layout->addWidget(m_strength);
    m_again = addLine(layout, tr("Passphrase again"), QStringLiteral("passphrase-again"), true);
    m_error = text({}, QStringLiteral("error"), layout->parentWidget());
    layout->addWidget(m_error);
    m_progress = addProgress(layout);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), layout->parentWidget());
    m_create = new QPushButton(tr("Choose a place and create"), layout->parentWidget());
    m_create->setObjectName(QStringLiteral("create-button"));
    m_create->setProperty("role", QStringLiteral("primary"));
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_create);
    layout->addLayout(buttons);
    for (QLineEdit *line : {m_name, m_fullName, m_user, m_passphrase, m_again})
        connect(line, &QLineEdit::textChanged, this, &CreatePanel::refresh);
    connect(m_create, &QPushButton::clicked, this, &CreatePanel::submit);
    connect(m_again, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    connect(cancel, &QPushButton::clicked, this, &CreatePanel::cancelled);
}

void CreatePanel::start(bool withSample)
{
    m_withSample = withSample;
    m_title->setText(withSample ? tr("Worked example") : tr("New project"));
    m_name->setText(withSample ? tr("CardioLink remote monitoring") : QString());
    for (QLineEdit *line : {m_passphrase, m_again})
        line->clear();
    m_error->hide();
    setBusy(false);
    refresh();
    (withSample ? m_fullName : m_name)->setFocus();
}

void CreatePanel::showError(const QString &message)
{
    setBusy(false);
    m_error->setText(message);
    m_error->show();
}

void CreatePanel::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_create->setEnabled(!busy);
}

void CreatePanel::refresh()
{
    const QString passphrase = m_passphrase->text();
    QByteArray utf8 = passphrase.toUtf8();
    const double bits = ZxcvbnMatch(utf8.constData(), nullptr, nullptr);
    wipe(utf8);
    if (passphrase.isEmpty())
        m_strength->setText(
            tr("Several words that do not belong together are strong and easy to remember."));
    else if (bits < 40)
        m_strength->setText(tr("Weak: it could be guessed."));
    else if (bits < 60)
        m_strength->setText(tr("Fair: add a word or two."));
    else
        m_strength->setText(tr("Strong."));
    const bool isRepeated = passphrase == m_again->text();
    if (!m_again->text().isEmpty() && !isRepeated) {
        m_error->setText(tr("The two passphrases differ."));
        m_error->show();
    } else {
        m_error->hide();
    }
    const auto isFilled = [](const QLineEdit *line) { return !line->text().trimmed().isEmpty(); };
    m_create->setEnabled(isFilled(m_name) && isFilled(m_fullName) && isFilled(m_user) &&
                         isFilled(m_passphrase) && isRepeated);
}

void CreatePanel::submit()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QString path = QFileDialog::getSaveFileName(
        this, tr("Where shall the project file be?"),
        QDir(folder).filePath(m_name->text() + QStringLiteral(".safeguard")),
        tr("Safeguard projects (*.safeguard)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QStringLiteral(".safeguard")))
        path += QStringLiteral(".safeguard");
    auto about = std::make_shared<NewProject>(
        NewProject{m_name->text().trimmed(), m_user->text().trimmed(), m_fullName->text().trimmed(),
                   Secret::fromText(m_passphrase->text())});
    m_passphrase->clear();
    m_again->clear();
    setBusy(true);
    Q_EMIT create(path, about, m_withSample);
}

StartScreen::StartScreen(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("start"));
    auto *layout = centredCard(this);
    auto *card = layout->parentWidget();
    auto *title = text(QStringLiteral("Safeguard"), QStringLiteral("heading"), card);
    title->setFont(Tokens::instance().titleFont());
    layout->addWidget(title);
    layout->addWidget(
        text(tr("Trace patient data from the sensor to the clinician's screen, and prove "
                "that it is protected."),
             QStringLiteral("muted"), card));
    layout->addSpacing(8);
    const auto button = [&](const QString &words, const QString &name, const QString &role) {
        auto *made = new QPushButton(words, card);
        made->setObjectName(name);
        made->setProperty("role", role);
        made->setMinimumHeight(34);
        layout->addWidget(made);
        return made;
    };
    connect(button(tr("New project"), QStringLiteral("new"), QStringLiteral("primary")),
            &QPushButton::clicked, this, &StartScreen::createAsked);
    connect(button(tr("Open a project\u2026"), QStringLiteral("open"), {}), &QPushButton::clicked,
            this, &StartScreen::fileDialogAsked);
    connect(button(tr("Make the worked example: a connected heart monitor"),
                   QStringLiteral("sample"), {}),
            &QPushButton::clicked, this, &StartScreen::sampleAsked);
    layout->addSpacing(8);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    layout->addLayout(m_recent);
    refresh();
}

void StartScreen::refresh()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList files = recentFiles();
    if (files.isEmpty())
        return;
    auto *card = m_recent->parentWidget();
    m_recent->addWidget(text(tr("Recent"), QStringLiteral("section"), card));
    for (const QString &path : files) {
        auto *entry = new QPushButton(QFileInfo(path).fileName(), card);
        entry->setProperty("role", QStringLiteral("quiet"));
        entry->setToolTip(QDir::toNativeSeparators(path));
        connect(entry, &QPushButton::clicked, this, [this, path] { Q_EMIT openAsked(path); });
        m_recent->addWidget(entry, 0, Qt::AlignLeft);
    }
}

void StartScreen::remember(const QString &path, const QString &user)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    QSettings settings;
    settings.setValue(QStringLiteral("recent/files"), files.mid(0, recentMost));
    settings.setValue(QStringLiteral("recent/user/") + QString::number(qHash(path, 0)), user);
}

QStringList StartScreen::recentFiles()
{
    QStringList files = QSettings().value(QStringLiteral("recent/files")).toStringList();
    files.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return files;
}

QString StartScreen::lastUser(const QString &path)
{
    return QSettings()
        .value(QStringLiteral("recent/user/") + QString::number(qHash(path, 0)))
        .toString();
}

}
