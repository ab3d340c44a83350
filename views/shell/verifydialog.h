// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <atomic>
#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QTreeWidget;

namespace safeguard {

/// Verifies the file and its history in the background and shows a line for each thing that was
/// looked at. Closing it stops the verification.
class VerifyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit VerifyDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~VerifyDialog() override;

private:
    struct Progress
    {
        std::atomic<quint32> done = 0;
        std::atomic<quint32> all = 0;
        std::atomic<bool> isStopped = false;
    };
    void start(Project &project);
    void showReport(const Result<VerifyReport> &report);
    void addLine(const VerifyLine &line);
    void addReceiptButtons();
    void saveReceipt();
    void showReceipt();
    void compareReceipt();

    Workspace &m_workspace;
    std::shared_ptr<Progress> m_progress = std::make_shared<Progress>();
    QLabel *m_verdict;
    QProgressBar *m_bar;
    QTreeWidget *m_lines;
    QDialogButtonBox *m_buttons;
};

}
