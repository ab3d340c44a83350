// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/curtain.h"

#include <QApplication>
#include <QDialog>
#include <QDrag>
#include <QFocusEvent>
#include <QPointer>
#include <QThread>
#include <QToolTip>

namespace safeguard {

namespace {

constexpr int retryMilliseconds = 5;

/// Rejecting tells the dialog's owner; hiding ends its loop also where rejecting is refused.
void closeWindow(QWidget *widget)
{
    const QPointer<QWidget> guard(widget);
    if (auto *dialog = qobject_cast<QDialog *>(widget))
        dialog->reject();
    if (guard && guard->isVisible())
        guard->hide();
}

}

Curtain::Curtain(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_again.setInterval(retryMilliseconds);
    connect(&m_again, &QTimer::timeout, this, &Curtain::tryToEnd);
}

void Curtain::noteOwnLoop()
{
    m_ownLevel = qMin(m_ownLevel, thread()->loopLevel());
}

void Curtain::fall(std::function<void()> done)
{
    m_done = std::move(done);
    tryToEnd();
    if (isFalling())
        m_again.start();
}

void Curtain::tryToEnd()
{
    closeAll();
    if (thread()->loopLevel() > m_ownLevel)
        return;
    m_again.stop();
    std::exchange(m_done, nullptr)();
}

void Curtain::closeAll()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton)
        QDrag::cancel();
    QToolTip::hideText();
    QList<QPointer<QWidget>> others;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget != m_window)
            others += widget;
    }
    for (const QPointer<QWidget> &widget : others) {
        if (widget && widget->isVisible())
            closeWindow(widget);
    }
}

void leaveField(QWidget *window)
{
    QWidget *field = window->focusWidget();
    if (!field)
        return;
    if (field->hasFocus()) {
        field->clearFocus();
        return;
    }
    // Another window has the keyboard, for which a field waits with what is typed in it.
    QFocusEvent leaves(QEvent::FocusOut, Qt::OtherFocusReason);
    QCoreApplication::sendEvent(field, &leaves);
}

}
