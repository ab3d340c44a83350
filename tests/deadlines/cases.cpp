// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/deadlines/cases.h"

#include "model/deadlines/periods.h"
#include "model/exchange/fieldtext.h"
#include "model/inventory/organization.h"
#include "model/registers.h"
#include "model/risk/assessment.h"
#include "model/risk/method.h"

#include <QFile>
#include <QRegularExpression>

namespace safeguard::testing {

namespace {

AnyId caseProject()
{
    return AnyId::fromName(AnyId(), u"tests", u"deadlines");
}

Snapshot emptyContent()
{
    Snapshot content(allRegisters());
    Organization organization;
    organization.name = QStringLiteral("Acme");
    content.add(organization);
    content.add(RiskPolicy());
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

QDate dayOf(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        qFatal("%s is no day", qPrintable(text));
    return day;
}

const QHash<QString, QString> &registerKeys()
{
    static const QHash<QString, QString> keys{
        {QStringLiteral("organization"), QStringLiteral("organization")},
        {QStringLiteral("policy"), QStringLiteral("risk-policy")},
        {QStringLiteral("person"), QStringLiteral("people")},
        {QStringLiteral("system"), QStringLiteral("systems")},
        {QStringLiteral("grant"), QStringLiteral("access-grants")},
        {QStringLiteral("course"), QStringLiteral("courses")},
        {QStringLiteral("training"), QStringLiteral("training-records")},
        {QStringLiteral("vendor"), QStringLiteral("vendors")},
        {QStringLiteral("customer"), QStringLiteral("vendors")},
        {QStringLiteral("agreement"), QStringLiteral("agreements")},
        {QStringLiteral("action"), QStringLiteral("actions")},
        {QStringLiteral("risk"), QStringLiteral("risks")},
        {QStringLiteral("acceptance"), QStringLiteral("risk-acceptances")},
        {QStringLiteral("evidence"), QStringLiteral("evidence")},
        {QStringLiteral("deid"), QStringLiteral("de-identifications")}};
    return keys;
}

}

DeadlineCase::DeadlineCase(QString title)
    : m_title(std::move(title))
    , m_edit(emptyContent(), caseProject())
{}

Snapshot DeadlineCase::content() const
{
    Snapshot content = m_edit.now();
    content.setToday(m_today);
    return content;
}

std::vector<Deadline> DeadlineCase::deadlines() const
{
    return deadlinesOf(content(), m_duties, {m_withProposal});
}

void DeadlineCase::addRecord(const QString &registerKey, const QStringList &words)
{
    const RegisterType &type = *m_edit.registers().find(registerKey);
    const bool isNamed = registerKey != QStringLiteral("organization") &&
                         registerKey != QStringLiteral("risk-policy");
    std::shared_ptr<Record> record =
        isNamed ? type.make() : type.copy(**m_edit.now().rows(registerKey).begin());
    if (isNamed && type.field(u"name"))
        type.field(u"name")->set(*record, words.front());
    if (isNamed && type.field(u"title"))
        type.field(u"title")->set(*record, words.front());
    for (const QString &word : words.mid(isNamed ? 1 : 0)) {
        const Field *field = type.field(word.section(u'=', 0, 0));
        // Risks have no name of their own; the case gives them one.
        const AnyId named = m_names.key(word.section(u'=', 1));
        const QString text =
            word.startsWith(QStringLiteral("risk=")) ? named.toText() : word.section(u'=', 1);
        const auto value =
            field ? valueFromText(*field, text, m_edit.now())
                  : Result<Value>(failure(ErrorCode::NotFound, QStringLiteral("no such field")));
        if (!value)
            qFatal("%s: %s: %s", qPrintable(m_title), qPrintable(word),
                   qPrintable(value.error().text));
        field->set(*record, *value);
    }
    const AnyId id = m_edit.putAny(type, std::move(record));
    if (isNamed)
        m_names[id] = words.front();
}

void DeadlineCase::addAnalysis(const QStringList &words)
{
    Assessment assessment;
    assessment.name = words.front();
    if (words.size() > 1) {
        Baseline baseline;
        baseline.taken = QDateTime::fromString(words[1].section(u'=', 1), Qt::ISODate);
        if (!baseline.taken.isValid())
            qFatal("%s: %s", qPrintable(m_title), qPrintable(words[1]));
        assessment.baseline = m_edit.put(baseline);
    }
    m_names[m_edit.put(assessment)] = words.front();
}

void DeadlineCase::addBreach(const QStringList &words)
{
    BreachFacts facts;
    for (const QString &word : words) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        if (key == QStringLiteral("discovered"))
            facts.discovered = dayOf(value);
        else if (key == QStringLiteral("individuals"))
            facts.individuals = value.toInt();
        else if (key == QStringLiteral("contract"))
            facts.contractDays = value.toInt();
        else if (key == QStringLiteral("residents"))
            for (const QString &state : value.split(u';'))
                facts.residents[state.section(u':', 0, 0)] = state.section(u':', 1).toInt();
        else if (key == QStringLiteral("role")) {
            facts.isCoveredEntity = value != QStringLiteral("business_associate");
            facts.isBusinessAssociate = value != QStringLiteral("covered_entity");
        } else
            qFatal("%s: %s", qPrintable(m_title), qPrintable(word));
    }
    m_breaches.push_back(facts);
}

void DeadlineCase::addStart(const QStringList &words)
{
    Start start{words.at(0), dayOf(words.at(1)), {}, {}};
    for (const QString &word : words.mid(2)) {
        if (word.startsWith(QStringLiteral("until=")))
            start.until = dayOf(word.section(u'=', 1));
        else
            start.months = word.section(u'=', 1).toInt();
    }
    m_starts.push_back(start);
}

void DeadlineCase::addDuty(const QStringList &words)
{
    static const QStringList causes{QStringLiteral("first"), QStringLiteral("refresher"),
                                    QStringLiteral("version")};
    m_duties.push_back({Id<Person>(m_names.key(words.at(0))), Id<Course>(m_names.key(words.at(1))),
                        dayOf(words.at(3)), QStringLiteral("By the plan."),
                        static_cast<TrainingCause>(causes.indexOf(words.at(2)))});
}

void DeadlineCase::add(const QString &line)
{
    QStringList words = wordsOf(line);
    const QString first = words.takeFirst();
    if (first == QStringLiteral("today"))
        m_today = dayOf(words.front());
    else if (first == QStringLiteral("proposal"))
        m_withProposal = true;
    else if (first == QStringLiteral("due"))
        m_expected += words.join(u' ');
    else if (first == QStringLiteral("analysis"))
        addAnalysis(words);
    else if (first == QStringLiteral("breach"))
        addBreach(words);
    else if (first == QStringLiteral("start"))
        addStart(words);
    else if (first == QStringLiteral("duty"))
        addDuty(words);
    else if (registerKeys().contains(first)) {
        if (first == QStringLiteral("customer"))
            words += QStringLiteral("relation=customer");
        addRecord(registerKeys().value(first), words);
    } else
        qFatal("%s: %s", qPrintable(m_title), qPrintable(line));
    m_expected.sort();
}

QDate DeadlineCase::dueOf(const Start &start) const
{
    const DeadlineRule &rule = DeadlineRules::current().at(start.rule.toLatin1());
    if (!rule.isOn && !m_withProposal)
        return {};
    const auto due = start.until ? keptUntil(rule, start.day, start.until)
                                 : dueAfter(rule, start.day, start.months);
    return due.value_or(QDate());
}

QStringList DeadlineCase::actual(const QString &withoutRule) const
{
    QStringList lines;
    const auto add = [&](const QString &rule, const QString &name, QDate due,
                         std::optional<QTime> time) {
        if (rule != withoutRule && due.isValid())
            lines += QStringLiteral("%1 %2 %3%4")
                         .arg(rule, name.isEmpty() ? QStringLiteral("-") : name,
                              due.toString(Qt::ISODate),
                              time ? u' ' + time->toString(QStringLiteral("HH:mm")) : QString());
    };
    for (const Deadline &deadline : deadlines())
        add(deadline.ruleId, nameOf(deadline.record.id), deadline.due, deadline.time);
    for (const BreachFacts &facts : m_breaches) {
        for (const BreachNotice &notice : noticesOf(facts))
            add(notice.rule->id, notice.state, notice.due, {});
    }
    for (const Start &start : m_starts)
        add(start.rule, {}, dueOf(start), {});
    lines.sort();
    return lines;
}

const std::vector<DeadlineCase> &DeadlineCase::all()
{
    static const auto cases = [] {
        QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/deadlines/cases.txt"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cases.txt cannot be read");
        std::vector<DeadlineCase> read;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (line.startsWith(QStringLiteral("== ")))
                read.emplace_back(line.mid(3));
            else if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
                read.back().add(line);
        }
        return read;
    }();
    return cases;
}

}
