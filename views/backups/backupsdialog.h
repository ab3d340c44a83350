// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/restore.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

#include <QDialog>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace safeguard {

class PreviewPanel;

/// The backups of a project: makes one, shows what each holds beside what the project holds now,
/// and chooses one to restore. Restoring itself is for whoever asked: the project has to be closed.
class BackupsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Of the open project, or, without a workspace, of one that may be damaged or gone: \a path,
    /// or one of those that were open lately.
    BackupsDialog(Workspace *workspace, const QString &path, const QStringList &recent,
                  QWidget *parent = nullptr);
    ~BackupsDialog() override;

    void backUp();
    /// What shall be restored, after accept(). Takes the credentials along.
    RestoreRequest request() const;

private:
    struct Progress
    {
        std::atomic<quint32> done = 0;
        std::atomic<quint32> all = 0;
        std::atomic<bool> isStopped = false;
    };
    /// What looking inside takes, opened in a worker.
    struct Opened
    {
        std::unique_ptr<Project> backup;
        std::unique_ptr<Project> current;
        QString whyNoCurrent;
    };
    QWidget *makeList();
    QWidget *makeRight();
    QWidget *makeKeyPage();
    void addHead(QBoxLayout *layout, const QStringList &recent);
    void addWhere(QBoxLayout *layout);
    void addFoot(QBoxLayout *layout);

    void setProject(const QString &path);
    void chooseProject();
    void change();
    void chooseFile();
    void reload(const QString &select = {});
    void choose();
    void lookInside();
    static Result<Opened> open(const RestoreRequest &request, bool hasCurrent);
    void finishLooking(Result<Opened> opened);
    void finishBackup(const Result<BackupDone> &done);
    void refresh();
    void showError(const QString &text);
    QString consequence() const;
    const Backup *current() const;

    Workspace *m_workspace;
    QString m_path;
    BackupPlan m_plan;
    std::vector<Backup> m_backups;
    std::shared_ptr<const Credentials> m_credentials; ///< of the last look inside that succeeded
    QString m_lookedInside;                           ///< path of the backup that is shown
    Job<Result<Opened>> m_job;
    std::shared_ptr<Progress> m_progress;
    QComboBox *m_project = nullptr;
    QLabel *m_where;
    QPushButton *m_backUp = nullptr;
    QProgressBar *m_bar;
    QTreeWidget *m_list;
    QLabel *m_empty;
    QWidget *m_key;
    QComboBox *m_user;
    QLineEdit *m_passphrase;
    QPushButton *m_look;
    QProgressBar *m_looking;
    QLabel *m_error;
    PreviewPanel *m_preview;
    QLabel *m_consequence;
    QPushButton *m_restore;
};

}
