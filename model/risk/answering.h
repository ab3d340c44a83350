// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/catalog/threatcatalog.h"
#include "model/project/edit.h"
#include "model/risk/riskmap.h"

namespace safeguard {

/// Brings in what of the catalogue is not in the project yet: threats with their rules, the words
/// of the scales, the matrix, the policy. What is there stays as its users left it.
void takeOver(Edit &edit, const ThreatCatalog &catalog);

/// Names of threats of the catalogue that the project does not have, or has fewer rules about.
QStringList lackingThreats(const Snapshot &snapshot, const ThreatCatalog &catalog);

/// Begins an analysis. Error: Refused, while another one is open.
Result<Id<Assessment>> startAnalysis(Edit &edit, Assessment about, const ThreatCatalog &catalog);

/// A cell by what it is about.
struct CellKey
{
    RecordRef subject;
    Id<Threat> threat;
    friend bool operator==(const CellKey &, const CellKey &) = default;
    friend bool operator<(const CellKey &a, const CellKey &b)
    {
        return std::tie(a.subject.id, a.threat) < std::tie(b.subject.id, b.threat);
    }
};

/// Answers cells as part of the analysis that is open and on the ground of now: \a change makes of
/// each risk what it is to be; a null one confirms what was answered before. Cells that nothing
/// asks are added by hand. A rating that is another one takes back the residual level that done
/// actions led to, unless that is given too. Errors: Refused (no analysis is open), NotFound (not in scope, or
/// nothing to confirm).
Status answer(Edit &edit, const RiskMap &map, const std::vector<CellKey> &cells,
              const std::function<void(Risk &)> &change);

/// Writes beside the answers what is no judgement of the risk: words, treatment, owner. What is out
/// of date stays so. Errors: as answer().
Status annotate(Edit &edit, const RiskMap &map, const std::vector<CellKey> &cells,
                const std::function<void(Risk &)> &change);

/// Gives cells of \a to that nobody has answered the answers that \a from has for the same
/// threats, as far as these are up to date; those that have an answer of their own stay. How many
/// were given. Errors: as answer().
Result<int> copyAnswers(Edit &edit, const RiskMap &map, const RecordRef &from, const RecordRef &to);

}
