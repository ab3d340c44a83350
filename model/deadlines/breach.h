// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/catalog/deadlinerules.h"

#include <map>
#include <QDate>

namespace safeguard {

/// What is known of a breach of unsecured PHI.
struct BreachFacts
{
    QDate discovered;
    std::optional<int> individuals;   ///< in all; none: not known yet
    std::map<QString, int> residents; ///< of each State or jurisdiction
    bool isCoveredEntity = false;     ///< in whose hands the data were
    bool isBusinessAssociate = false;
    std::optional<int> contractDays; ///< that the agreement with the customer allows
};

/// A notice that a breach asks for.
struct BreachNotice
{
    const DeadlineRule *rule = nullptr; ///< lives as long as the program
    QDate due;                          ///< the latest; without unreasonable delay is the rule
    QString state;                      ///< whose residents it is about; empty: all
};

/// By day; none where nobody is affected. While the number is not known, the earlier day for HHS
/// counts. An agreement shortens the 60 days of the law and never lengthens them.
std::vector<BreachNotice> noticesOf(const BreachFacts &facts);

}
