// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/session.h"

#include "model/newproject.h"
#include "model/registers.h"
#include "views/shell/recentfiles.h"

#include <QDir>
#include <QFile>

namespace safeguard {

namespace {

/// Closes a project that nobody waits for; a new one leaves no file.
void discard(Result<std::unique_ptr<Project>> opened, const QString &path, bool isNew)
{
    if (!opened)
        return;
    opened->reset();
    if (isNew)
        QFile::remove(path);
}

}

Session::Session(std::function<KdfCost()> newCost, QObject *parent)
    : QObject(parent)
    , m_newCost(std::move(newCost))
{}

Session::~Session() = default;

void Session::start(const QString &path, Open open, bool isNew)
{
    const auto news = std::make_shared<QString>();
    m_job.start(
        [=, owner = thread()](const std::atomic<bool> &isOvertaken) -> Opened {
            auto opened = open(isOvertaken, *news);
            if (opened && isOvertaken) {
                discard(std::move(opened), path, isNew);
                return failure(ErrorCode::Cancelled, QString());
            }
            if (opened)
                (*opened)->moveToThread(owner);
            return opened;
        },
        [=, this](Opened opened) {
            if (!opened) {
                Q_EMIT failed(opened.error());
                return;
            }
            m_news = *news;
            recentfiles::remember(path, (*opened)->user().name);
            take(*std::move(opened), isNew);
        },
        [=](Opened opened) { discard(std::move(opened), path, isNew); });
}

void Session::unlock(const QString &path, std::shared_ptr<const Credentials> credentials)
{
    start(
        path,
        [=](auto &, auto &) {
            const UnlockLog log = UnlockLog::ofThisComputer();
            auto opened = unlockProject(path, *credentials, Access::ReadWrite, log, true);
            if (!opened && opened.error().code == ErrorCode::ReadOnly)
                opened = unlockProject(path, *credentials, Access::ReadOnly, log, true);
            return opened;
        },
        false);
}

void Session::recover(const QString &path, std::shared_ptr<const Credentials> credentials,
                      std::shared_ptr<const Secret> newPassphrase)
{
    start(
        path,
        [=, cost = m_newCost](auto &, auto &) -> Opened {
            auto opened = unlockProject(path, *credentials, Access::ReadWrite,
                                        UnlockLog::ofThisComputer(), true);
            SG_TRY(opened);
            SG_TRY((*opened)->changePassphrase(*newPassphrase, cost()));
            return opened;
        },
        false);
}

void Session::restore(const RestoreRequest &request)
{
    start(
        request.path,
        [=](const std::atomic<bool> &isOvertaken, QString &news) -> Opened {
            const auto restored = restoreBackup(request, allRegisters(), Clock::system(),
                                                [&](quint32, quint32) { return !isOvertaken; });
            SG_TRY(restored);
            news = tr("The project is as it was at entry %1.").arg(restored->sequence);
            if (!restored->aside.isEmpty())
                news += u' ' + tr("What was in its place is kept as %1.")
                                   .arg(QDir::toNativeSeparators(restored->aside));
            return openProject(request.path, *request.credentials);
        },
        false);
}

void Session::create(const QString &path, std::shared_ptr<NewProject> about, const Make &make)
{
    start(
        path,
        [=, cost = m_newCost](auto &, auto &) -> Opened {
            about->cost = cost();
            return make ? make(path, *about) : createProject(path, *about);
        },
        true);
}

void Session::take(std::unique_ptr<Project> project, bool isNew)
{
    close();
    m_workspace = std::make_unique<Workspace>(std::move(project));
    Q_EMIT opened(isNew);
}

void Session::close()
{
    m_job.cancel();
    if (!m_workspace)
        return;
    Q_EMIT closing();
    m_workspace.reset();
}

}
