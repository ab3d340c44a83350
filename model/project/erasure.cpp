// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/erasure.h"

#include "model/store/schema.h"

namespace safeguard {

Erasure::Erasure(const Registers &registers, QString text)
    : m_registers(registers)
    , m_text(std::move(text))
{}

bool Erasure::isFree(const RegisterType &type, const Field *field) const
{
    return field && field->isFreeText && type.key != QLatin1String(User::registerKey);
}

std::shared_ptr<Record> Erasure::takenFrom(const RegisterType &type, const Record &record) const
{
    std::shared_ptr<Record> less;
    for (const Field &field : type.fields) {
        const QString text = isFree(type, &field) ? textOf(field.get(record)) : QString();
        if (!isIn(text))
            continue;
        if (!less)
            less = type.copy(record);
        field.set(*less, takenFrom(text));
    }
    return less;
}

Result<std::optional<Entry>> Erasure::takenFrom(Connection &connection, const Entry &entry) const
{
    Status read;
    std::map<QString, QStringList> columns;
    const auto text = [&](const QString &table, int column, const QString &old) {
        if (!isIn(old))
            return old;
        const RegisterType *type = m_registers.ofTable(table);
        if (!type || type->table() != table)
            return old; // members of lists are keys
        if (!columns.contains(table)) {
            auto names = columnsAt(connection, table, entry.schemaVersion);
            if (!names)
                read = failure(names.error());
            columns[table] = names.value_or(QStringList());
        }
        return isFree(*type, type->field(columns[table].value(column))) ? takenFrom(old) : old;
    };
    auto changes = entry.changes.rewritten(text);
    SG_TRY(changes);
    SG_TRY(read);
    Entry less = entry;
    less.sentence = takenFrom(entry.sentence);
    less.changes = *std::move(changes);
    if (less.sentence == entry.sentence && less.changes.bytes() == entry.changes.bytes())
        return std::optional<Entry>();
    if (!less.expunged)
        less.expunged = entry.hashesNow();
    return std::optional(std::move(less));
}

ExpungeTarget ExpungeTarget::file(const QString &content)
{
    ExpungeTarget target{QString()};
    target.content = content;
    return target;
}

Result<Rows<Expunction>> loadExpunctions(Connection &connection, const Registers &registers)
{
    if (!registers.find(QString::fromLatin1(Expunction::registerKey)))
        return Rows<Expunction>(RowSet());
    auto rows = RecordStore(connection).loadAll(registers.of<Expunction>());
    SG_TRY(rows);
    return Rows<Expunction>(*std::move(rows));
}

const Expunction *removalOf(const Snapshot &snapshot, const QString &content)
{
    if (content.isEmpty())
        return nullptr;
    for (const Expunction &expunction : snapshot.rows<Expunction>()) {
        if (expunction.content == content)
            return &expunction;
    }
    return nullptr;
}

QString expunctionLine(const Entry &less)
{
    const HashesBefore now = less.hashesNow();
    return QStringLiteral("%1 %2 %3\n")
        .arg(less.sequence)
        .arg(QString::fromLatin1(now.sentence.toHex()), QString::fromLatin1(now.payload.toHex()));
}

std::map<qint64, SaysLess> entriesSayingLess(const Rows<Expunction> &expunctions,
                                             const std::vector<qint64> &entered)
{
    std::vector<const Expunction *> inOrder;
    for (const Expunction &expunction : expunctions)
        inOrder.push_back(&expunction);
    std::sort(inOrder.begin(), inOrder.end(), [](const auto *a, const auto *b) {
        return a->number < b->number; // the last word counts
    });
    std::map<qint64, SaysLess> less;
    for (size_t i = 0; i < inOrder.size(); ++i) {
        const Expunction *expunction = inOrder[i];
        for (const QString &line : expunction->entries.split(u'\n', Qt::SkipEmptyParts)) {
            const QStringList parts = line.split(u' ');
            if (parts.size() == 3)
                less[parts[0].toLongLong()] = {{QByteArray::fromHex(parts[1].toLatin1()),
                                                QByteArray::fromHex(parts[2].toLatin1())},
                                               i < entered.size() ? entered[i] : 0};
        }
    }
    return less;
}

}
