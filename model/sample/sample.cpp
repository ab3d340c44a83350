// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample.h"

#include "model/documents/attaching.h"
#include "model/sample/samplediagrams.h"
#include "model/sample/sampletable.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

/// One edit: the tables of resources/sample that it enters, each into its register.
struct Step
{
    const char *sentence;
    std::vector<std::pair<const char *, const char *>> tables;
};

/// In the order in which a team would come to know its product; the last ones are what a review
/// found.
const std::vector<Step> &steps()
{
    static const std::vector<Step> all{
        {QT_TRANSLATE_NOOP("Sample", "Describe the manufacturer and the product"),
         {{"organization", "organization"}, {"products", "products"}, {"sites", "sites"}}},
        {QT_TRANSLATE_NOOP("Sample", "Enter the people who own systems"), {{"people", "people"}}},
        {QT_TRANSLATE_NOOP("Sample", "List vendors and the cloud services in use"),
         {{"vendors", "vendors"}, {"cloud-services", "cloud-services"}}},
        {QT_TRANSLATE_NOOP("Sample", "Name the data that the product handles"),
         {{"data-elements", "data-elements"}}},
        {QT_TRANSLATE_NOOP("Sample", "Draw the trust boundaries"),
         {{"trust-boundaries", "trust-boundaries"}}},
        {QT_TRANSLATE_NOOP("Sample", "Enter the systems in the patient\u2019s home"),
         {{"systems", "systems-home"}}},
        {QT_TRANSLATE_NOOP("Sample", "Enter the systems in the cloud"),
         {{"systems", "systems-cloud"}}},
        {QT_TRANSLATE_NOOP("Sample", "Enter what clinicians and support work with"),
         {{"systems", "systems-people"}}},
        {QT_TRANSLATE_NOOP("Sample", "Connect the patch, the app and the gateway"),
         {{"flows", "flows-home"}}},
        {QT_TRANSLATE_NOOP("Sample", "Connect the systems in the cloud"),
         {{"flows", "flows-cloud"}}},
        {QT_TRANSLATE_NOOP("Sample", "Add what leaves for research, support and updates"),
         {{"flows", "flows-beyond"}}},
        {QT_TRANSLATE_NOOP("Sample", "Record how data are de-identified"),
         {{"de-identifications", "de-identifications"}}},
        {QT_TRANSLATE_NOOP("Sample", "Answer the touchpoint prompts"),
         {{"touchpoint-prompts", "touchpoint-prompts"}}},
        {QT_TRANSLATE_NOOP("Sample", "Retire the first base station"),
         {{"systems", "review-base-station"}}},
        {QT_TRANSLATE_NOOP("Sample", "Mark the staging systems as holding production data"),
         {{"systems", "review-staging"}}},
        {QT_TRANSLATE_NOOP("Sample", "Set the study export to Tier 3"),
         {{"flows", "review-study"}}},
        {QT_TRANSLATE_NOOP("Sample", "Fill in the cover of the audit binder"),
         {{"project", "project"}}},
    };
    return all;
}

Status perform(Project &project, const Step &step, QDate today)
{
    const auto done = project.perform(
        QCoreApplication::translate("Sample", step.sentence), [&](Edit &edit) -> Status {
            for (const auto &[registerKey, name] : step.tables) {
                const auto table = sample::readTable(QString::fromLatin1(name), today);
                SG_TRY(table);
                SG_TRY(sample::enter(edit, QString::fromLatin1(registerKey), *table));
            }
            return Status();
        });
    SG_TRY(done);
    return {};
}

Status drawDiagrams(Project &project, QDate today)
{
    const auto table = sample::readTable(QStringLiteral("diagrams"), today);
    SG_TRY(table);
    for (const QStringList &row : table->rows) {
        const auto done = project.perform(
            QCoreApplication::translate("Sample", "Draw \u201c%1\u201d").arg(row.value(0)),
            [&](Edit &edit) -> Status {
                SG_TRY(sample::enter(edit, QStringLiteral("diagrams"), {table->header, {row}}));
                return sample::arrangeDiagram(edit, row.value(0), today);
            });
        SG_TRY(done);
    }
    return {};
}

/// The row's first cells are the record's; the others the file, its text, and what it is linked to.
Status addEvidence(Project &project, const sample::Table &table, const QStringList &row)
{
    const auto cell = [&](const char *name) {
        return row.value(table.header.indexOf(QLatin1String(name)));
    };
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

Status addEvidence(Project &project, QDate today)
{
    const auto table = sample::readTable(QStringLiteral("evidence"), today);
    SG_TRY(table);
    for (const QStringList &row : table->rows)
        SG_TRY(addEvidence(project, *table, row));
    return {};
}

}

Status fillSample(Project &project, QDate today)
{
    for (const Step &step : steps())
        SG_TRY(perform(project, step, today));
    SG_TRY(drawDiagrams(project, today));
    return addEvidence(project, today);
}

Status fillSample(Project &project)
{
    return fillSample(project, project.snapshot().today());
}

Result<std::unique_ptr<Project>> createSample(const QString &path, const NewProject &about,
                                              QDate today, const Clock &clock)
{
    auto project = createProject(path, about, clock);
    SG_TRY(project);
    SG_TRY(fillSample(**project, today));
    return project;
}

}
