// SPDX-License-Identifier: GPL-3.0-or-later
// Project: reading its history, going back to earlier states.
#include "model/project/historylines.h"
#include "model/project/projectprivate.h"
#include "model/project/replay.h"

#include <QCoreApplication>

namespace safeguard {

namespace {
struct HistoryText
{
    Q_DECLARE_TR_FUNCTIONS(Project)
};
}

qint64 Project::entryCount() const
{
    return d->last.sequence;
}

Entry Project::lastEntry() const
{
    return d->last;
}

Entry Project::lastEdit() const
{
    return d->lastEdit;
}

std::optional<Entry> Project::undoableOfAnother() const
{
    const auto head = undoable();
    if (head && head->user != d->user)
        return entryToAskAbout(head->sequence, head->user, head->sentence);
    if (head && head->step && head->stepUser != d->user) // done again by somebody else
        return entryToAskAbout(head->step, head->stepUser, head->sentence);
    return std::nullopt;
}

std::optional<Entry> Project::redoableOfAnother() const
{
    const auto head = redoable();
    if (!head || head->stepUser == d->user)
        return std::nullopt;
    return entryToAskAbout(head->step, head->stepUser, head->sentence);
}

Entry Project::entryToAskAbout(qint64 sequence, const Id<User> &user, const QString &sentence) const
{
    Entry entry;
    entry.sequence = sequence;
    entry.user = user;
    entry.sentence = sentence;
    (void)forEachEntry(sequence, sequence, [&](Entry &&found) {
        entry = std::move(found);
        return true;
    });
    return entry;
}

Status Project::forEachEntry(qint64 from, qint64 to,
                             const std::function<bool(Entry &&)> &each) const
{
    return d->thread.run([&] { return History(*d->connection).forEach(from, to, each); });
}

Result<std::vector<FieldChange>> Project::changesOf(const Entry &entry) const
{
    return d->thread.run([&] { return fieldChanges(*d->connection, *d->registers, entry); });
}

QFuture<Result<std::vector<HistoryLine>>> Project::linesLong(qint64 from, qint64 to) const
{
    auto promise = std::make_shared<QPromise<Result<std::vector<HistoryLine>>>>();
    promise->start();
    d->thread.post([=, this] {
        promise->addResult(d->lines(from, to));
        promise->finish();
    });
    return promise->future();
}

Result<std::vector<HistoryLine>> Project::Private::lines(qint64 from, qint64 to) const
{
    std::vector<HistoryLine> lines;
    Status fits;
    SG_TRY(History(*connection).forEach(from, to, [&](Entry &&entry) {
        auto line = historyLine(*registers, entry);
        if (line)
            lines.push_back(*std::move(line));
        else
            fits = failure(line.error());
        return line.has_value() && !isClosing;
    }));
    SG_TRY(fits);
    return lines;
}

QFuture<Result<std::vector<ToldEntry>>> Project::tellLong(std::vector<qint64> sequences,
                                                          VaultProgress progress)
{
    return inBackground<Result<std::vector<ToldEntry>>>(
        [=, this, now = d->snapshot, sequences = std::move(sequences),
         progress = std::move(progress)] { return d->tell(sequences, now, progress); });
}

Result<std::vector<ToldEntry>> Project::tell(const std::vector<qint64> &sequences) const
{
    return d->thread.run([&] { return d->tell(sequences, d->snapshot, {}); });
}

Result<std::vector<ToldEntry>> Project::Private::tell(const std::vector<qint64> &sequences,
                                                      const Snapshot &now,
                                                      const VaultProgress &progress) const
{
    std::vector<ToldEntry> told;
    History history(*connection);
    for (const qint64 sequence : sequences) {
        const auto entry = history.read(sequence);
        SG_TRY(entry);
        auto line = historyLine(*registers, *entry);
        SG_TRY(line);
        const auto changes = fieldChanges(*connection, *registers, *entry);
        SG_TRY(changes);
        const User *who = now.find(entry->user);
        told.push_back({*std::move(line), who ? who->fullName : QString(), inWords(*changes, now)});
        const bool goesOn = !progress || progress(static_cast<quint32>(told.size()),
                                                  static_cast<quint32>(sequences.size()));
        if (isClosing || !goesOn)
            return failure(ErrorCode::Cancelled, HistoryText::tr("It was stopped."));
    }
    return told;
}

Result<Snapshot> Project::contentAt(qint64 sequence, const VaultProgress &progress) const
{
    auto content = d->thread.run([&] { return d->contentAt(sequence, progress); });
    SG_TRY(content);
    content->setToday(d->clock->today());
    return content;
}

QFuture<Result<Snapshot>> Project::contentAtLong(qint64 sequence, VaultProgress progress)
{
    return inBackground<Result<Snapshot>>(
        [=, this, progress = std::move(progress)]() -> Result<Snapshot> {
            auto content = d->contentAt(sequence, [&](quint32 done, quint32 all) {
                return !d->isClosing && (!progress || progress(done, all));
            });
            SG_TRY(content);
            content->setToday(d->clock->today());
            return content;
        });
}

Result<Snapshot> Project::Private::contentAt(qint64 sequence, const VaultProgress &progress) const
{
    if (sequence < 1 || sequence > last.sequence)
        return failure(ErrorCode::NotFound,
                       HistoryText::tr("The history has no entry %1.").arg(sequence));
    auto replay = Replay::start(*registers);
    SG_TRY(replay);
    History history(*connection);
    SG_TRY((*replay)->follow(history, sequence, progress));
    return (*replay)->content(registers);
}

Result<Change> Project::putBack(const RecordRef &record, qint64 sequence, const Snapshot &then)
{
    const RegisterType *type = d->registers->find(record.registerKey);
    const RecordPtr old = type ? then.find(record) : nullptr;
    if (!old)
        return failure(ErrorCode::NotFound,
                       HistoryText::tr("The record was not there after entry %1.").arg(sequence));
    return perform(HistoryText::tr("Put %1 back as it was after entry %2")
                       .arg(then.describe(record))
                       .arg(sequence),
                   [&](Edit &edit) {
                       edit.putBack(*type, type->copy(*old));
                       return Status();
                   });
}

Result<Change> Project::goBack(const RecordRef &record, qint64 sequence)
{
    const auto then = contentAt(sequence);
    SG_TRY(then);
    return putBack(record, sequence, *then);
}

QFuture<Result<Change>> Project::goBackLong(const RecordRef &record, qint64 sequence)
{
    auto then = std::make_shared<Snapshot>();
    return inBackground<Result<Change>>(
        [=, this]() -> Result<Change> {
            auto content =
                d->contentAt(sequence, [this](quint32, quint32) { return !d->isClosing; });
            SG_TRY(content);
            *then = *std::move(content);
            return Change();
        },
        [=, this](Result<Change> read) { return read ? putBack(record, sequence, *then) : read; });
}

}
