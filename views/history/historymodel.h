// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/historylines.h"
#include "views/kit/workspace.h"

#include <deque>
#include <QAbstractTableModel>

namespace safeguard {

/// The entries of the history that a filter wants, newest first. They are read piece by piece in
/// the background; edits go on meanwhile.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, TimeColumn, WhoColumn, KindColumn, WhatColumn, ColumnCount };

    explicit HistoryModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null when there is no such row.
    const HistoryLine *line(int row) const;
    void setFilter(const HistoryFilter &filter);
    const HistoryFilter &filter() const { return m_filter; }
    /// Everything is read.
    bool isComplete() const;
    qint64 count() const { return static_cast<qint64>(m_lines.size()); }
    std::vector<qint64> shownSequences() const;

Q_SIGNALS:
    /// More is read, or the filter is another one.
    void shownChanged();

private:
    void readOlder();
    void readNewer();
    void read(qint64 from, qint64 to, std::function<void(std::vector<HistoryLine>)> then);
    void takeOlder(std::vector<HistoryLine> older);
    void takeNewer(std::vector<HistoryLine> newer);
    bool isWanted(const HistoryLine &line) const { return m_filter.matches(line, m_names); }

    Workspace &m_workspace;
    std::deque<HistoryLine> m_lines;         ///< newest first, without what is not read yet
    std::deque<const HistoryLine *> m_shown; ///< those that the filter wants
    qint64 m_oldest = 0;                     ///< sequence of the last of m_lines
    qint64 m_newest = 0;                     ///< of the first, also while it is being read
    HistoryFilter m_filter;
    std::set<AnyId> m_names;
};

}
