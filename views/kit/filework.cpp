// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/filework.h"

#include "model/documents/attaching.h"
#include "views/kit/message.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressDialog>
#include <QPushButton>
#include <QTimer>
#include <QUrl>

namespace safeguard {

namespace {
constexpr int steps = 1000; ///< of the progress bar: a file's bytes may be more than it can count
}

FileWork::FileWork(Workspace &workspace, QWidget *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_parent(parent)
    , m_dialog(new QProgressDialog(parent))
{
    m_dialog->setObjectName(QStringLiteral("file-progress"));
    m_dialog->setWindowModality(Qt::WindowModal);
    m_dialog->setWindowTitle(tr("Evidence"));
    m_dialog->setMinimumDuration(500);
    m_dialog->setAutoClose(false);
    m_dialog->setAutoReset(false);
    m_dialog->setRange(0, steps);
    m_dialog->setValue(0);
    connect(m_dialog, &QProgressDialog::canceled, this, [this] {
        m_told->isStopped = true;
        m_waiting.clear();
    });
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        const qint64 all = m_told->all;
        if (all > 0 && !m_told->isStopped)
            m_dialog->setValue(static_cast<int>(m_told->done * steps / all));
    });
    timer->start(60);
}

FileWork::~FileWork()
{
    m_told->isStopped = true;
    delete m_dialog;
}

Project::Progress FileWork::progress() const
{
    return [told = m_told](qint64 done, qint64 all) {
        told->done = done;
        told->all = all;
        return !told->isStopped;
    };
}

void FileWork::add(Workspace &workspace, const QStringList &paths,
                   const std::vector<RecordRef> &subjects, QWidget *parent)
{
    if (paths.isEmpty())
        return;
    auto *work = new FileWork(workspace, parent);
    work->m_waiting = paths;
    work->m_subjects = subjects;
    work->addNext();
}

void FileWork::ask(Workspace &workspace, const std::vector<RecordRef> &subjects, QWidget *parent)
{
    add(workspace, QFileDialog::getOpenFileNames(parent, tr("Add files as evidence")), subjects,
        parent);
}

void FileWork::addNext()
{
    if (m_waiting.isEmpty())
        return endAdding();
    const QString path = m_waiting.takeFirst();
    m_dialog->setLabelText(tr("Storing %1\u2026").arg(QFileInfo(path).fileName()));
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->future().resultCount() == 0) // the project is closed
            return deleteLater();
        const auto done = watcher->result();
        if (done && ++m_added == 1)
            m_first = addedEvidence(*done);
        if (!done && done.error().code != ErrorCode::Cancelled)
            m_refused += wholeText(done.error());
        addNext();
    });
    watcher->setFuture(attachLong(m_workspace.project(), path, {}, m_subjects, progress()));
}

void FileWork::endAdding()
{
    m_dialog->reset();
    m_dialog->hide();
    if (m_added > 0)
        m_workspace.say(tr("%n files added", nullptr, m_added));
    deleteLater();
    // Linked from a record, one stays there; else its title and dates come next.
    if (m_added > 0 && m_subjects.empty())
        m_workspace.go({Workspace::screenOf(QString::fromLatin1(Evidence::registerKey)), m_first});
    if (!m_refused.isEmpty())
        warn(m_parent, tr("Not added"), m_refused.join(QStringLiteral("\n\n")));
}

void FileWork::writeTo(const Id<Evidence> &evidence, const QString &path,
                       const std::function<void()> &then)
{
    m_dialog->setLabelText(tr("Writing %1\u2026").arg(QFileInfo(path).fileName()));
    auto *watcher = new QFutureWatcher<Status>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then] {
        watcher->deleteLater();
        deleteLater();
        m_dialog->reset();
        m_dialog->hide();
        if (watcher->future().resultCount() == 0)
            return;
        const Status done = watcher->result();
        if (done)
            then();
        else if (done.error().code != ErrorCode::Cancelled)
            warn(m_parent, tr("Not written"), done.error().text);
    });
    watcher->setFuture(m_workspace.project().exportContentLong(
        {QString::fromLatin1(Evidence::registerKey), evidence}, path, progress()));
}

void FileWork::saveCopy(Workspace &workspace, const Id<Evidence> &evidence, QWidget *parent)
{
    const Snapshot now = workspace.project().snapshot();
    const Evidence *found = now.find(evidence);
    if (!found || found->content.isEmpty())
        return;
    const QString path = QFileDialog::getSaveFileName(
        parent, tr("Save a copy, not encrypted"),
        QDir::home().filePath(OpenedCopies::plainName(found->fileName)));
    if (path.isEmpty())
        return;
    auto *work = new FileWork(workspace, parent);
    work->writeTo(evidence, path, [&workspace, path] {
        workspace.say(tr("Saved as %1, not encrypted").arg(QDir::toNativeSeparators(path)));
    });
}

/// The default is not to.
static bool mayLeave(const Evidence &evidence, QWidget *parent)
{
    QMessageBox box(
        QMessageBox::Question, FileWork::tr("Open %1").arg(evidence.fileName),
        FileWork::tr("A copy of this file leaves the project, and it is not encrypted."),
        QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("open-question"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(FileWork::tr(
        "It lies in a temporary folder of yours, cannot be written, and is removed when "
        "the project locks or closes. The program that shows it may keep copies of its "
        "own. That it was opened is noted in the history."));
    auto *open = box.addButton(FileWork::tr("Open a copy"), QMessageBox::AcceptRole);
    open->setObjectName(QStringLiteral("open-copy"));
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == open;
}

void FileWork::openCopy(Workspace &workspace, const Id<Evidence> &id, QWidget *parent)
{
    const Snapshot now = workspace.project().snapshot();
    const Evidence *evidence = now.find(id);
    if (!evidence || evidence->content.isEmpty())
        return;
    if (OpenedCopies::isProgram(evidence->fileName))
        return warn(parent, tr("Not opened"),
                    tr("%1 is a program: opening it would run it. Save a copy instead.")
                        .arg(evidence->fileName));
    if (!mayLeave(*evidence, parent))
        return;
    const QString path = OpenedCopies::of(workspace).placeFor(evidence->fileName);
    if (path.isEmpty())
        return warn(parent, tr("Not opened"), tr("No temporary folder can be made."));
    auto *work = new FileWork(workspace, parent);
    work->writeTo(id, path, [path, parent] {
        OpenedCopies::protect(path);
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            warn(parent, tr("Not opened"),
                 tr("The system has no program for it. Save a copy instead."));
    });
}

QStringList filesIn(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            paths += url.toLocalFile();
    }
    return paths;
}

}
