// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QListWidget>

namespace safeguard {

/// The screens in the order of the work, each with a live count, red where something waits.
class SideBar final : public QListWidget
{
    Q_OBJECT

public:
    SideBar(const std::vector<ScreenInfo> &screens, QWidget *parent = nullptr);

    void setCounts(const Snapshot &snapshot, const Derived *derived);
    void forgetCounts();
    /// The line of that screen, or of the one that leads to it.
    void setCurrent(const QString &key);

Q_SIGNALS:
    void chosen(const QString &screen);

private:
    const std::vector<ScreenInfo> &m_screens;
    QString m_shown; ///< the screen in front
};

}
