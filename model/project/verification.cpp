// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/verification.h"

#include "model/base/base32.h"
#include "model/project/erasure.h"
#include "model/project/replay.h"
#include "model/project/signing.h"
#include "model/project/validation.h"
#include "model/store/schema.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct VerificationText
{
    Q_DECLARE_TR_FUNCTIONS(Verification)
};

constexpr qint64 entriesPerTransaction = 256; ///< of the replay; progress is told as often

/// The first fault; empty when the whole history holds. Error: Cancelled.
Result<QString> replayAll(Replay &replay, History &history, const VaultProgress &progress)
{
    const auto head = history.head();
    SG_TRY(head);
    const qint64 count = head->first;
    for (qint64 from = 1; from <= count; from += entriesPerTransaction) {
        auto transaction = Transaction::begin(replay.connection());
        SG_TRY(transaction);
        // Read first: an undo asks for the entry that it takes back.
        std::vector<Entry> entries;
        const auto read =
            history.forEach(from, from + entriesPerTransaction - 1, [&](Entry &&entry) {
                entries.push_back(std::move(entry));
                return true;
            });
        for (const Entry &entry : entries) {
            auto taken = replay.take(entry);
            const QString fault = taken ? *taken
                                        : VerificationText::tr("entry %1: %2")
                                              .arg(entry.sequence)
                                              .arg(taken.error().text);
            if (!fault.isEmpty())
                return fault;
        }
        if (!read)
            return VerificationText::tr("after entry %1: %2")
                .arg(replay.last())
                .arg(read.error().text);
        SG_TRY(transaction->commit());
        if (progress && !progress(static_cast<quint32>(replay.last()), static_cast<quint32>(count)))
            return failure(ErrorCode::Cancelled,
                           VerificationText::tr("The verification was stopped."));
    }
    if (replay.last() != count)
        return VerificationText::tr("entries %1 to %2 are missing")
            .arg(replay.last() + 1)
            .arg(count);
    return QString();
}

/// The entries of a kind, in order.
Result<std::vector<qint64>> entriesOf(History &history, EntryKind kind)
{
    std::vector<qint64> entries;
    SG_TRY(history.forEachHeadBack([&](EntryHead &&head) {
        if (head.kind == kind)
            entries.push_back(head.sequence);
        return true;
    }));
    std::reverse(entries.begin(), entries.end());
    return entries;
}

/// Whether a user had that key by then, according to the entries about users.
Result<bool> wasKeyOfAUser(History &history, const QByteArray &publicKey, qint64 until)
{
    const auto entries = entriesOf(history, EntryKind::User);
    SG_TRY(entries);
    const QString wanted = toBase32(publicKey);
    for (const qint64 sequence : *entries) {
        if (sequence > until)
            break;
        const auto entry = history.read(sequence);
        SG_TRY(entry);
        const auto rows = entry->changes.rows();
        SG_TRY(rows);
        for (const RowChange &row : *rows) {
            for (const QVariant &value : row.after) {
                if (value.userType() == QMetaType::QString && value.toString() == wanted)
                    return true;
            }
        }
    }
    return false;
}

VerifyLine historyLine(const Replay &replay)
{
    QString finding =
        VerificationText::tr("%1 entries, each linked to the one before, signed, and permitted to "
                             "its signer")
            .arg(replay.last());
    if (replay.expungedCount() > 0)
        finding += VerificationText::tr("; from %n of them something was removed for good, as "
                                        "expunctions say",
                                        nullptr, static_cast<int>(replay.expungedCount()));
    if (!replay.notCompared().isEmpty())
        finding +=
            VerificationText::tr("; so that the content under %1 cannot be compared any more")
                .arg(replay.notCompared().join(QStringLiteral(", ")));
    if (!replay.otherKeys().isEmpty())
        finding += VerificationText::tr("; given another key by an officer: %1")
                       .arg(replay.otherKeys().join(QStringLiteral(", ")));
    if (replay.firstOutOfTime() > 0)
        finding += VerificationText::tr("; the clock went back before entry %1, so that dates "
                                        "around it are not to be relied on")
                       .arg(replay.firstOutOfTime());
    return {true, VerificationText::tr("History"), finding};
}

/// How the signatures stand, which is not the file's fault.
Result<std::vector<VerifyLine>> signatureLines(RecordStore &held, const Registers &registers)
{
    const auto any = held.loadAll(registers.of<Signature>());
    SG_TRY(any);
    if (any->isEmpty())
        return std::vector<VerifyLine>();
    std::map<QString, RowSet> content;
    for (const RegisterType &type : registers) {
        auto rows = held.loadAll(type);
        SG_TRY(rows);
        content.emplace(type.key, *std::move(rows));
    }
    // Only looked into here.
    const Snapshot now(std::shared_ptr<const Registers>(std::shared_ptr<void>(), &registers),
                       std::move(content));
    std::map<SignatureState, int> counts;
    for (const Signature &signature : now.rows<Signature>())
        ++counts[stateOf(signature, now)];
    QStringList said;
    for (const auto &[state, count] : counts)
        said += VerificationText::tr("%1: %2").arg(nameOf(state)).arg(count);
    return std::vector<VerifyLine>{{!counts.contains(SignatureState::Broken),
                                    VerificationText::tr("Signatures"),
                                    said.join(QStringLiteral("; "))}};
}

/// What a register holds otherwise than the history says; empty when it does not.
QString difference(const RegisterType &type, const RowSet &held, const RowSet &said)
{
    QStringList names;
    const auto add = [&](const Record &record, const QString &what) {
        if (names.size() < 3)
            names += what.arg(type.citeNumber(record).isEmpty() ? type.title(record)
                                                                : type.citeNumber(record));
        else if (names.size() == 3)
            names += VerificationText::tr("and others");
    };
    for (const RecordPtr &record : held) {
        const RecordPtr other = said.find(record->id);
        if (!other)
            add(*record, VerificationText::tr("%1 is in no entry"));
        else if (record->number != other->number || !haveSameFields(type, record, other))
            add(*record, VerificationText::tr("%1 is not as its last entry left it"));
    }
    for (const RecordPtr &record : said) {
        if (!held.find(record->id))
            add(*record, VerificationText::tr("%1 is missing"));
    }
    return names.join(QStringLiteral("; "));
}

Result<std::vector<VerifyLine>> compareContent(RecordStore &held, RecordStore &said,
                                               const Registers &registers)
{
    std::vector<VerifyLine> lines;
    size_t count = 0;
    for (const RegisterType &type : registers) {
        const auto here = held.loadAll(type);
        SG_TRY(here);
        const auto there = said.loadAll(type);
        SG_TRY(there);
        count += here->size();
        if (const QString fault = difference(type, *here, *there); !fault.isEmpty())
            lines.push_back({false, type.plural, fault});
    }
    if (lines.empty())
        lines.push_back({true, VerificationText::tr("Content"),
                         VerificationText::tr("%1 records, each as the history says").arg(count)});
    return lines;
}

}

Result<std::vector<VerifyLine>> verifyHistory(Connection &connection, const Registers &registers,
                                              int adaptedFrom, const VaultProgress &progress)
{
    const auto expunctions = loadExpunctions(connection, registers);
    SG_TRY(expunctions);
    History history(connection);
    const auto expunging = entriesOf(history, EntryKind::Expunge);
    SG_TRY(expunging);
    auto replay = Replay::start(registers, entriesSayingLess(*expunctions, *expunging),
                                [&](qint64 sequence) { return history.read(sequence); });
    SG_TRY(replay);
    const auto fault = replayAll(**replay, history, progress);
    SG_TRY(fault);
    if (!fault->isEmpty())
        return std::vector<VerifyLine>{{false, VerificationText::tr("History"), *fault}};
    std::vector<VerifyLine> lines{historyLine(**replay)};
    if (adaptedFrom > 0)
        SG_TRY(adaptRecords((*replay)->connection(), adaptedFrom));
    RecordStore held(connection);
    const auto content = compareContent(held, (*replay)->records(), registers);
    SG_TRY(content);
    lines.insert(lines.end(), content->begin(), content->end());
    if (registers.find(QString::fromLatin1(Signature::registerKey))) {
        const auto signatures = signatureLines(held, registers);
        SG_TRY(signatures);
        lines.insert(lines.end(), signatures->begin(), signatures->end());
    }
    return lines;
}

Result<VerifyLine> compareReceipt(Connection &connection, const QByteArray &projectId,
                                  const Receipt &receipt)
{
    const auto line = [&](bool isSound, const QString &finding) {
        return VerifyLine{
            isSound,
            VerificationText::tr("Receipt of %1 UTC by %2")
                .arg(receipt.taken.toString(QStringLiteral("yyyy-MM-dd HH:mm")), receipt.user),
            finding};
    };
    if (receipt.projectId != projectId)
        return line(false, VerificationText::tr("it is of another project"));
    History history(connection);
    const auto head = history.head();
    SG_TRY(head);
    if (head->first < receipt.sequence)
        return line(false,
                    VerificationText::tr("the history ends at entry %1, but had entry %2 when "
                                         "the receipt was taken: this is an older copy, or "
                                         "entries were cut off")
                        .arg(head->first)
                        .arg(receipt.sequence));
    const auto entry = history.read(receipt.sequence);
    SG_TRY(entry);
    if (entry->hash != receipt.hash)
        return line(false, VerificationText::tr("entry %1 is not the one that the receipt names: "
                                                "this copy went another way since, "
                                                "or its history was written anew")
                               .arg(receipt.sequence));
    const auto isOurs = wasKeyOfAUser(history, receipt.publicKey, receipt.sequence);
    SG_TRY(isOurs);
    if (!*isOurs)
        return line(false, VerificationText::tr("entry %1 is the one that it names, but no user of "
                                                "the project signed it: its date and its name "
                                                "prove nothing")
                               .arg(receipt.sequence));
    if (receipt.taken.addSecs(1) < entry->time)
        return line(false, VerificationText::tr("it is dated before entry %1, which it names")
                               .arg(receipt.sequence));
    return line(true,
                VerificationText::tr("entry %1 is the one that it names; %n entries since", nullptr,
                                     static_cast<int>(head->first - receipt.sequence))
                    .arg(receipt.sequence));
}

}
