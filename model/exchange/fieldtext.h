// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/recordnames.h"
#include "model/store/valuetext.h"

namespace safeguard {

/// Reads keyText() back, always, and displayText() where the names in it are clear: of one record
/// only, not in the form of a number or an id, in a list without a semicolon; a moment only as
/// Moments::Iso. Records by id, by
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
