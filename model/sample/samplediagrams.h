// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/sample/sampletable.h"

namespace safeguard::sample {

/// Places the systems that the tables name for a diagram, with the trust boundaries around them and
/// the diagram's note below.
Status arrangeDiagram(Edit &edit, const QString &diagram, const Day &day);

}
