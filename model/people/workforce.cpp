// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/workforce.h"

#include "model/base/text.h"
#include "model/inventory/timezone.h"

#include <algorithm>
#include <set>

namespace safeguard {

namespace {

constexpr std::array allOperations{DataOperation::Create, DataOperation::Read,
                                   DataOperation::Update, DataOperation::Delete};

const ChoiceSet<DataOperation> &everything()
{
    static const ChoiceSet<DataOperation> all{DataOperation::Create, DataOperation::Read,
                                              DataOperation::Update, DataOperation::Delete};
    return all;
}

/// Each element once, in the strictest state in which it is there.
std::vector<Presence> elementsIn(const DataMap &map, const Id<System> &system)
{
    std::vector<Presence> elements;
    for (const Presence &presence : map.heldBy(system)) {
        if (!elements.empty() && elements.back().element == presence.element)
            elements.back().tier = strictest(elements.back().tier, presence.tier);
        else
            elements.push_back(presence);
    }
    return elements;
}

bool isOpenOn(const AccessGrant &grant, QDate day)
{
    return (!grant.granted || *grant.granted <= day) && grant.isOpen(day);
}

bool hasLeft(const Person &person, QDate today)
{
    return person.separated && *person.separated < today;
}

/// By what is said of a line, or because it is on record for several people.
bool isShared(const SharedAccount &account)
{
    const Person *first = account.accesses.front()->person;
    return std::any_of(
        account.accesses.begin(), account.accesses.end(),
        [first](const AccessLine *line) { return line->grant->isShared || line->person != first; });
}

}

QString operationsText(const ChoiceSet<DataOperation> &operations)
{
    QStringList words;
    for (const DataOperation operation : allOperations) {
        if (operations.contains(operation))
            words += labelOf(operation).toLower();
    }
    return words.join(QStringLiteral(", "));
}

QString operationsMark(const ChoiceSet<DataOperation> &operations)
{
    QString mark;
    for (const DataOperation operation : allOperations)
        mark += operations.contains(operation) ? labelOf(operation).at(0) : QChar(u'-');
    return mark;
}

Workforce::Workforce(const DataMap &map, const TrainingPlan &training)
    : m_snapshot(map.snapshot())
    , m_training(training)
    , m_people(m_snapshot.inOrder<Person>())
{
    indexRights();
    indexGrants();
    addAccesses(map);
}

int Workforce::revocationHours() const
{
    return m_snapshot.only<Organization>().revocationHours.value_or(ownHours);
}

int Workforce::reviewMonths() const
{
    return m_snapshot.only<Organization>().accessReviewMonths.value_or(ownMonths);
}

void Workforce::indexRights()
{
    for (const AccessRight &right : m_snapshot.rows<AccessRight>())
        m_rights[{right.role, right.system}].push_back(&right);
}

void Workforce::indexGrants()
{
    QHash<AnyId, size_t> places;
    for (const Person *person : m_people)
        places.insert(person->id, static_cast<size_t>(places.size()));
    std::vector<std::tuple<size_t, int, const AccessGrant *>> lines; // person, number
    for (const AccessGrant &grant : m_snapshot.rows<AccessGrant>()) {
        if (const auto at = places.constFind(grant.person); at != places.constEnd())
            lines.emplace_back(*at, grant.number, &grant);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) {
        return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    for (const auto &[place, number, grant] : lines)
        m_grants.push_back({m_people[place], grant});
}

void Workforce::addAccesses(const DataMap &map)
{
    const QDate today = m_snapshot.today();
    for (const auto &[who, what] : m_grants) {
        const Person &person = *who;
        const AccessGrant &grant = *what;
        const System *system = m_snapshot.find(grant.system);
        if (!system || !isOpenOn(grant, today))
            continue;
        AccessLine access{&grant, &person, system, m_snapshot.find(grant.role)};
        access.reaches = setFor(map, grant);
        const ReachSet &set = m_reaches[access.reaches];
        access.basis = set.basis;
        access.reachesTier1 = set.strictest == Tier::One;
        access.isInScope = map.isInScope(grant.system);
        access.hasLeft = hasLeft(person, today);
        auto &[first, count] = m_ofPerson[person.id];
        first = count++ ? first : static_cast<quint32>(m_accesses.size());
        m_accesses.push_back(access);
    }
}

quint32 Workforce::setFor(const DataMap &map, const AccessGrant &grant)
{
    const Place place{grant.role, grant.system};
    const auto known = m_setOf.find(place);
    if (known != m_setOf.end())
        return known->second;
    m_reaches.push_back(reachIn(map, place));
    return m_setOf[place] = static_cast<quint32>(m_reaches.size() - 1);
}

Workforce::ReachSet Workforce::reachIn(const DataMap &map, const Place &place) const
{
    ReachSet set;
    const auto rights = m_rights.find(place);
    if (rights == m_rights.end())
        set.basis = place.first.isNull() ? AccessBasis::NoRole : AccessBasis::SilentRole;
    for (const Presence &presence : elementsIn(map, Id<System>(place.second))) {
        Reach reach{presence.element, presence.tier, {}};
        if (set.basis != AccessBasis::Rights)
            reach.operations = everything();
        for (size_t i = 0; rights != m_rights.end() && i < rights->second.size(); ++i) {
            const AccessRight *right = rights->second[i];
            if (!right->element.isNull() && right->element != presence.element)
                continue;
            for (const DataOperation operation : allOperations)
                if (right->operations.contains(operation))
                    reach.operations.set(operation);
            if (!reach.right || !right->element.isNull())
                reach.right = right;
        }
        if (reach.operations.isEmpty())
            continue;
        set.strictest = strictest(set.strictest.value_or(reach.tier), reach.tier);
        set.reaches.push_back(reach);
    }
    return set;
}

std::span<const AccessLine> Workforce::accessesOf(const Id<Person> &person) const
{
    const auto [first, count] = m_ofPerson.value(person);
    return {m_accesses.data() + first, count};
}

std::optional<Tier> Workforce::tierOf(const AccessLine &access) const
{
    return m_reaches[access.reaches].strictest;
}

QString Workforce::why(const AccessLine &access, const Reach &reach) const
{
    return why(access, reach,
               m_snapshot.title(QString::fromLatin1(DataElement::registerKey), reach.element));
}

QStringList Workforce::whys(const AccessLine &access, Tier tier) const
{
    using Alike = std::pair<const Reach *, QStringList>; // the first, and what they are called
    std::vector<Alike> groups;
    for (const Reach &reach : reachesOf(access)) {
        if (reach.tier != tier)
            continue;
        const auto at = std::find_if(groups.begin(), groups.end(), [&](const Alike &group) {
            return group.first->right == reach.right && group.first->operations == reach.operations;
        });
        const QString name =
            m_snapshot.title(QString::fromLatin1(DataElement::registerKey), reach.element);
        if (at == groups.end())
            groups.push_back({&reach, {name}});
        else
            at->second += name;
    }
    QStringList sentences;
    for (const auto &[reach, elements] : groups)
        sentences += why(access, *reach, elements.join(QStringLiteral(", ")));
    return sentences;
}

QString Workforce::why(const AccessLine &access, const Reach &reach, const QString &elements) const
{
    const QString may = operationsText(reach.operations);
    const QString number = m_snapshot.registers().of<AccessGrant>().citeNumber(*access.grant);
    const QString place =
        access.role ? tr("May %1 %2 in %3 as %4 (%5)")
                          .arg(may, elements, access.system->name, access.role->name, number)
                    : tr("May %1 %2 in %3 (%4)").arg(may, elements, access.system->name, number);
    switch (access.basis) {
    case AccessBasis::NoRole:
        return tr("%1: the access names no role, so it counts as everything in the system.")
            .arg(place);
    case AccessBasis::SilentRole:
        return tr("%1: no right of the role in this system is on record, so it counts as "
                  "everything in it.")
            .arg(place);
    case AccessBasis::Rights:
        break;
    }
    const QString reason = reach.right->reason.trimmed();
    return reason.isEmpty()
               ? tr("%1; why that is the minimum necessary is not on record.").arg(place)
               : tr("%1, because: %2").arg(place, reason);
}

std::vector<const Person *> Workforce::whoReachesTier1() const
{
    std::vector<const Person *> people;
    for (const AccessLine &access : m_accesses) {
        if (access.reachesTier1 && (people.empty() || people.back() != access.person))
            people.push_back(access.person);
    }
    return people;
}

std::vector<Untrained> Workforce::untrained() const
{
    std::vector<Untrained> people;
    if (!m_training.hasCourses())
        return people;
    for (const Person *person : whoReachesTier1()) {
        const auto row = m_training.indexOf(idOf(*person));
        if (!row || hasLeft(*person, m_snapshot.today()))
            continue;
        Untrained one{person, {}};
        bool owes = false;
        for (size_t course = 0; course < m_training.courses().size(); ++course) {
            const TrainingCell &cell = m_training.cell(*row, course);
            owes = owes || cell.isOwed();
            if (cell.state == TrainingState::Overdue || (cell.isOwed() && !cell.record))
                one.courses.push_back(m_training.courses()[course]);
        }
        if (!owes || !one.courses.empty())
            people.push_back(std::move(one));
    }
    return people;
}

std::vector<Lingering> Workforce::afterSeparation() const
{
    std::vector<Lingering> people;
    for (const AccessLine &access : m_accesses) {
        if (!access.hasLeft)
            continue;
        if (people.empty() || people.back().person != access.person) {
            const dates::Moment end{*access.person->separated,
                                    timeFrom(access.person->separatedTime)};
            const double hours = dates::hoursBetween(end, {m_snapshot.today(), QTime(0, 0)},
                                                     zoneOf(m_snapshot.only<Organization>()))
                                     .least;
            people.push_back({access.person, {}, hours});
        }
        people.back().accesses.push_back(&access);
    }
    return people;
}

std::optional<Revocation> Workforce::revocationOf(const Person &person,
                                                  const AccessGrant &grant) const
{
    const QDate today = m_snapshot.today();
    if (!person.separated || *person.separated > today || !grant.revoked || grant.isOpen(today) ||
        *grant.revoked < *person.separated)
        return std::nullopt;
    Revocation revocation{&person, &grant};
    revocation.hours = dates::hoursBetween({*person.separated, timeFrom(person.separatedTime)},
                                           {*grant.revoked, timeFrom(grant.revokedTime)},
                                           zoneOf(m_snapshot.only<Organization>()));
    const double limit = revocationHours();
    revocation.verdict = revocation.hours.least > limit  ? RevocationVerdict::Late
                         : revocation.hours.most > limit ? RevocationVerdict::Unproven
                                                         : RevocationVerdict::InTime;
    return revocation;
}

std::vector<Revocation> Workforce::revocations() const
{
    std::vector<Revocation> worst;
    const auto key = [](const Revocation &one) { return std::pair(one.verdict, one.hours.most); };
    for (const auto &[person, grant] : m_grants) {
        const auto revocation = revocationOf(*person, *grant);
        if (!revocation)
            continue;
        if (worst.empty() || worst.back().person != person)
            worst.push_back(*revocation);
        else if (key(worst.back()) < key(*revocation))
            worst.back() = *revocation;
    }
    return worst;
}

std::vector<SharedAccount> Workforce::sharedAccounts() const
{
    std::map<std::pair<AnyId, QString>, SharedAccount> accounts;
    for (const AccessLine &access : m_accesses) {
        const QString folded = foldedName(access.grant->account);
        if (folded.isEmpty() && !access.grant->isShared)
            continue;
        const QString key = folded.isEmpty() ? access.grant->id.toText() : folded;
        SharedAccount &account = accounts[{access.system->id, key}];
        account.system = access.system;
        account.account = access.grant->account;
        account.accesses.push_back(&access);
        account.reachesTier1 = account.reachesTier1 || access.reachesTier1;
    }
    std::vector<SharedAccount> shared;
    for (auto &[key, account] : accounts) {
        if (isShared(account))
            shared.push_back(std::move(account));
    }
    std::sort(shared.begin(), shared.end(), [](const SharedAccount &a, const SharedAccount &b) {
        return a.accesses.front()->grant->number < b.accesses.front()->grant->number;
    });
    return shared;
}

std::optional<QDate> Workforce::reviewDue(const AccessLine &access) const
{
    const auto &grant = *access.grant;
    const auto last = grant.reviewed && grant.granted ? std::max(grant.reviewed, grant.granted)
                      : grant.reviewed                ? grant.reviewed
                                                      : grant.granted;
    return last ? std::optional(dates::dueAfterMonths(*last, reviewMonths())) : std::nullopt;
}

bool Workforce::isReviewed(const AccessLine &access) const
{
    const auto due = reviewDue(access);
    return due && *due >= m_snapshot.today();
}

bool Workforce::isInOwnRole(const AccessLine &access) const
{
    return access.grant->role.isNull() || access.person->roles.contains(access.grant->role);
}

std::vector<const Person *> Workforce::uncleared() const
{
    std::vector<const Person *> people;
    const auto isCleared = [&](const Person &person) {
        return person.cleared && *person.cleared <= m_snapshot.today();
    };
    for (const AccessLine &access : m_accesses) {
        if (access.isInScope && !isCleared(*access.person) &&
            (people.empty() || people.back() != access.person))
            people.push_back(access.person);
    }
    return people;
}

std::vector<const AccessRight *> Workforce::unreasoned() const
{
    std::vector<const AccessRight *> rights;
    for (const AccessRight &right : m_snapshot.rows<AccessRight>()) {
        if (!right.operations.isEmpty() && right.reason.trimmed().isEmpty())
            rights.push_back(&right);
    }
    return rights;
}

SecurityOfficers Workforce::securityOfficers() const
{
    SecurityOfficers officers;
    for (const Person *person : m_people) {
        if (person->isSecurityOfficer && person->isActive(m_snapshot.today()))
            officers.current.push_back(person);
        else if (person->isSecurityOfficer && hasLeft(*person, m_snapshot.today()))
            officers.left.push_back(person);
    }
    return officers;
}

std::vector<OpenSteps> Workforce::openSteps() const
{
    std::vector<OpenSteps> open;
    for (const Person *person : m_people) {
        if (!hasLeft(*person, m_snapshot.today()))
            continue;
        OpenSteps steps{person, {}};
        for (size_t i = 0; i < choices(SeparationStep()).size(); ++i) {
            const auto step = static_cast<SeparationStep>(i);
            if (!person->separationSteps.contains(step))
                steps.steps.set(step);
        }
        if (!steps.steps.isEmpty())
            open.push_back(steps);
    }
    return open;
}

}
