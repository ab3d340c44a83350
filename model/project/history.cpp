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
    canonical += sha256(sentence.toUtf8());
    canonical += sha256(changes.bytes());
    return sha256(canonical);
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
            m_redo.push_back(m_undo.back());
            m_undo.pop_back();
        }
        return;
    case EntryKind::Redo:
        if (!m_redo.empty()) {
            m_undo.push_back(m_redo.back());
            m_redo.pop_back();
        }
        return;
    case EntryKind::Merge:
    case EntryKind::Migration:
    case EntryKind::Expunge:
        m_undo.clear();
        m_redo.clear();
        return;
    case EntryKind::Sign:
    case EntryKind::Baseline:
    case EntryKind::User:
    case EntryKind::Event:
        return; // passed over: they change no content that an undo could meet
    }
}

Status History::append(const Entry &entry)
{
    auto statement = m_connection.prepare(
        "INSERT INTO history (sequence, kind, user, time, sentence, schema, parent, parent2, "
        "target, hash, signature, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SG_TRY(statement);
    statement->bind(0, entry.sequence)
        .bind(1, entryKindKey(entry.kind))
        .bind(2, entry.user)
        .bind(3, entry.time.toMSecsSinceEpoch())
        .bind(4, entry.sentence)
        .bind(5, qint64(entry.schemaVersion))
        .bind(8, entry.target)
        .bind(9, QByteArrayView(entry.hash))
        .bind(10, QByteArrayView(entry.signature));
    for (size_t i = 0; i < entry.parents.size(); ++i)
        statement->bind(6 + static_cast<int>(i), QByteArrayView(entry.parents[i]));
    const QByteArray payload = packed(entry.changes.bytes());
    statement->bind(11, QByteArrayView(payload));
    return statement->execute();
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

Status History::forEach(qint64 from, qint64 to, const std::function<bool(Entry &&)> &each)
{
    auto rows = m_connection.prepare(
        "SELECT sequence, kind, user, time, sentence, schema, parent, parent2, target, hash, "
        "signature, payload FROM history WHERE sequence BETWEEN ? AND ? ORDER BY sequence");
    SG_TRY(rows);
    rows->bind(0, from).bind(1, to);
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return {};
        Entry entry;
        entry.sequence = rows->integer(0);
        const auto kind = kindFrom(rows->text(1));
        auto payload = unpacked(rows->blob(11));
        SG_TRY(payload);
        if (!kind)
            return failure(ErrorCode::Damaged,
                           QCoreApplication::translate("History", "Entry %1 of the history is of "
                                                                  "an unknown kind.")
                               .arg(entry.sequence));
        entry.kind = *kind;
        entry.user = Id<User>(rows->id(2));
        entry.time = QDateTime::fromMSecsSinceEpoch(rows->integer(3), Qt::UTC);
        entry.sentence = rows->text(4);
        entry.schemaVersion = static_cast<int>(rows->integer(5));
        for (const int column : {6, 7}) {
            if (!rows->isNull(column))
                entry.parents.push_back(rows->blob(column));
        }
        entry.target = rows->integer(8);
        entry.hash = rows->blob(9);
        entry.signature = rows->blob(10);
        entry.changes = Changeset(*std::move(payload));
        if (!each(std::move(entry)))
            return {};
    }
}

Status History::forEachHead(const std::function<void(EntryHead &&)> &each)
{
    auto rows = m_connection.prepare(
        "SELECT sequence, kind, user, target, sentence FROM history ORDER BY sequence");
    SG_TRY(rows);
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return {};
        each({rows->integer(0), kindFrom(rows->text(1)).value_or(EntryKind::Event),
              Id<User>(rows->id(2)), rows->integer(3), rows->text(4)});
    }
}

Result<std::pair<qint64, QByteArray>> History::head()
{
    auto row =
        m_connection.prepare("SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1");
    SG_TRY(row);
    const auto found = row->step();
    SG_TRY(found);
    if (!*found)
        return std::pair<qint64, QByteArray>();
    return std::pair(row->integer(0), row->blob(1));
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
