// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstdio>
#include <QElapsedTimer>
#include <QString>

namespace safeguard::bench {

/// The value of a result that cannot fail here.
template <class R>
auto must(R &&result)
{
    if (!result)
        qFatal("%s", qPrintable(wholeText(result.error())));
    if constexpr (!std::is_void_v<typename std::decay_t<R>::value_type>)
        return std::move(*result);
}

/// Milliseconds.
template <class F>
double timed(F run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return double(timer.nsecsElapsed()) / 1e6;
}

inline void say(const char *what, double ms, const QString &more = {})
{
    std::printf("%-52s %10.1f ms  %s\n", what, ms, qPrintable(more));
    std::fflush(stdout);
}

}
