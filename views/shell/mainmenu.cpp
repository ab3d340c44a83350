// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the window and what their commands do by themselves.
#include "model/project/signing.h"
#include "model/store/valuetext.h"
#include "views/kit/icon.h"
#include "views/shell/autolock.h"
#include "views/shell/keydialogs.h"
#include "views/shell/mainwindow.h"
#include "views/shell/palette.h"
#include "views/shell/recoverykeydialog.h"
#include "views/shell/session.h"
#include "views/shell/statusline.h"
#include "views/shell/verifydialog.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>

namespace safeguard {

QAction *MainWindow::addAction(QMenu *menu, const QString &id, const QString &text,
                               const QString &iconName, const QKeySequence &shortcut,
                               std::function<void()> run)
{
    auto *action = menu->addAction(icon(iconName), text);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, run);
    m_actions.insert(id, action);
    QMainWindow::addAction(action);
    return action;
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeScreensMenu();
    auto *help = menuBar()->addMenu(tr("&Help"));
    addAction(help, QStringLiteral("about"), tr("&About Safeguard"), {}, {}, [this] {
        if (m_content.showAbout)
            m_content.showAbout(this);
    });
}

void MainWindow::makeFileMenu()
{
    auto *file = menuBar()->addMenu(tr("&File"));
    addAction(file, QStringLiteral("new"), tr("&New project\u2026"), QStringLiteral("plus"),
              QKeySequence::New, [this] {
                  closeProject();
                  showCreate(false);
              });
    addAction(file, QStringLiteral("open"), tr("&Open\u2026"), QStringLiteral("open"),
              QKeySequence::Open, [this] { askForFile(); });
    file->addSeparator();
    for (const ShellContent::Command &command : m_content.commands)
        addAction(file, command.id, command.text, {}, QKeySequence(command.shortcut),
                  [this, run = command.run] { run(*workspace(), this); });
    addAction(file, QStringLiteral("backup"), tr("&Back up now"), {}, {},
              [this] { showBackups({}, true); });
    addAction(file, QStringLiteral("backups"), tr("Bac&kups and restoring\u2026"), {}, {},
              [this] { showBackups(); });
    addAction(file, QStringLiteral("verify"), tr("&Verify the file\u2026"), {}, {},
              [this] { VerifyDialog(*workspace(), this).exec(); });
    addAction(file, QStringLiteral("passphrase"), tr("Change &passphrase\u2026"), {}, {}, [this] {
        PassphraseDialog(workspace()->project(), m_session->newCost(), this).exec();
    });
    addAction(file, QStringLiteral("recovery"), tr("New &recovery key\u2026"), {}, {},
              [this] { offerRecoveryKey(workspace()->project(), this); });
    file->addSeparator();
    addAction(file, QStringLiteral("lock"), tr("&Lock"), QStringLiteral("lock"),
              QKeySequence(QStringLiteral("Ctrl+L")), [this] { lock(); });
    addAction(file, QStringLiteral("close"), tr("&Close project"), {}, QKeySequence::Close,
              [this] { closeProject(); });
    addAction(file, QStringLiteral("quit"), tr("&Quit"), {}, QKeySequence::Quit,
              [this] { close(); });
}

void MainWindow::makeEditMenu()
{
    auto *edit = menuBar()->addMenu(tr("&Edit"));
    addAction(edit, QStringLiteral("undo"), tr("&Undo"), QStringLiteral("undo"), QKeySequence::Undo,
              [this] { undo(); });
    addAction(edit, QStringLiteral("redo"), tr("&Redo"), QStringLiteral("redo"), QKeySequence::Redo,
              [this] { redo(); })
        ->setShortcuts({QKeySequence(QStringLiteral("Ctrl+Shift+Z")),
                        QKeySequence(QStringLiteral("Ctrl+Y"))}); // both are in people's fingers
    edit->addSeparator();
    addAction(edit, QStringLiteral("palette"), tr("&Go to\u2026"), QStringLiteral("search"),
              QKeySequence(QStringLiteral("Ctrl+K")), [this] { showPalette(); });
}

void MainWindow::makeViewMenu()
{
    auto *view = menuBar()->addMenu(tr("&View"));
    auto *looks = new QActionGroup(this);
    const std::pair<QString, Appearance> appearances[] = {
        {tr("As the &system"), Appearance::System},
        {tr("&Light"), Appearance::Light},
        {tr("&Dark"), Appearance::Dark}};
    for (const auto &[text, appearance] : appearances) {
        auto *action = view->addAction(text);
        action->setCheckable(true);
        action->setActionGroup(looks);
        action->setChecked(Tokens::instance().appearance() == appearance);
        connect(action, &QAction::triggered, this,
                [appearance = appearance] { Tokens::instance().setAppearance(appearance); });
    }
    view->addSeparator();
    auto *locking = view->addMenu(tr("Lock &after"));
    auto *times = new QActionGroup(this);
    for (const int minutes : {1, 5, 10, 15, 30, 0}) {
        auto *action =
            locking->addAction(minutes == 0 ? tr("Never") : tr("%n minutes", nullptr, minutes));
        action->setCheckable(true);
        action->setActionGroup(times);
        action->setChecked(m_autoLock->minutes() == minutes);
        connect(action, &QAction::triggered, this,
                [this, minutes] { m_autoLock->setMinutes(minutes); });
    }
}

void MainWindow::makeScreensMenu()
{
    auto *screens = menuBar()->addMenu(tr("&Screens"));
    int n = 0;
    for (const ScreenInfo &screen : m_content.screens) {
        ++n;
        addAction(screens, QStringLiteral("screen-") + screen.key, screen.title, screen.icon,
                  n <= 9 ? QKeySequence(QStringLiteral("Ctrl+%1").arg(n)) : QKeySequence(),
                  [this, key = screen.key] { go({key}); });
    }
}

void MainWindow::refreshActions()
{
    const Project *project = isOpen() ? &workspace()->project() : nullptr;
    const QStringList always{QStringLiteral("new"), QStringLiteral("open"),
                             QStringLiteral("backups"), QStringLiteral("quit"),
                             QStringLiteral("about")};
    for (auto at = m_actions.begin(); at != m_actions.end(); ++at)
        at.value()->setEnabled(project || (!m_isLocking && always.contains(at.key())));
    const auto undoable = project ? project->undoable() : std::nullopt;
    const auto redoable = project ? project->redoable() : std::nullopt;
    QAction *undoAction = m_actions[QStringLiteral("undo")];
    QAction *redoAction = m_actions[QStringLiteral("redo")];
    undoAction->setEnabled(undoable && project->mayEdit());
    undoAction->setText(undoable ? tr("&Undo: %1").arg(undoable->sentence) : tr("&Undo"));
    redoAction->setEnabled(redoable && project->mayEdit());
    redoAction->setText(redoable ? tr("&Redo: %1").arg(redoable->sentence) : tr("&Redo"));
}

void MainWindow::askForFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a project"), {}, tr("Safeguard projects (*.safeguard);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::undo()
{
    if (!isOpen() || !workspace()->project().undoable())
        return;
    const auto head = *workspace()->project().undoable();
    if (const auto others = workspace()->project().undoableOfAnother();
        others && !isToStep(*others, true))
        return;
    if (!isOpen()) // locked while it asked
        return;
    const int standing = standingCount(workspace()->project().snapshot());
    const auto done = workspace()->project().undo();
    if (!done)
        return explain(done.error());
    const int fallen = standing - standingCount(workspace()->project().snapshot());
    m_status->showMessage(tr("Undone: %1").arg(head.sentence), 6000);
    if (fallen > 0)
        tellFallen(head.sentence, fallen);
}

/// What was signed is no longer what is there: that is not to happen unseen.
void MainWindow::tellFallen(const QString &sentence, int count)
{
    QMessageBox box(QMessageBox::Warning, tr("A signature no longer holds"),
                    tr("%n signatures no longer hold, since this was undone:\n\n%1", nullptr, count)
                        .arg(sentence),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("signatures-fallen"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("Done again, they hold as before."));
    const auto *again = box.addButton(tr("Do it again"), QMessageBox::RejectRole);
    box.setDefaultButton(
        qobject_cast<QPushButton *>(box.addButton(tr("Leave it undone"), QMessageBox::AcceptRole)));
    box.exec();
    if (box.clickedButton() == again)
        redo();
}

/// Asks whether what somebody else did is to be taken back: an edit, or an undo.
bool MainWindow::isToStep(const Entry &others, bool isUndo)
{
    const Snapshot now = workspace()->project().snapshot();
    const User *who = now.find(others.user);
    QMessageBox box(QMessageBox::Question,
                    isUndo ? tr("Undo somebody else's edit?")
                           : tr("Redo what somebody else took back?"),
                    (isUndo ? tr("This edit was made by %1 on %2:\n\n%3\n\nUndo it?")
                            : tr("This was taken back by %1 on %2:\n\n%3\n\nDo it again?"))
                        .arg(who ? who->fullName : tr("somebody else"), momentText(others.time),
                             others.sentence),
                    QMessageBox::Cancel, this);
    box.setObjectName(isUndo ? QStringLiteral("undo-of-another")
                             : QStringLiteral("redo-of-another"));
    box.setTextFormat(Qt::PlainText);
    const auto *accept =
        box.addButton(isUndo ? tr("Undo") : tr("Do it again"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == accept;
}

void MainWindow::redo()
{
    if (!isOpen() || !workspace()->project().redoable())
        return;
    const auto head = *workspace()->project().redoable();
    if (const auto others = workspace()->project().redoableOfAnother();
        others && !isToStep(*others, false))
        return;
    if (!isOpen()) // locked while it asked
        return;
    const auto done = workspace()->project().redo();
    if (done)
        m_status->showMessage(tr("Done again: %1").arg(head.sentence), 6000);
    else
        explain(done.error());
}

void MainWindow::explain(const Error &error)
{
    if (!m_isLocking)
        QMessageBox::warning(this, tr("Nothing was changed"), wholeText(error));
}

void MainWindow::showPalette()
{
    if (!isOpen())
        return;
    std::vector<PaletteItem> items;
    for (const ScreenInfo &screen : m_content.screens)
        items.push_back({screen.title, tr("Screen"), {}, [this, key = screen.key] { go({key}); }});
    for (QAction *action : std::as_const(m_actions)) {
        if (action->isEnabled() && !action->objectName().startsWith(QStringLiteral("screen-")) &&
            action->objectName() != QStringLiteral("palette"))
            items.push_back({action->text().remove(u'&'), tr("Command"),
                             action->shortcut().toString(), [action] { action->trigger(); }});
    }
    const auto records = [this](const QString &query) {
        std::vector<PaletteItem> found;
        for (const auto &[type, record] :
             findRecords(workspace()->project().snapshot(), query, 40)) {
            found.push_back({type->title(*record), type->singular, type->citeNumber(*record),
                             [this, key = type->key, id = record->id] {
                                 go({Workspace::screenOf(key), id});
                             }});
        }
        return found;
    };
    auto *palette = new CommandPalette(std::move(items), records, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->move(mapToGlobal(QPoint((width() - palette->width()) / 2, 60)));
    palette->show();
}

}
