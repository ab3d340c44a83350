// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

namespace safeguard {

/// A file under construction beside the one it shall become: removed, with its journal, unless it
/// was published.
class Draft final
{
public:
    explicit Draft(const QString &path);
    ~Draft();
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    const QString &path() const { return m_path; }
    const QString &finalPath() const { return m_final; }
    /// Gives the synced file its name, durably; never replaces anything.
    Status publish();

private:
    QString m_final;
    QString m_path;
};

/// Refused when something has that name, or the name that its journal would have.
Status checkIsFree(const QString &path);

}
