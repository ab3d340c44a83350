// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/person.h"
#include "model/people/training.h"
#include "model/risk/plan.h"
#include "model/sample/sample.h"
#include "tests/views/analysisfixture.h"
#include "tests/views/shellfixture.h"
#include "views/home/homescreen.h"

#include <QLabel>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

struct Front : WorkspaceFixture
{
    void open()
    {
        screen = std::make_unique<HomeScreen>(*workspace);
        screen->resize(1068, 700);
        screen->show();
        settle();
    }
    void settle() const
    {
        if (!QTest::qWaitFor([&] { return workspace->dueDates().isCurrent(); }, 5000))
            qFatal("nothing is worked out");
    }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = screen->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    std::unique_ptr<HomeScreen> screen;
};

}

class tst_home final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isTheFirstScreen();
    void anEmptyProjectSaysWhatIsNext();
    void theNextStepFollowsTheRecords();
    void daysAsInTheCalendar();
    void trainingByCourse();
    void figuresOfTheExample();
    void picturesAndRowsLeadOn();
};

void tst_home::isTheFirstScreen()
{
    QCOMPARE(quickContent().screens.front().key, QStringLiteral("home"));
}

void tst_home::anEmptyProjectSaysWhatIsNext()
{
    Front f;
    f.open();
    const Went went(*f.workspace);
    QVERIFY(f.find<QWidget>("home-step")->isVisible());
    f.find<QPushButton>("home-step-go")->click();
    QCOMPARE(went.to.screen, QStringLiteral("systems"));
    for (const char *table : {"home-table-days", "home-table-training", "home-table-agreements"})
        QVERIFY(!f.find<QWidget>(table)->isVisible());
}

void tst_home::theNextStepFollowsTheRecords()
{
    Front f;
    f.open();
    const Went went(*f.workspace);
    f.add(systemNamed(QStringLiteral("Gateway")));
    f.settle();
    f.find<QPushButton>("home-step-go")->click();
    QCOMPARE(went.to.screen, QStringLiteral("flows"));
}

void tst_home::daysAsInTheCalendar()
{
    Front f;
    for (const int days : {-3, 0, 30, 31}) {
        Action action;
        action.title = QStringLiteral("In %1").arg(days);
        action.due = QDate(2026, 2, 28).addDays(days);
        f.add(action);
    }
    f.open();
    const auto *model = f.find<QTableView>("home-table-days")->model();
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(0, HomeTableModel::BadgeColumn).data().toString(),
             QStringLiteral("3 d late"));
    QCOMPARE(model->index(2, HomeTableModel::BadgeColumn).data().toString(),
             QStringLiteral("30 d"));
    const auto found = f.workspace->dueDates().latest();
    int drawn = 0;
    for (const HomeDay &day : comingDays(*found))
        drawn += std::accumulate(day.counts.begin(), day.counts.end(), 0);
    QCOMPARE(drawn, 2);
}

void tst_home::trainingByCourse()
{
    Front f;
    Course course;
    course.name = QStringLiteral("Privacy");
    course.isForEveryone = true;
    const auto id = f.add(course);
    for (const char *name : {"Ann", "Ben"}) {
        Person person;
        person.name = QString::fromLatin1(name);
        person.start = QDate(2026, 2, 1);
        const auto who = f.add(person);
        if (person.name == QStringLiteral("Ben"))
            continue;
        TrainingRecord record;
        record.person = who;
        record.course = id;
        record.completed = QDate(2026, 2, 20);
        f.add(record);
    }
    f.open();
    const auto *model = f.find<QTableView>("home-table-training")->model();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, HomeTableModel::LeadColumn).data().toString(), QStringLiteral("50 %"));
    QCOMPARE(f.find<HomePicture>("home-picture-training")->accessibleDescription(),
             QStringLiteral("1 of 2 fulfilled, 1 to do, in time, 0 overdue"));
}

void tst_home::figuresOfTheExample()
{
    QTemporaryDir dir;
    auto project = createSample(dir.filePath(QStringLiteral("s.safeguard")), someProject());
    QVERIFY_OK(project);
    Workspace workspace(*std::move(project));
    const HomeScreen screen(workspace);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.dueDates().isCurrent(), 20'000);
    const auto found = workspace.dueDates().latest();
    const TrainingRate &rate = found->derived->training.overall();
    const HomeContent training = trainingContent(*found->derived);
    double sum = 0;
    for (const HomePart &part : training.parts)
        sum += part.amount;
    QCOMPARE(sum, double(rate.owed));
    const HomeContent agreements = agreementContent(*found);
    const auto &needs = found->derived->vendors.needs();
    const auto gaps =
        std::count_if(needs.begin(), needs.end(), [](auto &need) { return need.isGap(); });
    QVERIFY(gaps > 0);
    QCOMPARE(agreements.parts.back().amount, double(gaps));
    QCOMPARE(std::count_if(agreements.rows.begin(), agreements.rows.end(),
                           [](const HomeRow &row) {
                               return row.to.screen == QStringLiteral("agreement-needs");
                           }),
             gaps);
    QVERIFY(!nextStep(*found->derived));
}

void tst_home::picturesAndRowsLeadOn()
{
    Front f;
    Action action;
    action.title = QStringLiteral("Patch");
    action.due = QDate(2026, 3, 5);
    const auto id = f.add(action);
    f.open();
    const Went went(*f.workspace);
    f.find<HomePicture>("home-picture-days")->click();
    QCOMPARE(went.to.screen, QStringLiteral("deadlines"));
    auto *table = f.find<QTableView>("home-table-days");
    table->setCurrentIndex(table->model()->index(0, 1));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(went.to.record, AnyId(id));
}

SAFEGUARD_TEST(tst_home)
#include "tst_home.moc"
