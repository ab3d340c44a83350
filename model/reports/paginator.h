// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"
#include "model/reports/stopper.h"

namespace safeguard::report {

/// Breaks \a document into pages: cover, contents, body. The result refers to the document's
/// figures. Throws Cancelled.
Pages paginate(const Document &document, const Stage &stage);

}
