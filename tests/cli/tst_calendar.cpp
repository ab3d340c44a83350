// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QFile>

using namespace safeguard::testing;

namespace {

QStringList args(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

}

/// What is due, from the command line.
class tst_calendar final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void jsonIsAsDocumented();
    void overdueComesFirst();
    void within_data();
    void within();
    void kindsAndForces();
    void theProposalOnlyWhenAskedFor();
    void plainOutputIsForPeople();
    void wrongUsage_data();
    void wrongUsage();
    void exportsACalendar();
    void theCalendarIsReproducible();

private:
    /// "DL-ACT-DUE 2026-12-01" of each.
    QStringList derived(const QString &options) const;
    QByteArray exported(const QString &options) const;

    std::unique_ptr<CliRunner> m_cli;
    QString m_vendor;
    QString m_grant;
};

void tst_calendar::initTestCase()
{
    m_cli = std::make_unique<CliRunner>();
    const auto add = [&](const char *reg, const char *values) {
        return m_cli->add(QString::fromLatin1(reg),
                          QString::fromUtf8(values).split(u'|', Qt::SkipEmptyParts));
    };
    m_vendor = add("vendors", "name=Cloud, Inc.|reviewed=2025-11-10");
    add("agreements", "name=Hosting|counterparty=Cloud, Inc.|status=executed|executed=2025-03-01|"
                      "expires=2026-02-28|renews=yes|renewal_months=12|notice_days=60|"
                      "reviewed=2026-06-01");
    add("systems", "name=Db");
    add("people", "name=Ada|separated=2026-11-19|separated_time=17:00");
    m_grant = add("access-grants", "person=Ada|system=Db|granted=2026-01-01");
    add("actions", "title=Patch|due=2026-12-21|owner=Ada");
    add("evidence", "title=Certificate|effective=2020-01-01|expires=2020-11-01");
}

QStringList tst_calendar::derived(const QString &options) const
{
    const Ran ran =
        m_cli->json(QStringLiteral("derive"),
                    args("deadlines --today 2026-11-21") + options.split(u' ', Qt::SkipEmptyParts));
    if (ran.exitCode != 0)
        return {QString::fromUtf8(ran.err)};
    QStringList lines;
    for (const QJsonValue &each : ran.array())
        lines +=
            each[QStringLiteral("rule")].toString() + u' ' + each[QStringLiteral("due")].toString();
    return lines;
}

QByteArray tst_calendar::exported(const QString &options) const
{
    const QString out = m_cli->path(QStringLiteral("x.ics"));
    const Ran ran = m_cli->run(QStringLiteral("export"),
                               QStringList{QStringLiteral("deadlines"), QStringLiteral("-o"), out} +
                                   options.split(u' ', Qt::SkipEmptyParts));
    QFile file(out);
    return ran.exitCode == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : ran.err;
}

void tst_calendar::jsonIsAsDocumented()
{
    const Ran ran = m_cli->json(QStringLiteral("derive"), args("deadlines --today 2026-11-21"));
    QVERIFY_EXIT(ran, 0);
    QCOMPARE(keysIn(ran.array()),
             documentedKeys(QStringLiteral("derive"), QStringLiteral("deadlines --json"),
                            QStringLiteral("--within 30d (")));
    const QJsonObject access = [&] {
        for (const QJsonValue &each : ran.array()) {
            if (each[QStringLiteral("rule")].toString() == QStringLiteral("DL-ACC24"))
                return each.toObject();
        }
        return QJsonObject();
    }();
    QCOMPARE(access[QStringLiteral("id")].toString(), m_grant);
    QCOMPARE(access[QStringLiteral("register")].toString(), QStringLiteral("access-grants"));
    QCOMPARE(access[QStringLiteral("time")].toString(), QStringLiteral("17:00"));
    QCOMPARE(access[QStringLiteral("kind")].toString(), QStringLiteral("access"));
    QCOMPARE(access[QStringLiteral("force")].toString(), QStringLiteral("own_policy"));
    QCOMPARE(access[QStringLiteral("citation")].toString(), QStringLiteral("164.308(a)(3)(ii)(C)"));
    QVERIFY(access[QStringLiteral("overdue")].toBool());
    QVERIFY(access[QStringLiteral("field")].isNull());
    QVERIFY(access[QStringLiteral("why")].toString().contains(QStringLiteral("24 hours")));
}

void tst_calendar::overdueComesFirst()
{
    QCOMPARE(
        derived({}),
        QStringList(
            {QStringLiteral("DL-EVD-EXP 2020-11-01"), QStringLiteral("DL-VEN-REV 2026-11-10"),
             QStringLiteral("DL-ACC24 2026-11-20"), QStringLiteral("DL-RET-HIPAA 2026-11-01"),
             QStringLiteral("DL-ACT-DUE 2026-12-21"), QStringLiteral("DL-BAA-NOTICE 2026-12-30"),
             QStringLiteral("DL-BAA-TERM 2027-02-28"), QStringLiteral("DL-BAA-REV 2027-06-01")}));
}

void tst_calendar::within_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<int>("count");
    const auto row = [](const char *time, int count) {
        QTest::newRow(time) << QString::fromLatin1(time) << count;
    };
    // Three are overdue; a retention that has ended is not.
    row("0d", 3);
    row("29d", 3);
    row("30d", 4);
    row("30", 4);
    row("1m", 4);
    row("5w", 4);
    row("39d", 5);
    row("6w", 5);
    row("12m", 7);
}

void tst_calendar::within()
{
    QFETCH(QString, time);
    QFETCH(int, count);
    QCOMPARE(derived(QStringLiteral("--within ") + time).size(), qsizetype(count));
}

void tst_calendar::kindsAndForces()
{
    QCOMPARE(derived(QStringLiteral("--kind vendors")),
             QStringList{QStringLiteral("DL-VEN-REV 2026-11-10")});
    QCOMPARE(derived(QStringLiteral("--kind vendors --kind access")).size(), 2);
    QCOMPARE(derived(QStringLiteral("--force law")),
             QStringList{QStringLiteral("DL-RET-HIPAA 2026-11-01")});
    QCOMPARE(derived(QStringLiteral("--force contract --within 60d")),
             QStringList{QStringLiteral("DL-BAA-NOTICE 2026-12-30")});
    QCOMPARE(derived(QStringLiteral("--kind breach")), QStringList());
}

void tst_calendar::theProposalOnlyWhenAskedFor()
{
    QCOMPARE(derived(QStringLiteral("--force proposal")),
             QStringList{QStringLiteral("DL-NPRM-ACC1 2026-11-19")});
    QVERIFY(derived(QStringLiteral("--kind access")).size() == 1);
}

void tst_calendar::plainOutputIsForPeople()
{
    const Ran ran = m_cli->run(QStringLiteral("derive"), args("deadlines --today 2026-11-21"));
    QVERIFY_EXIT(ran, 0);
    QVERIFY(ran.out.contains("2026-11-20 17:00"));
    QVERIFY(ran.out.contains("End access: Ada in Db"));
    QVERIFY(ran.out.contains("8 deadlines, 3 overdue"));
    const Ran none = m_cli->run(QStringLiteral("derive"), args("deadlines --kind breach"));
    QVERIFY_EXIT(none, 0);
    QVERIFY(none.out.contains("0 deadlines, 0 overdue"));
}

void tst_calendar::wrongUsage_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QStringList>("rest");
    for (const char *line :
         {"derive deadlines --within soon", "derive deadlines --within 30x",
          "derive deadlines --within -3d", "derive deadlines --kind toast",
          "derive deadlines --force habit", "derive tiers --within 30d",
          "derive coverage --kind access", "export deadlines -o x.pdf",
          "export systems -o x.csv --force law", "export deadlines -o x.ics --remind soon"})
        QTest::newRow(line) << args(line).value(0) << args(line).mid(1);
}

void tst_calendar::wrongUsage()
{
    QFETCH(QString, verb);
    QFETCH(QStringList, rest);
    const Ran ran = m_cli->run(verb, rest);
    QVERIFY_EXIT(ran, 2);
    QVERIFY(!ran.err.trimmed().isEmpty() && ran.out.isEmpty());
}

void tst_calendar::exportsACalendar()
{
    const QByteArray all = exported(QStringLiteral("--today 2026-11-21"));
    QVERIFY2(all.startsWith("BEGIN:VCALENDAR\r\n"), all.constData());
    QCOMPARE(all.count("BEGIN:VEVENT\r\n"), 8);
    QVERIFY(all.contains("SUMMARY:Review vendor: Cloud\\, Inc.\r\n"));
    QVERIFY(all.contains("DTSTART;VALUE=DATE:20261230\r\n"));
    QVERIFY(!all.contains("VALARM"));
    const QByteArray some =
        exported(QStringLiteral("--today 2026-11-21 --kind agreements --within 60d --remind 7"));
    QCOMPARE(some.count("BEGIN:VEVENT\r\n"), 1);
    QVERIFY(some.contains("X-WR-CALNAME:CardioLink: Agreements\r\n"));
    QVERIFY(some.contains("TRIGGER:-P7D\r\n"));
    const auto uid = [](const QByteArray &ics, const char *day) {
        const qsizetype at = ics.indexOf(QByteArray("DTSTART;VALUE=DATE:") + day);
        const qsizetype start = ics.lastIndexOf("UID:", at);
        return ics.mid(start, ics.indexOf('\r', start) - start);
    };
    QVERIFY(uid(some, "20261230").endsWith("@safeguard"));
    QCOMPARE(uid(some, "20261230"), uid(all, "20261230"));
}

void tst_calendar::theCalendarIsReproducible()
{
    const QString day = QStringLiteral("--today 2026-11-21");
    QCOMPARE(exported(day), exported(day));
    QVERIFY(exported(day).contains("DTSTAMP:20261121T000000Z\r\n"));
    QVERIFY(exported(day) != exported(QStringLiteral("--today 2026-11-22")));
    // Without a day that was fixed, it is dated by when it was written.
    QVERIFY(!exported({}).contains("T000000Z"));
}

SAFEGUARD_TEST(tst_calendar)
#include "tst_calendar.moc"
