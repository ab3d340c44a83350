// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views_flows/desk.h"

#include <QAccessible>
#include <QGraphicsView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace safeguard;
using namespace safeguard::testing;

/// The canvas under mouse and keyboard.
class tst_canvas final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_desk = std::make_unique<Desk>(); }
    void cleanup() { m_desk.reset(); }
    void clickSelects();
    void emptyClickClears();
    void insideOfBoundaryIsNotIt();
    void bandSelects();
    void dragIsOneEdit();
    void dragKeepsToTheGrid();
    void escapeDropsTheDraft();
    void undoRestoresExactly();
    void severalMoveTogether();
    void dropIntoBoundary();
    void dropOutOfBoundary();
    void boundaryMovesWithContent();
    void boundaryResizes();
    void connectByHandle();
    void connectByTool();
    void connectByKeyboard();
    void bendsAreAddedMovedRemoved();
    void arrowsWalk();
    void nudgeIsOneEdit();
    void heldNudgeIsOneEdit();
    void dragOutlivesWhatIsDerived();
    void dragOfAFlowBendsIt();
    void boundaryIsDrawn();
    void smallSystemsMove();
    void followTheFlow();
    void selectAllAndZoom();
    void deleteTakesOff();
    void deleteHidesAFlow();
    void shiftDeleteRemoves();
    void notesEditInPlace();
    void noteEscape();
    void accessibleChildren();
    void routesOfOvertakenEditsAreDropped();
    void wheelZoomsAboutThePointer();

private:
    std::unique_ptr<Desk> m_desk;
};

void tst_canvas::clickSelects()
{
    Desk &d = *m_desk;
    d.click(d.at(d.gateway));
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.gateway});
    d.click(d.at(d.sensor), Qt::ControlModifier);
    QCOMPARE(d.scene().selection().size(), 2);
    d.click(d.at(d.sensor), Qt::ControlModifier);
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.gateway});
    d.click(d.at(QPointF(244, 32))); // on the way from sensor to gateway
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.telemetry});
}

void tst_canvas::emptyClickClears()
{
    Desk &d = *m_desk;
    d.click(d.at(d.gateway));
    d.click(d.at(QPointF(100, 300)));
    QVERIFY(d.scene().selection().isEmpty());
}

void tst_canvas::insideOfBoundaryIsNotIt()
{
    Desk &d = *m_desk;
    d.click(d.at(QPointF(870, 140)));
    QVERIFY(d.scene().selection().isEmpty());
    d.click(d.at(QPointF(928, 100))); // the border
    QCOMPARE(d.scene().selection(), QSet<AnyId>{d.account});
}

void tst_canvas::bandSelects()
{
    Desk &d = *m_desk;
    d.dragAndDrop(d.at(QPointF(-40, -40)), d.at(QPointF(520, 120)));
    QCOMPARE(d.scene().selection(), (QSet<AnyId>{d.sensor, d.gateway, d.telemetry}));
}

void tst_canvas::dragIsOneEdit()
{
    Desk &d = *m_desk;
    const qint64 before = d.edits();
    const QPoint to = d.at(QPointF(404, 432));
    d.drag(d.at(d.store), to);
    QCOMPARE(d.edits(), before); // not before the release
    QVERIFY(d.scene().rectOf(d.store).top() > 300);
    d.release(to);
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.placed(d.store).x(), 320.0);
    QCOMPARE(d.placed(d.store).y(), 400.0);
    QCOMPARE(d.scene().rectOf(d.store), d.placed(d.store));
}

void tst_canvas::dragKeepsToTheGrid()
{
    Desk &d = *m_desk;
    d.dragAndDrop(d.at(d.store), d.at(QPointF(197, 517)));
    const QRectF rect = d.placed(d.store);
    QCOMPARE(std::fmod(rect.x(), 8), 0.0);
    QCOMPARE(std::fmod(rect.y(), 8), 0.0);
    QVERIFY(rect.topLeft() != QPointF(320, 240));
}

void tst_canvas::escapeDropsTheDraft()
{
    Desk &d = *m_desk;
    const qint64 before = d.edits();
    const QPoint to = d.at(QPointF(100, 400));
    d.drag(d.at(d.gateway), to);
    QVERIFY(d.scene().hasDraft());
    d.key(Qt::Key_Escape);
    QVERIFY(!d.scene().hasDraft());
    d.release(to);
    QCOMPARE(d.edits(), before);
    QCOMPARE(d.scene().rectOf(d.gateway).topLeft(), QPointF(320, 0));
}

void tst_canvas::undoRestoresExactly()
{
    Desk &d = *m_desk;
    const QByteArray before = d.now().digest();
    d.dragAndDrop(d.at(d.store), d.at(QPointF(770, 150))); // into the boundary as well
    QVERIFY(d.now().digest() != before);
    QVERIFY_OK(d.project().undo());
    QCOMPARE(d.now().digest(), before);
    QCOMPARE(d.scene().rectOf(d.store).topLeft(), QPointF(320, 240));
    QVERIFY_OK(d.project().redo());
    QCOMPARE(d.scene().rectOf(d.store), d.placed(d.store));
}

void tst_canvas::severalMoveTogether()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor, d.gateway}, d.sensor);
    const qint64 before = d.edits();
    d.dragAndDrop(d.at(d.sensor), d.at(QPointF(84, 432)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.placed(d.gateway).topLeft() - d.placed(d.sensor).topLeft(), QPointF(320, 0));
    QCOMPARE(d.placed(d.sensor).y(), 400.0);
    QCOMPARE(d.scene().selection().size(), 2);
}

void tst_canvas::dropIntoBoundary()
{
    Desk &d = *m_desk;
    const qint64 before = d.edits();
    d.dragAndDrop(d.at(d.store), d.at(QPointF(740, 128)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.now().find(d.store)->boundary, d.account);
}

void tst_canvas::dropOutOfBoundary()
{
    Desk &d = *m_desk;
    d.dragAndDrop(d.at(d.cloud), d.at(QPointF(724, 300)));
    QVERIFY(d.now().find(d.cloud)->boundary.isNull());
    // Within one and the same shape nothing is said anew.
    QVERIFY_OK(d.project().undo());
    QCOMPARE(d.now().find(d.cloud)->boundary, d.account);
    d.dragAndDrop(d.at(d.cloud), d.at(QPointF(764, 64)));
    QCOMPARE(d.now().find(d.cloud)->boundary, d.account);
}

void tst_canvas::boundaryMovesWithContent()
{
    Desk &d = *m_desk;
    const qint64 before = d.edits();
    const QPoint border = d.at(QPointF(928, 100));
    d.dragAndDrop(border, d.at(QPointF(928, 260)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.scene().rectOf(d.account).topLeft(), QPointF(608, 96));
    QCOMPARE(d.placed(d.cloud).topLeft(), QPointF(640, 160));
    QCOMPARE(d.now().find(d.cloud)->boundary, d.account);
}

void tst_canvas::boundaryResizes()
{
    Desk &d = *m_desk;
    d.click(d.at(QPointF(928, 100)));
    const qint64 before = d.edits();
    d.dragAndDrop(d.at(QPointF(928, 176)), d.at(QPointF(1000, 240)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.scene().rectOf(d.account), QRectF(608, -64, 392, 304));
    QCOMPARE(d.placed(d.cloud).topLeft(), QPointF(640, 0));
    // It cannot be turned inside out.
    d.dragAndDrop(d.at(QPointF(1000, 240)), d.at(QPointF(300, -200)));
    QVERIFY(d.scene().rectOf(d.account).width() >= 100);
    QVERIFY(d.scene().rectOf(d.account).height() >= 80);
}

void tst_canvas::connectByHandle()
{
    Desk &d = *m_desk;
    QTest::mouseMove(d.viewport(), d.at(d.gateway)); // shows the handles
    const QPointF handle(404, 64);
    QTest::mouseMove(d.viewport(), d.at(handle));
    d.dragAndDrop(d.at(handle), d.at(d.store));
    const auto flows = d.now().rows<Flow>();
    QCOMPARE(flows.size(), size_t(2));
    const AnyId made = d.scene().current();
    const Flow *flow = d.now().find(Id<Flow>(made));
    QVERIFY(flow);
    QCOMPARE(flow->source, d.gateway);
    QCOMPARE(flow->target, d.store);
    QCOMPARE(d.placed(d.gateway).topLeft(), QPointF(320, 0));
}

void tst_canvas::connectByTool()
{
    Desk &d = *m_desk;
    d.view().setTool(CanvasView::Tool::Connect);
    d.dragAndDrop(d.at(d.gateway), d.at(QPointF(100, 320))); // to nowhere
    QCOMPARE(d.now().rows<Flow>().size(), size_t(1));
    d.dragAndDrop(d.at(d.gateway), d.at(d.cloud));
    QCOMPARE(d.now().rows<Flow>().size(), size_t(2));
    QCOMPARE(d.view().tool(), CanvasView::Tool::Select);
}

void tst_canvas::connectByKeyboard()
{
    Desk &d = *m_desk;
    d.scene().select({d.gateway}, d.gateway);
    d.key(Qt::Key_C);
    d.key(Qt::Key_Right);
    d.key(Qt::Key_Escape);
    QCOMPARE(d.now().rows<Flow>().size(), size_t(1));
    d.key(Qt::Key_C);
    d.key(Qt::Key_Right);
    d.key(Qt::Key_Return);
    QCOMPARE(d.now().rows<Flow>().size(), size_t(2));
    const Flow *flow = d.now().find(Id<Flow>(d.scene().current()));
    QVERIFY(flow);
    QCOMPARE(flow->source, d.gateway);
    QCOMPARE(flow->target, d.cloud);
}

void tst_canvas::bendsAreAddedMovedRemoved()
{
    Desk &d = *m_desk;
    const qint64 before = d.edits();
    const auto bends = [&] { return d.scene().edge(d.telemetry)->bends; };
    d.doubleClick(d.at(QPointF(200, 32)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(bends().size(), size_t(1));
    QCOMPARE(bends().front(), QPointF(200, 32));
    d.settle();
    d.dragAndDrop(d.at(QPointF(200, 32)), d.at(QPointF(240, 120)));
    QCOMPARE(d.edits(), before + 2);
    QCOMPARE(bends().front(), QPointF(240, 120));
    d.settle();
    d.doubleClick(d.at(QPointF(240, 120)));
    QCOMPARE(bends().size(), size_t(0));
    QCOMPARE(d.edits(), before + 3);
}

void tst_canvas::arrowsWalk()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor}, d.sensor);
    d.key(Qt::Key_Right);
    QCOMPARE(d.scene().current(), AnyId(d.gateway));
    d.key(Qt::Key_Down);
    QCOMPARE(d.scene().current(), AnyId(d.store));
    d.key(Qt::Key_Up);
    QCOMPARE(d.scene().current(), AnyId(d.gateway));
    d.key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(d.scene().selection(), (QSet<AnyId>{d.gateway, d.cloud}));
}

void tst_canvas::nudgeIsOneEdit()
{
    Desk &d = *m_desk;
    d.scene().select({d.store}, d.store);
    const qint64 before = d.edits();
    d.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.placed(d.store).topLeft(), QPointF(312, 240));
}

void tst_canvas::followTheFlow()
{
    Desk &d = *m_desk;
    d.scene().select({d.sensor}, d.sensor);
    d.key(Qt::Key_F);
    QCOMPARE(d.scene().current(), AnyId(d.telemetry));
    d.key(Qt::Key_F);
    QCOMPARE(d.scene().current(), AnyId(d.gateway));
    d.key(Qt::Key_F); // nothing leaves it
    QCOMPARE(d.scene().current(), AnyId(d.gateway));
    d.key(Qt::Key_F, Qt::ShiftModifier);
    d.key(Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(d.scene().current(), AnyId(d.sensor));
}

void tst_canvas::selectAllAndZoom()
{
    Desk &d = *m_desk;
    d.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(d.scene().selection().size(), 6);
    const double zoom = d.view().zoom();
    d.key(Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(d.view().zoom() > zoom);
    d.key(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(d.view().zoom(), zoom);
    d.key(Qt::Key_0, Qt::ControlModifier);
    QVERIFY(d.view().visibleRect().contains(QRectF(0, -64, 928, 368)));
}

void tst_canvas::deleteTakesOff()
{
    Desk &d = *m_desk;
    d.scene().select({d.gateway, d.telemetry}, d.gateway);
    const qint64 before = d.edits();
    d.key(Qt::Key_Delete);
    QCOMPARE(d.edits(), before + 1);
    QVERIFY(d.now().find(d.gateway));
    QVERIFY(d.now().find(d.telemetry));
    QVERIFY(d.placed(d.gateway).isNull());
    QCOMPARE(d.scene().kindOf(d.gateway), ElementKind::None);
    QVERIFY(d.now().rows<Route>().isEmpty()); // gone with its end, not hidden beside
}

void tst_canvas::deleteHidesAFlow()
{
    Desk &d = *m_desk;
    d.scene().select({d.telemetry}, d.telemetry);
    d.key(Qt::Key_Delete);
    QCOMPARE(d.scene().kindOf(d.telemetry), ElementKind::None);
    QVERIFY(d.now().find(d.telemetry));
}

void tst_canvas::shiftDeleteRemoves()
{
    Desk &d = *m_desk;
    d.scene().select({d.store}, d.store);
    d.key(Qt::Key_Delete, Qt::ShiftModifier);
    QVERIFY(!d.now().find(d.store));
    QVERIFY(d.asked.isEmpty()); // nobody refers to it
    d.scene().select({d.gateway}, d.gateway);
    d.key(Qt::Key_Delete, Qt::ShiftModifier);
    QCOMPARE(d.asked.size(), 1);
    QVERIFY(d.asked.front().contains(QStringLiteral("Telemetry")));
    QVERIFY(!d.now().find(d.gateway));
    QVERIFY(!d.now().find(d.telemetry)); // cannot be without its end
    QVERIFY_OK(d.project().undo());
    QVERIFY(d.scene().node(d.gateway));
    QVERIFY(d.scene().edge(d.telemetry));
}

void tst_canvas::notesEditInPlace()
{
    Desk &d = *m_desk;
    d.screen->addNote();
    auto *edit = d.find<QPlainTextEdit>("note-edit");
    QVERIFY(edit);
    edit->setPlainText(QStringLiteral("Only over the gateway"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(d.now().rows<DiagramNote>().size(), size_t(1));
    QCOMPARE(d.now().rows<DiagramNote>().begin().operator*().text,
             QStringLiteral("Only over the gateway"));
    const AnyId note = d.now().rows<DiagramNote>().begin().operator*().id;
    QCOMPARE(d.scene().kindOf(note), ElementKind::Note);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    d.view().editNote(note);
    edit = d.find<QPlainTextEdit>("note-edit");
    edit->clear();
    d.click(d.at(QPointF(-100, 300))); // without words it goes
    QVERIFY(d.now().rows<DiagramNote>().isEmpty());
}

void tst_canvas::noteEscape()
{
    Desk &d = *m_desk;
    d.screen->addNote();
    const qint64 before = d.edits();
    auto *edit = d.find<QPlainTextEdit>("note-edit");
    edit->setPlainText(QStringLiteral("thought better of it"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(d.edits(), before);
}

void tst_canvas::accessibleChildren()
{
    Desk &d = *m_desk;
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&d.view());
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 6);
    QStringList names;
    for (int i = 0; i < canvas->childCount(); ++i) {
        QAccessibleInterface *child = canvas->child(i);
        QCOMPARE(canvas->indexOfChild(child), i);
        QCOMPARE(child->parent(), canvas);
        QVERIFY(!child->rect().isEmpty());
        names += child->text(QAccessible::Name);
    }
    QVERIFY2(names.contains(QStringLiteral("System SYS-002 Gateway, Tier 2; 1 flows")),
             qPrintable(names.join(QLatin1Char('\n'))));
    QVERIFY(names.filter(QStringLiteral("Flow FLW-001 Telemetry from Sensor to Gateway")).size() ==
            1);
    QVERIFY(names.contains(QStringLiteral("Trust boundary Account")));
    d.scene().select({d.store}, d.store);
    QAccessibleInterface *store = canvas->child(3);
    QVERIFY(store->state().selected);
    QVERIFY(!canvas->child(0)->state().selected);
    const QPoint global = d.viewport()->mapToGlobal(d.at(d.store));
    QCOMPARE(canvas->childAt(global.x(), global.y()), store);
    d.scene().select({d.store}, d.store);
    d.key(Qt::Key_Delete);
    QCOMPARE(canvas->childCount(), 5);
}

void tst_canvas::routesOfOvertakenEditsAreDropped()
{
    Desk &d = *m_desk;
    QSignalSpy routed(&d.scene(), &CanvasScene::routed);
    d.scene().select({d.gateway}, d.gateway);
    for (int i = 0; i < 6; ++i)
        d.key(Qt::Key_Down, Qt::AltModifier);
    d.settle();
    QTRY_VERIFY(!routed.isEmpty());
    QVERIFY(routed.size() <= 7);
    const auto &points = d.scene().route(d.telemetry)->points;
    QVERIFY(d.placed(d.gateway).adjusted(-1, -1, 1, 1).contains(points.back()));
    QVERIFY(d.placed(d.sensor).adjusted(-1, -1, 1, 1).contains(points.front()));
}

void tst_canvas::wheelZoomsAboutThePointer()
{
    Desk &d = *m_desk;
    const QPoint at = d.at(d.store);
    const QPointF before = d.view().mapToScene(at);
    QWheelEvent wheel(at, d.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(d.viewport(), &wheel);
    QVERIFY(d.view().zoom() > 0.8);
    const QPointF off = d.view().mapToScene(at) - before;
    QVERIFY2(std::abs(off.x()) < 3 && std::abs(off.y()) < 3,
             qPrintable(QStringLiteral("%1 %2").arg(off.x()).arg(off.y())));
}

/// As the keyboard repeats: presses, one release at the end.
void tst_canvas::heldNudgeIsOneEdit()
{
    Desk &d = *m_desk;
    d.click(d.at(d.store));
    const qint64 before = d.edits();
    for (int i = 0; i < 5; ++i)
        QTest::keyPress(&d.view(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(d.edits(), before);
    QTest::keyRelease(&d.view(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.placed(d.store).topLeft(), QPointF(360, 240));
}

void tst_canvas::dragOutlivesWhatIsDerived()
{
    Desk &d = *m_desk;
    const QPoint to = d.at(d.scene().rectOf(d.store).center() + QPointF(80, 40));
    d.drag(d.at(d.store), to);
    QVERIFY(d.workspace->perform(QStringLiteral("Elsewhere"), [&](Edit &edit) {
        edit.change(d.gateway, [&](System &system) { system.creates.insert(d.patient); });
        return Status();
    }));
    QTRY_VERIFY(d.workspace->deriver().isCurrent());
    d.release(to);
    QVERIFY(QRectF(390, 270, 20, 20).contains(d.placed(d.store).topLeft()));
    QTRY_COMPARE(d.scene().node(d.gateway)->tier, 1); // and what came meanwhile shows
}

void tst_canvas::dragOfAFlowBendsIt()
{
    Desk &d = *m_desk;
    const QPoint on = d.at(QPointF(244, 32));
    d.click(on);
    const qint64 before = d.edits();
    d.dragAndDrop(on, d.at(QPointF(244, 96)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.scene().edge(d.telemetry)->bends.size(), size_t(1));
    QCOMPARE(d.scene().edge(d.telemetry)->bends.front().y(), 96.0);
}

void tst_canvas::boundaryIsDrawn()
{
    Desk &d = *m_desk;
    d.click(d.at(QPointF(100, 300)));
    d.find<QToolButton>("tool-boundary")->click();
    QCOMPARE(d.view().tool(), CanvasView::Tool::Boundary);
    const qint64 before = d.edits();
    d.dragAndDrop(d.at(QPointF(288, 208)), d.at(QPointF(560, 336)));
    QCOMPARE(d.edits(), before + 1);
    QCOMPARE(d.view().tool(), CanvasView::Tool::Select);
    const AnyId made = d.scene().current();
    QCOMPARE(d.scene().rectOf(made), QRectF(288, 208, 272, 128));
    QCOMPARE(AnyId(d.now().find(d.store)->boundary), made);
    d.key(Qt::Key_Escape);
    d.find<QToolButton>("tool-boundary")->click();
    d.key(Qt::Key_Escape);
    QCOMPARE(d.view().tool(), CanvasView::Tool::Select);
    QCOMPARE(d.edits(), before + 1);
}

void tst_canvas::smallSystemsMove()
{
    Desk &d = *m_desk;
    d.view().setZoom(0.25);
    d.view().centerOn(d.scene().rectOf(d.store).center());
    const QRectF before = d.placed(d.store);
    d.dragAndDrop(d.at(d.store), d.at(d.store) + QPoint(0, 40));
    QVERIFY(d.placed(d.store).top() > before.top());
    QCOMPARE(d.now().rows<Flow>().size(), size_t(1));
}

SAFEGUARD_TEST(tst_canvas)
#include "tst_canvas.moc"
