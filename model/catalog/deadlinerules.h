// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <QHash>
#include <QStringList>
#include <vector>

namespace safeguard {

/// What binds to a day. Never mixed up: guidance and own policy are no law.
enum class Force { Law, Contract, Guidance, OwnPolicy, Proposal };
inline constexpr int forceCount = 5;
/// "Own policy"
QString nameOf(Force force);
/// "own_policy"
QString keyOf(Force force);
std::optional<Force> forceFrom(const QString &key);
/// A sentence that says so: "Your own policy; the rule names no number."
QString sentenceOf(Force force);

/// What a deadline is about, as one looks for it in a calendar.
enum class DeadlineKind {
    Agreements,
    Vendors,
    Access,
    Training,
    RiskAnalysis,
    Actions,
    Acceptances,
    Evidence,
    Deidentification,
    Reviews,
    Retention,
    Breach,
    Requests,
    Device,
    Other,
};
inline constexpr int deadlineKindCount = 15;
QString nameOf(DeadlineKind kind);
QString keyOf(DeadlineKind kind);
std::optional<DeadlineKind> deadlineKindFrom(const QString &key);

/// A rule about when something is due, in our words.
struct DeadlineRule
{
    enum class Unit { Hours, Days, WorkingDays, Months, Years };
    struct Period
    {
        int value = 0;
        Unit unit = Unit::Days;
        bool fromYearEnd = false; ///< counts from 31 December of the year in which it starts
    };

    QString id; ///< "DL-BN-INDIV"
    QString name;
    DeadlineKind kind = DeadlineKind::Other;
    Force force = Force::OwnPolicy;
    QString citation;
    QString trigger;
    QString computation;
    QString note;
    std::optional<Period> period; ///< none: a record or one's own interval says
    QStringList responsible;
    bool canReschedule = false; ///< own policy only
    bool isOn = true;           ///< proposals are not
};

/// The law, the guidance and one's own rules about periods. Data: a later edition changes the
/// resource, not the program.
class DeadlineRules final
{
public:
    const QString &version() const { return m_version; }
    const QString &title() const { return m_title; }
    const QString &note() const { return m_note; }
    const std::vector<DeadlineRule> &all() const { return m_rules; }
    /// Null when there is none.
    const DeadlineRule *find(const QString &id) const;
    /// A program that asks for a rule which does not exist is broken and ends.
    const DeadlineRule &at(const char *id) const;

    /// Those that come with the program.
    static const DeadlineRules &current();

private:
    static DeadlineRules read();

    QString m_version;
    QString m_title;
    QString m_note;
    std::vector<DeadlineRule> m_rules;
    QHash<QString, size_t> m_index;
};

}
