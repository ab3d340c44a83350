// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/catalog/ruleset.h"
#include "model/inventory/organization.h"
#include "model/inventory/product.h"
#include "model/inventory/project_info.h"
#include "model/project/baseline.h"
#include "model/project/signing.h"

namespace safeguard::binder {

namespace {

QString productsOf(const Snapshot &snapshot)
{
    QStringList names;
    for (const Product *product : snapshot.inOrder<Product>())
        names += product->model.isEmpty() ? product->name
                                          : Words::tr("%1 (%2)").arg(product->name, product->model);
    return names.join(QStringLiteral("\n"));
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? Words::tr("not given") : text;
}

}

std::vector<report::Signature> approvalsOf(const Snapshot &snapshot, const QString &baseline)
{
    std::vector<report::Signature> approvals;
    const auto baselines = snapshot.inOrder<Baseline>();
    const auto meant = std::find_if(baselines.rbegin(), baselines.rend(), [&](const auto *each) {
        return baseline.isEmpty() || each->name == baseline;
    });
    if (meant == baselines.rend())
        return approvals;
    const RecordRef record{QString::fromLatin1(Baseline::registerKey), (*meant)->id};
    for (const Signature *signature : signaturesOf(snapshot, record))
        approvals.push_back(
            {Words::tr("%1, signed electronically").arg(labelOf(signature->meaning)),
             signature->printedName,
             Words::tr("Baseline %1, entries 1 to %2")
                 .arg((*meant)->name)
                 .arg((*meant)->entry.value_or(0)),
             signature->signedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))});
    return approvals;
}

report::Cover coverOf(const Derived &derived, const BinderFacts &facts)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const auto &info = snapshot.only<ProjectInfo>();
    const auto &organization = snapshot.only<Organization>();
    const RuleSet &rules = RuleSet::current();
    report::Cover cover;
    cover.rows = {
        {Words::tr("Organization"), orNone(organization.name)},
        {Words::tr("Role under HIPAA"), labelOf(organization.hipaaRole)},
        {Words::tr("Product"), orNone(productsOf(snapshot))},
        {Words::tr("Document number"), orNone(info.documentNumber)},
        {Words::tr("Revision"), orNone(info.revision)},
        {Words::tr("As of"), snapshot.today().toString(Qt::ISODate)},
        {Words::tr("Rule set"), Words::tr("%1, version %2").arg(rules.title, rules.version)}};
    cover.signatures = {{Words::tr("Prepared by"), info.preparedBy},
                        {Words::tr("Reviewed by"), info.reviewedBy},
                        {Words::tr("Approved by"), info.approvedBy}};
    for (report::Signature &approval : approvalsOf(snapshot))
        cover.signatures.push_back(std::move(approval));
    cover.digests = {
        {Words::tr("Content, SHA-256"), QString::fromLatin1(snapshot.digest().toHex())},
        {Words::tr("Last edit, SHA-256"), facts.headHash}};
    cover.notice = Words::tr("Confidential. Describes how patient data are protected and where "
                             "they are not.");
    return cover;
}

}
