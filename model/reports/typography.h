// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/palette.h"

#include <QFont>

namespace safeguard::report {

/// A size with its line distance, both in points.
struct TypeStyle
{
    double size;
    double leading;
    QRgb colour = palette::ink;
    bool bold = false;
    bool tabular = false; ///< all figures as wide as the widest
    double tracking = 0;  ///< added after each letter, in points

    TypeStyle with(QRgb other) const
    {
        TypeStyle copy = *this;
        copy.colour = other;
        return copy;
    }
};

namespace type {
inline constexpr TypeStyle display{30, 36, palette::ink, true, false, -0.55};
inline constexpr TypeStyle lead{12, 17, palette::muted};
inline constexpr TypeStyle overline{8, 11, palette::accent, true, false, 0.2};
inline constexpr TypeStyle h1{19, 25, palette::ink, true, false, -0.25};
inline constexpr TypeStyle h2{13, 18, palette::ink, true, false, -0.1};
inline constexpr TypeStyle h3{10.5, 15, palette::ink, true};
inline constexpr TypeStyle body{9.5, 14.25};
inline constexpr TypeStyle cell{8.25, 11.5};
inline constexpr TypeStyle number{8.25, 11.5, palette::ink, false, true};
inline constexpr TypeStyle head{7.75, 10.5, palette::muted, true};
inline constexpr TypeStyle caption{8.25, 11.5, palette::muted};
inline constexpr TypeStyle badge{7.5, 9.5, palette::ink, true};
inline constexpr TypeStyle running{7.5, 10, palette::muted, false, true};
inline constexpr TypeStyle contents1{9.5, 14, palette::ink, true, true};
inline constexpr TypeStyle contents2{9, 13, palette::ink, false, true};
inline constexpr TypeStyle digest{8.5, 13, palette::ink, false, true};
}

/// Text is laid out at this multiple of its size, so that positions are finer than font units.
inline constexpr double typeScale = 16;

/// The report face (Inter where it was built in, else the system's sans serif) at \a size points
/// times typeScale, unhinted. Callable from any thread once the application exists.
QFont reportFont(double size, bool bold);

/// False when the program was built without the embedded face.
bool hasReportFace();

}
