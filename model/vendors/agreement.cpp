// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/agreement.h"

#include "model/inventory/system.h"

namespace safeguard {

namespace {

void checkDates(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Agreement &>(record);
    const auto begins = self.begins();
    if (self.expires && begins && *self.expires < *begins)
        problems.push_back(
            {QStringLiteral("expires"), Agreement::tr("It would end before it begins.")});
    if (self.status == AgreementStatus::Executed && !self.executed)
        problems.push_back(
            {QStringLiteral("executed"), Agreement::tr("Say when it was signed by both.")});
    if (self.status == AgreementStatus::Terminated && !self.terminated)
        problems.push_back({QStringLiteral("terminated"), Agreement::tr("Say when it ended.")});
}

void checkTerms(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Agreement &>(record);
    const auto check = [&](const char *field, std::optional<int> value, int least) {
        if (value && *value < least)
            problems.push_back(
                {QString::fromLatin1(field), Agreement::tr("At least %1.").arg(least)});
    };
    check("renewal_months", self.renewalMonths, 1);
    check("notice_days", self.noticeDays, 0);
    check("breach_notice_days", self.breachNoticeDays, 0);
    if (self.renewsItself && self.expires && !self.renewalMonths)
        problems.push_back({QStringLiteral("renewal_months"),
                            Agreement::tr("Say by how many months it renews itself.")});
}

}

RegisterType Agreement::describe()
{
    return Describe<Agreement>(
               {.singular = tr("Agreement"),
                .plural = tr("Agreements"),
                .prefix = QStringLiteral("BAA"),
                .purpose = tr("Business associate agreements, with the customers whose ePHI you "
                              "handle and with the companies that handle it for you. Without "
                              "one in force nobody may be given ePHI to handle."),
                .citation = QStringLiteral("164.308(b)(3)"),
                .area = Area::Context})
        .section(tr("Agreement"))
        .field<&Agreement::name>("name", tr("Title"))
        .required()
        .unique()
        .field<&Agreement::counterparty>("counterparty", tr("Counterparty"))
        .required()
        .field<&Agreement::direction>("direction", tr("Direction"))
        .field<&Agreement::status>("status", tr("Status"))
        .section(tr("Term"))
        .field<&Agreement::executed>("executed", tr("Executed"))
        .help(tr("When the last of the two signed."))
        .field<&Agreement::effective>("effective", tr("Effective"))
        .wide()
        .help(tr("From when it holds, if that is not the day of execution."))
        .field<&Agreement::expires>("expires", tr("Term ends"))
        .help(tr("The last day of the term that was agreed. Empty: it has no end."))
        .field<&Agreement::renewsItself>("renews", tr("Renews itself"))
        .field<&Agreement::renewalMonths>("renewal_months", tr("By months"))
        .wide()
        .field<&Agreement::noticeDays>("notice_days", tr("Notice, days"))
        .help(tr("How long before the end of the term notice has to be given."))
        .field<&Agreement::terminated>("terminated", tr("Terminated on"))
        .wide()
        .section(tr("What it covers"))
        .field<&Agreement::systems>("systems", tr("Systems"))
        .wide()
        .help(tr("Empty: every system of that company."))
        .field<&Agreement::services>("services", tr("Services"))
        .multiline()
        .section(tr("Terms"))
        .field<&Agreement::breachNoticeDays>("breach_notice_days", tr("Breach notice, days"))
        .cites("164.410(b)")
        .help(tr("Within how many days after discovery a breach has to be reported. The rule "
                 "says without unreasonable delay and within 60 days; agreements often say "
                 "less."))
        .field<&Agreement::reviewed>("reviewed", tr("Last review"))
        .rule(checkDates)
        .rule(checkTerms)
        .done();
}

RegisterType AgreementProvision::describe()
{
    return Describe<AgreementProvision>({.singular = tr("Provision of an agreement"),
                                         .plural = tr("Provisions of agreements"),
                                         .area = Area::Context,
                                         .isPart = true})
        .field<&AgreementProvision::agreement>("agreement", tr("Agreement"))
        .owner()
        .field<&AgreementProvision::provision>("provision", tr("Provision"))
        .required()
        .field<&AgreementProvision::answer>("answer", tr("Answer"))
        .field<&AgreementProvision::place>("place", tr("Where in the document"))
        .done();
}

}
