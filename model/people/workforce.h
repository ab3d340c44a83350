// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/dates.h"
#include "model/flows/datamap.h"
#include "model/people/access.h"
#include "model/people/trainingplan.h"

#include <map>
#include <span>

namespace safeguard {

/// By what somebody who was let into a system reaches what is in it.
enum class AccessBasis {
    Rights,     ///< of the role in which they were let in
    NoRole,     ///< no role is named: counts as everything
    SilentRole, ///< the role has no right in that system on record: counts as everything
};

/// A data element that can be reached in a system.
struct Reach
{
    Id<DataElement> element;
    Tier tier = Tier::Four; ///< the strictest in which it is there
    ChoiceSet<DataOperation> operations;
    /// The right that names the element, else the one to everything; null on another basis.
    const AccessRight *right = nullptr;
};

/// A line of access that is open today.
struct AccessLine
{
    const AccessGrant *grant = nullptr;
    const Person *person = nullptr;
    const System *system = nullptr;
    const AccessRole *role = nullptr; ///< null when none is named
    AccessBasis basis = AccessBasis::Rights;
    bool isInScope = false; ///< the system is
    bool hasLeft = false;   ///< the person has
    bool reachesTier1 = false;
    quint32 reaches = 0; ///< see Workforce::reachesOf()
};

/// Somebody who reaches Tier 1 and has no training that counts.
struct Untrained
{
    const Person *person = nullptr;
    /// Owed, and overdue or never done; empty: nothing is owed at all.
    std::vector<const Course *> courses;
};

/// Somebody who has left, and what is still open.
struct Lingering
{
    const Person *person = nullptr;
    std::vector<const AccessLine *> accesses;
    double hours = 0; ///< that have passed at least, up to the beginning of today
};

enum class RevocationVerdict { InTime, Unproven, Late };

/// How long it took to end what somebody who left could reach: of the line that took longest.
struct Revocation
{
    const Person *person = nullptr;
    const AccessGrant *grant = nullptr;
    dates::Hours hours = {}; ///< the fewest and the most that the record allows
    RevocationVerdict verdict = RevocationVerdict::InTime;
};

struct SharedAccount
{
    const System *system = nullptr;
    QString account;
    std::vector<const AccessLine *> accesses; ///< one when it is only said to be shared
    bool reachesTier1 = false;
};

struct SecurityOfficers
{
    std::vector<const Person *> current;
    std::vector<const Person *> left;
};

/// What is left to do for somebody who has left.
struct OpenSteps
{
    const Person *person = nullptr;
    ChoiceSet<SeparationStep> steps;
};

/// Who effectively can reach what, and what is wrong with that: a pure function of the snapshot,
/// from the lines of access that are open today, the rights of roles and what systems hold. What
/// is not said counts as the stricter: access without a role, or in one that says nothing about
/// the system, is access to everything in it. 164.308(a)(3) and (4).
///
/// Lists are made when asked for; what they point to lives as long as this.
class Workforce final
{
    Q_DECLARE_TR_FUNCTIONS(Workforce)
public:
    /// \a training outlives this.
    Workforce(const DataMap &map, const TrainingPlan &training);
    Workforce(const Workforce &) = delete;
    Workforce &operator=(const Workforce &) = delete;

    static constexpr int ownHours = 24;  ///< where the organization does not say: own policy
    static constexpr int ownMonths = 12; ///< likewise

    const Snapshot &snapshot() const { return m_snapshot; }
    int revocationHours() const;
    int reviewMonths() const;

    /// By the people's numbers, then those of the lines.
    const std::vector<AccessLine> &accesses() const { return m_accesses; }
    std::span<const AccessLine> accessesOf(const Id<Person> &person) const;
    /// In element order.
    const std::vector<Reach> &reachesOf(const AccessLine &access) const
    {
        return m_reaches[access.reaches].reaches;
    }
    /// None where it is not known what the system holds, or nothing is reached.
    std::optional<Tier> tierOf(const AccessLine &access) const;
    /// "May read ECG waveform in Waveform store as Support agent (GRT-012), because: ...".
    QString why(const AccessLine &access, const Reach &reach) const;
    /// The same of all that is reached in that tier: a sentence for what one right explains.
    QStringList whys(const AccessLine &access, Tier tier) const;

    std::vector<const Person *> whoReachesTier1() const;
    /// Nobody while there are no courses.
    std::vector<Untrained> untrained() const;
    std::vector<Lingering> afterSeparation() const;
    /// Per person whose access was ended when they left or later.
    std::vector<Revocation> revocations() const;
    std::vector<SharedAccount> sharedAccounts() const;

    bool isAuthorized(const AccessLine &access) const
    {
        return !access.grant->authorizedBy.isNull();
    }
    /// By when it is to be looked at again; none when no day is on record.
    std::optional<QDate> reviewDue(const AccessLine &access) const;
    bool isReviewed(const AccessLine &access) const;
    /// In no role, or in one that the person has.
    bool isInOwnRole(const AccessLine &access) const;
    /// People with access to systems in scope.
    std::vector<const Person *> uncleared() const;
    /// Rights to do something whose reason is empty.
    std::vector<const AccessRight *> unreasoned() const;

    SecurityOfficers securityOfficers() const;
    std::vector<OpenSteps> openSteps() const;

private:
    struct ReachSet
    {
        std::vector<Reach> reaches;
        AccessBasis basis = AccessBasis::Rights;
        std::optional<Tier> strictest;
    };
    using Place = std::pair<AnyId, AnyId>; ///< role, or null, and system

    struct Grant
    {
        const Person *person = nullptr;
        const AccessGrant *grant = nullptr;
    };

    void indexRights();
    void indexGrants();
    void addAccesses(const DataMap &map);
    quint32 setFor(const DataMap &map, const AccessGrant &grant);
    ReachSet reachIn(const DataMap &map, const Place &place) const;
    std::optional<Revocation> revocationOf(const Person &person, const AccessGrant &grant) const;
    QString why(const AccessLine &access, const Reach &reach, const QString &elements) const;

    Snapshot m_snapshot;
    const TrainingPlan &m_training;
    std::vector<const Person *> m_people;
    std::vector<Grant> m_grants; ///< by the people's numbers, then their own
    std::map<Place, std::vector<const AccessRight *>> m_rights;
    std::map<Place, quint32> m_setOf;
    std::vector<ReachSet> m_reaches;
    std::vector<AccessLine> m_accesses;
    QHash<AnyId, std::pair<quint32, quint32>> m_ofPerson; ///< first and count of m_accesses
};

/// "create, read".
QString operationsText(const ChoiceSet<DataOperation> &operations);
/// "CR--", for narrow columns.
QString operationsMark(const ChoiceSet<DataOperation> &operations);

}
