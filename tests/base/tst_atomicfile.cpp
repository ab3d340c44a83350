// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomicfile.h"
#include "tests/tools/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace safeguard;

class tst_atomicfile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writes();
    void keepsTheOldFileWhenTheWriterFails();
    void saysWhenTheFolderIsMissing();
    void replacesNoProject();
    void noRoomKeepsTheOldFile();
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
}

void tst_atomicfile::writes()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a"));
    QVERIFY_OK(writeAtomically(path, QByteArray("one")));
    QVERIFY_OK(writeAtomically(path, QByteArray("two")));
    QCOMPARE(contentOf(path), QByteArray("two"));
}

void tst_atomicfile::keepsTheOldFileWhenTheWriterFails()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a"));
    QVERIFY_OK(writeAtomically(path, QByteArray("good")));
    const auto result = writeAtomically(path, [](QIODevice &out) -> Status {
        out.write("half");
        return failure(ErrorCode::Cancelled, QStringLiteral("stopped"));
    });
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(contentOf(path), QByteArray("good"));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
}

void tst_atomicfile::replacesNoProject()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a.Safeguard"));
    QVERIFY_OK(writeAtomically(path, QByteArray("years of work")));
    QCOMPARE(writeAtomically(path, QByteArray("a list")).error().code, ErrorCode::Refused);
    QCOMPARE(contentOf(path), QByteArray("years of work"));
}

void tst_atomicfile::saysWhenTheFolderIsMissing()
{
    const auto result = writeAtomically(QStringLiteral("/nonexistent/folder/x"), QByteArray("x"));
    QVERIFY(!result);
    QVERIFY(result.error().text.contains(QStringLiteral("/nonexistent/folder/x")));
}

void tst_atomicfile::noRoomKeepsTheOldFile()
{
#ifdef Q_OS_UNIX
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a"));
    QVERIFY_OK(writeAtomically(path, QByteArray("good")));
    // A limit on the size of files fails the write half way, as a full disk does.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 40'000;
    setrlimit(RLIMIT_FSIZE, &small);
    const auto result = writeAtomically(path, QByteArray(100'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!result);
    QCOMPARE(contentOf(path), QByteArray("good"));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
#else
    QSKIP("File size limits are a Unix thing.");
#endif
}

SAFEGUARD_TEST(tst_atomicfile)
#include "tst_atomicfile.moc"
