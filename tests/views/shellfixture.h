// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/screens.h"
#include "tests/tools/workspacefixture.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

namespace safeguard::testing {

/// The program's screens, with passphrases at the least cost.
inline ShellContent quickContent()
{
    return shellContent(KdfCost::floor);
}

/// The window with the keyboard, and a project in it.
struct ShellFixture
{
    ShellFixture()
        : window(quickContent())
    {
        window.show();
        window.activateWindow();
        window.setProject(std::move(files.project));
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window got no keyboard");
    }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = window.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    void type(const char *name, const QString &text) const
    {
        auto *line = find<QLineEdit>(name);
        line->clear();
        QTest::keyClicks(line, text);
    }
    void press(const char *name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    bool isOpen() const
    {
        return QTest::qWaitFor([this] { return window.workspace() != nullptr; }, 8000);
    }
    bool isClosed() const
    {
        return QTest::qWaitFor([this] { return window.workspace() == nullptr; }, 8000);
    }
    /// Types the passphrase into the lock screen.
    bool unlock(const QString &secret = passphrase()) const
    {
        type("passphrase", secret);
        press("unlock-button");
        return isOpen();
    }
    Project &project() const { return window.workspace()->project(); }

    ProjectFixture files;
    MainWindow window;
};

}
