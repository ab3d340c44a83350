// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/binder/areapages.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

}

/// The reports on people and vendors: findings, odd and missing content, the files.
class tst_areareports final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysEachFinding();
    void holdsAnyRecord_data();
    void holdsAnyRecord();
    void canBeEmpty_data() { reports(); }
    void canBeEmpty();
    void isValid_data() { reports(); }
    void isValid();
    void isTheSameEveryTime();

private:
    static void reports()
    {
        QTest::addColumn<AreaReport>("report");
        for (int i = 0; i < areaReportCount; ++i)
            QTest::newRow(qPrintable(keyOf(static_cast<AreaReport>(i))))
                << static_cast<AreaReport>(i);
    }
    std::unique_ptr<AreaPages> m_area;
};

void tst_areareports::initTestCase()
{
    m_area = std::make_unique<AreaPages>();
}

/// What the rules about people and vendors find is in one report at least; nothing else is.
void tst_areareports::saysEachFinding()
{
    for (const Finding &finding : m_area->derived->findings) {
        if (finding.rule == QStringLiteral("patient-data-in-text"))
            continue; // of any register
        int count = 0;
        for (int i = 0; i < areaReportCount; ++i) {
            const auto report = static_cast<AreaReport>(i);
            const auto found = findingsOf(report, *m_area->derived);
            if (std::find(found.begin(), found.end(), &finding) == found.end())
                continue;
            ++count;
            m_area->need(report, finding.sentence);
            m_area->need(report, finding.why);
        }
        static const QRegularExpression ofAreas(
            QStringLiteral("^164\\.(308\\(a\\)\\([2-5]\\)|308\\(b\\)|314|410|504|502\\(b\\)|312\\("
                           "a\\)\\(2\\)\\(i\\)$)"));
        QVERIFY2((count > 0) == ofAreas.match(finding.citation).hasMatch(),
                 qPrintable(finding.rule + u' ' + finding.citation));
    }
    QCOMPARE(m_area->missing(20), QString());
}

void tst_areareports::holdsAnyRecord_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Whatever stands in the registers, valid or not: names of people, courses, vendors and agreements
/// are whole.
void tst_areareports::holdsAnyRecord()
{
    QFETCH(quint32, seed);
    const Snapshot snapshot = randomSnapshot(seed, today);
    const Derived derived(snapshot);
    const auto text = [&](AreaReport report) {
        const PdfFile pdf(areaReport(report, derived, factsOf(*m_area->fixture.project)));
        return pdf.isValid() ? contentText(pdf) : pdf.error();
    };
    const QString training = text(AreaReport::Training);
    for (const Course &course : snapshot.rows<Course>())
        QVERIFY2(training.contains(dense(course.name)), qPrintable(course.name));
    for (const TrainingRecord &record : snapshot.rows<TrainingRecord>())
        QVERIFY2(training.contains(dense(record.proof)), qPrintable(record.proof));
    const QString workforce = text(AreaReport::Workforce);
    for (const Person &person : snapshot.rows<Person>())
        QVERIFY2(workforce.contains(dense(person.name)), qPrintable(person.name));
    const QString vendors = text(AreaReport::Vendors);
    for (const Company &company : snapshot.rows<Company>())
        QVERIFY2(vendors.contains(dense(company.name)), qPrintable(company.name));
    for (const Agreement &agreement : snapshot.rows<Agreement>())
        QVERIFY2(vendors.contains(dense(agreement.name)), qPrintable(agreement.name));
    for (const AgreementProvision &one : snapshot.rows<AgreementProvision>()) {
        if (snapshot.find(one.agreement))
            QVERIFY2(vendors.contains(dense(one.place)), qPrintable(one.place));
    }
}

/// Says what is missing instead of showing tables without rows.
void tst_areareports::canBeEmpty()
{
    QFETCH(AreaReport, report);
    Snapshot nothing(allRegisters());
    nothing.setToday(today);
    const report::Document document =
        areaReport(report, Derived(nothing), factsOf(*m_area->fixture.project));
    int warnings = 0;
    for (const report::Block &block : document.blocks) {
        if (const auto *table = std::get_if<report::Table>(&block))
            QVERIFY2(!table->rows.empty(), qPrintable(table->caption));
        if (const auto *note = std::get_if<report::Note>(&block))
            warnings += note->kind == report::Note::Kind::Warning ? 1 : 0;
    }
    QVERIFY(warnings > 0);
    const PdfFile pdf(document);
    QVERIFY2(pdf.isValid(), qPrintable(pdf.error()));
    QVERIFY(pdf.rendered().pages < 10);
    QVERIFY(!pdf.flatText().contains(QStringLiteral("looks for is missing")));
}

void tst_areareports::isValid()
{
    QFETCH(AreaReport, report);
    QCOMPARE(areaReportFrom(keyOf(report)), report);
    const PdfFile pdf(areaReport(report, *m_area->derived, factsOf(*m_area->fixture.project)));
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), pdf.path()});
    QVERIFY2(check.code == 0, qPrintable(check.text));
    for (const QByteArray &hash : {m_area->now.digest(), m_area->fixture.project->lastEdit().hash})
        QVERIFY(m_area->pages(report).contains(QString::fromLatin1(hash.toHex())));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        QSKIP("PDF/A is not checked: SAFEGUARD_SKIP_PREFLIGHT is set");
    const Output preflight = pdf.preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
}

void tst_areareports::isTheSameEveryTime()
{
    const auto made = [&] {
        return renderAreaReport(AreaReport::Vendors, Derived(m_area->fixture.project->snapshot()),
                                factsOf(*m_area->fixture.project));
    };
    const auto once = made();
    m_area->fixture.reopen();
    const auto again = made();
    QVERIFY_OK(once);
    QVERIFY_OK(again);
    QVERIFY(once->pdf == again->pdf);
}

SAFEGUARD_TEST(tst_areareports)
#include "tst_areareports.moc"
