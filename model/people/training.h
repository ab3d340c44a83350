// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

struct AccessRole;
struct Person;

/// What members of the workforce learn, who owes it and how often.
struct Course final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Course)
public:
    static constexpr auto registerKey = "courses";

    QString name;
    QString topic;
    QString version;
    std::optional<QDate> versionSince;
    bool isNewVersionOwed = false; ///< who completed an earlier one owes this one
    bool isForEveryone = false;
    IdSet<AccessRole> roles; ///< whose members owe it
    std::optional<int> dueDays;
    std::optional<int> refresherMonths; ///< empty: once
    std::optional<int> minutes;
    std::optional<int> passScore; ///< in percent
    bool isRetired = false;

    static RegisterType describe();
};

enum class TrainingResult { Completed, Passed, Failed };

inline const ChoiceList &choices(TrainingResult)
{
    static const ChoiceList list{{"completed", InventoryWords::tr("Completed")},
                                 {"passed", InventoryWords::tr("Passed")},
                                 {"failed", InventoryWords::tr("Failed")}};
    return list;
}

/// That a person took part in a course. Without a day it is planned.
struct TrainingRecord final : Record
{
    Q_DECLARE_TR_FUNCTIONS(TrainingRecord)
public:
    static constexpr auto registerKey = "training-records";

    Id<Person> person;
    Id<Course> course;
    QString version; ///< of the course
    std::optional<QDate> completed;
    TrainingResult result = TrainingResult::Completed;
    std::optional<int> score; ///< in percent
    QString proof;

    bool counts() const { return completed && result != TrainingResult::Failed; }

    static RegisterType describe();
};

/// A test with false mails, and what people did with them.
struct PhishingCampaign final : Record
{
    Q_DECLARE_TR_FUNCTIONS(PhishingCampaign)
public:
    static constexpr auto registerKey = "phishing-campaigns";

    QString name;
    std::optional<QDate> sentOn;
    std::optional<int> recipients;
    std::optional<int> clicked;
    std::optional<int> entered; ///< gave a password or another secret away
    std::optional<int> reported;
    QString notes;

    static RegisterType describe();
};

}
