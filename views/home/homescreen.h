// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/home/homepanel.h"
#include "views/kit/workspace.h"

class QFrame;
class QLabel;
class QPushButton;

namespace safeguard {

/// Where the project stands today: what is due, who is trained, who is covered; and what to do next
/// while something is missing that the rest rests on.
class HomeScreen final : public Screen
{
    Q_OBJECT

public:
    explicit HomeScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    QWidget *makeStep();
    HomePanel *add(HomePanel *panel);
    void refresh();

    Workspace &m_workspace;
    QFrame *m_step = nullptr;
    QLabel *m_stepTitle = nullptr;
    QLabel *m_stepWords = nullptr;
    QPushButton *m_stepButton = nullptr;
    QString m_stepScreen;
    DaysPicture *m_days;
    HomePanel *m_coming = nullptr;
    HomePanel *m_training = nullptr;
    HomePanel *m_agreements = nullptr;
};

}
