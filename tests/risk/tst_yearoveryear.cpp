// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/plan.h"
#include "model/risk/yearoveryear.h"
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Two stores, everything answered alike.
struct TwoYears
{
    TwoYears()
        : base(QStringLiteral("Two stores"))
    {
        for (const char *line :
             {"element Ecg content=health links_to_person=yes",
              "system One kind=database creates=Ecg stores=Ecg encryption_at_rest=aes_256",
              "system Two kind=database creates=Ecg stores=Ecg encryption_at_rest=none"})
            base.add(QString::fromLatin1(line));
        before = withAnalysis(base.content(), QStringLiteral("2026"));
        const RiskMap map{DataMap(before)};
        Edit edit(before, situationProject());
        for (const RiskCell &cell : map.cells()) {
            const auto done =
                answer(edit, map, {{map.targets()[cell.target].subject, idOf(*cell.threat)}},
                       [](Risk &risk) {
                           risk.answer = RiskAnswer::Assessed;
                           risk.likelihood = Level::High;
                           risk.confidentiality = Level::High;
                       });
            if (!done)
                qFatal("%s", qPrintable(done.error().text));
        }
        before = edit.now();
        after = before;
    }

    /// Of the system, the first by the order of threats.
    Risk firstOf(const char *name) const
    {
        const RiskMap map{DataMap(after)};
        const auto cells = map.cellsOf(*map.targetOf(base.named(QString::fromLatin1(name))));
        return *cells.front().risk;
    }
    template <class F>
    Risk change(const char *name, F change)
    {
        Risk risk = firstOf(name);
        change(risk);
        after.add(risk);
        return risk;
    }
    /// "raised high very_high: Reason; Reason".
    QStringList told() const
    {
        const RiskMap was{DataMap(before)};
        const RiskMap is{DataMap(after)};
        QStringList lines;
        for (const RiskDifference &one : YearOverYear(was, is).differences) {
            const auto level = [](const std::optional<Level> &of) {
                return of ? labelOf(*of) : QStringLiteral("-");
            };
            lines += QStringLiteral("%1 %2 %3: %4")
                         .arg(keyOf(one.move), level(one.levelBefore), level(one.levelAfter),
                              one.reasons.join(QStringLiteral("; ")));
        }
        return lines;
    }

    Situation base;
    Snapshot before;
    Snapshot after;
};

}

/// What two analyses differ in, with the reason.
class tst_yearoveryear final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothing();
    void raised();
    void loweredByAnAction();
    void raisedByWhatIsLeftToDo();
    void doesNotApplyAnyMore();
    void rejustified();
    void goneAndNew();
    void anotherMatrix();
    void removedRecords();
    void everyRiskCountsOnce();
};

void tst_yearoveryear::nothing()
{
    const TwoYears years;
    QVERIFY(years.told().isEmpty());
    const RiskMap was{DataMap(years.before)};
    QCOMPARE(YearOverYear(was, was).same, static_cast<qint64>(was.cells().size()));
}

void tst_yearoveryear::raised()
{
    TwoYears years;
    years.change("One", [](Risk &risk) {
        risk.likelihood = Level::VeryHigh;
        risk.confidentiality = Level::VeryHigh;
        risk.justification = QStringLiteral("Seen twice");
    });
    QCOMPARE(years.told(),
             QStringList{QStringLiteral(
                 "raised High Very high: Likelihood: High, now Very high; Impact on "
                 "confidentiality: High, now Very high; Why these levels: nothing, now Seen "
                 "twice")});
}

void tst_yearoveryear::loweredByAnAction()
{
    TwoYears years;
    const Risk risk = years.change("Two", [](Risk &risk) { risk.likelihood = Level::Low; });
    Action action;
    action.title = QStringLiteral("Encrypt the disk");
    action.risks = {idOf(risk)};
    action.status = ActionStatus::Done;
    years.after.add(action);
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("lowered High Low: Likelihood: High, now Low")});
    action.verified = QDate(2026, 2, 1);
    action.verification = QStringLiteral("Looked");
    years.after.add(action);
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("lowered High Low: Done and verified: Encrypt the disk; "
                                        "Likelihood: High, now Low")});
    years.before.add(action); // another one of the same title
    QCOMPARE(years.told().size(), 1);
}

void tst_yearoveryear::raisedByWhatIsLeftToDo()
{
    TwoYears years;
    const Risk risk = years.change("Two", [](Risk &risk) {
        risk.treatment = Treatment::Mitigate;
        risk.residualLikelihood = risk.residualImpact = Level::Low;
    });
    Action done;
    done.title = QStringLiteral("Encrypt the disk");
    done.risks = {idOf(risk)};
    done.status = ActionStatus::Done;
    done.verified = QDate(2026, 2, 1);
    done.verification = QStringLiteral("Looked");
    done.id = AnyId::random();
    done.number = 1;
    years.after.add(done);
    years.before = years.after;
    QVERIFY(years.told().isEmpty());
    Action further = done;
    further.id = AnyId::random();
    further.number = 2;
    further.title = QStringLiteral("Rotate the keys");
    further.status = ActionStatus::Planned;
    Snapshot whole = years.after;
    years.after.add(further);
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("raised Low High: Planned: Rotate the keys")});
    years.after = whole;
    done.status = ActionStatus::InProgress;
    years.after.add(done);
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("raised Low High: Open again: Encrypt the disk")});
    done.status = ActionStatus::Done;
    done.risks = {};
    years.after.add(done);
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("raised Low High: No longer about it: Encrypt the disk")});
}

void tst_yearoveryear::doesNotApplyAnyMore()
{
    TwoYears years;
    years.change("One", [](Risk &risk) {
        risk.answer = RiskAnswer::DoesNotApply;
        risk.reason = QStringLiteral("No disk");
    });
    const QString told = years.told().join(u'|');
    QVERIFY2(told.startsWith(QStringLiteral("lowered High -: ")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("No disk")), qPrintable(told));
}

void tst_yearoveryear::rejustified()
{
    TwoYears years;
    years.change("One", [](Risk &risk) { risk.safeguards = QStringLiteral("Badge readers"); });
    QCOMPARE(years.told(),
             QStringList{QStringLiteral("rejustified High High: Safeguards in place: nothing, now "
                                        "Badge readers")});
    years.change("One", [](Risk &risk) { // who owns it is not why
        risk.safeguards.clear();
        risk.owner = Id<Person>(AnyId::random());
    });
    QVERIFY(years.told().isEmpty());
}

void tst_yearoveryear::goneAndNew()
{
    TwoYears years;
    const RecordRef two = years.base.named(QStringLiteral("Two"));
    System retired = *years.after.find(Id<System>(two.id));
    retired.status = SystemStatus::Retired;
    years.after.add(retired);
    const QStringList gone = years.told();
    QVERIFY(!gone.isEmpty());
    for (const QString &line : gone)
        QCOMPARE(line, QStringLiteral("gone High -: The system was retired"));
    std::swap(years.before, years.after);
    QCOMPARE(years.told().size(), gone.size());
    for (const QString &line : years.told())
        QCOMPARE(line, QStringLiteral("new - High: It was not in scope before"));
}

void tst_yearoveryear::anotherMatrix()
{
    TwoYears years;
    for (const MatrixCell &cell : years.before.rows<MatrixCell>()) {
        if (cell.likelihood != Level::High || cell.impact != Level::High)
            continue;
        MatrixCell harsher = cell;
        harsher.risk = Level::VeryHigh;
        years.after.add(harsher);
    }
    const QStringList told = years.told();
    QCOMPARE(told.size(), static_cast<qsizetype>(years.before.rows<Risk>().size()));
    for (const QString &line : told)
        QCOMPARE(line, QStringLiteral("raised High Very high: The risk matrix is another one"));
}

void tst_yearoveryear::removedRecords()
{
    TwoYears added;
    Edit removal(added.before, situationProject());
    QVERIFY(removal.removeWithDependents(added.before.registers().of<System>(),
                                         added.base.named(QStringLiteral("Two")).id));
    added.before = removal.now();
    for (const QString &line : added.told())
        QCOMPARE(line, QStringLiteral("new - High: The record is new"));
    QVERIFY(!added.told().isEmpty());
    TwoYears years;
    const RecordRef two = years.base.named(QStringLiteral("Two"));
    Edit edit(years.after, situationProject());
    QVERIFY(edit.removeWithDependents(years.after.registers().of<System>(), two.id));
    years.after = edit.now();
    for (const QString &line : years.told())
        QCOMPARE(line, QStringLiteral("gone High -: The record was removed"));
    QVERIFY(!years.told().isEmpty());
}

void tst_yearoveryear::everyRiskCountsOnce()
{
    TwoYears years;
    years.change("One", [](Risk &risk) { risk.likelihood = Level::Low; });
    System two = *years.after.find(Id<System>(years.base.named(QStringLiteral("Two")).id));
    two.status = SystemStatus::Retired;
    years.after.add(two);
    const RiskMap was{DataMap(years.before)};
    const RiskMap is{DataMap(years.after)};
    const YearOverYear all(was, is);
    QCOMPARE(all.count(RiskMove::Lowered), 1);
    qint64 then = all.same;
    qint64 now = all.same;
    for (const RiskDifference &one : all.differences) {
        then += one.before ? 1 : 0;
        now += one.after ? 1 : 0;
        QVERIFY(!one.reasons.isEmpty());
    }
    QCOMPARE(then, static_cast<qint64>(was.cells().size()));
    QCOMPARE(now, static_cast<qint64>(is.cells().size()));
}

SAFEGUARD_TEST(tst_yearoveryear)
#include "tst_yearoveryear.moc"
