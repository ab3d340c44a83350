// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/recordstore.h"

#include <map>

namespace safeguard {

/// Who has which unique name: kept beside the published content, so that an edit in a register of
/// 100,000 records need not look at all of them. Built register by register when first asked.
class UniqueIndex final
{
public:
    /// Texts that differ only in case or in surrounding space are the same name.
    static QString fold(const Value &value);
    /// The record of \a snapshot that has the folded name; null when there is none.
    AnyId find(const Snapshot &snapshot, const RegisterType &type, const Field &field,
               const QString &folded);
    void apply(const std::vector<RecordChange> &changes);
    void clear() { m_names.clear(); }

private:
    using Names = QHash<QString, AnyId>;
    std::map<std::pair<const RegisterType *, const Field *>, Names> m_names;
};

}
