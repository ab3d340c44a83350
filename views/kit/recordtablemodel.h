// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/rowquery.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// The records of a register as a table that follows from its field table: columns, text, editing,
/// multi-column sort, a filter per column and a search. Edits go through the project. Registers of
/// more than largestAtOnce rows are sorted and filtered in a worker: the rows stay as they are
/// until it is done, and the newest query wins.
class RecordTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles {
        IdRole = Qt::UserRole, ///< the record's id as QByteArray
        InkRole,               ///< int(Ink) of a badge, absent for plain text
        FieldRole,             ///< the column's key
    };
    static constexpr size_t largestAtOnce = 5000;

    RecordTableModel(Workspace &workspace, const RegisterType &type,
                     std::vector<DerivedColumn> derived = {}, QObject *parent = nullptr);
    ~RecordTableModel() override;

    const RegisterType &type() const { return m_type; }
    Workspace &workspace() const { return m_workspace; }
    const Snapshot &snapshot() const { return m_source->snapshot(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    /// The same with a value that is found, with what it needs, inside of the edit.
    bool put(const QModelIndex &index, const std::function<Result<Value>(Edit &)> &value);
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Sorts by this column alone; a negative column leaves the order of the numbers.
    void sort(int column, Qt::SortOrder order) override;

    RecordPtr record(int row) const;
    /// -1 where the record is filtered out or gone.
    int rowOf(const AnyId &id) const;
    const Field *field(int column) const { return m_source->field(column); }
    QString columnKey(int column) const { return m_source->columnKey(column); }
    int columnOf(const QString &key) const { return m_source->columnOf(key); }
    bool isWideByDefault(int column) const;
    /// Derived and shown as a mark.
    bool isBadge(int column) const;

    const RowQuery &query() const { return m_query; }
    void setQuery(RowQuery query);
    /// Rows whose text in that column contains \a text (case folded) stay. Empty: no filter.
    void setFilter(int column, const QString &text);
    QString filter(int column) const { return m_query.filters.value(columnKey(column)); }
    /// Any column contains it.
    void setSearch(const QString &text);
    /// The next state of a heading that is clicked: ascending, descending, not sorted. \a adds
    /// keeps the other keys, which count more than a new one.
    void toggleSort(int column, bool adds);
    size_t totalCount() const { return m_source->rows().size(); }
    /// The rows do not show the latest query yet.
    bool isArranging() const { return m_isCancelled != nullptr; }

Q_SIGNALS:
    /// The visible rows, or the number of all, may have changed.
    void countChanged();
    void queryChanged();

private:
    void onChanged(const Change &change);
    void onDerived();
    void load();
    bool showsNamesOf(const Change &change) const;
    bool asksDerived() const;
    void patch(const Change::OfRegister &touched);
    void refreshCells(int firstColumn);
    void arrange();
    void arrangeInWorker();
    void place(std::vector<RecordPtr> rows);

    Workspace &m_workspace;
    const RegisterType &m_type;
    RowSource::Columns m_derivedColumns;
    std::shared_ptr<const RowSource> m_source;
    RowQuery m_query;
    std::vector<RecordPtr> m_visible;
    QHash<AnyId, int> m_rows;
    std::shared_ptr<std::atomic<bool>> m_isCancelled; ///< of the worker under way, if any
};

}
