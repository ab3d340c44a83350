// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace safeguard {

/// A place in the law, in our words.
struct Citation
{
    QString citation; ///< "164.312(b)"
    QString title;
    QString mark; ///< Standard, Required, Addressable, ...
    QString text;
};

/// The law as the rules of this program know it, with its date. Data: a later edition changes the
/// resource, not the program.
struct RuleSet
{
    QString version; ///< the day on which it was compared with the law
    QString title;
    QString note;
    std::vector<Citation> citations; ///< in the order of the law

    /// Null when it is not in the rule set.
    const Citation *find(const QString &citation) const;
    /// The one that comes with the program.
    static const RuleSet &current();
};

}
