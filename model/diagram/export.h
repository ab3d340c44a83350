// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/diagram/displaylist.h"

#include <QByteArray>

namespace safeguard::diagram {

/// A standalone SVG 1.1 picture of the whole list in which words are text. \a title becomes its
/// accessible name.
Result<QByteArray> toSvg(const DisplayList &list, const Theme &theme, const QString &title = {});
/// A PNG picture, \a scale pixels per scene unit, on the theme's ground. Refuses pictures of more
/// than 16,000 pixels in a direction.
Result<QByteArray> toPng(const DisplayList &list, const Theme &theme, double scale = 2);
/// Pixel size in scene units of the smallest words, 0 without any: a page decides by it whether the
/// picture still can be read when scaled to fit.
double smallestText(const DisplayList &list, const Theme &theme);

}
