// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/vendormap.h"
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const std::vector<Situation> &situations()
{
    static const auto all =
        Situation::read(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/vendors/situations.txt"));
    return all;
}

/// "required none Vendor_log", as the file says it.
QString told(const Snapshot &content, const VendorNeed &need)
{
    QStringList systems;
    for (const Id<System> &id : need.systems)
        systems += content.find(id)->name;
    systems.sort(); // they have no numbers here
    return (QStringList{keyOf(need.need), keyOf(need.cover)} + systems).join(u' ');
}

const VendorNeed *needOf(const VendorMap &map, const Id<Company> &company)
{
    const auto at = std::find_if(map.needs().begin(), map.needs().end(),
                                 [&](const VendorNeed &need) { return need.company == company; });
    return at == map.needs().end() ? nullptr : &*at;
}

}

class tst_vendormap final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void situation_data();
    void situation();
    void enoughSituations();
    void saysWhy();
    void theShortestNoticeOfThoseInForce();
};

void tst_vendormap::situation_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < situations().size(); ++i)
        QTest::addRow("%s", qPrintable(situations()[i].title())) << static_cast<int>(i);
}

void tst_vendormap::situation()
{
    QFETCH(int, index);
    const Situation &situation = situations()[static_cast<size_t>(index)];
    const Snapshot content = situation.content();
    const VendorMap map{DataMap(content)};
    QVERIFY(!situation.expectations().empty());
    for (const auto &expected : situation.expectations()) {
        const VendorNeed *need = needOf(map, Id<Company>(situation.named(expected.name).id));
        QCOMPARE(need ? told(content, *need) : QStringLiteral("absent"), expected.words.join(u' '));
    }
}

void tst_vendormap::enoughSituations()
{
    QVERIFY(situations().size() >= 30);
    std::set<QString> covers;
    for (const Situation &situation : situations()) {
        for (const auto &expected : situation.expectations())
            covers.insert(expected.words.value(1));
    }
    QCOMPARE(covers.size(), size_t(8)); // each of AgreementCover
}

void tst_vendormap::saysWhy()
{
    for (const Situation &situation : situations()) {
        const DataMap map(situation.content());
        const VendorMap vendors(map);
        for (const VendorNeed &need : vendors.needs()) {
            const QString why = textOf(whyNeeded(map, need));
            QVERIFY2(!why.isEmpty(), qPrintable(situation.title()));
            for (const Id<System> &id : need.uncovered)
                QVERIFY2(why.contains(situation.content().find(id)->name), qPrintable(why));
        }
    }
}

void tst_vendormap::theShortestNoticeOfThoseInForce()
{
    Situation situation(QStringLiteral("notice"));
    for (const char *line :
         {"vendor A relation=customer", "vendor B relation=customer", "vendor C relation=customer",
          "agreement One counterparty=A direction=upstream status=executed executed=2025-01-01 "
          "breach_notice_days=10",
          "agreement Two counterparty=B direction=upstream status=executed executed=2025-01-01 "
          "breach_notice_days=5",
          "agreement Over counterparty=C direction=upstream status=executed executed=2024-01-01 "
          "expires=2025-01-01 breach_notice_days=1",
          "agreement Down counterparty=C status=executed executed=2024-01-01 "
          "breach_notice_days=2"})
        situation.add(QLatin1String(line));
    const VendorMap map{DataMap(situation.content())};
    QVERIFY(map.shortestUpstream());
    QCOMPARE(map.shortestUpstream()->days, 5);
    QCOMPARE(AnyId(map.shortestUpstream()->agreement), situation.named(QStringLiteral("Two")).id);
}

SAFEGUARD_TEST(tst_vendormap)
#include "tst_vendormap.moc"
