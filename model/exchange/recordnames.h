// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/snapshot.h"

#include <QSet>

namespace safeguard {

/// Finds records by what people call them: id, permanent number, number and name ("SYS-003 Cloud",
/// which must belong together), or name (case and outer space do not matter). Each register is read
/// once, when first asked about; so whoever resolves many references keeps one of these.
class RecordNames final
{
public:
    explicit RecordNames(Snapshot snapshot)
        : m_snapshot(std::move(snapshot))
    {}

    /// Errors: NotFound; InvalidInput when the name fits several.
    Result<AnyId> find(const QString &registerKey, const QString &text);
    /// Of any register: as Snapshot::describe() has it, or by name. Errors as above.
    Result<RecordRef> findAny(const QString &text);

    /// What a reader understands best among the texts that find() takes back to this very record:
    /// its name, number and name, number, id. \a isOneOfMany: none that cannot stand in a list.
    QString clearText(const QString &registerKey, const AnyId &id, bool isOneOfMany = false);
    /// The same for findAny().
    QString clearText(const RecordRef &record);

private:
    struct Names
    {
        QHash<int, AnyId> numbers;
        QHash<QString, AnyId> titles; ///< folded
        QSet<QString> shared;         ///< titles of more than one
        void add(const QString &title, const AnyId &id);
    };
    const Names &namesOf(const RegisterType &type);
    std::optional<AnyId> findByNumber(const RegisterType &type, const QString &text);
    void readAll();

    Snapshot m_snapshot;
    std::map<QString, Names> m_names;
    QHash<QString, RecordRef> m_all; ///< what describe() and title() say, folded; null: of several
};

}
