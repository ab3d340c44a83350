// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/mainwindow.h"

#include "views/kit/message.h"
#include "views/shell/autolock.h"
#include "views/shell/createpanel.h"
#include "views/shell/curtain.h"
#include "views/shell/noticebar.h"
#include "views/shell/recentfiles.h"
#include "views/shell/recoverykeydialog.h"
#include "views/shell/screenstack.h"
#include "views/shell/session.h"
#include "views/shell/sessionwatch.h"
#include "views/shell/sidebar.h"
#include "views/shell/startscreen.h"
#include "views/shell/statusline.h"
#include "views/shell/topbar.h"
#include "views/shell/unlockpanel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>

namespace safeguard {

MainWindow::MainWindow(ShellContent content, QWidget *parent)
    : QMainWindow(parent)
    , m_content(std::move(content))
    , m_session(new Session(m_content.newCost, this))
    , m_stack(new QStackedWidget(this))
    , m_start(new StartScreen(this))
    , m_unlock(new UnlockPanel(this))
    , m_create(new CreatePanel(this))
    , m_topBar(new TopBar(this))
    , m_status(new StatusLine(this))
    , m_autoLock(new AutoLock(Clock::system(), this))
    , m_curtain(new Curtain(this))
{
    setObjectName(QStringLiteral("main"));
    setWindowTitle(QStringLiteral("Safeguard"));
    setMinimumSize(960, 620);
    m_work = makeWorkArea();
    for (QWidget *page : QList<QWidget *>{m_start, m_unlock, m_create, m_work})
        m_stack->addWidget(page);
    setCentralWidget(m_stack);
    setStatusBar(m_status);
    makeMenus();
    connectPanels();
    connectSession();
    connect(m_autoLock, &AutoLock::expired, this, &MainWindow::lock);
    connect(new SessionWatch(this), &SessionWatch::left, this, &MainWindow::lock);
    connect(m_autoLock, &AutoLock::ticked, this, [this](int seconds) {
        m_status->setLocksIn(isOpen() && m_autoLock->minutes() > 0 ? seconds : 0);
    });
    connect(&Tokens::instance(), &Tokens::changed, this, &MainWindow::refreshCounts);
    QSettings settings;
    if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(
            QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(16, 48))); // with a frame
    showStart();
    refreshActions();
}

MainWindow::~MainWindow()
{
    m_session->close();
}

QWidget *MainWindow::makeWorkArea()
{
    auto *area = new QWidget;
    auto *outer = new QVBoxLayout(area);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    outer->addWidget(m_topBar);
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("hairline"));
    outer->addWidget(line);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    auto *sidePanel = new QWidget;
    sidePanel->setProperty("role", QStringLiteral("bar"));
    sidePanel->setAttribute(Qt::WA_StyledBackground);
    auto *sideLayout = new QVBoxLayout(sidePanel);
    sideLayout->setContentsMargins(0, 6, 0, 6);
    m_side = new SideBar(m_content.screens);
    sideLayout->addWidget(m_side);
    row->addWidget(sidePanel);
    m_screens = new ScreenStack;
    m_notice = new NoticeBar;
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_notice);
    middle->addWidget(m_screens, 1);
    row->addLayout(middle, 1);
    outer->addLayout(row, 1);
    connect(m_side, &SideBar::chosen, this, [this](const QString &key) { go({key}); });
    connect(m_topBar, &TopBar::searchAsked, this, &MainWindow::showPalette);
    connect(m_topBar, &TopBar::undoAsked, this, &MainWindow::undo);
    connect(m_topBar, &TopBar::redoAsked, this, &MainWindow::redo);
    connect(m_topBar, &TopBar::lockAsked, this, &MainWindow::lock);
    connect(m_notice, &NoticeBar::asked, this, &MainWindow::go);
    return area;
}

void MainWindow::connectPanels()
{
    connect(m_start, &StartScreen::createAsked, this, [this] { showCreate(false); });
    connect(m_start, &StartScreen::sampleAsked, this, [this] { showCreate(true); });
    connect(m_start, &StartScreen::openAsked, this, &MainWindow::openFile);
    connect(m_start, &StartScreen::fileDialogAsked, this, &MainWindow::askForFile);
    connect(m_start, &StartScreen::restoreAsked, this, [this] { showBackups(); });
    connect(m_unlock, &UnlockPanel::restoreAsked, this,
            [this](const QString &path) { showBackups(path); });
    connect(m_unlock, &UnlockPanel::unlock, m_session, &Session::unlock);
    connect(m_unlock, &UnlockPanel::recover, m_session, &Session::recover);
    connect(m_unlock, &UnlockPanel::cancelled, this, &MainWindow::closeProject);
    connect(m_create, &CreatePanel::create, this,
            [this](const QString &path, std::shared_ptr<NewProject> about, bool withSample) {
                m_session->create(path, about, withSample ? m_content.createSample : nullptr);
            });
    connect(m_create, &CreatePanel::cancelled, this, &MainWindow::closeProject);
}

void MainWindow::connectSession()
{
    connect(m_session, &Session::opened, this, &MainWindow::showProject);
    connect(m_session, &Session::closing, this, &MainWindow::forgetProject);
    connect(m_session, &Session::failed, this, [this](const Error &error) {
        m_isLockOwed = false;
        if (m_stack->currentWidget() == m_create)
            m_create->showError(wholeText(error));
        else
            m_unlock->showError(wholeText(error), error.code == ErrorCode::Damaged);
    });
}

Workspace *MainWindow::workspace() const
{
    return m_session->workspace();
}

bool MainWindow::isOpen() const
{
    return m_session->workspace() && !m_isLocking;
}

Screen *MainWindow::currentScreen() const
{
    return m_screens->current();
}

void MainWindow::showStart()
{
    m_start->refresh();
    m_stack->setCurrentWidget(m_start);
    m_status->forget();
}

void MainWindow::showCreate(bool withSample)
{
    m_create->start(withSample);
    m_stack->setCurrentWidget(m_create);
}

void MainWindow::openFile(const QString &path)
{
    if (m_isLocking)
        return;
    closeProject();
    const auto header = Vault::peek(path);
    if (!header) {
        QMessageBox box(QMessageBox::Warning, tr("The project was not opened"), header.error().text,
                        QMessageBox::Close, this);
        box.setTextFormat(Qt::PlainText);
        const auto *restore =
            box.addButton(tr("Restore from a backup\u2026"), QMessageBox::ActionRole);
        box.exec();
        if (box.clickedButton() == restore)
            showBackups(path);
        return;
    }
    QString user = recentfiles::lastUser(path);
    if (user.isEmpty() && !header->slots.empty())
        user = header->slots.front().name;
    m_unlock->ask(path, user, tr("Enter the passphrase to unlock it."));
    m_stack->setCurrentWidget(m_unlock);
}

void MainWindow::setProject(std::unique_ptr<Project> project)
{
    m_session->take(std::move(project));
}

void MainWindow::showProject(bool isNew)
{
    m_curtain->noteOwnLoop();
    connectWorkspace();
    Project &project = workspace()->project();
    m_stack->setCurrentWidget(m_work);
    refresh();
    if (project.recovery().wasDirty)
        m_status->showMessage(
            tr("The last session ended unexpectedly; everything that was saved is here."), 10'000);
    const QString last = QString::fromUtf8(project.viewState(QStringLiteral("screen")));
    go(m_address.screen.isEmpty() ? Address{last.isEmpty() ? m_content.screens.front().key : last}
                                  : m_address);
    if (m_content.opened)
        m_content.opened(*workspace());
    const QString news = m_session->takeNews();
    const QStringList notices =
        (news.isEmpty() ? QStringList() : QStringList(news)) + project.notices();
    if (std::exchange(m_isLockOwed, false))
        lock();
    else if (isNew)
        offerRecoveryKey(project, this);
    else if (!notices.isEmpty())
        tell(this,
             news.isEmpty() ? tr("When the project was opened") : tr("The backup was restored"),
             notices.join(QStringLiteral("\n\n")));
}

void MainWindow::connectWorkspace()
{
    Workspace *open = workspace();
    connect(open, &Workspace::asked, this, &MainWindow::go);
    connect(open, &Workspace::said, this,
            [this](const QString &message) { m_status->showMessage(message, 6000); });
    connect(open, &Workspace::backupTold, m_status, &StatusLine::showBackup);
    connect(open, &Workspace::reminded, m_notice, &NoticeBar::tell);
    connect(open, &Workspace::remindedAnew, m_notice, &NoticeBar::retell);
    connect(open, &Workspace::refused, this, &MainWindow::explain);
    connect(&open->project(), &Project::changed, this, &MainWindow::refresh);
    connect(&open->deriver(), &Deriver::derived, this, &MainWindow::refreshCounts);
}

void MainWindow::go(const Address &address)
{
    if (!isOpen())
        return;
    const auto info =
        std::find_if(m_content.screens.begin(), m_content.screens.end(),
                     [&](const ScreenInfo &screen) { return screen.key == address.screen; });
    if (info == m_content.screens.end()) {
        if (address.screen != m_content.screens.front().key)
            go({m_content.screens.front().key});
        return;
    }
    Screen *screen = m_screens->bring(*info, *workspace());
    m_side->setCurrent(address.screen);
    if (m_address.screen != address.screen)
        workspace()->project().setViewState(QStringLiteral("screen"), address.screen.toUtf8());
    m_address = address;
    screen->reveal(address);
}

void MainWindow::forgetProject()
{
    m_screens->clear();
    m_topBar->forget();
    m_notice->forget();
    m_status->forget();
    m_side->forgetCounts();
}

void MainWindow::closeProject()
{
    if (m_isLocking)
        return;
    leaveField(this);
    m_session->close();
    m_address = {};
    showStart();
    refreshActions();
}

void MainWindow::showBackups(const QString &path, bool backsUp)
{
    if (m_isLocking || !m_content.showBackups)
        return;
    const auto request =
        m_content.showBackups({workspace(), isOpen() ? workspace()->project().path() : path,
                               recentfiles::allFiles(), backsUp},
                              this);
    if (!request || m_isLocking)
        return; // locked meanwhile, it was not chosen
    closeProject();
    m_unlock->showWorking(request->path, request->credentials->user,
                          tr("The backup is being restored."));
    m_stack->setCurrentWidget(m_unlock);
    m_session->restore(*request);
}

void MainWindow::lock()
{
    m_isLockOwed = m_session->isWorking();
    if (!isOpen())
        return;
    const QString path = workspace()->project().path();
    const QString user = workspace()->project().user().name;
    m_isLocking = true;
    leaveField(this);
    m_unlock->ask(path, user, tr("The project is locked. Nothing of it is in memory."));
    m_unlock->setEnabled(false);
    m_stack->setCurrentWidget(m_unlock);
    m_status->forget();
    refreshActions();
    m_curtain->fall([=, this] { finishLocking(path, user); });
}

void MainWindow::finishLocking(const QString &path, const QString &user)
{
    if (QApplication::clipboard()->ownsClipboard())
        QApplication::clipboard()->clear();
    m_session->close();
    m_isLocking = false;
    m_unlock->setEnabled(true);
    m_unlock->ask(path, user, tr("The project is locked. Nothing of it is in memory."));
}

void MainWindow::refresh()
{
    refreshActions();
    if (!isOpen())
        return;
    m_topBar->showProject(workspace()->project());
    m_status->showProject(workspace()->project());
    refreshCounts();
}

void MainWindow::refreshCounts()
{
    if (isOpen())
        m_side->setCounts(workspace()->project().snapshot(), workspace()->deriver().latest().get());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    leaveField(this);
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    event->accept();
}

}
