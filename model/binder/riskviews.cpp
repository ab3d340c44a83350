// SPDX-License-Identifier: GPL-3.0-or-later
// Other views of the same risks: against the year before, and as harm to patients.
#include "model/binder/riskchapters.h"
#include "model/store/valuetext.h"

namespace safeguard::binder {

namespace {

report::Table countTable(const YearOverYear &years)
{
    report::Table table;
    table.caption = Words::tr("Risks that are not what they were");
    table.columns = {{Words::tr("What")}, {Words::tr("Risks"), report::Table::Align::Number}};
    for (int i = 0; i < riskMoveCount; ++i) {
        const auto move = static_cast<RiskMove>(i);
        table.rows.push_back(
            {{{report::plain(nameOf(move))}, {report::plain(QString::number(years.count(move)))}},
             {}});
    }
    table.rows.push_back(
        {{{report::plain(Words::tr("As they were"))}, {report::plain(QString::number(years.same))}},
         {}});
    return table;
}

/// Named by the state in which it is there.
report::Table differenceTable(const YearOverYear &years, RiskMove move, const RiskMap &before,
                              const RiskMap &after)
{
    report::Table table;
    table.caption = nameOf(move);
    table.columns = {{Words::tr("Risk"), report::Table::Align::Left, 1.4},
                     {Words::tr("Before")},
                     {Words::tr("After")},
                     {Words::tr("Why"), report::Table::Align::Left, 2.2}};
    for (const RiskDifference &difference : years.differences) {
        if (difference.move != move)
            continue;
        const Snapshot &in = (difference.after ? after : before).snapshot();
        const Risk &risk = difference.after ? *difference.after : *difference.before;
        const auto level = [](const Risk *of, const std::optional<Level> &at) {
            return of && !at ? report::Cell{report::plain(Words::tr("Does not apply"))}
                             : levelCell(at);
        };
        table.rows.push_back(
            {{{{{in.registers().of<Risk>().citeNumber(risk) + u' '},
                {in.title(QString::fromLatin1(Threat::registerKey), difference.threat),
                 report::RunStyle::Bold},
                {u'\n' + in.describe(difference.subject)}}},
              level(difference.before, difference.levelBefore),
              level(difference.after, difference.levelAfter),
              {report::plain(difference.reasons.join(u'\n'))}},
             {}});
    }
    return table;
}

struct Harm
{
    const Risk *risk = nullptr;
    Level level = Level::VeryLow;
};

/// Risks with an impact on patient safety, the highest first.
std::vector<Harm> harmsIn(const RiskMap &risks)
{
    std::vector<Harm> harms;
    for (const RiskCell &cell : risks.cells()) {
        const Risk *risk = cell.risk;
        if (risk && risk->answer == RiskAnswer::Assessed && risk->likelihood && risk->patientSafety)
            harms.push_back({risk, risks.method().risk(*risk->likelihood, *risk->patientSafety)});
    }
    std::stable_sort(harms.begin(), harms.end(),
                     [](const Harm &a, const Harm &b) { return a.level > b.level; });
    return harms;
}

/// What could be used, and what is in place.
report::Runs groundOf(const Risk &risk)
{
    report::Runs runs;
    if (!risk.vulnerability.isEmpty())
        runs.push_back({risk.vulnerability});
    if (!risk.safeguards.isEmpty())
        runs.push_back({(runs.empty() ? QString() : QStringLiteral("\n")) + risk.safeguards,
                        report::RunStyle::Muted});
    return runs.empty() ? dash() : runs;
}

report::Table harmTable(const RiskMap &risks, const std::vector<Harm> &harms)
{
    const Snapshot &snapshot = risks.snapshot();
    const Field &stride = *snapshot.registers().of<Threat>().field(QStringLiteral("stride"));
    report::Table table;
    table.caption = Words::tr("Security risks by the harm to patients that they can do");
    table.emptyText = Words::tr("No risk is rated for patient safety.");
    table.orientation = report::Table::Orientation::Landscape;
    table.columns = {
        {Words::tr("Security risk"), report::Table::Align::Left, 1.5},
        {Words::tr("Vulnerability; what is in place"), report::Table::Align::Left, 2.4},
        {Words::tr("Likelihood")},
        {Words::tr("Severity of harm")},
        {Words::tr("Risk to patients")},
        {Words::tr("Residual, all impacts")},
        {Words::tr("Treatment")},
        {Words::tr("Goes against (STRIDE)"), report::Table::Align::Left, 1.1}};
    for (const Harm &harm : harms) {
        const Risk &risk = *harm.risk;
        const Threat *threat = snapshot.find(risk.threat);
        table.rows.push_back({{{{{snapshot.registers().of<Risk>().citeNumber(risk) + u' '},
                                 {threat->name, report::RunStyle::Bold},
                                 {u'\n' + snapshot.describe(risk.subject)}}},
                               {groundOf(risk)},
                               levelCell(risk.likelihood),
                               levelCell(risk.patientSafety),
                               levelCell(harm.level),
                               levelCell(risks.method().residual(risk)),
                               {report::plain(labelOf(risk.treatment))},
                               {report::plain(displayText(stride, stride.get(*threat), snapshot))}},
                              {}});
    }
    return table;
}

/// FDA items with the HIPAA safeguards that stand against the same threats, and the risks that
/// both are about.
report::Table crossTable(const RiskMap &risks, const std::vector<Harm> &harms)
{
    struct Entry
    {
        std::set<QString> hipaa;
        std::map<int, QString> risks; ///< numbers as they are written
    };
    const Snapshot &snapshot = risks.snapshot();
    std::map<QString, Entry> entries;
    for (const Harm &harm : harms) {
        const Threat *threat = snapshot.find(harm.risk->threat);
        for (const QString &item : threat->fdaControls.split(u' ', Qt::SkipEmptyParts)) {
            Entry &entry = entries[item];
            for (const QString &citation : threat->mitigations.split(u' ', Qt::SkipEmptyParts))
                entry.hipaa.insert(citation);
            entry.risks[harm.risk->number] = snapshot.registers().of<Risk>().citeNumber(*harm.risk);
        }
    }
    report::Table table;
    table.caption = Words::tr("FDA items, the HIPAA safeguards against the same threats, and the "
                              "risks that both are about");
    table.emptyText = Words::tr("No threat names an FDA item.");
    table.columns = {{Words::tr("FDA item")},
                     {Words::tr("HIPAA safeguards"), report::Table::Align::Left, 1.4},
                     {Words::tr("Risks"), report::Table::Align::Left, 2}};
    for (const auto &[item, entry] : entries) {
        QStringList numbers;
        for (const auto &[number, written] : entry.risks)
            numbers += written;
        table.rows.push_back(
            {{{report::plain(item)},
              {report::plain(
                  QStringList(entry.hipaa.begin(), entry.hipaa.end()).join(QStringLiteral(", ")))},
              {report::plain(numbers.join(QStringLiteral(", ")))}},
             {}});
    }
    return table;
}

}

void addYearOverYear(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(report::Heading{1, Words::tr("Year over year")});
    if (!file.before) {
        blocks.push_back(report::Paragraph{
            report::plain(Words::tr("There is no earlier analysis that was completed."))});
        return;
    }
    const RiskMap &before = file.before->risks;
    const RiskMap &after = file.risks();
    const YearOverYear years(before, after);
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("%1 against %2. Levels are each by the method of its time.")
            .arg(after.assessment() ? after.assessment()->name : QString(), file.nameBefore()))});
    blocks.push_back(countTable(years));
    for (int i = 0; i < riskMoveCount; ++i) {
        const auto move = static_cast<RiskMove>(i);
        if (years.count(move) == 0)
            continue;
        blocks.push_back(report::Heading{2, nameOf(move)});
        blocks.push_back(differenceTable(years, move, before, after));
    }
}

void addPatientHarm(Blocks &blocks, const RiskMap &risks)
{
    const auto harms = harmsIn(risks);
    blocks.push_back(report::Heading{1, Words::tr("Risks to patients")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("The risks of the security risk analysis, seen as harm to patients: how likely a "
                  "threat is to be carried out, how severe the harm, and the level that both make "
                  "by the same matrix. Numbers are those of the risk register, so that both "
                  "documents speak of the same risks."))});
    const auto assessed =
        std::count_if(risks.cells().begin(), risks.cells().end(), [](const RiskCell &cell) {
            return cell.risk && cell.risk->answer == RiskAnswer::Assessed;
        });
    blocks.push_back(report::Paragraph{
        report::plain(Words::tr("%1 of %2 assessed risks have an impact on patient safety rated.")
                          .arg(harms.size())
                          .arg(assessed))});
    blocks.push_back(harmTable(risks, harms));
    blocks.push_back(report::Heading{1, Words::tr("Cross-references")});
    blocks.push_back(crossTable(risks, harms));
}

}
