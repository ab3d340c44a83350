// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/vault/secret.h"

namespace safeguard::cli {

/// The first line of a file, without its end.
Result<Secret> readSecretFile(const QString &path);
/// A recovery key, which may be spread over several lines. Error: InvalidInput.
Result<Secret> readRecoveryKeyFile(const QString &path);
/// The first line that a descriptor gives.
Result<Secret> readSecretFd(int fd);
/// Asked on the terminal without showing what is typed. Error: InvalidInput where there is none.
Result<Secret> askSecret(const QString &question);

}
