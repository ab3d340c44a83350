// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/certificate.h"

#include "tests/binder/bindertext.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

}

class tst_certificate final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void certifies();
    void certifiesTheNewestThatCounts();
    void certifiesAnEarlierVersion();
    void certifiesNothingElse_data();
    void certifiesNothingElse();
    void certifiesWhatIsThere();

private:
    Derived derived() const { return Derived(m_fixture->project->snapshot()); }
    Result<report::Document> certificate(const Derived &from) const
    {
        return trainingCertificate(from, m_person, m_course, factsOf(*m_fixture->project));
    }
    /// A record of the person and the course.
    void addRecord(const std::function<void(TrainingRecord &)> &fill) const
    {
        TrainingRecord record;
        record.person = m_person;
        record.course = m_course;
        fill(record);
        m_fixture->add(record);
    }

    std::unique_ptr<ProjectFixture> m_fixture;
    Id<Person> m_person;
    Id<Course> m_course;
};

void tst_certificate::init()
{
    m_fixture = std::make_unique<ProjectFixture>();
    m_fixture->clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    Person person;
    person.name = QStringLiteral("Noor Haddad-Lindström");
    person.start = today.addDays(-500);
    m_person = m_fixture->add(person);
    Course course;
    course.name = QStringLiteral("Handling patient data");
    course.version = QStringLiteral("4");
    course.versionSince = today.addDays(-100);
    course.isForEveryone = true;
    course.passScore = 80;
    m_course = m_fixture->add(course);
}

void tst_certificate::certifies()
{
    addRecord([](TrainingRecord &record) {
        record.completed = QDate(2024, 2, 29);
        record.result = TrainingResult::Passed;
        record.score = 96;
        record.version = QStringLiteral("3b");
        record.proof = QStringLiteral("LMS-0815");
    });
    const Derived from = derived();
    const auto made = certificate(from);
    QVERIFY_OK(made);
    const PdfFile pdf(*made);
    QVERIFY2(pdf.isValid(), qPrintable(pdf.error()));
    QCOMPARE(pdf.rendered().pages, 1);
    const QString page = pdf.flatText();
    for (const char *text :
         {"Certificate of training", "Noor Haddad-Lindström", "Handling patient data", "3b",
          "2024-02-29", "Passed, 96 %", "80 % are asked for", "LMS-0815", "TRN-001", "2030-03-01"})
        QVERIFY2(page.contains(QString::fromUtf8(text)), text);
    const QString all = contentText(pdf);
    QVERIFY(all.contains(QString::fromLatin1(from.map.snapshot().digest().toHex())));
    QVERIFY(all.contains(QString::fromLatin1(m_fixture->project->lastEdit().hash.toHex())));
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), pdf.path()});
    QVERIFY2(check.code == 0, qPrintable(check.text));
}

void tst_certificate::certifiesTheNewestThatCounts()
{
    for (const int days : {400, 40})
        addRecord([&](TrainingRecord &record) { record.completed = today.addDays(-days); });
    addRecord([](TrainingRecord &record) {
        record.completed = today.addDays(-10);
        record.result = TrainingResult::Failed;
    });
    addRecord([](TrainingRecord &record) { record.completed = today.addDays(5); });
    const auto made = certificate(derived());
    QVERIFY_OK(made);
    const QString page = PdfFile(*made).flatText();
    QVERIFY(page.contains(QStringLiteral("TRN-002")));
    QVERIFY(page.contains(today.addDays(-40).toString(Qt::ISODate)));
    QVERIFY(page.contains(QStringLiteral("Version 4"))); // the one of that day
}

void tst_certificate::certifiesAnEarlierVersion()
{
    addRecord([](TrainingRecord &record) { record.completed = today.addDays(-101); });
    const auto made = certificate(derived());
    QVERIFY_OK(made);
    QVERIFY(PdfFile(*made).flatText().contains(QStringLiteral("Version not on record")));
}

void tst_certificate::certifiesNothingElse_data()
{
    QTest::addColumn<int>("days"); // from today; 0: no day
    QTest::addColumn<TrainingResult>("result");
    QTest::addColumn<int>("score");
    QTest::addColumn<QString>("why");
    QTest::newRow("failed") << -3 << TrainingResult::Failed << 40 << "was failed";
    QTest::newRow("below the score")
        << -3 << TrainingResult::Completed << 79 << "of 2026-03-11 was failed";
    QTest::newRow("planned") << 0 << TrainingResult::Completed << -1 << "planned only";
    QTest::newRow("tomorrow") << 1 << TrainingResult::Passed << 90 << "planned only";
}

void tst_certificate::certifiesNothingElse()
{
    QFETCH(int, days);
    QFETCH(TrainingResult, result);
    QFETCH(int, score);
    QFETCH(QString, why);
    addRecord([&](TrainingRecord &record) {
        if (days != 0)
            record.completed = today.addDays(days);
        record.result = result;
        if (score >= 0)
            record.score = score;
    });
    const auto made = certificate(derived());
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::NotFound);
    QVERIFY2(made.error().text.contains(why), qPrintable(made.error().text));
    QVERIFY(made.error().text.contains(QStringLiteral("Noor Haddad-Lindström")));
}

void tst_certificate::certifiesWhatIsThere()
{
    const auto none = certificate(derived());
    QVERIFY(!none);
    QVERIFY(none.error().text.contains(QStringLiteral("Nothing is on record")));
    const auto nobody = trainingCertificate(derived(), {}, m_course, factsOf(*m_fixture->project));
    QVERIFY(!nobody);
    QCOMPARE(nobody.error().code, ErrorCode::NotFound);
}

SAFEGUARD_TEST(tst_certificate)
#include "tst_certificate.moc"
