// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vendors/company.h"

namespace safeguard {

/// A service of a cloud provider, and whether the provider names it as eligible for ePHI.
struct CloudService final : Record
{
    Q_DECLARE_TR_FUNCTIONS(CloudService)
public:
    static constexpr auto registerKey = "cloud-services";

    QString name;
    Id<Company> provider;
    YesNoUnknown eligible = YesNoUnknown::Unknown;
    QString source;
    std::optional<QDate> sourceDate;

    static RegisterType describe()
    {
        return Describe<CloudService>(
                   {.singular = tr("Cloud service"),
                    .plural = tr("Cloud services"),
                    .prefix = QStringLiteral("CLD"),
                    .purpose = tr("The provider's services that your systems run on. Providers "
                                  "publish which of them may hold ePHI under their agreement."),
                    .area = Area::Context})
            .field<&CloudService::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&CloudService::provider>("provider", tr("Provider"))
            .material()
            .field<&CloudService::eligible>("eligible", tr("HIPAA-eligible"))
            .material()
            .help(tr("As the provider's own list says on the date below."))
            .field<&CloudService::source>("source", tr("Source"))
            .field<&CloudService::sourceDate>("source_date", tr("Date of the source"))
            .done();
    }
};

}
