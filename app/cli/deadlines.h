// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "model/deadlines/ics.h"

namespace safeguard::cli {

/// Which deadlines a verb is asked for.
struct DeadlineChoice
{
    std::string within;
    std::vector<std::string> kinds;
    std::vector<std::string> forces;
    std::optional<int> remindDays; ///< for a calendar file

    bool isEmpty() const
    {
        return within.empty() && kinds.empty() && forces.empty() && !remindDays;
    }
};

void addDeadlineOptions(CLI::App &verb, DeadlineChoice &choice);
void deriveDeadlines(Context &context, const Snapshot &snapshot, const DeadlineChoice &choice);
QByteArray deadlinesIcs(const Snapshot &snapshot, const DeadlineChoice &choice,
                        const QDateTime &moment);

}
