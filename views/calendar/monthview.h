// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/calendar/monthmodel.h"

#include <QListView>
#include <QTableView>

class QLabel;

namespace safeguard {

/// The grid of a month. Page keys go to other months.
class MonthGrid final : public QTableView
{
    Q_OBJECT

public:
    explicit MonthGrid(MonthModel *model, QWidget *parent = nullptr);

Q_SIGNALS:
    void stepAsked(int months);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fitRows();
    int roomForLines(int weeks) const;

    MonthModel *m_model;
};

/// Entries one after the other, to be dragged from.
class EntryListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override { return {deadlineMime}; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

    void show(Entries entries, const Snapshot &snapshot);
    const Deadline *deadline(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &key) const;

private:
    Entries m_entries;
    Snapshot m_snapshot;
};

/// A month, what is overdue gathered above it, and what the colours mean below.
class MonthView final : public QWidget
{
    Q_OBJECT

public:
    explicit MonthView(QWidget *parent = nullptr);

    void show(const DeadlinesModel &model);
    void setMonth(QDate day) { m_model->setMonth(day); }
    QDate month() const { return m_model->month(); }
    /// The entry that is current; null when a day is, or nothing.
    const Deadline *current() const;
    /// The day that is current where no entry is.
    QDate currentDay() const;
    const Entries &entriesOf(QDate day) const { return m_model->entriesOf(day); }
    /// Makes an entry current where it is in view, else today.
    void select(const QString &key);
    MonthModel *model() const { return m_model; }

Q_SIGNALS:
    void currentChanged();
    void openAsked();
    void moveAsked(const QString &key, QDate day);
    void stepAsked(int months);

private:
    QWidget *makeOverdue();
    QWidget *makeLegend();
    void bringToFront(QAbstractItemView *view);
    void activate(const QModelIndex &index);

    std::shared_ptr<const DueDates::Found> m_found; ///< in which the entries live
    MonthModel *m_model;
    EntryListModel *m_late;
    MonthGrid *m_grid;
    QListView *m_lateList;
    QWidget *m_latePanel;
    QLabel *m_lateHeading;
    QAbstractItemView *m_front = nullptr; ///< whose entry is current
};

}
