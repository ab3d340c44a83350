// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/history.h"

#include "model/store/schema.h"

#include <array>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QtEndian>

namespace safeguard {

namespace {

constexpr std::array kindKeys{"edit", "undo",  "redo",      "import",  "sign", "baseline",
                              "user", "merge", "migration", "expunge", "event"};

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

void appendNumber(QByteArray &out, qint64 number)
{
    const qint64 le = qToLittleEndian(number);
    out.append(reinterpret_cast<const char *>(&le), sizeof le);
}

void appendBytes(QByteArray &out, const QByteArray &bytes)
{
    appendNumber(out, bytes.size());
    out += bytes;
}

/// Large changesets are kept compressed; the first byte says which.
QByteArray packed(const QByteArray &bytes)
{
    if (bytes.size() > 1024) {
        QByteArray small = qCompress(bytes, 6);
        if (small.size() < bytes.size())
            return 'z' + small;
    }
    return 'r' + bytes;
}

Result<QByteArray> unpacked(const QByteArray &bytes)
{
    if (bytes.startsWith('r'))
        return bytes.mid(1);
    QByteArray whole = bytes.startsWith('z') ? qUncompress(bytes.mid(1)) : QByteArray();
    if (whole.isEmpty())
        return failure(ErrorCode::Damaged,
                       QCoreApplication::translate("History", "A step of the history is damaged."));
    return whole;
}

std::optional<EntryKind> kindFrom(const QString &key)
{
    for (size_t i = 0; i < kindKeys.size(); ++i) {
        if (key == QLatin1String(kindKeys[i]))
            return static_cast<EntryKind>(i);
    }
    return std::nullopt;
}

}

namespace {
/// A changeset is decoded only when it is what was written: SQLite does not expect malformed ones.
Status checkHash(const Entry &entry)
{
    if (entry.computedHash() == entry.hash)
        return {};
    return failure(ErrorCode::Damaged, QCoreApplication::translate(
                                           "History", "Entry %1 of the history was altered: its "
                                                      "hash does not match.")
                                           .arg(entry.sequence));
}
}

QString entryKindKey(EntryKind kind)
{
    return QString::fromLatin1(kindKeys.at(static_cast<size_t>(kind)));
}

QByteArray Entry::computedHash() const
{
    QByteArray canonical = "SGH1";
    appendNumber(canonical, sequence);
    appendBytes(canonical, entryKindKey(kind).toLatin1());
    canonical += user.toBytes();
    appendNumber(canonical, time.toMSecsSinceEpoch());
    appendNumber(canonical, schemaVersion);
    appendNumber(canonical, target);
    appendNumber(canonical, static_cast<qint64>(parents.size()));
    for (const QByteArray &parent : parents)
        appendBytes(canonical, parent);
    const HashesBefore said = expunged.value_or(hashesNow());
    canonical += said.sentence;
    canonical += said.payload;
    return sha256(canonical);
}

HashesBefore Entry::hashesNow() const
{
    return {sha256(sentence.toUtf8()), sha256(changes.bytes())};
}

namespace {
EntryHead metBy(const EntryHead &step, EntryHead entry)
{
    entry.step = step.sequence;
    entry.stepUser = step.user;
    return entry;
}
}

void UndoStack::push(const EntryHead &head)
{
    switch (head.kind) {
    case EntryKind::Edit:
    case EntryKind::Import:
        m_undo.push_back(head);
        m_redo.clear();
        return;
    case EntryKind::Undo:
        if (!m_undo.empty()) {
            m_redo.push_back(metBy(head, m_undo.back()));
            m_undo.pop_back();
        }
        return;
    case EntryKind::Redo:
        if (!m_redo.empty()) {
            m_undo.push_back(metBy(head, m_redo.back()));
            m_redo.pop_back();
        }
        return;
    case EntryKind::Merge:
    case EntryKind::Migration:
    case EntryKind::Expunge:
        m_undo.clear();
        m_redo.clear();
        m_isWhole = true;
        return;
    case EntryKind::Sign:
    case EntryKind::Baseline:
    case EntryKind::User:
    case EntryKind::Event:
        return; // passed over: they change no content that an undo could meet
    }
}

bool UndoStack::pushOlder(const EntryHead &head)
{
    m_isWhole = head.sequence == 1;
    switch (head.kind) {
    case EntryKind::Undo:
    case EntryKind::Redo: {
        const bool isLatest = m_fates.emplace(head.target, head).second;
        if (isLatest && head.kind == EntryKind::Undo && !m_isEditBehind)
            m_redoable.insert(head.target);
        return true;
    }
    case EntryKind::Edit:
    case EntryKind::Import: {
        const auto fate = m_fates.find(head.sequence);
        m_isEditBehind = true; // what was undone before it cannot be redone after it
        if (fate == m_fates.end())
            m_undo.push_front(head);
        else if (fate->second.kind == EntryKind::Redo)
            m_undo.push_front(metBy(fate->second, head));
        else if (m_redoable.contains(head.sequence))
            m_redo.push_back(metBy(fate->second, head));
        return m_undo.size() < m_enough;
    }
    case EntryKind::Merge:
    case EntryKind::Migration:
    case EntryKind::Expunge:
        m_isWhole = true;
        return false;
    case EntryKind::Sign:
    case EntryKind::Baseline:
    case EntryKind::User:
    case EntryKind::Event:
        break;
    }
    return true;
}

Status History::append(const Entry &entry)
{
    return insertHistoryRow(m_connection,
                            {entry.sequence, entryKindKey(entry.kind), entry.user,
                             entry.time.toMSecsSinceEpoch(), entry.sentence, entry.schemaVersion,
                             entry.parents, entry.target, entry.hash, entry.signature,
                             packed(entry.changes.bytes())});
}

Result<Entry> History::read(qint64 sequence)
{
    std::optional<Entry> found;
    SG_TRY(forEach(sequence, sequence, [&](Entry &&entry) {
        found = std::move(entry);
        return true;
    }));
    if (!found)
        return failure(
            ErrorCode::NotFound,
            QCoreApplication::translate("History", "The history has no entry %1.").arg(sequence));
    SG_TRY(checkHash(*found));
    return *std::move(found);
}

namespace {
/// Error: Damaged.
Result<Entry> entryFrom(HistoryRow &&row)
{
    const auto kind = kindFrom(row.kind);
    if (!kind)
        return failure(ErrorCode::Damaged,
                       QCoreApplication::translate("History", "Entry %1 of the history is of an "
                                                              "unknown kind.")
                           .arg(row.sequence));
    auto payload = unpacked(row.payload);
    SG_TRY(payload);
    return Entry{row.sequence,
                 *kind,
                 Id<User>(row.user),
                 QDateTime::fromMSecsSinceEpoch(row.time, Qt::UTC),
                 std::move(row.sentence),
                 row.schemaVersion,
                 std::move(row.parents),
                 row.target,
                 Changeset(*std::move(payload)),
                 std::move(row.hash),
                 std::move(row.signature)};
}
}

Status History::forEach(qint64 from, qint64 to, const std::function<bool(Entry &&)> &each)
{
    const auto rewritten = rewrittenHistoryRows(m_connection);
    SG_TRY(rewritten);
    return forEachHistoryRow(m_connection, from, to, [&](HistoryRow &&row) -> Result<bool> {
        auto entry = entryFrom(std::move(row));
        SG_TRY(entry);
        if (const auto at = rewritten->find(entry->sequence); at != rewritten->end())
            entry->expunged = at->second;
        return each(*std::move(entry));
    });
}

Status History::expunge(const Entry &less)
{
    HistoryRow row;
    row.sequence = less.sequence;
    row.sentence = less.sentence;
    row.payload = packed(less.changes.bytes());
    return rewriteHistoryRow(m_connection, row, *less.expunged);
}

Status History::forEachHeadBack(const std::function<bool(EntryHead &&)> &each)
{
    return forEachHistoryHeadBack(m_connection, [&](HistoryRow &&row) {
        return each({row.sequence, kindFrom(row.kind).value_or(EntryKind::Event),
                     Id<User>(row.user), row.target, std::move(row.sentence)});
    });
}

Result<std::pair<qint64, QByteArray>> History::head()
{
    return newestHistoryRow(m_connection);
}

std::set<const RegisterType *> registersIn(const Registers &registers,
                                           const std::vector<RowChange> &rows)
{
    std::set<const RegisterType *> types;
    for (const RowChange &row : rows)
        types.insert(registers.ofTable(row.table));
    return types;
}

Status checkShape(Connection &connection, const std::vector<RowChange> &rows, int version)
{
    QString seen;
    for (const RowChange &row : rows) {
        if (row.table == seen)
            continue;
        seen = row.table;
        const auto columns = columnsAt(connection, row.table, version);
        SG_TRY(columns);
        if (columns->size() < static_cast<qsizetype>(row.before.size()))
            return failure(ErrorCode::Damaged,
                           QCoreApplication::translate(
                               "History",
                               "A step of the history does not fit this project. Nothing was "
                               "changed."));
    }
    return {};
}

Result<std::vector<FieldChange>> fieldChanges(Connection &connection, const Registers &registers,
                                              const Entry &entry)
{
    SG_TRY(checkHash(entry));
    const auto rows = entry.changes.rows();
    SG_TRY(rows);
    std::vector<FieldChange> changes;
    for (const RowChange &row : *rows) {
        const RegisterType *type = registers.ofTable(row.table);
        if (!type)
            continue;
        const auto &key = row.operation == RowOperation::Insert ? row.after : row.before;
        const AnyId id = AnyId::fromBytes(key.empty() ? QByteArray() : key[0].toByteArray());
        if (row.table != type->table()) { // a member of a many-valued field
            const Field *field = type->field(QStringView(row.table).mid(type->table().size() + 1));
            changes.push_back({type, id, row.operation, field, row.before.at(1), row.after.at(1)});
            continue;
        }
        const auto columns = columnsAt(connection, row.table, entry.schemaVersion);
        SG_TRY(columns);
        for (size_t i = 1; i < key.size() && static_cast<qsizetype>(i) < columns->size(); ++i) {
            const QVariant &before = row.before[i];
            const QVariant &after = row.after[i];
            const bool isUntouched = row.operation == RowOperation::Update && !after.isValid();
            const bool isNothing =
                (before.isNull() || !before.isValid()) && (after.isNull() || !after.isValid());
            if (!isUntouched && !isNothing)
                changes.push_back({type, id, row.operation,
                                   type->field(columns->at(static_cast<qsizetype>(i))), before,
                                   after});
        }
    }
    return changes;
}

}
