// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/binder/riskreports.h"
#include "model/documents/evidence.h"
#include "model/exchange/csv.h"
#include "model/flows/diagram.h"
#include "model/inventory/prompt.h"
#include "model/project/baseline.h"
#include "model/project/signature.h"
#include "model/sample/sample.h"
#include "tests/journey/typist.h"
#include "tests/tools/projectfixture.h"
#include "views/flows/diagramscreen.h"
#include "views/kit/recordtable.h"
#include "views/kit/registerscreen.h"
#include "views/risk/levelbar.h"
#include "views/risk/riskmodels.h"
#include "views/shell/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QTableView>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

constexpr int patience = 20'000; // ms
constexpr int drawnFlows = 10;   ///< the first ones are drawn on the canvas
constexpr int matrixEvery = 4;   ///< each so many-th system says in the matrix what it creates

bool isForMatrix(const System &system)
{
    return system.number % matrixEvery == 0 && system.status != SystemStatus::Retired;
}

QSet<QString> leftForMatrix(const RegisterType &type, const Record &wanted)
{
    const bool isSystem = type.key == QLatin1String(System::registerKey);
    if (!isSystem || !isForMatrix(static_cast<const System &>(wanted)))
        return {};
    return {QStringLiteral("creates"), QStringLiteral("stores")};
}

/// What is built by hand: no files, and no risk analysis, which is a journey of its own.
Snapshot mapOf(Snapshot content)
{
    for (const RegisterType &type : content.registers()) {
        // What the map does not rest on.
        const QStringList others{QStringLiteral("access-rights"),
                                 QStringLiteral("access-grants"),
                                 QStringLiteral("courses"),
                                 QStringLiteral("training-records"),
                                 QStringLiteral("phishing-campaigns"),
                                 QStringLiteral("agreements"),
                                 QStringLiteral("agreement-provisions"),
                                 QString::fromLatin1(EvidenceLink::registerKey),
                                 QString::fromLatin1(Evidence::registerKey),
                                 QString::fromLatin1(Baseline::registerKey),
                                 QString::fromLatin1(Signature::registerKey)};
        if (type.area != Area::Assess && !others.contains(type.key))
            continue;
        const RowSet rows = content.rows(type.key);
        for (const RecordPtr &record : rows)
            content.remove(type.key, record->id);
    }
    return content;
}

}

/// Builds the worked example anew through the window, and completes its risk analysis, by mouse and
/// keyboard alone. With SAFEGUARD_PICTURES=FOLDER it leaves a picture of each place that it comes
/// to.
class tst_journey final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void buildsTheExample_data();
    void buildsTheExample();
    void completesTheAnalysis_data() { buildsTheExample_data(); }
    void completesTheAnalysis();

private:
    void openWindow();
    Project &project() const { return m_window->workspace()->project(); }
    Snapshot now() const { return project().snapshot(); }
    const RegisterType &type(const QString &key) const { return *project().registers().find(key); }
    template <class T>
    const RegisterType &type() const
    {
        return project().registers().of<T>();
    }

    void createProject();
    void go(const QString &title);
    void fillSingleton(const QString &key);
    void fillRegister(const QString &key, int first = 1, int last = INT_MAX);
    void importRegister(const QString &key);
    void answerPrompts();
    void markInMatrix();
    void press(QTableView *table, int row, int column);

    DiagramScreen *canvas() const;
    void nameDiagram(const QString &name);
    void placeAll();
    void makeSystemOnCanvas(int number);
    void drawFlow(int number);
    void placeOneByOne(const QString &name);
    void placeByMouse(const QString &name);
    void writeNote(const QString &name);

    void undoesAndRedoes();
    void followsAFinding();
    void locksAndUnlocks();
    void exportsTheBinder();
    void savesTheReport(const QString &name);

    void settle();
    CellState currentState() const;
    void answerOne(int number);
    void answersWhatIsOpen();
    void concludesAndApproves();
    void exportsTheAnalysis();
    QStringList derivedWords(const Derived &derived) const;
    void picture(const QString &name);

    QTemporaryDir m_dir;
    std::unique_ptr<Project> m_example;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Hands> m_hands;
    std::unique_ptr<Typist> m_typist;
    int m_pictures = 0;
};

#define FINE(step)                                                                                 \
    do {                                                                                           \
        step;                                                                                      \
        QVERIFY2(m_hands->isFine(), qPrintable(QStringLiteral(#step ": ") + m_hands->problem()));  \
    } while (false)

void tst_journey::initTestCase()
{
    auto made = createSample(m_dir.filePath(QStringLiteral("example.safeguard")), someProject());
    QVERIFY_OK(made);
    m_example = *std::move(made);
}

void tst_journey::picture(const QString &name)
{
    const QString folder = qEnvironmentVariable("SAFEGUARD_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(500); // what is derived and routed in workers
    QDir().mkpath(folder);
    const QRect place = m_window->geometry();
    QGuiApplication::primaryScreen()
        ->grabWindow(0, place.x(), place.y(), place.width(), place.height())
        .save(QStringLiteral("%1/%2-%3-%4.png")
                  .arg(folder, QString::fromLatin1(QTest::currentDataTag()))
                  .arg(++m_pictures, 2, 10, QLatin1Char('0'))
                  .arg(name));
}

void tst_journey::buildsTheExample_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280") << Appearance::Light << QSize(1280, 800);
    if (qEnvironmentVariableIsSet("SAFEGUARD_PICTURES"))
        QTest::newRow("dark-1440") << Appearance::Dark << QSize(1440, 900);
}

void tst_journey::openWindow()
{
    QFETCH(const Appearance, appearance);
    QFETCH(const QSize, size);
    m_pictures = 0;
    Tokens::instance().setAppearance(appearance);
    m_window = std::make_unique<MainWindow>(shellContent());
    m_window->setGeometry(QRect(QPoint(0, 0), size));
    m_window->show();
    m_window->activateWindow();
    m_hands = std::make_unique<Hands>(*m_window);
    if (!QTest::qWaitForWindowActive(m_window.get()))
        m_hands->fail(QStringLiteral("The window gets no keyboard"));
}

void tst_journey::buildsTheExample()
{
    FINE(openWindow());
    m_typist = std::make_unique<Typist>(*m_hands, m_example->snapshot(), [this] { return now(); });

    FINE(createProject());
    FINE(fillSingleton(QStringLiteral("organization")));
    FINE(fillRegister(QStringLiteral("products")));
    FINE(fillRegister(QStringLiteral("sites")));
    FINE(importRegister(QStringLiteral("access-roles")));
    FINE(importRegister(QStringLiteral("people")));
    FINE(fillRegister(QStringLiteral("data-elements")));
    FINE(importRegister(QStringLiteral("vendors")));
    FINE(fillRegister(QStringLiteral("cloud-services")));
    FINE(fillRegister(QStringLiteral("trust-boundaries")));
    const int systems = static_cast<int>(m_typist->wanted(type<System>()).size());
    FINE(fillRegister(QStringLiteral("systems"), 1, systems - 1));
    FINE(go(QStringLiteral("Data flow diagrams")));
    FINE(nameDiagram(QStringLiteral("CardioLink from patch to screen")));
    FINE(placeAll());
    FINE(makeSystemOnCanvas(systems));
    for (int number = 1; number <= drawnFlows; ++number)
        FINE(drawFlow(number));
    FINE(writeNote(QStringLiteral("CardioLink from patch to screen")));
    FINE(fillRegister(QStringLiteral("flows"), drawnFlows + 1));
    FINE(markInMatrix());
    FINE(fillRegister(QStringLiteral("de-identifications")));
    FINE(answerPrompts());
    FINE(fillSingleton(QStringLiteral("project")));
    FINE(go(QStringLiteral("Data flow diagrams")));
    FINE(nameDiagram(QStringLiteral("Update path")));
    FINE(placeOneByOne(QStringLiteral("Update path")));
    FINE(writeNote(QStringLiteral("Update path")));
    FINE(nameDiagram(QStringLiteral("A clinician reviews an episode")));
    FINE(placeByMouse(QStringLiteral("A clinician reviews an episode")));
    FINE(writeNote(QStringLiteral("A clinician reviews an episode")));

    const Snapshot wanted = mapOf(m_example->snapshot());
    QCOMPARE(wordsOf(mapOf(now())), wordsOf(wanted));
    QCOMPARE(derivedWords(Derived(now())), derivedWords(Derived(wanted)));
    FINE(undoesAndRedoes());
    FINE(followsAFinding());
    FINE(locksAndUnlocks());
    FINE(exportsTheBinder());
    m_window.reset();
}

// Start ------------------------------------------------------------------------------------------

void tst_journey::createProject()
{
    picture(QStringLiteral("start"));
    m_hands->click(QStringLiteral("new"));
    const QStringList lines{QStringLiteral("CardioLink"), QStringLiteral("Dana Mensah"),
                            QStringLiteral("dana"), passphrase(), passphrase()};
    for (const QString &line : lines) {
        if (&line != &lines.front())
            m_hands->press(Qt::Key_Tab);
        m_hands->press(Qt::Key_A, Qt::ControlModifier);
        m_hands->type(line);
    }
    picture(QStringLiteral("create"));
    const QString path =
        m_dir.filePath(QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".safeguard"));
    m_hands->atDialog([this, path] {
        m_hands->type(path);
        picture(QStringLiteral("where"));
        m_hands->press(Qt::Key_Return);
    });
    m_hands->press(Qt::Key_Return);
    bool hasKey = false;
    m_hands->atDialog([this, &hasKey] {
        picture(QStringLiteral("recovery"));
        m_hands->atDialog([this, &hasKey] {
            picture(QStringLiteral("recovery-key"));
            hasKey = true;
            m_hands->press(Qt::Key_Escape); // the key is not to be had again: it stays
            m_hands->press(Qt::Key_K, Qt::AltModifier);
        });
        m_hands->press(Qt::Key_Y, Qt::AltModifier);
    });
    if (!QTest::qWaitFor([&] { return m_window->workspace() && hasKey; }, patience))
        m_hands->fail(QStringLiteral("No project was made"));
    QTest::qWait(50);
}

void tst_journey::go(const QString &title)
{
    auto *side = m_hands->see<QListWidget>(QStringLiteral("sidebar"));
    auto found = side ? side->findItems(title, Qt::MatchExactly) : QList<QListWidgetItem *>();
    found.removeIf([](auto *item) { return !(item->flags() & Qt::ItemIsEnabled); }); // headings
    if (found.isEmpty())
        return m_hands->fail(title + QStringLiteral(" is not in the side bar"));
    side->scrollToItem(found.front());
    m_hands->click(side->viewport(), side->visualItemRect(found.front()).center());
    QCoreApplication::processEvents();
}

// Registers --------------------------------------------------------------------------------------

void tst_journey::fillSingleton(const QString &key)
{
    go(type(key).plural);
    const RecordPtr mine = *now().rows(key).begin();
    const RecordPtr wanted = *m_example->snapshot().rows(key).begin();
    m_typist->fillForm(type(key), mine->id, *wanted);
    picture(key);
}

void tst_journey::fillRegister(const QString &key, int first, int last)
{
    go(type(key).plural);
    picture(key + QStringLiteral("-before"));
    for (const RecordPtr &wanted : m_typist->wanted(type(key))) {
        if (wanted->number < first || wanted->number > last || !m_hands->isFine())
            continue;
        if (now().rows(key).isEmpty())
            m_hands->click(m_hands->see<QPushButton>(QStringLiteral("add-first")));
        else
            m_hands->click(m_hands->see<QPushButton>(QStringLiteral("add")));
        auto *screen = m_window->currentScreen();
        const AnyId id = screen->findChild<RecordTable *>()->current();
        m_typist->fillForm(type(key), id, *wanted, leftForMatrix(type(key), *wanted));
    }
    picture(key);
}

void tst_journey::importRegister(const QString &key)
{
    const RegisterType &people = type(key);
    QList<QStringList> rows(1);
    for (const Field &field : people.fields)
        rows[0] += field.label;
    for (const RecordPtr &wanted : m_typist->wanted(people)) {
        rows += QStringList();
        for (const Field &field : people.fields)
            rows.last() += m_typist->wordsOf(field, *wanted);
    }
    QFile file(m_dir.filePath(key + QStringLiteral(".csv")));
    if (!file.open(QIODevice::WriteOnly))
        return m_hands->fail(file.errorString());
    for (QStringList row : rows) {
        for (QString &cell : row)
            cell = u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
        file.write(row.join(u',').toUtf8() + "\r\n");
    }
    file.close();

    go(people.plural);
    m_hands->atDialog([this, &file] {
        m_hands->type(file.fileName());
        m_hands->atDialog([this] {
            picture(QStringLiteral("import"));
            m_hands->click(QStringLiteral("import-button"));
        });
        m_hands->press(Qt::Key_Return);
    });
    m_hands->click(m_hands->see<QPushButton>(QStringLiteral("import-first")));
    if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }, patience))
        m_hands->fail(QStringLiteral("The import does not end"));
    picture(key);
}

void tst_journey::press(QTableView *table, int row, int column)
{
    if (!table)
        return;
    for (int i = 0; table->currentIndex().row() < row && i <= row; ++i)
        m_hands->press(Qt::Key_Down);
    for (int i = 0; table->currentIndex().row() > row && i <= 1000; ++i)
        m_hands->press(Qt::Key_Up);
    for (int i = 0; table->currentIndex().column() < column && i <= column; ++i)
        m_hands->press(Qt::Key_Right);
    for (int i = 0; table->currentIndex().column() > column && i <= 1000; ++i)
        m_hands->press(Qt::Key_Left);
    if (table->currentIndex() != table->model()->index(row, column))
        m_hands->fail(
            QStringLiteral("The arrow keys do not lead to row %1, column %2").arg(row).arg(column));
}

void tst_journey::markInMatrix()
{
    go(QStringLiteral("Classification matrix"));
    auto *table = m_hands->see<QTableView>(QStringLiteral("table-matrix"));
    if (!table || !QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, patience))
        return m_hands->fail(QStringLiteral("The matrix is empty"));
    m_hands->click(table->viewport(), table->visualRect(table->model()->index(0, 0)).center());
    const auto *model = table->model();
    const Snapshot example = m_example->snapshot();
    for (const RecordPtr &wanted : m_typist->wanted(type<System>())) {
        const auto &system = static_cast<const System &>(*wanted);
        if (!isForMatrix(system))
            continue;
        for (int column = 0; column < model->columnCount(); ++column) {
            if (model->headerData(column, Qt::Horizontal).toString() != system.name)
                continue;
            for (int row = 0; row < model->rowCount() && m_hands->isFine(); ++row) {
                const QString name = model->headerData(row, Qt::Vertical).toString();
                const auto holds = [&](const IdSet<DataElement> &ids) {
                    return std::any_of(ids.begin(), ids.end(),
                                       [&](auto &id) { return example.find(id)->name == name; });
                };
                if (holds(system.creates)) {
                    press(table, row, column);
                    m_hands->press(Qt::Key_C);
                }
                if (holds(system.stores)) {
                    press(table, row, column);
                    m_hands->press(Qt::Key_S);
                }
            }
        }
    }
    picture(QStringLiteral("matrix"));
}

/// What is there is said in the table; what is not needs a reason, which the form asks for.
void tst_journey::answerPrompts()
{
    const RegisterType &prompts = type<Prompt>();
    go(prompts.plural);
    auto *table = m_hands->see<QTableView>(QStringLiteral("table-touchpoint-prompts"));
    if (!table)
        return;
    const auto *model = qobject_cast<RecordTableModel *>(table->model());
    int answer = 0;
    while (answer < model->columnCount() && model->columnKey(answer) != QLatin1String("answer"))
        ++answer;
    m_hands->click(table->viewport(), table->visualRect(model->index(0, answer)).center());
    for (const RecordPtr &wanted : m_typist->wanted(prompts)) {
        const auto &prompt = static_cast<const Prompt &>(*wanted);
        int row = 0;
        while (static_cast<const Prompt &>(*model->record(row)).kind != prompt.kind)
            ++row;
        press(table, row, answer);
        if (!m_hands->isFine())
            return;
        if (prompt.reason.isEmpty() && prompt.answer != PromptAnswer::NotAnswered) {
            m_hands->press(Qt::Key_F2);
            m_typist->choose(QApplication::focusWidget(),
                             m_typist->wordsOf(prompts.fields[1], prompt));
            m_hands->press(Qt::Key_Return);
        } else {
            m_typist->fillForm(prompts, model->record(row)->id, prompt);
            m_hands->tabTo(table);
        }
    }
    picture(QStringLiteral("touchpoints"));
}

// Canvas -----------------------------------------------------------------------------------------

DiagramScreen *tst_journey::canvas() const
{
    return qobject_cast<DiagramScreen *>(m_window->currentScreen());
}

/// Makes a diagram and says what it is for.
void tst_journey::nameDiagram(const QString &name)
{
    if (now().rows<Diagram>().isEmpty()) {
        picture(QStringLiteral("no-diagrams"));
        m_hands->click(QStringLiteral("first-diagram"));
    } else {
        m_hands->choose(QStringLiteral("diagram-menu"), {QStringLiteral("New diagram")});
    }
    for (const Diagram &wanted : m_example->snapshot().rows<Diagram>()) {
        if (wanted.name == name && m_hands->isFine())
            m_typist->fillForm(type<Diagram>(), canvas()->diagram(), wanted);
    }
    picture(QStringLiteral("diagram-empty"));
}

void tst_journey::placeAll()
{
    m_hands->click(QStringLiteral("hint-all"));
    picture(QStringLiteral("diagram-placed"));
}

void tst_journey::makeSystemOnCanvas(int number)
{
    const RecordPtr wanted = m_typist->wanted(type<System>()).at(static_cast<size_t>(number) - 1);
    const auto &system = static_cast<const System &>(*wanted);
    m_hands->choose(
        QStringLiteral("tool-system"),
        {QStringLiteral("New: %1").arg(labelOf(usualLane(system.kind))), labelOf(system.kind)});
    if (!m_hands->isFine())
        return;
    m_typist->fillForm(type<System>(), canvas()->scene()->current(), system,
                       leftForMatrix(type<System>(), system));
}

void tst_journey::drawFlow(int number)
{
    const RecordPtr wanted = m_typist->wanted(type<Flow>()).at(static_cast<size_t>(number) - 1);
    const auto &flow = static_cast<const Flow &>(*wanted);
    CanvasView *view = canvas()->view();
    const auto at = [&](const Id<System> &example) {
        const QString name = m_example->snapshot().find(example)->name;
        for (const diagram::Node &node : canvas()->scene()->content().graph.nodes) {
            if (node.title == name)
                return view->mapFromScene(node.rect.center());
        }
        m_hands->fail(name + QStringLiteral(" is not on the canvas"));
        return QPoint();
    };
    m_hands->click(view->viewport(), QPoint(4, 4));
    m_hands->press(Qt::Key_0, Qt::ControlModifier);
    m_hands->press(Qt::Key_C);
    m_hands->drag(view->viewport(), at(flow.source), at(flow.target));
    if (number == 1)
        picture(QStringLiteral("flow-drawn"));
    m_hands->press(Qt::Key_Return);
    m_typist->fillForm(type<Flow>(), canvas()->scene()->current(), flow);
    if (number == drawnFlows)
        picture(QStringLiteral("flows-drawn"));
}

/// Each system and boundary by its name out of the inventory, then arranged.
void tst_journey::placeOneByOne(const QString &name)
{
    const Snapshot example = m_example->snapshot();
    for (const Placement &placement : example.rows<Placement>()) {
        if (example.find(placement.diagram)->name != name || !m_hands->isFine())
            continue;
        const QString system = example.find(placement.system)->name;
        m_hands->atDialog([this, system] {
            m_hands->type(system);
            picture(QStringLiteral("picker"));
            m_hands->press(Qt::Key_Return);
        });
        m_hands->choose(QStringLiteral("tool-system"),
                        {QStringLiteral("From the inventory\u2026")});
    }
    for (const BoundaryShape &shape : example.rows<BoundaryShape>()) {
        if (example.find(shape.diagram)->name != name || !m_hands->isFine())
            continue;
        const QString boundary = example.find(shape.boundary)->name;
        m_hands->atDialog([this, boundary] {
            m_hands->type(boundary);
            m_hands->press(Qt::Key_Return);
        });
        m_hands->choose(QStringLiteral("tool-system"),
                        {QStringLiteral("From the inventory\u2026")});
    }
    m_hands->choose(QStringLiteral("arrange"), {QStringLiteral("Arrange the whole diagram")});
    picture(QStringLiteral("diagram-arranged"));
}

void tst_journey::placeByMouse(const QString &name)
{
    placeOneByOne(name);
    // Two of them to another place, and back by undo.
    CanvasView *view = canvas()->view();
    const auto &nodes = canvas()->scene()->content().graph.nodes;
    if (!m_hands->isFine() || nodes.size() < 2)
        return m_hands->fail(QStringLiteral("Nothing was placed"));
    const AnyId id = nodes.front().id;
    const QRectF before = canvas()->scene()->rectOf(id);
    const QPoint from = view->mapFromScene(before.center());
    m_hands->drag(view->viewport(), from, from + QPoint(0, -24));
    if (canvas()->scene()->rectOf(id) == before)
        m_hands->fail(QStringLiteral("What is dragged does not move"));
    m_hands->press(Qt::Key_Z, Qt::ControlModifier);
    if (canvas()->scene()->rectOf(id) != before)
        m_hands->fail(QStringLiteral("Undo does not bring it back"));
}

void tst_journey::writeNote(const QString &name)
{
    const Snapshot example = m_example->snapshot();
    for (const DiagramNote &note : example.rows<DiagramNote>()) {
        if (example.find(note.diagram)->name != name)
            continue;
        m_hands->click(QStringLiteral("tool-note"));
        m_hands->type(note.text);
        m_hands->press(Qt::Key_Return, Qt::ControlModifier);
    }
    m_hands->press(Qt::Key_0, Qt::ControlModifier);
    picture(QStringLiteral("diagram-noted"));
}

// After that -------------------------------------------------------------------------------------

QStringList tst_journey::derivedWords(const Derived &derived) const
{
    const Snapshot &snapshot = derived.map.snapshot();
    QStringList words;
    for (const System &system : snapshot.rows<System>())
        words += system.name + u':' + tierName(derived.map.tierOf(idOf(system)));
    for (const Flow &flow : snapshot.rows<Flow>())
        words += flow.name + u':' + tierName(derived.map.tierOf(idOf(flow)));
    for (const Finding &finding : derived.findings)
        words += finding.rule + u':' + finding.sentence + u':' +
                 snapshot.describe(finding.registerKey, finding.id);
    words.sort();
    return words;
}

void tst_journey::undoesAndRedoes()
{
    go(QStringLiteral("Systems"));
    const QByteArray digest = now().digest();
    const int most = static_cast<int>(project().entryCount());
    int undone = 0;
    while (project().undoable() && undone < most && m_hands->isFine()) {
        m_hands->press(Qt::Key_Z, Qt::ControlModifier);
        ++undone;
    }
    if (!now().rows<System>().isEmpty() || !now().rows<Diagram>().isEmpty())
        m_hands->fail(QStringLiteral("Undo does not lead back to the empty project"));
    picture(QStringLiteral("all-undone"));
    int redone = 0;
    while (project().redoable() && redone < most && m_hands->isFine()) {
        m_hands->press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        ++redone;
    }
    if (redone != undone)
        m_hands->fail(QStringLiteral("%1 undone, %2 redone").arg(undone).arg(redone));
    if (now().digest() != digest)
        m_hands->fail(QStringLiteral("Redo does not lead to the same content"));
    qInfo("%d edits undone and redone", undone);
}

void tst_journey::followsAFinding()
{
    go(QStringLiteral("Findings"));
    auto *table = m_hands->see<QTableView>(QStringLiteral("table-findings"));
    if (!table || !QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, patience))
        return m_hands->fail(QStringLiteral("There are no findings"));
    picture(QStringLiteral("findings"));
    m_hands->click(table->viewport(), table->visualRect(table->model()->index(0, 1)).center());
    m_hands->click(QStringLiteral("fix"));
    QTest::qWait(50);
    if (m_window->currentScreen()->objectName() == QLatin1String("screen-findings"))
        m_hands->fail(QStringLiteral("The finding leads nowhere"));
    picture(QStringLiteral("fix"));
    go(QStringLiteral("History"));
    picture(QStringLiteral("history"));
    m_hands->press(Qt::Key_K, Qt::ControlModifier);
    m_hands->type(QStringLiteral("gateway"));
    picture(QStringLiteral("palette"));
    m_hands->press(Qt::Key_Return);
    QTest::qWait(50);
}

void tst_journey::locksAndUnlocks()
{
    m_hands->press(Qt::Key_L, Qt::ControlModifier);
    picture(QStringLiteral("locked"));
    if (m_window->workspace())
        return m_hands->fail(QStringLiteral("It is not locked"));
    m_hands->type(passphrase());
    m_hands->press(Qt::Key_Return);
    if (!QTest::qWaitFor([this] { return m_window->workspace(); }, patience))
        m_hands->fail(QStringLiteral("It is not unlocked"));
}

void tst_journey::exportsTheBinder()
{
    go(QStringLiteral("Reports"));
    picture(QStringLiteral("binder-before"));
    m_hands->click(m_hands->see<QPushButton>(QStringLiteral("make-first")));
    auto *save = m_hands->see<QPushButton>(QStringLiteral("save"));
    if (!save || !QTest::qWaitFor([&] { return save->isEnabled(); }, 60'000))
        return m_hands->fail(QStringLiteral("No binder is made"));
    picture(QStringLiteral("binder"));
    savesTheReport(QStringLiteral("binder.pdf"));
}

/// That was made.
void tst_journey::savesTheReport(const QString &name)
{
    const QString path = m_dir.filePath(name);
    m_hands->atDialog([this, path] {
        m_hands->press(Qt::Key_A, Qt::ControlModifier);
        m_hands->type(path);
        m_hands->press(Qt::Key_Return);
    });
    m_hands->click(QStringLiteral("save"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.read(8).startsWith("%PDF-1."))
        m_hands->fail(QStringLiteral("No PDF is written"));
    file.remove();
}

// The risk analysis ------------------------------------------------------------------------------

void tst_journey::completesTheAnalysis()
{
    FINE(openWindow());
    auto made = createSample(m_dir.filePath(QString::fromLatin1(QTest::currentDataTag()) +
                                            QStringLiteral("-analysis.safeguard")),
                             someProject());
    QVERIFY_OK(made);
    m_window->setProject(*std::move(made));
    FINE(go(QStringLiteral("Risk analysis")));
    FINE(answersWhatIsOpen());
    FINE(concludesAndApproves());
    FINE(exportsTheAnalysis());
    m_window.reset();
}

void tst_journey::settle()
{
    const Deriver &deriver = m_window->workspace()->deriver();
    if (!QTest::qWaitFor([&] { return deriver.isCurrent(); }, patience))
        m_hands->fail(QStringLiteral("What follows from an edit does not come"));
    QCoreApplication::processEvents();
}

CellState tst_journey::currentState() const
{
    auto *table = m_hands->see<QTableView>(QStringLiteral("risk-threats"));
    const auto *cells = table ? qobject_cast<RiskCellModel *>(table->model()) : nullptr;
    const RiskCell *cell = cells ? cells->cell(table->currentIndex().row()) : nullptr;
    return cell ? cell->state : CellState::Assessed;
}

/// What was answered before is confirmed; what is open, by keys, by mouse and with a reason.
void tst_journey::answerOne(int number)
{
    const auto level = [&](const char *bar, int index) {
        auto *found = m_hands->see<LevelBar>(QLatin1String(bar));
        if (found)
            m_hands->click(found->findChildren<QAbstractButton *>().at(index));
    };
    const CellState state = currentState();
    if (state == CellState::ToConfirm) {
        m_hands->press(Qt::Key_C);
    } else if (state == CellState::InputChanged && number % 2) {
        m_hands->click(QStringLiteral("risk-confirm"));
    } else if (number % 3 == 0) {
        m_hands->press(Qt::Key_N);
        m_hands->type(QStringLiteral("It is not there any more\n"));
    } else if (number % 3 == 1) {
        m_hands->press(Qt::Key_2);
        m_hands->press(Qt::Key_3);
    } else {
        level("level-likelihood", 2);
        level("level-confidentiality", 3);
    }
    settle();
}

void tst_journey::answersWhatIsOpen()
{
    settle();
    auto *step = m_hands->see<QPushButton>(QStringLiteral("analysis-step"));
    const auto open = [this] {
        const Coverage coverage = m_window->workspace()->deriver().latest()->risks.coverage();
        return coverage.all() - coverage.done();
    };
    picture(QStringLiteral("analysis"));
    const qint64 first = m_hands->isFine() ? open() : 0;
    for (int number = 0; m_hands->isFine() && open() > 0; ++number) {
        const qint64 before = open();
        m_hands->click(step);
        picture(QStringLiteral("question"));
        answerOne(number);
        if (open() >= before)
            m_hands->fail(QStringLiteral("Question %1 stays open").arg(number));
    }
    if (first < 20)
        m_hands->fail(QStringLiteral("Only %1 questions were open").arg(first));
}

void tst_journey::concludesAndApproves()
{
    m_hands->atDialog([this] {
        picture(QStringLiteral("conclude"));
        m_hands->atDialog([this] {
            picture(QStringLiteral("approve"));
            m_hands->type(passphrase());
            m_hands->press(Qt::Key_Return);
        });
        m_hands->press(Qt::Key_Return);
    });
    m_hands->click(QStringLiteral("analysis-step"));
    const auto isApproved = [this] {
        const auto derived = m_window->workspace()->deriver().latest();
        return derived && derived->risks.state() == AnalysisState::Approved;
    };
    if (!QTest::qWaitFor([&] { return isApproved() && !QApplication::activeModalWidget(); },
                         60'000))
        m_hands->fail(QStringLiteral("The analysis is not approved"));
    picture(QStringLiteral("approved"));
}

void tst_journey::exportsTheAnalysis()
{
    const QByteArray approved = now().digest();
    for (const ScreenInfo &screen : shellContent().screens) {
        if (screen.key == QStringLiteral("reports"))
            go(screen.title);
    }
    auto *reports = m_hands->see<QListWidget>(QStringLiteral("reports"));
    const auto found = reports ? reports->findItems(nameOf(RiskReport::Analysis), Qt::MatchExactly)
                               : QList<QListWidgetItem *>();
    if (found.isEmpty())
        return m_hands->fail(QStringLiteral("The report of the analysis is not offered"));
    m_hands->click(reports->viewport(), reports->visualItemRect(found.front()).center());
    m_hands->click(m_hands->see<QPushButton>(QStringLiteral("make-first")));
    auto *save = m_hands->see<QPushButton>(QStringLiteral("save"));
    if (!save || !QTest::qWaitFor([&] { return save->isEnabled(); }, 60'000))
        return m_hands->fail(QStringLiteral("No report is made"));
    picture(QStringLiteral("report"));
    savesTheReport(QStringLiteral("analysis.pdf"));
    if (now().digest() != approved)
        m_hands->fail(QStringLiteral("The export changes the content"));
}

SAFEGUARD_TEST(tst_journey)
#include "tst_journey.moc"
