// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/registerscreen.h"

class QPushButton;

namespace safeguard {

/// Named states of the project: takes one, signs one, compares one with another or with now.
class BaselinesScreen final : public RegisterScreen
{
    Q_OBJECT

public:
    explicit BaselinesScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    void take();
    void compare();
    void refreshButtons();

    QPushButton *m_take;
    QPushButton *m_compare;
};

}
