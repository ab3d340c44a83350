// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/riskmap.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// What a cell of the coverage proof shows: the level of an answer that counts, else what is to be
/// done about it.
enum class CoverageMark {
    VeryLow, ///< the first five as Level
    Low,
    Moderate,
    High,
    VeryHigh,
    Unrated, ///< assessed, without a level yet
    DoesNotApply,
    Open,
    ToConfirm,
    Changed,
};
inline constexpr int coverageMarkCount = 10;
CoverageMark markOf(const RiskCell &cell, const RiskMap &risks);
QString nameOf(CoverageMark mark);
/// One or two letters, so that grey print says the same as colour.
QString letterOf(CoverageMark mark);

/// Everything in scope against every threat that is asked about anything: the proof that nothing
/// was left out. Rows systems, flows, the organization; a cell per question, the others empty.
class CoverageModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        MarkRole = Qt::UserRole, ///< int of CoverageMark; absent where nothing is asked
    };

    using QAbstractTableModel::QAbstractTableModel;
    /// A place is kept as far as the same is asked; otherwise the model is reset.
    void setDerived(std::shared_ptr<const Derived> derived);
    /// Only rows with anything that is not done.
    void setOpenOnly(bool openOnly);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null where nothing is asked.
    const RiskCell *cell(const QModelIndex &index) const;
    /// Null when there is no such row.
    const RiskTarget *target(int row) const;
    /// Where a question stands; invalid when it is not listed.
    QModelIndex indexOf(const RecordRef &subject, const Id<Threat> &threat) const;
    /// How many cells show what, over all rows.
    const std::array<int, coverageMarkCount> &counts() const { return m_counts; }

private:
    /// A cell per target and threat, by target.
    using Cells = std::vector<const RiskCell *>;

    std::vector<const Threat *> askedThreats(const RiskMap &risks) const;
    Cells spread(const RiskMap &risks, const std::vector<const Threat *> &threats) const;
    std::vector<size_t> listed(const RiskMap &risks) const;
    QString told(const RiskCell &cell) const;
    QVariant rowHeader(int row, int role) const;
    QVariant columnHeader(int column, int role) const;

    std::shared_ptr<const Derived> m_derived;
    std::vector<const Threat *> m_threats;
    std::vector<size_t> m_rows; ///< indexes among the targets
    Cells m_cells;
    std::array<int, coverageMarkCount> m_counts{};
    bool m_openOnly = false;
};

}
