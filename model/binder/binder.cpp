// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/binder.h"

#include "model/binder/areachapters.h"
#include "model/binder/chapters.h"
#include "model/binder/riskchapters.h"
#include "model/inventory/project_info.h"
#include "model/project/project.h"

namespace safeguard {

using binder::Words;

namespace {

constexpr qsizetype shortDigestLength = 12;

report::DocumentInfo infoOf(const Snapshot &snapshot)
{
    const auto &project = snapshot.only<ProjectInfo>();
    report::DocumentInfo info;
    info.title = Words::tr("Audit binder");
    info.subject = Words::tr("Where patient data come into being, rest and move, and how they are "
                             "protected");
    info.author = project.preparedBy;
    info.product = project.name;
    info.documentNumber = project.documentNumber;
    info.revision = project.revision;
    info.shortDigest = QString::fromLatin1(snapshot.digest().toHex().left(shortDigestLength));
    info.date = snapshot.today().startOfDay(Qt::UTC);
    return info;
}

void addRiskAnalysis(binder::Blocks &blocks, const Derived &derived)
{
    binder::addCoverageProof(blocks, derived.risks);
    binder::addRisks(blocks, derived.risks);
}

}

BinderFacts factsOf(const Project &project)
{
    const Entry last = project.lastEdit();
    return {QString::fromLatin1(project.projectId().toHex()),
            QString::fromLatin1(last.hash.toHex()), last.time, last.sequence};
}

report::Document auditBinder(const Derived &derived, const BinderFacts &facts)
{
    report::Document document;
    document.info = infoOf(derived.map.snapshot());
    document.paper = facts.paper;
    document.listedLevels = 2;
    document.cover = binder::coverOf(derived, facts);
    constexpr std::array chapters{binder::addScope,
                                  binder::addInventory,
                                  binder::addTouchpoints,
                                  binder::addMatrix,
                                  binder::addDiagrams,
                                  binder::addFlows,
                                  binder::addDeidentifications,
                                  binder::addCreationBoundary,
                                  binder::addEncryption,
                                  addRiskAnalysis,
                                  binder::addTraining,
                                  binder::addWorkforce,
                                  binder::addAccess,
                                  binder::addSeparations,
                                  binder::addVendors,
                                  binder::addAgreements,
                                  binder::addFindings};
    for (const auto chapter : chapters)
        chapter(document.blocks, derived);
    binder::addRuleSet(document.blocks);
    binder::addHistory(document.blocks, derived, facts);
    return document;
}

Result<report::Rendered> renderBinder(const Derived &derived, const BinderFacts &facts,
                                      const report::Progress &progress)
{
    return report::toPdf(auditBinder(derived, facts), progress);
}

}
