// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/annex.h"

#include "model/documents/evidence.h"
#include "model/flows/flow.h"
#include "model/inventory/project_info.h"
#include "model/project/baseline.h"
#include "model/project/signing.h"
#include "model/store/comparison.h"
#include "tests/binder/bindertext.h"
#include "tests/tools/samplefixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);
const QDateTime noon(today, {12, 0}, Qt::UTC);

BinderFacts someFacts()
{
    return {QString(64, u'a'), QString(64, u'b'), noon, 23};
}

/// What the pages lack of the values of a record.
void findMissing(const QString &pages, const Field &field, const Record &record,
                 const Snapshot &content, QStringList &missing)
{
    const Value value = field.get(record);
    if (field.isGeometry || isEmpty(value))
        return;
    const QString shown = displayText(field, value, content, Moments::Utc);
    for (const QString &part :
         field.isMany() ? shown.split(QStringLiteral("; ")) : QStringList{shown}) {
        if (!pages.contains(dense(part)))
            missing += field.key + QStringLiteral(": ") + part;
    }
    if (!pages.contains(dense(field.label)))
        missing += field.key + QStringLiteral(" has no label");
}

QStringList missingIn(const QString &pages, const ComparedState &before, const ComparedState &after)
{
    QStringList missing;
    for (const RecordDifference &difference : compare(before.content, after.content)) {
        const Snapshot &content = difference.isRemoved() ? before.content : after.content;
        const QString name = content.describe(difference.type->key, difference.id);
        if (!pages.contains(dense(name)))
            missing += name;
        const bool isChanged = !difference.isAdded() && !difference.isRemoved();
        for (const Field &field : difference.type->fields) {
            const auto &fields = difference.fields;
            if (isChanged && std::find(fields.begin(), fields.end(), &field) == fields.end())
                continue;
            if (difference.before)
                findMissing(pages, field, *difference.before, before.content, missing);
            if (difference.after)
                findMissing(pages, field, *difference.after, after.content, missing);
        }
    }
    return missing;
}

}

/// "What changed since the last review", as printed.
class tst_annex final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysEveryDifference();
    void saysAnyDifference_data();
    void saysAnyDifference();
    void saysWhatIsDifferentAboutParts();
    void countsThem();
    void drawsTheDiagramsThatDiffer();
    void saysWhatItRestsOn();
    void isInFourParts();
    void carriesTheSignatures();
    void saysThatNothingIsDifferent();
    void isTheSameEveryTime();
    void isValid();
    void canBeCancelled();

private:
    report::Document annex() const { return changesAnnex(m_before, m_after, m_facts); }
    std::unique_ptr<ProjectFixture> m_fixture;
    ComparedState m_before, m_after;
    BinderFacts m_facts;
    std::unique_ptr<PdfFile> m_file;
    QString m_pages;
};

/// The worked example, a baseline of it, and then an edit of every sort.
void tst_annex::initTestCase()
{
    m_fixture = std::make_unique<ProjectFixture>();
    m_fixture->clock.set(noon);
    QVERIFY_OK(takeSample(*m_fixture));
    Project &project = *m_fixture->project;

    QVERIFY_OK(project.takeBaseline(QStringLiteral("Review 2025"), {}));
    const Baseline *baseline = project.snapshot().inOrder<Baseline>().back();
    m_before = {baseline->name, *baseline->entry, baseline->taken,
                project.contentAt(*baseline->entry).value()};
    m_fixture->clock.set(noon.addDays(300));
    const auto added = m_fixture->add(systemNamed(QStringLiteral("Added afterwards")));
    QVERIFY_OK(project.perform(QStringLiteral("Change much"), [&](Edit &edit) -> Status {
        const auto systems = edit.now().inOrder<System>();
        edit.change(idOf(*systems[0]), [](System &system) {
            system.name = QStringLiteral("Called otherwise");
            system.description = QStringLiteral("One line\nand another");
        });
        Placement placement;
        placement.diagram = idOf(*edit.now().inOrder<Diagram>().front());
        placement.system = added;
        edit.put(placement);
        return edit.removeWithDependents(edit.registers().of<System>(), systems[1]->id);
    }));
    QVERIFY_OK(project.sign({QStringLiteral("systems"), added}, Meaning::Approved,
                            Secret::fromText(passphrase())));
    m_after = {{}, project.lastEdit().sequence, project.lastEdit().time, project.snapshot()};
    m_facts = factsOf(project);
    m_file = std::make_unique<PdfFile>(annex());
    QVERIFY2(m_file->isValid(), qPrintable(m_file->error()));
    m_pages = contentText(*m_file);
}

void tst_annex::saysEveryDifference()
{
    QCOMPARE(m_file->rendered().deadLinks, QStringList());
    QVERIFY(compare(m_before.content, m_after.content).size() > 4);
    const QStringList missing = missingIn(m_pages, m_before, m_after);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u'\n')));
}

void tst_annex::saysAnyDifference_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1, 6, 11})
        QTest::addRow("seed %u", seed) << seed;
}

/// Every field of every register changed, and some records new or gone.
void tst_annex::saysAnyDifference()
{
    QFETCH(quint32, seed);
    ComparedState before{QStringLiteral("Before"), 3, noon, randomSnapshot(seed, today)};
    ComparedState after{QStringLiteral("After"), 9, noon, randomSnapshot(seed + 100, today)};
    for (const RegisterType &type : before.content.registers()) {
        if (type.isSingleton)
            continue;
        before.content.remove(type.key, AnyId::fromName(AnyId(), type.key, u"1"));
        after.content.remove(type.key, AnyId::fromName(AnyId(), type.key, u"2"));
    }
    const PdfFile file(changesAnnex(before, after, someFacts()));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QCOMPARE(file.rendered().deadLinks, QStringList());
    const QStringList missing = missingIn(contentText(file), before, after);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u'\n')));
}

/// A note that says something else, evidence that belongs to a record, a system that was moved.
void tst_annex::saysWhatIsDifferentAboutParts()
{
    Snapshot before = m_after.content;
    const auto diagram = idOf(*before.inOrder<Diagram>().front());
    Evidence evidence;
    evidence.number = 1;
    evidence.title = QStringLiteral("Penetration test");
    EvidenceLink link;
    link.evidence = before.add(evidence);
    DiagramNote note;
    note.diagram = diagram;
    note.text = QStringLiteral("Said before");
    note.id = before.add(note);
    Snapshot after = before;
    const System *system = after.inOrder<System>().front();
    link.subject = {QStringLiteral("systems"), system->id};
    after.add(link);
    note.text = QStringLiteral("Said after");
    after.add(note);
    Placement moved = **after.inOrder<Placement>().begin();
    moved.x += 8;
    after.add(moved);
    const PdfFile file(changesAnnex({{}, 3, noon, before}, {{}, 9, noon, after}, someFacts()));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const QString pages = contentText(file);
    for (const QString &words : {QStringLiteral("Said before"), QStringLiteral("Said after"),
                                 QStringLiteral("Link of evidence (Penetration test, ") +
                                     after.describe(link.subject) + u')',
                                 after.describe(QStringLiteral("placements"), moved.id) +
                                     QStringLiteral("Place on the drawing")})
        QVERIFY2(pages.contains(dense(words)), qPrintable(words));
}

void tst_annex::countsThem()
{
    std::map<QString, std::array<int, 3>> counts;
    for (const RecordDifference &difference : compare(m_before.content, m_after.content))
        ++counts[difference.type->plural][difference.isAdded()     ? 0
                                          : difference.isRemoved() ? 1
                                                                   : 2];
    QVERIFY(counts.size() > 2);
    for (const auto &[plural, of] : counts) {
        QString row = plural;
        for (const int count : of)
            row += count > 0 ? QString::number(count) : QStringLiteral("\u2013");
        QVERIFY2(m_pages.contains(dense(row)), qPrintable(row));
    }
}

void tst_annex::drawsTheDiagramsThatDiffer()
{
    const auto figuresOf = [](const report::Document &document) {
        return std::count_if(document.blocks.begin(), document.blocks.end(), [](const auto &block) {
            return std::holds_alternative<report::Figure>(block);
        });
    };
    QVERIFY(figuresOf(annex()) >= 1);
    QVERIFY(figuresOf(annex()) <= qsizetype(m_after.content.rows<Diagram>().size()));
    QCOMPARE(figuresOf(changesAnnex(m_after, m_after, m_facts)), 0);
}

void tst_annex::saysWhatItRestsOn()
{
    for (const QByteArray &hash :
         {m_before.content.digest(), m_after.content.digest(), m_fixture->project->lastEdit().hash})
        QVERIFY(m_pages.contains(QString::fromLatin1(hash.toHex())));
    const QString cover = m_file->flatText(1);
    for (const QString &words :
         {QStringLiteral("CardioLink"),
          QStringLiteral("Review 2025: entries 1 to %1, 2026-03-14 12:00:00 UTC")
              .arg(m_before.entry),
          QStringLiteral("Now: entries 1 to %1, 2027-01-08 12:00:00 UTC").arg(m_after.entry),
          QStringLiteral("Prepared by"), QStringLiteral("Reviewed by"),
          QStringLiteral("Approved by")})
        QVERIFY2(cover.contains(words), qPrintable(words + u'\n' + cover));
}

/// Registers do not begin pages of their own, and its number is not the binder's.
void tst_annex::isInFourParts()
{
    QStringList parts;
    QStringList below;
    const report::Document document = annex();
    for (const report::Block &block : document.blocks) {
        if (const auto *heading = std::get_if<report::Heading>(&block))
            (heading->level == 1 ? parts : below) += heading->text;
    }
    QCOMPARE(parts, QStringList({QStringLiteral("Summary"), QStringLiteral("By register"),
                                 QStringLiteral("On the diagrams"), QStringLiteral("Signatures")}));
    QVERIFY(below.contains(QStringLiteral("Systems")));
    const QString number =
        QStringLiteral("Annex to ") + m_after.content.only<ProjectInfo>().documentNumber;
    QCOMPARE(document.info.documentNumber, number);
    QVERIFY2(m_file->flatText(1).contains(number), qPrintable(m_file->flatText(1)));
}

void tst_annex::carriesTheSignatures()
{
    const Signature *signature = m_after.content.inOrder<Signature>().back();
    for (const QString &words :
         {QStringLiteral("SIG-002Dana MensahApproved2027-01-08 12:00:00"),
          m_after.content.describe(signature->subject) + nameOf(SignatureState::Current),
          signature->text, signature->signature})
        QVERIFY2(m_pages.contains(dense(words)), qPrintable(words));
}

void tst_annex::saysThatNothingIsDifferent()
{
    const PdfFile file(changesAnnex(m_before, m_before, m_facts));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QVERIFY(file.flatText().contains(
        QStringLiteral("Nothing is new, gone or changed between the two.")));
    QVERIFY(file.flatText().contains(QStringLiteral("SIG-001")));
    Snapshot nothing(allRegisters());
    nothing.setToday(today);
    const ComparedState none{{}, 0, noon, nothing};
    const PdfFile empty(changesAnnex(none, none, someFacts()));
    QVERIFY(empty.isValid());
    QVERIFY(empty.flatText().contains(QStringLiteral("Nothing is signed.")));
    QVERIFY(PdfFile(changesAnnex(none, m_after, m_facts)).isValid());
    QVERIFY(PdfFile(changesAnnex(m_after, none, m_facts)).isValid());
}

void tst_annex::isTheSameEveryTime()
{
    const auto again = renderAnnex(m_before, m_after, m_facts);
    QVERIFY_OK(again);
    QVERIFY(again->pdf == m_file->rendered().pdf);
    // Made from the history once more, by somebody who opens the file later.
    m_fixture->reopen();
    const Project &project = *m_fixture->project;
    const ComparedState before{m_before.name, m_before.entry, m_before.time,
                               project.contentAt(m_before.entry).value()};
    const ComparedState after{
        {}, project.lastEdit().sequence, project.lastEdit().time, project.snapshot()};
    QVERIFY(renderAnnex(before, after, factsOf(project))->pdf == m_file->rendered().pdf);
}

void tst_annex::isValid()
{
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), m_file->path()});
    QVERIFY2(check.code == 0 && check.text.contains(QStringLiteral("No syntax")),
             qPrintable(check.text));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        QSKIP("PDF/A is not checked: SAFEGUARD_SKIP_PREFLIGHT is set");
    const Output preflight = m_file->preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_annex::canBeCancelled()
{
    const auto stopped =
        renderAnnex(m_before, m_after, m_facts, [](double share) { return share < 0.4; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

SAFEGUARD_TEST(tst_annex)
#include "tst_annex.moc"
