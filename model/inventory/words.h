// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"

#include <QCoreApplication>

namespace safeguard {

/// Where the choices of the areas find their words in the reader's language.
struct InventoryWords
{
    Q_DECLARE_TR_FUNCTIONS(Inventory)
};

enum class YesNoUnknown { Unknown, Yes, No };

inline const ChoiceList &choices(YesNoUnknown)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"yes", InventoryWords::tr("Yes")},
                                 {"no", InventoryWords::tr("No")}};
    return list;
}

/// Where in the ePHI lifecycle a system stands, device to clinician's screen.
enum class Lane { Device, Gateway, Cloud, Storage, Display, Support };

inline const ChoiceList &choices(Lane)
{
    static const ChoiceList list{
        {"device", InventoryWords::tr("Device")},   {"gateway", InventoryWords::tr("Gateway")},
        {"cloud", InventoryWords::tr("Cloud")},     {"storage", InventoryWords::tr("Storage")},
        {"display", InventoryWords::tr("Display")}, {"support", InventoryWords::tr("Support")}};
    return list;
}

/// The kinds of touchpoint at which ePHI can be created, received, kept or sent.
enum class SystemKind {
    Device,
    OnDeviceStorage,
    ChannelEndpoint,
    Gateway,
    MobileApp,
    IngestionEndpoint,
    Queue,
    Database,
    DataLake,
    Analytics,
    Dashboard,
    Backup,
    Logging,
    Development,
    Test,
    CiCd,
    Support,
    IdentityAndKeys,
    UpdateServer,
    Workstation,
    RemovableMedia,
    ReturnedDevice,
    Other,
};

inline const ChoiceList &choices(SystemKind)
{
    static const ChoiceList list{
        {"device", InventoryWords::tr("Device")},
        {"on_device_storage", InventoryWords::tr("On-device storage")},
        {"channel_endpoint", InventoryWords::tr("Channel endpoint")},
        {"gateway", InventoryWords::tr("Gateway")},
        {"mobile_app", InventoryWords::tr("Mobile app")},
        {"ingestion_endpoint", InventoryWords::tr("Ingestion endpoint")},
        {"queue", InventoryWords::tr("Queue or stream")},
        {"database", InventoryWords::tr("Database")},
        {"data_lake", InventoryWords::tr("Data lake")},
        {"analytics", InventoryWords::tr("Analytics")},
        {"dashboard", InventoryWords::tr("Dashboard or display")},
        {"backup", InventoryWords::tr("Backup or recovery")},
        {"logging", InventoryWords::tr("Logging or monitoring")},
        {"development", InventoryWords::tr("Development")},
        {"test", InventoryWords::tr("Test")},
        {"cicd", InventoryWords::tr("CI/CD")},
        {"support", InventoryWords::tr("Support platform")},
        {"identity_and_keys", InventoryWords::tr("Identity and key service")},
        {"update_server", InventoryWords::tr("Update server")},
        {"workstation", InventoryWords::tr("Workstation")},
        {"removable_media", InventoryWords::tr("Removable media")},
        {"returned_device", InventoryWords::tr("Returned device (RMA)")},
        {"other", InventoryWords::tr("Other")},
    };
    return list;
}

}
