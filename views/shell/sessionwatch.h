// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QObject>

namespace safeguard {

/// Says when the person leaves the computer: it goes to sleep, the desktop session is locked or
/// another user's comes to the front, the screen saver starts. Where that is told on D-Bus only;
/// silent elsewhere, and in a build without Qt's D-Bus.
class SessionWatch final : public QObject
{
    Q_OBJECT

public:
    explicit SessionWatch(QObject *parent = nullptr);
    /// On other buses: names of connections that are there already.
    SessionWatch(const QString &systemBus, const QString &sessionBus, QObject *parent = nullptr);
    ~SessionWatch() override;

    /// Listens to the user's login session too; that is known a moment after the start.
    bool isComplete() const;

Q_SIGNALS:
    /// The machine waits a moment before it sleeps.
    void left();

private Q_SLOTS:
    void onSleep(bool begins);
    void onScreenSaver(bool active);
    void onSessionLock();
    void onSessionChange(const QString &interface, const QVariantMap &changed,
                         const QStringList &unknown);

private:
    void askForDelay();
    void findSession();
    void listenTo(const QString &sessionPath);

    struct Private;
    std::unique_ptr<Private> d;
};

}
