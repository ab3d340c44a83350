// SPDX-License-Identifier: GPL-3.0-or-later
// The security risk analysis: begun, answered, concluded, compared.
#include "app/cli/command.h"
#include "model/binder/analysisfile.h"
#include "model/exchange/fieldtext.h"
#include "model/risk/answering.h"
#include "model/risk/approval.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct Options
{
    std::string action;
    std::vector<std::string> rest;
    bool includesChanged = false;
};

QString registerOf(const char *key)
{
    return QString::fromLatin1(key);
}

void tell(Context &context, const Result<Change> &done, const QString &words)
{
    if (!done) {
        context.fail(done.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("entry"), done->entry.sequence},
                                  {QStringLiteral("changed"), !done->isEmpty()}});
    else
        context.print(done->isEmpty() ? CliText::tr("Nothing to change") : words);
}

/// "systems/SYS-003"; "organization" alone. Null with a message when there is none.
RecordRef subjectFrom(Context &context, const Project &project, const QString &name)
{
    const QString key = name.section(u'/', 0, 0);
    const RegisterType *type = context.registerType(key.toStdString(), project.registers());
    if (type && type->isSingleton && !project.snapshot().rows(key).isEmpty())
        return {key, (*project.snapshot().rows(key).begin())->id};
    return context.record(project, type, name.section(u'/', 1));
}

QJsonObject stateToJson(const RiskMap &risks, const Snapshot &now)
{
    const Assessment *about = risks.assessment();
    const Coverage counts = risks.coverage();
    const Signature *approval = about ? approvalOf(*about, now) : nullptr;
    const Baseline *baseline = about ? now.find(about->baseline) : nullptr;
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    return {
        {QStringLiteral("state"), keyOf(risks.state())},
        {QStringLiteral("id"), about ? QJsonValue(about->id.toText()) : QJsonValue()},
        {QStringLiteral("name"), textOrNull(about ? about->name : QString())},
        {QStringLiteral("cells"), counts.all()},
        {QStringLiteral("answered"), counts.done()},
        {QStringLiteral("open"), counts.count(CellState::Open)},
        {QStringLiteral("to_confirm"), counts.count(CellState::ToConfirm)},
        {QStringLiteral("changed"), counts.count(CellState::InputChanged)},
        {QStringLiteral("baseline"), textOrNull(baseline ? baseline->name : QString())},
        {QStringLiteral("approved_by"), textOrNull(approval ? approval->printedName : QString())},
        {QStringLiteral("approved"),
         textOrNull(approval ? isoTime(approval->signedAt) : QString())}};
}

void runStatus(Context &context)
{
    const auto project = context.open();
    if (!project)
        return;
    const Snapshot now = project->snapshot();
    const RiskMap risks(DataMap{now});
    if (context.json)
        return context.print(stateToJson(risks, now));
    const Coverage counts = risks.coverage();
    const QString name =
        risks.assessment() ? risks.assessment()->name + QStringLiteral(": ") : QString();
    context.print(name + nameOf(risks.state()));
    context.print(CliText::tr("%1 of %2 questions answered").arg(counts.done()).arg(counts.all()));
    for (const CellState state : {CellState::Open, CellState::ToConfirm, CellState::InputChanged})
        context.print(QStringLiteral("%1: %2").arg(nameOf(state)).arg(counts.count(state)));
}

void runStart(Context &context, const Options &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RegisterType &type = project->registers().of<Assessment>();
    std::vector<std::string> values(options.rest.begin() + 1, options.rest.end());
    if (!areFieldValues(context, type, values))
        return;
    Assessment about;
    about.name = text(options.rest.front());
    about.started = project->snapshot().today();
    if (const auto assigned = assign(type, about, values, project->snapshot()); !assigned) {
        context.fail(assigned.error());
        return;
    }
    const auto done =
        project->perform(CliText::tr("Start the risk analysis \u201c%1\u201d").arg(about.name),
                         [&](Edit &edit) -> Status {
                             SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
                             return {};
                         });
    tell(context, done, CliText::tr("Started %1").arg(about.name));
}

bool says(const std::vector<std::string> &values, std::initializer_list<const char *> keys)
{
    return std::any_of(values.begin(), values.end(), [&](const std::string &value) {
        return std::any_of(keys.begin(), keys.end(), [&](const char *key) {
            return value.starts_with(std::string(key) + '=');
        });
    });
}

bool isRated(const std::vector<std::string> &values)
{
    return says(values,
                {"likelihood", "confidentiality", "integrity", "availability", "patient_safety"});
}

/// Whether the values judge the risk; others are only written beside its answer.
bool isJudgement(const std::vector<std::string> &values)
{
    return isRated(values) ||
           says(values, {"answer", "reason", "residual_likelihood", "residual_impact"});
}

/// What the values make of a risk: one with a reason alone does not apply.
void settleAnswer(Risk &risk, const std::vector<std::string> &values)
{
    if (says(values, {"answer"}))
        return;
    if (isRated(values))
        risk.answer = RiskAnswer::Assessed;
    else if (says(values, {"reason"}))
        risk.answer = RiskAnswer::DoesNotApply;
}

/// Everything but the judgement, which is given here and nowhere else, stays the program's.
Status checkGivenBeside(const RegisterType &type, const Risk &before, Risk after)
{
    after.answer = before.answer;
    after.reason = before.reason;
    after.likelihood = before.likelihood;
    after.confidentiality = before.confidentiality;
    after.integrity = before.integrity;
    after.availability = before.availability;
    after.patientSafety = before.patientSafety;
    return checkGiven(type, before, after);
}

void runAnswer(Context &context, const Options &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RegisterType &type = project->registers().of<Risk>();
    const std::vector<std::string> values(options.rest.begin() + 2, options.rest.end());
    const RecordRef subject = subjectFrom(context, *project, text(options.rest[0]));
    const RecordRef threat =
        subject.isNull()
            ? RecordRef()
            : context.record(*project, &project->registers().of<Threat>(), text(options.rest[1]));
    if (threat.isNull() || !areFieldValues(context, type, values))
        return;
    const RiskMap risks(DataMap{project->snapshot()});
    const auto done = project->perform(
        CliText::tr("Answer %1 of %2")
            .arg(project->snapshot().title(threat.registerKey, threat.id),
                 project->snapshot().describe(subject)),
        [&](Edit &edit) -> Status {
            Status assigned;
            const auto write = isJudgement(values) ? safeguard::answer : safeguard::annotate;
            SG_TRY(write(edit, risks, {{subject, Id<Threat>(threat.id)}}, [&](Risk &risk) {
                const Risk before = risk;
                assigned = assign(type, risk, values, edit.now());
                if (assigned)
                    assigned = checkGivenBeside(type, before, risk);
                settleAnswer(risk, values);
            }));
            return assigned;
        });
    tell(context, done, CliText::tr("Answered"));
}

void runConfirm(Context &context, const Options &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    RecordRef subject;
    if (!options.rest.empty()) {
        subject = subjectFrom(context, *project, text(options.rest[0]));
        if (subject.isNull())
            return;
    }
    const RiskMap risks(DataMap{project->snapshot()});
    std::vector<CellKey> cells;
    for (const RiskCell &cell : risks.cells()) {
        const RecordRef &of = risks.targets()[cell.target].subject;
        const bool isMeant = cell.state == CellState::ToConfirm ||
                             (options.includesChanged && cell.state == CellState::InputChanged);
        if (isMeant && (subject.isNull() || subject == of))
            cells.push_back({of, idOf(*cell.threat)});
    }
    const auto done =
        project->perform(CliText::tr("Confirm %n answers", nullptr, static_cast<int>(cells.size())),
                         [&](Edit &edit) { return answer(edit, risks, cells, {}); });
    tell(context, done,
         CliText::tr("Confirmed %n answers", nullptr, static_cast<int>(cells.size())));
}

void runReopen(Context &context)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RiskMap risks(DataMap{project->snapshot()});
    const QString name = risks.assessment() ? risks.assessment()->name : QString();
    const auto done =
        project->perform(CliText::tr("Reopen the risk analysis \u201c%1\u201d").arg(name),
                         [&](Edit &edit) { return reopenAnalysis(edit, risks); });
    tell(context, done, CliText::tr("%1 is open again").arg(name));
}

void runConclude(Context &context)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RiskMap risks(DataMap{project->snapshot()});
    const auto done = concludeAnalysis(*project, risks);
    tell(context, done,
         risks.assessment()
             ? CliText::tr("%1 is complete and frozen. To approve it: sign FILE assessments %2 "
                           "--meaning approved")
                   .arg(risks.assessment()->name,
                        project->registers().of<Assessment>().citeNumber(*risks.assessment()))
             : QString());
}

void printDifferences(Context &context, const YearOverYear &years, const AnalysisFile &file)
{
    QJsonArray array;
    QList<QStringList> rows;
    const auto level = [](const std::optional<Level> &of) {
        return of ? QString(choices(Level()).at(static_cast<size_t>(*of)).key) : QString();
    };
    for (const RiskDifference &one : years.differences) {
        const Snapshot &in = (one.after ? file.risks() : file.before->risks).snapshot();
        const QString threat = in.title(registerOf(Threat::registerKey), one.threat);
        array += QJsonObject{{QStringLiteral("move"), keyOf(one.move)},
                             {QStringLiteral("register"), one.subject.registerKey},
                             {QStringLiteral("id"), one.subject.id.toText()},
                             {QStringLiteral("name"), in.describe(one.subject)},
                             {QStringLiteral("threat"), one.threat.toText()},
                             {QStringLiteral("threat_name"), threat},
                             {QStringLiteral("before"), level(one.levelBefore)},
                             {QStringLiteral("after"), level(one.levelAfter)},
                             {QStringLiteral("reasons"), QJsonArray::fromStringList(one.reasons)}};
        rows += {keyOf(one.move),
                 level(one.levelBefore),
                 level(one.levelAfter),
                 in.describe(one.subject),
                 threat,
                 one.reasons.join(QStringLiteral("; "))};
    }
    if (context.json)
        return context.print(array);
    context.print(alignedTable({CliText::tr("what"), CliText::tr("before"), CliText::tr("after"),
                                CliText::tr("of"), CliText::tr("threat"), CliText::tr("why")},
                               rows));
    context.print(CliText::tr("%1 as they were").arg(years.same));
}

void runCompare(Context &context, const Options &options)
{
    const auto project = context.open();
    if (!project)
        return;
    Id<Assessment> id;
    if (!options.rest.empty()) {
        const RecordRef record =
            context.record(*project, &project->registers().of<Assessment>(), text(options.rest[0]));
        if (record.isNull())
            return;
        id = Id<Assessment>(record.id);
    }
    const auto file =
        readAnalysis(*project, std::make_shared<const Derived>(project->snapshot()), id);
    if (!file) {
        context.fail(file.error());
        return;
    }
    if (!file->before) {
        context.fail(AnswerIsNo, CliText::tr("There is no earlier analysis to compare with."));
        return;
    }
    printDifferences(context, YearOverYear(file->before->risks, file->risks()), *file);
}

void run(Context &context, const Options &options)
{
    const std::map<std::string, size_t> needed{{"start", 1}, {"answer", 3}};
    const auto needs = needed.find(options.action);
    if (needs != needed.end() && options.rest.size() < needs->second) {
        context.fail(WrongUsage, CliText::tr("Something is missing. See: safeguard-cli analysis "
                                             "--help"));
        return;
    }
    if (options.action == "status")
        runStatus(context);
    else if (options.action == "start")
        runStart(context, options);
    else if (options.action == "answer")
        runAnswer(context, options);
    else if (options.action == "confirm")
        runConfirm(context, options);
    else if (options.action == "conclude")
        runConclude(context);
    else if (options.action == "reopen")
        runReopen(context);
    else
        runCompare(context, options);
}

}

void addAnalysis(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "analysis");
    verb->add_option("ACTION", options->action)
        ->required()
        ->check(CLI::IsMember(
            {"status", "start", "answer", "confirm", "conclude", "reopen", "compare"}));
    verb->add_option("REST", options->rest);
    verb->add_flag("--changed", options->includesChanged);
    verb->callback([&context, options] { run(context, *options); });
}

}
