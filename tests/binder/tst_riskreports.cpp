// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/riskreports.h"

#include "model/catalog/analysiselements.h"
#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "model/risk/plan.h"
#include "tests/binder/bindertext.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

System database(const QString &name, const Id<DataElement> &element)
{
    System system = systemNamed(name);
    system.kind = SystemKind::Database;
    system.creates = {element};
    system.stores = {element};
    return system;
}

/// Everything that is not answered yet, with texts of its own; every fourth does not apply.
Status answerAll(Edit &edit)
{
    const RiskMap map(DataMap(edit.now()));
    int count = static_cast<int>(edit.now().rows<Assessment>().size()); // each otherwise
    for (const RiskCell &cell : map.cells()) {
        if (isDone(cell.state))
            continue;
        const int number = ++count;
        const QString tag = QString::number(number);
        SG_TRY(answer(
            edit, map, {{map.targets()[cell.target].subject, idOf(*cell.threat)}}, [&](Risk &risk) {
                risk.answer = number % 4 ? RiskAnswer::Assessed : RiskAnswer::DoesNotApply;
                risk.reason = number % 4 ? QString() : QStringLiteral("Reason number %1").arg(tag);
                risk.vulnerability = QStringLiteral("Weakness number %1").arg(tag);
                risk.safeguards = QStringLiteral("Guarded by\nlock %1").arg(tag);
                risk.likelihood = static_cast<Level>(number % levelCount);
                risk.integrity = static_cast<Level>(number / 2 % levelCount);
                if (number % 3 == 0)
                    risk.patientSafety = Level::High;
                risk.justification = QStringLiteral("Judged so %1").arg(tag);
                if (number % 2) {
                    risk.treatment = Treatment::Mitigate;
                    risk.residualLikelihood = Level::Low;
                    risk.residualImpact = Level::Low;
                }
            }));
    }
    return {};
}

}

/// The reports of the risk analysis, as printed, against the project.
class tst_riskreports final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysEveryRisk();
    void saysEveryThreat();
    void saysWhatIsDone();
    void saysWhereEachElementStands();
    void saysThatItIsComplete();
    void isWhatWasApproved();
    void saysWhatIsDifferent();
    void saysWhatIsOpen();
    void countsTheHeatMap();
    void saysTheHarm();
    void theRegister();
    void withoutAnalysis();
    void isValid_data();
    void isValid();
    void isTheSameEveryTime();

private:
    AnalysisFile read(const Id<Assessment> &id = {}) const
    {
        const Snapshot now = m_fixture->project->snapshot();
        return readAnalysis(*m_fixture->project, std::make_shared<const Derived>(now), id).value();
    }
    void edit(const Project::Writes &writes) const
    {
        QVERIFY_OK(m_fixture->project->perform(QStringLiteral("Edit"), writes));
    }
    void start(const QString &name) const
    {
        edit([&](Edit &edit) -> Status {
            Assessment about;
            about.name = name;
            about.started = today;
            about.cause = QStringLiteral("Yearly");
            about.scope = QStringLiteral("All that we run");
            about.sources = QStringLiteral("Interview of the cloud team");
            about.otherParticipants = QStringLiteral("An outside tester");
            SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
            return {};
        });
    }
    void approve() const
    {
        Project &project = *m_fixture->project;
        const RiskMap map(DataMap(project.snapshot()));
        QVERIFY_OK(concludeAnalysis(project, map));
        QVERIFY_OK(project.sign({QStringLiteral("assessments"), map.assessment()->id},
                                Meaning::Approved, Secret::fromText(passphrase())));
    }
    QString pagesOf(RiskReport report, const AnalysisFile &file) const
    {
        const PdfFile pdf(riskReport(report, file));
        if (!pdf.isValid() || !pdf.rendered().deadLinks.isEmpty())
            qFatal("%s", qPrintable(pdf.error() + pdf.rendered().deadLinks.join(u' ')));
        return contentText(pdf);
    }

    std::unique_ptr<ProjectFixture> m_fixture;
    Id<Assessment> m_first;
    Id<System> m_second;
    QString m_pages; ///< of the second analysis, approved
};

/// Two analyses; in between a system goes, one comes, and a protection changes.
void tst_riskreports::initTestCase()
{
    m_fixture = std::make_unique<ProjectFixture>();
    m_fixture->clock.set(QDateTime(today.addDays(-380), {12, 0}, Qt::UTC));
    DataElement ecg;
    ecg.name = QStringLiteral("ECG");
    ecg.content = Content::Health;
    ecg.linksToPerson = LinksToPerson::Yes;
    const auto element = m_fixture->add(ecg);
    m_fixture->add(database(QStringLiteral("Staying store"), element));
    m_second = m_fixture->add(database(QStringLiteral("Changing store"), element));
    const auto leaving = m_fixture->add(database(QStringLiteral("Leaving store"), element));
    start(QStringLiteral("Analysis 2025"));
    edit(answerAll);
    approve();
    m_first = idOf(*read().assessment());
    m_fixture->clock.set(QDateTime(today, {12, 0}, Qt::UTC));
    edit([&](Edit &edit) {
        edit.change(leaving, [](System &system) { system.status = SystemStatus::Retired; });
        edit.change(m_second, [](System &system) { system.atRest = AtRest::Aes256; });
        edit.put(database(QStringLiteral("Coming store"), element));
        return Status();
    });
    start(QStringLiteral("Analysis 2026"));
    edit(answerAll);
    edit([&](Edit &edit) {
        const auto risks = edit.now().inOrder<Risk>();
        Action action;
        action.title = QStringLiteral("Encrypt the disk");
        action.description = QStringLiteral("First line\nSecond line");
        action.risks = {idOf(*risks[0]), idOf(*risks[1])};
        action.due = today.addDays(30);
        action.cost = 1200;
        edit.put(action);
        action.title = QStringLiteral("Lock the room");
        action.status = ActionStatus::Dropped;
        action.reason = QStringLiteral("There is no room");
        edit.put(action);
        Person person;
        person.name = QStringLiteral("Noor Haddad");
        RiskAcceptance acceptance;
        acceptance.approver = edit.put(person);
        acceptance.risk = idOf(*risks[2]);
        acceptance.reason = QStringLiteral("Small, and watched");
        acceptance.accepted = today;
        acceptance.expires = today.addDays(-1);
        acceptance.accepted = today.addDays(-40);
        edit.put(acceptance);
        return Status();
    });
    approve();
    m_pages = pagesOf(RiskReport::Analysis, read());
}

void tst_riskreports::saysEveryRisk()
{
    const Snapshot content = read().content->map.snapshot();
    const RegisterType &type = content.registers().of<Risk>();
    QStringList missing;
    const auto need = [&](const QString &text) {
        if (!m_pages.contains(dense(text)))
            missing += text;
    };
    QVERIFY(content.rows<Risk>().size() > 40);
    for (const Risk &risk : content.rows<Risk>()) {
        need(type.citeNumber(risk));
        for (const Field &field : type.fields) {
            const Value value = field.get(risk);
            if (!field.isGeometry && !isEmpty(value) && field.kind != Kind::YesNo)
                need(displayText(field, value, content));
        }
    }
    const AnalysisFile file = read();
    const RiskMethod &method = file.risks().method();
    for (const RiskCell &cell : file.risks().cells()) {
        if (const auto level = method.inherent(*cell.risk))
            need(labelOf(*level));
        need(whyAsked(cell, file.risks().targets()[cell.target]));
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u'\n')));
}

void tst_riskreports::saysEveryThreat()
{
    const Snapshot content = read().content->map.snapshot();
    for (const Threat &threat : content.rows<Threat>()) {
        for (const QString &text : {threat.name, threat.description, threat.example,
                                    threat.mitigations, threat.fdaControls})
            QVERIFY2(m_pages.contains(dense(text)), qPrintable(text));
    }
    for (const ScaleWord &word : content.rows<ScaleWord>())
        QVERIFY2(m_pages.contains(dense(word.meaning)), qPrintable(word.meaning));
}

void tst_riskreports::saysWhatIsDone()
{
    const Snapshot content = read().content->map.snapshot();
    const QString plan = pagesOf(RiskReport::Plan, read());
    const auto check = [&](const RegisterType &type) {
        for (const RecordPtr &record : content.rows(type.key)) {
            for (const Field &field : type.fields) {
                const QString shown = displayText(field, field.get(*record), content);
                for (const QString &part :
                     field.isMany() ? shown.split(QStringLiteral("; ")) : QStringList{shown}) {
                    QVERIFY2(m_pages.contains(dense(part)), qPrintable(part));
                    QVERIFY2(plan.contains(dense(part)), qPrintable(part));
                }
            }
        }
    };
    check(content.registers().of<Action>());
    check(content.registers().of<RiskAcceptance>());
    QVERIFY(plan.contains(dense(QStringLiteral("Expired"))));
}

void tst_riskreports::saysWhereEachElementStands()
{
    const AnalysisElements &all = AnalysisElements::current();
    QCOMPARE(all.elements.size(), size_t(9));
    const report::Document document = riskReport(RiskReport::Analysis, read());
    std::map<QString, QString> headings; // by anchor
    for (const report::Block &block : document.blocks) {
        if (const auto *heading = std::get_if<report::Heading>(&block))
            headings[heading->anchor] = heading->text;
    }
    int found = 0;
    for (const report::Block &block : document.blocks) {
        const auto *table = std::get_if<report::Table>(&block);
        if (!table || table->rows.size() != all.elements.size())
            continue;
        for (size_t i = 0; i < all.elements.size(); ++i) {
            const auto &cells = table->rows[i].cells;
            if (cells.size() != 4 || cells[1].runs.empty() ||
                cells[1].runs.front().text != all.elements[i].title)
                break;
            const report::Run &where = cells[3].runs.front();
            QCOMPARE(headings[where.link.mid(1)], where.text);
            ++found;
        }
    }
    QCOMPARE(found, 9);
    for (const auto &element : all.elements)
        QVERIFY(m_pages.contains(dense(element.title + element.text)));
}

void tst_riskreports::saysThatItIsComplete()
{
    const AnalysisFile file = read();
    const Coverage coverage = file.risks().coverage();
    QVERIFY(coverage.isComplete());
    QVERIFY(m_pages.contains(
        dense(QStringLiteral("Complete: each of the %1 questions is answered. %2 risks are "
                             "assessed; %3 were considered and do not apply.")
                  .arg(coverage.all())
                  .arg(coverage.count(CellState::Assessed))
                  .arg(coverage.count(CellState::DoesNotApply)))));
    for (size_t i = 0; i < read().risks().targets().size(); ++i) {
        const Coverage of = read().risks().coverageOf(i);
        const QString row =
            m_fixture->project->snapshot().describe(read().risks().targets()[i].subject) +
            QString::number(of.all()) + QString::number(of.count(CellState::Assessed)) +
            QString::number(of.count(CellState::DoesNotApply));
        QVERIFY2(m_pages.contains(dense(row)), qPrintable(row));
    }
    for (const QString &text :
         {QStringLiteral("Approved by Dana Mensah on 2026-03-14"), read().assessment()->digest,
          QString::fromLatin1(read().content->map.snapshot().digest().toHex()),
          QStringLiteral("All that we run"), QStringLiteral("Interview of the cloud team"),
          QStringLiteral("An outside tester"), QStringLiteral("2027-03-14")})
        QVERIFY2(m_pages.contains(dense(text)), qPrintable(text));
}

/// What is edited afterwards is not in it; the cover says that there is something.
void tst_riskreports::isWhatWasApproved()
{
    Project &project = *m_fixture->project;
    edit([&](Edit &edit) {
        edit.change(idOf(*edit.now().inOrder<Risk>().front()), [](Risk &risk) {
            risk.justification = QStringLiteral("Thought better of it");
        });
        return Status();
    });
    const QString pages = pagesOf(RiskReport::Analysis, read());
    QVERIFY(!pages.contains(dense(QStringLiteral("Thought better of it"))));
    QVERIFY(pages.contains(dense(nameOf(AnalysisState::Edited))));
    QVERIFY_OK(project.undo());
    const QString earlier = pagesOf(RiskReport::Analysis, read(m_first));
    QVERIFY(earlier.contains(dense(QStringLiteral("Leaving store"))));
    QVERIFY(!earlier.contains(dense(QStringLiteral("Coming store"))));
    QVERIFY(earlier.contains(dense(QStringLiteral("There is no earlier analysis"))));
    QVERIFY(earlier.contains(dense(QStringLiteral("Approved by Dana Mensah on 2025-02-27"))));
}

void tst_riskreports::saysWhatIsDifferent()
{
    const AnalysisFile file = read();
    QVERIFY(file.before);
    QCOMPARE(file.nameBefore(), QStringLiteral("Analysis 2025"));
    const YearOverYear years(file.before->risks, file.risks());
    QVERIFY(years.count(RiskMove::New) > 5 && years.count(RiskMove::Gone) > 5);
    QVERIFY(years.count(RiskMove::Raised) + years.count(RiskMove::Lowered) > 0);
    const QString annex = pagesOf(RiskReport::YearOverYear, file);
    for (const RiskDifference &difference : years.differences) {
        for (const QString &reason : difference.reasons) {
            QVERIFY2(annex.contains(dense(reason)), qPrintable(reason));
            QVERIFY2(m_pages.contains(dense(reason)), qPrintable(reason));
        }
        const Snapshot &in = (difference.after ? file.risks() : file.before->risks).snapshot();
        QVERIFY(annex.contains(dense(in.describe(difference.subject))));
    }
    for (int i = 0; i < riskMoveCount; ++i) {
        const auto move = static_cast<RiskMove>(i);
        QVERIFY(annex.contains(dense(nameOf(move) + QString::number(years.count(move)))));
    }
}

void tst_riskreports::saysWhatIsOpen()
{
    Project &project = *m_fixture->project;
    edit([&](Edit &edit) {
        edit.change(m_second, [](System &system) { system.atRest = AtRest::None; });
        return Status();
    });
    start(QStringLiteral("Analysis 2027"));
    const AnalysisFile file = read();
    QVERIFY(!file.isFrozen());
    const QString pages = pagesOf(RiskReport::Analysis, file);
    const Coverage coverage = file.risks().coverage();
    QVERIFY(pages.contains(dense(QStringLiteral("Not complete: %1 of %2 questions are answered")
                                     .arg(coverage.done())
                                     .arg(coverage.all()))));
    QVERIFY(!pages.contains(dense(QStringLiteral("Complete: each"))));
    for (const RiskCell &cell : file.risks().cells()) {
        QVERIFY(!isDone(cell.state));
        const QString row = file.now.describe(file.risks().targets()[cell.target].subject) +
                            cell.threat->name + nameOf(cell.state);
        QVERIFY2(pages.contains(dense(row)), qPrintable(row));
    }
    QVERIFY(pages.contains(dense(QStringLiteral("Encryption at rest: AES-256, now"))));
    QVERIFY_OK(project.undo());
    QVERIFY_OK(project.undo());
}

void tst_riskreports::countsTheHeatMap()
{
    const AnalysisFile file = read();
    const RiskMap &risks = file.risks();
    const report::Document document = riskReport(RiskReport::Analysis, file);
    int inherent = 0;
    int residual = 0;
    for (const report::Block &block : document.blocks) {
        const auto *table = std::get_if<report::Table>(&block);
        if (!table)
            continue;
        int *sum = table->caption.startsWith(QStringLiteral("Inherent risk:"))   ? &inherent
                   : table->caption.startsWith(QStringLiteral("Residual risk:")) ? &residual
                                                                                 : nullptr;
        for (const auto &row : table->rows) {
            for (size_t i = 1; sum && i < row.cells.size(); ++i)
                *sum += row.cells[i].badge ? row.cells[i].runs.front().text.toInt() : 0;
        }
    }
    int expectedInherent = 0;
    int expectedResidual = 0;
    for (const RiskCell &cell : file.risks().cells()) {
        expectedInherent += risks.method().inherent(*cell.risk) ? 1 : 0;
        // What nothing is planned about stays where it is.
        expectedResidual += risks.remaining(*cell.risk) ? 1 : 0;
    }
    QVERIFY(expectedResidual > 5);
    QCOMPARE(inherent, expectedInherent);
    QCOMPARE(residual, expectedResidual);
}

void tst_riskreports::saysTheHarm()
{
    const AnalysisFile file = read();
    const QString pages = pagesOf(RiskReport::PatientHarm, file);
    int count = 0;
    for (const RiskCell &cell : file.risks().cells()) {
        const Risk &risk = *cell.risk;
        if (risk.answer != RiskAnswer::Assessed || !risk.patientSafety)
            continue;
        ++count;
        const QString number = file.now.registers().of<Risk>().citeNumber(risk);
        QVERIFY2(pages.contains(dense(number + cell.threat->name)), qPrintable(number));
    }
    QVERIFY(count > 5);
    for (const RiskCell &cell : file.risks().cells()) { // the cross-references
        const QStringList items = cell.threat->fdaControls.split(u' ', Qt::SkipEmptyParts);
        if (cell.risk->answer == RiskAnswer::Assessed && cell.risk->patientSafety)
            for (const QString &item : items)
                QVERIFY2(pages.contains(dense(item)), qPrintable(item));
    }
    QVERIFY(pages.contains(dense(QStringLiteral("%1 of %2 assessed risks")
                                     .arg(count)
                                     .arg(file.risks().coverage().count(CellState::Assessed)))));
}

void tst_riskreports::theRegister()
{
    const AnalysisFile file = read();
    const QString pages = pagesOf(RiskReport::Register, file);
    for (const RiskCell &cell : file.risks().cells()) {
        const QString number = file.now.registers().of<Risk>().citeNumber(*cell.risk);
        const bool isShown = file.risks().present(*cell.risk).has_value();
        QCOMPARE(pages.contains(number), isShown);
    }
}

void tst_riskreports::withoutAnalysis()
{
    Snapshot nothing(allRegisters());
    nothing.setToday(today);
    const AnalysisFile file{nothing, std::make_shared<const Derived>(nothing), nullptr};
    for (int i = 0; i < riskReportCount; ++i) {
        const PdfFile pdf(riskReport(static_cast<RiskReport>(i), file));
        QVERIFY2(pdf.isValid(), qPrintable(pdf.error()));
        QVERIFY(pdf.flatText(1).contains(nameOf(AnalysisState::None)));
    }
}

void tst_riskreports::isValid_data()
{
    QTest::addColumn<int>("report");
    for (int i = 0; i < riskReportCount; ++i)
        QTest::addRow("%s", qPrintable(keyOf(static_cast<RiskReport>(i)))) << i;
}

void tst_riskreports::isValid()
{
    QFETCH(int, report);
    const PdfFile pdf(riskReport(static_cast<RiskReport>(report), read()));
    QVERIFY2(pdf.isValid(), qPrintable(pdf.error()));
    const Output check = run(QStringLiteral("qpdf"), {QStringLiteral("--check"), pdf.path()});
    QVERIFY2(check.code == 0, qPrintable(check.text));
    if (qEnvironmentVariableIsSet("SAFEGUARD_SKIP_PREFLIGHT"))
        QSKIP("PDF/A is not checked: SAFEGUARD_SKIP_PREFLIGHT is set");
    const Output preflight = pdf.preflight();
    QVERIFY2(preflight.code == 0, qPrintable(preflight.text));
    QCOMPARE(riskReportFrom(keyOf(static_cast<RiskReport>(report))),
             static_cast<RiskReport>(report));
}

void tst_riskreports::isTheSameEveryTime()
{
    const AnalysisFile file = read();
    const auto once = renderRiskReport(RiskReport::Analysis, file);
    m_fixture->reopen();
    const auto again = renderRiskReport(RiskReport::Analysis, read());
    QVERIFY_OK(once);
    QVERIFY_OK(again);
    QVERIFY(once->pdf == again->pdf);
}

SAFEGUARD_TEST(tst_riskreports)
#include "tst_riskreports.moc"
