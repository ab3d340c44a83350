// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/restore.h"
#include "views/kit/workspace.h"

#include <QMainWindow>

class QStackedWidget;

namespace safeguard {

class AutoLock;
class CreatePanel;
class Curtain;
class NoticeBar;
class ScreenStack;
class Session;
class SideBar;
class StartScreen;
class StatusLine;
class TopBar;
class UnlockPanel;

/// What the program adds around its screens; app/desktop fills it in.
struct ShellContent
{
    std::vector<ScreenInfo> screens;
    /// Makes a project with the worked example.
    std::function<Result<std::unique_ptr<Project>>(const QString &, const NewProject &)>
        createSample;
    /// The commands of the program beyond the shell's own, in the File menu.
    struct Command
    {
        QString id;
        QString text;
        QString shortcut;
        std::function<void(Workspace &, QWidget *)> run;
    };
    std::vector<Command> commands;
    struct BackupsAsked
    {
        Workspace *workspace; ///< null: of a closed project
        QString path;         ///< empty: which, is to be asked
        QStringList recent;   ///< projects to choose from, some of them gone
        bool backsUp;         ///< makes one at once
    };
    /// Shows the backups of a project. What comes back is to be restored, once it is closed.
    std::function<std::optional<RestoreRequest>(const BackupsAsked &, QWidget *)> showBackups;
    /// Called with each project that was opened; what it starts belongs to the workspace.
    std::function<void(Workspace &)> opened;
    std::function<void(QWidget *)> showAbout;
    /// What guessing a new passphrase shall cost; called in a worker.
    std::function<KdfCost()> newCost = KdfCost::calibrated;
};

/// The window: start, unlock, work. Shows the project of its session on screens that it knows only
/// as a list.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(ShellContent content, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Asks for the passphrase of a file.
    void openFile(const QString &path);
    /// Shows a project that is open already.
    void setProject(std::unique_ptr<Project> project);
    /// Null while no project is open.
    Workspace *workspace() const;
    /// The screen in front; null while none is.
    Screen *currentScreen() const;

public Q_SLOTS:
    void go(const safeguard::Address &address);
    /// Hides the project at once, with its dialogs and menus, closes it, forgets the keys, and asks
    /// for the passphrase. Asks nothing itself: what is typed in a field is stored before.
    void lock();
    void closeProject();
    /// The backups of the open project, or of a closed one at \a path, and restoring.
    void showBackups(const QString &path = {}, bool backsUp = false);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QAction *addAction(QMenu *menu, const QString &id, const QString &text, const QString &iconName,
                       const QKeySequence &shortcut, std::function<void()> run);
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeScreensMenu();
    QWidget *makeWorkArea();
    void connectPanels();
    void connectSession();
    void connectWorkspace();
    void showPalette();
    void showStart();
    void showCreate(bool withSample);
    void askForFile();
    void showProject(bool isNew);
    void finishLocking(const QString &path, const QString &user);
    /// A project is open and not about to be locked.
    bool isOpen() const;
    void forgetProject();
    void refresh();
    void refreshActions();
    void refreshCounts();
    void undo();
    bool isToStep(const Entry &others, bool isUndo);
    void tellFallen(const QString &sentence, int count);
    void redo();
    void explain(const Error &error);

    ShellContent m_content;
    Session *m_session;
    QStackedWidget *m_stack;
    StartScreen *m_start;
    UnlockPanel *m_unlock;
    CreatePanel *m_create;
    TopBar *m_topBar;
    StatusLine *m_status;
    QWidget *m_work = nullptr;
    SideBar *m_side = nullptr;
    NoticeBar *m_notice = nullptr;
    ScreenStack *m_screens = nullptr;
    AutoLock *m_autoLock;
    Curtain *m_curtain;
    bool m_isLocking = false;
    bool m_isLockOwed = false; ///< asked for while a project was being opened
    Address m_address;
    QHash<QString, QAction *> m_actions;
};

}
