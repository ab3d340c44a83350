// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"

namespace safeguard {

/// The reports on people and on who else holds ePHI. Each a pure function, the same for the same
/// content, day and facts.
enum class AreaReport {
    Training,  ///< 164.308(a)(5)
    Workforce, ///< 164.308(a)(2) to (4)
    Vendors,   ///< 164.308(b), 164.314(a)
};
inline constexpr int areaReportCount = 3;

QString nameOf(AreaReport report);
/// "training-report", as the command line calls it.
QString keyOf(AreaReport report);
/// What it is good for, before it is made.
QString aboutOf(AreaReport report);
std::optional<AreaReport> areaReportFrom(QStringView key);

/// What the rules found that concerns it, the most severe first; as long as \a derived.
std::vector<const Finding *> findingsOf(AreaReport report, const Derived &derived);

report::Document areaReport(AreaReport report, const Derived &derived, const BinderFacts &facts);
/// The same as PDF. Errors: as report::toPdf().
Result<report::Rendered> renderAreaReport(AreaReport report, const Derived &derived,
                                          const BinderFacts &facts,
                                          const report::Progress &progress = {});

}
