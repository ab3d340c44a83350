// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/pdf.h"
#include "tests/reports/sampledocument.h"

#include <QFile>
#include <QGuiApplication>

/// write-sample FILE : the rich sample as PDF, to compare what two processes write.
int main(int argc, char **argv)
{
    using namespace safeguard;
    report::makeOutputReproducible();
    const QGuiApplication app(argc, argv);
    const auto rendered = report::toPdf(testing::richDocument());
    QFile file(QGuiApplication::arguments().value(1));
    if (!rendered || !file.open(QIODevice::WriteOnly))
        return 1;
    return file.write(rendered->pdf) == rendered->pdf.size() ? 0 : 1;
}
