// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/project/uniqueindex.h"
#include "model/store/comparison.h"

namespace safeguard {

/// What is wrong with a record by itself and by its area's rules: required fields, known choices,
/// valid dates, finite numbers, texts without control characters and not too long.
std::vector<FieldProblem> problemsOf(const RegisterType &type, const Record &record,
                                     const Snapshot &snapshot);

/// Who had a folded unique name before the edit.
using UniqueLookup = std::function<AnyId(const RegisterType &, const Field &, const QString &)>;

/// Checks what an edit leaves behind. The error lists every problem. Error: InvalidInput.
Status validateChanges(const std::vector<RecordChange> &changes, const Snapshot &now,
                       const UniqueLookup &owner);

}
