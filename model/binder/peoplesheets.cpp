// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/peoplesheets.h"

#include "model/binder/words.h"
#include "model/inventory/data_element.h"
#include "model/inventory/system.h"

namespace safeguard {

using binder::Words;

namespace {

SheetCell cellText(const AccessMatrix::Cell &cell)
{
    if (cell.operations.isEmpty())
        return {};
    const QString mark = operationsMark(cell.operations);
    return cell.reason.isEmpty() ? mark : QString(mark + u'\n' + cell.reason);
}

SheetCell cellText(const TrainingCell &cell)
{
    if (!cell.isOwed() && !cell.record)
        return {};
    QString text = nameOf(cell.state);
    if (const auto due = cell.due(); due && cell.isOwed())
        text += u'\n' + Words::tr("Due %1").arg(due->toString(Qt::ISODate));
    if (cell.record && cell.record->completed)
        text += u'\n' + Words::tr("Done %1").arg(cell.record->completed->toString(Qt::ISODate));
    return text;
}

}

Sheet accessMatrixSheet(const DataMap &map, const Workforce &workforce)
{
    const AccessMatrix matrix(map, workforce);
    Sheet sheet{Words::tr("Access matrix"),
                {Words::tr("System"), Words::tr("Data element"), Words::tr("Tier"),
                 Words::tr("People who reach it")},
                {},
                2};
    for (const AccessRole *role : matrix.roles())
        sheet.columns += role->name;
    for (size_t i = 0; i < matrix.rows().size(); ++i) {
        const AccessMatrix::Row &row = matrix.rows()[i];
        const DataElement *element = map.snapshot().find(row.element);
        std::vector<SheetCell> cells{
            map.snapshot().title(QString::fromLatin1(System::registerKey), row.system),
            element ? element->name : Words::tr("Everything"),
            row.tier ? SheetCell(tierName(*row.tier)) : SheetCell(),
            static_cast<qint64>(matrix.whoReaches(i).size())};
        for (size_t j = 0; j < matrix.roles().size(); ++j)
            cells.push_back(cellText(matrix.cell(i, j)));
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

Sheet trainingMatrixSheet(const TrainingPlan &plan)
{
    Sheet sheet{Words::tr("Training"), {Words::tr("Number"), Words::tr("Person")}, {}, 2};
    for (const Course *course : plan.courses())
        sheet.columns += course->name;
    const RegisterType &type = plan.snapshot().registers().of<Person>();
    for (size_t i = 0; i < plan.people().size(); ++i) {
        const Person &person = *plan.people()[i];
        if (!person.isActive(plan.snapshot().today()))
            continue;
        std::vector<SheetCell> cells{type.citeNumber(person), person.name};
        for (const TrainingCell &cell : plan.cellsOf(i))
            cells.push_back(cellText(cell));
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

}
