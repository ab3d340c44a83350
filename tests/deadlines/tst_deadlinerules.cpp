// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/deadlinerules.h"
#include "model/catalog/ruleset.h"
#include "tests/tools/testmain.h"

#include <QRegularExpression>

using namespace safeguard;

/// The catalogue of rules: complete, with what binds to each told apart.
class tst_deadlinerules final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areComplete();
    void keysAreReadBack();
    void nameTheirCitations();
    void onlyOwnPolicyIsRescheduled();
    void theProposalIsOffAndSaysSo();
    void whatIsNoLawIsNotWordedAsLaw();
    void namesAreUnique();
};

void tst_deadlinerules::areComplete()
{
    const DeadlineRules &rules = DeadlineRules::current();
    QVERIFY(QDate::fromString(rules.version(), Qt::ISODate).isValid());
    QVERIFY(!rules.title().isEmpty() && !rules.note().isEmpty());
    QVERIFY(rules.all().size() >= 56);
    for (const DeadlineRule &rule : rules.all()) {
        for (const QString &text :
             {rule.id, rule.name, rule.citation, rule.trigger, rule.computation})
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(rule.id));
        QVERIFY2(!rule.responsible.isEmpty(), qPrintable(rule.id));
        QVERIFY2(!rule.period || rule.period->value > 0, qPrintable(rule.id));
        QCOMPARE(rules.find(rule.id), &rule);
    }
    QCOMPARE(rules.find(QStringLiteral("DL-NONE")), nullptr);
}

void tst_deadlinerules::keysAreReadBack()
{
    for (int i = 0; i < forceCount; ++i) {
        const auto force = static_cast<Force>(i);
        QCOMPARE(forceFrom(keyOf(force)), std::optional(force));
        QVERIFY(!nameOf(force).isEmpty() && !sentenceOf(force).isEmpty());
    }
    for (int i = 0; i < deadlineKindCount; ++i) {
        const auto kind = static_cast<DeadlineKind>(i);
        QCOMPARE(deadlineKindFrom(keyOf(kind)), std::optional(kind));
        QVERIFY(!nameOf(kind).isEmpty());
    }
    QVERIFY(!forceFrom(QStringLiteral("whim")) && !deadlineKindFrom(QString()));
}

/// What is cited of HIPAA is in the rule set, so that every report can say what it is.
void tst_deadlinerules::nameTheirCitations()
{
    static const QRegularExpression hipaa(QStringLiteral("^16[04]\\."));
    for (const DeadlineRule &rule : DeadlineRules::current().all())
        QVERIFY2(!rule.citation.contains(hipaa) || RuleSet::current().find(rule.citation),
                 qPrintable(rule.citation));
}

void tst_deadlinerules::onlyOwnPolicyIsRescheduled()
{
    for (const DeadlineRule &rule : DeadlineRules::current().all())
        QVERIFY2(!rule.canReschedule || rule.force == Force::OwnPolicy, qPrintable(rule.id));
}

void tst_deadlinerules::theProposalIsOffAndSaysSo()
{
    int proposals = 0;
    for (const DeadlineRule &rule : DeadlineRules::current().all()) {
        const bool isProposal = rule.force == Force::Proposal;
        QCOMPARE(rule.isOn, !isProposal);
        QCOMPARE(rule.id.startsWith(QStringLiteral("DL-NPRM")), isProposal);
        if (!isProposal)
            continue;
        ++proposals;
        QVERIFY(rule.note.contains(QStringLiteral("not in force")));
        QVERIFY(rule.name.startsWith(QStringLiteral("Proposal")));
    }
    QCOMPARE(proposals, 12);
}

void tst_deadlinerules::whatIsNoLawIsNotWordedAsLaw()
{
    static const QRegularExpression law(
        QStringLiteral("\\b(violat|must|shall|required by|the law|unlawful)"),
        QRegularExpression::CaseInsensitiveOption);
    for (const DeadlineRule &rule : DeadlineRules::current().all()) {
        const QString words = rule.name + rule.trigger + rule.computation + rule.note;
        QVERIFY2(rule.force == Force::Law || !words.contains(law), qPrintable(rule.id));
    }
    for (const Force force : {Force::Guidance, Force::OwnPolicy, Force::Proposal, Force::Contract})
        QVERIFY(!sentenceOf(force).contains(QStringLiteral("The law")));
}

void tst_deadlinerules::namesAreUnique()
{
    QSet<QString> names;
    for (const DeadlineRule &rule : DeadlineRules::current().all())
        names += rule.name;
    QCOMPARE(static_cast<size_t>(names.size()), DeadlineRules::current().all().size());
}

SAFEGUARD_TEST(tst_deadlinerules)
#include "tst_deadlinerules.moc"
