// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/trainingmodel.h"

#include "model/people/access.h"
#include "views/kit/namesheader.h"

namespace safeguard {

namespace {

QString day(QDate date)
{
    return date.toString(Qt::ISODate);
}

QString shareText(const TrainingRate &rate)
{
    return rate.owed == 0 ? QString() : QStringLiteral("%1/%2").arg(rate.fulfilled).arg(rate.owed);
}

Ink inkOf(const TrainingRate &rate)
{
    if (rate.overdue > 0)
        return Ink::Danger;
    return rate.fulfilled == rate.owed ? Ink::Good : Ink::Accent;
}

}

QString rolesText(const Person &person, const Snapshot &snapshot)
{
    QStringList names;
    for (const auto &role : person.roles)
        names += snapshot.title(QString::fromLatin1(AccessRole::registerKey), role);
    return names.join(QStringLiteral(", "));
}

TrainingRate rateOf(const TrainingPlan &plan, const Id<Person> &person)
{
    TrainingRate rate;
    const auto at = plan.indexOf(person);
    for (const TrainingCell &cell : at ? plan.cellsOf(*at) : std::span<const TrainingCell>())
        rate.add(cell.state);
    return rate;
}

Ink inkOf(TrainingState state)
{
    switch (state) {
    case TrainingState::Overdue:
        return Ink::Danger;
    case TrainingState::Failed:
    case TrainingState::OldVersion:
    case TrainingState::Expiring:
        return Ink::Warning;
    case TrainingState::Due:
    case TrainingState::Planned:
        return Ink::Accent;
    case TrainingState::Done:
        return Ink::Good;
    case TrainingState::NotOwed:
        break;
    }
    return Ink::Muted;
}

QString letterOf(TrainingState state)
{
    switch (state) {
    case TrainingState::Overdue:
        return QStringLiteral("!");
    case TrainingState::Failed:
        return TrainingModel::tr("F", "failed");
    case TrainingState::OldVersion:
        return TrainingModel::tr("V", "old version");
    case TrainingState::Expiring:
        return TrainingModel::tr("E", "expiring");
    case TrainingState::Due:
        return TrainingModel::tr("D", "due");
    case TrainingState::Planned:
        return TrainingModel::tr("P", "planned");
    case TrainingState::Done:
        return QStringLiteral("\u2713");
    case TrainingState::NotOwed:
        break;
    }
    return QStringLiteral("\u00b7");
}

TrainingModel::TrainingModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.deriver(), &Deriver::derived, this, &TrainingModel::refresh);
    refresh();
}

bool TrainingModel::isListed(const TrainingPlan &plan, size_t person) const
{
    const Person &who = *plan.people()[person];
    if (!who.isActive(plan.snapshot().today()))
        return false;
    const auto cells = plan.cellsOf(person);
    if (m_filter.openOnly && std::none_of(cells.begin(), cells.end(), [](const auto &cell) {
            return cell.isOwed() && !cell.isFulfilled();
        }))
        return false;
    const QString wanted = m_filter.text.trimmed().toCaseFolded();
    const QString said = who.name + u'\n' + rolesText(who, plan.snapshot());
    return wanted.isEmpty() || said.toCaseFolded().contains(wanted);
}

void TrainingModel::count()
{
    m_counts = {};
    for (size_t i = 0; i < plan()->people().size(); ++i) {
        if (!plan()->people()[i]->isActive(plan()->snapshot().today()))
            continue;
        for (const TrainingCell &cell : plan()->cellsOf(i))
            ++m_counts.at(static_cast<size_t>(cell.state));
    }
}

void TrainingModel::refresh()
{
    auto derived = m_workspace.deriver().latest();
    if (!derived)
        return;
    const TrainingPlan &plan = derived->training;
    std::vector<size_t> people;
    std::vector<size_t> courses;
    std::vector<AnyId> shape;
    for (size_t i = 0; i < plan.people().size(); ++i) {
        if (isListed(plan, i)) {
            people.push_back(i);
            shape.push_back(plan.people()[i]->id);
        }
    }
    for (size_t i = 0; i < plan.courses().size(); ++i) {
        if (!plan.courses()[i]->isRetired) {
            courses.push_back(i);
            shape.push_back(plan.courses()[i]->id);
        }
    }
    // A change of cells alone keeps the place and the selection.
    const bool isSame = m_derived && shape == m_shape;
    if (!isSame)
        beginResetModel();
    m_derived = std::move(derived);
    m_people = std::move(people);
    m_courses = std::move(courses);
    m_shape = std::move(shape);
    count();
    if (!isSame) {
        endResetModel();
    } else if (rowCount() > 0 && columnCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

void TrainingModel::setFilter(const TrainingFilter &filter)
{
    m_filter = filter;
    refresh();
}

int TrainingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

int TrainingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_courses.size());
}

const Person *TrainingModel::person(int row) const
{
    return row >= 0 && row < rowCount() ? plan()->people()[m_people[static_cast<size_t>(row)]]
                                        : nullptr;
}

const Course *TrainingModel::course(int column) const
{
    return column >= 0 && column < columnCount()
               ? plan()->courses()[m_courses[static_cast<size_t>(column)]]
               : nullptr;
}

const TrainingCell *TrainingModel::cell(const QModelIndex &index) const
{
    if (!person(index.row()) || !course(index.column()))
        return nullptr;
    return &plan()->cell(m_people[static_cast<size_t>(index.row())],
                         m_courses[static_cast<size_t>(index.column())]);
}

QString TrainingModel::why(const QModelIndex &index) const
{
    return cell(index) ? plan()->why(m_people[static_cast<size_t>(index.row())],
                                     m_courses[static_cast<size_t>(index.column())])
                       : QString();
}

std::vector<const TrainingRecord *> TrainingModel::recordsOf(const QModelIndex &index) const
{
    if (!cell(index))
        return {};
    const auto records = plan()->recordsOf(m_people[static_cast<size_t>(index.row())],
                                           m_courses[static_cast<size_t>(index.column())]);
    return {records.begin(), records.end()};
}

QModelIndex TrainingModel::indexOf(const AnyId &person, const AnyId &course) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!person.isNull() && this->person(row)->id != person)
            continue;
        for (int column = 0; column < columnCount(); ++column) {
            if (course.isNull() || this->course(column)->id == course)
                return index(row, column);
        }
    }
    return {};
}

QVariant TrainingModel::data(const QModelIndex &index, int role) const
{
    const TrainingCell *at = cell(index);
    if (!at)
        return {};
    switch (role) {
    case StateRole:
        return at->isOwed() ? QVariant(int(at->state)) : QVariant();
    case HasRecordRole:
        return at->record != nullptr;
    case Qt::DisplayRole:
        return at->isOwed() || at->record ? letterOf(at->state) : QString();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3%4")
            .arg(person(index.row())->name, course(index.column())->name, nameOf(at->state),
                 at->due() && at->isOwed() ? tr(", due %1").arg(day(*at->due())) : QString());
    default:
        return {};
    }
}

QVariant TrainingModel::rowHeader(int row, int role) const
{
    const Person *who = person(row);
    if (!who)
        return {};
    const auto rate = [&] { return rateOf(*plan(), idOf(*who)); };
    switch (role) {
    case Qt::DisplayRole:
        return who->name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1\n%2\n%3 of %4 fulfilled")
            .arg(who->name, rolesText(*who, plan()->snapshot()))
            .arg(rate().fulfilled)
            .arg(rate().owed);
    case NamesHeader::FigureRole:
        return shareText(rate());
    case NamesHeader::FigureInkRole:
        return int(inkOf(rate()));
    default:
        return {};
    }
}

QVariant TrainingModel::columnHeader(int column, int role) const
{
    const Course *what = course(column);
    if (!what)
        return {};
    const TrainingRate &rate = plan()->rateOfCourse(m_courses[static_cast<size_t>(column)]);
    if (role == Qt::DisplayRole)
        return what->name;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return tr("%1: %2 of %3 fulfilled, %4 overdue")
            .arg(what->name)
            .arg(rate.fulfilled)
            .arg(rate.owed)
            .arg(rate.overdue);
    return {};
}

QVariant TrainingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Vertical ? rowHeader(section, role) : columnHeader(section, role);
}

}
