// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace safeguard {

/// A menu of things to tick: it stays open while they are ticked, by mouse or by Space, and closes
/// with Escape, with Return or with a click elsewhere.
class StayingMenu final : public QMenu
{
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

}
