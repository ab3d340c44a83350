// SPDX-License-Identifier: GPL-3.0-or-later
// Project: what is told about it, signatures, comments, baselines, erasing.
#include "model/base/atomicfile.h"
#include "model/base/base32.h"
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/contentcheck.h"
#include "model/project/projectprivate.h"
#include "model/project/remarks.h"
#include "model/project/rights.h"
#include "model/project/signing.h"
#include "model/store/attachments.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

namespace safeguard {

namespace {

struct TrustText
{
    Q_DECLARE_TR_FUNCTIONS(Project)
};

/// UTC, as signatures, comments and baselines keep it.
QDateTime toTheSecond(const QDateTime &time)
{
    return QDateTime::fromSecsSinceEpoch(time.toSecsSinceEpoch(), Qt::UTC);
}

}

Status Project::exportFile(const QString &what, const QString &path, const QByteArray &bytes)
{
    SG_TRY(may(user(), Operation::Export));
    SG_TRY(writeAtomically(path, bytes));
    noteExport(what, path, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    return {};
}

void Project::noteExport(const QString &what, const QString &path, const QByteArray &sha256)
{
    // Where nothing can be noted, because the project is only read, the export stands.
    (void)note(TrustText::tr("Export %1 as %2, SHA-256 %3")
                   .arg(what, QFileInfo(path).fileName(), QString::fromLatin1(sha256.toHex())));
}

Status Project::noteVerified(const VerifyReport &report)
{
    const auto wrong = std::count_if(report.lines.begin(), report.lines.end(),
                                     [](const VerifyLine &line) { return !line.isSound; });
    return note(wrong == 0 ? TrustText::tr("Verify the file: it is whole")
                           : TrustText::tr("Verify the file: %n places are wrong", nullptr,
                                           static_cast<int>(wrong)));
}

Status Project::checkAuthors(const std::vector<RecordChange> &changes) const
{
    for (const RecordChange &change : changes) {
        for (const Field &field : change.type->fields) {
            if (!field.isAuthor || !change.after)
                continue;
            const Value author = change.before ? field.get(*change.before) : Value(AnyId(d->user));
            if (field.get(*change.after) != author)
                return failure(
                    ErrorCode::NotPermitted,
                    TrustText::tr("%1 is whoever added the record, nobody else.").arg(field.label));
        }
    }
    return checkRemarks(changes);
}

Status Project::checkRemarks(const std::vector<RecordChange> &changes) const
{
    const RegisterType &comments = d->registers->of<Comment>();
    const auto isRemoved = [&](const AnyId &id) {
        return std::any_of(changes.begin(), changes.end(), [&](const RecordChange &change) {
            return change.id == id && !change.after;
        });
    };
    for (const RecordChange &change : changes) {
        if (change.type != &comments)
            continue;
        const auto *before = static_cast<const Comment *>(change.before.get());
        const auto *after = static_cast<const Comment *>(change.after.get());
        const QString fault = faultInRemark(
            user(), before, after, before && isRemoved(before->subject.id), d->clock->now());
        if (!fault.isEmpty())
            return failure(ErrorCode::NotPermitted, fault + u'.');
    }
    return {};
}

Status Project::canSign(Meaning meaning) const
{
    if (d->isReadOnly)
        return d->canWrite();
    return may(user(), meaning == Meaning::Prepared ? Operation::Sign : Operation::Approve);
}

Status Project::checkSigning(const RecordRef &record, Meaning meaning) const
{
    SG_TRY(d->canWrite());
    SG_TRY(canSign(meaning));
    const RegisterType *type = d->registers->find(record.registerKey);
    if (!type || !isSignable(*type))
        return failure(ErrorCode::Refused, TrustText::tr("Such records are not signed."));
    const RecordPtr signable = d->snapshot.find(record);
    if (!signable)
        return failure(ErrorCode::NotFound, TrustText::tr("There is no such record any more."));
    return meaning == Meaning::Approved && type->mayBeApproved
               ? type->mayBeApproved(*signable, d->snapshot)
               : Status();
}

Result<Change> Project::storeSignature(const RecordRef &record, Meaning meaning,
                                       const Status &checked)
{
    const QString name = d->snapshot.describe(record);
    if (!checked && checked.error().code == ErrorCode::WrongPassphrase)
        (void)note(TrustText::tr("Wrong passphrase for signing %1").arg(name));
    SG_TRY(checked);
    Signature signature;
    signature.printedName = user().fullName;
    signature.meaning = meaning;
    signature.subject = record;
    signature.signer = d->user;
    signature.signedAt = toTheSecond(d->clock->now());
    signature.text = statementOf(signature, user(), d->projectId, d->snapshot);
    signature.signature =
        toBase32(d->thread.run([&] { return d->vault->sign(signature.text.toUtf8()); }));
    return perform(
        TrustText::tr("Sign %1: %2").arg(name, labelOf(meaning)),
        [&](Edit &edit) {
            edit.put(std::move(signature));
            return Status();
        },
        EntryKind::Sign);
}

Result<Change> Project::sign(const RecordRef &record, Meaning meaning, const Secret &passphrase)
{
    SG_TRY(checkSigning(record, meaning));
    return storeSignature(record, meaning,
                          d->thread.run([&] { return d->vault->checkPassphrase(passphrase); }));
}

QFuture<Result<Change>> Project::signLong(const RecordRef &record, Meaning meaning,
                                          std::shared_ptr<const Secret> passphrase)
{
    const auto permitted = checkSigning(record, meaning);
    return inBackground<Result<Change>>(
        [=, this]() -> Result<Change> {
            SG_TRY(permitted);
            SG_TRY(d->vault->checkPassphrase(*passphrase));
            return Change();
        },
        [=, this](Result<Change> checked) {
            return permitted ? storeSignature(record, meaning,
                                              checked ? Status() : failure(checked.error()))
                             : checked;
        });
}

Result<Change> Project::addComment(const RecordRef &record, const QString &text)
{
    Comment comment;
    comment.text = text;
    comment.subject = record;
    comment.author = d->user;
    comment.written = toTheSecond(d->clock->now());
    return perform(TrustText::tr("Comment on %1").arg(d->snapshot.describe(record)),
                   [&](Edit &edit) {
                       edit.put(std::move(comment));
                       return Status();
                   });
}

Project::Writes Project::baselineOf(const QString &name, const QString &note) const
{
    Baseline baseline;
    baseline.name = name;
    baseline.note = note;
    baseline.entry = static_cast<int>(d->last.sequence);
    baseline.takenBy = d->user;
    baseline.taken = toTheSecond(d->clock->now());
    return [baseline](Edit &edit) {
        Baseline whole = baseline;
        whole.digest = toBase32(edit.now().digest());
        edit.put(std::move(whole));
        return Status();
    };
}

Result<Change> Project::takeBaseline(const QString &name, const QString &note)
{
    return perform(TrustText::tr("Take the baseline \u201c%1\u201d").arg(name),
                   baselineOf(name, note), EntryKind::Baseline);
}

QFuture<Result<Change>> Project::takeBaselineLong(const QString &name, const QString &note)
{
    return performLong(
        TrustText::tr("Take the baseline \u201c%1\u201d").arg(name),
        [writes = baselineOf(name, note)](Edit &edit, const Progress &) { return writes(edit); },
        {}, EntryKind::Baseline);
}

Status Project::checkExpunging(const ExpungeTarget &target, const QString &reason) const
{
    SG_TRY(d->canEdit(EntryKind::Expunge));
    if (d->isAttaching)
        return failure(Private::refusedWhileBusy());
    if (reason.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, TrustText::tr("Say why it is removed."));
    const QString &text = target.text;
    if (target.isFile())
        return {};
    if (text.trimmed().size() < Erasure::shortest())
        return failure(ErrorCode::InvalidInput,
                       TrustText::tr("Give at least %n characters, exactly as they stand there.",
                                     nullptr, Erasure::shortest()));
    if (Erasure::mark().contains(text, Qt::CaseInsensitive))
        return failure(
            ErrorCode::InvalidInput,
            TrustText::tr("\u201c%1\u201d stands for what is removed.").arg(Erasure::mark()));
    if (reason.contains(text, Qt::CaseInsensitive))
        return failure(ErrorCode::InvalidInput,
                       TrustText::tr("The reason holds what is to be removed. Word it otherwise."));
    return {};
}

Result<Ledger::Step> Project::Private::expunge(const ExpungeTarget &target, const QString &reason)
{
    Expunction about;
    about.reason = reason;
    about.by = user;
    about.at = toTheSecond(clock->now());
    about.content = target.content;
    auto step =
        target.isFile()
            ? ledger->expungeFile(user, TrustText::tr("Remove a file for good: %1").arg(reason),
                                  std::move(about))
            : ledger->expunge(Erasure(*registers, target.text), user,
                              TrustText::tr("Remove something for good: %1").arg(reason),
                              std::move(about));
    refreshHistory();
    if (step && target.isFile())
        (void)removeUnfinished(*connection); // else the next file that comes in does that
    if (step)
        (void)vault->compact(); // what is left in free pages is under the key as before
    return step;
}

Result<Change> Project::expunge(const ExpungeTarget &target, const QString &reason)
{
    SG_TRY(checkExpunging(target, reason));
    return take(d->thread.run([&] { return d->expunge(target, reason); }));
}

QFuture<Result<Change>> Project::expungeLong(const ExpungeTarget &target, const QString &reason)
{
    const auto permitted = checkExpunging(target, reason);
    auto step = std::make_shared<Result<Ledger::Step>>(failure(ErrorCode::Refused, QString()));
    return inBackground<Result<Change>>(
        [=, this]() -> Result<Change> {
            SG_TRY(permitted);
            *step = d->expunge(target, reason);
            return Change();
        },
        [=, this](Result<Change> checked) { return checked ? take(std::move(*step)) : checked; });
}

Result<ErasureReach> Project::Private::reachOf(const ExpungeTarget &target) const
{
    if (!target.isFile())
        return ledger->reachOf(Erasure(*registers, target.text));
    ErasureReach reach;
    const auto stored = Attachments(*connection).find(fromBase32(target.content).value_or(""));
    SG_TRY(stored);
    reach.bytes = *stored ? (*stored)->size : 0;
    for (const RegisterType &type : *registers) {
        const Field *content = contentFieldOf(type);
        if (!content)
            continue;
        const auto rows = RecordStore(*connection).loadAll(type);
        SG_TRY(rows);
        for (const RecordPtr &record : *rows) {
            if (textOf(content->get(*record)) == target.content)
                reach.records.push_back({type.key, record->id});
        }
    }
    return reach;
}

Result<ErasureReach> Project::find(const ExpungeTarget &target) const
{
    return d->thread.run([&] { return d->reachOf(target); });
}

QFuture<Result<ErasureReach>> Project::findLong(const ExpungeTarget &target)
{
    return inBackground<Result<ErasureReach>>([=, this] { return d->reachOf(target); });
}

}
