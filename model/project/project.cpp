// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/projectprivate.h"

#include "model/base/base32.h"
#include "model/base/text.h"
#include "model/project/contentcheck.h"
#include "model/project/rights.h"
#include "model/project/validation.h"
#include "model/project/verification.h"
#include "model/store/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

namespace safeguard {

namespace {

struct ProjectText
{
    Q_DECLARE_TR_FUNCTIONS(Project)
};

Error readOnly()
{
    return {ErrorCode::ReadOnly,
            ProjectText::tr("The project is open for reading only, so nothing was changed.")};
}

/// Of the user who unlocked the file, as the history's user list spells it.
QString signingKeyOf(const Vault &vault)
{
    for (const SlotInfo &slot : vault.slots()) {
        if (slot.index == vault.userSlot())
            return toBase32(slot.signingKey);
    }
    return {};
}

/// The tables of an empty project and its genesis entry, by which the first user comes in.
Status writeGenesis(Vault &vault, const NewProject &about,
                    const std::shared_ptr<const Registers> &registers, const Clock &clock)
{
    Connection connection(vault.database());
    {
        auto transaction = Transaction::begin(connection);
        SG_TRY(transaction);
        SG_TRY(upgradeSchema(connection));
        SG_TRY(transaction->commit());
    }
    auto user = std::make_shared<User>();
    user->id = AnyId::random();
    user->name = about.userName;
    user->fullName = about.fullName;
    user->role = Role::SecurityOfficer;
    user->publicKey = signingKeyOf(vault);
    std::vector<RecordChange> changes{{&registers->of<User>(), nullptr, user, user->id}};
    SG_TRY(validateChanges(changes, Snapshot(registers), [](auto &...) { return AnyId(); }));
    Ledger ledger(connection, registers, clock,
                  [&](QByteArrayView hash) { return vault.sign(hash); });
    SG_TRY(ledger.load());
    const auto entry = ledger.store(
        EntryKind::User, Id<User>(user->id),
        ProjectText::tr("Create the project with %1 as its first user").arg(about.fullName),
        changes);
    SG_TRY(entry);
    return {};
}

}

Error Project::Private::refusedWhileBusy()
{
    return {ErrorCode::Refused,
            ProjectText::tr("Something longer is under way. Wait until it is done, or cancel it.")};
}

std::unique_ptr<Ledger> Project::Private::makeLedger(Connection &of) const
{
    return std::make_unique<Ledger>(of, registers, *clock,
                                    [this](QByteArrayView hash) { return vault->sign(hash); });
}

/// Makes the ledger, of tables that are current: an older file is brought up to date, or, where it
/// is only read or the user may not do that, a copy of it in memory.
Status Project::Private::upgrade()
{
    const auto version = schemaVersion(*connection);
    SG_TRY(version);
    if (*version > currentSchemaVersion())
        return upgradeSchema(*connection); // says why not
    if (*version == currentSchemaVersion()) {
        ledger = makeLedger(*connection);
        return ledger->load();
    }
    auto copied = MemoryDatabase::copyOf(vault->database());
    SG_TRY(copied);
    copy = *std::move(copied);
    auto ofCopy = std::make_unique<Connection>(copy->handle());
    auto reading = makeLedger(*ofCopy);
    SG_TRY(reading->upgrade({}));
    const auto self = reading->userWithKey(signingKeyOf(*vault));
    SG_TRY(self);
    const auto allowed = may(*self, Operation::Upgrade);
    if (isReadOnly || !allowed) {
        if (!isReadOnly)
            notices += ProjectText::tr("The project was written by an older version of Safeguard. "
                                       "It is open for reading only, until somebody who may has "
                                       "opened it with this version. %1")
                           .arg(allowed.error().text);
        isReadOnly = true;
        adaptedFrom = *version;
        connection = std::move(ofCopy);
        ledger = std::move(reading);
        return {};
    }
    reading.reset();
    ofCopy.reset();
    copy.reset();
    SG_TRY(keepBackup());
    ledger = makeLedger(*connection);
    return ledger->upgrade(signingKeyOf(*vault));
}

/// The file as it is, beside it, every page authenticated on its way.
Status Project::Private::keepBackup()
{
    const QFileInfo file(path);
    const QString stem =
        file.dir().filePath(ProjectText::tr("%1, as of %2")
                                .arg(file.completeBaseName(),
                                     clock->now().toString(QStringLiteral("yyyy-MM-dd HHmmss"))));
    const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    QString backup = stem + suffix;
    for (int n = 2; QFileInfo::exists(backup); ++n)
        backup = stem + QStringLiteral(" (%1)").arg(n) + suffix;
    SG_TRY(vault->copyTo(backup));
    notices += ProjectText::tr("The project was written by an older version of Safeguard and was "
                               "brought up to date. As it was before, it is kept in %1.")
                   .arg(QDir::toNativeSeparators(backup));
    return {};
}

/// Reads everything of an unlocked vault. On the database thread.
Status Project::Private::attach()
{
    connection = std::make_unique<Connection>(vault->database());
    path = vault->path();
    isReadOnly = vault->isReadOnly();
    recovery = vault->recovery();
    SG_TRY(upgrade());
    projectId = ledger->genesisHash();
    if (projectId.isEmpty())
        return failure(ErrorCode::Damaged,
                       ProjectText::tr("The project has no history; it is damaged."));
    auto rows = ledger->loadRows();
    SG_TRY(rows);
    snapshot = Snapshot(registers, *std::move(rows));
    snapshot.setNumber(1);
    refreshHistory();
    const auto self = ledger->userWithKey(signingKeyOf(*vault));
    SG_TRY(self);
    user = idOf(*self);
    SG_TRY(may(*self, Operation::Read));
    noticeHalves();
    if (!isReadOnly)
        (void)removeUnfinished(*connection); // what stays is tried again when a file is added
    return recovery.isJournalIncomplete ? verifyAfterLoss() : Status();
}

/// A file that was not closed and has lost its journal may be any mixture of two states, each page
/// authentic: only the history tells.
Status Project::Private::verifyAfterLoss()
{
    const auto lines = verifyHistory(*connection, *registers, adaptedFrom, {});
    SG_TRY(lines);
    QStringList wrong;
    for (const VerifyLine &line : *lines) {
        if (!line.isSound)
            wrong += line.place + QStringLiteral(": ") + line.finding;
    }
    const QString why = ProjectText::tr(
        "The file was not closed properly and its journal is missing, as in a copy of an open "
        "project.");
    notices += wrong.isEmpty()
                   ? why + u' ' +
                         ProjectText::tr(
                             "It was verified and is what its history says, but the last edits may "
                             "be missing. If it is a copy, close the project where it is open and "
                             "copy the file again, or copy it with \u201cBack up now\u201d, which "
                             "works while it is open. If it is the project itself, look in the "
                             "history at what was entered last, and go on.")
                   : why + u' ' +
                         ProjectText::tr("It is not what its history says: %1. Do not go on in "
                                         "it: copy the project again where it is whole, or "
                                         "restore a backup.")
                             .arg(wrong.join(QStringLiteral("; ")));
    return {};
}

void Project::Private::refreshHistory()
{
    const auto copyOf = [](const EntryHead *head) {
        return head ? std::optional(*head) : std::nullopt;
    };
    undoable = copyOf(ledger->undoStack().undoable());
    redoable = copyOf(ledger->undoStack().redoable());
    last = ledger->last();
    lastEdit = ledger->lastEdit();
}

Status Project::Private::canWrite() const
{
    if (isReadOnly)
        return failure(readOnly());
    if (isBusy)
        return failure(refusedWhileBusy());
    return {};
}

Status Project::Private::canEdit(EntryKind kind,
                                 const std::set<const RegisterType *> &registers) const
{
    SG_TRY(canWrite());
    return mayMake(*snapshot.find(user), kind, registers);
}

Change Project::Private::publish(const Entry &entry, std::vector<RecordChange> changes)
{
    Change change;
    change.entry = {entry.sequence, entry.kind, entry.user, entry.target, entry.sentence};
    for (RecordChange &record : changes) {
        record.before = snapshot.rows(record.type->key).find(record.id);
        auto &of = change.registers[record.type->key];
        if (!record.after)
            of.removed.push_back(record.id);
        else
            (record.before ? of.edited : of.added).push_back(record.id);
    }
    for (const RecordChange &record : changes) {
        if (record.after)
            snapshot.put(record.type->key, record.after);
        else
            snapshot.remove(record.type->key, record.id);
    }
    uniqueIndex.apply(changes);
    snapshot.setNumber(snapshot.number() + 1);
    return change;
}

Result<Change> Project::Private::store(const QString &sentence, EntryKind kind,
                                       std::vector<RecordChange> changes)
{
    if (changes.empty())
        return Change();
    auto entry = thread.run([&] {
        auto stored = ledger->store(kind, user, sentence, changes);
        refreshHistory();
        return stored;
    });
    SG_TRY(entry);
    if (entry->sequence == 0)
        return Change();
    return publish(*entry, std::move(changes));
}

Result<Change> Project::Private::note(const QString &sentence)
{
    const auto entry = thread.run([&] {
        auto noted = ledger->note(user, sentence);
        refreshHistory();
        return noted;
    });
    SG_TRY(entry);
    return Change{{entry->sequence, entry->kind, entry->user, 0, entry->sentence}, {}};
}

Project::Project(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

Project::~Project()
{
    // A long edit still works with the content; its progress function tells it to stop.
    d->isClosing = true;
    while (d->isWorkerRunning || d->streamCount > 0)
        QThread::msleep(1);
    d->thread.run([this] {
        for (const QString &sentence : d->waitingNotes)
            (void)d->ledger->note(d->user, sentence);
        d->ledger.reset();
        d->connection.reset();
        d->copy.reset();
        d->vault.reset();
    });
}

Result<std::unique_ptr<Project>> Project::create(const QString &path, const NewProject &about,
                                                 std::shared_ptr<const Registers> registers,
                                                 const Clock &clock)
{
    if (about.name.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, ProjectText::tr("Give the project a name."));
    auto d = std::make_unique<Private>();
    d->registers = std::move(registers);
    d->clock = &clock;
    auto made = d->thread.run([&]() -> Status {
        auto vault = Vault::create(
            path, {about.userName, about.passphrase.clone()}, about.cost,
            [&](Vault &fresh) { return writeGenesis(fresh, about, d->registers, clock); });
        SG_TRY(vault);
        d->vault = *std::move(vault);
        return d->attach();
    });
    std::unique_ptr<Project> project(new Project(std::move(d)));
    SG_TRY(made);
    return project;
}

Result<std::unique_ptr<Project>> Project::open(const QString &path, const Credentials &credentials,
                                               Access access,
                                               std::shared_ptr<const Registers> registers,
                                               const Clock &clock)
{
    auto d = std::make_unique<Private>();
    d->registers = std::move(registers);
    d->clock = &clock;
    auto opened = d->thread.run([&]() -> Status {
        auto vault = Vault::open(path, credentials, access);
        SG_TRY(vault);
        d->vault = *std::move(vault);
        return d->attach();
    });
    std::unique_ptr<Project> project(new Project(std::move(d)));
    SG_TRY(opened);
    return project;
}

QString Project::path() const
{
    return d->path;
}

bool Project::isReadOnly() const
{
    return d->isReadOnly;
}

Status Project::canEdit(const RegisterType &type) const
{
    if (d->isReadOnly)
        return failure(readOnly());
    return mayMake(user(), EntryKind::Edit, {&type});
}

Status Project::canChangeUsers() const
{
    if (d->isReadOnly)
        return failure(readOnly());
    return may(user(), Operation::Users);
}

bool Project::mayEdit() const
{
    return !d->isReadOnly && may(user(), Operation::Edit);
}

QByteArray Project::projectId() const
{
    return d->projectId;
}

const Registers &Project::registers() const
{
    return *d->registers;
}

const Clock &Project::clock() const
{
    return *d->clock;
}

const User &Project::user() const
{
    return *d->snapshot.find(d->user);
}

Recovery Project::recovery() const
{
    return d->recovery;
}

QStringList Project::notices() const
{
    return d->notices;
}

Snapshot Project::snapshot() const
{
    return d->now();
}

Result<Change> Project::perform(const QString &sentence, const Writes &writes, EntryKind kind)
{
    SG_TRY(d->canWrite());
    Edit edit = d->draft();
    SG_TRY(writes(edit));
    return finish(edit, sentence, kind);
}

Status Project::check(const Writes &writes) const
{
    Edit edit = d->draft();
    SG_TRY(writes(edit));
    return validate(edit.changes(), edit.now(), EntryKind::Edit);
}

Status Project::note(const QString &sentence)
{
    if (d->isReadOnly)
        return failure(readOnly());
    if (d->isBusy) {
        d->waitingNotes += sentence;
        return {};
    }
    const auto change = d->note(sentence);
    SG_TRY(change);
    Q_EMIT changed(*change);
    return {};
}

void Project::endBusy()
{
    d->isBusy = false;
    for (const QString &sentence : std::exchange(d->waitingNotes, {}))
        (void)note(sentence);
}

Status Project::validate(const std::vector<RecordChange> &changes, const Snapshot &now,
                         EntryKind kind) const
{
    std::set<const RegisterType *> registers;
    for (const RecordChange &change : changes)
        registers.insert(change.type);
    SG_TRY(mayMake(user(), kind, registers));
    SG_TRY(checkAuthors(changes));
    SG_TRY(checkContents(changes));
    for (const RecordChange &change : changes) {
        const bool isWhole = change.before && change.after;
        if ((change.type->isSingleton || change.type->isFixed) && !isWhole &&
            kind != EntryKind::Migration)
            return failure(
                ErrorCode::Refused,
                ProjectText::tr(
                    "The records of %1 are a part of every project: they are edited, not "
                    "added or removed.")
                    .arg(change.type->plural));
    }
    return validateChanges(
        changes, now, [this](const RegisterType &type, const Field &field, const QString &name) {
            return d->uniqueIndex.find(d->snapshot, type, field, name);
        });
}

Result<Change> Project::finish(const Edit &edit, const QString &sentence, EntryKind kind)
{
    auto changes = edit.changes();
    SG_TRY(validate(changes, edit.now(), kind));
    auto change = d->store(sentence, kind, std::move(changes));
    if (change && !change->isEmpty())
        Q_EMIT changed(*change);
    return change;
}

QFuture<Result<Change>> Project::performLong(const QString &sentence, LongWrites writes,
                                             Progress progress, EntryKind kind)
{
    auto promise = std::make_shared<QPromise<Result<Change>>>();
    promise->start();
    if (auto refused = d->canEdit(kind); !refused) {
        promise->addResult(failure(refused.error()));
        promise->finish();
        return promise->future();
    }
    d->isBusy = true;
    d->isWorkerRunning = true;
    Q_EMIT busyChanged(true);
    auto edit = std::make_shared<Edit>(d->draft());
    QThreadPool::globalInstance()->start([=, this, writes = std::move(writes)] {
        std::pair<qint64, qint64> told(0, 0);
        const Progress telling = [&](qint64 done, qint64 all) {
            told = {done, all};
            return !progress || progress(done, all);
        };
        auto written = std::make_shared<Status>(writes(*edit, telling));
        QMetaObject::invokeMethod(this, [=, this] {
            endBusy();
            // Who stopped it while the last steps were composed wants nothing stored.
            if (*written && progress && !progress(told.first, told.second))
                *written = failure(ErrorCode::Cancelled,
                                   ProjectText::tr("It was stopped. Nothing was changed."));
            promise->addResult(*written ? finish(*edit, sentence, kind)
                                        : Result<Change>(failure(written->error())));
            promise->finish();
            Q_EMIT busyChanged(false);
        });
        d->isWorkerRunning = false;
    });
    return promise->future();
}

bool Project::isBusy() const
{
    return d->isBusy;
}

std::optional<EntryHead> Project::undoable() const
{
    return d->undoable;
}

std::optional<EntryHead> Project::redoable() const
{
    return d->redoable;
}

Result<Change> Project::undo()
{
    const auto target = undoable();
    if (!target)
        return failure(ErrorCode::NotFound, ProjectText::tr("There is nothing to undo."));
    return step(EntryKind::Undo, ProjectText::tr("Undo: %1").arg(target->sentence),
                target->sequence);
}

Result<Change> Project::redo()
{
    const auto target = redoable();
    if (!target)
        return failure(ErrorCode::NotFound, ProjectText::tr("There is nothing to redo."));
    return step(EntryKind::Redo, ProjectText::tr("Redo: %1").arg(target->sentence),
                target->sequence);
}

Result<Change> Project::step(EntryKind kind, const QString &sentence, qint64 target)
{
    SG_TRY(d->canEdit(kind));
    auto taken = d->thread.run([&] {
        auto result = d->ledger->step(kind, d->user, sentence, target, [&](const auto &registers) {
            return d->canEdit(kind, registers);
        });
        d->refreshHistory();
        return result;
    });
    return take(std::move(taken));
}

Result<VerifyReport> Project::Private::verify(const VaultProgress &progress) const
{
    auto report = vault->verify(progress);
    SG_TRY(report);
    auto lines = verifyHistory(*connection, *registers, adaptedFrom, progress);
    SG_TRY(lines);
    report->lines.insert(report->lines.end(), lines->begin(), lines->end());
    lines = verifyContents(*connection, *registers, progress);
    SG_TRY(lines);
    report->lines.insert(report->lines.end(), lines->begin(), lines->end());
    return report;
}

Result<VerifyReport> Project::verify(const VaultProgress &progress)
{
    return d->thread.run([&] { return d->verify(progress); });
}

QFuture<Result<VerifyReport>> Project::verifyLong(VaultProgress progress)
{
    return inBackground<Result<VerifyReport>>([this, progress = std::move(progress)] {
        return d->verify(
            [&](quint32 done, quint32 all) { return !d->isClosing && progress(done, all); });
    });
}

Result<BackupDone> Project::backUp(const BackupPlan &plan, const VaultProgress &progress)
{
    return d->thread.run(
        [&] { return safeguard::backUp(*d->vault, plan, d->clock->now(), progress); });
}

QFuture<Result<BackupDone>> Project::backUpLong(const BackupPlan &plan, VaultProgress progress)
{
    return inBackground<Result<BackupDone>>([=, this, progress = std::move(progress)] {
        return safeguard::backUp(*d->vault, plan, d->clock->now(), [&](quint32 done, quint32 all) {
            return !d->isClosing && progress(done, all);
        });
    });
}

QFuture<Result<BackupDone>> Project::backUpQuietly(const BackupPlan &plan)
{
    return inBackground<Result<BackupDone>>(
        [=, this] {
            return safeguard::backUp(*d->vault, plan, d->clock->now(), [&](quint32, quint32) {
                return !d->isClosing && !d->thread.isAwaited();
            });
        },
        {}, Manner::Quiet);
}

Receipt Project::takeReceipt() const
{
    Receipt receipt;
    receipt.projectId = d->projectId;
    receipt.sequence = d->last.sequence;
    receipt.hash = d->last.hash;
    receipt.taken = d->clock->now().toUTC();
    receipt.user = user().name;
    receipt.publicKey = fromBase32(user().publicKey).value_or(QByteArray());
    receipt.signature =
        d->thread.run([&] { return d->vault->sign(receipt.signedText().toUtf8()); });
    return receipt;
}

Result<VerifyLine> Project::compare(const Receipt &receipt) const
{
    return d->thread.run([&] { return compareReceipt(*d->connection, d->projectId, receipt); });
}

QByteArray Project::viewState(const QString &key) const
{
    return d->thread.run([&] { return readViewState(*d->connection, d->user, key); });
}

void Project::setViewState(const QString &key, const QByteArray &state)
{
    if (d->isReadOnly)
        return;
    d->thread.post([this, key, state] {
        // A lost column width is not worth a message.
        (void)writeViewState(*d->connection, d->user, key, state);
    });
}

}
