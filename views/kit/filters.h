// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QComboBox;
class QLineEdit;
class QWidget;

namespace safeguard {

/// A line to find something by, with its sign and a button to clear it.
QLineEdit *findLine(const QString &placeholder, const QString &accessibleName, QWidget *parent);
/// All tiers, or one: int(Tier) as data, none for all.
QComboBox *tierChoice(QWidget *parent);

}
