// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

/// Where the choices of the risk analysis find their words in the reader's language.
struct RiskWords
{
    Q_DECLARE_TR_FUNCTIONS(Risk)
};

/// A level of likelihood, impact or risk: five, as in NIST SP 800-30 Rev. 1, Appendices G to I.
enum class Level { VeryLow, Low, Moderate, High, VeryHigh };
inline constexpr int levelCount = 5;

inline const ChoiceList &choices(Level)
{
    static const ChoiceList list{{"very_low", RiskWords::tr("Very low")},
                                 {"low", RiskWords::tr("Low")},
                                 {"moderate", RiskWords::tr("Moderate")},
                                 {"high", RiskWords::tr("High")},
                                 {"very_high", RiskWords::tr("Very high")}};
    return list;
}

}
