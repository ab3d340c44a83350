// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views_flows/desk.h"

#include <QApplication>
#include <QStandardPaths>

namespace safeguard::testing {

static const bool hasApplication =
    registerApplication([](int &argc, char **argv) -> std::unique_ptr<QCoreApplication> {
        QStandardPaths::setTestModeEnabled(true);
        return std::make_unique<QApplication>(argc, argv);
    });

Desk::Desk()
    : fixture(std::make_unique<ProjectFixture>())
{
    Tokens::instance().setAppearance(Appearance::Light);
    const auto fill = [&](Edit &edit) -> Status {
        DataElement element;
        element.name = QStringLiteral("ECG samples");
        element.content = Content::Health;
        element.linksToPerson = LinksToPerson::OnlyWithOtherRecords;
        ecg = edit.put(element);
        element = {};
        element.name = QStringLiteral("Patient name");
        element.content = Content::PatientIdentity;
        element.linksToPerson = LinksToPerson::Yes;
        patient = edit.put(element);
        TrustBoundary boundary;
        boundary.name = QStringLiteral("Account");
        account = edit.put(boundary);
        const auto system = [&](const char *name) {
            System made = systemNamed(QString::fromLatin1(name));
            if (QByteArray(name) == "Cloud")
                made.boundary = account;
            if (QByteArray(name) == "Sensor")
                made.creates = {ecg};
            return edit.put(made);
        };
        sensor = system("Sensor");
        gateway = system("Gateway");
        cloud = system("Cloud");
        store = system("Store");
        Flow flow;
        flow.name = QStringLiteral("Telemetry");
        flow.source = sensor;
        flow.target = gateway;
        flow.elements = {ecg};
        telemetry = edit.put(flow);
        Diagram diagram;
        diagram.name = QStringLiteral("Main");
        diagram.showsLanes = false;
        main = edit.put(diagram);
        diagram.name = QStringLiteral("Other");
        other = edit.put(diagram);
        const auto place = [&](const Id<System> &id, double x, double y) {
            Placement placement;
            placement.diagram = main;
            placement.system = id;
            placement.x = x;
            placement.y = y;
            edit.put(placement);
        };
        place(sensor, 0, 0);
        place(gateway, 320, 0);
        place(cloud, 640, 0);
        place(store, 320, 240);
        BoundaryShape shape;
        shape.diagram = main;
        shape.boundary = account;
        shape.x = 608;
        shape.y = -64;
        shape.width = 320;
        shape.height = 240;
        edit.put(shape);
        return {};
    };
    if (const auto done = fixture->project->perform(QStringLiteral("Fill"), fill); !done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    workspace = std::make_unique<Workspace>(std::move(fixture->project));
    screen = std::make_unique<DiagramScreen>(*workspace);
    screen->setQuestions({[this](QWidget *, const QString &text, const QString &) {
                              asked += text;
                              return true;
                          },
                          [this](QWidget *, const QString &, const QString &) { return path; }});
    screen->resize(1400, 800);
    screen->show();
    screen->setDiagram(main);
    QCoreApplication::processEvents();
    screen->view()->setZoom(0.75);
    screen->view()->centerOn(464, 120);
    settle();
}

Desk::~Desk()
{
    screen.reset();
    workspace.reset();
}

void Desk::settle() const
{
    QTRY_VERIFY(!scene().isRouting());
    QTRY_VERIFY(workspace->deriver().isCurrent());
    QCoreApplication::processEvents();
    QTRY_VERIFY(!scene().isRouting());
}

void Desk::click(const QPoint &point, Qt::KeyboardModifiers modifiers) const
{
    QTest::mouseClick(viewport(), Qt::LeftButton, modifiers, point);
}

void Desk::doubleClick(const QPoint &point) const
{
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, point);
    QTest::mouseDClick(viewport(), Qt::LeftButton, {}, point);
}

void Desk::drag(const QPoint &from, const QPoint &to) const
{
    QTest::mousePress(viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(viewport(), (from + to) / 2);
    QTest::mouseMove(viewport(), to);
}

void Desk::release(const QPoint &point) const
{
    QTest::mouseRelease(viewport(), Qt::LeftButton, {}, point);
}

void Desk::dragAndDrop(const QPoint &from, const QPoint &to) const
{
    drag(from, to);
    release(to);
}

void Desk::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(screen->view(), key, modifiers);
}

QRectF Desk::placed(const Id<System> &system) const
{
    for (const Placement &placement : now().rows<Placement>()) {
        if (placement.diagram == main && placement.system == system)
            return {placement.x, placement.y, placement.width, placement.height};
    }
    return {};
}

}
