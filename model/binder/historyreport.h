// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"
#include "model/exchange/sheet.h"
#include "model/project/historylines.h"

namespace safeguard {

/// Entries of the history as a report: who changed what from what to what, and when. \a selection
/// says in words which entries were asked for; empty: all.
report::Document historyReport(const std::vector<ToldEntry> &entries, const QString &selection,
                               const Snapshot &now, const BinderFacts &facts);
/// The same for a spreadsheet: a line per change, and one per entry that changed nothing. UTC.
Sheet historySheet(const std::vector<ToldEntry> &entries, const Snapshot &now);
/// That as CSV.
QByteArray historyCsv(const std::vector<ToldEntry> &entries, const Snapshot &now);

}
