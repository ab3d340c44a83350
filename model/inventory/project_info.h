// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

/// What the cover of each report says about this project.
struct ProjectInfo final : Record
{
    Q_DECLARE_TR_FUNCTIONS(ProjectInfo)
public:
    static constexpr auto registerKey = "project";

    QString name;
    QString documentNumber;
    QString revision;
    QString preparedBy;
    QString reviewedBy;
    QString approvedBy;
    QString scope;
    QString method;

    static RegisterType describe()
    {
        return Describe<ProjectInfo>(
                   {.singular = tr("Project"),
                    .plural = tr("Project"),
                    .purpose = tr("The names and numbers that every report carries on its cover."),
                    .area = Area::Project,
                    .isSingleton = true})
            .section(tr("Report cover"))
            .field<&ProjectInfo::name>("name", tr("Project name"))
            .required()
            .field<&ProjectInfo::documentNumber>("document_number", tr("Document number"))
            .help(tr("The number of the audit binder in your quality system."))
            .field<&ProjectInfo::revision>("revision", tr("Revision"))
            .field<&ProjectInfo::preparedBy>("prepared_by", tr("Prepared by"))
            .field<&ProjectInfo::reviewedBy>("reviewed_by", tr("Reviewed by"))
            .field<&ProjectInfo::approvedBy>("approved_by", tr("Approved by"))
            .section(tr("Scope and method"))
            .field<&ProjectInfo::scope>("scope", tr("Scope"))
            .multiline()
            .help(tr("What this project covers and what it leaves out, in your own words."))
            .field<&ProjectInfo::method>("method", tr("Method"))
            .multiline()
            .help(tr("How the inventory was made: who was asked, which documents were read."))
            .done();
    }
};

}
