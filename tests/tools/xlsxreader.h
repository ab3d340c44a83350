// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStringList>

namespace safeguard::testing {

/// What a program prints; ends the test run when it fails.
inline QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

/// The cells of each sheet as a program that is not ours reads them, the heading first. Empty cells
/// at the end of a row are not there.
inline QList<QList<QStringList>> sheetsOfXlsx(const QString &path)
{
    const QByteArray json =
        outputOf(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import csv,io,json,re,subprocess,sys\n"
                                 "csv.field_size_limit(1 << 30)\n"
                                 "run=['xlsx2csv','-a',sys.argv[1]]\n"
                                 "out=subprocess.run(run,stdout=-1,check=True).stdout.decode()\n"
                                 "sheets=re.split('^-------- [0-9]+ - .*\\n',out,flags=re.M)[1:]\n"
                                 "rows=lambda text:list(csv.reader(io.StringIO(text,newline='')))\n"
                                 "print(json.dumps([rows(text) for text in sheets]))"),
                  path});
    QList<QList<QStringList>> sheets;
    for (const QJsonValue &sheet : QJsonDocument::fromJson(json).array()) {
        auto &rows = sheets.emplace_back();
        for (const QJsonValue &row : sheet.toArray()) {
            QStringList &cells = rows.emplace_back();
            for (const QJsonValue &cell : row.toArray())
                cells += cell.toString();
            while (!cells.isEmpty() && cells.last().isEmpty())
                cells.removeLast();
        }
    }
    return sheets;
}

/// Of the first one.
inline QList<QStringList> cellsOfXlsx(const QString &path)
{
    return sheetsOfXlsx(path).value(0);
}

/// A part of it, as "xl/workbook.xml"; without a name those that there are.
inline QString partOfXlsx(const QString &path, const QString &part = {})
{
    return QString::fromUtf8(outputOf(
        QStringLiteral("python3"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "import sys,zipfile\n"
             "z=zipfile.ZipFile(sys.argv[1])\n"
             "assert z.testzip() is None\n"
             "out=z.read(sys.argv[2]) if sys.argv[2] else '\\n'.join(z.namelist()).encode()\n"
             "sys.stdout.buffer.write(out)"),
         path, part}));
}

}
