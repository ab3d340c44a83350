// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/coverage.h"
#include "model/flows/why.h"
#include "model/people/workforce.h"
#include "model/risk/plan.h"
#include "model/risk/riskmap.h"
#include "model/vendors/vendormap.h"

#include <functional>
#include <map>

namespace safeguard {

enum class Severity { Low, Medium, High };
QString severityKey(Severity severity);
QString severityName(Severity severity);
std::optional<Severity> severityFrom(QStringView key);

/// Something that a rule found in the project. It goes when its cause goes.
struct Finding
{
    QString rule; ///< kebab-case, stable
    Severity severity = Severity::Medium;
    QString sentence;
    QString why;
    QString citation;
    QString registerKey; ///< the record to open
    AnyId id;
    QString field; ///< where the fix begins; may be empty
    QString fix;   ///< what the fix is called, in the imperative
};

/// Which texts looked like patient data when they were last read, so that only records that changed
/// are read again. For one derivation at a time.
class TextMemory final
{
public:
    /// The suspicious fields of each record of a register. \a isCancelled ends it early; nothing
    /// of that look is remembered then.
    using Suspects = std::map<AnyId, std::vector<const Field *>>;
    Suspects suspectsIn(const RegisterType &type, const RowSet &rows,
                        const std::function<bool()> &isCancelled);
    /// How many records were read so far.
    qint64 readCount() const { return m_readCount; }

private:
    struct Seen
    {
        RowSet rows;
        Suspects suspects;
    };
    std::map<QString, Seen> m_seen;
    qint64 m_readCount = 0;
};

/// Everything that follows from a snapshot. Immutable once made; shared by whoever shows it.
struct Derived
{
    explicit Derived(const Snapshot &snapshot);
    /// The same with what an earlier derivation remembers. Null when \a isCancelled, which is
    /// asked between rules, says so.
    static std::shared_ptr<const Derived> derive(const Snapshot &snapshot, TextMemory &texts,
                                                 const std::function<bool()> &isCancelled);

    DataMap map;
    EncryptionMap encryption;
    RiskMap risks;
    TrainingPlan training;
    Workforce workforce;
    VendorMap vendors;
    std::vector<Finding> findings; ///< most severe first

private:
    struct Bare
    {};
    Derived(const Snapshot &snapshot, Bare);
    bool find(TextMemory &texts, const std::function<bool()> &isCancelled);
};

/// A rule sees what is derived, and adds what it finds.
using FindingRule = std::function<void(const Derived &, std::vector<Finding> &)>;
/// All rules of the product; a new one is one function and one line. The texts are read beside
/// them, see TextMemory.
const std::vector<FindingRule> &findingRules();

}
