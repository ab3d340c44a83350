// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/hands.h"

#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QTimer>
#include <QWindow>

namespace safeguard::testing {

namespace {

constexpr int patience = 10'000; // ms
constexpr int glance = 60;       // ms
constexpr int mostTabs = 250;

/// Where keys go. A window manager gives them back to the window when a dialog is gone; where
/// there is none, that is done here.
QWindow *keyboardWindow(QMainWindow &window)
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->windowHandle();
    if (!QGuiApplication::focusWindow()) {
        QWidget *modal = QApplication::activeModalWidget();
        (modal ? modal : &window)->activateWindow();
        QCoreApplication::processEvents();
    }
    return QGuiApplication::focusWindow();
}

QString nameOf(const QWidget *widget)
{
    return widget ? QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                                widget->objectName())
                  : QStringLiteral("nothing");
}

}

void Hands::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

bool Hands::canBeHit(QWidget *widget, const QPoint &at)
{
    if (!widget || !isFine())
        return false;
    QCoreApplication::processEvents();
    const QWidget *front = QApplication::activePopupWidget();
    if (!front)
        front = QApplication::activeModalWidget();
    const QWidget *hit = front && front != widget->window()
                             ? front
                             : widget->window()->childAt(widget->mapTo(widget->window(), at));
    const bool isHit = widget->isEnabled() && hit && (hit == widget || widget->isAncestorOf(hit));
    if (!isHit)
        fail(QStringLiteral("%1 (%2) cannot be clicked: %3 is there")
                 .arg(nameOf(widget),
                      widget->isEnabled() ? QStringLiteral("enabled") : QStringLiteral("disabled"),
                      nameOf(hit)));
    return isHit;
}

void Hands::click(QWidget *widget)
{
    if (widget)
        click(widget, widget->rect().center());
}

void Hands::click(QWidget *widget, const QPoint &at, Qt::MouseButton button)
{
    if (canBeHit(widget, at))
        QTest::mouseClick(widget->window()->windowHandle(), button, {},
                          widget->mapTo(widget->window(), at));
}

void Hands::drag(QWidget *widget, const QPoint &from, const QPoint &to)
{
    if (!canBeHit(widget, from) || !canBeHit(widget, to))
        return;
    QWindow *window = widget->window()->windowHandle();
    const auto on = [&](const QPoint &at) { return widget->mapTo(widget->window(), at); };
    QTest::mouseMove(window, on(from));
    QTest::mousePress(window, Qt::LeftButton, {}, on(from));
    constexpr int steps = 4;
    for (int i = 1; i <= steps; ++i)
        QTest::mouseMove(window, on(from + (to - from) * i / steps));
    QTest::mouseRelease(window, Qt::LeftButton, {}, on(to));
}

void Hands::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWindow *window = keyboardWindow(m_window);
    if (!window)
        fail(QStringLiteral("No window has the keyboard"));
    if (isFine())
        QTest::keyClick(window, key, modifiers);
}

void Hands::type(const QString &text)
{
    for (const QChar c : text) {
        QWindow *window = keyboardWindow(m_window);
        if (!window)
            fail(QStringLiteral("No window has the keyboard"));
        if (!isFine())
            return;
        if (c == QLatin1Char('\n'))
            QTest::keyClick(window, Qt::Key_Return);
        else
            QTest::sendKeyEvent(QTest::Click, window, Qt::Key_unknown, QString(c), {});
    }
}

void Hands::tabTo(QWidget *there)
{
    if (!there)
        return;
    for (int i = 0; i < mostTabs && isFine(); ++i) {
        const QWidget *has = QApplication::focusWidget();
        if (has && (has == there || there->isAncestorOf(has)))
            return;
        press(Qt::Key_Tab);
    }
    fail(QStringLiteral("Tab does not lead to %1, but to %2")
             .arg(nameOf(there), nameOf(QApplication::focusWidget())));
}

void Hands::choose(const QString &button, const QStringList &path)
{
    when([] { return QApplication::activePopupWidget() != nullptr; },
         [this, path] {
             chooseInMenu(path);
             while (QWidget *menu = isFine() ? nullptr : QApplication::activePopupWidget())
                 menu->close();
         });
    click(button);
}

void Hands::chooseInMenu(const QStringList &path)
{
    for (const QString &text : path) {
        QCoreApplication::processEvents();
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return fail(QStringLiteral("No menu is open for %1").arg(text));
        QAction *found = nullptr;
        for (QAction *action : menu->actions()) {
            if (action->text().remove(QLatin1Char('&')) == text && action->isEnabled())
                found = action;
        }
        if (!found)
            return fail(QStringLiteral("The menu does not offer %1").arg(text));
        const QPoint at = menu->actionGeometry(found).center();
        QTest::mouseMove(menu->windowHandle(), at);
        QTest::mouseClick(menu->windowHandle(), Qt::LeftButton, {}, at);
    }
}

void Hands::atDialog(std::function<void()> act)
{
    const QPointer<QWidget> before = QApplication::activeModalWidget();
    when(
        [before] {
            QWidget *dialog = QApplication::activeModalWidget();
            return dialog && dialog != before && dialog->windowHandle() &&
                   QTest::qWaitForWindowActive(dialog, patience);
        },
        [act = std::move(act)] {
            QTest::qWait(glance); // a file dialog still fills itself when it comes
            act();
        });
}

void Hands::when(std::function<bool()> isThere, std::function<void()> act)
{
    auto *timer = new QTimer(&m_window);
    timer->setInterval(5);
    QObject::connect(timer, &QTimer::timeout, &m_window,
                     [timer, isThere = std::move(isThere), act = std::move(act)] {
                         timer->stop(); // what follows may look for events itself
                         if (!isThere())
                             return timer->start();
                         timer->deleteLater();
                         act();
                     });
    timer->start();
}

}
