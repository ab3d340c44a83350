// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace safeguard {

class FigureCard;
class TrainingPlan;

/// Completion by role and by course, over the last months, and what became of phishing tests: each
/// as a chart with its table.
class TrainingFigures final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingFigures(QWidget *parent = nullptr);
    void show(const TrainingPlan &plan);

private:
    FigureCard *m_roles;
    FigureCard *m_courses;
    FigureCard *m_months;
    FigureCard *m_phishing;
};

}
