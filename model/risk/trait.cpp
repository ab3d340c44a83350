// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/trait.h"

namespace safeguard {

const ChoiceList &choices(Trait)
{
    static const ChoiceList list{
        {"ephi", RiskWords::tr("Tier 1"),
         RiskWords::tr("ePHI can be present, or nothing is known to be.")},
        {"identity", RiskWords::tr("Holds patient identity or linked data")},
        {"stores", RiskWords::tr("Stores patient data")},
        {"open_at_rest", RiskWords::tr("Stores them unprotected, or that is not known")},
        {"join", RiskWords::tr("Data become linked to a patient here")},
        {"deidentified", RiskWords::tr("Holds data that count as de-identified")},
        {"pseudonymised", RiskWords::tr("Holds patients' data without what names them")},
        {"vendor_operated", RiskWords::tr("Operated by a vendor")},
        {"customer_operated", RiskWords::tr("Operated by a customer or patient")},
        {"cloud_hosted", RiskWords::tr("On a provider's cloud service")},
        {"not_eligible", RiskWords::tr("On a cloud service that is not known to be eligible")},
        {"production_copy", RiskWords::tr("Outside production, with production data or unknown")},
        {"weak_sign_in", RiskWords::tr("Signing in takes a password at most, or is unknown")},
        {"shared_account", RiskWords::tr("Shared account, none, or unknown")},
        {"no_logoff", RiskWords::tr("No automatic logoff on record")},
        {"no_audit_log", RiskWords::tr("Audit logging is missing or unknown")},
        {"no_backup", RiskWords::tr("Backup is missing or unknown")},
        {"public_network", RiskWords::tr("Over a public network, or unknown")},
        {"radio", RiskWords::tr("Over radio")},
        {"fielded", RiskWords::tr("In the field, outside our premises")},
        {"remote_support", RiskWords::tr("Reached by a support platform, or is one")},
        {"crossing", RiskWords::tr("Crosses a trust boundary")},
        {"not_encrypted", RiskWords::tr("Not encrypted, or unknown")},
        {"weak_encryption",
         RiskWords::tr("Encrypted by a method that no longer counts, or of its own")},
        {"one_sided", RiskWords::tr("Not both ends are authenticated")},
        {"mutual", RiskWords::tr("Both ends are authenticated")},
        {"no_integrity", RiskWords::tr("Nothing shows that data were altered on the way")},
        {"to_vendor", RiskWords::tr("Leads to what a vendor operates")},
        {"from_device", RiskWords::tr("Comes from a device")},
        {"to_device", RiskWords::tr("Leads to a device")},
        {"enclosed", RiskWords::tr("Leaves no enclosure")},
    };
    return list;
}

}
