// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadlines.h"
#include "model/findings/deriver.h"
#include "views/kit/job.h"

namespace safeguard {

/// What is due in a project: worked out in a worker after each edit and when a new day begins, once
/// for everyone who shows it.
class DueDates final : public QObject
{
    Q_OBJECT

public:
    struct Found
    {
        std::shared_ptr<const Derived> derived; ///< that it follows from
        std::vector<Deadline> all;              ///< in the order of comesBefore()

        const Snapshot &snapshot() const { return derived->map.snapshot(); }
        QDate today() const { return snapshot().today(); }
    };

    /// \a deriver outlives this.
    explicit DueDates(const Deriver &deriver, QObject *parent = nullptr);
    /// Null until the first result.
    std::shared_ptr<const Found> latest() const { return m_latest; }
    /// True when latest() follows from the project's present content.
    bool isCurrent() const;

Q_SIGNALS:
    void changed();

private:
    void work();

    const Deriver &m_deriver;
    std::shared_ptr<const Found> m_latest;
    Job<std::shared_ptr<const Found>> m_job;
};

}
