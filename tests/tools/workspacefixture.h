// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/tools/projectfixture.h"
#include "views/kit/workspace.h"

namespace safeguard::testing {

/// A workspace over a fresh project; derived() waits for what follows from the last edit.
class WorkspaceFixture
{
public:
    WorkspaceFixture()
        : workspace(std::make_unique<Workspace>(std::move(files.project)))
    {}
    Project &project() const { return workspace->project(); }
    bool derived() const
    {
        return QTest::qWaitFor([this] { return workspace->deriver().isCurrent(); }, 5000);
    }
    template <class T>
    Id<T> add(T record)
    {
        Id<T> id;
        const auto done = project().perform(QStringLiteral("Add"), [&](Edit &edit) {
            id = edit.put(std::move(record));
            return Status();
        });
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
        return id;
    }

    ProjectFixture files;
    std::unique_ptr<Workspace> workspace;
};

inline DataElement elementNamed(const QString &name, Content content, LinksToPerson links)
{
    DataElement element;
    element.name = name;
    element.content = content;
    element.linksToPerson = links;
    return element;
}

}
