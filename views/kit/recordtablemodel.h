// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// A column that is derived, not typed: its text and, where it has one, its tier or severity ink.
struct DerivedColumn
{
    QString key;
    QString title;
    std::function<QString(const Record &, const Derived &)> text;
    std::function<Ink(const Record &, const Derived &)> ink = {};
};

/// The records of a register as a table that follows from its field table: columns, text, editing,
/// multi-column sort and a filter per column. Knows only snapshots; edits go through the project.
class RecordTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles {
        IdRole = Qt::UserRole, ///< the record's id as QByteArray
        InkRole,               ///< int(Ink) of a badge, absent for plain text
        FieldRole,             ///< the column's key
    };

    RecordTableModel(Workspace &workspace, const RegisterType &type, QObject *parent = nullptr);
    void setDerivedColumns(std::vector<DerivedColumn> columns);

    const RegisterType &type() const { return m_type; }
    Workspace &workspace() const { return m_workspace; }
    const Snapshot &snapshot() const { return m_snapshot; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Sorts by this column first and by the earlier ones after it.
    void sort(int column, Qt::SortOrder order) override;

    RecordPtr record(int row) const;
    /// -1 where the record is filtered out or gone.
    int rowOf(const AnyId &id) const;
    /// Null for the number and for derived columns.
    const Field *field(int column) const;
    QString columnKey(int column) const;
    int columnOf(const QString &key) const;
    bool isWideByDefault(int column) const;
    /// Derived and shown as a mark.
    bool isBadge(int column) const;

    /// Rows whose text in that column contains \a text (case folded) stay. Empty: no filter.
    void setFilter(int column, const QString &text);
    QString filter(int column) const { return m_filters.value(columnKey(column)); }
    bool hasFilter() const { return !m_filters.isEmpty(); }
    /// Any column contains it.
    void setSearch(const QString &text);
    size_t totalCount() const { return m_all.size(); }

Q_SIGNALS:
    /// The visible rows have changed their number.
    void countChanged();

private:
    void onChanged(const Change &change);
    void onDerived();
    void load();
    void rebuild();
    QString text(const Record &record, int column) const;
    bool passes(const Record &record) const;
    void sortVisible();

    Workspace &m_workspace;
    const RegisterType &m_type;
    std::vector<const Field *> m_fields;
    std::vector<DerivedColumn> m_derivedColumns;
    std::shared_ptr<const Derived> m_derived;
    Snapshot m_snapshot;
    std::vector<RecordPtr> m_all; ///< by permanent number
    std::vector<RecordPtr> m_visible;
    QHash<AnyId, int> m_rows;
    QHash<QString, QString> m_filters; ///< folded, by column key
    QString m_search;
    std::vector<std::pair<int, Qt::SortOrder>> m_order;
};

}
