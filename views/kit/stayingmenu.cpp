// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/stayingmenu.h"

#include <QKeyEvent>

namespace safeguard {

static bool isTick(const QAction *action)
{
    return action && action->isEnabled() && action->isCheckable();
}

void StayingMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *action = actionAt(event->pos());
    if (isTick(action))
        action->trigger();
    else
        QMenu::mouseReleaseEvent(event);
}

void StayingMenu::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && isTick(activeAction()))
        activeAction()->trigger();
    else
        QMenu::keyPressEvent(event);
}

}
