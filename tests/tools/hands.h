// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/tools/testmain.h"

#include <functional>
#include <QMainWindow>

class QMenu;

namespace safeguard::testing {

/// What a person can do with a window: look, press the mouse where something is seen, and type.
/// Everything goes through the window system's queue. What cannot be done is told by problem(),
/// and from then on nothing more is done.
class Hands final
{
public:
    explicit Hands(QMainWindow &window)
        : m_window(window)
    {}
    QString problem() const { return m_problem; }
    bool isFine() const { return m_problem.isEmpty(); }
    void fail(const QString &problem);

    /// A widget by its object name that can be seen now, in the window or in a dialog before it.
    template <class W = QWidget>
    W *see(const QString &name)
    {
        QList<W *> found;
        QWidget *top = QApplication::activeModalWidget();
        for (W *each : (top ? top : &m_window)->findChildren<W *>(name)) {
            if (each->isVisible())
                found += each;
        }
        if (found.isEmpty())
            fail(QStringLiteral("%1 is not to be seen").arg(name));
        return found.isEmpty() ? nullptr : found.front();
    }

    void click(QWidget *widget);
    /// \a at is in the widget's own coordinates; nothing else may lie over it there.
    void click(QWidget *widget, const QPoint &at, Qt::MouseButton button = Qt::LeftButton);
    void click(const QString &name) { click(see<QWidget>(name)); }
    void drag(QWidget *widget, const QPoint &from, const QPoint &to);

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    /// Goes from control to control by Tab until \a there has the keyboard.
    void tabTo(QWidget *there);

    /// Opens the menu of a button and clicks through it, by the words that its entries show.
    void choose(const QString &button, const QStringList &path);

    /// What is done as soon as a dialog stands before the window. The dialog has to be gone then.
    void atDialog(std::function<void()> act);

private:
    bool canBeHit(QWidget *widget, const QPoint &at);
    void chooseInMenu(const QStringList &path);
    void when(std::function<bool()> isThere, std::function<void()> act);
    QMainWindow &m_window;
    QString m_problem;
};

}
