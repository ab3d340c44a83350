// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/agreementbars.h"
#include "model/registers.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

namespace {

Agreement renewing()
{
    Agreement agreement;
    agreement.id = AnyId::random();
    agreement.name = QStringLiteral("Hill");
    agreement.status = AgreementStatus::Executed;
    agreement.executed = QDate(2024, 3, 1);
    agreement.expires = QDate(2025, 2, 28);
    agreement.renewsItself = true;
    agreement.renewalMonths = 6;
    agreement.noticeDays = 30;
    return agreement;
}

Snapshot with(std::vector<Agreement> agreements, QDate today)
{
    Snapshot snapshot(allRegisters());
    for (Agreement &agreement : agreements)
        snapshot.put(QString::fromLatin1(Agreement::registerKey),
                     std::make_shared<Agreement>(std::move(agreement)));
    snapshot.setToday(today);
    return snapshot;
}

std::vector<AgreementBar> in(int year, const Agreement &agreement, QDate today = {2026, 1, 10})
{
    return agreementBars(with({agreement}, today), {year, 1, 1}, {year, 12, 31});
}

}

class tst_agreementbars final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNoticeOfTheYear();
    void anEndIsAnEnd();
    void withoutEnd();
    void whatHasNoBar();
    void whatIsToBeDoneFirst();
};

void tst_agreementbars::everyNoticeOfTheYear()
{
    const auto bars = in(2026, renewing());
    QCOMPARE(bars.size(), 1U);
    // Terms end with February and August; notice 30 days before.
    QCOMPARE(*bars[0].ends, QDate(2026, 2, 28));
    QCOMPARE(*bars[0].notice, QDate(2026, 1, 29));
    const std::vector<AgreementBar::Notice> expected{{{2026, 1, 29}, {2026, 2, 28}},
                                                     {{2026, 8, 1}, {2026, 8, 31}}};
    QCOMPARE(bars[0].notices, expected);
    QVERIFY(bars[0].covers({2027, 5, 1}));
    QVERIFY(bars[0].isBeyondTerm({2026, 3, 1}) && !bars[0].isBeyondTerm({2026, 2, 28}));
    // Notice in one year of a term that ends in the next.
    Agreement atYearEnd = renewing();
    atYearEnd.expires = QDate(2026, 1, 15);
    atYearEnd.renewalMonths = 12;
    QCOMPARE(in(2025, atYearEnd)[0].notices.back().last, QDate(2025, 12, 16));
    QCOMPARE(in(2026, atYearEnd)[0].notices.front().end, QDate(2026, 1, 15));
    QVERIFY(!in(2026, atYearEnd)[0].notice); // it is over: nothing stops this renewal
}

void tst_agreementbars::anEndIsAnEnd()
{
    Agreement agreement = renewing();
    agreement.renewsItself = false;
    QCOMPARE(in(2025, agreement).size(), 1U);
    QVERIFY(in(2025, agreement)[0].notices.empty());
    QVERIFY(!in(2025, agreement)[0].covers({2025, 3, 1}));
    QVERIFY(in(2026, agreement).empty());
    QVERIFY(in(2023, agreement).empty());
}

void tst_agreementbars::withoutEnd()
{
    Agreement agreement = renewing();
    agreement.expires.reset();
    const auto bars = in(2040, agreement);
    QCOMPARE(bars.size(), 1U);
    QVERIFY(!bars[0].ends && !bars[0].renews && bars[0].covers({2040, 12, 31}));
}

void tst_agreementbars::whatHasNoBar()
{
    Agreement agreement = renewing();
    agreement.status = AgreementStatus::Negotiation;
    QVERIFY(in(2026, agreement).empty());
    agreement = renewing();
    agreement.executed.reset();
    QVERIFY(in(2026, agreement).empty());
}

void tst_agreementbars::whatIsToBeDoneFirst()
{
    Agreement notice = renewing(); // by 2026-01-29
    Agreement endless = renewing();
    endless.id = AnyId::random();
    endless.expires.reset();
    Agreement ends = renewing();
    ends.id = AnyId::random();
    ends.renewsItself = false;
    ends.expires = QDate(2026, 1, 20);
    Agreement ended = ends;
    ended.id = AnyId::random();
    ended.expires = QDate(2026, 1, 5);
    const auto bars = agreementBars(with({endless, ended, notice, ends}, {2026, 1, 10}),
                                    {2026, 1, 1}, {2026, 12, 31});
    QCOMPARE(bars.size(), 4U);
    QCOMPARE(AnyId(bars[0].agreement), ends.id);
    QCOMPARE(AnyId(bars[1].agreement), notice.id);
    QCOMPARE(AnyId(bars[2].agreement), endless.id);
    QCOMPARE(AnyId(bars[3].agreement), ended.id);
}

SAFEGUARD_TEST(tst_agreementbars)
#include "tst_agreementbars.moc"
