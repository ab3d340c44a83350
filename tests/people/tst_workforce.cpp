// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/workforce.h"

#include "model/people/accessmatrix.h"
#include "tests/people/scene.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const std::vector<Scene> &scenes()
{
    static const auto all = Scene::read("access.txt");
    return all;
}

/// A scene and all that follows from it.
struct Told
{
    explicit Told(const Scene &told)
        : scene(told)
        , map(told.content())
        , training(told.content())
        , workforce(map, training)
    {}

    QString name(const Person *person) const { return person->name; }
    QString handle(const Record &record) const { return scene.handleOf(record.id); }
    QStringList answers(const QString &question) const;
    QStringList reach(const QString &person) const;
    QStringList accesses(const std::function<bool(const AccessLine &)> &isMeant) const
    {
        QStringList handles;
        for (const AccessLine &access : workforce.accesses()) {
            if (isMeant(access))
                handles += handle(*access.grant);
        }
        return handles;
    }
    QStringList names(const std::vector<const Person *> &people) const
    {
        QStringList all;
        for (const Person *person : people)
            all += person->name;
        return all;
    }
    QStringList revocations(RevocationVerdict verdict) const
    {
        QStringList all;
        for (const Revocation &one : workforce.revocations()) {
            if (one.verdict == verdict)
                all += QStringLiteral("%1 %2-%3")
                           .arg(one.person->name)
                           .arg(one.hours.least)
                           .arg(one.hours.most);
        }
        return all;
    }

    const Scene &scene;
    DataMap map;
    TrainingPlan training;
    Workforce workforce;
};

QStringList Told::reach(const QString &person) const
{
    QStringList all;
    for (const AccessLine &access : workforce.accessesOf(scene.id<Person>(person))) {
        for (const Reach &reach : workforce.reachesOf(access))
            all += QStringLiteral("%1/%2 %3 %4")
                       .arg(access.system->name, scene.handleOf(reach.element),
                            operationsMark(reach.operations).remove(u'-'))
                       .arg(static_cast<int>(reach.tier) + 1);
    }
    return all;
}

QStringList Told::answers(const QString &question) const
{
    const auto is = [&](const char *text) { return question == QLatin1String(text); };
    QStringList all;
    if (question.startsWith(QStringLiteral("reach ")))
        return reach(question.mid(6));
    if (is("tier1"))
        return names(workforce.whoReachesTier1());
    if (is("untrained")) {
        for (const Untrained &one : workforce.untrained())
            all += one.person->name;
    } else if (is("left")) {
        for (const Lingering &one : workforce.afterSeparation())
            all += one.person->name;
    } else if (is("late")) {
        return revocations(RevocationVerdict::Late);
    } else if (is("unproven")) {
        return revocations(RevocationVerdict::Unproven);
    } else if (is("in-time")) {
        return revocations(RevocationVerdict::InTime);
    } else if (is("shared")) {
        for (const SharedAccount &account : workforce.sharedAccounts())
            for (const AccessLine *access : account.accesses)
                all += handle(*access->grant);
    } else if (is("unauthorized")) {
        return accesses([&](const AccessLine &one) { return !workforce.isAuthorized(one); });
    } else if (is("unreviewed")) {
        return accesses([&](const AccessLine &one) { return !workforce.isReviewed(one); });
    } else if (is("mismatched")) {
        return accesses([&](const AccessLine &one) { return !workforce.isInOwnRole(one); });
    } else if (is("silent")) {
        return accesses([](const AccessLine &one) { return one.basis == AccessBasis::SilentRole; });
    } else if (is("uncleared")) {
        return names(workforce.uncleared());
    } else if (is("unreasoned")) {
        for (const AccessRight *right : workforce.unreasoned())
            all += handle(*right);
    } else if (is("officers")) {
        const SecurityOfficers officers = workforce.securityOfficers();
        if (officers.current.empty())
            all += officers.left.empty() ? QStringLiteral("missing") : QStringLiteral("left");
        else if (officers.current.size() > 1)
            all += QStringLiteral("several");
    } else if (is("steps")) {
        for (const OpenSteps &one : workforce.openSteps())
            all += QStringLiteral("%1 %2").arg(one.person->name).arg(one.steps.size());
    } else {
        qFatal("%s: %s", qPrintable(scene.title()), qPrintable(question));
    }
    return all;
}

QString inOrder(QStringList words)
{
    words.sort();
    return words.join(QStringLiteral(", "));
}

Scene sceneOf(const char *lines)
{
    Scene scene(QStringLiteral("here"));
    for (const QString &line : QString::fromLatin1(lines).split(u'\n', Qt::SkipEmptyParts))
        scene.add(line.trimmed());
    return scene;
}

}

/// Who reaches what, and what is wrong with it. The situations were written before the code.
class tst_workforce final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void situation_data();
    void situation();
    void enoughSituations();
    void everyLineHasAWhy();
    void saysWhy();
    void saysHowLongSomebodyIsGone();
    void namesTheMissingCourses();
    void matrix();
    void matrixOfTheRetired();
    void nothingAtAll();
};

void tst_workforce::situation_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < scenes().size(); ++i)
        QTest::newRow(qPrintable(scenes()[i].title())) << static_cast<int>(i);
}

void tst_workforce::situation()
{
    QFETCH(int, index);
    const Scene &scene = scenes()[static_cast<size_t>(index)];
    const Told told(scene);
    for (const auto &expected : scene.expectations()) {
        const bool isNothing = expected.answers == QStringList{QStringLiteral("nothing")};
        QCOMPARE(expected.question + QStringLiteral(": ") +
                     inOrder(told.answers(expected.question)),
                 expected.question + QStringLiteral(": ") +
                     inOrder(isNothing ? QStringList() : expected.answers));
    }
}

void tst_workforce::enoughSituations()
{
    QVERIFY(scenes().size() >= 20);
    for (const Scene &scene : scenes())
        QVERIFY2(!scene.expectations().empty(), qPrintable(scene.title()));
}

void tst_workforce::everyLineHasAWhy()
{
    int lines = 0;
    for (const Scene &scene : scenes()) {
        const Told told(scene);
        for (const AccessLine &access : told.workforce.accesses()) {
            for (const Reach &reach : told.workforce.reachesOf(access)) {
                const QString why = told.workforce.why(access, reach);
                QVERIFY2(why.startsWith(QStringLiteral("May ")) && !why.contains(u'%') &&
                             why.contains(QStringLiteral("GRT-00")),
                         qPrintable(why));
                ++lines;
            }
        }
    }
    QVERIFY(lines > 40);
}

void tst_workforce::saysWhy()
{
    const Scene scene = sceneOf("data\n"
                                "role Support\n"
                                "right R1 role=Support system=Store element=Ecg operations=read "
                                "reason=\"Helps patients\"\n"
                                "right R2 role=Support system=Store element=Name operations=read\n"
                                "person Anna roles=Support\n"
                                "grant G1 person=Anna system=Store role=Support\n"
                                "grant G2 person=Anna system=Tools role=Support\n"
                                "grant G3 person=Anna system=Tools\n");
    const Told told(scene);
    QStringList whys;
    for (const AccessLine &access : told.workforce.accesses()) {
        for (const Reach &reach : told.workforce.reachesOf(access))
            whys += told.workforce.why(access, reach);
    }
    whys.sort();
    QCOMPARE(
        whys.join(u'\n'),
        QStringLiteral(
            "May create, read, update, delete Build in Tools (GRT-003): the access names no role, "
            "so it counts as everything in the system.\n"
            "May create, read, update, delete Build in Tools as Support (GRT-002): no right of the "
            "role in this system is on record, so it counts as everything in it.\n"
            "May read Ecg in Store as Support (GRT-001), because: Helps patients\n"
            "May read Name in Store as Support (GRT-001); why that is the minimum necessary is not "
            "on record."));
}

void tst_workforce::saysHowLongSomebodyIsGone()
{
    const Scene scene = sceneOf("data\n"
                                "person Timed separated=2026-11-20 separated_time=18:00\n"
                                "person Untimed separated=2026-11-20\n"
                                "grant G1 person=Timed system=Store\n"
                                "grant G2 person=Timed system=Tools\n"
                                "grant G3 person=Untimed system=Store\n");
    const Told told(scene);
    const auto gone = told.workforce.afterSeparation();
    QCOMPARE(gone.size(), size_t(2));
    QCOMPARE(gone[0].accesses.size(), size_t(2));
    QCOMPARE(gone[0].hours, 30.0); // to the beginning of 22 November
    QCOMPARE(gone[1].hours, 24.0);
}

void tst_workforce::namesTheMissingCourses()
{
    const Scene scene = sceneOf("data\n"
                                "course Basics everyone=true\n"
                                "course Privacy everyone=true\n"
                                "course More everyone=true\n"
                                "person Anna start=2026-01-12\n"
                                "grant G1 person=Anna system=Store\n"
                                "record T1 person=Anna course=Privacy completed=2026-02-01\n");
    const Told told(scene);
    const auto untrained = told.workforce.untrained();
    QCOMPARE(untrained.size(), size_t(1));
    QStringList names;
    for (const Course *course : untrained[0].courses)
        names += course->name;
    QCOMPARE(names.join(u' '), QStringLiteral("Basics More"));
}

void tst_workforce::matrix()
{
    const Scene scene = sceneOf(
        "data\n"
        "role Support\n"
        "role Operator\n"
        "right R1 role=Support system=Store operations=read reason=\"Looks\"\n"
        "right R2 role=Support system=Store element=Name operations=update reason=\"Corrects\"\n"
        "right R3 role=Support system=Tools element=Ecg operations=read reason=\"By mistake\"\n"
        "person Anna roles=Support\n"
        "person Ben roles=Support\n"
        "person Cora\n"
        "grant G1 person=Anna system=Store role=Support\n"
        "grant G2 person=Anna system=Store role=Support account=second\n"
        "grant G3 person=Ben system=Store role=Support revoked=2026-01-01\n"
        "grant G4 person=Cora system=Store\n"
        "person Dora roles=Support\n"
        "grant G5 person=Dora system=Tools role=Support\n");
    const Told told(scene);
    const AccessMatrix matrix(told.map, told.workforce);
    QStringList rows;
    for (size_t row = 0; row < matrix.rows().size(); ++row) {
        const AccessMatrix::Row &at = matrix.rows()[row];
        QString line =
            scene.handleOf(at.system) + u'/' + scene.handleOf(at.element) + u' ' +
            (at.tier ? QString::number(static_cast<int>(*at.tier) + 1) : QStringLiteral("none"));
        for (size_t role = 0; role < matrix.roles().size(); ++role) {
            const AccessMatrix::Cell cell = matrix.cell(row, role);
            line += QStringLiteral(" %1 %2%3 %4")
                        .arg(operationsMark(cell.operations), cell.right ? u"own" : u"-",
                             cell.inherited ? u"+all" : u"")
                        .arg(cell.people);
        }
        rows += line + u' ' + QString::number(matrix.whoReaches(row).size()) + u' ' +
                QString::number(matrix.beyondRights(row));
    }
    rows.sort();
    QCOMPARE(rows.join(u'\n'), QStringLiteral("Store/ 1 -R-- own 1 ---- - 0 2 1\n"
                                              "Store/Ecg 1 -R-- -+all 1 ---- - 0 2 1\n"
                                              "Store/Name 1 -RU- own+all 1 ---- - 0 2 1\n"
                                              "Tools/ 4 ---- - 0 ---- - 0 0 0\n"
                                              "Tools/Build 4 ---- - 0 ---- - 0 0 0\n"
                                              "Tools/Ecg none -R-- own 0 ---- - 0 0 0"));
    QCOMPARE(matrix.cell(0, 0).reason, QStringLiteral("Looks"));
}

void tst_workforce::matrixOfTheRetired()
{
    const Scene scene = sceneOf("role Support\n"
                                "system Attic status=retired\n"
                                "system Cellar status=retired\n"
                                "right R1 role=Support system=Attic operations=read\n");
    const Told told(scene);
    const AccessMatrix matrix(told.map, told.workforce);
    QCOMPARE(matrix.rows().size(), size_t(1));
    QCOMPARE(scene.handleOf(matrix.rows()[0].system), QStringLiteral("Attic"));
}

void tst_workforce::nothingAtAll()
{
    const Scene scene = sceneOf("person Anna");
    const Told told(scene);
    QVERIFY(told.workforce.accesses().empty());
    QVERIFY(told.workforce.accessesOf(scene.id<Person>(QStringLiteral("Anna"))).empty());
    QVERIFY(AccessMatrix(told.map, told.workforce).rows().empty());
    QCOMPARE(told.workforce.revocationHours(), 24);
    QCOMPARE(told.workforce.reviewMonths(), 12);
}

SAFEGUARD_TEST(tst_workforce)
#include "tst_workforce.moc"
