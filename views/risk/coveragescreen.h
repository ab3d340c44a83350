// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/risk/coveragemodel.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace safeguard {

/// The coverage proof as a grid, by mouse and keyboard: where an answer is missing, and the way
/// there.
class CoverageScreen final : public Screen
{
    Q_OBJECT

public:
    explicit CoverageScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    QWidget *makeHeader();
    QWidget *makeLegend();
    QWidget *makeGrid();
    void refresh();
    void showCounts();
    void showCell();
    void open(const QModelIndex &index);
    /// To the next cell that is not done, from the current one on and around.
    void goToOpen();
    void keepPlace(const std::function<void()> &change);

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    CoverageModel *m_model;
    QTableView *m_table;
    QStackedWidget *m_stack;
    QLabel *m_note;
    QLabel *m_cell;
    QPushButton *m_next;
    std::map<CoverageMark, QLabel *> m_counts;
};

}
