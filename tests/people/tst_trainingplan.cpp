// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/trainingplan.h"

#include "model/people/access.h"
#include "tests/people/scene.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const std::vector<Scene> &scenes()
{
    static const auto all = Scene::read("training.txt");
    return all;
}

Scene sceneOf(const char *lines)
{
    Scene scene(QStringLiteral("here"));
    for (const QString &line : QString::fromLatin1(lines).split(u'\n', Qt::SkipEmptyParts))
        scene.add(line.trimmed());
    return scene;
}

QString text(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QStringLiteral("none");
}

/// What is wrong with one answer: "due=2026-02-11", "because=words"; empty when nothing is.
QString fault(const Scene &scene, const TrainingCell &cell, const QString &why,
              const QString &answer)
{
    if (!answer.contains(u'='))
        return keyOf(cell.state) == answer ? QString()
                                           : answer + QStringLiteral(" is ") + keyOf(cell.state);
    const QString key = answer.section(u'=', 0, 0);
    const QString value = answer.section(u'=', 1);
    const QString record = cell.record ? scene.handleOf(cell.record->id) : QStringLiteral("none");
    const QString kept = text(cell.record ? retainedUntil(*cell.record) : std::optional<QDate>());
    QString is;
    if (key == QStringLiteral("because"))
        return why.contains(value, Qt::CaseInsensitive) ? QString()
                                                        : value + QStringLiteral(" in: ") + why;
    if (key == QStringLiteral("due"))
        is = text(cell.due());
    else if (key == QStringLiteral("record"))
        is = record;
    else if (key == QStringLiteral("kept"))
        is = kept;
    else
        qFatal("%s", qPrintable(answer));
    return is == value ? QString() : answer + QStringLiteral(" is ") + is;
}

constexpr auto staff = "role Developer\n"
                       "course Basics everyone=true refresher_months=12\n"
                       "course Coding roles=Developer\n"
                       "person Anna roles=Developer start=2026-01-12\n"
                       "person Ben start=2026-01-12\n"
                       "person Gone start=2024-01-01 separated=2026-09-30\n"
                       "person Next start=2027-01-04\n"
                       "record T1 person=Anna course=Basics completed=2026-03-31\n"
                       "record T2 person=Anna course=Coding completed=2026-11-02\n"
                       "record T3 person=Ben course=Basics completed=2025-08-15\n"
                       "record T4 person=Gone course=Basics completed=2026-04-30\n";

}

/// Who owes which course by when. The situations were written before the code.
class tst_trainingplan final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void situation_data();
    void situation();
    void everyStateOccurs();
    void everyAnswerHasAWhy();
    void rates();
    void overTime();
    void theLastMonthIsToday();
    void duties();
    void recordsInOrder();
    void phishing();
    void nothingAtAll();
};

void tst_trainingplan::situation_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < scenes().size(); ++i)
        QTest::newRow(qPrintable(scenes()[i].title())) << static_cast<int>(i);
}

void tst_trainingplan::situation()
{
    QFETCH(int, index);
    const Scene &scene = scenes()[static_cast<size_t>(index)];
    const TrainingPlan plan(scene.content());
    QVERIFY(!scene.expectations().empty());
    QStringList wrong;
    for (const auto &expected : scene.expectations()) {
        const QStringList names = expected.question.split(QStringLiteral(" / "));
        const auto person = plan.indexOf(scene.id<Person>(names[0]));
        const auto course = plan.indexOf(scene.id<Course>(names[1]));
        QVERIFY(person && course);
        for (const QString &answer : expected.answers)
            wrong += fault(scene, plan.cell(*person, *course), plan.why(*person, *course), answer);
    }
    wrong.removeAll(QString());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void tst_trainingplan::everyStateOccurs()
{
    std::set<QString> states;
    for (const Scene &scene : scenes()) {
        for (const auto &expected : scene.expectations())
            states.insert(expected.answers.front());
    }
    QCOMPARE(static_cast<int>(states.size()), trainingStateCount);
    QVERIFY(scenes().size() >= 25);
}

void tst_trainingplan::everyAnswerHasAWhy()
{
    for (const Scene &scene : scenes()) {
        const TrainingPlan plan(scene.content());
        for (size_t person = 0; person < plan.people().size(); ++person) {
            for (size_t course = 0; course < plan.courses().size(); ++course) {
                const QString why = plan.why(person, course);
                QVERIFY2(why.size() > 20 && !why.contains(u'%') && why.endsWith(u'.'),
                         qPrintable(scene.title() + QStringLiteral(": ") + why));
                QVERIFY(!nameOf(plan.cell(person, course).state).isEmpty());
            }
        }
    }
}

void tst_trainingplan::rates()
{
    const Scene scene = sceneOf(staff);
    const TrainingPlan plan(scene.content());
    // Anna has done both; Ben's completion of Basics ended on 2026-08-15; the others are not here.
    QCOMPARE(plan.overall(), (TrainingRate{3, 2, 1}));
    QCOMPARE(plan.rateOfCourse(*plan.indexOf(scene.id<Course>(QStringLiteral("Basics")))),
             (TrainingRate{2, 1, 1}));
    QCOMPARE(plan.rateOf(scene.id<AccessRole>(QStringLiteral("Developer"))),
             (TrainingRate{2, 2, 0}));
    QCOMPARE(plan.overall().share(), std::optional(2.0 / 3));
    QVERIFY(!TrainingRate().share());
}

void tst_trainingplan::overTime()
{
    const Scene scene = sceneOf(staff);
    const TrainingPlan plan(scene.content());
    struct Expected
    {
        QDate day;
        int owed;
        int fulfilled;
    };
    // Anna owes two and Ben one from 2026-01-12, Gone one until 2026-09-30. Done: Ben until
    // 2026-08-15, Anna's Basics from 2026-03-31, Gone's from 2026-04-30, Anna's Coding from
    // 2026-11-02.
    const std::vector<Expected> expected{
        {{2025, 12, 31}, 1, 0}, {{2026, 1, 31}, 4, 1},  {{2026, 2, 28}, 4, 1},
        {{2026, 3, 31}, 4, 2},  {{2026, 4, 30}, 4, 3},  {{2026, 5, 31}, 4, 3},
        {{2026, 6, 30}, 4, 3},  {{2026, 7, 31}, 4, 3},  {{2026, 8, 31}, 4, 2},
        {{2026, 9, 30}, 4, 2},  {{2026, 10, 31}, 3, 1}, {{2026, 11, 22}, 3, 2}};
    const auto months = plan.overTime(12);
    QCOMPARE(months.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(months[i].day, expected[i].day);
        QCOMPARE(months[i].owed, expected[i].owed);
        QCOMPARE(months[i].fulfilled, expected[i].fulfilled);
    }
}

/// The chart ends where the rate stands.
void tst_trainingplan::theLastMonthIsToday()
{
    for (const Scene &scene : scenes()) {
        const TrainingPlan plan(scene.content());
        const TrainingMonth last = plan.overTime(3).back();
        QCOMPARE(last.day, scene.content().today());
        QVERIFY2(last.owed == plan.overall().owed && last.fulfilled == plan.overall().fulfilled,
                 qPrintable(scene.title()));
    }
}

void tst_trainingplan::duties()
{
    const Scene scene = sceneOf(staff);
    const TrainingPlan plan(scene.content());
    QStringList all;
    for (const TrainingDuty &duty : plan.duties()) {
        all += scene.handleOf(duty.person) + u' ' + scene.handleOf(duty.course) + u' ' +
               duty.due.toString(Qt::ISODate);
        QVERIFY(duty.why.contains(duty.due.toString(Qt::ISODate)));
    }
    QCOMPARE(all.join(u'\n'), QStringLiteral("Anna Basics 2027-03-31\n"
                                             "Ben Basics 2026-08-15\n"
                                             "Next Basics 2027-02-03"));
    QCOMPARE(plan.duties(QDate(2027, 2, 3)).size(), size_t(2));
    QCOMPARE(plan.duties(QDate(2027, 2, 2)).size(), size_t(1));
}

void tst_trainingplan::recordsInOrder()
{
    const Scene scene = sceneOf("course Basics everyone=true\n"
                                "person Anna start=2026-01-12\n"
                                "person Ben start=2026-01-12\n"
                                "record Plan person=Anna course=Basics\n"
                                "record Later person=Anna course=Basics completed=2026-05-01\n"
                                "record Other person=Ben course=Basics completed=2026-04-01\n"
                                "record Early person=Anna course=Basics completed=2026-03-01\n");
    const TrainingPlan plan(scene.content());
    QStringList handles;
    for (const TrainingRecord *record : plan.recordsOf(0, 0))
        handles += scene.handleOf(record->id);
    QCOMPARE(handles.join(u' '), QStringLiteral("Early Later Plan"));
    QCOMPARE(plan.recordsOf(1, 0).size(), size_t(1));
    QVERIFY(!retainedUntil(*plan.recordsOf(0, 0).back()));
    QCOMPARE(plan.cellsOf(1)[0].record, plan.recordsOf(1, 0)[0]);
}

void tst_trainingplan::phishing()
{
    const Scene scene = sceneOf("campaign Undated recipients=10\n"
                                "campaign Late sent_on=2026-05-01 recipients=200 clicked=30 "
                                "entered=4 reported=90\n"
                                "campaign Early sent_on=2026-01-01 recipients=0 clicked=0\n");
    const auto rates = phishingRates(scene.content());
    QCOMPARE(rates.size(), size_t(3));
    QVERIFY(!rates[0].clicked); // of nobody
    QCOMPARE(rates[1].clicked, std::optional(0.15));
    QCOMPARE(rates[1].entered, std::optional(0.02));
    QCOMPARE(rates[1].reported, std::optional(0.45));
    QCOMPARE(rates[2].campaign->name, QStringLiteral("Undated"));
    QVERIFY(!rates[2].clicked);
}

void tst_trainingplan::nothingAtAll()
{
    const TrainingPlan plan(sceneOf("").content());
    QVERIFY(!plan.hasCourses() && plan.duties().empty() && !plan.overall().share());
    QCOMPARE(plan.overTime(0).size(), size_t(1));
    const TrainingPlan retired(sceneOf("course Old everyone=true retired=true").content());
    QVERIFY(!retired.hasCourses());
}

SAFEGUARD_TEST(tst_trainingplan)
#include "tst_trainingplan.moc"
