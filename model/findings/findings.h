// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/coverage.h"
#include "model/flows/why.h"

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

/// Everything that follows from a snapshot. Immutable once made; shared by whoever shows it.
struct Derived
{
    explicit Derived(const Snapshot &snapshot);

    DataMap map;
    EncryptionMap encryption;
    std::vector<Finding> findings; ///< most severe first
};

/// A rule sees the snapshot and what is derived, and adds what it finds.
using FindingRule = void (*)(const DataMap &, const EncryptionMap &, std::vector<Finding> &);
/// All rules of the product; a new one is one function and one line.
const std::vector<FindingRule> &findingRules();

}
