// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/recordtablemodel.h"
#include "views/kit/tablelook.h"

#include <QTableView>
#include <QTimer>

class QLineEdit;
class QMenu;

namespace safeguard {

/// A register as a table: sort by several columns (Shift adds one), a filter under each heading,
/// columns to choose, cells to edit in place, rows to change together, copy and paste as TSV. How
/// it is looked at is remembered, and can be kept under a name.
class RecordTable final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the model over.
    explicit RecordTable(RecordTableModel *model, QWidget *parent = nullptr);
    ~RecordTable() override;

    QTableView *view() const { return m_view; }
    RecordTableModel *model() const { return m_model; }
    std::vector<AnyId> selected() const;
    AnyId current() const;
    void select(const AnyId &id);
    /// Hiding the filters takes them away.
    void showFilters(bool show);
    void fillColumnMenu(QMenu *menu);

    TableLooks &looks() { return m_looks; }
    /// As the person sees it now.
    TableLook look(const QString &name = {}) const;
    void setLook(const TableLook &look);

public Q_SLOTS:
    void copy();
    /// From the current cell on; behind the last row where there is none.
    void paste();
    /// New records, behind the last row.
    void pasteAtEnd();
    /// Removes the selected records; asks when others refer to them.
    void removeSelected();
    /// Asks for a field and a value and sets it for all selected records in one edit.
    void editSelected();
    /// Shows all rows again, sorted as they are.
    void clearFilters();

Q_SIGNALS:
    void currentChanged(const safeguard::AnyId &id);
    void selectionCountChanged(int count);
    /// Somebody wants a new record.
    void addAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeFilters();
    void placeFilters();
    void showQuery();
    QWidget *makeNothingMatches();
    void restoreLook();
    void setDefaultColumns();
    void saveSoon();
    void save();
    void onCurrentChanged();
    void onCountChanged();
    void showContextMenu(const QPoint &at);
    void pasteAt(const QModelIndex &index);
    bool confirmRemoval(const std::vector<AnyId> &ids);

    RecordTableModel *m_model;
    TableLooks m_looks;
    QTableView *m_view;
    QWidget *m_filterRow;
    QWidget *m_nothingMatches;
    QList<QLineEdit *> m_filters;
    QTimer m_saving;
    QByteArray m_saved;
    AnyId m_lastCurrent;
    bool m_isRestoring = false;
};

}
