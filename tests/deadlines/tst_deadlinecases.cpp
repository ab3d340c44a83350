// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/deadlines/cases.h"
#include "tests/tools/testmain.h"
#include "tests/tools/zoneof.h"

using namespace safeguard;
using namespace safeguard::testing;

/// The cases that were worked out by hand, see cases.txt.
class tst_deadlinecases final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isDue_data();
    void isDue();
    void noRuleIsWithoutACase();
    void inEveryTimeZone_data();
    void inEveryTimeZone();
};

void tst_deadlinecases::isDue_data()
{
    QTest::addColumn<const DeadlineCase *>("one");
    QVERIFY(DeadlineCase::all().size() >= 60);
    for (const DeadlineCase &one : DeadlineCase::all())
        QTest::newRow(qPrintable(one.title())) << &one;
}

void tst_deadlinecases::isDue()
{
    QFETCH(const DeadlineCase *, one);
    QCOMPARE(one->actual(), one->expected());
}

/// Each rule that gives a day is seen by some case: without it that case fails.
void tst_deadlinecases::noRuleIsWithoutACase()
{
    std::set<QString> used;
    for (const DeadlineCase &one : DeadlineCase::all()) {
        for (const QString &line : one.expected())
            used.insert(line.section(u' ', 0, 0));
    }
    QVERIFY(used.size() >= 40);
    for (const QString &rule : used) {
        QVERIFY2(DeadlineRules::current().find(rule), qPrintable(rule));
        const auto failing = std::count_if(
            DeadlineCase::all().begin(), DeadlineCase::all().end(),
            [&](const DeadlineCase &one) { return one.actual(rule) != one.expected(); });
        QVERIFY2(failing > 0, qPrintable(rule));
    }
    QStringList unseen;
    for (const DeadlineRule &rule : DeadlineRules::current().all()) {
        const bool isOfRecords = rule.id.startsWith(QStringLiteral("DL-BAA-")) ||
                                 rule.id.startsWith(QStringLiteral("DL-BN-")) ||
                                 rule.period.has_value();
        const bool isUnseen = isOfRecords && rule.isOn && !used.contains(rule.id);
        if (isUnseen)
            unseen += rule.id;
    }
    // Those without a case of their own: no clock of the project uses them yet.
    QCOMPARE(unseen, QStringList({QStringLiteral("DL-BN-DISC"), QStringLiteral("DL-BN-LEW"),
                                  QStringLiteral("DL-BN-SUB10"), QStringLiteral("DL-SOL6")}));
}

void tst_deadlinecases::inEveryTimeZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata"})
        QTest::newRow(zone) << QByteArray(zone);
}

/// The computer's time zone changes no day.
void tst_deadlinecases::inEveryTimeZone()
{
    QFETCH(QByteArray, zone);
    const ZoneOf there(zone);
    for (const DeadlineCase &one : DeadlineCase::all())
        QCOMPARE(one.actual(), one.expected());
}

SAFEGUARD_TEST(tst_deadlinecases)
#include "tst_deadlinecases.moc"
