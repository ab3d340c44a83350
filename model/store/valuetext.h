// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

namespace safeguard {

/// How values are written where text is all there is: cells, CSV, the command line, the clipboard.
/// Several values are separated by "; ".

/// How moments are written, which values hold in UTC to the second.
enum class Moments {
    Local, ///< "2026-02-28 13:00", in this computer's zone: on the screen
    Utc,   ///< "2026-02-28 12:00 UTC": in documents, which are read elsewhere
    Iso,   ///< "2026-02-28T12:00:00Z": in texts that are signed or that programs read
};
/// The moment that a record keeps as a text of the program's own; invalid for any other text.
QDateTime momentIn(const Field &field, const QString &text);
QString momentText(const QDateTime &moment, Moments moments = Moments::Local);

/// For people: labels of choices, names of records, dates as ISO 8601.
QString displayText(const Field &field, const Value &value, const Snapshot &snapshot,
                    Moments moments = Moments::Local);
/// For machines: keys of choices; records by a unique name, else by their number, else by id.
QString keyText(const Field &field, const Value &value, const Snapshot &snapshot);
/// What stands between several values.
QString valueSeparator();
/// For people.
QString yesNoText(bool yes);

}
