// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace safeguard {

/// Questions in our words that are answered one by one, of an agreement or of a vendor.
struct Checklist
{
    enum class Force {
        Law,
        Option,   ///< the rule allows it
        Practice, ///< good practice
    };
    struct Question
    {
        QString key;
        QString citation; ///< empty for good practice
        QString title;
        QString question;
        Force force = Force::Law;
    };
    QString note;
    std::vector<Question> questions;

    /// Null for an unknown key.
    const Question *find(const QString &key) const;

    /// What a business associate agreement is looked through for.
    /// Source: 45 CFR 164.314(a)(2)(i), 164.504(e)(2).
    static const Checklist &provisions();
    /// What a vendor is asked before ePHI is given to it, and each year: satisfactory assurances,
    /// 45 CFR 164.308(b). The questions are good practice; what each is about is cited.
    static const Checklist &vendorQuestions();
};

}
