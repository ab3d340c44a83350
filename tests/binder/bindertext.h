// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/fieldtext.h"
#include "model/registers.h"
#include "tests/reports/pdftools.h"
#include "tests/tools/recordmaker.h"

#include <QRegularExpression>

namespace safeguard::testing {

/// Without blanks, since lines are broken anywhere in a long word; compatibility forms resolved.
inline QString dense(const QString &text)
{
    static const QRegularExpression blank(QStringLiteral("[\\s\\x{00ad}\\f]+"));
    QString result = text.normalized(QString::NormalizationForm_KC);
    return result.remove(blank);
}

/// Text in the order of the pages' content: cell by cell.
inline QString contentText(const PdfFile &file)
{
    return dense(
        run(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), file.path(), QStringLiteral("-")})
            .text);
}

/// Every text, label, name and number of every record that the pages lack.
inline QStringList missingIn(const QString &pages, const Snapshot &snapshot)
{
    QStringList missing;
    for (const RegisterType &type : snapshot.registers()) {
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            if (!pages.contains(dense(type.citeNumber(*record))))
                missing += type.citeNumber(*record);
            for (const Field &field : type.fields) {
                const Value value = field.get(*record);
                if (field.isGeometry || isEmpty(value))
                    continue;
                // Parts, and risks that a rule asks about, say nothing of what is not so.
                const bool saysNo = !type.isPart && field.key != QStringLiteral("by_hand");
                if (const bool *isSet = std::get_if<bool>(&value); isSet && !saysNo && !*isSet)
                    continue;
                const QString shown = type.isPart && field.kind == Kind::YesNo
                                          ? field.label
                                          : displayText(field, value, snapshot, Moments::Utc);
                const QStringList parts =
                    field.isMany() ? shown.split(QStringLiteral("; ")) : QStringList{shown};
                for (const QString &part : parts) {
                    if (!pages.contains(dense(part)))
                        missing += type.key + u'.' + field.key + QStringLiteral(": ") + part;
                }
                if (!pages.contains(dense(field.label)) && !type.isPart)
                    missing += type.key + u'.' + field.key + QStringLiteral(" has no label");
            }
        }
    }
    return missing;
}

/// Texts that a report can print and give back: all but right-to-left ones.
inline QString oddText(QRandomGenerator &random)
{
    static const QStringList words{QStringLiteral("Zürich"),       QStringLiteral("心電図"),
                                   QStringLiteral("O'Neil; DROP"), QStringLiteral("=1+1"),
                                   QStringLiteral("Ωμέγα ≥ 3 mV"), QStringLiteral("<b>&amp;"),
                                   QStringLiteral("Блок питания"), QStringLiteral("→ ✓ fi ffl")};
    return words[random.bounded(static_cast<int>(words.size()))] + QLatin1Char(' ') +
           QString::number(random.generate());
}

/// Records in every register with a value in every field, references among them.
inline Snapshot randomSnapshot(quint32 seed, QDate today)
{
    QRandomGenerator random(seed);
    Snapshot snapshot(allRegisters());
    snapshot.setToday(today);
    for (const RegisterType &type : snapshot.registers()) {
        const int count = type.isSingleton ? 1 : 3;
        for (int number = 1; number <= count; ++number) {
            const auto record = type.make();
            record->id = AnyId::fromName(AnyId(), type.key, QString::number(number));
            record->number = number;
            for (const Field &field : type.fields) {
                const bool isText =
                    !field.isSubject && (field.kind == Kind::Text || field.kind == Kind::LongText);
                field.set(*record,
                          isText ? Value(oddText(random)) : anyValue(field, snapshot, random));
            }
            snapshot.put(type.key, record);
        }
    }
    return snapshot;
}

}
