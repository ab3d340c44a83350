// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/palette.h"

namespace safeguard::report::palette {

BadgeColours badge(BadgeTone tone)
{
    switch (tone) {
    case BadgeTone::Tier1:
    case BadgeTone::Critical:
        return {0xffa61b1b, 0xfffbecec};
    case BadgeTone::Tier2:
    case BadgeTone::High:
        return {0xff92570a, 0xfffdf3e1};
    case BadgeTone::Tier3:
        return {0xff0f6b64, 0xffe6f4f2};
    case BadgeTone::Medium:
        return {0xff1d5fb8, 0xffe9f1fb};
    case BadgeTone::Good:
        return {0xff1f6b3a, 0xffe8f5ec};
    case BadgeTone::Tier4:
    case BadgeTone::Low:
    case BadgeTone::Neutral:
        break;
    }
    return {0xff475569, 0xffeef1f5};
}

}
