// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/recordblocks.h"
#include "model/binder/riskchapters.h"
#include "model/catalog/analysiselements.h"
#include "model/project/signing.h"
#include "model/store/valuetext.h"

namespace safeguard::binder {

namespace {

QString cellCount(qint64 count)
{
    return count == 0 ? QStringLiteral("\u2013") : QString::number(count);
}

/// "Complete: each of the 265 questions is answered", or how many are not.
report::Block verdict(const Coverage &coverage)
{
    if (coverage.isComplete())
        return report::Note{
            report::Note::Kind::Info,
            report::plain(Words::tr("Complete: each of the %1 questions is answered. %2 risks are "
                                    "assessed; %3 were considered and do not apply.")
                              .arg(coverage.all())
                              .arg(coverage.count(CellState::Assessed))
                              .arg(coverage.count(CellState::DoesNotApply)))};
    return report::Note{
        report::Note::Kind::Warning,
        report::plain(Words::tr("Not complete: %1 of %2 questions are answered. %3 are open, %4 "
                                "are to be confirmed, of %5 the ground has changed since.")
                          .arg(coverage.done())
                          .arg(coverage.all())
                          .arg(coverage.count(CellState::Open))
                          .arg(coverage.count(CellState::ToConfirm))
                          .arg(coverage.count(CellState::InputChanged)))};
}

report::Run subjectRun(const RiskMap &risks, size_t target)
{
    const RecordRef &subject = risks.targets()[target].subject;
    return fullRun(risks.snapshot(), subject.registerKey, subject.id);
}

std::vector<report::Cell> countCells(const Coverage &coverage)
{
    std::vector<report::Cell> cells{{report::plain(cellCount(coverage.all()))}};
    for (const CellState state : {CellState::Assessed, CellState::DoesNotApply, CellState::Open,
                                  CellState::ToConfirm, CellState::InputChanged})
        cells.push_back({report::plain(cellCount(coverage.count(state)))});
    return cells;
}

report::Table coverageTable(const RiskMap &risks)
{
    report::Table table;
    table.caption = Words::tr("Questions and answers, by system and flow");
    table.columns = {{Words::tr("Asked about")},
                     {Words::tr("Questions"), report::Table::Align::Number}};
    for (const CellState state : {CellState::Assessed, CellState::DoesNotApply, CellState::Open,
                                  CellState::ToConfirm, CellState::InputChanged})
        table.columns.push_back({nameOf(state), report::Table::Align::Number});
    for (size_t i = 0; i < risks.targets().size(); ++i) {
        report::Table::Row row{{{{subjectRun(risks, i)}}}, {}};
        for (report::Cell &cell : countCells(risks.coverageOf(i)))
            row.cells.push_back(std::move(cell));
        table.rows.push_back(std::move(row));
    }
    report::Table::Row sum{{{{{Words::tr("All"), report::RunStyle::Bold}}}}, {}};
    for (report::Cell &cell : countCells(risks.coverage()))
        sum.cells.push_back(std::move(cell));
    table.rows.push_back(std::move(sum));
    return table;
}

report::Table openTable(const RiskMap &risks)
{
    report::Table table;
    table.caption = Words::tr("What is not answered");
    table.emptyText =
        Words::tr("Nothing: every question is answered, on the ground of this state.");
    table.columns = {{Words::tr("Asked about")},
                     {Words::tr("Threat")},
                     {Words::tr("State")},
                     {Words::tr("Why")}};
    for (const RiskCell &cell : risks.cells()) {
        if (isDone(cell.state))
            continue;
        const QStringList changes = risks.changesSince(cell);
        const QString why = cell.state == CellState::InputChanged
                                ? changes.join(QStringLiteral("; "))
                                : whyAsked(cell, risks.targets()[cell.target]);
        table.rows.push_back({{{{subjectRun(risks, cell.target)}},
                               {{titleRun(risks.snapshot(), idOf(*cell.threat))}},
                               {report::plain(nameOf(cell.state))},
                               {textOrDash(why)}},
                              {}});
    }
    return table;
}

report::Table matrixTable(const RiskMethod &method)
{
    report::Table table;
    table.caption = Words::tr("Which risk a likelihood and an impact make");
    table.columns = {{Words::tr("Likelihood")}};
    for (const Choice &level : choices(Level()))
        table.columns.push_back(
            {Words::tr("Impact %1").arg(level.label.toLower()), report::Table::Align::Center});
    for (int l = levelCount - 1; l >= 0; --l) {
        report::Table::Row row{{{report::plain(labelOf(static_cast<Level>(l)))}}, {}};
        for (int i = 0; i < levelCount; ++i)
            row.cells.push_back(
                {{}, levelBadge(method.risk(static_cast<Level>(l), static_cast<Level>(i)))});
        table.rows.push_back(std::move(row));
    }
    return table;
}

report::Table scaleTable(const Snapshot &snapshot)
{
    report::Table table;
    table.caption = Words::tr("What the levels mean");
    table.emptyText = Words::tr("Nobody has worded the levels.");
    table.columns = {{Words::tr("Scale")}, {Words::tr("Level")}, {Words::tr("Meaning")}};
    auto words = snapshot.inOrder<ScaleWord>();
    std::stable_sort(words.begin(), words.end(), [](const auto *a, const auto *b) {
        return std::pair(a->scale, a->level) < std::pair(b->scale, b->level);
    });
    for (const ScaleWord *word : words)
        table.rows.push_back({{{report::plain(labelOf(word->scale))},
                               {{}, levelBadge(word->level)},
                               {textOrDash(word->meaning)}},
                              {}});
    return table;
}

/// What could happen; what it goes against; what helps.
report::Table::Row threatRow(const RiskMap &risks, const Threat &threat, qint64 asked)
{
    const Snapshot &snapshot = risks.snapshot();
    const QString key = QString::fromLatin1(Threat::registerKey);
    const auto valueOf = [&](const char *field) {
        const Field &of = *snapshot.registers().of<Threat>().field(QString::fromLatin1(field));
        return displayText(of, of.get(threat), snapshot);
    };
    report::Runs what{{threat.description}};
    if (!threat.example.isEmpty())
        what.push_back({u'\n' + threat.example, report::RunStyle::Muted});
    if (threat.use == ThreatUse::NotAsked)
        what.push_back({u'\n' + Words::tr("Not asked about, because: %1").arg(threat.reason),
                        report::RunStyle::Bold});
    const QString kind =
        QStringList{valueOf("source"), valueOf("stride"), valueOf("harms")}.join(u'\n').trimmed();
    const QString helps = QStringList{threat.mitigations, threat.fdaControls}.join(u'\n').trimmed();
    return {{{{numberRun(snapshot, key, threat.id), {u' ' + threat.name, report::RunStyle::Bold}}},
             {std::move(what)},
             {textOrDash(kind)},
             {textOrDash(helps)},
             {report::plain(cellCount(asked))}},
            anchorOf(snapshot, key, threat.id)};
}

/// A system or flow in scope: what it is, and what can be in it.
report::Table::Row dataRow(const Derived &derived, const RiskTarget &target)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const RecordRef &subject = target.subject;
    const QString anchor = anchorOf(snapshot, subject.registerKey, subject.id);
    const report::Cell name{report::plain(snapshot.describe(subject))};
    const auto row = [&](const QString &what, Standing standing, const auto &data) {
        IdSet<DataElement> elements;
        for (const Presence &presence : data)
            elements.insert(presence.element);
        report::Runs names;
        for (const report::Run &run :
             titleRuns(snapshot, QString::fromLatin1(DataElement::registerKey), elements))
            names.push_back({run.text, run.style});
        return report::Table::Row{
            {name, {report::plain(what)}, {{}, standingBadge(standing)}, {std::move(names)}},
            anchor};
    };
    if (target.type == RuleTarget::Systems) {
        const Id<System> id(subject.id);
        const QString kind = labelOf(target.kind);
        return row(derived.map.isInScope(id)
                       ? kind
                       : Words::tr("%1, on which something in scope depends").arg(kind),
                   derived.map.standingOf(id), derived.map.heldBy(id));
    }
    if (target.type == RuleTarget::Flows) {
        const Id<Flow> id(subject.id);
        return row(Words::tr("Flow"), derived.map.standingOf(id), derived.map.carriedBy(id));
    }
    return {{name, {report::plain(Words::tr("The organization as a whole"))}, {dash()}, {dash()}},
            anchor};
}

QString participantsOf(const AnalysisFile &file, const Assessment &about)
{
    QStringList names;
    for (const Id<Person> &id : about.participants) {
        const Person *person = file.risks().snapshot().find(id);
        if (!person)
            continue;
        names += person->position.isEmpty()
                     ? person->name
                     : Words::tr("%1 (%2)").arg(person->name, person->position);
    }
    names.sort();
    if (!about.otherParticipants.isEmpty())
        names += about.otherParticipants;
    return names.join(u'\n');
}

}

report::Paragraph paragraph(const QString &text)
{
    return {report::plain(text)};
}

report::Heading chapter(const QString &text, const char *key)
{
    return {1, text, QStringLiteral("chapter-") + QLatin1String(key)};
}

QString chapterName(const QString &key)
{
    if (key == QStringLiteral("scope"))
        return Words::tr("Scope, method, participants");
    if (key == QStringLiteral("data"))
        return Words::tr("Where ePHI are");
    if (key == QStringLiteral("threats"))
        return Words::tr("Threats");
    if (key == QStringLiteral("risks"))
        return Words::tr("Risks");
    if (key == QStringLiteral("results"))
        return Words::tr("Results");
    if (key == QStringLiteral("review"))
        return Words::tr("Review");
    return Words::tr("Approval");
}

report::Runs textOrDash(const QString &text)
{
    return text.trimmed().isEmpty() ? dash() : report::plain(text);
}

report::Badge levelBadge(Level level)
{
    constexpr std::array tones{report::BadgeTone::Neutral, report::BadgeTone::Low,
                               report::BadgeTone::Medium, report::BadgeTone::High,
                               report::BadgeTone::Critical};
    return {tones.at(static_cast<size_t>(level)), {}, labelOf(level)};
}

report::Cell levelCell(const std::optional<Level> &level)
{
    return level ? report::Cell{{}, levelBadge(*level)} : report::Cell{dash()};
}

void addElements(Blocks &blocks)
{
    const AnalysisElements &all = AnalysisElements::current();
    blocks.push_back(chapter(Words::tr("What this report contains"), "elements"));
    blocks.push_back(report::Paragraph{{{all.title + QStringLiteral(". "), report::RunStyle::Plain},
                                        {all.note, report::RunStyle::Muted}}});
    report::Table table;
    table.caption = Words::tr("Elements of a risk analysis, and where each stands here");
    table.columns = {{Words::tr("No."), report::Table::Align::Number},
                     {Words::tr("Element")},
                     {Words::tr("What it asks for")},
                     {Words::tr("Where it stands")}};
    int number = 0;
    for (const AnalysisElements::Element &element : all.elements)
        table.rows.push_back({{{report::plain(QString::number(++number))},
                               {{{element.title, report::RunStyle::Bold}}},
                               {report::plain(element.text)},
                               {{{chapterName(element.chapter), report::RunStyle::Plain,
                                  QStringLiteral("#chapter-") + element.chapter}}}},
                              {}});
    blocks.push_back(std::move(table));
}

void addAnalysisScope(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(chapter(chapterName(QStringLiteral("scope")), "scope"));
    const Assessment *about = file.assessment();
    if (!about)
        return;
    const RegisterType &type = file.now.registers().of<Assessment>();
    const auto row = [&](const char *key, const QString &text) {
        return report::KeyValues::Row{
            type.field(QString::fromLatin1(key))->label, textOrDash(text), {}};
    };
    report::KeyValues values;
    values.about = about->name;
    values.rows = {
        {type.singular, report::plain(type.citeNumber(*about) + u' ' + about->name), {}},
        row("started", about->started ? about->started->toString(Qt::ISODate) : QString()),
        row("cause", about->cause),
        row("scope", about->scope),
        row("method", about->method),
        row("participants", participantsOf(file, *about)),
        row("sources", about->sources)};
    blocks.push_back(std::move(values));
    blocks.push_back(paragraph(Words::tr(
        "What is in scope follows from the map of data, not from a list somebody keeps: "
        "every system and flow that can hold data of Tier 1, and of Tier 2 unless the "
        "organization leaves it out with a reason; what decides what these run or whom "
        "they let in, although no patient data are in it; and the organization itself.")));
    blocks.push_back(verdict(file.risks().coverage()));
}

void addAnalysedData(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(chapter(chapterName(QStringLiteral("data")), "data"));
    blocks.push_back(paragraph(
        Words::tr("Systems and flows in scope, by the numbers of the inventory. Each record, each "
                  "diagram, and why each has its tier stand in the audit binder of the same "
                  "state.")));
    report::Table table;
    table.caption = Words::tr("Systems and flows in scope");
    table.emptyText = Words::tr("Nothing is in scope.");
    table.columns = {{Words::tr("Record")},
                     {Words::tr("What")},
                     {Words::tr("Tier")},
                     {Words::tr("Data that can be present")}};
    for (const RiskTarget &target : file.risks().targets())
        table.rows.push_back(dataRow(*file.content, target));
    blocks.push_back(std::move(table));
    addOutOfScope(blocks, *file.content,
                  [&](const RecordRef &record) { return !file.risks().targetOf(record); });
}

void addMethod(Blocks &blocks, const RiskMap &risks)
{
    blocks.push_back(report::Heading{1, Words::tr("How risks are rated")});
    blocks.push_back(paragraph(
        Words::tr("For each system and flow in scope, and for the organization, the threats that "
                  "apply follow from rules over its kind, its data, its exposure and its "
                  "protection. Each is answered: its likelihood and its impact on "
                  "confidentiality, integrity, availability and patient safety, or why it does "
                  "not apply. The highest impact counts. Likelihood and impact make the inherent "
                  "risk, and what remains after treatment the residual risk. Method after NIST SP "
                  "800-30 Rev. 1 and SP 800-66 Rev. 2.")));
    const auto &policy = risks.snapshot().only<RiskPolicy>();
    blocks.push_back(
        paragraph(Words::tr("Up to %1, a risk is tolerated without treatment. %2")
                      .arg(labelOf(risks.method().tolerance()).toLower(), policy.reason)));
    blocks.push_back(scaleTable(risks.snapshot()));
    blocks.push_back(matrixTable(risks.method()));
}

void addThreats(Blocks &blocks, const RiskMap &risks)
{
    blocks.push_back(chapter(chapterName(QStringLiteral("threats")), "threats"));
    blocks.push_back(paragraph(
        Words::tr("What could happen, with an example from practice, what helps against it, and "
                  "how often it is asked about. The vulnerability that a threat could use stands "
                  "with each risk.")));
    std::map<AnyId, qint64> asked;
    for (const RiskCell &cell : risks.cells())
        ++asked[cell.threat->id];
    report::Table table;
    table.caption = Words::tr("Threats");
    table.columns = {{Words::tr("Threat"), report::Table::Align::Left, 1.2},
                     {Words::tr("What could happen"), report::Table::Align::Left, 2.2},
                     {Words::tr("Source; goes against; harms"), report::Table::Align::Left, 1},
                     {Words::tr("What helps"), report::Table::Align::Left, 1.2},
                     {Words::tr("Asked"), report::Table::Align::Number}};
    for (const Threat *threat : risks.snapshot().inOrder<Threat>())
        table.rows.push_back(threatRow(risks, *threat, asked[threat->id]));
    blocks.push_back(std::move(table));
}

void addCoverageProof(Blocks &blocks, const RiskMap &risks)
{
    blocks.push_back(chapter(Words::tr("Proof that nothing was left out"), "coverage"));
    blocks.push_back(paragraph(
        Words::tr("Every system and flow in scope against every threat that a rule asks about it: "
                  "each cell is assessed, does not apply for a reason, or is open. An answer "
                  "counts as long as what it rested on is unchanged.")));
    blocks.push_back(verdict(risks.coverage()));
    blocks.push_back(coverageTable(risks));
    blocks.push_back(openTable(risks));
}

}
