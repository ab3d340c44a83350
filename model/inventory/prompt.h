// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/system.h"

namespace safeguard {

enum class PromptAnswer { NotAnswered, Present, Absent };

inline const ChoiceList &choices(PromptAnswer)
{
    static const ChoiceList list{{"not_answered", InventoryWords::tr("Not yet answered")},
                                 {"present", InventoryWords::tr("Present")},
                                 {"absent", InventoryWords::tr("Absent, because")}};
    return list;
}

/// "Do you have one of these?", for each kind of touchpoint, so that an omission is visible.
struct Prompt final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Prompt)
public:
    static constexpr auto registerKey = "touchpoint-prompts";

    SystemKind kind = SystemKind::Other;
    PromptAnswer answer = PromptAnswer::NotAnswered;
    QString reason;

    static RegisterType describe()
    {
        return Describe<Prompt>(
                   {.singular = tr("Touchpoint"),
                    .plural = tr("Touchpoints"),
                    .purpose =
                        tr("For each kind of place where patient data can be: present, or absent "
                           "and why. An auditor asks what is missing; this list answers."),
                    .citation = QStringLiteral("164.308(a)(1)(ii)(A)"),
                    .area = Area::Map,
                    .isFixed = true})
            .field<&Prompt::kind>("kind", tr("Kind of touchpoint"))
            .required()
            .unique()
            .field<&Prompt::answer>("answer", tr("Answer"))
            .material()
            .field<&Prompt::reason>("reason", tr("Because"))
            .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
                const auto &self = static_cast<const Prompt &>(record);
                if (self.answer == PromptAnswer::Absent && self.reason.trimmed().isEmpty())
                    problems.push_back(
                        {QStringLiteral("reason"), tr("Say why there is none of this kind.")});
            })
            .done();
    }
};

/// The systems of the touchpoint's kind that are not retired.
inline IdSet<System> systemsAt(const Prompt &prompt, const Snapshot &snapshot)
{
    std::vector<Id<System>> ids;
    for (const System &system : snapshot.rows<System>()) {
        if (system.kind == prompt.kind && !system.isRetired())
            ids.push_back(idOf(system));
    }
    return IdSet<System>(std::move(ids));
}

}
