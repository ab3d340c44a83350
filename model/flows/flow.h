// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/system.h"

namespace safeguard {

enum class Protection {
    Unknown,
    None,
    TlsOld,
    Tls12,
    Tls13,
    MutualTls,
    Vpn,
    Ssh,
    BleJustWorks,
    BlePairing,
    Wpa2,
    Wpa3,
    Enclosed,
    Other,
};

inline const ChoiceList &choices(Protection)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"none", InventoryWords::tr("None")},
                                 {"tls_old", InventoryWords::tr("SSL, TLS 1.0 or 1.1")},
                                 {"tls12", InventoryWords::tr("TLS 1.2")},
                                 {"tls13", InventoryWords::tr("TLS 1.3")},
                                 {"mutual_tls", InventoryWords::tr("Mutual TLS")},
                                 {"vpn", InventoryWords::tr("VPN")},
                                 {"ssh", InventoryWords::tr("SSH")},
                                 {"ble_just_works", InventoryWords::tr("BLE, Just Works pairing")},
                                 {"ble_pairing", InventoryWords::tr("BLE, authenticated pairing")},
                                 {"wpa2", InventoryWords::tr("WPA2")},
                                 {"wpa3", InventoryWords::tr("WPA3")},
                                 {"enclosed", InventoryWords::tr("Inside one enclosure")},
                                 {"other", InventoryWords::tr("Other encryption")}};
    return list;
}

enum class PeerAuthentication { Unknown, None, Server, Mutual, Token, Password, Pairing };

inline const ChoiceList &choices(PeerAuthentication)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"none", InventoryWords::tr("None")},
                                 {"server", InventoryWords::tr("Server certificate")},
                                 {"mutual", InventoryWords::tr("Both sides' certificates")},
                                 {"token", InventoryWords::tr("Token")},
                                 {"password", InventoryWords::tr("Password")},
                                 {"pairing", InventoryWords::tr("Pairing")}};
    return list;
}

enum class Integrity { Unknown, None, Checksum, Hmac, Signature, AuthenticatedEncryption };

inline const ChoiceList &choices(Integrity)
{
    static const ChoiceList list{
        {"unknown", InventoryWords::tr("Unknown")},
        {"none", InventoryWords::tr("None")},
        {"checksum", InventoryWords::tr("Checksum")},
        {"hmac", InventoryWords::tr("HMAC")},
        {"signature", InventoryWords::tr("Signature")},
        {"authenticated_encryption", InventoryWords::tr("Authenticated encryption")}};
    return list;
}

enum class PayloadEncryption { Unknown, None, EndToEnd };

inline const ChoiceList &choices(PayloadEncryption)
{
    static const ChoiceList list{{"unknown", InventoryWords::tr("Unknown")},
                                 {"none", InventoryWords::tr("None")},
                                 {"end_to_end", InventoryWords::tr("Encrypted end to end")}};
    return list;
}

enum class Tier { One, Two, Three, Four };

inline const ChoiceList &choices(Tier)
{
    static const ChoiceList list{{"1", InventoryWords::tr("Tier 1, ePHI")},
                                 {"2", InventoryWords::tr("Tier 2, ePHI when linked")},
                                 {"3", InventoryWords::tr("Tier 3, de-identified")},
                                 {"4", InventoryWords::tr("Tier 4, operational")}};
    return list;
}

/// Data on their way from one system to another. Both ways are two flows.
struct Flow final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Flow)
public:
    static constexpr auto registerKey = "flows";

    QString name;
    Id<System> source;
    Id<System> target;
    IdSet<DataElement> elements;
    QString protocol;
    Protection protection = Protection::Unknown;
    PeerAuthentication peerAuthentication = PeerAuthentication::Unknown;
    YesNoUnknown certificatePinning = YesNoUnknown::Unknown;
    Integrity integrity = Integrity::Unknown;
    YesNoUnknown publicNetwork = YesNoUnknown::Unknown;
    PayloadEncryption payloadEncryption = PayloadEncryption::Unknown;
    Id<System> decryptedAt;
    bool isRelay = false;
    std::optional<Tier> tierOverride;
    QString tierReason;
    QString description;
    QString evidence;

    static RegisterType describe();
};

}
