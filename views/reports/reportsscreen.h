// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"
#include "views/reports/reportoffers.h"

#include <QTimer>

class QBuffer;
class QComboBox;
class QLabel;
class QListWidget;
class QPdfDocument;
class QPdfView;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace safeguard {

/// The reports: the audit binder, those of a risk analysis, those of people and vendors. Made in a
/// worker with progress, looked at with their bookmarks, written as PDF.
class ReportsScreen final : public Screen
{
    Q_OBJECT

public:
    explicit ReportsScreen(Workspace &workspace, QWidget *parent = nullptr);
    ~ReportsScreen() override;

public Q_SLOTS:
    void makePreview();
    void cancel();
    /// Asks for a place; what is written is what the preview shows.
    void save();

Q_SIGNALS:
    void previewReady(int pages);

private:
    /// A report as it was made.
    struct Made
    {
        QByteArray pdf;
        quint64 snapshotNumber = 0; ///< what it was made from
        Id<Assessment> analysis;    ///< of which; null: of the project
    };

    QWidget *makeHeader();
    QWidget *makeList();
    QWidget *makeIntro();

    const ReportOffer &chosen() const;
    /// Of which the chosen report is; null when there is none, and for a report of the project.
    const Assessment *chosenAnalysis() const;
    /// What the preview is of; null until it was made.
    const Made *shown() const;
    /// Whether the report tells what was approved, or a draft.
    QString standing() const;

    void refresh();
    void fillAnalyses();
    void reportChosen();
    void showMade();
    void take(int report, Made made, Result<report::Rendered> rendered);
    void stop();
    void setBusy(bool busy);

    Workspace &m_workspace;
    const std::vector<ReportOffer> m_offers; ///< by the row of the list
    std::map<int, Made> m_made;              ///< by the row of the list
    int m_previewed = -1;                    ///< the row whose document the preview has
    QListWidget *m_reports;
    QComboBox *m_analysis;
    QStackedWidget *m_stack;
    QLabel *m_state;
    QLabel *m_standing;
    QLabel *m_title;
    QLabel *m_about;
    QPushButton *m_first;
    QPushButton *m_toAnalysis;
    QProgressBar *m_progress;
    QPushButton *m_make;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QPdfDocument *m_document;
    QPdfView *m_view;
    QTreeView *m_bookmarks;
    std::unique_ptr<QBuffer> m_buffer;
    std::shared_ptr<ReportTold> m_told;
    QTimer m_progressTimer; ///< while one is made
    Job<Result<report::Rendered>> m_job;
};

}
