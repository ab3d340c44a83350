// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const std::vector<Situation> &situations()
{
    static const auto all =
        Situation::read(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/risk/situations.txt"));
    return all;
}

/// Keys of the threats that are asked about a record, in order.
QStringList askedAbout(const RiskMap &map, const RecordRef &subject)
{
    QStringList keys;
    if (const auto target = map.targetOf(subject)) {
        for (const RiskCell &cell : map.cellsOf(*target))
            keys += cell.threat->catalogKey;
    }
    keys.sort();
    return keys;
}

}

/// Which threats are asked about what. The situations were written before the rules.
class tst_threatrules final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void situation_data();
    void situation();
    void enoughSituations();
    void everyThreatIsDecidedBothWays();
    void theCatalogueIsWhole();
    void listsAreShortEnough();
    void ownThreatsAndRules();
    void whyNot();
};

void tst_threatrules::situation_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < situations().size(); ++i)
        QTest::newRow(qPrintable(situations()[i].title())) << static_cast<int>(i);
}

void tst_threatrules::situation()
{
    QFETCH(int, index);
    const Situation &situation = situations()[static_cast<size_t>(index)];
    const DataMap data(situation.content());
    const RiskMap map(data);
    QStringList wrong;
    for (const auto &expected : situation.expectations()) {
        const QStringList asked = askedAbout(map, situation.named(expected.name));
        for (const QString &threat : expected.words) {
            if (threat == QStringLiteral("*") ? !asked.isEmpty()
                                              : asked.contains(threat) != expected.isAsked)
                wrong +=
                    QStringLiteral("%1 %2 %3, asked: %4")
                        .arg(expected.name,
                             expected.isAsked ? QStringLiteral("lacks") : QStringLiteral("has"),
                             threat, asked.join(u' '));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void tst_threatrules::enoughSituations()
{
    QVERIFY(situations().size() >= 40);
    for (const Situation &situation : situations())
        QVERIFY2(!situation.expectations().empty(), qPrintable(situation.title()));
}

void tst_threatrules::everyThreatIsDecidedBothWays()
{
    std::map<QString, std::set<bool>> decided;
    for (const Situation &situation : situations()) {
        for (const auto &expected : situation.expectations()) {
            for (const QString &threat : expected.words)
                decided[threat].insert(expected.isAsked);
        }
    }
    for (const CatalogThreat &threat : ThreatCatalog::current().threats)
        QVERIFY2(decided[threat.key].size() == 2, qPrintable(threat.key));
}

void tst_threatrules::theCatalogueIsWhole()
{
    Situation situation(QStringLiteral("Empty"));
    const Snapshot content = situation.content();
    QCOMPARE(content.rows<Threat>().size(), ThreatCatalog::current().threats.size());
    size_t rules = 0;
    for (const CatalogThreat &entry : ThreatCatalog::current().threats) {
        rules += entry.rules.size();
        QVERIFY2(!entry.rules.empty() && !entry.example.isEmpty(), qPrintable(entry.key));
    }
    QCOMPARE(content.rows<ThreatRule>().size(), rules);
    // Each key of the data is one that the records know.
    qsizetype inData = 0;
    qsizetype inRecords = 0;
    for (const CatalogThreat &entry : ThreatCatalog::current().threats) {
        inData += entry.stride.size() + entry.harms.size();
        for (const CatalogThreat::Rule &rule : entry.rules)
            inData += rule.kinds.size() + rule.when.size() + rule.unless.size();
    }
    for (const Threat &threat : content.rows<Threat>())
        inRecords += threat.stride.size() + threat.harms.size();
    for (const ThreatRule &rule : content.rows<ThreatRule>())
        inRecords += rule.kinds.size() + rule.when.size() + rule.unless.size();
    QCOMPARE(inRecords, inData);
    QCOMPARE(content.rows<ScaleWord>().size(), size_t(4 * levelCount));
    QCOMPARE(content.rows<MatrixCell>().size(), size_t(levelCount * levelCount));
}

void tst_threatrules::listsAreShortEnough()
{
    for (const Situation &situation : situations()) {
        const DataMap data(situation.content());
        const RiskMap map(data);
        for (size_t i = 0; i < map.targets().size(); ++i) {
            const bool isFlow = map.targets()[i].type == RuleTarget::Flows;
            QVERIFY2(map.cellsOf(i).size() <= (isFlow ? 8 : 16), qPrintable(situation.title()));
        }
    }
}

void tst_threatrules::ownThreatsAndRules()
{
    Situation situation(QStringLiteral("Own"));
    situation.add(QStringLiteral("element Ecg content=health links_to_person=yes"));
    situation.add(QStringLiteral("system Cart kind=workstation creates=Ecg"));
    Snapshot content = situation.content();
    Threat own;
    own.name = QStringLiteral("Cart rolled into another ward");
    const auto threat = content.add(own);
    ThreatRule rule;
    rule.threat = threat;
    rule.kinds = {SystemKind::Workstation};
    rule.when = {Trait::EPhi};
    const RecordRef cart = situation.named(QStringLiteral("Cart"));
    QVERIFY(!RiskMap(DataMap(content)).cell(cart, threat)); // no rule yet
    const auto ruleId = content.add(rule);
    const DataMap data(content);
    const RiskMap map(data);
    QVERIFY(map.cell(cart, threat));
    QCOMPARE(map.cell(cart, threat)->rule, content.find(ruleId));
    own.id = threat;
    own.use = ThreatUse::NotAsked;
    content.add(own);
    QVERIFY(!RiskMap(DataMap(content)).cell(cart, threat));
}

void tst_threatrules::whyNot()
{
    Situation situation(QStringLiteral("Rules"));
    const RiskTarget target{{QStringLiteral("systems"), AnyId::random()},
                            RuleTarget::Systems,
                            SystemKind::Database,
                            {Trait::EPhi, Trait::Stores},
                            {}};
    ThreatRule rule;
    QVERIFY(asks(rule, target));
    rule.when = {Trait::EPhi, Trait::NoBackup};
    QVERIFY(!asks(rule, target));
    rule.when = {Trait::EPhi, Trait::Stores};
    QVERIFY(asks(rule, target));
    rule.unless = {Trait::Stores, Trait::Radio};
    QVERIFY(!asks(rule, target));
    rule.unless = {Trait::Radio};
    rule.kinds = {SystemKind::Queue};
    QVERIFY(!asks(rule, target));
    rule.kinds = {};
    rule.target = RuleTarget::Flows;
    QVERIFY(!asks(rule, target));
}

SAFEGUARD_TEST(tst_threatrules)
#include "tst_threatrules.moc"
