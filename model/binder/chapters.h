// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/binder.h"
#include "model/binder/words.h"

/// One chapter, one function; a report is a selection of them. Each begins with its heading.
namespace safeguard::binder {

/// The electronic signatures under the baseline with that name; under the newest, when it is empty.
std::vector<report::Signature> approvalsOf(const Snapshot &snapshot, const QString &baseline = {});
report::Cover coverOf(const Derived &derived, const BinderFacts &facts);

/// What is in and out, and why; how the rest of the binder was derived.
void addScope(Blocks &blocks, const Derived &derived);
/// Systems and flows that stay out, and why.
using IsOut = std::function<bool(const RecordRef &)>;
/// \a isOut may take some away that are asked about for another reason than their data.
void addOutOfScope(Blocks &blocks, const Derived &derived, const IsOut &isOut = {});
/// Every register that no other chapter shows.
void addInventory(Blocks &blocks, const Derived &derived);
void addTouchpoints(Blocks &blocks, const Derived &derived);
/// Data element by system: creates, stores, receives, sends, and the tier.
void addMatrix(Blocks &blocks, const Derived &derived);
void addDiagrams(Blocks &blocks, const Derived &derived);
void addFlows(Blocks &blocks, const Derived &derived);
void addDeidentifications(Blocks &blocks, const Derived &derived);
void addCreationBoundary(Blocks &blocks, const Derived &derived);
void addEncryption(Blocks &blocks, const Derived &derived);
void addFindings(Blocks &blocks, const Derived &derived);
/// How many of each severity, and each with its reason; without a heading.
void addFindingTable(Blocks &blocks, const Snapshot &snapshot,
                     const std::vector<const Finding *> &findings);
/// Every signature: who, meaning, when, under which record, whether that is still what was signed,
/// and the text with its bytes.
void addSignatures(Blocks &blocks, const Snapshot &snapshot);
/// The places of the law that the binder names, in our words.
void addRuleSet(Blocks &blocks);
/// Who may open the project, and what proves the binder's content.
void addHistory(Blocks &blocks, const Derived &derived, const BinderFacts &facts);

}
