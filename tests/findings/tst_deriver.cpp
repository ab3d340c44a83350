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
    void aNewDayIsDerivedAnew();
    void readsOnlyWhatChanged();
    void stopsBetweenRules();
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

void tst_deriver::aNewDayIsDerivedAnew()
{
    ProjectFixture f;
    f.clock.set(QDateTime({2026, 2, 28}, {23, 59, 59, 700}, Qt::UTC));
    Deriver deriver(*f.project);
    QTRY_VERIFY(deriver.isCurrent());
    QCOMPARE(deriver.latest()->map.snapshot().today(), QDate(2026, 2, 28));
    QSignalSpy spy(&deriver, &Deriver::derived);
    f.clock.set(QDateTime({2026, 3, 1}, {0, 0, 1}, Qt::UTC));
    QVERIFY(!deriver.isCurrent());
    QVERIFY(spy.wait());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(deriver.latest()->map.snapshot().today(), QDate(2026, 3, 1));
    QVERIFY(deriver.isCurrent());
}

void tst_deriver::readsOnlyWhatChanged()
{
    Snapshot snapshot(allRegisters());
    std::vector<Id<System>> ids;
    for (int i = 0; i < 300; ++i) {
        System system = systemNamed(QStringLiteral("System %1").arg(i));
        if (i % 100 == 0)
            system.description = QStringLiteral("MRN 1234567");
        ids.push_back(snapshot.add(system));
    }
    TextMemory texts;
    const auto told = [](const Derived &derived) {
        QStringList lines;
        for (const Finding &each : derived.findings)
            lines += each.rule + each.id.toText() + each.field;
        return lines;
    };
    const auto findings = [&] {
        return told(*Derived::derive(snapshot, texts, [] { return false; }));
    };
    const auto fresh = [&] { return told(Derived(snapshot)); };
    QCOMPARE(findings(), fresh());
    QCOMPARE(texts.readCount(), 300);
    QCOMPARE(findings(), fresh());
    QCOMPARE(texts.readCount(), 300);
    const auto change = [&](size_t at, const char *description) {
        System system = *snapshot.find(ids[at]);
        system.description = QString::fromLatin1(description);
        snapshot.add(system);
    };
    change(0, "clean now");
    change(5, "SSN 078-05-1120");
    snapshot.remove(QStringLiteral("systems"), ids[100]);
    snapshot.add(systemNamed(QStringLiteral("One more")));
    QCOMPARE(findings(), fresh());
    QCOMPARE(fresh().filter(QStringLiteral("patient-data-in-text")).size(), 2);
    QCOMPARE(texts.readCount(), 303);
}

void tst_deriver::stopsBetweenRules()
{
    Snapshot snapshot(allRegisters());
    for (int i = 0; i < 1000; ++i)
        snapshot.add(systemNamed(QStringLiteral("MRN 12345%1").arg(i)));
    int asked = 0;
    TextMemory texts;
    QVERIFY(!Derived::derive(snapshot, texts, [&] { return ++asked > 3; }));
    QCOMPARE(asked, 4);
    QCOMPARE(texts.readCount(), 0);
    // Within the texts of a register too; what was left out is read the next time.
    QVERIFY(!Derived::derive(snapshot, texts, [&] { return texts.readCount() >= 256; }));
    QVERIFY(texts.readCount() < 1000);
    const auto whole = Derived::derive(snapshot, texts, [] { return false; });
    QCOMPARE(std::count_if(whole->findings.begin(), whole->findings.end(),
                           [](const Finding &finding) {
                               return finding.rule == QStringLiteral("patient-data-in-text");
                           }),
             1000);
}

SAFEGUARD_TEST(tst_deriver)
#include "tst_deriver.moc"
