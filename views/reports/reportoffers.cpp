// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reports/reportoffers.h"

#include "model/binder/areareports.h"

namespace safeguard {

namespace {

struct OfferWords
{
    Q_DECLARE_TR_FUNCTIONS(ReportsScreen)
};

constexpr int readingShare = 20; ///< of 100, of the work on a report: old states from the history

QString aboutOf(RiskReport report)
{
    switch (report) {
    case RiskReport::Analysis:
        return OfferWords::tr(
            "The whole analysis, as an auditor asks for it: scope, data, method, threats, each "
            "risk with its reasons, the proof that nothing was left out, the plan, what is "
            "different from the analysis before, review and approval.");
    case RiskReport::Register:
        return OfferWords::tr("Each assessed risk on a line: of what, how likely, how bad, "
                              "before and after treatment, the highest first.");
    case RiskReport::Plan:
        return OfferWords::tr("What is done about risks, by whom and until when; which risks "
                              "are lived with, who accepted them and for how long.");
    case RiskReport::YearOverYear:
        return OfferWords::tr("What is different from the analysis before: risks that are new, "
                              "gone, raised or lowered, and why.");
    case RiskReport::PatientHarm:
        return OfferWords::tr("The same risks as harm to patients, for the risk management file "
                              "of the device and a submission to FDA, with the numbers of the "
                              "risk register.");
    }
    return {};
}

using Render = std::function<Result<report::Rendered>(const Derived &, const BinderFacts &,
                                                      const report::Progress &)>;

/// A report that is made from the present state.
ReportOffer ofProject(const QString &name, const QString &about, const Render &render)
{
    ReportOffer offer{name, about};
    offer.fileTitle = [name](const Assessment *) { return name; };
    offer.begin = [render](Project &project, const Assessment *,
                           std::shared_ptr<ReportTold> told) -> ReportWork {
        return [render, told, snapshot = project.snapshot(),
                facts = factsOf(project)](const std::atomic<bool> &isOvertaken) {
            return render(Derived(snapshot), facts, [&](double part) {
                told->percent = static_cast<int>(part * 100);
                return !isOvertaken;
            });
        };
    };
    return offer;
}

ReportWork beginRisks(RiskReport report, Project &project, const Assessment &analysis,
                      const std::shared_ptr<ReportTold> &told)
{
    const AnalysisReading reading(project, idOf(analysis), [told](quint32 done, quint32 all) {
        told->percent = all > 0 ? static_cast<int>(readingShare * qint64(done) / all) : 0;
        return !told->isStopped;
    });
    return
        [told, reading, report](const std::atomic<bool> &isOvertaken) -> Result<report::Rendered> {
            const auto file = reading.file();
            SG_TRY(file);
            return renderRiskReport(report, *file, [&](double part) {
                told->percent = readingShare + static_cast<int>(part * (100 - readingShare));
                return !isOvertaken;
            });
        };
}

ReportOffer ofAnalysis(RiskReport report)
{
    ReportOffer offer{nameOf(report), aboutOf(report), true};
    offer.fileTitle = [report](const Assessment *analysis) {
        return fileTitleOf(report, *analysis);
    };
    offer.begin = [report](Project &project, const Assessment *analysis,
                           const std::shared_ptr<ReportTold> &told) {
        return beginRisks(report, project, *analysis, told);
    };
    return offer;
}

ReportOffer ofArea(AreaReport report)
{
    return ofProject(nameOf(report), aboutOf(report),
                     [report](const Derived &derived, const BinderFacts &facts,
                              const report::Progress &progress) {
                         return renderAreaReport(report, derived, facts, progress);
                     });
}

}

std::vector<ReportOffer> reportOffers()
{
    std::vector<ReportOffer> offers{ofProject(
        OfferWords::tr("Audit binder"),
        OfferWords::tr(
            "The audit binder holds everything in this project: inventory, touchpoints, "
            "classification, each diagram, flows with their protection, where ePHI comes into "
            "being and why, encryption, risks, training, access, agreements, open findings. It "
            "carries the digest of the content and the hash of the last edit, so that a reader "
            "can tell which state it shows."),
        renderBinder)};
    for (int i = 0; i < riskReportCount; ++i)
        offers.push_back(ofAnalysis(static_cast<RiskReport>(i)));
    for (int i = 0; i < areaReportCount; ++i)
        offers.push_back(ofArea(static_cast<AreaReport>(i)));
    return offers;
}

}
