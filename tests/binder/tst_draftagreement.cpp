// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/draftagreement.h"

#include "model/catalog/agreementtemplate.h"
#include "model/catalog/checklist.h"
#include "model/reports/plaintext.h"
#include "tests/binder/bindertext.h"
#include "tests/tools/samplefixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

}

/// Agreements to begin with, from the template.
class tst_draftagreement final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void namesWhatTheMapRequires();
    void givesNoMoreTimeThanThereIs_data();
    void givesNoMoreTimeThanThereIs();
    void saysWhatLimitsTheTime();
    void draftsForCustomers();
    void draftsForWhoIsThere();
    void isMarkedOnEachPage();
    void hasEachProvision();
    void listsWhatIsLeftOpen();
    void isFilledIn();

private:
    Derived derived() const { return Derived(m_fixture->project->snapshot()); }
    /// A customer whose agreement gives so many days, and a vendor who holds ePHI, with \a agreed.
    Id<Company> addVendor(std::optional<int> given, std::optional<int> agreed) const;
    void addSystem(const Id<Company> &vendor) const;
    Result<report::Document> draft(const Id<Company> &company,
                                   Direction direction = Direction::Downstream) const
    {
        return draftAgreement(derived(), company, direction, factsOf(*m_fixture->project));
    }
    QString draftText(const Id<Company> &company, Direction direction = Direction::Downstream) const
    {
        const auto made = draft(company, direction);
        return made ? report::toPlainText(*made) : made.error().text;
    }

    std::unique_ptr<ProjectFixture> m_fixture;
};

void tst_draftagreement::init()
{
    m_fixture = std::make_unique<ProjectFixture>();
    m_fixture->clock.set(QDateTime(today, {9, 30}, Qt::UTC));
}

void tst_draftagreement::namesWhatTheMapRequires()
{
    QVERIFY_OK(takeSample(*m_fixture));
    const Derived from = derived();
    const Snapshot &now = from.map.snapshot();
    int drafts = 0;
    for (const VendorNeed &need : from.vendors.needs()) {
        if (need.direction != Direction::Downstream || need.need != Need::Required)
            continue;
        ++drafts;
        const QString text = draftText(need.company);
        const Company &company = *now.find(need.company);
        const QStringList lines = text.split(u'\n');
        QVERIFY(text.contains(company.name));
        QVERIFY(text.contains(now.only<Organization>().name));
        QVERIFY(text.contains(company.services.simplified()));
        QVERIFY(!need.systems.empty());
        const auto made = draft(need.company);
        QVERIFY_OK(made);
        const PdfFile pdf(*made);
        QVERIFY2(pdf.isValid(), qPrintable(pdf.error()));
        const QString pages = contentText(pdf);
        for (const Id<System> &system : need.systems) {
            const QString name = now.find(system)->name;
            const auto at = lines.indexOf(QStringLiteral("- System: ") + name);
            QVERIFY2(at >= 0, qPrintable(name));
            QVERIFY2(pages.contains(dense(name)), qPrintable(name));
            for (const Presence &presence : from.map.heldBy(system)) {
                const QString element = now.find(presence.element)->name;
                if (presence.tier == Tier::One)
                    QVERIFY2(lines[at + 1].contains(element), qPrintable(element));
            }
        }
        for (const Id<System> &system : need.others)
            QVERIFY(!lines.contains(QStringLiteral("- System: ") + now.find(system)->name));
    }
    QVERIFY(drafts > 3);
}

Id<Company> tst_draftagreement::addVendor(std::optional<int> given, std::optional<int> agreed) const
{
    const auto us = idOf(m_fixture->project->snapshot().only<Organization>());
    const auto done = m_fixture->project->perform(QStringLiteral("Edit"), [&](Edit &edit) {
        edit.change(us, [](Organization &one) {
            one.name = QStringLiteral("Alder Devices");
            one.address = QStringLiteral("1 Mill Lane\nFernhollow");
            one.hipaaRole = HipaaRole::BusinessAssociate;
        });
        return Status();
    });
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    Company customer;
    customer.name = QStringLiteral("St. Aldwyn {days} [Hospital]"); // filled in, not looked through
    customer.relation = {Relation::Customer};
    Agreement agreement;
    agreement.name = QStringLiteral("Upstream");
    agreement.counterparty = m_fixture->add(customer);
    agreement.direction = Direction::Upstream;
    agreement.status = AgreementStatus::Executed;
    agreement.executed = today.addDays(-10);
    agreement.breachNoticeDays = given;
    m_fixture->add(agreement);
    Company vendor;
    vendor.name = QStringLiteral("LogHarbor");
    agreement.name = QStringLiteral("Downstream");
    agreement.counterparty = m_fixture->add(vendor);
    agreement.direction = Direction::Downstream;
    agreement.breachNoticeDays = agreed;
    m_fixture->add(agreement);
    addSystem(agreement.counterparty);
    return agreement.counterparty;
}

void tst_draftagreement::addSystem(const Id<Company> &vendor) const
{
    DataElement element;
    element.name = QStringLiteral("ECG");
    element.content = Content::Health;
    element.linksToPerson = LinksToPerson::Yes;
    System system = systemNamed(QStringLiteral("Log store"));
    system.creates = {m_fixture->add(element)};
    system.stores = system.creates;
    system.operatedBy = Operator::Vendor;
    system.vendor = vendor;
    m_fixture->add(system);
}

void tst_draftagreement::givesNoMoreTimeThanThereIs_data()
{
    QTest::addColumn<int>("given"); // -1: not on record
    QTest::addColumn<int>("agreed");
    QTest::addColumn<QString>("days");
    QTest::newRow("as given") << 5 << -1 << "no later than 5 days";
    QTest::newRow("one") << 1 << -1 << "no later than 1 day";
    QTest::newRow("shorter was agreed") << 5 << 2 << "no later than 2 days";
    QTest::newRow("longer was agreed") << 5 << 30 << "no later than 5 days";
    QTest::newRow("at once") << 0 << 30 << "on the day of its discovery";
    QTest::newRow("longer than the rule") << 90 << -1 << "no later than 60 days";
    QTest::newRow("nobody says") << -1 << -1 << "[number, at most 60]";
    QTest::newRow("only this one says") << -1 << 90 << "no later than 60 days";
}

void tst_draftagreement::givesNoMoreTimeThanThereIs()
{
    QFETCH(int, given);
    QFETCH(int, agreed);
    QFETCH(QString, days);
    const auto optional = [](int value) { return value < 0 ? std::nullopt : std::optional(value); };
    const QString text = draftText(addVendor(optional(given), optional(agreed)));
    const auto at = text.indexOf(QStringLiteral("reported without unreasonable delay, and "));
    QVERIFY2(at >= 0 && text.mid(at, 120).contains(days), qPrintable(text.mid(at, 120)));
}

void tst_draftagreement::saysWhatLimitsTheTime()
{
    QVERIFY(draftText(addVendor(5, {}))
                .contains(QStringLiteral("The shortest time that a customer gives is 5 days, by "
                                         "BAA-001 Upstream")));
    init();
    QVERIFY(draftText(addVendor({}, {})).contains(QStringLiteral("no other time on record")));
}

void tst_draftagreement::draftsForCustomers()
{
    addVendor(5, {});
    const Snapshot now = m_fixture->project->snapshot();
    const Company &customer = *now.inOrder<Company>().front();
    QCOMPARE(draftDirection(customer), Direction::Upstream);
    const QString text = draftText(idOf(customer), Direction::Upstream);
    QVERIFY2(text.contains(QStringLiteral("between St. Aldwyn {days} [Hospital], [address of")),
             qPrintable(text.left(2000)));
    QVERIFY(text.contains(QStringLiteral("Alder Devices, 1 Mill Lane, Fernhollow (\u201cthe "
                                         "Business Associate\u201d)")));
    QVERIFY(text.contains(QStringLiteral("The Principal is a covered entity.")));
    QVERIFY(text.contains(QStringLiteral("- Data: ECG")));
    QVERIFY(text.contains(QStringLiteral("no later than 5 days")));
}

void tst_draftagreement::draftsForWhoIsThere()
{
    const auto wrong = draft(addVendor(5, {}), Direction::Upstream);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, ErrorCode::NotFound);
    QVERIFY2(wrong.error().text.contains(QStringLiteral("LogHarbor")),
             qPrintable(wrong.error().text));
}

void tst_draftagreement::isMarkedOnEachPage()
{
    const auto made = draft(addVendor(5, {}));
    QVERIFY_OK(made);
    const QString mark = QStringLiteral("Draft. Have counsel review before use.");
    QCOMPARE(AgreementTemplate::current().mark, mark);
    const PdfFile pdf(*made);
    QVERIFY(pdf.rendered().pages > 2);
    for (int page = 1; page <= pdf.rendered().pages; ++page)
        QVERIFY2(pdf.flatText(page, page).startsWith(mark),
                 qPrintable(pdf.flatText(page, page).left(80)));
    QVERIFY(pdf.flatText(1, 1).count(mark) > 1); // at the top, too
    const QString text = report::toPlainText(*made);
    QVERIFY(text.startsWith(mark.toUpper()));
    QVERIFY(text.trimmed().endsWith(mark.toUpper()));
}

/// What the rule requires names its place; what it does not is called otherwise.
void tst_draftagreement::hasEachProvision()
{
    const QString text = draftText(addVendor(5, {}));
    std::map<QString, int> clauses;
    for (const AgreementTemplate::Section &section : AgreementTemplate::current().sections) {
        for (const AgreementTemplate::Clause &clause : section.clauses) {
            QVERIFY(clause.provision.isEmpty() || Checklist::provisions().find(clause.provision));
            ++clauses[clause.provision];
        }
    }
    for (const Checklist::Question &provision : Checklist::provisions().questions) {
        QCOMPARE(clauses[provision.key], 1);
        const QString mark = provision.force == Checklist::Force::Law
                                 ? QStringLiteral("(45 CFR %1)").arg(provision.citation)
                             : provision.force == Checklist::Force::Option
                                 ? QStringLiteral("(optional; 45 CFR %1)").arg(provision.citation)
                                 : QStringLiteral("(good practice)");
        QVERIFY2(text.contains(mark), qPrintable(mark));
    }
    QVERIFY(text.contains(QStringLiteral("is its subcontractor and business associate")));
}

void tst_draftagreement::listsWhatIsLeftOpen()
{
    const QString text = draftText(addVendor({}, {}));
    const auto at = text.indexOf(QStringLiteral("To be filled in: "));
    QVERIFY(at >= 0);
    const QString list = text.mid(at, text.indexOf(u'\n', at) - at);
    static const QRegularExpression bracket(QStringLiteral("\\[([^\\]]+)\\]"));
    auto found = bracket.globalMatch(text);
    int count = 0;
    while (found.hasNext()) {
        const QString blank = found.next().captured(1);
        QVERIFY2(list.contains(blank), qPrintable(blank));
        ++count;
    }
    QVERIFY(count > 5);
    QVERIFY(list.contains(QStringLiteral("address of LogHarbor")));
    QVERIFY(list.contains(QStringLiteral("services")));
}

/// An empty project gives a form to fill in; nothing of the template's own marks is left.
void tst_draftagreement::isFilledIn()
{
    Company vendor;
    vendor.name = QStringLiteral("Fresh vendor");
    const QString text = draftText(m_fixture->add(vendor));
    QVERIFY2(text.contains(QStringLiteral("[address of Your organization]")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("- System: [systems]")));
    QVERIFY(text.contains(QStringLiteral("[a covered entity, or a business associate")));
    QVERIFY2(!text.contains(u'{') && !text.contains(u'}'), qPrintable(text));
}

SAFEGUARD_TEST(tst_draftagreement)
#include "tst_draftagreement.moc"
