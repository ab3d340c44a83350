// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/mainwindow.h"

namespace safeguard {

/// The one list of the program's screens and commands.
/// \a newCost says, in a worker, what guessing a new passphrase shall cost.
ShellContent shellContent(std::function<KdfCost()> newCost = KdfCost::calibrated);

}
