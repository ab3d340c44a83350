// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"

namespace safeguard {

/// Copies for looking at: each in a folder of its own that nobody else may enter, without the right
/// to write it, removed when the project closes or locks. What a crash left goes with the next one.
class OpenedCopies final : public QObject
{
    Q_OBJECT

public:
    /// Those of the workspace; they go with it.
    static OpenedCopies &of(Workspace &workspace);
    ~OpenedCopies() override;

    /// Where a copy of a file of that name may be written; empty when there is no such place.
    QString placeFor(const QString &fileName);
    /// Takes the right to write it away.
    static void protect(const QString &path);
    /// A name without folders and without what file systems refuse.
    static QString plainName(const QString &fileName);
    /// Whether opening it would run it.
    static bool isProgram(const QString &fileName);

private:
    explicit OpenedCopies(QObject *parent);
    struct Folder;
    static void removeLeftOnes();
    std::vector<std::unique_ptr<Folder>> m_folders;
};

}
