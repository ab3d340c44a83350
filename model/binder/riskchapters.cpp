// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/riskchapters.h"

#include "model/binder/recordblocks.h"
#include "model/risk/plan.h"
#include "model/store/valuetext.h"

namespace safeguard::binder {

namespace {

/// Fields with their labels, a line each; those that are empty are left out.
report::Runs linesOf(const Risk &risk, const Snapshot &snapshot,
                     std::initializer_list<const char *> keys)
{
    const RegisterType &type = snapshot.registers().of<Risk>();
    report::Runs runs;
    for (const char *key : keys) {
        const Field &field = *type.field(QString::fromLatin1(key));
        const QString text = displayText(field, field.get(risk), snapshot);
        if (text.isEmpty())
            continue;
        runs.push_back(
            {(runs.empty() ? QString() : QStringLiteral("\n")) + field.label + QStringLiteral(": "),
             report::RunStyle::Muted});
        runs.push_back({text});
    }
    return runs;
}

report::Runs orDash(report::Runs runs)
{
    return runs.empty() ? dash() : std::move(runs);
}

/// The number, the threat and why it is asked.
report::Runs nameRuns(const RiskMap &risks, const Risk &risk)
{
    const Snapshot &snapshot = risks.snapshot();
    report::Runs runs{{snapshot.registers().of<Risk>().citeNumber(risk) + u'\n'},
                      titleRun(snapshot, risk.threat)};
    runs.back().style = report::RunStyle::Bold;
    if (const RiskCell *cell = risks.cell(risk.subject, risk.threat))
        runs.push_back(
            {u'\n' + whyAsked(*cell, risks.targets()[cell->target]), report::RunStyle::Muted});
    return runs;
}

/// "C High, I Low, A Low, P Moderate", as the legend tells.
report::Runs ratingRuns(const Risk &risk, const Snapshot &snapshot)
{
    report::Runs runs = linesOf(risk, snapshot, {"likelihood"});
    const std::array impacts{std::pair(Words::tr("C"), risk.confidentiality),
                             std::pair(Words::tr("I"), risk.integrity),
                             std::pair(Words::tr("A"), risk.availability),
                             std::pair(Words::tr("P"), risk.patientSafety)};
    QString between = runs.empty() ? QString() : QStringLiteral("\n");
    for (const auto &[letter, level] : impacts) {
        if (!level)
            continue;
        runs.push_back({std::exchange(between, QStringLiteral(", ")) + letter + QChar::Nbsp,
                        report::RunStyle::Muted});
        runs.push_back({QString(labelOf(*level)).replace(u' ', QChar::Nbsp)});
    }
    return runs;
}

/// What the letters stand for.
QString legend(const Snapshot &snapshot)
{
    QStringList parts;
    for (const auto &[letter, key] :
         {std::pair(Words::tr("C"), "confidentiality"), std::pair(Words::tr("I"), "integrity"),
          std::pair(Words::tr("A"), "availability"), std::pair(Words::tr("P"), "patient_safety")})
        parts += letter + QStringLiteral(": ") +
                 snapshot.registers().of<Risk>().field(QString::fromLatin1(key))->label;
    return parts.join(QStringLiteral("; ")) + u'.';
}

/// The answer where it is not that it was assessed, then what stands behind it.
report::Runs groundRuns(const Risk &risk, const Snapshot &snapshot)
{
    return risk.answer == RiskAnswer::Assessed
               ? linesOf(risk, snapshot, {"reason", "vulnerability", "safeguards"})
               : linesOf(risk, snapshot, {"answer", "reason", "vulnerability", "safeguards"});
}

/// Why the levels, and what else is said of the risk.
report::Runs reasonRuns(const RiskMap &risks, const Risk &risk)
{
    const Snapshot &snapshot = risks.snapshot();
    const bool isOfThis = risks.assessment() && risk.assessment == idOf(*risks.assessment());
    report::Runs runs = isOfThis
                            ? linesOf(risk, snapshot, {"justification", "owner"})
                            : linesOf(risk, snapshot, {"justification", "owner", "assessment"});
    if (risk.byHand) {
        const auto byHand = linesOf(risk, snapshot, {"by_hand"});
        runs.push_back({QStringLiteral("\n")});
        runs.insert(runs.end(), byHand.begin(), byHand.end());
    }
    for (const report::KeyValues::Row &row :
         remarksOf(snapshot, {QString::fromLatin1(Risk::registerKey), risk.id})) {
        runs.push_back({u'\n' + row.label + QStringLiteral(": "), report::RunStyle::Muted});
        runs.insert(runs.end(), row.value.begin(), row.value.end());
    }
    return orDash(std::move(runs));
}

report::Table::Row rowOf(const RiskMap &risks, const Risk &risk)
{
    const Snapshot &snapshot = risks.snapshot();
    const auto inherent = risks.method().inherent(risk);
    const auto residual = risks.method().residual(risk);
    report::Cell treated{
        orDash(linesOf(risk, snapshot, {"treatment", "residual_likelihood", "residual_impact"}))};
    if (residual)
        treated.badge = levelBadge(*residual);
    report::Cell rated{orDash(ratingRuns(risk, snapshot))};
    if (inherent)
        rated.badge = levelBadge(*inherent);
    return {{{nameRuns(risks, risk)},
             {orDash(groundRuns(risk, snapshot))},
             std::move(rated),
             std::move(treated),
             {reasonRuns(risks, risk)}},
            anchorOf(snapshot, QString::fromLatin1(Risk::registerKey), risk.id)};
}

report::Table riskTable(const RiskMap &risks, const QString &caption,
                        const std::vector<const Risk *> &rows)
{
    report::Table table;
    table.caption = caption;
    table.orientation = report::Table::Orientation::Landscape;
    table.columns = {
        {Words::tr("Risk; Of; Threat"), report::Table::Align::Left, 1.2},
        {Words::tr("Vulnerability, and what is in place"), report::Table::Align::Left, 2.4},
        {Words::tr("Inherent risk"), report::Table::Align::Left, 1.1},
        {Words::tr("Treatment and residual risk"), report::Table::Align::Left, 1},
        {Words::tr("Why"), report::Table::Align::Left, 1.6}};
    for (const Risk *risk : rows)
        table.rows.push_back(rowOf(risks, *risk));
    return table;
}

/// Those that are asked about, by subject, in order of their numbers.
std::map<AnyId, std::vector<const Risk *>> bySubject(const RiskMap &risks)
{
    std::map<AnyId, std::vector<const Risk *>> all;
    for (const Risk *risk : risks.snapshot().inOrder<Risk>()) {
        if (risks.asksAbout(*risk))
            all[risk->subject.id].push_back(risk);
    }
    return all;
}

using LevelOf = std::function<std::optional<std::pair<Level, Level>>(const Risk &)>;

/// How many risks stand where likelihood and impact meet.
report::Table heatTable(const RiskMap &risks, const QString &caption, const LevelOf &levelsOf)
{
    std::array<std::array<int, levelCount>, levelCount> counts{};
    for (const RiskCell &cell : risks.cells()) {
        if (const auto levels = cell.risk ? levelsOf(*cell.risk) : std::nullopt)
            ++counts.at(static_cast<size_t>(levels->first)).at(static_cast<size_t>(levels->second));
    }
    report::Table table;
    table.caption = caption;
    table.columns = {{Words::tr("Likelihood")}};
    for (const Choice &level : choices(Level()))
        table.columns.push_back(
            {Words::tr("Impact %1").arg(level.label.toLower()), report::Table::Align::Center});
    for (size_t l = levelCount; l-- > 0;) {
        report::Table::Row row{{{report::plain(labelOf(static_cast<Level>(l)))}}, {}};
        for (size_t i = 0; i < levelCount; ++i) {
            const int count = counts.at(l).at(i);
            report::Cell cell{dash()};
            if (count > 0)
                cell = {
                    report::plain(QString::number(count)),
                    levelBadge(risks.method().risk(static_cast<Level>(l), static_cast<Level>(i)))};
            row.cells.push_back(std::move(cell));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Assessed risks, the highest that counts now first.
std::vector<const Risk *> byLevel(const RiskMap &risks)
{
    std::vector<const Risk *> sorted;
    for (const RiskCell &cell : risks.cells()) {
        if (cell.risk && risks.present(*cell.risk))
            sorted.push_back(cell.risk);
    }
    std::sort(sorted.begin(), sorted.end(), [&](const Risk *a, const Risk *b) {
        const auto rank = [&](const Risk *risk) {
            return std::tuple(
                -static_cast<int>(*risks.present(*risk)),
                -static_cast<int>(risks.method().inherent(*risk).value_or(Level::VeryLow)),
                risk->number);
        };
        return rank(a) < rank(b);
    });
    return sorted;
}

/// Actions and acceptances that are about each risk.
std::map<AnyId, std::vector<report::Run>> answersTo(const Snapshot &snapshot)
{
    std::map<AnyId, std::vector<report::Run>> found;
    for (const Action *action : snapshot.inOrder<Action>()) {
        for (const Id<Risk> &risk : action->risks)
            found[risk].push_back(fullRun(snapshot, idOf(*action)));
    }
    for (const RiskAcceptance *acceptance : snapshot.inOrder<RiskAcceptance>())
        found[acceptance->risk].push_back(
            numberRun(snapshot, QString::fromLatin1(RiskAcceptance::registerKey), acceptance->id));
    return found;
}

QString countSentence(const RiskMap &risks)
{
    std::array<int, levelCount> counts{};
    for (const RiskCell &cell : risks.cells()) {
        if (const auto level = cell.risk ? risks.present(*cell.risk) : std::nullopt)
            ++counts.at(static_cast<size_t>(*level));
    }
    QStringList parts;
    for (size_t i = levelCount; i-- > 0;)
        parts += Words::tr("%1: %2").arg(labelOf(static_cast<Level>(i))).arg(counts.at(i));
    return parts.join(QStringLiteral("; "));
}

}

report::Table registerTable(const RiskMap &risks, const QString &caption,
                            const std::function<bool(const Risk &)> &isMeant)
{
    const Snapshot &snapshot = risks.snapshot();
    const auto answers = answersTo(snapshot);
    const auto of = [&](const Risk &risk) {
        const auto at = answers.find(risk.id);
        return at == answers.end() ? dash() : joined(at->second, QStringLiteral("; "));
    };
    report::Table table;
    table.caption = caption;
    table.emptyText = Words::tr("None.");
    table.columns = {
        {Words::tr("No.")},       {Words::tr("Of")},       {Words::tr("Threat")},
        {Words::tr("Inherent")},  {Words::tr("Residual")}, {Words::tr("Now")},
        {Words::tr("Treatment")}, {Words::tr("Owner")},    {Words::tr("Actions and acceptances")}};
    for (const Risk *risk : byLevel(risks)) {
        if (!isMeant(*risk))
            continue;
        table.rows.push_back(
            {{{{numberRun(snapshot, QString::fromLatin1(Risk::registerKey), risk->id)}},
              {{fullRun(snapshot, risk->subject.registerKey, risk->subject.id)}},
              {{titleRun(snapshot, risk->threat)}},
              levelCell(risks.method().inherent(*risk)),
              levelCell(risks.method().residual(*risk)),
              levelCell(risks.present(*risk)),
              {report::plain(labelOf(risk->treatment))},
              {risk->owner.isNull() ? dash() : report::Runs{titleRun(snapshot, risk->owner)}},
              {of(*risk)}},
             {}});
    }
    return table;
}

void addRisks(Blocks &blocks, const RiskMap &risks)
{
    const Snapshot &snapshot = risks.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Risks"), QStringLiteral("chapter-risks")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("Each answer, by system and flow: the vulnerability that the threat could use, "
                  "the safeguards in place, likelihood and impact, the level that they make, what "
                  "is done about it and what remains. The highest impact counts. %1")
            .arg(legend(snapshot)))});
    auto subjects = bySubject(risks);
    for (const RiskTarget &target : risks.targets()) {
        const auto at = subjects.find(target.subject.id);
        if (at == subjects.end())
            continue;
        const QString name = snapshot.describe(target.subject);
        blocks.push_back(report::Heading{2, name});
        blocks.push_back(riskTable(risks, Words::tr("Risks of %1").arg(name), at->second));
        subjects.erase(at);
    }
    std::vector<const Risk *> rest;
    for (const Risk *risk : snapshot.inOrder<Risk>()) {
        if (!risks.asksAbout(*risk))
            rest.push_back(risk);
    }
    if (rest.empty())
        return;
    blocks.push_back(report::Heading{2, Words::tr("No longer asked about")});
    blocks.push_back(paragraph(
        Words::tr("Their systems or flows have left the scope, or no rule asks any more. They are "
                  "kept, and count in no figure of this report.")));
    blocks.push_back(riskTable(risks, Words::tr("Answers that are kept"), rest));
}

void addResults(Blocks &blocks, const RiskMap &risks)
{
    blocks.push_back(report::Heading{1, Words::tr("Results"), QStringLiteral("chapter-results")});
    report::KeyValues counts;
    counts.rows = {{Words::tr("Risks by the level that counts today"),
                    report::plain(countSentence(risks)),
                    {}},
                   {Words::tr("Tolerated up to"), {}, levelBadge(risks.method().tolerance())}};
    blocks.push_back(std::move(counts));
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("What counts today is the residual level of a risk once everything that was "
                  "planned about it is done and verified, and the inherent level until then: a "
                  "plan lowers nothing."))});
    blocks.push_back(heatTable(risks, Words::tr("Inherent risk: how many risks stand where"),
                               [](const Risk &risk) -> std::optional<std::pair<Level, Level>> {
                                   const auto impact = risk.impact();
                                   if (risk.answer != RiskAnswer::Assessed || !risk.likelihood ||
                                       !impact)
                                       return std::nullopt;
                                   return std::pair(*risk.likelihood, *impact);
                               }));
    blocks.push_back(heatTable(
        risks,
        Words::tr("Residual risk: where the risks are to stand when all that is planned is done; "
                  "those without a residual level of their own stay where they are"),
        [&](const Risk &risk) { return risks.remaining(risk); }));
    blocks.push_back(registerTable(
        risks, Words::tr("Risks above what is tolerated, the highest first"),
        [&](const Risk &risk) { return !risks.method().isTolerated(*risks.present(risk)); }));
}

void addPlan(Blocks &blocks, const RiskMap &risks)
{
    const Snapshot &snapshot = risks.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Risk management plan")});
    blocks.push_back(report::Heading{2, snapshot.registers().of<Action>().plural});
    addRegister(blocks, snapshot, snapshot.registers().of<Action>(),
                {{Words::tr("Closed"), [](const Record &record) {
                      const auto &action = static_cast<const Action &>(record);
                      return report::Cell{report::plain(action.isClosed() ? Words::tr("Yes")
                                                        : action.isOpen()
                                                            ? Words::tr("Open")
                                                            : Words::tr("Done, not verified"))};
                  }}});
    blocks.push_back(report::Heading{2, snapshot.registers().of<RiskAcceptance>().plural});
    addRegister(blocks, snapshot, snapshot.registers().of<RiskAcceptance>(),
                {{Words::tr("Holds"), [&snapshot](const Record &record) {
                      const auto &acceptance = static_cast<const RiskAcceptance &>(record);
                      return report::Cell{report::plain(acceptance.holds(snapshot.today())
                                                            ? Words::tr("Yes")
                                                            : Words::tr("Expired"))};
                  }}});
}

}
