// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/findings/findings.h"
#include "model/project/project.h"

#include <QTimer>

namespace safeguard {

/// Keeps what is derived in step with a project: after each edit, and when a new day begins by the
/// project's clock, it works on the new snapshot in a
/// worker and tells once with the newest; results that were overtaken are dropped.
class Deriver final : public QObject
{
    Q_OBJECT

public:
    /// \a project outlives this. The first result comes by itself.
    explicit Deriver(const Project &project, QObject *parent = nullptr);
    ~Deriver() override;

    /// Null until the first result.
    std::shared_ptr<const Derived> latest() const { return m_latest; }
    /// True when latest() is about the project's current content, on the current day.
    bool isCurrent() const;

Q_SIGNALS:
    void derived(std::shared_ptr<const safeguard::Derived> derived);

private:
    void refresh();
    void awaitTomorrow();

    const Project &m_project;
    std::shared_ptr<const Derived> m_latest;
    std::shared_ptr<TextMemory> m_texts; ///< the worker's while it works
    QDate m_day;                         ///< of what is being or was last worked on
    QTimer m_tomorrow;
    std::shared_ptr<std::atomic<bool>> m_isAlive;
    bool m_isWorking = false;
    bool m_isAskedAgain = false;
};

}
