// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/riskmap.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

class QFrame;
class QLabel;
class QTableView;

namespace safeguard {

/// How many risks have which likelihood and impact: five by five, the likeliest on top, the worst
/// at the right. Before what is planned, or after it.
class HeatModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Of { Inherent, Residual };
    enum Role { LevelRole = Qt::UserRole }; ///< int of the Level that the matrix says

    explicit HeatModel(Of of, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_of(of)
    {}
    void setDerived(std::shared_ptr<const Derived> derived);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Those that stand in a cell; none for a cell that is not there.
    std::vector<const Risk *> risksAt(const QModelIndex &index) const;

private:
    std::shared_ptr<const Derived> m_derived;
    std::array<std::array<std::vector<const Risk *>, levelCount>, levelCount> m_risks; ///< [L][I]
    Of m_of;
};

/// The risks of one cell.
class HeatListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ThreatColumn, SubjectColumn, RiskColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::shared_ptr<const Derived> derived, std::vector<const Risk *> risks);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Null when there is no such row.
    const Risk *risk(int row) const;

private:
    std::shared_ptr<const Derived> m_derived;
    std::vector<const Risk *> m_risks;
};

/// Where the risks stand in the matrix, before and after treatment, and which ones stand there.
class HeatMapScreen final : public Screen
{
    Q_OBJECT

public:
    explicit HeatMapScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    QWidget *makeGrid(const QString &title, const char *objectName, HeatModel *model);
    QWidget *makeList();
    void refresh();
    void showCell(QTableView *grid);

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    HeatModel *m_inherent;
    HeatModel *m_residual;
    HeatListModel *m_list;
    std::vector<QTableView *> m_grids;
    QTableView *m_shown = nullptr; ///< of whose cell the risks are listed
    QTableView *m_table = nullptr;
    QLabel *m_note;
    QLabel *m_where;
};

}
