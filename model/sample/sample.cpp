// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample.h"

#include "model/documents/attaching.h"
#include "model/risk/approval.h"
#include "model/risk/plan.h"
#include "model/sample/samplediagrams.h"
#include "model/sample/samplerisks.h"
#include "model/sample/stagedclock.h"

#include <QCoreApplication>
#include <QFile>

namespace safeguard {

namespace {

/// One edit: on which day before the example's, and the tables of resources/sample that it enters,
/// each into its register.
struct Step
{
    int days;
    const char *sentence;
    std::vector<std::pair<const char *, const char *>> tables;
};
using Steps = std::vector<Step>;

/// The register of a table that confirms answers; there is none of that name.
constexpr auto confirmations = "confirmations";

/// In the order in which a team comes to know its product.
const Steps &describing()
{
    static const Steps all{
        {408,
         QT_TRANSLATE_NOOP("Sample", "Describe the manufacturer and the product"),
         {{"organization", "organization"}, {"products", "products"}, {"sites", "sites"}}},
        {407,
         QT_TRANSLATE_NOOP("Sample", "Enter the people who own systems"),
         {{"access-roles", "access-roles"}, {"people", "people"}}},
        {406,
         QT_TRANSLATE_NOOP("Sample", "List vendors and the cloud services in use"),
         {{"vendors", "vendors"}, {"cloud-services", "cloud-services"}}},
        {405,
         QT_TRANSLATE_NOOP("Sample", "Name the data that the product handles"),
         {{"data-elements", "data-elements"}}},
        {404,
         QT_TRANSLATE_NOOP("Sample", "Draw the trust boundaries"),
         {{"trust-boundaries", "trust-boundaries"}}},
        {399,
         QT_TRANSLATE_NOOP("Sample", "Enter the systems in the patient\u2019s home"),
         {{"systems", "systems-home"}}},
        {398,
         QT_TRANSLATE_NOOP("Sample", "Enter the systems in the cloud"),
         {{"systems", "systems-cloud"}, {"systems", "then-backups"}, {"systems", "then-stream"}}},
        {397,
         QT_TRANSLATE_NOOP("Sample", "Enter what clinicians and support work with"),
         {{"systems", "systems-people"}, {"systems", "then-people"}}},
        {396,
         QT_TRANSLATE_NOOP("Sample", "Connect the patch, the app and the gateway"),
         {{"flows", "flows-home"}}},
        {395,
         QT_TRANSLATE_NOOP("Sample", "Connect the systems in the cloud"),
         {{"flows", "flows-cloud"}, {"flows", "then-flows"}}},
        {394,
         QT_TRANSLATE_NOOP("Sample", "Answer the touchpoint prompts"),
         {{"touchpoint-prompts", "touchpoint-prompts"}}},
    };
    return all;
}

const Steps &firstAnalysis()
{
    static const Steps all{
        {382,
         QT_TRANSLATE_NOOP("Sample", "Start the first security risk analysis"),
         {{"assessments", "analysis-first"}}},
        {382,
         QT_TRANSLATE_NOOP("Sample", "Say which risk is tolerated"),
         {{"risk-policy", "risk-policy"}}},
        {381,
         QT_TRANSLATE_NOOP("Sample", "Add a threat of our own: signals stop and nobody notices"),
         {{"threats", "own-threats"}, {"threat-rules", "own-threat-rules"}}},
        {380,
         QT_TRANSLATE_NOOP("Sample", "Assess the patch, the app and the gateways"),
         {{"risks", "risks-first-home"}}},
        {378,
         QT_TRANSLATE_NOOP("Sample", "Assess the systems in the cloud"),
         {{"risks", "risks-first-cloud"}}},
        {376,
         QT_TRANSLATE_NOOP("Sample", "Assess what clinicians and support work with"),
         {{"risks", "risks-first-people"}}},
        {374,
         QT_TRANSLATE_NOOP("Sample", "Assess the flows and the organization"),
         {{"risks", "risks-first-flows"}}},
        {370,
         QT_TRANSLATE_NOOP("Sample", "Plan what brings the risks down"),
         {{"actions", "actions-first"}}},
        {367,
         QT_TRANSLATE_NOOP("Sample", "Accept what nothing can be done about"),
         {{"risk-acceptances", "acceptances-first"}}},
    };
    return all;
}

/// What happened in between, and what the reviews of this year found.
const Steps &sinceThen()
{
    static const Steps all{
        {290,
         QT_TRANSLATE_NOOP("Sample", "Hand building and releasing to Rosa Delgado"),
         {{"people", "people"}, {"systems", "since-release"}}},
        {250,
         QT_TRANSLATE_NOOP("Sample", "Move the backups to an account of their own"),
         {{"systems", "since-backups"}}},
        {230,
         QT_TRANSLATE_NOOP("Sample", "Require a second factor on the fleet dashboard"),
         {{"systems", "since-fleet"}}},
        {190,
         QT_TRANSLATE_NOOP("Sample", "Connect two hospitals with older interface engines"),
         {{"flows", "since-hospitals"}}},
        {75,
         QT_TRANSLATE_NOOP("Sample", "Add what leaves for research, support and updates"),
         {{"flows", "flows-beyond"}}},
        {74,
         QT_TRANSLATE_NOOP("Sample", "Record how data are de-identified"),
         {{"de-identifications", "de-identifications"}}},
        {44,
         QT_TRANSLATE_NOOP("Sample", "Enter this year\u2019s reviews"),
         {{"sites", "sites"},
          {"cloud-services", "cloud-services"},
          {"systems", "systems-home"},
          {"systems", "systems-cloud"},
          {"systems", "then-stream"},
          {"systems", "systems-people"}}},
        {43,
         QT_TRANSLATE_NOOP("Sample", "Retire the first base station"),
         {{"systems", "review-base-station"}}},
        {42,
         QT_TRANSLATE_NOOP("Sample", "Mark the staging systems as holding production data"),
         {{"systems", "review-staging"}}},
        {41,
         QT_TRANSLATE_NOOP("Sample", "Fill in the cover of the audit binder"),
         {{"project", "project"}}},
        {38,
         QT_TRANSLATE_NOOP("Sample", "List the courses, and who owes them"),
         {{"courses", "courses"}}},
        {37,
         QT_TRANSLATE_NOOP("Sample", "Enter customers, subcontractors and reviews of vendors"),
         {{"vendors", "companies"}}},
        {36,
         QT_TRANSLATE_NOOP("Sample", "Enter the business associate agreements"),
         {{"agreements", "agreements"}, {"agreement-provisions", "agreement-provisions"}}},
        {32,
         QT_TRANSLATE_NOOP("Sample", "Note who came and left, and what a review of tickets found"),
         {{"people", "people"}, {"systems", "systems-people"}}},
    };
    return all;
}

/// Open: some is to be confirmed, some nobody has looked at, and the map has changed meanwhile.
const Steps &secondAnalysis()
{
    static const Steps all{
        {14,
         QT_TRANSLATE_NOOP("Sample", "Start this year\u2019s risk analysis"),
         {{"assessments", "analysis-second"}}},
        {12,
         QT_TRANSLATE_NOOP("Sample", "Assess the patch, the app and the gateway again"),
         {{"risks", "risks-second-home"}, {confirmations, "confirmed-home"}}},
        {10,
         QT_TRANSLATE_NOOP("Sample", "Assess the systems in the cloud again"),
         {{"risks", "risks-second-cloud"}, {confirmations, "confirmed-cloud"}}},
        {8,
         QT_TRANSLATE_NOOP("Sample", "Assess what clinicians and support work with again"),
         {{"risks", "risks-second-people"}, {confirmations, "confirmed-people"}}},
        {6,
         QT_TRANSLATE_NOOP("Sample", "Assess the flows and the organization again"),
         {{"risks", "risks-second-flows"}, {confirmations, "confirmed-flows"}}},
        {5,
         QT_TRANSLATE_NOOP("Sample", "Bring the plan up to date"),
         {{"actions", "actions-second"}}},
        {4,
         QT_TRANSLATE_NOOP("Sample", "Decide which risks are lived with"),
         {{"risk-acceptances", "acceptances-second"}}},
        {3,
         QT_TRANSLATE_NOOP("Sample", "Set the study export to Tier 3"),
         {{"flows", "review-study"}}},
        {2,
         QT_TRANSLATE_NOOP("Sample", "Correct who holds the keys of the telemetry stream"),
         {{"systems", "review-stream"}}},
    };
    return all;
}

/// As of today.
const Steps &workforce()
{
    static const Steps all{
        {0,
         QT_TRANSLATE_NOOP("Sample", "Enter the staff list, access and training"),
         {{"people", "people"},
          {"access-rights", "access-rights"},
          {"access-grants", "access-grants"},
          {"training-records", "training-records"},
          {"phishing-campaigns", "phishing-campaigns"}}},
    };
    return all;
}

Status enterTable(Edit &edit, const QString &registerKey, const sample::Table &table)
{
    if (registerKey == QLatin1String(Assessment::registerKey))
        return sample::beginAnalysis(edit, table);
    if (registerKey == QLatin1String(Risk::registerKey))
        return sample::answerRisks(edit, table);
    if (registerKey == QLatin1String(confirmations))
        return sample::confirmRisks(edit, table);
    const bool isPlan = registerKey == QLatin1String(Action::registerKey) ||
                        registerKey == QLatin1String(RiskAcceptance::registerKey);
    if (!isPlan)
        return sample::enter(edit, registerKey, table);
    const auto resolved = sample::withRisks(edit, table);
    SG_TRY(resolved);
    return sample::enter(edit, registerKey, *resolved);
}

/// A project whose history is being told.
struct Story
{
    Project &project;
    sample::StagedClock &clock;
    QDate today;
    const Secret &passphrase; ///< of the one who tells it

    sample::Day day() const { return {today, clock.today()}; }
};

Status perform(const Story &story, const Step &step)
{
    story.clock.goTo(step.days);
    const auto done = story.project.perform(
        QCoreApplication::translate("Sample", step.sentence), [&](Edit &edit) -> Status {
            for (const auto &[registerKey, name] : step.tables) {
                const auto table = sample::readTable(QString::fromLatin1(name), story.day());
                SG_TRY(table);
                SG_TRY(enterTable(edit, QString::fromLatin1(registerKey), *table));
            }
            return Status();
        });
    SG_TRY(done);
    return {};
}

Status perform(const Story &story, const Steps &steps)
{
    for (const Step &step : steps)
        SG_TRY(perform(story, step));
    return {};
}

/// Concludes and signs the first analysis: everything in it is answered and planned by then.
Status approveFirstAnalysis(const Story &story)
{
    story.clock.goTo(366);
    const RiskMap map{DataMap(story.project.snapshot())};
    const RecordRef analysis{QString::fromLatin1(Assessment::registerKey), map.assessment()->id};
    SG_TRY(concludeAnalysis(story.project, map));
    story.clock.goTo(365);
    SG_TRY(story.project.sign(analysis, Meaning::Approved, story.passphrase));
    return {};
}

Status drawDiagrams(const Story &story)
{
    const auto table = sample::readTable(QStringLiteral("diagrams"), {story.today, story.today});
    SG_TRY(table);
    for (const QStringList &row : table->rows) {
        story.clock.goTo(30);
        const auto done = story.project.perform(
            QCoreApplication::translate("Sample", "Draw \u201c%1\u201d").arg(row.value(0)),
            [&](Edit &edit) -> Status {
                SG_TRY(sample::enter(edit, QStringLiteral("diagrams"), {table->header, {row}}));
                return sample::arrangeDiagram(edit, row.value(0), story.day());
            });
        SG_TRY(done);
    }
    return {};
}

/// The row's first cells are the record's; the others the file, its text, and what it is linked to.
Status addEvidence(Project &project, const sample::Table &table, const QStringList &row)
{
    const auto cell = [&](const char *name) { return sample::cellOf(table, row, name); };
    const qsizetype own = table.header.indexOf(QStringLiteral("file_name"));
    const QString key = QString::fromLatin1(Evidence::registerKey);
    const auto done = project.attach(
        cell("file_name"), cell("text").toUtf8(), project.registers().of<Evidence>(),
        QCoreApplication::translate("Sample", "Add the evidence \u201c%1\u201d").arg(row.value(0)),
        [&](Edit &edit, const StoredFile &file) -> Status {
            SG_TRY(sample::enter(edit, key, {table.header.mid(0, own), {row.mid(0, own)}}));
            const Id<Evidence> id(
                sample::idFor(edit, project.registers().of<Evidence>(), row.value(0)));
            edit.change(id, [&](Evidence &evidence) {
                evidence.fileName = file.name;
                evidence.content = file.content;
                evidence.size = static_cast<int>(file.size);
            });
            const RegisterType &type = *project.registers().find(cell("register"));
            link(edit, id, {type.key, sample::idFor(edit, type, cell("record"))});
            return {};
        });
    SG_TRY(done);
    return {};
}

Status addEvidence(const Story &story)
{
    const auto table = sample::readTable(QStringLiteral("evidence"), {story.today, story.today});
    SG_TRY(table);
    for (const QStringList &row : table->rows) {
        story.clock.goTo(29);
        SG_TRY(addEvidence(story.project, *table, row));
    }
    return {};
}

Status tell(const Story &story)
{
    SG_TRY(perform(story, describing()));
    SG_TRY(perform(story, firstAnalysis()));
    SG_TRY(approveFirstAnalysis(story));
    SG_TRY(perform(story, sinceThen()));
    SG_TRY(drawDiagrams(story));
    SG_TRY(addEvidence(story));
    SG_TRY(perform(story, secondAnalysis()));
    return perform(story, workforce());
}

}

Result<std::unique_ptr<Project>> createSample(const QString &path, const NewProject &about,
                                              const Clock &clock)
{
    auto staged = std::make_unique<sample::StagedClock>(clock);
    staged->startBefore(409);
    auto project = createProject(path, about, *staged);
    SG_TRY(project);
    const auto told = tell({**project, *staged, clock.today(), about.passphrase});
    if (!told) {
        project->reset();
        QFile::remove(path);
        return failure(told.error());
    }
    staged->arrive();
    staged.release()->setParent(project->get());
    return project;
}

}
