// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/document.h"

#include <qpdf/QPDF.hh>

namespace safeguard::report {

/// Writes the document information dictionary and an XMP packet that says the same, as PDF/A asks
/// (ISO 19005-1, 6.7.3).
void writeMetadata(QPDF &pdf, const DocumentInfo &info);

QPDFObjectHandle pdfText(const QString &text);

}
