// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/filters.h"

#include "model/flows/flow.h"
#include "views/kit/icon.h"

#include <QComboBox>
#include <QLineEdit>

namespace safeguard {

QLineEdit *findLine(const QString &placeholder, const QString &accessibleName, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(QStringLiteral("find"));
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(accessibleName);
    line->setClearButtonEnabled(true);
    line->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    return line;
}

QComboBox *tierChoice(QWidget *parent)
{
    auto *choice = new QComboBox(parent);
    choice->setObjectName(QStringLiteral("tier"));
    choice->setAccessibleName(QCoreApplication::translate("Filters", "Tier"));
    choice->addItem(QCoreApplication::translate("Filters", "All tiers"));
    for (const Tier each : {Tier::One, Tier::Two, Tier::Three, Tier::Four})
        choice->addItem(labelOf(each), int(each));
    return choice;
}

}
