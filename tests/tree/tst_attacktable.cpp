// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>

namespace {

/// The named tests of a table's row: class, function, and for a part of its data that row's name.
const QRegularExpression &testName()
{
    static const QRegularExpression name(QStringLiteral("`(tst_\\w+)::(\\w+)`(?: \"([^\"]+)\")?"));
    return name;
}

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QMap<QString, QString> testSources()
{
    QMap<QString, QString> all;
    QDirIterator it(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests"), {QStringLiteral("tst_*.cpp")},
                    QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        all.insert(QFileInfo(path).completeBaseName(), contentOf(path));
    }
    return all;
}

/// "" when the class has that function among its tests, and the function that row.
QString fault(const QMap<QString, QString> &sources, const QRegularExpressionMatch &named)
{
    const QString source = sources.value(named.captured(1));
    const QRegularExpression declared(
        QStringLiteral("Q_SLOTS:.*\\n    void %1\\(\\);").arg(named.captured(2)),
        QRegularExpression::DotMatchesEverythingOption);
    if (!source.contains(declared))
        return QStringLiteral("there is no test ") + named.captured(0);
    if (!named.captured(3).isEmpty() && !source.contains(u'"' + named.captured(3) + u'"'))
        return QStringLiteral("no such row: ") + named.captured(0);
    return {};
}

}

/// The table of attacks names tests that exist.
class tst_attacktable final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachAttackHasItsTest();
    void theRuleCatchesAFault();
};

void tst_attacktable::eachAttackHasItsTest()
{
    const QMap<QString, QString> sources = testSources();
    QVERIFY(sources.size() > 40);
    int number = 0;
    const QStringList lines =
        contentOf(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/ATTACKS.md")).split(u'\n');
    for (const QString &line : lines) {
        const QStringList cells = line.split(u'|');
        if (cells.size() < 2 || cells[1].contains(QStringLiteral("No.")) ||
            cells[1].startsWith(u'-'))
            continue;
        QVERIFY2(cells.size() == 7, qPrintable(line));
        QCOMPARE(cells[1].trimmed(), QString::number(++number));
        for (const QString &cell : cells.mid(2, 4))
            QVERIFY2(!cell.trimmed().isEmpty(), qPrintable(line));
        auto named = testName().globalMatch(cells[5]);
        QVERIFY2(named.hasNext(), qPrintable(line));
        while (named.hasNext()) {
            const QString why = fault(sources, named.next());
            QVERIFY2(why.isEmpty(), qPrintable(why));
        }
    }
    QVERIFY(number >= 30);
}

void tst_attacktable::theRuleCatchesAFault()
{
    const QMap<QString, QString> sources{
        {QStringLiteral("tst_a"),
         QStringLiteral("private Q_SLOTS:\n    void b();\n};\n\"a row\" \"not a test\"")}};
    const auto faultOf = [&](const char *text) {
        return fault(sources, testName().match(QString::fromLatin1(text)));
    };
    QVERIFY(faultOf("`tst_a::b`").isEmpty());
    QVERIFY(faultOf("`tst_a::b` \"a row\"").isEmpty());
    QVERIFY(!faultOf("`tst_a::b` \"a raw\"").isEmpty());
    QVERIFY(!faultOf("`tst_a::c`").isEmpty());
    QVERIFY(!faultOf("`tst_b::b`").isEmpty());
}

SAFEGUARD_TEST(tst_attacktable)
#include "tst_attacktable.moc"
