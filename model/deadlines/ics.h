// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"

#include <QDateTime>

namespace safeguard {

struct IcsOptions
{
    QString calendarName;
    QDateTime moment;                    ///< of writing; the later of two writings counts
    std::optional<int> remindDaysBefore; ///< an alarm; none: the reader's own settings
};

/// How the calendar of a project is called: by the project and what is chosen of it, except the
/// person.
QString calendarName(const QString &project, const DeadlineFilter &filter);

/// The deadlines as an iCalendar file (RFC 5545): a whole-day event each, the same bytes for the
/// same arguments. An event keeps its UID, which tells nothing of the project, when its day or
/// words change, and a later file replaces it: importing again updates and makes no twins. What is
/// due no longer is not in the file; a calendar that was imported before keeps it.
QByteArray toIcs(const std::vector<Deadline> &deadlines, const IcsOptions &options);

}
