// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QStatusBar>

class QLabel;

namespace safeguard {

/// Below the screens: how the project is kept, what was done last, and when it locks itself.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    void showProject(const Project &project);
    void showBackup(const QString &words, const QString &more, bool isAlert);
    /// 0: never.
    void setLocksIn(int seconds);
    /// Leaves nothing of the project in it, and hides.
    void forget();

private:
    QLabel *m_lastChange;
    QLabel *m_entries;
    QLabel *m_backup;
    QLabel *m_locksIn;
};

}
