// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/coverage.h"
#include "tests/tools/flowgraph.h"
#include "tests/tools/testmain.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// A device, its cloud in which ECG meets a name, and a store behind it.
FlowGraph threeStations()
{
    FlowGraph g;
    g.system("Patch").creates("ECG").stores("ECG");
    g.system("Cloud").creates("Name");
    g.system("Store").stores("ECG, Name");
    g.flow("Patch", "Cloud").carries("ECG");
    g.flow("Cloud", "Store").carries("ECG, Name");
    return g;
}

EncryptionMap derive(const FlowGraph &graph)
{
    return deriveEncryption(DataMap(graph.snapshot()));
}

/// "Patch 2 unknown, Store 1 gap"
QString rows(const FlowGraph &graph, const std::vector<CoverageRow> &coverage)
{
    QStringList words;
    for (const CoverageRow &row : coverage)
        words += QStringLiteral("%1 %2 %3")
                     .arg(graph.nameOf(row.id))
                     .arg(static_cast<int>(row.tier) + 1)
                     .arg(coverKey(row.cover));
    return words.join(QStringLiteral(", "));
}

/// "Cloud by Patch>Cloud"
QString points(const FlowGraph &graph, const EncryptionMap &map)
{
    QStringList words;
    for (const DecryptPoint &point : map.decryptPoints)
        words += graph.nameOf(point.system) + QStringLiteral(" by ") + graph.nameOf(point.flow);
    return words.join(QStringLiteral(", "));
}

/// "Cloud to Store: Cloud>Store" a line each
QString ways(const FlowGraph &graph, const EncryptionMap &map)
{
    QStringList lines;
    for (const auto &way : map.ways()) {
        QStringList flows;
        for (const auto &flow : way.flows)
            flows += graph.nameOf(flow);
        lines += QStringLiteral("%1 to %2: %3")
                     .arg(graph.nameOf(way.join), graph.nameOf(way.store),
                          flows.join(QStringLiteral(", ")));
    }
    return lines.join(QLatin1Char('\n'));
}

/// Patch to Relay to Cloud, where ECG is linked already; the first flow is changed by the caller.
FlowGraph relayed(const std::function<void(Flow &)> &change)
{
    FlowGraph g;
    g.system("Patch").creates("ECG, Name");
    g.system("Relay");
    g.system("Cloud");
    g.flow("Patch", "Relay").carries("ECG").with([&](Flow &flow) {
        flow.protection = Protection::Tls13;
        flow.decryptedAt = g.systemId("Cloud");
        change(flow);
    });
    g.flow("Relay", "Cloud").carries("ECG").with([](Flow &flow) {
        flow.protection = Protection::Tls13;
    });
    return g;
}

}

class tst_coverage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ratesEncryptionAtRest_data();
    void ratesEncryptionAtRest();
    void ratesProtectionInTransit_data();
    void ratesProtectionInTransit();
    void noEnclosureCrossesAPublicNetwork();
    void aPayloadProtectsTheWayToItsReader_data();
    void aPayloadProtectsTheWayToItsReader();
    void listsWhatStoresOrMovesTiersOneAndTwo();
    void leavesOutTiersThreeAndFour();
    void ratesAStoreByWhatItStores();
    void findsDecryptPoints_data();
    void findsDecryptPoints();
    void anUnencryptedFlowEndsNoEncryption();
    void findsOneShortestWayPerJoinAndStore();
    void followsNoFlowOfTierTwo();
    void decidesTiesByTheSameRuleEachTime();
    void aStoreInTheJoinItselfIsAWayOfNoFlows();
};

void tst_coverage::ratesEncryptionAtRest_data()
{
    QTest::addColumn<int>("encryption");
    QTest::addColumn<QString>("cover");
    const auto row = [](AtRest encryption, const char *cover) {
        const auto &choice = choices(encryption).at(static_cast<size_t>(encryption));
        QTest::newRow(qPrintable(choice.key))
            << static_cast<int>(encryption) << QString::fromLatin1(cover);
    };
    row(AtRest::Unknown, "unknown");
    row(AtRest::None, "gap");
    row(AtRest::Aes128, "covered");
    row(AtRest::Aes256, "covered");
    row(AtRest::FullDisk, "covered");
    row(AtRest::Other, "covered");
}

void tst_coverage::ratesEncryptionAtRest()
{
    QFETCH(int, encryption);
    QFETCH(QString, cover);
    FlowGraph g;
    g.system("Store").creates("Name").stores("Name").with(
        [&](System &system) { system.atRest = static_cast<AtRest>(encryption); });
    const auto map = derive(g);
    QCOMPARE(rows(g, map.atRest), QStringLiteral("Store 1 ") + cover);
    QCOMPARE(map.atRest.front().citation, QStringLiteral("164.312(a)(2)(iv)"));
}

void tst_coverage::ratesProtectionInTransit_data()
{
    QTest::addColumn<int>("protection");
    QTest::addColumn<QString>("cover");
    QTest::addColumn<QString>("coverEndToEnd");
    const ChoiceList &all = choices(Protection());
    for (size_t i = 0; i < all.size(); ++i) {
        const auto protection = static_cast<Protection>(i);
        const char *cover = "covered";
        if (protection == Protection::Unknown)
            cover = "unknown";
        else if (protection == Protection::None)
            cover = "gap";
        else if (protection == Protection::Enclosed)
            cover = "enclosed";
        else if (protection == Protection::TlsOld || protection == Protection::BleJustWorks)
            cover = "weak";
        QTest::newRow(qPrintable(all[i].key))
            << static_cast<int>(i) << QString::fromLatin1(cover) << QStringLiteral("covered");
    }
}

void tst_coverage::ratesProtectionInTransit()
{
    QFETCH(int, protection);
    QFETCH(QString, cover);
    QFETCH(QString, coverEndToEnd);
    for (const bool isEndToEnd : {false, true}) {
        FlowGraph g;
        g.system("App").creates("Name");
        g.system("Cloud");
        g.flow("App", "Cloud").carries("Name").with([&](Flow &flow) {
            flow.protection = static_cast<Protection>(protection);
            flow.payloadEncryption =
                isEndToEnd ? PayloadEncryption::EndToEnd : PayloadEncryption::Unknown;
        });
        const auto map = derive(g);
        QCOMPARE(rows(g, map.inTransit),
                 QStringLiteral("App>Cloud 1 ") + (isEndToEnd ? coverEndToEnd : cover));
        QCOMPARE(map.inTransit.front().citation, QStringLiteral("164.312(e)(2)(ii)"));
    }
}

void tst_coverage::noEnclosureCrossesAPublicNetwork()
{
    for (const bool isPublic : {false, true}) {
        FlowGraph g;
        g.system("Patch").creates("ECG, Name");
        g.system("Cloud");
        g.flow("Patch", "Cloud").carries("ECG").with([&](Flow &flow) {
            flow.protection = Protection::Enclosed;
            flow.publicNetwork = isPublic ? YesNoUnknown::Yes : YesNoUnknown::No;
        });
        const DataMap map(g.snapshot());
        QCOMPARE(deriveEncryption(map).inTransit.at(0).cover,
                 isPublic ? Cover::Gap : Cover::Enclosed);
    }
}

void tst_coverage::aPayloadProtectsTheWayToItsReader_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QString>("reader");
    QTest::addColumn<bool>("protects");
    const auto row = [](const char *name, const char *flow, const char *reader, bool protects) {
        QTest::newRow(name) << QString::fromLatin1(flow) << QString::fromLatin1(reader) << protects;
    };
    row("its target", "App>Relay", "Relay", true);
    row("behind its target", "App>Relay", "Cloud", true);
    row("two behind", "App>Relay", "Store", true);
    row("nobody says", "App>Relay", "", true);
    row("its source", "Relay>Cloud", "Relay", false);
    row("before its source", "Relay>Cloud", "App", false);
    row("before, although flows lead back", "Cloud>Store", "App", false);
    row("on another branch", "App>Relay", "Aside", false);
    row("where only other data lead", "App>Relay", "Logs", false);
}

void tst_coverage::aPayloadProtectsTheWayToItsReader()
{
    QFETCH(QString, flow);
    QFETCH(QString, reader);
    QFETCH(bool, protects);
    FlowGraph g;
    g.system("App").creates("Name, ECG");
    for (const char *name : {"Relay", "Cloud", "Store", "Aside", "Logs"})
        g.system(name);
    const auto add = [&](const char *from, const char *to, const char *elements) {
        const QString name = QString::fromLatin1(from) + u'>' + QString::fromLatin1(to);
        g.flow(from, to).carries(elements).with([&](Flow &each) {
            each.protection = Protection::None;
            if (name != flow)
                return;
            each.payloadEncryption = PayloadEncryption::EndToEnd;
            if (!reader.isEmpty())
                each.decryptedAt = g.systemId(reader.toLatin1().constData());
        });
    };
    add("App", "Relay", "Name");
    add("Relay", "Cloud", "Name");
    add("Cloud", "Store", "Name");
    add("App", "Aside", "Name");
    add("Relay", "Logs", "ECG");
    add("Cloud", "Relay", "Name"); // answers
    add("Relay", "App", "Name");
    const auto map = derive(g);
    const auto at = std::find_if(map.inTransit.begin(), map.inTransit.end(),
                                 [&](auto &each) { return g.nameOf(each.id) == flow; });
    QVERIFY(at != map.inTransit.end());
    QCOMPARE(at->cover, protects ? Cover::Covered : Cover::Gap);
    QVERIFY2(at->how.contains(QStringLiteral("Payload")), qPrintable(at->how));
    QVERIFY2(at->how.endsWith(QStringLiteral("None")), qPrintable(at->how));
    QVERIFY2(at->how.contains(reader), qPrintable(at->how));
    // Who reads it is a decrypt point, and one that cannot be is none.
    const bool endsHere = protects && (reader.isEmpty() || flow.endsWith(u'>' + reader));
    QCOMPARE(map.decryptPoints.size(), size_t(endsHere ? 1 : 0));
}

void tst_coverage::listsWhatStoresOrMovesTiersOneAndTwo()
{
    const FlowGraph g = threeStations();
    const auto map = derive(g);
    QCOMPARE(rows(g, map.atRest), QStringLiteral("Patch 2 unknown, Store 1 unknown"));
    QCOMPARE(rows(g, map.inTransit),
             QStringLiteral("Patch>Cloud 2 unknown, Cloud>Store 1 unknown"));
}

void tst_coverage::leavesOutTiersThreeAndFour()
{
    FlowGraph g;
    g.system("Cloud").creates("ECG, Name");
    g.system("Research").stores("ECG");
    g.flow("Cloud", "Research").carries("ECG");
    g.safeHarbor().on("Cloud>Research");
    g.system("Builder").creates("Build").stores("Build");
    g.system("Old").creates("Name").stores("Name").retired();
    const auto map = derive(g);
    QCOMPARE(rows(g, map.atRest), QString());
    QCOMPARE(rows(g, map.inTransit), QString());
}

void tst_coverage::ratesAStoreByWhatItStores()
{
    FlowGraph g;
    g.system("Cloud").creates("Name, Build").stores("Build");
    g.system("Cache").creates("Battery, Login").stores("Login");
    const auto map = derive(g);
    QCOMPARE(rows(g, map.atRest), QStringLiteral("Cache 1 unknown"));
}

void tst_coverage::findsDecryptPoints_data()
{
    QTest::addColumn<int>("payload");
    QTest::addColumn<bool>("isRelay");
    QTest::addColumn<bool>("saysWhere");
    QTest::addColumn<bool>("relayReads");
    const int endToEnd = static_cast<int>(PayloadEncryption::EndToEnd);
    const int none = static_cast<int>(PayloadEncryption::None);
    const int unknown = static_cast<int>(PayloadEncryption::Unknown);
    QTest::newRow("the channel alone") << none << false << true << true;
    QTest::newRow("a relay of what only the channel encrypts") << none << true << true << true;
    QTest::newRow("a relay of nobody knows what") << unknown << true << true << true;
    QTest::newRow("encrypted until the cloud") << endToEnd << false << true << false;
    QTest::newRow("encrypted until the cloud, relay") << endToEnd << true << true << false;
    QTest::newRow("end to end, relay, nobody says where") << endToEnd << true << false << false;
    QTest::newRow("end to end, nobody says where") << endToEnd << false << false << true;
}

void tst_coverage::findsDecryptPoints()
{
    QFETCH(int, payload);
    QFETCH(bool, isRelay);
    QFETCH(bool, saysWhere);
    QFETCH(bool, relayReads);
    const FlowGraph g = relayed([&](Flow &flow) {
        flow.payloadEncryption = static_cast<PayloadEncryption>(payload);
        flow.isRelay = isRelay;
        if (!saysWhere)
            flow.decryptedAt = {};
    });
    QCOMPARE(points(g, derive(g)),
             (relayReads ? QStringLiteral("Relay by Patch>Relay, ") : QString()) +
                 QStringLiteral("Cloud by Relay>Cloud"));
}

void tst_coverage::anUnencryptedFlowEndsNoEncryption()
{
    for (const Protection protection : {Protection::None, Protection::Unknown}) {
        const FlowGraph g = relayed([&](Flow &flow) { flow.protection = protection; });
        QCOMPARE(points(g, derive(g)), QStringLiteral("Cloud by Relay>Cloud"));
    }
    const FlowGraph weak = relayed([](Flow &flow) { flow.protection = Protection::TlsOld; });
    QCOMPARE(points(weak, derive(weak)),
             QStringLiteral("Relay by Patch>Relay, Cloud by Relay>Cloud"));
}

void tst_coverage::findsOneShortestWayPerJoinAndStore()
{
    FlowGraph g = threeStations();
    g.system("Queue");
    g.system("Copy").stores("ECG");
    g.flow("Cloud", "Queue").carries("ECG");
    g.flow("Queue", "Store").carries("ECG");
    g.flow("Queue", "Copy").carries("ECG");
    g.flow("Store", "Cloud").carries("ECG");
    QCOMPARE(ways(g, derive(g)), QStringLiteral("Cloud to Store: Cloud>Store\n"
                                                "Cloud to Copy: Cloud>Queue, Queue>Copy"));
}

void tst_coverage::followsNoFlowOfTierTwo()
{
    FlowGraph g = threeStations();
    // Only a de-identified copy, and telemetry of another kind, lead to these.
    g.system("Research").stores("ECG");
    g.flow("Cloud", "Research").carries("ECG");
    g.safeHarbor().on("Cloud>Research");
    g.system("Clinic").creates("Name").stores("Name");
    QCOMPARE(ways(g, derive(g)), QStringLiteral("Cloud to Store: Cloud>Store"));
}

void tst_coverage::decidesTiesByTheSameRuleEachTime()
{
    FlowGraph g = threeStations();
    for (const char *queue : {"Q1", "Q2", "Q3", "Q4"}) {
        g.system(queue);
        g.flow("Cloud", queue).carries("ECG");
    }
    g.system("End").stores("ECG");
    for (const char *queue : {"Q3", "Q1", "Q4", "Q2"})
        g.flow(queue, "End").carries("ECG");
    const QString once = ways(g, derive(g));
    QCOMPARE(once.section(QLatin1Char('\n'), 1), QStringLiteral("Cloud to End: Cloud>Q1, Q1>End"));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ways(g, derive(g)), once);
}

void tst_coverage::aStoreInTheJoinItselfIsAWayOfNoFlows()
{
    FlowGraph g;
    g.system("Pump").creates("Battery, Name").stores("Battery");
    QCOMPARE(ways(g, derive(g)), QStringLiteral("Pump to Pump: "));
}

SAFEGUARD_TEST(tst_coverage)
#include "tst_coverage.moc"
