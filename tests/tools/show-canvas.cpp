// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/flowsample.h"
#include "tests/tools/projectfixture.h"
#include "views/flows/diagramscreen.h"
#include "views/kit/tokens.h"

#include <cstdio>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTabBar>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

struct Shots
{
    DiagramScreen &screen;
    QString folder;
    void take(const QString &name)
    {
        settle(500);
        screen.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
};

}

/// show-canvas FOLDER draws the screen with a sample diagram in several states, to be looked at.
int main(int argc, char **argv)
{
    if (argc < 2) {
        std::printf("show-canvas FOLDER\n");
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    Tokens::instance().setAppearance(Appearance::Light);
    ProjectFixture fixture;
    FlowSample sample;
    const auto done =
        fixture.project->perform(QStringLiteral("Add the sample"), [&](Edit &edit) -> Status {
            sample = addFlowSample(
                sinkInto([&](auto record) -> AnyId { return edit.put(std::move(record)); }));
            Diagram empty;
            empty.name = QStringLiteral("Update path");
            edit.put(std::move(empty));
            return {};
        });
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    Workspace workspace(std::move(fixture.project));
    DiagramScreen screen(workspace);
    Shots shots{screen, QString::fromLocal8Bit(argv[1])};
    const auto id = [&](const char *name) {
        return sample.byName.value(QString::fromLatin1(name));
    };
    // What the window's side bar, top and status bar leave of 1440 x 900 and of 1280 x 800.
    screen.resize(1224, 806);
    screen.show();
    shots.take(QStringLiteral("fit"));
    screen.view()->setZoom(1);
    screen.view()->reveal(id("Report export"));
    shots.take(QStringLiteral("flow"));
    screen.view()->reveal(id("Ingestion API"));
    shots.take(QStringLiteral("system"));
    screen.view()->reveal(id("Cloud account"));
    shots.take(QStringLiteral("boundary"));
    screen.findChild<QTabBar *>(QStringLiteral("side-tabs"))->setCurrentIndex(1);
    screen.view()->fit();
    screen.setLayer(DrawingLayer::Encryption);
    shots.take(QStringLiteral("encryption"));
    screen.setLayer(DrawingLayer::Operator);
    shots.take(QStringLiteral("operator"));
    screen.setLayer(DrawingLayer::Environment);
    shots.take(QStringLiteral("environment"));
    screen.setLayer(DrawingLayer::DataTier);
    screen.findChild<QTabBar *>(QStringLiteral("side-tabs"))->setCurrentIndex(0);
    Tokens::instance().setAppearance(Appearance::Dark);
    screen.view()->reveal(id("Report export"));
    shots.take(QStringLiteral("dark"));
    screen.resize(1064, 706);
    screen.view()->fit();
    shots.take(QStringLiteral("dark-small"));
    Tokens::instance().setAppearance(Appearance::Light);
    screen.view()->fit();
    shots.take(QStringLiteral("small"));
    auto *diagrams = screen.findChild<QComboBox *>(QStringLiteral("diagrams"));
    screen.setDiagram(Id<Diagram>(AnyId::fromBytes(diagrams->itemData(1).toByteArray())));
    shots.take(QStringLiteral("empty"));
    return 0;
}
