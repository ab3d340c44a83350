// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/backups.h"

/// How each project is backed up on this computer; no content.
namespace safeguard::plans {

/// The default one until another was kept.
BackupPlan planOf(const QString &project);
void keep(const QString &project, const BackupPlan &plan);

}
