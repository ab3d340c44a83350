// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/elementpanel.h"

#include "model/drawing/diagramcontent.h"
#include "views/kit/badge.h"

#include <QGridLayout>

namespace safeguard {

namespace {

const auto systemsKey = QStringLiteral("systems");
const auto flowsKey = QStringLiteral("flows");

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    return label;
}

template <class T>
QString namesOf(const Snapshot &snapshot, const std::vector<Id<T>> &ids)
{
    QStringList names;
    for (const auto &id : ids)
        names += snapshot.title(QString::fromLatin1(T::registerKey), id);
    return names.join(QStringLiteral(", "));
}

QString namesOf(const Snapshot &snapshot, const std::vector<Presence> &presences)
{
    QStringList names;
    for (const Presence &presence : presences) {
        const QString name =
            snapshot.title(QString::fromLatin1(DataElement::registerKey), presence.element);
        names += presence.state == DataState::Plain || presence.state == DataState::Raw
                     ? name
                     : ElementPanel::tr("%1 (%2)").arg(name, stateName(presence.state));
    }
    return names.join(QStringLiteral(", "));
}

/// A line that leads elsewhere, by mouse and by keyboard.
QLabel *makeLink(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    const Tokens &tokens = Tokens::instance();
    label->setText(QStringLiteral("<a href=\"#\" style=\"text-decoration:none; color:%1\">%2 "
                                  "<span style=\"color:%3\">\u203a</span></a>")
                       .arg(tokens.css(Ink::Text), text.toHtmlEscaped(), tokens.css(Ink::Accent)));
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setWordWrap(true);
    label->setAccessibleName(text);
    return label;
}

}

ElementPanel::ElementPanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 2, 0, 4);
    setObjectName(QStringLiteral("element-panel"));
}

void ElementPanel::show(const QString &registerKey, const AnyId &id)
{
    m_register = registerKey;
    m_id = id;
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = new QWidget(this);
    m_lines = new QVBoxLayout(m_content);
    m_lines->setContentsMargins({});
    m_lines->setSpacing(6);
    m_layout->addWidget(m_content);
    const auto derived = m_workspace.deriver().latest();
    if (!derived || !derived->map.snapshot().rows(registerKey).find(id)) {
        m_lines->addWidget(
            makeLabel(tr("Tier and findings are being worked out."), "muted", m_content));
        return;
    }
    addBadges(*derived);
    addFacts(registerKey == systemsKey ? systemFacts(*derived) : flowFacts(*derived));
    addWhy(*derived);
    addFindings(*derived);
}

Standing ElementPanel::standingIn(const Derived &derived) const
{
    return m_register == systemsKey ? derived.map.standingOf(Id<System>(m_id))
                                    : derived.map.standingOf(Id<Flow>(m_id));
}

void ElementPanel::addBadges(const Derived &derived)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    const auto add = [&](const QString &name, const QString &text, Ink ink) {
        auto *badge = new Badge(m_content);
        badge->setObjectName(name);
        badge->set(text, ink);
        row->addWidget(badge);
    };
    const Standing standing = standingIn(derived);
    add(QStringLiteral("tier"),
        standing < Standing::NotClassified ? tr("%1, derived").arg(standingName(standing))
                                           : standingName(standing),
        inkOf(standing));
    const auto &rows =
        m_register == systemsKey ? derived.encryption.atRest : derived.encryption.inTransit;
    for (const CoverageRow &each : rows) {
        if (each.id == m_id)
            add(QStringLiteral("cover"), coverName(each.cover), inkOf(each.cover));
    }
    row->addStretch(1);
    m_lines->addLayout(row);
    const Flow *flow = m_workspace.project().snapshot().find(Id<Flow>(m_id));
    if (flow && flow->tierOverride)
        m_lines->addWidget(
            makeLabel(tr("Set by hand: %1").arg(labelOf(*flow->tierOverride)), "muted", m_content));
}

std::vector<ElementPanel::Fact> ElementPanel::systemFacts(const Derived &derived) const
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const System *system = snapshot.find(Id<System>(m_id));
    if (!system)
        return {};
    QString by = labelOf(system->operatedBy);
    if (const Company *vendor = snapshot.find(system->vendor))
        by = vendor->name;
    return {{tr("Holds"), namesOf(derived.map.snapshot(), derived.map.heldBy(idOf(*system)))},
            {tr("Operated by"), by},
            {tr("Lies in"),
             snapshot.title(QString::fromLatin1(TrustBoundary::registerKey), system->boundary)},
            {tr("At rest"), labelOf(system->atRest)}};
}

std::vector<ElementPanel::Fact> ElementPanel::flowFacts(const Derived &derived) const
{
    const Snapshot snapshot = m_workspace.project().snapshot();
    const Flow *flow = snapshot.find(Id<Flow>(m_id));
    if (!flow)
        return {};
    const FlowCrossing crossing = crossingOf(snapshot, *flow);
    QStringList crossed;
    if (!crossing.left.empty())
        crossed += tr("leaves %1").arg(namesOf(snapshot, crossing.left));
    if (!crossing.entered.empty())
        crossed += tr("enters %1").arg(namesOf(snapshot, crossing.entered));
    return {{tr("From"), snapshot.title(systemsKey, flow->source)},
            {tr("To"), snapshot.title(systemsKey, flow->target)},
            {tr("Carries"), namesOf(derived.map.snapshot(), derived.map.carriedBy(idOf(*flow)))},
            {tr("Protocol"), flow->protocol},
            {tr("Protection"), labelOf(flow->protection)},
            {tr("Crosses"), crossed.join(QStringLiteral("; "))}};
}

void ElementPanel::addFacts(const std::vector<Fact> &facts)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnMinimumWidth(0, 84);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Fact &fact : facts) {
        if (fact.value.isEmpty())
            continue;
        QLabel *name = makeLabel(fact.name, "muted", m_content);
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        name->setWordWrap(false);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(makeLabel(fact.value, "", m_content), row++, 1);
    }
    m_lines->addLayout(grid);
}

void ElementPanel::addHeading(const QString &text)
{
    m_lines->addSpacing(6);
    m_lines->addWidget(makeLabel(text, "heading", m_content));
}

void ElementPanel::addWhy(const Derived &derived)
{
    const Why why = m_register == systemsKey ? whyTier(derived.map, Id<System>(m_id))
                                             : whyTier(derived.map, Id<Flow>(m_id));
    if (why.empty())
        return;
    addHeading(standingIn(derived) < Standing::NotClassified
                   ? tr("Why %1?").arg(standingName(standingIn(derived)))
                   : tr("Why?"));
    for (const WhyLine &line : why) {
        if (line.id.isNull() || line.id == m_id) {
            m_lines->addWidget(makeLabel(line.text, "", m_content));
            continue;
        }
        QLabel *link = makeLink(line.text, m_content);
        link->setObjectName(QStringLiteral("why"));
        connect(link, &QLabel::linkActivated, this,
                [this, line] { Q_EMIT asked(line.registerKey, line.id); });
        m_lines->addWidget(link);
    }
}

void ElementPanel::addFindings(const Derived &derived)
{
    bool isFirst = true;
    for (const Finding &finding : derived.findings) {
        if (finding.id != m_id)
            continue;
        if (std::exchange(isFirst, false))
            addHeading(tr("Findings"));
        auto *badge = new Badge(m_content);
        badge->set(severityName(finding.severity), inkOf(finding.severity));
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        line->addWidget(badge, 0, Qt::AlignTop);
        QLabel *link = makeLink(finding.sentence, m_content);
        link->setObjectName(QStringLiteral("finding"));
        link->setToolTip(finding.fix.isEmpty() ? finding.why : finding.fix);
        connect(link, &QLabel::linkActivated, this,
                [this, field = finding.field] { Q_EMIT fieldAsked(field); });
        line->addWidget(link, 1);
        m_lines->addLayout(line);
    }
}

}
