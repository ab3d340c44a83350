// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/calendarscreen.h"

#include "model/deadlines/reschedule.h"
#include "model/people/person.h"
#include "views/calendar/agreementstrip.h"
#include "views/calendar/calendarexport.h"
#include "views/calendar/monthview.h"
#include "views/kit/forcelook.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QDateEdit>
#include <QHeaderView>
#include <QLocale>
#include <QSet>
#include <QStackedWidget>
#include <QToolButton>

namespace safeguard {

namespace {

const std::array viewKeys{QLatin1String("agenda"), QLatin1String("month"), QLatin1String("year")};
constexpr int buttonRoom = 180; // for a record's name
const auto viewState = QStringLiteral("calendar/view");

}

CalendarScreen::CalendarScreen(Workspace &workspace, QWidget *parent)
    : CalendarScreen(workspace, new DeadlinesModel(workspace), parent)
{}

CalendarScreen::CalendarScreen(Workspace &workspace, DeadlinesModel *model, QWidget *parent)
    : WhyScreen(workspace, QStringLiteral("deadlines"), tr("Calendar"), model, parent)
    , m_model(model)
    , m_bar(new CalendarBar(this))
{
    model->setParent(this);
    addChoice(m_bar->makeSwitch(this));
    m_export = new CalendarExport(workspace, *model, this);
    addChoice(m_export->makeButton(this));
    addBar(m_bar);
    makeViews();
    makeMover();
    dressAgenda();
    connect(m_bar, &CalendarBar::viewChanged, this, [this] {
        showView();
        m_stack->currentWidget()->setFocus();
    });
    connect(m_bar, &CalendarBar::filterChanged, this, &CalendarScreen::choose);
    connect(m_bar, &CalendarBar::stepAsked, this, &CalendarScreen::step);
    // Before start(): what is in front is noted before the panel shows it.
    connect(table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_bar->view() == CalendarView::Agenda && !m_isShowing)
            note();
    });
    connect(model, &QAbstractItemModel::modelReset, this, &CalendarScreen::refresh);
    start(DeadlinesModel::WhatColumn);
    const QString last = QString::fromUtf8(workspace.project().viewState(viewState));
    const auto at = std::find(viewKeys.begin(), viewKeys.end(), last);
    m_bar->setView(at == viewKeys.end() ? CalendarView::Agenda
                                        : static_cast<CalendarView>(at - viewKeys.begin()));
    choose();
    showView();
}

void CalendarScreen::dressAgenda()
{
    table()->horizontalHeader()->setSectionResizeMode(DeadlinesModel::WhatColumn,
                                                      QHeaderView::Stretch);
    table()->setColumnWidth(DeadlinesModel::DueColumn, 108);
    table()->setColumnWidth(DeadlinesModel::StandingColumn, 128);
    table()->setColumnWidth(DeadlinesModel::KindColumn, 102);
    table()->setColumnWidth(DeadlinesModel::ForceColumn, 104);
    table()->setColumnWidth(DeadlinesModel::WhoColumn, 96);
}

void CalendarScreen::makeViews()
{
    m_stack = new QStackedWidget;
    m_month = new MonthView;
    m_year = new YearView;
    listLayout()->addWidget(m_stack);
    for (QWidget *view : {static_cast<QWidget *>(table()), static_cast<QWidget *>(m_month),
                          static_cast<QWidget *>(m_year)})
        m_stack->addWidget(view);
    const auto told = [this] {
        if (m_isShowing)
            return;
        note();
        showCurrent();
        showMover();
    };
    connect(m_month, &MonthView::currentChanged, this, told);
    connect(m_year, &YearView::currentChanged, this, told);
    connect(m_month, &MonthView::openAsked, this, &CalendarScreen::open);
    connect(m_year, &YearView::openAsked, this, &CalendarScreen::open);
    connect(m_month, &MonthView::moveAsked, this, &CalendarScreen::move);
    connect(m_month, &MonthView::stepAsked, this, &CalendarScreen::step);
    connect(m_year, &YearView::stepAsked, this, &CalendarScreen::step);
}

/// Below the reasons: another day for what has one of its own, and why a move was refused.
void CalendarScreen::makeMover()
{
    m_said = panel::text({}, QStringLiteral("error"), this);
    m_said->setObjectName(QStringLiteral("calendar-said"));
    m_said->setTextFormat(Qt::PlainText);
    m_mover = new QWidget;
    auto *row = new QHBoxLayout(m_mover);
    row->setContentsMargins(0, 6, 0, 0);
    m_day = new QDateEdit(m_mover);
    m_day->setObjectName(QStringLiteral("calendar-day"));
    m_day->setAccessibleName(tr("Another day"));
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setCalendarPopup(true);
    m_day->setMinimumWidth(m_day->fontMetrics().horizontalAdvance(QStringLiteral("0000-00-00")) +
                           56);
    auto *button = new QPushButton(tr("Reschedule"), m_mover);
    button->setObjectName(QStringLiteral("calendar-move"));
    row->addWidget(m_day);
    row->addWidget(button);
    row->addStretch(1);
    detailLayout()->addWidget(m_mover);
    detailLayout()->addWidget(m_said);
    m_said->hide();
    connect(button, &QPushButton::clicked, this, [this] {
        if (const Deadline *deadline = selected())
            move(keyOf(*deadline), m_day->date());
    });
}

void CalendarScreen::reveal(const Address &address)
{
    const auto at = std::find(viewKeys.begin(), viewKeys.end(), address.field);
    if (at == viewKeys.end())
        return;
    m_bar->setView(static_cast<CalendarView>(at - viewKeys.begin()));
    showView();
}

const Deadline *CalendarScreen::selected() const
{
    switch (m_bar->view()) {
    case CalendarView::Agenda:
        return m_model->deadline(currentRow());
    case CalendarView::Month:
        return m_month->current();
    case CalendarView::Year:
        return m_year->current();
    }
    return nullptr;
}

void CalendarScreen::note()
{
    const Deadline *deadline = selected();
    const QString key = deadline ? keyOf(*deadline) : QString();
    if (key != m_key)
        say({});
    m_key = key;
    showMover();
}

int CalendarScreen::rowAfterReset() const
{
    return qMax(0, m_model->rowOf(m_key));
}

/// What the filter asks for, in all views.
void CalendarScreen::choose()
{
    say({});
    m_model->setFilter(m_bar->filter());
}

/// The model is whole again: the other views follow, and the same entry stays in front.
void CalendarScreen::refresh()
{
    const QString key = m_movedTo.isEmpty() ? m_key : m_movedTo;
    m_isShowing = true;
    fillPeople();
    m_month->show(*m_model);
    m_year->show(*m_model);
    const Deadline *deadline = m_model->find(key);
    if (!m_movedTo.isEmpty())
        follow(deadline);
    m_month->select(key);
    m_year->select(deadline);
    m_isShowing = false;
    m_movedTo.clear();
    showPeriod();
    m_export->setEmpty(m_model->chosen().empty());
    // In the agenda the row is chosen after this; what hides for a moment would lose the keyboard.
    if (m_bar->view() == CalendarView::Agenda && m_model->rowCount() > 0)
        return;
    showCurrent();
    showMover();
}

void CalendarScreen::fillPeople()
{
    const auto found = workspace().dueDates().latest();
    if (!found)
        return;
    const Snapshot &snapshot = m_model->snapshot();
    QSet<AnyId> ids;
    for (const Deadline &deadline : found->all) {
        if (!deadline.person.isNull())
            ids.insert(deadline.person);
    }
    std::multimap<QString, AnyId> people;
    for (const AnyId &id : std::as_const(ids))
        people.emplace(snapshot.title(QString::fromLatin1(Person::registerKey), id), id);
    std::vector<std::pair<AnyId, QString>> named;
    for (const auto &[name, id] : people)
        named.emplace_back(id, name);
    m_bar->setPeople(named);
}

void CalendarScreen::showView()
{
    const CalendarView view = m_bar->view();
    m_isShowing = true;
    m_stack->setCurrentIndex(int(view));
    workspace().project().setViewState(viewState, viewKeys[size_t(view)].data());
    follow(m_model->find(m_key));
    m_isShowing = false;
    m_model->setFilter(m_bar->filter());
    // What this view does not show stays chosen for those that do.
    if (!m_model->find(m_key))
        note();
    showCurrent();
    showMover();
}

/// To the month and year of an entry; not back to what is overdue, which is gathered above.
void CalendarScreen::follow(const Deadline *entry)
{
    if (!entry || entry->isOverdue(m_model->today()))
        return;
    if (!m_month->model()->indexOf(entry->due).isValid())
        m_month->setMonth(entry->due);
    if (entry->record.registerKey == QLatin1String(Agreement::registerKey))
        m_year->setYear(entry->due.year());
}

void CalendarScreen::step(int by)
{
    const QDate today = m_model->today();
    if (m_bar->view() == CalendarView::Month)
        m_month->setMonth(by == 0 ? today : m_month->month().addMonths(by));
    else
        m_year->setYear(by == 0 ? today.year() : qBound(1, m_year->year() + by, 9998));
    showPeriod();
    note();
    showCurrent();
}

void CalendarScreen::showPeriod()
{
    const bool isMonth = m_bar->view() == CalendarView::Month;
    m_bar->setPeriod(isMonth ? QLocale().toString(m_month->month(), QStringLiteral("MMMM yyyy"))
                             : QString::number(m_year->year()));
    m_export->setPeriod(m_month->month(), m_year->year());
}

void CalendarScreen::showMover()
{
    const Deadline *deadline = selected();
    const RegisterType *type =
        deadline ? workspace().project().registers().find(deadline->record.registerKey) : nullptr;
    const bool canMove =
        type && whyFixed(*deadline).isEmpty() && workspace().project().mayEdit(*type);
    m_mover->setVisible(canMove);
    if (canMove)
        m_day->setDate(deadline->due);
}

void CalendarScreen::move(const QString &key, QDate day)
{
    const Deadline *found = m_model->find(key);
    if (!found || found->due == day)
        return;
    const Deadline deadline = *found;
    m_key = key;
    m_month->select(key);
    const QString fixed = whyFixed(deadline);
    if (!fixed.isEmpty())
        return say(tr("Not moved. %1").arg(fixed));
    const QString sentence = rescheduleSentence(deadline, day);
    const auto done = workspace().project().perform(
        sentence, [&](Edit &edit) { return reschedule(edit, deadline, day); });
    if (!done)
        return say(tr("Not moved. %1").arg(wholeText(done.error())));
    m_movedTo = key;
    say({});
    workspace().say(sentence);
}

void CalendarScreen::say(const QString &words)
{
    panel::showIn(m_said, words);
    if (!words.isEmpty())
        workspace().say(words);
}

void CalendarScreen::open()
{
    WhyScreen::follow();
}

QString CalendarScreen::countText() const
{
    if (m_bar->view() != CalendarView::Agenda)
        return tr("%1 dates, %2 overdue").arg(m_model->rowCount()).arg(m_model->overdueCount());
    return tr("%1 shown, %2 overdue").arg(m_model->rowCount()).arg(m_model->overdueCount());
}

WhyScreen::Detail CalendarScreen::detail(int row) const
{
    if (const Deadline *deadline = m_model->deadline(row))
        return detailOf(*deadline);
    return {tr("Nothing is due"),
            {{tr("Dates follow from the records: terms of agreements, reviews, training, "
                 "actions, what is kept until when.")}},
            {},
            {},
            {}};
}

WhyScreen::Detail CalendarScreen::current() const
{
    if (m_model->chosen().empty())
        return detail(-1);
    if (const Deadline *deadline = selected())
        return detailOf(*deadline);
    if (m_bar->view() == CalendarView::Month && m_month->currentDay().isValid())
        return detailOfDay(m_month->currentDay());
    if (m_bar->view() == CalendarView::Agenda)
        return detail(-1);
    return {tr("Choose an entry"), {{tr("Why it is that day is told here.")}}, {}, {}, {}};
}

WhyScreen::Detail CalendarScreen::detailOfDay(QDate day) const
{
    Detail shown;
    shown.heading = QLocale().toString(day, QLocale::LongFormat);
    const Entries &entries = m_month->entriesOf(day);
    if (entries.empty())
        shown.why.push_back({tr("Nothing is due on this day.")});
    for (const Deadline *entry : entries)
        shown.why.push_back({QStringLiteral("%1 (%2)").arg(entry->title, nameOf(entry->force)),
                             entry->record.registerKey, entry->record.id});
    return shown;
}

WhyScreen::Detail CalendarScreen::detailOf(const Deadline &deadline) const
{
    Why why{{tr("%1, %2").arg(deadline.due.toString(Qt::ISODate),
                              standingOf(deadline, m_model->today()))}};
    // What binds to it stands in the table, and the citation below.
    for (const QString &sentence : explanationOf(deadline).mid(0, 3))
        why.push_back({sentence});
    const QString fixed = whyFixed(deadline);
    if (!fixed.isEmpty())
        why.push_back({fixed});
    const bool isHipaa = deadline.citation.startsWith(QStringLiteral("16"));
    const QString cited = isHipaa ? tr("45 CFR %1").arg(deadline.citation) : deadline.citation;
    return {deadline.title, why, QStringLiteral("%1 \u00b7 %2").arg(nameOf(deadline.force), cited),
            tr("Open %1").arg(fontMetrics().elidedText(
                m_model->snapshot().describe(deadline.record), Qt::ElideRight, buttonRoom)),
            addressOf(deadline)};
}

}
