// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/recordblocks.h"

#include "model/documents/attaching.h"
#include "model/exchange/fieldtext.h"
#include "model/project/comment.h"
#include "model/project/signing.h"

namespace safeguard::binder {

namespace {

constexpr size_t narrowFields = 6;  ///< a register with more gets a block per record
constexpr size_t summaryFields = 4; ///< beside number and name

std::vector<const Field *> shownFields(const RegisterType &type)
{
    std::vector<const Field *> fields;
    for (const Field &field : type.fields) {
        if (!field.isGeometry)
            fields.push_back(&field);
    }
    return fields;
}

bool isNarrow(const RegisterType &type)
{
    return shownFields(type).size() <= narrowFields;
}

/// Long texts share the last column, so that a table keeps few and sensible widths.
bool isLong(const Field *field)
{
    return field->kind == Kind::LongText;
}

std::vector<const Field *> longFields(const RegisterType &type)
{
    std::vector<const Field *> fields = shownFields(type);
    std::erase_if(fields, [](const Field *field) { return !isLong(field); });
    return fields;
}

report::Cell longCell(const std::vector<const Field *> &fields, const Record &record,
                      const Snapshot &snapshot)
{
    report::Runs runs;
    for (const Field *field : fields) {
        const Value value = field->get(record);
        if (isEmpty(value))
            continue;
        if (fields.size() > 1)
            runs.push_back({(runs.empty() ? QString() : QStringLiteral("\n")) + field->label +
                                QStringLiteral(": "),
                            report::RunStyle::Muted});
        runs.push_back({displayText(*field, value, snapshot)});
    }
    return {runs.empty() ? dash() : runs};
}

/// Short answers that tell records apart.
std::vector<const Field *> summaryOf(const RegisterType &type)
{
    std::vector<const Field *> fields;
    for (const Field *field : shownFields(type)) {
        const bool isShort = field->kind == Kind::Choice || field->kind == Kind::Reference ||
                             field->kind == Kind::Date;
        if (isShort && !field->isWide && fields.size() < summaryFields)
            fields.push_back(field);
    }
    return fields;
}

/// "What it is; Examples".
QString textsTitle(const std::vector<const Field *> &fields)
{
    QStringList labels;
    for (const Field *field : fields)
        labels += field->label;
    return labels.join(QStringLiteral("; "));
}

std::vector<report::Table::Column> columnsOf(const RegisterType &type,
                                             const std::vector<const Field *> &fields,
                                             const DerivedColumns &derived, bool hasName)
{
    std::vector<report::Table::Column> columns;
    if (!type.prefix.isEmpty())
        columns.push_back({Words::tr("No.")});
    if (hasName)
        columns.push_back({type.singular});
    for (const Field *field : fields)
        columns.push_back({field->label});
    if (const auto texts = longFields(type); !texts.empty() && !hasName)
        columns.push_back({texts.size() == 1 ? texts.front()->label : textsTitle(texts)});
    for (const DerivedColumn &column : derived) {
        if (column.isInSummary)
            columns.push_back({column.title});
    }
    return columns;
}

report::Table::Row rowOf(const Snapshot &snapshot, const RegisterType &type, const Record &record,
                         const std::vector<const Field *> &fields, const DerivedColumns &derived,
                         bool isSummary)
{
    report::Table::Row row;
    if (!type.prefix.isEmpty())
        row.cells.push_back({isSummary ? report::Runs{numberRun(snapshot, type.key, record.id)}
                                       : report::plain(type.citeNumber(record))});
    if (isSummary)
        row.cells.push_back({{titleRun(snapshot, type.key, record.id)}});
    else
        row.anchor = anchorOf(snapshot, type.key, record.id);
    for (const Field *field : fields)
        row.cells.push_back({valueRuns(*field, field->get(record), snapshot)});
    if (const auto texts = longFields(type); !texts.empty() && !isSummary)
        row.cells.push_back(longCell(texts, record, snapshot));
    for (const DerivedColumn &column : derived) {
        if (column.isInSummary)
            row.cells.push_back(column.cell(record));
    }
    return row;
}

report::Table tableOf(const Snapshot &snapshot, const RegisterType &type,
                      const DerivedColumns &derived, bool isSummary)
{
    auto fields = isSummary ? summaryOf(type) : shownFields(type);
    std::erase_if(fields, isLong);
    report::Table table;
    if (!isSummary && shownFields(type).size() == narrowFields && !longFields(type).empty())
        table.orientation = report::Table::Orientation::Landscape;
    table.caption = isSummary ? Words::tr("%1 at a glance").arg(type.plural) : type.plural;
    table.emptyText = Words::tr("None entered.");
    table.columns = columnsOf(type, fields, derived, isSummary);
    for (const RecordPtr &record : snapshot.inOrder(type.key))
        table.rows.push_back(rowOf(snapshot, type, *record, fields, derived, isSummary));
    return table;
}

/// The field that names the record.
const Field *titleField(const RegisterType &type)
{
    for (const Field &field : type.fields) {
        if (field.kind == Kind::Text && !type.nameIn)
            return &field;
    }
    return nullptr;
}

QString headingOf(const Snapshot &snapshot, const RegisterType &type, const Record &record)
{
    return type.isSingleton ? type.title(record) : snapshot.describe(type.key, record.id);
}

void addRecord(Blocks &blocks, const Snapshot &snapshot, const RegisterType &type,
               const Record &record, const DerivedColumns &derived)
{
    blocks.push_back(report::Heading{3, headingOf(snapshot, type, record),
                                     anchorOf(snapshot, type.key, record.id)});
    blocks.push_back(blockOf(snapshot, type, record, derived));
}

}

void addPurpose(Blocks &blocks, const RegisterType &type)
{
    if (type.purpose.isEmpty())
        return;
    report::Runs runs{{type.purpose, report::RunStyle::Muted}};
    if (!type.citation.isEmpty()) {
        runs.push_back({QStringLiteral(" ("), report::RunStyle::Muted});
        runs.push_back(citationRun(type.citation));
        runs.push_back({QStringLiteral(")"), report::RunStyle::Muted});
    }
    blocks.push_back(report::Paragraph{std::move(runs), {}, true});
}

namespace {
QString dayOf(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

}

std::vector<report::KeyValues::Row> remarksOf(const Snapshot &snapshot, const RecordRef &record)
{
    std::vector<report::KeyValues::Row> rows;
    QStringList signatures;
    for (const Signature *signature : signaturesOf(snapshot, record))
        signatures += Words::tr("%1 by %2, %3: %4")
                          .arg(labelOf(signature->meaning), signature->printedName,
                               dayOf(signature->signedAt), nameOf(stateOf(*signature, snapshot)));
    std::vector<report::Run> evidence;
    for (const Evidence *piece : evidenceFor(snapshot, record))
        evidence.push_back(fullRun(snapshot, idOf(*piece)));
    QStringList comments;
    for (const Comment *comment : snapshot.inOrder<Comment>()) {
        const User *author = snapshot.find(comment->author);
        if (comment->subject == record)
            comments += Words::tr("%1, %2: %3")
                            .arg(author ? author->fullName : QString(), dayOf(comment->written),
                                 comment->text);
    }
    if (const auto *self = snapshot.find(Id<Evidence>(record.id))) {
        if (const QString removal = removalInWords(*self, snapshot); !removal.isEmpty())
            rows.push_back({Words::tr("File"), report::plain(removal), {}});
    }
    if (!signatures.isEmpty())
        rows.push_back({Words::tr("Signed"), report::plain(signatures.join(u'\n')), {}});
    if (!evidence.empty())
        rows.push_back({Words::tr("Evidence"), joined(evidence, QStringLiteral("; ")), {}});
    if (!comments.isEmpty())
        rows.push_back({Words::tr("Comments"), report::plain(comments.join(u'\n')), {}});
    return rows;
}

report::KeyValues blockOf(const Snapshot &snapshot, const RegisterType &type, const Record &record,
                          const DerivedColumns &derived)
{
    report::KeyValues values;
    values.about = headingOf(snapshot, type, record);
    QStringList empty;
    for (const DerivedColumn &column : derived) {
        report::Cell cell = column.cell(record);
        if (!cell.badge && isDash(cell.runs))
            continue;
        values.rows.push_back({column.title, std::move(cell.runs), std::move(cell.badge)});
    }
    for (const Field *field : shownFields(type)) {
        const Value value = field->get(record);
        if (!type.isSingleton && field == titleField(type) && !isEmpty(value))
            continue; // the heading says it
        if (isEmpty(value))
            empty += field->label;
        else
            values.rows.push_back({field->label, valueRuns(*field, value, snapshot), {}});
    }
    for (report::KeyValues::Row &row : remarksOf(snapshot, {type.key, record.id}))
        values.rows.push_back(std::move(row));
    if (!empty.isEmpty())
        values.rows.push_back({Words::tr("Left empty"),
                               {{empty.join(QStringLiteral("; ")), report::RunStyle::Muted}},
                               {}});
    return values;
}

void addRegister(Blocks &blocks, const Snapshot &snapshot, const RegisterType &type,
                 const DerivedColumns &derived)
{
    addPurpose(blocks, type);
    if (isNarrow(type) && !type.isSingleton) {
        blocks.push_back(tableOf(snapshot, type, derived, false));
        return;
    }
    if (!type.isSingleton)
        blocks.push_back(tableOf(snapshot, type, derived, true));
    for (const RecordPtr &record : snapshot.inOrder(type.key))
        addRecord(blocks, snapshot, type, *record, derived);
}

}
