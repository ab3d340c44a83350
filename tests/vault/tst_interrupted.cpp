// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/blackout.h"
#include "tests/vault/unfinished.h"
#include "tests/vault/workload.h"

#include <QRandomGenerator>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

namespace {

constexpr int s_transactions = 20;

/// One lane: a forked process has none of the threads that more would run on.
KdfCost cost()
{
    return {KdfCost::floor().memoryKib, KdfCost::floor().passes, 1};
}

/// A folder with a project, and what is needed to change it.
struct Scene
{
    Scene();
    QString path() const { return bench.path(); }
    QString result() const { return bench.path("result"); }
    /// The folder as it was in the beginning.
    void reset() const;

    Bench bench;
    QByteArray content; ///< of the project
    QByteArray start;   ///< the file
    std::optional<PendingUser> bob;
    Secret next = Secret::fromText(QStringLiteral("battery staple"));
    Secret recoveryKey; ///< Anna's, in slot 1
};

Scene::Scene()
{
    {
        auto vault = bench.open();
        if (!vault)
            qFatal("%s", qPrintable(vault.error().text));
        Workload::prepare((*vault)->database());
        Workload load((*vault)->database(), 3);
        while (load.last() < s_transactions && load.step() == SQLITE_OK) {
        }
        recoveryKey = recoveryKeyFromText((*vault)->addRecoveryKey().value().text).value();
        bob = (*vault)->prepareUser(QStringLiteral("Bob"), next, cost()).value();
        content = dump(*vault);
    }
    start = contentOf(path());
}

void Scene::reset() const
{
    QDir folder = QFileInfo(path()).dir();
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(name);
    setContent(path(), start);
}

/// What a person asks for and what must happen whole or not at all.
struct Operation
{
    const char *name;
    int step; ///< from one interruption to the next, in operations on files
    std::function<Status(Vault &, const Scene &)> act;
    /// "old" or "new", or what is wrong.
    std::function<QByteArray(const Scene &)> outcome;
};

/// What has its final name opens as a whole.
QByteArray outcomeOf(const Scene &scene, const Credentials &credentials, const QByteArray &content)
{
    if (!QFile::exists(scene.result()))
        return "old";
    const auto vault = Vault::open(scene.result(), credentials, Access::ReadWrite);
    if (!vault)
        return vault.error().text.toUtf8();
    if (dump(*vault) != content)
        return "other content";
    const QByteArray trouble = checkWholeness(**vault, scene.bench.path("copy"));
    return trouble.isEmpty() ? "new" : trouble;
}

Credentials byRecoveryKey(const Scene &scene)
{
    return {{}, {}, scene.recoveryKey.clone()};
}

bool opens(const Scene &scene, const Credentials &credentials)
{
    return Vault::open(scene.path(), credentials, Access::ReadWrite).has_value();
}

QByteArray outcomeBySlots(const Scene &scene, size_t before, size_t after)
{
    const auto info = Vault::peek(scene.path());
    if (!info)
        return info.error().text.toUtf8();
    const size_t slots = info->slots.size();
    return slots == after ? "new" : slots == before ? "old" : "neither";
}

Status create(Vault &, const Scene &scene)
{
    const auto made = Vault::create(
        scene.result(), {QStringLiteral("Bob"), scene.next.clone()}, cost(), [](Vault &vault) {
            run(vault.database(), "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT);"
                                  "INSERT INTO t VALUES(1, zeroblob(9000)), (2, 'two')");
            return Status();
        });
    return made ? Status() : failure(made.error());
}

const std::vector<Operation> &operations()
{
    static const std::vector<Operation> all{
        {"create", 3, create,
         [](const Scene &scene) {
             return outcomeOf(scene, {QStringLiteral("Bob"), scene.next.clone()}, "1|\n2|two");
         }},
        {"copy", 2, [](Vault &vault, const Scene &scene) { return vault.copyTo(scene.result()); },
         [](const Scene &scene) { return outcomeOf(scene, byRecoveryKey(scene), scene.content); }},
        {"copy with a new key", 5,
         [](Vault &vault, const Scene &scene) {
             return vault.copyWithNewKey(scene.result(), {0, 1});
         },
         [](const Scene &scene) { return outcomeOf(scene, byRecoveryKey(scene), scene.content); }},
        {"change the passphrase", 1,
         [](Vault &vault, const Scene &scene) {
             return vault.changePassphrase(scene.next, cost());
         },
         [](const Scene &scene) -> QByteArray {
             const bool isOld = opens(scene, anna());
             const bool isNew = opens(scene, {anna().user, scene.next.clone()});
             return isOld == isNew ? "both passphrases or none" : isOld ? "old" : "new";
         }},
        {"add a user", 1,
         [](Vault &vault, const Scene &scene) -> Status {
             SG_TRY(vault.addUser(*scene.bob));
             return {};
         },
         [](const Scene &scene) { return outcomeBySlots(scene, 2, 3); }},
        {"remove a slot", 1, [](Vault &vault, const Scene &) { return vault.removeSlot(1); },
         [](const Scene &scene) {
             const QByteArray bySlots = outcomeBySlots(scene, 2, 1);
             return opens(scene, byRecoveryKey(scene)) == (bySlots == "old") ? bySlots : "neither";
         }},
        {"replace the recovery key", 1,
         [](Vault &vault, const Scene &) -> Status {
             SG_TRY(vault.addRecoveryKey());
             return {};
         },
         [](const Scene &scene) -> QByteArray {
             return opens(scene, byRecoveryKey(scene)) ? "old" : "new";
         }},
        {"compact", 5, [](Vault &vault, const Scene &) { return vault.compact(); },
         [](const Scene &scene) -> QByteArray {
             return QFileInfo(scene.path()).size() < scene.start.size() ? "new" : "old";
         }},
    };
    return all;
}

/// The project itself, whatever became of the operation.
QByteArray troubleWith(const Scene &scene)
{
    const auto vault = scene.bench.open();
    if (!vault)
        return vault.error().text.toUtf8();
    if (dump(*vault) != scene.content)
        return "other content";
    return Workload::check((*vault)->database(), s_transactions) +
           checkWholeness(**vault, scene.bench.path("copy"));
}

}

/// Taken away in the middle of it, the machine leaves the old state or the new one; nothing that
/// has its final name does not open.
class tst_interrupted final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byLossOfPower_data() { rows(); }
    void byLossOfPower();
    void byKill_data() { rows(); }
    void byKill();

private:
    static void rows();
    void judge(const Scene &scene, const Operation &operation, bool isDone, const QByteArray &when);
    QMap<QByteArray, int> m_outcomes;
};

void tst_interrupted::rows()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Operation &each : operations())
        QTest::newRow(each.name) << number++;
}

void tst_interrupted::judge(const Scene &scene, const Operation &operation, bool isDone,
                            const QByteArray &when)
{
    const QByteArray trouble = troubleWith(scene);
    QVERIFY2(trouble.isEmpty(), when + ": " + trouble);
    const QByteArray outcome = operation.outcome(scene);
    QVERIFY2(outcome == "new" || (outcome == "old" && !isDone), when + ": " + outcome);
    ++m_outcomes[outcome];
}

void tst_interrupted::byLossOfPower()
{
    QFETCH(int, number);
    const Operation &operation = operations()[size_t(number)];
    m_outcomes.clear();
    ShimVfs shim;
    const Scene scene;
    const int seeds = countFrom("SAFEGUARD_INTERRUPTIONS", 1) * (operation.step > 1 ? 1 : 3);
    bool isDone = false;
    for (int at = 0; !isDone; at += operation.step) {
        for (int seed = 0; seed < seeds; ++seed) {
            scene.reset();
            QRandomGenerator random{quint32(1000 * at + seed)};
            auto vault = scene.bench.open();
            QVERIFY_OK(vault);
            Blackout blackout(shim, at);
            isDone = operation.act(**vault, scene).has_value();
            vault->reset();
            blackout.end();
            shim.losePower(random);
            judge(scene, operation, isDone, "operation " + QByteArray::number(at));
            if (QTest::currentTestFailed())
                return;
        }
    }
    qInfo("%d times old, %d times new", m_outcomes["old"], m_outcomes["new"]);
    QVERIFY(m_outcomes["old"] > 0 && m_outcomes["new"] > 0);
}

#ifdef Q_OS_UNIX
namespace {

/// Ends by a kill before operation \a at on a file, or with 0 when it was done before that.
[[noreturn]] void actUntil(int at, const Scene &scene, const Operation &operation)
{
    ShimVfs shim;
    auto vault = scene.bench.open();
    if (!vault)
        _exit(1);
    int seen = 0;
    shim.fault = [&](ShimVfs::Op op) {
        if (op != ShimVfs::Op::Read && seen++ == at)
            kill(getpid(), SIGKILL);
        return SQLITE_OK;
    };
    _exit(operation.act(**vault, scene) ? 0 : 2);
}

}
#endif

void tst_interrupted::byKill()
{
#ifdef Q_OS_UNIX
    QFETCH(int, number);
    const Operation &operation = operations()[size_t(number)];
    m_outcomes.clear();
    const Scene scene;
    bool isDone = false;
    for (int at = 0; !isDone; at += operation.step) {
        scene.reset();
        const pid_t child = fork();
        if (child == 0)
            actUntil(at, scene, operation);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        isDone = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        QVERIFY(isDone || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
        judge(scene, operation, isDone, "operation " + QByteArray::number(at));
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%d times old, %d times new", m_outcomes["old"], m_outcomes["new"]);
    QVERIFY(m_outcomes["old"] > 0 && m_outcomes["new"] > 0);
#else
    QSKIP("needs fork and kill");
#endif
}

SAFEGUARD_TEST(tst_interrupted)
#include "tst_interrupted.moc"
