// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/pdf.h"
#include "tests/reports/sampledocument.h"

#include <cstdio>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>

/// bench-pdf [chapters [rows [file]]] : pages per second of the whole way to a finished file.
/// "bench-pdf rich 0 file" writes the document that shows every kind of block.
int main(int argc, char **argv)
{
    using namespace safeguard;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    report::makeOutputReproducible();
    const QGuiApplication app(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    const bool rich = arguments.value(1) == u"rich";
    const int chapters = arguments.size() > 1 ? arguments[1].toInt() : 40;
    const int rows = arguments.size() > 2 ? arguments[2].toInt() : 150;
    const report::Document document =
        rich ? testing::richDocument() : testing::tableDocument(chapters, rows);
    QElapsedTimer timer;
    timer.start();
    qint64 stage = 0;
    int last = -1;
    const auto rendered = report::toPdf(document, [&](double done) {
        if (const int tenth = static_cast<int>(done * 10); tenth != last) {
            std::printf("%3d %% after %lld ms\n", tenth * 10, timer.elapsed());
            last = tenth;
        }
        return true;
    });
    stage = timer.elapsed();
    if (!rendered) {
        std::fprintf(stderr, "%s\n", qPrintable(rendered.error().text));
        return 1;
    }
    std::printf("%d pages, %lld ms, %.0f pages/s, %.1f KiB/page\n", rendered->pages, stage,
                rendered->pages * 1000.0 / static_cast<double>(std::max<qint64>(stage, 1)),
                static_cast<double>(rendered->pdf.size()) / 1024 / rendered->pages);
    if (arguments.size() > 3) {
        QFile file(arguments[3]);
        return file.open(QIODevice::WriteOnly) && file.write(rendered->pdf) > 0 ? 0 : 1;
    }
    return 0;
}
