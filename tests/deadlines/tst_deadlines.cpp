// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/ics.h"
#include "model/deadlines/periods.h"
#include "model/documents/evidence.h"
#include "model/people/person.h"
#include "model/risk/plan.h"
#include "model/vendors/agreement.h"
#include "tests/deadlines/cases.h"
#include "tests/tools/testmain.h"

#include <QRegularExpression>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const DeadlineCase &caseOf(const char *title)
{
    for (const DeadlineCase &one : DeadlineCase::all()) {
        if (one.title() == QLatin1String(title))
            return one;
    }
    qFatal("no case %s", title);
}

/// Of all cases.
std::vector<Deadline> everything()
{
    std::vector<Deadline> all;
    for (const DeadlineCase &one : DeadlineCase::all()) {
        const auto some = one.deadlines();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

Deadline of(const DeadlineCase &one, const char *rule)
{
    for (const Deadline &deadline : one.deadlines()) {
        if (deadline.ruleId == QLatin1String(rule))
            return deadline;
    }
    qFatal("nothing of %s", rule);
}

}

/// What a deadline says of itself, and how deadlines are told apart, filtered and ordered.
class tst_deadlines final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sayWhy();
    void explainThemselves();
    void bearTheForceOfTheirRule();
    void areInOrder();
    void keysAreStableAndUnique();
    void keyOutlivesItsDay();
    void anAcceptanceWithoutEndOutlivesOthers();
    void rescheduledIsOwnPolicyAlone();
    void aRightIsNeverOverdue();
    void filters();
    void withinCountsWhatIsOverdue();
    void onALeapDay();
    void theEndOfTheCalendar();
    void theSameTwice();
    void retentionOfManyRecords();
};

void tst_deadlines::sayWhy()
{
    QCOMPARE(of(caseOf("Every six months by own policy, from a month's end"), "DL-RA-ANN").why,
             QStringLiteral("Concluded on 2026-08-31, again after 6 months. Your own policy; the "
                            "rule names no number."));
    QCOMPARE(of(caseOf("Notice was given: it ends and does not renew itself"), "DL-BAA-TERM").why,
             QStringLiteral("It was terminated with effect from 2027-02-28. The agreement says "
                            "so."));
    QCOMPARE(of(caseOf("24 hours after the separation"), "DL-ACC24").why,
             QStringLiteral("Separated on 2026-11-21 at 17:00, access ended within 24 hours. Your "
                            "own policy; the rule names no number."));
    static const QRegularExpression law(QStringLiteral("violat|the law says"),
                                        QRegularExpression::CaseInsensitiveOption);
    for (const Deadline &deadline : everything()) {
        for (const QString &text : {deadline.title, deadline.why, deadline.citation}) {
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(deadline.ruleId));
            QVERIFY2(!text.contains(QStringLiteral("%")), qPrintable(text));
        }
        QCOMPARE(deadline.why.contains(law), deadline.force == Force::Law);
    }
}

void tst_deadlines::explainThemselves()
{
    QCOMPARE(explanationOf(of(caseOf("24 hours after the separation"), "DL-ACC24")),
             QStringList(
                 {QStringLiteral("Separated on 2026-11-21 at 17:00, access ended within 24 hours. "
                                 "Your own policy; the rule names no number."),
                  QStringLiteral("Begins: Somebody leaves."),
                  QStringLiteral("Computed: The moment of the separation plus the hours of your "
                                 "own policy, 24 unless it says otherwise, as they pass in your "
                                 "time zone."),
                  QStringLiteral("Own policy (164.308(a)(3)(ii)(C))"),
                  QStringLiteral("The rule names no number.")}));
    for (const Deadline &deadline : everything())
        QVERIFY(explanationOf(deadline).size() >= 4);
}

void tst_deadlines::bearTheForceOfTheirRule()
{
    for (const Deadline &deadline : everything()) {
        const DeadlineRule *rule = DeadlineRules::current().find(deadline.ruleId);
        QVERIFY(rule);
        QCOMPARE(deadline.force, rule->force);
        QCOMPARE(deadline.kind, rule->kind);
        QCOMPARE(deadline.citation, rule->citation);
    }
}

void tst_deadlines::areInOrder()
{
    for (const DeadlineCase &one : DeadlineCase::all()) {
        const auto deadlines = one.deadlines();
        QVERIFY(std::is_sorted(deadlines.begin(), deadlines.end(), comesBefore));
    }
}

void tst_deadlines::keysAreStableAndUnique()
{
    for (const DeadlineCase &one : DeadlineCase::all()) {
        QSet<QString> keys;
        const auto deadlines = one.deadlines();
        for (const Deadline &deadline : deadlines)
            keys += keyOf(deadline);
        QCOMPARE(static_cast<size_t>(keys.size()), deadlines.size());
    }
    Deadline deadline;
    deadline.ruleId = QStringLiteral("DL-ACT-DUE");
    deadline.record = {QStringLiteral("actions"), AnyId::fromName({}, u"actions", u"x")};
    const QString key = keyOf(deadline);
    QCOMPARE(key, QStringLiteral("DL-ACT-DUE/actions/") + deadline.record.id.toText());
    deadline.person = AnyId::fromName({}, u"people", u"y");
    QCOMPARE(keyOf(deadline), key + u'/' + deadline.person.toText());
}

/// The next term of an agreement has the key of this one: in a calendar the entry moves.
void tst_deadlines::keyOutlivesItsDay()
{
    const DeadlineCase &one = caseOf("One day later the next notice is that of the term after, "
                                     "which ends on a leap day");
    Snapshot content = one.content();
    const auto find = [](const std::vector<Deadline> &deadlines) {
        return *std::find_if(deadlines.begin(), deadlines.end(), [](const Deadline &deadline) {
            return deadline.ruleId == QStringLiteral("DL-BAA-TERM");
        });
    };
    const Deadline before = find(deadlinesOf(content, {}));
    content.setToday({2027, 3, 1});
    const Deadline after = find(deadlinesOf(content, {}));
    QVERIFY(before.due != after.due);
    QCOMPARE(keyOf(before), keyOf(after));
}

/// In whatever order the records come.
void tst_deadlines::anAcceptanceWithoutEndOutlivesOthers()
{
    for (int round = 0; round < 30; ++round) {
        Snapshot content = caseOf("None was ever concluded").content();
        RiskAcceptance acceptance;
        acceptance.risk = Id<Risk>::random();
        content.add(acceptance);
        for (const QDate end : {QDate(2026, 1, 1), QDate(2030, 1, 1), QDate(2028, 1, 1)}) {
            acceptance.expires = end;
            content.add(acceptance);
        }
        QCOMPARE(deadlinesOf(content, {}).size(), size_t(0));
        acceptance.risk = Id<Risk>::random();
        for (const QDate end : {QDate(2026, 1, 1), QDate(2030, 1, 1), QDate(2028, 1, 1)}) {
            acceptance.expires = end;
            content.add(acceptance);
        }
        QCOMPARE(deadlinesOf(content, {}).size(), size_t(1));
        QCOMPARE(deadlinesOf(content, {}).front().due, QDate(2030, 1, 1));
    }
}

void tst_deadlines::rescheduledIsOwnPolicyAlone()
{
    int movable = 0;
    for (const Deadline &deadline : everything()) {
        const DeadlineRule *rule = DeadlineRules::current().find(deadline.ruleId);
        QCOMPARE(!deadline.field.isEmpty(), rule->canReschedule);
        QCOMPARE(whyFixed(deadline).isEmpty(), !deadline.field.isEmpty());
        if (deadline.field.isEmpty())
            continue;
        ++movable;
        const Registers &registers = caseOf("Actions that are open are due").content().registers();
        const Field *field = registers.find(deadline.record.registerKey)->field(deadline.field);
        QVERIFY(field && field->kind == Kind::Date);
    }
    QVERIFY(movable >= 5);
}

void tst_deadlines::aRightIsNeverOverdue()
{
    for (const Deadline &deadline : everything()) {
        const QDate later = deadline.due.addDays(1);
        const bool isRetention = deadline.kind == DeadlineKind::Retention;
        QVERIFY(!deadline.isOverdue(deadline.due));
        QCOMPARE(deadline.isOverdue(later), !deadline.isNotice);
        QVERIFY(!isRetention || deadline.isNotice);
    }
    QVERIFY(of(caseOf("The term ended yesterday"), "DL-BAA-TERM").isOverdue({2026, 11, 21}));
}

void tst_deadlines::filters()
{
    const auto all = everything();
    const QDate today(2026, 11, 21);
    QCOMPARE(DeadlineFilter().of(all, today).size(), all.size());
    for (int i = 0; i < forceCount; ++i) {
        DeadlineFilter filter;
        filter.forces = {static_cast<Force>(i)};
        for (const Deadline &deadline : filter.of(all, today))
            QCOMPARE(deadline.force, static_cast<Force>(i));
    }
    DeadlineFilter filter;
    filter.kinds = {DeadlineKind::Access, DeadlineKind::Vendors};
    size_t count = 0;
    for (const DeadlineKind kind : filter.kinds) {
        DeadlineFilter one;
        one.kinds = {kind};
        count += one.of(all, today).size();
    }
    QVERIFY(count > 0);
    QCOMPARE(filter.of(all, today).size(), count);
    filter.person = of(caseOf("24 hours after the separation"), "DL-ACC24").person;
    QCOMPARE(filter.of(all, today).size(), size_t(1));
}

void tst_deadlines::withinCountsWhatIsOverdue()
{
    const QDate today(2026, 11, 21);
    const auto deadline = [](QDate due, bool isNotice) {
        Deadline one;
        one.due = due;
        one.isNotice = isNotice;
        return one;
    };
    DeadlineFilter filter;
    filter.withinDays = 30;
    QVERIFY(filter.matches(deadline(today.addDays(30), false), today));
    QVERIFY(!filter.matches(deadline(today.addDays(31), false), today));
    QVERIFY(filter.matches(deadline(today, false), today));
    QVERIFY(filter.matches(deadline(today.addDays(-400), false), today));
    QVERIFY(filter.matches(deadline(today.addDays(30), true), today));
    QVERIFY(!filter.matches(deadline(today.addDays(-1), true), today));
    filter.withinDays = 0;
    QVERIFY(filter.matches(deadline(today, false), today));
    QVERIFY(!filter.matches(deadline(today.addDays(1), false), today));
}

/// A project that is looked at on 29 February.
void tst_deadlines::onALeapDay()
{
    for (const DeadlineCase &one : DeadlineCase::all()) {
        Snapshot content = one.content();
        content.setToday({2028, 2, 29});
        for (const Deadline &deadline : deadlinesOf(content, {}))
            QVERIFY2(deadline.due.isValid(), qPrintable(one.title()));
    }
    Snapshot content = caseOf("Never reviewed, and nothing to count from: now").content();
    content.setToday({2028, 2, 29});
    QCOMPARE(deadlinesOf(content, {}).front().due, QDate(2028, 2, 29));
}

/// Days beyond the year 9999 have no place in any format.
void tst_deadlines::theEndOfTheCalendar()
{
    Snapshot content = caseOf("None was ever concluded").content();
    Action last;
    last.title = QStringLiteral("Last");
    last.due = QDate(9999, 12, 31);
    content.add(last);
    Evidence evidence;
    evidence.title = QStringLiteral("Stone");
    evidence.expires = QDate(9999, 1, 1);
    content.add(evidence);
    Agreement forever;
    forever.status = AgreementStatus::Executed;
    forever.executed = QDate(1, 1, 1);
    forever.expires = QDate(1, 12, 31);
    forever.renewsItself = true;
    forever.renewalMonths = 1;
    forever.noticeDays = 2'000'000'000;
    content.add(forever);
    const auto deadlines = deadlinesOf(content, {});
    QCOMPARE(deadlines.size(), size_t(4)); // not the six years after 9999
    QCOMPARE(deadlines.back().due, QDate(9999, 12, 31));
    QCOMPARE(deadlines[1].due, QDate(2026, 11, 30));
    const QDateTime moment(QDate(2026, 11, 21), QTime(0, 0), Qt::UTC);
    const QByteArray ics = toIcs(deadlines, {QStringLiteral("n"), moment, {}});
    QVERIFY(ics.contains("DTSTART;VALUE=DATE:99991231\r\nSUMMARY"));
}

void tst_deadlines::theSameTwice()
{
    const QDateTime moment(QDate(2026, 11, 21), QTime(0, 0), Qt::UTC);
    for (const DeadlineCase &one : DeadlineCase::all()) {
        const IcsOptions options{one.title(), moment, {}};
        QCOMPARE(toIcs(one.deadlines(), options), toIcs(one.deadlines(), options));
    }
}

/// A day per record, though texts are made once per day and name.
void tst_deadlines::retentionOfManyRecords()
{
    Snapshot content = caseOf("None was ever concluded").content();
    std::vector<Id<Person>> people;
    for (int i = 0; i < 50; ++i) {
        Person person;
        person.name = QStringLiteral("Person %1").arg(i);
        people.push_back(content.add(person));
    }
    Course course;
    course.name = QStringLiteral("Basics");
    const auto basics = content.add(course);
    for (int i = 0; i < 2000; ++i) {
        TrainingRecord record;
        record.person = people[static_cast<size_t>(i % 50)];
        record.course = basics;
        record.completed = QDate(2024, 1, 1).addDays(i % 700);
        content.add(record);
    }
    const auto deadlines = deadlinesOf(content, {});
    QCOMPARE(deadlines.size(), size_t(2000));
    for (const Deadline &deadline : deadlines) {
        const auto &record = static_cast<const TrainingRecord &>(*content.find(deadline.record));
        QCOMPARE(deadline.due, dates::keptForYears(*record.completed, 6));
        QVERIFY(deadline.why.contains(record.completed->toString(Qt::ISODate)));
        QVERIFY(deadline.title.contains(content.find(record.person)->name));
        QCOMPARE(deadline.person, AnyId(record.person));
    }
}

SAFEGUARD_TEST(tst_deadlines)
#include "tst_deadlines.moc"
