// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/datamap.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

/// What becomes of a de-identification when the records that it names are removed.
class tst_deidentification final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void removalNeverWidensIt_data();
    void removalNeverWidensIt();
};

void tst_deidentification::removalNeverWidensIt_data()
{
    QTest::addColumn<bool>("allFlows");
    QTest::addColumn<bool>("allElements");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("provenBefore"); ///< flows of Tier 3
    QTest::addColumn<QString>("provenAfter");
    QTest::addColumn<int>("gaps");
    const auto row = [](const char *name, bool allFlows, bool allElements, const char *removed,
                        const char *before, const char *after, int gaps) {
        QTest::newRow(name) << allFlows << allElements << QString::fromLatin1(removed)
                            << QString::fromLatin1(before) << QString::fromLatin1(after) << gaps;
    };
    row("the only flow that it names", false, false, "Export", "Export", "", 1);
    row("the only flow, of all elements", false, true, "Export", "Export", "", 1);
    row("the only element that it names", true, false, "ECG", "Archive,Export", "", 1);
    row("the only element, on one flow", false, false, "ECG", "Export", "", 1);
    row("a flow beside it", false, false, "Archive", "Export", "Export", 0);
    row("one of all flows", true, false, "Export", "Archive,Export", "Archive", 0);
}

void tst_deidentification::removalNeverWidensIt()
{
    QFETCH(bool, allFlows);
    QFETCH(bool, allElements);
    QFETCH(QString, removed);
    QFETCH(QString, provenBefore);
    QFETCH(QString, provenAfter);
    QFETCH(int, gaps);
    ProjectFixture f;
    const auto element = [&](const char *name) {
        DataElement ofPatient;
        ofPatient.name = QString::fromLatin1(name);
        ofPatient.content = Content::Health;
        ofPatient.linksToPerson = LinksToPerson::Yes;
        return f.add(ofPatient);
    };
    const Id<DataElement> ecg = element("ECG");
    const Id<DataElement> pulse = element("Pulse");
    System source = systemNamed(QStringLiteral("Cloud"));
    source.creates = {ecg, pulse};
    const Id<System> cloud = f.add(source);
    const auto flow = [&](const char *name, IdSet<DataElement> elements) {
        Flow flow;
        flow.name = QString::fromLatin1(name);
        flow.source = cloud;
        flow.target = f.add(systemNamed(flow.name + QStringLiteral(" target")));
        flow.elements = std::move(elements);
        return f.add(flow);
    };
    const Id<Flow> exported = flow("Export", {ecg});
    flow("Archive", {ecg});
    flow("Pulse feed", {pulse});
    Deidentification claim;
    claim.name = QStringLiteral("Claim");
    for (int i = 0; i < identifierCount; ++i)
        claim.removed.set(static_cast<Identifier>(i));
    claim.actualKnowledge = YesNoUnknown::No;
    claim.flowScope = allFlows ? FlowScope::All : FlowScope::These;
    claim.elementScope = allElements ? ElementScope::All : ElementScope::These;
    if (!allFlows)
        claim.flows = {exported};
    if (!allElements)
        claim.elements = {ecg};
    const Id<Deidentification> id = f.add(claim);

    const auto proven = [&] {
        const DataMap map(f.project->snapshot());
        QStringList names;
        for (const Flow &each : map.snapshot().rows<Flow>()) {
            if (map.tierOf(idOf(each)) == Tier::Three)
                names += each.name;
        }
        names.sort();
        return names.join(u',');
    };
    const auto gapCount = [&] {
        const Snapshot now = f.project->snapshot();
        return static_cast<int>(now.find(id)->gaps(now.today()).size());
    };
    QCOMPARE(proven(), provenBefore);
    QCOMPARE(gapCount(), 0);
    QVERIFY_OK(f.project->perform(QStringLiteral("Remove"), [&](Edit &edit) -> Status {
        for (const char *key : {"flows", "data-elements"}) {
            const RegisterType &type = *edit.registers().find(QString::fromLatin1(key));
            const RowSet before = edit.now().rows(type.key);
            for (const RecordPtr &record : before) {
                if (type.title(*record) == removed)
                    SG_TRY(edit.removeWithDependents(type, record->id));
            }
        }
        return {};
    }));
    QCOMPARE(proven(), provenAfter);
    QCOMPARE(gapCount(), gaps);
    QVERIFY_OK(f.project->undo());
    QCOMPARE(proven(), provenBefore);
    QCOMPARE(gapCount(), 0);
}

SAFEGUARD_TEST(tst_deidentification)
#include "tst_deidentification.moc"
