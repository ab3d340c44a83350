// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/historylines.h"

#include <array>
#include <QCoreApplication>

namespace safeguard {

namespace {
struct LinesText
{
    Q_DECLARE_TR_FUNCTIONS(History)
};
}

/// The record that a signature, a comment or a link is about: its history is also theirs. Null when
/// it is about none.
static std::pair<const RegisterType *, AnyId>
subjectIn(const Registers &registers, const RegisterType &type, const std::vector<QVariant> &values)
{
    const bool hasSubject = std::any_of(type.fields.begin(), type.fields.end(),
                                        [](const Field &field) { return field.isSubject; });
    if (!hasSubject)
        return {};
    for (const QVariant &value : values) {
        const auto ref = value.userType() == QMetaType::QString
                             ? RecordRef::fromText(value.toString())
                             : RecordRef();
        if (const RegisterType *of = ref.isNull() ? nullptr : registers.find(ref.registerKey))
            return {of, ref.id};
    }
    return {};
}

Result<HistoryLine> historyLine(const Registers &registers, const Entry &entry)
{
    HistoryLine line{entry.sequence,
                     entry.kind,
                     entry.user,
                     entry.time,
                     entry.sentence,
                     entry.expunged.has_value(),
                     {}};
    const auto rows = entry.changes.rows();
    SG_TRY(rows);
    for (const RowChange &row : *rows) {
        const auto &key = row.operation == RowOperation::Insert ? row.after : row.before;
        const RegisterType *type = registers.ofTable(row.table);
        if (!type || key.empty())
            continue;
        line.records.emplace_back(type, AnyId::fromBytes(key[0].toByteArray()));
        if (const auto about = subjectIn(registers, *type, key); about.first)
            line.records.push_back(about);
    }
    std::sort(line.records.begin(), line.records.end());
    line.records.erase(std::unique(line.records.begin(), line.records.end()), line.records.end());
    return line;
}

bool HistoryFilter::isEmpty() const
{
    return text.isEmpty() && user.isNull() && kinds.empty() && !type && record.isNull() &&
           !from.isValid() && !to.isValid();
}

bool HistoryFilter::matches(const HistoryLine &line, const std::set<AnyId> &names) const
{
    const auto touches = [&](auto wanted) {
        return std::any_of(line.records.begin(), line.records.end(), wanted);
    };
    if (!user.isNull() && line.user != user)
        return false;
    if (!kinds.empty() && !kinds.contains(line.kind))
        return false;
    if (from.isValid() || to.isValid()) { // else a hundred thousand local times for nothing
        const QDate day = line.time.toLocalTime().date();
        if ((from.isValid() && day < from) || (to.isValid() && day > to))
            return false;
    }
    if (type && !touches([this](const auto &touched) { return touched.first == type; }))
        return false;
    if (!record.isNull() &&
        !touches([this](const auto &touched) { return touched.second == record; }))
        return false;
    return text.isEmpty() || line.sentence.contains(text, Qt::CaseInsensitive) ||
           touches([&](const auto &touched) { return names.contains(touched.second); });
}

std::set<AnyId> recordsWith(const QString &text, const Snapshot &snapshot)
{
    std::set<AnyId> found;
    if (text.isEmpty())
        return found;
    for (const RegisterType &type : snapshot.registers()) {
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            if (type.title(*record).contains(text, Qt::CaseInsensitive) ||
                type.citeNumber(*record).contains(text, Qt::CaseInsensitive))
                found.insert(record->id);
        }
    }
    return found;
}

QString nameOf(EntryKind kind)
{
    static const std::array names{
        LinesText::tr("Edit"),       LinesText::tr("Undo"),      LinesText::tr("Redo"),
        LinesText::tr("Import"),     LinesText::tr("Signature"), LinesText::tr("Baseline"),
        LinesText::tr("Users"),      LinesText::tr("Merge"),     LinesText::tr("Set-up or upgrade"),
        LinesText::tr("Expunction"), LinesText::tr("Event")};
    return names.at(static_cast<size_t>(kind));
}

}
