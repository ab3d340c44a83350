// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"

namespace safeguard::rules {

void scopeOnlyInTheCloud(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void touchpointAnswers(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void flowProtection(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void storeProtection(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void productionCopies(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void sideStores(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void deidentification(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void tierSetLower(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void flowContent(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void notClassified(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void storeContent(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void evidenceDates(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
void analysisMissing(const RiskMap &, std::vector<Finding> &);
void analysisIncomplete(const RiskMap &, std::vector<Finding> &);
void analysisStale(const RiskMap &, std::vector<Finding> &);
void analysisUnapproved(const RiskMap &, std::vector<Finding> &);
void analysisEdited(const RiskMap &, std::vector<Finding> &);
void analysisDue(const RiskMap &, std::vector<Finding> &);
void analysisUnfounded(const RiskMap &, std::vector<Finding> &);
void threatsMissing(const RiskMap &, std::vector<Finding> &);
void riskAboveTolerance(const RiskMap &, std::vector<Finding> &);
void riskResidual(const RiskMap &, std::vector<Finding> &);
void riskActions(const RiskMap &, std::vector<Finding> &);
void riskAcceptances(const RiskMap &, std::vector<Finding> &);
void agreementMissing(const DataMap &, const VendorMap &, std::vector<Finding> &);
void agreementContent(const DataMap &, const VendorMap &, std::vector<Finding> &);
void breachNoticeTerms(const DataMap &, const VendorMap &, std::vector<Finding> &);
void serviceEligibility(const DataMap &, const VendorMap &, std::vector<Finding> &);
void peopleMissing(const Derived &, std::vector<Finding> &);
void securityOfficer(const Derived &, std::vector<Finding> &);
void accessAfterSeparation(const Derived &, std::vector<Finding> &);
void revocationLate(const Derived &, std::vector<Finding> &);
void sharedAccounts(const Derived &, std::vector<Finding> &);
void accessUntrained(const Derived &, std::vector<Finding> &);
void trainingOverdue(const Derived &, std::vector<Finding> &);
void trainingUndated(const Derived &, std::vector<Finding> &);
void accessUnreviewed(const Derived &, std::vector<Finding> &);
void accessUnauthorized(const Derived &, std::vector<Finding> &);
void accessBeyondRoles(const Derived &, std::vector<Finding> &);
void rightsUnreasoned(const Derived &, std::vector<Finding> &);
void peopleUncleared(const Derived &, std::vector<Finding> &);
void separationSteps(const Derived &, std::vector<Finding> &);
void patientDataInText(const Snapshot &, TextMemory &, const std::function<bool()> &isCancelled,
                       std::vector<Finding> &);

}
