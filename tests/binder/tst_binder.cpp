// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/binder.h"

#include "model/catalog/ruleset.h"
#include "model/documents/evidence.h"
#include "model/inventory/project_info.h"
#include "model/project/comment.h"
#include "model/project/signing.h"
#include "model/reports/figureplan.h"
#include "tests/binder/bindertext.h"
#include "tests/reports/pdftools.h"
#include "tests/tools/samplefixture.h"

#include <QFile>
#include <qpdf/QPDF.hh>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

BinderFacts someFacts()
{
    return {QString(64, u'a'), QString(64, u'b'), QDateTime(today, {9, 30}, Qt::UTC), 23};
}

}

class tst_binder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void holdsTheWholeExample();
    void holdsAnyRecord_data();
    void holdsAnyRecord();
    void linksLead();
    void figuresAreReadable();
    void isTheSameEveryTime();
    void isTheSameWhoeverMakesIt();
    void isTheSameInAnotherProcess();
    void saysWhatItRestsOn();
    void carriesWhatWasSaid();
    void anEventChangesNothing();
    void isDatedByTheSnapshot();
    void namesItsCitations();
    void isValid();
    void canBeEmpty();
    void canBeCancelled();

private:
    std::unique_ptr<ProjectFixture> m_fixture;
    std::unique_ptr<Derived> m_derived;
    std::unique_ptr<PdfFile> m_file;
};

void tst_binder::initTestCase()
{
    m_fixture = std::make_unique<ProjectFixture>();
    m_fixture->clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    QVERIFY_OK(takeSample(*m_fixture));
    m_derived = std::make_unique<Derived>(m_fixture->project->snapshot());
    m_file = std::make_unique<PdfFile>(auditBinder(*m_derived, factsOf(*m_fixture->project)));
    QVERIFY2(m_file->isValid(), qPrintable(m_file->error()));
}

void tst_binder::holdsTheWholeExample()
{
    const QString pages = contentText(*m_file);
    const QStringList missing = missingIn(pages, m_fixture->project->snapshot());
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u'\n')));
    for (const Finding &finding : m_derived->findings) {
        QVERIFY2(pages.contains(dense(finding.sentence)), qPrintable(finding.sentence));
        QVERIFY2(pages.contains(dense(finding.why)), qPrintable(finding.why));
    }
    for (const Join &join : m_derived->map.joins())
        QVERIFY(pages.contains(dense(whyJoin(m_derived->map, join).front().text)));
}

void tst_binder::holdsAnyRecord_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_binder::holdsAnyRecord()
{
    QFETCH(quint32, seed);
    const Snapshot snapshot = randomSnapshot(seed, today);
    const PdfFile file(auditBinder(Derived(snapshot), someFacts()));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QCOMPARE(file.rendered().deadLinks, QStringList());
    const QStringList missing = missingIn(contentText(file), snapshot);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u'\n')));
}

void tst_binder::linksLead()
{
    QCOMPARE(m_file->rendered().deadLinks, QStringList());
    QPDF pdf;
    pdf.processFile(m_file->path().toUtf8().constData());
    int links = 0;
    for (QPDFObjectHandle &page : std::vector<QPDFObjectHandle>(pdf.getAllPages())) {
        if (page.hasKey("/Annots"))
            links += page.getKey("/Annots").getArrayNItems();
    }
    const Snapshot snapshot = m_fixture->project->snapshot();
    QVERIFY(links >
            static_cast<int>(snapshot.rows<System>().size() + 2 * snapshot.rows<Flow>().size() +
                             m_derived->findings.size()));
}

void tst_binder::figuresAreReadable()
{
    const report::Document document = auditBinder(*m_derived, someFacts());
    const report::Stationery stationery(document.paper);
    int figures = 0;
    for (const report::Block &block : document.blocks) {
        const auto *figure = std::get_if<report::Figure>(&block);
        if (!figure)
            continue;
        ++figures;
        const report::FigurePlan plan = report::planFigure(*figure, stationery, 60);
        QVERIFY(!figure->altText.isEmpty());
        QVERIFY(!plan.isTiled());
        QVERIFY2(figure->smallestText * plan.scale >= report::smallestPrintedText - 1e-6,
                 qPrintable(figure->caption));
    }
    QCOMPARE(figures, 4);
}

void tst_binder::isTheSameEveryTime()
{
    const auto again = renderBinder(*m_derived, factsOf(*m_fixture->project));
    QVERIFY_OK(again);
    QVERIFY(again->pdf == m_file->rendered().pdf);
}

void tst_binder::isTheSameWhoeverMakesIt()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  Role::Editor, Secret::fromText(QStringLiteral("second phrase"))));
    QVERIFY_OK(f.project->perform(QStringLiteral("Fill in the cover"), [](Edit &edit) {
        const auto id = idOf(edit.now().only<ProjectInfo>());
        edit.change(id, [](ProjectInfo &info) { info.preparedBy = QStringLiteral("Noor Haddad"); });
        return Status();
    }));
    const auto made = [&] {
        const report::Document document =
            auditBinder(Derived(f.project->snapshot()), factsOf(*f.project));
        return std::pair(document.info.author, report::toPdf(document).value().pdf);
    };
    const auto byDana = made();
    QCOMPARE(byDana.first, QStringLiteral("Noor Haddad"));
    f.project.reset();
    auto opened = Project::open(
        f.path(), {QStringLiteral("omar"), Secret::fromText(QStringLiteral("second phrase"))},
        Access::ReadOnly, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    f.project = *std::move(opened);
    QVERIFY(made() == byDana);
}

void tst_binder::isTheSameInAnotherProcess()
{
    QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("example.safeguard"));
    QByteArray first;
    for (const char *seed : {"QT_HASH_SEED=0", "LC_ALL=C.UTF-8"}) {
        const QString pdf = folder.filePath(QStringLiteral("binder.pdf"));
        const Output output =
            run(QStringLiteral(SAFEGUARD_BIN_DIR "/write-binder"), {pdf, project},
                {QString::fromLatin1(seed), QStringLiteral("QT_QPA_PLATFORM=offscreen")});
        QVERIFY2(output.code == 0, qPrintable(output.text));
        QFile file(pdf);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(first.isEmpty() || bytes == first);
        first = bytes;
    }
}

void tst_binder::saysWhatItRestsOn()
{
    const QString pages = contentText(*m_file);
    const Project &project = *m_fixture->project;
    for (const QByteArray &hash :
         {project.snapshot().digest(), project.lastEntry().hash, project.projectId()})
        QVERIFY(pages.contains(QString::fromLatin1(hash.toHex())));
    const QString cover = m_file->flatText(1);
    for (const char *text :
         {"CardioLink", "CL-QMS-0147", "Priya Raman", "Elena Marsh", "Prepared by", "Reviewed by",
          "Approved by", "2026-03-14", "2026-11-21", "Business associate"})
        QVERIFY2(cover.contains(QLatin1String(text)), text);
}

/// Signatures, comments and evidence, each under its record and in a place of its own.
void tst_binder::carriesWhatWasSaid()
{
    ProjectFixture f;
    f.clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    const auto kept = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto edited = f.add(systemNamed(QStringLiteral("Patch")));
    const auto gone = f.add(systemNamed(QStringLiteral("Sensor")));
    const RecordRef about{QStringLiteral("systems"), kept};
    const auto sign = [&](const AnyId &id, Meaning meaning) {
        return f.project->sign({about.registerKey, id}, meaning, Secret::fromText(passphrase()));
    };
    QVERIFY_OK(sign(kept, Meaning::Approved));
    QVERIFY_OK(sign(edited, Meaning::Reviewed));
    QVERIFY_OK(sign(gone, Meaning::Prepared));
    QVERIFY_OK(f.project->perform(QStringLiteral("Edit"), [&](Edit &edit) -> Status {
        edit.change(edited, [](System &system) { system.name = QStringLiteral("Patch 2"); });
        return edit.remove(gone);
    }));
    QVERIFY_OK(f.project->addComment(about, QStringLiteral("Is this the old one?")));
    QVERIFY_OK(f.project->takeBaseline(QStringLiteral("Review 2026"), QStringLiteral("Yearly")));
    Evidence evidence;
    evidence.title = QStringLiteral("Penetration test");
    evidence.fileName = QStringLiteral("pentest.pdf");
    evidence.reference = QStringLiteral("QMS-77");
    EvidenceLink link;
    link.evidence = f.add(evidence);
    link.subject = about;
    f.add(link);
    const PdfFile file(auditBinder(Derived(f.project->snapshot()), factsOf(*f.project)));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QCOMPARE(file.rendered().deadLinks, QStringList());
    const QString pages = contentText(file);
    const Snapshot now = f.project->snapshot();
    for (const Signature *signature : now.inOrder<Signature>()) {
        const QString row = now.registers().of<Signature>().citeNumber(*signature) +
                            signature->printedName + labelOf(signature->meaning) +
                            QStringLiteral("2026-03-14 09:30:00");
        QVERIFY2(pages.contains(dense(row)), qPrintable(row));
        QVERIFY(pages.contains(dense(nameOf(stateOf(*signature, now)))));
        QVERIFY2(pages.contains(dense(signature->text)), qPrintable(signature->text));
        QVERIFY(pages.contains(dense(signature->signature)));
    }
    for (const char *words :
         {"Approved by Dana Mensah, 2026-03-14: Current",
          "Reviewed by Dana Mensah, 2026-03-14: Superseded by a later edit",
          "The record was removed since", "Dana Mensah, 2026-03-14: Is this the old one?",
          "EVD-001 Penetration test", "pentest.pdf", "QMS-77", "Review 2026", "Yearly"})
        QVERIFY2(pages.contains(dense(QString::fromLatin1(words))), words);
    const QStringList missing = missingIn(pages, now);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

/// It rests on the last edit; that it was printed makes no other one.
void tst_binder::anEventChangesNothing()
{
    ProjectFixture f;
    f.clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    f.reopen();
    const auto made = [&] {
        return renderBinder(Derived(f.project->snapshot()), factsOf(*f.project)).value().pdf;
    };
    const QByteArray before = made();
    f.clock.set(QDateTime(today, {9, 31}, Qt::UTC));
    QVERIFY_OK(f.project->note(QStringLiteral("Export the binder")));
    QVERIFY(made() == before);
    f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY(made() != before);
}

void tst_binder::isDatedByTheSnapshot()
{
    const report::Document document = auditBinder(*m_derived, someFacts());
    QCOMPARE(document.info.date, QDateTime(today, {0, 0}, Qt::UTC));
    Snapshot later = m_fixture->project->snapshot();
    later.setToday(today.addDays(400));
    QCOMPARE(auditBinder(Derived(later), someFacts()).info.date.date(), today.addDays(400));
}

void tst_binder::namesItsCitations()
{
    QStringList unknown;
    const auto look = [&unknown](const QString &citation) {
        if (!citation.isEmpty() && !RuleSet::current().find(citation))
            unknown += citation;
    };
    for (const RegisterType &type : *allRegisters()) {
        look(type.citation);
        for (const Field &field : type.fields)
            look(field.citation);
    }
    for (const Finding &finding : m_derived->findings)
        look(finding.citation);
    QCOMPARE(unknown, QStringList());
}

void tst_binder::isValid()
{
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), m_file->path()});
    QVERIFY2(check.code == 0 && check.text.contains(QStringLiteral("No syntax")),
             qPrintable(check.text));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        QSKIP("PDF/A is not checked: SAFEGUARD_SKIP_PREFLIGHT is set");
    const Output preflight = m_file->preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_binder::canBeEmpty()
{
    ProjectFixture fixture;
    const PdfFile file(
        auditBinder(Derived(fixture.project->snapshot()), factsOf(*fixture.project)));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QCOMPARE(file.rendered().deadLinks, QStringList());
    const QString text = file.flatText();
    for (const char *sentence : {"None entered.", "No diagram drawn yet.", "No systems entered.",
                                 "Nobody has written yet what this project covers."})
        QVERIFY2(text.contains(QLatin1String(sentence)), sentence);
    QVERIFY(file.rendered().pages < 40);
}

void tst_binder::canBeCancelled()
{
    const auto stopped =
        renderBinder(*m_derived, someFacts(), [](double share) { return share < 0.4; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

SAFEGUARD_TEST(tst_binder)
#include "tst_binder.moc"
