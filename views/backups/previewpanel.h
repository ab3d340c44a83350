// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/restore.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace safeguard {

/// What a backup holds beside what the project holds now, and what would be lost.
class PreviewPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget *parent = nullptr);
    /// \a whyNoCurrent is shown where the preview has nothing to compare with.
    void show(const RestorePreview &preview, const QString &whyNoCurrent);

private:
    void showCounts(const RestorePreview &preview);
    void showLost(const RestorePreview &preview);

    QLabel *m_backup;
    QLabel *m_now;
    QTreeWidget *m_counts;
    QLabel *m_verdict;
    QTreeWidget *m_lost;
};

}
