// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace safeguard {

class Tokens;

/// The program's look on top of Fusion. Widgets say what they are by their class and by the
/// dynamic property "role": panel, primary, quiet, chip, level, side, heading, muted, error.
QString styleSheet(const Tokens &tokens);

}
