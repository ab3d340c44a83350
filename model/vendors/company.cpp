// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/company.h"

#include "model/store/snapshot.h"

namespace safeguard {

namespace {

/// A chain of subcontractors has an end.
void checkChain(const Record &record, const Snapshot &snapshot, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Company &>(record);
    const Company *above = snapshot.find(self.subcontractorOf);
    for (size_t steps = snapshot.rows<Company>().size(); above && steps > 0; --steps) {
        if (above->id == self.id) {
            problems.push_back({QStringLiteral("subcontractor_of"),
                                Company::tr("It would be a subcontractor of itself.")});
            return;
        }
        above = snapshot.find(above->subcontractorOf);
    }
}

}

RegisterType Company::describe()
{
    return Describe<Company>(
               {.singular = tr("Company"),
                .plural = tr("Vendors and customers"),
                .prefix = QStringLiteral("CO"),
                .purpose = tr("Companies that operate systems for you or provide services to "
                              "them, and those for whom you do. One that handles ePHI for "
                              "another is a business associate."),
                .citation = QStringLiteral("164.308(b)(1)"),
                .area = Area::Context})
        .section(tr("Company"))
        .field<&Company::name>("name", tr("Name"))
        .required()
        .unique()
        .material()
        .field<&Company::relation>("relation", tr("Relation"))
        .help(tr("A company can be both. Empty counts as one that works for you."))
        .field<&Company::services>("services", tr("Services"))
        .multiline()
        .field<&Company::contact>("contact", tr("Contact"))
        .field<&Company::ended>("ended", tr("Ended"))
        .help(tr("The last day of the business with it."))
        .section(tr("What it handles"))
        .field<&Company::elements>("elements", tr("Data elements"))
        .wide()
        .help(tr("As the company says. What the map shows it to hold is derived."))
        .field<&Company::subcontractorOf>("subcontractor_of", tr("Subcontractor of"))
        .cites("164.308(b)(2)")
        .field<&Company::exemption>("exemption", tr("Needs no agreement, because"))
        .multiline()
        .help(tr("Such as one that only transports data without access to them other than by "
                 "chance. Have counsel review it."))
        .section(tr("Review"))
        .field<&Company::riskTier>("risk_tier", tr("Risk tier"))
        .field<&Company::reviewed>("reviewed", tr("Last review"))
        .rule(checkChain)
        .done();
}

RegisterType VendorAnswer::describe()
{
    return Describe<VendorAnswer>({.singular = tr("Answer of a vendor"),
                                   .plural = tr("Answers of vendors"),
                                   .area = Area::Context,
                                   .isPart = true})
        .field<&VendorAnswer::vendor>("vendor", tr("Vendor"))
        .owner()
        .field<&VendorAnswer::question>("question", tr("Question"))
        .required()
        .field<&VendorAnswer::answer>("answer", tr("Answer"))
        .field<&VendorAnswer::note>("note", tr("Note"))
        .multiline()
        .done();
}

}
