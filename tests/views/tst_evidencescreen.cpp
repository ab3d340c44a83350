// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/documents/attaching.h"
#include "tests/tools/workspacefixture.h"
#include "views/evidence/evidencescreen.h"
#include "views/kit/filework.h"
#include "views/kit/recordevidence.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDropEvent>
#include <QFile>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>
#include <QUrl>

using namespace safeguard;
using namespace safeguard::testing;

/// Evidence as a person meets it: dropped, linked, opened after a question.
class tst_evidencescreen final : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void open(const QUrl &url) { m_opened = url.toLocalFile(); }

private Q_SLOTS:
    void init();
    void cleanup();
    void filesDroppedAreAdded();
    void filesDroppedOnAFormAreLinked();
    void aFormTakesNoFileAsText();
    void linksAndUnlinks();
    void showsTheFile();
    void removesAFileForGood();
    void aCancelledQuestionWritesNothing();
    void anOpenedCopyGoesWithTheProject();
    void programsAreNotOpened();
    void namesStayInTheirFolder();
    void whatACrashLeftIsRemoved();
    void whoMayOnlyReadAddsNothing();

private:
    QString write(const QString &name, const QByteArray &bytes);
    bool drop(QWidget &widget, const QStringList &paths);
    Id<Evidence> added(const QString &name, const QByteArray &bytes);
    bool waitForEvidence(size_t count);
    QStringList copies() const;

    std::unique_ptr<WorkspaceFixture> m_f;
    QString m_opened;
};

void tst_evidencescreen::init()
{
    m_f = std::make_unique<WorkspaceFixture>();
    m_opened.clear();
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open");
    qputenv("TMPDIR", QFile::encodeName(m_f->files.dir.path()));
}

void tst_evidencescreen::cleanup()
{
    qunsetenv("TMPDIR");
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    m_f.reset();
}

QString tst_evidencescreen::write(const QString &name, const QByteArray &bytes)
{
    const QString path = m_f->files.dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
    return path;
}

/// Whether the widget itself takes it.
bool tst_evidencescreen::drop(QWidget &widget, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(&widget, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&widget, &event);
    return true;
}

Id<Evidence> tst_evidencescreen::added(const QString &name, const QByteArray &bytes)
{
    const auto done = attach(m_f->project(), name, bytes, {}, {});
    if (!done)
        qFatal("%s", qPrintable(done.error().text));
    return addedEvidence(*done);
}

bool tst_evidencescreen::waitForEvidence(size_t count)
{
    return QTest::qWaitFor(
        [&] { return m_f->project().snapshot().rows<Evidence>().size() == count; }, 10000);
}

QStringList tst_evidencescreen::copies() const
{
    return QDir(m_f->files.dir.path())
        .entryList({QStringLiteral("safeguard-view-*")}, QDir::Dirs | QDir::Hidden);
}

void tst_evidencescreen::filesDroppedAreAdded()
{
    EvidenceScreen screen(*m_f->workspace);
    QVERIFY(drop(screen, {write(QStringLiteral("a.txt"), "A"), m_f->files.dir.path(),
                          write(QStringLiteral("b.csv"), "x;y")}));
    QVERIFY(waitForEvidence(2));
    QVERIFY(!drop(screen, {m_f->files.dir.path()}));
    QCOMPARE(screen.table()->model()->rowCount(), 2);
    QVERIFY(QTest::qWaitFor([&] { return !screen.findChild<FileWork *>(); }, 5000));
}

void tst_evidencescreen::filesDroppedOnAFormAreLinked()
{
    const RecordRef cloud{QStringLiteral("systems"),
                          m_f->add(systemNamed(QStringLiteral("Cloud")))};
    RegisterScreen screen(*m_f->workspace, QStringLiteral("systems"));
    screen.form()->show(cloud.id);
    const qint64 before = m_f->project().entryCount();
    QVERIFY(drop(*screen.form(), {write(QStringLiteral("scan.csv"), "A")}));
    QVERIFY(waitForEvidence(1));
    const Snapshot now = m_f->project().snapshot();
    QCOMPARE(evidenceFor(now, cloud).size(), size_t(1));
    QCOMPARE(m_f->project().entryCount(), before + 1);
    QCOMPARE(screen.form()->findChildren<QPushButton *>(QStringLiteral("evidence-line")).size(), 1);
}

void tst_evidencescreen::aFormTakesNoFileAsText()
{
    const auto id = m_f->add(systemNamed(QStringLiteral("Cloud")));
    RegisterScreen screen(*m_f->workspace, QStringLiteral("systems"));
    screen.form()->show(id);
    size_t count = 0;
    for (const char *key : {"field-name", "field-description"}) {
        auto *field = screen.form()->findChild<QWidget *>(QLatin1String(key));
        QWidget *control = field->focusProxy();
        if (auto *area = qobject_cast<QAbstractScrollArea *>(control))
            control = area->viewport();
        QVERIFY(drop(*control, {write(QLatin1String(key), key)})); // the form takes it
        QVERIFY(waitForEvidence(++count));
        QVERIFY(QTest::qWaitFor([&] { return !screen.findChild<FileWork *>(); }, 5000));
    }
    const System cloud = *m_f->project().snapshot().find(id);
    QCOMPARE(cloud.name, QStringLiteral("Cloud"));
    QVERIFY(!screen.form()->hasUnstored());
    QCOMPARE(evidenceFor(m_f->project().snapshot(), {QStringLiteral("systems"), id}).size(), count);
}

void tst_evidencescreen::linksAndUnlinks()
{
    const RecordRef cloud{QStringLiteral("systems"),
                          m_f->add(systemNamed(QStringLiteral("Cloud")))};
    added(QStringLiteral("a.txt"), "A");
    const auto second = added(QStringLiteral("b.txt"), "B");
    RecordEvidence panel(*m_f->workspace);
    panel.show(cloud);
    QTimer::singleShot(0, this, [] {
        auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
        dialog->setTextValue(QStringLiteral("EVD-002 b"));
        dialog->accept();
    });
    QTest::mouseClick(panel.findChild<QPushButton *>(QStringLiteral("link-evidence")),
                      Qt::LeftButton);
    const auto linked = [&] {
        const Snapshot now = m_f->project().snapshot();
        std::vector<Id<Evidence>> ids;
        for (const Evidence *evidence : evidenceFor(now, cloud))
            ids.push_back(idOf(*evidence));
        return ids;
    };
    QCOMPARE(linked(), std::vector{second});
    auto *line = panel.findChild<QPushButton *>(QStringLiteral("evidence-line"));
    Address went;
    connect(m_f->workspace.get(), &Workspace::asked, this, [&](const Address &to) { went = to; });
    QTest::mouseClick(line, Qt::LeftButton);
    QCOMPARE(went.screen, QStringLiteral("evidence"));
    QCOMPARE(went.record, AnyId(second));
    QTest::mouseClick(panel.findChild<QPushButton *>(QStringLiteral("unlink-evidence")),
                      Qt::LeftButton);
    QVERIFY(linked().empty());
    QCOMPARE(m_f->project().snapshot().rows<Evidence>().size(), size_t(2));
}

void tst_evidencescreen::showsTheFile()
{
    const RecordRef cloud{QStringLiteral("systems"),
                          m_f->add(systemNamed(QStringLiteral("Cloud & <b>Sky</b>")))};
    const auto done =
        attach(m_f->project(), QStringLiteral("<b>a</b>.txt"), QByteArray(1500, 'x'), {}, {cloud});
    QVERIFY_OK(done);
    EvidenceScreen screen(*m_f->workspace);
    screen.reveal({QStringLiteral("evidence"), addedEvidence(*done)});
    QCOMPARE(screen.findChild<QLabel *>(QStringLiteral("stored-file"))->text(),
             QStringLiteral("<b>a</b>.txt, 1.5 kB"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto subjects = screen.findChildren<QPushButton *>(QStringLiteral("subject-line"));
    QCOMPARE(subjects.size(), 1);
    QVERIFY(subjects.front()->text().contains(QStringLiteral("Cloud && <b>Sky</b>")));
    for (const char *key : {"field-file_name", "field-content", "field-size"})
        QVERIFY(screen.form()->findChild<QWidget *>(QLatin1String(key))->isHidden());
    QVERIFY(screen.findChild<QPushButton *>(QStringLiteral("open-evidence"))->isEnabled());
    Evidence elsewhere;
    elsewhere.title = QStringLiteral("Elsewhere");
    screen.reveal({QStringLiteral("evidence"), m_f->add(elsewhere)});
    QVERIFY(!screen.findChild<QPushButton *>(QStringLiteral("open-evidence"))->isEnabled());
}

void tst_evidencescreen::removesAFileForGood()
{
    const auto id = added(QStringLiteral("scan.txt"), QByteArray(1500, 'x'));
    EvidenceScreen screen(*m_f->workspace);
    screen.reveal({QStringLiteral("evidence"), id});
    auto *open = screen.findChild<QPushButton *>(QStringLiteral("remove-evidence-file"));
    QVERIFY(!open->isHidden());
    QTimer::singleShot(0, this, [] {
        auto *dialog = QApplication::activeModalWidget();
        const auto *reach = dialog->findChild<QLabel *>(QStringLiteral("expunge-reach"));
        QTRY_COMPARE(reach->text(), QStringLiteral("A file of 1.5 kB, named by 1 record "
                                                   "(EVD-001 scan)."));
        auto *remove = dialog->findChild<QPushButton *>(QStringLiteral("expunge-remove"));
        QVERIFY(!remove->isEnabled()); // no reason yet
        dialog->findChild<QLineEdit *>(QStringLiteral("expunge-reason"))
            ->setText(QStringLiteral("Names of patients"));
        remove->click();
    });
    open->click();
    const QString shown = screen.findChild<QLabel *>(QStringLiteral("stored-file"))->text();
    QVERIFY2(shown.contains(QStringLiteral("removed for good")) &&
                 shown.contains(QStringLiteral("Names of patients")),
             qPrintable(shown));
    QVERIFY(open->isHidden());
    QVERIFY(!screen.findChild<QPushButton *>(QStringLiteral("save-evidence"))->isEnabled());
}

void tst_evidencescreen::aCancelledQuestionWritesNothing()
{
    const auto id = added(QStringLiteral("a.txt"), "A");
    const qint64 before = m_f->project().entryCount();
    QWidget parent;
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return}) { // Cancel is the default
        bool wasAsked = false;
        QTimer::singleShot(0, this, [&] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            wasAsked = box && box->objectName() == QStringLiteral("open-question");
            QTest::keyClick(box, key);
        });
        FileWork::openCopy(*m_f->workspace, id, &parent);
        QVERIFY(wasAsked);
        QVERIFY(!parent.findChild<FileWork *>());
        QCOMPARE(copies(), QStringList());
        QCOMPARE(m_f->project().entryCount(), before);
    }
    QVERIFY(m_opened.isEmpty());
}

void tst_evidencescreen::anOpenedCopyGoesWithTheProject()
{
    const auto id = added(QStringLiteral("a.txt"), "A");
    QWidget parent;
    const qint64 before = m_f->project().entryCount();
    QTimer::singleShot(0, this, [] {
        auto *box = QApplication::activeModalWidget();
        QTest::mouseClick(box->findChild<QPushButton *>(QStringLiteral("open-copy")),
                          Qt::LeftButton);
    });
    FileWork::openCopy(*m_f->workspace, id, &parent);
    QVERIFY(QTest::qWaitFor([&] { return !m_opened.isEmpty(); }, 10000));
    QFile file(m_opened);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("A"));
    file.close();
    const auto mayWrite = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(file.permissions() & (mayWrite | QFile::ReadGroup | QFile::ReadOther)));
    const QFileInfo folder(QFileInfo(m_opened).path());
    QVERIFY(!(folder.permissions() &
              (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
    QCOMPARE(m_f->project().entryCount(), before + 1); // noted
    QVERIFY(QTest::qWaitFor([&] { return !parent.findChild<FileWork *>(); }, 5000));
    m_f->workspace.reset();
    QVERIFY(!QFile::exists(m_opened));
    QCOMPARE(copies(), QStringList());
}

void tst_evidencescreen::programsAreNotOpened()
{
    const auto id = added(QStringLiteral("setup.EXE "), "A");
    QWidget parent;
    QString said;
    QTimer::singleShot(0, this, [&] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        said = box->text();
        box->accept();
    });
    FileWork::openCopy(*m_f->workspace, id, &parent);
    QVERIFY(said.contains(QStringLiteral("is a program")));
    QCOMPARE(copies(), QStringList());
}

void tst_evidencescreen::namesStayInTheirFolder()
{
    QCOMPARE(OpenedCopies::plainName(QStringLiteral("../../etc/x.txt")),
             QStringLiteral("_.._etc_x.txt"));
    QCOMPARE(OpenedCopies::plainName(QStringLiteral("C:\\a\n.pdf")), QStringLiteral("C__a_.pdf"));
    QCOMPARE(OpenedCopies::plainName(QStringLiteral("..")), QStringLiteral("evidence"));
    QCOMPARE(OpenedCopies::plainName(QStringLiteral("in-use")), QStringLiteral("evidence"));
    QCOMPARE(OpenedCopies::plainName(QString(500, u'x') + QStringLiteral(".pdf")).right(5),
             QStringLiteral("x.pdf"));
}

void tst_evidencescreen::whatACrashLeftIsRemoved()
{
    QDir temp(m_f->files.dir.path());
    QVERIFY(temp.mkdir(QStringLiteral("safeguard-view-abcdef")));
    QFile::setPermissions(write(QStringLiteral("safeguard-view-abcdef/a.txt"), "A"),
                          QFile::ReadOwner);
    // The lock of a process that does not live any more.
    write(QStringLiteral("safeguard-view-abcdef/in-use"), "999999999\nsafeguard\n\n\n\n");
    QVERIFY(temp.mkdir(QStringLiteral("safeguard-view-other"))); // not one of ours
    const QString place = OpenedCopies::of(*m_f->workspace).placeFor(QStringLiteral("b.txt"));
    QVERIFY(!place.isEmpty());
    const QString second = OpenedCopies::of(*m_f->workspace).placeFor(QStringLiteral("b.txt"));
    QVERIFY(place != second && QFileInfo::exists(QFileInfo(place).path()));
    QVERIFY(!temp.exists(QStringLiteral("safeguard-view-abcdef")));
    QVERIFY(temp.exists(QStringLiteral("safeguard-view-other")));
}

void tst_evidencescreen::whoMayOnlyReadAddsNothing()
{
    const RecordRef cloud{QStringLiteral("systems"),
                          m_f->add(systemNamed(QStringLiteral("Cloud")))};
    QVERIFY_OK(m_f->project().addUser(QStringLiteral("rea"), QStringLiteral("Rea Reader"),
                                      Role::Auditor, Secret::fromText(passphrase())));
    m_f->workspace.reset();
    auto opened =
        Project::open(m_f->files.path(), {QStringLiteral("rea"), Secret::fromText(passphrase())},
                      Access::ReadWrite, allRegisters(), m_f->files.clock);
    QVERIFY_OK(opened);
    m_f->workspace = std::make_unique<Workspace>(*std::move(opened));
    EvidenceScreen screen(*m_f->workspace);
    QVERIFY(!screen.findChild<QPushButton *>(QStringLiteral("add-files"))->isEnabled());
    RegisterScreen systems(*m_f->workspace, QStringLiteral("systems"));
    systems.form()->show(cloud.id);
    const QString file = write(QStringLiteral("a.txt"), "A");
    QVERIFY(!drop(*systems.form(), {file}));
    QVERIFY(!systems.form()->findChild<QPushButton *>(QStringLiteral("add-evidence"))->isEnabled());
}

SAFEGUARD_TEST(tst_evidencescreen)
#include "tst_evidencescreen.moc"
