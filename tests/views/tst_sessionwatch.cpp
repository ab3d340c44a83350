// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"
#include "views/shell/sessionwatch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

using namespace safeguard;

namespace {

const auto sessionPath = QStringLiteral("/org/freedesktop/login1/session/_31");

/// As much of the login service as the program asks for.
class LoginService final : public QDBusVirtualObject
{
public:
    QStringList calls;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        calls += message.member();
        if (message.member() == QStringLiteral("Inhibit")) {
            QTemporaryFile file;
            if (!file.open())
                return false;
            const QDBusUnixFileDescriptor held(file.handle());
            return bus.send(message.createReply(QVariant::fromValue(held)));
        }
        if (message.member().startsWith(QStringLiteral("GetSession")))
            return bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(sessionPath))));
        return false;
    }
};

}

/// Against a bus of its own, on which the test plays the desktop.
class tst_sessionwatch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void sleep();
    void sessionLock();
    void anotherUser();
    void screenSaver_data();
    void screenSaver();
    void isSilentWithoutABus();

private:
    void tell(const QString &path, const QString &interface, const QString &signal,
              const QVariantList &arguments = {});
    QProcess m_daemon;
    std::unique_ptr<QDBusConnection> m_desktop;
    LoginService m_login;
    std::unique_ptr<SessionWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_left;
};

void tst_sessionwatch::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("there is no dbus-daemon");
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"),
                    QStringLiteral("--print-address")});
    QVERIFY(m_daemon.waitForReadyRead(5000));
    const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    m_desktop = std::make_unique<QDBusConnection>(
        QDBusConnection::connectToBus(address, QStringLiteral("desktop")));
    QVERIFY(m_desktop->isConnected());
    QVERIFY(QDBusConnection::connectToBus(address, QStringLiteral("program")).isConnected());
    QVERIFY(m_desktop->registerService(QStringLiteral("org.freedesktop.login1")));
    QVERIFY(m_desktop->registerVirtualObject(QStringLiteral("/org/freedesktop/login1"), &m_login));
}

void tst_sessionwatch::init()
{
    m_login.calls.clear();
    m_watch = std::make_unique<SessionWatch>(QStringLiteral("program"), QStringLiteral("program"));
    m_left = std::make_unique<QSignalSpy>(m_watch.get(), &SessionWatch::left);
    QTRY_VERIFY(m_watch->isComplete());
}

void tst_sessionwatch::cleanup()
{
    m_left.reset();
    m_watch.reset();
}

void tst_sessionwatch::cleanupTestCase()
{
    m_desktop.reset();
    for (const char *name : {"desktop", "program"})
        QDBusConnection::disconnectFromBus(QLatin1String(name));
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void tst_sessionwatch::tell(const QString &path, const QString &interface, const QString &signal,
                            const QVariantList &arguments)
{
    auto message = QDBusMessage::createSignal(path, interface, signal);
    message.setArguments(arguments);
    QVERIFY(m_desktop->send(message));
}

void tst_sessionwatch::sleep()
{
    const auto sleeps = [this](bool begins) {
        tell(QStringLiteral("/org/freedesktop/login1"),
             QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"),
             {begins});
    };
    QVERIFY(m_login.calls.contains(QStringLiteral("Inhibit")));
    sleeps(true);
    QTRY_COMPARE(m_left->size(), 1);
    sleeps(false);
    QTRY_COMPARE(m_login.calls.count(QStringLiteral("Inhibit")), 2); // for the next time
    QCOMPARE(m_left->size(), 1);
}

void tst_sessionwatch::sessionLock()
{
    const auto lock = QStringLiteral("Lock");
    const auto interface = QStringLiteral("org.freedesktop.login1.Session");
    tell(QStringLiteral("/org/freedesktop/login1/session/_32"), interface, lock); // somebody else's
    tell(sessionPath, interface, lock);
    QTRY_COMPARE(m_left->size(), 1);
    QTest::qWait(50);
    QCOMPARE(m_left->size(), 1);
}

void tst_sessionwatch::anotherUser()
{
    const auto becomes = [this](bool active) {
        tell(sessionPath, QStringLiteral("org.freedesktop.DBus.Properties"),
             QStringLiteral("PropertiesChanged"),
             {QStringLiteral("org.freedesktop.login1.Session"),
              QVariantMap{{QStringLiteral("Active"), active}}, QStringList()});
    };
    becomes(true);
    becomes(false);
    QTRY_COMPARE(m_left->size(), 1);
}

void tst_sessionwatch::screenSaver_data()
{
    QTest::addColumn<QString>("interface");
    for (const char *desktop : {"freedesktop", "gnome", "xfce"})
        QTest::newRow(desktop) << QStringLiteral("org.%1.ScreenSaver").arg(QLatin1String(desktop));
}

void tst_sessionwatch::screenSaver()
{
    QFETCH(const QString, interface);
    const auto says = [&](bool active) {
        tell(QStringLiteral("/ScreenSaver"), interface, QStringLiteral("ActiveChanged"), {active});
    };
    says(false);
    says(true);
    QTRY_COMPARE(m_left->size(), 1);
}

void tst_sessionwatch::isSilentWithoutABus()
{
    SessionWatch watch(QStringLiteral("no such bus"), QStringLiteral("no such bus"));
    QVERIFY(!watch.isComplete());
}

SAFEGUARD_TEST(tst_sessionwatch)
#include "tst_sessionwatch.moc"
