// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/areaexports.h"
#include "app/cli/deadlines.h"
#include "model/binder/riskreports.h"
#include "model/binder/risksheets.h"
#include "model/exchange/csv.h"
#include "model/exchange/fieldtext.h"
#include "model/exchange/projectjson.h"
#include "model/exchange/xlsx.h"

#include <QJsonDocument>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct Options
{
    std::string what;
    std::string out;
    std::string analysis;
    ForWhom whom;
    DeadlineChoice deadlines;
};

/// Whether it is one as a spreadsheet too.
bool isTable(RiskReport report)
{
    return report == RiskReport::Register || report == RiskReport::Plan;
}

void listExports(Context &context, const Project &project)
{
    QJsonArray array;
    QList<QStringList> rows;
    const auto add = [&](const QString &what, const QString &formats, const QString &about) {
        array += QJsonObject{{QStringLiteral("what"), what},
                             {QStringLiteral("formats"), formats},
                             {QStringLiteral("about"), about}};
        rows += {what, formats, about};
    };
    add(QStringLiteral("binder"), QStringLiteral("pdf"), CliText::tr("Audit binder"));
    for (int i = 0; i < riskReportCount; ++i) {
        const auto report = static_cast<RiskReport>(i);
        add(keyOf(report), isTable(report) ? QStringLiteral("pdf csv xlsx") : QStringLiteral("pdf"),
            nameOf(report));
    }
    for (int i = 0; i < areaReportCount; ++i) {
        const auto report = static_cast<AreaReport>(i);
        add(keyOf(report), QStringLiteral("pdf"), nameOf(report));
    }
    add(certificateKey(), QStringLiteral("pdf"),
        CliText::tr("Certificate of training: --person, --course"));
    add(draftKey(), QStringLiteral("pdf txt"),
        CliText::tr("Business associate agreement to begin with: --for"));
    add(QStringLiteral("deadlines"), QStringLiteral("ics"),
        CliText::tr("What is due when, for a calendar"));
    add(QStringLiteral("project"), QStringLiteral("json"),
        CliText::tr("Everything, with the field tables that explain it"));
    for (const RegisterType &type : project.registers())
        add(type.key, QStringLiteral("csv xlsx"), type.plural);
    add(QStringLiteral("evidence/ID"), QStringLiteral("*"),
        CliText::tr("The file that is stored as a piece of evidence"));
    if (context.json)
        context.print(array);
    else
        context.print(alignedTable(
            {CliText::tr("what"), CliText::tr("formats"), CliText::tr("about")}, rows));
}

/// Of the last risk analysis, or of the one with that number, name or id.
Result<AnalysisFile> analysisFile(const Project &project, const QString &analysis)
{
    const Snapshot now = project.snapshot();
    Id<Assessment> id;
    if (!analysis.isEmpty()) {
        const auto found =
            recordFromText(QString::fromLatin1(Assessment::registerKey), analysis, now);
        SG_TRY(found);
        id = Id<Assessment>(*found);
    }
    return readAnalysis(project, std::make_shared<const Derived>(now), id);
}

/// A report on a risk analysis; what is a table of risks as one for readers, too.
Result<QByteArray> renderRisks(const Project &project, RiskReport report, const QString &suffix,
                               const QString &analysis)
{
    const auto file = analysisFile(project, analysis);
    SG_TRY(file);
    if (suffix == QStringLiteral("pdf")) {
        auto rendered = renderRiskReport(report, *file);
        SG_TRY(rendered);
        return std::move(rendered->pdf);
    }
    const Sheet sheet = report == RiskReport::Register ? riskRegisterSheet(file->risks())
                                                       : riskPlanSheet(file->risks());
    return suffix == QStringLiteral("xlsx")
               ? toXlsx({sheet}, {sheet.name, project.snapshot().today()})
               : Result<QByteArray>(toCsv(sheet));
}

/// The bytes of an export, or the error that stopped it.
Result<QByteArray> render(const Context &context, const Project &project, const Options &options)
{
    const QString what = text(options.what);
    const QString suffix = text(options.out).section(u'.', -1).toLower();
    const QString analysis = text(options.analysis);
    const Snapshot snapshot = project.snapshot();
    if (what == QStringLiteral("deadlines") && suffix == QStringLiteral("ics"))
        return deadlinesIcs(snapshot, options.deadlines, context.clock.writingTime());
    if (what == QStringLiteral("project") && suffix == QStringLiteral("json"))
        return QJsonDocument(projectToJson(snapshot)).toJson(QJsonDocument::Indented);
    if (what == QStringLiteral("binder") && suffix == QStringLiteral("pdf")) {
        auto rendered = renderBinder(Derived(snapshot), factsOf(project));
        SG_TRY(rendered);
        return std::move(rendered->pdf);
    }
    const auto areaReport = areaReportFrom(what);
    if (areaReport && suffix == QStringLiteral("pdf")) {
        auto rendered = renderAreaReport(*areaReport, Derived(snapshot), factsOf(project));
        SG_TRY(rendered);
        return std::move(rendered->pdf);
    }
    if (what == certificateKey() && suffix == QStringLiteral("pdf"))
        return certificatePdf(project, options.whom);
    if (what == draftKey() && (suffix == QStringLiteral("pdf") || suffix == QStringLiteral("txt")))
        return draftBytes(project, options.whom, suffix);
    const bool isTabular = suffix == QStringLiteral("csv") || suffix == QStringLiteral("xlsx");
    if (const auto report = riskReportFrom(what)) {
        const bool isTable = *report == RiskReport::Register || *report == RiskReport::Plan;
        if (suffix == QStringLiteral("pdf") || (isTable && isTabular))
            return renderRisks(project, *report, suffix, analysis);
    }
    // As CSV, a register is what import takes back.
    const RegisterType *type = project.registers().find(what);
    if (type && suffix == QStringLiteral("csv"))
        return toCsv(*type, snapshot);
    if (type && suffix == QStringLiteral("xlsx")) {
        const Sheet sheet = registerSheet(*type, snapshot);
        return toXlsx({sheet}, {sheet.name, snapshot.today()});
    }
    return failure(
        ErrorCode::NotFound,
        CliText::tr("There is no export of \u201c%1\u201d as %2. See: safeguard-cli export FILE")
            .arg(what, suffix));
}

void run(Context &context, const Options &options)
{
    const QString out = text(options.out);
    if (!options.what.empty() && out.isEmpty()) {
        context.fail(WrongUsage, CliText::tr("Say where to with -o."));
        return;
    }
    if (options.what != "deadlines" && !options.deadlines.isEmpty()) {
        context.fail(WrongUsage,
                     CliText::tr("--within, --kind, --force and --remind are for deadlines."));
        return;
    }
    const QString what = text(options.what);
    if (what != certificateKey() && what != draftKey() && !options.whom.isEmpty()) {
        context.fail(WrongUsage, CliText::tr("--person and --course are for a certificate, --for "
                                             "and --direction for a draft agreement."));
        return;
    }
    const QString evidence = QStringLiteral("evidence/");
    if (text(options.what).startsWith(evidence))
        return exportEvidence(context, text(options.what).mid(evidence.size()), out);
    const auto project = options.what.empty() ? context.open() : context.openToTell();
    if (!project)
        return;
    if (options.what.empty())
        return listExports(context, *project);
    const auto bytes = render(context, *project, options);
    if (!bytes) {
        context.fail(bytes.error().code == ErrorCode::NotFound ? WrongUsage : Refused,
                     bytes.error().text);
        return;
    }
    if (const auto written = project->exportFile(text(options.what), out, *bytes); !written) {
        context.fail(written.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("what"), text(options.what)},
                                  {QStringLiteral("file"), out},
                                  {QStringLiteral("bytes"), bytes->size()}});
    else
        context.print(CliText::tr("Written to %1").arg(out));
}

}

void addExport(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "export");
    verb->add_option("WHAT", options->what);
    verb->add_option("-o,--output", options->out);
    verb->add_option("--analysis", options->analysis);
    addForWhomOptions(*verb, options->whom);
    addDeadlineOptions(*verb, options->deadlines);
    verb->add_option("--remind", options->deadlines.remindDays)->check(CLI::Range(0, 366));
    verb->callback([&context, options] { run(context, *options); });
}

}
