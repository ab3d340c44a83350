// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/deidentification.h"
#include "model/flows/diagram.h"
#include "model/project/edit.h"
#include "model/registers.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

class tst_edit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void removingWhatOthersReferToIsRefused();
    void partsGoWithTheirOwner();
    void dependentsGoWhereTheReferenceIsNeeded();
    void manyGoAtOnce();

private:
    Snapshot m_base;
    Id<DataElement> m_ecg;
    Id<System> m_patch;
    Id<System> m_cloud;
    Id<Flow> m_flow;
    Id<Diagram> m_diagram;
    Id<Placement> m_placement;
};

void tst_edit::init()
{
    m_base = Snapshot(allRegisters());
    DataElement ecg;
    ecg.name = QStringLiteral("ECG");
    m_ecg = m_base.add(ecg);
    System patch;
    patch.name = QStringLiteral("Patch");
    patch.creates = {m_ecg};
    m_patch = m_base.add(patch);
    System cloud;
    cloud.name = QStringLiteral("Cloud");
    m_cloud = m_base.add(cloud);
    Flow flow;
    flow.name = QStringLiteral("Upload");
    flow.source = m_patch;
    flow.target = m_cloud;
    flow.elements = {m_ecg};
    m_flow = m_base.add(flow);
    m_diagram = m_base.add(Diagram());
    Placement placement;
    placement.diagram = m_diagram;
    placement.system = m_patch;
    m_placement = m_base.add(placement);
}

void tst_edit::removingWhatOthersReferToIsRefused()
{
    Edit edit(m_base, AnyId::random());
    const auto refused = edit.remove(m_cloud);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(refused.error().text.contains(QStringLiteral("Upload")));
    QVERIFY(edit.changes().empty());
}

void tst_edit::partsGoWithTheirOwner()
{
    Edit edit(m_base, AnyId::random());
    QVERIFY_OK(edit.remove(m_diagram));
    QVERIFY(!edit.find(m_diagram));
    QVERIFY(!edit.find(m_placement));
    QVERIFY(edit.find(m_patch));
    QCOMPARE(edit.changes().size(), size_t(2));
}

void tst_edit::dependentsGoWhereTheReferenceIsNeeded()
{
    Edit edit(m_base, AnyId::random());
    QVERIFY_OK(edit.removeWithDependents(edit.registers().of<DataElement>(), m_ecg));
    QVERIFY(
        edit.find(m_flow)->elements.isEmpty()); // a flow may name nothing, and a finding says so
    QVERIFY(edit.find(m_patch)->creates.isEmpty());
    QVERIFY_OK(edit.removeWithDependents(edit.registers().of<System>(), m_patch));
    QVERIFY(!edit.find(m_flow)); // a flow without a source is none
    QVERIFY(!edit.find(m_placement));
    QVERIFY(edit.find(m_cloud));
}

void tst_edit::manyGoAtOnce()
{
    constexpr int count = 2000;
    std::vector<AnyId> doomed;
    for (int i = 0; i < count; ++i) {
        Flow flow = *m_base.find(m_flow);
        flow.id = AnyId();
        doomed.push_back(m_base.add(flow));
    }
    Deidentification claim;
    claim.flows = IdSet<Flow>(std::vector<Id<Flow>>(doomed.begin(), doomed.end()));
    claim.flows.insert(m_flow);
    const Id<Deidentification> kept = m_base.add(claim);
    Route route;
    route.diagram = m_diagram;
    route.flow = Id<Flow>(doomed[7]);
    const Id<Route> gone = m_base.add(route);
    doomed.push_back(AnyId::random()); // passed over
    Edit edit(m_base, AnyId::random());
    QVERIFY_OK(edit.removeWithDependents(edit.registers().of<Flow>(), doomed));
    QCOMPARE(edit.now().rows<Flow>().size(), size_t(1));
    QCOMPARE(edit.find(kept)->flows, IdSet<Flow>{m_flow});
    QVERIFY(!edit.find(gone));
    QCOMPARE(edit.changes().size(), size_t(count + 2));
    // The same as one after the other.
    Edit slow(m_base, AnyId::random());
    for (const AnyId &id : doomed)
        QVERIFY_OK(slow.removeWithDependents(slow.registers().of<Flow>(), id));
    QCOMPARE(slow.now().digest(), edit.now().digest());
}

SAFEGUARD_TEST(tst_edit)
#include "tst_edit.moc"
