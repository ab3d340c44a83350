// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/situation.h"

#include <random>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Counted anew from the records, without anything that the map keeps: for each record in scope and
/// each threat, whether a rule asks, and what stands there.
Coverage slowCount(const Snapshot &content)
{
    const DataMap data(content);
    const auto targets = riskTargets(data);
    const Assessment *current = nullptr;
    for (const Assessment *one : content.inOrder<Assessment>()) {
        if (!current || one->baseline.isNull() || !current->baseline.isNull())
            current = one;
    }
    Coverage coverage;
    for (const RiskTarget &target : targets) {
        for (const Threat &threat : content.rows<Threat>()) {
            bool isAsked = false;
            for (const ThreatRule &rule : content.rows<ThreatRule>())
                isAsked = isAsked || (rule.threat == idOf(threat) && asks(rule, target));
            isAsked = isAsked && threat.use == ThreatUse::Asked;
            const Risk *found = nullptr;
            for (const Risk &risk : content.rows<Risk>()) {
                if (risk.threat == idOf(threat) && risk.subject == target.subject)
                    found = &risk;
            }
            if (!isAsked && !(found && found->byHand))
                continue;
            if (!found || found->answer == RiskAnswer::NotAnswered)
                coverage.add(CellState::Open);
            else if (const auto *basis = content.find(found->basis);
                     !basis || basis->facts != target.basis)
                coverage.add(CellState::InputChanged);
            else if (found->assessment != idOf(*current))
                coverage.add(CellState::ToConfirm);
            else
                coverage.add(found->answer == RiskAnswer::Assessed ? CellState::Assessed
                                                                   : CellState::DoesNotApply);
        }
    }
    return coverage;
}

/// Somebody who edits at random.
class Editor final
{
public:
    explicit Editor(quint32 seed)
        : m_random(seed)
        , m_content(withAnalysis(start(), QStringLiteral("First")))
    {}
    const Snapshot &content() const { return m_content; }

    void step()
    {
        switch (pick(14)) {
        case 0:
            return addSystem();
        case 1:
            return addFlow();
        case 2:
            return removeOne(QStringLiteral("flows"));
        case 3:
            return removeOne(QStringLiteral("systems"));
        case 4:
            return changeSystem();
        case 5:
            return changeFlow();
        case 6:
            return toggleThreat();
        case 7:
            return removeOne(QStringLiteral("risks"));
        case 8:
            return pick(20) == 0 ? nextAnalysis() : changeSystem();
        default:
            return answerOne();
        }
    }

private:
    static Snapshot start()
    {
        Situation base(QStringLiteral("Random"));
        base.add(QStringLiteral("element Ecg content=health links_to_person=yes"));
        base.add(QStringLiteral(
            "element Beat content=device_telemetry links_to_person=only_with_other_records"));
        return base.content();
    }
    size_t pick(size_t below)
    {
        return std::uniform_int_distribution<size_t>(0, below - 1)(m_random);
    }
    template <class T>
    const T *any()
    {
        const Rows<T> rows = m_content.rows<T>();
        if (rows.isEmpty())
            return nullptr;
        auto at = rows.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(pick(rows.size())));
        return m_content.find(idOf(*at));
    }
    /// As Project does it, with numbers and what goes along.
    void edit(const std::function<Status(Edit &)> &writes)
    {
        Edit edit(m_content, situationProject());
        if (!writes(edit))
            return;
        m_content = edit.now();
    }
    void addSystem()
    {
        if (m_content.rows<System>().size() > 8)
            return removeOne(QStringLiteral("systems"));
        System system;
        system.name = QStringLiteral("System %1").arg(++m_count);
        system.kind = static_cast<SystemKind>(pick(choices(SystemKind()).size()));
        system.creates = {idOf(*any<DataElement>())};
        edit([&](Edit &e) {
            e.put(system);
            return Status();
        });
    }
    void addFlow()
    {
        const System *source = any<System>();
        const System *target = any<System>();
        if (!source || source == target || m_content.rows<Flow>().size() > 8)
            return;
        Flow flow;
        flow.name = QStringLiteral("Flow %1").arg(++m_count);
        flow.source = idOf(*source);
        flow.target = idOf(*target);
        flow.elements = source->creates;
        edit([&](Edit &e) {
            e.put(flow);
            return Status();
        });
    }
    void changeSystem()
    {
        if (const System *system = any<System>())
            edit([&](Edit &e) {
                e.change(idOf(*system), [&](System &s) {
                    s.atRest = static_cast<AtRest>(pick(3));
                    s.operatedBy = static_cast<Operator>(pick(3));
                    s.status = static_cast<SystemStatus>(pick(3));
                });
                return Status();
            });
    }
    void changeFlow()
    {
        if (const Flow *flow = any<Flow>())
            edit([&](Edit &e) {
                e.change(idOf(*flow), [&](Flow &f) {
                    f.protection = static_cast<Protection>(pick(8));
                    f.publicNetwork = static_cast<YesNoUnknown>(pick(3));
                });
                return Status();
            });
    }
    void toggleThreat()
    {
        edit([&](Edit &e) {
            e.change(idOf(*any<Threat>()),
                     [&](Threat &t) { t.use = static_cast<ThreatUse>(pick(4) == 0); });
            return Status();
        });
    }
    void removeOne(const QString &registerKey)
    {
        const auto records = m_content.inOrder(registerKey);
        if (records.empty())
            return;
        edit([&](Edit &e) {
            return e.removeWithDependents(*e.registers().find(registerKey),
                                          records[pick(records.size())]->id);
        });
    }
    void nextAnalysis()
    {
        Baseline baseline;
        baseline.name = QStringLiteral("Baseline %1").arg(++m_count);
        const auto frozen = m_content.add(baseline);
        for (const Assessment *assessment : m_content.inOrder<Assessment>()) {
            Assessment closed = *assessment;
            closed.baseline = frozen;
            m_content.add(closed);
        }
        if (pick(2) == 0)
            m_content = withAnalysis(m_content, QStringLiteral("Analysis %1").arg(m_count));
    }
    void answerOne()
    {
        const DataMap data(m_content);
        const RiskMap map(data);
        const RiskTarget &target = map.targets()[pick(map.targets().size())];
        const auto threat = idOf(*any<Threat>()); // also what nothing asks
        edit([&](Edit &e) {
            return answer(e, map, {{target.subject, threat}},
                          [&](Risk &risk) { risk.answer = static_cast<RiskAnswer>(pick(3)); });
        });
    }

    std::mt19937 m_random;
    Snapshot m_content;
    int m_count = 0;
};

}

/// Coverage never lies: whatever is edited, it equals a count made another way.
class tst_riskcoverage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalsASlowCount();
    void isCompleteOnlyWhenNothingIsOpen();
};

void tst_riskcoverage::equalsASlowCount()
{
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("SAFEGUARD_COVERAGE_STEPS", &isSet);
    const int steps = isSet ? wanted : 10000;
    const quint32 seed = 20261122;
    Editor editor(seed);
    qint64 largest = 0;
    std::set<int> seen;
    for (int i = 0; i < steps; ++i) {
        editor.step();
        const DataMap data(editor.content());
        const RiskMap map(data);
        const Coverage coverage = map.coverage();
        QVERIFY2(coverage == slowCount(editor.content()), qPrintable(QString::number(i)));
        Coverage sum;
        for (size_t target = 0; target < map.targets().size(); ++target) {
            for (const RiskCell &cell : map.cellsOf(target))
                sum.add(cell.state);
        }
        QVERIFY(sum == coverage);
        largest = std::max(largest, coverage.all());
        for (int state = 0; state < cellStateCount; ++state) {
            if (coverage.count(static_cast<CellState>(state)) > 0)
                seen.insert(state);
        }
    }
    QVERIFY(largest > 50);
    QCOMPARE(seen.size(), size_t(cellStateCount));
}

void tst_riskcoverage::isCompleteOnlyWhenNothingIsOpen()
{
    Situation base(QStringLiteral("Small"));
    base.add(QStringLiteral("element Ecg content=health links_to_person=yes"));
    base.add(QStringLiteral("system Store kind=database creates=Ecg"));
    const Snapshot begun = withAnalysis(base.content(), QStringLiteral("2026"));
    QVERIFY(!RiskMap(DataMap(begun)).coverage().isComplete());
    Snapshot content = answered(begun);
    QVERIFY(RiskMap(DataMap(content)).coverage().isComplete());
    content.add(System());
    QVERIFY(!RiskMap(DataMap(content)).coverage().isComplete());
    QVERIFY(!Coverage().isComplete()); // nothing is no proof
}

SAFEGUARD_TEST(tst_riskcoverage)
#include "tst_riskcoverage.moc"
