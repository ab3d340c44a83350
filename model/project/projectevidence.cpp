// SPDX-License-Identifier: GPL-3.0-or-later
// Project: files that go into it and out of it, piece by piece.
#include "model/base/atomicfile.h"
#include "model/base/base32.h"
#include "model/project/contentcheck.h"
#include "model/project/projectprivate.h"
#include "model/project/rights.h"
#include "model/store/attachments.h"

#include <limits>
#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace safeguard {

namespace {

struct FilesText
{
    Q_DECLARE_TR_FUNCTIONS(Project)
};

constexpr qint64 largestFile = std::numeric_limits<int>::max(); ///< as a record's size can say
constexpr int partsAtOnce = 8; ///< for as long the database thread does nothing else

Error stopped()
{
    return {ErrorCode::Cancelled, FilesText::tr("It was stopped. Nothing was changed.")};
}

/// Whether both are the same file, without opening either: closing a second handle to the project
/// would let go of its lock.
bool isSameFile(const QString &a, const QString &b)
{
#ifdef Q_OS_UNIX
    struct stat first = {};
    struct stat second = {};
    return ::stat(QFile::encodeName(a).constData(), &first) == 0 &&
           ::stat(QFile::encodeName(b).constData(), &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
#else
    return QFileInfo(a) == QFileInfo(b);
#endif
}

Status checkSize(const QString &name, qint64 size)
{
    if (size == 0)
        return failure(ErrorCode::InvalidInput, FilesText::tr("%1 is empty.").arg(name));
    if (size > largestFile)
        return failure(ErrorCode::InvalidInput,
                       FilesText::tr("%1 is larger than 2 GB, more than can be stored here. Keep "
                                     "it elsewhere and give the reference.")
                           .arg(name));
    return {};
}

Status checkSource(const QString &path, const QString &projectPath)
{
    const QFileInfo file(path);
    const QString name = QDir::toNativeSeparators(path);
    if (!file.exists())
        return failure(ErrorCode::NotFound, FilesText::tr("There is no file %1.").arg(name));
    if (!file.isFile())
        return failure(ErrorCode::InvalidInput,
                       FilesText::tr("%1 is not a file. Add files one by one.").arg(name));
    if (isSameFile(path, projectPath))
        return failure(ErrorCode::InvalidInput,
                       FilesText::tr("%1 is this project itself.").arg(name));
    return checkSize(name, file.size());
}

}

OnStoredFiles Project::Private::onStoredFiles()
{
    return [this](const auto &work) {
        return thread.run([&] {
            Attachments attachments(*connection);
            const Status done = work(attachments);
            attachments.forgetPages();
            return done;
        });
    };
}

/// One file on its way into the project. Its work is done in a worker, a few parts at a time on the
/// database thread; \c finish() and \c abandon() are called by the project.
struct Project::Intake
{
    using Open = std::function<Result<std::unique_ptr<QIODevice>>()>;

    explicit Intake(Snapshot present)
        : now(std::move(present))
    {}
    StoredFile file;
    Open open;
    OnStoredFiles onDatabase;
    Snapshot now;
    Progress progress = {};
    std::optional<Attachment> stored = {}; ///< what the record is to name
    bool isNew = false;                    ///< stored by this, nothing before

    /// Hashes the file and, unless its content is there and sound, stores it; not yet complete.
    Status take();
    /// Reads the file; calls \a each with a few parts at a time.
    Status read(qint64 before, const std::function<Status(std::vector<QByteArray>)> &each);
    Status removeUnfinished();
    Result<bool> isSound(Attachment attachment);
    Status stage(const QByteArray &sha256);
    Status checkNotRemoved() const;
    bool tell(qint64 done) const { return !progress || progress(done, 2 * file.size); }
    Error changed() const
    {
        return {ErrorCode::Refused,
                FilesText::tr("%1 changed while it was read. Nothing was changed here; try again.")
                    .arg(file.name)};
    }
};

Status Project::Intake::read(qint64 before,
                             const std::function<Status(std::vector<QByteArray>)> &each)
{
    const auto device = open();
    SG_TRY(device);
    qint64 done = 0;
    while (done < file.size) {
        std::vector<QByteArray> parts;
        for (int i = 0; i < partsAtOnce && done < file.size; ++i) {
            const qint64 wanted = std::min(Attachments::partSize, file.size - done);
            parts.push_back((*device)->read(wanted));
            if (parts.back().size() != wanted)
                return failure(changed());
            done += wanted;
        }
        SG_TRY(each(std::move(parts)));
        if (!tell(before + done))
            return failure(stopped());
    }
    char beyond = 0;
    return (*device)->read(&beyond, 1) > 0 ? failure(changed()) : Status();
}

Status Project::Intake::removeUnfinished()
{
    for (bool isMore = true; isMore;) {
        SG_TRY(onDatabase([&](Attachments &stored) -> Status {
            const auto removed = stored.removeSomeUnfinished();
            SG_TRY(removed);
            isMore = *removed;
            return {};
        }));
        if (!tell(0))
            return failure(stopped());
    }
    return {};
}

Result<bool> Project::Intake::isSound(Attachment attachment)
{
    AttachmentReader reader(std::move(attachment));
    while (!reader.atEnd()) {
        const Status sound = onDatabase([&](Attachments &from) -> Status {
            for (int i = 0; i < partsAtOnce && !reader.atEnd(); ++i) {
                const auto part = reader.next(from);
                SG_TRY(part);
            }
            return {};
        });
        if (!sound)
            return false;
        if (!tell(file.size + std::min(reader.position(), file.size)))
            return failure(stopped());
    }
    return true;
}

Status Project::Intake::stage(const QByteArray &sha256)
{
    SG_TRY(onDatabase([&](Attachments &to) -> Status {
        auto begun = to.begin(sha256, file.size);
        SG_TRY(begun);
        stored = *std::move(begun);
        isNew = true;
        return {};
    }));
    QCryptographicHash again(QCryptographicHash::Sha256);
    qint64 first = 0;
    SG_TRY(read(file.size, [&](std::vector<QByteArray> parts) {
        for (const QByteArray &part : parts)
            again.addData(part);
        const qint64 at = std::exchange(first, first + static_cast<qint64>(parts.size()));
        return onDatabase([&](Attachments &to) { return to.append(*stored, at, parts); });
    }));
    return again.result() == sha256 ? Status() : failure(changed());
}

Status Project::Intake::checkNotRemoved() const
{
    const Expunction *removal = removalOf(now, file.content);
    if (!removal)
        return {};
    return failure(
        ErrorCode::Refused,
        FilesText::tr("%1 was removed from this project for good on %2 (%3), so it is not taken in "
                      "again.")
            .arg(file.name, removal->at.toLocalTime().date().toString(Qt::ISODate),
                 removal->reason));
}

Status Project::Intake::take()
{
    SG_TRY(removeUnfinished());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    SG_TRY(read(0, [&](const std::vector<QByteArray> &parts) {
        for (const QByteArray &part : parts)
            hash.addData(part);
        return Status();
    }));
    const QByteArray sha256 = hash.result();
    file.content = toBase32(sha256);
    SG_TRY(checkNotRemoved());
    SG_TRY(onDatabase([&](Attachments &in) -> Status {
        auto found = in.find(sha256);
        SG_TRY(found);
        stored = *std::move(found);
        return {};
    }));
    if (stored) {
        const auto sound = isSound(*stored);
        SG_TRY(sound);
        if (*sound)
            return {};
    }
    return stage(sha256);
}

Status Project::checkAttaching(const RegisterType &type, const StoredFile &file,
                               const FileWrites &writes) const
{
    SG_TRY(canEdit(type));
    Edit edit = d->draft();
    SG_TRY(writes(edit, {file.name, {}, file.size}));
    return validate(edit.changes(), edit.now(), EntryKind::Edit);
}

Status Project::checkContents(const std::vector<RecordChange> &changes) const
{
    for (const RecordChange &change : changes) {
        const Field *field = contentFieldOf(*change.type);
        if (!field || !change.after)
            continue;
        const QString content = textOf(field->get(*change.after));
        if (content.isEmpty() || (change.before && textOf(field->get(*change.before)) == content))
            continue;
        const auto sha256 = fromBase32(content);
        const auto found =
            d->thread.run([&] { return Attachments(*d->connection).find(sha256.value_or("")); });
        SG_TRY(found);
        if (!*found)
            return failure(
                Error{ErrorCode::InvalidInput,
                      FilesText::tr("No file with that SHA-256 is stored in this project."),
                      {{field->key, FilesText::tr("It follows from the file and is not typed.")}}});
    }
    return {};
}

Result<Change> Project::storeAttached(Intake &intake, const QString &sentence,
                                      const FileWrites &writes)
{
    if (intake.isNew)
        SG_TRY(intake.onDatabase([&](Attachments &to) { return to.complete(*intake.stored); }));
    auto done = perform(sentence, [&](Edit &edit) { return writes(edit, intake.file); });
    if (!done && intake.isNew)
        (void)intake.onDatabase([&](Attachments &to) { return to.abandon(*intake.stored); });
    return done;
}

/// Takes away what is left of it, some parts at a time. While the project closes there is no time
/// for that; the next opening does it.
void Project::cleanUp(std::shared_ptr<Intake> intake)
{
    intake->progress = [this](qint64, qint64) { return !d->isClosing; };
    ++d->streamCount;
    QThreadPool::globalInstance()->start([this, intake = std::move(intake)] {
        (void)intake->removeUnfinished();
        --d->streamCount;
    });
}

void Project::finishAttaching(std::shared_ptr<Intake> intake, const QString &sentence,
                              const FileWrites &writes,
                              std::shared_ptr<QPromise<Result<Change>>> promise)
{
    if (d->isBusy) { // then after what is under way
        connect(
            this, &Project::busyChanged, this,
            [=, this] { finishAttaching(intake, sentence, writes, promise); },
            static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
        return;
    }
    auto done = intake->tell(2 * intake->file.size) ? storeAttached(*intake, sentence, writes)
                                                    : Result<Change>(failure(stopped()));
    if (!done && intake->isNew)
        cleanUp(intake);
    d->isAttaching = false;
    promise->addResult(std::move(done));
    promise->finish();
}

QFuture<Result<Change>> Project::attachLong(const QString &path, const RegisterType &type,
                                            const QString &sentence, FileWrites writes,
                                            Progress progress)
{
    auto promise = std::make_shared<QPromise<Result<Change>>>();
    promise->start();
    const QFileInfo info(path);
    const StoredFile file{info.fileName(), {}, info.size()};
    const auto refuse = [&](const Error &error) {
        promise->addResult(failure(error));
        promise->finish();
        return promise->future();
    };
    if (const auto fits = checkSource(path, d->path); !fits)
        return refuse(fits.error());
    if (const auto permitted = checkAttaching(type, file, writes); !permitted)
        return refuse(permitted.error());
    if (d->isAttaching.exchange(true))
        return refuse({ErrorCode::Refused, FilesText::tr("Another file is being added. Wait until "
                                                         "it is done, or cancel it.")});
    auto intake = std::make_shared<Intake>(d->snapshot);
    intake->file = file;
    intake->open = [path]() -> Result<std::unique_ptr<QIODevice>> {
        auto source = std::make_unique<QFile>(path);
        if (!source->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(ErrorCode::Io,
                           FilesText::tr("%1 cannot be read: %2")
                               .arg(QDir::toNativeSeparators(path), source->errorString()));
        return std::unique_ptr<QIODevice>(std::move(source));
    };
    intake->onDatabase = d->onStoredFiles();
    intake->progress = [this, progress = std::move(progress)](qint64 done, qint64 all) {
        return !d->isClosing && (!progress || progress(done, all));
    };
    ++d->streamCount;
    QThreadPool::globalInstance()->start([=, this, writes = std::move(writes)] {
        const Status taken = intake->take();
        QMetaObject::invokeMethod(this, [=, this] {
            if (taken)
                return finishAttaching(intake, sentence, writes, promise);
            if (intake->isNew)
                cleanUp(intake);
            d->isAttaching = false;
            promise->addResult(failure(taken.error()));
            promise->finish();
        });
        --d->streamCount;
    });
    return promise->future();
}

Result<Change> Project::attach(const QString &name, const QByteArray &bytes,
                               const RegisterType &type, const QString &sentence,
                               const FileWrites &writes)
{
    SG_TRY(d->canWrite());
    Intake intake(d->snapshot);
    intake.file = {name, {}, bytes.size()};
    SG_TRY(checkSize(name, bytes.size()));
    SG_TRY(checkAttaching(type, intake.file, writes));
    if (d->isAttaching)
        return failure(Private::refusedWhileBusy());
    intake.open = [&]() -> Result<std::unique_ptr<QIODevice>> {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(bytes);
        buffer->open(QIODevice::ReadOnly);
        return std::unique_ptr<QIODevice>(std::move(buffer));
    };
    intake.onDatabase = d->onStoredFiles();
    const auto taken = intake.take();
    auto done =
        taken ? storeAttached(intake, sentence, writes) : Result<Change>(failure(taken.error()));
    if (!done && intake.isNew)
        (void)intake.removeUnfinished();
    return done;
}

/// One stored file on its way out.
struct Project::Outlet
{
    QByteArray sha256;
    OnStoredFiles onDatabase;
    Progress progress;

    Result<Attachment> find() const
    {
        std::optional<Attachment> found;
        SG_TRY(onDatabase([&](Attachments &from) -> Status {
            auto attachment = from.find(sha256);
            SG_TRY(attachment);
            found = *std::move(attachment);
            return {};
        }));
        if (!found)
            return failure(ErrorCode::Damaged,
                           FilesText::tr("The file is missing in the project, so nothing was "
                                         "written. Verify the project, and look for a backup."));
        return *found;
    }
    Result<QByteArray> some(AttachmentReader &reader) const
    {
        QByteArray bytes;
        const Status sound = onDatabase([&](Attachments &from) -> Status {
            for (int i = 0; i < partsAtOnce && !reader.atEnd(); ++i) {
                const auto part = reader.next(from);
                SG_TRY(part);
                bytes += *part;
            }
            return {};
        });
        if (!sound && sound.error().code == ErrorCode::Damaged)
            return failure(ErrorCode::Damaged,
                           FilesText::tr("The stored file is damaged (%1), so nothing was "
                                         "written. Verify the project, and look for a backup.")
                               .arg(sound.error().text));
        SG_TRY(sound);
        return bytes;
    }
    Status writeTo(const QString &path) const
    {
        const auto attachment = find();
        SG_TRY(attachment);
        return writeAtomically(path, [&](QIODevice &out) -> Status {
            AttachmentReader reader(*attachment);
            while (!reader.atEnd()) {
                const auto bytes = some(reader);
                SG_TRY(bytes);
                SG_TRY(writeAll(out, path, *bytes));
                if (!progress(std::min(reader.position(), attachment->size), attachment->size))
                    return failure(stopped());
            }
            return {};
        });
    }
};

QFuture<Status> Project::exportContentLong(const RecordRef &record, const QString &path,
                                           Progress progress)
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    const auto sha256 = checkExporting(record, path);
    if (!sha256) {
        promise->addResult(failure(sha256.error()));
        promise->finish();
        return promise->future();
    }
    const QString what =
        FilesText::tr("evidence %1")
            .arg(d->registers->find(record.registerKey)->citeNumber(*d->snapshot.find(record)));
    const Outlet outlet{*sha256, d->onStoredFiles(),
                        [this, progress = std::move(progress)](qint64 done, qint64 all) {
                            return !d->isClosing && (!progress || progress(done, all));
                        }};
    ++d->streamCount;
    QThreadPool::globalInstance()->start([=, this] {
        const Status written = outlet.writeTo(path);
        QMetaObject::invokeMethod(this, [=, this] {
            if (written)
                noteExport(what, path, *sha256);
            promise->addResult(written);
            promise->finish();
        });
        --d->streamCount;
    });
    return promise->future();
}

Result<QByteArray> Project::checkExporting(const RecordRef &record, const QString &path) const
{
    SG_TRY(may(user(), Operation::Export));
    const RecordPtr found = d->snapshot.find(record);
    const RegisterType *type = d->registers->find(record.registerKey);
    const Field *field = found ? contentFieldOf(*type) : nullptr;
    const QString content = field ? textOf(field->get(*found)) : QString();
    if (content.isEmpty())
        return failure(ErrorCode::NotFound, FilesText::tr("No file of it is kept in the project."));
    if (removalOf(d->snapshot, content))
        return failure(ErrorCode::NotFound,
                       FilesText::tr("Its file was removed from the project for good."));
    if (isSameFile(path, d->path))
        return failure(ErrorCode::Refused,
                       FilesText::tr("%1 is this project itself. Choose another name.")
                           .arg(QDir::toNativeSeparators(path)));
    const auto sha256 = fromBase32(content);
    if (!sha256)
        return failure(ErrorCode::Damaged,
                       FilesText::tr("What the record says of its file is no SHA-256."));
    return *sha256;
}

}
