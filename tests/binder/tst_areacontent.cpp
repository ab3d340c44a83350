// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/checklist.h"
#include "model/vendors/cloud_service.h"
#include "tests/binder/areapages.h"

using namespace safeguard;
using namespace safeguard::testing;

/// What the reports on people and vendors say of the worked example, as printed.
class tst_areacontent final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysHowMuchIsDone();
    void saysWhyItIsOpen();
    void saysEachState();
    void saysEveryTrainingRecord();
    void saysEveryPerson();
    void saysWhoReachesWhat();
    void saysHowAccessEnds();
    void saysEveryCompany();
    void saysEveryAgreement();
    void saysEveryProvision();

private:
    std::unique_ptr<AreaPages> m_area;
};

void tst_areacontent::initTestCase()
{
    m_area = std::make_unique<AreaPages>();
}

void tst_areacontent::saysHowMuchIsDone()
{
    const TrainingPlan &plan = m_area->derived->training;
    const auto row = [](const QString &name, const TrainingRate &rate) {
        return QStringLiteral("%1 %2 %3 %4 %5")
            .arg(name)
            .arg(rate.owed)
            .arg(rate.fulfilled)
            .arg(rate.overdue)
            .arg(rate.owed - rate.fulfilled - rate.overdue);
    };
    for (size_t i = 0; i < plan.courses().size(); ++i)
        m_area->need(AreaReport::Training, row(plan.courses()[i]->name, plan.rateOfCourse(i)));
    for (const AccessRole *role : m_area->now.inOrder<AccessRole>())
        m_area->need(AreaReport::Training, row(role->name, plan.rateOf(idOf(*role))));
    m_area->need(AreaReport::Training, row(QStringLiteral("All courses"), plan.overall()));
    for (const TrainingMonth &month : plan.overTime(12))
        m_area->need(
            AreaReport::Training,
            QStringLiteral("%1 %2 %3").arg(iso(month.day)).arg(month.owed).arg(month.fulfilled));
    for (const PhishingCampaign *test : m_area->now.inOrder<PhishingCampaign>()) {
        m_area->need(AreaReport::Training, test->name + iso(test->sentOn) +
                                               QString::number(test->recipients.value_or(0)));
        m_area->need(AreaReport::Training, test->notes);
    }
    QCOMPARE(m_area->missing(30), QString());
}

void tst_areacontent::saysWhyItIsOpen()
{
    const TrainingPlan &plan = m_area->derived->training;
    for (size_t person = 0; person < plan.people().size(); ++person) {
        for (size_t course = 0; course < plan.courses().size(); ++course) {
            const TrainingCell &cell = plan.cell(person, course);
            if (!cell.isOwed() || cell.isFulfilled())
                continue;
            m_area->need(AreaReport::Training, plan.people()[person]->name +
                                                   m_area->now.registers().of<Course>().citeNumber(
                                                       *plan.courses()[course]));
            m_area->need(AreaReport::Training, plan.why(person, course));
        }
    }
    QCOMPARE(m_area->missing(10), QString());
}

/// The tables of the matrix together: a cell per person and course that have to do with each other.
void tst_areacontent::saysEachState()
{
    const report::Document document =
        areaReport(AreaReport::Training, *m_area->derived, factsOf(*m_area->fixture.project));
    std::map<QString, int> shown;
    for (const report::Block &block : document.blocks) {
        const auto *table = std::get_if<report::Table>(&block);
        if (!table || !table->caption.startsWith(QStringLiteral("Person by course")))
            continue;
        QVERIFY(table->columns.size() <= 7);
        for (const report::Table::Row &row : table->rows) {
            for (const report::Cell &cell : row.cells)
                shown[cell.badge ? cell.badge->word : QString()] += cell.badge ? 1 : 0;
        }
    }
    shown.erase(QString());
    std::map<QString, int> expected;
    const TrainingPlan &plan = m_area->derived->training;
    for (size_t person = 0; person < plan.people().size(); ++person) {
        for (const TrainingCell &cell : plan.cellsOf(person)) {
            if (cell.isOwed() || cell.record)
                ++expected[nameOf(cell.state)];
        }
    }
    QVERIFY(expected.size() >= 3);
    QVERIFY(shown == expected);
}

void tst_areacontent::saysEveryTrainingRecord()
{
    const RegisterType &type = m_area->now.registers().of<TrainingRecord>();
    for (const TrainingRecord *record : m_area->now.inOrder<TrainingRecord>()) {
        const Course *course = m_area->now.find(record->course);
        m_area->need(AreaReport::Training,
                     type.citeNumber(*record) + m_area->now.find(record->person)->name +
                         course->name + record->version + iso(record->completed));
        if (record->score)
            m_area->need(
                AreaReport::Training,
                QStringLiteral("%1, %2 %").arg(labelOf(record->result)).arg(*record->score));
        m_area->need(AreaReport::Training, record->proof + iso(retainedUntil(*record)));
    }
    QCOMPARE(m_area->missing(400), QString());
}

void tst_areacontent::saysEveryPerson()
{
    for (const Person *person : m_area->now.inOrder<Person>()) {
        m_area->need(AreaReport::Workforce,
                     m_area->now.registers().of<Person>().citeNumber(*person) + person->name +
                         person->staffNumber + person->position + labelOf(person->employment));
        for (const auto &role : person->roles)
            m_area->need(AreaReport::Workforce, m_area->now.find(role)->name);
        m_area->need(AreaReport::Workforce, person->clearance + iso(person->cleared));
    }
    for (const AccessRole *role : m_area->now.inOrder<AccessRole>())
        m_area->need(AreaReport::Workforce, role->name + role->duties);
    for (const Person *officer : m_area->derived->workforce.securityOfficers().current)
        m_area->need(AreaReport::Workforce, QStringLiteral("Appointed ") + iso(officer->appointed));
    QCOMPARE(m_area->missing(80), QString());
}

void tst_areacontent::saysWhoReachesWhat()
{
    const Workforce &workforce = m_area->derived->workforce;
    const RegisterType &grants = m_area->now.registers().of<AccessGrant>();
    for (const AccessRight &right : m_area->now.rows<AccessRight>()) {
        m_area->need(AreaReport::Workforce, m_area->now.find(right.system)->name);
        m_area->need(AreaReport::Workforce, right.reason);
    }
    for (const AccessLine &access : workforce.accesses()) {
        m_area->need(AreaReport::Workforce,
                     access.person->name + grants.citeNumber(*access.grant) + access.system->name);
        m_area->need(AreaReport::Workforce, iso(workforce.reviewDue(access)));
        if (!access.reachesTier1)
            continue;
        const QString whys = workforce.whys(access, Tier::One).join(u'\n');
        m_area->need(AreaReport::Workforce, whys);
        for (const Reach &reach : workforce.reachesOf(access)) {
            const QString element =
                m_area->now.title(QString::fromLatin1(DataElement::registerKey), reach.element);
            QCOMPARE(whys.contains(element), reach.tier == Tier::One);
            if (reach.tier == Tier::One && reach.right)
                QVERIFY(whys.contains(reach.right->reason.trimmed()));
        }
    }
    for (const SharedAccount &account : workforce.sharedAccounts()) {
        for (const AccessLine *access : account.accesses)
            m_area->need(AreaReport::Workforce,
                         QStringLiteral("%1 (%2)").arg(access->person->name,
                                                       grants.citeNumber(*access->grant)));
    }
    QCOMPARE(m_area->missing(200), QString());
}

void tst_areacontent::saysHowAccessEnds()
{
    const Workforce &workforce = m_area->derived->workforce;
    for (const Lingering &one : workforce.afterSeparation()) {
        for (const AccessLine *access : one.accesses)
            m_area->need(AreaReport::Workforce,
                         m_area->now.registers().of<AccessGrant>().citeNumber(*access->grant) +
                             access->system->name + u'(');
        m_area->need(AreaReport::Workforce, iso(one.person->separated) + one.person->separatedTime +
                                                QString::number(std::floor(one.hours * 10) / 10));
    }
    for (const Revocation &one : workforce.revocations())
        m_area->need(AreaReport::Workforce, iso(one.grant->revoked) + one.grant->revokedTime);
    for (const OpenSteps &one : workforce.openSteps()) {
        for (size_t i = 0; i < choices(SeparationStep()).size(); ++i) {
            if (one.steps.contains(static_cast<SeparationStep>(i)))
                m_area->need(AreaReport::Workforce, choices(SeparationStep())[i].label);
        }
    }
    m_area->need(AreaReport::Workforce,
                 QStringLiteral("By its own policy the organization ends it"));
    QCOMPARE(m_area->missing(5), QString());
}

void tst_areacontent::saysEveryCompany()
{
    for (const Company *company : m_area->now.inOrder<Company>()) {
        m_area->need(AreaReport::Vendors,
                     m_area->now.describe(QString::fromLatin1(Company::registerKey), company->id));
        m_area->need(AreaReport::Vendors, company->services);
        m_area->need(AreaReport::Vendors, company->contact);
        m_area->need(AreaReport::Vendors, labelOf(company->riskTier));
    }
    for (const VendorNeed &one : m_area->derived->vendors.needs()) {
        for (const WhyLine &line : whyNeeded(m_area->derived->map, one))
            m_area->need(AreaReport::Vendors, line.text);
        m_area->need(AreaReport::Vendors, nameOf(one.need));
        for (const Id<System> &system : one.systems)
            m_area->need(AreaReport::Vendors, m_area->now.find(system)->name);
        if (one.need == Need::Required)
            m_area->need(AreaReport::Vendors, nameOf(one.cover));
    }
    for (const CloudService *service : m_area->now.inOrder<CloudService>())
        m_area->need(AreaReport::Vendors, service->source + iso(service->sourceDate));
    QCOMPARE(m_area->missing(60), QString());
}

void tst_areacontent::saysEveryAgreement()
{
    const RegisterType &type = m_area->now.registers().of<Agreement>();
    for (const Agreement *agreement : m_area->now.inOrder<Agreement>()) {
        const Company *with = m_area->now.find(agreement->counterparty);
        m_area->need(AreaReport::Vendors,
                     type.citeNumber(*agreement) + agreement->name +
                         m_area->now.registers().of<Company>().citeNumber(*with) + with->name +
                         nameOf(stateOf(*agreement, m_area->today)));
        m_area->need(AreaReport::Vendors, agreement->services);
        if (const auto term = termOf(*agreement, m_area->today)) {
            m_area->need(AreaReport::Vendors, QStringLiteral("Ends ") + iso(term->ends));
            if (term->notice)
                m_area->need(AreaReport::Vendors, QStringLiteral("By ") + iso(term->notice));
        }
        if (stateOf(*agreement, m_area->today) == AgreementState::InForce &&
            agreement->breachNoticeDays)
            m_area->need(AreaReport::Vendors, labelOf(agreement->direction) +
                                                  QString::number(*agreement->breachNoticeDays));
    }
    const auto &shortest = m_area->derived->vendors.shortestUpstream();
    QVERIFY(shortest);
    m_area->need(AreaReport::Vendors,
                 QStringLiteral("%1 days, by %2")
                     .arg(shortest->days)
                     .arg(m_area->now.describe(QString::fromLatin1(Agreement::registerKey),
                                               shortest->agreement)));
    QCOMPARE(m_area->missing(50), QString());
}

void tst_areacontent::saysEveryProvision()
{
    for (const AgreementProvision &one : m_area->now.rows<AgreementProvision>()) {
        const Checklist::Question *provision = Checklist::provisions().find(one.provision);
        QVERIFY(provision);
        if (provision->force == Checklist::Force::Law)
            m_area->need(AreaReport::Vendors,
                         provision->title + provision->citation + labelOf(one.answer) + one.place);
    }
    QCOMPARE(m_area->missing(100), QString());
    QVERIFY(m_area->pages(AreaReport::Vendors)
                .contains(dense(QStringLiteral("Nobody has looked through"))));
}

SAFEGUARD_TEST(tst_areacontent)
#include "tst_areacontent.moc"
