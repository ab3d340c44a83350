// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views_flows/desk.h"

#include "views/flows/outlinemodel.h"
#include "views/flows/systempicker.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace safeguard;
using namespace safeguard::testing;

/// The screen around the canvas.
class tst_diagramscreen final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_desk = std::make_unique<Desk>(); }
    void cleanup() { m_desk.reset(); }
    void placeFromInventory();
    void newSystemInABoundary();
    void newSystemsOverlapNothing();
    void addBoundaryAroundSelection();
    void placeAllOnEmptyDiagram();
    void emptyHint();
    void noDiagrams();
    void removeDiagram();
    void copyToAnotherDiagram();
    void pasteOnTheSameAsks();
    void layerSwitch();
    void editElsewhereChangesTiers();
    void outlineInStep();
    void outlineModel();
    void search();
    void inspectorShowsWhy();
    void inspectorEdits();
    void enterOpensTheFirstField();
    void revealFindsTheDiagram();
    void alignAndDistribute();
    void pinnedStay();
    void themeFollows();
    void exportSvg();
    void exportPdf();
    void exportPng();
    void everyControlIsNamed();
    void viewStateIsKept();
    void readOnly();
    void fiveThousandSystems();

private:
    QAction *action(const QString &name) const
    {
        return m_desk->screen->findChild<QAction *>(name);
    }
    std::unique_ptr<Desk> m_desk;
};

void tst_diagramscreen::placeFromInventory()
{
    Desk &d = *m_desk;
    d.screen->setDiagram(d.other);
    QTimer::singleShot(0, this, [] {
        auto *picker = qobject_cast<SystemPicker *>(QApplication::activeModalWidget());
        QVERIFY(picker);
        auto *search = picker->findChild<QLineEdit *>(QStringLiteral("picker-search"));
        QTest::keyClicks(search, QStringLiteral("gate"));
        QCOMPARE(picker->chosenSystems().size(), size_t(1));
        QTest::keyClick(search, Qt::Key_Return);
    });
    const size_t systems = d.now().rows<System>().size();
    d.screen->placeFromInventory();
    QVERIFY(d.scene().node(d.gateway));
    QCOMPARE(d.now().rows<System>().size(), systems); // one record either way
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.gateway});
}

void tst_diagramscreen::newSystemInABoundary()
{
    Desk &d = *m_desk;
    d.view().centerOn(760, 130);
    const qint64 before = d.edits();
    action(QStringLiteral("new-database"))->trigger();
    QCOMPARE(d.edits(), before + 1);
    const System *made = d.now().find(Id<System>(d.scene().current()));
    QVERIFY(made);
    QCOMPARE(made->kind, SystemKind::Database);
    QCOMPARE(made->lane, Lane::Storage);
    QCOMPARE(made->boundary, d.account);
    QVERIFY(d.scene().rectOf(d.account).contains(d.scene().rectOf(made->id)));
}

void tst_diagramscreen::newSystemsOverlapNothing()
{
    Desk &d = *m_desk;
    for (int i = 0; i < 12; ++i)
        action(QStringLiteral("new-queue"))->trigger();
    const auto &nodes = d.scene().content().graph.nodes;
    QCOMPARE(nodes.size(), size_t(16));
    for (size_t a = 0; a < nodes.size(); ++a) {
        for (size_t b = a + 1; b < nodes.size(); ++b)
            QVERIFY(!nodes[a].rect.intersects(nodes[b].rect));
    }
}

void tst_diagramscreen::addBoundaryAroundSelection()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor, d.gateway}, d.sensor);
    const qint64 before = d.edits();
    d.find<QToolButton>("tool-boundary")->click();
    QCOMPARE(d.edits(), before + 1);
    const AnyId made = d.scene().current();
    QCOMPARE(d.scene().kindOf(made), ElementKind::Boundary);
    QCOMPARE(AnyId(d.now().find(d.sensor)->boundary), made);
    QCOMPARE(AnyId(d.now().find(d.gateway)->boundary), made);
    QVERIFY(d.now().find(d.store)->boundary.isNull());
}

void tst_diagramscreen::placeAllOnEmptyDiagram()
{
    Desk &d = *m_desk;
    System retired = systemNamed(QStringLiteral("Old server"));
    retired.status = SystemStatus::Retired;
    QVERIFY(d.workspace->perform(QStringLiteral("Add"), [&](Edit &edit) {
        retired.id = edit.put(retired);
        return Status();
    }));
    d.screen->setDiagram(d.other);
    const qint64 before = d.edits();
    d.find<QPushButton>("hint-all")->click();
    QCOMPARE(d.edits(), before + 1);
    const auto &graph = d.scene().content().graph;
    QCOMPARE(graph.nodes.size(), size_t(4));
    QCOMPARE(graph.edges.size(), size_t(1));
    QCOMPARE(graph.containers.size(), size_t(1));
    QCOMPARE(d.scene().kindOf(retired.id), ElementKind::None);
    QVERIFY(d.scene().rectOf(d.account).contains(d.scene().rectOf(d.cloud)));
    QVERIFY(!d.scene().rectOf(d.account).intersects(d.scene().rectOf(d.store)));
    QVERIFY_OK(d.project().undo());
    QVERIFY(d.scene().content().graph.nodes.empty());
}

void tst_diagramscreen::emptyHint()
{
    Desk &d = *m_desk;
    auto *hint = d.find<QWidget>("empty-hint");
    QVERIFY(!hint->isVisible());
    d.screen->setDiagram(d.other);
    QVERIFY(hint->isVisible());
    QVERIFY(d.find<QPushButton>("hint-new")->menu());
    action(QStringLiteral("new-gateway"))->trigger();
    QVERIFY(!hint->isVisible());
}

void tst_diagramscreen::noDiagrams()
{
    Desk &d = *m_desk;
    d.screen->removeDiagram(); // asks, since it has content
    QCOMPARE(d.asked.size(), 1);
    QCOMPARE(d.screen->diagram(), d.other);
    d.screen->removeDiagram();
    QCOMPARE(d.asked.size(), 1);
    QVERIFY(d.screen->diagram().isNull());
    auto *first = d.find<QPushButton>("first-diagram");
    QVERIFY(first->isVisible());
    first->click();
    QVERIFY(!d.screen->diagram().isNull());
    QCOMPARE(d.now().rows<Diagram>().size(), size_t(1));
}

void tst_diagramscreen::removeDiagram()
{
    Desk &d = *m_desk;
    d.screen->removeDiagram();
    QVERIFY(!d.now().find(d.main));
    QVERIFY(d.now().rows<Placement>().isEmpty());
    QVERIFY(d.now().find(d.gateway));
    QVERIFY_OK(d.project().undo());
    QCOMPARE(d.now().rows<Placement>().size(), size_t(4));
}

void tst_diagramscreen::copyToAnotherDiagram()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor, d.gateway}, d.sensor);
    QTest::keyClick(&d.view(), Qt::Key_C, Qt::ControlModifier);
    d.screen->setDiagram(d.other);
    const size_t systems = d.now().rows<System>().size();
    const qint64 before = d.edits();
    QTest::keyClick(&d.view(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.now().rows<System>().size(), systems);
    QVERIFY(d.scene().node(d.sensor) && d.scene().node(d.gateway));
    QVERIFY(d.scene().edge(d.telemetry)); // shows by itself
    QCOMPARE(d.scene().rectOf(d.gateway).topLeft() - d.scene().rectOf(d.sensor).topLeft(),
             QPointF(320, 0));
    QVERIFY(d.asked.isEmpty());
}

void tst_diagramscreen::pasteOnTheSameAsks()
{
    Desk &d = *m_desk;
    d.scene().select({d.store}, d.store);
    d.screen->copySelected();
    const size_t systems = d.now().rows<System>().size();
    d.screen->paste();
    QCOMPARE(d.asked.size(), 1);
    QCOMPARE(d.now().rows<System>().size(), systems + 1);
    d.screen->setQuestions({[](QWidget *, const QString &, const QString &) { return false; }, {}});
    d.screen->paste();
    QCOMPARE(d.now().rows<System>().size(), systems + 1);
}

void tst_diagramscreen::layerSwitch()
{
    Desk &d = *m_desk;
    auto *layers = d.find<QComboBox>("layer");
    QCOMPARE(layers->count(), 4);
    QCOMPARE(d.scene().node(d.gateway)->tier, 2);
    d.screen->setLayer(DrawingLayer::Operator);
    QCOMPARE(layers->currentIndex(), 2);
    QCOMPARE(d.scene().node(d.gateway)->tier, 0);
    QCOMPARE(d.scene().node(d.gateway)->subtitle, QStringLiteral("Operated by us"));
}

void tst_diagramscreen::editElsewhereChangesTiers()
{
    Desk &d = *m_desk;
    QCOMPARE(d.scene().node(d.gateway)->tier, 2);
    QVERIFY(d.scene().content().joins.empty());
    QVERIFY(d.workspace->perform(QStringLiteral("Elsewhere"), [&](Edit &edit) {
        edit.change(d.gateway, [&](System &system) { system.creates.insert(d.patient); });
        return Status();
    }));
    QTRY_COMPARE(d.scene().node(d.gateway)->tier, 1);
    QCOMPARE(d.scene().content().joins, std::vector<AnyId>{d.gateway});
    QCOMPARE(d.scene().content().cuts, std::vector<AnyId>{d.telemetry});
}

void tst_diagramscreen::outlineInStep()
{
    Desk &d = *m_desk;
    auto *outline = d.find<QTreeView>("outline");
    auto *model = qobject_cast<OutlineModel *>(outline->model());
    d.scene().select({d.store}, d.store);
    QCOMPARE(outline->selectionModel()->selectedIndexes(),
             QModelIndexList{model->indexOf(d.store)});
    const auto choose = [&](const AnyId &id) {
        outline->selectionModel()->setCurrentIndex(model->indexOf(id),
                                                   QItemSelectionModel::ClearAndSelect);
    };
    choose(d.telemetry);
    QCOMPARE(d.scene().nameOf(d.scene().current()), QStringLiteral("FLW-001 Telemetry"));
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.telemetry});
    choose(d.sensor);
    QTest::keyClick(outline, Qt::Key_Down);
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.gateway});
    d.screen->removeSelected(false);
    QVERIFY(!model->indexOf(d.gateway).isValid());
}

void tst_diagramscreen::outlineModel()
{
    Desk &d = *m_desk;
    auto *model = qobject_cast<OutlineModel *>(d.find<QTreeView>("outline")->model());
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(model->index(OutlineModel::Systems, 0)), 4);
    action(QStringLiteral("new-gateway"))->trigger();
    QCOMPARE(model->rowCount(model->index(OutlineModel::Systems, 0)), 5);
    d.scene().select({d.sensor}, d.sensor);
    d.screen->removeSelected(true);
    QCOMPARE(model->rowCount(model->index(OutlineModel::Systems, 0)), 4);
    QCOMPARE(model->rowCount(model->index(OutlineModel::Flows, 0)), 0);
    d.screen->setDiagram(d.other);
    QCOMPARE(model->rowCount(model->index(OutlineModel::Systems, 0)), 0);
    QVERIFY_OK(d.project().undo());
    d.screen->setDiagram(d.main);
    const QModelIndex sensor = model->indexOf(d.sensor);
    QVERIFY(sensor.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Sensor")));
}

void tst_diagramscreen::search()
{
    Desk &d = *m_desk;
    QTest::keyClick(&d.view(), Qt::Key_Slash);
    auto *find = d.find<QLineEdit>("find");
    find->setText(QStringLiteral("sto"));
    QCOMPARE(d.scene().current(), AnyId(d.store));
    find->setText(QStringLiteral("SYS-00"));
    QTest::keyClick(find, Qt::Key_Return);
    const AnyId first = d.scene().current();
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(d.scene().current() != first);
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(find->text().isEmpty());
}

void tst_diagramscreen::inspectorShowsWhy()
{
    Desk &d = *m_desk;
    d.scene().select({d.gateway}, d.gateway);
    QTRY_VERIFY(!d.screen->findChildren<QLabel *>(QStringLiteral("why")).isEmpty());
    QLabel *line = d.screen->findChildren<QLabel *>(QStringLiteral("why")).last();
    Q_EMIT line->linkActivated(QStringLiteral("#"));
    QCOMPARE(d.scene().current(), AnyId(d.sensor)); // where the data come from
}

void tst_diagramscreen::inspectorEdits()
{
    Desk &d = *m_desk;
    d.scene().select({d.store}, d.store);
    auto *form = d.find<QWidget>("form-systems");
    QVERIFY(form && form->isVisible());
    auto *name = form->findChild<QLineEdit *>();
    QCOMPARE(name->text(), QStringLiteral("Store"));
    name->setFocus();
    name->setText(QStringLiteral("Archive"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(d.now().find(d.store)->name, QStringLiteral("Archive"));
    QCOMPARE(d.scene().node(d.store)->title, QStringLiteral("Archive"));
}

void tst_diagramscreen::enterOpensTheFirstField()
{
    Desk &d = *m_desk;
    d.screen->activateWindow();
    d.scene().select({d.store}, d.store);
    QTest::keyClick(&d.view(), Qt::Key_Return);
    auto *form = d.find<QWidget>("form-systems");
    QTRY_VERIFY(d.screen->focusWidget() && form->isAncestorOf(d.screen->focusWidget()));
}

void tst_diagramscreen::revealFindsTheDiagram()
{
    Desk &d = *m_desk;
    d.screen->setDiagram(d.other);
    d.screen->reveal({QStringLiteral("diagrams"), d.telemetry, {}});
    QCOMPARE(d.screen->diagram(), d.main);
    QCOMPARE(d.scene().current(), AnyId(d.telemetry));
    d.screen->reveal({QStringLiteral("diagrams"), d.other, {}});
    QCOMPARE(d.screen->diagram(), d.other);
}

void tst_diagramscreen::alignAndDistribute()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor, d.gateway, d.store}, d.sensor);
    const qint64 before = d.edits();
    for (QAction *each : d.find<QPushButton>("arrange")->menu()->actions()) {
        if (each->text() == QStringLiteral("Align top"))
            each->trigger();
    }
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.placed(d.store).y(), 0.0);
    QCOMPARE(d.placed(d.store).x(), 320.0);
}

void tst_diagramscreen::pinnedStay()
{
    Desk &d = *m_desk;
    d.scene().select({d.store}, d.store);
    for (QAction *each : d.find<QPushButton>("arrange")->menu()->actions()) {
        if (each->text() == QStringLiteral("Pin what is selected"))
            each->trigger();
    }
    QVERIFY(d.scene().node(d.store)->pinned);
    d.screen->arrangeAll();
    QCOMPARE(d.placed(d.store).topLeft(), QPointF(320, 240));
}

void tst_diagramscreen::themeFollows()
{
    Desk &d = *m_desk;
    const QColor light = d.scene().style().color(diagram::ColorRole::Ground);
    Tokens::instance().setAppearance(Appearance::Dark);
    const QColor dark = d.scene().style().color(diagram::ColorRole::Ground);
    QVERIFY(dark.lightness() < 60 && light.lightness() > 200);
    const QImage picture = d.view().grab().toImage();
    QCOMPARE(picture.pixelColor(picture.width() - 3, 3), dark);
    Tokens::instance().setAppearance(Appearance::Light);
}

void tst_diagramscreen::exportSvg()
{
    Desk &d = *m_desk;
    d.path = d.fixture->dir.filePath(QStringLiteral("a.svg"));
    action(QStringLiteral("export-svg"))->trigger();
    QFile file(d.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(svg.contains("<text"));
    for (const char *words : {"Sensor", "Gateway", "Account", "Main"})
        QVERIFY2(svg.contains(words), words);
    QVERIFY(!svg.contains("<image"));
}

void tst_diagramscreen::exportPdf()
{
    Desk &d = *m_desk;
    d.path = d.fixture->dir.filePath(QStringLiteral("a.pdf"));
    action(QStringLiteral("export-pdf"))->trigger();
    QFile file(d.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("pdfaid"));
    const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (tool.isEmpty())
        QSKIP("pdftotext is not installed");
    QProcess process;
    process.start(tool, {d.path, QStringLiteral("-")});
    QVERIFY(process.waitForFinished());
    const QString words = QString::fromUtf8(process.readAllStandardOutput());
    for (const char *word : {"Sensor", "Gateway", "Account", "Main"})
        QVERIFY2(words.contains(QString::fromLatin1(word)), qPrintable(words));
}

void tst_diagramscreen::exportPng()
{
    Desk &d = *m_desk;
    d.path = d.fixture->dir.filePath(QStringLiteral("a.png"));
    action(QStringLiteral("export-png"))->trigger();
    const QImage image(d.path);
    QVERIFY(image.width() > 1800); // two pixels a unit
    d.path = QStringLiteral("/no/such/folder/a.png");
    QSignalSpy refused(d.workspace.get(), &Workspace::refused);
    action(QStringLiteral("export-png"))->trigger();
    QCOMPARE(refused.size(), 1);
}

void tst_diagramscreen::everyControlIsNamed()
{
    Desk &d = *m_desk;
    for (QWidget *widget : d.screen->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = face && !face->text(QAccessible::Name).isEmpty();
        const bool isPart = widget->objectName().startsWith(QLatin1String("qt_")) ||
                            widget->parentWidget()->inherits("QComboBox") ||
                            widget->parentWidget()->inherits("QAbstractScrollArea") ||
                            widget->window() != d.screen.get();
        const bool isInForm = d.find<QWidget>("inspector")->isAncestorOf(widget);
        if (!isPart && !isInForm)
            QVERIFY2(isNamed,
                     qPrintable(QStringLiteral("%1 %2").arg(
                         QLatin1String(widget->metaObject()->className()), widget->objectName())));
    }
}

void tst_diagramscreen::viewStateIsKept()
{
    Desk &d = *m_desk;
    d.screen->setLayer(DrawingLayer::Environment);
    d.view().setZoom(1.5);
    d.view().centerOn(400, 200);
    d.screen->hide();
    DiagramScreen again(*d.workspace);
    QCOMPARE(again.layer(), DrawingLayer::Environment);
    QCOMPARE(again.diagram(), d.main);
    QCOMPARE(again.view()->zoom(), 1.5);
}

void tst_diagramscreen::readOnly()
{
    Desk &d = *m_desk;
    const QString path = d.project().path();
    const Id<System> store = d.store;
    d.screen.reset();
    d.workspace.reset();
    auto opened = Project::open(path, dana(), Access::ReadOnly, allRegisters(), d.fixture->clock);
    QVERIFY_OK(opened);
    d.workspace = std::make_unique<Workspace>(*std::move(opened));
    d.screen = std::make_unique<DiagramScreen>(*d.workspace);
    d.screen->resize(1400, 800);
    d.screen->show();
    QCoreApplication::processEvents();
    QVERIFY(d.scene().node(store));
    const QRectF before = d.scene().rectOf(store);
    d.dragAndDrop(d.at(store), d.at(store) + QPoint(60, 60));
    QCOMPARE(d.scene().rectOf(store), before);
    d.key(Qt::Key_Delete);
    QVERIFY(d.scene().node(store));
    QVERIFY(!d.find<QToolButton>("tool-note")->isEnabled());
}

void tst_diagramscreen::fiveThousandSystems()
{
    Desk &d = *m_desk;
    constexpr int count = 5000;
    const auto fill = [&](Edit &edit, const Project::Progress &) -> Status {
        std::vector<Id<System>> systems;
        for (int i = 0; i < count; ++i) {
            systems.push_back(edit.put(systemNamed(QStringLiteral("System %1").arg(i))));
            Placement placement;
            placement.diagram = d.other;
            placement.system = systems.back();
            placement.x = (i % 70) * 256;
            placement.y = (i / 70) * 128;
            edit.put(placement);
        }
        for (int i = 0; i + 1 < count; ++i) {
            Flow flow;
            flow.name = QStringLiteral("Flow %1").arg(i);
            flow.source = systems[static_cast<size_t>(i)];
            flow.target = systems[static_cast<size_t>(i + 1)];
            edit.put(flow);
        }
        return {};
    };
    auto future = d.project().performLong(QStringLiteral("Fill"), fill, {});
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 60'000);
    QVERIFY_OK(future.result());
    d.screen->setDiagram(d.other);
    QCOMPARE(d.scene().content().graph.nodes.size(), size_t(count));
    QCOMPARE(d.scene().content().graph.edges.size(), size_t(count - 1));
    QTRY_VERIFY_WITH_TIMEOUT(!d.scene().isRouting(), 60'000);
    d.view().fit();
    QVERIFY(!d.view().grab().isNull());
    d.view().setZoom(1);
    QVERIFY(!d.view().grab().isNull());
}

SAFEGUARD_TEST(tst_diagramscreen)
#include "tst_diagramscreen.moc"
