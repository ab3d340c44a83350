// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QFile>
#include <QRandomGenerator>

using namespace safeguard::testing;

namespace {

/// Random places, the first ones in the headers, the rest anywhere.
std::vector<qint64> placesIn(qint64 size, int count, QRandomGenerator &random)
{
    std::vector<qint64> places;
    for (int i = 0; i < count; ++i)
        places.push_back(qint64(random.bounded(quint32(i < count / 6 ? 16'384 : size))));
    return places;
}

}

/// A damaged file is named as such by every verb, and no verb falls over it.
class tst_damage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void flippedBytesAreFound();
    void truncationIsFound();

private:
    void checkDamaged(const QByteArray &bytes, const QByteArray &where);
    /// One of the verbs, by turns; what it writes is thrown away.
    void runVerb(int turn, const QByteArray &bytes, const QByteArray &where);
    CliRunner m_cli;
    QByteArray m_bytes;
    int m_opened = 0;
    int m_refused = 0;
};

void tst_damage::initTestCase()
{
    for (const char *name : {"Patch", "Cloud", "Lake"})
        m_cli.add(QStringLiteral("systems"), {QStringLiteral("name=") + QString::fromLatin1(name),
                                              QStringLiteral("description=") + QString(900, u'd')});
    QFile file(m_cli.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_bytes = file.readAll();
    const Ran sound = m_cli.json(QStringLiteral("verify"));
    QCOMPARE(sound.exitCode, 0);
    QVERIFY(sound.object()[QStringLiteral("sound")].toBool());
}

void tst_damage::checkDamaged(const QByteArray &bytes, const QByteArray &where)
{
    m_cli.write(QStringLiteral("a.safeguard"), bytes);
    const Ran verify = m_cli.json(QStringLiteral("verify"));
    QVERIFY2(verify.exitCode == 1 || verify.exitCode == 3,
             where + " exit " + QByteArray::number(verify.exitCode) + verify.err + verify.out);
    bool isNamed = !verify.err.trimmed().isEmpty();
    for (const QJsonValue &line : verify.object()[QStringLiteral("lines")].toArray())
        isNamed |= !line[QStringLiteral("sound")].toBool() &&
                   !line[QStringLiteral("place")].toString().isEmpty() &&
                   !line[QStringLiteral("finding")].toString().isEmpty();
    QVERIFY2(isNamed, where);
    ++(verify.exitCode == 1 ? m_opened : m_refused);
}

void tst_damage::runVerb(int turn, const QByteArray &bytes, const QByteArray &where)
{
    const QList<QStringList> verbs = {
        {QStringLiteral("info")},
        {QStringLiteral("list"), QStringLiteral("systems")},
        {QStringLiteral("set"), QStringLiteral("systems"), QStringLiteral("SYS-001"),
         QStringLiteral("name=Sensor")},
        {QStringLiteral("check")},
        {QStringLiteral("history")},
        {QStringLiteral("export"), QStringLiteral("project"), QStringLiteral("-o"),
         m_cli.path(QStringLiteral("a.json"))},
    };
    m_cli.write(QStringLiteral("a.safeguard"), bytes);
    const QStringList words = verbs[turn % verbs.size()];
    const Ran ran = m_cli.run(words.first(), words.mid(1));
    const QByteArray what = where + ' ' + words.join(u' ').toUtf8() + ": exit " +
                            QByteArray::number(ran.exitCode) + ' ' + ran.err;
    // 1: findings; 6: a write refused where the file is cut off
    QVERIFY2(ran.exitCode == 0 || ran.exitCode == 1 || ran.exitCode == 3 || ran.exitCode == 6,
             what);
    QVERIFY2(ran.exitCode < 3 || !ran.err.trimmed().isEmpty(), what);
}

void tst_damage::flippedBytesAreFound()
{
    const int flips = qEnvironmentVariableIntValue("SAFEGUARD_FLIPS");
    const int count = flips > 0 ? flips : 60;
    QRandomGenerator random(20260228 + static_cast<quint32>(flips));
    int number = 0;
    for (const qint64 place : placesIn(m_bytes.size(), count, random)) {
        QByteArray bytes = m_bytes;
        bytes[place] = static_cast<char>(bytes[place] ^ (1 << random.bounded(8)));
        const QByteArray where = "flip at " + QByteArray::number(place);
        checkDamaged(bytes, where);
        if (QTest::currentTestFailed())
            return;
        runVerb(number++, bytes, where);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(m_opened > 0);
    qInfo("%d of %d opened and told, %d were refused", m_opened, count, m_refused);
}

void tst_damage::truncationIsFound()
{
    QRandomGenerator random(7);
    const int count = qEnvironmentVariableIntValue("SAFEGUARD_FLIPS") > 0 ? 40 : 12;
    for (int i = 0; i < count; ++i) {
        const qint64 size = i == 0   ? 0
                            : i == 1 ? m_bytes.size() - 1
                                     : qint64(random.bounded(quint32(m_bytes.size())));
        const QByteArray where = "truncated to " + QByteArray::number(size);
        const QByteArray bytes = m_bytes.left(size);
        checkDamaged(bytes, where);
        if (QTest::currentTestFailed())
            return;
        for (int verb = 0; verb < 2; ++verb)
            runVerb(i * 2 + verb, bytes, where);
        if (QTest::currentTestFailed())
            return;
    }
}

SAFEGUARD_TEST(tst_damage)
#include "tst_damage.moc"
