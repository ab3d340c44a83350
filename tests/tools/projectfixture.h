// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/diagram.h"
#include "model/inventory/organization.h"
#include "model/newproject.h"
#include "model/project/project.h"
#include "model/registers.h"
#include "tests/tools/testmain.h"

#include <QDir>
#include <QTemporaryDir>

namespace safeguard::testing {

inline QString passphrase()
{
    return QStringLiteral("correct horse battery staple");
}

inline NewProject someProject()
{
    return {QStringLiteral("CardioLink"), QStringLiteral("dana"), QStringLiteral("Dana Mensah"),
            Secret::fromText(passphrase())};
}

inline Credentials dana()
{
    return {QStringLiteral("dana"), Secret::fromText(passphrase())};
}

/// A fresh project in a folder of its own, at a time that stands still.
class ProjectFixture
{
public:
    /// \a folder holds the fixture's own folder.
    explicit ProjectFixture(const QString &folder = QDir::tempPath())
        : dir(folder + QStringLiteral("/safeguard-test"))
    {
        project = std::move(createProject(path(), someProject(), clock).value());
    }
    QString path() const { return dir.filePath(QStringLiteral("a.safeguard")); }
    void reopen()
    {
        project.reset();
        auto opened = Project::open(path(), dana(), Access::ReadWrite, allRegisters(), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        project = *std::move(opened);
    }
    /// Adds a record in an edit of its own.
    template <class T>
    Id<T> add(T record)
    {
        Id<T> id;
        const auto done = project->perform(QStringLiteral("Add"), [&](Edit &edit) {
            id = edit.put(std::move(record));
            return Status();
        });
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
        return id;
    }

    QTemporaryDir dir;
    FixedClock clock{QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC)};
    std::unique_ptr<Project> project;
};

inline System systemNamed(const QString &name)
{
    System system;
    system.name = name;
    return system;
}

}
