// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/bulkedits.h"

#include "model/inventory/data_element.h"
#include "model/inventory/system.h"
#include "model/people/trainingplan.h"
#include "tests/people/scene.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Scene sceneOf(const char *lines)
{
    Scene scene(QStringLiteral("here"));
    for (const QString &line : QString::fromLatin1(lines).split(u'\n', Qt::SkipEmptyParts))
        scene.add(line.trimmed());
    return scene;
}

Edit editOf(const Scene &scene)
{
    return Edit(scene.content(), AnyId::fromName(AnyId(), u"tests", u"people"));
}

constexpr auto school = "course Basics everyone=true version=2 version_since=2026-06-01\n"
                        "person Anna start=2026-01-12\n"
                        "person Ben start=2026-01-12\n"
                        "person Cora start=2026-01-12\n";

const QDate day(2026, 11, 20);

template <class T>
Id<T> id(const Scene &scene, const char *handle)
{
    return scene.id<T>(QString::fromLatin1(handle));
}

Result<int> hold(Edit &edit, const Scene &scene, std::initializer_list<const char *> names,
                 QDate on = day)
{
    std::vector<Id<Person>> people;
    for (const char *name : names)
        people.push_back(id<Person>(scene, name));
    return recordClass(edit, id<Course>(scene, "Basics"), on, people, TrainingResult::Passed,
                       QStringLiteral("List 7"));
}

}

/// What is done for many at once.
class tst_bulkedits final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsAClass();
    void fulfilsPlans();
    void recordsNobodyTwice();
    void doesNotKnowEarlierVersions();
    void refusesWhatCannotBe();
    void endsAccess();
    void endsNothingTwice();
    void writesTheMatrix();
};

void tst_bulkedits::recordsAClass()
{
    const Scene scene = sceneOf(school);
    Edit edit = editOf(scene);
    const auto count = hold(edit, scene, {"Anna", "Cora"});
    QVERIFY_OK(count);
    QCOMPARE(*count, 2);
    QCOMPARE(edit.now().rows<TrainingRecord>().size(), size_t(2));
    for (const TrainingRecord &record : edit.now().rows<TrainingRecord>()) {
        QCOMPARE(record.completed, std::optional(day));
        QCOMPARE(record.version, QStringLiteral("2"));
        QCOMPARE(record.proof, QStringLiteral("List 7"));
        QCOMPARE(record.result, TrainingResult::Passed);
    }
    QCOMPARE(TrainingPlan(edit.now()).overall(), (TrainingRate{3, 2, 1}));
}

void tst_bulkedits::fulfilsPlans()
{
    Scene scene = sceneOf(school);
    scene.add(QStringLiteral("record Plan person=Anna course=Basics"));
    Edit edit = editOf(scene);
    QVERIFY_OK(hold(edit, scene, {"Anna"}));
    QCOMPARE(edit.now().rows<TrainingRecord>().size(), size_t(1));
    QCOMPARE(edit.find(id<TrainingRecord>(scene, "Plan"))->completed, std::optional(day));
}

void tst_bulkedits::recordsNobodyTwice()
{
    const Scene scene = sceneOf(school);
    Edit edit = editOf(scene);
    QCOMPARE(*hold(edit, scene, {"Anna", "Anna"}), 1);
    QCOMPARE(*hold(edit, scene, {"Anna", "Ben"}), 1);
    QCOMPARE(edit.now().rows<TrainingRecord>().size(), size_t(2));
    QCOMPARE(*hold(edit, scene, {"Anna"}, day.addDays(1)), 1); // another class
}

void tst_bulkedits::doesNotKnowEarlierVersions()
{
    const Scene scene = sceneOf(school);
    Edit edit = editOf(scene);
    QVERIFY_OK(hold(edit, scene, {"Anna"}, QDate(2026, 5, 31)));
    QCOMPARE((*edit.now().rows<TrainingRecord>().begin()).version, QString());
}

void tst_bulkedits::refusesWhatCannotBe()
{
    const Scene scene = sceneOf(school);
    Edit edit = editOf(scene);
    QCOMPARE(hold(edit, scene, {}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(hold(edit, scene, {"Anna"}, QDate(2026, 11, 23)).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE(hold(edit, scene, {"Anna"}, QDate()).error().code, ErrorCode::InvalidInput);
    QCOMPARE(recordClass(edit, Id<Course>::random(), day, {id<Person>(scene, "Anna")},
                         TrainingResult::Passed, {})
                 .error()
                 .code,
             ErrorCode::NotFound);
    QCOMPARE(recordClass(edit, id<Course>(scene, "Basics"), day, {Id<Person>::random()},
                         TrainingResult::Passed, {})
                 .error()
                 .code,
             ErrorCode::NotFound);
    QCOMPARE(endAccess(edit, Id<Person>::random(), day, {}).error().code, ErrorCode::NotFound);
}

void tst_bulkedits::endsAccess()
{
    const Scene scene = sceneOf("data\n"
                                "person Anna\n"
                                "person Ben\n"
                                "grant Open person=Anna system=Store granted=2026-01-01\n"
                                "grant Later person=Anna system=Store revoked=2026-12-31\n"
                                "grant Coming person=Anna system=Tools granted=2026-12-01\n"
                                "grant Ended person=Anna system=Tools revoked=2026-02-01\n"
                                "grant Bens person=Ben system=Store\n");
    Edit edit = editOf(scene);
    const auto count = endAccess(edit, id<Person>(scene, "Anna"), day, QTime(17, 5));
    QVERIFY_OK(count);
    QCOMPARE(*count, 3);
    const auto ended = [&](const char *handle) {
        const AccessGrant &grant = *edit.find(id<AccessGrant>(scene, handle));
        return (grant.revoked ? grant.revoked->toString(Qt::ISODate) : QString()) + u' ' +
               grant.revokedTime;
    };
    QCOMPARE(ended("Open"), QStringLiteral("2026-11-20 17:05"));
    QCOMPARE(ended("Later"), QStringLiteral("2026-11-20 17:05"));
    QCOMPARE(ended("Coming"), QStringLiteral("2026-12-01 "));
    QCOMPARE(ended("Ended"), QStringLiteral("2026-02-01 "));
    QCOMPARE(ended("Bens"), QStringLiteral(" "));
}

void tst_bulkedits::endsNothingTwice()
{
    const Scene scene = sceneOf("data\nperson Anna\ngrant G1 person=Anna system=Store\n");
    Edit edit = editOf(scene);
    QCOMPARE(*endAccess(edit, id<Person>(scene, "Anna"), day, {}), 1);
    QCOMPARE(*endAccess(edit, id<Person>(scene, "Anna"), day.addDays(1), {}), 0);
    QCOMPARE(edit.find(id<AccessGrant>(scene, "G1"))->revoked, std::optional(day));
}

void tst_bulkedits::writesTheMatrix()
{
    const Scene scene = sceneOf("data\nrole Support\n"
                                "right R1 role=Support system=Store operations=read\n"
                                "right R2 role=Support system=Store operations=delete\n");
    Edit edit = editOf(scene);
    const auto role = id<AccessRole>(scene, "Support");
    const auto store = id<System>(scene, "Store");
    const auto write = [&](const Id<DataElement> &element, ChoiceSet<DataOperation> operations) {
        return setRight(edit, role, store, element, operations, QStringLiteral("Needed"));
    };
    const auto rights = [&] { return edit.now().rows<AccessRight>(); };
    const auto ecg = id<DataElement>(scene, "Ecg");
    QVERIFY_OK(write(ecg, {DataOperation::Read}));
    QCOMPARE(rights().size(), size_t(3));
    QVERIFY_OK(write(ecg, {DataOperation::Update}));
    QCOMPARE(rights().size(), size_t(3));
    QVERIFY_OK(write(ecg, {}));
    QVERIFY_OK(write(ecg, {}));
    QCOMPARE(rights().size(), size_t(2));
    QVERIFY_OK(write({}, {DataOperation::Create}));
    QCOMPARE(rights().size(), size_t(1));
    QCOMPARE((*rights().begin()).operations, ChoiceSet<DataOperation>{DataOperation::Create});
    QCOMPARE((*rights().begin()).reason, QStringLiteral("Needed"));
    QCOMPARE(setRight(edit, Id<AccessRole>::random(), store, {}, {}, {}).error().code,
             ErrorCode::NotFound);
}

SAFEGUARD_TEST(tst_bulkedits)
#include "tst_bulkedits.moc"
