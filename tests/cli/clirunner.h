// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <set>

namespace safeguard::testing {

/// What a run of the command line ended with; -1 when it crashed or hung.
struct Ran
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const;
    QJsonArray array() const;
};

/// Runs the built safeguard-cli as a process, with a project of its own in a temporary folder.
class CliRunner final
{
public:
    CliRunner();

    /// As given, nothing added.
    Ran plain(const QStringList &arguments) const;
    /// VERB on the project, by its user.
    Ran run(const QString &verb, const QStringList &rest = {}) const;
    /// The same with --json.
    Ran json(const QString &verb, const QStringList &rest = {}) const;
    /// Adds a record and returns its id; ends the test run when that fails.
    QString add(const QString &registerKey, const QStringList &values) const;

    QString file() const { return path(QStringLiteral("a.safeguard")); }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString passphraseFile() const { return path(QStringLiteral("passphrase")); }
    QString write(const QString &name, const QByteArray &bytes) const;

private:
    QTemporaryDir m_dir;
};

/// All keys of objects within, except below \a opaque.
std::set<QString> keysIn(const QJsonValue &json, const QString &opaque = {});
/// The words in quotes of a verb's help text, from one word of it up to another.
std::set<QString> documentedKeys(const QString &verb, const QString &from, const QString &to = {});
QString helpOf(const QString &verb);

}

/// Shows what the program said when it ended with another code.
#define QVERIFY_EXIT(ran, code)                                                                    \
    do {                                                                                           \
        const safeguard::testing::Ran &sgRan = (ran);                                              \
        QVERIFY2(sgRan.exitCode == (code),                                                         \
                 ("exit " + QByteArray::number(sgRan.exitCode) + ": " + sgRan.err + sgRan.out)     \
                     .constData());                                                                \
    } while (false)
