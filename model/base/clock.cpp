// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/clock.h"

namespace safeguard {

namespace {
class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    QDate today() const override { return QDate::currentDate(); }
};
}

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

}
