// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

class QCompleter;
class QStandardItemModel;

namespace safeguard {

class ComboBox;

/// Whether a reference can bring the record that it names into being, and that record.
struct NewReference
{
    static bool isPossible(const Field &field, const Registers &registers);
    /// "New vendor “Acme”"
    static QString offer(const Field &field, const QString &name, const Registers &registers);
    /// Makes a record of the register that \a field refers to, called \a name, as a part of \a
    /// edit.
    static AnyId make(const Field &field, const QString &name, Edit &edit);
};

/// A reference to one record, by type-ahead. A name that nothing has is offered as a new record,
/// which is made by the edit that sets the value. The names are looked up when they are needed.
class ReferenceEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ReferenceEditor(const Field &field, std::function<Snapshot()> snapshot, QWidget *parent);
    ~ReferenceEditor() override;

    void setValue(const Value &value) override;
    Result<Value> value() const override;
    bool makesRecord() const override;
    Result<Value> valueFor(Edit &edit) const override;
    QString typed() const override;
    void retype(const QString &typed) override;
    void markWrong(bool wrong) override;
    void setReadOnly(bool readOnly) override;
    void selectAll() override;

private:
    void fillList();
    void fillCompletions(const QString &typed);
    void choose(const QVariant &id, const QString &name, bool isNew);
    /// Names and ids, by name; nothing is looked up again while the register stays as it is.
    const std::vector<std::pair<QString, AnyId>> &names();

    std::function<Snapshot()> m_snapshot;
    ComboBox *m_combo;
    QCompleter *m_completer;
    QStandardItemModel *m_completions;
    std::vector<std::pair<QString, AnyId>> m_names;
    std::optional<RowSet> m_namesOf;
    bool m_isListStale = true;
    Value m_value;     ///< what was set or chosen
    QString m_title;   ///< its text; another text was typed since
    QString m_newName; ///< chosen to be made
};

}
