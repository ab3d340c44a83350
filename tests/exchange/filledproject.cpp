// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exchange/filledproject.h"

#include "model/registers.h"
#include "tests/tools/recordmaker.h"

namespace safeguard::testing {

QStringList oddNames()
{
    QStringList names;
    for (const char *name : {"A; B",
                             "\"quoted\"",
                             "comma, in it",
                             "SYS-002",
                             "sys-1",
                             "42",
                             "-1.5",
                             "1e3",
                             "2026-02-28",
                             "'=guard",
                             "''",
                             "'",
                             "''=two",
                             "=1+1",
                             "+1",
                             "-1",
                             "@name",
                             "=\"x\"",
                             "yes",
                             "null",
                             "Überwachung",
                             "心電図",
                             "مراقبة",
                             "O'Neil",
                             "a\\b",
                             "tab-less",
                             " padded ",
                             "AAAAAAAAAAAAAAAAAAAAAAAAAA",
                             ";",
                             "\"",
                             "%1",
                             "a\"\"b",
                             "'+",
                             "'-9",
                             "'@"})
        names += QString::fromUtf8(name);
    return names;
}

namespace {

Value valueFor(const RegisterType &type, const Field &field, int at, const Snapshot &snapshot,
               QRandomGenerator &random)
{
    const bool isText = field.kind == Kind::Text || field.kind == Kind::LongText;
    const QStringList odd = oddNames();
    if (isText && field.isUnique)
        return at < odd.size() ? odd[at] : odd[at % odd.size()] + QString::number(at);
    if (field.kind == Kind::Choice && field.isUnique)
        return field.choices->at(static_cast<size_t>(at)).key;
    if (field.kind == Kind::LongText && at % 3 == 0)
        return QStringLiteral("line one\nline \"two\", with; signs\n\n=three") +
               QString::number(at);
    if (isText && at % 2 == 0)
        return odd[static_cast<int>(random.bounded(quint32(odd.size())))];
    if (field.reference == type.key) // no boundary in itself
        return {};
    return anyValue(field, snapshot, random);
}

}

Snapshot filledProject(quint32 seed, int perRegister)
{
    QRandomGenerator random(seed);
    Snapshot snapshot(allRegisters());
    snapshot.setToday({2026, 2, 28});
    for (const RegisterType &type : *allRegisters()) {
        int count = type.isSingleton ? 1 : perRegister;
        for (const Field &field : type.fields) {
            if (field.isUnique && field.choices)
                count = std::min(count, static_cast<int>(field.choices->size()));
        }
        for (int i = 0; i < count; ++i) {
            auto record = type.make();
            record->id = AnyId::random();
            record->number = type.prefix.isEmpty() ? 0 : i + 1;
            for (const Field &field : type.fields) {
                // The second record has the least, the first everything.
                if (field.isRequired || i == 0 || (i != 1 && random.bounded(4) != 0))
                    field.set(*record, valueFor(type, field, i, snapshot, random));
            }
            snapshot.put(type.key, std::move(record));
        }
    }
    return snapshot;
}

}
