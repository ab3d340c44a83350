// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/validation.h"

#include <cmath>
#include <QCoreApplication>
#include <set>

namespace safeguard {

namespace {

constexpr qsizetype longestText = 500;
constexpr qsizetype longestLongText = 100'000;

struct ValidationText
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

/// Explicit formatting of the Unicode bidirectional algorithm: what is written from right to left
/// needs none of it in a field of its own, and names and sentences could be made to lie by it.
bool turnsDirection(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

QString problemWithText(const Field &field, const QString &text)
{
    const bool isLong = field.kind == Kind::LongText;
    if (text.size() > (isLong ? longestLongText : longestText))
        return ValidationText::tr("%1 is too long.").arg(field.label);
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control && !(isLong && (c == u'\n' || c == u'\t')))
            return ValidationText::tr("%1 holds a control character.").arg(field.label);
        if (turnsDirection(c))
            return ValidationText::tr("%1 holds an invisible character that turns the direction "
                                      "of the text, so that it would read otherwise than it is.")
                .arg(field.label);
    }
    if (!text.isValidUtf16())
        return ValidationText::tr("%1 holds characters that are not valid Unicode.")
            .arg(field.label);
    return {};
}

QString problemWithValue(const Field &field, const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value)) {
        if (field.isRequired && text->trimmed().isEmpty())
            return ValidationText::tr("%1 is needed.").arg(field.label);
        return problemWithText(field, *text);
    }
    if (isEmpty(value))
        return field.isRequired ? ValidationText::tr("%1 is needed.").arg(field.label) : QString();
    if (const auto *date = std::get_if<QDate>(&value); date && !date->isValid())
        return ValidationText::tr("%1 is not a date.").arg(field.label);
    if (const auto *number = std::get_if<double>(&value); number && !std::isfinite(*number))
        return ValidationText::tr("%1 is not a number.").arg(field.label);
    return {};
}

QString problemWithReferences(const Field &field, const Value &value, const Snapshot &now)
{
    const RowSet &targets = now.rows(field.reference);
    const auto isGone = [&](const AnyId &id) { return !targets.find(id); };
    bool broken = false;
    if (const auto *id = std::get_if<AnyId>(&value))
        broken = isGone(*id);
    else if (const auto *ids = std::get_if<std::vector<AnyId>>(&value))
        broken = std::any_of(ids->begin(), ids->end(), isGone);
    return broken
               ? ValidationText::tr("%1 refers to a record that does not exist.").arg(field.label)
               : QString();
}

/// Finds added or renamed records that share a unique field with another record.
void checkUniqueness(const std::vector<RecordChange> &changes, const Snapshot &now,
                     const UniqueLookup &owner, std::vector<FieldProblem> &problems)
{
    std::map<std::pair<const Field *, QString>, AnyId> taken;
    for (const RecordChange &change : changes) {
        if (!change.after)
            continue;
        for (const Field &field : change.type->fields) {
            const Value value = field.get(*change.after);
            const QString folded = field.isUnique ? UniqueIndex::fold(value) : QString();
            if (folded.isEmpty())
                continue;
            if (!taken.emplace(std::pair(&field, folded), change.id).second) {
                problems.push_back(
                    {field.key, ValidationText::tr("Two records would share the %1 \u201c%2\u201d.")
                                    .arg(field.label, textOf(value))});
                continue;
            }
            if (change.before && UniqueIndex::fold(field.get(*change.before)) == folded)
                continue;
            const AnyId other = owner(*change.type, field, folded);
            const RecordPtr holder = other.isNull() || other == change.id
                                         ? nullptr
                                         : now.rows(change.type->key).find(other);
            if (holder && UniqueIndex::fold(field.get(*holder)) == folded)
                problems.push_back(
                    {field.key,
                     ValidationText::tr("%1 has the %2 \u201c%3\u201d already.")
                         .arg(now.describe(change.type->key, other), field.label, textOf(value))});
        }
    }
}

/// Removed records that something still refers to: an edit forgot a dependent.
void checkRemoved(const std::vector<RecordChange> &changes, const Snapshot &now,
                  std::vector<FieldProblem> &problems)
{
    std::map<QString, std::set<AnyId>> removed;
    for (const RecordChange &change : changes) {
        if (!change.after)
            removed[change.type->key].insert(change.id);
    }
    if (removed.empty())
        return;
    for (const RegisterType &type : now.registers()) {
        for (const Field &field : type.fields) {
            if (!removed.contains(field.reference))
                continue;
            for (const RecordPtr &record : now.rows(type.key)) {
                const QString text = problemWithReferences(field, field.get(*record), now);
                if (!text.isEmpty())
                    problems.push_back(
                        {field.key, ValidationText::tr("%1 still refers to a removed record.")
                                        .arg(now.describe(type.key, record->id))});
            }
        }
    }
}

}

std::vector<FieldProblem> problemsOf(const RegisterType &type, const Record &record,
                                     const Snapshot &snapshot)
{
    std::vector<FieldProblem> problems;
    for (const Field &field : type.fields) {
        const Value value = field.get(record);
        QString text = problemWithValue(field, value);
        if (text.isEmpty() && field.isReference())
            text = problemWithReferences(field, value, snapshot);
        if (text.isEmpty() && field.isSubject && !snapshot.find(RecordRef::fromText(textOf(value))))
            text = ValidationText::tr("%1 names a record that does not exist.").arg(field.label);
        if (!text.isEmpty())
            problems.push_back({field.key, text});
    }
    for (const Rule &rule : type.rules)
        rule(record, snapshot, problems);
    return problems;
}

Status validateChanges(const std::vector<RecordChange> &changes, const Snapshot &now,
                       const UniqueLookup &owner)
{
    std::vector<FieldProblem> problems;
    for (const RecordChange &change : changes) {
        if (!change.after)
            continue;
        for (FieldProblem &problem : problemsOf(*change.type, *change.after, now))
            problems.push_back(std::move(problem));
    }
    checkUniqueness(changes, now, owner, problems);
    checkRemoved(changes, now, problems);
    if (problems.empty())
        return {};
    return failure(Error{ErrorCode::InvalidInput, problems.front().text, std::move(problems)});
}

}
