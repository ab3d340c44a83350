// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// The projects that were open lately on this computer, with who opened them; no content.
namespace safeguard::recentfiles {

void remember(const QString &path, const QString &user);
/// The latest first; what is gone is left out.
QStringList files();
/// Also what is gone.
QStringList allFiles();
QString lastUser(const QString &path);

}
