// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

class QAbstractButton;
class QLabel;
class QProgressBar;
class QPushButton;

namespace safeguard {

class ScreenHeader;

/// Where the risk analysis stands, and the one step that comes next: go on answering, conclude,
/// approve, start the next one.
class AnalysisBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisBar(Workspace &workspace, QWidget *parent = nullptr);
    void show(std::shared_ptr<const Derived> derived);
    /// Left of the others.
    void addButton(QWidget *button);
    /// Why the user may not begin one; empty when they may.
    QString whyNotStart() const;
    void start();

Q_SIGNALS:
    /// To the next question that is open.
    void nextAsked();

private:
    enum class Step { None, Answer, Conclude, Approve, Start };
    void showState();
    void showStep();
    void takeStep();
    void conclude();
    void approve();
    void reopen();
    QString freeName() const;

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    Step m_next = Step::None;
    ScreenHeader *m_header;
    QLabel *m_note;
    QProgressBar *m_progress;
    QPushButton *m_about;
    QPushButton *m_reopen;
    QPushButton *m_step;
};

}
