// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/recordblocks.h"
#include "model/catalog/ruleset.h"
#include "model/project/signing.h"

namespace safeguard::binder {

void addRuleSet(Blocks &blocks)
{
    const RuleSet &rules = RuleSet::current();
    blocks.push_back(report::Heading{1, Words::tr("Rule set")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("%1, version %2. The right-hand column says in our words what the law says; the "
                  "law itself is what counts. %3")
            .arg(rules.title, rules.version, rules.note))});
    report::Table table;
    table.caption = Words::tr("Places of the law that the rules of the program name");
    table.columns = {{Words::tr("Citation")},
                     {Words::tr("Title")},
                     {Words::tr("Kind")},
                     {Words::tr("What it asks for")}};
    for (const Citation &citation : rules.citations)
        table.rows.push_back({{{report::plain(citation.citation)},
                               {report::plain(citation.title)},
                               {report::plain(citation.mark)},
                               {report::plain(citation.text)}},
                              citationAnchor(citation.citation)});
    blocks.push_back(std::move(table));
}

void addSignatures(Blocks &blocks, const Snapshot &snapshot)
{
    const RegisterType &type = snapshot.registers().of<Signature>();
    report::Table table;
    table.caption = Words::tr("Signatures and whether the records are still what was signed");
    table.columns = {{type.singular},          {Words::tr("Signed by")}, {Words::tr("Meaning")},
                     {Words::tr("When, UTC")}, {Words::tr("Record")},    {Words::tr("State")}};
    table.emptyText = Words::tr("Nothing is signed.");
    const auto all = snapshot.inOrder<Signature>();
    for (const Signature *signature : all)
        table.rows.push_back(
            {{{report::plain(type.citeNumber(*signature))},
              {report::plain(signature->printedName)},
              {report::plain(labelOf(signature->meaning))},
              {report::plain(
                  signature->signedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))},
              {{fullRun(snapshot, signature->subject.registerKey, signature->subject.id)}},
              {report::plain(nameOf(stateOf(*signature, snapshot)))}},
             anchorOf(snapshot, type.key, signature->id)});
    blocks.push_back(std::move(table));
    for (const Signature *signature : all)
        blocks.push_back(blockOf(snapshot, type, *signature));
}

void addHistory(Blocks &blocks, const Derived &derived, const BinderFacts &facts)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("History and proof")});
    blocks.push_back(report::Paragraph{report::plain(Words::tr(
        "Every edit is an entry of a chain, signed by the person who made it. Whoever has "
        "the project file can check that it holds what this binder shows: the content "
        "and the last edit have the digests below."))});
    report::KeyValues proof;
    proof.rows = {
        {Words::tr("Content, SHA-256"),
         report::plain(QString::fromLatin1(snapshot.digest().toHex())),
         {}},
        {Words::tr("Last edit, SHA-256"), report::plain(facts.headHash), {}},
        {Words::tr("Time of the last edit"),
         report::plain(facts.headTime.toUTC().toString(Qt::ISODate)),
         {}},
        {Words::tr("Entries of the history"), report::plain(QString::number(facts.entryCount)), {}},
        {Words::tr("Project, SHA-256 of its first entry"), report::plain(facts.projectId), {}}};
    blocks.push_back(std::move(proof));
    for (const RegisterType &type : snapshot.registers()) {
        if (!type.isProtected())
            continue;
        blocks.push_back(report::Heading{2, type.plural});
        if (type.key == QLatin1String(Signature::registerKey))
            addSignatures(blocks, snapshot);
        else
            addRegister(blocks, snapshot, type);
    }
}

}
