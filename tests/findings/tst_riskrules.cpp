// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/findings.h"
#include "model/risk/plan.h"
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Situation twoStores()
{
    Situation base(QStringLiteral("Two stores"));
    for (const char *line :
         {"element Ecg content=health links_to_person=yes",
          "system One kind=database creates=Ecg stores=Ecg encryption_at_rest=aes_256",
          "system Two kind=database creates=Ecg stores=Ecg encryption_at_rest=none"})
        base.add(QString::fromLatin1(line));
    return base;
}

/// What a rule says, a sentence each.
QStringList said(const Snapshot &content, const char *rule)
{
    QStringList sentences;
    for (const Finding &finding : Derived(content).findings) {
        if (finding.rule == QLatin1String(rule))
            sentences += finding.sentence;
    }
    return sentences;
}

/// All questions answered; nothing is above what is tolerated but the one risk.
struct OneHighRisk
{
    OneHighRisk()
        : content(answered(withAnalysis(twoStores().content(), QStringLiteral("2026"))))
    {
        for (Risk one :
             std::vector<Risk>(content.rows<Risk>().begin(), content.rows<Risk>().end())) {
            one.answer = RiskAnswer::DoesNotApply;
            one.reason = QStringLiteral("Not here");
            content.add(one);
        }
        risk = *content.inOrder<Risk>().front();
        risk.answer = RiskAnswer::Assessed;
        risk.reason.clear();
        risk.likelihood = risk.confidentiality = Level::VeryHigh;
        risk.treatment = Treatment::Mitigate;
        content.add(risk);
        action.id = AnyId::random();
        action.title = QStringLiteral("Encrypt");
        action.risks = {idOf(risk)};
    }
    Snapshot content;
    Risk risk;
    Action action;
};

}

class tst_riskrules final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsDoneIsNoPlan();
    void whatLeftBeforeItWasConcludedIsNoNews();
    void threatsThatAreLeftOutWithAReason();
};

void tst_riskrules::whatIsDoneIsNoPlan()
{
    OneHighRisk of;
    QCOMPARE(said(of.content, "risk-untreated").size(), 1);
    of.content.add(of.action);
    QCOMPARE(said(of.content, "risk-untreated"), QStringList());
    of.action.status = ActionStatus::Done;
    of.content.add(of.action);
    QCOMPARE(said(of.content, "risk-untreated"), QStringList()); // it is to be verified
    of.action.verified = QDate(2026, 2, 1);
    of.action.verification = QStringLiteral("Looked");
    of.content.add(of.action);
    const QStringList told = said(of.content, "risk-untreated");
    QCOMPARE(told.size(), 1);
    QVERIFY2(told[0].startsWith(QStringLiteral("Nothing more is planned")), qPrintable(told[0]));
    of.risk.residualLikelihood = of.risk.residualImpact = Level::VeryLow;
    of.content.add(of.risk);
    QCOMPARE(said(of.content, "risk-untreated"), QStringList());
    QCOMPARE(said(of.content, "risk-lowered-without-reason"), QStringList());
}

void tst_riskrules::whatLeftBeforeItWasConcludedIsNoNews()
{
    const Situation base = twoStores();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    Assessment analysis = *content.inOrder<Assessment>().front();
    analysis.baseline = Id<Baseline>(AnyId::random());
    content.add(analysis);
    System two = *content.find(Id<System>(base.named(QStringLiteral("Two")).id));
    two.status = SystemStatus::Retired;
    content.add(two);
    QCOMPARE(said(content, "risk-analysis-narrower").size(), 1);
    for (const Risk *risk : content.inOrder<Risk>()) {
        Risk former = *risk;
        former.assessment = Id<Assessment>(AnyId::random());
        content.add(former);
    }
    QCOMPARE(said(content, "risk-analysis-narrower"), QStringList());
}

void tst_riskrules::threatsThatAreLeftOutWithAReason()
{
    Snapshot content = withAnalysis(twoStores().content(), QStringLiteral("2026"));
    QCOMPARE(said(content, "risk-threats-missing"), QStringList());
    const ThreatRule rule = *content.inOrder<ThreatRule>().front();
    Edit edit(content, situationProject());
    QVERIFY(edit.remove(Id<ThreatRule>(rule.id)));
    content = edit.now();
    QCOMPARE(said(content, "risk-threats-missing").size(), 1);
    Threat threat = *content.find(rule.threat);
    threat.use = ThreatUse::NotAsked;
    threat.reason = QStringLiteral("We have none of these");
    content.add(threat);
    QCOMPARE(said(content, "risk-threats-missing"), QStringList());
}

SAFEGUARD_TEST(tst_riskrules)
#include "tst_riskrules.moc"
