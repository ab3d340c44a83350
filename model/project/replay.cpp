// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/replay.h"

#include "model/base/base32.h"
#include "model/project/baseline.h"
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
                                              std::map<qint64, HashesBefore> less)
{
    auto database = MemoryDatabase::empty();
    SG_TRY(database);
    std::unique_ptr<Replay> replay(new Replay(registers, *std::move(database)));
    replay->m_less = std::move(less);
    SG_TRY(upgradeSchema(replay->m_connection));
    return replay;
}

QString Replay::faultInChain(const Entry &entry) const
{
    if (entry.sequence != m_last + 1)
        return ReplayText::tr("entries %1 to %2 are missing")
            .arg(m_last + 1)
            .arg(entry.sequence - 1);
    const bool isLinked = m_last == 0
                              ? entry.parents.empty()
                              : !entry.parents.empty() && entry.parents.front() == m_lastHash;
    if (!isLinked)
        return ReplayText::tr("entry %1 does not follow the entry before it").arg(entry.sequence);
    if (entry.computedHash() != entry.hash)
        return ReplayText::tr("entry %1 was altered: its hash does not match").arg(entry.sequence);
    const auto less = m_less.find(entry.sequence);
    if (entry.expunged && (less == m_less.end() || less->second != entry.hashesNow()))
        return ReplayText::tr("entry %1 says less than it did, and no expunction says why")
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
    if (entry.expunged)
        return QString(); // what is left of its text is not what was signed
    const auto &signature = static_cast<const Signature &>(record);
    const auto user = std::static_pointer_cast<const User>(m_users.find(entry.user));
    if (const QString fault = faultOf(signature, *user, m_genesisHash); !fault.isEmpty())
        return fault;
    const auto meant =
        signature.meaning == Meaning::Prepared ? Operation::Sign : Operation::Approve;
    if (const auto permitted = may(*user, meant); !permitted)
        return permitted.error().text;
    const auto content = around(signature.subject);
    SG_TRY(content);
    return hasExpunged() || content->digestOf(signature.subject) == signedDigest(signature)
               ? QString()
               : ReplayText::tr("the record was not then what was signed");
}

Result<QString> Replay::faultInBaseline(const Entry &entry, const Record &record)
{
    const auto &baseline = static_cast<const Baseline &>(record);
    auto before = content(std::shared_ptr<const Registers>(std::shared_ptr<void>(), &m_registers));
    SG_TRY(before);
    before->remove(QString::fromLatin1(Baseline::registerKey), record.id);
    const bool isSame = hasExpunged() || fromBase32(baseline.digest) == before->digest();
    return baseline.entry == entry.sequence - 1 && isSame
               ? QString()
               : ReplayText::tr("the content was not then what the baseline says");
}

Result<QString> Replay::faultInRecords(const Entry &entry, const std::vector<RowChange> &rows)
{
    const bool addsOne = rows.size() == 1 && rows.front().operation == RowOperation::Insert;
    if ((entry.kind == EntryKind::Sign || entry.kind == EntryKind::Baseline) && !addsOne)
        return ReplayText::tr("it does something besides adding one record");
    // Undo and redo bring back what others wrote.
    if (entry.kind == EntryKind::Undo || entry.kind == EntryKind::Redo)
        return QString();
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
    if (!isGenesis) {
        if (const auto fits = apply(entry, *rows, registers); !fits)
            return ReplayText::tr("entry %1 does not fit what was there before it: %2")
                .arg(entry.sequence)
                .arg(fits.error().text);
    }
    m_expungedCount += entry.expunged ? 1 : 0;
    const auto inRecords = faultInRecords(entry, *rows);
    SG_TRY(inRecords);
    if (!inRecords->isEmpty())
        return ReplayText::tr("entry %1: %2").arg(entry.sequence).arg(*inRecords);
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
