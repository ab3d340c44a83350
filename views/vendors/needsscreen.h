// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whyscreen.h"

#include <QAbstractTableModel>

namespace safeguard {

/// Companies, whether each needs an agreement, and what covers it; gaps first.
class NeedsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        CompanyColumn,
        DirectionColumn,
        NeedColumn,
        CoverColumn,
        TierColumn,
        SystemsColumn,
        ColumnCount
    };

    explicit NeedsModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null when there is no such row.
    const VendorNeed *need(int row) const;
    const Derived &derived() const { return *m_derived; }
    int gapCount() const;
    void showGapsOnly(bool only);

private:
    void refresh();
    QString textOf(const VendorNeed &need, int column) const;

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    std::vector<const VendorNeed *> m_rows;
    bool m_isGapsOnly = false;
};

/// Which company touches which tier through which flow, hence needs an agreement, and whether it
/// has one.
class NeedsScreen final : public WhyScreen
{
    Q_OBJECT

public:
    explicit NeedsScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    NeedsScreen(Workspace &workspace, NeedsModel *model, QWidget *parent);
    Detail detail(int row) const override;
    QString countText() const override;

    NeedsModel *m_model;
};

}
