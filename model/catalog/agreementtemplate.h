// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace safeguard {

/// A business associate agreement to begin with, in our words. Data: whoever wants other words
/// changes the resource. Words in braces are filled in, those in brackets are left to people.
struct AgreementTemplate
{
    struct Clause
    {
        QString provision; ///< its key, see Provisions; empty where the rule asks for nothing
        QString when; ///< "covered", "chain" or "open", by what the principal is; empty: always
        QString text;
    };
    struct Section
    {
        QString title;
        std::vector<Clause> clauses;
    };
    QString version;
    QString title;
    QString mark; ///< on every page
    QString note;
    std::vector<Section> sections;

    static const AgreementTemplate &current();
};

}
