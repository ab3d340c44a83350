// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the worked example's binder, to be looked at and compared:
// write-binder FILE [PROJECT]. Without a project it makes one beside FILE.
#include "model/binder/binder.h"
#include "model/sample/sample.h"

#include <cstdio>
#include <QFile>
#include <QGuiApplication>

using namespace safeguard;

namespace {

const FixedClock &sampleClock()
{
    static const FixedClock clock(QDateTime({2026, 3, 14}, {9, 30}, Qt::UTC));
    return clock;
}

Result<std::unique_ptr<Project>> projectAt(const QString &path)
{
    const auto secret = [] { return Secret::fromText(QStringLiteral("correct horse battery")); };
    if (QFile::exists(path))
        return openProject(path, {QStringLiteral("dana"), secret()}, Access::ReadOnly,
                           sampleClock());
    return createSample(path,
                        {QStringLiteral("CardioLink"), QStringLiteral("dana"),
                         QStringLiteral("Dana Mensah"), secret()},
                        sampleClock());
}

}

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    report::makeOutputReproducible();
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    const QString pdf = arguments[1];
    const auto project = projectAt(arguments.value(2, pdf + QStringLiteral(".safeguard")));
    if (!project) {
        std::fprintf(stderr, "%s\n", qPrintable(wholeText(project.error())));
        return 1;
    }
    const auto rendered = renderBinder(Derived((*project)->snapshot()), factsOf(**project));
    QFile file(pdf);
    if (!rendered || !file.open(QIODevice::WriteOnly) ||
        file.write(rendered->pdf) != rendered->pdf.size())
        return 1;
    std::printf("%d pages, %lld bytes, %lld dead links\n", rendered->pages,
                static_cast<long long>(rendered->pdf.size()),
                static_cast<long long>(rendered->deadLinks.size()));
    return 0;
}
