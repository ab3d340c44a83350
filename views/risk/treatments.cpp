// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/treatments.h"

#include "model/risk/plan.h"
#include "model/store/valuetext.h"
#include "views/kit/panelparts.h"
#include "views/risk/recorddialog.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

namespace {

QString keyOf(const Action &)
{
    return QString::fromLatin1(Action::registerKey);
}

QString keyOf(const RiskAcceptance &)
{
    return QString::fromLatin1(RiskAcceptance::registerKey);
}

QString dayText(const QDate &day)
{
    return QLocale().toString(day, QLocale::ShortFormat);
}

/// "Encrypt the staging database: planned, due 3/1/27, Noah Adeyemi"
QString wordsOf(const Action &action, const Snapshot &now)
{
    QStringList parts{labelOf(action.status).section(u',', 0, 0).toLower()};
    if (action.isOpen() && action.due)
        parts += Treatments::tr("due %1").arg(dayText(*action.due));
    if (action.status == ActionStatus::Done && !action.isClosed())
        parts += Treatments::tr("not verified");
    if (const Person *owner = now.find(action.owner))
        parts += owner->name;
    return Treatments::tr("%1: %2").arg(action.title, parts.join(QStringLiteral(", ")));
}

QString wordsOf(const RiskAcceptance &acceptance, const Snapshot &now)
{
    const Person *approver = now.find(acceptance.approver);
    const QString who = approver ? approver->name : QString();
    return acceptance.expires
               ? Treatments::tr("Accepted by %1 until %2").arg(who, dayText(*acceptance.expires))
               : Treatments::tr("Accepted by %1").arg(who);
}

/// Who has the account's name, as a person of the register.
Id<Person> personOf(const User &user, const Snapshot &now)
{
    for (const Person &person : now.rows<Person>()) {
        if (person.name.compare(user.fullName, Qt::CaseInsensitive) == 0)
            return idOf(person);
    }
    return {};
}

}

Treatments::Treatments(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_links(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_links->setSpacing(3);
    layout->addLayout(m_links);
    auto *row = new QHBoxLayout;
    m_plan = new QPushButton(tr("Plan an action\u2026"), this);
    m_plan->setObjectName(QStringLiteral("plan-action"));
    m_accept = new QPushButton(tr("Accept\u2026"), this);
    m_accept->setObjectName(QStringLiteral("accept-risk"));
    m_accept->setAccessibleName(tr("Accept the risk"));
    row->addWidget(m_plan);
    row->addWidget(m_accept);
    row->addStretch(1);
    layout->addLayout(row);
    connect(m_plan, &QPushButton::clicked, this, &Treatments::plan);
    connect(m_accept, &QPushButton::clicked, this, &Treatments::acceptRisk);
    connect(&Tokens::instance(), &Tokens::changed, this,
            [this] { showLinks(m_workspace.project().snapshot()); });
}

void Treatments::show(const Snapshot &now, std::vector<Id<Risk>> risks, bool mayDecide)
{
    m_risks = std::move(risks);
    m_mayDecide = mayDecide;
    showLinks(now);
    showButtons();
}

void Treatments::showLinks(const Snapshot &now)
{
    while (QLayoutItem *item = m_links->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto isOfThese = [this](const Id<Risk> &id) {
        return std::find(m_risks.begin(), m_risks.end(), id) != m_risks.end();
    };
    for (const Action *action : now.inOrder<Action>()) {
        if (std::any_of(action->risks.begin(), action->risks.end(), isOfThese))
            addLink(wordsOf(*action, now), {keyOf(*action), action->id});
    }
    for (const RiskAcceptance *acceptance : now.inOrder<RiskAcceptance>()) {
        if (isOfThese(acceptance->risk))
            addLink(wordsOf(*acceptance, now), {keyOf(*acceptance), acceptance->id});
    }
}

void Treatments::addLink(const QString &words, const RecordRef &record)
{
    auto *label = panel::text({}, {}, this);
    label->setObjectName(QStringLiteral("treatment-link"));
    panel::showLink(label, words);
    connect(label, &QLabel::linkActivated, this, [this, record] {
        m_workspace.go({Workspace::screenOf(record.registerKey), record.id});
    });
    m_links->addWidget(label);
}

void Treatments::showButtons()
{
    const Project &project = m_workspace.project();
    const auto show = [&](QPushButton *button, const RegisterType &type, bool fits,
                          const QString &why) {
        const auto permitted = project.canEdit(type);
        const QString words = m_risks.empty() ? tr("Rate it first.") : why;
        button->setEnabled(permitted && fits);
        button->setToolTip(!permitted ? permitted.error().text : fits ? QString() : words);
    };
    show(m_plan, project.registers().of<Action>(), !m_risks.empty(), {});
    show(m_accept, project.registers().of<RiskAcceptance>(), m_risks.size() == 1,
         tr("Each risk is accepted by itself."));
}

QString Treatments::about(const Snapshot &now, const QString &one) const
{
    const Risk *risk = now.find(m_risks.front());
    return one.arg(risk ? now.title(QString::fromLatin1(Threat::registerKey), risk->threat)
                        : QString(),
                   risk ? now.title(risk->subject.registerKey, risk->subject.id) : QString());
}

/// What is planned says how the risk is treated, where nobody has decided yet.
void Treatments::decide(Edit &edit, Treatment treatment) const
{
    for (const Id<Risk> &id : m_risks) {
        const Risk *risk = edit.find(id);
        // Whoever plans something does not just live with it.
        const bool isOtherwise =
            risk && (risk->treatment == Treatment::NotDecided ||
                     (risk->treatment == Treatment::Accept && treatment == Treatment::Mitigate));
        if (m_mayDecide && isOtherwise)
            edit.change(id, [&](Risk &changed) { changed.treatment = treatment; });
    }
}

void Treatments::plan()
{
    const Snapshot now = m_workspace.project().snapshot();
    const auto risks = m_risks;
    Action action;
    action.title = about(now, tr("Reduce \u201c%1\u201d for %2"));
    for (const Id<Risk> &risk : risks)
        action.risks.insert(risk);
    Id<Action> id;
    const bool isDone =
        m_workspace.perform(about(now, tr("Plan an action against %1 for %2")), [&](Edit &edit) {
            decide(edit, Treatment::Mitigate);
            id = edit.put(action);
            return Status();
        });
    if (isDone)
        m_workspace.go({Workspace::screenOf(keyOf(action)), id, QStringLiteral("title")});
}

void Treatments::acceptRisk()
{
    Project &project = m_workspace.project();
    const Snapshot now = project.snapshot();
    auto acceptance = std::make_shared<RiskAcceptance>();
    acceptance->risk = m_risks.front();
    acceptance->approver = personOf(project.user(), now);
    acceptance->accepted = project.clock().today();
    acceptance->expires = project.clock().today().addMonths(RiskMethod(now).reviewMonths());
    const QStringList fields{QStringLiteral("reason"), QStringLiteral("approver"),
                             QStringLiteral("accepted"), QStringLiteral("expires")};
    RecordDialog dialog(m_workspace, project.registers().of<RiskAcceptance>(), acceptance, fields,
                        {.title = tr("Accept the risk"),
                         .explanation = about(now, tr("Live with \u201c%1\u201d for %2.")),
                         .button = tr("Accept"),
                         .sentence = about(now, tr("Accept %1 for %2"))},
                        this);
    dialog.setObjectName(QStringLiteral("accept-dialog"));
    dialog.setStore([this](Edit &edit, const Record &record) {
        decide(edit, Treatment::Accept);
        edit.put(static_cast<const RiskAcceptance &>(record));
        return Status();
    });
    dialog.exec();
}

}
