// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace safeguard {

/// Tells what did not work and waits until it is read. The text is taken as it is, not as markup.
void warn(QWidget *parent, const QString &title, const QString &text);
/// Tells something that is worth knowing, in the same way.
void tell(QWidget *parent, const QString &title, const QString &text);

}
