// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QStackedWidget>

namespace safeguard {

/// The screens of the open project that were shown so far, with one in front.
class ScreenStack final : public QStackedWidget
{
    Q_OBJECT

public:
    using QStackedWidget::QStackedWidget;

    /// Null while none is there.
    Screen *current() const { return qobject_cast<Screen *>(currentWidget()); }
    /// Brings a screen to the front, which makes it the first time.
    Screen *bring(const ScreenInfo &info, Workspace &workspace);
    /// Destroys them all.
    void clear();

private:
    QHash<QString, Screen *> m_made;
};

}
