// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/newrecord.h"

#include "model/project/uniqueindex.h"

#include <QCoreApplication>
#include <set>

namespace safeguard {

namespace {

QString freeName(const RegisterType &type, const Field &field, const Snapshot &snapshot)
{
    std::set<QString> taken;
    for (const RecordPtr &record : snapshot.rows(type.key))
        taken.insert(UniqueIndex::fold(field.get(*record)));
    const QString name =
        QCoreApplication::translate("NewRecord", "New %1").arg(type.singular.toLower());
    for (int n = 1;; ++n) {
        const QString candidate = n == 1 ? name : name + QLatin1Char(' ') + QString::number(n);
        if (!taken.contains(UniqueIndex::fold(Value(candidate))))
            return candidate;
    }
}

}

std::shared_ptr<Record> newRecord(const RegisterType &type, const Snapshot &snapshot)
{
    auto record = type.make();
    std::map<QString, size_t> used;
    for (const Field &field : type.fields) {
        if (!field.isRequired)
            continue;
        if (field.kind == Kind::Text || field.kind == Kind::LongText) {
            field.set(*record, freeName(type, field, snapshot));
        } else if (field.kind == Kind::Reference) {
            const std::vector<RecordPtr> targets = snapshot.inOrder(field.reference);
            const size_t at = used[field.reference]++;
            if (at < targets.size())
                field.set(*record, targets[at]->id);
        }
    }
    return record;
}

}
