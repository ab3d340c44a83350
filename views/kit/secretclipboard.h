// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <QString>

namespace safeguard {

/// Puts a secret on the clipboard for that time, asking programs that remember what was copied not
/// to. What somebody else copies meanwhile stays. Ends early with the program; locking clears the
/// clipboard anyway.
void copySecret(const QString &secret, std::chrono::milliseconds time = std::chrono::seconds(30));

}
