// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/recordnames.h"

#include "model/base/text.h"

#include <QCoreApplication>

namespace safeguard {

namespace {
struct FieldTextText
{
    Q_DECLARE_TR_FUNCTIONS(FieldText)
};
}

const RecordNames::Names &RecordNames::namesOf(const RegisterType &type)
{
    const auto [at, isNew] = m_names.try_emplace(type.key);
    Names &names = at->second;
    if (!isNew)
        return names;
    for (const RecordPtr &record : m_snapshot.rows(type.key)) {
        if (!type.prefix.isEmpty() && record->number > 0)
            names.numbers.insert(record->number, record->id);
        const QString title = foldedName(type.title(*record));
        if (names.titles.contains(title))
            names.shared.insert(title);
        else
            names.titles.insert(title, record->id);
    }
    return names;
}

Result<AnyId> RecordNames::find(const QString &registerKey, const QString &text)
{
    const RegisterType *type = m_snapshot.registers().find(registerKey);
    if (!type)
        return failure(ErrorCode::NotFound,
                       FieldTextText::tr("There is no register \u201c%1\u201d.").arg(registerKey));
    if (const auto id = AnyId::fromText(text.trimmed());
        id && m_snapshot.rows(registerKey).find(*id))
        return *id;
    const Names &names = namesOf(*type);
    if (const auto number = type->numberFrom(text.trimmed());
        number && names.numbers.contains(*number))
        return names.numbers.value(*number);
    const QString wanted = foldedName(text);
    if (names.shared.contains(wanted))
        return failure(
            ErrorCode::InvalidInput,
            FieldTextText::tr(
                "Several records of %1 are called \u201c%2\u201d; give the number or the id.")
                .arg(type->plural, text));
    if (names.titles.contains(wanted))
        return names.titles.value(wanted);
    return failure(
        ErrorCode::NotFound,
        FieldTextText::tr("%1 has no record \u201c%2\u201d.").arg(type->plural, text.left(60)));
}

}
