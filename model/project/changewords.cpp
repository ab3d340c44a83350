// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/changewords.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct ChangeWordsText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
};

QString operationKey(RowOperation operation)
{
    switch (operation) {
    case RowOperation::Insert:
        return QStringLiteral("added");
    case RowOperation::Update:
        return QStringLiteral("edited");
    case RowOperation::Delete:
        return QStringLiteral("removed");
    }
    return {};
}

QString valueText(const QVariant &raw, const Field *field, const Snapshot &snapshot)
{
    if (!raw.isValid() || raw.isNull())
        return {};
    if (field && field->isSubject)
        return snapshot.describe(RecordRef::fromText(raw.toString()));
    if (field && field->isReference())
        return snapshot.title(field->reference, AnyId::fromBytes(raw.toByteArray()));
    if (field && field->isSubject)
        return snapshot.describe(RecordRef::fromText(raw.toString()));
    if (field && field->kind == Kind::YesNo)
        return raw.toBool() ? ChangeWordsText::tr("yes") : ChangeWordsText::tr("no");
    if (field && field->choices) {
        for (const Choice &choice : *field->choices) {
            if (choice.key == raw.toString())
                return choice.label;
        }
    }
    return raw.toString();
}

QString sentenceFor(const FieldChange &change, const ChangeWords &words, const Snapshot &snapshot)
{
    const QString name = snapshot.describe(words.registerKey, change.record);
    const QString label = change.field ? change.field->label : ChangeWordsText::tr("Number");
    if (words.before.isEmpty())
        return ChangeWordsText::tr("%1: %2 is \u201c%3\u201d").arg(name, label, words.after);
    if (words.after.isEmpty())
        return ChangeWordsText::tr("%1: %2 was \u201c%3\u201d").arg(name, label, words.before);
    return ChangeWordsText::tr("%1: %2 from \u201c%3\u201d to \u201c%4\u201d")
        .arg(name, label, words.before, words.after);
}

}

std::vector<ChangeWords> inWords(const std::vector<FieldChange> &changes, const Snapshot &snapshot)
{
    std::vector<ChangeWords> all;
    for (const FieldChange &change : changes) {
        if (!change.field && change.type->prefix.isEmpty())
            continue; // a register that is not cited counts nothing
        ChangeWords words{change.type->key,
                          change.record,
                          operationKey(change.operation),
                          change.field ? change.field->key : QStringLiteral("number"),
                          valueText(change.before, change.field, snapshot),
                          valueText(change.after, change.field, snapshot),
                          {}};
        words.sentence = sentenceFor(change, words, snapshot);
        all.push_back(std::move(words));
    }
    return all;
}

}
