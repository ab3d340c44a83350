// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/words.h"

/// Chapters of the reports on people and vendors; see chapters.h. Where a register is empty they
/// say what is missing.
namespace safeguard::binder {

/// Rates, months, who owes what and why, the matrix, tests with false mails, what is not on record.
void addTraining(Blocks &blocks, const Derived &derived);
/// Each record with its proof and until when it is kept.
void addTrainingRecords(Blocks &blocks, const Derived &derived);

/// The security officer, everybody with roles and clearance, who left.
void addWorkforce(Blocks &blocks, const Derived &derived);
/// The rights of roles, who reaches Tier 1 and why, every open line of access.
void addAccess(Blocks &blocks, const Derived &derived);
/// Access of those who left, hours to revocation, what is left to do.
void addSeparations(Blocks &blocks, const Derived &derived);

/// Companies with their chains, and which of them need an agreement and why.
void addVendors(Blocks &blocks, const Derived &derived);
/// Agreements in both directions with their terms, and how soon breaches are reported.
void addAgreements(Blocks &blocks, const Derived &derived);
/// What was found in each agreement, and where in the document.
void addProvisions(Blocks &blocks, const Derived &derived);

}
