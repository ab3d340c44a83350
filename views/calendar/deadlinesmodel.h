// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/duedates.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// Deadlines in the order in which they are shown; they live in DueDates::Found.
using Entries = std::vector<const Deadline *>;

/// Whether keyOf() is that key; quick where it is not.
bool isCalled(const Deadline &deadline, const QString &key);

/// What is due, overdue first, as far as the filter asks for it: the agenda, and what the other
/// views of the calendar are made of.
class DeadlinesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        DueColumn,
        StandingColumn,
        WhatColumn,
        KindColumn,
        ForceColumn,
        WhoColumn,
        ColumnCount
    };

    explicit DeadlinesModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null when there is no such row.
    const Deadline *deadline(int row) const;
    /// Of those that the filter lets through, by keyOf(); null when it is not among them.
    const Deadline *find(const QString &key) const;
    /// -1 when the agenda does not reach to it.
    int rowOf(const QString &key) const;
    /// All that the filter lets through, also beyond its horizon; in the order of days.
    const Entries &chosen() const { return m_chosen; }
    const Entries &rows() const { return m_rows; }
    /// Who keeps entries keeps this too; null while nothing is known.
    std::shared_ptr<const DueDates::Found> found() const { return m_found; }
    const Snapshot &snapshot() const { return m_snapshot; }
    QDate today() const { return m_snapshot.today(); }
    int overdueCount() const { return m_overdue; }
    void setFilter(const DeadlineFilter &filter);
    const DeadlineFilter &filter() const { return m_filter; }

private:
    void take();
    void choose();
    QString textOf(const Deadline &deadline, int column) const;

    Workspace &m_workspace;
    std::shared_ptr<const DueDates::Found> m_found;
    Snapshot m_snapshot;
    Entries m_chosen;
    Entries m_rows;
    int m_overdue = 0;
    DeadlineFilter m_filter;
};

}
