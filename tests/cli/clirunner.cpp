// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>

namespace safeguard::testing {

QJsonObject Ran::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonArray Ran::array() const
{
    return QJsonDocument::fromJson(out).array();
}

CliRunner::CliRunner()
{
    write(QStringLiteral("passphrase"), "correct horse battery staple\n");
    const Ran made = plain(
        {QStringLiteral("new"), file(), QStringLiteral("--name"), QStringLiteral("CardioLink"),
         QStringLiteral("--user"), QStringLiteral("dana"), QStringLiteral("--full-name"),
         QStringLiteral("Dana Mensah"), QStringLiteral("--passphrase-file"), passphraseFile(),
         QStringLiteral("--key-cost"), QStringLiteral("floor")});
    if (made.exitCode != 0)
        qFatal("safeguard-cli new: %s", made.err.constData());
}

QString CliRunner::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return path(name);
}

Ran CliRunner::plain(const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(SAFEGUARD_BIN_DIR "/safeguard-cli"), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Ran CliRunner::run(const QString &verb, const QStringList &rest) const
{
    return plain(QStringList{verb, file()} + rest +
                 QStringList{QStringLiteral("--user"), QStringLiteral("dana"),
                             QStringLiteral("--passphrase-file"), passphraseFile()});
}

Ran CliRunner::json(const QString &verb, const QStringList &rest) const
{
    return run(verb, rest + QStringList{QStringLiteral("--json")});
}

QString CliRunner::add(const QString &registerKey, const QStringList &values) const
{
    const Ran ran = run(QStringLiteral("add"), QStringList{registerKey} + values);
    if (ran.exitCode != 0)
        qFatal("safeguard-cli add: %s", ran.err.constData());
    return QString::fromUtf8(ran.out).trimmed();
}

std::set<QString> keysIn(const QJsonValue &json, const QString &opaque)
{
    std::set<QString> keys;
    if (json.isArray()) {
        for (const QJsonValue &each : json.toArray())
            keys.merge(keysIn(each, opaque));
    }
    const QJsonObject object = json.toObject();
    for (auto at = object.begin(); at != object.end(); ++at) {
        keys.insert(at.key());
        if (at.key() != opaque)
            keys.merge(keysIn(at.value(), opaque));
    }
    return keys;
}

QString helpOf(const QString &verb)
{
    QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/resources/help/cli/%1.txt").arg(verb));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::set<QString> documentedKeys(const QString &verb, const QString &from, const QString &to)
{
    const QString text = helpOf(verb);
    const qsizetype begin = text.indexOf(from);
    const qsizetype end = to.isEmpty() ? text.size() : text.indexOf(to, begin + from.size());
    if (begin < 0 || end < 0)
        return {QStringLiteral("(the help text lacks \"%1\")").arg(begin < 0 ? from : to)};
    static const QRegularExpression quoted(QStringLiteral("\"([a-z0-9_]+)\""));
    std::set<QString> keys;
    for (auto at = quoted.globalMatch(text.mid(begin, end - begin)); at.hasNext();)
        keys.insert(at.next().captured(1));
    return keys;
}

}
