// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <atomic>
#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;

namespace safeguard {

/// Offers to put the file under a new key and does so, with progress. Closing it stops the work,
/// which leaves the file as it was.
class RenewKeyDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \a why it is worth doing, in a sentence.
    RenewKeyDialog(Workspace &workspace, const QString &why, QWidget *parent = nullptr);
    ~RenewKeyDialog() override;

private:
    struct Progress
    {
        std::atomic<quint32> done = 0;
        std::atomic<quint32> all = 0;
        std::atomic<bool> isStopped = false;
    };
    void start();
    void finish(const Status &done);

    Workspace &m_workspace;
    std::shared_ptr<Progress> m_progress = std::make_shared<Progress>();
    QLabel *m_error;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_renew;
};

}
