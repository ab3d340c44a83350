// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

using namespace safeguard::testing;

namespace {

QString word(const char *text)
{
    return QString::fromUtf8(text);
}

QStringList args(const char *line)
{
    return word(line).split(u'|', Qt::SkipEmptyParts);
}

QJsonObject rowWith(const QJsonArray &rows, const char *key, const char *value)
{
    for (const QJsonValue &row : rows) {
        if (row[word(key)].toString() == word(value))
            return row.toObject();
    }
    return {};
}

}

/// Who reaches what and who owes which training, by the command line alone.
class tst_people final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void access();
    void training();
    void forPeople();
    void findings();

private:
    void add(const char *registerKey, const char *values) const
    {
        m_cli->add(word(registerKey), args(values));
    }
    Ran derive(const char *what, bool isJson = true) const
    {
        const QStringList rest{word(what), word("--today"), word("2026-11-22")};
        return isJson ? m_cli->json(word("derive"), rest) : m_cli->run(word("derive"), rest);
    }

    std::unique_ptr<CliRunner> m_cli;
};

void tst_people::initTestCase()
{
    m_cli = std::make_unique<CliRunner>();
    add("data-elements", "name=ECG|content=health|links_to_person=yes");
    add("systems", "name=Store|creates=ECG");
    add("access-roles", "name=Support agent");
    add("access-rights", "role=Support agent|system=Store|element=ECG|operations=read;update|"
                         "reason=Helps patients");
    add("people", "name=Anna|roles=Support agent|start=2026-01-12");
    add("people", "name=Ben|start=2025-01-12|separated=2026-11-10|separated_time=17:00");
    add("access-grants", "person=Anna|system=Store|role=Support agent|granted=2026-02-01");
    add("access-grants", "person=Ben|system=Store|granted=2025-02-01|revoked=2026-11-12|"
                         "revoked_time=09:00");
    add("courses", "name=Basics|everyone=true|refresher_months=12");
    add("training-records", "person=Ben|course=Basics|completed=2026-02-28");
    add("phishing-campaigns", "name=Spring|sent_on=2026-04-01|recipients=40|clicked=10");
}

void tst_people::access()
{
    const Ran ran = derive("access");
    QVERIFY_EXIT(ran, 0);
    QCOMPARE(keysIn(ran.object()),
             documentedKeys(word("derive"), word("access --json"), word("training --json")));
    const QJsonArray lines = ran.object()[word("access")].toArray();
    QCOMPARE(lines.size(), 1);
    const QJsonObject anna = lines[0].toObject();
    QCOMPARE(anna[word("person_name")].toString(), word("Anna"));
    QCOMPARE(anna[word("tier")].toInt(), 1);
    QCOMPARE(anna[word("basis")].toString(), word("rights"));
    QCOMPARE(anna[word("review_due")].toString(), word("2027-02-01"));
    QVERIFY(anna[word("untrained")].toBool() && !anna[word("authorized")].toBool());
    const QJsonValue reach = anna[word("reaches")].toArray()[0];
    QCOMPARE(reach[word("may")].toArray(), (QJsonArray{word("read"), word("update")}));
    QCOMPARE(reach[word("why")].toString(),
             word("May read, update ECG in Store as Support agent (GRT-001), because: Helps "
                  "patients"));
    const QJsonValue ben = ran.object()[word("revocations")].toArray()[0];
    QCOMPARE(ben[word("least_hours")].toDouble(), 40.0);
    QCOMPARE(ben[word("verdict")].toString(), word("late"));
}

void tst_people::training()
{
    const Ran ran = derive("training");
    QVERIFY_EXIT(ran, 0);
    QCOMPARE(keysIn(ran.object()), documentedKeys(word("derive"), word("training --json"), word("deadlines --json")));
    const QJsonArray cells = ran.object()[word("cells")].toArray();
    QCOMPARE(cells.size(), 2);
    const QJsonObject anna = rowWith(cells, "person_name", "Anna");
    QCOMPARE(anna[word("state")].toString(), word("overdue"));
    QCOMPARE(anna[word("due")].toString(), word("2026-02-11"));
    const QJsonObject ben = rowWith(cells, "person_name", "Ben");
    QCOMPARE(ben[word("state")].toString(), word("not_owed"));
    QCOMPARE(ben[word("retained_until")].toString(), word("2032-02-28"));
    QCOMPARE(ran.object()[word("overall")][word("overdue")].toInt(), 1);
    QCOMPARE(ran.object()[word("phishing")].toArray()[0][word("clicked")].toDouble(), 0.25);
    const QJsonArray months = ran.object()[word("months")].toArray();
    QCOMPARE(months.size(), 24);
    QCOMPARE(months.last()[word("day")].toString(), word("2026-11-22"));
}

void tst_people::forPeople()
{
    const QByteArray access = derive("access", false).out;
    QVERIFY(access.contains("Anna") && access.contains("-RU-"));
    const QByteArray training = derive("training", false).out;
    QVERIFY(training.contains("overdue  2026-02-11  Anna"));
    QVERIFY(training.contains("0 of 1 fulfilled, 1 overdue"));
}

void tst_people::findings()
{
    const Ran ran = m_cli->json(word("check"), {word("--today"), word("2026-11-22")});
    QVERIFY_EXIT(ran, 1);
    for (const char *rule : {"access-tier1-untrained", "revocation-late", "training-overdue",
                             "security-officer-missing", "access-unauthorized"})
        QVERIFY2(!rowWith(ran.array(), "rule", rule).isEmpty(), rule);
}

SAFEGUARD_TEST(tst_people)
#include "tst_people.moc"
