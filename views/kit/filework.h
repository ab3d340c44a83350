// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/documents/evidence.h"
#include "views/kit/openedcopies.h"

class QMimeData;
class QProgressDialog;

namespace safeguard {

/// Files on their way into the project and out of it, with progress and a way to stop. Deletes
/// itself at its end; goes with \a parent, and what is under way is stopped then.
class FileWork final : public QObject
{
    Q_OBJECT

public:
    /// Adds files as evidence one after the other, each linked to \a subjects. What is refused is
    /// told at the end; the others are added.
    static void add(Workspace &workspace, const QStringList &paths,
                    const std::vector<RecordRef> &subjects, QWidget *parent);
    /// Asks which.
    static void ask(Workspace &workspace, const std::vector<RecordRef> &subjects, QWidget *parent);
    /// Asks where to.
    static void saveCopy(Workspace &workspace, const Id<Evidence> &evidence, QWidget *parent);
    /// Asks each time whether a copy may leave the project, then shows it with whatever program the
    /// system has for it.
    static void openCopy(Workspace &workspace, const Id<Evidence> &evidence, QWidget *parent);

    ~FileWork() override;

private:
    FileWork(Workspace &workspace, QWidget *parent);
    void addNext();
    void endAdding();
    void writeTo(const Id<Evidence> &evidence, const QString &path,
                 const std::function<void()> &then);
    Project::Progress progress() const;

    struct Told
    {
        std::atomic<qint64> done = 0;
        std::atomic<qint64> all = 0;
        std::atomic<bool> isStopped = false;
    };
    Workspace &m_workspace;
    QWidget *m_parent;
    QProgressDialog *m_dialog;
    std::shared_ptr<Told> m_told = std::make_shared<Told>();
    QStringList m_waiting;
    std::vector<RecordRef> m_subjects;
    QStringList m_refused;
    int m_added = 0;
    Id<Evidence> m_first; ///< of those that were added
};

/// The files that are dragged, those of this computer; folders and the rest are passed over.
QStringList filesIn(const QMimeData &data);

}
