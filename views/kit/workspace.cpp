// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/workspace.h"

#include "model/deadlines/deadline.h"
#include "model/people/training.h"

#include "views/kit/duedates.h"

namespace safeguard {

Workspace::Workspace(std::unique_ptr<Project> project, QObject *parent)
    : QObject(parent)
    , m_project(std::move(project))
    , m_deriver(std::make_unique<Deriver>(*m_project))
    , m_drafts(std::make_unique<Drafts>(*m_project))
{}

Workspace::~Workspace() = default;

DueDates &Workspace::dueDates()
{
    if (!m_dueDates)
        m_dueDates = std::make_unique<DueDates>(*m_deriver);
    return *m_dueDates;
}

Address addressOf(const Deadline &deadline)
{
    const bool isTraining = deadline.record.registerKey == QLatin1String(Course::registerKey) &&
                            !deadline.person.isNull();
    if (isTraining)
        return {QStringLiteral("training"), deadline.person, deadline.record.id.toText()};
    return {Workspace::screenOf(deadline.record.registerKey), deadline.record.id, deadline.field};
}

QString Workspace::screenOf(const QString &registerKey)
{
    return registerKey;
}

bool Workspace::perform(const QString &sentence, const Project::Writes &writes)
{
    const auto done = m_project->perform(sentence, writes);
    if (!done)
        Q_EMIT refused(done.error());
    return done.has_value();
}

}
