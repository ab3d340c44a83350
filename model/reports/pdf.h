// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/reports/document.h"
#include "model/reports/stopper.h"

#include <QByteArray>

namespace safeguard::report {

struct Rendered
{
    QByteArray pdf;
    int pages = 0;
    /// Targets of internal links that no anchor answers to; printed as plain text. A report that
    /// has any is wrong.
    QStringList deadLinks = {};
};

/// A tagged PDF/A-1b with bookmarks and links; the same bytes for the same document on the same
/// machine when makeOutputReproducible() was called first. Needs a QGuiApplication; may run in any
/// thread. Errors: Cancelled, Internal.
Result<Rendered> toPdf(const Document &document, const Progress &progress = {});

/// To be called first in main, before the application object: the order in which fonts are written
/// follows Qt's hash seed.
void makeOutputReproducible();

}
