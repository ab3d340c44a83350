// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace safeguard {

/// What a business associate agreement is looked through for, as questions in our words.
/// Source: 45 CFR 164.314(a)(2)(i), 164.504(e)(2).
struct Provisions
{
    enum class Force {
        Law,
        Option,   ///< the rule allows it
        Practice, ///< good practice
    };
    struct Provision
    {
        QString key;
        QString citation; ///< empty for good practice
        QString title;
        QString question;
        Force force = Force::Law;
    };
    QString note;
    std::vector<Provision> provisions;

    /// Null for an unknown key.
    const Provision *find(const QString &key) const;
    static const Provisions &current();
};

}
