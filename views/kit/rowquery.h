// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"
#include "views/kit/tokens.h"

#include <atomic>
#include <mutex>
#include <QJsonObject>
#include <QMap>

namespace safeguard {

/// A column that is derived, not typed: its text and, where it has one, its tier or severity ink.
/// The functions run in workers too: they know nothing but their arguments.
struct DerivedColumn
{
    QString key;
    QString title;
    std::function<QString(const Record &, const Derived &)> text;
    std::function<Ink(const Record &, const Derived &)> ink = {};
};

struct SortKey
{
    QString column;
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const SortKey &, const SortKey &) = default;
};

/// Which rows of a register show and in which order, as the person said it.
struct RowQuery
{
    QString search;                 ///< any column contains it (case folded)
    QMap<QString, QString> filters; ///< by column key: that column contains it
    QList<SortKey> order;           ///< the first one counts most

    bool isFiltering() const { return !search.isEmpty() || !filters.isEmpty(); }
    bool isPlain() const { return !isFiltering() && order.isEmpty(); }
    friend bool operator==(const RowQuery &, const RowQuery &) = default;

    QJsonObject toJson() const;
    /// Leaves out what it does not understand.
    static RowQuery fromJson(const QJsonObject &json);
};

/// The rows of a register at one moment and what their cells say. Immutable, so that a worker can
/// search and sort it; what is folded for searching is kept for the next search.
class RowSource final
{
public:
    using Columns = std::shared_ptr<const std::vector<DerivedColumn>>;

    RowSource(const RegisterType &type, Snapshot snapshot, Columns derivedColumns,
              std::shared_ptr<const Derived> derived);

    const Snapshot &snapshot() const { return m_snapshot; }
    const Derived *derived() const { return m_derived.get(); }
    /// In the order of their permanent numbers.
    const std::vector<RecordPtr> &rows() const { return m_rows; }

    int columnCount() const;
    /// Null for the number (column 0) and for derived columns.
    const Field *field(int column) const;
    /// Null for any other column.
    const DerivedColumn *derivedColumn(int column) const;
    QString columnKey(int column) const;
    /// -1 where there is none.
    int columnOf(const QString &key) const;
    QString text(const Record &record, int column) const;

    /// The rows that pass, in their order. Nothing when cancelled meanwhile. Any thread.
    std::optional<std::vector<RecordPtr>> arrange(const RowQuery &query,
                                                  const std::atomic<bool> &isCancelled) const;

private:
    struct Keys;
    QString sortText(const Record &record, int column) const;
    Keys keysFor(const std::vector<RecordPtr> &rows, const SortKey &key) const;
    std::vector<RecordPtr> matching(const RowQuery &query,
                                    const std::atomic<bool> &isCancelled) const;
    void fold(const std::atomic<bool> &isCancelled) const;

    const RegisterType &m_type;
    Snapshot m_snapshot;
    Columns m_derivedColumns;
    std::shared_ptr<const Derived> m_derived;
    std::vector<const Field *> m_fields;
    std::vector<RecordPtr> m_rows;
    mutable std::mutex m_foldingMutex;
    mutable std::vector<QString> m_folded; ///< per row, all cells; fewer than rows until needed
};

}
