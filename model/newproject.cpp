// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/newproject.h"

#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"
#include "model/inventory/prompt.h"
#include "model/registers.h"

namespace safeguard {

namespace {

Status addFixedRecords(Edit &edit, const NewProject &about)
{
    ProjectInfo info;
    info.id = edit.nameBasedId(edit.registers().of<ProjectInfo>(), u"");
    info.name = about.name;
    edit.put(info);
    Organization organization;
    organization.id = edit.nameBasedId(edit.registers().of<Organization>(), u"");
    organization.name = Organization::tr("Your organization");
    edit.put(organization);
    const ChoiceList &kinds = choices(SystemKind());
    for (size_t i = 0; i < kinds.size(); ++i) {
        const auto kind = static_cast<SystemKind>(i);
        if (kind == SystemKind::Other)
            continue;
        Prompt prompt;
        prompt.id = edit.nameBasedId(edit.registers().of<Prompt>(), kinds[i].key);
        prompt.kind = kind;
        edit.put(prompt);
    }
    return {};
}

}

Result<std::unique_ptr<Project>> createProject(const QString &path, const NewProject &about,
                                               const Clock &clock)
{
    return createProject(path, about, allRegisters(), clock);
}

Result<std::unique_ptr<Project>> createProject(const QString &path, const NewProject &about,
                                               std::shared_ptr<const Registers> registers,
                                               const Clock &clock)
{
    auto project = Project::create(path, about, std::move(registers), clock);
    SG_TRY(project);
    const auto done = (*project)->perform(
        Project::tr("Set up the registers of %1").arg(about.name),
        [&](Edit &edit) { return addFixedRecords(edit, about); }, EntryKind::Migration);
    SG_TRY(done);
    return project;
}

Result<std::unique_ptr<Project>> openProject(const QString &path, const Credentials &credentials,
                                             Access access, const Clock &clock)
{
    return Project::open(path, credentials, access, allRegisters(), clock);
}

Result<std::unique_ptr<Project>> unlockProject(const QString &path, const Credentials &credentials,
                                               Access access, const UnlockLog &log, bool tells,
                                               const Clock &clock)
{
    auto project = openProject(path, credentials, access, clock);
    const bool isRefused = !project && (project.error().code == ErrorCode::WrongPassphrase ||
                                        project.error().code == ErrorCode::UnknownUser);
    const auto header = Vault::peek(path);
    if (isRefused && header)
        log.failed(header->fileId, credentials.user);
    if (!project || (*project)->isReadOnly() || !header)
        return project;
    if (const QString failed = log.take(header->fileId); !failed.isEmpty())
        SG_TRY((*project)->note(failed));
    if (tells)
        SG_TRY((*project)->note(credentials.recoveryKey.isEmpty()
                                    ? Project::tr("Unlock the project")
                                    : Project::tr("Unlock the project with a recovery key")));
    return project;
}

}
