// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"

namespace safeguard::binder {

namespace {

report::Table::Row rowOf(const Snapshot &snapshot, const Finding &finding)
{
    report::Runs where{fullRun(snapshot, finding.registerKey, finding.id)};
    const RegisterType *type = snapshot.registers().find(finding.registerKey);
    const Field *field = type ? type->field(finding.field) : nullptr;
    if (field)
        where.push_back({QStringLiteral("\n") + field->label, report::RunStyle::Muted});
    return {{{{}, severityBadge(finding.severity)},
             {{{finding.sentence, report::RunStyle::Bold}, {QStringLiteral("\n") + finding.why}}},
             {std::move(where)},
             {{citationRun(finding.citation)}}},
            {}};
}

}

void addFindings(Blocks &blocks, const Derived &derived)
{
    std::vector<const Finding *> all;
    for (const Finding &finding : derived.findings)
        all.push_back(&finding);
    blocks.push_back(report::Heading{1, Words::tr("Open findings")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("What the rules noticed on the date of this binder, the most severe first. A "
                  "finding goes when its cause goes."))});
    addFindingTable(blocks, derived.map.snapshot(), all);
}

void addFindingTable(Blocks &blocks, const Snapshot &snapshot,
                     const std::vector<const Finding *> &findings)
{
    report::KeyValues counts;
    for (const Severity severity : {Severity::High, Severity::Medium, Severity::Low}) {
        const auto count = std::count_if(findings.begin(), findings.end(),
                                         [&](auto *f) { return f->severity == severity; });
        counts.rows.push_back({severityName(severity), report::plain(QString::number(count)), {}});
    }
    blocks.push_back(std::move(counts));
    report::Table table;
    table.caption = Words::tr("Open findings");
    table.rowHeaders = false;
    table.emptyText = Words::tr("The rules have found nothing.");
    table.columns = {{Words::tr("Severity")},
                     {Words::tr("What and why"), report::Table::Align::Left, 2.4},
                     {Words::tr("Where"), report::Table::Align::Left, 1},
                     {Words::tr("Citation")}};
    for (const Finding *finding : findings)
        table.rows.push_back(rowOf(snapshot, *finding));
    blocks.push_back(std::move(table));
}

}
