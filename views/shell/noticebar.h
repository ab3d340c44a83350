// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace safeguard {

/// A line above the screens: something waits, without haste. Hidden while there is nothing to say;
/// takes no keyboard away.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);
    /// Hides it when \a words are empty.
    void tell(const QString &words, const QString &button, const Address &address);
    /// Other words for what it says; nothing when it is hidden.
    void retell(const QString &words);
    /// Leaves nothing of the project in it, and hides.
    void forget();

Q_SIGNALS:
    void asked(const safeguard::Address &address);

private:
    QLabel *m_words;
    QPushButton *m_button;
    Address m_address;
};

}
