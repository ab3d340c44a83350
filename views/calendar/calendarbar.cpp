// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/calendarbar.h"

#include "views/kit/panelparts.h"
#include "views/kit/tokens.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace safeguard {

namespace {

/// No choice was made.
constexpr int all = -1;

QComboBox *boxOf(const char *objectName, const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    return box;
}

/// A choice of all, or of one of an enumeration.
template <class E>
QComboBox *choiceOf(const char *objectName, const QString &name, const QString &every, int count,
                    QWidget *parent)
{
    QComboBox *box = boxOf(objectName, name, parent);
    box->addItem(every, all);
    for (int i = 0; i < count; ++i)
        box->addItem(nameOf(static_cast<E>(i)), i);
    return box;
}

}

CalendarBar::CalendarBar(QWidget *parent)
    : QWidget(parent)
    , m_views(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    addSteps(layout);
    m_within = boxOf("calendar-within", tr("How far ahead"), this);
    for (const int days : {30, 90, 365})
        m_within->addItem(tr("Overdue and the next %n days", nullptr, days), days);
    m_within->addItem(tr("All dates"), all);
    layout->addWidget(m_within);
    layout->addStretch(1);
    addChoices(layout);
    for (QComboBox *box : {m_within, m_kind, m_force, m_person})
        connect(box, &QComboBox::currentIndexChanged, this, &CalendarBar::filterChanged);
}

void CalendarBar::addSteps(QBoxLayout *layout)
{
    m_steps = new QWidget(this);
    auto *row = new QHBoxLayout(m_steps);
    row->setContentsMargins({});
    row->setSpacing(4);
    const auto add = [&](const QString &text, const QString &name, const char *objectName, int by) {
        auto *button = new QPushButton(text, m_steps);
        button->setObjectName(QLatin1String(objectName));
        button->setAccessibleName(name);
        button->setToolTip(name);
        connect(button, &QPushButton::clicked, this, [this, by] { Q_EMIT stepAsked(by); });
        row->addWidget(button);
    };
    add(QStringLiteral("\u2039"), tr("Previous"), "calendar-previous", -1);
    add(tr("Today"), tr("To today"), "calendar-today", 0);
    add(QStringLiteral("\u203a"), tr("Next"), "calendar-next", 1);
    m_period = panel::text({}, QStringLiteral("heading"), m_steps);
    m_period->setObjectName(QStringLiteral("calendar-period"));
    m_period->setWordWrap(false);
    row->addSpacing(6);
    row->addWidget(m_period);
    layout->addWidget(m_steps);
}

void CalendarBar::addChoices(QBoxLayout *layout)
{
    m_kind = choiceOf<DeadlineKind>("calendar-kind", tr("Kind"), tr("All kinds"), deadlineKindCount,
                                    this);
    m_force = choiceOf<Force>("calendar-force", tr("What binds"), tr("Law, contract or policy"),
                              forceCount - 1, this);
    m_person = boxOf("calendar-person", tr("Whose"), this);
    m_person->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_person->setMinimumContentsLength(14);
    m_person->addItem(tr("Everybody"), QByteArray());
    for (QComboBox *box : {m_kind, m_force, m_person})
        layout->addWidget(box);
}

QWidget *CalendarBar::makeSwitch(QWidget *parent)
{
    auto *views = new QWidget(parent);
    auto *row = new QHBoxLayout(views);
    row->setContentsMargins({});
    row->setSpacing(4);
    const std::pair<const char *, QString> names[] = {{"calendar-to-agenda", tr("Agenda")},
                                                      {"calendar-to-month", tr("Month")},
                                                      {"calendar-to-year", tr("Year")}};
    for (int i = 0; i < 3; ++i) {
        auto *button = new QToolButton(views);
        button->setObjectName(QLatin1String(names[i].first));
        button->setText(names[i].second);
        button->setCheckable(true);
        button->setProperty("role", QStringLiteral("filter"));
        m_views->addButton(button, i);
        row->addWidget(button);
    }
    connect(m_views, &QButtonGroup::idClicked, this, [this] {
        showView();
        Q_EMIT viewChanged();
    });
    setView(CalendarView::Agenda);
    return views;
}

CalendarView CalendarBar::view() const
{
    return static_cast<CalendarView>(qMax(0, m_views->checkedId()));
}

void CalendarBar::setView(CalendarView view)
{
    m_views->button(int(view))->setChecked(true);
    showView();
}

void CalendarBar::showView()
{
    m_within->setVisible(view() == CalendarView::Agenda);
    m_steps->setVisible(view() != CalendarView::Agenda);
}

DeadlineFilter CalendarBar::filter() const
{
    DeadlineFilter filter;
    if (const int days = m_within->currentData().toInt();
        view() == CalendarView::Agenda && days != all)
        filter.withinDays = days;
    if (const int kind = m_kind->currentData().toInt(); kind != all)
        filter.kinds = {static_cast<DeadlineKind>(kind)};
    if (const int force = m_force->currentData().toInt(); force != all)
        filter.forces = {static_cast<Force>(force)};
    const QByteArray person = m_person->currentData().toByteArray();
    if (!person.isEmpty())
        filter.person = AnyId::fromBytes(person);
    return filter;
}

void CalendarBar::setPeople(const std::vector<std::pair<AnyId, QString>> &people)
{
    const QByteArray chosen = m_person->currentData().toByteArray();
    {
        const QSignalBlocker quiet(m_person);
        while (m_person->count() > 1)
            m_person->removeItem(m_person->count() - 1);
        for (const auto &[id, name] : people)
            m_person->addItem(name, id.toBytes());
        m_person->setCurrentIndex(qMax(0, m_person->findData(chosen)));
    }
    if (m_person->currentData().toByteArray() != chosen)
        Q_EMIT filterChanged();
}

void CalendarBar::setPeriod(const QString &name)
{
    m_period->setText(name);
}

}
