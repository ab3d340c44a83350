// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/recordstore.h"
#include "model/store/snapshot.h"

#include <set>

namespace safeguard {

/// What an edit may do with the project while it is being composed: a draft over a snapshot, in
/// memory only. Nothing of it is seen by others before the whole is validated and stored.
class Edit final
{
public:
    Edit(Snapshot base, AnyId project);

    /// The content as this edit has made it so far.
    const Snapshot &now() const { return m_now; }
    const Registers &registers() const { return m_now.registers(); }
    template <class T>
    const T *find(const Id<T> &id) const
    {
        return m_now.find(id);
    }

    /// Adds the record, or replaces the one with its id. A record without an id gets one.
    template <class T>
    Id<T> put(T record)
    {
        return Id<T>(putAny(registers().of<T>(), std::make_shared<T>(std::move(record))));
    }
    AnyId putAny(const RegisterType &type, std::shared_ptr<Record> record);
    /// Puts a record as it was once: with the number that it had, also when it is gone by now.
    void putBack(const RegisterType &type, std::shared_ptr<Record> record);
    /// Changes a copy of the record and puts it. False when there is none.
    template <class T, class F>
    bool change(const Id<T> &id, F change)
    {
        const T *old = find(id);
        if (!old)
            return false;
        T copy = *old;
        change(copy);
        put(std::move(copy));
        return true;
    }

    /// Removes the record and its parts. Refused while other records refer to it; the error's
    /// text names them. Error: NotFound, Refused.
    Status remove(const RegisterType &type, const AnyId &id);
    template <class T>
    Status remove(const Id<T> &id)
    {
        return remove(registers().of<T>(), id);
    }
    /// Removes records together with those that cannot be without them; others lose the reference.
    /// Records that are not there are passed over. For many, call it once with all.
    Status removeWithDependents(const RegisterType &type, const std::vector<AnyId> &ids);
    Status removeWithDependents(const RegisterType &type, const AnyId &id)
    {
        return removeWithDependents(type, std::vector{id});
    }

    /// The id of a natural singleton, the same in each copy of the project.
    AnyId nameBasedId(const RegisterType &type, QStringView key) const;

    /// The net effect, in the order in which records were first touched.
    std::vector<RecordChange> changes() const;

private:
    using Doomed = std::map<const RegisterType *, std::set<AnyId>>;
    void removeAll(Doomed doomed);
    void dropReferences(const RegisterType &type, const AnyId &id, const Field &field,
                        const std::set<AnyId> &targets);
    void touch(const RegisterType &type, const AnyId &id);

    Snapshot m_base;
    Snapshot m_now;
    AnyId m_project;
    std::vector<RecordChange> m_touched; ///< only type and before are meant
    std::set<std::pair<const RegisterType *, AnyId>> m_isTouched;
};

/// A record that refers to another one, and by which field.
struct Referrer
{
    const RegisterType *type = nullptr;
    RecordPtr record;
    const Field *field = nullptr;
};
/// Every record that refers to one of \a ids of a register.
std::vector<Referrer> referrersOf(const Snapshot &snapshot, const QString &registerKey,
                                  const std::vector<AnyId> &ids);

}
