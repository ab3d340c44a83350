// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"

#include "app/desktop/about.h"
#include "model/binder/risksheets.h"
#include "model/documents/evidence.h"
#include "model/flows/diagram.h"
#include "model/inventory/prompt.h"
#include "model/project/baseline.h"
#include "model/project/signing.h"
#include "model/registers.h"
#include "model/sample/sample.h"
#include "views/backups/autobackup.h"
#include "views/backups/backupsdialog.h"
#include "views/baselines/baselinesscreen.h"
#include "views/baselines/comparedialog.h"
#include "views/calendar/calendarscreen.h"
#include "views/calendar/reminder.h"
#include "views/evidence/evidencescreen.h"
#include "views/findings/findingsscreen.h"
#include "views/flows/diagramscreen.h"
#include "views/history/historyscreen.h"
#include "views/home/homescreen.h"
#include "views/inventory/matrixscreen.h"
#include "views/kit/badge.h"
#include "views/kit/message.h"
#include "views/kit/registerscreen.h"
#include "views/people/accessscreen.h"
#include "views/people/trainingscreen.h"
#include "views/reports/reportsscreen.h"
#include "views/risk/coveragescreen.h"
#include "views/risk/heatmap.h"
#include "views/risk/levelbar.h"
#include "views/risk/methodscreen.h"
#include "views/risk/riskscreen.h"
#include "views/risk/yearscreen.h"
#include "views/users/usersscreen.h"
#include "views/vendors/needsscreen.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Screens)
};

template <class T>
DerivedColumn tierColumn()
{
    return {QStringLiteral("tier"), Words::tr("Tier"),
            [](const Record &record, const Derived &derived) {
                return standingName(derived.map.standingOf(Id<T>(record.id)));
            },
            [](const Record &record, const Derived &derived) {
                return inkOf(derived.map.standingOf(Id<T>(record.id)));
            }};
}

template <class T>
QString titlesOf(const Derived &derived, const IdSet<T> &ids)
{
    QStringList titles;
    for (const Id<T> &id : ids)
        titles += derived.map.snapshot().title(QString::fromLatin1(T::registerKey), id);
    return titles.join(QStringLiteral("; "));
}

/// Tier and what the flows bring and take, for systems.
std::vector<DerivedColumn> systemColumns()
{
    return {tierColumn<System>(),
            {QStringLiteral("received"), Words::tr("Receives"),
             [](const Record &record, const Derived &derived) {
                 return titlesOf(derived, derived.map.receivedBy(Id<System>(record.id)));
             }},
            {QStringLiteral("sent"), Words::tr("Sends"),
             [](const Record &record, const Derived &derived) {
                 return titlesOf(derived, derived.map.sentBy(Id<System>(record.id)));
             }}};
}

/// Whether what was signed is still so.
std::vector<DerivedColumn> signatureColumns()
{
    const auto state = [](const Record &record, const Derived &derived) {
        return stateOf(static_cast<const Signature &>(record), derived.map.snapshot());
    };
    return {{QStringLiteral("state"), Words::tr("State"),
             [state](const Record &record, const Derived &derived) {
                 return nameOf(state(record, derived));
             },
             [state](const Record &record, const Derived &derived) {
                 return state(record, derived) == SignatureState::Current ? Ink::Good : Ink::Danger;
             }}};
}

std::vector<DerivedColumn> flowColumns()
{
    return {tierColumn<Flow>(),
            {QStringLiteral("cover"), Words::tr("Encryption"),
             [](const Record &record, const Derived &derived) {
                 return coverName(coverInTransit(derived.map, static_cast<const Flow &>(record)));
             },
             [](const Record &record, const Derived &derived) {
                 return inkOf(coverInTransit(derived.map, static_cast<const Flow &>(record)));
             }}};
}

std::vector<DerivedColumn> promptColumns()
{
    return {{QStringLiteral("systems"), Words::tr("In the inventory"),
             [](const Record &record, const Derived &derived) {
                 const auto &prompt = static_cast<const Prompt &>(record);
                 return titlesOf(derived, systemsAt(prompt, derived.map.snapshot()));
             }}};
}

/// What a risk is now, and where its question stands in the analysis.
std::vector<DerivedColumn> riskColumns()
{
    const auto level = [](const Record &record, const Derived &derived) {
        return derived.risks.present(static_cast<const Risk &>(record));
    };
    return {{QStringLiteral("present"), Words::tr("Risk now"),
             [level](const Record &record, const Derived &derived) {
                 const auto now = level(record, derived);
                 return now ? labelOf(*now) : QString();
             },
             [level](const Record &record, const Derived &derived) {
                 const auto now = level(record, derived);
                 return now ? inkOf(*now) : Ink::Muted;
             }},
            {QStringLiteral("state"), Words::tr("State"),
             [](const Record &record, const Derived &derived) {
                 const auto &risk = static_cast<const Risk &>(record);
                 const RiskCell *cell = derived.risks.cell(risk.subject, risk.threat);
                 return cell ? nameOf(cell->state) : Words::tr("No longer asked");
             }}};
}

/// How far the answers of an analysis reach. Of earlier ones only that they are frozen is known.
std::vector<DerivedColumn> assessmentColumns()
{
    return {
        {QStringLiteral("state"), Words::tr("State"),
         [](const Record &record, const Derived &derived) {
             const auto &assessment = static_cast<const Assessment &>(record);
             if (!assessment.baseline.isNull())
                 return Words::tr("Frozen");
             const Coverage coverage = derived.risks.coverage();
             return Words::tr("Open, %1 of %2 answered").arg(coverage.done()).arg(coverage.all());
         }}};
}

Sheet riskRegister(const Snapshot &snapshot)
{
    return riskRegisterSheet(RiskMap(DataMap(snapshot)));
}

Sheet riskPlan(const Snapshot &snapshot)
{
    return riskPlanSheet(RiskMap(DataMap(snapshot)));
}

void compare(Workspace &workspace, QWidget *parent)
{
    if (workspace.project().snapshot().rows<Baseline>().isEmpty())
        tell(parent, Words::tr("There is no baseline yet"),
             Words::tr("Take one on the screen Baselines. What changed since then can be seen from "
                       "then on."));
    else
        CompareDialog(workspace, {}, parent).exec();
}

/// A register's own screen with the number of its records.
ScreenInfo registerScreen(const QString &key, const QString &group, const QString &iconName,
                          std::vector<DerivedColumn> (*columns)() = nullptr,
                          Sheet (*sheet)(const Snapshot &) = nullptr)
{
    const RegisterType &type = *allRegisters()->find(key);
    return {key,
            type.plural,
            group,
            iconName,
            [key, columns, sheet](Workspace &workspace) -> Screen * {
                auto *screen = new RegisterScreen(
                    workspace, key, columns ? columns() : std::vector<DerivedColumn>());
                if (sheet)
                    screen->setSheet(sheet);
                return screen;
            },
            [key](const Snapshot &snapshot, const Derived *) {
                return ScreenCount{QString::number(snapshot.rows(key).size())};
            }};
}

ScreenCount unanswered(const Snapshot &snapshot, const Derived *)
{
    int open = 0;
    for (const Prompt &prompt : snapshot.rows<Prompt>())
        open += prompt.answer == PromptAnswer::NotAnswered;
    return {QString::number(open), open > 0};
}

/// Questions of the analysis that wait for an answer.
ScreenCount openQuestions(const Snapshot &, const Derived *derived)
{
    if (!derived || !derived->risks.isOpen())
        return {};
    const Coverage coverage = derived->risks.coverage();
    return {QString::number(coverage.all() - coverage.done()), coverage.done() < coverage.all()};
}

/// Companies with ePHI that no agreement in force covers.
ScreenCount agreementGaps(const Snapshot &, const Derived *derived)
{
    if (!derived)
        return {};
    const auto &needs = derived->vendors.needs();
    const auto gaps = std::count_if(needs.begin(), needs.end(),
                                    [](const VendorNeed &need) { return need.isGap(); });
    return {QString::number(gaps), gaps > 0};
}

ScreenCount openFindings(const Snapshot &, const Derived *derived)
{
    if (!derived)
        return {};
    const bool isAlert =
        std::any_of(derived->findings.begin(), derived->findings.end(),
                    [](auto &finding) { return finding.severity == Severity::High; });
    return {QString::number(derived->findings.size()), isAlert};
}

/// Those who have access.
ScreenCount activeUsers(const Snapshot &snapshot, const Derived *)
{
    int count = 0;
    for (const User &user : snapshot.rows<User>())
        count += user.isActive();
    return {QString::number(count)};
}

std::optional<RestoreRequest> showBackups(const ShellContent::BackupsAsked &asked, QWidget *parent)
{
    BackupsDialog dialog(asked.workspace, asked.path, asked.recent, parent);
    if (asked.backsUp)
        dialog.backUp();
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.request()) : std::nullopt;
}

}

ShellContent shellContent(std::function<KdfCost()> newCost)
{
    const QString map = labelOf(Area::Map);
    const QString assess = Words::tr("Assess");
    const QString prove = Words::tr("Prove");
    const QString people = Words::tr("People");
    const QString vendors = Words::tr("Vendors and places");
    const QString about = labelOf(Area::Project);
    ShellContent content;
    content.newCost = newCost;
    content.screens = {
        {QStringLiteral("home"),
         Words::tr("Home"),
         {},
         QStringLiteral("home"),
         [](Workspace &workspace) -> Screen * { return new HomeScreen(workspace); }},
        registerScreen(QStringLiteral("systems"), map, QStringLiteral("systems"), systemColumns),
        registerScreen(QStringLiteral("flows"), map, QStringLiteral("flows"), flowColumns),
        registerScreen(QStringLiteral("data-elements"), map, QStringLiteral("elements")),
        {QStringLiteral("diagrams"), Words::tr("Data flow diagrams"), map,
         QStringLiteral("diagram"),
         [](Workspace &workspace) -> Screen * { return new DiagramScreen(workspace); },
         [](const Snapshot &snapshot, const Derived *) {
             return ScreenCount{QString::number(snapshot.rows<Diagram>().size())};
         }},
        {QStringLiteral("matrix"), Words::tr("Classification matrix"), map,
         QStringLiteral("matrix"),
         [](Workspace &workspace) -> Screen * { return new MatrixScreen(workspace); }},
        registerScreen(QStringLiteral("touchpoint-prompts"), map, QStringLiteral("touchpoints"),
                       promptColumns),
        registerScreen(QStringLiteral("trust-boundaries"), map, QStringLiteral("boundary")),
        registerScreen(QStringLiteral("de-identifications"), map, QStringLiteral("deid")),
        {QStringLiteral("risk-analysis"), Words::tr("Risk analysis"), assess,
         QStringLiteral("analysis"),
         [](Workspace &workspace) -> Screen * { return new RiskScreen(workspace); }, openQuestions},
        {QStringLiteral("coverage"), Words::tr("Coverage"), assess, QStringLiteral("coverage"),
         [](Workspace &workspace) -> Screen * { return new CoverageScreen(workspace); }},
        {QStringLiteral("findings"), Words::tr("Findings"), assess, QStringLiteral("finding"),
         [](Workspace &workspace) -> Screen * { return new FindingsScreen(workspace); },
         openFindings},
        registerScreen(QStringLiteral("risks"), assess, QStringLiteral("risk"), riskColumns,
                       riskRegister),
        {QStringLiteral("heat-map"), Words::tr("Heat map"), assess, QStringLiteral("heat"),
         [](Workspace &workspace) -> Screen * { return new HeatMapScreen(workspace); }},
        {QStringLiteral("year-over-year"), Words::tr("Year over year"), assess,
         QStringLiteral("years"),
         [](Workspace &workspace) -> Screen * { return new YearScreen(workspace); }},
        registerScreen(QStringLiteral("actions"), assess, QStringLiteral("action"), nullptr,
                       riskPlan),
        registerScreen(QStringLiteral("risk-acceptances"), assess, QStringLiteral("acceptance")),
        registerScreen(QStringLiteral("assessments"), assess, QStringLiteral("assessments"),
                       assessmentColumns),
        {QStringLiteral("risk-method"), Words::tr("Risk method"), assess, QStringLiteral("rule"),
         [](Workspace &workspace) -> Screen * { return new MethodScreen(workspace); }},
        registerScreen(QStringLiteral("risk-policy"), assess, QStringLiteral("policy")),
        registerScreen(QStringLiteral("risk-scale"), assess, QStringLiteral("scale")),
        registerScreen(QStringLiteral("risk-matrix"), assess, QStringLiteral("matrix")),
        registerScreen(QStringLiteral("threats"), assess, QStringLiteral("threat")),
        registerScreen(QStringLiteral("threat-rules"), assess, QStringLiteral("rule")),
        registerScreen(QStringLiteral("people"), people, QStringLiteral("people")),
        registerScreen(QStringLiteral("access-roles"), people, QStringLiteral("role")),
        registerScreen(QStringLiteral("access-grants"), people, QStringLiteral("access")),
        {QStringLiteral("access-matrix"), Words::tr("Access matrix"), people,
         QStringLiteral("matrix"),
         [](Workspace &workspace) -> Screen * { return new AccessScreen(workspace); }},
        {QStringLiteral("training"), Words::tr("Training matrix"), people,
         QStringLiteral("coverage"),
         [](Workspace &workspace) -> Screen * { return new TrainingScreen(workspace); }},
        registerScreen(QStringLiteral("courses"), people, QStringLiteral("course")),
        registerScreen(QStringLiteral("training-records"), people, QStringLiteral("training")),
        registerScreen(QStringLiteral("phishing-campaigns"), people, QStringLiteral("phishing")),
        registerScreen(QStringLiteral("vendors"), vendors, QStringLiteral("vendor")),
        {QStringLiteral("agreement-needs"), Words::tr("Who needs an agreement"), vendors,
         QStringLiteral("check"),
         [](Workspace &workspace) -> Screen * { return new NeedsScreen(workspace); },
         agreementGaps},
        registerScreen(QStringLiteral("agreements"), vendors, QStringLiteral("agreement")),
        registerScreen(QStringLiteral("cloud-services"), vendors, QStringLiteral("cloud")),
        registerScreen(QStringLiteral("sites"), vendors, QStringLiteral("site")),
        registerScreen(QStringLiteral("products"), about, QStringLiteral("product")),
        registerScreen(QStringLiteral("organization"), about, QStringLiteral("organization")),
        registerScreen(QStringLiteral("project"), about, QStringLiteral("settings")),
        {QStringLiteral("users"), Words::tr("Users and access"), about, QStringLiteral("lock"),
         [newCost](Workspace &workspace) -> Screen * {
             return new UsersScreen(workspace, newCost);
         },
         activeUsers},
        {QStringLiteral("deadlines"), Words::tr("Calendar"), prove, QStringLiteral("calendar"),
         [](Workspace &workspace) -> Screen * { return new CalendarScreen(workspace); }},
        {QStringLiteral("evidence"), Words::tr("Evidence"), prove, QStringLiteral("evidence"),
         [](Workspace &workspace) -> Screen * { return new EvidenceScreen(workspace); },
         [](const Snapshot &snapshot, const Derived *) {
             return ScreenCount{QString::number(snapshot.rows<Evidence>().size())};
         }},
        {QStringLiteral("baselines"), Words::tr("Baselines"), prove, QStringLiteral("baseline"),
         [](Workspace &workspace) -> Screen * { return new BaselinesScreen(workspace); },
         [](const Snapshot &snapshot, const Derived *) {
             return ScreenCount{QString::number(snapshot.rows<Baseline>().size())};
         }},
        registerScreen(QStringLiteral("signatures"), prove, QStringLiteral("signature"),
                       signatureColumns),
        registerScreen(QStringLiteral("comments"), prove, QStringLiteral("comment")),
        {QStringLiteral("reports"), Words::tr("Reports"), prove, QStringLiteral("report"),
         [](Workspace &workspace) -> Screen * { return new ReportsScreen(workspace); }},
        {QStringLiteral("history"), Words::tr("History"), prove, QStringLiteral("history"),
         [](Workspace &workspace) -> Screen * { return new HistoryScreen(workspace); }},
    };
    for (ScreenInfo &screen : content.screens) {
        if (MethodScreen::registers().contains(screen.key))
            screen.within = QStringLiteral("risk-method");
        if (screen.key == QStringLiteral("touchpoint-prompts"))
            screen.count = unanswered;
        for (const char *key :
             {"organization", "project", "risk-policy", "risk-scale", "risk-matrix"}) {
            if (screen.key == QLatin1String(key))
                screen.count = {};
        }
    }
    content.createSample = [](const QString &path, const NewProject &about) {
        return createSample(path, about);
    };
    content.showAbout = showAbout;
    content.opened = [](Workspace &workspace) {
        new AutoBackup(workspace);
        new Reminder(workspace);
    };
    content.showBackups = showBackups;
    content.commands = {
        {QStringLiteral("compare"), Words::tr("Co&mpare with a baseline\u2026"), {}, compare}};
    return content;
}

}
