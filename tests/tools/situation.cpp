// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/situation.h"

#include "model/exchange/fieldtext.h"
#include "model/inventory/organization.h"

#include <QFile>
#include <QRegularExpression>

namespace safeguard::testing {

AnyId situationProject()
{
    return AnyId::fromName(AnyId(), u"tests", u"situations");
}

namespace {

Snapshot emptyContent()
{
    Snapshot content(allRegisters());
    content.setToday({2026, 11, 22});
    Organization organization;
    organization.name = QStringLiteral("Acme");
    content.add(organization);
    return content;
}

/// kind=database name="two words" A;B
QStringList wordsOf(const QString &line)
{
    static const QRegularExpression word(QStringLiteral("(?:[^\\s\"]|\"[^\"]*\")+"));
    QStringList words;
    for (auto at = word.globalMatch(line); at.hasNext();)
        words += at.next().captured().remove(u'"');
    return words;
}

const QHash<QString, QString> &registerKeys()
{
    static const QHash<QString, QString> keys{
        {QStringLiteral("element"), QStringLiteral("data-elements")},
        {QStringLiteral("system"), QStringLiteral("systems")},
        {QStringLiteral("flow"), QStringLiteral("flows")},
        {QStringLiteral("vendor"), QStringLiteral("vendors")},
        {QStringLiteral("service"), QStringLiteral("cloud-services")},
        {QStringLiteral("agreement"), QStringLiteral("agreements")},
        {QStringLiteral("provision"), QStringLiteral("agreement-provisions")},
        {QStringLiteral("boundary"), QStringLiteral("trust-boundaries")},
        {QStringLiteral("deid"), QStringLiteral("de-identifications")},
        {QStringLiteral("organization"), QStringLiteral("organization")}};
    return keys;
}

}

Situation::Situation(QString title)
    : m_title(std::move(title))
    , m_edit(emptyContent(), situationProject())
{
    takeOver(m_edit, ThreatCatalog::current());
    m_names[QStringLiteral("organization")] = {QStringLiteral("organization"),
                                               m_edit.now().only<Organization>().id};
}

RecordRef Situation::named(const QString &name) const
{
    if (!m_names.contains(name))
        qFatal("%s: there is no %s", qPrintable(m_title), qPrintable(name));
    return m_names.value(name);
}

void Situation::addRecord(const QString &registerKey, const QStringList &words)
{
    const RegisterType &type = *m_edit.registers().find(registerKey);
    const bool isNamed = !type.isSingleton;
    std::shared_ptr<Record> record =
        isNamed ? type.make() : type.copy(m_edit.now().only<Organization>());
    if (isNamed && !type.fields.front().isReference())
        type.fields.front().set(*record, words.front());
    else if (isNamed) // a part, named by its kind
        type.fields.at(1).set(*record, words.front());
    for (const QString &word : words.mid(isNamed ? 1 : 0)) {
        const Field *field = type.field(word.section(u'=', 0, 0));
        const auto value =
            field ? valueFromText(*field, word.section(u'=', 1), m_edit.now())
                  : Result<Value>(failure(ErrorCode::NotFound, QStringLiteral("no such field")));
        if (!value)
            qFatal("%s: %s: %s", qPrintable(m_title), qPrintable(word),
                   qPrintable(value.error().text));
        field->set(*record, *value);
    }
    const AnyId id = m_edit.putAny(type, std::move(record));
    if (isNamed)
        m_names[words.front()] = {registerKey, id};
}

void Situation::add(const QString &line)
{
    static const QRegularExpression expectation(
        QStringLiteral("^(expect|expect-not) (\\S+): *(.*)$"));
    if (const auto match = expectation.match(line); match.hasMatch()) {
        m_expectations.push_back({match.captured(2), wordsOf(match.captured(3)),
                                  match.captured(1) == QStringLiteral("expect")});
        return;
    }
    QStringList words = wordsOf(line);
    const QString registerKey = registerKeys().value(words.takeFirst());
    if (registerKey.isEmpty())
        qFatal("%s: %s", qPrintable(m_title), qPrintable(line));
    addRecord(registerKey, words);
}

std::vector<Situation> Situation::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    std::vector<Situation> situations;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(QStringLiteral("== ")))
            situations.emplace_back(line.mid(3));
        else if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
            situations.back().add(line);
    }
    return situations;
}

Snapshot withAnalysis(const Snapshot &content, const QString &name)
{
    Edit edit(content, situationProject());
    Assessment about;
    about.name = name;
    about.started = content.today();
    const auto started = startAnalysis(edit, about, ThreatCatalog::current());
    if (!started)
        qFatal("%s", qPrintable(started.error().text));
    Snapshot begun = edit.now();
    Assessment numbered = *begun.find(*started); // as a project numbers it
    numbered.number = static_cast<int>(content.rows<Assessment>().size()) + 1;
    begun.add(numbered);
    return begun;
}

Snapshot answered(const Snapshot &content)
{
    const DataMap data(content);
    const RiskMap map(data);
    Edit edit(content, situationProject());
    int count = 0;
    for (const RiskCell &cell : map.cells()) {
        if (isDone(cell.state))
            continue;
        const bool applies = ++count % 3 != 0;
        const auto done = answer(
            edit, map, {{map.targets()[cell.target].subject, idOf(*cell.threat)}}, [&](Risk &risk) {
                risk.answer = applies ? RiskAnswer::Assessed : RiskAnswer::DoesNotApply;
                risk.reason = applies ? QString() : QStringLiteral("Not here");
                risk.likelihood = static_cast<Level>(count % levelCount);
                risk.confidentiality = static_cast<Level>(count / 2 % levelCount);
            });
        if (!done)
            qFatal("%s", qPrintable(done.error().text));
    }
    return edit.now();
}

}
