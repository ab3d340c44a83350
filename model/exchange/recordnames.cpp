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
        const QString own = foldedName(type.title(*record));
        const QString shown = foldedName(m_snapshot.title(type.key, record->id));
        names.add(own, record->id);
        if (shown != own)
            names.add(shown, record->id);
    }
    return names;
}

void RecordNames::Names::add(const QString &title, const AnyId &id)
{
    if (titles.contains(title))
        shared.insert(title);
    else
        titles.insert(title, id);
}

/// "SYS-003", or "SYS-003 Cloud" where that is its name.
std::optional<AnyId> RecordNames::findByNumber(const RegisterType &type, const QString &text)
{
    const auto number = type.numberFrom(text.section(u' ', 0, 0));
    const Names &names = namesOf(type);
    if (!number || !names.numbers.contains(*number))
        return std::nullopt;
    const AnyId id = names.numbers.value(*number);
    const QString name = text.section(u' ', 1);
    const bool isItsName =
        name.isEmpty() || foldedName(name) == foldedName(m_snapshot.title(type.key, id));
    return isItsName ? std::optional(id) : std::nullopt;
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
    if (const auto id = findByNumber(*type, text.trimmed()))
        return *id;
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

void RecordNames::readAll()
{
    for (const RegisterType &type : m_snapshot.registers()) {
        for (const RecordPtr &record : m_snapshot.rows(type.key)) {
            const RecordRef ref{type.key, record->id};
            for (const QString &name : {foldedName(m_snapshot.describe(ref)),
                                        foldedName(m_snapshot.title(type.key, record->id))}) {
                const auto known = m_all.constFind(name);
                m_all.insert(name, known == m_all.constEnd() || *known == ref ? ref : RecordRef());
            }
        }
    }
}

Result<RecordRef> RecordNames::findAny(const QString &text)
{
    for (const RegisterType &type : m_snapshot.registers()) {
        if (type.prefix.isEmpty())
            continue;
        if (const auto id = findByNumber(type, text.trimmed()))
            return RecordRef{type.key, *id};
    }
    if (m_all.isEmpty())
        readAll();
    const auto found = m_all.constFind(foldedName(text));
    if (found == m_all.constEnd())
        return failure(ErrorCode::NotFound,
                       FieldTextText::tr("There is no record \u201c%1\u201d.").arg(text.left(60)));
    if (found->isNull())
        return failure(
            ErrorCode::InvalidInput,
            FieldTextText::tr("Several records are called \u201c%1\u201d; give the number "
                              "or the id.")
                .arg(text.left(60)));
    return *found;
}

QString RecordNames::clearText(const QString &registerKey, const AnyId &id, bool isOneOfMany)
{
    const RecordPtr record = m_snapshot.rows(registerKey).find(id);
    const RegisterType *type = m_snapshot.registers().find(registerKey);
    for (const QString &text :
         {m_snapshot.title(registerKey, id), m_snapshot.describe(registerKey, id),
          record ? type->citeNumber(*record) : QString()}) {
        const bool fits = text == text.trimmed() && !text.contains(u'\n') &&
                          !(isOneOfMany && text.contains(u';'));
        const auto found = fits ? find(registerKey, text) : AnyId();
        if (found && *found == id)
            return text;
    }
    return id.toText();
}

QString RecordNames::clearText(const RecordRef &record)
{
    const QString text = m_snapshot.describe(record);
    const auto found = findAny(text);
    return found && *found == record && !record.isNull() ? text : record.toText();
}

}
