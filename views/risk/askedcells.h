// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/answering.h"
#include "views/kit/workspace.h"

namespace safeguard {

/// The questions that are selected, in what was derived of them; the first is the one that shows.
class AskedCells
{
public:
    AskedCells() = default;
    /// \a whyNot says why nothing can be answered; empty when it can.
    AskedCells(std::shared_ptr<const Derived> derived, const std::vector<const RiskCell *> &cells,
               const QString &whyNot);

    bool isEmpty() const { return m_keys.empty(); }
    bool isOne() const { return m_keys.size() == 1; }
    bool mayBeAnswered() const { return m_whyNot.isEmpty(); }
    const QString &whyNot() const { return m_whyNot; }
    const std::vector<CellKey> &keys() const { return m_keys; }
    const CellKey &key() const { return m_keys.front(); }
    /// Those that were answered earlier and are to be confirmed, and how many of them rest on
    /// something that has changed.
    const std::vector<CellKey> &toConfirm() const { return m_toConfirm; }
    bool isToConfirm(const CellKey &key) const;
    int changedCount() const { return m_changedCount; }

    /// Of the first; only while there is one.
    const RiskCell &cell() const { return *m_cell; }
    const Threat &threat() const { return *m_cell->threat; }
    const RiskTarget &target() const { return risks().targets()[m_cell->target]; }

    const std::shared_ptr<const Derived> &derived() const { return m_derived; }
    const Snapshot &snapshot() const { return m_derived->map.snapshot(); }
    const RiskMap &risks() const { return m_derived->risks; }
    /// The risk as it is in \a now, which may be ahead of what is derived; an empty one when there
    /// is none.
    Risk storedRisk(const Snapshot &now, const CellKey &key) const;

private:
    std::shared_ptr<const Derived> m_derived;
    std::vector<CellKey> m_keys;
    std::vector<CellKey> m_toConfirm;
    QString m_whyNot;
    int m_changedCount = 0;
    const RiskCell *m_cell = nullptr;
};

}
