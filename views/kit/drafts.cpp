// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/drafts.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace safeguard {

namespace {
const auto stateKey = QStringLiteral("drafts");
}

Drafts::Drafts(Project &project)
    : m_project(project)
{
    const QJsonObject records = QJsonDocument::fromJson(project.viewState(stateKey)).object();
    for (auto record = records.begin(); record != records.end(); ++record) {
        const QJsonObject fields = record.value().toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field)
            m_texts[record.key()].insert(field.key(), field.value().toString());
    }
}

std::optional<QString> Drafts::find(const AnyId &record, const QString &field) const
{
    const auto fields = m_texts.constFind(record.toText());
    if (fields == m_texts.constEnd() || !fields->contains(field))
        return std::nullopt;
    return fields->value(field);
}

void Drafts::keep(const AnyId &record, const QString &field, const QString &text)
{
    if (find(record, field) == text)
        return;
    m_texts[record.toText()].insert(field, text);
    save();
    Q_EMIT kept(record);
}

void Drafts::drop(const AnyId &record, const QString &field)
{
    const auto fields = m_texts.find(record.toText());
    if (fields == m_texts.end() || !fields->remove(field))
        return;
    if (fields->isEmpty())
        m_texts.erase(fields);
    save();
}

void Drafts::save()
{
    QJsonObject records;
    for (auto record = m_texts.constBegin(); record != m_texts.constEnd(); ++record) {
        QJsonObject fields;
        for (auto field = record->constBegin(); field != record->constEnd(); ++field)
            fields.insert(field.key(), field.value());
        records.insert(record.key(), fields);
    }
    m_project.setViewState(stateKey, QJsonDocument(records).toJson(QJsonDocument::Compact));
}

}
