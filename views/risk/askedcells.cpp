// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/askedcells.h"

namespace safeguard {

AskedCells::AskedCells(std::shared_ptr<const Derived> derived,
                       const std::vector<const RiskCell *> &cells, const QString &whyNot)
    : m_derived(std::move(derived))
    , m_whyNot(whyNot)
    , m_cell(cells.empty() ? nullptr : cells.front())
{
    for (const RiskCell *cell : cells) {
        m_keys.push_back({risks().targets()[cell->target].subject, idOf(*cell->threat)});
        if (cell->state == CellState::ToConfirm || cell->state == CellState::InputChanged)
            m_toConfirm.push_back(m_keys.back());
        m_changedCount += cell->state == CellState::InputChanged;
    }
}

bool AskedCells::isToConfirm(const CellKey &key) const
{
    return std::find(m_toConfirm.begin(), m_toConfirm.end(), key) != m_toConfirm.end();
}

Risk AskedCells::storedRisk(const Snapshot &now, const CellKey &key) const
{
    const RiskCell *cell = risks().cell(key.subject, key.threat);
    if (cell && cell->risk) {
        const Risk *risk = now.find(idOf(*cell->risk));
        return risk ? *risk : Risk();
    }
    for (const Risk &risk : now.rows<Risk>()) {
        if (risk.subject == key.subject && risk.threat == key.threat)
            return risk;
    }
    return {};
}

}
