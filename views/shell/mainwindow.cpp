// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/mainwindow.h"

#include "model/inventory/project_info.h"
#include "model/newproject.h"
#include "views/kit/icon.h"
#include "views/shell/autolock.h"
#include "views/shell/opening.h"
#include "views/shell/palette.h"
#include "views/shell/sidebar.h"
#include "views/shell/startscreen.h"
#include "views/shell/verifydialog.h"

#include <QActionGroup>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

namespace safeguard {

MainWindow::MainWindow(ShellContent content, QWidget *parent)
    : QMainWindow(parent)
    , m_content(std::move(content))
    , m_stack(new QStackedWidget(this))
    , m_start(new StartScreen(this))
    , m_unlock(new UnlockPanel(this))
    , m_create(new CreatePanel(this))
    , m_autoLock(new AutoLock(this))
{
    setObjectName(QStringLiteral("main"));
    setWindowTitle(QStringLiteral("Safeguard"));
    setMinimumSize(960, 620);
    m_work = makeWorkArea();
    for (QWidget *page : QList<QWidget *>{m_start, m_unlock, m_create, m_work})
        m_stack->addWidget(page);
    setCentralWidget(m_stack);
    makeMenus();
    makeStatusBar();
    connect(m_start, &StartScreen::createAsked, this, [this] {
        m_create->start(false);
        m_stack->setCurrentWidget(m_create);
    });
    connect(m_start, &StartScreen::sampleAsked, this, [this] {
        m_create->start(true);
        m_stack->setCurrentWidget(m_create);
    });
    connect(m_start, &StartScreen::openAsked, this, &MainWindow::openFile);
    connect(m_start, &StartScreen::fileDialogAsked, this, &MainWindow::askForFile);
    connect(m_unlock, &UnlockPanel::unlock, this, &MainWindow::unlock);
    connect(m_unlock, &UnlockPanel::cancelled, this, &MainWindow::showStart);
    connect(m_create, &CreatePanel::create, this, &MainWindow::create);
    connect(m_create, &CreatePanel::cancelled, this, &MainWindow::showStart);
    connect(m_autoLock, &AutoLock::expired, this, &MainWindow::lock);
    connect(m_autoLock, &AutoLock::ticked, this, [this](int seconds) {
        m_locksIn->setText(m_workspace && m_autoLock->minutes() > 0
                               ? tr("Locks in %n min", nullptr, (seconds + 59) / 60)
                               : QString());
    });
    connect(&Tokens::instance(), &Tokens::changed, this, [this] { refreshCounts(); });
    QSettings settings;
    if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(1280, 800);
    showStart();
    refreshActions();
}

MainWindow::~MainWindow()
{
    dropScreens();
}

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
    auto *file = menuBar()->addMenu(tr("&File"));
    addAction(file, QStringLiteral("new"), tr("&New project\u2026"), QStringLiteral("plus"),
              QKeySequence::New, [this] {
                  closeProject();
                  m_create->start(false);
                  m_stack->setCurrentWidget(m_create);
              });
    addAction(file, QStringLiteral("open"), tr("&Open\u2026"), QStringLiteral("open"),
              QKeySequence::Open, [this] { askForFile(); });
    file->addSeparator();
    for (const ShellContent::Command &command : m_content.commands)
        addAction(file, command.id, command.text, {}, QKeySequence(command.shortcut),
                  [this, run = command.run] {
                      if (m_workspace)
                          run(*m_workspace, this);
                  });
    addAction(file, QStringLiteral("verify"), tr("&Verify the file\u2026"), {}, {},
              [this] { verify(); });
    addAction(file, QStringLiteral("recovery"), tr("Add a &recovery key\u2026"), {}, {},
              [this] { offerRecoveryKey(); });
    file->addSeparator();
    addAction(file, QStringLiteral("lock"), tr("&Lock"), QStringLiteral("lock"),
              QKeySequence(QStringLiteral("Ctrl+L")), [this] { lock(); });
    addAction(file, QStringLiteral("close"), tr("&Close project"), {}, QKeySequence::Close,
              [this] { closeProject(); });
    addAction(file, QStringLiteral("quit"), tr("&Quit"), {}, QKeySequence::Quit,
              [this] { close(); });

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
    auto *screens = menuBar()->addMenu(tr("&Screens"));
    int n = 0;
    for (const ScreenInfo &screen : m_content.screens) {
        ++n;
        addAction(screens, QStringLiteral("screen-") + screen.key, screen.title, screen.icon,
                  n <= 9 ? QKeySequence(QStringLiteral("Ctrl+%1").arg(n)) : QKeySequence(),
                  [this, key = screen.key] { go({key}); });
    }
    auto *help = menuBar()->addMenu(tr("&Help"));
    addAction(help, QStringLiteral("about"), tr("&About Safeguard"), {}, {}, [this] {
        if (m_content.showAbout)
            m_content.showAbout(this);
    });
}

QWidget *MainWindow::makeTopBar()
{
    auto *bar = new QWidget;
    bar->setProperty("role", QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(46);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(10);
    auto *logo = new QLabel(bar);
    logo->setPixmap(icon(QStringLiteral("logo"), Ink::Accent).pixmap(20, 20));
    auto *name = new QLabel(QStringLiteral("Safeguard"), bar);
    name->setFont(Tokens::instance().headingFont());
    m_projectName = new QLabel(bar);
    m_projectName->setProperty("role", QStringLiteral("muted"));
    auto *search = new QPushButton(tr("Go to a system, a screen or a command    Ctrl K"), bar);
    search->setObjectName(QStringLiteral("search"));
    search->setIcon(icon(QStringLiteral("search")));
    search->setMinimumWidth(330);
    connect(search, &QPushButton::clicked, this, &MainWindow::showPalette);
    m_saved = new QLabel(bar);
    m_saved->setProperty("role", QStringLiteral("muted"));
    m_userName = new QLabel(bar);
    const auto button = [&](const QString &iconName, const QString &what, auto slot) {
        auto *made = new QToolButton(bar);
        made->setIcon(icon(iconName));
        made->setIconSize({18, 18});
        made->setToolTip(what);
        made->setAccessibleName(what);
        connect(made, &QToolButton::clicked, this, slot);
        return made;
    };
    layout->addWidget(logo);
    layout->addWidget(name);
    layout->addWidget(m_projectName);
    layout->addStretch(1);
    layout->addWidget(search);
    layout->addStretch(1);
    layout->addWidget(button(QStringLiteral("undo"), tr("Undo"), &MainWindow::undo));
    layout->addWidget(button(QStringLiteral("redo"), tr("Redo"), &MainWindow::redo));
    layout->addWidget(m_saved);
    layout->addWidget(m_userName);
    layout->addWidget(button(QStringLiteral("lock"), tr("Lock"), &MainWindow::lock));
    return bar;
}

QWidget *MainWindow::makeWorkArea()
{
    auto *area = new QWidget;
    auto *outer = new QVBoxLayout(area);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    outer->addWidget(makeTopBar());
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
    m_screens = new QStackedWidget;
    row->addWidget(m_screens, 1);
    outer->addLayout(row, 1);
    connect(m_side, &SideBar::chosen, this, [this](const QString &key) { go({key}); });
    return area;
}

void MainWindow::makeStatusBar()
{
    statusBar()->setSizeGripEnabled(false);
    auto *encryption = new QLabel(tr("Encrypted with XAES-256-GCM"));
    m_lastChange = new QLabel;
    m_verified = new QLabel;
    m_locksIn = new QLabel;
    for (QLabel *label : {encryption, m_lastChange, m_verified}) {
        label->setProperty("role", QStringLiteral("muted"));
        label->setContentsMargins(10, 0, 6, 0);
        statusBar()->addWidget(label);
    }
    m_locksIn->setProperty("role", QStringLiteral("muted"));
    m_locksIn->setContentsMargins(6, 0, 10, 0);
    statusBar()->addPermanentWidget(m_locksIn);
}

Screen *MainWindow::currentScreen() const
{
    return qobject_cast<Screen *>(m_screens->currentWidget());
}

void MainWindow::showStart()
{
    m_start->refresh();
    m_stack->setCurrentWidget(m_start);
    statusBar()->hide();
    setWindowTitle(QStringLiteral("Safeguard"));
}

void MainWindow::askForFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a project"), {}, tr("Safeguard projects (*.safeguard);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString &path)
{
    closeProject();
    const auto header = Vault::peek(path);
    if (!header) {
        showStart();
        QMessageBox::warning(this, tr("The project was not opened"), header.error().text);
        return;
    }
    QString user = StartScreen::lastUser(path);
    if (user.isEmpty() && !header->slots.empty())
        user = header->slots.front().name;
    m_unlock->ask(path, user, tr("Enter the passphrase to unlock it."));
    m_stack->setCurrentWidget(m_unlock);
    statusBar()->hide();
}

void MainWindow::unlock(const QString &path, const QString &user, const QString &passphrase)
{
    auto credentials =
        std::make_shared<Credentials>(Credentials{user, Secret::fromText(passphrase)});
    openInBackground(
        this,
        [path, credentials] {
            auto opened = openProject(path, *credentials);
            if (!opened && opened.error().code == ErrorCode::ReadOnly)
                opened = openProject(path, *credentials, Access::ReadOnly);
            return opened;
        },
        [this, path, user](Result<std::unique_ptr<Project>> opened) {
            if (!opened) {
                m_unlock->showError(opened.error().text);
                return;
            }
            StartScreen::remember(path, user);
            setProject(*std::move(opened));
        });
}

void MainWindow::create(const QString &path, std::shared_ptr<NewProject> about, bool withSample)
{
    const QString user = about->userName;
    openInBackground(
        this,
        [path, about, withSample,
         fill = m_content.fillSample]() -> Result<std::unique_ptr<Project>> {
            auto created = createProject(path, *about);
            SG_TRY(created);
            if (withSample && fill)
                SG_TRY(fill(**created));
            return created;
        },
        [this, path, user](Result<std::unique_ptr<Project>> created) {
            if (!created) {
                m_create->showError(created.error().text);
                return;
            }
            StartScreen::remember(path, user);
            setProject(*std::move(created));
            offerRecoveryKey();
        });
}

void MainWindow::setProject(std::unique_ptr<Project> project)
{
    dropScreens();
    const Recovery recovery = project->recovery();
    m_workspace = std::make_unique<Workspace>(std::move(project));
    connect(m_workspace.get(), &Workspace::asked, this, &MainWindow::go);
    connect(m_workspace.get(), &Workspace::said, this,
            [this](const QString &message) { statusBar()->showMessage(message, 6000); });
    connect(m_workspace.get(), &Workspace::refused, this, &MainWindow::explain);
    connect(&m_workspace->project(), &Project::changed, this, [this] {
        refreshActions();
        refreshStatus();
        refreshCounts();
    });
    connect(&m_workspace->deriver(), &Deriver::derived, this, &MainWindow::refreshCounts);
    m_stack->setCurrentWidget(m_work);
    statusBar()->show();
    refreshActions();
    refreshStatus();
    refreshCounts();
    m_verified->setText(tr("%n entries of history", nullptr,
                           static_cast<int>(m_workspace->project().entryCount())));
    if (recovery.wasDirty)
        statusBar()->showMessage(
            tr("The last session ended unexpectedly; everything that was saved is here."), 10'000);
    const QString last =
        QString::fromUtf8(m_workspace->project().viewState(QStringLiteral("screen")));
    go(m_address.screen.isEmpty() ? Address{last.isEmpty() ? m_content.screens.front().key : last}
                                  : m_address);
}

void MainWindow::go(const Address &address)
{
    if (!m_workspace)
        return;
    const auto info =
        std::find_if(m_content.screens.begin(), m_content.screens.end(),
                     [&](const ScreenInfo &screen) { return screen.key == address.screen; });
    if (info == m_content.screens.end()) {
        if (address.screen != m_content.screens.front().key)
            go({m_content.screens.front().key});
        return;
    }
    Screen *&screen = m_made[address.screen];
    if (!screen) {
        screen = info->make(*m_workspace);
        m_screens->addWidget(screen);
    }
    m_screens->setCurrentWidget(screen);
    m_side->setCurrent(address.screen);
    if (m_address.screen != address.screen)
        m_workspace->project().setViewState(QStringLiteral("screen"), address.screen.toUtf8());
    m_address = address;
    screen->reveal(address);
}

void MainWindow::dropScreens()
{
    for (Screen *screen : std::as_const(m_made)) {
        m_screens->removeWidget(screen);
        delete screen;
    }
    m_made.clear();
    m_workspace.reset();
}

void MainWindow::closeProject()
{
    dropScreens();
    m_address = {};
    showStart();
    refreshActions();
}

void MainWindow::lock()
{
    if (!m_workspace)
        return;
    // Nothing may keep a locked project on the screen, and nothing asks: all is saved.
    while (QWidget *modal = QApplication::activeModalWidget()) {
        modal->close();
        if (QApplication::activeModalWidget() == modal)
            modal->hide();
    }
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    if (QApplication::clipboard()->ownsClipboard())
        QApplication::clipboard()->clear();
    const QString path = m_workspace->project().path();
    const QString user = m_workspace->project().user().name;
    dropScreens();
    m_unlock->ask(path, user, tr("The project is locked. Nothing of it is in memory."));
    m_stack->setCurrentWidget(m_unlock);
    statusBar()->hide();
    refreshActions();
}

void MainWindow::refreshActions()
{
    const Project *project = m_workspace ? &m_workspace->project() : nullptr;
    for (auto at = m_actions.begin(); at != m_actions.end(); ++at) {
        const bool isAlways = QStringList{QStringLiteral("new"), QStringLiteral("open"),
                                          QStringLiteral("quit"), QStringLiteral("about")}
                                  .contains(at.key());
        at.value()->setEnabled(isAlways || project);
    }
    const auto undoable = project ? project->undoable() : std::nullopt;
    const auto redoable = project ? project->redoable() : std::nullopt;
    QAction *undoAction = m_actions[QStringLiteral("undo")];
    QAction *redoAction = m_actions[QStringLiteral("redo")];
    undoAction->setEnabled(undoable && !project->isReadOnly());
    undoAction->setText(undoable ? tr("&Undo: %1").arg(undoable->sentence) : tr("&Undo"));
    redoAction->setEnabled(redoable && !project->isReadOnly());
    redoAction->setText(redoable ? tr("&Redo: %1").arg(redoable->sentence) : tr("&Redo"));
}

void MainWindow::refreshStatus()
{
    const Project &project = m_workspace->project();
    const Snapshot snapshot = project.snapshot();
    m_projectName->setText(snapshot.only<ProjectInfo>().name);
    m_userName->setText(QStringLiteral("%1, %2").arg(
        project.user().fullName,
        choices(Role()).at(static_cast<size_t>(project.user().role)).label));
    m_saved->setText(project.isReadOnly() ? tr("Read only") : tr("Saved"));
    const Entry last = project.lastEntry();
    const User *by = snapshot.find(last.user);
    m_lastChange->setText(
        tr("Last change %1 by %2")
            .arg(last.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                 by ? by->fullName : QString()));
    m_verified->setText(
        tr("%n entries of history", nullptr, static_cast<int>(project.entryCount())));
}

void MainWindow::refreshCounts()
{
    if (m_workspace)
        m_side->setCounts(m_workspace->project().snapshot(), m_workspace->deriver().latest().get());
}

void MainWindow::undo()
{
    if (!m_workspace || !m_workspace->project().undoable())
        return;
    const auto head = *m_workspace->project().undoable();
    if (head.user != idOf(m_workspace->project().user())) {
        const User *other = m_workspace->project().snapshot().find(head.user);
        const auto answer = QMessageBox::question(
            this, tr("Undo somebody else's change?"),
            tr("\u201c%1\u201d was done by %2.")
                .arg(head.sentence, other ? other->fullName : tr("somebody else")),
            QMessageBox::Cancel | QMessageBox::Ok, QMessageBox::Cancel);
        if (answer != QMessageBox::Ok)
            return;
    }
    const auto done = m_workspace->project().undo();
    if (done)
        statusBar()->showMessage(tr("Undone: %1").arg(head.sentence), 6000);
    else
        explain(done.error());
}

void MainWindow::redo()
{
    if (!m_workspace || !m_workspace->project().redoable())
        return;
    const auto head = *m_workspace->project().redoable();
    const auto done = m_workspace->project().redo();
    if (done)
        statusBar()->showMessage(tr("Done again: %1").arg(head.sentence), 6000);
    else
        explain(done.error());
}

void MainWindow::explain(const Error &error)
{
    QMessageBox::warning(this, tr("Nothing was changed"), wholeText(error));
}

void MainWindow::showPalette()
{
    if (!m_workspace)
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
             findRecords(m_workspace->project().snapshot(), query, 40)) {
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

void MainWindow::offerRecoveryKey()
{
    const auto answer =
        QMessageBox::question(this, tr("Recovery key"),
                              tr("A recovery key opens the project when your passphrase is lost. "
                                 "It is shown once: print it and "
                                 "keep it in a safe place. Make one now?"));
    if (answer != QMessageBox::Yes)
        return;
    const auto key = m_workspace->project().addRecoveryKey();
    if (!key) {
        explain(key.error());
        return;
    }
    QMessageBox box(QMessageBox::Information, tr("Your recovery key"), key->text,
                    QMessageBox::Close, this);
    box.setInformativeText(
        tr("Write it down or print it. It is not stored anywhere and is not shown again."));
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

void MainWindow::verify()
{
    VerifyDialog(*m_workspace, this).exec();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    event->accept();
}

}
