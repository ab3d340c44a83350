// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace safeguard {

/// Registers that belong together: in the side bar, and in what a contributor may edit.
enum class Area { Map, Assess, Context, Project, Evidence };

}
