// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace safeguard {

/// The one thread that a project's connection lives on. Tasks run in the order in which they come.
class DatabaseThread final
{
public:
    DatabaseThread();
    /// Finishes what was handed in.
    ~DatabaseThread();

    /// Runs \a task there and waits for what it returns.
    template <class F>
    auto run(F task) -> decltype(task())
    {
        std::packaged_task<decltype(task())()> packaged(std::move(task));
        auto result = packaged.get_future();
        post([&] { packaged(); });
        return result.get();
    }
    void post(std::function<void()> task);
    /// Whether another task waits behind the one that is running.
    bool isAwaited() const;

private:
    void work();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    bool m_ends = false;
    std::thread m_thread;
};

}
