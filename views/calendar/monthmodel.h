// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/calendar/deadlinesmodel.h"

#include <map>

namespace safeguard {

inline const auto deadlineMime = QStringLiteral("application/x-safeguard-deadline");
/// Names an entry that is dragged, and tells nothing of it.
QMimeData *mimeOf(const Deadline &deadline);

/// A month as weeks of seven columns. Each week has a row for the days and below it a fixed number
/// of rows, an entry a cell; where there are more, the last one says how many. So arrows reach
/// every entry and the accessible table tells each by itself.
class MonthModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { PartRole = Qt::UserRole + 1, DateRole, IsOutsideRole, IsTodayRole, IsLateRole };
    enum Part { DayPart, EntryPart, MorePart, NoPart };

    explicit MonthModel(QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override { return {deadlineMime}; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    /// Moves nothing itself: asks by moveAsked().
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    /// \a entries in the order of days, as long as \a snapshot is the newest.
    void show(const Entries &entries, const Snapshot &snapshot);
    void setMonth(QDate day);
    QDate month() const { return m_month; } ///< its first day
    QDate today() const { return m_today; }
    void setFirstDayOfWeek(Qt::DayOfWeek day);
    /// Says how many entries a day has room for in a month of so many weeks; at least 2 are taken.
    using Room = std::function<int(int weeks)>;
    void setRoom(Room room);
    /// The room may have changed.
    void fit();
    int lines() const { return m_lines; }
    /// Makes room for all entries of a week, or for as many as in the others again.
    void toggleWeek(const QModelIndex &index);

    int weekCount() const;
    /// Rows of a week, its day row included.
    int rowsOf(int week) const;
    bool endsWeek(int row) const;
    QDate day(const QModelIndex &index) const;
    Part part(const QModelIndex &index) const;
    /// Null for cells that are no entry.
    const Deadline *deadline(const QModelIndex &index) const;
    const Entries &entriesOf(QDate day) const;
    /// Where it stands; where "more" of its day does when it has no cell; else invalid.
    QModelIndex indexOf(const QString &key) const;
    QModelIndex indexOf(QDate day) const;

Q_SIGNALS:
    void moveAsked(const QString &key, QDate day);

private:
    struct Place
    {
        int week = 0;
        int line = -1; ///< -1: the row of the days
    };
    Place place(int row) const;
    int linesOf(int week) const;
    int wantedLines() const { return qMax(2, m_room(weekCount())); }
    QDate firstDay() const;
    int longestDay(int week) const;
    QString spokenDay(QDate day) const;
    QString moreText(const QModelIndex &index) const;
    QVariant entryData(const Deadline &deadline, int role) const;
    QVariant otherData(const QModelIndex &index, int role) const;

    std::map<QDate, Entries> m_days;
    Snapshot m_snapshot;
    QDate m_today;
    QDate m_month;
    Qt::DayOfWeek m_weekStart;
    Room m_room = [](int) { return 3; };
    int m_lines = 3;
    int m_wideWeek = -1;
};

}
