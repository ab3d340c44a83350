// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/recordblocks.h"
#include "model/binder/riskchapters.h"
#include "model/project/signing.h"
#include "model/store/valuetext.h"

namespace safeguard::binder {

namespace {

QString dayOf(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

/// What has become out of date since it was frozen.
report::Table staleTable(const AnalysisFile &file)
{
    report::Table table;
    table.caption = Words::tr("Out of date when this report was made");
    table.emptyText = Words::tr("Nothing.");
    table.columns = {{Words::tr("System or flow")},
                     {Words::tr("Questions"), report::Table::Align::Number},
                     {Words::tr("What has changed since"), report::Table::Align::Left, 2}};
    const RiskMap risks(DataMap(file.now));
    for (size_t i = 0; i < risks.targets().size(); ++i) {
        const Coverage coverage = risks.coverageOf(i);
        if (coverage.done() == coverage.all())
            continue;
        const QStringList changes = risks.changesOf(i);
        table.rows.push_back(
            {{{report::plain(file.now.describe(risks.targets()[i].subject))},
              {report::plain(QString::number(coverage.all() - coverage.done()))},
              {report::plain(changes.isEmpty() ? Words::tr("New questions")
                                               : changes.join(QStringLiteral("; ")))}},
             {}});
    }
    return table;
}

}

void addReview(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(chapter(chapterName(QStringLiteral("review")), "review"));
    const int months = file.risks().method().reviewMonths();
    const auto frozen = file.frozenAt();
    blocks.push_back(paragraph(Words::tr(
        "Documentation is reviewed periodically and updated as needed (164.316(b)(2)(iii)); "
        "no interval is named. By its own policy the organization does the analysis "
        "again after %n months, whenever what it rested on changes, and after an "
        "incident.",
        nullptr, months)));
    report::KeyValues values;
    if (frozen)
        values.rows.push_back(
            {Words::tr("Due again"),
             report::plain(frozen->toUTC().date().addMonths(months).toString(Qt::ISODate)),
             {}});
    values.rows.push_back(
        {Words::tr("Makes it out of date"),
         report::plain(Words::tr("Any change to the kind, standing, exposure, operator, protection "
                                 "or data of a system or flow; a new threat or rule. Names and "
                                 "descriptions do not.")),
         {}});
    blocks.push_back(std::move(values));
    if (frozen && file.isLatest()) // an older one is history
        blocks.push_back(staleTable(file));
}

void addApproval(Blocks &blocks, const AnalysisFile &file)
{
    blocks.push_back(chapter(chapterName(QStringLiteral("approval")), "approval"));
    const Assessment *about = file.assessment();
    if (!about)
        return;
    const Signature *approval = approvalOf(*about, file.now);
    if (file.state() == AnalysisState::Approved)
        blocks.push_back(report::Note{
            report::Note::Kind::Info,
            report::plain(Words::tr("Approved by %1 on %2.")
                              .arg(approval->printedName, dayOf(approval->signedAt)))});
    else
        blocks.push_back(
            report::Note{report::Note::Kind::Warning, report::plain(nameOf(file.state()) + u'.')});
    report::KeyValues values;
    if (const Baseline *baseline = file.now.find(about->baseline))
        values.rows = {
            {Words::tr("Frozen as"),
             report::plain(
                 Words::tr("Baseline %1, entries 1 to %2, %3 UTC")
                     .arg(baseline->name)
                     .arg(baseline->entry.value_or(0))
                     .arg(baseline->taken.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))),
             {}},
            {Words::tr("Digest of the answers"), report::plain(about->digest), {}},
            {Words::tr("Content, SHA-256"),
             report::plain(QString::fromLatin1(file.content->map.snapshot().digest().toHex())),
             {}}};
    values.rows.push_back(
        {Words::tr("Last edit, SHA-256"), report::plain(file.facts.headHash), {}});
    blocks.push_back(std::move(values));
    const RecordRef record{QString::fromLatin1(Assessment::registerKey), about->id};
    const RegisterType &type = file.now.registers().of<Signature>();
    for (const Signature *signature : signaturesOf(file.now, record))
        blocks.push_back(blockOf(file.now, type, *signature));
}

}
