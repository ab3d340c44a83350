// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

namespace safeguard {

/// Whether all fields are equal; null records are equal to one another only.
bool haveSameFields(const RegisterType &type, const RecordPtr &a, const RecordPtr &b);

/// What is different about one record between two states of a project.
struct RecordDifference
{
    const RegisterType *type = nullptr;
    AnyId id;
    RecordPtr before;                       ///< null: it is new
    RecordPtr after;                        ///< null: it is gone
    std::vector<const Field *> fields = {}; ///< of a changed one, in the order of the field table

    bool isAdded() const { return !before; }
    bool isRemoved() const { return !after; }
    /// Whatever there is of it.
    const Record &record() const { return after ? *after : *before; }
};

/// Records that are new, gone or changed, in the order of the registers and of their numbers. What
/// the program keeps by itself (users, signatures, baselines) is left out.
std::vector<RecordDifference> compare(const Snapshot &before, const Snapshot &after);

}
