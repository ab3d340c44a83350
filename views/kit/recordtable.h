// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/recordtablemodel.h"

#include <QTableView>

class QLineEdit;
class QMenu;

namespace safeguard {

/// A register as a table: sort by several columns (Shift adds one), a filter under each heading,
/// columns to choose, cells to edit in place, rows to change together, copy and paste as TSV.
class RecordTable final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordTable(RecordTableModel *model, QWidget *parent = nullptr);

    QTableView *view() const { return m_view; }
    RecordTableModel *model() const { return m_model; }
    std::vector<AnyId> selected() const;
    AnyId current() const;
    void select(const AnyId &id);
    void showFilters(bool show);
    void fillColumnMenu(QMenu *menu);

public Q_SLOTS:
    void copy();
    void paste();
    /// Removes the selected records; asks when others refer to them.
    void removeSelected();
    /// Asks for a field and a value and sets it for all selected records in one edit.
    void editSelected();

Q_SIGNALS:
    void currentChanged(const safeguard::AnyId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void placeFilters();
    void restoreState();
    void saveState();
    void showContextMenu(const QPoint &at);
    bool confirmRemoval(const std::vector<AnyId> &ids, bool &withDependents);

    RecordTableModel *m_model;
    QTableView *m_view;
    QWidget *m_filterRow;
    QList<QLineEdit *> m_filters;
    bool m_isRestoring = false;
};

}
