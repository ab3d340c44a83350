// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/csv.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/recordmaker.h"

#include <QElapsedTimer>
#include <set>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

constexpr size_t edits = 1000;

/// Makes edits of every sort over every register, the same for the same seed.
class Editor final
{
public:
    Editor(ProjectFixture &fixture, quint32 seed)
        : m_fixture(fixture)
        , m_random(seed)
    {
        for (const RegisterType &type : m_fixture.project->registers()) {
            if (!type.isProtected())
                m_types.push_back(&type);
        }
    }

    /// One edit that changed something.
    void step()
    {
        for (int tries = 0; tries < 1000; ++tries) {
            const qint64 before = m_fixture.project->entryCount();
            const auto done = attempt();
            if (done && !done->isEmpty()) {
                for (const auto &[key, change] : done->registers)
                    m_touched.insert(key);
                return;
            }
            if (m_fixture.project->entryCount() != before)
                qFatal("an edit that failed left an entry");
        }
        qFatal("no edit succeeds any more");
    }
    const std::set<QString> &touchedRegisters() const { return m_touched; }
    const std::set<QString> &editedFields() const { return m_edited; }

private:
    Snapshot now() const { return m_fixture.project->snapshot(); }
    int below(size_t limit) { return static_cast<int>(m_random.bounded(quint32(limit))); }
    const RegisterType &someType() { return *m_types[static_cast<size_t>(below(m_types.size()))]; }

    /// Half of the time one that no edit has touched yet: with as many registers as there are,
    /// chance alone leaves one out now and then.
    const RegisterType &seldomType()
    {
        std::vector<const RegisterType *> untouched;
        for (const RegisterType *type : m_types) {
            if (!m_touched.contains(type->key))
                untouched.push_back(type);
        }
        if (untouched.empty() || below(2) == 0)
            return someType();
        return *untouched[static_cast<size_t>(below(untouched.size()))];
    }

    Result<Change> attempt()
    {
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return add(seldomType());
        case 4:
        case 5:
        case 6:
            return editSome(1);
        case 7:
            return editSome(5);
        case 8:
            return import(someType());
        case 9:
            return removeOne();
        case 10:
            return draw();
        default:
            return move();
        }
    }

    void fill(const RegisterType &type, Record &record, const Snapshot &snapshot)
    {
        for (const Field &field : type.fields) {
            if (field.isRequired || below(10) < 6)
                field.set(record, anyValue(field, snapshot, m_random));
        }
    }

    Result<Change> add(const RegisterType &type)
    {
        return m_fixture.project->perform(QStringLiteral("Add"), [&](Edit &edit) {
            auto record = type.make();
            fill(type, *record, edit.now());
            edit.putAny(type, std::move(record));
            return Status();
        });
    }

    std::optional<RecordPtr> someRecord(const RegisterType &type, const Snapshot &snapshot)
    {
        const RowSet &rows = snapshot.rows(type.key);
        if (rows.isEmpty())
            return std::nullopt;
        auto at = rows.begin();
        std::advance(at, below(rows.size()));
        return *at;
    }

    Result<Change> editSome(int count)
    {
        const RegisterType &type = someType();
        QString last;
        auto done = m_fixture.project->perform(QStringLiteral("Edit"), [&](Edit &edit) {
            for (int i = 0; i < count; ++i) {
                const auto old = someRecord(type, edit.now());
                if (!old)
                    return Status();
                auto copy = type.copy(**old);
                const Field &field = type.fields[static_cast<size_t>(below(type.fields.size()))];
                const bool empties = !field.isRequired && below(4) == 0;
                field.set(*copy, empties ? Value() : anyValue(field, edit.now(), m_random));
                last = type.key + QLatin1Char('.') + field.key;
                edit.putAny(type, std::move(copy));
            }
            return Status();
        });
        if (done && !done->isEmpty())
            m_edited.insert(last);
        return done;
    }

    Result<Change> import(const RegisterType &type)
    {
        auto table = readCsv(toCsv(type, now()));
        if (!table || table->rows.isEmpty() || type.isPart)
            return Change();
        const qsizetype name = table->heading.indexOf(QStringLiteral("name"));
        if (name < 0)
            return Change();
        table->rows = table->rows.mid(0, 4);
        for (QStringList &row : table->rows)
            row[name] += QStringLiteral(" imported");
        QStringList fresh = table->rows.first();
        fresh[0].clear();
        fresh[1].clear();
        fresh[name] = QStringLiteral("fresh %1").arg(m_random.generate());
        if (!type.isSingleton && !type.isFixed)
            table->rows += fresh;
        return m_fixture.project->perform(
            QStringLiteral("Import"),
            [&](Edit &edit) -> Status {
                const auto report =
                    importRows(edit, type, *table, guessColumns(table->heading, type));
                SG_TRY(report);
                if (report->hasErrors())
                    return failure(ErrorCode::InvalidInput, QStringLiteral("wrong cells"));
                return {};
            },
            EntryKind::Import);
    }

    Result<Change> removeOne()
    {
        const RegisterType &type = someType();
        const auto old = someRecord(type, now());
        if (!old)
            return Change();
        return m_fixture.project->perform(QStringLiteral("Remove"), [&](Edit &edit) {
            return edit.removeWithDependents(type, (*old)->id);
        });
    }

    /// A diagram with everything that is there.
    Result<Change> draw()
    {
        return m_fixture.project->perform(QStringLiteral("Draw"), [&](Edit &edit) {
            Diagram diagram;
            diagram.name = QStringLiteral("Diagram %1").arg(m_random.generate());
            const auto id = edit.put(diagram);
            int left = 4;
            for (const System &system : edit.now().rows<System>()) {
                if (left-- == 0)
                    break;
                edit.put(placed(id, idOf(system)));
            }
            left = 3;
            for (const Flow &flow : edit.now().rows<Flow>()) {
                if (left-- == 0)
                    break;
                Route route;
                route.diagram = id;
                route.flow = idOf(flow);
                route.bends = {{below(900) / 4.0, 8}, {12, below(900) * 1.0}};
                edit.put(route);
            }
            left = 2;
            for (const TrustBoundary &boundary : edit.now().rows<TrustBoundary>()) {
                if (left-- == 0)
                    break;
                BoundaryShape shape;
                shape.diagram = id;
                shape.boundary = idOf(boundary);
                shape.width = 100 + below(400);
                edit.put(shape);
            }
            return Status();
        });
    }
    Placement placed(const Id<Diagram> &diagram, const Id<System> &system)
    {
        Placement placement;
        placement.diagram = diagram;
        placement.system = system;
        placement.x = below(4000) / 4.0;
        placement.y = below(4000) / 4.0;
        return placement;
    }

    Result<Change> move()
    {
        return m_fixture.project->perform(QStringLiteral("Move"), [&](Edit &edit) {
            std::vector<Id<Placement>> ids;
            for (const Placement &placement : edit.now().rows<Placement>()) {
                if (below(3) == 0)
                    ids.push_back(idOf(placement));
            }
            for (const auto &id : ids)
                edit.change(id, [&](Placement &placement) {
                    placement.x += below(100) - 50;
                    placement.isPinned = true;
                });
            return Status();
        });
    }

    ProjectFixture &m_fixture;
    QRandomGenerator m_random;
    std::vector<const RegisterType *> m_types;
    std::set<QString> m_touched;
    std::set<QString> m_edited;
};

}

class tst_undo final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void undoesAndRedoesAThousandEdits();
    void goesFarBackAfterReopening();
    void knowsWhoseStepItTakesBack();
};

void tst_undo::undoesAndRedoesAThousandEdits()
{
    // Three thousand transactions wait for the disk three thousand times; what a power cut leaves
    // is not asked here, so memory will do where there is such a folder.
    const QString memory = QStringLiteral("/dev/shm");
    ProjectFixture f(QFileInfo(memory).isWritable() ? memory : QDir::tempPath());
    QElapsedTimer timer;
    timer.start();
    // Ids are random, so the seed alone does not make a run anew; it says which edits were tried.
    Editor editor(f, 20260228);
    std::vector<QByteArray> digests{f.project->snapshot().digest()};
    while (digests.size() <= edits) {
        editor.step();
        digests.push_back(f.project->snapshot().digest());
    }
    for (const RegisterType &type : f.project->registers())
        QVERIFY2(type.isProtected() || editor.touchedRegisters().contains(type.key),
                 qPrintable(type.key));
    QVERIFY(editor.editedFields().size() > 60);
    const qint64 editTime = timer.restart();
    for (size_t at = edits; at > 0; --at) {
        QVERIFY_OK(f.project->undo());
        QCOMPARE(f.project->snapshot().digest(), digests[at - 1]);
        if (at % 100 == 0) {
            f.reopen();
            QCOMPARE(f.project->snapshot().digest(), digests[at - 1]);
        }
    }
    const qint64 undoTime = timer.restart();
    for (size_t at = 1; at <= edits; ++at) {
        QVERIFY_OK(f.project->redo());
        QCOMPARE(f.project->snapshot().digest(), digests[at]);
        if (at % 100 == 0) {
            f.reopen();
            QCOMPARE(f.project->snapshot().digest(), digests[at]);
        }
    }
    QVERIFY(!f.project->redoable());
    qInfo("edits %lld ms, undo %lld ms, redo %lld ms", editTime, undoTime, timer.elapsed());
    const auto report = f.project->verify({});
    QVERIFY_OK(report);
    for (const VerifyLine &line : report->lines)
        QVERIFY2(line.isSound, qPrintable(line.place + QStringLiteral(": ") + line.finding));
}

/// Further than is read of the history when it is opened.
void tst_undo::goesFarBackAfterReopening()
{
    constexpr int count = 150;
    const QString memory = QStringLiteral("/dev/shm");
    ProjectFixture f(QFileInfo(memory).isWritable() ? memory : QDir::tempPath());
    std::vector<QByteArray> digests{f.project->snapshot().digest()};
    for (int i = 0; i < count; ++i) {
        f.add(systemNamed(QStringLiteral("System %1").arg(i)));
        digests.push_back(f.project->snapshot().digest());
    }
    f.reopen();
    int at = count;
    const auto go = [&](int to) {
        while (at != to) {
            const auto done = to < at ? f.project->undo() : f.project->redo();
            at += to < at ? -1 : 1;
            if (!done || f.project->snapshot().digest() != digests[size_t(at)])
                return false;
        }
        return true;
    };
    QVERIFY(go(40));
    f.reopen();
    QVERIFY(go(120));
    f.reopen();
    QVERIFY(go(0));
    QCOMPARE(f.project->undo().error().code, ErrorCode::NotFound);
    f.reopen();
    QVERIFY(go(count));
    QCOMPARE(f.project->redo().error().code, ErrorCode::NotFound);
    QVERIFY(f.project->verify({})->isSound());
}

void tst_undo::knowsWhoseStepItTakesBack()
{
    ProjectFixture f;
    const auto secret = [] { return Secret::fromText(QStringLiteral("another horse")); };
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  Role::Editor, secret()));
    const auto asOmar = [&] {
        f.project.reset();
        auto own = Project::open(f.path(), {QStringLiteral("omar"), secret()}, Access::ReadWrite,
                                 allRegisters(), f.clock);
        QVERIFY_OK(own);
        f.project = *std::move(own);
    };
    f.add(systemNamed(QStringLiteral("By Dana")));
    const qint64 edit = f.project->lastEntry().sequence;
    QVERIFY(!f.project->redoableOfAnother()); // there is none
    QVERIFY_OK(f.project->undo());
    QVERIFY(!f.project->redoableOfAnother());
    f.reopen();
    QVERIFY(!f.project->redoableOfAnother());

    asOmar();
    QCOMPARE(f.project->redoableOfAnother()->sequence, edit + 1);
    QVERIFY_OK(f.project->redo());
    QCOMPARE(f.project->undoableOfAnother()->sequence, edit);
    f.reopen();
    QCOMPARE(f.project->undoableOfAnother()->sequence, edit + 2); // her own, done again by Omar
    QVERIFY_OK(f.project->undo());
    QVERIFY(!f.project->redoableOfAnother());
    asOmar();
    QCOMPARE(f.project->redoableOfAnother()->sequence, edit + 3);
    QCOMPARE(f.project->redoableOfAnother()->time, f.clock.now());
}

SAFEGUARD_TEST(tst_undo)
#include "tst_undo.moc"
