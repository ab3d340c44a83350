// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <QComboBox>
#include <QKeyEvent>

namespace safeguard {

/// Tells a choice made in passing, by arrow keys or by typing its first letters, from one that
/// was made to stay.
class ComboBox final : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;
    bool isUnderKey() const { return m_isUnderKey; }
    std::function<void()> onLeave = [] {};
    /// Before the list is looked at.
    std::function<void()> onList = [] {};

    void showPopup() override
    {
        onList();
        QComboBox::showPopup();
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
            onList();
        m_isUnderKey = event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter;
        QComboBox::keyPressEvent(event);
        if (!m_isUnderKey)
            onLeave();
        m_isUnderKey = false;
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QComboBox::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason)
            onLeave();
    }

private:
    bool m_isUnderKey = false;
};

}
