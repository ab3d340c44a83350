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
#include "views/people/peoplescreen.h"
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
#include "views/vendors/vendorscreens.h"

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

using Count = std::function<ScreenCount(const Snapshot &, const Derived *)>;

/// How many records a register has.
Count countOf(const QString &key)
{
    return [key](const Snapshot &snapshot, const Derived *) {
        return ScreenCount{QString::number(snapshot.rows(key).size())};
    };
}

template <class S>
ScreenInfo screenOf(const char *key, const QString &title, const char *iconName, Count count = {})
{
    return {QString::fromLatin1(key),
            title,
            {},
            QString::fromLatin1(iconName),
            [](Workspace &workspace) -> Screen * { return new S(workspace); },
            std::move(count)};
}

/// A register with the number of its records, on a screen of its own kind.
template <class S>
ScreenInfo registerAs(const char *key, const char *iconName)
{
    const QString name = QString::fromLatin1(key);
    return screenOf<S>(key, allRegisters()->find(name)->plural, iconName, countOf(name));
}

ScreenInfo registerScreen(const char *key, const char *iconName,
                          std::vector<DerivedColumn> (*columns)() = nullptr,
                          Sheet (*sheet)(const Snapshot &) = nullptr)
{
    const QString name = QString::fromLatin1(key);
    return {name,
            allRegisters()->find(name)->plural,
            {},
            QString::fromLatin1(iconName),
            [name, columns, sheet](Workspace &workspace) -> Screen * {
                auto *screen = new RegisterScreen(
                    workspace, name, columns ? columns() : std::vector<DerivedColumn>());
                if (sheet)
                    screen->setSheet(sheet);
                return screen;
            },
            countOf(name)};
}

/// The only record of its register: it is not counted.
ScreenInfo settingsScreen(const char *key, const char *iconName)
{
    ScreenInfo screen = registerScreen(key, iconName);
    screen.count = {};
    return screen;
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

std::vector<ScreenInfo> mapScreens()
{
    ScreenInfo prompts = registerScreen("touchpoint-prompts", "touchpoints", promptColumns);
    prompts.count = unanswered;
    return {registerScreen("systems", "systems", systemColumns),
            registerScreen("flows", "flows", flowColumns),
            registerScreen("data-elements", "elements"),
            screenOf<DiagramScreen>("diagrams", Words::tr("Data flow diagrams"), "diagram",
                                    countOf(QString::fromLatin1(Diagram::registerKey))),
            screenOf<MatrixScreen>("matrix", Words::tr("Classification matrix"), "matrix"),
            prompts,
            registerScreen("trust-boundaries", "boundary"),
            registerScreen("de-identifications", "deid")};
}

std::vector<ScreenInfo> assessScreens()
{
    std::vector<ScreenInfo> screens{
        screenOf<RiskScreen>("risk-analysis", Words::tr("Risk analysis"), "analysis",
                             openQuestions),
        screenOf<CoverageScreen>("coverage", Words::tr("Coverage"), "coverage"),
        screenOf<FindingsScreen>("findings", Words::tr("Findings"), "finding", openFindings),
        registerScreen("risks", "risk", riskColumns, riskRegister),
        screenOf<HeatMapScreen>("heat-map", Words::tr("Heat map"), "heat"),
        screenOf<YearScreen>("year-over-year", Words::tr("Year over year"), "years"),
        registerScreen("actions", "action", nullptr, riskPlan),
        registerScreen("risk-acceptances", "acceptance"),
        registerScreen("assessments", "assessments", assessmentColumns),
        screenOf<MethodScreen>("risk-method", Words::tr("Risk method"), "rule"),
        settingsScreen("risk-policy", "policy"),
        settingsScreen("risk-scale", "scale"),
        settingsScreen("risk-matrix", "matrix"),
        registerScreen("threats", "threat"),
        registerScreen("threat-rules", "rule")};
    for (ScreenInfo &screen : screens) {
        if (MethodScreen::registers().contains(screen.key))
            screen.within = QStringLiteral("risk-method");
    }
    return screens;
}

std::vector<ScreenInfo> peopleScreens()
{
    return {registerAs<PeopleScreen>("people", "people"),
            registerScreen("access-roles", "role"),
            registerScreen("access-grants", "access"),
            screenOf<AccessScreen>("access-matrix", Words::tr("Access matrix"), "matrix"),
            screenOf<TrainingScreen>("training", Words::tr("Training matrix"), "coverage"),
            registerScreen("courses", "course"),
            registerScreen("training-records", "training"),
            registerScreen("phishing-campaigns", "phishing")};
}

std::vector<ScreenInfo> vendorScreens()
{
    return {registerAs<CompaniesScreen>("vendors", "vendor"),
            screenOf<NeedsScreen>("agreement-needs", Words::tr("Who needs an agreement"), "check",
                                  agreementGaps),
            registerAs<AgreementsScreen>("agreements", "agreement"),
            registerScreen("cloud-services", "cloud"), registerScreen("sites", "site")};
}

std::vector<ScreenInfo> projectScreens(const std::function<KdfCost()> &newCost)
{
    return {registerScreen("products", "product"),
            settingsScreen("organization", "organization"),
            settingsScreen("project", "settings"),
            {QStringLiteral("users"),
             Words::tr("Users and access"),
             {},
             QStringLiteral("lock"),
             [newCost](Workspace &workspace) -> Screen * {
                 return new UsersScreen(workspace, newCost);
             },
             activeUsers}};
}

std::vector<ScreenInfo> proofScreens()
{
    return {screenOf<CalendarScreen>("deadlines", Words::tr("Calendar"), "calendar"),
            registerAs<EvidenceScreen>("evidence", "evidence"),
            screenOf<BaselinesScreen>("baselines", Words::tr("Baselines"), "baseline",
                                      countOf(QString::fromLatin1(Baseline::registerKey))),
            registerScreen("signatures", "signature", signatureColumns),
            registerScreen("comments", "comment"),
            screenOf<ReportsScreen>("reports", Words::tr("Reports"), "report"),
            screenOf<HistoryScreen>("history", Words::tr("History"), "history")};
}

}

ShellContent shellContent(std::function<KdfCost()> newCost)
{
    ShellContent content;
    content.newCost = newCost;
    content.screens = {screenOf<HomeScreen>("home", Words::tr("Home"), "home")};
    const std::vector<std::pair<QString, std::vector<ScreenInfo>>> groups{
        {labelOf(Area::Map), mapScreens()},
        {Words::tr("Assess"), assessScreens()},
        {Words::tr("People"), peopleScreens()},
        {Words::tr("Vendors and places"), vendorScreens()},
        {labelOf(Area::Project), projectScreens(newCost)},
        {Words::tr("Prove"), proofScreens()}};
    for (const auto &[group, screens] : groups) {
        for (ScreenInfo screen : screens) {
            screen.group = group;
            content.screens.push_back(std::move(screen));
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
