// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/accessmatrix.h"

namespace safeguard {

namespace {

void addAll(ChoiceSet<DataOperation> &to, const ChoiceSet<DataOperation> &from)
{
    for (size_t i = 0; i < choices(DataOperation()).size(); ++i) {
        if (from.contains(static_cast<DataOperation>(i)))
            to.set(static_cast<DataOperation>(i));
    }
}

}

AccessMatrix::AccessMatrix(const DataMap &map, const Workforce &workforce)
    : m_workforce(workforce)
    , m_roles(map.snapshot().inOrder<AccessRole>())
{
    for (const AccessRight &right : map.snapshot().rows<AccessRight>())
        m_rights[{right.role, right.system}].push_back(&right);
    for (const AccessLine &access : workforce.accesses())
        m_ofSystem[access.system->id].push_back(&access);
    for (const System *system : map.snapshot().inOrder<System>())
        addRows(map, *system);
}

void AccessMatrix::addRows(const DataMap &map, const System &system)
{
    IdSet<DataElement> named;
    bool hasRights = false;
    for (const AccessRole *role : m_roles) {
        const auto rights = m_rights.find({role->id, system.id});
        for (size_t i = 0; rights != m_rights.end() && i < rights->second.size(); ++i) {
            hasRights = true;
            if (!rights->second[i]->element.isNull())
                named.insert(rights->second[i]->element);
        }
    }
    if (system.isRetired() && !hasRights)
        return;
    const size_t whole = m_rows.size();
    m_rows.push_back({idOf(system), {}, std::nullopt, true});
    for (const Presence &presence : map.heldBy(idOf(system))) {
        auto &tier = m_rows[whole].tier;
        tier = strictest(tier.value_or(presence.tier), presence.tier);
        named.remove(presence.element);
        if (m_rows.back().element == presence.element)
            m_rows.back().tier = strictest(*m_rows.back().tier, presence.tier);
        else
            m_rows.push_back({idOf(system), presence.element, presence.tier, true});
    }
    for (const auto &element : named)
        m_rows.push_back({idOf(system), element, std::nullopt, false});
}

AccessMatrix::Cell AccessMatrix::cell(size_t row, size_t role) const
{
    Cell cell;
    const Row &at = m_rows[row];
    const auto rights = m_rights.find({m_roles[role]->id, at.system});
    if (rights == m_rights.end())
        return cell;
    for (const AccessRight *right : rights->second) {
        if (right->element == at.element)
            cell.right = right;
        else if (right->element.isNull())
            cell.inherited = right;
        else
            continue;
        addAll(cell.operations, right->operations);
    }
    if (cell.right || cell.inherited)
        cell.reason = (cell.right ? cell.right : cell.inherited)->reason;
    if (cell.operations.isEmpty() || !at.isHeld)
        return cell;
    const Person *last = nullptr; // lines stand by person
    const auto accesses = m_ofSystem.constFind(at.system);
    for (size_t i = 0; accesses != m_ofSystem.cend() && i < accesses->size(); ++i) {
        const AccessLine &access = *(*accesses)[i];
        if (access.role == m_roles[role] && access.person != last) {
            ++cell.people;
            last = access.person;
        }
    }
    return cell;
}

bool AccessMatrix::isNamed(size_t row) const
{
    const Row &at = m_rows[row];
    return std::any_of(m_roles.begin(), m_roles.end(), [&](const AccessRole *role) {
        const auto rights = m_rights.find({role->id, at.system});
        return rights != m_rights.end() &&
               std::any_of(rights->second.begin(), rights->second.end(),
                           [&](const AccessRight *right) { return right->element == at.element; });
    });
}

std::vector<const Person *> AccessMatrix::whoReaches(size_t row) const
{
    std::vector<const Person *> people;
    const Row &at = m_rows[row];
    const auto isMeant = [&](const AccessLine &access) {
        const auto &reaches = m_workforce.reachesOf(access);
        return at.element.isNull()
                   ? !reaches.empty()
                   : std::any_of(reaches.begin(), reaches.end(),
                                 [&](const Reach &reach) { return reach.element == at.element; });
    };
    for (const AccessLine *access : m_ofSystem.value(at.system)) {
        if (isMeant(*access) && (people.empty() || people.back() != access->person))
            people.push_back(access->person);
    }
    return people;
}

int AccessMatrix::beyondRights(size_t row) const
{
    const auto &accesses = m_ofSystem.value(m_rows[row].system);
    return static_cast<int>(
        std::count_if(accesses.begin(), accesses.end(), [](const AccessLine *access) {
            return access->basis != AccessBasis::Rights;
        }));
}

}
