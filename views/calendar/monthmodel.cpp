// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/monthmodel.h"

#include "views/kit/forcelook.h"

#include <QLocale>
#include <QMimeData>

namespace safeguard {

namespace {
constexpr int daysOfWeek = 7;
}

QMimeData *mimeOf(const Deadline &deadline)
{
    auto *data = new QMimeData;
    data->setData(deadlineMime, keyOf(deadline).toUtf8());
    return data;
}

MonthModel::MonthModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_weekStart(QLocale().firstDayOfWeek())
{}

void MonthModel::show(const Entries &entries, const Snapshot &snapshot)
{
    beginResetModel();
    m_snapshot = snapshot;
    m_today = snapshot.today();
    if (!m_month.isValid())
        m_month = {m_today.year(), m_today.month(), 1};
    m_days.clear();
    for (const Deadline *deadline : entries)
        m_days[deadline->due].push_back(deadline);
    // What nobody has to do hides nothing that somebody has to.
    for (auto &[day, of] : m_days)
        std::stable_partition(of.begin(), of.end(), [](auto *one) { return !one->isNotice; });
    m_lines = wantedLines();
    endResetModel();
}

void MonthModel::setMonth(QDate day)
{
    const QDate first(day.year(), day.month(), 1);
    if (first == m_month || !day.isValid())
        return;
    beginResetModel();
    m_month = first;
    m_wideWeek = -1;
    m_lines = wantedLines();
    endResetModel();
}

void MonthModel::setFirstDayOfWeek(Qt::DayOfWeek day)
{
    beginResetModel();
    m_weekStart = day;
    m_lines = wantedLines();
    endResetModel();
}

void MonthModel::setRoom(Room room)
{
    m_room = std::move(room);
    fit();
}

void MonthModel::fit()
{
    if (wantedLines() == m_lines)
        return;
    beginResetModel();
    m_lines = wantedLines();
    endResetModel();
}

void MonthModel::toggleWeek(const QModelIndex &index)
{
    const int week = place(index.row()).week;
    beginResetModel();
    m_wideWeek = m_wideWeek == week ? -1 : week;
    endResetModel();
}

QDate MonthModel::firstDay() const
{
    return m_month.addDays(-((m_month.dayOfWeek() - m_weekStart + daysOfWeek) % daysOfWeek));
}

int MonthModel::weekCount() const
{
    if (!m_month.isValid())
        return 0;
    const auto days = static_cast<int>(firstDay().daysTo(m_month)) + m_month.daysInMonth();
    return (days + daysOfWeek - 1) / daysOfWeek;
}

int MonthModel::longestDay(int week) const
{
    int longest = 0;
    for (int i = 0; i < daysOfWeek; ++i)
        longest = qMax(longest, int(entriesOf(firstDay().addDays(week * daysOfWeek + i)).size()));
    return longest;
}

int MonthModel::linesOf(int week) const
{
    return week == m_wideWeek ? qMax(m_lines, longestDay(week)) : m_lines;
}

int MonthModel::rowsOf(int week) const
{
    return 1 + linesOf(week);
}

MonthModel::Place MonthModel::place(int row) const
{
    int week = 0;
    while (week + 1 < weekCount() && row >= rowsOf(week))
        row -= rowsOf(week++);
    return {week, row - 1};
}

bool MonthModel::endsWeek(int row) const
{
    const Place at = place(row);
    return at.line + 1 == linesOf(at.week);
}

int MonthModel::rowCount(const QModelIndex &parent) const
{
    int rows = 0;
    for (int week = 0; !parent.isValid() && week < weekCount(); ++week)
        rows += rowsOf(week);
    return rows;
}

int MonthModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : daysOfWeek;
}

QDate MonthModel::day(const QModelIndex &index) const
{
    return index.isValid() && m_month.isValid()
               ? firstDay().addDays(place(index.row()).week * daysOfWeek + index.column())
               : QDate();
}

const Entries &MonthModel::entriesOf(QDate day) const
{
    static const Entries none;
    const auto at = m_days.find(day);
    return at == m_days.end() ? none : at->second;
}

MonthModel::Part MonthModel::part(const QModelIndex &index) const
{
    const Place at = place(index.row());
    const int lines = linesOf(at.week);
    const auto count = static_cast<int>(entriesOf(day(index)).size());
    if (at.line < 0)
        return DayPart;
    if (count > lines && at.line == lines - 1)
        return MorePart;
    return at.line < count ? EntryPart : NoPart;
}

const Deadline *MonthModel::deadline(const QModelIndex &index) const
{
    return index.isValid() && part(index) == EntryPart
               ? entriesOf(day(index))[static_cast<size_t>(place(index.row()).line)]
               : nullptr;
}

QModelIndex MonthModel::indexOf(QDate day) const
{
    const auto days = static_cast<int>(firstDay().daysTo(day));
    if (!day.isValid() || days < 0 || days >= weekCount() * daysOfWeek)
        return {};
    int row = 0;
    for (int week = 0; week < days / daysOfWeek; ++week)
        row += rowsOf(week);
    return index(row, days % daysOfWeek);
}

QModelIndex MonthModel::indexOf(const QString &key) const
{
    for (const auto &[day, entries] : m_days) {
        const auto at = std::find_if(entries.begin(), entries.end(),
                                     [&](const Deadline *one) { return isCalled(*one, key); });
        if (at == entries.end())
            continue;
        const QModelIndex top = indexOf(day);
        if (!top.isValid())
            return {};
        const auto line = static_cast<int>(at - entries.begin());
        const int last = linesOf(place(top.row()).week) - 1;
        return top.siblingAtRow(top.row() + 1 + qMin(line, last));
    }
    return {};
}

Qt::ItemFlags MonthModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    switch (part(index)) {
    case DayPart:
    case MorePart:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
    case EntryPart:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled |
               Qt::ItemIsDragEnabled;
    case NoPart:
        break;
    }
    return Qt::ItemIsDropEnabled; // keys pass over it
}

QMimeData *MonthModel::mimeData(const QModelIndexList &indexes) const
{
    const Deadline *dragged = indexes.isEmpty() ? nullptr : deadline(indexes.first());
    return dragged ? mimeOf(*dragged) : nullptr;
}

bool MonthModel::dropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                              const QModelIndex &parent)
{
    if (parent.isValid() && data->hasFormat(deadlineMime))
        Q_EMIT moveAsked(QString::fromUtf8(data->data(deadlineMime)), day(parent));
    return false; // what was dragged stays until the edit has moved it
}

QString MonthModel::spokenDay(QDate day) const
{
    return tr("%1, %n entries", nullptr, static_cast<int>(entriesOf(day).size()))
        .arg(QLocale().toString(day, QLocale::LongFormat));
}

QString MonthModel::moreText(const QModelIndex &index) const
{
    const auto shown = linesOf(place(index.row()).week) - 1;
    return tr("+%1 more").arg(static_cast<int>(entriesOf(day(index)).size()) - shown);
}

QVariant MonthModel::entryData(const Deadline &deadline, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return deadline.title;
    case Qt::ToolTipRole:
        return tipOf(deadline, m_snapshot);
    case Qt::AccessibleTextRole:
        return spoken(deadline, m_today);
    case IsLateRole:
        return deadline.isOverdue(m_today);
    default:
        return {};
    }
}

QVariant MonthModel::otherData(const QModelIndex &index, int role) const
{
    const Part what = part(index);
    if (what == NoPart ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const QDate of = day(index);
    if (role != Qt::DisplayRole)
        return what == MorePart ? QStringLiteral("%1, %2").arg(spokenDay(of), moreText(index))
                                : spokenDay(of);
    if (what == MorePart)
        return moreText(index);
    return of.day() == 1 ? QLocale().toString(of, QStringLiteral("d MMM"))
                         : QString::number(of.day());
}

QVariant MonthModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case PartRole:
        return int(part(index));
    case DateRole:
        return day(index);
    case IsOutsideRole:
        return day(index).month() != m_month.month();
    case IsTodayRole:
        return day(index) == m_today;
    default:
        break;
    }
    const Deadline *shown = deadline(index);
    return shown ? entryData(*shown, role) : otherData(index, role);
}

QVariant MonthModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return QLocale().standaloneDayName((m_weekStart - 1 + section) % daysOfWeek + 1,
                                       QLocale::ShortFormat);
}

}
