// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/access.h"
#include "model/people/training.h"
#include "model/project/edit.h"

namespace safeguard {

/// Records that people took part in a course on a day: a class with a signature list. What was
/// planned for them is now done; who has a record of that day already is passed over. \a proof
/// names the list. How many were recorded. Errors: NotFound; InvalidInput, for a day that has not
/// come, or for nobody.
Result<int> recordClass(Edit &edit, const Id<Course> &course, QDate day,
                        const std::vector<Id<Person>> &people, TrainingResult result,
                        const QString &proof);

/// Ends all that a person can still reach, from that moment on, in the organization's time zone;
/// what was to begin later never does. How many lines. Error: NotFound.
Result<int> endAccess(Edit &edit, const Id<Person> &person, QDate day, std::optional<QTime> time);

/// Writes a cell of the access matrix: \a element null is everything in the system; no operations
/// take the right away. Error: NotFound.
Status setRight(Edit &edit, const Id<AccessRole> &role, const Id<System> &system,
                const Id<DataElement> &element, const ChoiceSet<DataOperation> &operations,
                const QString &reason);

}
