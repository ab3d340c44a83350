// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/agreementbars.h"
#include "views/calendar/deadlinesmodel.h"

#include <QStyledItemDelegate>
#include <QTableView>

class QLabel;

namespace safeguard {

/// The agreements of a year, a row each: name, what comes next, and a column for each month, which
/// tells what of the agreement lies in it.
class AgreementStripModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, NextColumn, FirstMonthColumn };
    static constexpr int months = 12;

    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Of the agreements, those that the filter of \a model lets one entry through of.
    void show(const DeadlinesModel &model);
    void setYear(int year);
    int year() const { return m_year; }
    QDate today() const { return m_snapshot ? m_snapshot->today() : QDate(); }

    const AgreementBar &bar(int row) const { return m_bars[static_cast<size_t>(row)]; }
    QString nameOf(int row) const;
    /// "Notice by 2026-10-02", "Ends 2026-12-31", "Without end"
    QString nextOf(int row) const;
    /// The first day of a column's month; invalid for the others.
    QDate monthOf(int column) const;
    /// The entry that a cell is about: in its month where one is, else the agreement's next. Null
    /// when there is none.
    const Deadline *deadline(const QModelIndex &index) const;
    QModelIndex indexOf(const Deadline &deadline) const;
    /// Agreements that were not executed and so have no bar.
    int draftCount() const;

private:
    void choose();
    QString spokenMonth(const AgreementBar &bar, QDate month) const;

    std::optional<Snapshot> m_snapshot;
    QHash<AnyId, Entries> m_entries; ///< by agreement, in the order of days
    std::vector<AgreementBar> m_bars;
    int m_year = 0;
    bool m_isFiltered = false;
};

/// A month's part of a bar: the term, going on by itself beyond it, the days that are too late for
/// notice hatched, the last day for notice marked, and today.
class StripDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// A part of a bar that is drawn alike; from and to lie in one month, or in one year.
struct StripPart
{
    enum Kind { Term, Beyond, TooLate, NoticeDay, Today };
    Kind kind = Term;
    QDate from;
    QDate to; ///< the last day
};
/// In the order in which they are painted.
std::vector<StripPart> partsOf(const AgreementBar &bar, QDate from, QDate to, QDate today);

class YearView final : public QWidget
{
    Q_OBJECT

public:
    explicit YearView(QWidget *parent = nullptr);

    void show(const DeadlinesModel &model);
    void setYear(int year);
    int year() const { return m_model->year(); }
    const Deadline *current() const;
    /// The agreement in front; null when none is.
    Id<Agreement> currentAgreement() const;
    /// The agreement of an entry, or the first one.
    void select(const Deadline *deadline);
    const AgreementStripModel &model() const { return *m_model; }

Q_SIGNALS:
    void currentChanged();
    void openAsked();
    void stepAsked(int years);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeLegend();
    void fill();

    std::shared_ptr<const DueDates::Found> m_found; ///< in which the entries live
    AgreementStripModel *m_model;
    QTableView *m_table;
    QLabel *m_note;
};

}
