// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/deadlinesscreen.h"

#include "model/people/person.h"
#include "views/kit/recordtablemodel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QTableView>

namespace safeguard {

namespace {

/// So far back that everything is ahead.
constexpr int always = -1;

Ink inkOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Ink::Danger;
    case Force::Contract:
        return Ink::Warning;
    case Force::Guidance:
    case Force::OwnPolicy:
    case Force::Proposal:
        break;
    }
    return Ink::Muted;
}

/// A choice of all, or of one of an enumeration.
template <class E>
QComboBox *choiceOf(const QString &name, const QString &all, int count)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->addItem(all, always);
    for (int i = 0; i < count; ++i)
        box->addItem(nameOf(static_cast<E>(i)), i);
    return box;
}

}

DeadlinesModel::DeadlinesModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_snapshot(workspace.project().snapshot())
{
    m_filter.withinDays = 30;
    connect(&workspace.deriver(), &Deriver::derived, this, &DeadlinesModel::work);
    if (workspace.deriver().latest())
        work();
}

void DeadlinesModel::work()
{
    const auto derived = m_workspace.deriver().latest();
    m_job.start(
        [derived](const Job<Found>::Flag &) {
            const Snapshot &snapshot = derived->map.snapshot();
            return Found{snapshot, deadlinesOf(snapshot, derived->training.duties())};
        },
        [this](Found found) { take(std::move(found)); });
}

void DeadlinesModel::take(Found found)
{
    m_snapshot = std::move(found.snapshot);
    m_all = std::move(found.all);
    choose();
}

void DeadlinesModel::choose()
{
    beginResetModel();
    const QDate today = m_snapshot.today();
    m_rows = m_filter.of(m_all, today);
    std::stable_partition(m_rows.begin(), m_rows.end(),
                          [&](const Deadline &deadline) { return deadline.isOverdue(today); });
    endResetModel();
}

void DeadlinesModel::setFilter(const DeadlineFilter &filter)
{
    m_filter = filter;
    choose();
}

const Deadline *DeadlinesModel::deadline(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)] : nullptr;
}

int DeadlinesModel::overdueCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [&](const Deadline &deadline) {
            return deadline.isOverdue(m_snapshot.today());
        }));
}

int DeadlinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DeadlinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DeadlinesModel::textOf(const Deadline &deadline, int column) const
{
    const auto days = static_cast<int>(m_snapshot.today().daysTo(deadline.due));
    switch (column) {
    case DueColumn:
        return deadline.due.toString(Qt::ISODate);
    case StandingColumn:
        if (deadline.isOverdue(m_snapshot.today()))
            return tr("%n days overdue", nullptr, -days);
        return days < 0    ? tr("since then")
               : days == 0 ? tr("today")
                           : tr("in %n days", nullptr, days);
    case WhatColumn:
        return deadline.title;
    case KindColumn:
        return nameOf(deadline.kind);
    case ForceColumn:
        return nameOf(deadline.force);
    case WhoColumn:
        return deadline.person.isNull()
                   ? QString()
                   : m_snapshot.title(QString::fromLatin1(Person::registerKey), deadline.person);
    default:
        return {};
    }
}

QVariant DeadlinesModel::data(const QModelIndex &index, int role) const
{
    const Deadline *found = deadline(index.row());
    if (!found || !index.isValid())
        return {};
    if (role == RecordTableModel::InkRole && index.column() == ForceColumn)
        return int(inkOf(found->force));
    if (role == RecordTableModel::InkRole && index.column() == StandingColumn &&
        found->isOverdue(m_snapshot.today()))
        return int(Ink::Danger);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textOf(*found, index.column());
    return {};
}

QVariant DeadlinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Due"), tr("When"), tr("What"), tr("Kind"), tr("What binds to it"),
                             tr("Who")};
    return titles.value(section);
}

DeadlinesScreen::DeadlinesScreen(Workspace &workspace, QWidget *parent)
    : DeadlinesScreen(workspace, new DeadlinesModel(workspace), parent)
{}

DeadlinesScreen::DeadlinesScreen(Workspace &workspace, DeadlinesModel *model, QWidget *parent)
    : WhyScreen(workspace, QStringLiteral("deadlines"), tr("Deadlines"), model, parent)
    , m_model(model)
{
    model->setParent(this);
    auto *within = new QComboBox;
    within->setAccessibleName(tr("How far ahead"));
    for (const int days : {30, 90, 365})
        within->addItem(tr("Overdue and the next %n days", nullptr, days), days);
    within->addItem(tr("All dates"), always);
    auto *kind = choiceOf<DeadlineKind>(tr("Kind"), tr("All kinds"), deadlineKindCount);
    auto *force = choiceOf<Force>(tr("What binds"), tr("Law, contract or policy"), forceCount - 1);
    const auto filter = [=, this] {
        DeadlineFilter chosen;
        if (within->currentData().toInt() != always)
            chosen.withinDays = within->currentData().toInt();
        if (kind->currentData().toInt() != always)
            chosen.kinds = {static_cast<DeadlineKind>(kind->currentData().toInt())};
        if (force->currentData().toInt() != always)
            chosen.forces = {static_cast<Force>(force->currentData().toInt())};
        m_model->setFilter(chosen);
    };
    for (QComboBox *box : {within, kind, force}) {
        connect(box, &QComboBox::currentIndexChanged, this, filter);
        addChoice(box);
    }
    table()->horizontalHeader()->setSectionResizeMode(DeadlinesModel::WhatColumn,
                                                      QHeaderView::Stretch);
    table()->setColumnWidth(DeadlinesModel::DueColumn, 104);
    table()->setColumnWidth(DeadlinesModel::StandingColumn, 132);
    table()->setColumnWidth(DeadlinesModel::KindColumn, 96);
    table()->setColumnWidth(DeadlinesModel::ForceColumn, 104);
    table()->setColumnWidth(DeadlinesModel::WhoColumn, 112);
    start(DeadlinesModel::WhatColumn);
}

QString DeadlinesScreen::countText() const
{
    return tr("%1 shown, %2 overdue").arg(m_model->rowCount()).arg(m_model->overdueCount());
}

WhyScreen::Detail DeadlinesScreen::detail(int row) const
{
    const Deadline *deadline = m_model->deadline(row);
    if (!deadline)
        return {tr("Nothing is due"),
                {{tr("Dates follow from the records: terms of agreements, reviews, training, "
                     "actions, what is kept until when.")}},
                {},
                {},
                {}};
    Why why;
    // What binds to it stands in the table, and the citation below.
    for (const QString &sentence : explanationOf(*deadline).mid(0, 3))
        why.push_back({sentence});
    const QString fixed = whyFixed(*deadline);
    if (!fixed.isEmpty())
        why.push_back({fixed});
    const bool isHipaa = deadline->citation.startsWith(QStringLiteral("16"));
    return {
        deadline->title,
        why,
        isHipaa ? tr("45 CFR %1").arg(deadline->citation) : deadline->citation,
        tr("Open %1").arg(m_model->snapshot().describe(deadline->record)),
        {Workspace::screenOf(deadline->record.registerKey), deadline->record.id, deadline->field}};
}

}
