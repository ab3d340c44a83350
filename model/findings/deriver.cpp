// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/deriver.h"

#include <QPointer>
#include <QThreadPool>

namespace safeguard {

Deriver::Deriver(const Project &project, QObject *parent)
    : QObject(parent)
    , m_project(project)
    , m_isAlive(std::make_shared<std::atomic<bool>>(true))
{
    connect(&project, &Project::changed, this, &Deriver::refresh);
    refresh();
}

Deriver::~Deriver()
{
    *m_isAlive = false;
}

bool Deriver::isCurrent() const
{
    return m_latest && m_latest->map.snapshot().number() == m_project.snapshot().number();
}

void Deriver::refresh()
{
    if (m_isWorking) {
        m_isAskedAgain = true;
        return;
    }
    m_isWorking = true;
    QThreadPool::globalInstance()->start([this, guard = QPointer<Deriver>(this),
                                          isAlive = m_isAlive, snapshot = m_project.snapshot()] {
        if (!*isAlive)
            return;
        auto result = std::make_shared<const Derived>(snapshot);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [this, guard, result = std::move(result)] {
                if (!guard)
                    return;
                m_isWorking = false;
                m_latest = result;
                if (std::exchange(m_isAskedAgain, false))
                    refresh();
                else
                    Q_EMIT derived(result);
            },
            Qt::QueuedConnection);
    });
}

}
