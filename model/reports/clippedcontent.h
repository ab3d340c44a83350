// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <string>
#include <string_view>

namespace safeguard::report {

/// Page content as QPdfWriter writes it, without the text and paths that lie wholly outside \a clip
/// (in the content's outer coordinates). A tile of a large drawing then holds its part only, and
/// text that the clip hides is neither found nor copied. Graphics state and clips stay.
std::string withoutHidden(std::string_view content, const QRectF &clip);

}
