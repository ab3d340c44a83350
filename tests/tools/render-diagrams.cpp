// SPDX-License-Identifier: GPL-3.0-or-later
// Draws sample diagrams into a folder, to be looked at: render-diagrams FOLDER [NAME]
#include "model/diagram/export.h"
#include "model/diagram/layout.h"
#include "model/diagram/routing.h"
#include "tests/tools/samplediagrams.h"

#include <cstdio>
#include <functional>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSaveFile>
#include <vector>

using namespace safeguard;
using namespace safeguard::diagram;
using namespace safeguard::testing;

namespace {

bool save(const QString &path, const Result<QByteArray> &bytes)
{
    if (!bytes) {
        std::fprintf(stderr, "%s\n", qPrintable(bytes.error().text));
        return false;
    }
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size() && file.commit();
}

bool render(const QString &folder, const QString &name, Graph graph, const Theme &theme,
            bool withBoundary)
{
    QElapsedTimer timer;
    timer.start();
    const TextMetrics metrics(theme);
    LayoutOptions options;
    options.labelWidth = [&](const QString &label) {
        return metrics.width(FontRole::FlowLabel, label) + 32;
    };
    graph = arranged(std::move(graph), arrange(graph, options));
    const qint64 arrangedAt = timer.elapsed();
    const std::vector<Route> routes = routed(graph);
    const qint64 routedAt = timer.elapsed();
    const std::vector<PlacedLabel> labels = placeLabels(graph, routes, {}, metrics);
    DisplayOptions shown;
    shown.legend = legendFor(graph);
    shown.titleBlock = TitleBlock{name, {QStringLiteral("Sample, system level")}};
    DisplayList list = buildDisplayList(graph, routes, labels, metrics, shown);
    if (withBoundary)
        addCreationBoundary(list, graph, routes, labels, {numberedId(2, 2), numberedId(3, 2)},
                            {numberedId(3)}, metrics);
    size_t bends = 0;
    for (const Route &route : routes)
        bends += route.points.size() > 2 ? route.points.size() - 2 : 0;
    std::printf("%-14s arrange %lld ms, route %lld ms, labels %zu, bends %zu\n", qPrintable(name),
                arrangedAt, routedAt - arrangedAt, labels.size(), bends);
    const double longest = std::max(list.bounds.width(), list.bounds.height());
    return save(folder + QLatin1Char('/') + name + QStringLiteral(".png"),
                toPng(list, theme, std::min(1.0, 3000 / longest))) &&
           save(folder + QLatin1Char('/') + name + QStringLiteral(".svg"),
                toSvg(list, theme, name));
}

struct Sample
{
    const char *name;
    SampleShape shape;
};

}

int main(int argc, char **argv)
{
    const QGuiApplication app(argc, argv);
    if (argc < 2)
        return 2;
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const QByteArray only = argc > 2 ? argv[2] : "";
    QDir().mkpath(folder);
    bool good = true;
    const auto wanted = [&](const char *name) { return only.isEmpty() || only == name; };
    if (wanted("heart"))
        good &= render(folder, QStringLiteral("heart"), heartMonitor(), Theme::light(), true);
    if (wanted("heart-dark"))
        good &= render(folder, QStringLiteral("heart-dark"), heartMonitor(), Theme::dark(), true);
    const std::vector<Sample> samples{
        {"flows20", {14, 20, 6, 4}},
        {"flows60", {40, 60, 6, 6, 0.5, 0.1, 0.03, 0.1, 0.1}},
        {"flows150", {90, 150, 6, 9, 0.5, 0.08}},
        {"nolanes", {30, 40, 0, 4, 0.3, 0.1, 0.05, 0.1, 0.1}},
        {"nodes300", {300, 420, 6, 16, 0.4, 0.05}},
        {"pinned", {40, 60, 6, 5, 0.3, 0.1, 0, 0, 0, 0.15}},
    };
    for (const Sample &sample : samples) {
        if (wanted(sample.name))
            good &= render(folder, QString::fromLatin1(sample.name), sampleDiagram(sample.shape),
                           Theme::light(), false);
    }
    return good ? 0 : 1;
}
