// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/risk/askedcells.h"

#include <QWidget>

class QLabel;

namespace safeguard {

/// What is asked: the threat, where, why, what is on record about it and what helps.
class RiskQuestion final : public QWidget
{
    Q_OBJECT

public:
    explicit RiskQuestion(QWidget *parent = nullptr);
    /// \a asked is not empty.
    void show(const AskedCells &asked);

private:
    void showRecord(const Snapshot &now, const RecordRef &subject);

    QLabel *m_threat;
    QLabel *m_about;
    QLabel *m_description;
    QLabel *m_recordTitle;
    QLabel *m_record;
    QLabel *m_why;
    QLabel *m_example;
    QLabel *m_helps;
};

}
