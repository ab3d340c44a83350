// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"
#include "model/store/snapshot.h"

namespace safeguard {

/// A field change as people and scripts read it.
struct ChangeWords
{
    QString registerKey;
    AnyId record;
    QString operation; ///< added, edited or removed
    QString field;     ///< key; empty for the record itself
    QString before;
    QString after;
    QString sentence; ///< "SYS-003 Gateway: Lane from Cloud to Gateway"
};

/// Names records as they are called now; one that is gone by its id.
std::vector<ChangeWords> inWords(const std::vector<FieldChange> &changes, const Snapshot &snapshot);

}
