// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace safeguard {

/// Loads the program's words for the user's language, English plural forms at least. Called once,
/// after the application exists and before the first text is made.
void loadTranslation();

}
