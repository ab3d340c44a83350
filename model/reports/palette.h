// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/document.h"

#include <QRgb>

/// Colours of print, all opaque; text on its ground has a contrast of at least 4.5:1.
namespace safeguard::report::palette {

inline constexpr QRgb ink = 0xff1b2430;
inline constexpr QRgb muted = 0xff566272;
inline constexpr QRgb accent = 0xff1d5fb8;
inline constexpr QRgb hairline = 0xffd9dee5;
inline constexpr QRgb rule = 0xff8a95a3;
inline constexpr QRgb ground = 0xfff4f6f9;
inline constexpr QRgb white = 0xffffffff;
inline constexpr QRgb infoGround = 0xfff0f5fc;
inline constexpr QRgb warning = 0xff92570a;
inline constexpr QRgb warningGround = 0xfffdf5e7;

struct BadgeColours
{
    QRgb strong; ///< behind the mark, and the word's colour
    QRgb ground; ///< behind the word
};
BadgeColours badge(BadgeTone tone);

}
