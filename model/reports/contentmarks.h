// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pagepainter.h"

#include <string>
#include <string_view>

namespace safeguard::report {

/// Replaces painted marks by marked-content operators. \a ids gives the MCID of each mark (-1 for
/// artifacts). Everything else in \a content stays.
std::string withMarkedContent(std::string_view content, const std::vector<MarkedContent> &marks,
                              const std::vector<Node> &nodes, const std::vector<int> &ids);

/// A ToUnicode map with ligatures spelled in letters and the space glyph read as a space.
std::string repairedToUnicode(std::string_view cmap);

/// UTF-16BE with its mark, as a PDF hexadecimal string with brackets.
std::string pdfHexString(const QString &text);

}
