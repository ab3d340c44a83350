// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

namespace safeguard {

/// A record that can be stored as it is, to be filled in afterwards: a name that is still free
/// ("New system 2"), and required references to the first records that there are, each to another
/// one. Where there is none, validation will say so.
std::shared_ptr<Record> newRecord(const RegisterType &type, const Snapshot &snapshot);

}
