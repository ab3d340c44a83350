// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/databasethread.h"

namespace safeguard {

DatabaseThread::DatabaseThread()
    : m_thread([this] { work(); })
{}

DatabaseThread::~DatabaseThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ends = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void DatabaseThread::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

bool DatabaseThread::isAwaited() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_tasks.empty();
}

void DatabaseThread::work()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_ends || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
    }
}

}
