// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/deriver.h"
#include "tests/tools/projectfixture.h"

#include <QSignalSpy>
#include <QThreadPool>

using namespace safeguard;
using namespace safeguard::testing;

class tst_deriver final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsByItself();
    void tellsOncePerBurstAndOfTheNewest();
    void followsUndo();
    void projectAndDeriverMayGoWhileItWorks();
    void aResultOutlivesItsProject();
};

void tst_deriver::tellsByItself()
{
    ProjectFixture f;
    Deriver deriver(*f.project);
    QVERIFY(!deriver.latest() && !deriver.isCurrent());
    QSignalSpy spy(&deriver, &Deriver::derived);
    QVERIFY(spy.wait());
    QVERIFY(deriver.latest() && deriver.isCurrent());
    QCOMPARE(deriver.latest()->map.snapshot().digest(), f.project->snapshot().digest());
}

void tst_deriver::tellsOncePerBurstAndOfTheNewest()
{
    ProjectFixture f;
    Deriver deriver(*f.project);
    QSignalSpy spy(&deriver, &Deriver::derived);
    QVERIFY(spy.wait());
    spy.clear();
    // The event loop does not run meanwhile, so no result can be delivered in between.
    for (int i = 0; i < 20; ++i)
        f.add(systemNamed(QString::number(i)));
    QVERIFY(!deriver.isCurrent());
    QVERIFY(spy.wait());
    QTest::qWait(50);
    QCOMPARE(spy.size(), 1);
    QVERIFY(deriver.isCurrent());
    const auto told = spy.first().first().value<std::shared_ptr<const Derived>>();
    QCOMPARE(told, deriver.latest());
    QCOMPARE(told->map.snapshot().rows<System>().size(), size_t(20));
}

void tst_deriver::followsUndo()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Cloud")));
    Deriver deriver(*f.project);
    const auto hasScopeFinding = [&] {
        const auto &all = deriver.latest()->findings;
        return std::any_of(all.begin(), all.end(), [](auto &finding) {
            return finding.rule == QStringLiteral("scope-only-cloud");
        });
    };
    QTRY_VERIFY(deriver.isCurrent());
    QVERIFY(hasScopeFinding());
    QVERIFY_OK(f.project->undo());
    QTRY_VERIFY(deriver.isCurrent());
    QVERIFY(!hasScopeFinding());
    QVERIFY_OK(f.project->redo());
    QTRY_VERIFY(deriver.isCurrent());
    QVERIFY(hasScopeFinding());
}

void tst_deriver::projectAndDeriverMayGoWhileItWorks()
{
    for (int i = 0; i < 3; ++i) {
        ProjectFixture f;
        auto deriver = std::make_unique<Deriver>(*f.project);
        QSignalSpy spy(deriver.get(), &Deriver::derived);
        f.add(systemNamed(QStringLiteral("A")));
        if (i == 1)
            QThreadPool::globalInstance()->waitForDone(); // the result is on its way
        deriver.reset();
        f.project.reset();
        QThreadPool::globalInstance()->waitForDone();
        QTest::qWait(20);
        QVERIFY(spy.isEmpty());
    }
}

void tst_deriver::aResultOutlivesItsProject()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Cloud")));
    std::shared_ptr<const Derived> kept;
    {
        Deriver deriver(*f.project);
        QTRY_VERIFY(deriver.isCurrent());
        kept = deriver.latest();
    }
    f.project.reset();
    QCOMPARE(kept->map.snapshot().rows<System>().begin()->name, QStringLiteral("Cloud"));
    QVERIFY(!kept->findings.empty());
}

SAFEGUARD_TEST(tst_deriver)
#include "tst_deriver.moc"
