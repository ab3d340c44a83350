// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/rules.h"

#include "model/inventory/organization.h"

#include <QCoreApplication>
#include <set>

namespace safeguard::rules {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

const auto officerDuty = QStringLiteral("164.308(a)(2)");
const auto clearance = QStringLiteral("164.308(a)(3)(ii)(B)");
const auto termination = QStringLiteral("164.308(a)(3)(ii)(C)");
const auto authorization = QStringLiteral("164.308(a)(4)(ii)(B)");
const auto establishment = QStringLiteral("164.308(a)(4)(ii)(C)");
const auto awareness = QStringLiteral("164.308(a)(5)(i)");
const auto uniqueUser = QStringLiteral("164.312(a)(2)(i)");
const auto minimumNecessary = QStringLiteral("164.502(b)(1)");

/// What cannot be mended any more is told for so long.
constexpr int monthsTold = 12;
/// More names than these make a sentence no clearer.
constexpr qsizetype namesTold = 5;

QString iso(QDate day)
{
    return day.toString(Qt::ISODate);
}

QString quoted(const QString &name)
{
    return u'\u201c' + name + u'\u201d';
}

/// "Anna, Ben and 7 more".
QString namesOf(const QStringList &names)
{
    const qsizetype more = names.size() - namesTold;
    if (more <= 1)
        return names.join(QStringLiteral(", "));
    return Words::tr("%1 and %n more", nullptr, static_cast<int>(more))
        .arg(names.mid(0, namesTold).join(QStringLiteral(", ")));
}

QString addressable()
{
    return Words::tr("Addressable: where this is not reasonable for you, put the reason and what "
                     "you do instead on record.");
}

template <class T>
Finding about(const T &record, const char *rule, Severity severity, const QString &citation,
              const char *field, const QString &fix)
{
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    finding.severity = severity;
    finding.citation = citation;
    finding.registerKey = QString::fromLatin1(T::registerKey);
    finding.id = record.id;
    finding.field = QString::fromLatin1(field);
    finding.fix = fix;
    return finding;
}

Finding aboutUs(const Workforce &workforce, const char *rule, Severity severity,
                const QString &citation, const QString &fix)
{
    return about(workforce.snapshot().only<Organization>(), rule, severity, citation, "", fix);
}

/// "Record store (GRT-012)".
QString placeOf(const Workforce &workforce, const AccessLine &access)
{
    return QStringLiteral("%1 (%2)").arg(
        access.system->name,
        workforce.snapshot().registers().of<AccessGrant>().citeNumber(*access.grant));
}

/// Each once: a person's lines lie side by side.
QStringList peopleIn(const std::vector<const AccessLine *> &accesses)
{
    QStringList names;
    const Person *last = nullptr;
    for (const AccessLine *access : accesses) {
        if (access->person != last)
            names += access->person->name;
        last = access->person;
    }
    return names;
}

QString peopleOf(const std::vector<const AccessLine *> &accesses)
{
    return namesOf(peopleIn(accesses));
}

/// The lines of access to systems in scope that are meant, by system.
std::vector<std::vector<const AccessLine *>>
bySystem(const Workforce &workforce, const std::function<bool(const AccessLine &)> &isMeant)
{
    std::map<int, std::vector<const AccessLine *>> systems;
    for (const AccessLine &access : workforce.accesses()) {
        if (access.isInScope && !access.hasLeft && isMeant(access))
            systems[access.system->number].push_back(&access);
    }
    std::vector<std::vector<const AccessLine *>> lists;
    for (auto &[number, accesses] : systems)
        lists.push_back(std::move(accesses));
    return lists;
}

bool isRecent(const Workforce &workforce, QDate day)
{
    return day.addMonths(monthsTold) >= workforce.snapshot().today();
}

bool holdsTier1(const DataMap &map)
{
    for (const System &system : map.snapshot().rows<System>()) {
        if (map.standingOf(idOf(system)) == Standing::One)
            return true;
    }
    return false;
}

QString hoursText(double hours)
{
    return QString::number(std::floor(hours * 10) / 10);
}

QString ownHours(const Workforce &workforce)
{
    return Words::tr("The rule names no number; %n hours are your own policy.", nullptr,
                     workforce.revocationHours());
}

/// Whose time is over in a course.
struct Late
{
    QStringList overdue;
    QStringList outdated; ///< of an earlier version
    QDate since;          ///< of the longest overdue
};

Late whoIsLate(const TrainingPlan &plan, size_t course)
{
    Late late;
    for (size_t person = 0; person < plan.people().size(); ++person) {
        const TrainingCell &cell = plan.cell(person, course);
        if (cell.state != TrainingState::Overdue)
            continue;
        const bool isOld = cell.cause == TrainingCause::NewVersion;
        (isOld ? late.outdated : late.overdue) += plan.people()[person]->name;
        if (!isOld)
            late.since = late.since.isValid() ? std::min(late.since, *cell.due()) : *cell.due();
    }
    return late;
}

}

/// Each asks for a register that nobody has begun, as soon as there is ePHI to be reached.
void peopleMissing(const Derived &people, std::vector<Finding> &findings)
{
    if (!holdsTier1(people.map))
        return;
    if (!people.training.hasCourses()) {
        Finding finding = aboutUs(people.workforce, "training-program-missing", Severity::Medium,
                                  awareness, Words::tr("Add the courses that you give"));
        finding.sentence = Words::tr("No course is on record");
        finding.why = Words::tr("ePHI is in the inventory. The whole workforce is trained to "
                                "protect it, management included.");
        findings.push_back(std::move(finding));
    }
    if (people.map.snapshot().rows<AccessGrant>().isEmpty()) {
        Finding finding = aboutUs(people.workforce, "access-not-recorded", Severity::Medium,
                                  establishment, Words::tr("Add who was let into which system"));
        finding.sentence = Words::tr("Nobody's access is on record");
        finding.why = Words::tr("ePHI is in the inventory, and who may reach it cannot be told. %1")
                          .arg(addressable());
        findings.push_back(std::move(finding));
    }
}

void securityOfficer(const Derived &people, std::vector<Finding> &findings)
{
    const SecurityOfficers officers = people.workforce.securityOfficers();
    if (officers.current.empty() && !officers.left.empty()) {
        const Person &last = *officers.left.back();
        Finding finding = about(last, "security-officer-left", Severity::High, officerDuty,
                                "security_officer", Words::tr("Name who is now"));
        finding.sentence = Words::tr("The security officer has left");
        finding.why = Words::tr("%1 left on %2, and nobody else is on record as the security "
                                "official.")
                          .arg(last.name, iso(*last.separated));
        findings.push_back(std::move(finding));
    } else if (officers.current.empty() && holdsTier1(people.map)) {
        Finding finding = aboutUs(people.workforce, "security-officer-missing", Severity::High,
                                  officerDuty, Words::tr("Name the security officer"));
        finding.sentence = Words::tr("Nobody is on record as the security officer");
        finding.why = Words::tr("A security official is named who is responsible for the policies "
                                "and procedures of the Security Rule. Required.");
        findings.push_back(std::move(finding));
    } else if (officers.current.size() > 1) {
        QStringList names;
        for (const Person *person : officers.current)
            names += person->name;
        Finding finding = about(*officers.current.back(), "security-officer-several", Severity::Low,
                                officerDuty, "security_officer", Words::tr("Open the person"));
        finding.sentence = Words::tr("%n people are on record as the security officer", nullptr,
                                     static_cast<int>(names.size()));
        finding.why = Words::tr("%1. The rule speaks of one official who is responsible; deputies "
                                "are none.")
                          .arg(namesOf(names));
        findings.push_back(std::move(finding));
    }
}

void accessAfterSeparation(const Derived &people, std::vector<Finding> &findings)
{
    for (const Lingering &one : people.workforce.afterSeparation()) {
        const bool isInScope =
            std::any_of(one.accesses.begin(), one.accesses.end(),
                        [](const AccessLine *access) { return access->isInScope; });
        QStringList places;
        for (const AccessLine *access : one.accesses)
            places += placeOf(people.workforce, *access);
        Finding finding = about(*one.accesses.front()->grant, "access-after-separation",
                                isInScope ? Severity::High : Severity::Medium, termination,
                                "revoked", Words::tr("End the access"));
        finding.sentence =
            Words::tr("%1 has left and still has access").arg(quoted(one.person->name));
        finding.why = Words::tr("Left on %1, at least %2 hours before today. Open: %3. %4")
                          .arg(iso(*one.person->separated), hoursText(one.hours), namesOf(places),
                               ownHours(people.workforce));
        findings.push_back(std::move(finding));
    }
}

void revocationLate(const Derived &people, std::vector<Finding> &findings)
{
    for (const Revocation &one : people.workforce.revocations()) {
        if (one.verdict == RevocationVerdict::InTime ||
            !isRecent(people.workforce, *one.grant->revoked))
            continue;
        const bool isLate = one.verdict == RevocationVerdict::Late;
        Finding finding = about(*one.grant, isLate ? "revocation-late" : "revocation-unproven",
                                isLate ? Severity::Medium : Severity::Low, termination,
                                isLate ? "revoked" : "revoked_time", Words::tr("Open the access"));
        finding.sentence =
            (isLate ? Words::tr("The access of %1 was ended late")
                    : Words::tr("Whether the access of %1 was ended in time cannot be told"))
                .arg(quoted(one.person->name));
        const QString hours =
            one.hours.least == one.hours.most
                ? Words::tr("%1 hours after the separation.").arg(hoursText(one.hours.most))
                : Words::tr("From %1 to %2 hours after the separation, since not both times of day "
                            "are on record.")
                      .arg(hoursText(std::max(one.hours.least, 0.0)), hoursText(one.hours.most));
        finding.why = hours + u' ' + ownHours(people.workforce);
        findings.push_back(std::move(finding));
    }
}

void sharedAccounts(const Derived &people, std::vector<Finding> &findings)
{
    for (const SharedAccount &account : people.workforce.sharedAccounts()) {
        if (!account.accesses.front()->isInScope)
            continue;
        Finding finding = about(*account.accesses.front()->grant, "access-shared-account",
                                account.reachesTier1 ? Severity::High : Severity::Medium,
                                uniqueUser, "account", Words::tr("Open the access"));
        finding.sentence =
            account.account.trimmed().isEmpty()
                ? Words::tr("An account in %1 is shared").arg(quoted(account.system->name))
                : Words::tr("The account %1 in %2 is shared")
                      .arg(quoted(account.account), quoted(account.system->name));
        finding.why =
            Words::tr("On record for: %1. Each user has a name or number of their own, so "
                      "that what was done can be traced to them. Required.")
                .arg(peopleOf(account.accesses));
        findings.push_back(std::move(finding));
    }
}

void accessUntrained(const Derived &people, std::vector<Finding> &findings)
{
    for (const Untrained &one : people.workforce.untrained()) {
        QStringList courses;
        for (const Course *course : one.courses)
            courses += course->name;
        Finding finding = about(*one.person, "access-tier1-untrained", Severity::High, awareness,
                                "", Words::tr("Open the person"));
        finding.sentence = Words::tr("%1 can reach ePHI without training that counts")
                               .arg(quoted(one.person->name));
        finding.why = courses.isEmpty()
                          ? Words::tr("No course is owed by everyone or by a role that the person "
                                      "has.")
                          : Words::tr("Never done or overdue: %1.").arg(namesOf(courses));
        QStringList places;
        for (const AccessLine &access : people.workforce.accessesOf(idOf(*one.person))) {
            if (access.reachesTier1)
                places += placeOf(people.workforce, access);
        }
        finding.why += u' ' + Words::tr("Access: %1.").arg(namesOf(places));
        findings.push_back(std::move(finding));
    }
}

/// A finding per course, whoever owes it.
void trainingOverdue(const Derived &people, std::vector<Finding> &findings)
{
    for (size_t index = 0; index < people.training.courses().size(); ++index) {
        const Course &course = *people.training.courses()[index];
        const Late late = whoIsLate(people.training, index);
        if (!late.overdue.isEmpty()) {
            Finding finding = about(course, "training-overdue", Severity::Medium, awareness, "",
                                    Words::tr("Open the course"));
            finding.sentence = Words::tr("%1 is overdue for %n people", nullptr,
                                         static_cast<int>(late.overdue.size()))
                                   .arg(quoted(course.name));
            finding.why =
                Words::tr("%1. The longest since %2. By when it is due is your own policy; "
                          "the rule names no interval.")
                    .arg(namesOf(late.overdue), iso(late.since));
            findings.push_back(std::move(finding));
        }
        if (!late.outdated.isEmpty()) {
            Finding finding = about(course, "training-version-old", Severity::Medium, awareness, "",
                                    Words::tr("Open the course"));
            finding.sentence = Words::tr("%n people have completed an earlier version of %1 only",
                                         nullptr, static_cast<int>(late.outdated.size()))
                                   .arg(quoted(course.name));
            finding.why =
                Words::tr("%1. The newer one is owed anew by your own policy, and the time "
                          "is over.")
                    .arg(namesOf(late.outdated));
            findings.push_back(std::move(finding));
        }
    }
}

/// Who owes training, and since when nobody knows, is never overdue.
void trainingUndated(const Derived &people, std::vector<Finding> &findings)
{
    QStringList names;
    const Person *first = nullptr;
    for (size_t person = 0; person < people.training.people().size(); ++person) {
        const auto cells = people.training.cellsOf(person);
        if (std::none_of(cells.begin(), cells.end(), [](const TrainingCell &cell) {
                return cell.cause == TrainingCause::First && !cell.dueDay;
            }))
            continue;
        first = first ? first : people.training.people()[person];
        names += people.training.people()[person]->name;
    }
    if (!first)
        return;
    Finding finding = about(*first, "training-undated", Severity::Low, awareness, "start",
                            Words::tr("Say when they started"));
    finding.sentence = Words::tr("By when %n people owe training cannot be told", nullptr,
                                 static_cast<int>(names.size()));
    finding.why = Words::tr("When they started is not on record: %1.").arg(namesOf(names));
    findings.push_back(std::move(finding));
}

void accessUnreviewed(const Derived &people, std::vector<Finding> &findings)
{
    const Workforce &workforce = people.workforce;
    for (const auto &accesses :
         bySystem(workforce, [&](const AccessLine &one) { return !workforce.isReviewed(one); })) {
        Finding finding = about(*accesses.front()->grant, "access-unreviewed", Severity::Medium,
                                establishment, "reviewed", Words::tr("Review the access"));
        finding.sentence = Words::tr("The access of %n people to %1 was not reviewed", nullptr,
                                     static_cast<int>(peopleIn(accesses).size()))
                               .arg(quoted(accesses.front()->system->name));
        finding.why = Words::tr("%1. Access is looked at every %n months by your own policy; the "
                                "rule names no number.",
                                nullptr, workforce.reviewMonths())
                          .arg(peopleOf(accesses)) +
                      u' ' + addressable();
        findings.push_back(std::move(finding));
    }
}

void accessUnauthorized(const Derived &people, std::vector<Finding> &findings)
{
    const Workforce &workforce = people.workforce;
    for (const auto &accesses :
         bySystem(workforce, [&](const AccessLine &one) { return !workforce.isAuthorized(one); })) {
        Finding finding = about(*accesses.front()->grant, "access-unauthorized", Severity::Medium,
                                authorization, "authorized_by", Words::tr("Say who authorized it"));
        finding.sentence =
            Words::tr("Who authorized the access of %n people to %1 is not on record", nullptr,
                      static_cast<int>(peopleIn(accesses).size()))
                .arg(quoted(accesses.front()->system->name));
        finding.why = peopleOf(accesses) + QStringLiteral(". ") + addressable();
        findings.push_back(std::move(finding));
    }
}

/// Access that the matrix of roles does not explain.
void accessBeyondRoles(const Derived &people, std::vector<Finding> &findings)
{
    const Workforce &workforce = people.workforce;
    const auto tell = [&](const std::vector<const AccessLine *> &accesses, const char *rule,
                          const QString &sentence, const QString &why) {
        Finding finding = about(*accesses.front()->grant, rule, Severity::Medium, establishment,
                                "role", Words::tr("Open the access"));
        finding.sentence = sentence.arg(quoted(accesses.front()->system->name));
        finding.why = peopleOf(accesses) + QStringLiteral(". ") + why;
        findings.push_back(std::move(finding));
    };
    for (const auto &accesses :
         bySystem(workforce, [&](const AccessLine &one) { return !workforce.isInOwnRole(one); }))
        tell(accesses, "access-other-role",
             Words::tr("People are in %1 in a role that they do not have"),
             Words::tr("What they may there is more, or less, than their duties ask for."));
    for (const auto &accesses : bySystem(workforce, [](const AccessLine &one) {
             return one.basis != AccessBasis::Rights && one.reachesTier1;
         }))
        tell(accesses, "access-without-right",
             Words::tr("No right explains the access of people to the ePHI in %1"),
             Words::tr("The access names no role, or one without a right there. It counts as "
                       "access to everything in the system."));
}

/// The minimum necessary: a right that nobody can explain. A finding per role.
void rightsUnreasoned(const Derived &people, std::vector<Finding> &findings)
{
    std::map<AnyId, QStringList> systems;
    for (const AccessRight *right : people.workforce.unreasoned()) {
        const System *system = people.map.snapshot().find(right->system);
        if (system && people.map.isInScope(right->system) &&
            !systems[right->role].contains(system->name))
            systems[right->role] += system->name;
    }
    for (const AccessRole *role : people.map.snapshot().inOrder<AccessRole>()) {
        QStringList names = systems[role->id];
        if (names.isEmpty())
            continue;
        names.sort();
        Finding finding = about(*role, "access-role-without-reason", Severity::Low,
                                minimumNecessary, "", Words::tr("Open the role"));
        finding.sentence =
            Words::tr("Why %1 needs its rights is not on record").arg(quoted(role->name));
        finding.why = Words::tr("In: %1. Use of patient data is limited to what the purpose needs; "
                                "a right without a reason cannot be shown to be that.")
                          .arg(namesOf(names));
        findings.push_back(std::move(finding));
    }
}

/// One for all while nobody has ever been cleared, else one per person.
void peopleUncleared(const Derived &people, std::vector<Finding> &findings)
{
    std::vector<const Person *> uncleared;
    for (const Person *person : people.workforce.uncleared()) {
        if (!person->separated || *person->separated >= people.map.snapshot().today())
            uncleared.push_back(person);
    }
    const Rows<Person> all = people.map.snapshot().rows<Person>();
    const bool isUsed =
        std::any_of(all.begin(), all.end(), [](const Person &one) { return one.cleared; });
    if (!isUsed && uncleared.size() > 1) {
        QStringList names;
        for (const Person *person : uncleared)
            names += person->name;
        Finding finding = about(*uncleared.front(), "person-not-cleared", Severity::Low, clearance,
                                "cleared", Words::tr("Say when they were cleared"));
        finding.sentence = Words::tr("Nobody's clearance is on record, and %n people have access",
                                     nullptr, static_cast<int>(names.size()));
        finding.why = namesOf(names) + QStringLiteral(". ") + addressable();
        findings.push_back(std::move(finding));
        return;
    }
    for (const Person *person : uncleared) {
        Finding finding = about(*person, "person-not-cleared", Severity::Low, clearance, "cleared",
                                Words::tr("Open the person"));
        finding.sentence = Words::tr("%1 has access and was not cleared").arg(quoted(person->name));
        finding.why = Words::tr("That the access is appropriate for the person was not confirmed, "
                                "or not put on record.") +
                      u' ' + addressable();
        findings.push_back(std::move(finding));
    }
}

void separationSteps(const Derived &people, std::vector<Finding> &findings)
{
    for (const OpenSteps &one : people.workforce.openSteps()) {
        if (!isRecent(people.workforce, *one.person->separated))
            continue;
        QStringList steps;
        for (size_t i = 0; i < choices(SeparationStep()).size(); ++i) {
            if (one.steps.contains(static_cast<SeparationStep>(i)))
                steps += choices(SeparationStep())[i].label;
        }
        Finding finding = about(*one.person, "separation-steps-open", Severity::Low, termination,
                                "separation_steps", Words::tr("Open the person"));
        finding.sentence =
            Words::tr("The separation of %1 is not complete").arg(quoted(one.person->name));
        finding.why = Words::tr("Left on %1. Not done, or not on record: %2. These steps are good "
                                "practice; the rule names none.")
                          .arg(iso(*one.person->separated), steps.join(QStringLiteral("; ")));
        findings.push_back(std::move(finding));
    }
}

}
