// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

enum class SiteKind {
    Office,
    Laboratory,
    DataCenter,
    Manufacturing,
    Repair,
    CustomerSite,
    PatientHome,
    Other
};

inline const ChoiceList &choices(SiteKind)
{
    static const ChoiceList list{{"office", InventoryWords::tr("Office")},
                                 {"laboratory", InventoryWords::tr("Laboratory")},
                                 {"data_center", InventoryWords::tr("Data center")},
                                 {"manufacturing", InventoryWords::tr("Manufacturing")},
                                 {"repair", InventoryWords::tr("Repair and returns")},
                                 {"customer_site", InventoryWords::tr("Customer's site")},
                                 {"patient_home", InventoryWords::tr("Patient's home")},
                                 {"other", InventoryWords::tr("Other")}};
    return list;
}

/// A place where systems stand or people work with patient data.
struct Site final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Site)
public:
    static constexpr auto registerKey = "sites";

    QString name;
    SiteKind kind = SiteKind::Office;
    QString address;
    QString accessControl;

    static RegisterType describe()
    {
        return Describe<Site>(
                   {.singular = tr("Site"),
                    .plural = tr("Sites"),
                    .prefix = QStringLiteral("SITE"),
                    .purpose =
                        tr("Places where patient data can be touched: offices, laboratories, "
                           "repair shops, patients' homes. Physical safeguards apply per site."),
                    .citation = QStringLiteral("164.310(a)(1)"),
                    .area = Area::Context})
            .field<&Site::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&Site::kind>("kind", tr("Kind"))
            .field<&Site::address>("address", tr("Address"))
            .multiline()
            .field<&Site::accessControl>("access_control", tr("Access control"))
            .multiline()
            .cites("164.310(a)(2)(iii)")
            .done();
    }
};

}
