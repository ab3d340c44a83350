// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/people/scene.h"

#include "model/exchange/fieldtext.h"
#include "model/inventory/organization.h"

#include <QFile>
#include <QRegularExpression>

namespace safeguard::testing {

namespace {

/// kind=database name="two words" A;B
QStringList wordsOf(const QString &line)
{
    static const QRegularExpression word(QStringLiteral("(?:[^\\s\"]|\"[^\"]*\")+"));
    QStringList words;
    for (auto at = word.globalMatch(line); at.hasNext();)
        words += at.next().captured().remove(u'"');
    return words;
}

QString registerKeyOf(const QString &word)
{
    static const QHash<QString, QString> keys{
        {QStringLiteral("element"), QStringLiteral("data-elements")},
        {QStringLiteral("system"), QStringLiteral("systems")},
        {QStringLiteral("flow"), QStringLiteral("flows")},
        {QStringLiteral("person"), QStringLiteral("people")},
        {QStringLiteral("role"), QStringLiteral("access-roles")},
        {QStringLiteral("right"), QStringLiteral("access-rights")},
        {QStringLiteral("grant"), QStringLiteral("access-grants")},
        {QStringLiteral("course"), QStringLiteral("courses")},
        {QStringLiteral("record"), QStringLiteral("training-records")},
        {QStringLiteral("campaign"), QStringLiteral("phishing-campaigns")},
        {QStringLiteral("organization"), QStringLiteral("organization")}};
    return keys.value(word);
}

}

Scene::Scene(QString title)
    : m_title(std::move(title))
    , m_content(allRegisters())
{
    m_content.setToday({2026, 11, 22});
    Organization organization;
    organization.name = QStringLiteral("Acme");
    m_content.add(organization);
}

AnyId Scene::named(const QString &registerKey, const QString &handle) const
{
    const AnyId id = AnyId::fromName(AnyId(), registerKey, handle);
    if (!m_handles.contains(id))
        qFatal("%s: there is no %s", qPrintable(m_title), qPrintable(handle));
    return id;
}

void Scene::addRecord(const QString &registerKey, QStringList words)
{
    const RegisterType &type = *m_content.registers().find(registerKey);
    std::shared_ptr<Record> record;
    if (type.isSingleton) {
        record = type.copy(m_content.only<Organization>());
    } else {
        const QString handle = words.takeFirst();
        record = type.make();
        record->id = AnyId::fromName(AnyId(), registerKey, handle);
        record->number = static_cast<int>(m_content.rows(registerKey).size()) + 1;
        m_handles[record->id] = handle;
        if (const Field *name = type.field(u"name"))
            name->set(*record, handle);
    }
    for (const QString &word : words) {
        const Field *field = type.field(word.section(u'=', 0, 0));
        const auto value =
            field ? valueFromText(*field, word.section(u'=', 1), m_content)
                  : Result<Value>(failure(ErrorCode::NotFound, QStringLiteral("no such field")));
        if (!value)
            qFatal("%s: %s: %s", qPrintable(m_title), qPrintable(word),
                   qPrintable(value.error().text));
        field->set(*record, *value);
    }
    m_content.put(registerKey, std::move(record));
}

void Scene::add(const QString &line)
{
    static const QRegularExpression expectation(QStringLiteral("^expect ([^:]+): *(.*)$"));
    if (const auto match = expectation.match(line); match.hasMatch()) {
        m_expectations.push_back({match.captured(1), wordsOf(match.captured(2))});
        return;
    }
    QStringList words = wordsOf(line);
    const QString what = words.takeFirst();
    if (what == QStringLiteral("today")) {
        m_content.setToday(QDate::fromString(words.front(), Qt::ISODate));
    } else if (what == QStringLiteral("data")) {
        for (const char *each : {"element Ecg content=health links_to_person=yes",
                                 "element Name content=patient_identity links_to_person=yes",
                                 "element Build content=operational links_to_person=no",
                                 "system Store creates=Ecg;Name", "system Tools creates=Build"})
            add(QString::fromLatin1(each));
    } else if (const QString key = registerKeyOf(what); !key.isEmpty()) {
        addRecord(key, words);
    } else {
        qFatal("%s: %s", qPrintable(m_title), qPrintable(line));
    }
}

std::vector<Scene> Scene::read(const char *name)
{
    QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/people/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", name);
    std::vector<Scene> scenes;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(QStringLiteral("== ")))
            scenes.emplace_back(line.mid(3));
        else if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
            scenes.back().add(line);
    }
    return scenes;
}

}
