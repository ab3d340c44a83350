// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

#include "model/people/training.h"

#include <QDialog>
#include <set>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace safeguard {

class FieldEditor;
class TrainingPlan;

/// Who took part in a course on a day, with which result: one person, or a class with a signature
/// list. Recorded in one edit; when it is refused the dialog says why and stays open.
class ClassDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \a people are ticked to begin with.
    ClassDialog(Workspace &workspace, const TrainingPlan &plan, const Id<Course> &course,
                const std::set<AnyId> &people, QWidget *parent = nullptr);

    void accept() override;

private:
    void addFields(QLayout *layout);
    void addPeople(const TrainingPlan &plan, const std::set<AnyId> &people);
    FieldEditor *addEditor(QLayout *layout, const char *key, const Value &value);
    void narrow(const QString &text);
    void showCount();
    std::vector<Id<Person>> ticked() const;
    void showError(const QString &text);

    Workspace &m_workspace;
    Id<Course> m_course;
    FieldEditor *m_day = nullptr;
    FieldEditor *m_result = nullptr;
    FieldEditor *m_proof = nullptr;
    QListWidget *m_people;
    QLabel *m_error;
    QPushButton *m_record;
};

}
