// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadlines.h"
#include "views/kit/job.h"
#include "views/kit/whyscreen.h"

#include <QAbstractTableModel>

namespace safeguard {

/// What is due, overdue first, worked out behind the screen after each edit.
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
    const Snapshot &snapshot() const { return m_snapshot; }
    int overdueCount() const;
    void setFilter(const DeadlineFilter &filter);
    const DeadlineFilter &filter() const { return m_filter; }

private:
    struct Found
    {
        Snapshot snapshot;
        std::vector<Deadline> all;
    };
    void work();
    void take(Found found);
    void choose();
    QString textOf(const Deadline &deadline, int column) const;

    Workspace &m_workspace;
    Job<Found> m_job;
    Snapshot m_snapshot;
    std::vector<Deadline> m_all;
    std::vector<Deadline> m_rows;
    DeadlineFilter m_filter;
};

/// Every date in one list: what is overdue and what comes, whether law, contract or own policy
/// binds to it, and why it is that day.
class DeadlinesScreen final : public WhyScreen
{
    Q_OBJECT

public:
    explicit DeadlinesScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    DeadlinesScreen(Workspace &workspace, DeadlinesModel *model, QWidget *parent);
    Detail detail(int row) const override;
    QString countText() const override;

    DeadlinesModel *m_model;
};

}
