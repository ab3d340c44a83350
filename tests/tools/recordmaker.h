// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"

#include <QRandomGenerator>

namespace safeguard::testing {

/// A valid value of any kind, so that a test can go through every register and every field.
/// Empty where the field refers to a register that has no records, or to a stored file.
inline Value anyValue(const Field &field, const Snapshot &snapshot, QRandomGenerator &random)
{
    const auto someId = [&]() -> std::optional<AnyId> {
        const RowSet &rows = snapshot.rows(field.reference);
        if (rows.isEmpty())
            return std::nullopt;
        auto at = rows.begin();
        std::advance(at, random.bounded(static_cast<int>(rows.size())));
        return (*at)->id;
    };
    const auto text = [&] {
        static const QStringList words{
            QStringLiteral("Zürich"), QStringLiteral("心電図"), QStringLiteral("O'Neil; DROP"),
            QStringLiteral("=1+1"),   QStringLiteral("مراقبة"), QStringLiteral("🫀 heart")};
        return words[random.bounded(static_cast<int>(words.size()))] + QLatin1Char(' ') +
               QString::number(random.generate());
    };
    const auto someSubject = [&]() -> Value {
        for (const RegisterType &type : snapshot.registers()) {
            const RowSet &rows = snapshot.rows(type.key);
            if (!type.isPart && !type.isProtected() && !rows.isEmpty() && random.bounded(3) == 0)
                return RecordRef{type.key, (*rows.begin())->id}.toText();
        }
        return {};
    };
    if (field.isSubject)
        return someSubject();
    if (field.isContent)
        return {};
    switch (field.kind) {
    case Kind::Text:
    case Kind::LongText:
        return text();
    case Kind::Integer:
        // Months, days, percents: within most bounds.
        return qint64(1 + random.bounded(100));
    case Kind::Real:
        return random.bounded(1000) / 8.0;
    case Kind::YesNo:
        return random.bounded(2) == 1;
    case Kind::Date:
        return QDate(2024, 2, 29).addDays(random.bounded(700));
    case Kind::Choice:
        return field.choices
            ->at(static_cast<size_t>(random.bounded(static_cast<int>(field.choices->size()))))
            .key;
    case Kind::Choices:
        return QStringList{field.choices->front().key, field.choices->back().key};
    case Kind::Reference:
        if (const auto id = someId())
            return *id;
        return {};
    case Kind::References:
        if (const auto id = someId())
            return std::vector<AnyId>{*id};
        return {};
    case Kind::Points:
        return Polyline{{1.5, -2}, {random.bounded(100) / 4.0, 7}};
    }
    return {};
}

}
