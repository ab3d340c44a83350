// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/csv.h"

#include "model/exchange/fieldtext.h"
#include "model/project/uniqueindex.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace safeguard {

namespace {

struct CsvText
{
    Q_DECLARE_TR_FUNCTIONS(Csv)
};

bool looksLikeFormula(const QString &cell)
{
    return !cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front());
}

}

QString guardedCell(const QString &cell)
{
    // An apostrophe of the text's own in front of such a character is doubled, so that taking the
    // guard off gives back the very text.
    const QString rest = cell.startsWith(u'\'') ? cell.mid(1) : QString();
    return looksLikeFormula(cell) ||
                   (cell.startsWith(u'\'') && (looksLikeFormula(rest) || rest.startsWith(u'\'')))
               ? u'\'' + cell
               : cell;
}

QString unguardedCell(const QString &cell)
{
    if (!cell.startsWith(u'\''))
        return cell;
    const QString rest = cell.mid(1);
    return looksLikeFormula(rest) || rest.startsWith(u'\'') ? rest : cell;
}

QString csvCell(const QString &cell)
{
    const QString safe = guardedCell(cell);
    const bool isPlain = !safe.contains(u',') && !safe.contains(u';') && !safe.contains(u'"') &&
                         !safe.contains(u'\n') && !safe.contains(u'\r') && safe == safe.trimmed();
    return isPlain ? safe : u'"' + QString(safe).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

namespace {

/// Windows-1252, as old spreadsheets write it: Latin-1 but for 32 characters.
QString fromWindows1252(const QByteArray &bytes)
{
    constexpr std::array<char16_t, 32> others{
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = QChar(others.at(c.unicode() - 0x80U));
    }
    return text;
}

QString decoded(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    QString text = utf8(bytes);
    if (utf8.hasError())
        text = fromWindows1252(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text;
}

QChar separatorOf(const QString &text)
{
    const QString firstLine =
        text.left(text.indexOf(u'\n') < 0 ? text.size() : text.indexOf(u'\n'));
    QChar best = u',';
    for (const QChar candidate : {QChar(u';'), QChar(u'\t')}) {
        if (firstLine.count(candidate) > firstLine.count(best))
            best = candidate;
    }
    return best;
}

struct SplitText
{
    QList<QStringList> rows;  ///< without blank ones
    QList<qsizetype> numbers; ///< of the rows, from 1, blank ones counted
};

/// Splits RFC 4180 text; the line at which an unclosed quote began, or 0.
qsizetype split(const QString &text, QChar separator, SplitText &result)
{
    QStringList row;
    qsizetype number = 0;
    QString cell;
    bool isQuoted = false;
    bool wasQuoted = false;
    qsizetype line = 1;
    qsizetype quoteLine = 0;
    const auto endCell = [&] {
        row += std::exchange(cell, {});
        wasQuoted = false;
    };
    const auto endRow = [&] {
        endCell();
        ++number;
        if (std::any_of(row.begin(), row.end(), [](auto &each) { return !each.isEmpty(); })) {
            result.rows += row;
            result.numbers += number;
        }
        row.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        line += c == u'\n';
        if (isQuoted && c == u'"') {
            const bool isDoubled = i + 1 < text.size() && text[i + 1] == u'"';
            if (isDoubled)
                cell += text[++i];
            else
                isQuoted = false;
        } else if (isQuoted) {
            if (c != u'\r' || i + 1 >= text.size() || text[i + 1] != u'\n')
                cell += c;
        } else if (c == u'"' && cell.isEmpty() && !wasQuoted) {
            isQuoted = wasQuoted = true;
            quoteLine = line;
        } else if (c == separator) {
            endCell();
        } else if (c == u'\n' || (c == u'\r' && text.mid(i + 1, 1) != QLatin1String("\n"))) {
            endRow();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (isQuoted)
        return quoteLine;
    endRow();
    return 0;
}

/// Finds the record that a row is about: by id, else by number or unique name.
class RowFinder
{
public:
    RowFinder(const RegisterType &type, const Snapshot &snapshot)
        : m_type(type)
    {
        for (const Field &field : type.fields) {
            if (field.isUnique && !m_unique)
                m_unique = &field;
        }
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            if (m_unique)
                m_names.insert(UniqueIndex::fold(m_unique->get(*record)), record->id);
            m_numbers.insert(record->number, record->id);
            if (type.isSingleton)
                m_only = record->id;
        }
    }
    const Field *uniqueField() const { return m_unique; }
    /// An id that is not there yet is the new record's; null: a new record without one.
    /// Error: InvalidInput.
    Result<AnyId> find(const QString &id, const QString &number, const QString &name,
                       const RowSet &rows) const
    {
        if (const QString given = id.trimmed(); !given.isEmpty()) {
            const auto parsed = AnyId::fromText(given);
            if (!parsed || parsed->isNull())
                return failure(ErrorCode::InvalidInput,
                               CsvText::tr("\u201c%1\u201d is no id.").arg(given.left(60)));
            const bool canBeAdded = !m_type.isFixed && !m_type.isSingleton;
            if (canBeAdded || rows.find(*parsed))
                return *parsed;
            const auto same = findByWords(number, name);
            return same && same->isNull() ? *parsed : same;
        }
        return m_only.isNull() ? findByWords(number, name) : m_only;
    }
    void remember(const QString &name, const AnyId &id)
    {
        m_names.insert(UniqueIndex::fold(Value(name)), id);
    }

private:
    Result<AnyId> findByWords(const QString &number, const QString &name) const
    {
        const auto given = m_type.numberFrom(number.trimmed());
        const AnyId byNumber = given ? m_numbers.value(*given) : AnyId();
        const QString folded = UniqueIndex::fold(Value(name));
        const AnyId byName = folded.isEmpty() ? AnyId() : m_names.value(folded);
        if (!byNumber.isNull() && !byName.isNull() && byNumber != byName)
            return failure(ErrorCode::InvalidInput,
                           CsvText::tr("the number %1 and the name \u201c%2\u201d belong to "
                                       "different records.")
                               .arg(number.trimmed(), name.trimmed()));
        return byNumber.isNull() ? byName : byNumber;
    }

    const RegisterType &m_type;
    const Field *m_unique = nullptr;
    QHash<QString, AnyId> m_names;
    QHash<int, AnyId> m_numbers;
    AnyId m_only; ///< where a project has one
};

struct Importer
{
    Edit &edit;
    const RegisterType &type;
    const CsvTable &table;
    std::vector<const Field *> fields; ///< per column, null where it is left out
    qsizetype idColumn = -1;
    qsizetype numberColumn = -1;
    RowFinder finder;
    RecordNames names; ///< what references are resolved by
    ImportReport report = {};
    struct ImportedRow
    {
        AnyId id; ///< null where the row was wrong as a whole
        RecordPtr before;
    };
    std::vector<ImportedRow> rows = {};
    QHash<AnyId, qsizetype> targets = {}; ///< which row a record comes from
    bool hasToldNumber = false;           ///< of another kind than ours: once is enough

    QString cell(qsizetype row, qsizetype column) const
    {
        return column < 0 ? QString() : table.rows[row].value(column);
    }
    void note(ImportNote::Kind kind, qsizetype row, const QString &column, const QString &text)
    {
        report.notes.push_back({kind, row < 0 ? 0 : table.numberOf(row), column, text});
    }

    /// Fills what the columns say; references of the register to itself wait for the second round.
    void fill(qsizetype row, Record &record, bool isSecondRound)
    {
        for (qsizetype column = 0; column < static_cast<qsizetype>(fields.size()); ++column) {
            const Field *field = fields[static_cast<size_t>(column)];
            if (!field || (field->reference == type.key) != isSecondRound)
                continue;
            const QString text = cell(row, column);
            if (isFaulty(row, column))
                continue;
            const auto value = valueFromText(*field, text, names);
            if (!value) {
                note(ImportNote::Kind::Wrong, row, table.heading[column], value.error().text);
                continue;
            }
            // What is added may bring with it what the program of another project filled in, except
            // where only the program adds.
            if (field->isGiven && edit.now().rows(type.key).find(record.id) &&
                *value != field->get(record)) {
                note(ImportNote::Kind::Wrong, row, table.heading[column],
                     CsvText::tr("it is filled in by the program and stays as it is."));
                continue;
            }
            field->set(record, *value);
            const Value stored = field->get(record);
            if (!isEmpty(*value) && isEmpty(stored))
                note(ImportNote::Kind::Wrong, row, table.heading[column],
                     CsvText::tr("\u201c%1\u201d is not what %2 can be.")
                         .arg(text.left(60), field->label));
            // Not as it would be written: worth a word.
            if (isRephrased(*field, *value, text))
                note(ImportNote::Kind::Inferred, row, table.heading[column],
                     CsvText::tr("\u201c%1\u201d was read as \u201c%2\u201d.")
                         .arg(text, displayText(*field, *value, edit.now())));
            if (text.isEmpty() && field->kind == Kind::Choice && !isEmpty(stored))
                note(ImportNote::Kind::Defaulted, row, table.heading[column],
                     CsvText::tr("empty, so it is \u201c%1\u201d.")
                         .arg(displayText(*field, stored, edit.now())));
        }
    }

    /// Tells of a cell that says nothing which could be imported; it is Wrong, since an empty one
    /// in its place would take away what is there.
    bool isFaulty(qsizetype row, qsizetype column)
    {
        const auto fault = table.faults.constFind({row, column});
        if (fault == table.faults.constEnd())
            return false;
        note(ImportNote::Kind::Wrong, row, table.heading[column],
             CsvText::tr("%1 Mend it there, or leave the column out.").arg(*fault));
        return true;
    }

    /// Whether a choice is neither the key nor the label as it is written, or a day was more.
    bool isRephrased(const Field &field, const Value &value, const QString &text) const
    {
        const bool isTold = field.kind == Kind::Choice || field.kind == Kind::Date;
        return isTold && !text.isEmpty() && textOf(value) != text &&
               displayText(field, value, edit.now()) != text.trimmed();
    }

    /// What the column of unique names calls the record, as the record would hold it.
    QString nameFrom(const Field &field, const QString &text)
    {
        if (!field.choices)
            return text;
        const auto value = valueFromText(field, text, names);
        return value ? textOf(*value) : text;
    }

    Result<AnyId> idFor(qsizetype row, QString &name)
    {
        if (isFaulty(row, idColumn) || isFaulty(row, numberColumn))
            return failure(ErrorCode::InvalidInput,
                           CsvText::tr("which record it is about cannot be read."));
        for (size_t column = 0; column < fields.size(); ++column) {
            if (fields[column] && fields[column] == finder.uniqueField())
                name = nameFrom(*fields[column], cell(row, static_cast<qsizetype>(column)));
        }
        if (const QString number = cell(row, numberColumn).trimmed();
            !number.isEmpty() && !type.numberFrom(number) && !std::exchange(hasToldNumber, true))
            note(ImportNote::Kind::Dropped, row, table.heading[numberColumn],
                 CsvText::tr("\u201c%1\u201d is no number of %2; such rows are found by name.")
                     .arg(number.left(60), type.plural));
        return finder.find(cell(row, idColumn), cell(row, numberColumn), name,
                           edit.now().rows(type.key));
    }

    void importRow(qsizetype row)
    {
        QString name;
        const auto meant = idFor(row, name);
        if (!meant) {
            note(ImportNote::Kind::Wrong, row, QString(), meant.error().text);
            rows.push_back({});
            return;
        }
        const RecordPtr old = edit.now().rows(type.key).find(*meant);
        if (!old && !type.addedElsewhere.isEmpty()) {
            note(ImportNote::Kind::Wrong, row, QString(), type.addedElsewhere);
            rows.push_back({});
            return;
        }
        auto record = old ? type.copy(*old) : type.make();
        record->id = *meant; // one from outside is kept, so that a second import updates
        fill(row, *record, false);
        const AnyId id = edit.putAny(type, std::move(record));
        if (const auto earlier = targets.constFind(id); earlier != targets.constEnd())
            note(ImportNote::Kind::Wrong, row, QString(),
                 CsvText::tr("this row and row %1 are about the same record.")
                     .arg(table.numberOf(*earlier)));
        targets.insert(id, row);
        finder.remember(name, id);
        rows.push_back({id, old});
    }

    /// References of the register to itself, once all rows are there.
    void importSelfReferences()
    {
        const bool hasAny = std::any_of(fields.begin(), fields.end(), [&](const Field *field) {
            return field && field->reference == type.key;
        });
        // They do not change what records are called, so one look at the names is enough.
        names = RecordNames(edit.now());
        for (qsizetype row = 0; hasAny && row < table.rows.size(); ++row) {
            const RecordPtr now = edit.now().rows(type.key).find(rows[size_t(row)].id);
            if (!now)
                continue;
            auto record = type.copy(*now);
            fill(row, *record, true);
            edit.putAny(type, std::move(record));
        }
    }

    void count()
    {
        for (const ImportedRow &row : rows) {
            const RecordPtr now = edit.now().rows(type.key).find(row.id);
            if (!now)
                continue;
            const bool isSame = row.before && haveEqualFields(*row.before, *now);
            ++(isSame ? report.unchanged : row.before ? report.updated : report.added);
        }
    }

    bool haveEqualFields(const Record &a, const Record &b) const
    {
        return std::all_of(type.fields.begin(), type.fields.end(),
                           [&](const Field &field) { return field.get(a) == field.get(b); });
    }
};

}

QString importNoteKey(ImportNote::Kind kind)
{
    switch (kind) {
    case ImportNote::Kind::Kept:
        return QStringLiteral("kept");
    case ImportNote::Kind::Inferred:
        return QStringLiteral("inferred");
    case ImportNote::Kind::Defaulted:
        return QStringLiteral("defaulted");
    case ImportNote::Kind::Dropped:
        return QStringLiteral("dropped");
    case ImportNote::Kind::Wrong:
        return QStringLiteral("wrong");
    }
    return {};
}

const ImportNote *ImportReport::firstError() const
{
    const auto at = std::find_if(notes.begin(), notes.end(), [](const ImportNote &note) {
        return note.kind == ImportNote::Kind::Wrong;
    });
    return at == notes.end() ? nullptr : &*at;
}

Result<CsvTable> readCsv(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return failure(ErrorCode::InvalidInput,
                       CsvText::tr("This is not a CSV file: it holds binary data."));
    const QString text = decoded(bytes);
    SplitText found;
    if (const qsizetype line = split(text, separatorOf(text), found); line > 0)
        return failure(ErrorCode::InvalidInput,
                       CsvText::tr("A quote that begins in line %1 is never closed.").arg(line));
    if (found.rows.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       CsvText::tr("The file is empty: not even a heading is there."));
    CsvTable table;
    table.heading = found.rows.takeFirst();
    found.numbers.removeFirst();
    table.rows = std::move(found.rows);
    table.numbers = std::move(found.numbers);
    for (QString &title : table.heading)
        title = title.trimmed();
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        QStringList &row = table.rows[i];
        if (row.size() > table.heading.size())
            return failure(ErrorCode::InvalidInput,
                           CsvText::tr("Row %1 has %2 cells, the heading only %3.")
                               .arg(table.numberOf(i))
                               .arg(row.size())
                               .arg(table.heading.size()));
        for (QString &cell : row)
            cell = unguardedCell(cell);
    }
    return table;
}

QByteArray toCsv(const RegisterType &type, const Snapshot &snapshot)
{
    QStringList heading{QStringLiteral("id")};
    if (!type.prefix.isEmpty())
        heading += QStringLiteral("number");
    for (const Field &field : type.fields)
        heading += field.key;
    QString csv = heading.join(u',') + QStringLiteral("\r\n");
    for (const RecordPtr &record : snapshot.inOrder(type.key)) {
        QStringList cells{record->id.toText()};
        if (!type.prefix.isEmpty())
            cells += type.citeNumber(*record);
        for (const Field &field : type.fields)
            cells += csvCell(keyText(field, field.get(*record), snapshot));
        csv += cells.join(u',') + QStringLiteral("\r\n");
    }
    return csv.toUtf8();
}

QString idColumnTitle()
{
    return CsvText::tr("Record id");
}

QString numberColumnTitle()
{
    return CsvText::tr("Number");
}

namespace {

/// As headings and labels are compared.
QString foldedTitle(const QString &title)
{
    return title.simplified().toCaseFolded().replace(u' ', u'_');
}

/// id and number as our own exports call them, where no field is called so. A foreign "ID" is of
/// something else.
QString identityFor(const QString &title, const RegisterType &type)
{
    if (title == QLatin1String(idColumnKey) || title == idColumnTitle())
        return QString::fromLatin1(idColumnKey);
    const bool isNumber = title == QLatin1String(numberColumnKey) || title == numberColumnTitle();
    return isNumber && !type.prefix.isEmpty() ? QString::fromLatin1(numberColumnKey) : QString();
}

}

ColumnMap guessColumns(const QStringList &heading, const RegisterType &type)
{
    ColumnMap columns;
    for (const QString &title : heading) {
        const QString wanted = foldedTitle(title);
        QString key = identityFor(title, type);
        for (const Field &field : type.fields) {
            if (field.key == wanted || foldedTitle(field.label) == wanted)
                key = field.key;
        }
        if (!key.isEmpty())
            columns.insert(title, key);
    }
    return columns;
}

bool canColumnGoTo(const QString &key, const RegisterType &type)
{
    return type.field(key) || key == QLatin1String(idColumnKey) ||
           (key == QLatin1String(numberColumnKey) && !type.prefix.isEmpty());
}

Result<ImportReport> importRows(Edit &edit, const RegisterType &type, const CsvTable &table,
                                const ColumnMap &columns,
                                const std::function<bool(qint64, qint64)> &progress)
{
    Importer importer{
        edit, type, table, {}, -1, -1, RowFinder(type, edit.now()), RecordNames(edit.now())};
    const auto isStopped = [&](qsizetype row) {
        return progress && !progress(row, table.rows.size());
    };
    const auto cancelled = [] {
        return failure(ErrorCode::Cancelled,
                       CsvText::tr("The import was cancelled. Nothing was changed."));
    };
    importer.report.notes = table.notes;
    for (qsizetype i = 0; i < table.heading.size(); ++i) {
        const QString &title = table.heading[i];
        const QString key = columns.value(title, identityFor(title, type));
        const Field *field = type.field(key);
        if (const qsizetype other =
                qsizetype(std::find(importer.fields.begin(), importer.fields.end(), field) -
                          importer.fields.begin());
            field && other < i)
            importer.note(ImportNote::Kind::Wrong, -1, title,
                          CsvText::tr("\u201c%1\u201d goes to %2 too; leave one of them out.")
                              .arg(table.heading[other], field->label));
        importer.fields.push_back(field);
        if (!field && key == QLatin1String(idColumnKey))
            importer.idColumn = i;
        else if (!field && key == QLatin1String(numberColumnKey))
            importer.numberColumn = i;
        else if (!field)
            importer.note(ImportNote::Kind::Dropped, -1, title,
                          CsvText::tr("no field takes this column."));
    }
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        importer.importRow(row);
        if (row % 64 == 0 && isStopped(row))
            return cancelled();
    }
    importer.importSelfReferences();
    importer.count();
    if (isStopped(table.rows.size()))
        return cancelled();
    return std::move(importer.report);
}

}
