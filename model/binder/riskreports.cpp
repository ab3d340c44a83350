// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/riskreports.h"

#include "model/binder/chapters.h"
#include "model/binder/riskchapters.h"
#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"
#include "model/project/signing.h"

namespace safeguard {

using binder::Blocks;
using binder::Words;

namespace {

QString subjectOf(RiskReport report)
{
    switch (report) {
    case RiskReport::Analysis:
        return Words::tr("What could happen to patient data, how likely, how bad, and what is done "
                         "about it");
    case RiskReport::Register:
        return Words::tr("Assessed risks, the highest first");
    case RiskReport::Plan:
        return Words::tr("What is done about risks, by whom and until when");
    case RiskReport::YearOverYear:
        return Words::tr("What is different from the analysis before, and why");
    case RiskReport::PatientHarm:
        return Words::tr("Security risks as harm to patients, companion of the security risk "
                         "analysis");
    }
    return {};
}

QString stateText(const AnalysisFile &file)
{
    const Assessment *about = file.assessment();
    if (!about)
        return nameOf(AnalysisState::None);
    const Coverage coverage = file.risks().coverage();
    QString state = nameOf(file.state());
    if (const auto stale = questionsOutOfDate(file); stale > 0)
        state += Words::tr("; out of date since for %n questions, see Review", nullptr,
                           static_cast<int>(stale));
    return coverage.isComplete() ? state
                                 : Words::tr("%1; not complete: %2 of %3 questions answered")
                                       .arg(state)
                                       .arg(coverage.done())
                                       .arg(coverage.all());
}

std::vector<report::Signature> signaturesUnder(const AnalysisFile &file)
{
    std::vector<report::Signature> signatures;
    const Assessment *about = file.assessment();
    if (!about)
        return signatures;
    const RecordRef record{QString::fromLatin1(Assessment::registerKey), about->id};
    for (const Signature *signature : signaturesOf(file.now, record))
        signatures.push_back(
            {Words::tr("%1, signed electronically").arg(labelOf(signature->meaning)),
             signature->printedName, nameOf(stateOf(*signature, file.now)),
             signature->signedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))});
    return signatures;
}

report::Cover coverOf(const AnalysisFile &file)
{
    const Snapshot &content = file.content->map.snapshot();
    const Assessment *about = file.assessment();
    const auto frozen = file.frozenAt();
    report::Cover cover;
    cover.rows = {{Words::tr("Organization"), content.only<Organization>().name},
                  {Words::tr("Project"), content.only<ProjectInfo>().name},
                  {Words::tr("Risk analysis"), about ? about->name : QString()},
                  {Words::tr("State"), stateText(file)},
                  {Words::tr("Content of"),
                   frozen ? frozen->toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))
                          : content.today().toString(Qt::ISODate)},
                  {Words::tr("Rests on"),
                   Words::tr("45 CFR %1")
                       .arg(about ? file.now.registers().of<Assessment>().citation : QString())}};
    cover.signatures = signaturesUnder(file);
    if (cover.signatures.empty())
        cover.signatures = {{Words::tr("Prepared by"), {}},
                            {Words::tr("Reviewed by"), {}},
                            {Words::tr("Approved by"), {}}};
    cover.digests = {{Words::tr("Content, SHA-256"), QString::fromLatin1(content.digest().toHex())},
                     {Words::tr("Last edit, SHA-256"), file.facts.headHash}};
    cover.notice = Words::tr("Confidential. Describes how patient data are protected and where "
                             "they are not.");
    return cover;
}

void addAnalysis(Blocks &blocks, const AnalysisFile &file)
{
    const RiskMap &risks = file.risks();
    binder::addElements(blocks);
    binder::addAnalysisScope(blocks, file);
    binder::addAnalysedData(blocks, file);
    binder::addMethod(blocks, risks);
    binder::addThreats(blocks, risks);
    binder::addResults(blocks, risks);
    binder::addRisks(blocks, risks);
    binder::addCoverageProof(blocks, risks);
    binder::addPlan(blocks, risks);
    binder::addYearOverYear(blocks, file);
    binder::addReview(blocks, file);
    binder::addApproval(blocks, file);
}

void addRegister(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(report::Heading{1, Words::tr("Risk register")});
    blocks.push_back(binder::registerTable(file.risks(), Words::tr("Assessed risks"),
                                           [](const Risk &) { return true; }));
}

Blocks blocksOf(RiskReport report, const AnalysisFile &file)
{
    Blocks blocks;
    switch (report) {
    case RiskReport::Analysis:
        addAnalysis(blocks, file);
        break;
    case RiskReport::Register:
        addRegister(blocks, file);
        break;
    case RiskReport::Plan:
        binder::addPlan(blocks, file.risks());
        break;
    case RiskReport::YearOverYear:
        binder::addYearOverYear(blocks, file);
        break;
    case RiskReport::PatientHarm:
        binder::addPatientHarm(blocks, file.risks());
        break;
    }
    return blocks;
}

}

QString nameOf(RiskReport report)
{
    switch (report) {
    case RiskReport::Analysis:
        return Words::tr("Security risk analysis");
    case RiskReport::Register:
        return Words::tr("Risk register");
    case RiskReport::Plan:
        return Words::tr("Risk management plan");
    case RiskReport::YearOverYear:
        return Words::tr("Risks, year over year");
    case RiskReport::PatientHarm:
        return Words::tr("Cybersecurity risk assessment");
    }
    return {};
}

QString keyOf(RiskReport report)
{
    static const std::array keys{"risk-analysis", "risk-register", "risk-plan", "risk-changes",
                                 "cybersecurity-risk-assessment"};
    return QLatin1String(keys.at(static_cast<size_t>(report)));
}

std::optional<RiskReport> riskReportFrom(QStringView key)
{
    for (int i = 0; i < riskReportCount; ++i) {
        if (keyOf(static_cast<RiskReport>(i)) == key)
            return static_cast<RiskReport>(i);
    }
    return std::nullopt;
}

QString fileTitleOf(RiskReport report, const Assessment &analysis)
{
    const QString title = report == RiskReport::Analysis
                              ? analysis.name
                              : Words::tr("%1, %2").arg(nameOf(report), analysis.name);
    return analysis.baseline.isNull() ? Words::tr("%1, draft").arg(title) : title;
}

report::Document riskReport(RiskReport report, const AnalysisFile &file)
{
    const Snapshot &content = file.content->map.snapshot();
    const auto frozen = file.frozenAt();
    report::Document document;
    document.info.title = nameOf(report);
    document.info.subject = subjectOf(report);
    document.info.product = content.only<ProjectInfo>().name;
    document.info.shortDigest = QString::fromLatin1(content.digest().toHex().left(12));
    document.info.date = frozen ? frozen->toUTC() : content.today().startOfDay(Qt::UTC);
    document.paper = file.facts.paper;
    document.listedLevels = 2;
    document.cover = coverOf(file);
    document.blocks = blocksOf(report, file);
    binder::dropDeadLinks(document);
    return document;
}

Result<report::Rendered> renderRiskReport(RiskReport report, const AnalysisFile &file,
                                          const report::Progress &progress)
{
    return report::toPdf(riskReport(report, file), progress);
}

}
