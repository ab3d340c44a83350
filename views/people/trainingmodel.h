// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/trainingplan.h"
#include "views/kit/workspace.h"

#include <QAbstractTableModel>

namespace safeguard {

/// The roles of a person by name.
QString rolesText(const Person &person, const Snapshot &snapshot);

/// How all that a person owes stands; nothing for one who is not there.
TrainingRate rateOf(const TrainingPlan &plan, const Id<Person> &person);

/// How bad a state is, and its letter: grey print says the same as colour.
Ink inkOf(TrainingState state);
QString letterOf(TrainingState state);

/// Which part of the training matrix is looked at; what is empty asks for all.
struct TrainingFilter
{
    QString text;          ///< in the name of the person or of a role
    bool openOnly = false; ///< people who owe something that is not fulfilled
};

/// Who is here today against the courses that are given: how each stands with each.
class TrainingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< int of TrainingState; absent where nothing is owed
        HasRecordRole,            ///< bool: something is on record all the same
    };

    explicit TrainingModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setFilter(const TrainingFilter &filter);
    /// Null before anything is derived.
    const TrainingPlan *plan() const { return m_derived ? &m_derived->training : nullptr; }
    const std::shared_ptr<const Derived> &derived() const { return m_derived; }
    const Person *person(int row) const; ///< null when there is none
    const Course *course(int column) const;
    const TrainingCell *cell(const QModelIndex &index) const;
    QString why(const QModelIndex &index) const;
    std::vector<const TrainingRecord *> recordsOf(const QModelIndex &index) const;
    QModelIndex indexOf(const AnyId &person, const AnyId &course) const;
    /// How many cells show what, of everyone who is here.
    const std::array<int, trainingStateCount> &counts() const { return m_counts; }

private:
    void refresh();
    void count();
    bool isListed(const TrainingPlan &plan, size_t person) const;
    QVariant rowHeader(int row, int role) const;
    QVariant columnHeader(int column, int role) const;

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    std::vector<size_t> m_people; ///< indexes in the plan
    std::vector<size_t> m_courses;
    std::vector<AnyId> m_shape; ///< ids of people, then of courses
    std::array<int, trainingStateCount> m_counts{};
    TrainingFilter m_filter;
};

}
