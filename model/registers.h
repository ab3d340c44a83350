// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"

namespace safeguard {

/// All registers of the product, in the order in which they are listed.
std::shared_ptr<const Registers> allRegisters();

}
