// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/trainingfigures.h"

#include "model/people/access.h"
#include "model/people/trainingplan.h"
#include "views/kit/figurecard.h"
#include "views/kit/panelparts.h"
#include "views/kit/tokens.h"

#include <limits>
#include <QBoxLayout>
#include <QLocale>
#include <QScrollArea>

namespace safeguard {

namespace {

constexpr int shownMonths = 12;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Duties as bars: fulfilled, in time, overdue.
struct Duties
{
    FigureCard::Figures figures{FigureCard::Shape::StackedBars,
                                {},
                                {{TrainingFigures::tr("Fulfilled"), int(Ink::Good), {}},
                                 {TrainingFigures::tr("In time"), int(Ink::Accent), {}},
                                 {TrainingFigures::tr("Overdue"), int(Ink::Danger), {}}}};

    void add(const QString &name, const TrainingRate &rate)
    {
        if (rate.owed == 0)
            return;
        figures.categories += name;
        figures.series[0].values += rate.fulfilled;
        figures.series[1].values += rate.owed - rate.fulfilled - rate.overdue;
        figures.series[2].values += rate.overdue;
    }
};

FigureCard::Figures overTime(const TrainingPlan &plan)
{
    FigureCard::Figures figures{FigureCard::Shape::Lines,
                                {},
                                {{TrainingFigures::tr("Fulfilled"), int(Ink::Accent), {}}},
                                true};
    if (!plan.hasCourses())
        return figures;
    for (const TrainingMonth &month : plan.overTime(shownMonths)) {
        figures.categories += QLocale().toString(month.day, QStringLiteral("MMM yy"));
        figures.series[0].values += month.owed == 0 ? none : double(month.fulfilled) / month.owed;
    }
    return figures;
}

FigureCard::Figures phishing(const Snapshot &snapshot)
{
    FigureCard::Figures figures{FigureCard::Shape::Lines,
                                {},
                                {{TrainingFigures::tr("Clicked"), int(Ink::Warning), {}},
                                 {TrainingFigures::tr("Gave a secret away"), int(Ink::Danger), {}},
                                 {TrainingFigures::tr("Reported"), int(Ink::Good), {}}},
                                true};
    for (const PhishingRate &rate : phishingRates(snapshot)) {
        figures.categories += rate.campaign->name;
        figures.series[0].values += rate.clicked.value_or(none);
        figures.series[1].values += rate.entered.value_or(none);
        figures.series[2].values += rate.reported.value_or(none);
    }
    return figures;
}

}

TrainingFigures::TrainingFigures(QWidget *parent)
    : QWidget(parent)
    , m_roles(new FigureCard(tr("Completion by role"), QStringLiteral("figures-roles")))
    , m_courses(new FigureCard(tr("Completion by course"), QStringLiteral("figures-courses")))
    , m_months(new FigureCard(tr("Completion over time"), QStringLiteral("figures-months")))
    , m_phishing(new FigureCard(tr("Phishing tests"), QStringLiteral("figures-phishing")))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    auto *content = new QWidget;
    auto *halves = new QHBoxLayout(content);
    halves->setContentsMargins({});
    for (const auto &cards :
         {QList<FigureCard *>{m_roles, m_months}, QList<FigureCard *>{m_courses, m_phishing}}) {
        auto *column = new QVBoxLayout;
        for (FigureCard *card : cards)
            column->addWidget(card);
        column->addStretch(1);
        halves->addLayout(column, 1);
    }
    QScrollArea *scroll = panel::scrolling(content, tr("Figures"));
    scroll->setFocusPolicy(Qt::TabFocus);
    outer->addWidget(scroll);
}

void TrainingFigures::show(const TrainingPlan &plan)
{
    Duties roles;
    for (const AccessRole *role : plan.snapshot().inOrder<AccessRole>())
        roles.add(role->name, plan.rateOf(idOf(*role)));
    Duties courses;
    for (size_t i = 0; i < plan.courses().size(); ++i)
        courses.add(plan.courses()[i]->name, plan.rateOfCourse(i));
    m_roles->show(roles.figures, tr("Nobody who has a role owes a course yet."));
    m_courses->show(courses.figures, tr("Nobody owes a course yet."));
    m_months->show(overTime(plan), tr("No course is given yet."));
    m_phishing->show(phishing(plan.snapshot()), tr("No phishing test is on record."));
}

}
