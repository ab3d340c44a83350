// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <QCoreApplication>
#include <QObject>
#include <QThreadPool>

namespace safeguard {

/// Work in a pool thread with its result on the thread of its owner, where nothing else is called.
/// The newest wins: start(), cancel() and the end of the Job overtake what is under way.
template <class T>
class Job final
{
public:
    /// True when nobody waits for the result any more; the work should end soon then.
    using Flag = std::atomic<bool>;
    using Work = std::function<T(const Flag &isOvertaken)>;
    using Done = std::function<void(T)>;

    Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    ~Job() { cancel(); }

    /// Calls \a done with what \a work returns; \a overtaken instead when that comes too late.
    void start(Work work, Done done, Done overtaken = {})
    {
        cancel();
        m_isOvertaken = std::make_shared<Flag>(false);
        // The relay stays until the result is delivered. It goes with the program, which waits for
        // its workers before; so posting to it is safe to the end.
        auto *relay = new QObject(QCoreApplication::instance());
        QThreadPool::globalInstance()->start([this, relay, flag = m_isOvertaken,
                                              work = std::move(work), done = std::move(done),
                                              overtaken = std::move(overtaken)] {
            auto result = std::make_shared<T>(work(*flag));
            QMetaObject::invokeMethod(relay, [this, relay, flag, result, done, overtaken] {
                relay->deleteLater();
                if (!*flag) {
                    m_isOvertaken.reset();
                    done(std::move(*result));
                } else if (overtaken) {
                    overtaken(std::move(*result));
                }
            });
        });
    }
    void cancel()
    {
        if (m_isOvertaken)
            *m_isOvertaken = true;
        m_isOvertaken.reset();
    }
    bool isRunning() const { return m_isOvertaken != nullptr; }

private:
    std::shared_ptr<Flag> m_isOvertaken;
};

}
