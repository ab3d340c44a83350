// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/why.h"
#include "tests/tools/flowgraph.h"
#include "tests/tools/testmain.h"

#include <QElapsedTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

FlowGraph story()
{
    FlowGraph g;
    g.system("Patch").creates("ECG");
    g.system("App").creates("Name");
    g.system("Cloud");
    g.system("Lake");
    g.system("Research");
    g.flow("Patch", "Cloud").carries("ECG");
    g.flow("App", "Cloud").carries("Name");
    g.flow("Cloud", "Lake").carries("ECG");
    g.flow("Lake", "Research").carries("ECG");
    g.safeHarbor().on("Lake>Research");
    return g;
}

QStringList lines(const Why &why)
{
    QStringList lines;
    for (const WhyLine &line : why)
        lines += line.text;
    return lines;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list += QString::fromUtf8(text);
    return list;
}

}

class tst_why final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsOfRawData();
    void tellsWhereDataWereLinkedAndBy();
    void tellsOfTheJoinItself();
    void tellsOfAnOrigin();
    void tellsOfAProof();
    void tellsOfAProofOnAFlow();
    void tellsOfDataThatComeBack();
    void tellsOfWhatIsSetByHand();
    void tellsOfNothing();
    void tellsOfTheRetired();
    void eachLineNamesARecordThatIsThere();
    void everyTierOfATangleHasItsReason();
};

void tst_why::tellsOfRawData()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.systemId("Patch"))),
             list({"Patch is Tier 2 because it holds ECG (not linked to a patient).",
                   "ECG is created in Patch."}));
    QCOMPARE(lines(whyTier(map, g.flowId("Patch>Cloud"))),
             list({"Patch>Cloud is Tier 2 because it carries ECG (not linked to a patient).",
                   "ECG is created in Patch."}));
}

void tst_why::tellsWhereDataWereLinkedAndBy()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    const QStringList trace = list({"ECG comes from Patch: Patch → Cloud.",
                                    "In Cloud it meets Name, which links to a patient.",
                                    "Name comes from App: App → Cloud."});
    QCOMPARE(lines(whyTier(map, g.systemId("Lake"))),
             list({"Lake is Tier 1 because it holds ECG (linked to a patient)."}) + trace +
                 list({"From there it stays linked: Cloud → Lake."}));
    QCOMPARE(lines(whyTier(map, g.flowId("Cloud>Lake"))),
             list({"Cloud>Lake is Tier 1 because it carries ECG (linked to a patient)."}) + trace);
}

void tst_why::tellsOfTheJoinItself()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    QCOMPARE(map.joins().size(), size_t(1));
    QCOMPARE(lines(whyJoin(map, map.joins().front())),
             list({"In Cloud, ECG becomes ePHI, because it meets Name.",
                   "ECG comes from Patch: Patch → Cloud.", "Name comes from App: App → Cloud."}));
    QCOMPARE(textOf(whyJoin(map, map.joins().front())).count(QLatin1Char('.')), 3);
}

void tst_why::tellsOfAnOrigin()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    QCOMPARE(map.origins().size(), size_t(1));
    QCOMPARE(lines(whyOrigin(map, map.origins().front())),
             list({"App creates Name, which identifies a patient from the start."}));
}

void tst_why::tellsOfAProof()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.systemId("Research"))),
             list({"Research is Tier 3 because it holds ECG (de-identified with proof).",
                   "ECG was de-identified with proof on the way: Lake → Research."}));
}

void tst_why::tellsOfAProofOnAFlow()
{
    const FlowGraph g = story();
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.flowId("Lake>Research"))),
             list({"Lake>Research is Tier 3 because it carries ECG (de-identified with proof).",
                   "ECG was de-identified with proof on the way: Lake → Research."}));
    // Beside what is de-identified, a flow that is Tier 1 for another reason is told by that one.
    FlowGraph mixed;
    mixed.system("Cloud").creates("ECG, Battery, Name");
    mixed.system("Research");
    mixed.system("Copy");
    mixed.flow("Cloud", "Research").carries("ECG, Battery");
    mixed.safeHarbor().on("Cloud>Research").covers("ECG");
    const DataMap other(mixed.snapshot());
    QCOMPARE(
        lines(whyTier(other, mixed.flowId("Cloud>Research"))),
        list({"Cloud>Research is Tier 1 because it carries Battery (linked to a patient).",
              "Battery is created in Cloud.", "In Cloud it meets Name, which links to a patient.",
              "Name is created in Cloud."}));
}

void tst_why::tellsOfDataThatComeBack()
{
    FlowGraph g = story();
    g.flow("Research", "Lake").carries("ECG");
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.flowId("Research>Lake"))),
             list({"Research>Lake is Tier 3 because it carries ECG (de-identified with proof).",
                   "ECG was de-identified with proof on the way: Lake → Research."}));
}

void tst_why::tellsOfWhatIsSetByHand()
{
    FlowGraph g;
    g.system("App").creates("Name");
    g.system("Cloud");
    g.flow("App", "Cloud").carries("Name").setByHand(Tier::Four);
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.flowId("App>Cloud"))),
             list({"App>Cloud is Tier 1 because it carries Name (identifies a patient).",
                   "Name is created in App.", "It is set by hand to Tier 4: by hand"}));
}

void tst_why::tellsOfNothing()
{
    FlowGraph g;
    g.system("Idle");
    g.system("Other");
    g.flow("Idle", "Other");
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.systemId("Idle"))),
             list({"Idle is not classified: no data element is known to be in it. It counts as in scope until it is said what it holds."}));
    QCOMPARE(lines(whyTier(map, g.flowId("Idle>Other"))),
             list({"Idle>Other is not classified: no data element is known to be in it. It counts as in scope until it is said what it holds."}));
    QVERIFY(whyTier(map, Id<System>::random()).empty());
    QVERIFY(whyTier(map, Id<Flow>::random()).empty());
}

void tst_why::tellsOfTheRetired()
{
    FlowGraph g;
    g.system("Old").creates("Name").retired();
    g.system("New");
    g.flow("Old", "New").carries("Name");
    const DataMap map(g.snapshot());
    QCOMPARE(lines(whyTier(map, g.systemId("Old"))),
             list({"Old is retired and takes no part in the data flows."}));
    QCOMPARE(lines(whyTier(map, g.flowId("Old>New"))),
             list({"Old>New begins or ends at a retired system."}));
}

void tst_why::eachLineNamesARecordThatIsThere()
{
    FlowGraph g = story();
    g.flow("Research", "Lake").carries("ECG");
    const Snapshot snapshot = g.snapshot();
    const DataMap map(snapshot);
    std::vector<Why> all;
    for (const System &system : snapshot.rows<System>())
        all.push_back(whyTier(map, idOf(system)));
    for (const Flow &flow : snapshot.rows<Flow>())
        all.push_back(whyTier(map, idOf(flow)));
    int named = 0;
    for (const Why &why : all) {
        QVERIFY(!why.empty());
        for (const WhyLine &line : why) {
            QCOMPARE(line.registerKey.isEmpty(), line.id.isNull());
            if (line.registerKey.isEmpty())
                continue;
            QVERIFY(snapshot.rows(line.registerKey).find(line.id));
            ++named;
        }
    }
    QVERIFY(named > 10);
}

/// Every system sends to every other: the reasons stay short and end.
void tst_why::everyTierOfATangleHasItsReason()
{
    FlowGraph g;
    const std::vector<const char *> names{"A", "B", "C", "D", "E", "F", "G", "H"};
    for (const char *name : names)
        g.system(name);
    for (const char *from : names) {
        for (const char *to : names) {
            if (from != to)
                g.flow(from, to).carries("ECG, Name, Battery");
        }
    }
    g.system("Source").creates("ECG, Name, Battery");
    g.flow("Source", "A").carries("ECG, Battery");
    g.safeHarbor().on("Source>A").covers("ECG");
    g.safeHarbor().on("A>B, B>A, C>D").covers("Battery");
    const Snapshot snapshot = g.snapshot();
    const DataMap map(snapshot);
    QElapsedTimer timer;
    timer.start();
    for (const System &system : snapshot.rows<System>())
        QVERIFY(textOf(whyTier(map, idOf(system))).size() < 600);
    for (const Flow &flow : snapshot.rows<Flow>())
        QVERIFY(textOf(whyTier(map, idOf(flow))).size() < 600);
    QVERIFY(timer.elapsed() < 5000);
}

SAFEGUARD_TEST(tst_why)
#include "tst_why.moc"
