// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

#include <QTimeZone>

namespace safeguard {

enum class HipaaRole { NotDetermined, BusinessAssociate, CoveredEntity, Both, Outside };

inline const ChoiceList &choices(HipaaRole)
{
    static const ChoiceList list{
        {"not_determined", InventoryWords::tr("Not yet determined")},
        {"business_associate", InventoryWords::tr("Business associate")},
        {"covered_entity", InventoryWords::tr("Covered entity (provider)")},
        {"both", InventoryWords::tr("Both")},
        {"outside", InventoryWords::tr("Outside HIPAA")}};
    return list;
}

/// The manufacturer whose project this is.
struct Organization final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Organization)
public:
    static constexpr auto registerKey = "organization";

    QString name;
    QString address;
    HipaaRole hipaaRole = HipaaRole::NotDetermined;
    QString roleReason;
    QString cloudAccounts;
    bool excludesTier2 = false;
    QString tier2Reason;
    QString timeZone;
    std::optional<int> revocationHours;
    std::optional<int> accessReviewMonths;
    std::optional<int> vendorReviewMonths;
    std::optional<int> agreementReviewMonths;
    std::optional<int> trainingDays;

    static RegisterType describe()
    {
        return Describe<Organization>({.singular = tr("Organization"),
                                       .plural = tr("Organization"),
                                       .purpose = tr("Who you are under HIPAA, and why."),
                                       .citation = QStringLiteral("160.103"),
                                       .area = Area::Project,
                                       .isSingleton = true})
            .section(tr("Organization"))
            .field<&Organization::name>("name", tr("Name"))
            .required()
            .field<&Organization::address>("address", tr("Address"))
            .multiline()
            .field<&Organization::cloudAccounts>("cloud_accounts", tr("Cloud accounts"))
            .multiline()
            .help(tr("Accounts and subscriptions in which the product runs, one per line."))
            .section(tr("Role under HIPAA"))
            .field<&Organization::hipaaRole>("hipaa_role", tr("HIPAA role"))
            .material()
            .cites("160.103")
            .help(tr("A manufacturer that handles patient data on behalf of a provider is "
                     "usually a business associate; one that treats patients and bills "
                     "electronically may be a covered entity."))
            .field<&Organization::roleReason>("role_reason", tr("Reason"))
            .multiline()
            .section(tr("Scope"))
            .field<&Organization::excludesTier2>("excludes_tier_2", tr("Tier 2 is out of scope"))
            .material()
            .help(tr("Telemetry and health data that no one can yet link to a patient are in "
                     "scope unless you exclude them with a reason."))
            .field<&Organization::tier2Reason>("tier_2_reason", tr("Reason for excluding Tier 2"))
            .multiline()
            .section(tr("Own policy"))
            .field<&Organization::timeZone>("time_zone", tr("Time zone"))
            .help(tr("Such as America/Chicago, in which times of day on record are meant. Empty: "
                     "UTC."))
            .field<&Organization::revocationHours>("revocation_hours",
                                                   tr("End access within hours"))
            .cites("164.308(a)(3)(ii)(C)")
            .help(tr("After somebody has left; 24 when empty. The rule names no number."))
            .field<&Organization::accessReviewMonths>("access_review_months",
                                                      tr("Review access every, months"))
            .cites("164.308(a)(4)(ii)(C)")
            .help(tr("12 when empty. The rule names no number."))
            .field<&Organization::vendorReviewMonths>("vendor_review_months",
                                                      tr("Review vendors every, months"))
            .cites("164.308(b)(1)")
            .help(tr("12 when empty. The rule names no number."))
            .field<&Organization::agreementReviewMonths>("agreement_review_months",
                                                         tr("Review agreements every, months"))
            .cites("164.308(b)(3)")
            .help(tr("12 when empty. The rule names no number."))
            .field<&Organization::trainingDays>("training_days", tr("Train within days"))
            .cites("164.308(a)(5)(i)")
            .help(tr("After somebody starts, where a course does not say; 30 when empty. The "
                     "rule names no number."))
            .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
                const auto &self = static_cast<const Organization &>(record);
                if (!self.timeZone.isEmpty() && !QTimeZone(self.timeZone.toLatin1()).isValid())
                    problems.push_back({QStringLiteral("time_zone"),
                                        tr("No time zone is called that. Like America/Chicago.")});
                for (const auto &[field, value] :
                     {std::pair("revocation_hours", self.revocationHours),
                      std::pair("access_review_months", self.accessReviewMonths),
                      std::pair("vendor_review_months", self.vendorReviewMonths),
                      std::pair("agreement_review_months", self.agreementReviewMonths),
                      std::pair("training_days", self.trainingDays)}) {
                    if (value && (*value < 1 || *value > 1000))
                        problems.push_back(
                            {QString::fromLatin1(field), tr("From 1 to 1000, or empty.")});
                }
                if (self.excludesTier2 && self.tier2Reason.trimmed().isEmpty())
                    problems.push_back(
                        {QStringLiteral("tier_2_reason"), tr("Say why Tier 2 is out of scope.")});
            })
            .done();
    }
};

}
