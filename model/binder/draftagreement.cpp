// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/draftagreement.h"

#include "model/binder/areablocks.h"
#include "model/catalog/agreementtemplate.h"
#include "model/catalog/checklist.h"
#include "model/inventory/organization.h"
#include "model/inventory/product.h"

#include <QRegularExpression>

namespace safeguard {

using binder::Blocks;
using binder::Words;

namespace {

constexpr int mostDays = 60; ///< 164.410(b)

QString orBlank(const QString &text, const QString &blank)
{
    const QString one = text.simplified();
    return one.isEmpty() ? u'[' + blank + u']' : one;
}

/// What a draft is filled in with.
class Draft final
{
public:
    Draft(const Derived &derived, const VendorNeed &need)
        : m_derived(derived)
        , m_snapshot(derived.map.snapshot())
        , m_need(need)
        , m_company(*m_snapshot.find(need.company))
        , m_organization(m_snapshot.only<Organization>())
    {}

    Blocks blocks() const
    {
        const AgreementTemplate &from = AgreementTemplate::current();
        Blocks agreement;
        int number = 0;
        for (const AgreementTemplate::Section &section : from.sections)
            addSection(agreement, section, ++number);
        addAnnex(agreement);
        addSignatures(agreement);
        Blocks blocks;
        blocks.push_back(report::Heading{1, title()});
        blocks.push_back(
            report::Note{report::Note::Kind::Warning, {{from.mark, report::RunStyle::Bold}}});
        addAbout(blocks, agreement);
        blocks.insert(blocks.end(), agreement.begin(), agreement.end());
        return blocks;
    }
    QString title() const
    {
        return Words::tr("%1, %2 and %3")
            .arg(AgreementTemplate::current().title, principal(), associate());
    }

private:
    bool isUpstream() const { return m_need.direction == Direction::Upstream; }
    QString us() const
    {
        return orBlank(m_organization.name, Words::tr("name of the organization"));
    }
    QString principal() const { return isUpstream() ? m_company.name : us(); }
    QString associate() const { return isUpstream() ? us() : m_company.name; }

    /// Of whom the principal has it: "covered", "chain" or "open".
    QString standing() const
    {
        if (isUpstream() || m_organization.hipaaRole == HipaaRole::CoveredEntity)
            return QStringLiteral("covered");
        return m_organization.hipaaRole == HipaaRole::BusinessAssociate ? QStringLiteral("chain")
                                                                        : QStringLiteral("open");
    }

    /// How many days at most; none when nothing on record says.
    std::optional<int> days() const
    {
        const Agreement *present = m_snapshot.find(m_need.agreement);
        const bool isOwn = present && present->counterparty == m_need.company;
        const auto agreed = isOwn ? present->breachNoticeDays : std::nullopt;
        if (isUpstream())
            return agreed ? std::optional(std::min(*agreed, mostDays)) : std::nullopt;
        const auto &shortest = m_derived.vendors.shortestUpstream();
        if (!shortest)
            return agreed ? std::optional(std::min(*agreed, mostDays)) : std::nullopt;
        return std::min({shortest->days, agreed.value_or(shortest->days), mostDays});
    }
    QString daysText() const
    {
        const auto most = days();
        if (!most)
            return Words::tr("no later than [number, at most %1] days after its discovery")
                .arg(mostDays);
        return *most == 0 ? Words::tr("on the day of its discovery")
                          : Words::tr("no later than %n days after its discovery", nullptr, *most);
    }
    QString whyDays() const
    {
        const auto &shortest = m_derived.vendors.shortestUpstream();
        if (isUpstream() || !shortest)
            return Words::tr("Breach notice: the rule says without unreasonable delay and within "
                             "%1 days (164.410(b)); no other time on record limits it.")
                .arg(mostDays);
        return Words::tr("Breach notice: %1. The shortest time that a customer gives is %n days, "
                         "by %2; less leaves time to pass it on.",
                         nullptr, shortest->days)
            .arg(daysText(), m_snapshot.describe(QString::fromLatin1(Agreement::registerKey),
                                                 shortest->agreement));
    }

    /// In one pass: what is filled in is not looked through again.
    QString filled(const QString &text) const
    {
        const QString address = Words::tr("address of %1");
        QString lines = m_organization.address.trimmed();
        lines.replace(u'\n', QStringLiteral(", "));
        const QString ours = orBlank(lines, address.arg(us().remove(u'[').remove(u']')));
        const QString theirs = orBlank({}, address.arg(m_company.name));
        const std::map<QString, QString> values{
            {QStringLiteral("principal"), principal()},
            {QStringLiteral("associate"), associate()},
            {QStringLiteral("principal address"), isUpstream() ? theirs : ours},
            {QStringLiteral("associate address"), isUpstream() ? ours : theirs},
            {QStringLiteral("days"), daysText()}};
        QString result;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype open = text.indexOf(u'{', at);
            const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
            if (close < 0)
                return result + text.mid(at);
            result += text.mid(at, open - at) + values.at(text.mid(open + 1, close - open - 1));
            at = close + 1;
        }
        return result;
    }

    /// What a clause rests on, as a mark behind it; terms that nothing asks for have none.
    static QString groundOf(const QString &key)
    {
        const Checklist::Question *provision = Checklist::provisions().find(key);
        if (!provision)
            return {};
        switch (provision->force) {
        case Checklist::Force::Law:
            return Words::tr(" (45 CFR %1)").arg(provision->citation);
        case Checklist::Force::Option:
            return Words::tr(" (optional; 45 CFR %1)").arg(provision->citation);
        case Checklist::Force::Practice:
            break;
        }
        return Words::tr(" (good practice)");
    }

    void addSection(Blocks &blocks, const AgreementTemplate::Section &section, int number) const
    {
        blocks.push_back(report::Heading{2, QStringLiteral("%1. ").arg(number) + section.title});
        int clause = 0;
        for (const AgreementTemplate::Clause &one : section.clauses) {
            if (!one.when.isEmpty() && one.when != standing())
                continue;
            blocks.push_back(report::Paragraph{
                {{QStringLiteral("%1.%2\u2002").arg(number).arg(++clause), report::RunStyle::Bold},
                 {filled(one.text)},
                 {groundOf(one.provision), report::RunStyle::Muted}}});
        }
    }

    void addAnnex(Blocks &blocks) const
    {
        blocks.push_back(report::Heading{2, Words::tr("Annex A. Services, data and systems")});
        const QString services =
            isUpstream() ? productsText() : orBlank(m_company.services, Words::tr("services"));
        blocks.push_back(report::Paragraph{
            {{Words::tr("Services: "), report::RunStyle::Bold}, {services}}, {}, true});
        blocks.push_back(isUpstream() ? dataTable() : systemTable());
    }
    QString productsText() const
    {
        QStringList names;
        for (const Product *product : m_snapshot.inOrder<Product>())
            names += product->name;
        return orBlank(names.join(QStringLiteral("; ")), Words::tr("services"));
    }

    IdSet<DataElement> ePhiIn(const Id<System> &system) const
    {
        IdSet<DataElement> elements;
        for (const Presence &presence : m_derived.map.heldBy(system)) {
            if (presence.tier == Tier::One)
                elements.insert(presence.element);
        }
        return elements;
    }
    QString namesOf(const IdSet<DataElement> &elements, const QString &blank) const
    {
        QStringList names;
        for (const DataElement *element : m_snapshot.inOrder<DataElement>()) {
            if (elements.contains(idOf(*element)))
                names += element->name;
        }
        return orBlank(names.join(QStringLiteral("; ")), blank);
    }

    /// The systems that the agreement has to name, each with the ePHI that can be in it.
    report::Table systemTable() const
    {
        auto table = binder::tableOf(Words::tr("Systems and the ePHI that can be in them"),
                                     {{Words::tr("System"), report::Table::Align::Left, 1},
                                      {Words::tr("Data"), report::Table::Align::Left, 2}});
        for (const Id<System> &system : m_need.systems)
            table.rows.push_back({{binder::cellOf(m_snapshot.title(
                                       QString::fromLatin1(System::registerKey), system)),
                                   binder::cellOf(namesOf(ePhiIn(system), Words::tr("data")))},
                                  {}});
        if (table.rows.empty())
            table.rows.push_back({{binder::cellOf(orBlank({}, Words::tr("systems"))),
                                   binder::cellOf(namesOf(m_company.elements, Words::tr("data")))},
                                  {}});
        return table;
    }
    /// Upstream the services are ours; what they hold of the customer's patients.
    report::Table dataTable() const
    {
        auto table = binder::tableOf(Words::tr("ePHI that the services hold"),
                                     {{Words::tr("Data"), report::Table::Align::Left, 1}});
        IdSet<DataElement> elements;
        for (const System &system : m_snapshot.rows<System>()) {
            if (system.isRetired())
                continue;
            for (const Id<DataElement> &element : ePhiIn(idOf(system)))
                elements.insert(element);
        }
        table.rows.push_back({{binder::cellOf(namesOf(elements, Words::tr("data")))}, {}});
        return table;
    }

    void addSignatures(Blocks &blocks) const
    {
        blocks.push_back(report::Heading{2, Words::tr("Signatures")});
        for (const QString &party : {principal(), associate()}) {
            report::KeyValues lines;
            lines.caption = Words::tr("For %1").arg(party);
            for (const QString &what :
                 {Words::tr("Signature"), Words::tr("Name"), Words::tr("Title"), Words::tr("Date")})
                lines.rows.push_back({what, report::plain(QString(24, u'_')), {}});
            blocks.push_back(std::move(lines));
        }
    }

    void addAbout(Blocks &blocks, const Blocks &agreement) const
    {
        blocks.push_back(report::Heading{2, Words::tr("About this draft; take this part out")});
        blocks.push_back(report::Paragraph{report::plain(AgreementTemplate::current().note)});
        report::List list;
        for (const WhyLine &line : whyNeeded(m_derived.map, m_need))
            list.items.push_back(report::plain(line.text));
        list.items.push_back(report::plain(whyDays()));
        if (standing() == QStringLiteral("chain"))
            list.items.push_back(report::plain(
                Words::tr("An agreement with a subcontractor has the same requirements as one with "
                          "a covered entity (164.504(e)(5), 164.314(a)(2)(iii)).")));
        const QStringList blanks = blanksIn(agreement);
        if (!blanks.isEmpty())
            list.items.push_back(report::plain(
                Words::tr("To be filled in: %1.").arg(blanks.join(QStringLiteral("; ")))));
        blocks.push_back(std::move(list));
    }

    /// What is left in brackets, each once.
    static QStringList blanksIn(const Blocks &blocks)
    {
        static const QRegularExpression bracket(QStringLiteral("\\[([^\\]]+)\\]"));
        QStringList blanks;
        const auto look = [&](const report::Runs &runs) {
            for (const report::Run &run : runs) {
                auto found = bracket.globalMatch(run.text);
                while (found.hasNext())
                    blanks += found.next().captured(1);
            }
        };
        for (const report::Block &block : blocks) {
            if (const auto *paragraph = std::get_if<report::Paragraph>(&block))
                look(paragraph->runs);
            if (const auto *table = std::get_if<report::Table>(&block)) {
                for (const report::Table::Row &row : table->rows) {
                    for (const report::Cell &cell : row.cells)
                        look(cell.runs);
                }
            }
        }
        blanks.removeDuplicates();
        return blanks;
    }

    const Derived &m_derived;
    const Snapshot &m_snapshot;
    const VendorNeed &m_need;
    const Company &m_company;
    const Organization &m_organization;
};

}

Direction draftDirection(const Company &company)
{
    return company.isVendor() ? Direction::Downstream : Direction::Upstream;
}

Result<report::Document> draftAgreement(const Derived &derived, const Id<Company> &company,
                                        Direction direction, const BinderFacts &facts)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const VendorNeed *need = derived.vendors.need(company, direction);
    if (!need)
        return failure(
            ErrorCode::NotFound,
            (direction == Direction::Upstream
                 ? Words::tr("%1 is not on record as a company for which you work today.")
                 : Words::tr("%1 is not on record as a company that works for you today."))
                .arg(snapshot.describe(QString::fromLatin1(Company::registerKey), company)));
    const Draft draft(derived, *need);
    report::Document document;
    document.info.title = draft.title();
    document.info.mark = AgreementTemplate::current().mark;
    document.info.shortDigest = QString::fromLatin1(snapshot.digest().toHex().left(12));
    document.info.date = snapshot.today().startOfDay(Qt::UTC);
    document.paper = facts.paper;
    document.contents = false;
    document.numberedHeadings = false;
    document.blocks = draft.blocks();
    return document;
}

}
