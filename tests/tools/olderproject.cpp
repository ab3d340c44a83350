// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/olderproject.h"

#include "model/flows/deidentification.h"
#include "model/store/schema.h"
#include "model/vault/library.h"

#include <sqlite3.h>

namespace safeguard::testing {

namespace {

template <class T>
void need(const Result<T> &done)
{
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
}

bool hasColumns(Connection &connection, const QString &table, const QString &column)
{
    const auto columns = columnsAt(connection, table, currentSchemaVersion());
    need(columns);
    return column.isEmpty() ? !columns->isEmpty() : columns->contains(column);
}

std::shared_ptr<const Registers> registersIn(Connection &connection)
{
    std::vector<RegisterType> types;
    for (RegisterType type : *allRegisters()) {
        if (!hasColumns(connection, type.table(), {}))
            continue;
        std::erase_if(type.fields, [&](const Field &field) {
            return field.isMany() ? !hasColumns(connection, type.childTable(field), {})
                                  : !hasColumns(connection, type.table(), field.key);
        });
        types.push_back(std::move(type));
    }
    return std::make_shared<const Registers>(std::move(types));
}

Deidentification wholeProof()
{
    Deidentification proof;
    proof.name = QStringLiteral("Research");
    for (int i = 0; i < identifierCount; ++i)
        proof.removed.set(static_cast<Identifier>(i));
    proof.actualKnowledge = YesNoUnknown::No;
    return proof;
}

}

std::shared_ptr<const Registers> registersAt(int version)
{
    const SchemaLimit limit(version);
    need(prepareSqlite());
    sqlite3 *db = nullptr;
    sqlite3_open(":memory:", &db);
    std::shared_ptr<const Registers> registers;
    {
        Connection connection(db);
        need(upgradeSchema(connection));
        registers = registersIn(connection);
    }
    sqlite3_close(db);
    return registers;
}

void writeOlderProject(const QString &path, int version, OlderContent content)
{
    // Made before the limit below, since there is one at a time.
    const auto registers = registersAt(version);
    const SchemaLimit limit(version);
    const FixedClock clock(QDateTime({2026, 2, 1}, {9, 0}, Qt::UTC));
    auto project = createProject(path, someProject(), registers, clock);
    need(project);
    Id<System> cloud;
    Id<DataElement> ecg;
    Deidentification proof = wholeProof();
    const auto edit = [&](const char *sentence, auto writes) {
        need((*project)->perform(QString::fromLatin1(sentence), [&](Edit &e) {
            writes(e);
            return Status();
        }));
    };
    edit("Add systems", [&](Edit &e) {
        DataElement element;
        element.name = QStringLiteral("ECG");
        element.content = Content::Health;
        ecg = e.put(element);
        System source = systemNamed(QStringLiteral("Cloud"));
        source.creates = {ecg};
        cloud = e.put(source);
        Flow flow;
        flow.name = QStringLiteral("Export");
        flow.source = cloud;
        flow.target = e.put(systemNamed(QStringLiteral("Research")));
        flow.elements = {ecg};
        proof.flows = {e.put(flow)};
        proof.elements = {ecg};
    });
    edit("Add a proof", [&](Edit &e) { proof.id = e.put(proof); });
    edit("Describe the cloud", [&](Edit &e) {
        e.change(cloud, [](System &s) { s.description = QStringLiteral("Holds everything"); });
    });
    edit("Rename the cloud",
         [&](Edit &e) { e.change(cloud, [](System &s) { s.name = QStringLiteral("Store"); }); });
    need((*project)->undo());
    if (content.emptiesAList)
        edit("Let the proof cover all elements", [&](Edit &e) {
            e.change(Id<Deidentification>(proof.id), [](auto &p) { p.elements = {}; });
        });
}

}
