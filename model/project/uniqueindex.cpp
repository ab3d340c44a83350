// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/uniqueindex.h"

#include "model/base/text.h"

namespace safeguard {

QString UniqueIndex::fold(const Value &value)
{
    return foldedName(textOf(value));
}

AnyId UniqueIndex::find(const Snapshot &snapshot, const RegisterType &type, const Field &field,
                        const QString &folded)
{
    const auto key = std::pair(&type, &field);
    auto at = m_names.find(key);
    if (at == m_names.end()) {
        Names names;
        for (const RecordPtr &record : snapshot.rows(type.key))
            names.insert(fold(field.get(*record)), record->id);
        at = m_names.emplace(key, std::move(names)).first;
    }
    return at->second.value(folded);
}

void UniqueIndex::apply(const std::vector<RecordChange> &changes)
{
    for (auto &[key, names] : m_names) {
        const auto &[type, field] = key;
        // First what went, then what came: a name may pass from one record to another.
        for (const RecordChange &change : changes) {
            if (change.type == type && change.before)
                names.remove(fold(field->get(*change.before)));
        }
        for (const RecordChange &change : changes) {
            if (change.type == type && change.after)
                names.insert(fold(field->get(*change.after)), change.after->id);
        }
    }
}

}
