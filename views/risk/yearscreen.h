// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/riskreports.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

class QButtonGroup;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace safeguard {

/// An analysis and the one before it, with what they differ in.
struct Year
{
    explicit Year(AnalysisFile about); ///< of one that has another before it
    AnalysisFile file;
    YearOverYear moves;
};

/// Risks that are not what they were, all or those of one kind of move.
class YearModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        MoveColumn,
        ThreatColumn,
        SubjectColumn,
        BeforeColumn,
        AfterColumn,
        WhyColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::shared_ptr<const Year> year);
    /// None: all of them.
    void setMove(std::optional<RiskMove> move);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null when there is no such row.
    const RiskDifference *difference(int row) const;

private:
    void list();
    QString text(const RiskDifference &difference, int column) const;

    std::shared_ptr<const Year> m_year;
    std::vector<const RiskDifference *> m_rows;
    std::optional<RiskMove> m_move;
};

/// What an analysis says otherwise than the one before it, and why. Old answers are read in the
/// background.
class YearScreen final : public Screen
{
    Q_OBJECT

public:
    explicit YearScreen(Workspace &workspace, QWidget *parent = nullptr);
    ~YearScreen() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// What is shown follows from these.
    struct Read
    {
        Id<Assessment> analysis = {};
        qint64 content = 0;
        qint64 before = 0;
        quint64 snapshotNumber = 0; ///< where the analysis is open
        friend bool operator==(const Read &, const Read &) = default;
    };

    QWidget *makeHeader();
    QWidget *makeStrip();
    QWidget *makeTable();
    void fillAnalyses();
    void refresh();
    Read wanted() const;
    void read();
    void take(Result<std::shared_ptr<const Year>> year);
    void say(const QString &title, const QString &words);
    void showCounts();
    void open(int row);
    void exportReport();
    void setBusy(bool isBusy);

    Workspace &m_workspace;
    std::shared_ptr<const Year> m_year;
    Read m_read;
    YearModel *m_model;
    QComboBox *m_analysis;
    QLabel *m_note;
    QLabel *m_noticeTitle;
    QLabel *m_notice;
    QLabel *m_same;
    QButtonGroup *m_moves;
    QProgressBar *m_progress;
    QPushButton *m_export;
    QTableView *m_table;
    QStackedWidget *m_stack;
    std::shared_ptr<std::atomic<bool>> m_isStopped;
    Job<Result<std::shared_ptr<const Year>>> m_reading;
    Job<Result<report::Rendered>> m_rendering;
};

}
