// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/ics.h"
#include "tests/deadlines/cases.h"
#include "tests/tools/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDateTime moment(QDate(2026, 11, 21), QTime(12, 30, 1), Qt::UTC);

/// The file as a program reads it that is not ours (package python3-vobject). "missing" when
/// that is not there; ends the test run when it cannot read the file.
QJsonObject readBack(const QByteArray &ics)
{
    static const QString script = QStringLiteral(
        "import io,json,sys\n"
        "try: import vobject\n"
        "except ImportError: print('{\"missing\": true}'); sys.exit()\n"
        "text=io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8',newline='').read()\n"
        "c=vobject.readOne(text)\n"
        "iso=lambda x: x.value.isoformat()\n"
        "events=[{'uid':e.uid.value,'start':iso(e.dtstart),'end':iso(e.dtend),"
        "'stamp':iso(e.dtstamp),'modified':iso(e.last_modified),"
        "'sequence':int(e.sequence.value),'summary':e.summary.value,"
        "'description':e.description.value,'categories':e.categories.value,"
        "'alarms':[a.trigger.value.days for a in e.contents.get('valarm',[])]}"
        " for e in c.contents.get('vevent',[])]\n"
        "c.validate(raiseException=True) if events else None\n"
        "print(json.dumps({'name':c.x_wr_calname.value,'version':c.version.value,"
        "'prodid':c.prodid.value,'events':events}))\n");
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), script});
    python.write(ics);
    python.closeWriteChannel();
    if (!python.waitForFinished() || python.exitCode() != 0)
        qFatal("%s", python.readAllStandardError().constData());
    return QJsonDocument::fromJson(python.readAllStandardOutput()).object();
}

Deadline deadline(const QString &title, const QString &why = QStringLiteral("Why."))
{
    Deadline one;
    one.due = QDate(2026, 12, 31);
    one.ruleId = QStringLiteral("DL-ACT-DUE");
    one.record = {QStringLiteral("actions"), AnyId::fromName({}, u"actions", title)};
    one.title = title;
    one.why = why;
    one.citation = QStringLiteral("164.308(a)(1)(ii)(B)");
    return one;
}

QJsonObject eventOf(const QJsonObject &calendar, qsizetype at = 0)
{
    return calendar.value(QStringLiteral("events")).toArray().at(at).toObject();
}

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

#define READ_BACK(name, ics)                                                                       \
    const QJsonObject name = readBack(ics);                                                        \
    if (name.contains(QStringLiteral("missing")))                                                  \
    QSKIP("python3-vobject is missing")

}

/// The iCalendar file, read by ourselves line by line and by another program as a whole.
class tst_ics final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCaseIsReadBack();
    void texts_data();
    void texts();
    void textIsEscaped();
    void linesAreShortAndWhole();
    void linesBreakBetweenCharacters();
    void isEmptyWithoutDeadlines();
    void aLaterFileReplacesAnEarlierOne();
    void aTimeIsInTheSummary();
    void alarms();
    void uidsTellNothing();
    void namesItself();
};

void tst_ics::everyCaseIsReadBack()
{
    std::vector<Deadline> all;
    for (const DeadlineCase &one : DeadlineCase::all()) {
        const auto some = one.deadlines();
        all.insert(all.end(), some.begin(), some.end());
    }
    QVERIFY(all.size() > 100);
    READ_BACK(calendar, toIcs(all, {QStringLiteral("All"), moment, {}}));
    QCOMPARE(calendar.value(QStringLiteral("events")).toArray().size(), qsizetype(all.size()));
    for (size_t i = 0; i < all.size(); ++i) {
        const QJsonObject read = eventOf(calendar, qsizetype(i));
        const Deadline &one = all[i];
        QCOMPARE(text(read, "start"), one.due.toString(Qt::ISODate));
        QCOMPARE(text(read, "end"), one.due.addDays(1).toString(Qt::ISODate));
        QVERIFY(text(read, "summary").startsWith(one.title));
        QCOMPARE(text(read, "description"), one.why + u'\n' + one.citation);
        QCOMPARE(text(read, "stamp"), QStringLiteral("2026-11-21T12:30:01+00:00"));
        QCOMPARE(text(read, "modified"), text(read, "stamp"));
        QVERIFY(read.value(QStringLiteral("alarms")).toArray().isEmpty());
        QCOMPARE(read.value(QStringLiteral("categories")).toArray(),
                 QJsonArray({nameOf(one.force), nameOf(one.kind)}));
    }
}

void tst_ics::texts_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const QString &written, const QString &read = {}) {
        QTest::newRow(name) << written << (read.isEmpty() ? written : read);
    };
    row("commas and semicolons", QStringLiteral("a,b;c:d,;,"));
    row("backslashes", QStringLiteral("C:\\new\\, \\n \\\\"));
    row("newlines", QStringLiteral("one\r\ntwo\rthree\nfour"),
        QStringLiteral("one\ntwo\nthree\nfour"));
    row("quotes", QStringLiteral("\"quoted\" 'so'"));
    row("accents", QStringLiteral("Zo\u00eb M\u00fcller, \u0141\u00f3d\u017a"));
    row("Chinese", QString(60, QChar(0x6f22)));
    row("emoji", QStringLiteral("\U0001F600").repeated(40));
    row("right to left", QStringLiteral("\u05e9\u05dc\u05d5\u05dd \u202e mixed"));
    row("combining", QStringLiteral("e\u0301").repeated(50));
    row("long", QString(1000, u'x'));
    row("looks like a property", QStringLiteral("x\nEND:VEVENT\nBEGIN:VEVENT\nUID:1"));
    row("control characters", QStringLiteral("a\u0000b\u0007c\u001bd\u0085e"),
        QStringLiteral("abcde"));
    row("separators", QStringLiteral("a\u2028b\u2029c"), QStringLiteral("a\nb\nc"));
}

void tst_ics::texts()
{
    QFETCH(QString, written);
    QFETCH(QString, read);
    const Deadline one = deadline(written, written);
    READ_BACK(calendar, toIcs({one}, {written, moment, {}}));
    QCOMPARE(text(eventOf(calendar), "summary"), read);
    QCOMPARE(text(eventOf(calendar), "description"), read + u'\n' + one.citation);
    QCOMPARE(text(calendar, "name"), read);
    QCOMPARE(calendar.value(QStringLiteral("events")).toArray().size(), qsizetype(1));
}

/// Readers forgive much; the format does not.
void tst_ics::textIsEscaped()
{
    const QByteArray ics =
        toIcs({deadline(QStringLiteral("a,b;c:d\\e\nf"))}, {QStringLiteral("n;"), moment, {}});
    QVERIFY(ics.contains("\r\nSUMMARY:a\\,b\\;c:d\\\\e\\nf\r\n"));
    QVERIFY(ics.contains("\r\nX-WR-CALNAME:n\\;\r\n"));
}

void tst_ics::linesAreShortAndWhole()
{
    for (int length = 1; length < 200; ++length) {
        const QByteArray ics =
            toIcs({deadline(QString(length, QChar(0x6f22)) + QString(length % 4, u'x'))},
                  {QString(length, u'n'), moment, {}});
        QVERIFY(ics.endsWith("\r\n"));
        QCOMPARE(ics.count('\n'), ics.count("\r\n"));
        QCOMPARE(ics.count('\r'), ics.count("\r\n"));
        for (const QByteArray &line : ics.chopped(2).split('\n')) {
            QVERIFY2(line.size() <= 75 + 1, line.constData()); // and the carriage return
            QVERIFY(!line.trimmed().isEmpty());
            QStringDecoder decoder(QStringDecoder::Utf8);
            const QString decoded = decoder(line);
            QVERIFY(!decoder.hasError());
        }
    }
}

/// A line of exactly 75 octets stays one; the character that would not fit goes down as a whole.
void tst_ics::linesBreakBetweenCharacters()
{
    const auto summary = [](const QString &title) {
        const QByteArray ics = toIcs({deadline(title)}, {QStringLiteral("n"), moment, {}});
        const qsizetype start = ics.indexOf("SUMMARY:");
        return ics.mid(start, ics.indexOf("DESCRIPTION:") - start);
    };
    const QString fits(67, u'x');
    QCOMPARE(summary(fits), "SUMMARY:" + fits.toUtf8() + "\r\n");
    QCOMPARE(summary(fits + u'y'), "SUMMARY:" + fits.toUtf8() + "\r\n y\r\n");
    const QString face = QStringLiteral("\U0001F600");
    QCOMPARE(summary(fits.chopped(3) + face),
             "SUMMARY:" + fits.chopped(3).toUtf8() + "\r\n " + face.toUtf8() + "\r\n");
    QCOMPARE(summary(fits.chopped(4) + face),
             "SUMMARY:" + fits.chopped(4).toUtf8() + face.toUtf8() + "\r\n");
}

void tst_ics::isEmptyWithoutDeadlines()
{
    READ_BACK(calendar, toIcs({}, {QStringLiteral("Nothing"), moment, {}}));
    QCOMPARE(text(calendar, "name"), QStringLiteral("Nothing"));
    QVERIFY(calendar.value(QStringLiteral("events")).toArray().isEmpty());
}

void tst_ics::aLaterFileReplacesAnEarlierOne()
{
    const Deadline one = deadline(QStringLiteral("Patch"));
    Deadline moved = one;
    moved.due = one.due.addDays(20);
    moved.title = QStringLiteral("Patch everything");
    const QString name = QStringLiteral("n");
    READ_BACK(first, toIcs({one}, {name, moment, {}}));
    READ_BACK(second, toIcs({moved}, {name, moment.addSecs(60), {}}));
    QCOMPARE(text(eventOf(first), "uid"), text(eventOf(second), "uid"));
    QVERIFY(eventOf(first).value(QStringLiteral("sequence")).toInt() <
            eventOf(second).value(QStringLiteral("sequence")).toInt());
    QVERIFY(text(eventOf(first), "stamp") < text(eventOf(second), "stamp"));
    QVERIFY(text(eventOf(first), "start") != text(eventOf(second), "start"));
    // RFC 5545: an integer of 31 bits, and this holds for some thousand years.
    READ_BACK(late, toIcs({one}, {name, moment.addYears(1000), {}}));
    QVERIFY(eventOf(late).value(QStringLiteral("sequence")).toDouble() < 2147483647.0);
}

void tst_ics::aTimeIsInTheSummary()
{
    Deadline one = deadline(QStringLiteral("End access"));
    one.time = QTime(17, 5);
    READ_BACK(calendar, toIcs({one}, {QStringLiteral("n"), moment, {}}));
    QCOMPARE(text(eventOf(calendar), "summary"), QStringLiteral("End access, by 17:05"));
    QCOMPARE(text(eventOf(calendar), "start"), QStringLiteral("2026-12-31"));
}

void tst_ics::alarms()
{
    READ_BACK(calendar,
              toIcs({deadline(QStringLiteral("Patch"))}, {QStringLiteral("n"), moment, 7}));
    QCOMPARE(eventOf(calendar).value(QStringLiteral("alarms")).toArray(), QJsonArray{-7});
}

void tst_ics::uidsTellNothing()
{
    const Deadline one = deadline(QStringLiteral("Secret plan"));
    const QByteArray ics = toIcs({one}, {QStringLiteral("n"), moment, {}});
    const QByteArray uid = ics.mid(ics.indexOf("UID:") + 4, 26);
    QVERIFY(AnyId::fromText(QString::fromLatin1(uid)));
    QVERIFY(uid != one.record.id.toText().toLatin1());
    QVERIFY(ics.contains("UID:" + uid + "@safeguard\r\n"));
    Deadline other = one;
    other.ruleId = QStringLiteral("DL-RISK-ACC");
    QVERIFY(!toIcs({other}, {QStringLiteral("n"), moment, {}}).contains(uid));
}

void tst_ics::namesItself()
{
    READ_BACK(calendar, toIcs({}, {QStringLiteral("CardioLink"), moment, {}}));
    QCOMPARE(text(calendar, "version"), QStringLiteral("2.0"));
    QVERIFY(text(calendar, "prodid").contains(QStringLiteral("Safeguard")));
}

SAFEGUARD_TEST(tst_ics)
#include "tst_ics.moc"
