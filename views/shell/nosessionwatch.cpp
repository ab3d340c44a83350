// SPDX-License-Identifier: GPL-3.0-or-later
// Instead of sessionwatch.cpp where Qt's D-Bus is not there.
#include "views/shell/sessionwatch.h"

#include <QVariantMap>

namespace safeguard {

struct SessionWatch::Private
{};

SessionWatch::SessionWatch(QObject *parent)
    : QObject(parent)
{}

SessionWatch::SessionWatch(const QString &, const QString &, QObject *parent)
    : SessionWatch(parent)
{}

SessionWatch::~SessionWatch() = default;

bool SessionWatch::isComplete() const
{
    return false;
}

void SessionWatch::onSleep(bool) {}
void SessionWatch::onScreenSaver(bool) {}
void SessionWatch::onSessionLock() {}
void SessionWatch::onSessionChange(const QString &, const QVariantMap &, const QStringList &) {}

}
