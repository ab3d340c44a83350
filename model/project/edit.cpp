// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/edit.h"

#include "model/project/validation.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct EditText
{
    Q_DECLARE_TR_FUNCTIONS(Edit)
};

bool refersTo(const Value &value, const std::set<AnyId> &ids)
{
    if (const auto *id = std::get_if<AnyId>(&value))
        return ids.contains(*id);
    if (const auto *list = std::get_if<std::vector<AnyId>>(&value))
        return std::any_of(list->begin(), list->end(), [&](auto &id) { return ids.contains(id); });
    return false;
}

/// "flow FLW-003 Syslog" for the first few, then how many more.
QString listOf(const std::vector<Referrer> &referrers, const Snapshot &snapshot)
{
    constexpr size_t shown = 3;
    QStringList names;
    for (size_t i = 0; i < referrers.size() && i < shown; ++i)
        names += snapshot.describe(referrers[i].type->key, referrers[i].record->id);
    if (referrers.size() > shown)
        names += EditText::tr("%n more", nullptr, static_cast<int>(referrers.size() - shown));
    return names.join(QStringLiteral(", "));
}

/// Records about one of \a ids, which go with it.
void findSubjects(const Snapshot &snapshot, const RegisterType &type, const Field &field,
                  const QString &registerKey, const std::set<AnyId> &ids,
                  std::vector<Referrer> &found)
{
    for (const RecordPtr &record : snapshot.rows(type.key)) {
        const RecordRef subject = RecordRef::fromText(textOf(field.get(*record)));
        if (subject.registerKey == registerKey && ids.contains(subject.id))
            found.push_back({&type, record, &field});
    }
}

}

std::vector<Referrer> referrersOf(const Snapshot &snapshot, const QString &registerKey,
                                  const std::vector<AnyId> &ids)
{
    const std::set<AnyId> wanted(ids.begin(), ids.end());
    std::vector<Referrer> found;
    for (const RegisterType &type : snapshot.registers()) {
        for (const Field &field : type.fields) {
            if (field.isSubject && field.isOwner) {
                findSubjects(snapshot, type, field, registerKey, wanted, found);
                continue;
            }
            if (field.reference != registerKey)
                continue;
            for (const RecordPtr &record : snapshot.rows(type.key)) {
                if (refersTo(field.get(*record), wanted))
                    found.push_back({&type, record, &field});
            }
        }
    }
    return found;
}

Edit::Edit(Snapshot base, AnyId project)
    : m_base(std::move(base))
    , m_now(m_base)
    , m_project(project)
{}

void Edit::touch(const RegisterType &type, const AnyId &id)
{
    if (m_isTouched.emplace(&type, id).second)
        m_touched.push_back({&type, m_base.rows(type.key).find(id), nullptr, id});
}

AnyId Edit::putAny(const RegisterType &type, std::shared_ptr<Record> record)
{
    if (record->id.isNull())
        record->id = AnyId::random();
    const AnyId id = record->id;
    // The permanent number is not the editor's to change.
    const RecordPtr old = m_base.rows(type.key).find(id);
    record->number = old ? old->number : 0;
    touch(type, id);
    m_now.put(type.key, std::move(record));
    return id;
}

void Edit::putBack(const RegisterType &type, std::shared_ptr<Record> record)
{
    touch(type, record->id);
    m_now.put(type.key, std::move(record));
}

AnyId Edit::nameBasedId(const RegisterType &type, QStringView key) const
{
    return AnyId::fromName(m_project, type.key, key);
}

Status Edit::remove(const RegisterType &type, const AnyId &id)
{
    if (!m_now.rows(type.key).find(id))
        return failure(ErrorCode::NotFound, EditText::tr("There is no such record any more."));
    std::vector<Referrer> others;
    Doomed parts;
    for (const Referrer &referrer : referrersOf(m_now, type.key, {id})) {
        if (referrer.field->isOwner)
            parts[referrer.type].insert(referrer.record->id);
        else if (referrer.record->id != id)
            others.push_back(referrer);
    }
    std::erase_if(others, [&](const Referrer &other) {
        const auto of = parts.find(other.type);
        return of != parts.end() && of->second.contains(other.record->id);
    });
    if (!others.empty())
        return failure(
            ErrorCode::Refused,
            EditText::tr("%1 is still referred to by %2. Remove it together with them, or change "
                         "them first.")
                .arg(m_now.describe(type.key, id), listOf(others, m_now)));
    removeAll(std::move(parts));
    touch(type, id);
    m_now.remove(type.key, id);
    return {};
}

Status Edit::removeWithDependents(const RegisterType &type, const std::vector<AnyId> &ids)
{
    removeAll({{&type, {ids.begin(), ids.end()}}});
    return {};
}

/// Register by register, so that each look at who refers to them is for all of them.
void Edit::removeAll(Doomed doomed)
{
    while (!doomed.empty()) {
        auto next = doomed.extract(doomed.begin());
        const RegisterType &type = *next.key();
        std::set<AnyId> &ids = next.mapped();
        std::erase_if(ids, [&](const AnyId &id) { return !m_now.rows(type.key).find(id); });
        const auto referrers = referrersOf(m_now, type.key, {ids.begin(), ids.end()});
        for (const AnyId &id : ids) {
            touch(type, id);
            m_now.remove(type.key, id);
        }
        for (const Referrer &referrer : referrers) {
            if (referrer.field->isRequired)
                doomed[referrer.type].insert(referrer.record->id);
            else
                dropReferences(*referrer.type, referrer.record->id, *referrer.field, ids);
        }
    }
}

void Edit::dropReferences(const RegisterType &type, const AnyId &id, const Field &field,
                          const std::set<AnyId> &targets)
{
    const RecordPtr current = m_now.rows(type.key).find(id);
    if (!current)
        return;
    auto copy = type.copy(*current);
    Value value = field.get(*copy);
    if (auto *list = std::get_if<std::vector<AnyId>>(&value))
        std::erase_if(*list, [&](const AnyId &member) { return targets.contains(member); });
    else
        value = {};
    field.set(*copy, value);
    putAny(type, std::move(copy));
}

std::vector<RecordChange> Edit::changes() const
{
    std::vector<RecordChange> changes;
    for (RecordChange change : m_touched) {
        change.after = m_now.rows(change.type->key).find(change.id);
        if (!haveSameFields(*change.type, change.before, change.after))
            changes.push_back(std::move(change));
    }
    return changes;
}

}
