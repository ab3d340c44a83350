// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/samplerisks.h"

#include "model/inventory/organization.h"
#include "model/risk/answering.h"

namespace safeguard::sample {

namespace {

tl::unexpected<Error> notAsked(const QString &subject, const QString &threat)
{
    return failure(ErrorCode::NotFound,
                   QStringLiteral("The worked example is damaged: nothing asks %1 about %2")
                       .arg(threat, subject));
}

RecordRef subjectFrom(const Edit &edit, const QString &name)
{
    for (const char *key : {System::registerKey, Flow::registerKey}) {
        const RegisterType &type = *edit.registers().find(QString::fromLatin1(key));
        const AnyId id = idFor(edit, type, name);
        if (edit.now().rows(type.key).find(id))
            return {type.key, id};
    }
    return {QString::fromLatin1(Organization::registerKey), edit.now().only<Organization>().id};
}

Id<Threat> threatFrom(const Edit &edit, const QString &key)
{
    return Id<Threat>(idFor(edit, edit.registers().of<Threat>(), key));
}

Result<QStringList> idsOfRisks(const Edit &edit, const RiskMap &map, const QString &text)
{
    QStringList ids;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        const QString threat = part.section(QStringLiteral(": "), 0, 0);
        const QString subject = part.section(QStringLiteral(": "), 1);
        const RiskCell *cell = map.cell(subjectFrom(edit, subject), threatFrom(edit, threat));
        if (!cell || !cell->risk)
            return notAsked(subject, threat);
        ids += cell->risk->id.toText();
    }
    return ids;
}

/// The fields of an answer in the columns after the first two.
Table answersOf(const Table &table)
{
    Table answers{table.header.mid(2), {}, table.isPast};
    for (const QStringList &row : table.rows)
        answers.rows.push_back(row.mid(2));
    return answers;
}

/// What a risk is before it is answered.
Risk unanswered(const Risk &risk)
{
    Risk fresh;
    fresh.id = risk.id;
    fresh.number = risk.number;
    fresh.subject = risk.subject;
    fresh.threat = risk.threat;
    fresh.byHand = risk.byHand;
    return fresh;
}

}

Status beginAnalysis(Edit &edit, const Table &table)
{
    const RegisterType &type = edit.registers().of<Assessment>();
    for (const QStringList &row : table.rows) {
        Assessment about;
        about.id = idFor(edit, type, row.value(0));
        SG_TRY(setFields(about, type, table, row, edit.now()));
        SG_TRY(startAnalysis(edit, std::move(about), ThreatCatalog::current()));
    }
    return {};
}

Status answerRisks(Edit &edit, const Table &table)
{
    const RiskMap map{DataMap(edit.now())};
    const Snapshot before = edit.now();
    const Table answers = answersOf(table);
    for (size_t i = 0; i < table.rows.size(); ++i) {
        const QString subject = cellOf(table, table.rows[i], "subject");
        const QString threat = cellOf(table, table.rows[i], "threat");
        const CellKey key{subjectFrom(edit, subject), threatFrom(edit, threat)};
        if (!map.cell(key.subject, key.threat))
            return notAsked(subject, threat);
        Status set;
        SG_TRY(answer(edit, map, {key}, [&](Risk &risk) {
            risk = unanswered(risk);
            set = setFields(risk, edit.registers().of<Risk>(), answers, answers.rows[i], before);
        }));
        SG_TRY(set);
    }
    return {};
}

Result<Table> withRisks(const Edit &edit, Table table)
{
    const RiskMap map{DataMap(edit.now())};
    for (qsizetype column = 0; column < table.header.size(); ++column) {
        if (!table.header[column].startsWith(QStringLiteral("risk")))
            continue;
        for (QStringList &row : table.rows) {
            const auto ids = idsOfRisks(edit, map, row.value(column));
            SG_TRY(ids);
            if (column < row.size())
                row[column] = ids->join(u';');
        }
    }
    return table;
}

Status confirmRisks(Edit &edit, const Table &table)
{
    const RiskMap map{DataMap(edit.now())};
    for (const QStringList &row : table.rows) {
        const RecordRef subject = subjectFrom(edit, cellOf(table, row, "subject"));
        const QStringList threats = cellOf(table, row, "threats").split(u' ', Qt::SkipEmptyParts);
        std::vector<CellKey> keys;
        for (const QString &threat : threats)
            keys.push_back({subject, threatFrom(edit, threat)});
        const auto target = map.targetOf(subject);
        if (threats.isEmpty() && target) {
            for (const RiskCell &cell : map.cellsOf(*target)) {
                if (!isDone(cell.state) && cell.state != CellState::Open)
                    keys.push_back({subject, idOf(*cell.threat)});
            }
        }
        if (keys.empty())
            return notAsked(cellOf(table, row, "subject"), QStringLiteral("*"));
        SG_TRY(answer(edit, map, keys, {}));
    }
    return {};
}

}
