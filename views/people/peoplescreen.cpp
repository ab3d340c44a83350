// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/peoplescreen.h"

#include "model/people/person.h"
#include "views/kit/badge.h"
#include "views/people/personpanel.h"
#include "views/people/trainingmodel.h"

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PeopleScreen)
};

std::span<const AccessLine> openOf(const Record &record, const Derived &derived)
{
    return derived.workforce.accessesOf(Id<Person>(record.id));
}

std::optional<Tier> strictestOf(const Record &record, const Derived &derived)
{
    std::optional<Tier> strictest;
    for (const AccessLine &access : openOf(record, derived)) {
        if (const auto tier = derived.workforce.tierOf(access))
            strictest = strictest ? safeguard::strictest(*strictest, *tier) : *tier;
    }
    return strictest;
}

/// What follows about each person: so the list can be sorted and filtered by it.
std::vector<DerivedColumn> columns()
{
    const auto count = [](const Record &record, const Derived &derived) {
        const auto open = openOf(record, derived);
        return open.empty() ? QString() : QString::number(open.size());
    };
    const auto countInk = [](const Record &record, const Derived &derived) {
        const auto open = openOf(record, derived);
        return !open.empty() && open.front().hasLeft ? Ink::Danger : Ink::Muted;
    };
    const auto training = [](const Record &record, const Derived &derived) {
        const TrainingRate rate = rateOf(derived.training, Id<Person>(record.id));
        if (rate.owed == 0)
            return QString();
        return rate.overdue > 0 ? Words::tr("%n overdue", nullptr, rate.overdue)
                                : Words::tr("%1 of %2").arg(rate.fulfilled).arg(rate.owed);
    };
    const auto trainingInk = [](const Record &record, const Derived &derived) {
        return rateOf(derived.training, Id<Person>(record.id)).overdue > 0 ? Ink::Danger
                                                                           : Ink::Good;
    };
    const auto reaches = [](const Record &record, const Derived &derived) {
        const auto tier = strictestOf(record, derived);
        return tier ? tierName(*tier) : QString();
    };
    const auto reachesInk = [](const Record &record, const Derived &derived) {
        const auto tier = strictestOf(record, derived);
        return tier ? inkOf(*tier) : Ink::Muted;
    };
    return {{QStringLiteral("reaches"), Words::tr("Reaches"), reaches, reachesInk},
            {QStringLiteral("open-access"), Words::tr("Open access"), count, countInk},
            {QStringLiteral("training"), Words::tr("Training"), training, trainingInk}};
}

}

PeopleScreen::PeopleScreen(Workspace &workspace, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(Person::registerKey), columns(), parent)
{
    auto *panel = new PersonPanel(workspace);
    form()->setDerivedPanel(panel);
    const auto show = [this, panel] { panel->show(form()->shown()); };
    connect(form(), &RecordForm::shownChanged, panel, show);
    show();
}

}
