// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/recordnames.h"

namespace safeguard {

/// How values are written where text is all there is: cells, CSV, the command line, the clipboard.
/// Several values are separated by "; ".

/// For people: labels of choices, names of records, dates as ISO 8601.
QString displayText(const Field &field, const Value &value, const Snapshot &snapshot);
/// For machines: keys of choices; records by a unique name, else by their number, else by id.
QString keyText(const Field &field, const Value &value, const Snapshot &snapshot);
/// Reads keyText() back, always, and displayText() where the names in it are clear: of one record
/// only, not in the form of a number or an id, in a list without a semicolon. Records by id, by
/// permanent number or by unique name.
/// Error: InvalidInput, with the sentence to show beside the field.
Result<Value> valueFromText(const Field &field, const QString &text, const Snapshot &snapshot);

/// The same for many texts: \a names reads each register that they refer to once.
Result<Value> valueFromText(const Field &field, const QString &text, RecordNames &names);

/// Finds one record of a register by id, by permanent number or by unique name (case and outer
/// space do not matter). Errors: NotFound; InvalidInput when the name fits several.
Result<AnyId> recordFromText(const QString &registerKey, const QString &text,
                             const Snapshot &snapshot);

}
