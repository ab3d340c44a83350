// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/snapshot.h"

#include <QSet>

namespace safeguard {

/// Finds records by what people call them: id, permanent number, or name (case and outer space do
/// not matter). Each register is read once, when first asked about; so whoever resolves many
/// references keeps one of these.
class RecordNames final
{
public:
    explicit RecordNames(Snapshot snapshot)
        : m_snapshot(std::move(snapshot))
    {}

    /// Errors: NotFound; InvalidInput when the name fits several.
    Result<AnyId> find(const QString &registerKey, const QString &text);

private:
    struct Names
    {
        QHash<int, AnyId> numbers;
        QHash<QString, AnyId> titles; ///< folded
        QSet<QString> shared;         ///< titles of more than one
    };
    const Names &namesOf(const RegisterType &type);

    Snapshot m_snapshot;
    std::map<QString, Names> m_names;
};

}
