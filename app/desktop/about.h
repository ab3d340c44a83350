// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace safeguard {

/// The program, its version and licence, and those of all libraries in it.
void showAbout(QWidget *parent);

}
