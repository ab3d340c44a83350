// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace safeguard {

namespace {

/// A text that recordFromText() takes back to this very record.
QString referenceText(const QString &registerKey, const AnyId &id, const Snapshot &snapshot)
{
    const RecordPtr record = snapshot.rows(registerKey).find(id);
    if (!record)
        return id.toText();
    const RegisterType &type = *snapshot.registers().find(registerKey);
    const Field *name = type.field(u"name");
    const QString title = type.title(*record);
    if (name && name->isUnique && !title.contains(u';') && title == title.trimmed() &&
        !type.numberFrom(title) && !AnyId::fromText(title))
        return title;
    const QString cite = type.citeNumber(*record);
    return cite.isEmpty() ? id.toText() : cite;
}

struct Writer
{
    const Field &field;
    const Snapshot &snapshot;
    bool isForPeople;
    Moments moments = Moments::Iso;

    QString choice(const QString &key) const
    {
        const auto at = std::find_if(field.choices->begin(), field.choices->end(),
                                     [&](const Choice &choice) { return choice.key == key; });
        return isForPeople && at != field.choices->end() ? at->label : key;
    }
    QString reference(const AnyId &id) const
    {
        return isForPeople ? snapshot.title(field.reference, id)
                           : referenceText(field.reference, id, snapshot);
    }
    QString moment(const QString &text) const
    {
        const QDateTime moment = moments == Moments::Iso ? QDateTime() : momentIn(field, text);
        return moment.isValid() ? momentText(moment, moments) : text;
    }
    QString operator()(std::monostate) const { return {}; }
    QString operator()(bool b) const
    {
        if (isForPeople)
            return yesNoText(b);
        return b ? QStringLiteral("yes") : QStringLiteral("no");
    }
    QString operator()(qint64 i) const { return QString::number(i); }
    QString operator()(double d) const
    {
        return QString::number(d, 'g', QLocale::FloatingPointShortest);
    }
    QString operator()(QDate date) const { return date.toString(Qt::ISODate); }
    QString operator()(const QString &text) const
    {
        if (field.isSubject && isForPeople)
            return snapshot.describe(RecordRef::fromText(text));
        return field.kind == Kind::Choice ? choice(text) : moment(text);
    }
    QString operator()(const AnyId &id) const { return reference(id); }
    QString operator()(const QStringList &keys) const
    {
        QStringList parts;
        for (const QString &key : keys)
            parts += choice(key);
        return parts.join(valueSeparator());
    }
    QString operator()(const std::vector<AnyId> &ids) const
    {
        QStringList parts;
        for (const AnyId &id : ids)
            parts += reference(id);
        parts.sort(Qt::CaseInsensitive);
        return parts.join(valueSeparator());
    }
    QString operator()(const Polyline &points) const { return toText(points); }
};

}

QString valueSeparator()
{
    return QStringLiteral("; ");
}

QString yesNoText(bool yes)
{
    return yes ? QCoreApplication::translate("ValueText", "Yes")
               : QCoreApplication::translate("ValueText", "No");
}

QDateTime momentIn(const Field &field, const QString &text)
{
    const bool mayBe = field.kind == Kind::Text && !field.isFreeText && !field.isSubject;
    const bool isMoment = mayBe && text.size() == 20 && text[10] == u'T' && text.endsWith(u'Z');
    return isMoment ? QDateTime::fromString(text, Qt::ISODate) : QDateTime();
}

QString momentText(const QDateTime &moment, Moments moments)
{
    if (moments == Moments::Iso)
        return moment.toUTC().toString(Qt::ISODate);
    const auto pattern = QStringLiteral("yyyy-MM-dd HH:mm");
    return moments == Moments::Utc ? moment.toUTC().toString(pattern) + QStringLiteral(" UTC")
                                   : moment.toLocalTime().toString(pattern);
}

QString displayText(const Field &field, const Value &value, const Snapshot &snapshot,
                    Moments moments)
{
    return std::visit(Writer{field, snapshot, true, moments}, value);
}

QString keyText(const Field &field, const Value &value, const Snapshot &snapshot)
{
    return std::visit(Writer{field, snapshot, false}, value);
}

}
