// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

namespace safeguard {

/// Opens or creates in a worker, for deriving a key takes a second; then calls \a done on the
/// thread of \a context, unless that is gone.
using Opened = std::function<void(Result<std::unique_ptr<Project>>)>;
void openInBackground(QObject *context, std::function<Result<std::unique_ptr<Project>>()> open,
                      Opened done);

}
