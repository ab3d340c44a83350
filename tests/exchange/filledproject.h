// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

namespace safeguard::testing {

/// Names that a careless reader of text takes for something else.
QStringList oddNames();

/// Records in every register, every field filled at least once and left empty at least once, names
/// of every odd sort among them. The same content for the same seed but for ids.
Snapshot filledProject(quint32 seed, int perRegister = 24);

}
