// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/sessionwatch.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QTimer>

namespace safeguard {

namespace {

const auto loginService = QStringLiteral("org.freedesktop.login1");
const auto loginPath = QStringLiteral("/org/freedesktop/login1");
const auto managerInterface = QStringLiteral("org.freedesktop.login1.Manager");
const auto sessionInterface = QStringLiteral("org.freedesktop.login1.Session");
/// For what is still on its way when the lock is told.
constexpr int delayMilliseconds = 300;

QDBusMessage managerCall(const QString &method, const QVariantList &arguments)
{
    auto call = QDBusMessage::createMethodCall(loginService, loginPath, managerInterface, method);
    call.setArguments(arguments);
    return call;
}

}

struct SessionWatch::Private
{
    QDBusConnection system;
    QDBusConnection session;
    QDBusUnixFileDescriptor delay; ///< while it is open, sleep waits for us
    bool isComplete = false;
};

SessionWatch::SessionWatch(QObject *parent)
    : SessionWatch(QDBusConnection::systemBus().name(), QDBusConnection::sessionBus().name(),
                   parent)
{}

SessionWatch::SessionWatch(const QString &systemBus, const QString &sessionBus, QObject *parent)
    : QObject(parent)
    , d(new Private{QDBusConnection(systemBus), QDBusConnection(sessionBus), {}})
{
    if (d->session.isConnected()) {
        for (const char *desktop : {"freedesktop", "gnome", "cinnamon", "mate", "xfce"})
            d->session.connect({}, {},
                               QStringLiteral("org.%1.ScreenSaver").arg(QLatin1String(desktop)),
                               QStringLiteral("ActiveChanged"), this, SLOT(onScreenSaver(bool)));
    }
    if (!d->system.isConnected())
        return;
    d->system.connect(loginService, loginPath, managerInterface, QStringLiteral("PrepareForSleep"),
                      this, SLOT(onSleep(bool)));
    askForDelay();
    findSession();
}

SessionWatch::~SessionWatch() = default;

bool SessionWatch::isComplete() const
{
    return d->isComplete;
}

void SessionWatch::askForDelay()
{
    const auto call = managerCall(QStringLiteral("Inhibit"),
                                  {QStringLiteral("sleep"), QCoreApplication::applicationName(),
                                   tr("The project is locked before the computer sleeps."),
                                   QStringLiteral("delay")});
    auto *watcher = new QDBusPendingCallWatcher(d->system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (!reply.isError())
            d->delay = reply.value();
        watcher->deleteLater();
    });
}

void SessionWatch::findSession()
{
    const QString id = qEnvironmentVariable("XDG_SESSION_ID");
    const auto call = id.isEmpty()
                          ? managerCall(QStringLiteral("GetSessionByPID"),
                                        {static_cast<uint>(QCoreApplication::applicationPid())})
                          : managerCall(QStringLiteral("GetSession"), {id});
    auto *watcher = new QDBusPendingCallWatcher(d->system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (!reply.isError())
            listenTo(reply.value().path());
        watcher->deleteLater();
    });
}

void SessionWatch::listenTo(const QString &sessionPath)
{
    d->system.connect(loginService, sessionPath, sessionInterface, QStringLiteral("Lock"), this,
                      SLOT(onSessionLock()));
    d->system.connect(loginService, sessionPath, QStringLiteral("org.freedesktop.DBus.Properties"),
                      QStringLiteral("PropertiesChanged"), this,
                      SLOT(onSessionChange(QString, QVariantMap, QStringList)));
    d->isComplete = true;
}

void SessionWatch::onSleep(bool begins)
{
    if (!begins) {
        askForDelay();
        return;
    }
    Q_EMIT left();
    QTimer::singleShot(delayMilliseconds, this, [this] { d->delay = {}; });
}

void SessionWatch::onScreenSaver(bool active)
{
    if (active)
        Q_EMIT left();
}

void SessionWatch::onSessionLock()
{
    Q_EMIT left();
}

void SessionWatch::onSessionChange(const QString &interface, const QVariantMap &changed,
                                   const QStringList &)
{
    const auto active = changed.constFind(QStringLiteral("Active"));
    if (interface == sessionInterface && active != changed.constEnd() && !active->toBool())
        Q_EMIT left();
}

}
