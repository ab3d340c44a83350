// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/screenstack.h"

namespace safeguard {

Screen *ScreenStack::bring(const ScreenInfo &info, Workspace &workspace)
{
    Screen *&screen = m_made[info.key];
    if (!screen) {
        screen = info.make(workspace);
        addWidget(screen);
    }
    setCurrentWidget(screen);
    return screen;
}

void ScreenStack::clear()
{
    for (Screen *screen : std::as_const(m_made)) {
        removeWidget(screen);
        delete screen;
    }
    m_made.clear();
}

}
