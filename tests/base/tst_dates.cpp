// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/dates.h"

#include "tests/tools/testmain.h"

using namespace safeguard;

namespace {
QDate day(const char *text)
{
    return QDate::fromString(QLatin1String(text), Qt::ISODate);
}
}

class tst_dates final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void monthsEndWhereTheMonthDoes_data();
    void monthsEndWhereTheMonthDoes();
    void yearsKeepALeapDayToTheFirstOfMarch();
    void holidaysAreThoseOfTheFederalGovernment_data();
    void holidaysAreThoseOfTheFederalGovernment();
    void workingDaysSkipWeekendsAndHolidays();
    void hoursPassAsTheClocksDid();
};

void tst_dates::monthsEndWhereTheMonthDoes_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<int>("months");
    QTest::addColumn<QDate>("due");
    QTest::newRow("plain") << day("2026-03-01") << 12 << day("2027-03-01");
    QTest::newRow("end of January") << day("2026-01-31") << 1 << day("2026-02-28");
    QTest::newRow("end of January, leap year") << day("2028-01-31") << 1 << day("2028-02-29");
    QTest::newRow("leap day") << day("2028-02-29") << 12 << day("2029-02-28");
    QTest::newRow("leap day to leap day") << day("2028-02-29") << 48 << day("2032-02-29");
    QTest::newRow("over the end of the year") << day("2026-11-30") << 3 << day("2027-02-28");
}

void tst_dates::monthsEndWhereTheMonthDoes()
{
    QFETCH(QDate, from);
    QFETCH(int, months);
    QTEST(dates::dueAfterMonths(from, months), "due");
}

void tst_dates::yearsKeepALeapDayToTheFirstOfMarch()
{
    QCOMPARE(dates::keptForYears(day("2028-02-29"), 6), day("2034-03-01"));
    QCOMPARE(dates::keptForYears(day("2026-02-28"), 6), day("2032-02-28"));
    QCOMPARE(dates::keptForYears(day("2028-02-29"), 4), day("2032-02-29"));
    QCOMPARE(dates::keptForYears(day("2026-11-21"), 6), day("2032-11-21"));
}

void tst_dates::holidaysAreThoseOfTheFederalGovernment_data()
{
    QTest::addColumn<bool>("isHoliday");
    // Those that the government's personnel office lists for 2026 and around.
    for (const char *holiday :
         {"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
          "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25", "2021-12-31",
          "2027-07-05", "2027-12-24", "2027-12-31", "2022-06-20"})
        QTest::newRow(holiday) << true;
    for (const char *other : {"2026-07-04", "2026-11-27", "2026-12-31", "2020-06-19", "2026-05-18",
                              "2026-10-05", "2023-01-03"})
        QTest::newRow(other) << false;
}

void tst_dates::holidaysAreThoseOfTheFederalGovernment()
{
    QFETCH(bool, isHoliday);
    QCOMPARE(dates::isFederalHoliday(day(QTest::currentDataTag())), isHoliday);
}

void tst_dates::workingDaysSkipWeekendsAndHolidays()
{
    QCOMPARE(dates::addWorkingDays(day("2026-11-23"), 10), day("2026-12-08"));
    QCOMPARE(dates::addWorkingDays(day("2026-11-23"), 5), day("2026-12-01"));
    QCOMPARE(dates::addWorkingDays(day("2026-11-21"), 1), day("2026-11-23"));
    QCOMPARE(dates::addWorkingDays(day("2026-12-24"), 1), day("2026-12-28"));
    QCOMPARE(dates::addWorkingDays(day("2026-12-24"), 0), day("2026-12-24"));
}

void tst_dates::hoursPassAsTheClocksDid()
{
    const QTimeZone chicago("America/Chicago");
    QVERIFY(chicago.isValid());
    const auto hours = [&](const char *from, const char *to) {
        return dates::hoursBetween({day("2026-03-07"), QTime::fromString(QLatin1String(from))},
                                   {day("2026-03-08"), QTime::fromString(QLatin1String(to))},
                                   chicago);
    };
    QCOMPARE(hours("17:00", "17:00").least, 23.0); // put forward in the night
    QCOMPARE(hours("17:00", "17:00").most, 23.0);
    const auto back = dates::hoursBetween({day("2026-10-31"), QTime(17, 0)},
                                          {day("2026-11-01"), QTime(17, 0)}, chicago);
    QCOMPARE(back.most, 25.0);
    const auto byDay =
        dates::hoursBetween({day("2026-06-01"), {}}, {day("2026-06-02"), {}}, QTimeZone::utc());
    QCOMPARE(byDay.least, 0.0);
    QCOMPARE(byDay.most, 48.0);
    const auto before = dates::hoursBetween({day("2026-06-02"), QTime(9, 0)},
                                            {day("2026-06-01"), QTime(17, 0)}, QTimeZone::utc());
    QCOMPARE(before.least, -16.0);
}

SAFEGUARD_TEST(tst_dates)
#include "tst_dates.moc"
