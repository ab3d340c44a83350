// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QThreadPool>
#include <utility>

namespace safeguard {

/// The same, ended in a worker: what is large takes its time to go, which the main thread does not
/// have.
template <class T>
std::shared_ptr<const T> endedElsewhere(std::shared_ptr<const T> shared)
{
    const T *shown = shared.get();
    return {shown, [owner = std::move(shared)](const T *) mutable {
                // None is left when the program ends.
                if (QThreadPool *pool = QThreadPool::globalInstance())
                    pool->start([last = std::exchange(owner, nullptr)] {});
            }};
}

}
