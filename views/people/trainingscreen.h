// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whypanel.h"
#include "views/people/trainingmodel.h"

class QPushButton;
class QStackedWidget;
class QTableView;

namespace safeguard {

class ScreenHeader;
class TrainingFigures;

/// Who stands how with which course, and why; classes are recorded from here. The same as figures
/// on the second page.
class TrainingScreen final : public Screen
{
    Q_OBJECT

public:
    explicit TrainingScreen(Workspace &workspace, QWidget *parent = nullptr);
    /// To a person's row, a course's column or the cell of a record.
    void reveal(const Address &address) override;

public Q_SLOTS:
    /// For the people of the cells that are selected, in the course of the current one.
    void recordCompletion();

private:
    ScreenHeader *makeHeader();
    void addFilters(ScreenHeader *header);
    void addPages(ScreenHeader *header);
    QWidget *makeMatrix();
    QWidget *makeLegend();
    void makeTable();
    void exportMatrix();
    void exportCertificate();
    void refresh();
    void showFigures();
    void showCounts();
    void showCell();
    WhyPanel::Detail detailOf(const QModelIndex &at) const;

    Workspace &m_workspace;
    TrainingModel *m_model;
    QTableView *m_table;
    WhyPanel *m_panel;
    QStackedWidget *m_pages;
    TrainingFigures *m_figures;
    QLabel *m_note = nullptr;
    QPushButton *m_record = nullptr;
    QPushButton *m_certificate = nullptr;
    std::map<TrainingState, QLabel *> m_counts;
    AnyId m_person; ///< that was current last
    AnyId m_course;
};

}
