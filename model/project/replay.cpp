// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/replay.h"

#include "model/base/base32.h"
#include "model/project/baseline.h"
#include "model/project/remarks.h"
#include "model/project/rights.h"
#include "model/project/signing.h"
#include "model/store/schema.h"
#include "model/vault/vault.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct ReplayText
{
    Q_DECLARE_TR_FUNCTIONS(Replay)
};

constexpr qint64 entriesPerTransaction = 256; ///< progress is told as often

}

Replay::Replay(const Registers &registers, MemoryDatabase database)
    : m_registers(registers)
    , m_database(std::move(database))
    , m_connection(m_database.handle())
    , m_records(m_connection)
{}

Result<std::unique_ptr<Replay>> Replay::start(const Registers &registers,
                                              std::map<qint64, SaysLess> less,
                                              std::function<Result<Entry>(qint64)> read)
{
    auto database = MemoryDatabase::empty();
    SG_TRY(database);
    std::unique_ptr<Replay> replay(new Replay(registers, *std::move(database)));
    replay->m_less = std::move(less);
    replay->m_read = std::move(read);
    SG_TRY(upgradeSchema(replay->m_connection));
    return replay;
}

QString Replay::faultInChain(const Entry &entry) const
{
    if (entry.sequence != m_last + 1)
        return ReplayText::tr("entries %1 to %2 are missing")
            .arg(m_last + 1)
            .arg(entry.sequence - 1);
    const bool isLinked =
        m_last == 0 ? entry.parents.empty() : entry.parents == std::vector<QByteArray>{m_lastHash};
    if (!isLinked)
        return ReplayText::tr("entry %1 does not follow the entry before it").arg(entry.sequence);
    if (entry.computedHash() != entry.hash)
        return ReplayText::tr("entry %1 was altered: its hash does not match").arg(entry.sequence);
    const auto less = m_less.find(entry.sequence);
    const bool isFounded = less != m_less.end() && less->second.since > entry.sequence &&
                           less->second.now == entry.hashesNow();
    if (entry.expunged && !isFounded)
        return ReplayText::tr("entry %1 says less than it did, and no expunction says why")
            .arg(entry.sequence);
    if (!entry.expunged && less != m_less.end())
        return ReplayText::tr("entry %1 says again what was removed from it for good")
            .arg(entry.sequence);
    return {};
}

QString Replay::faultInSigner(const Entry &entry, const Touched &registers) const
{
    const auto user = std::static_pointer_cast<const User>(m_users.find(entry.user));
    if (!user)
        return ReplayText::tr("entry %1 is signed by somebody who was no user then")
            .arg(entry.sequence);
    const auto key = fromBase32(user->publicKey);
    if (!key || !Vault::isSignedBy(*key, entry.hash, entry.signature))
        return ReplayText::tr("entry %1 does not carry the signature of %2")
            .arg(entry.sequence)
            .arg(user->name);
    const auto permitted = mayMake(*user, entry.kind, registers);
    if (!permitted)
        return ReplayText::tr("entry %1 was made by %2 without the right to it: %3")
            .arg(entry.sequence)
            .arg(user->name, permitted.error().text);
    return {};
}

Status Replay::readUsers()
{
    auto users = m_records.loadAll(m_registers.of<User>());
    SG_TRY(users);
    m_users = *std::move(users);
    return {};
}

Status Replay::apply(const Entry &entry, const std::vector<RowChange> &rows,
                     const Touched &registers)
{
    SG_TRY(checkShape(m_connection, rows, entry.schemaVersion));
    if (rows.empty())
        return {};
    SG_TRY(entry.changes.applyTo(m_connection));
    return registers.contains(&m_registers.of<User>()) ? readUsers() : Status();
}

Status Replay::follow(History &history, qint64 to, const VaultProgress &progress)
{
    while (m_last < to) {
        auto transaction = Transaction::begin(m_connection);
        SG_TRY(transaction);
        Status fits;
        const qint64 end = std::min(to, m_last + entriesPerTransaction);
        SG_TRY(history.forEach(m_last + 1, end, [&](Entry &&entry) {
            fits = put(entry);
            return fits.has_value();
        }));
        SG_TRY(fits);
        if (m_last != end)
            return failure(ErrorCode::Damaged,
                           ReplayText::tr("The history is damaged: entries %1 to %2 are missing.")
                               .arg(m_last + 1)
                               .arg(end));
        SG_TRY(transaction->commit());
        if (progress && !progress(static_cast<quint32>(m_last), static_cast<quint32>(to)))
            return failure(ErrorCode::Cancelled, ReplayText::tr("It was stopped."));
    }
    return {};
}

Status Replay::put(const Entry &entry)
{
    const QString fault =
        entry.sequence == m_last + 1 && entry.computedHash() == entry.hash
            ? QString()
            : ReplayText::tr("The history is damaged at entry %1. Verify the file.")
                  .arg(entry.sequence);
    if (!fault.isEmpty())
        return failure(ErrorCode::Damaged, fault);
    const auto rows = entry.changes.rows();
    SG_TRY(rows);
    SG_TRY(apply(entry, *rows, {}));
    m_last = entry.sequence;
    return {};
}

Result<Snapshot> Replay::content(std::shared_ptr<const Registers> registers)
{
    std::map<QString, RowSet> content;
    for (const RegisterType &type : *registers) {
        auto rows = m_records.loadAll(type);
        SG_TRY(rows);
        content.emplace(type.key, *std::move(rows));
    }
    return Snapshot(std::move(registers), std::move(content));
}

QString Replay::faultInAuthor(const Entry &entry, const RegisterType &type,
                              const Record &record) const
{
    for (const Field &field : type.fields) {
        if (field.isAuthor && field.get(record) != Value(AnyId(entry.user)))
            return ReplayText::tr(
                       "%1 %2 names somebody else as its author than who signed the entry")
                .arg(type.singular, type.citeNumber(record));
    }
    return {};
}

Result<Snapshot> Replay::around(const RecordRef &of)
{
    // Only looked into while this object lives.
    const std::shared_ptr<const Registers> registers(std::shared_ptr<void>(), &m_registers);
    Snapshot content(registers);
    const RegisterType *type = m_registers.find(of.registerKey);
    if (!type)
        return content;
    const auto record = m_records.load(*type, of.id);
    SG_TRY(record);
    if (*record)
        content.put(of.registerKey, *record);
    for (const RegisterType &part : m_registers) {
        const Field *whole = part.wholeField();
        if (!whole || whole->reference != of.registerKey)
            continue;
        const auto rows = m_records.loadAll(part);
        SG_TRY(rows);
        for (const RecordPtr &row : *rows)
            content.put(part.key, row);
    }
    return content;
}

Result<QString> Replay::faultInSignature(const Entry &entry, const Record &record)
{
    if (entry.expunged) { // what is left of its text is not what was signed
        m_notCompared += m_registers.of<Signature>().citeNumber(record);
        return QString();
    }
    const auto &signature = static_cast<const Signature &>(record);
    const auto user = std::static_pointer_cast<const User>(m_users.find(entry.user));
    if (signature.printedName != user->fullName)
        return ReplayText::tr("the signature names %1, but is one of %2")
            .arg(signature.printedName, user->fullName);
    if (!isAround(signature.signedAt, entry.time))
        return ReplayText::tr("the signature is dated otherwise than it was entered");
    if (const QString fault = faultOf(signature, *user, m_genesisHash); !fault.isEmpty())
        return fault;
    const auto meant =
        signature.meaning == Meaning::Prepared ? Operation::Sign : Operation::Approve;
    if (const auto permitted = may(*user, meant); !permitted)
        return permitted.error().text;
    const RegisterType *type = m_registers.find(signature.subject.registerKey);
    const auto content = around(signature.subject);
    SG_TRY(content);
    if (!type || !isSignable(*type) || !content->find(signature.subject))
        return ReplayText::tr("there was no such record to sign");
    if (content->digestOf(signature.subject) == signedDigest(signature))
        return QString();
    if (isContentKnown(entry.sequence))
        return ReplayText::tr("the record was not then what was signed");
    m_notCompared += m_registers.of<Signature>().citeNumber(record);
    return QString();
}

Result<QString> Replay::faultInBaseline(const Entry &entry, const Record &record)
{
    const auto &baseline = static_cast<const Baseline &>(record);
    auto before = content(std::shared_ptr<const Registers>(std::shared_ptr<void>(), &m_registers));
    SG_TRY(before);
    before->remove(QString::fromLatin1(Baseline::registerKey), record.id);
    const bool isSame = fromBase32(baseline.digest) == before->digest();
    if (!isSame && !isContentKnown(entry.sequence))
        m_notCompared += m_registers.of<Baseline>().citeNumber(record);
    else if (!isSame || baseline.entry != entry.sequence - 1)
        return ReplayText::tr("the content was not then what the baseline says");
    return isAround(baseline.taken, entry.time)
               ? QString()
               : ReplayText::tr("the baseline is dated otherwise than it was entered");
}

QString Replay::faultInExpunction(const Entry &entry, const Record &record) const
{
    const auto &expunction = static_cast<const Expunction &>(record);
    return isAround(expunction.at, entry.time)
               ? QString()
               : ReplayText::tr("the expunction is dated otherwise than it was entered");
}

Result<QString> Replay::faultInStep(const Entry &entry, const std::vector<RowChange> &rows) const
{
    if (entry.target <= 0 || entry.target >= entry.sequence)
        return ReplayText::tr("it names no earlier entry as what it is about");
    const auto target = m_read(entry.target);
    SG_TRY(target);
    if (target->kind != EntryKind::Edit && target->kind != EntryKind::Import)
        return ReplayText::tr("what it is about, entry %1, cannot be taken back")
            .arg(target->sequence);
    const auto meant = entry.kind == EntryKind::Undo ? target->changes.inverted()
                                                     : Result<Changeset>(target->changes);
    SG_TRY(meant);
    const auto meantRows = meant->rows();
    SG_TRY(meantRows);
    return areAsIntended(rows, *meantRows)
               ? QString()
               : ReplayText::tr("it does something else than to take back or repeat entry %1")
                     .arg(entry.target);
}

/// A comment that an entry adds, changes or removes.
struct Replay::Remark
{
    AnyId id;
    RecordPtr before;
};

Result<std::vector<Replay::Remark>> Replay::remarksIn(const Entry &entry,
                                                      const std::vector<RowChange> &rows)
{
    std::vector<Remark> remarks;
    // Undo and redo bring back what others wrote; an expunction may leave less of it.
    if (entry.kind != EntryKind::Edit && entry.kind != EntryKind::Import)
        return remarks;
    for (const RowChange &row : rows) {
        const RegisterType *type = m_registers.ofTable(row.table);
        if (!type || type->key != QLatin1String(Comment::registerKey))
            continue;
        const auto &key = row.operation == RowOperation::Insert ? row.after : row.before;
        const AnyId id = AnyId::fromBytes(key.at(0).toByteArray());
        auto before = m_records.load(*type, id);
        SG_TRY(before);
        remarks.push_back({id, *std::move(before)});
    }
    return remarks;
}

Result<QString> Replay::faultInRemarks(const Entry &entry, std::vector<Remark> remarks,
                                       const std::vector<RowChange> &rows)
{
    const auto user = std::static_pointer_cast<const User>(m_users.find(entry.user));
    for (const Remark &remark : remarks) {
        const auto after = m_records.load(m_registers.of<Comment>(), remark.id);
        SG_TRY(after);
        const auto *before = static_cast<const Comment *>(remark.before.get());
        const bool isSubjectGone =
            before && std::any_of(rows.begin(), rows.end(), [&](const RowChange &row) {
                return row.operation == RowOperation::Delete &&
                       AnyId::fromBytes(row.before.at(0).toByteArray()) == before->subject.id;
            });
        const QString fault = faultInRemark(
            *user, before, static_cast<const Comment *>(after->get()), isSubjectGone, entry.time);
        if (!fault.isEmpty())
            return fault;
    }
    return QString();
}

void Replay::noticeKeys(const RowSet &before, qint64 sequence)
{
    for (const RecordPtr &row : before) {
        const auto &was = static_cast<const User &>(*row);
        const auto is = std::static_pointer_cast<const User>(m_users.find(row->id));
        if (is && is->publicKey != was.publicKey)
            m_otherKeys += ReplayText::tr("%1 with entry %2").arg(is->name).arg(sequence);
    }
}

Result<QString> Replay::faultInRecords(const Entry &entry, const std::vector<RowChange> &rows)
{
    const bool addsOne = rows.size() == 1 && rows.front().operation == RowOperation::Insert;
    const bool isToAddOne = entry.kind == EntryKind::Sign || entry.kind == EntryKind::Baseline ||
                            entry.kind == EntryKind::Expunge;
    if (isToAddOne && !addsOne)
        return ReplayText::tr("it does something besides adding one record");
    if (entry.kind == EntryKind::Undo || entry.kind == EntryKind::Redo)
        return faultInStep(entry, rows);
    for (const RowChange &row : rows) {
        const RegisterType *type = m_registers.ofTable(row.table);
        if (row.operation != RowOperation::Insert || type->table() != row.table)
            continue;
        const bool hasAuthor = std::any_of(type->fields.begin(), type->fields.end(),
                                           [](const Field &field) { return field.isAuthor; });
        if (!hasAuthor)
            continue;
        const auto record = m_records.load(*type, AnyId::fromBytes(row.after.at(0).toByteArray()));
        SG_TRY(record);
        if (const QString fault = faultInAuthor(entry, *type, **record); !fault.isEmpty())
            return fault;
        if (entry.kind == EntryKind::Sign)
            return faultInSignature(entry, **record);
        if (entry.kind == EntryKind::Baseline)
            return faultInBaseline(entry, **record);
        if (entry.kind == EntryKind::Expunge)
            return faultInExpunction(entry, **record);
    }
    return QString();
}

Result<QString> Replay::take(const Entry &entry)
{
    if (const QString fault = faultInChain(entry); !fault.isEmpty())
        return fault;
    const auto rows = entry.changes.rows();
    SG_TRY(rows);
    const Touched registers = registersIn(m_registers, *rows);
    // The first user comes in by the entry that they sign.
    const bool isGenesis = entry.sequence == 1;
    const auto applied = isGenesis ? apply(entry, *rows, registers) : Status();
    SG_TRY(applied);
    if (const QString fault = faultInSigner(entry, registers); !fault.isEmpty())
        return fault;
    auto remarks = remarksIn(entry, *rows);
    SG_TRY(remarks);
    const RowSet users = entry.kind == EntryKind::User ? m_users : RowSet();
    if (!isGenesis) {
        if (const auto fits = apply(entry, *rows, registers); !fits)
            return ReplayText::tr("entry %1 does not fit what was there before it: %2")
                .arg(entry.sequence)
                .arg(fits.error().text);
    }
    if (entry.expunged) {
        ++m_expungedCount;
        m_unknownBefore = std::max(m_unknownBefore, m_less.at(entry.sequence).since);
    }
    auto inRecords = faultInRecords(entry, *rows);
    SG_TRY(inRecords);
    if (inRecords->isEmpty())
        inRecords = faultInRemarks(entry, *std::move(remarks), *rows);
    SG_TRY(inRecords);
    if (!inRecords->isEmpty())
        return ReplayText::tr("entry %1: %2").arg(entry.sequence).arg(*inRecords);
    if (entry.kind == EntryKind::User)
        noticeKeys(users, entry.sequence);
    if (m_lastTime.isValid() && entry.time < m_lastTime && m_firstOutOfTime == 0)
        m_firstOutOfTime = entry.sequence;
    if (isGenesis)
        m_genesisHash = entry.hash;
    m_last = entry.sequence;
    m_lastHash = entry.hash;
    m_lastTime = entry.time;
    return QString();
}

}
