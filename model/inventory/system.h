// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/data_element.h"
#include "model/inventory/site.h"
#include "model/inventory/trust_boundary.h"
#include "model/people/person.h"
#include "model/vendors/cloud_service.h"

namespace safeguard {

enum class Environment { Production, Staging, Test, Development, Field };

inline const ChoiceList &choices(Environment)
{
    static const ChoiceList list{{"production", InventoryWords::tr("Production")},
                                 {"staging", InventoryWords::tr("Staging")},
                                 {"test", InventoryWords::tr("Test")},
                                 {"development", InventoryWords::tr("Development")},
                                 {"field", InventoryWords::tr("In the field")}};
    return list;
}

enum class Operator { We, Vendor, Customer };

inline const ChoiceList &choices(Operator)
{
    static const ChoiceList list{{"we", InventoryWords::tr("We")},
                                 {"vendor", InventoryWords::tr("Vendor")},
                                 {"customer", InventoryWords::tr("Customer or patient")}};
    return list;
}

enum class SystemStatus { Planned, InUse, Retired };

inline const ChoiceList &choices(SystemStatus)
{
    static const ChoiceList list{{"planned", InventoryWords::tr("Planned")},
                                 {"in_use", InventoryWords::tr("In use")},
                                 {"retired", InventoryWords::tr("Retired")}};
    return list;
}

enum class AtRest { Unknown, None, Aes128, Aes256, FullDisk, Other };

inline const ChoiceList &choices(AtRest)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"none", InventoryWords::tr("None")},
                                 {"aes_128", InventoryWords::tr("AES-128")},
                                 {"aes_256", InventoryWords::tr("AES-256")},
                                 {"full_disk", InventoryWords::tr("Full-disk encryption")},
                                 {"other", InventoryWords::tr("Other algorithm")}};
    return list;
}

enum class KeyCustody { Unknown, We, Provider, Customer, SecureElement };

inline const ChoiceList &choices(KeyCustody)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"we", InventoryWords::tr("We")},
                                 {"provider", InventoryWords::tr("Provider")},
                                 {"customer", InventoryWords::tr("Customer")},
                                 {"secure_element", InventoryWords::tr("Secure element")}};
    return list;
}

enum class Authentication {
    Unknown,
    None,
    SharedAccount,
    Password,
    MultiFactor,
    Certificate,
    Token
};

inline const ChoiceList &choices(Authentication)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"none", InventoryWords::tr("None")},
                                 {"shared_account", InventoryWords::tr("Shared account")},
                                 {"password", InventoryWords::tr("Password per user")},
                                 {"multi_factor", InventoryWords::tr("Multi-factor")},
                                 {"certificate", InventoryWords::tr("Certificate")},
                                 {"token", InventoryWords::tr("Token")}};
    return list;
}

/// A system, component or service that may create, receive, keep or send ePHI.
struct System final : Record
{
    Q_DECLARE_TR_FUNCTIONS(System)
public:
    static constexpr auto registerKey = "systems";

    QString name;
    SystemKind kind = SystemKind::Other;
    Lane lane = Lane::Cloud;
    SystemStatus status = SystemStatus::InUse;
    QString description;
    Environment environment = Environment::Production;
    YesNoUnknown productionData = YesNoUnknown::Unknown;
    Operator operatedBy = Operator::We;
    Id<Company> vendor;
    Id<CloudService> cloudService;
    Id<Person> owner;
    Id<Site> site;
    Id<TrustBoundary> boundary;
    IdSet<DataElement> creates;
    IdSet<DataElement> stores;
    AtRest atRest = AtRest::Unknown;
    KeyCustody keyCustody = KeyCustody::Unknown;
    Authentication authentication = Authentication::Unknown;
    std::optional<int> logoffMinutes;
    YesNoUnknown auditLogging = YesNoUnknown::Unknown;
    YesNoUnknown backup = YesNoUnknown::Unknown;
    std::optional<QDate> lastReview;
    QString evidence;

    bool isRetired() const { return status == SystemStatus::Retired; }
    static RegisterType describe();
};

}
