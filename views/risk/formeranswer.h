// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/risk/askedcells.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace safeguard {

class AnswerHistory;

/// What was answered earlier and is to be confirmed: by whom, and what has changed since. Hidden
/// when there is nothing to confirm.
class FormerAnswer final : public QFrame
{
    Q_OBJECT

public:
    explicit FormerAnswer(Project &project, QWidget *parent = nullptr);
    void show(const AskedCells &asked, bool mayConfirm);

Q_SIGNALS:
    void confirmed();

private:
    void showAnswer();
    QString words(const Risk &risk) const;
    QString whoAnswered(const Risk &risk) const;
    QString changes() const;

    Project &m_project;
    AskedCells m_asked;
    AnswerHistory *m_history;
    QLabel *m_before;
    QLabel *m_changes;
    QPushButton *m_confirm;
};

}
