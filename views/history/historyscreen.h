// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/history/historymodel.h"

class QLabel;
class QListWidget;
class QPushButton;
class QTableView;

namespace safeguard {

class HistoryFilterBar;
class ScreenHeader;

/// Who changed what, when, from what to what. A record in the address shows its history alone.
class HistoryScreen final : public Screen
{
    Q_OBJECT

public:
    explicit HistoryScreen(Workspace &workspace, QWidget *parent = nullptr);
    void reveal(const Address &address) override;

private:
    void build();
    QWidget *makeDetail();
    QPushButton *addButton(const QString &words, const QString &name, void (HistoryScreen::*run)());
    void showFilter();
    void showCount();
    void showCurrent();
    void showChanges(const ToldEntry &entry);
    /// The record that "go back" and "show" are about; null when the entry leaves no choice.
    RecordRef currentRecord() const;
    void goBack();
    void exportShown();
    void write(const QString &path, const std::vector<ToldEntry> &entries);
    void expunge();

    Workspace &m_workspace;
    HistoryModel *m_model;
    ScreenHeader *m_header;
    HistoryFilterBar *m_filters;
    QTableView *m_table;
    QLabel *m_sentence;
    QLabel *m_meta;
    QListWidget *m_changes;
    QPushButton *m_goBack;
    QPushButton *m_show;
};

}
