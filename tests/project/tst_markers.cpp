// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/projectfixture.h"
#include "tests/tools/recordmaker.h"

#include <cstdio>
#include <QDirIterator>
#include <QProcess>
#include <sqlite3.h>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Times of day and zones are texts that cannot say just anything.
bool hasOwnForm(const Field &field)
{
    return field.key == QStringLiteral("time_zone") || field.key.endsWith(QStringLiteral("_time"));
}

const auto fileVariable = "SAFEGUARD_MARKER_FILE";
const auto prefixVariable = "SAFEGUARD_MARKER_PREFIX";
constexpr int markerCount = 100;

QString marker(const QString &prefix, int number)
{
    return prefix + QString::number(number).rightJustified(3, u'0');
}

/// Puts the markers into every text of every register.
Status putMarkers(Edit &edit, const QString &prefix, int copies)
{
    QRandomGenerator random(7);
    int next = 0;
    const auto system = [&](const char *name) {
        return edit.put(systemNamed(QString::fromLatin1(name) + AnyId::random().toText()));
    };
    const Id<System> source = system("source ");
    const Id<System> target = system("target ");
    for (int copy = 0; copy < copies; ++copy) {
        for (const RegisterType &type : edit.registers()) {
            if (type.isProtected())
                continue;
            const bool isThere = type.isSingleton || type.isFixed;
            auto record = isThere ? type.copy(**edit.now().rows(type.key).begin()) : type.make();
            for (const Field &field : type.fields) {
                if (field.isSubject)
                    field.set(*record, RecordRef{QStringLiteral("systems"), source}.toText());
                else if (!field.isContent && !hasOwnForm(field) &&
                         (field.kind == Kind::Text || field.kind == Kind::LongText))
                    field.set(*record, marker(prefix, next++ % markerCount) + QLatin1Char(' ') +
                                           AnyId::random().toText());
                else if (field.key == QStringLiteral("source"))
                    field.set(*record, AnyId(source));
                else if (field.key == QStringLiteral("target"))
                    field.set(*record, AnyId(target));
                else if (field.isRequired && isEmpty(field.get(*record)))
                    field.set(*record, anyValue(field, edit.now(), random));
            }
            edit.putAny(type, std::move(record));
        }
    }
    return next >= markerCount
               ? Status()
               : failure(ErrorCode::Internal, QStringLiteral("too few texts for the markers"));
}

/// Files below the folder that were written since then, and which of the markers stand in them.
QStringList leaksIn(const QString &folder, const QDateTime &since, const QString &prefix)
{
    QStringList leaks;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    const QByteArray utf8 = prefix.toUtf8();
    const QByteArray utf16(reinterpret_cast<const char *>(prefix.utf16()), prefix.size() * 2);
    while (files.hasNext()) {
        const QString path = files.next();
        const QFileInfo info(path);
        constexpr qint64 largest = 64 * 1024 * 1024;
        if (info.lastModified() < since || info.size() > largest)
            continue;
        QFile file(path);
        if (path.contains(prefix))
            leaks += path;
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (bytes.contains(utf8) || bytes.contains(utf16))
            leaks += path;
    }
    return leaks;
}

/// In the project's folder and in the folder for temporary files, which holds it.
QString leaks(const ProjectFixture &fixture, const QDateTime &since, const QString &prefix)
{
    return (leaksIn(fixture.dir.path(), since, prefix) + leaksIn(QDir::tempPath(), since, prefix))
        .join(QLatin1Char('\n'));
}

QString freshPrefix()
{
    return QStringLiteral("Marker") + AnyId::random().toText();
}

}

/// What is typed into a project is never on the disk as it is.
class tst_markers final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLeakWouldBeSeen();
    void nothingTypedReachesTheDisk();
    void nothingTypedIsLeftByAKill();
    void writesUntilItIsKilled(); // the child
    void otherToolsCannotOpenIt();
};

void tst_markers::aLeakWouldBeSeen()
{
    ProjectFixture f;
    const QDateTime start = QDateTime::currentDateTime().addSecs(-1);
    const QString prefix = freshPrefix();
    QFile file(f.dir.filePath(QStringLiteral(".hidden")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before " + marker(prefix, 4).toUtf8());
    file.close();
    QVERIFY(leaks(f, start, prefix).contains(QStringLiteral(".hidden")));
}

void tst_markers::nothingTypedReachesTheDisk()
{
    const QDateTime start = QDateTime::currentDateTime().addSecs(-1);
    const QString prefix = freshPrefix();
    ProjectFixture f;
    QVERIFY_OK(f.project->perform(marker(prefix, 0),
                                  [&](Edit &edit) { return putMarkers(edit, prefix, 3); }));
    f.project->setViewState(QStringLiteral("systems/filter"), marker(prefix, 1).toUtf8());
    QCOMPARE(leaks(f, start, prefix), QString());
    QVERIFY_OK(f.project->undo());
    QCOMPARE(leaks(f, start, prefix), QString());
    QVERIFY_OK(f.project->redo());
    f.reopen();
    QVERIFY(f.project->snapshot().rows<System>().size() > 3);
    QCOMPARE(leaks(f, start, prefix), QString());
    f.project.reset();
    QCOMPARE(leaks(f, start, prefix), QString());
}

void tst_markers::writesUntilItIsKilled()
{
    const QString path = qEnvironmentVariable(fileVariable);
    if (path.isEmpty())
        QSKIP("the child of nothingTypedIsLeftByAKill");
    const QString prefix = qEnvironmentVariable(prefixVariable);
    auto opened = Project::open(path, dana(), Access::ReadWrite, allRegisters());
    QVERIFY_OK(opened);
    for (int copies = 3;; copies = 400) { // the later ones are killed while they write
        QVERIFY_OK((*opened)->perform(
            QStringLiteral("Fill"), [&](Edit &edit) { return putMarkers(edit, prefix, copies); }));
        std::printf("ACK\n");
        std::fflush(stdout);
    }
}

void tst_markers::nothingTypedIsLeftByAKill()
{
    const QDateTime start = QDateTime::currentDateTime().addSecs(-1);
    // The child learns its prefix by the environment, which is no file of a disk.
    const QString prefix = freshPrefix();
    ProjectFixture f;
    f.project.reset();
    for (const int life : {30, 300, 900}) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(fileVariable), f.path());
        environment.insert(QString::fromLatin1(prefixVariable), prefix);
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("tst_markers"), QStringLiteral("writesUntilItIsKilled")});
        QByteArray output;
        for (int i = 0; i < 200 && !output.contains("ACK"); ++i) {
            child.waitForReadyRead(100);
            output += child.readAll();
        }
        QVERIFY2(output.contains("ACK"), output.constData());
        QTest::qSleep(life);
        child.kill();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        QCOMPARE(leaks(f, start, prefix), QString());
    }
    f.reopen();
    QVERIFY(f.project->verify({})->isSound());
    QCOMPARE(leaks(f, start, prefix), QString());
}

void tst_markers::otherToolsCannotOpenIt()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Cloud")));
    f.project.reset();
    sqlite3 *database = nullptr;
    QCOMPARE(
        sqlite3_open_v2(f.path().toUtf8().constData(), &database, SQLITE_OPEN_READONLY, nullptr),
        SQLITE_OK);
    QCOMPARE(
        sqlite3_exec(database, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr),
        SQLITE_NOTADB);
    sqlite3_close(database);
    QFile file(f.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const char *word : {"SQLite", "CREATE TABLE", "systems", "Cloud", "Dana Mensah"})
        QVERIFY2(!bytes.contains(word), word);
    QProcess shell;
    shell.start(QStringLiteral("sqlite3"), {f.path(), QStringLiteral(".tables")});
    if (!shell.waitForStarted())
        return; // the library has refused already
    QVERIFY(shell.waitForFinished());
    QVERIFY(shell.exitCode() != 0 || shell.readAllStandardError().contains("not a database"));
    QVERIFY(shell.readAllStandardOutput().trimmed().isEmpty());
}

SAFEGUARD_TEST(tst_markers)
#include "tst_markers.moc"
