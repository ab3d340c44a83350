// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

/// Another company that operates a system or provides a service.
struct Vendor final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Vendor)
public:
    static constexpr auto registerKey = "vendors";

    QString name;
    QString contact;
    QString services;

    static RegisterType describe()
    {
        return Describe<Vendor>(
                   {.singular = tr("Vendor"),
                    .plural = tr("Vendors"),
                    .prefix = QStringLiteral("VEN"),
                    .purpose = tr("Companies that operate systems for you or provide services to "
                                  "them. One that handles ePHI for you is a business associate."),
                    .citation = QStringLiteral("164.308(b)(1)"),
                    .area = Area::Context})
            .field<&Vendor::name>("name", tr("Name"))
            .required()
            .unique()
            .material()
            .field<&Vendor::contact>("contact", tr("Contact"))
            .field<&Vendor::services>("services", tr("Services"))
            .multiline()
            .done();
    }
};

}
