// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/annex.h"
#include "model/project/baseline.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace safeguard {

class DrawingView;
struct RecordDifference;

/// What is new, gone and changed between two states: field by field, and on each diagram.
class CompareDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Begins with that baseline against now; null: the newest one.
    CompareDialog(Workspace &workspace, Id<Baseline> first, QWidget *parent = nullptr);

private:
    void build(const Id<Baseline> &first);
    QComboBox *addChoice(const QString &name, const QString &words, bool hasNow);
    /// Reads the two states, one after the other, and shows them.
    void compareChosen();
    void read(const QComboBox *choice, std::function<void(ComparedState)> then);
    void showDifferences();
    void addDifference(QTreeWidgetItem *parent, const RecordDifference &difference);
    void showDiagram();
    void exportAnnex();
    void write(const QString &path, const Result<report::Rendered> &rendered);
    void setBusy(bool isBusy);

    Workspace &m_workspace;
    std::vector<Baseline> m_baselines; ///< the newest first
    std::optional<ComparedState> m_before;
    std::optional<ComparedState> m_after;
    QComboBox *m_from;
    QComboBox *m_to;
    QLabel *m_verdict;
    QProgressBar *m_progress;
    QTabWidget *m_tabs;
    QTreeWidget *m_records;
    QComboBox *m_diagram;
    DrawingView *m_drawing;
    QPushButton *m_export;
    Job<Result<report::Rendered>> m_rendering;
};

}
