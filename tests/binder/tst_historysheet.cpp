// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/historyreport.h"

#include "model/registers.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

class tst_historysheet final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLinePerChange();
};

void tst_historysheet::aLinePerChange()
{
    ToldEntry first;
    first.line.sequence = 1;
    first.line.time = QDateTime({2026, 2, 28}, {12, 30, 5}, Qt::UTC);
    first.line.sentence = QStringLiteral("Create the project");
    first.who = QStringLiteral("Dana");
    ToldEntry second = first;
    second.line.sequence = 2;
    second.line.sentence = QStringLiteral("=1+1");
    ChangeWords change;
    change.registerKey = QStringLiteral("systems");
    change.operation = QStringLiteral("change");
    change.field = QStringLiteral("name");
    change.before = QStringLiteral("a, b");
    change.after = QStringLiteral("c");
    second.changes = {change, change};
    const Snapshot now(allRegisters());
    const Sheet sheet = historySheet({first, second}, now);
    QCOMPARE(sheet.rows.size(), size_t(3));
    for (const auto &row : sheet.rows)
        QCOMPARE(row.size(), size_t(sheet.columns.size()));
    QCOMPARE(std::get<QDateTime>(sheet.rows[0][1]), first.line.time);
    QCOMPARE(historyCsv({first, second}, now).split('\n').value(0),
             QByteArray("entry,time,user,kind,sentence,register,record,operation,field,before,"
                        "after\r"));
    QCOMPARE(historyCsv({first, second}, now).split('\n').value(1),
             QByteArray("1,2026-02-28T12:30:05Z,Dana,edit,Create the project,,,,,,\r"));
    QCOMPARE(
        historyCsv({first, second}, now).split('\n').value(3),
        QByteArray("2,2026-02-28T12:30:05Z,Dana,edit,'=1+1,systems,,change,name,\"a, b\",c\r"));
}

SAFEGUARD_TEST(tst_historysheet)
#include "tst_historysheet.moc"
