// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/mainwindow.h"

namespace safeguard {

/// The one list of the program's screens and commands.
ShellContent shellContent();

}
