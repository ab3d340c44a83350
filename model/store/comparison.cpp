// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/comparison.h"

namespace safeguard {

namespace {

std::vector<RecordDifference> compareRows(const RegisterType &type, const RowSet &before,
                                          const RowSet &after)
{
    std::vector<RecordDifference> differences;
    for (const RecordPtr &record : after) {
        const RecordPtr old = before.find(record->id);
        RecordDifference difference{&type, record->id, old, record};
        if (old == record)
            continue; // shared: the very same
        for (const Field &field : type.fields) {
            if (old && field.get(*old) != field.get(*record))
                difference.fields.push_back(&field);
        }
        if (!old || !difference.fields.empty())
            differences.push_back(std::move(difference));
    }
    for (const RecordPtr &record : before) {
        if (!after.find(record->id))
            differences.push_back({&type, record->id, record, nullptr});
    }
    std::stable_sort(differences.begin(), differences.end(), [](const auto &a, const auto &b) {
        return a.record().number < b.record().number;
    });
    return differences;
}

}

bool haveSameFields(const RegisterType &type, const RecordPtr &a, const RecordPtr &b)
{
    if (!a || !b)
        return a == b;
    return std::all_of(type.fields.begin(), type.fields.end(),
                       [&](const Field &field) { return field.get(*a) == field.get(*b); });
}

std::vector<RecordDifference> compare(const Snapshot &before, const Snapshot &after)
{
    std::vector<RecordDifference> differences;
    for (const RegisterType &type : after.registers()) {
        if (type.isProtected())
            continue;
        auto of = compareRows(type, before.rows(type.key), after.rows(type.key));
        differences.insert(differences.end(), std::make_move_iterator(of.begin()),
                           std::make_move_iterator(of.end()));
    }
    return differences;
}

}
