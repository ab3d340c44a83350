// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/workforce.h"

namespace safeguard {

/// The access matrix: systems and what they hold, against roles. Cells are worked out when they
/// are looked at, so that a large one costs little.
class AccessMatrix final
{
public:
    /// Both outlive this.
    AccessMatrix(const DataMap &map, const Workforce &workforce);

    struct Row
    {
        Id<System> system;
        Id<DataElement> element;  ///< null: everything in the system
        std::optional<Tier> tier; ///< none where nothing is known of it
        bool isHeld = true;       ///< false: rights name it, but the system does not hold it
    };
    struct Cell
    {
        ChoiceSet<DataOperation> operations; ///< effective: rights add up
        const AccessRight *right = nullptr;  ///< of this very cell; null when there is none
        /// Where the operations come from when not from the cell's own right.
        const AccessRight *inherited = nullptr;
        QString reason; ///< of its own right, else of the inherited one
        int people = 0; ///< who were let into the system in this role, and reach it
    };

    /// Systems in order of their numbers, each "everything" first, then its elements. Retired ones
    /// only while roles have rights in them.
    const std::vector<Row> &rows() const { return m_rows; }
    const std::vector<const AccessRole *> &roles() const { return m_roles; }
    Cell cell(size_t row, size_t role) const;
    /// Some role has a right that names just this row.
    bool isNamed(size_t row) const;
    /// People who reach it by any access, also without a role; each once.
    std::vector<const Person *> whoReaches(size_t row) const;
    /// Access that names no role, or one without a right there: what the cells do not show.
    int beyondRights(size_t row) const;

private:
    void addRows(const DataMap &map, const System &system);

    const Workforce &m_workforce;
    std::vector<Row> m_rows;
    std::vector<const AccessRole *> m_roles;
    std::map<std::pair<AnyId, AnyId>, std::vector<const AccessRight *>> m_rights; ///< role, system
    QHash<AnyId, std::vector<const AccessLine *>> m_ofSystem;
};

}
