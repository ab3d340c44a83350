// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QWidget>

class QLabel;

namespace safeguard {

/// Above the screens: what is open and by whom, the way to everything else, undo and lock.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);
    void showProject(const Project &project);
    /// Leaves nothing of the project in it.
    void forget();

Q_SIGNALS:
    void searchAsked();
    void undoAsked();
    void redoAsked();
    void lockAsked();

private:
    QLabel *m_projectName;
    QLabel *m_userName;
    QLabel *m_saved;
};

}
