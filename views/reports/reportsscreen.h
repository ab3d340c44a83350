// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pdf.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

#include <QTimer>

class QBuffer;
class QLabel;
class QPdfDocument;
class QPdfView;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace safeguard {

/// The audit binder: made in a worker with progress, looked at with its bookmarks, written as PDF.
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
    void show(Result<report::Rendered> rendered);
    void setBusy(bool busy);
    void refreshState();

    Workspace &m_workspace;
    QStackedWidget *m_stack;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_make;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QPdfDocument *m_document;
    QPdfView *m_view;
    QTreeView *m_bookmarks;
    std::unique_ptr<QBuffer> m_buffer;
    QByteArray m_pdf;
    quint64 m_snapshotNumber = 0; ///< what the preview was made from
    QTimer m_progressTimer;       ///< when the progress is
    Job<Result<report::Rendered>> m_job;
};

}
