// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whypanel.h"
#include "views/people/accessmodel.h"

#include <QModelIndexList>

class QCheckBox;
class QLabel;
class QTableView;

namespace safeguard {

class FieldEditor;
class ScreenHeader;

/// The access matrix, edited like a spreadsheet: letters in cells, copy and paste with one; and
/// who reaches what because of it.
class AccessScreen final : public Screen
{
    Q_OBJECT

public:
    explicit AccessScreen(Workspace &workspace, QWidget *parent = nullptr);
    /// To a role's column, a system's rows or the cell of a right.
    void reveal(const Address &address) override;

public Q_SLOTS:
    void copy() const;
    void paste();
    void clearCells();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ScreenHeader *makeHeader();
    QWidget *makeLegend();
    void makeTable();
    void makeControls();
    void addFilters(ScreenHeader *header);
    void exportMatrix();
    void refresh();
    void showCounts();
    void showCell();
    void showControls(const QModelIndex &at);
    void writeOperations();
    void writeReason();
    /// Those that can be written to, the current one at least.
    QModelIndexList cells() const;
    Why whyReached(int row) const;

    Workspace &m_workspace;
    AccessModel *m_model;
    QTableView *m_table;
    QLabel *m_note = nullptr;
    WhyPanel *m_panel;
    QWidget *m_operations = nullptr;
    std::array<QCheckBox *, 4> m_boxes{};
    QLabel *m_reasonName = nullptr;
    FieldEditor *m_reason = nullptr;
    AccessMatrix::Row m_place; ///< that was current last
};

}
