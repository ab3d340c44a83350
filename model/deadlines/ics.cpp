// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/ics.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

constexpr qsizetype longestLine = 75; ///< octets, without the line's end

/// A TEXT value: what has a meaning in the format is escaped, other control characters go.
QString escaped(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            result += QStringLiteral("\\n");
        else if (c == u'\\' || c == u';' || c == u',')
            result += QStringLiteral("\\") + c;
        else if (c.category() != QChar::Other_Control || c == u'\t')
            result += c;
    }
    return result;
}

bool continuesCharacter(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xc0) == 0x80;
}

class IcsWriter final
{
public:
    explicit IcsWriter(const IcsOptions &options)
        : m_options(options)
        , m_stamp(options.moment.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")))
        , m_sequence(QString::number(options.moment.toSecsSinceEpoch() / 60))
    {}

    QByteArray write(const std::vector<Deadline> &deadlines)
    {
        line("BEGIN", QStringLiteral("VCALENDAR"));
        line("VERSION", QStringLiteral("2.0"));
        line("PRODID", QStringLiteral("-//Safeguard//Safeguard " SAFEGUARD_VERSION "//EN"));
        line("CALSCALE", QStringLiteral("GREGORIAN"));
        line("METHOD", QStringLiteral("PUBLISH"));
        line("X-WR-CALNAME", escaped(m_options.calendarName));
        for (const Deadline &deadline : deadlines)
            writeEvent(deadline);
        line("END", QStringLiteral("VCALENDAR"));
        return m_bytes;
    }

private:
    void writeEvent(const Deadline &deadline)
    {
        const auto day = [](QDate date) { return date.toString(QStringLiteral("yyyyMMdd")); };
        line("BEGIN", QStringLiteral("VEVENT"));
        line("UID", AnyId::fromName(deadline.record.id, u"deadlines", keyOf(deadline)).toText() +
                        QStringLiteral("@safeguard"));
        line("DTSTAMP", m_stamp);
        line("LAST-MODIFIED", m_stamp);
        line("SEQUENCE", m_sequence);
        line("DTSTART;VALUE=DATE", day(deadline.due));
        const QDate next = deadline.due.addDays(1);
        if (next.year() <= 9999) // four digits; without, an event has one day as well
            line("DTEND;VALUE=DATE", day(next));
        line("SUMMARY", escaped(summary(deadline)));
        line("DESCRIPTION", escaped(deadline.why + u'\n' + deadline.citation));
        line("CATEGORIES", escaped(nameOf(deadline.force)) + u',' + escaped(nameOf(deadline.kind)));
        line("TRANSP", QStringLiteral("TRANSPARENT"));
        if (m_options.remindDaysBefore)
            writeAlarm(deadline, *m_options.remindDaysBefore);
        line("END", QStringLiteral("VEVENT"));
    }

    void writeAlarm(const Deadline &deadline, int daysBefore)
    {
        line("BEGIN", QStringLiteral("VALARM"));
        line("ACTION", QStringLiteral("DISPLAY"));
        line("TRIGGER", QStringLiteral("-P%1D").arg(daysBefore));
        line("DESCRIPTION", escaped(summary(deadline)));
        line("END", QStringLiteral("VALARM"));
    }

    static QString summary(const Deadline &deadline)
    {
        return deadline.time
                   ? Words::tr("%1, by %2")
                         .arg(deadline.title, deadline.time->toString(QStringLiteral("HH:mm")))
                   : deadline.title;
    }

    /// Longer ones go on in the next line after a space; never within a character.
    void line(const char *name, const QString &value)
    {
        const QByteArray whole = name + QByteArray(":") + value.toUtf8();
        qsizetype start = 0;
        qsizetype room = longestLine;
        while (whole.size() - start > room) {
            qsizetype end = start + room;
            while (continuesCharacter(whole[end]))
                --end;
            m_bytes += whole.mid(start, end - start) + "\r\n ";
            start = end;
            room = longestLine - 1;
        }
        m_bytes += whole.mid(start) + "\r\n";
    }

    const IcsOptions &m_options;
    QString m_stamp;
    QString m_sequence;
    QByteArray m_bytes;
};

}

QString calendarName(const QString &project, const DeadlineFilter &filter)
{
    QStringList parts;
    for (const DeadlineKind kind : filter.kinds)
        parts += nameOf(kind);
    for (const Force force : filter.forces)
        parts += nameOf(force);
    return parts.isEmpty() ? project : Words::tr("%1: %2").arg(project, parts.join(u", "));
}

QByteArray toIcs(const std::vector<Deadline> &deadlines, const IcsOptions &options)
{
    return IcsWriter(options).write(deadlines);
}

}
