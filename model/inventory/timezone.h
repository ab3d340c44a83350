// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/organization.h"

namespace safeguard {

/// In which the organization's times of day are meant; UTC when it names none.
inline QTimeZone zoneOf(const Organization &organization)
{
    // Without a name Qt would take the computer's zone.
    const QTimeZone zone(organization.timeZone.isEmpty() ? QByteArray("UTC")
                                                         : organization.timeZone.toLatin1());
    return zone.isValid() ? zone : QTimeZone::utc();
}

}
