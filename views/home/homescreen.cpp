// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/homescreen.h"

#include "model/inventory/project_info.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

HomeScreen::HomeScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_days(new DaysPicture)
{
    setObjectName(QStringLiteral("screen-home"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(10);
    auto *header = new ScreenHeader(tr("Home"), this);
    header->note()->setText(tr("Where this project stands today"));
    layout->addWidget(header);
    layout->addWidget(makeStep());
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    m_coming = add(new HomePanel(QStringLiteral("days"), tr("Next 30 days"), tr("Calendar"),
                                 {QStringLiteral("deadlines")}, m_days,
                                 {tr("Due"), tr("What"), tr("When")}, this));
    m_training = add(new HomePanel(QStringLiteral("training"), tr("Training"), tr("Matrix"),
                                   {QStringLiteral("training")}, new RingPicture,
                                   {tr("Done"), tr("Course"), tr("State")}, this));
    m_agreements = add(new HomePanel(QStringLiteral("agreements"), tr("Agreements"),
                                     tr("Who needs one"), {QStringLiteral("agreement-needs")},
                                     new RingPicture, {tr("By"), tr("What"), tr("When")}, this));
    // Courses have short names.
    row->addWidget(m_coming, 6);
    row->addWidget(m_training, 5);
    row->addWidget(m_agreements, 6);
    layout->addLayout(row, 1);
    connect(&workspace.dueDates(), &DueDates::changed, this, &HomeScreen::refresh);
    connect(&Tokens::instance(), &Tokens::changed, this, &HomeScreen::refresh);
    refresh();
}

HomePanel *HomeScreen::add(HomePanel *panel)
{
    connect(panel, &HomePanel::asked, &m_workspace, &Workspace::go);
    return panel;
}

QWidget *HomeScreen::makeStep()
{
    m_step = new QFrame(this);
    m_step->setObjectName(QStringLiteral("home-step"));
    m_step->setProperty("role", QStringLiteral("panel"));
    auto *row = new QHBoxLayout(m_step);
    row->setContentsMargins(14, 10, 14, 10);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_stepTitle = panel::text({}, QStringLiteral("heading"), m_step);
    m_stepTitle->setObjectName(QStringLiteral("home-step-title"));
    m_stepWords = panel::text({}, QStringLiteral("muted"), m_step);
    words->addWidget(m_stepTitle);
    words->addWidget(m_stepWords);
    row->addLayout(words, 1);
    m_stepButton = panel::addButton({}, QStringLiteral("home-step-go"), true, m_step);
    row->addWidget(m_stepButton);
    m_step->hide();
    connect(m_stepButton, &QPushButton::clicked, this, [this] { m_workspace.go({m_stepScreen}); });
    return m_step;
}

void HomeScreen::refresh()
{
    const auto found = m_workspace.dueDates().latest();
    if (!found)
        return;
    const auto step = nextStep(*found->derived);
    m_step->setVisible(step.has_value());
    if (step) {
        m_stepTitle->setText(step->title);
        m_stepWords->setText(step->words);
        m_stepButton->setText(step->button);
        m_stepScreen = step->screen;
    }
    m_days->setDays(comingDays(*found), found->today());
    m_coming->show(comingContent(*found));
    m_training->show(trainingContent(*found->derived));
    m_agreements->show(agreementContent(*found));
}

}
