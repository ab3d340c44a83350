// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/certificate.h"

#include "model/binder/words.h"
#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"

namespace safeguard {

using binder::Words;

namespace {

/// What is on record of a person and a course, by what it is worth.
struct Found
{
    const TrainingRecord *counts = nullptr;
    const TrainingRecord *failed = nullptr;
    const TrainingRecord *planned = nullptr;
};

Found find(const TrainingPlan &plan, size_t person, size_t course)
{
    Found found;
    for (const TrainingRecord *record : plan.recordsOf(person, course)) {
        if (!record->completed || *record->completed > plan.snapshot().today())
            found.planned = record;
        else if (isFailed(*plan.courses()[course], *record))
            found.failed = record;
        else
            found.counts = record;
    }
    return found;
}

Error whyNone(const Found &found, const Person &person, const Course &course)
{
    const QString day = found.failed ? found.failed->completed->toString(Qt::ISODate) : QString();
    const QString what = found.failed    ? Words::tr("The attempt of %1 was failed.").arg(day)
                         : found.planned ? Words::tr("It is planned only.")
                                         : Words::tr("Nothing is on record.");
    return {ErrorCode::NotFound,
            Words::tr("There is no completion of \u201c%1\u201d by %2 that counts, so there is "
                      "nothing to certify. %3")
                .arg(course.name, person.name, what)};
}

/// As the record says, else the one that was given on that day.
QString versionOf(const TrainingRecord &record, const Course &course)
{
    if (!record.version.trimmed().isEmpty())
        return record.version;
    const bool isOfThat = course.versionSince && *record.completed >= *course.versionSince;
    return isOfThat && !course.version.trimmed().isEmpty() ? course.version
                                                           : Words::tr("not on record");
}

QString resultOf(const TrainingRecord &record, const Course &course)
{
    QString text = labelOf(record.result);
    if (record.score)
        text = Words::tr("%1, %2 %").arg(text).arg(*record.score);
    return record.score && course.passScore
               ? Words::tr("%1 (%2 % are asked for)").arg(text).arg(*course.passScore)
               : text;
}

report::Cover coverOf(const Snapshot &snapshot, const Person &person, const Course &course,
                      const TrainingRecord &record, const BinderFacts &facts)
{
    const auto orNone = [](const QString &text) {
        return text.trimmed().isEmpty() ? Words::tr("not on record") : text;
    };
    const QString number = snapshot.registers().of<TrainingRecord>().citeNumber(record);
    report::Cover cover;
    cover.rows = {{Words::tr("Name"), person.name},
                  {Words::tr("Course"), course.name},
                  {Words::tr("Version"), versionOf(record, course)},
                  {Words::tr("Completed on"), record.completed->toString(Qt::ISODate)},
                  {Words::tr("Result"), resultOf(record, course)},
                  {Words::tr("Proof"), orNone(record.proof)},
                  {Words::tr("Record"), number},
                  {Words::tr("Kept until"), Words::tr("%1, six years (164.316(b)(2)(i))")
                                                .arg(retainedUntil(record)->toString(Qt::ISODate))},
                  {Words::tr("Organization"), orNone(snapshot.only<Organization>().name)}};
    if (!person.staffNumber.isEmpty())
        cover.rows.insert(cover.rows.begin() + 1, {Words::tr("Staff number"), person.staffNumber});
    cover.signatures = {{Words::tr("Participant"), person.name}, {Words::tr("Confirmed by"), {}}};
    cover.digests = {
        {Words::tr("Content, SHA-256"), QString::fromLatin1(snapshot.digest().toHex())},
        {Words::tr("Last edit, SHA-256"), facts.headHash}};
    cover.notice = Words::tr("As of %1. Made from the training record with that number; the "
                             "fingerprints say which state of the project it is from.")
                       .arg(snapshot.today().toString(Qt::ISODate));
    return cover;
}

}

Result<report::Document> trainingCertificate(const Derived &derived, const Id<Person> &person,
                                             const Id<Course> &course, const BinderFacts &facts)
{
    const TrainingPlan &plan = derived.training;
    const Snapshot &snapshot = plan.snapshot();
    const auto row = plan.indexOf(person);
    const auto column = plan.indexOf(course);
    if (!row || !column)
        return failure(ErrorCode::NotFound, Words::tr("There is no such person or course."));
    const Person &who = *plan.people()[*row];
    const Course &what = *plan.courses()[*column];
    const Found found = find(plan, *row, *column);
    if (!found.counts)
        return failure(whyNone(found, who, what));
    report::Document document;
    document.info.title = Words::tr("Certificate of training");
    document.info.subject = Words::tr("%1 has completed \u201c%2\u201d").arg(who.name, what.name);
    document.info.product = snapshot.only<Organization>().name;
    document.info.shortDigest = QString::fromLatin1(snapshot.digest().toHex().left(12));
    document.info.date = snapshot.today().startOfDay(Qt::UTC);
    document.paper = facts.paper;
    document.contents = false;
    document.cover = coverOf(snapshot, who, what, *found.counts, facts);
    return document;
}

Result<report::Rendered> renderCertificate(const Derived &derived, const Id<Person> &person,
                                           const Id<Course> &course, const BinderFacts &facts)
{
    const auto document = trainingCertificate(derived, person, course, facts);
    SG_TRY(document);
    return report::toPdf(*document);
}

}
