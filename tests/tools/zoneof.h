// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <ctime>

namespace safeguard::testing {

/// Sets the time zone of the process for as long as it lives.
class ZoneOf final
{
public:
    explicit ZoneOf(const QByteArray &zone)
        : m_before(qgetenv("TZ"))
    {
        set(zone);
    }
    ~ZoneOf() { set(m_before); }

private:
    static void set(const QByteArray &zone)
    {
        qputenv("TZ", zone);
        tzset();
    }
    QByteArray m_before;
};

}
