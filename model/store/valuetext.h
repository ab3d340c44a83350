// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

namespace safeguard {

/// How values are written where text is all there is: cells, CSV, the command line, the clipboard.
/// Several values are separated by "; ".

/// For people: labels of choices, names of records, dates as ISO 8601.
QString displayText(const Field &field, const Value &value, const Snapshot &snapshot);
/// For machines: keys of choices; records by a unique name, else by their number, else by id.
QString keyText(const Field &field, const Value &value, const Snapshot &snapshot);
/// What stands between several values.
QString valueSeparator();
/// For people.
QString yesNoText(bool yes);

}
