// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

namespace safeguard {

/// A file under construction beside the one it shall become: removed, with its journal, unless it
/// was published.
class Draft final
{
public:
    enum class Purpose { NewFile, Replacement };
    explicit Draft(const QString &path, Purpose purpose = Purpose::NewFile);
    ~Draft();
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    const QString &path() const { return m_path; }
    const QString &finalPath() const { return m_final; }
    /// Gives the synced file its name, durably; never replaces anything.
    Status publish();
    /// Gives the synced file the name of the one that it is to replace, durably and at once: at
    /// each moment that name leads to one of the two. When it fails, the other one stays.
    Status replace();
    /// Removes the replacements of \a path that a killed process has not finished. Only for who
    /// holds the lock of that file, without which nobody makes one.
    static void removeUnfinished(const QString &path);

private:
    QString m_final;
    QString m_path;
};

/// Refused when something has that name, or the name that its journal would have.
Status checkIsFree(const QString &path);

}
