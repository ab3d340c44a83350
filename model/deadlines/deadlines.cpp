// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/deadlines.h"

#include "model/deadlines/collector.h"

#include <algorithm>

namespace safeguard {

std::vector<Deadline> deadlinesOf(const Snapshot &snapshot,
                                  const std::vector<TrainingDuty> &training,
                                  const DeadlineOptions &options)
{
    DeadlineCollector collector(snapshot, options);
    for (const auto add :
         {addAgreements, addVendors, addAccess, addTrainingRecords, addAnalysis, addActions,
          addAcceptances, addEvidence, addDeidentifications, addSystems})
        add(collector);
    addTraining(collector, training);
    // No calendar knows days beyond.
    std::erase_if(collector.deadlines, [](const Deadline &deadline) {
        return !deadline.due.isValid() || deadline.due.year() > 9999;
    });
    std::sort(collector.deadlines.begin(), collector.deadlines.end(), comesBefore);
    return std::move(collector.deadlines);
}

}
