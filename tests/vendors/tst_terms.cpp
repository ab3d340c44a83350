// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/agreementterm.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

namespace {

std::optional<QDate> day(const char *text)
{
    const QDate date = QDate::fromString(QLatin1String(text), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

QString textOf(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : QStringLiteral("-");
}

}

/// Worked out with a paper calendar.
class tst_terms final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void term_data();
    void term();
};

void tst_terms::term_data()
{
    QTest::addColumn<QString>("expires");
    QTest::addColumn<int>("months");
    QTest::addColumn<int>("notice");
    QTest::addColumn<QString>("today");
    QTest::addColumn<QString>("expected"); // end, state
    const auto row = [](const char *name, const char *expires, int months, int notice,
                        const char *today, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(expires) << months << notice
                            << QString::fromLatin1(today) << QString::fromLatin1(expected);
    };
    row("without end", "", 0, -1, "2026-11-22", "- in_force");
    row("a fixed term", "2027-01-09", 0, 30, "2026-11-22", "2027-01-09 in_force");
    row("its last day", "2026-11-22", 0, -1, "2026-11-22", "2026-11-22 in_force");
    row("the day after", "2026-11-21", 0, -1, "2026-11-22", "2026-11-21 expired");
    row("renews: still in the first term", "2026-12-31", 12, 90, "2026-11-22",
        "2026-12-31 in_force");
    row("renews: the first day of the second term", "2025-12-31", 12, 90, "2026-01-01",
        "2026-12-31 in_force");
    row("renews: the last day of the first term", "2025-12-31", 12, 90, "2025-12-31",
        "2025-12-31 in_force");
    row("renews: many terms later", "2020-03-15", 12, 60, "2026-11-22", "2027-03-15 in_force");
    row("renews by the month: the 31st comes back", "2026-01-31", 1, 10, "2026-03-15",
        "2026-03-31 in_force");
    row("renews by the month: in February", "2026-01-31", 1, 10, "2026-02-15",
        "2026-02-28 in_force");
    row("renews with the end of February", "2027-02-28", 12, 30, "2027-06-01",
        "2028-02-29 in_force");
    row("renews from a leap day", "2024-02-29", 12, 30, "2026-11-22", "2027-02-28 in_force");
    row("renews from a leap day to the next one", "2024-02-29", 12, 30, "2027-12-01",
        "2028-02-29 in_force");
    row("renews every three years", "2023-06-30", 36, 180, "2026-11-22", "2029-06-30 in_force");
    row("notice of no days", "2026-12-31", 12, 0, "2026-11-22", "2026-12-31 in_force");
}

void tst_terms::term()
{
    QFETCH(QString, expires);
    QFETCH(int, months);
    QFETCH(int, notice);
    QFETCH(QString, today);
    Agreement agreement;
    agreement.status = AgreementStatus::Executed;
    agreement.executed = QDate(2020, 1, 1);
    agreement.expires = day(qPrintable(expires));
    agreement.renewsItself = months > 0;
    if (months > 0)
        agreement.renewalMonths = months;
    if (notice >= 0)
        agreement.noticeDays = notice;
    const QDate on = *day(qPrintable(today));
    const auto term = termOf(agreement, on);
    QTEST(QStringList({textOf(term ? std::optional(term->ends) : std::nullopt),
                       keyOf(stateOf(agreement, on))})
              .join(u' '),
          "expected");
}

SAFEGUARD_TEST(tst_terms)
#include "tst_terms.moc"
