// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QAbstractTableModel>

class QTableView;

namespace safeguard {

/// Data element x system: created and stored as typed, received and sent as the flows say.
class MatrixModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles {
        CellRole = Qt::UserRole, ///< int of CellFlag bits
        TierRole,                ///< int(Tier), absent where nothing is
    };
    enum CellFlag { Creates = 1, Stores = 2, Receives = 4, Sends = 8 };

    explicit MatrixModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The letter that the identifier has in 164.514(b)(2)(i), empty for an element that is none.
    QString identifierLetter(int row) const;
    /// Elements with \a text in their name or identifier, of that tier in some system.
    void setFilter(const QString &text, std::optional<Tier> tier);
    bool isFiltering() const { return !m_text.isEmpty() || m_tier; }

    const System *systemAt(int column) const;
    const DataElement *elementAt(int row) const;
    /// Takes "creates" or "stores" on or off, as one edit.
    bool toggle(const QModelIndex &index, CellFlag flag);

private:
    void refresh();
    QString identifierLabel(const DataElement &element) const;
    bool passes(const DataElement &element, const Derived &derived) const;
    int flagsOf(const System &system, const DataElement &element) const;
    Workspace &m_workspace;
    Snapshot m_snapshot;
    std::shared_ptr<const Derived> m_derived;
    std::vector<const System *> m_systems;
    std::vector<const DataElement *> m_elements;
    std::vector<IdSet<DataElement>> m_received; ///< per system
    std::vector<IdSet<DataElement>> m_sent;
    QString m_text; ///< folded
    std::optional<Tier> m_tier;
};

/// The classification matrix: C and S are typed with those keys or a click, R and T follow.
class MatrixScreen final : public Screen
{
    Q_OBJECT

public:
    explicit MatrixScreen(Workspace &workspace, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeLegend();
    void showMenu(const QPoint &at);

    MatrixModel *m_model;
    QTableView *m_table;
};

}
