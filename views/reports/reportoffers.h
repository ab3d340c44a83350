// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/riskreports.h"
#include "views/kit/job.h"

namespace safeguard {

/// How far a report is, between threads.
struct ReportTold
{
    std::atomic<int> percent = 0;
    std::atomic<bool> isStopped = false;
};

using ReportWork = Job<Result<report::Rendered>>::Work;

/// A report that the screen offers: all that tells it from the others. A new one is one entry.
struct ReportOffer
{
    QString name;
    QString about;             ///< what it is good for, before it is made
    bool isOfAnalysis = false; ///< of a risk analysis, which is chosen; else of the project
    /// A file's name, without an ending. \a analysis is null for those of the project.
    std::function<QString(const Assessment *analysis)> fileTitle = {};
    /// Begins it on the thread of the project; what it returns runs in a worker.
    std::function<ReportWork(Project &project, const Assessment *analysis,
                             std::shared_ptr<ReportTold> told)>
        begin = {};
};

/// In the order of the list: the audit binder, those of a risk analysis, those of people and
/// vendors.
std::vector<ReportOffer> reportOffers();

}
