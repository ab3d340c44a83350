// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/restore.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

namespace safeguard {

/// The one project that may be open: opens, creates and unlocks it in a worker, for deriving a key
/// takes a second, and closes it. Only the latest of what was asked for counts; a project that
/// comes too late is closed again, and removed when it was created for nothing.
class Session final : public QObject
{
    Q_OBJECT

public:
    using Make =
        std::function<Result<std::unique_ptr<Project>>(const QString &, const NewProject &)>;

    /// \a newCost, called in a worker, says what guessing a new passphrase shall cost.
    explicit Session(std::function<KdfCost()> newCost, QObject *parent = nullptr);
    ~Session() override;

    /// Null while no project is open.
    Workspace *workspace() const { return m_workspace.get(); }

    /// For reading only where the file cannot be written.
    void unlock(const QString &path, std::shared_ptr<const Credentials> credentials);
    /// Opens with a recovery key and gives its user a new passphrase.
    void recover(const QString &path, std::shared_ptr<const Credentials> credentials,
                 std::shared_ptr<const Secret> newPassphrase);
    /// Puts a backup in the place of a project that is closed, and opens it.
    void restore(const RestoreRequest &request);
    /// What \a make makes at that path; a null one, an empty project.
    void create(const QString &path, std::shared_ptr<NewProject> about, const Make &make);
    void take(std::unique_ptr<Project> project, bool isNew = false);
    /// What is under way is not wanted any more.
    void cancel() { m_job.cancel(); }
    bool isWorking() const { return m_job.isRunning(); }
    /// Also cancels.
    void close();
    /// What to tell who asked for the project that was opened last; once.
    QString takeNews() { return std::exchange(m_news, {}); }
    /// Of the passphrases that are made while the project is open.
    const std::function<KdfCost()> &newCost() const { return m_newCost; }

Q_SIGNALS:
    void opened(bool isNew);
    void failed(const safeguard::Error &error);
    /// Whoever holds the workspace lets it go now.
    void closing();

private:
    using Opened = Result<std::unique_ptr<Project>>;
    using Open = std::function<Opened(const std::atomic<bool> &isOvertaken, QString &news)>;
    void start(const QString &path, Open open, bool isNew);

    std::function<KdfCost()> m_newCost;
    std::unique_ptr<Workspace> m_workspace;
    QString m_news;
    Job<Opened> m_job;
};

}
