// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/deadlinesmodel.h"

#include "model/people/person.h"
#include "views/kit/forcelook.h"
#include "views/kit/recordtablemodel.h"

namespace safeguard {

bool isCalled(const Deadline &deadline, const QString &key)
{
    return key.startsWith(deadline.ruleId) && keyOf(deadline) == key;
}

DeadlinesModel::DeadlinesModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_snapshot(workspace.project().snapshot())
{
    m_filter.withinDays = 30;
    connect(&workspace.dueDates(), &DueDates::changed, this, &DeadlinesModel::take);
    take();
}

void DeadlinesModel::take()
{
    auto found = m_workspace.dueDates().latest();
    if (!found)
        return;
    beginResetModel();
    m_found = std::move(found);
    m_snapshot = m_found->snapshot();
    choose();
    endResetModel();
}

void DeadlinesModel::setFilter(const DeadlineFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    choose();
    endResetModel();
}

void DeadlinesModel::choose()
{
    m_chosen.clear();
    m_rows.clear();
    DeadlineFilter always = m_filter;
    always.withinDays.reset();
    static const std::vector<Deadline> none;
    for (const Deadline &deadline : m_found ? m_found->all : none) {
        if (always.matches(deadline, today()))
            m_chosen.push_back(&deadline);
        if (m_filter.matches(deadline, today()))
            m_rows.push_back(&deadline);
    }
    const auto ahead =
        std::stable_partition(m_rows.begin(), m_rows.end(), [&](const Deadline *deadline) {
            return deadline->isOverdue(today());
        });
    m_overdue = static_cast<int>(ahead - m_rows.begin());
}

const Deadline *DeadlinesModel::deadline(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<size_t>(row)] : nullptr;
}

const Deadline *DeadlinesModel::find(const QString &key) const
{
    const auto at = std::find_if(m_chosen.begin(), m_chosen.end(),
                                 [&](const Deadline *one) { return isCalled(*one, key); });
    return at == m_chosen.end() ? nullptr : *at;
}

int DeadlinesModel::rowOf(const QString &key) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Deadline *one) { return isCalled(*one, key); });
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
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
    switch (column) {
    case DueColumn:
        return deadline.due.toString(Qt::ISODate);
    case StandingColumn:
        return standingOf(deadline, today());
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
        found->isOverdue(today()))
        return int(Ink::Danger);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textOf(*found, index.column());
    return {};
}

QVariant DeadlinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Due"),  tr("When"),       tr("What"),
                             tr("Kind"), tr("What binds"), tr("Who")};
    return titles.value(section);
}

}
