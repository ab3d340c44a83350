// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QMainWindow>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace safeguard {

class AutoLock;
class CreatePanel;
class SideBar;
class StartScreen;
class UnlockPanel;

/// What the program adds around its screens; app/desktop fills it in.
struct ShellContent
{
    std::vector<ScreenInfo> screens;
    /// Fills a fresh project with the worked example.
    std::function<Status(Project &)> fillSample;
    /// The commands of the program beyond the shell's own, in the File menu.
    struct Command
    {
        QString id;
        QString text;
        QString shortcut;
        std::function<void(Workspace &, QWidget *)> run;
    };
    std::vector<Command> commands;
    std::function<void(QWidget *)> showAbout;
};

/// The window: start, unlock, work. Owns the open project; knows the screens only as a list.
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
    Workspace *workspace() const { return m_workspace.get(); }
    /// The screen in front; null while none is.
    Screen *currentScreen() const;

public Q_SLOTS:
    void go(const safeguard::Address &address);
    /// Closes the project, forgets the keys, and asks for the passphrase.
    void lock();
    void closeProject();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QAction *addAction(QMenu *menu, const QString &id, const QString &text, const QString &iconName,
                       const QKeySequence &shortcut, std::function<void()> run);
    void makeMenus();
    QWidget *makeTopBar();
    QWidget *makeWorkArea();
    void makeStatusBar();
    void showPalette();
    void showStart();
    void askForFile();
    void unlock(const QString &path, const QString &user, const QString &passphrase);
    void create(const QString &path, std::shared_ptr<NewProject> about, bool withSample);
    void dropScreens();
    void refreshActions();
    void refreshStatus();
    void refreshCounts();
    void undo();
    void redo();
    void explain(const Error &error);
    void offerRecoveryKey();
    void verify();

    ShellContent m_content;
    std::unique_ptr<Workspace> m_workspace;
    QStackedWidget *m_stack;
    StartScreen *m_start;
    UnlockPanel *m_unlock;
    CreatePanel *m_create;
    QWidget *m_work = nullptr;
    SideBar *m_side = nullptr;
    QStackedWidget *m_screens = nullptr;
    QHash<QString, Screen *> m_made;
    AutoLock *m_autoLock;
    Address m_address;
    QLabel *m_projectName = nullptr;
    QLabel *m_userName = nullptr;
    QLabel *m_saved = nullptr;
    QLabel *m_lastChange = nullptr;
    QLabel *m_verified = nullptr;
    QLabel *m_locksIn = nullptr;
    QHash<QString, QAction *> m_actions;
};

}
