// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the parts of Project share: project.cpp, projecttrust.cpp, projectevidence.cpp.

#include "model/project/databasethread.h"
#include "model/project/ledger.h"
#include "model/project/project.h"
#include "model/project/uniqueindex.h"

namespace safeguard {

class Attachments;
/// Has the database thread do something with the stored files and waits for it.
using OnStoredFiles = std::function<Status(const std::function<Status(Attachments &)> &)>;

struct Project::Private
{
    std::shared_ptr<const Registers> registers;
    const Clock *clock = nullptr;
    std::unique_ptr<Vault> vault;           ///< on the database thread
    std::optional<MemoryDatabase> copy;     ///< what is read of an older file that is not written
    std::unique_ptr<Connection> connection; ///< likewise
    std::unique_ptr<Ledger> ledger;         ///< likewise
    QString path;
    bool isReadOnly = false;
    int adaptedFrom = 0; ///< version of the file when only a copy of it was brought up to date
    Recovery recovery;
    QStringList notices;
    QByteArray projectId;
    Snapshot snapshot;
    std::optional<EntryHead> undoable; ///< copies for the project's own thread
    std::optional<EntryHead> redoable;
    Entry last;
    Entry lastEdit;
    QStringList waitingNotes; ///< of what happened while it was busy
    UniqueIndex uniqueIndex;
    Id<User> user;
    std::atomic<bool> isBusy = false; ///< from the start of a long edit to its end
    std::atomic<bool> isWorkerRunning = false;
    std::atomic<int> streamCount = 0; ///< files that are going in or out
    std::atomic<bool> isAttaching = false;
    std::atomic<bool> isClosing = false;
    mutable DatabaseThread thread; ///< last member: ends first

    static Error refusedWhileBusy();
    Status attach();
    Status verifyAfterLoss();
    Status upgrade();
    Status keepBackup();
    std::unique_ptr<Ledger> makeLedger(Connection &of) const;
    /// The content as it is, looked at today.
    Snapshot now() const
    {
        Snapshot content = snapshot;
        content.setToday(clock->today());
        return content;
    }
    Edit draft() const
    {
        return Edit(now(), AnyId::fromBytes(QByteArrayView(projectId).first(16)));
    }
    Status canWrite() const;
    /// canWrite(), by a user who may make such an entry.
    Status canEdit(EntryKind kind, const std::set<const RegisterType *> &registers = {}) const;
    void refreshHistory();
    /// A slot under that name whose key the history does not know, or -1.
    int slotWithoutEntry(const QString &name) const;
    /// A user of that name who has no slot (any more); null when there is none.
    AnyId entryWithoutSlot(const QString &name) const;
    void noticeHalves();
    Change publish(const Entry &entry, std::vector<RecordChange> changes);
    Result<Change> store(const QString &sentence, EntryKind kind,
                         std::vector<RecordChange> changes);
    Result<Change> note(const QString &sentence);
    OnStoredFiles onStoredFiles();
    /// On the database thread, all below.
    Result<Ledger::Step> expunge(const ExpungeTarget &target, const QString &reason);
    Result<ErasureReach> reachOf(const ExpungeTarget &target) const;
    Status renewKey(const Rows<User> &users, const VaultProgress &progress);
    Result<std::vector<HistoryLine>> lines(qint64 from, qint64 to) const;
    Result<std::vector<ToldEntry>> tell(const std::vector<qint64> &sequences, const Snapshot &now,
                                        const VaultProgress &progress) const;
    Result<Snapshot> contentAt(qint64 sequence, const VaultProgress &progress) const;
    Result<VerifyReport> verify(const VaultProgress &progress) const;
};

template <class T>
QFuture<T> Project::inBackground(std::function<T()> task, std::function<T(T)> after, Manner manner)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    if (d->isBusy) {
        promise->addResult(failure(Private::refusedWhileBusy()));
        promise->finish();
        return promise->future();
    }
    const bool isBusy = manner == Manner::Busy;
    if (isBusy) {
        d->isBusy = true;
        Q_EMIT busyChanged(true);
    }
    d->thread.post([=, this, task = std::move(task), after = std::move(after)] {
        auto result = std::make_shared<T>(task());
        if (!after)
            promise->addResult(*result);
        // Not delivered to a project that is closed by then; the promise ends with this function.
        QMetaObject::invokeMethod(this, [=, this] {
            if (isBusy)
                endBusy();
            if (after)
                promise->addResult(after(*std::move(result)));
            promise->finish();
            if (isBusy)
                Q_EMIT busyChanged(false);
        });
    });
    return promise->future();
}

/// Publishes what the ledger did by itself.
template <class Step>
Result<Change> Project::take(Result<Step> &&step)
{
    SG_TRY(step);
    const Change change = d->publish(step->entry, std::move(step->changes));
    Q_EMIT changed(change);
    return change;
}

}
