// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/people/personpanel.h"

#include "model/inventory/organization.h"
#include "model/inventory/system.h"
#include "model/inventory/timezone.h"
#include "model/people/bulkedits.h"
#include "views/kit/panelparts.h"
#include "views/people/trainingmodel.h"

#include <cmath>
#include <QBoxLayout>
#include <QPushButton>

namespace safeguard {

namespace {

QString hoursText(double hours)
{
    return QString::number(std::floor(std::max(hours, 0.0) * 10) / 10);
}

/// "Access was ended 2 to 26 hours after the separation; your own policy is 24."
QString toldOf(const Revocation &revocation, const Workforce &workforce)
{
    const dates::Hours &hours = revocation.hours;
    const QString span =
        hours.least == hours.most
            ? hoursText(hours.most)
            : PersonPanel::tr("%1 to %2").arg(hoursText(hours.least), hoursText(hours.most));
    return PersonPanel::tr("Access was ended %1 hours after the separation; your own policy is %2.")
        .arg(span)
        .arg(workforce.revocationHours());
}

QString placeOf(const AccessLine &access, const Workforce &workforce)
{
    const RegisterType &type = workforce.snapshot().registers().of<AccessGrant>();
    const auto tier = workforce.tierOf(access);
    QString place = access.role
                        ? PersonPanel::tr("%1, as %2").arg(access.system->name, access.role->name)
                        : access.system->name;
    if (tier)
        place += PersonPanel::tr(", %1").arg(tierName(*tier));
    return PersonPanel::tr("%1 (%2)").arg(place, type.citeNumber(*access.grant));
}

QString trainingOf(const TrainingPlan &plan, const Id<Person> &person)
{
    const TrainingRate rate = rateOf(plan, person);
    if (rate.owed == 0)
        return PersonPanel::tr("Training: nothing is owed");
    return PersonPanel::tr("Training: %1 of %2 fulfilled, %3 overdue")
        .arg(rate.fulfilled)
        .arg(rate.owed)
        .arg(rate.overdue);
}

}

PersonPanel::PersonPanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_lines(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_lines->setSpacing(4);
    layout->addLayout(m_lines);
    m_end = panel::addButton(tr("End all access now"), QStringLiteral("end-access"), false, this);
    m_end->setToolTip(tr("From this moment on; undo takes it back"));
    connect(m_end, &QPushButton::clicked, this, &PersonPanel::endAccess);
    layout->addWidget(m_end, 0, Qt::AlignLeft);
    connect(&workspace.deriver(), &Deriver::derived, this, &PersonPanel::refresh);
}

void PersonPanel::show(const AnyId &person)
{
    m_person = person;
    refresh();
}

void PersonPanel::addLink(const QString &words, const Address &to)
{
    auto *label = panel::addText(m_lines, {});
    label->setObjectName(QStringLiteral("person-line"));
    panel::showLink(label, words);
    connect(label, &QLabel::linkActivated, this, [this, to] { m_workspace.go(to); });
}

void PersonPanel::addAccess(const Derived &derived, const Person &person)
{
    const Workforce &workforce = derived.workforce;
    const auto open = workforce.accessesOf(idOf(person));
    const bool hasLeft = !open.empty() && open.front().hasLeft;
    auto *head = panel::addText(
        m_lines, hasLeft ? QStringLiteral("error") : QString(),
        open.empty() ? tr("No access is open.")
        : hasLeft    ? tr("Has left, and %n accesses are open:", nullptr, int(open.size()))
                     : tr("%n accesses are open:", nullptr, int(open.size())));
    head->setObjectName(QStringLiteral("person-access"));
    for (const AccessLine &access : open)
        addLink(placeOf(access, workforce),
                {Workspace::screenOf(QString::fromLatin1(AccessGrant::registerKey)),
                 access.grant->id, QStringLiteral("revoked")});
    for (const Revocation &revocation : workforce.revocations()) {
        if (revocation.person->id == person.id)
            panel::addText(m_lines,
                           revocation.verdict == RevocationVerdict::Late ? QStringLiteral("error")
                                                                         : QString(),
                           toldOf(revocation, workforce))
                ->setObjectName(QStringLiteral("person-revocation"));
    }
}

void PersonPanel::refresh()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const auto derived = m_workspace.deriver().latest();
    const Person *person = derived ? derived->map.snapshot().find(Id<Person>(m_person)) : nullptr;
    setVisible(person != nullptr);
    if (!person)
        return;
    addAccess(*derived, *person);
    addLink(trainingOf(derived->training, idOf(*person)), {QStringLiteral("training"), person->id});
    const Project &project = m_workspace.project();
    m_end->setVisible(!derived->workforce.accessesOf(idOf(*person)).empty());
    m_end->setEnabled(project.mayEdit(project.registers().of<AccessGrant>()));
}

void PersonPanel::endAccess()
{
    const Snapshot now = m_workspace.project().snapshot();
    const Id<Person> id(m_person);
    if (!now.find(id))
        return;
    const QDateTime moment =
        m_workspace.project().clock().now().toTimeZone(zoneOf(now.only<Organization>()));
    m_workspace.perform(tr("End all access of %1").arg(now.find(id)->name),
                        [&](Edit &edit) -> Status {
                            SG_TRY(safeguard::endAccess(edit, id, moment.date(), moment.time()));
                            return {};
                        });
}

}
