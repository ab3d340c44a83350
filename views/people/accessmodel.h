// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/accessmatrix.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// Which part of the access matrix is looked at; what is empty asks for all.
struct AccessFilter
{
    QString text; ///< in the name of the system or the data element
    std::optional<Tier> tier;
    /// Also data elements that no right names, and nobody searches for.
    bool withUnnamed = false;
};

/// Systems and what they hold against roles. A cell is what a role may do there, as letters that
/// can be typed: C, R, U, D.
class AccessModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        OwnRole = Qt::UserRole, ///< QString: letters of the cell itself; EditRole has all
        IsUnreasonedRole,       ///< bool: the cell has a right of its own and no reason for it
    };

    explicit AccessModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    void setFilter(const AccessFilter &filter);
    const AccessFilter &filter() const { return m_filter; }
    const std::shared_ptr<const Derived> &derived() const { return m_derived; }
    const AccessMatrix::Row *row(int row) const;   ///< null when there is none
    const AccessRole *role(int column) const;      ///< likewise
    int rowOf(const AccessMatrix::Row &row) const; ///< -1 when it is not listed
    AccessMatrix::Cell cell(const QModelIndex &index) const;
    std::vector<const Person *> whoReaches(int row) const;
    int beyondRights(int row) const;
    /// "ECG waveform in Waveform store", "Everything in Waveform store".
    QString placeName(int row) const;

    /// What a text means as operations; none when it has other letters. Spaces and hyphens mean
    /// nothing.
    static std::optional<ChoiceSet<DataOperation>> parse(const QString &letters);

    struct Writing
    {
        QModelIndex at;
        ChoiceSet<DataOperation> operations; ///< as they shall be in effect
    };
    /// In one edit; reasons stay. False when nothing could be written: what comes by the right to
    /// everything in a system cannot be taken away from one element, which is told.
    bool write(const std::vector<Writing> &writings);
    /// Why the rights of these cells are the minimum necessary, in one edit.
    bool writeReason(const QModelIndexList &cells, const QString &reason);

private:
    struct Place
    {
        Id<AccessRole> role;
        AccessMatrix::Row row;
        ChoiceSet<DataOperation> operations; ///< of the cell itself
    };

    void refresh();
    bool isListed(const Derived &derived, const AccessMatrix &matrix, size_t row) const;
    bool matchesText(const Derived &derived, const AccessMatrix::Row &row) const;
    QVariant rowHeader(int row, int role) const;
    QString told(const QModelIndex &index) const;
    std::optional<Place> placeFor(const Writing &writing) const;
    QString sentence(const std::vector<Place> &places) const;

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    std::unique_ptr<AccessMatrix> m_matrix;
    std::vector<size_t> m_rows; ///< indexes among those of the matrix
    std::vector<AnyId> m_shape; ///< ids of the rows, then of the roles
    AccessFilter m_filter;
};

}
