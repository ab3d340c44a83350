// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

/// Beside a list or a matrix: what is current there and why. Each sentence that is about a record
/// leads to it.
class WhyPanel final : public QFrame
{
    Q_OBJECT

public:
    struct Detail
    {
        QString heading;
        Why why;
        QString note;   ///< small, below
        QString button; ///< what is to be done; empty: no button
        Address target; ///< where
    };

    explicit WhyPanel(Workspace &workspace, QWidget *parent = nullptr);
    void show(const Detail &detail);
    /// Room for controls between the heading and the reasons.
    QVBoxLayout *controls() const { return m_controls; }
    /// Room below the button that leads away.
    QVBoxLayout *below() const { return m_below; }

public Q_SLOTS:
    /// To the target of what is shown.
    void follow();

private:
    void showWhy(const Why &why);
    void addLine(const WhyLine &line);

    Workspace &m_workspace;
    QLabel *m_heading;
    QVBoxLayout *m_controls;
    QVBoxLayout *m_lines;
    QVBoxLayout *m_below;
    QLabel *m_note;
    QPushButton *m_button;
    Address m_target;
    Why m_why; ///< that is shown
};

}
