// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/pdf.h"

#include "model/reports/finishpdf.h"
#include "model/reports/paginator.h"

#include <QCoreApplication>
#include <QHashFunctions>

namespace safeguard::report {

namespace {
constexpr double paginated = 0.35;
constexpr double painted = 0.6;
}

Result<Rendered> toPdf(const Document &document, const Progress &progress)
{
    try {
        Pages pages = paginate(document, Stage(progress, 0, paginated));
        PaintedPages content = paintPages(pages, document, Stage(progress, paginated, painted));
        return finishPdf(std::move(content), pages, document.info, Stage(progress, painted, 1));
    } catch (const Cancelled &) {
        return failure(ErrorCode::Cancelled,
                       QCoreApplication::translate("Report", "The report was cancelled."));
    } catch (const std::exception &) {
        return failure(ErrorCode::Internal,
                       QCoreApplication::translate(
                           "Report", "The report could not be written as PDF. Nothing was saved; "
                                     "this is a defect of the program."));
    }
}

void makeOutputReproducible()
{
    QHashSeed::setDeterministicGlobalSeed();
}

}
