// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/changewords.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

class QLabel;
class QListWidget;
class QTableView;

namespace safeguard {

/// The entries of the history, newest first, read from the file as they come into view.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NumberColumn, TimeColumn, WhoColumn, WhatColumn, ColumnCount };

    explicit HistoryModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Without its changes: those of an import are large, and are read when they are looked at.
    const Entry *entry(int row) const;
    Result<std::vector<FieldChange>> changesAt(int row) const;

private:
    void refresh();
    std::vector<Entry> read(qint64 from, qint64 to) const;
    Workspace &m_workspace;
    std::vector<Entry> m_entries; ///< newest first
};

/// Who changed what, when, from what to what.
class HistoryScreen final : public Screen
{
    Q_OBJECT

public:
    explicit HistoryScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    void showCurrent();
    Workspace &m_workspace;
    HistoryModel *m_model;
    QTableView *m_table;
    QLabel *m_sentence;
    QLabel *m_meta;
    QListWidget *m_changes;
};

}
