// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace safeguard {

/// What guidance expects a risk analysis to contain, in our words. Guidance, not law.
/// Source: HHS OCR, Guidance on Risk Analysis Requirements under the HIPAA Security Rule, 2010.
struct AnalysisElements
{
    struct Element
    {
        QString title;
        QString text;
        QString chapter; ///< of our report: scope, data, threats, risks, results, approval, review
    };
    QString title;
    QString note;
    std::vector<Element> elements;

    static const AnalysisElements &current();
};

}
