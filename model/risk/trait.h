// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/level.h"

namespace safeguard {

/// What follows from the map about a system or a flow and decides which threats are asked about.
/// Unknown counts as the worse. Keys are stored in rules and never change.
enum class Trait {
    EPhi,
    Identity,
    Stores,
    OpenAtRest,
    Join,
    Deidentified,
    Pseudonymised,
    VendorOperated,
    CustomerOperated,
    CloudHosted,
    NotEligible,
    ProductionCopy,
    WeakSignIn,
    SharedAccount,
    NoLogoff,
    NoAuditLog,
    NoBackup,
    PublicNetwork,
    Radio,
    Fielded,
    RemoteSupport,
    Crossing,
    NotEncrypted,
    WeakEncryption,
    OneSided,
    Mutual,
    NoIntegrity,
    ToVendor,
    FromDevice,
    ToDevice,
    Enclosed,
};

const ChoiceList &choices(Trait);

}
