// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/risksheets.h"

#include "model/exchange/csv.h"
#include "model/exchange/xlsx.h"
#include "model/risk/plan.h"
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

/// A store with an analysis whose first two questions are answered.
struct Story
{
    Story()
        : base(QStringLiteral("A store"))
    {
        base.add(QStringLiteral("element Ecg content=health links_to_person=yes"));
        base.add(QStringLiteral("system Store kind=database creates=Ecg stores=Ecg"));
        store = base.named(QStringLiteral("Store"));
        snapshot = withAnalysis(base.content(), QStringLiteral("2026"));
        const RiskMap map{DataMap(snapshot)};
        const auto cells = map.cellsOf(*map.targetOf(store));
        Edit edit(snapshot, situationProject());
        threats = {idOf(*cells[0].threat), idOf(*cells[1].threat)};
        const bool isDone = answer(edit, map, {{store, threats[0]}},
                                   [](Risk &risk) {
                                       risk.answer = RiskAnswer::Assessed;
                                       risk.likelihood = Level::High;
                                       risk.confidentiality = Level::Moderate;
                                       risk.patientSafety = Level::VeryHigh;
                                       risk.residualLikelihood = Level::Low;
                                       risk.residualImpact = Level::High;
                                   }) &&
                            answer(edit, map, {{store, threats[1]}}, [](Risk &risk) {
                                risk.answer = RiskAnswer::DoesNotApply;
                                risk.reason = QStringLiteral("Not here");
                            });
        if (!isDone)
            qFatal("no answer");
        snapshot = edit.now();
        snapshot.setToday(today);
        for (size_t i = 0; i < threats.size(); ++i) {
            Risk numbered = *snapshot.find(risk(i));
            numbered.number = static_cast<int>(i) + 1;
            snapshot.add(numbered);
        }
    }
    Id<Risk> risk(size_t i) const
    {
        for (const Risk &each : snapshot.rows<Risk>()) {
            if (each.threat == threats[i])
                return idOf(each);
        }
        qFatal("no risk");
    }
    Id<Action> add(const char *title, ActionStatus status, QDate due)
    {
        Action action;
        action.title = QString::fromLatin1(title);
        action.number = ++actions;
        action.status = status;
        action.due = due;
        action.risks = {risk(0), risk(1)};
        return snapshot.add(action);
    }
    Situation base;
    RecordRef store;
    Snapshot snapshot{allRegisters()};
    std::vector<Id<Threat>> threats;
    int actions = 0;
};

/// A row by the number of its record.
QHash<QString, SheetCell> rowOf(const Sheet &sheet, const QString &number)
{
    QHash<QString, SheetCell> cells;
    for (const auto &row : sheet.rows) {
        if (std::get<QString>(row[0]) != number)
            continue;
        for (size_t i = 0; i < row.size(); ++i)
            cells.insert(sheet.columns[qsizetype(i)], row[i]);
    }
    return cells;
}

QString text(const QHash<QString, SheetCell> &row, const char *column)
{
    if (!row.contains(QString::fromLatin1(column)))
        return QStringLiteral("no such column");
    const QString *text = std::get_if<QString>(&*row.constFind(QString::fromLatin1(column)));
    return text ? *text : QString();
}

}

class tst_risksheets final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void levelsAndStates();
    void whatIsNoLongerAsked();
    void actionsOfARisk();
    void thePlan();
    void whenAnActionIsLate();
    void whyItIsNotClosed();
    void nothingYet();
};

void tst_risksheets::levelsAndStates()
{
    Story story;
    const Sheet sheet = riskRegisterSheet(RiskMap(DataMap(story.snapshot)));
    const auto citeNumber = [&](size_t i) {
        return story.snapshot.registers().of<Risk>().citeNumber(
            *story.snapshot.find(story.risk(i)));
    };
    const auto first = rowOf(sheet, citeNumber(0));
    QCOMPARE(text(first, "Of"), story.snapshot.describe(story.store));
    QCOMPARE(text(first, "Threat"),
             story.snapshot.title(QStringLiteral("threats"), story.threats[0]));
    QCOMPARE(text(first, "State"), QStringLiteral("Assessed"));
    QCOMPARE(text(first, "Impact"), QStringLiteral("Very high"));
    QCOMPARE(text(first, "Inherent risk"), QStringLiteral("Very high"));
    QCOMPARE(text(first, "Residual risk"), QStringLiteral("Low"));
    QCOMPARE(text(first, "Present risk"), QStringLiteral("Very high")); // nothing is done yet
    QCOMPARE(text(first, "Within tolerance"), QStringLiteral("No"));
    const auto second = rowOf(sheet, citeNumber(1));
    QCOMPARE(text(second, "State"), QStringLiteral("Does not apply"));
    for (const char *column :
         {"Inherent risk", "Residual risk", "Present risk", "Within tolerance"})
        QCOMPARE(text(second, column), QString());
    QCOMPARE(sheet.rows.size(), story.snapshot.rows<Risk>().size());
    QVERIFY(toXlsx({sheet}, {sheet.name, today}));
    const auto table = readCsv(toCsv(sheet));
    QVERIFY(table);
    QCOMPARE(table->heading, sheet.columns);
    QCOMPARE(size_t(table->rows.size()), sheet.rows.size());
}

void tst_risksheets::whatIsNoLongerAsked()
{
    Story story;
    Threat threat = *story.snapshot.find(story.threats[0]);
    threat.use = ThreatUse::NotAsked;
    threat.reason = QStringLiteral("Covered elsewhere");
    story.snapshot.add(threat);
    const Sheet sheet = riskRegisterSheet(RiskMap(DataMap(story.snapshot)));
    QStringList states;
    for (const auto &row : sheet.rows)
        states += std::get<QString>(row[size_t(sheet.columns.indexOf(QStringLiteral("State")))]);
    QCOMPARE(states.count(QStringLiteral("No longer asked about")), 1);
}

void tst_risksheets::actionsOfARisk()
{
    Story story;
    story.add("Encrypt", ActionStatus::Planned, today);
    story.add("Train", ActionStatus::Planned, today);
    const Sheet sheet = riskRegisterSheet(RiskMap(DataMap(story.snapshot)));
    QCOMPARE(text(rowOf(sheet, std::get<QString>(sheet.rows[0][0])), "Actions"),
             QStringLiteral("ACT-001 Encrypt\nACT-002 Train"));
}

void tst_risksheets::thePlan()
{
    Story story;
    story.add("Encrypt", ActionStatus::Planned, today);
    const Sheet sheet = riskPlanSheet(RiskMap(DataMap(story.snapshot)));
    const auto row = rowOf(sheet, QStringLiteral("ACT-001"));
    const QStringList risks = text(row, "Risks").split(u'\n');
    const QStringList levels = text(row, "Present levels").split(u'\n');
    QCOMPARE(risks.size(), 2);
    QCOMPARE(sheet.columns.count(QStringLiteral("Risks")), 1);
    for (size_t i : {size_t(0), size_t(1)}) {
        const qsizetype at =
            risks.indexOf(story.snapshot.describe(QStringLiteral("risks"), story.risk(i)));
        QVERIFY2(at >= 0, qPrintable(risks.join(u'|')));
        QCOMPARE(levels[at], i == 0 ? QStringLiteral("Very high") : QStringLiteral("Not rated"));
    }
    QCOMPARE(std::get<QDate>(row[QStringLiteral("Due")]), today);
}

void tst_risksheets::whenAnActionIsLate()
{
    Story story;
    story.add("Late", ActionStatus::InProgress, today.addDays(-40));
    story.add("Today", ActionStatus::Planned, today);
    story.add("Done", ActionStatus::Done, today.addDays(-40));
    story.add("Dropped", ActionStatus::Dropped, today.addDays(-40));
    const Sheet sheet = riskPlanSheet(RiskMap(DataMap(story.snapshot)));
    const auto days = [&](const char *number) {
        return rowOf(sheet, QString::fromLatin1(number))[QStringLiteral("Days overdue")];
    };
    QCOMPARE(std::get<qint64>(days("ACT-001")), 40);
    for (const char *number : {"ACT-002", "ACT-003", "ACT-004"})
        QVERIFY(std::holds_alternative<std::monostate>(days(number)));
}

void tst_risksheets::whyItIsNotClosed()
{
    Story story;
    story.add("Open", ActionStatus::InProgress, today);
    story.add("Done", ActionStatus::Done, today);
    story.add("Dropped", ActionStatus::Dropped, today);
    Action verified = *story.snapshot.find(story.add("Verified", ActionStatus::Done, today));
    verified.verified = today;
    story.snapshot.add(verified);
    verified.number = 5;
    verified.id = AnyId();
    verified.verification = QStringLiteral("Seen");
    story.snapshot.add(verified);
    const Sheet sheet = riskPlanSheet(RiskMap(DataMap(story.snapshot)));
    QStringList closed;
    for (int i = 1; i <= 5; ++i)
        closed += text(rowOf(sheet, QStringLiteral("ACT-00%1").arg(i)), "Closed");
    QCOMPARE(closed, QStringList({QStringLiteral("No: not done yet"),
                                  QStringLiteral("No: done, but nobody has verified it"),
                                  QStringLiteral("Yes"),
                                  QStringLiteral("No: it does not say how it was verified"),
                                  QStringLiteral("Yes")}));
}

void tst_risksheets::nothingYet()
{
    const Snapshot empty(allRegisters());
    const RiskMap map{DataMap(empty)};
    for (const Sheet &sheet : {riskRegisterSheet(map), riskPlanSheet(map)}) {
        QVERIFY(sheet.rows.empty() && !sheet.columns.isEmpty());
        QVERIFY(toXlsx({sheet}, {sheet.name, today}));
        QVERIFY(toCsv(sheet).startsWith("Number,"));
    }
}

SAFEGUARD_TEST(tst_risksheets)
#include "tst_risksheets.moc"
