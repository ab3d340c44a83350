// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/answering.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// What the analysis asks about, each with how far its answers reach.
class RiskTargetModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, DoneColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// \a current stays in the list also when it is done and only open ones are listed.
    void setDerived(std::shared_ptr<const Derived> derived, const RecordRef &current);
    void setOpenOnly(bool openOnly, const RecordRef &current);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null when there is no such row.
    const RiskTarget *target(int row) const;
    /// -1 when it is not listed.
    int rowOf(const RecordRef &subject) const;

private:
    std::vector<size_t> listed(const RecordRef &current) const;

    std::shared_ptr<const Derived> m_derived;
    std::vector<size_t> m_rows; ///< indexes among the targets
    bool m_openOnly = false;
};

/// The threats that are asked about one target.
class RiskCellModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        ThreatColumn,
        StateColumn,
        LikelihoodColumn,
        ImpactColumn,
        RiskColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::shared_ptr<const Derived> derived, const RecordRef &subject);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const RecordRef &subject() const { return m_subject; }
    /// Null when there is no such row.
    const RiskCell *cell(int row) const;
    /// -1 when it is not asked about here.
    int rowOf(const Id<Threat> &threat) const;
    /// The next that is not done, from \a row on and around, \a row the last; -1 when all are.
    int openRow(int row) const;

private:
    QString text(const RiskCell &cell, int column, bool asWord) const;

    std::shared_ptr<const Derived> m_derived;
    RecordRef m_subject;
    std::span<const RiskCell> m_cells;
};

}
