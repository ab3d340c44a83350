// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/backups/backupsdialog.h"

#include "model/newproject.h"
#include "views/backups/autobackup.h"
#include "views/backups/plandialog.h"
#include "views/backups/plans.h"
#include "views/backups/previewpanel.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QTreeWidget>

namespace safeguard {

namespace {

const auto filter = QStringLiteral(" (*.safeguard)");

/// The project that a backup was made of, by where it lies and how it is called.
QString projectOf(const QString &backup)
{
    static const QRegularExpression end(
        QStringLiteral("( before restore)? \\d{4}-\\d\\d-\\d\\d \\d{4}( \\(\\d+\\))?$"));
    const QFileInfo file(backup);
    const QString name = file.completeBaseName().remove(end) + QStringLiteral(".safeguard");
    QDir folder = file.absoluteDir();
    if (folder.dirName().endsWith(QStringLiteral(" backups")))
        folder.cdUp();
    return folder.filePath(name);
}

QString kindName(BackupKind kind)
{
    switch (kind) {
    case BackupKind::Planned:
        return BackupsDialog::tr("Backup");
    case BackupKind::BeforeRestore:
        return BackupsDialog::tr("Before a restore");
    case BackupKind::Other:
        break;
    }
    return BackupsDialog::tr("Other copy");
}

}

BackupsDialog::BackupsDialog(Workspace *workspace, const QString &path, const QStringList &recent,
                             QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("backups"));
    setWindowTitle(tr("Backups"));
    resize(1080, 660);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    addHead(layout, recent);
    addWhere(layout);
    auto *halves = new QSplitter(this);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(12);
    halves->addWidget(makeList());
    halves->addWidget(makeRight());
    halves->setSizes({430, 600});
    layout->addWidget(halves, 1);
    addFoot(layout);
    setProject(path.isEmpty() ? recent.value(0) : path);
    m_passphrase->setFocus();
}

BackupsDialog::~BackupsDialog()
{
    if (m_progress)
        m_progress->isStopped = true;
}

/// Which project: the open one, or one to be chosen.
void BackupsDialog::addHead(QBoxLayout *layout, const QStringList &recent)
{
    auto *row = new QHBoxLayout;
    if (m_workspace) {
        auto *title = panel::text(
            tr("Backups of %1").arg(QFileInfo(m_workspace->project().path()).fileName()),
            QStringLiteral("heading"), this);
        title->setFont(Tokens::instance().titleFont());
        row->addWidget(title, 1);
        m_backUp = panel::addButton(tr("Back up now"), QStringLiteral("back-up-now"), false, this);
        m_backUp->setAutoDefault(false);
        connect(m_backUp, &QPushButton::clicked, this, [this] {
            if (m_progress)
                m_progress->isStopped = true;
            else
                backUp();
        });
        row->addWidget(m_backUp);
    } else {
        auto *label = new QLabel(tr("Project to restore"), this);
        m_project = new QComboBox(this);
        m_project->setObjectName(QStringLiteral("restore-project"));
        m_project->setAccessibleName(label->text());
        m_project->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        for (const QString &path : recent)
            m_project->addItem(QDir::toNativeSeparators(path), path);
        auto *other =
            panel::addButton(tr("Another\u2026"), QStringLiteral("other-project"), false, this);
        other->setAutoDefault(false);
        row->addWidget(label);
        row->addWidget(m_project, 1);
        row->addWidget(other);
        connect(m_project, &QComboBox::activated, this,
                [this] { setProject(m_project->currentData().toString()); });
        connect(other, &QPushButton::clicked, this, &BackupsDialog::chooseProject);
    }
    layout->addLayout(row);
}

void BackupsDialog::addWhere(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    m_where = panel::text({}, QStringLiteral("muted"), this);
    m_where->setObjectName(QStringLiteral("backups-where"));
    auto *change = panel::addButton(m_workspace ? tr("Change\u2026") : tr("Another folder\u2026"),
                                    QStringLiteral("change-plan"), false, this);
    change->setAutoDefault(false);
    row->addWidget(m_where, 1);
    row->addWidget(change);
    layout->addLayout(row);
    connect(change, &QPushButton::clicked, this, &BackupsDialog::change);
    m_bar = new QProgressBar(this);
    m_bar->setAccessibleName(tr("Progress of the backup"));
    m_bar->setTextVisible(false);
    m_bar->hide();
    layout->addWidget(m_bar);
}

QWidget *BackupsDialog::makeList()
{
    auto *left = new QWidget(this);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_list = new QTreeWidget(left);
    m_list->setObjectName(QStringLiteral("backup-list"));
    m_list->setAccessibleName(tr("Backups, the latest first"));
    m_list->setHeaderLabels({tr("Made"), tr("What"), tr("Size"), tr("Users")});
    m_list->setRootIsDecorated(false);
    m_list->setProperty("role", QStringLiteral("list"));
    m_list->setColumnWidth(0, 130);
    m_list->setColumnWidth(1, 120);
    m_list->setColumnWidth(2, 76);
    layout->addWidget(m_list, 1);
    m_empty = panel::text({}, QStringLiteral("muted"), left);
    m_empty->setObjectName(QStringLiteral("backups-empty"));
    layout->addWidget(m_empty);
    auto *file = panel::addButton(tr("A backup file from elsewhere\u2026"),
                                  QStringLiteral("backup-file"), false, left);
    file->setProperty("role", QStringLiteral("quiet"));
    file->setAutoDefault(false);
    layout->addWidget(file, 0, Qt::AlignLeft);
    connect(file, &QPushButton::clicked, this, &BackupsDialog::chooseFile);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &BackupsDialog::choose);
    return left;
}

QWidget *BackupsDialog::makeRight()
{
    auto *right = new QWidget(this);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_key = makeKeyPage();
    layout->addWidget(m_key);
    m_looking = panel::addProgress(layout);
    m_error = panel::text({}, QStringLiteral("error"), right);
    m_error->setObjectName(QStringLiteral("backups-error"));
    layout->addWidget(m_error);
    m_preview = new PreviewPanel(right);
    layout->addWidget(m_preview, 1);
    layout->addStretch(0);
    return right;
}

QWidget *BackupsDialog::makeKeyPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(panel::text(
        tr("To see what this backup holds, open it with the passphrase that its user had then."),
        QStringLiteral("muted"), page));
    auto *label = new QLabel(tr("User"), page);
    m_user = new QComboBox(page);
    m_user->setObjectName(QStringLiteral("backup-user"));
    m_user->setAccessibleName(label->text());
    label->setBuddy(m_user);
    layout->addWidget(label);
    layout->addWidget(m_user);
    m_passphrase =
        panel::addLine(layout, tr("Passphrase"), QStringLiteral("backup-passphrase"), true);
    m_look = panel::addButton(tr("Look inside"), QStringLiteral("look-inside"), false, page);
    m_look->setAutoDefault(false);
    layout->addWidget(m_look, 0, Qt::AlignLeft);
    connect(m_passphrase, &QLineEdit::textChanged, this, &BackupsDialog::refresh);
    const auto look = [this] {
        if (!m_look->isEnabled())
            return;
        m_credentials = std::make_shared<const Credentials>(
            Credentials{m_user->currentText(), panel::takeSecret(m_passphrase)});
        lookInside();
    };
    connect(m_passphrase, &QLineEdit::returnPressed, this, look);
    connect(m_look, &QPushButton::clicked, this, look);
    return page;
}

void BackupsDialog::addFoot(QBoxLayout *layout)
{
    m_consequence = panel::text({}, QStringLiteral("muted"), this);
    m_consequence->setObjectName(QStringLiteral("consequence"));
    auto *row = new QHBoxLayout;
    auto *close = panel::addButton(tr("Close"), QStringLiteral("backups-close"), false, this);
    close->setAutoDefault(false);
    m_restore = panel::addButton(tr("Restore this backup"), QStringLiteral("restore"), false, this);
    m_restore->setProperty("role", QStringLiteral("primary"));
    m_restore->setAutoDefault(false);
    row->addWidget(m_consequence, 1);
    row->addSpacing(16);
    row->addWidget(close);
    row->addWidget(m_restore);
    layout->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, &QDialog::accept);
}

void BackupsDialog::setProject(const QString &path)
{
    m_path = path;
    m_plan = path.isEmpty() ? BackupPlan() : plans::planOf(path);
    if (m_project && !path.isEmpty()) {
        if (m_project->findData(path) < 0)
            m_project->addItem(QDir::toNativeSeparators(path), path);
        m_project->setCurrentIndex(m_project->findData(path));
    }
    reload();
}

void BackupsDialog::chooseProject()
{
    // One that is gone can be named too: nothing is written here.
    const QString path = QFileDialog::getSaveFileName(this, tr("Project to restore"), m_path,
                                                      tr("Safeguard projects") + filter, nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        setProject(path);
}

void BackupsDialog::change()
{
    if (!m_workspace) {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Folder with backups"), m_plan.folder);
        if (!folder.isEmpty())
            m_plan.folder = folder;
        reload();
        return;
    }
    PlanDialog dialog(m_path, m_plan, this);
    if (dialog.exec() != Accepted)
        return;
    m_plan = dialog.plan();
    plans::keep(m_path, m_plan);
    reload();
}

void BackupsDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("A backup"), m_plan.folder,
                                                      tr("Safeguard projects") + filter);
    if (path.isEmpty())
        return;
    if (m_path.isEmpty())
        setProject(projectOf(path));
    m_plan.folder = QFileInfo(path).absolutePath();
    reload(path);
}

void BackupsDialog::reload(const QString &select)
{
    m_backups = m_path.isEmpty() ? std::vector<Backup>() : backupsOf(m_path, m_plan.folder);
    const auto at = std::find_if(m_backups.begin(), m_backups.end(),
                                 [&](const Backup &backup) { return backup.path == select; });
    if (at == m_backups.end() && !select.isEmpty()) {
        const auto all = backupsIn(QFileInfo(select).path(), {}, m_path);
        std::copy_if(all.begin(), all.end(), std::back_inserter(m_backups),
                     [&](const Backup &backup) { return backup.path == select; });
    }
    m_list->clear();
    for (const Backup &backup : m_backups) {
        const QString made = backup.taken.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
        auto *item = new QTreeWidgetItem(m_list, {made, kindName(backup.kind),
                                                  QLocale().formattedDataSize(backup.size, 0),
                                                  backup.users.join(QStringLiteral(", "))});
        item->setToolTip(0, QDir::toNativeSeparators(backup.path));
        if (backup.path == select)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    choose();
}

const Backup *BackupsDialog::current() const
{
    const int index = m_list->indexOfTopLevelItem(m_list->currentItem());
    return index < 0 || index >= static_cast<int>(m_backups.size())
               ? nullptr
               : &m_backups[static_cast<size_t>(index)];
}

/// Another one was selected; whoever has looked inside one sees the next without being asked again.
void BackupsDialog::choose()
{
    m_job.cancel();
    m_lookedInside.clear();
    m_error->hide();
    const Backup *backup = current();
    const QString user = m_credentials ? m_credentials->user : m_user->currentText();
    m_user->clear();
    if (backup)
        m_user->addItems(backup->users);
    m_user->setCurrentIndex(qMax(0, m_user->findText(user)));
    if (backup && m_credentials && backup->users.contains(m_credentials->user))
        lookInside();
    else
        refresh();
}

RestoreRequest BackupsDialog::request() const
{
    return {m_lookedInside, m_path, m_credentials};
}

Result<BackupsDialog::Opened> BackupsDialog::open(const RestoreRequest &request, bool hasCurrent)
{
    auto backup = openProject(request.backup, *request.credentials, Access::ReadOnly);
    SG_TRY(backup);
    Opened opened;
    opened.backup = *std::move(backup);
    if (hasCurrent)
        return opened;
    if (!QFileInfo::exists(request.path)) {
        opened.whyNoCurrent =
            tr("The project itself is gone: %1").arg(QDir::toNativeSeparators(request.path));
        return opened;
    }
    auto current = openProject(request.path, *request.credentials, Access::ReadOnly);
    if (current)
        opened.current = *std::move(current);
    else
        opened.whyNoCurrent =
            tr("The project itself cannot be opened: %1").arg(current.error().text);
    return opened;
}

void BackupsDialog::lookInside()
{
    const Backup *backup = current();
    if (!backup || !m_credentials)
        return;
    m_error->hide();
    const RestoreRequest request{backup->path, m_path, m_credentials};
    m_job.start(
        [=, hasCurrent = m_workspace != nullptr, owner = thread()](const auto &) {
            auto opened = open(request, hasCurrent);
            for (Project *project : {opened ? opened->backup.get() : nullptr,
                                     opened ? opened->current.get() : nullptr})
                if (project)
                    project->moveToThread(owner);
            return opened;
        },
        [this](Result<Opened> opened) { finishLooking(std::move(opened)); }, [](Result<Opened>) {});
    refresh();
}

void BackupsDialog::finishLooking(Result<Opened> opened)
{
    if (!opened) {
        m_credentials.reset();
        showError(opened.error().text);
        return;
    }
    const Project *now = m_workspace ? &m_workspace->project() : opened->current.get();
    const auto preview = previewRestore(*opened->backup, now);
    if (!preview) {
        showError(preview.error().text);
        return;
    }
    m_preview->show(*preview, opened->whyNoCurrent);
    m_lookedInside = current()->path;
    m_list->setFocus();
    refresh();
}

void BackupsDialog::backUp()
{
    if (!m_workspace || m_progress)
        return;
    m_progress = std::make_shared<Progress>();
    auto *timer = new QTimer(m_bar);
    connect(timer, &QTimer::timeout, this, [this, progress = m_progress] {
        m_bar->setRange(0, static_cast<int>(progress->all));
        m_bar->setValue(static_cast<int>(progress->done));
    });
    timer->start(60);
    auto *watcher = new QFutureWatcher<Result<BackupDone>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [=, this] {
        timer->deleteLater();
        watcher->deleteLater();
        m_progress.reset();
        finishBackup(watcher->result());
    });
    watcher->setFuture(m_workspace->project().backUpLong(
        m_plan, [progress = m_progress](quint32 done, quint32 all) {
            progress->done = done;
            progress->all = all;
            return !progress->isStopped;
        }));
    refresh();
}

void BackupsDialog::finishBackup(const Result<BackupDone> &done)
{
    if (!done) {
        refresh();
        if (done.error().code != ErrorCode::Cancelled)
            showError(done.error().text);
        return;
    }
    Project &project = m_workspace->project();
    (void)project.note(tr("Make a backup")); // the backup stands, told of or not
    tellBackup(*m_workspace, project.clock().now());
    m_workspace->say(tr("Backed up and verified: %1").arg(QFileInfo(done->path).fileName()));
    reload(done->path);
}

void BackupsDialog::showError(const QString &text)
{
    m_error->setText(text);
    refresh();
    m_error->show();
    m_passphrase->setFocus();
}

void BackupsDialog::refresh()
{
    const Backup *backup = current();
    const bool isLooking = m_job.isRunning();
    const bool isKnown = !m_lookedInside.isEmpty();
    m_where->setText(m_path.isEmpty() ? tr("Choose the project, or a backup file of it.")
                     : m_workspace
                         ? tr("Kept in %1: the newest %2, and the last of each month "
                              "for a year.")
                               .arg(QDir::toNativeSeparators(m_plan.folder))
                               .arg(m_plan.newest)
                         : tr("Backups in %1").arg(QDir::toNativeSeparators(m_plan.folder)));
    m_empty->setText(m_workspace ? tr("There are no backups yet. One is made every day while the "
                                      "project is open, or now.")
                                 : tr("There are no backups of it here."));
    m_empty->setVisible(m_backups.empty() && !m_path.isEmpty());
    if (m_backUp)
        m_backUp->setText(m_progress ? tr("Stop") : tr("Back up now"));
    m_bar->setVisible(m_progress != nullptr);
    m_key->setVisible(backup && !isKnown && !isLooking);
    m_look->setEnabled(!m_passphrase->text().isEmpty());
    m_looking->setVisible(isLooking);
    m_preview->setVisible(isKnown);
    m_restore->setEnabled(isKnown && !m_progress);
    m_consequence->setText(isKnown ? consequence() : QString());
}

QString BackupsDialog::consequence() const
{
    if (!QFileInfo::exists(m_path))
        return tr("A copy of the backup becomes %1.").arg(QDir::toNativeSeparators(m_path));
    return tr("A copy of the backup takes the place of %1. What is there now is kept beside it as "
              "\u201c%2\u201d.")
        .arg(QFileInfo(m_path).fileName(),
             backupName(m_path, BackupKind::BeforeRestore, QDateTime::currentDateTime()));
}

}
