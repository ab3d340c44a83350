// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/contentcheck.h"

#include "model/base/base32.h"
#include "model/project/erasure.h"
#include "model/store/attachments.h"
#include "model/store/schema.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct VerificationText
{
    Q_DECLARE_TR_FUNCTIONS(Verification)
};

/// Who names a stored file.
struct Named
{
    QString record;   ///< "EVD-003"
    qint64 size = -1; ///< as the record says; -1 when it does not
    bool isRemoved = false;
};
using NamedContents = std::multimap<QString, Named>; ///< by the SHA-256 in base32

Status addRecords(NamedContents &named, Connection &connection, const RegisterType &type)
{
    const Field *content = contentFieldOf(type);
    const Field *size = type.field(u"size");
    const auto rows = RecordStore(connection).loadAll(type);
    SG_TRY(rows);
    for (const RecordPtr &record : *rows) {
        const QString name = textOf(content->get(*record));
        if (name.isEmpty())
            continue;
        const Value said = size ? size->get(*record) : Value();
        const qint64 *bytes = std::get_if<qint64>(&said);
        named.emplace(name, Named{type.citeNumber(*record), bytes ? *bytes : -1});
    }
    return {};
}

/// What an entry says about one record, as far as it is about a content.
class PastContents final
{
public:
    PastContents(Connection &connection, const Registers &registers, NamedContents &named)
        : m_connection(connection)
        , m_registers(registers)
        , m_named(named)
    {}
    Status read(const Entry &entry)
    {
        const auto rows = entry.changes.rows();
        SG_TRY(rows);
        for (const RowChange &row : *rows) {
            const RegisterType *type = m_registers.ofTable(row.table);
            if (type && type->table() == row.table && contentFieldOf(*type))
                SG_TRY(readRow(*type, row, entry.schemaVersion));
        }
        return {};
    }

private:
    Status readRow(const RegisterType &type, const RowChange &row, int version)
    {
        const auto columns = columnsAt(m_connection, row.table, version);
        SG_TRY(columns);
        const auto at = [&](const QString &column) {
            const auto index = columns->indexOf(column);
            const auto &values = row.after.empty() ? row.before : row.after;
            return index < 0 ? QVariant() : values.at(static_cast<size_t>(index));
        };
        const QByteArray id = at(QStringLiteral("id")).toByteArray();
        if (const QVariant number = at(QStringLiteral("number")); number.isValid()) {
            auto record = type.make();
            record->number = number.toInt();
            m_names[id] = type.citeNumber(*record);
        }
        const QString content = at(contentFieldOf(type)->key).toString();
        if (!content.isEmpty() && !m_named.contains(content))
            m_named.emplace(content, Named{m_names[id], -1, true});
        return {};
    }

    Connection &m_connection;
    const Registers &m_registers;
    NamedContents &m_named;
    std::map<QByteArray, QString> m_names;
};

Result<NamedContents> namedContents(Connection &connection, const Registers &registers)
{
    NamedContents named;
    for (const RegisterType &type : registers) {
        if (contentFieldOf(type))
            SG_TRY(addRecords(named, connection, type));
    }
    PastContents past(connection, registers, named);
    History history(connection);
    const auto head = history.head();
    SG_TRY(head);
    // What is wrong with the history is told elsewhere; this reads as far as it goes.
    (void)history.forEach(1, head->first,
                          [&](Entry &&entry) { return past.read(entry).has_value(); });
    return named;
}

/// Files that were removed for good, by SHA-256; by which expunction.
using RemovedContents = std::map<QString, QString>;

Result<RemovedContents> removedContents(Connection &connection, const Registers &registers)
{
    const auto expunctions = loadExpunctions(connection, registers);
    SG_TRY(expunctions);
    RemovedContents removed;
    for (const Expunction &expunction : *expunctions) {
        if (!expunction.content.isEmpty())
            removed[expunction.content] = registers.of<Expunction>().citeNumber(expunction);
    }
    return removed;
}

/// What is wrong with a stored file; empty when nothing is. Error: Cancelled.
class ContentReader final
{
public:
    ContentReader(Connection &connection, const std::vector<Attachment> &all,
                  const VaultProgress &progress)
        : m_stored(connection)
        , m_progress(progress)
    {
        for (const Attachment &attachment : all)
            m_all += attachment.partCount();
    }
    Result<QString> faultIn(const Attachment &attachment)
    {
        for (AttachmentReader reader(attachment); !reader.atEnd();) {
            const auto part = reader.next(m_stored);
            if (!part)
                return part.error().text;
            if (++m_done % 16 != 0)
                continue;
            m_stored.forgetPages();
            if (m_progress &&
                !m_progress(static_cast<quint32>(m_done), static_cast<quint32>(m_all)))
                return failure(ErrorCode::Cancelled,
                               VerificationText::tr("The verification was stopped."));
        }
        return QString();
    }

private:
    Attachments m_stored;
    const VaultProgress &m_progress;
    qint64 m_done = 0;
    qint64 m_all = 0;
};

/// Of those that are stored to the end, by SHA-256; what is wrong with each.
struct Found
{
    qint64 size = 0;
    QString fault;
};
using FoundContents = std::map<QString, Found>;

Result<FoundContents> readContents(Connection &connection, const std::vector<Attachment> &all,
                                   const VaultProgress &progress)
{
    FoundContents found;
    ContentReader reader(connection, all, progress);
    for (const Attachment &attachment : all) {
        if (!attachment.isComplete)
            continue;
        auto fault = reader.faultIn(attachment);
        SG_TRY(fault);
        found[toBase32(attachment.sha256)] = {attachment.size, *std::move(fault)};
    }
    return found;
}

QString faultOf(const Named &named, const QString &content, const FoundContents &found,
                const std::vector<Attachment> &all)
{
    const auto at = found.find(content);
    if (at == found.end()) {
        const bool isBegun = std::any_of(all.begin(), all.end(), [&](const Attachment &one) {
            return toBase32(one.sha256) == content;
        });
        return isBegun ? VerificationText::tr("its file is not complete")
                       : VerificationText::tr("its file is missing");
    }
    if (!at->second.fault.isEmpty())
        return VerificationText::tr("its file is damaged: %1").arg(at->second.fault);
    if (named.size >= 0 && named.size != at->second.size)
        return VerificationText::tr("its file has %1 bytes, not %2")
            .arg(at->second.size)
            .arg(named.size);
    return {};
}

VerifyLine linesOfAll(const FoundContents &found, const NamedContents &named,
                      const RemovedContents &removed, qint64 stray)
{
    qint64 bytes = 0;
    int sound = 0;
    int nameless = 0;
    for (const auto &[content, one] : found) {
        bytes += one.size;
        sound += one.fault.isEmpty();
        nameless += !named.contains(content);
    }
    QString finding = found.empty()
                          ? VerificationText::tr("none")
                          : VerificationText::tr("%1 of %2 as their SHA-256 says, %3 bytes in all")
                                .arg(sound)
                                .arg(found.size())
                                .arg(bytes);
    if (nameless > 0)
        finding += VerificationText::tr("; %n of them no record ever named", nullptr, nameless);
    if (!removed.empty())
        finding += VerificationText::tr("; %n removed for good, as expunctions say", nullptr,
                                        static_cast<int>(removed.size()));
    if (stray > 0)
        finding +=
            VerificationText::tr("; %n parts belong to no file", nullptr, static_cast<int>(stray));
    return {sound == static_cast<int>(found.size()), VerificationText::tr("Stored files"), finding};
}

Result<std::vector<VerifyLine>> readAndCompare(Connection &connection, const Registers &registers,
                                               const VaultProgress &progress)
{
    Attachments stored(connection);
    const auto all = stored.list();
    SG_TRY(all);
    const auto stray = stored.strayParts();
    SG_TRY(stray);
    const auto named = namedContents(connection, registers);
    SG_TRY(named);
    const auto removed = removedContents(connection, registers);
    SG_TRY(removed);
    const auto found = readContents(connection, *all, progress);
    SG_TRY(found);
    std::vector<VerifyLine> lines{linesOfAll(*found, *named, *removed, *stray)};
    for (const auto &[content, by] : *removed) {
        if (found->contains(content))
            lines.push_back(
                {false, by,
                 VerificationText::tr("the file that it says was removed for good is there")});
    }
    for (const auto &[content, who] : *named) {
        if (removed->contains(content))
            continue;
        const QString fault = faultOf(who, content, *found, *all);
        if (!fault.isEmpty())
            lines.push_back({false,
                             who.isRemoved
                                 ? VerificationText::tr("%1, removed since").arg(who.record)
                                 : who.record,
                             fault});
    }
    return lines;
}

}

const Field *contentFieldOf(const RegisterType &type)
{
    for (const Field &field : type.fields) {
        if (field.isContent)
            return &field;
    }
    return nullptr;
}

Result<std::vector<VerifyLine>> verifyContents(Connection &connection, const Registers &registers,
                                               const VaultProgress &progress)
{
    auto lines = readAndCompare(connection, registers, progress);
    if (!lines && lines.error().code != ErrorCode::Cancelled)
        return std::vector<VerifyLine>{
            {false, VerificationText::tr("Stored files"), lines.error().text}};
    return lines;
}

Status removeUnfinished(Connection &connection)
{
    Attachments stored(connection);
    for (;;) {
        const auto more = stored.removeSomeUnfinished();
        SG_TRY(more);
        if (!*more)
            return {};
    }
}

}
