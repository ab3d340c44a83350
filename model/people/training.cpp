// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/training.h"

#include "model/people/access.h"
#include "model/people/person.h"
#include "model/store/snapshot.h"

namespace safeguard {

namespace {

void checkRange(const char *field, std::optional<int> value, int least, int most,
                std::vector<FieldProblem> &problems)
{
    if (value && (*value < least || *value > most))
        problems.push_back({QString::fromLatin1(field),
                            InventoryWords::tr("From %1 to %2.").arg(least).arg(most)});
}

void checkCourse(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Course &>(record);
    checkRange("due_days", self.dueDays, 0, 3660, problems);
    checkRange("refresher_months", self.refresherMonths, 1, 120, problems);
    checkRange("minutes", self.minutes, 1, 100000, problems);
    checkRange("pass_score", self.passScore, 0, 100, problems);
}

void checkCampaign(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const PhishingCampaign &>(record);
    const int all = self.recipients.value_or(0);
    checkRange("recipients", self.recipients, 0, 10000000, problems);
    checkRange("clicked", self.clicked, 0, all, problems);
    checkRange("entered", self.entered, 0, all, problems);
    checkRange("reported", self.reported, 0, all, problems);
}

}

RegisterType Course::describe()
{
    return Describe<Course>(
               {.singular = tr("Course"),
                .plural = tr("Courses"),
                .prefix = QStringLiteral("CRS"),
                .purpose = tr("What your workforce learns about protecting patient data. Who "
                              "owes a course, and when again, follows from roles and dates."),
                .citation = QStringLiteral("164.308(a)(5)(i)"),
                .area = Area::Context})
        .section(tr("Course"))
        .field<&Course::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&Course::topic>("topic", tr("Topics"))
        .multiline()
        .field<&Course::minutes>("minutes", tr("Minutes"))
        .wide()
        .field<&Course::passScore>("pass_score", tr("Pass score, %"))
        .wide()
        .field<&Course::isRetired>("retired", tr("No longer given"))
        .wide()
        .section(tr("Who owes it"))
        .field<&Course::isForEveryone>("everyone", tr("Everyone"))
        .field<&Course::roles>("roles", tr("Roles"))
        .section(tr("When"))
        .field<&Course::dueDays>("due_days", tr("Due within days"))
        .help(tr("After the start, or after somebody came to owe it. Empty: as the organization "
                 "says."))
        .field<&Course::refresherMonths>("refresher_months", tr("Again after months"))
        .help(tr("Empty: once is enough. The rule asks for periodic reminders and names no "
                 "interval: yours is your own policy."))
        .cites("164.308(a)(5)(ii)(A)")
        .section(tr("Version"))
        .field<&Course::version>("version", tr("Version"))
        .field<&Course::versionSince>("version_since", tr("Since"))
        .wide()
        .field<&Course::isNewVersionOwed>("new_version_owed", tr("Owed anew"))
        .wide()
        .help(tr("Whoever completed an earlier version owes this one."))
        .rule(checkCourse)
        .done();
}

RegisterType TrainingRecord::describe()
{
    return Describe<TrainingRecord>(
               {.singular = tr("Training record"),
                .plural = tr("Training records"),
                .prefix = QStringLiteral("TRN"),
                .purpose = tr("Who completed which course, when and with what result. Kept for "
                              "six years."),
                .citation = QStringLiteral("164.316(b)(2)(i)"),
                .area = Area::Context})
        .field<&TrainingRecord::person>("person", tr("Person"))
        .required()
        .field<&TrainingRecord::course>("course", tr("Course"))
        .required()
        .field<&TrainingRecord::completed>("completed", tr("Completed"))
        .field<&TrainingRecord::result>("result", tr("Result"))
        .field<&TrainingRecord::score>("score", tr("Score, %"))
        .field<&TrainingRecord::version>("version", tr("Version"))
        .help(tr("Of the course. Empty: the one of that day."))
        .field<&TrainingRecord::proof>("proof", tr("Proof"))
        .help(tr("Such as a certificate's number or the list that was signed. The file itself is "
                 "kept as evidence."))
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            checkRange("score", static_cast<const TrainingRecord &>(record).score, 0, 100,
                       problems);
        })
        .named([](const Record &record, const Snapshot &snapshot) {
            const auto &self = static_cast<const TrainingRecord &>(record);
            const Person *person = snapshot.find(self.person);
            const Course *course = snapshot.find(self.course);
            return tr("%1: %2").arg(person ? person->name : QString(),
                                    course ? course->name : QString());
        })
        .done();
}

RegisterType PhishingCampaign::describe()
{
    return Describe<PhishingCampaign>(
               {.singular = tr("Phishing test"),
                .plural = tr("Phishing tests"),
                .prefix = QStringLiteral("PHT"),
                .purpose = tr("False mails that were sent to learn how people deal with them, "
                              "and how they did."),
                .citation = QStringLiteral("164.308(a)(5)(ii)(B)"),
                .area = Area::Context})
        .field<&PhishingCampaign::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&PhishingCampaign::sentOn>("sent_on", tr("Sent on"))
        .field<&PhishingCampaign::recipients>("recipients", tr("Recipients"))
        .field<&PhishingCampaign::clicked>("clicked", tr("Clicked"))
        .field<&PhishingCampaign::entered>("entered", tr("Gave a secret away"))
        .field<&PhishingCampaign::reported>("reported", tr("Reported it"))
        .field<&PhishingCampaign::notes>("notes", tr("Notes"))
        .multiline()
        .rule(checkCampaign)
        .done();
}

}
