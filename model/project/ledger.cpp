// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/ledger.h"

#include "model/base/base32.h"
#include "model/store/attachments.h"
#include "model/store/schema.h"

#include <QCoreApplication>
#include <set>

namespace safeguard {

namespace {
struct LedgerText
{
    Q_DECLARE_TR_FUNCTIONS(Ledger)
};
}

Ledger::Ledger(Connection &connection, std::shared_ptr<const Registers> registers,
               const Clock &clock, Signer signer)
    : m_connection(connection)
    , m_registers(std::move(registers))
    , m_clock(clock)
    , m_signer(std::move(signer))
    , m_history(connection)
    , m_records(connection)
{}

Status Ledger::load()
{
    SG_TRY(readUndoStack());
    const auto head = m_history.head();
    SG_TRY(head);
    if (head->first == 0)
        return {};
    auto last = m_history.read(head->first);
    SG_TRY(last);
    qint64 edit = 1;
    SG_TRY(m_history.forEachHeadBack([&](const EntryHead &each) {
        edit = each.sequence;
        return each.kind == EntryKind::Event;
    }));
    auto lastEdit = m_history.read(edit);
    SG_TRY(lastEdit);
    m_lastEdit = *std::move(lastEdit);
    m_lastEdit.changes = {};
    auto genesis = m_history.read(1);
    SG_TRY(genesis);
    m_genesisHash = genesis->hash;
    m_last = *std::move(last);
    m_last.changes = {};
    return {};
}

Status Ledger::upgrade(const QString &publicKey)
{
    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    const auto from = schemaVersion(m_connection);
    SG_TRY(from);
    SG_TRY(upgradeSchema(m_connection));
    SG_TRY(load());
    std::vector<const RegisterType *> all;
    for (const RegisterType &type : *m_registers)
        all.push_back(&type);
    auto recorder = ChangeRecorder::start(m_connection, all);
    SG_TRY(recorder);
    SG_TRY(adaptRecords(m_connection, *from));
    auto captured = recorder->capture();
    SG_TRY(captured);
    if (captured->isEmpty() || publicKey.isEmpty())
        return transaction->commit();
    const auto user = userWithKey(publicKey);
    SG_TRY(user);
    const auto entry = append(EntryKind::Migration, idOf(*user),
                              LedgerText::tr("Bring the records to version %1 of the file format")
                                  .arg(currentSchemaVersion()),
                              0, *std::move(captured));
    SG_TRY(entry);
    SG_TRY(transaction->commit());
    remember(*entry);
    return {};
}

Result<User> Ledger::userWithKey(const QString &publicKey)
{
    const auto users = m_records.loadAll(m_registers->of<User>());
    SG_TRY(users);
    for (const User &user : Rows<User>(*users)) {
        if (user.publicKey == publicKey)
            return user;
    }
    return failure(ErrorCode::Damaged,
                   LedgerText::tr("You have a key to the file but are not entered in the project's "
                                  "history. Ask a Security Officer to add you again."));
}

Result<std::map<QString, RowSet>> Ledger::loadRows()
{
    std::map<QString, RowSet> rows;
    for (const RegisterType &type : *m_registers) {
        auto loaded = m_records.loadAll(type);
        SG_TRY(loaded);
        rows.emplace(type.key, *std::move(loaded));
    }
    return rows;
}

Status Ledger::giveNumbers(std::vector<RecordChange> &changes)
{
    std::map<const RegisterType *, std::vector<RecordChange *>> unnumbered;
    for (RecordChange &change : changes) {
        if (change.after && change.after->number == 0 && !change.type->prefix.isEmpty())
            unnumbered[change.type].push_back(&change);
    }
    for (const auto &[type, records] : unnumbered) {
        const auto first = reserveNumbers(m_connection, *type, static_cast<int>(records.size()));
        SG_TRY(first);
        int number = *first;
        for (RecordChange *change : records) {
            auto copy = type->copy(*change->after);
            copy->number = number++;
            change->after = std::move(copy);
        }
    }
    return {};
}

Result<Entry> Ledger::store(EntryKind kind, const Id<User> &user, const QString &sentence,
                            std::vector<RecordChange> &changes)
{
    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    std::set<const RegisterType *> types;
    for (const RecordChange &change : changes)
        types.insert(change.type);
    auto recorder = ChangeRecorder::start(m_connection, {types.begin(), types.end()});
    SG_TRY(recorder);
    SG_TRY(giveNumbers(changes));
    for (const RecordChange &change : changes)
        SG_TRY(m_records.write(change));
    auto captured = recorder->capture();
    SG_TRY(captured);
    if (captured->isEmpty())
        return Entry();
    auto entry = append(kind, user, sentence, 0, *std::move(captured));
    SG_TRY(entry);
    SG_TRY(transaction->commit());
    remember(*entry);
    return entry;
}

Result<Entry> Ledger::note(const Id<User> &user, const QString &sentence)
{
    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    auto entry = append(EntryKind::Event, user, sentence, 0, Changeset());
    SG_TRY(entry);
    SG_TRY(transaction->commit());
    remember(*entry);
    return entry;
}

Result<Ledger::Step> Ledger::step(EntryKind kind, const Id<User> &user, const QString &sentence,
                                  qint64 target, const Permit &permit)
{
    auto entry = m_history.read(target);
    SG_TRY(entry);
    auto intended =
        kind == EntryKind::Undo ? entry->changes.inverted() : Result<Changeset>(entry->changes);
    SG_TRY(intended);
    const auto rows = intended->rows();
    SG_TRY(rows);
    SG_TRY(checkShape(m_connection, *rows, entry->schemaVersion));
    const auto types = registersIn(*m_registers, *rows);
    SG_TRY(permit(types));

    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    auto recorder = ChangeRecorder::start(m_connection, {types.begin(), types.end()});
    SG_TRY(recorder);
    SG_TRY(intended->applyTo(m_connection));
    auto captured = recorder->capture();
    SG_TRY(captured);
    auto done = captured->rows();
    SG_TRY(done);
    if (!areAsIntended(*std::move(done), *rows))
        return failure(
            ErrorCode::Refused,
            LedgerText::tr("The step could not be taken exactly as it was made. Nothing was "
                           "changed."));
    auto changes = reload(*rows);
    SG_TRY(changes);
    auto appended = append(kind, user, sentence, target, *std::move(captured));
    SG_TRY(appended);
    SG_TRY(transaction->commit());
    remember(*appended);
    return Step{*std::move(appended), *std::move(changes)};
}

Status Ledger::forEachLess(const Erasure &erasure, const std::function<Status(const Entry &)> &each)
{
    for (qint64 sequence = 1; sequence <= m_last.sequence; ++sequence) {
        const auto entry = m_history.read(sequence);
        SG_TRY(entry);
        const auto less = erasure.takenFrom(m_connection, *entry);
        SG_TRY(less);
        if (*less)
            SG_TRY(each(**less));
    }
    return {};
}

Result<QString> Ledger::eraseFromHistory(const Erasure &erasure)
{
    QString lines;
    SG_TRY(forEachLess(erasure, [&](const Entry &less) -> Status {
        lines += expunctionLine(less);
        return m_history.expunge(less);
    }));
    return lines;
}

Result<std::vector<RecordChange>> Ledger::eraseFromRecords(const Erasure &erasure)
{
    std::vector<RecordChange> changes;
    for (const RegisterType &type : *m_registers) {
        const auto rows = m_records.loadAll(type);
        SG_TRY(rows);
        for (const RecordPtr &record : *rows) {
            if (auto less = erasure.takenFrom(type, *record))
                changes.push_back({&type, record, std::move(less), record->id});
        }
    }
    return changes;
}

Result<Ledger::Step> Ledger::expunge(const Erasure &erasure, const Id<User> &user,
                                     const QString &sentence, Expunction about)
{
    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    auto lines = eraseFromHistory(erasure);
    SG_TRY(lines);
    if (lines->isEmpty())
        return failure(ErrorCode::NotFound, LedgerText::tr("That stands nowhere in the project."));
    // No changeset: it would say what was there. The history as it is now says what the records
    // are.
    auto changes = eraseFromRecords(erasure);
    SG_TRY(changes);
    for (const RecordChange &change : *changes)
        SG_TRY(m_records.write(change));
    SG_TRY(forgetViewStates(m_connection));
    about.entries = *std::move(lines);
    auto step = enter(std::move(about), user, sentence, *std::move(changes));
    SG_TRY(step);
    SG_TRY(transaction->commit());
    remember(step->entry);
    return step;
}

Result<Ledger::Step> Ledger::expungeFile(const Id<User> &user, const QString &sentence,
                                         Expunction about)
{
    const auto sha256 = fromBase32(about.content);
    auto transaction = Transaction::begin(m_connection);
    SG_TRY(transaction);
    Attachments attachments(m_connection);
    const auto stored = attachments.find(sha256.value_or(""));
    SG_TRY(stored);
    if (!*stored)
        return failure(ErrorCode::NotFound, LedgerText::tr("That file is not in the project."));
    SG_TRY(attachments.abandon(**stored));
    auto step = enter(std::move(about), user, sentence, {});
    SG_TRY(step);
    SG_TRY(transaction->commit());
    remember(step->entry);
    return step;
}

Result<Ledger::Step> Ledger::enter(Expunction about, const Id<User> &user, const QString &sentence,
                                   std::vector<RecordChange> changes)
{
    const RegisterType &type = m_registers->of<Expunction>();
    auto recorder = ChangeRecorder::start(m_connection, {&type});
    SG_TRY(recorder);
    about.id = AnyId::random();
    const AnyId id = about.id;
    std::vector<RecordChange> added{
        {&type, nullptr, std::make_shared<Expunction>(std::move(about)), id}};
    SG_TRY(giveNumbers(added));
    SG_TRY(m_records.write(added.front()));
    auto captured = recorder->capture();
    SG_TRY(captured);
    auto entry = append(EntryKind::Expunge, user, sentence, 0, *std::move(captured));
    SG_TRY(entry);
    changes.push_back(std::move(added.front()));
    return Step{*std::move(entry), std::move(changes)};
}

Result<ErasureReach> Ledger::reachOf(const Erasure &erasure)
{
    ErasureReach reach;
    const auto changes = eraseFromRecords(erasure);
    SG_TRY(changes);
    for (const RecordChange &change : *changes)
        reach.records.push_back({change.type->key, change.id});
    SG_TRY(forEachLess(erasure, [&](const Entry &) {
        ++reach.entries;
        return Status();
    }));
    return reach;
}

Result<std::vector<RecordChange>> Ledger::reload(const std::vector<RowChange> &rows)
{
    std::set<std::pair<const RegisterType *, AnyId>> touched;
    for (const RowChange &row : rows) {
        const auto &key = row.operation == RowOperation::Insert ? row.after : row.before;
        touched.emplace(m_registers->ofTable(row.table), AnyId::fromBytes(key.at(0).toByteArray()));
    }
    std::vector<RecordChange> changes;
    for (const auto &[type, id] : touched) {
        if (!type)
            continue;
        auto record = m_records.load(*type, id);
        SG_TRY(record);
        changes.push_back({type, nullptr, *std::move(record), id});
    }
    return changes;
}

Result<Entry> Ledger::append(EntryKind kind, const Id<User> &user, const QString &sentence,
                             qint64 target, Changeset changes)
{
    Entry entry;
    entry.sequence = m_last.sequence + 1;
    entry.kind = kind;
    entry.user = user;
    entry.time = m_clock.now();
    entry.sentence = sentence;
    entry.schemaVersion = currentSchemaVersion();
    if (m_last.sequence > 0)
        entry.parents.push_back(m_last.hash);
    entry.target = target;
    entry.changes = std::move(changes);
    entry.hash = entry.computedHash();
    entry.signature = m_signer(entry.hash);
    SG_TRY(m_history.append(entry));
    return entry;
}

Status Ledger::readUndoStack()
{
    m_undoStack = UndoStack();
    return m_history.forEachHeadBack(
        [&](const EntryHead &head) { return m_undoStack.pushOlder(head); });
}

void Ledger::remember(const Entry &entry)
{
    EntryHead head{entry.sequence, entry.kind, entry.user, entry.target, entry.sentence};
    m_undoStack.push(head);
    if (m_undoStack.isExhausted())
        (void)readUndoStack(); // the entry is stored: at worst there is nothing more to undo
    m_last = entry;
    m_last.changes = {};
    if (entry.kind != EntryKind::Event)
        m_lastEdit = m_last;
    if (entry.sequence == 1)
        m_genesisHash = entry.hash;
}

}
