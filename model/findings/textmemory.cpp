// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

/// A social security number as it is written or named as such, or a medical record number named
/// as such. Digits that go on before or behind belong to a part or telephone number.
bool looksLikePatientData(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "(?<![\\w.+-])(?<![\\d)] )(?!000|666|9\\d\\d)\\d{3}([- \u2010\u2011\u2013])(?!00)"
            "\\d{2}\\1(?!0000)\\d{4}(?![\\w-]|[ .]\\d)"
            "|\\b(?:SSN|social security (?:no|number)\\.?)\\s*(?:is)?[:#=]?\\s*\\d{9}\\b"
            "|\\b(?:MRN|medical record (?:no|number)\\.?)\\s*(?:is)?[:#=-]?\\s*"
            "[A-Z]{0,3}\\d{5,}"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(text).hasMatch();
}

std::vector<const Field *> suspectsIn(const RegisterType &type, const Record &record)
{
    std::vector<const Field *> fields;
    for (const Field &field : type.fields) {
        const bool isText = field.kind == Kind::Text || field.kind == Kind::LongText;
        if (isText && looksLikePatientData(textOf(field.get(record))))
            fields.push_back(&field);
    }
    return fields;
}

}

TextMemory::Suspects TextMemory::suspectsIn(const RegisterType &type, const RowSet &rows,
                                            const std::function<bool()> &isCancelled)
{
    Seen &seen = m_seen[type.key];
    if (seen.rows.isSameAs(rows))
        return seen.suspects;
    Suspects suspects;
    // Both are in id order, and a record that did not change is the very same.
    auto old = seen.rows.begin();
    for (const RecordPtr &record : rows) {
        while (old != seen.rows.end() && (*old)->id < record->id)
            ++old;
        if (old != seen.rows.end() && *old == record) {
            if (const auto at = seen.suspects.find(record->id); at != seen.suspects.end())
                suspects.insert(*at);
            continue;
        }
        if (++m_readCount % 256 == 0 && isCancelled())
            return suspects;
        if (auto fields = safeguard::suspectsIn(type, *record); !fields.empty())
            suspects.emplace(record->id, std::move(fields));
    }
    seen = {rows, suspects};
    return suspects;
}

namespace rules {

void patientDataInText(const Snapshot &snapshot, TextMemory &texts,
                       const std::function<bool()> &isCancelled, std::vector<Finding> &findings)
{
    for (const RegisterType &type : snapshot.registers()) {
        if (type.isProtected())
            continue;
        if (isCancelled())
            return;
        for (const auto &[id, fields] :
             texts.suspectsIn(type, snapshot.rows(type.key), isCancelled)) {
            const QString cite = type.citeNumber(*snapshot.rows(type.key).find(id));
            for (const Field *field : fields) {
                // The text itself is not repeated here: it may be patient data.
                findings.push_back(
                    {QStringLiteral("patient-data-in-text"), Severity::High,
                     Words::tr("\u201c%1\u201d of %2 looks like patient data")
                         .arg(field->label, cite.isEmpty() ? type.singular : cite),
                     Words::tr("It has the form of a social security or medical record number. "
                               "This project is about systems, not about patients; take it out."),
                     QStringLiteral("164.502(b)(1)"), type.key, id, field->key,
                     Words::tr("Open the record")});
            }
        }
    }
}

}

}
