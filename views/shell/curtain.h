// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <QObject>
#include <QTimer>

class QWidget;

namespace safeguard {

/// Takes every dialog, menu, list and tip off the screen at once, and tells when the code that
/// showed them has returned: a dialog that is closed from outside still has its exec() on the
/// stack, and what it belongs to must live until that is gone.
class Curtain final : public QObject
{
    Q_OBJECT

public:
    /// Leaves \a window itself as it is.
    explicit Curtain(QWidget *window);

    /// The event loop that runs now is the program's own: nobody waits in it for an answer.
    void noteOwnLoop();
    /// Runs \a done at once, or as soon as the program is back in its own loop. What is shown until
    /// then is closed too.
    void fall(std::function<void()> done);
    bool isFalling() const { return m_done != nullptr; }

private:
    void closeAll();
    void tryToEnd();

    QWidget *m_window;
    QTimer m_again;
    std::function<void()> m_done;
    int m_ownLevel = 1;
};

/// Hands over what is being typed in \a window, as if the keyboard left the field.
void leaveField(QWidget *window);

}
