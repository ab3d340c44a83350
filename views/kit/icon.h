// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/tokens.h"

#include <QIcon>

namespace safeguard {

/// An icon of our family (strokes on a 24 px grid), drawn in the colour of a role. Follows neither
/// the system's theme nor its icons, of which a bare system has none.
QIcon icon(const QString &name, Ink ink = Ink::Muted);

}
